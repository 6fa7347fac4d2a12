"""Differ: where two stories part, what one has and the other has not, and how they end."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vervain.run.again import Fate
from vervain.run.trace import follow, ids
from vervain.story.case import Case
from vervain.story.causes import Lack, lacks
from vervain.story.chronicle import Change, Event, Fact, Plain
from vervain.story.weigh import Shift, shifts
from vervain.story.what_if import Otherwise

DEATHS = {"alive": False, "is_alive": False, "dead": True, "is_dead": True}
"""Facts that say of one person that they have died, by their short names, and the value of each."""


@dataclass(frozen=True, slots=True)
class Parting:
    """The first difference. `old`, `new`: the events that stand there (None: the story has ended).

    If both are the same act, `missing` changed only in the old story, `extra` only in the new one.
    """

    old: int | None
    new: int | None
    missing: tuple[Change, ...] = ()
    extra: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """An event of the old story that does not come about: what it lacked (IMPOSSIBLE, GONE), or
    who had no reason (UNWANTED), what they believed otherwise than in the old story, and what the
    first of them would gain and lose by the plan of the old story. `hangs`: it rested on another
    event that is lost."""

    event: int
    fate: Fate
    lacks: tuple[Lack, ...] = ()
    agents: tuple[str, ...] = ()
    otherwise: tuple[tuple[Fact, Plain, Plain], ...] = ()
    shifts: tuple[Shift, ...] = ()
    hangs: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a want is worth at the end of each story."""

    agent: str
    text: str
    purpose: str
    old: float
    new: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs. `same`: how many events are equal in full from the beginning."""

    same: int
    parting: Parting | None
    lost: tuple[Lost, ...]
    gained: tuple[int, ...]
    ends: tuple[tuple[Fact, Plain, Plain], ...]
    beliefs: tuple[tuple[Fact, Plain, Plain], ...]
    died: tuple[tuple[str, int], ...]
    lived: tuple[tuple[str, int], ...]
    wants: tuple[Outcome, ...]


def differ(old: Case, new: Otherwise) -> Difference:
    """The old story beside the new one."""
    same, parting = _parting(old, new)
    kept = {b.step for b in new.became if b.fate is Fate.KEPT and b.event is not None}
    gained = tuple(e.id for e in new.case.chronicle.events if e.id not in kept)
    before, after = deaths(old), deaths(new.case)
    return Difference(
        same,
        parting,
        tuple(_lost(old, new)),
        gained,
        tuple(_ends(old, new.case)),
        tuple(_beliefs(old, new.case, {*before, *after})),
        tuple((n, e) for n, e in after.items() if n not in before),
        tuple((n, e) for n, e in before.items() if not _dead(new.case, n)),
        tuple(_wants(old, new.case)),
    )


def deaths(case: Case) -> dict[str, int]:
    """Who died, and in which event."""
    found = {}
    for event in case.chronicle.events:
        for change in event.changes:
            fact = change.fact
            if len(fact.args) == 1 and DEATHS.get(fact.fluent) is change.after:
                found[fact.args[0]] = event.id
    return found


def _dead(case: Case, name: str) -> bool:
    """Somebody is dead at the end, and be it from the start."""
    facts = [f.name for f in case.world.fluents if f.name in DEATHS]
    return any(case.value(Fact(f, (name,)), case.last) is DEATHS[f] for f in facts)


# ---------------------------------------------------------------- where they part


def _parting(old: Case, new: Otherwise) -> tuple[int, Parting | None]:
    mine, theirs = old.chronicle.events, new.case.chronicle.events
    for i in range(max(len(mine), len(theirs))):
        if i >= len(mine) or i >= len(theirs) or mine[i].act != theirs[i].act:
            here = i if i < len(mine) else None
            there = i if i < len(theirs) else None
            return i, Parting(here, there)
        if not _equal(mine[i], theirs[i]):
            return i, Parting(i, i, _only(mine[i], theirs[i]), _only(theirs[i], mine[i]))
    return len(mine), None


def _equal(one: Event, two: Event) -> bool:
    """What happens, and what it makes so, in the world and in every mind."""
    return one.reactions == two.reactions and not _only(one, two) and not _only(two, one)


def _only(one: Event, two: Event) -> tuple[Change, ...]:
    there = {(c.fact, c.after, type(c.after)) for c in (*two.changes, *two.minds)}
    return tuple(
        c for c in (*one.changes, *one.minds) if (c.fact, c.after, type(c.after)) not in there
    )


# ---------------------------------------------------------------- what is lost


def _lost(old: Case, new: Otherwise) -> list[Lost]:
    found: list[Lost] = []
    for became in new.became:
        if became.event is None or became.fate is Fate.KEPT:
            continue
        agents = tuple(new.case.ground.agents[a] for a in became.agents)
        missing: tuple[Lack, ...] = ()
        if became.fate in (Fate.IMPOSSIBLE, Fate.GONE):
            missing = lacking(new.case, old.chronicle.events[became.event], became.step)
        otherwise = tuple(_otherwise(old, new.case, became.event, became.step, agents))
        gone = {lost.event for lost in found}
        hangs = not gone.isdisjoint(_rests(old.chronicle.events[became.event]))
        gains = _shifts(old, new.case, became.event, became.step, agents)
        found.append(Lost(became.event, became.fate, missing, agents, otherwise, gains, hangs))
    return found


def lacking(case: Case, event: Event, k: int) -> tuple[Lack, ...]:
    """What the condition of the event's act lacks in state k."""
    schema = case.names.actions.get(event.act.name)
    if schema is None:
        return ()
    env = {name: bound for name, bound in event.act.roles if isinstance(bound, str)}
    if len(env) < len(event.act.roles):
        return ()
    return tuple(dict.fromkeys(lacks(case.evaluator, schema.condition, env, k)))


