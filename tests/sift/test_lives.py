"""Lives: all that one person did, underwent and learnt; weighed; as an obituary."""

from __future__ import annotations

from functools import cache

from click.testing import CliRunner

from vervain import pipeline
from vervain.story.chronicle import Chronicle
from vervain.story.lives import Lives
from vervain.tell.life import obituary
from vervain.tell.speaker import Speaker
from vervain.ui.cli import main


@cache
def lamp() -> Chronicle:
    return pipeline.plan(pipeline.load("gull_point")).chronicles[0]


def test_the_index_has_just_the_events_of_each() -> None:
    for name in lamp().people:
        wanted = tuple(
            e.id
            for e in lamp().events
            if name in e.agreed
            or name in {v for _, v in e.act.roles if isinstance(v, str)}
            or any(name in c.fact.args for c in e.changes)
            or any(c.fact.minds[0] == name for c in e.minds)
        )
        assert Lives(lamp()).events(name) == wanted
        assert wanted


def test_what_had_consequences_weighs_more_than_what_had_none() -> None:
    life = Lives(lamp()).life("Tom")
    quenches = next(t for t in life.turns if lamp().events[t.event].act.name.startswith("quench"))
    idle = [t for t in life.turns if not t.causes and not t.did]
    assert all(quenches.weight > t.weight for t in idle)
    assert life.weightiest(100)[0].weight == max(t.weight for t in life.turns)


def test_an_obituary_of_any_life() -> None:
    world = pipeline.load("always_safe")
    story = pipeline.plan(world).chronicles[0]
    say, lives = Speaker(world, story), Lives(story)
    for name in story.people:
        text = obituary(say, lives.life(name)).text
        assert text.startswith(name)
        assert text.endswith(".")
    dead = [n for n in story.people if lives.life(n).died is not None]
    assert "Danny" in dead
    assert " is dead, since day " in obituary(say, lives.life("Danny")).text


def test_nobody_of_that_name_is_a_finding() -> None:
    result = CliRunner().invoke(main, ["life", "gull_point", "Idda"])
    assert result.exit_code == 1
    assert "did you mean `Ida`?" in result.output
