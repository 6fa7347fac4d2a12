"""Recalled: a story that was lived, read from its own record, however many people are in it.

Nothing is grounded: what a fact is at any time, in the world and in minds, follows from how the
record begins and from what each event changed (docs/explanation/semantics.md, L2, L3 and L5).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vervain.base.walk import walk
from vervain.lang.calendar import CALENDAR, calendar_facts, turn_at
from vervain.lang.expr import Assign, Const, EntityRef, Read
from vervain.lang.later import OTHERWISE
from vervain.lang.minds import believed
from vervain.lang.world import Action, Reaction, World
from vervain.model.ground import Claim
from vervain.run.live.conditions import is_public
from vervain.story.case import Case
from vervain.story.chronicle import Chronicle, Event, Fact, Plain
from vervain.story.evaluate import Evaluator
from vervain.story.lived import EVERYONE, MANY, tells
from vervain.story.naming import plain_value

Name = tuple[str, tuple[str, ...]]
Minds = tuple[str, ...]
DATES = frozenset(f.name for f in CALENDAR)
START = -1


@dataclass(frozen=True, slots=True)
class Entry:
    """What a fact became in an event (START: at the start), and how a mind came by it."""

    event: int
    value: Plain
    how: str = ""


class Recalled:
    """One story, ready to be asked about. State k is before event k, and after event k - 1."""

    def __init__(self, world: World, chronicle: Chronicle) -> None:
        self.world, self.chronicle = world, chronicle
        self.actions: dict[str, Action] = {a.name: a for a in world.actions}
        self.reactions: dict[str, Reaction] = {r.name: r for r in world.reactions}
        self.fluents = {f.name: f for f in world.fluents}
        self.evaluator: Evaluator = Recollection(self)
        self._lines: dict[Minds, dict[Name, list[Entry]]] = {}
        self._echoes: set[str] = set()
        self._seen_by: dict[str, list[Event]] = {}
        for fact, value in chronicle.start:
            self._note(fact, Entry(START, value))
        for event in chronicle.events:
            self._happened(event)

    @property
    def last(self) -> int:
        """The state at the end."""
        return len(self.chronicle.events)

    # ------------------------------------------------------------ reading

    def value(self, fact: Fact, k: int) -> Plain:
        """What a fact is in state k, in the mind it is asked of."""
        if fact.fluent in DATES:
            return self.date(fact.fluent, self.turn_of(k))
        entry = self._entry(fact, k)
        if entry is not None:
            return entry.value
        known = self.fluents.get(fact.fluent)
        return plain_value(known.default) if known is not None else None

    def since(self, fact: Fact, k: int) -> int | None:
        """The event that gave the fact the value it has in state k; None: so from the start."""
        entry = self._entry(fact, k)
        return None if entry is None or entry.event == START else entry.event

    def how(self, fact: Fact, since: int) -> str:
        """How a mind came by a fact in that event."""
        entry = self._entry(fact, since + 1)
        return entry.how if entry is not None and entry.event == since else ""

    def turns(self, fact: Fact, at: int) -> Iterator[tuple[int, Plain, Plain]]:
        """The events before state `at` in which the fact changed: before and after."""
        minds = self._minds(fact.minds)
        events = {e.event for m in (minds, *self._shared(minds)) for e in self._line(m, fact)}
        for k in sorted(e for e in events if START < e < at):
            before, after = self.value(fact, k), self.value(fact, k + 1)
            if (before, type(before)) != (after, type(after)):
                yield k, before, after

    def facts(self, minds: Minds = ()) -> Iterator[Fact]:
        """Every fact of which something is on record in this mind (of the world: in the world)."""
        for fluent, args in self._lines.get(minds, {}):
            if not self.fluents[fluent].hidden:
                yield Fact(fluent, args, minds)

    def learned(self, person: str, at: int) -> Iterator[Fact]:
        """What somebody holds that is on record for them alone, in state `at`."""
        for (fluent, args), line in self._lines.get((person,), {}).items():
            if line[0].event < at:
                yield Fact(fluent, args, (person,))

    def thought_of(self, person: str, at: int) -> Iterator[Fact]:
        """What somebody takes others to hold, as far as it is on record, in state `at`."""
        self._echoed(person)
        for minds, lines in self._lines.items():
            if len(minds) == 2 and minds[0] == person:
                for (fluent, args), line in lines.items():
                    if line[0].event < at:
                        yield Fact(fluent, args, minds)

    def seed_in(self, turn: int) -> int:
        """From which seed chance comes in a turn."""
        branches = () if self.chronicle.ran is None else self.chronicle.ran.branches
        return next((seed for at, seed in reversed(branches) if at <= turn), self.chronicle.seed)

    def held(self, k: int, thinking: Iterable[str] = ()) -> Iterator[tuple[Minds, Name, Plain]]:
        """All that is on record for state k: of the world, then of what all have in common
        (EVERYONE), then of each mind; what is older than what has become common is left out. Of
        those who are `thinking` (among few people: of all) also what follows about other minds."""
        few = len(self.chronicle.people) <= MANY
        for person in self.chronicle.people if few else thinking:
            self._echoed(person)
        for name in self._lines.get((), {}):
            yield (), name, self.value(Fact(*name), k)
        common = self._lines.get((EVERYONE,), {})
        for name, line in self._lines.get((), {}).items():
            if name not in common and line[0].event == START and name[0] not in DATES:
                yield (EVERYONE,), name, line[0].value
        dates = (name for name in self._lines.get((), {}) if name[0] in DATES)
        for name in dates:
            yield (EVERYONE,), name, self.value(Fact(*name), k)
        for name in common:
            yield (EVERYONE,), name, self.value(Fact(*name, (EVERYONE,)), k)
        for minds, lines in self._lines.items():
            if minds and minds != (EVERYONE,):
                for name, line in lines.items():
                    at = bisect_left(line, k, key=lambda e: e.event)
                    entry = line[at - 1] if at else None
                    public = self._last((EVERYONE,), Fact(*name), k)
                    if entry is not None and (public is None or public.event < entry.event):
                        yield minds, name, entry.value

    def worths(self, k: int) -> dict[tuple[str, str, str], float]:
        """What each want is worth in state k: who has it, its line and its purpose. Wants that read
        what is not on record (the checker's own facts) are left out."""
        found = {}
        for want in self.world.wants:
            holder = want.holder
            reads = (item for item in walk((want.value,)) if isinstance(item, Read))
            if any(self.fluents[read.fluent].hidden for read in reads):
                continue
            for who in (
                (holder,) if isinstance(holder, str) else self.evaluator.of_kind(holder.kind)
            ):
                env = {} if isinstance(holder, str) else {holder.name: who}
                worth = self.evaluator.term(want.value, env, k)
                if isinstance(worth, bool | int | float):
                    found[who, want.text, want.purpose] = float(worth)
        return found

    def _entry(self, fact: Fact, k: int) -> Entry | None:
        minds = self._minds(fact.minds)
        shared = [self._last(m, fact, k) for m in self._shared(minds)]
        found = self._last(minds, fact, k)
        for entry in shared:  # what has become common since counts for every mind
            if entry is not None and (found is None or entry.event > found.event):
                found = entry
        if found is None and len(minds) == 2:
            begun = self._last(minds[:1], fact, 0)
            found = begun or self._last((), fact, 0)
        if found is None and minds:
            found = self._last((), fact, 0)
        return found

    def _shared(self, minds: Minds) -> tuple[Minds, ...]:
        return ((EVERYONE,),) if minds and minds != (EVERYONE,) else ()

    def _minds(self, minds: Minds) -> Minds:
        """What one thinks one thinks is what one thinks; a third mind is read as the second."""
        found: Minds = ()
        for mind in minds:
            if found[-1:] != (mind,) and len(found) < 2:
                found = (*found, mind)
        return found

    def _line(self, minds: Minds, fact: Fact) -> list[Entry]:
        if len(minds) == 2:
            self._echoed(minds[0])
        return self._lines.get(minds, {}).get((fact.fluent, fact.args), [])

    def _last(self, minds: Minds, fact: Fact, k: int) -> Entry | None:
        line = self._line(minds, fact)
        at = bisect_left(line, k, key=lambda e: e.event)
        return line[at - 1] if at else None

    def date(self, fluent: str, turn: int) -> Plain:
        """What the calendar says in a turn."""
        found = {key[0]: plain_value(value) for key, value in calendar_facts(self.world, turn)}
        return found.get(fluent)

    def turn_of(self, k: int) -> int:
        """The turn in which event k happened; of the state at the end, the last that was done."""
        ran = self.chronicle.ran
        if k < len(self.chronicle.events) or ran is None:
            return self.turn(k)
        return max(0, ran.turns - 1)

    def turn(self, k: int) -> int:
        """The turn in which event k happened; of the state at the end, the turns that were done."""
        if k < len(self.chronicle.events):
            return turn_at(self.world, self.chronicle.events[k].minute)
        return self.chronicle.ran.turns if self.chronicle.ran is not None else 0

    # ------------------------------------------------------------ what is on record

    def _note(self, fact: Fact, entry: Entry) -> None:
        lines = self._lines.setdefault(fact.minds, {})
        line = lines.setdefault((fact.fluent, fact.args), [])
        if line and line[-1].event == entry.event:
            line.pop()
        line.append(entry)

    def _happened(self, event: Event) -> None:
        if event.act.name.startswith(OTHERWISE) and event.act.name in self.actions:
            self._turned(event)
        for change in event.changes:
            self._note(change.fact, Entry(event.id, change.after))
        for change in event.minds:
            self._note(change.fact, Entry(event.id, change.after, change.how))
        public = self._public(event)
        for change in event.minds:
            fact = change.fact
            if fact.minds == (EVERYONE,) or (fact.fluent, fact.args) in public:
                shared = Fact(fact.fluent, fact.args, (EVERYONE,))
                self._note(shared, Entry(event.id, change.after, change.how))

    def _turned(self, event: Event) -> None:
        """A change that was made in the middle of the story: what it hangs on is not on record,
        and everybody goes by it."""
        for effect in self.actions[event.act.name].effects:
            if isinstance(effect, Assign) and isinstance(effect.value, Const) and not effect.args:
                fluent = self.fluents[effect.fluent]
                for minds in ((), (EVERYONE,)) if fluent.hidden else ():
                    value = plain_value(effect.value.value)
                    self._note(Fact(effect.fluent, (), minds), Entry(event.id, value))

    def _echoed(self, who: str) -> None:
        """What is not written down because it follows (an echo): somebody who sees an act, and
        takes another to see it or to be told, takes them to have learned what they did learn."""
        if who in self._echoes:
            return
        self._echoes.add(who)
        for event in self._watched().get(who, ()):
            act = event.act
            told = tells(self.actions.get(act.name), dict(act.roles))
            mine = {c.fact for c in event.minds if c.fact.minds == (who,) and c.how == "saw"}
            said = {c.fact for c in event.minds if c.fact.minds[:1] == (who,)}
            for change in event.minds:
                fact = change.fact
                if len(fact.minds) != 1 or fact.minds[0] in (who, EVERYONE):
                    continue
                deep = Fact(fact.fluent, fact.args, (who, *fact.minds))
                echo = change.how == "told" and fact.minds[0] in told
                if change.how == "saw" and Fact(fact.fluent, fact.args, (who,)) in mine:
                    echo = self._takes_to_see(who, fact.minds[0], event)
                if echo and deep not in said:
                    self._insert(deep, Entry(event.id, change.after, change.how))

    def _watched(self) -> dict[str, list[Event]]:
        """What each person saw."""
        if not self._seen_by and self.chronicle.events:
            for event in self.chronicle.events:
                for who in event.saw:
                    self._seen_by.setdefault(who, []).append(event)
        return self._seen_by

    def _takes_to_see(self, who: str, other: str, event: Event) -> bool:
        """Somebody takes another to be among those who see an event."""
        schema = self.actions.get(event.act.name)
        env: dict[str, str | Claim] = {r: b for r, b in event.act.roles if isinstance(b, str)}
        if schema is None or len(env) < len(event.act.roles):
            return other in event.saw
        return any(
            self.evaluator.is_a(other, watch.param.kind)
            and self.evaluator.holds(
                believed(Const(EntityRef(who)), watch.cond),
                {**env, watch.param.name: other},
                event.id,
            )
            for watch in schema.seen
        )

    def _insert(self, fact: Fact, entry: Entry) -> None:
        line = self._lines.setdefault(fact.minds, {}).setdefault((fact.fluent, fact.args), [])
        insort(line, entry, key=lambda e: e.event)

    def _public(self, event: Event) -> set[Name]:
        """What became common to all: where there are few people, it is written down for each."""
        people, schema = self.chronicle.people, self.actions.get(event.act.name)
        if schema is None or not any(is_public(self.world, watch) for watch in schema.seen):
            return set()
        held: dict[tuple[Name, Plain, str], int] = {}
        for change in event.minds:
            if len(change.fact.minds) == 1:
                key = ((change.fact.fluent, change.fact.args), change.after, change.how)
                held[key] = held.get(key, 0) + 1
        return {name for (name, _, _), count in held.items() if count == len(people)}


class Recollection(Evaluator):
    """Reads a record in the terms of its World. `turn`: the one whose date it is (None: that of
    the event which follows)."""

    def __init__(self, recalled: Recalled) -> None:
        super().__init__(recalled.world)
        self._recalled = recalled
        self.turn: int | None = None

    def read(self, fluent: str, args: tuple[str, ...], minds: tuple[str, ...], k: int) -> Plain:
        """The value of a fact in the mind reached by `minds`, in state k."""
        if self.turn is not None and fluent in DATES:
            return self._recalled.date(fluent, self.turn)
        return self._recalled.value(Fact(fluent, args, minds), k)


Story = Case | Recalled
"""A story that can be asked about: a planned one, or one that was lived."""
