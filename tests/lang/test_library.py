"""The standard modules load, alone and together, and do what their names say."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

import vervain.library
from tests.lang.author import cond, effects, watches
from vervain.lang.check import check, declared_kinds
from vervain.lang.parse import includes, parse
from vervain.lang.syntax import Syntax
from vervain.lang.world import Action, World

LIBRARY = Path(vervain.library.__file__).parent
MODULES = sorted(path.stem for path in LIBRARY.glob("*.world"))


def load(*modules: str, text: str = "world Alone\n") -> World:
    """The world of the modules, what they include first, and a text."""
    done: dict[str, Syntax] = {}

    def visit(name: str) -> None:
        if name not in done:
            source = (LIBRARY / f"{name}.world").read_text(encoding="utf-8")
            for wanted in includes(source, name):
                visit(wanted.name)
            done[name] = parse(source, name, declared_kinds(tuple(done.values())))

    for module in modules:
        visit(module)
    return check((*done.values(), parse(text, "main.world", declared_kinds(tuple(done.values())))))


def action(world: World, name: str) -> Action:
    return next(a for a in world.actions if a.name == name)


def test_there_are_eight() -> None:
    modules = "bodies bonds coping feelings patterns seeing talking travel"
    assert modules.split() == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_each_loads_alone(module: str) -> None:
    assert load(module).name == "Alone"


def test_all_load_together() -> None:
    """An act for every frame, and frames for every act."""
    made = load(*MODULES)
    assert all(a.frames for a in made.actions)
    assert {f.name for f in made.fluents} >= {"alive", "asleep", "trust", "care", "fear", "debt"}


def test_only_who_is_alive_and_awake_sees() -> None:
    made = load("seeing")
    assert made.sight is not None
    assert cond(made.sight.cond) == "(alive(seer) == yes & asleep(seer) == no)"


def test_telling_is_what_one_believes_and_lying_is_not() -> None:
    made = load("talking")
    telling, lying = action(made, "tells_that"), action(made, "lies_that")
    assert [p.name for p in telling.params] == ["one", "other", "claim"]
    assert "one.claim claim & " in cond(telling.condition)
    assert "!(one.claim claim)" in cond(lying.condition)
    for act in (telling, lying):
        assert effects(act.effects).startswith("other.claim claim; one.other.claim claim")
    assert "breaches_of_honesty(one)" in effects(lying.effects)


def test_walking_is_seen_at_both_ends() -> None:
    walk = action(load("travel"), "walks")
    assert "next_to(here, there) == yes" in cond(walk.condition)
    assert effects(walk.effects) == "place(who) := there"
    assert len(watches(walk.seen)) == 2


def test_the_example_worlds_are_right() -> None:
    """The flagship world is understood whole, and quickly enough for an editor."""
    folder = Path(__file__).parents[2] / "worlds"
    for path in sorted(folder.glob("*.world")):
        text = path.read_text(encoding="utf-8")
        modules = [wanted.name for wanted in includes(text, path.name)]
        assert load(*modules, text=text).actions


def test_what_a_world_declares_takes_the_place_of_what_it_includes() -> None:
    """
    world Own
    person Ida
    fact debt of (debtor: person) to (lender: person): 0..500

    action (who: person) walks to (there: place)
      then who is at there

    at the start
      debt of Ida to Ida is 400
    """
    text = test_what_a_world_declares_takes_the_place_of_what_it_includes.__doc__ or ""
    made = load("bonds", "travel", text=dedent(text))
    (debt,) = (f for f in made.fluents if f.name == "debt")
    assert debt.high == 500
    (walk,) = made.actions
    assert [p.name for p in walk.params] == ["who", "there"]
