"""Replays a Trace on an engine of its own, and checks it against the definitions step by step."""

from __future__ import annotations

import math

from tests.run.engines import Make
from vervain.model.ground import Ground
from vervain.native.engine import Budget, Engine, Outcome, Reach
from vervain.run.trace import Reasoned, Trace, consenting, ids


def replay(ground: Ground, make: Make, trace: Trace, reach: Reach) -> Engine:
    """Assert that the Trace is a story (D10-D13); returns the engine it was checked on."""
    engine = make(ground.tables)
    state = 0
    for step in trace.steps:
        assert engine.holds(ids(state), int(ground.tables.event_cond[step.action]))[0]
        assert tuple(r.agent for r in step.reasons) == consenting(ground, step.action)
        for reasoned in step.reasons:
            assert reasoned.plan[0] == step.action
            mind = int(engine.minds(ids(state))[0, reasoned.agent])
            check_reason(ground, engine, mind, reasoned, reach)
        state = after(engine, state, step.action)
    check_stages(ground, engine, trace, reach)
    return engine


def after(engine: Engine, state: int, action: int) -> int:
    """The state after a possible action."""
    state = int(engine.successors(ids(state), ids(action))[0])
    assert state >= 0
    return state


def check_reason(
    ground: Ground, engine: Engine, mind: int, reasoned: Reasoned, reach: Reach
) -> None:
    """D10 in what the agent believes, but for idleness (D10.5)."""
    plan, agent, path = reasoned.plan, reasoned.agent, [mind]
    assert 1 <= len(plan) <= reach.character
    for done, action in enumerate(plan):
        if done:
            assert consenting(ground, action)
            deeper = Reach(reach.author, reach.character - done, reach.belief - 1)
            same = Reach(reach.author, reach.character - done, reach.belief)
            for other in consenting(ground, action):
                limits = same if other == agent else deeper
                found = engine.explain(path[-1], action, other, limits, Budget())
                assert found.outcome is Outcome.FOUND
        path.append(after(engine, path[-1], action))
    *before, end = (float(engine.utilities(ids(s), agent)[0]) for s in path)
    assert not end <= before[0]
    assert all(value != end or math.isnan(value) for value in before)


def check_stages(ground: Ground, engine: Engine, trace: Trace, reach: Reach) -> None:
    """D12: each stage is reached at its end, not before, and in few enough steps."""
    states, begun = [0], 0
    for action in trace.actions:
        states.append(after(engine, states[-1], action))
    for reached in trace.reached:
        utility = ground.goals[reached.goal].utility
        path = states[begun : reached.steps + 1]
        *before, end = (float(engine.utilities(ids(s), utility)[0]) for s in path)
        assert end >= 1
        assert all(value < 1 for value in before)
        assert reached.steps - begun <= reach.author
        begun = reached.steps
