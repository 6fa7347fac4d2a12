"""Why not: what kept an act from happening, in the world, or in somebody's mind or heart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import product

import numpy as np

from vervain.lang.asking import AskedAct, AskedFact
from vervain.lang.expr import UNKNOWN, Const, EntityRef
from vervain.lang.minds import believed
from vervain.lang.world import Action
from vervain.model.ground import Claim, Ints
from vervain.native.engine import Outcome
from vervain.run.trace import consenting
from vervain.story.case import LOOK, Case
from vervain.story.causes import Lack, lacks
from vervain.story.chronicle import Act, Claimed
from vervain.story.evaluate import Bindings
from vervain.story.naming import plain_value
from vervain.story.weigh import Weighed, weigh
from vervain.story.what_if import fits

MOST_LOOKS = 200
"""Looks into minds that one question may take."""


class Verdict(Enum):
    """Why an act did not happen."""

    HAPPENED = "it did happen"
    COULD = "it could have, and everybody who had to agree had a reason"
    CHANCE = "it could have, by chance, and did not"
    OPEN = "it could have, and nobody has to choose it: the story did without it"
    UNWANTED = "somebody who had to agree had no reason"
    UNKNOWN = "somebody who had to agree did not believe it possible"
    IMPOSSIBLE = "it was not possible"
    NEVER = "it can never be possible in this world"


RANK = {verdict: number for number, verdict in enumerate(Verdict)}


@dataclass(frozen=True, slots=True)
class Refusal:
    """One who had to agree and had no reason. `lacks`: what they believe to be missing;
    `weighed`: what the act would bring and cost them; `settled`: it is proved that no plan that
    begins with it makes up for that."""

    agent: str
    weighed: Weighed
    lacks: tuple[Lack, ...]
    settled: bool


@dataclass(frozen=True, slots=True)
class Odds:
    """Chance has it happen `hits` times in `of`; it could have in each of the states `moments`."""

    hits: int
    of: int
    moments: tuple[int, ...]

    @property
    def spared(self) -> float:
        """How likely it is that it happens in none of these moments."""
        return (1 - self.hits / self.of) ** len(self.moments)


@dataclass(frozen=True, slots=True)
class WhyNot:
    """The answer: the act (the nearest of those that were asked about), in state `at`."""

    act: Act
    at: int
    verdict: Verdict
    lacks: tuple[Lack, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    willing: tuple[Weighed, ...] = ()
    odds: Odds | None = None


def why_not(case: Case, asked: AskedAct, at: int | None = None) -> WhyNot:
    """Why the act did not happen in state `at`; without it, where it came nearest to happening."""
    happened = _happened(case, asked, at)
    if happened is not None:
        return happened
    states = range(case.last + 1) if at is None else [at]
    actions = [i for act, i in case.acts.items() if fits(asked, act)]
    possible = [(k, action) for action in actions for k in _possible(case, action, states)]
    if possible:
        return _nearest(case, sorted(possible))
    return _impossible(case, asked, states, never=not actions)


def judge(case: Case, action: int, at: int) -> WhyNot:
    """The verdict on one possible act in one state."""
    act = case.names.act(action)
    agents = consenting(case.ground, action)
    if not agents:
        schema = case.names.actions.get(act.name)
        odds = Odds(*schema.chance, (at,)) if schema is not None and schema.chance else None
        return WhyNot(act, at, Verdict.OPEN if odds is None else Verdict.CHANCE, odds=odds)
    refusals, willing = [], []
    for agent in agents:
        name = case.ground.agents[agent]
        state = int(case.history.states[at])
        found = case.engine.explain(state, action, agent, case.reach, LOOK)
        weighed = weigh(case, at, name, action)
        if found.outcome is Outcome.FOUND:
            willing.append(weighed)
        else:
            missing = _in_mind(case, name, act, at) if not weighed.possible else ()
            refusals.append(Refusal(name, weighed, missing, found.outcome is Outcome.NONE))
    verdict = Verdict.COULD
    if refusals:
        unknown = all(not r.weighed.possible for r in refusals)
        verdict = Verdict.UNKNOWN if unknown else Verdict.UNWANTED
    return WhyNot(act, at, verdict, (), tuple(refusals), tuple(willing))


def _happened(case: Case, asked: AskedAct, at: int | None) -> WhyNot | None:
    for event in case.chronicle.events:
        if fits(asked, event.act) and at in (None, event.id):
            return WhyNot(event.act, event.id, Verdict.HAPPENED)
    return None


def _possible(case: Case, action: int, states: range | list[int]) -> list[int]:
    """The states in which the action can be done."""
    nodes: Ints = np.ascontiguousarray(case.history.states[list(states)])
    ends = case.engine.successors(nodes, np.full(len(nodes), action, dtype=np.int32))
    return [k for k, end in zip(states, ends.tolist(), strict=True) if end >= 0]


def _nearest(case: Case, possible: list[tuple[int, int]]) -> WhyNot:
    """The verdict nearest to happening; of equals the one that costs least."""
    found = [judge(case, action, k) for k, action in possible[:MOST_LOOKS]]
    best = min(found, key=lambda w: (RANK[w.verdict], -sum(r.weighed.total for r in w.refusals)))
    if best.odds is None:
        return best
    moments = tuple(k for k, action in possible if case.acts[best.act] == action)
    return replace(best, odds=replace(best.odds, moments=moments))


def _impossible(case: Case, asked: AskedAct, states: range | list[int], *, never: bool) -> WhyNot:
    """What was missing, where least was."""
    schema = case.names.actions[asked.name]
    best: WhyNot | None = None
    for env in _bindings(case, schema, asked):
        for k in states:
            missing = tuple(dict.fromkeys(lacks(case.evaluator, schema.condition, env, k)))
            if best is None or len(missing) < len(best.lacks):
                verdict = Verdict.NEVER if never else Verdict.IMPOSSIBLE
                best = WhyNot(_act(asked.name, env), k, verdict, missing)
    return best or WhyNot(Act(asked.name, ()), states[0], Verdict.NEVER)


def _bindings(case: Case, schema: Action, asked: AskedAct) -> Iterator[Bindings]:
    """Everybody who could be meant in the roles; of very many the first."""
    said = dict(asked.roles)
    rows: list[list[str | Claim]] = []
    for param in schema.params:
        meant = said.get(param.name)
        if isinstance(meant, AskedFact):
            value = UNKNOWN if meant.value is None else meant.value
            rows.append([Claim(meant.fluent, meant.args, value)])
        else:
            rows.append([meant] if meant is not None else [*case.evaluator.of_kind(param.kind)])
    for number, names in enumerate(product(*rows)):
        if number >= MOST_LOOKS:
            return
        yield dict(zip((p.name for p in schema.params), names, strict=True))


def _act(name: str, env: Bindings) -> Act:
    """The act with these roles."""
    roles = (
        (role, b if isinstance(b, str) else Claimed(b.fluent, b.args, plain_value(b.value)))
        for role, b in env.items()
    )
    return Act(name, tuple(roles))


def _in_mind(case: Case, agent: str, act: Act, at: int) -> tuple[Lack, ...]:
    """What the agent believes to be missing."""
    schema = case.names.actions.get(act.name)
    if schema is None:
        return ()
    env = {name: bound for name, bound in act.roles if isinstance(bound, str)}
    if len(env) < len(act.roles):
        return ()
    cond = believed(Const(EntityRef(agent)), schema.condition)
    return tuple(dict.fromkeys(lacks(case.evaluator, cond, env, at)))
