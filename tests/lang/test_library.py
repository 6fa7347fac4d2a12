"""The standard modules load, alone and together, and do what their names say."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

import vervain.library
from tests.lang.author import cond, effects, watches
from vervain.lang.check import check, declared_kinds
from vervain.lang.fading import Wears
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


def test_there_are_eleven() -> None:
    modules = "bodies bonds coping english feelings gossip lives patterns seeing talking travel"
    assert modules.split() == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_each_loads_alone(module: str) -> None:
    assert load(module).name == "Alone"


def test_all_load_together() -> None:
    """Frames for every act; that time wears bonds away is not told."""
    made = load(*MODULES)
    assert all(bool(a.frames) != isinstance(a.by_itself, Wears) for a in made.actions)
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
    (walk,) = (a for a in made.actions if a.by_itself is None)
    assert [p.name for p in walk.params] == ["who", "there"]


# ---------------------------------------------------------------- bonds


def moves(world: World, name: str) -> set[str]:
    """What an act does to bonds, one text for each."""
    bonds = ("trust", "care", "fear", "debt", "respect")
    return {e for e in effects(action(world, name).effects).split("; ") if e.startswith(bonds)}


def test_what_people_do_to_each_other_moves_what_lies_between_them() -> None:
    made = load("bonds", "bodies", "coping")
    assert moves(made, "strikes") == {
        "trust(other, one) := (trust(other, one) - 4)",
        "care(other, one) := (care(other, one) - 3)",
        "fear(other, one) := (fear(other, one) + 4)",
        "respect(other, one) := (respect(other, one) - 2)",
    }
    assert moves(made, "tends_wounds") == {
        "trust(other, one) := (trust(other, one) + 2)",
        "care(other, one) := (care(other, one) + 2)",
        "care(one, other) := (care(one, other) + 1)",
        "fear(other, one) := (fear(other, one) - 2)",
        "debt(other, one) := (debt(other, one) + 5)",
        "debt(one, other) := (debt(one, other) - 5)",
        "respect(other, one) := (respect(other, one) + 1)",
    }
    assert moves(made, "makes_amends") == {
        "trust(other, one) := (trust(other, one) + 1)",
        "care(other, one) := (care(other, one) + 1)",
        "fear(other, one) := (fear(other, one) - 2)",
        "respect(other, one) := (respect(other, one) + 2)",
    }
    assert moves(made, "repays") == {
        "trust(other, one) := (trust(other, one) + 1)",
        "debt(one, other) := (debt(one, other) - 5)",
        "respect(other, one) := (respect(other, one) + 1)",
    }


def test_every_rule_of_the_bonds_is_about_an_act_of_some_module() -> None:
    """A module may speak of acts that a world has not; those of the library are there."""
    text = (LIBRARY / "bonds.world").read_text(encoding="utf-8")
    rules = [line for line in text.splitlines() if line.startswith(("  rises", "  falls"))]
    made = load("bonds", "bodies", "coping", "talking", "travel")
    found = sum(len(moves(made, a.name)) for a in made.actions if a.by_itself is None)
    assert len(rules) == found
    fades = {f.name: f.fades for f in made.fluents}
    assert fades["fear"] is not None
    assert fades["debt"] is None


def test_without_the_acts_they_are_moved_by_nothing() -> None:
    made = load("bonds")
    assert all(a.by_itself is not None for a in made.actions)


def test_a_bond_of_the_worlds_own_takes_the_place_of_the_modules_rules_and_all() -> None:
    """
    world Own
    bond fear of (one: person) for (two: person): 0..5
      rises by 1 when two strikes one
    """
    own = test_a_bond_of_the_worlds_own_takes_the_place_of_the_modules_rules_and_all.__doc__
    made = load("bonds", "bodies", text=dedent(own or ""))
    assert "fear(other, one) := (fear(other, one) + 1)" in moves(made, "strikes")
    assert not [m for m in moves(made, "tends_wounds") if m.startswith("fear")]
    assert {f.name: f.fades for f in made.fluents}["fear"] is None
