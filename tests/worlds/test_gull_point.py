"""The Lamp at Gull Point: a lie that is believed, told by the one who believes it."""

from __future__ import annotations

from collections import Counter

import pytest

from vervain.lang.world import World
from vervain.pipeline import load, plan, tell
from vervain.story.chronicle import Chronicle
from vervain.tell.spin import spin


@pytest.fixture(scope="module")
def world() -> World:
    return load("gull_point")


@pytest.fixture(scope="module")
def story(world: World) -> Chronicle:
    return plan(world).chronicles[0]


def test_the_four_stages_are_reached_and_every_act_has_its_reasons(story: Chronicle) -> None:
    assert [name for name, _ in story.stages] == [
        "the dark",
        "the wreck",
        "the payment",
        "the reckoning",
    ]
    for event in story.events:
        assert {r.agent for r in event.reasons if r.plan and r.wants} == set(event.agreed)


def test_ida_never_tells_who_put_out_the_lamp(world: World, story: Chronicle) -> None:
    """She glimpsed the dark, and was lied to; nobody told her of the rest."""
    discourse = tell(world, story)
    told = {e for p in discourse.paragraphs for s in p for e in s.events}
    hers = {e.id for e in story.events if "Ida" in (*e.saw, *e.glimpsed)}
    assert told <= hers
    assert "quencher was Bess" in discourse.text()
    assert "quencher was Tom" not in discourse.text()


def test_bess_is_not_told_of_the_lie(world: World, story: Chronicle) -> None:
    assert "quencher" not in tell(world, story, spin(world, focaliser="Bess")).text()


@pytest.mark.parametrize("telling", ["looking back", "straight on"])
def test_no_frame_is_used_more_than_twice_and_a_seed_is_a_page(
    world: World, story: Chronicle, telling: str
) -> None:
    for seed in range(50):
        pages = [tell(world, story, spin(world, name=telling, seed=seed)) for _ in range(2)]
        assert pages[0].text() == pages[1].text()
        used = Counter(s.frame for p in pages[0].paragraphs for s in p if s.frame)
        assert max(used.values()) <= 2, used
