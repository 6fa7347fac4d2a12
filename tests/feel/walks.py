"""Random events: worlds of `test_random.py` in which anything that can happen happens, whether
anybody wants it or not, and what all of it makes people feel.

    .venv/bin/python -m tests.feel.walks 10000
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import seed as seeded

from tests.feel.test_random import lacking, worlds
from vervain import pipeline
from vervain.base.diagnostic import Rejected
from vervain.native.engine import Budget
from vervain.run.plan import reach_of
from vervain.run.trace import ids, trace
from vervain.story.case import Case, case_of
from vervain.story.feel.appraise import appraise
from vervain.story.record import record

LONGEST = 40
"""Events of one walk, at most."""


def walk(text: str, seed: int, longest: int = LONGEST) -> Case:
    """A story in which whatever can happen happens, at random."""
    world = pipeline.load_text(text)
    made = pipeline.grounded(world)
    engine = pipeline.engine_for(made)
    chance = random.Random(seed)
    acts, state = list[int](), 0
    while len(acts) < longest:
        _, can = engine.applicable(ids(state))
        ends = [(a, int(engine.successors(ids(state), ids(a))[0])) for a in can.tolist()]
        ends = [(a, end) for a, end in ends if end >= 0]
        if not ends:
            break
        action, state = chance.choice(ends)
        acts.append(action)
    budget = Budget(nodes=200)
    lived = trace(made, engine, (tuple(acts),), (), reach_of(world), budget)
    return case_of(world, made, engine, lived, record(world, made, engine, lived))


def many(wanted: int, tell: Callable[[str], object]) -> int:
    """So many random events; how many feelings there were. AssertionError at the first that lacks
    a belief or outlives it."""
    events = feelings = round_ = 0
    while events < wanted:
        round_ += 1

        @seeded(round_)
        @settings(
            max_examples=50, database=None, deadline=None, suppress_health_check=list(HealthCheck)
        )
        @given(worlds())
        def batch(text: str) -> None:
            nonlocal events, feelings
            try:
                case = walk(text, events)
            except Rejected:
                return
            found = appraise(case)
            wrong = lacking(case, found)
            assert not wrong, (text, wrong[0])
            events += case.last
            feelings += len(found.feelings)

        batch()
        tell(f"{events} events, {feelings} feelings\n")
    return feelings


if __name__ == "__main__":
    many(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, sys.stdout.write)
