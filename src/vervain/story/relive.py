"""Relive: a world that was let live once more, with the same seed, and something otherwise.

What was before the change is the old story. From there the world runs on: chance is drawn for each
happening from the seed, the turn and its roles alone, so that what the change does not touch keeps
its luck; and everybody chooses anew, for reasons of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.base.span import Span
from vervain.lang.asking import AskedFact, read_condition
from vervain.lang.calendar import turn_at
from vervain.lang.change import Change, Event, Forced
from vervain.lang.later import LATER, OTHERWISE, world_with
from vervain.run.again import Became, Fate
from vervain.run.live import meddling
from vervain.run.live.life import Life
from vervain.run.live.meddling import Meddling, Moment
from vervain.run.live.values import Bound
from vervain.story.causes import Lack, lacks
from vervain.story.chronicle import Act, Chronicle, Claimed
from vervain.story.feel.living import feeling_of
from vervain.story.lived import chronicle as lived_chronicle
from vervain.story.naming import plain_value
from vervain.story.recalled import Recalled, Story

Progress = Callable[[int, int, int], None]


@dataclass(frozen=True, slots=True)
class Relived:
    """The life as it would have been: its story; what became of each event of the old one; which
    of its events were forced; how many events there are before anything is otherwise."""

    case: Recalled
    became: tuple[Became, ...]
    forced: tuple[int, ...]
    untouched: int


@dataclass(frozen=True, slots=True)
class Since:
    """From when on something is otherwise: just before event `at`; or, if `turn` is given, when
    that turn begins, of which `at` is the first event or the first after it."""

    at: int = 0
    turn: int = 0

    @property
    def later(self) -> bool:
        """Not from the start."""
        return self.at > 0 or self.turn > 0


def relive(
    case: Recalled,
    changes: Sequence[Change],
    numbers: Mapping[str, int],
    since: Since,
    until: AskedFact | None = None,
    *,
    only_to: int | None = None,
    progress: Progress | None = None,
) -> Relived:
    """The life with the changes. `numbers`: the event that each change means which has one.
    `until`: the fact, with its value, that ends it. `only_to`: it need be lived no further than
    this event of the old story. Rejected (V703) if the world is no longer the one that was lived.
    """
    ran = case.chronicle.ran
    if ran is None:
        raise _foreign(case.chronicle, "it does not say how long it ran")
    world = world_with(case.world, changes, later=since.later)
    made = _meddling(case, changes, numbers, since)
    cond = None if ran.until is None or only_to is not None else read_condition(world, ran.until)
    life = Life(world, case.chronicle.seed, cond, made)
    life.feeling = feeling_of(life.world)
    span = ran.span if only_to is None else case.turn(only_to) + 1
    _lived(life, span, dict(ran.branches), until, progress)
    new = lived_chronicle(life, ran.until, span)
    untouched = min([*numbers.values(), *([since.at] if _has_others(changes) else [])], default=0)
    untouched = min(untouched, len(new.events))
    if [e.act for e in new.events[:untouched]] != [
        e.act for e in case.chronicle.events[:untouched]
    ]:
        raise _foreign(case.chronicle, "it comes out otherwise in the world as it is now")
    beginning = case.chronicle.events[:untouched]
    start = case.chronicle.start if untouched else new.start
    new = replace(new, start=start, events=(*beginning, *new.events[untouched:]))
    there = Recalled(world, new)
    forced = tuple(sorted(number for number in made.done.values() if number is not None))
    return Relived(there, tuple(_became(case, there, made)), forced, untouched)


def _has_others(changes: Sequence[Change]) -> bool:
    """Some change names no event of its own."""
    return any(not isinstance(c, Event | Forced) for c in changes)


def _lived(
    life: Life,
    span: int,
    branches: Mapping[int, int],
    until: AskedFact | None,
    progress: Progress | None,
) -> None:
    while life.turn < span and not life.stopped() and not _reached(life, until):
        if life.turn in branches:
            life.branch(branches[life.turn])
        life.step()
        if progress is not None:
            progress(life.turn, span, len(life.events))


def _reached(life: Life, until: AskedFact | None) -> bool:
    if until is None or until.value is None:
        return False
    return life.stores.value(until.minds, (until.fluent, until.args)) == plain_value(until.value)


# ---------------------------------------------------------------- what is done to it


def _meddling(
    case: Recalled, changes: Sequence[Change], numbers: Mapping[str, int], since: Since
) -> Meddling:
    names = [
        f"{OTHERWISE}_{i}" for i, c in enumerate(changes) if since.later and isinstance(c, LATER)
    ]
    start = Moment(since.turn, 0) if since.turn else Moment(case.turn(since.at), since.at)
    forced = [meddling.Forced(start, name, ()) for name in names]
    barred = []
    for change in changes:
        if isinstance(change, Event | Forced):
            number = numbers[change.event]
            at = Moment(case.turn(number), number)
            act = case.chronicle.events[number].act
            barred.append(meddling.Barred(at, act.name, roles_of(act)))
            if isinstance(change, Forced):
                given = tuple((r, _bound(b)) for r, b in change.act.roles if b is not None)
                forced.append(meddling.Forced(at, change.act.name, given))
    return Meddling(tuple(forced), tuple(barred), frozenset(names))


def roles_of(act: Act) -> meddling.Roles:
    """The roles of an act as a life has them."""
    return tuple(
        (role, Bound(b.fluent, b.args, b.value) if isinstance(b, Claimed) else b)
        for role, b in act.roles
    )


def _bound(meant: str | AskedFact) -> str | Bound:
    if isinstance(meant, str):
        return meant
    return Bound(
        meant.fluent, meant.args, None if meant.value is None else plain_value(meant.value)
    )


# ---------------------------------------------------------------- what became of what


def _became(old: Recalled, new: Recalled, made: Meddling) -> list[Became]:
    """For each event of the old story: where in the new one it happens again, or why not."""
    places: dict[Act, list[int]] = {}
    for event in reversed(new.chronicle.events):
        places.setdefault(event.act, []).append(event.id)
    forced = set(made.done.values())
    again = {e.id: places[e.act].pop() for e in old.chronicle.events if places.get(e.act)}
    found, step = list[Became](), 0
    for event in old.chronicle.events:
        if event.id in again:
            step = again[event.id]
            found.append(Became(event.id, Fate.KEPT, step))
            step += 1
            continue
        step = max(step, _state_at(new, event.minute)) if step < new.last else new.last
        while step in forced:
            step += 1
        fate = _fate(new, event.act, event.minute, step, made)
        found.append(Became(event.id, fate, step))
    return found


def _state_at(case: Recalled, minute: int) -> int:
    """The state in which the turn of this minute begins."""
    return next((e.id for e in case.chronicle.events if e.minute >= minute), case.last)


def _fate(new: Recalled, act: Act, minute: int, step: int, made: Meddling) -> Fate:
    key = (act.name, roles_of(act))
    at = made.barred.get(key)
    if at is not None:
        return Fate.REMOVED
    schema = new.actions.get(act.name)
    if schema is None:
        return Fate.GONE
    ran = new.chronicle.ran
    if ran is not None and ran.turns < ran.span and turn_at(new.world, minute) >= ran.turns:
        return Fate.ENDED
    if lacking(new, act, step):
        return Fate.IMPOSSIBLE
    return Fate.UNCHOSEN if schema.agreed else Fate.UNASKED


def lacking(case: Story, act: Act, k: int) -> tuple[Lack, ...]:
    """What the condition of an act lacks in state k."""
    schema = case.actions.get(act.name)
    env = {name: bound for name, bound in act.roles if isinstance(bound, str)}
    if schema is None or len(env) < len(act.roles):
        return ()
    return tuple(dict.fromkeys(lacks(case.evaluator, schema.condition, env, k)))


def _foreign(chronicle: Chronicle, why: str) -> Rejected:
    return Rejected(
        (
            Diagnostic(
                "V703",
                Span("the story", 1, 0, 0),
                f"this story of {chronicle.world} cannot be lived again: {why}",
                "let the world live anew, and ask about that: vervain run WORLD -o FILE",
            ),
        )
    )
