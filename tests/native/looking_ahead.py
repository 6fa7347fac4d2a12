"""Small worlds for the tests of reasons and plans, and short ways to ask about them.

Each world is asked of every engine: the tests say what the law is (D10-D12), not one's habits.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

from tests.native.build import Builder, Term, all_of, if_else, sets
from vervain.native.engine import Budget, Engine, Outcome, Reach
from vervain.native.reference import Reference

ENGINES: dict[str, Callable[[Builder], Engine]] = {"oracle": lambda w: Reference(w.tables())}

if find_spec("vervain.native.kernel") is not None:
    from vervain.native.kernel import Kernel

    ENGINES["kernel"] = lambda w: Kernel(w.tables())


def yes(fluent: Term) -> Term:
    """1 where the yes/no holds, else 0: a want."""
    return if_else(fluent.eq(True), 1, 0)


def reason(
    engine: Engine, action: int, agent: int, steps: int, depth: int = 2, state: int = 0
) -> tuple[int, ...] | None:
    """The agent's reason, or None; steps and depth are the limits of characters."""
    found = engine.explain(state, action, agent, Reach(0, steps, depth), Budget())
    assert found.outcome in (Outcome.FOUND, Outcome.NONE)
    assert bool(found.plan) == (found.outcome is Outcome.FOUND)
    return found.plan or None


def plans(
    engine: Engine, goal: int, threshold: float, author: int, character: int, belief: int = 1
) -> set[tuple[int, ...]]:
    """All plans within the limits, one for each multiset of acts."""
    reach = Reach(author, character, belief)
    found = engine.search(0, goal, threshold, reach, Budget(), count=1000, shortest=True)
    assert found.outcome is (Outcome.FOUND if found.plans else Outcome.NONE)
    first: dict[tuple[int, ...], tuple[int, ...]] = {}
    for plan in found.plans:
        first.setdefault(tuple(sorted(plan)), plan)
    return set(first.values())


class Bakery:
    """Ann pays, then Bob bakes in three steps; who wants what is up to the test."""

    def __init__(self) -> None:
        self.world = w = Builder()
        self.ann, self.bob = w.agents("Ann", "Bob")
        self.paid, self.flour = w.yes_no("paid"), w.yes_no("flour")
        self.dough, self.cake = w.yes_no("dough"), w.yes_no("cake")
        chain = [("pay", self.paid), ("fetch", self.flour), ("mix", self.dough)]
        done = None
        self.steps: list[int] = []
        for name, fluent in [*chain, ("bake", self.cake)]:
            when = [fluent.eq(False)] + ([] if done is None else [done.eq(True)])
            who = self.ann if name == "pay" else self.bob
            self.steps.append(w.action(name, all_of(*when), [sets(fluent, True)], [who]))
            done = fluent
