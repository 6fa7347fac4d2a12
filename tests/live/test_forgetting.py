"""A mind has room for so much hearsay of one sort, however long a town talks and mixes things up.

world Slander
include gossip
one turn is 1 month
kind townsman is a person
people 12 townsman
fact (who: person) has stolen: yes or no, can be told, N in mind
at the start
  every (p: townsman) knows 3 others each way
happening (who: townsman) steals
  when the number of (p: person) where p has stolen is 0
  then who has stolen
  by lot who
  seen by who, everyone (v: townsman) where v knows who
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

import vervain
from tests.lang.author import findings
from vervain import pipeline
from vervain.lang.world import World
from vervain.pipeline import Run
from vervain.story.document import dumps, loads
from vervain.ui.cli import main


def slander(room: str) -> World:
    assert __doc__ is not None
    return vervain.load_text(__doc__.split("\n\n", 1)[1].replace(", N in mind", room))


def hearsay(made: Run) -> list[int]:
    """How many stories each mind has by hearsay, those included that it has forgotten."""
    own = made.life.stores.own
    return [sum(e.how == "told" for e in facts.entries.values()) for facts in own.values()]


def supposed(made: Run) -> int:
    """Of how many stories somebody takes one other to have heard, at most."""
    nested = made.life.stores.nested
    return max(Counter((a, b) for a, facts in nested.items() for b, _ in facts).values())


@pytest.mark.parametrize(("room", "most"), [(", 3 in mind", 3), ("", 7)])
def test_what_is_heard_last_drives_out_what_was_heard_first(room: str, most: int) -> None:
    """Without a limit whoever lives long enough hears it of nearly everybody."""
    world = slander(room)
    made = vervain.run(world, seed=3, span="2 years")
    for _ in range(3):
        assert max(hearsay(made)) <= most
        assert supposed(made) <= most
        made.go_on(12)
    assert max(hearsay(made)) == most
    free = vervain.run(slander(", 400 in mind"), seed=3, span="5 years")
    assert max(hearsay(free)) > most
    assert sum(hearsay(free)) > sum(hearsay(made))


def test_what_was_seen_is_not_driven_out() -> None:
    made = vervain.run(slander(", 1 in mind"), seed=3, span="4 years")
    theft = next(e for e in made.chronicle.events if e.act.name == "steals")
    fact = theft.changes[0].fact
    assert theft.saw
    for who in theft.saw:
        assert made.life.stores.value((who,), (fact.fluent, fact.args)) is True


def test_it_is_on_record_and_kept() -> None:
    """What is driven out is held no longer, in the chronicle and in a run taken up again."""
    world = slander(", 2 in mind")
    made = vervain.run(world, seed=3, span="2 years")
    story = made.chronicle
    gone = [c for e in story.events for c in e.minds if c.how == "forgot"]
    assert {(c.before, c.after) for c in gone} <= {(True, False), (None, False)}
    assert gone
    assert loads(dumps(story)) == story
    resumed = pipeline.resume(world, made.save(), "a file")
    assert resumed.chronicle == story
    made.go_on(12)
    resumed.go_on(12)
    assert resumed.chronicle == made.chronicle
    early = made.back_to(10).chronicle.events
    assert early == story.events[: len(early)]


def test_who_has_lost_it_is_said_to(tmp_path: Path) -> None:
    """The answer to who knows it says why somebody no longer does."""
    world, file = tmp_path / "slander.world", tmp_path / "run.json"
    assert __doc__ is not None
    text = __doc__.split("\n\n", 1)[1].replace("N in mind", "2 in mind")
    world.write_text(text, encoding="utf-8")
    made = vervain.run(vervain.load(world), seed=3, span="3 years")
    file.write_text(dumps(made.chronicle), encoding="utf-8")
    last = {c.fact: c for e in made.chronicle.events for c in e.minds}
    lost = next(f for f, c in last.items() if c.how == "forgot" and c.before and len(f.minds) == 1)
    words = ["who", str(world), f"{lost.args[0]} has stolen", "--story", str(file)]
    said = " ".join(CliRunner().invoke(main, words).output.replace("│", " ").split())
    assert "once heard having gone out of mind when" in said


@pytest.mark.parametrize("said", ["3 in mind", "can be told, 0 in mind"])
def test_where_nothing_can_be_kept_in_mind_it_is_said(said: str) -> None:
    text = f"fact (who: person) is a rogue: yes or no, {said}"
    assert [f.code for f in findings(text)] == ["V212"]
