"""Matcher: one pattern, fed event by event: what has begun, what is complete, what broke off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from vervain.lang.expr import Var
from vervain.lang.pattern import Atom, Gap, Pattern, Test
from vervain.story.sift.moment import Env, Moment
from vervain.story.sift.record import AFTER, BEFORE
from vervain.story.sift.slots import Slot, fluents, probe, slots
from vervain.story.sift.trail import Trail

MOST_WAITING = 20_000
"""Beginnings of one pattern that are kept; of more the oldest are given up, and counted."""
MOST_NEAR = 500
NONE = -1
"""The event of an optional step that was passed over."""

Binding = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partial:
    """A beginning: who the roles are, and the event of each slot that is filled or passed."""

    env: Env
    events: tuple[int, ...]

    @property
    def newest(self) -> tuple[int, ...]:
        """Of two that differ in their events alone, the one with the later last event is told."""
        return self.events[::-1]


@dataclass(slots=True)
class Match:
    """A story found: who, in which events (-1: an optional step that did not happen), and in how
    many events it came to its end."""

    pattern: str
    roles: tuple[tuple[str, str], ...]
    events: tuple[int, ...]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Near:
    """A story that broke off: so many steps of so many, the clause that failed, and the event in
    which it did (None: the end of the story came first)."""

    pattern: str
    roles: tuple[tuple[str, str], ...]
    events: tuple[int, ...]
    reached: int
    steps: int
    clause: str
    event: int | None


@dataclass(slots=True)
class Waiting:
    """The beginnings that wait for one slot, found by the names in their roles."""

    probes: tuple[tuple[str, ...], ...]
    kept: dict[tuple[object, ...], Partial] = field(default_factory=dict)
    index: list[dict[Binding, dict[tuple[object, ...], None]]] = field(default_factory=list)

    def add(self, key: tuple[object, ...], partial: Partial) -> None:
        known = self.kept.get(key)
        if known is not None and known.newest >= partial.newest:
            return
        self.kept[key] = partial
        if known is None:
            for names, index in zip(self.probes, self.index, strict=True):
                spot = tuple(partial.env[n] for n in names)
                index.setdefault(spot, {})[key] = None

    def drop(self, key: tuple[object, ...]) -> None:
        partial = self.kept.pop(key)
        for names, index in zip(self.probes, self.index, strict=True):
            spot = tuple(partial.env[n] for n in names)
            index[spot].pop(key)
            if not index[spot]:
                del index[spot]


class Matcher:
    """One pattern. `trail` knows the events and what caused what."""

    def __init__(self, pattern: Pattern, trail: Trail, *, near: bool = False) -> None:
        self.pattern, self.trail, self.wants_near = pattern, trail, near
        self.slots = slots(pattern)
        self.heading = tuple(p.name for p in pattern.params[: pattern.heading])
        self.kinds = {p.name: p.kind for p in pattern.params}
        self.waiting = [self._waiting(i) for i in range(len(self.slots))]
        self.found: dict[Binding, Match] = {}
        self.near: dict[Binding, Near] = {}
        self.killed = self.lost = 0

    def _waiting(self, i: int) -> Waiting:
        bound = self.slots[i].bound
        atoms = [a for j in self.slots[i].after_optional for a in self._atoms(j)]
        probes = tuple(dict.fromkeys(probe(a, bound) for a in atoms))
        return Waiting(probes, index=[{} for _ in probes])

    def _atoms(self, j: int) -> tuple[Atom, ...]:
        return (self.slots[j].step.atom, *self.slots[j].step.unless)

    # ------------------------------------------------------------ one event

    def feed(self, moment: Moment) -> list[Binding]:
        """Take in an event; gives the headings of the stories that end with it."""
        new = list(self._advanced(moment))
        self._kill(moment)
        done: list[Binding] = []
        if self.pattern.afterwards:
            self._kill_found(moment)
        complete: dict[Binding, Partial] = {}
        for i, partial in new:
            if i == len(self.slots):
                binding = tuple(partial.env[n] for n in self.heading)
                best = complete.get(binding)
                if best is None or partial.newest > best.newest:
                    complete[binding] = partial
            else:
                self._wait(i, partial)
        for binding, partial in complete.items():
            done.append(binding)
            self._complete(binding, partial)
        return done

    def _wait(self, i: int, partial: Partial) -> None:
        waiting = self.waiting[i]
        names = tuple(sorted(partial.env.items()))
        key = (names, tuple(partial.events[j] for j in self.slots[i].keep))
        waiting.add(key, partial)
        if len(waiting.kept) > MOST_WAITING:
            waiting.drop(next(iter(waiting.kept)))
            self.lost += 1

    def _complete(self, binding: Binding, partial: Partial) -> None:
        known = self.found.get(binding)
        if known is not None:
            known.times += 1
            return
        roles = tuple((n, partial.env[n]) for n in self.kinds if n in partial.env)
        self.found[binding] = Match(self.pattern.name, roles, partial.events)

    # ------------------------------------------------------------ going on

    def _advanced(self, moment: Moment) -> Iterator[tuple[int, Partial]]:
        for new in moment.instances(self.slots[0].step.atom, {}):
            yield from self._try(moment, 0, Partial({}, ()), new)
        for i in range(1, len(self.slots)):
            if not self.waiting[i].kept:
                continue
            for j in self.slots[i].after_optional:
                atom = self.slots[j].step.atom
                for partial in self._those(i, atom, moment):
                    skipped = Partial(partial.env, (*partial.events, *[NONE] * (j - i)))
                    for new in moment.instances(atom, partial.env):
                        yield from self._try(moment, j, skipped, new)

    def _those(self, i: int, atom: Atom, moment: Moment) -> list[Partial]:
        """The beginnings that wait for slot `i` and that the atom may be about."""
        waiting = self.waiting[i]
        names = probe(atom, self.slots[i].bound)
        if not names:
            return list(waiting.kept.values())
        index = waiting.index[waiting.probes.index(names)]
        found: dict[int, Partial] = {}
        at = [
            next(k for k, a in enumerate(atom.args) if isinstance(a, Var) and a.name == n)
            for n in names
        ]
        for said in moment.named(atom):
            if len(said) >= len(atom.args):
                for key in index.get(tuple(said[k] for k in at), ()):
                    found[id(waiting.kept[key])] = waiting.kept[key]
        return list(found.values())

    def _try(
        self, moment: Moment, i: int, partial: Partial, env: Env
    ) -> Iterator[tuple[int, Partial]]:
        """The beginning with the event in slot `i`, if all that is said of it is so."""
        if not self._different(env, moment):
            return
        step = self.slots[i].step
        failed = self._failing(moment, self.slots[i], partial, env)
        if failed is None:
            events = (*partial.events, moment.event.id)
            ends = (t for t in step.during if i + 1 < len(self.slots))
            failed = next((t.text for t in ends if not self._after(t, env, moment)), None)
            if failed is None:
                yield i + 1, Partial(env, events)
                if all(s.step.optional for s in self.slots[i + 1 :]) and i + 1 < len(self.slots):
                    rest = [NONE] * (len(self.slots) - i - 1)
                    yield len(self.slots), Partial(env, (*events, *rest))
                return
        self._miss(partial.events, env, failed, moment.event.id)

    def _different(self, env: Env, moment: Moment) -> bool:
        names = [env[n] for n in self.heading if n in env]
        record = moment.record
        return len(names) == len(set(names)) and all(
            record.is_a(name, self.kinds[role]) for role, name in env.items()
        )

    def _failing(self, moment: Moment, slot: Slot, partial: Partial, env: Env) -> str | None:
        """The clause that is not so, in the order of what it costs to find out."""
        step = slot.step
        for gap in step.within:
            if self._passed(gap, slot, partial, moment) > gap.minutes:
                return gap.text
        for gap in step.after:
            if self._passed(gap, slot, partial, moment) < gap.minutes:
                return gap.text
        for test in step.tests:
            if not self._so(test, slot, partial, env, moment):
                return f"while {test.text}"
        for since in step.because:
            j = 0 if since == "first" else slot.before
            if not self.trail.caused(partial.events[j], moment.event.id):
                return f"because of the {'first step' if since == 'first' else 'step before'}"
        return None

    def _passed(self, gap: Gap, slot: Slot, partial: Partial, moment: Moment) -> int:
        j = 0 if gap.since == "first" else slot.before
        return moment.event.minute - self.trail.minute(partial.events[j])

    def _so(self, test: Test, slot: Slot, partial: Partial, env: Env, moment: Moment) -> bool:
        mark = test.mark
        if mark is None or not mark.name.startswith("knows "):
            return moment.holds(test, env)
        j = 0 if mark.name.endswith("first") else max(slot.before, 0)
        number = partial.events[j] if j < len(partial.events) else moment.event.id
        who = env.get(mark.args[0].name, "") if isinstance(mark.args[0], Var) else ""
        return self.trail.knows(who, number, moment.record, BEFORE) is mark.positive

    def _after(self, test: Test, env: Env, moment: Moment) -> bool:
        return test.cond is None or moment.record.holds(test.cond, env, AFTER)

    # ------------------------------------------------------------ breaking off

    def _kill(self, moment: Moment) -> None:
        changed = {c.fact.fluent for c in (*moment.event.changes, *moment.event.minds)}
        for i in range(1, len(self.slots)):
            waiting = self.waiting[i]
            if not waiting.kept:
                continue
            step = self.slots[i].step
            for atom in step.unless:
                for partial in self._those(i, atom, moment):
                    if next(moment.instances(atom, partial.env), None) is not None:
                        self._drop(i, partial, f"unless {atom.text} between", moment.event.id)
            for test in self.slots[i - 1].step.during:
                if changed & fluents(test.cond):
                    for partial in list(waiting.kept.values()):
                        if not self._after(test, partial.env, moment):
                            self._drop(i, partial, f"during {test.text}", moment.event.id)

    def _drop(self, i: int, partial: Partial, clause: str, event: int) -> None:
        waiting = self.waiting[i]
        names = tuple(sorted(partial.env.items()))
        key = (names, tuple(partial.events[j] for j in self.slots[i].keep))
        if waiting.kept.get(key) is partial:
            waiting.drop(key)
            self.killed += 1
            self._miss(partial.events, partial.env, clause, event)

    def _kill_found(self, moment: Moment) -> None:
        for atom in self.pattern.afterwards:
            if not moment.named(atom) and atom.cond is None:
                continue
            for binding, match in list(self.found.items()):
                if next(moment.instances(atom, dict(match.roles)), None) is not None:
                    del self.found[binding]
                    self.killed += 1
                    clause = f"unless {atom.text} afterwards"
                    self._miss(match.events, dict(match.roles), clause, moment.event.id)

    def purge(self, minute: int) -> None:
        """Give up those who can no longer come in time."""
        for i in range(1, len(self.slots)):
            slot = self.slots[i]
            for gap in slot.step.within if not slot.step.optional else ():
                late: Callable[[Partial], bool] = lambda p, g=gap, s=slot: (  # type: ignore[misc]  # noqa: E731
                    minute - self.trail.minute(p.events[0 if g.since == "first" else s.before])
                    > g.minutes
                )
                for key in [k for k, p in self.waiting[i].kept.items() if late(p)]:
                    partial = self.waiting[i].kept[key]
                    self._miss(partial.events, partial.env, gap.text, None)
                    self.waiting[i].drop(key)

    # ------------------------------------------------------------ near misses

    def _miss(self, events: tuple[int, ...], env: Env, clause: str, event: int | None) -> None:
        if not self.wants_near:
            return
        reached = sum(e != NONE for e in events)
        binding = tuple(env.get(n, "") for n in self.heading)
        known = self.near.get(binding)
        if known is not None and known.reached >= reached:
            return
        if known is None and len(self.near) >= MOST_NEAR:
            return
        roles = tuple((n, env[n]) for n in self.kinds if n in env)
        self.near[binding] = Near(
            self.pattern.name, roles, events, reached, len(self.slots), clause, event
        )

    def misses(self) -> list[Near]:
        """What came nearest, those that still wait included."""
        for i in range(len(self.slots) - 1, 0, -1):
            for partial in self.waiting[i].kept.values():
                self._miss(partial.events, partial.env, self.slots[i].step.text, None)
        found = [n for binding, n in self.near.items() if binding not in self.found]
        return sorted(found, key=lambda n: (-n.reached / n.steps, n.events))
