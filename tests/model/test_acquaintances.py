"""A large town grounds: what is static is looked at first, what can never happen is dropped."""

from __future__ import annotations

import pytest

from vervain.base.diagnostic import Rejected
from vervain.model.ground import Ground
from vervain.pipeline import grounded, load_text


def town(people: int, acquaintances: int) -> str:
    """Everybody knows the next so many of a circle, and can greet or tire them."""
    names = [f"P{i}" for i in range(people)]
    knows = [
        f"  {name} knows {names[(i + 1 + k) % people]}"
        for i, name in enumerate(names)
        for k in range(acquaintances)
    ]
    return "\n".join(
        [
            "world Town",
            *(f"place House{i}" for i in range(people)),
            *(f"person {name}, she, at House{i}" for i, name in enumerate(names)),
            "fact (one: person) knows (two: person): yes or no",
            "fact (who: person) is tired: yes or no, usually yes",
            "fact (who: person) has wings: yes or no",
            "at the start",
            *knows,
            "action (one: person) greets (two: person)",
            "  when one knows two",
            "   and two is tired",
            "  then two is not tired",
            "  agreed by one",
            "  seen by two",
            "action (one: person) tires (two: person)",
            "  when one knows two",
            "  then two is tired",
            "  agreed by one",
            "  seen by two",
            "action (one: person) flies over (two: person)",
            "  when one has wings",
            "  then two is tired",
            "  agreed by one",
            "wants of P0",
            "  worth 1 when P1 is not tired",
            "outline",
            "  the end: until P1 is not tired",
        ]
    )


def made(people: int, acquaintances: int) -> Ground:
    return grounded(load_text(town(people, acquaintances), "town.world"))


@pytest.mark.parametrize(("people", "acquaintances"), [(5, 2), (40, 10), (300, 10)])
def test_there_are_as_many_acts_as_acquaintances(people: int, acquaintances: int) -> None:
    """Not people times people; who knows whom never changes, so it is no fluent; nobody flies."""
    ground = made(people, acquaintances)
    assert len(ground.agents) == people
    names = [action.name for action in ground.actions]
    assert len(names) == 2 * people * acquaintances
    assert len(set(names)) == 2
    assert {fluent.name for fluent in ground.fluents} == {ground.fluents[0].name}
    assert len(ground.fluents) == people


def test_only_those_who_may_see_an_act_are_noted() -> None:
    tables = made(40, 10).tables
    assert set(tables.observe_start[1:] - tables.observe_start[:-1]) == {1}


def test_the_same_text_has_the_same_fingerprint_and_another_another() -> None:
    assert made(5, 2).fingerprint == made(5, 2).fingerprint
    assert made(5, 2).fingerprint != made(5, 3).fingerprint


@pytest.mark.parametrize("condition", ["one is tired", "one knows a"])
def test_too_many_acts_are_a_finding(condition: str) -> None:
    act = "action (one: person) sees (a: person) with (b: person) by (c: person) near (two: person)"
    text = town(60, 2).replace("action (one: person) flies over (two: person)", act)
    with pytest.raises(Rejected, match="more than 200,000 instances"):
        grounded(load_text(text.replace("one has wings", condition), "town.world"))
