"""The flagship world: all fourteen steps, everybody for reasons of their own, and what hangs on
what."""

from functools import cache
from pathlib import Path

import pytest

from vervain import pipeline
from vervain.native.engine import Budget, Outcome
from vervain.story.chronicle import Chronicle

FILE = Path(__file__).parents[2] / "worlds" / "always_safe.world"
WORTH = "  the worth of a life to Caroline"
STEPS = (
    """
    the years, the taking, the shooting, the killing, the bullets, the grief, the refusal, the hand,
    the apology, the bed, the leaving, the parting, the aeroplane, the sleep
""".strip()
    .replace("\n    ", " ")
    .split(", ")
)


def changed(*edits: tuple[str, str]) -> pipeline.Stories:
    """What is found in the world after some changes to its text."""
    text = FILE.read_text("utf-8")
    for old, new in edits:
        assert old in text, f"the world has no line {old!r} to change"
        text = text.replace(old, new)
    return pipeline.plan(pipeline.load_text(text), budget=Budget(seconds=12))


@cache
def story() -> Chronicle:
    found = changed()
    assert found.outcome is Outcome.FOUND
    return found.chronicles[0]


def outline(*stages: str) -> tuple[str, str]:
    """An edit: this outline instead of the author's."""
    text = FILE.read_text("utf-8")
    start, end = text.index("outline\n"), text.index("check in every story nobody")
    return text[start:end], "outline\n" + "".join(f"  {s}\n" for s in stages) + "\n"


def test_the_fourteen_steps_come_in_their_order() -> None:
    assert [name for name, _ in story().stages] == STEPS
    assert [e.stage for e in story().events] == sorted(
        (e.stage for e in story().events), key=lambda s: STEPS.index(s or "")
    )


def test_everybody_who_agrees_has_a_want_and_a_plan_for_it() -> None:
    for event in story().events:
        assert {r.agent for r in event.reasons} == set(event.agreed)
        for reason in event.reasons:
            assert reason.plan[0] == event.act
            assert reason.wants, f"{reason.agent} has no want behind {event.act}"


def test_the_mob_is_at_least_twelve_who_each_act_for_themselves() -> None:
    joined = [e.agreed for e in story().events if e.act.name == "joins_hunters"]
    assert len({name for (name,) in joined}) >= 12


def test_klaus_orders_out_of_a_wrong_belief_about_her() -> None:
    order = next(e for e in story().events if e.act.name.startswith("orders"))
    (reason,) = order.reasons
    assert [a.name for a in reason.plan][1].startswith("drinks")
    assert any(not b.true and "life" in b.fact.fluent for b in reason.beliefs)


def test_he_apologises_for_the_wrong_thing() -> None:
    sorry = next(e for e in story().events if e.act.name.startswith("says_sorry"))
    (reason,) = sorry.reasons
    assert any(not b.true and "grieves" in b.fact.fluent for b in reason.beliefs)


def test_without_his_sense_nobody_comes() -> None:
    text = FILE.read_text("utf-8")
    start = text.index("reaction (one: vampire) feels the danger of (two: vampire)")
    end = text.index("action (one: vampire) runs to (two: vampire)")
    found = changed((text[start:end], ""))
    assert found.outcome is not Outcome.FOUND
    assert found.blocked is not None
    assert found.blocked.name == "the killing"
    assert "the killing" in found.blocked.message
    assert "Klaus" in found.blocked.message


def test_without_his_care_nobody_comes() -> None:
    found = changed(("care of Klaus for Caroline is 9", "care of Klaus for Caroline is 3"))
    assert found.blocked is not None
    assert found.blocked.name == "the killing"


def test_a_town_that_believes_nothing_does_not_gather() -> None:
    found = changed(("  Joan meets Caroline daily\n", ""))
    assert found.blocked is not None
    assert found.blocked.name == "the years"


@pytest.mark.parametrize("weight", ["1000", "1"])
def test_she_drinks_only_if_a_life_is_worth_little_to_her(weight: str) -> None:
    drinks = outline(*_stages()[:5], "the blood: until Caroline drinks from Sheila")
    found = changed(
        drinks,
        ("the worth of a life to Caroline is 1000", f"the worth of a life to Caroline is {weight}"),
    )
    assert bool(found.chronicles) == (weight == "1")


def test_one_who_holds_life_cheap_does_not_refuse() -> None:
    found = changed(
        ("the worth of a life to Caroline is 1000", "the worth of a life to Caroline is 1")
    )
    assert not found.chronicles


def _stages() -> list[str]:
    text = FILE.read_text("utf-8")
    lines = text[text.index("outline\n") : text.index("telling always safe")].splitlines()[1:]
    return [line.strip() for line in lines if line.strip()]


def test_there_are_more_stories_than_one() -> None:
    """They leave the first at some stage; each has an act that another has not."""
    world = pipeline.load_text(FILE.read_text("utf-8"))
    found = pipeline.plan(world, stories=3, budget=Budget(nodes=400_000))
    assert found.outcome is Outcome.FOUND
    acts = [frozenset(event.act for event in story.events) for story in found.chronicles]
    assert len(set(acts)) == 3
