"""A few hundred random events in every run; `python -m tests.feel.walks` takes ten thousand."""

from __future__ import annotations

from dataclasses import replace

from tests.feel.test_random import lacking
from tests.feel.walks import many, walk
from vervain.story.feel.appraise import appraise

DOOR = """
world Door
place here
person Ann, she, at here
person Tom, he, at here
fact the door is open: yes or no
action (who: person) opens the door
  when the door is not open
  then the door is open
  agreed by who
  seen by everyone
action (who: person) shuts the door
  when the door is open
  then the door is not open
  agreed by who
  seen by everyone
wants of Ann
  worth 3 when the door is open
outline
  the end: until the door is open
"""


def test_no_feeling_lacks_a_belief_on_random_events() -> None:
    assert many(300, lambda text: text) > 30


def test_a_feeling_that_outlives_its_belief_would_be_found() -> None:
    case = walk(DOOR, 1, 6)
    found = appraise(case)
    assert lacking(case, found) == []
    ended = next(f for f in found.feelings if f.until is not None and f.beliefs)
    feelings = tuple(replace(f, until=None) if f is ended else f for f in found.feelings)
    assert lacking(case, replace(found, feelings=feelings))
    bare = tuple(replace(f, beliefs=(), deed=None) for f in found.feelings)
    assert len(lacking(case, replace(found, feelings=bare))) == len(found.feelings)
