"""Differ: where two stories part, what one has and the other has not, and how they end."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vervain.run.again import Became, Fate
from vervain.run.trace import follow, ids
from vervain.story.case import Case
from vervain.story.causes import Lack
from vervain.story.chronicle import Act, Change, Event, Fact, Plain
from vervain.story.recalled import DATES, Recalled, Story
from vervain.story.relive import lacking
from vervain.story.weigh import Shift, shifts
from vervain.story.what_if import Otherwise
from vervain.story.why_not_lived import promised

MOST_WEIGHED = 8
"""Events that are lost of which it is weighed, in a life, what they would now bring."""

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
    event that is lost. `instead`: what the first of them does next in the new story (UNCHOSEN).
    `stuck`: the act of their plan that they can no longer count on."""

    event: int
    fate: Fate
    lacks: tuple[Lack, ...] = ()
    agents: tuple[str, ...] = ()
    otherwise: tuple[tuple[Fact, Plain, Plain], ...] = ()
    shifts: tuple[Shift, ...] = ()
    hangs: bool = False
    instead: int | None = None
    stuck: Act | None = None


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


def differ(old: Story, new: Otherwise) -> Difference:
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


def deaths(case: Story) -> dict[str, int]:
    """Who died, and in which event."""
    found = {}
    for event in case.chronicle.events:
        for change in event.changes:
            fact = change.fact
            if len(fact.args) == 1 and DEATHS.get(fact.fluent) is change.after:
                found[fact.args[0]] = event.id
    return found


def _dead(case: Story, name: str) -> bool:
    """Somebody is dead at the end, and be it from the start."""
    facts = [f.name for f in case.world.fluents if f.name in DEATHS]
    return any(case.value(Fact(f, (name,)), case.last) is DEATHS[f] for f in facts)


# ---------------------------------------------------------------- where they part


def _parting(old: Story, new: Otherwise) -> tuple[int, Parting | None]:
    mine, theirs = old.chronicle.events, new.case.chronicle.events
    for i in range(max(len(mine), len(theirs))):
        if i >= len(mine) or i >= len(theirs) or not _same(mine[i], theirs[i]):
            here = i if i < len(mine) else None
            there = i if i < len(theirs) else None
            return i, Parting(here, there)
        if not _equal(mine[i], theirs[i]):
            return i, Parting(i, i, _only(mine[i], theirs[i]), _only(theirs[i], mine[i]))
    return len(mine), None


def _same(one: Event, two: Event) -> bool:
    """The same act at the same time."""
    return one.act == two.act and one.minute == two.minute


def _equal(one: Event, two: Event) -> bool:
    """What happens, and what it makes so, in the world and in every mind."""
    return one.reactions == two.reactions and not _only(one, two) and not _only(two, one)


def _only(one: Event, two: Event) -> tuple[Change, ...]:
    there = {(c.fact, c.after, type(c.after)) for c in (*two.changes, *two.minds)}
    return tuple(
        c for c in (*one.changes, *one.minds) if (c.fact, c.after, type(c.after)) not in there
    )


# ---------------------------------------------------------------- what is lost


def _lost(old: Story, new: Otherwise) -> list[Lost]:
    found: list[Lost] = []
    gone: set[int | None] = set()
    for became in new.became:
        if became.event is not None and became.fate is not Fate.KEPT:
            hangs = not gone.isdisjoint(_rests(old.chronicle.events[became.event]))
            if isinstance(old, Case) and isinstance(new.case, Case):
                found.append(_unplanned(old, new.case, became, became.event, hangs=hangs))
            elif isinstance(old, Recalled) and isinstance(new.case, Recalled):
                weigh = sum(not lost.hangs for lost in found) < MOST_WEIGHED
                lost = _unlived(old, new.case, became, became.event, hangs=hangs, weigh=weigh)
                found.append(lost)
            gone.add(became.event)
    return found


def _unplanned(old: Case, new: Case, became: Became, event: int, *, hangs: bool) -> Lost:
    """An event of a planned story, and why it does not come about."""
    agents = tuple(new.ground.agents[a] for a in became.agents)
    missing: tuple[Lack, ...] = ()
    if became.fate in (Fate.IMPOSSIBLE, Fate.GONE):
        missing = lacking(new, old.chronicle.events[event].act, became.step)
    otherwise = tuple(_otherwise(old, new, event, became.step, agents))
    gains = _shifts(old, new, event, became.step, agents)
    return Lost(event, became.fate, missing, agents, otherwise, gains, hangs)


