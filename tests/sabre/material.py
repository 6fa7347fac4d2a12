"""The field's benchmark, where it is at hand: VERVAIN_SABRE, or ../shared/sabre beside the project.

It belongs to its authors and is never copied here; tests that need it skip visibly without it.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from vervain.lang.sabre import read_sabre
from vervain.lang.world import World
from vervain.model.ground import NONE, Ground
from vervain.model.ground_world import ground

ROOT = Path(os.environ.get("VERVAIN_SABRE") or Path(__file__).parents[3] / "shared" / "sabre")
PROBLEMS = tuple(
    "aladdin bribery deerhunter gramma lovers macguffin secretagent space treasure treasurehunt "
    "western".split()
)
MICRO = tuple(
    "01_precedence 02_initial_beliefs 03_surprise 04_conditional_and_told 05_consent 06_minimal "
    "07_limits 08_unknown 09_trigger_order 10_dip_and_default_goal 11_stored_belief "
    "12_nested_budget 13_unknown_utility".split()
)

needed = pytest.mark.skipif(not ROOT.is_dir(), reason=f"the benchmark is not at {ROOT}")


def path(name: str, folder: str = "problems") -> Path:
    """A problem file."""
    return ROOT / folder / f"{name}.txt"


@cache
def world(name: str, folder: str = "problems") -> World:
    """The World of a problem."""
    file = path(name, folder)
    return read_sabre(file.read_text(encoding="utf-8"), str(file))


@cache
def grounded(name: str, folder: str = "problems") -> Ground:
    """The Ground of a problem."""
    return ground(world(name, folder))


class Names:
    """The names that the planner gives things, by id."""

    def __init__(self, world: World, ground: Ground) -> None:
        self._ground = ground
        self._words = {
            x.name: str(x.phrase.parts[0])
            for x in (*world.fluents, *world.actions, *world.reactions)
        }
        self.fluents = [self._fluent(f) for f in range(len(ground.fluents))]
        self.actions = [self._event(e.name, e.args) for e in ground.actions]
        self.reactions = [self._event(e.name, e.args) for e in ground.reactions]

    def _fluent(self, fluent: int) -> str:
        tables = self._ground.tables
        agent = int(tables.mirror_agent[fluent])
        if agent != NONE:
            inner = self._fluent(int(tables.mirror_fluent[fluent]))
            return f"believes({self._ground.agents[agent]},{inner})"
        plain = self._ground.fluents[fluent]
        return f"{self._words[plain.name]}({','.join(plain.args)})"

    def _event(self, name: str, args: tuple[object, ...]) -> str:
        believers = ""
        while name not in self._words:  # a believed copy: Zoe_die
            believer, _, name = name.partition("_")
            believers += believer + "_"
        return f"{believers}{self._words[name]}({','.join(map(str, args))})"

    def value(self, fluent: int, code: int) -> str:
        """A value as the planner prints it."""
        ground = self._ground
        if code == -(2**31):
            return "?"
        match int(ground.tables.fluent_type[fluent]):
            case 0:
                return "True" if code else "False"
            case 1:
                return ground.entities[code]
        return number(code / ground.scale)


def number(value: float) -> str:
    """A number as the planner prints it; unknown is `?`."""
    if value != value:  # noqa: PLR0124 (not a number)
        return "?"
    return str(int(value)) if value == int(value) else str(value)
