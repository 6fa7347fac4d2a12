"""Why not: what kept an act from happening, in the world, or in somebody's mind or heart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vervain.lang.asking import AskedAct
from vervain.lang.expr import Const, EntityRef
from vervain.lang.minds import believed
from vervain.model.ground import Ints
from vervain.native.engine import Outcome
from vervain.run.trace import consenting
from vervain.story.case import LOOK, Case
from vervain.story.causes import Lack, lacks
from vervain.story.chronicle import Act
from vervain.story.recalled import Recalled, Story
from vervain.story.verdict import (
    RANK,
    Odds,
    Refusal,
    Verdict,
    WhyNot,
    act_of,
    fillings,
    happened,
)
from vervain.story.weigh import weigh
from vervain.story.what_if import fits
from vervain.story.why_not_lived import why_not_lived

MOST_LOOKS = 200
"""Looks into minds that one question may take."""


def why_not(case: Story, asked: AskedAct, at: int | None = None) -> WhyNot:
    """Why the act did not happen in state `at`; without it, where it came nearest to happening."""
    if isinstance(case, Recalled):
        return why_not_lived(case, asked, at)
    done = happened(case.chronicle, asked, at)
    if done is not None:
        return done
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
    for env in fillings(case.evaluator, schema, asked):
        for k in states:
            missing = tuple(dict.fromkeys(lacks(case.evaluator, schema.condition, env, k)))
            if best is None or len(missing) < len(best.lacks):
                verdict = Verdict.NEVER if never else Verdict.IMPOSSIBLE
                best = WhyNot(act_of(asked.name, env), k, verdict, missing)
    return best or WhyNot(Act(asked.name, ()), states[0], Verdict.NEVER)


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
