"""Trail: how a belief came to somebody, hop by hop, back to who saw it with their own eyes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vervain.story.chronicle import Fact, Plain
from vervain.story.knowing import teller_of
from vervain.story.recalled import Story


@dataclass(frozen=True, slots=True)
class Hop:
    """`person` came to hold the fact to be `value` in event `since` (None: from the start), in the
    way `how`, from `teller` (None: from nobody; the person themselves: it changed in their own
    mind). `meant`: what the teller held it to be, where that was something else: at this hop it was
    changed."""

    person: str
    value: Plain
    since: int | None
    how: str
    teller: str | None
    changed: bool = False
    meant: Plain = None


@dataclass(frozen=True, slots=True)
class Trail:
    """The whole way of a fact to `person`, whom it reached last; the first of `hops` is theirs."""

    fact: Fact
    person: str
    at: int
    truth: Plain
    hops: tuple[Hop, ...]

    @property
    def changes(self) -> tuple[Hop, ...]:
        """The hops at which it was changed."""
        return tuple(hop for hop in self.hops if hop.changed)


def trail(case: Story, person: str, fact: Fact, at: int) -> Trail:
    """The way of the fact to the person, as they hold it in state `at`."""
    hops, who, k = list[Hop](), person, at
    while True:
        held = Fact(fact.fluent, fact.args, (who, *fact.minds))
        value, since = case.value(held, k), case.since(held, k)
        how = "" if since is None else case.how(held, since)
        teller = teller_of(case, who, fact, since) if since is not None and how == "told" else None
        if teller is None and since is not None and how == "told" and _own(case, held, since):
            teller = who
        if since is None or teller is None:
            hops.append(Hop(who, value, since, how, None))
            break
        meant = case.value(Fact(fact.fluent, fact.args, (teller, *fact.minds)), since)
        hops.append(Hop(who, value, since, how, teller, meant != value, meant))
        if meant is None:  # who does not know makes it up
            break
        who, k = teller, since
    return Trail(fact, person, at, case.value(fact, at), tuple(hops))


def _own(case: Story, held: Fact, since: int) -> bool:
    """The event needed what they held of it before, and not how it is: it has changed in their own
    mind."""
    needed = {c.fact for c in case.chronicle.events[since].causes if c.value is not None}
    return held in needed and replace(held, minds=held.minds[1:]) not in needed
