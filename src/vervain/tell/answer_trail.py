"""The words of *how did it come to them*: every hop, back to the eyewitness."""

from __future__ import annotations

from vervain.story.chronicle import Fact
from vervain.story.trail import Hop, Trail
from vervain.tell.answer import Answer, sentence
from vervain.tell.lexicon import number_word
from vervain.tell.refer import REFLEXIVE
from vervain.tell.speaker import Speaker

WITNESS = {
    "saw": "sees it",
    "perceived": "finds it so",
    "glimpsed": "has a glimpse of it",
    "inferred": "puts it together",
    "forgot": "loses sight of what was heard before",
}


def trail_words(say: Speaker, found: Trail) -> Answer:
    """Who had it from whom, and which hop changed what."""
    own = found.hops[0]
    held = say.belief(found.fact, own.value)
    parts = [_hop(say, found, hop) for hop in found.hops]
    head = f"How it comes to {found.person} that {held}"
    if own.value != found.truth and found.truth is not None:
        head += f" (in truth {say.belief(found.fact, found.truth)})"
    parts.append(_end(say, found))
    events = tuple(hop.since for hop in found.hops if hop.since is not None)
    return Answer(sentence(head + ":"), events, (_held(found, own),), tuple(parts))


def _held(found: Trail, hop: Hop) -> Fact:
    return Fact(found.fact.fluent, found.fact.args, (hop.person, *found.fact.minds))


def _hop(say: Speaker, found: Trail, hop: Hop) -> Answer:
    facts = (_held(found, hop),)
    if hop.since is None:
        verb = say.verb(hop.person, "has")
        return Answer(sentence(f"{hop.person} {verb} it so from the start"), (), facts)
    when = say.event(hop.since)
    if hop.teller is None:
        return Answer(
            sentence(f"{hop.person} {_first_hand(say, hop)}: {when}"), (hop.since,), facts
        )
    if hop.teller == hop.person:
        meant = say.belief(found.fact, hop.meant)
        first = sentence(f"Until then, to {hop.person}, {meant}")
        turned = sentence(f"Here it is changed, in the mind of {hop.person}: {when}")
        return Answer(turned, (hop.since,), facts, (Answer(first, (hop.since,), facts),))
    parts: tuple[Answer, ...] = ()
    if hop.changed:
        meant = say.belief(found.fact, hop.meant)
        unsure = f"to {hop.teller}, {meant}"
        if hop.meant is None:
            unsure = f"{hop.teller} does not know {say.noun(found.fact)} {_self(say, hop.teller)}"
        text = f"Here it is changed: {unsure}"
        parts = (Answer(sentence(text), (hop.since,), facts),)
    return Answer(
        sentence(f"{hop.person} has it from {hop.teller}: {when}"), (hop.since,), facts, parts
    )


def _first_hand(say: Speaker, hop: Hop) -> str:
    event = say.chronicle.events[hop.since or 0]
    if hop.person in event.agreed:
        return f"has it by {say.their(hop.person)} own doing"
    if hop.how in ("saw", "told") and hop.person in say.roles(hop.since or 0)[:1]:
        return "finds it out"
    if hop.how == "told":
        return "comes to it alone"
    return WITNESS.get(hop.how, "comes to it")


def _end(say: Speaker, found: Trail) -> Answer:
    """How long the way was, and whether it came through whole."""
    told = sum(hop.teller not in (None, hop.person) for hop in found.hops)
    source = found.hops[-1].teller or found.hops[-1].person
    if not told and not found.changes:
        return Answer("Nobody has to tell it.")
    way = "at first hand" if told == 1 else f"by {number_word(told)} tellings"
    names = [hop.teller for hop in found.changes if hop.teller is not None]
    end = f"; {say.names(names)} changed it" if names else ", and nobody changed it"
    return Answer(sentence(f"It comes from {source} {way}{end}"))


def _self(say: Speaker, name: str) -> str:
    return say.pronoun(name, REFLEXIVE)
