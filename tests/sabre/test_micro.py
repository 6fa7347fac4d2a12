"""Thirteen small problems, each for one rule: states along a script, and which plans there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from tests.sabre.material import MICRO, ROOT, Names, grounded, needed, number, world
from vervain.model.ground import Tables
from vervain.native.engine import Budget, Engine, Outcome, Reach
from vervain.native.kernel import Kernel
from vervain.native.reference import Reference
from vervain.run.trace import ids

UNREAD = {"believes(Bob,believes(Ann,at(Coin)))", "believes(Cat,lit(Hall))"}
UNREAD |= {"believes(Ann,mood(Bob))", "believes(Ann,coins(Bob))", "believes(Ann,pips())"}
"""Beliefs of the start that nothing reads: they are not stored (S6)."""
EngineOf = Callable[[Tables], Engine]
ENGINES: tuple[EngineOf, ...] = (Reference, Kernel)
_LIMITS = re.compile(r"-atl (\d+) -ctl (\d+) -el (\d+)(?: -g (\d+))?")


@dataclass(slots=True)
class Script:
    """One run of the planner: `goal` None where every solution was listed."""

    limits: Reach
    goal: float | None
    lines: list[str] = field(default_factory=list)


def scripts(name: str) -> Iterator[Script]:
    """The searches that were recorded."""
    found: Script | None = None
    for line in (ROOT / "micro" / f"{name}.expected").read_text(encoding="utf-8").splitlines():
        if line.startswith("###   "):
            continue
        if line.startswith("### "):
            if found is not None:
                yield found
            limits = _LIMITS.search(line)
            found = None
            if limits is not None:
                atl, ctl, el = (int(limits[i]) for i in (1, 2, 3))
                listed = "every solution" in line
                found = Script(Reach(atl, ctl, el), None if listed else float(limits[4] or 0))
        elif found is not None:
            found.lines.append(line.strip())
    if found is not None:
        yield found


def walks(name: str) -> Iterator[tuple[list[str], list[str]]]:
    """Actions, and what was recorded along them."""
    steps: list[str] | None = None
    recorded: list[str] = []
    for line in (ROOT / "micro" / f"{name}.expected").read_text(encoding="utf-8").splitlines():
        if line.startswith("### ") and not line.startswith("###   "):
            if steps is not None:
                yield steps, recorded
            begins = line.startswith("### states along: ")
            text = line.removeprefix("### states along: ").partition("  ")[0].strip()
            steps, recorded = (text.split(";"), []) if begins else (None, [])
        elif steps is not None:
            recorded.append(line)
    if steps is not None:
        yield steps, recorded


def described(line: str) -> dict[str, str]:
    """`a()=1, b(x,y)=2` by fluent."""
    return dict(part.rpartition("=")[::2] for part in re.split(r", (?=[^()]*[^(),]*\()", line))


@needed
@pytest.mark.parametrize("name", MICRO)
@pytest.mark.parametrize("engine_of", ENGINES)
def test_states_are_as_recorded(name: str, engine_of: EngineOf) -> None:
    made = grounded(name, "micro")
    names, engine = Names(world(name, "micro"), made), engine_of(made.tables)
    for _, recorded in walks(name):
        at = 0
        for line in recorded:
            if line.startswith("-- after "):
                action = names.actions.index(line.removeprefix("-- after "))
                at = int(engine.successors(ids(at), ids(action))[0])
            elif line.startswith("   ["):
                chain, _, text = line.strip().partition("]")
                assert _values(engine, names, made.agents, at, chain[1:]) == {
                    k: v for k, v in described(text.strip()).items() if k not in UNREAD
                }, line
            elif line.startswith("   applicable:"):
                _, row = engine.applicable(ids(at))
                assert [names.actions[a] for a in row.tolist()] == line.split()[1:]
            elif line.startswith("   utility"):
                value = float(engine.utilities(ids(at), len(made.agents))[0])
                assert number(value) == line.rpartition(" ")[2]


def _values(
    engine: Engine, names: Names, agents: tuple[str, ...], state: int, chain: str
) -> dict[str, str]:
    for who in chain.split(">") if chain != "world" else ():
        state = int(engine.minds(ids(state))[0, agents.index(who)])
    row = engine.values(ids(state))[0].tolist()
    named = zip(names.fluents, row, strict=True)
    return {name: names.value(f, code) for f, (name, code) in enumerate(named)}


@needed
@pytest.mark.parametrize("name", MICRO)
@pytest.mark.parametrize("engine_of", ENGINES)
def test_a_plan_is_found_where_the_planner_found_one(name: str, engine_of: EngineOf) -> None:
    made = grounded(name, "micro")
    names, engine = Names(world(name, "micro"), made), engine_of(made.tables)
    for script in scripts(name):
        if script.goal is None:
            continue
        goal = script.goal or float(_after("goal utility:", script.lines))
        found = engine.search(0, 0 + len(made.agents), goal, script.limits, Budget())
        wanted = "Result: Success!" in script.lines
        assert (found.outcome is Outcome.FOUND) is wanted
        if wanted:
            plan = _first_plan(script.lines)
            every = engine.search(0, len(made.agents), goal, script.limits, Budget(), count=500)
            assert sorted(plan) in [sorted(names.actions[a] for a in p) for p in every.plans]


@needed
@pytest.mark.parametrize("engine_of", ENGINES)
def test_every_solution_is_found_and_no_other(engine_of: EngineOf) -> None:
    made = grounded("06_minimal", "micro")
    names, engine = Names(world("06_minimal", "micro"), made), engine_of(made.tables)
    (script,) = (s for s in scripts("06_minimal") if s.goal is None)
    recorded = {line.removeprefix("SOL ") for line in script.lines if line.startswith("SOL ")}
    start = float(engine.utilities(ids(0), len(made.agents))[0])
    goal = start + 1e-9  # any rise will do
    found = engine.search(0, len(made.agents), goal, script.limits, Budget(), count=500)
    plans = {"".join(names.actions[a] + ";" for a in plan) for plan in found.plans}
    assert plans <= recorded
    assert set(map(sorted_acts, plans)) == set(map(sorted_acts, recorded))  # D12.4


def sorted_acts(plan: str) -> str:
    """What happens in a plan, whatever its order."""
    return ";".join(sorted(plan.split(";")))


def _after(label: str, lines: list[str]) -> str:
    return next(line.removeprefix(label).strip() for line in lines if line.startswith(label))


def _first_plan(lines: list[str]) -> list[str]:
    """The author's actions of the plan that was printed."""
    begin = next(i for i, line in enumerate(lines) if line.startswith("time:")) + 1
    steps = [line for line in lines[begin:] if not line.startswith(("|", "goal("))]
    return [step.replace(", ", ",") for step in steps if step]
