"""A story of two hundred events: every question about it has an answer, in words.

How long they take is measured by benchmarks/questions.py.
"""

from __future__ import annotations

from functools import cache

import pytest

from tests.ask.long import ABOUT, questions, world_of
from vervain import pipeline
from vervain.native.engine import Budget
from vervain.story.case import Case
from vervain.story.knowing import Grid
from vervain.tell.answer import Answer


@cache
def cairn() -> Case:
    world = world_of("cairn")
    (story,) = pipeline.plan(world, budget=Budget(seconds=60)).chronicles
    assert len(story.events) == 200
    return pipeline.case(world, story)


@pytest.mark.parametrize("question", sorted(questions(cairn(), ABOUT["cairn"])))
def test_every_question_is_answered(question: str) -> None:
    answer = questions(cairn(), ABOUT["cairn"])[question]()
    if isinstance(answer, Answer):
        assert answer.text
        assert not answer.text.startswith("None")
    elif isinstance(answer, Grid):
        assert answer.facts
    else:
        assert "199)" in str(answer)
