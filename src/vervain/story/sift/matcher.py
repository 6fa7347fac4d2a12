"""Matcher: one pattern, fed event by event: what has begun, what is complete, what broke off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vervain.lang.expr import Var
from vervain.lang.pattern import Atom, Gap, Pattern, Sort, Test
from vervain.story.sift.moment import Env, Moment
from vervain.story.sift.record import AFTER, BEFORE
from vervain.story.sift.slots import Slot, probe, slots
from vervain.story.sift.trail import Trail
from vervain.story.sift.waiting import Binding, Hook, Key, Opening, Partial, Role, Waiting, opening

MOST_WAITING = 20_000
"""Beginnings of one pattern that are kept; of more the oldest are given up, and counted."""
MOST_NEAR = 500
NONE = -1
"""The event of an optional step that was passed over."""


Begun = dict[Opening, list[Partial]]


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


class Matcher:
    """One pattern. `trail` knows the events and what caused what."""

    def __init__(self, pattern: Pattern, trail: Trail, *, near: bool = False) -> None:
        self.pattern, self.trail, self.wants_near = pattern, trail, near
        self.slots = slots(pattern)
        self.heading = tuple(p.name for p in pattern.params[: pattern.heading])
        self.kinds = {p.name: p.kind for p in pattern.params}
        self.waiting = [Waiting() for _ in self.slots]
        self.found: dict[Binding, Match] = {}
        self.near: dict[Binding, Near] = {}
        self.killed = self.lost = 0
        optional = [slot.step.optional for slot in self.slots]
        self._enough = [
            bool(optional[i + 1 :]) and all(optional[i + 1 :]) for i in range(len(optional))
        ]
        self._opening = self._plain_opening()

    # ------------------------------------------------------------ hooks

    def hooks(self) -> Iterator[Hook]:
        """All places at which an event can matter to this pattern."""
        yield self._hook(Role.ADVANCE, 0, 0, self.slots[0].step.atom)
        for i in range(1, len(self.slots)):
            for j in self.slots[i].reach:
                yield self._hook(Role.ADVANCE, i, j, self.slots[j].step.atom)
            for atom in self.slots[i].step.unless:
                yield self._hook(Role.KILL, i, i, atom)
            for test in self.slots[i - 1].step.during:
                yield self._hook(Role.DURING, i, i, Atom(Sort.BECOMES, cond=test.cond))
        for atom in self.pattern.afterwards:
            yield self._hook(Role.AFTERWARDS, 0, 0, atom)

    def _hook(self, role: Role, i: int, j: int, atom: Atom) -> Hook:
        names, tells = probe(atom, self.slots[i].bound), self.slots[i].tells
        whole = bool(names) and set(names) == set(tells)
        if whole:
            names = tells
        at = tuple(
            next(k for k, a in enumerate(atom.args) if isinstance(a, Var) and a.name == n)
            for n in names
        )
        index = None if whole else self.waiting[i].indexed_by(names) if at else {}
        spots = self.waiting[i].kept if index is None else index
        return Hook(role, i, j, atom, at, index, spots)

    def _plain_opening(self) -> Opening | None:
        """What it begins with, where nothing is said of the first event but who is in it."""
        slot, atom = self.slots[0], self.slots[0].step.atom
        roles = tuple(arg.name for arg in atom.args if isinstance(arg, Var))
        if slot.looks or slot.step.during or atom.sort is Sort.BECOMES:
            return None
        if not len(roles) == len(atom.args) == len(set(roles)):
            return None
        heads = tuple(k for k, role in enumerate(roles) if role in self.heading)
        bare = Atom(atom.sort, atom.name, atom.args)
        return opening(bare, roles, tuple(self.kinds[r] for r in roles), heads)

    # ------------------------------------------------------------ one event

    def feed(self, moment: Moment, hooks: Iterable[Hook], begun: Begun) -> list[Binding]:
        """Take in an event, at the hooks that it may move; gives the headings of the stories that
        end with it. `begun`: what other patterns began with it, and this one."""
        new: list[tuple[int, Partial]] = []
        breaking = []
        for hook in hooks:
            if hook.role is not Role.ADVANCE:
                breaking.append(hook)
            elif hook.i == 0:
                self._begin(moment, hook.atom, begun, new)
            elif self.waiting[hook.i].kept:
                self._advance(moment, hook, new)
        for hook in breaking:
            self._break(moment, hook)
        complete: dict[Binding, Partial] = {}
        for i, partial in new:
            if i == len(self.slots):
                binding = tuple([partial.env[n] for n in self.heading])
                best = complete.get(binding)
                if best is None or partial.newest > best.newest:
                    complete[binding] = partial
            else:
                self._wait(i, partial)
        for binding, partial in complete.items():
            self._complete(binding, partial)
        return list(complete)

    def _begin(
        self, moment: Moment, atom: Atom, begun: Begun, new: list[tuple[int, Partial]]
    ) -> None:
        if self._opening is None:
            for env in moment.instances(atom, {}):
                self._try(moment, 0, Partial({}, ()), env, new)
            return
        if self._opening not in begun:
            begun[self._opening] = self._opening.begun(moment)
        for partial in begun[self._opening]:
            self._take(0, partial, new)

    def _advance(self, moment: Moment, hook: Hook, new: list[tuple[int, Partial]]) -> None:
        skipped = (NONE,) * (hook.j - hook.i)
        for partial in self._those(hook, moment):
            begun = Partial(partial.env, (*partial.events, *skipped)) if skipped else partial
            for env in moment.instances(hook.atom, partial.env):
                self._try(moment, hook.j, begun, env, new)

    def _wait(self, i: int, partial: Partial) -> None:
        waiting = self.waiting[i]
        waiting.add(self._key(i, partial), partial)
        if len(waiting.kept) > MOST_WAITING:
            waiting.drop(next(iter(waiting.kept)))
            self.lost += 1

    def _key(self, i: int, partial: Partial) -> tuple[object, ...]:
        """What tells beginnings apart that wait for slot `i`."""
        slot, get = self.slots[i], partial.env.get
        if slot.tells:
            return tuple([get(role) for role in slot.tells])
        keep, names = slot.keep, tuple([get(role) for role in self.kinds])
        return (*names, *[partial.events[j] for j in keep]) if keep else names

    def _complete(self, binding: Binding, partial: Partial) -> None:
        known = self.found.get(binding)
        if known is not None:
            known.times += 1
            return
        roles = tuple((n, partial.env[n]) for n in self.kinds if n in partial.env)
        self.found[binding] = Match(self.pattern.name, roles, partial.events)

    # ------------------------------------------------------------ going on

    def _those(self, hook: Hook, moment: Moment) -> list[Partial]:
        """The beginnings that wait for the slot and that the event may be about."""
        kept = self.waiting[hook.i].kept
        if not hook.at:
            return list(kept.values())
        found: dict[Key, Partial] = {}
        for said in moment.named(hook.atom):
            if len(said) >= len(hook.atom.args):
                spot = tuple([said[k] for k in hook.at])
                if hook.index is not None:
                    found |= {key: kept[key] for key in hook.index.get(spot, ())}
                elif spot in kept:
                    found[spot] = kept[spot]
        return list(found.values())

    def _try(
        self, moment: Moment, i: int, partial: Partial, env: Env, new: list[tuple[int, Partial]]
    ) -> None:
        """The beginning with the event in slot `i`, if all that is said of it is so."""
        if len(env) > len(partial.env) and not self._different(env, moment):
            return
        slot = self.slots[i]
        failed = self._failing(moment, slot, partial, env) if slot.looks else None
        if failed is None and slot.step.during and i + 1 < len(self.slots):
            ends = (t.text for t in slot.step.during if not self._after(t, env, moment))
            failed = next(ends, None)
        if failed is not None:
            self._miss(partial.events, env, failed, moment.event.id)
            return
        self._take(i, Partial(env, (*partial.events, moment.event.id)), new)

    def _take(self, i: int, partial: Partial, new: list[tuple[int, Partial]]) -> None:
        """Slot `i` is filled: the beginning waits for the next, and may be complete as it is."""
        new.append((i + 1, partial))
        if self._enough[i]:
            rest = (NONE,) * (len(self.slots) - i - 1)
            new.append((len(self.slots), Partial(partial.env, (*partial.events, *rest))))

    def _different(self, env: Env, moment: Moment) -> bool:
        """Those of the heading are different, and each is of their kind."""
        kinds_of, kinds = moment.record.kinds_of, self.kinds
        for role, name in env.items():
            if kinds[role] not in kinds_of.get(name, ()):
                return False
        names = [env[n] for n in self.heading if n in env]
        return len(names) == len(set(names))

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

    def _break(self, moment: Moment, hook: Hook) -> None:
        if hook.role is Role.AFTERWARDS:
            self._kill_found(moment, hook.atom)
            return
        if not self.waiting[hook.i].kept:
            return
        for partial in self._those(hook, moment):
            if hook.role is Role.KILL:
                if next(moment.instances(hook.atom, partial.env), None) is not None:
                    clause = f"unless {hook.atom.text} between"
                    self._drop(hook.i, partial, clause, moment.event.id)
            else:
                for test in self.slots[hook.i - 1].step.during:
                    if not self._after(test, partial.env, moment):
                        self._drop(hook.i, partial, f"during {test.text}", moment.event.id)

    def _drop(self, i: int, partial: Partial, clause: str, event: int) -> None:
        waiting = self.waiting[i]
        key = self._key(i, partial)
        if waiting.kept.get(key) is partial:
            waiting.drop(key)
            self.killed += 1
            self._miss(partial.events, partial.env, clause, event)

    def _kill_found(self, moment: Moment, atom: Atom) -> None:
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
                at, least = 0 if gap.since == "first" else slot.before, minute - gap.minutes
                kept, begun = self.waiting[i].kept, self.trail.minute
                for key in [k for k, p in kept.items() if begun(p.events[at]) < least]:
                    partial = kept[key]
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
