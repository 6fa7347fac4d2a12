"""Words of one meaning: in every form of the verb and noun, by register and by feeling, and one
that was used lately gives way."""

from __future__ import annotations

from itertools import product

import pytest

from vervain.pipeline import load_text, plan, record_of, tell
from vervain.tell.proof import proof
from vervain.tell.refer import Mentions
from vervain.tell.spin import Register, Tense, spin

HARBOUR = """
world Harbour
include travel
place the quay, next to the path
place the path
person Ida, she, at the quay
person Tom, he, at the path
fact (who: person) has been fed: yes or no
fact (who: person) is warm: yes or no
lexicon
  word to glim, glam, glum
LINES
action (one: person) feeds (two: person)
  when one is with two
   and two has not been fed
  then two has been fed
  agreed by one
  say {one} {feeds} {two} by a stove, and {smile}
action (one: person) warms (two: person)
  when one is with two
   and two has been fed
   and two is not warm
  then two is warm
  agreed by one
  say {one} {warms} up {two's} hands at the stoves. "A stove," {one} {say}
wants of Ida
  worth 2 when Tom is warm
wants of Tom
  worth 2 when Ida is warm
outline
  one: until Tom is warm
  two: until Ida is warm
"""
LINES = """
  instead of to feed: to glim
  instead of to warm up: to rub, to stroke warm
  instead of a stove: an oven
"""


def harbour(lines: str = LINES, seed: int = 0, **how: object) -> str:
    world = load_text(HARBOUR.replace("LINES", lines.strip("\n")), "harbour.world")
    (story,) = plan(world).chronicles
    spun = spin(world, seed=seed, **how)
    page = tell(world, story, spun)
    assert page == tell(world, story, spun)
    record = record_of(world, story)
    assert proof(page, story, spun, Mentions(world).gender, record) == []
    return page.text()


def test_a_word_that_was_used_lately_gives_way() -> None:
    assert harbour().split("\n\n") == [
        "Ida made for the path. She fed Tom by a stove, and smiled. She warmed up his hands at the "
        'ovens. "A stove," she said.',
        'Tom glam her by a stove, and smiled. He rubbed her hands at the ovens. "A stove," he '
        "said.",
    ]


def test_the_seed_chooses_among_those_that_were_never_used() -> None:
    assert "rubbed her hands" in harbour(seed=0)
    assert "stroked warm her hands" in harbour(seed=1)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"tense": Tense.PRESENT}, "Tom glims her by a stove, and smiles. He rubs her hands"),
        ({"focaliser": "Tom", "person": 1}, "I glam her by a stove, and smiled. I rubbed her"),
        (
            {"focaliser": "Tom", "person": 1, "tense": Tense.PRESENT},
            "I glim her by a stove, and smile. I rub her hands",
        ),
        (
            {"focaliser": "Tom", "person": 2, "tense": Tense.PRESENT},
            "You glim her by a stove, and smile. You rub her hands",
        ),
    ],
)
def test_in_every_form(how: dict[str, object], said: str) -> None:
    assert said in harbour(**how)


def test_by_register() -> None:
    lines = "  instead of to feed when formal: to entertain"
    assert "entertained Tom" in harbour(lines, register=Register.FORMAL)
    assert "entertained" not in harbour(lines)


def test_by_what_the_doer_feels() -> None:
    lines = "  instead of to warm up when who feels hope: to hold"
    assert "held his hands" in harbour(lines)
    lines = "  instead of to warm up when who feels anger: to hold"
    assert "held his hands" not in harbour(lines)


def test_what_is_said_aloud_stays() -> None:
    assert "“A fire" not in harbour("  instead of a stove: a fire")
    assert '"A stove," she said' in harbour("  instead of a stove: a fire")


def test_the_authors_words_are_not_changed_unasked() -> None:
    """The library has other words for `walks to`; they are for its own sentences."""
    text = HARBOUR.replace("{one} {feeds} {two} by a stove", "{one} {walk} to {two}, to feed {two}")
    for register, seed in product(Register, range(3)):
        world = load_text(text.replace("LINES", ""), "harbour.world")
        (story,) = plan(world).chronicles
        told = tell(world, story, spin(world, register=register, seed=seed)).text()
        assert "walked to" in told
