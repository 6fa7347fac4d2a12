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
    assert " died on day " in obituary(say, lives.life("Danny")).text


def test_nobody_of_that_name_is_a_finding() -> None:
    result = CliRunner().invoke(main, ["life", "gull_point", "Idda"])
    assert result.exit_code == 1
    assert "did you mean `Ida`?" in result.output


GROWTH = """
world Growth
include seeing
one turn is 1 month
clock starts day 3 at 08:00
person Ida, she
person Tom, he
fact (who: person) is asleep: yes or no
at the start
  Tom is not alive
happening Tom is born to Ida
  when Tom is not alive
   and the year is 2
  then Tom is alive
  seen by everyone
  say {Tom} {be} born to {Ida}
action (one: person) calls on (two: person)
  when one is alive
   and two is alive
   and one is not two
  then one is asleep
  agreed by one
  seen by everyone
happening Tom dies
  when Tom is alive
   and the year is 30
  then Tom is not alive
  seen by everyone
  say {Tom} {die}
happening Ida remarks on Tom
  when the year is 31
   and Ida is not asleep
  then Ida is asleep
  seen by Ida
"""


def test_an_obituary_says_when_and_how_old_and_stops_at_the_end() -> None:
    world = pipeline.load_text(GROWTH)
    story = pipeline.run(world, seed=1, span="32 years").chronicle
    text = obituary(Speaker(world, story), Lives(story).life("Tom")).text
    assert text.startswith("Tom died in the winter of year 30, twenty-eight years old.")
    assert "Tom was born to Ida." in text
    assert text.endswith("he died.")


def test_the_second_of_a_kind_counts_half() -> None:
    life = Lives(lamp()).life("Tom")
    chosen = life.weightiest(100)
    assert len(chosen) == len(life.turns)
    seen: dict[str, int] = {}
    scores = []
    for turn in chosen:
        seen[turn.act] = seen.get(turn.act, 0) + 1
        scores.append(turn.weight / seen[turn.act])
    assert scores == sorted(scores, reverse=True)