def _rests(event: Event) -> set[int | None]:
    """The events on which an event rested."""
    rests = {cause.event for cause in event.causes}
    return rests | {belief.since for reason in event.reasons for belief in reason.beliefs}


def _otherwise(
    old: Case, new: Case, event: int, step: int, agents: tuple[str, ...]
) -> list[tuple[Fact, Plain, Plain]]:
    """Of what the reason rested on: the beliefs that are not the same."""
    found = []
    for reason in old.chronicle.events[event].reasons:
        for belief in reason.beliefs if reason.agent in agents else ():
            now = new.value(belief.fact, step)
            if now != belief.value:
                found.append((belief.fact, belief.value, now))
    return found


def _shifts(
    old: Case, new: Case, event: int, step: int, agents: tuple[str, ...]
) -> tuple[Shift, ...]:
    """What the plan of the old story would now be to the first who has no reason."""
    for reason in old.chronicle.events[event].reasons:
        if reason.agent in agents[:1] and all(act in new.acts for act in reason.plan):
            agent = new.agent(reason.agent)
            mind = int(new.history.nodes((agent,))[step])
            path = follow(new.engine, mind, [new.acts[act] for act in reason.plan])
            if path and len(path) == len(reason.plan):
                return shifts(new, agent, mind, path[-1])
    return ()


# ---------------------------------------------------------------- how they end


def _ends(old: Case, new: Case) -> list[tuple[Fact, Plain, Plain]]:
    """The facts of the world that are not the same at the end."""
    found = []
    for index, shown in enumerate(old.names.shown):
        if shown:
            fact = old.names.fact(index)
            was, now = old.value(fact, old.last), new.value(fact, new.last)
            if was != now:
                found.append((fact, was, now))
    return found


def _beliefs(old: Case, new: Case, dead: set[str]) -> list[tuple[Fact, Plain, Plain]]:
    """What the living believe otherwise at the end, of facts that are the same in the world."""
    living = [person for person in old.chronicle.people if person not in dead]
    ends = {(f.fluent, f.args) for f, _, _ in _ends(old, new)}
    found = []
    for index, shown in enumerate(old.names.shown):
        plain = old.names.fact(index)
        if not shown or (plain.fluent, plain.args) in ends:
            continue
        for person in living:
            fact = Fact(plain.fluent, plain.args, (person,))
            was, now = old.value(fact, old.last), new.value(fact, new.last)
            if was != now:
                found.append((fact, was, now))
    return found


def _wants(old: Case, new: Case) -> list[Outcome]:
    """The wants whose worth at the end is not the same."""
    before, after = _worths(old), _worths(new)
    return [
        Outcome(agent, text, purpose, was, after[agent, text, purpose])
        for (agent, text, purpose), was in before.items()
        if (agent, text, purpose) in after and after[agent, text, purpose] != was
    ]


def _worths(case: Case) -> dict[tuple[str, str, str], float]:
    state = ids(int(case.history.states[-1]))
    found = {}
    for want in case.ground.wants:
        said = case.world.wants[want.want]
        worth = float(case.engine.terms(state, want.term)[0])
        if not math.isnan(worth):
            found[case.ground.agents[want.agent], said.text, said.purpose] = worth
    return found
