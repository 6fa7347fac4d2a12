"""What if: the same story where something is otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vervain.lang.asking import AskedAct, AskedFact
from vervain.lang.change import Change, Event, Forced
from vervain.lang.later import LATER, OTHERWISE, world_with
from vervain.lang.world import World
from vervain.model.ground import Ground
from vervain.model.ground_world import ground
from vervain.native.engine import Engine
from vervain.native.kernel import Kernel
from vervain.run.again import Became, Rerun, Until, Wish
from vervain.run.plan import outline_of
from vervain.run.trace import Reasoned, ids
from vervain.story.by_itself import by_itself
from vervain.story.case import Case, case_of
from vervain.story.chronicle import Act, Chronicle, Claimed, Reason
from vervain.story.naming import Names, plain_value
from vervain.story.recalled import Recalled, Story
from vervain.story.record import record
from vervain.story.relive import Progress, Since, relive

MOST_MORE = 24
"""Acts that the cast does by itself at most, when the old story has come to its end."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The story as it would have been: `case`; what became of each event of the old one; from which
    event on the cast went on by itself."""

    changes: tuple[str, ...]
    case: Story
    became: tuple[Became, ...]
    alone: int


def what_if(
    case: Story,
    changes: Sequence[Change],
    numbers: Mapping[str, int],
    at: int = 0,
    most: int = MOST_MORE,
    until: AskedFact | None = None,
    *,
    turn: int = 0,
    progress: Progress | None = None,
) -> Otherwise:
    """The story lived again with the changes.

    `numbers` gives the event that is meant by the `event` of each change that has one. Facts, wants
    and rules become otherwise just before event `at`. The story ends where `until`, a fact with a
    value, has come to be so. What was before the first change is the old story, to the byte.
    A story that was lived runs on to the end of its time (with `most` 0: no further than event
    `at`); `turn`: what becomes otherwise does so when this turn begins, and `at` is the first event
    from there.
    """
    if isinstance(case, Recalled):
        found = relive(
            case,
            changes,
            numbers,
            Since(at, turn),
            until,
            only_to=None if most else at,
            progress=progress,
        )
        alone = found.untouched
        while alone in found.forced:
            alone += 1
        return Otherwise(tuple(c.text for c in changes), found.case, found.became, alone)
    world = world_with(case.world, changes, later=at > 0)
    made = ground(world)
    engine = Kernel(made.tables, 1024)
    names = Names(world, made)
    acts = {names.act(i): i for i in range(len(made.actions))}
    between = by_itself(world, made, engine, case.reach)
    again = Rerun(made, engine, case.reach, case.chronicle.seed, between).run(
        _wishes(case, changes, numbers, at, acts), _goals(world, made), most, _until(names, until)
    )
    chronicle = record(world, made, engine, again.trace)
    chronicle = _beginning(case.chronicle, chronicle, _untouched(changes, numbers, at))
    new = case_of(world, made, engine, again.trace, chronicle, acts)
    return Otherwise(tuple(c.text for c in changes), new, again.became, again.alone)


def _beginning(old: Chronicle, new: Chronicle, same: int) -> Chronicle:
    """The new story with the first `same` events as the old one has them. They are the same events;
    but a fact that can never change in the one world, and can in the other, is listed in one only.
    """
    if not same:
        return new
    return replace(new, start=old.start, events=(*old.events[:same], *new.events[same:]))


def _until(names: Names, fact: AskedFact | None) -> Until | None:
    """Whether the fact is so in a state; None for a fact that never changes."""
    index = None if fact is None else names.at.get((fact.fluent, fact.args))
    if fact is None or index is None or fact.value is None:
        return None
    wanted = plain_value(fact.value)
    chain = [names.ground.agents.index(mind) for mind in fact.minds]

    def reached(engine: Engine, state: int) -> bool:
        for agent in chain:
            state = int(engine.minds(ids(state))[0, agent])
        return names.value(index, int(engine.values(ids(state))[0, index])) == wanted

    return reached


def _goals(world: World, made: Ground) -> tuple[int, ...]:
    return outline_of(world, made) if world.outline else ()


def _wishes(
    case: Case,
    changes: Sequence[Change],
    numbers: Mapping[str, int],
    at: int,
    acts: Mapping[Act, int],
) -> list[Wish]:
    """The acts of the old story, with those of the changes among them."""
    removed = {numbers[c.event] for c in changes if isinstance(c, Event | Forced)}
    forced: dict[int, list[Wish]] = {}
    for change in changes:
        if isinstance(change, Forced):
            meant = tuple(i for act, i in acts.items() if fits(change.act, act))
            forced.setdefault(numbers[change.event], []).append(Wish(meant, None, forced=True))
    wishes = []
    agents = {name: i for i, name in enumerate(case.ground.agents)}
    untouched = _untouched(changes, numbers, at)
    for event in case.chronicle.events:
        if event.id == at:
            wishes += _happenings(changes, at, acts)
        wishes += forced.get(event.id, [])
        own = (acts[event.act],) if event.act in acts else ()
        reasons = _reasons(event.reasons, agents, acts) if event.id < untouched else None
        wishes.append(Wish(own, event.id, removed=event.id in removed, reasons=reasons))
    return wishes


def _untouched(changes: Sequence[Change], numbers: Mapping[str, int], at: int) -> int:
    """How many events there are before anything is otherwise."""
    firsts = []
    for change in changes:
        match change:
            case Event(_, event) | Forced(_, _, event):
                firsts.append(numbers[event])
            case _:
                firsts.append(at)
    return min(firsts, default=0)


def _reasons(
    reasons: Sequence[Reason], agents: Mapping[str, int], acts: Mapping[Act, int]
) -> tuple[Reasoned, ...] | None:
    """The reasons of the old story in the ids of the new one; None if they name what is not."""
    if not all(act in acts for reason in reasons for act in reason.plan):
        return None
    return tuple(Reasoned(agents[r.agent], tuple(acts[a] for a in r.plan)) for r in reasons)


def _happenings(changes: Sequence[Change], at: int, acts: Mapping[Act, int]) -> list[Wish]:
    """The facts that become otherwise here."""
    names = [f"{OTHERWISE}_{i}" for i, c in enumerate(changes) if at and isinstance(c, LATER)]
    return [Wish((acts[Act(n, ())],), None, forced=True) for n in names if Act(n, ()) in acts]


def fits(asked: AskedAct, act: Act) -> bool:
    """The act is one that was asked about; roles that were not said may be anybody's."""
    roles = dict(act.roles)
    return asked.name == act.name and all(
        meant is None or _is(meant, roles.get(role)) for role, meant in asked.roles
    )


def _is(meant: str | AskedFact, bound: str | Claimed | None) -> bool:
    if isinstance(meant, AskedFact):
        value = None if meant.value is None else plain_value(meant.value)
        return bound == Claimed(meant.fluent, meant.args, value)
    return bound == meant
