"""Finding: which event of a story is meant by a number or by some of its words."""

from __future__ import annotations

import re

from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.base.span import Span
from vervain.lang.asking import QUESTION, Words
from vervain.story.chronicle import Chronicle
from vervain.story.what_if import fits
from vervain.tell.speaker import Speaker

MOST_OFFERED = 5
"""Events that are offered where none is found."""


def find_event(speaker: Speaker, words: Words, text: str) -> int:
    """The event with this number, or the first that the words name. Rejected (V704) if none is."""
    chronicle = speaker.chronicle
    wanted = " ".join(text.split())
    if re.fullmatch(r"#?\d+", wanted):
        number = int(wanted.lstrip("#"))
        if number < len(chronicle.events):
            return number
        raise _none(speaker, wanted, f"the story has no event {number}")
    if not wanted:
        raise _none(speaker, wanted, "nothing is said of which event is meant")
    asked = words.act_or_none(wanted)
    for event in chronicle.events:
        if asked is not None and fits(asked, event.act):
            return event.id
    said = {e.id: speaker.act(e.act).lower() for e in chronicle.events}
    for number, clause in said.items():
        if clause == wanted.lower():
            return number
    for number, clause in said.items():
        if set(wanted.lower().split()) <= set(clause.split()):
            return number
    raise _none(speaker, wanted, f"nothing that happens in this story is called `{wanted}`")


def _none(speaker: Speaker, text: str, message: str) -> Rejected:
    near = _nearest(speaker.chronicle, speaker, text)
    offered = "; ".join(speaker.event(n) for n in near)
    hint = f"ask about one of these: {offered}" if offered else "the story has no events"
    return Rejected((Diagnostic("V704", Span(QUESTION, 1, 0, len(text)), message, hint),))


def _nearest(chronicle: Chronicle, speaker: Speaker, text: str) -> list[int]:
    """The events that share most words with the text; neighbours of one sort once."""
    wanted = set(text.lower().split())
    ranked = sorted(
        (-len(wanted & set(speaker.act(e.act).lower().split())), e.id) for e in chronicle.events
    )
    found: dict[str, int] = {}
    for _, number in ranked:
        found.setdefault(chronicle.events[number].act.name, number)
    return sorted(list(found.values())[:MOST_OFFERED])