def _unlived(
    old: Recalled, new: Recalled, became: Became, number: int, *, hangs: bool, weigh: bool
) -> Lost:
    """An event of a story that was lived, and why it does not come about: who no longer believes
    what it rested on; or what they do instead."""
    event = old.chronicle.events[number]
    fate, step, agents = became.fate, became.step, event.agreed
    if fate is not Fate.UNCHOSEN:
        missing = lacking(new, event.act, step) if fate is Fate.IMPOSSIBLE and not hangs else ()
        return Lost(event.id, fate, missing, hangs=hangs)
    otherwise = tuple(_otherwise(old, new, event.id, step, agents))
    if otherwise or hangs:
        return Lost(event.id, Fate.UNWANTED, (), agents, otherwise, (), hangs)
    for reason in event.reasons if weigh else ():
        gains, stuck = promised(new, reason.agent, reason.plan, step)
        if sum(shift.by for shift in gains) <= 0:
            who = (reason.agent,)
            return Lost(event.id, Fate.UNWANTED, (), who, (), gains, hangs, stuck=stuck)
    then = (e for e in new.chronicle.events[step:] if e.minute >= event.minute)
    instead = next((e.id for e in then if agents[0] in e.agreed), None)
    return Lost(event.id, fate, (), agents, (), (), hangs, instead)


def _rests(event: Event) -> set[int | None]:
    """The events on which an event rested."""
    rests = {cause.event for cause in event.causes}
    return rests | {belief.since for reason in event.reasons for belief in reason.beliefs}


def _otherwise(
    old: Story, new: Story, event: int, step: int, agents: tuple[str, ...]
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


def _ends(old: Story, new: Story) -> list[tuple[Fact, Plain, Plain]]:
    """The facts of the world that are not the same at the end."""
    return [(f, was, now) for f, was, now in _compared(old, new, _facts(old, new)) if was != now]


def _compared(old: Story, new: Story, facts: Iterable[Fact]) -> Iterator[tuple[Fact, Plain, Plain]]:
    for fact in facts:
        yield fact, old.value(fact, old.last), new.value(fact, new.last)


def _facts(old: Story, new: Story) -> list[Fact]:
    """The facts of the world that can be otherwise in the one story and the other."""
    if isinstance(old, Case):
        return [old.names.fact(i) for i, shown in enumerate(old.names.shown) if shown]
    both = list(old.facts()) + (list(new.facts()) if isinstance(new, Recalled) else [])
    return [f for f in dict.fromkeys(both) if f.fluent not in DATES]


def _beliefs(old: Story, new: Story, dead: set[str]) -> list[tuple[Fact, Plain, Plain]]:
    """What the living believe otherwise at the end, of facts that are the same in the world."""
    living = [person for person in old.chronicle.people if person not in dead]
    ends = {(f.fluent, f.args) for f, _, _ in _ends(old, new)}
    if isinstance(old, Recalled) and isinstance(new, Recalled):
        both = ((*old.learned(p, old.last), *new.learned(p, new.last)) for p in living)
        facts = [f for held in both for f in dict.fromkeys(held)]
    else:
        facts = [Fact(f.fluent, f.args, (p,)) for f in _facts(old, new) for p in living]
    asked = (f for f in facts if (f.fluent, f.args) not in ends)
    return [(f, was, now) for f, was, now in _compared(old, new, asked) if was != now]


def _wants(old: Story, new: Story) -> list[Outcome]:
    """The wants whose worth at the end is not the same."""
    before, after = _worths(old), _worths(new)
    return [
        Outcome(agent, text, purpose, was, after[agent, text, purpose])
        for (agent, text, purpose), was in before.items()
        if (agent, text, purpose) in after and after[agent, text, purpose] != was
    ]


def _worths(case: Story) -> dict[tuple[str, str, str], float]:
    if isinstance(case, Recalled):
        return case.worths(case.last)
    state = ids(int(case.history.states[-1]))
    found = {}
    for want in case.ground.wants:
        said = case.world.wants[want.want]
        worth = float(case.engine.terms(state, want.term)[0])
        if not math.isnan(worth):
            found[case.ground.agents[want.agent], said.text, said.purpose] = worth
    return found
