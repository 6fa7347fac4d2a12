"""The kernel and plain Python find the same feelings: in random events, in a world with all that
feelings read, and in the examples. Every story of `stories.py` is held against both as well."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.feel.stories import agreed
from tests.feel.test_random import worlds
from tests.feel.walks import walk
from vervain import pipeline
from vervain.base.diagnostic import Rejected
from vervain.native.feeling import Asked, Found
from vervain.native.kernel import Kernel
from vervain.story.case import Case
from vervain.story.feel.arrays import Arrays
from vervain.story.feel.feeling import Emotion

WORLDS = Path(__file__).parents[2] / "worlds"
some = settings(
    max_examples=max(1, settings().max_examples // 8),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

WHARF = """
world The Wharf
include seeing

place the wharf
place the shed, next to the wharf
person Ann, she, at the wharf
person Tom, he, at the wharf
person Eve, she, at the wharf
person Joe, he, at the shed

fact (who: person) is alive: yes or no
fact care of (one: person) for (two: person): -10..10
fact fear of (one: person) of (two: person): 0..10
fact (one: person) dislikes (two: person): yes or no
fact debt of (one: person): 0..9, seen by everyone there
fact the rope is cut: yes or no
fact the cutter: person, or unknown
fact (who: person) is hurt: yes or no, seen by everyone there
fact (who: person) is guarded: yes or no, seen by everyone there

at the start
  every (who: person) is alive
  care of Ann for Tom is 6
  care of Ann for Eve is -5
  care of Tom for Ann is 3
  care of Joe for Ann is 9
  fear of Tom of Eve is 7
  fear of Ann of Joe is 4
  Eve dislikes Tom
  everyone does not know the cutter
  Joe does not know the cutter

action (who: person) walks to (there: place)
  when who is not at there
   and who is alive
  then who is at there
  agreed by who
  seen by everyone at there

action (one: person) strikes (two: person)
  when one is with two
   and one is alive
   and two is not guarded
  then two is hurt
   and care of two for one falls by 3
   and debt of one rises by 1
  agreed by one
  seen by everyone at the wharf
  against mercy

action (who: person) cuts the rope
  when who is at the wharf
   and who is alive
   and the rope is not cut
  then the rope is cut
   and the cutter is who
  agreed by who
  seen by who
  against order

action (one: person) shows (two: person) the knot
  when one is with two
   and the rope is cut
  then two believes the cutter is one
  agreed by one
  seen by one, two

action (one: person) heals (two: person)
  when one is with two
   and two is hurt
  then two is not hurt
   and two is guarded
  agreed by one
  seen by everyone
  for mercy

action the mast falls on (who: person)
  when who is at the wharf
   and the rope is cut
   and who is alive
  then who is hurt
  seen by everyone at the wharf
  by chance 1 in 4

action (who: person) dies
  when who is hurt
   and who is alive
   and who is not guarded
  then who is not alive
  seen by everyone at the wharf
  by chance 1 in 9

wants of every (who: person)
  worth 4 when who is not hurt
  worth -0.5 for each 1 of debt of who
  values mercy at 2
wants of Ann
  worth 3 when Tom is not hurt
  worth 2 when Tom believes Eve is hurt
wants of Tom
  worth 2 when the rope is cut
wants of Eve
  worth 3 when Tom is hurt
  values order at 3
plans
  everyone looks 2 steps ahead
outline
  the end: until the rope is cut
"""
"""Deaths, fears, dislikes, values, accidents, traces, minds in minds: all that feelings rest on."""


def lived(seed: int, longest: int = 12) -> Case:
    return walk(WHARF, seed, longest)


@some
@given(text=worlds(), seed=st.integers(0, 99))
def test_on_random_events(text: str, seed: int) -> None:
    try:
        case = walk(text, seed, 20)
    except Rejected:
        return
    agreed(case)


@some
@given(seed=st.integers(0, 10_000))
def test_where_all_is_read_that_feelings_read(seed: int) -> None:
    agreed(lived(seed))


def test_that_world_has_every_feeling_but_few() -> None:
    felt = {f.emotion for seed in range(12) for f in agreed(lived(seed, 30)).feelings}
    assert len(felt) >= 18, set(Emotion) - felt


@pytest.mark.parametrize("name", ["always_safe", "gull_point", "hello"])
def test_in_the_examples(name: str) -> None:
    world = pipeline.load(WORLDS / f"{name}.world")
    agreed(pipeline.case_among(world, pipeline.plan(world)))


# ---------------------------------------------------------------- hostile arrays

BAD = (-(2**31), -1, 1, 99, 2**31 - 1)


def use(kernel: Kernel, asked: Asked) -> Found | None:
    try:
        return kernel.appraise(asked)
    except ValueError:
        return None


def test_no_array_can_break_an_appraisal() -> None:
    """Some items of each array are replaced by each bad value: refused, or found as in any other
    story."""
    case = lived(5, 6)
    kernel, asked = case.engine, Arrays(case).asked()
    assert isinstance(kernel, Kernel)
    answers = list[Found | None]()
    for field in fields(Asked):
        array = getattr(asked, field.name)
        for place in {0, len(array) // 2, len(array) - 1} if len(array) else ():
            for bad in BAD:
                wrong = array.copy()
                wrong[place] = bad
                answers.append(use(kernel, replace(asked, **{field.name: wrong})))
        for wrong in (array[:0], array[:-1], np.concatenate([array, array])):
            answers.append(use(kernel, replace(asked, **{field.name: wrong})))
    refused = sum(found is None for found in answers)
    assert 100 < refused < len(answers)


def test_the_refusal_names_the_array() -> None:
    case = lived(5, 6)
    asked = Arrays(case).asked()
    assert isinstance(case.engine, Kernel)
    with pytest.raises(ValueError, match="bond_other"):
        case.engine.appraise(replace(asked, bond_other=asked.bond_other + 9))
