"""Scenario 13, the long town: its years are measured in benchmarks; here is what must hold of them:
everybody's events are found at once, and every life can be told."""

from __future__ import annotations

from functools import cache

import vervain
from tests.live.test_modules import LIVES
from vervain import pipeline
from vervain.lang.world import World
from vervain.story.chronicle import Chronicle, Event
from vervain.story.lived import EVERYONE
from vervain.story.lives import Lives
from vervain.tell.life import obituary
from vervain.tell.speaker import Speaker

YEARS = 12


@cache
def made() -> pipeline.Run:
    """More than a hundred people: what everybody sees is noted once."""
    world = vervain.load_text(LIVES.format(people=90))
    return vervain.run(world, seed=5, span=f"{YEARS} years")


@cache
def town() -> tuple[World, Chronicle]:
    return made().life.given, made().chronicle


def has_part(name: str, event: Event) -> bool:
    return (
        name in event.agreed
        or name in {bound for _, bound in event.act.roles if isinstance(bound, str)}
        or any(name in change.fact.args for change in event.changes)
        or any(change.fact.minds[0] == name for change in event.minds)
    )


def test_all_events_of_one_person_are_looked_up_and_not_looked_for() -> None:
    """The index is made once; for each person it names just the events that a search finds."""
    _, story = town()
    lives = Lives(story)
    assert len(story.people) == 180
    assert len(story.events) > 200
    for name in story.people[::6]:
        assert lives.events(name) == tuple(e.id for e in story.events if has_part(name, e))


def test_every_life_is_the_same_in_a_run_that_was_saved_and_read_again() -> None:
    world, story = town()
    kept, lives = Lives(pipeline.resume(world, made().save()).chronicle), Lives(story)
    for name in story.people:
        assert kept.life(name) == lives.life(name)


def test_every_life_has_its_obituary() -> None:
    world, story = town()
    say, lives, told = Speaker(world, story), Lives(story), set()
    for name in story.people:
        text = obituary(say, lives.life(name)).text
        assert text.startswith(name)
        assert text.endswith(".")
        told.add(text)
    assert len(told) == len(story.people)
    dead = {e.act.roles[0][1] for e in story.events if e.act.name.startswith("dies")}
    assert dead
    assert {n for n in story.people if lives.life(n).died is not None} >= dead


def test_what_everybody_saw_is_written_down_once_and_reaches_all() -> None:
    _, story = town()
    (*_, death) = [e for e in story.events if e.act.name.startswith("dies")]
    dead = str(death.act.roles[0][1])
    assert death.saw == (EVERYONE,)
    assert [c.fact.minds for c in death.minds if c.fact.fluent == "alive"] == [(EVERYONE,)]
    for name in story.people[::20]:
        assert made().life.stores.value((name,), ("alive", (dead,))) is False


def test_the_causal_log_reaches_back() -> None:
    """A birth is owed to a wedding, a wedding to two who were alive and unwed."""
    _, story = town()
    births = [e for e in story.events if e.act.name.startswith("born")]
    assert births
    for birth in births:
        origin = {c.fact.fluent: c.event for c in birth.causes}
        wedding = origin["is_married"] if "is_married" in origin else origin["married"]
        assert wedding is not None
        assert story.events[wedding].act.name == "and_wed"
