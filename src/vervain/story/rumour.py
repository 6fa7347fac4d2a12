"""Rumour: how word of a fact went round: each holder's version, by which mouths it came from who
saw it, and which hop changed what.

Read from the record alone, planned or lived: an event that puts something into a mind says in its
causes whose belief it passed on, since which event they held it, and what it was then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from vervain.story.chronicle import Change, Chronicle, Claimed, Event, Fact, Plain
from vervain.story.lived import EVERYONE

TOLD = "told"


@dataclass(frozen=True, slots=True)
class Hop:
    """`who` came to hold `held`, in event `event` (None: from the start), in the way `how`.

    `source`: whose word it was (None: nobody's; `who` themselves, where it changed in their own
    mind), and `heard`: what that person held, since event `since`; None: they held no such thing,
    and have made it up.
    """

    who: str
    event: int | None
    minute: int
    how: str
    act: str
    held: Claimed
    source: str | None = None
    heard: Claimed | None = None
    since: int | None = None

    @property
    def changed(self) -> bool:
        """It became something else on this hop."""
        return self.source is not None and self.held != self.heard


@dataclass(frozen=True, slots=True)
class Word:
    """What one person holds in the end; the first of `hops` is theirs, the last who saw it, made
    it up, or had it from the start."""

    who: str
    held: Claimed
    true: bool
    hops: tuple[Hop, ...]

    @property
    def turns(self) -> tuple[Hop, ...]:
        """The hops that changed it."""
        return tuple(hop for hop in self.hops if hop.changed)


@dataclass(frozen=True, slots=True)
class Spread:
    """How word of a fact went round.

    `truth` is what is so in the end; `words`: what everybody holds to whom it ever came, in order
    of coming; `versions`: the versions with how many hold them, most first; `curve`: after each
    event that changed a mind about it, the minute and how many hold each version then.
    """

    fluent: str
    args: tuple[str, ...]
    truth: Plain
    words: tuple[Word, ...]
    versions: tuple[tuple[Claimed, int], ...]
    curve: tuple[tuple[int, tuple[tuple[Plain, int], ...]], ...]


class Record:
    """Who came to hold what by which event, looked up in a chronicle."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.events = chronicle.events
        self.begun = {(fact.minds, fact.fluent, fact.args): v for fact, v in chronicle.start}
        self.clock = chronicle.clock
        self.came: dict[tuple[str, str, tuple[str, ...]], list[tuple[int, Change]]] = {}
        for event in chronicle.events:
            for change in event.minds:
                if len(change.fact.minds) == 1:
                    key = (change.fact.minds[0], change.fact.fluent, change.fact.args)
                    self.came.setdefault(key, []).append((event.id, change))

    def last(
        self, who: str, fluent: str, args: tuple[str, ...], before: int
    ) -> tuple[int, Change] | None:
        """The last event before this one that changed what somebody holds, and how."""
        common = self.came.get((EVERYONE, fluent, args), [])
        own = self.came.get((who, fluent, args), [])
        found = [item for item in (*common, *own) if item[0] < before]
        return max(reversed(found), key=lambda item: item[0], default=None)

    def hops(self, who: str, held: Claimed, before: int) -> Iterator[Hop]:
        """By which mouths it came to somebody, from theirs back."""
        while True:
            found = self.last(who, held.fluent, held.args, before)
            if found is None:
                yield Hop(who, None, self.clock, "", "", held)
                return
            number, change = found
            hop = self._hop(who, held, self.events[number], change.how)
            yield hop
            if hop.heard is None or hop.source is None:
                return
            who, held, before = hop.source, hop.heard, number

    def _hop(self, who: str, held: Claimed, event: Event, how: str) -> Hop:
        first = Hop(who, event.id, event.minute, how, event.act.name, held)
        if how != TOLD:
            return first
        claims = [bound for _, bound in event.act.roles if isinstance(bound, Claimed)]
        heard = [
            (cause.fact.minds[0], Claimed(cause.fact.fluent, cause.fact.args, cause.value), cause)
            for cause in event.causes
            if len(cause.fact.minds) == 1
        ]
        of_it = [h for h in heard if h[1] in claims or (not claims and _alike(h[1], held))]
        for source, said, cause in sorted(of_it, key=lambda h: h[0] == who):
            return Hop(
                who, event.id, event.minute, how, event.act.name, held, source, said, cause.event
            )
        others = [name for name in event.agreed if name != who]
        if others:
            return Hop(who, event.id, event.minute, how, event.act.name, held, others[0])
        return first


def _alike(one: Claimed, other: Claimed) -> bool:
    return (one.fluent, one.args) == (other.fluent, other.args)


def word_of(chronicle: Chronicle, who: str, fact: Fact, at: int | None = None) -> Word | None:
    """How somebody came to hold what they hold of a fact after `at` events (all of them); None if
    nothing ever came to them."""
    record, before = Record(chronicle), len(chronicle.events) if at is None else at
    found = record.last(who, fact.fluent, fact.args, before)
    if found is None:
        return None
    return _word(record, who, found, _truth(chronicle, fact, before), before)


def _word(record: Record, who: str, found: tuple[int, Change], truth: Plain, before: int) -> Word:
    change = found[1]
    held = Claimed(change.fact.fluent, change.fact.args, change.after)
    return Word(who, held, change.after == truth, tuple(record.hops(who, held, before)))


def _truth(chronicle: Chronicle, fact: Fact, before: int) -> Plain:
    found: Plain = next((v for f, v in chronicle.start if f == fact), None)
    for event in chronicle.events[:before]:
        for change in event.changes:
            if change.fact == fact:
                found = change.after
    return found


def spread(chronicle: Chronicle, fact: Fact) -> Spread:
    """How word of a fact went round in a story."""
    record, number = Record(chronicle), len(chronicle.events)
    truth = _truth(chronicle, Fact(fact.fluent, fact.args), number)
    people: dict[str, None] = {}
    holds: dict[str, Plain] = {}
    curve: list[tuple[int, tuple[tuple[Plain, int], ...]]] = []
    for event in chronicle.events:
        changes = [c for c in event.minds if _is_about(c, fact)]
        for change in changes:
            who = change.fact.minds[0]
            for name in chronicle.people if who == EVERYONE else (who,):
                people[name], holds[name] = None, change.after
        if changes:
            curve.append((event.minute, _counted(holds)))
    words = []
    for name in people:
        found = record.last(name, fact.fluent, fact.args, number)
        if found is not None:
            words.append(_word(record, name, found, truth, number))
    versions = Counter(word.held for word in words).most_common()
    return Spread(fact.fluent, fact.args, truth, tuple(words), tuple(versions), tuple(curve))


def _is_about(change: Change, fact: Fact) -> bool:
    one = change.fact
    return (one.fluent, one.args) == (fact.fluent, fact.args) and len(one.minds) == 1


def _counted(holds: dict[str, Plain]) -> tuple[tuple[Plain, int], ...]:
    """How many hold each version, most first; equal numbers in order of coming."""
    found: dict[tuple[str, Plain], int] = {}
    for value in holds.values():
        key = (type(value).__name__, value)
        found[key] = found.get(key, 0) + 1
    ranked = sorted(found.items(), key=lambda item: -item[1])
    return tuple((value, count) for (_, value), count in ranked)
