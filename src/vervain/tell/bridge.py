"""Bridges: how a telling goes from one passage to the next: the author's words for going back and
coming back, or the teller's."""

from __future__ import annotations

from vervain.lang.frame import FramePart, NounHole
from vervain.lang.telling import LookBack
from vervain.story.chronicle import Event
from vervain.tell.discourse import Key, Passage, Told, Unit
from vervain.tell.fact_parts import parts_of
from vervain.tell.minds import saw
from vervain.tell.realise import Scene, realise
from vervain.tell.refer import Mentions
from vervain.tell.spin import Spin, Tense


def opens(passage: Passage, previous: Passage | None) -> str:
    """What kind of turn it is: `back`, `return`, `earlier`, `on` into another mind, or none."""
    if passage.look_back and not (previous is not None and previous.look_back):
        return "back"
    if passage.returning:
        return "return"
    if passage.earlier:
        return "earlier"
    return "on" if previous is None or previous.focaliser != passage.focaliser else ""


def bridge(
    passage: Passage, previous: Passage | None, turn: str, spin: Spin, *, bare: bool = False
) -> tuple[tuple[FramePart, ...], str | Event]:
    """The author's words for the turn; else (`bare`: always) the teller's before the first
    sentence, or the event from which it goes back."""
    if turn == "back" and not bare:
        back = next((b for b in spin.looks_back if _covers(b, passage)), None)
        if back is not None and back.opening and (spin.own or _nobodys(back.opening)):
            return back.opening, ""
    if previous is None:
        return (), ""
    if turn == "back" or passage.earlier:
        return (), previous.units[0].events[0]
    if turn == "return":
        closing = next((b.closing for b in spin.looks_back if b.last == previous.stage), ())
        closing = closing if not bare and (spin.own or _nobodys(closing)) else ()
        return closing, "" if closing else "Now"
    return (), ""


def reminder_key(unit: Unit, mind: str | None) -> Key:
    """By what a reminder is known again."""
    return mind, unit.events[0].id, "reminder", ()


def bridge_key(passage: Passage) -> Key:
    """By what the words before a passage are known again."""
    return passage.focaliser, passage.units[0].events[0].id, "words of passage", ()


def reminder(unit: Unit, mind: str | None, tense: Tense, mentions: Mentions) -> list[Told]:
    """A word that what comes was told before, from another mind; none where it was not seen from
    this one, or is nobody's."""
    if mind is None or not all(saw(event, mind) for event in unit.events):
        return []
    said = realise(
        parts_of("{who} {have} been there, too", who=mind), Scene({}, {}, tense, mentions)
    )
    events = tuple(event.id for event in unit.events)
    why = "the reader was told of it from another mind"
    tells = (reminder_key(unit, mind),)
    return [Told(said, events, None, mind, tense, "saw", why, reminds=True, tells=tells)]


def _nobodys(parts: tuple[FramePart, ...]) -> bool:
    """Words that speak of nobody: any mind may say them."""
    return not any(isinstance(part, NounHole) for part in parts)


def _covers(back: LookBack, passage: Passage) -> bool:
    return passage.stage is not None and passage.stage in (back.first, back.last)
