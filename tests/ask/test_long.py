"""A story of two hundred events: no question about it takes half a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache

import pytest

from vervain import pipeline
from vervain.lang.asking import Words
from vervain.lang.change import read_change
from vervain.native.engine import Budget
from vervain.story.case import Case
from vervain.story.chronicle import Fact
from vervain.story.differ import differ
from vervain.story.graph import graph
from vervain.story.knowing import beliefs, grid, who_knows
from vervain.story.what_if import what_if
from vervain.story.why import why
from vervain.story.why_not import why_not
from vervain.tell.answer_differ import differ_words
from vervain.tell.answer_knowing import belief_words, known_words
from vervain.tell.answer_why import why_words
from vervain.tell.answer_why_not import why_not_words
from vervain.tell.speaker import Speaker
from vervain.ui.draw import svg

STAGES = "".join(f"  heap {n}: until the stones of Ada is {10 * n}\n" for n in range(1, 21))
TEXT = f"""
world The Cairn
place the hill
place the beach
person Ada, she, at the hill
person Ben, he, at the hill
person Cleo, she, at the beach
fact the stones of (who: person): 0..300
action (who: person) lays a stone
  when who is at the hill
  then the stones of who rises by 1
  agreed by who
action (who: person) blesses the cairn
  when the stones of who is at least 300
  then the stones of who is 0
  agreed by who
wants of Ada
  worth 1 for each 1 of the stones of Ada
    so that it can be seen from the sea
wants of Ben
  worth 1 for each 1 of the stones of Ada
plans
  everyone looks 2 steps ahead
  a stage takes at most 12 steps
outline
{STAGES}"""


@cache
def cairn() -> Case:
    world = pipeline.load_text(TEXT)
    (story,) = pipeline.plan(world, budget=Budget(seconds=30)).chronicles
    assert len(story.events) == 200
    return pipeline.case(world, story)


@cache
def say() -> Speaker:
    return Speaker(cairn().world, cairn().chronicle)


STONES = Fact("stones", ("Ada",))

QUESTIONS: dict[str, Callable[[], object]] = {
    "why": lambda: why_words(say(), why(cairn(), 199, 200, effects=True)),
    "why not": lambda: why_not_words(
        say(), why_not(cairn(), Words(cairn().world).act("Cleo lays a stone"))
    ),
    "why not at all": lambda: why_not_words(
        say(), why_not(cairn(), Words(cairn().world).act("someone blesses the cairn"))
    ),
    "who": lambda: known_words(say(), who_knows(cairn(), STONES, 200)),
    "grid": lambda: grid(cairn(), 200),
    "believes": lambda: belief_words(say(), "Cleo", None, 200, beliefs(cairn(), "Cleo", 200)),
    "draw": lambda: svg(say(), graph(cairn().chronicle, [[i] for i in range(60)])),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_takes_less_than_half_a_second(question: str) -> None:
    cairn(), say()
    began = time.perf_counter()
    QUESTIONS[question]()
    assert time.perf_counter() - began < 0.5


def test_what_if_takes_no_longer_than_planning() -> None:
    old = cairn()
    began = time.perf_counter()
    pipeline.plan(old.world, budget=Budget(seconds=30))
    planned = time.perf_counter() - began
    change = read_change(Words(old.world), "Ada is at the beach")
    began = time.perf_counter()
    new = what_if(old, [change], {})
    found = differ(old, new)
    differ_words(say(), Speaker(new.case.world, new.case.chronicle), new, found)
    assert time.perf_counter() - began < max(planned, 0.5)
    assert len(found.lost) == 200
