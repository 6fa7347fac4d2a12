"""Problems of the Sabre planner as worlds of our language: accepted, canonical, planned alike."""

from __future__ import annotations

from itertools import compress
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.sabre.material import PROBLEMS, grounded, needed, path, world
from tests.sabre.problems import problem
from vervain import pipeline
from vervain.lang.convert import convert
from vervain.lang.sabre import read_sabre
from vervain.lang.world import World
from vervain.model.ground import Ground, GroundEvent
from vervain.model.ground_world import ground
from vervain.native.engine import Budget, Outcome, Reach
from vervain.native.kernel import Kernel
from vervain.run.trace import ids
from vervain.ui.cli import main
from vervain.ui.output import Exit

LIMITS = {
    "aladdin": (5, 4, 1),
    "bribery": (4, 4, 1),
    "deerhunter": (7, 6, 1),
    "gramma": (4, 4, 2),
    "lovers": (4, 4, 2),
    "macguffin": (4, 4, 2),
    "secretagent": (9, 8, 1),
    "space": (6, 3, 1),
    "treasure": (4, 4, 3),
    "treasurehunt": (5, 5, 1),
    "western": (4, 4, 1),
}
Plans = set[tuple[tuple[int, tuple[object, ...]], ...]]


def converted(problem_world: World) -> World:
    text = convert(problem_world)
    assert pipeline.format_text(text, "converted.world") == text
    return pipeline.load_text(text, "converted.world")


def solutions(of: World, made: Ground, reach: Reach) -> tuple[Outcome, list[float], Plans]:
    """The answer, the utilities of the start, and every solution as a multiset of acts."""
    engine, author = Kernel(made.tables), len(made.agents)
    worth = [float(engine.utilities(ids(0), i)[0]) for i in range(author + 1)]
    found = engine.search(0, author, worth[-1] + 1e-9, reach, Budget(), count=10_000, shortest=True)
    number = {action.name: n for n, action in enumerate(of.actions)}
    slots = [[not p.kind.startswith("=") for p in action.params] for action in of.actions]

    def named(event: GroundEvent) -> tuple[int, tuple[object, ...]]:
        """Which act, and its arguments; a slot that takes one constant is a word of ours."""
        n = number[event.name]
        return n, tuple(compress(event.args, slots[n]))

    plans = {tuple(sorted(named(made.actions[a]) for a in plan)) for plan in found.plans}
    return found.outcome, worth, plans


@needed
@pytest.mark.parametrize("name", PROBLEMS)
def test_a_benchmark_problem_is_planned_alike(name: str) -> None:
    reach = Reach(*LIMITS[name])
    ours = converted(world(name))
    assert solutions(ours, ground(ours), reach) == solutions(world(name), grounded(name), reach)


@needed
def test_limits_and_the_goal_stand_in_the_world(tmp_path: Path) -> None:
    out = tmp_path / "bribery.world"
    args = ["--goal", "1", "--author-limit", "5", "--character-limit", "5", "--belief-limit", "2"]
    done = CliRunner().invoke(main, ["convert", str(path("bribery")), "-o", str(out), *args])
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(main, ["plan", str(out)])
    assert done.exit_code == 0, done.output
    assert "2 acts" in done.output


def test_what_is_a_world_already_is_not_converted() -> None:
    done = CliRunner().invoke(main, ["convert", "hello"])
    assert done.exit_code == Exit.NO_FILE
    assert "already" in done.stderr


@pytest.mark.parametrize("seed", range(60))
def test_a_random_problem_is_accepted_and_canonical(seed: int) -> None:
    ours = converted(read_sabre(problem(seed), "random.txt"))
    assert ours.author is not None
