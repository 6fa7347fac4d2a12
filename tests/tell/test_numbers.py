"""Numbers in what somebody believes: an age, a debt, how often, how many; in every tense and
person, and as it is believed, not as it is."""

from __future__ import annotations

import re

import pytest

from vervain.pipeline import load_text, plan, record_of, tell
from vervain.story.chronicle import Fact
from vervain.tell.fact_parts import Facts, parts_of
from vervain.tell.proof import proof
from vervain.tell.realise import Scene, realise
from vervain.tell.refer import Mentions
from vervain.tell.spin import Tense, spin

FACTS = """
world Facts
place the hall
person Ann, she, at the hall
person Bob, he, at the hall
fact age of (who: person): number
fact debt of (one: person) to (two: person): 0..100
fact how often (who: person) has stolen: 0..10
fact how often (who: person) prays: 0..10
fact how many boats (who: person) has: 0..10
fact how much (one: person) owes (two: person): 0..90
fact how tall (who: person) is: 0..90
fact boats of (who: person): 0..9
fact the price of bread: -9..9
bond trust of (one: person) in (two: person): -10..10
fact (who: person) is happy: yes or no
wants of Ann
  worth 1 when Ann is happy
outline
  end: until Ann is happy
"""
WORLD = load_text(FACTS, "facts.world")


def believed(fact: str, value: float, tense: Tense, narrator: str | None) -> str:
    names = {f.name: f for f in WORLD.fluents}
    args = ("Ann", "Bob")[: len(names[fact].params)]
    clause = Facts(WORLD).clause(Fact(fact, args), value)
    if clause is None:
        return ""
    mentions = Mentions(WORLD)
    mentions.narrator = narrator
    parts = parts_of("{who} {believe} that {clause}", who="Bob", clause=clause)
    return " ".join(s.text for s in realise(parts, Scene({}, {}, tense, mentions)))


def of(beginning: str) -> str:
    return next(f.name for f in WORLD.fluents if f.name.startswith(beginning))


@pytest.mark.parametrize(
    ("fact", "value", "said"),
    [
        ("age", 40, "Bob believed that Ann was forty."),
        ("debt", 40, "Bob believed that Ann's debt to him was forty."),
        ("debt", 0, "Bob believed that Ann's debt to him was nothing."),
        ("how_often_has_stolen", 0, "Bob believed that Ann had never stolen."),
        ("how_often_has_stolen", 1, "Bob believed that Ann had stolen once."),
        ("how_often_has_stolen", 2, "Bob believed that Ann had stolen twice."),
        ("how_often_has_stolen", 3, "Bob believed that Ann had stolen three times."),
        ("how_often_prays", 0, "Bob believed that Ann never prayed."),
        ("how_many", 0, "Bob believed that Ann had no boats."),
        ("how_many", 1, "Bob believed that Ann had one boat."),
        ("how_many", 2, "Bob believed that Ann had two boats."),
        ("how_much", 12, "Bob believed that Ann owed him twelve."),
        ("how_tall", 60, "Bob believed that Ann was sixty."),
        ("boats", 3, "Bob believed that the number of Ann's boats was three."),
        ("price", -3, "Bob believed that the price of bread was minus three."),
        ("price", 2.5, "Bob believed that the price of bread was 2.5."),
        ("trust", 5, ""),
    ],
)
def test_a_number_has_a_sentence(fact: str, value: float, said: str) -> None:
    names = [f.name for f in WORLD.fluents]
    found = next((n for n in names if n == fact), None) or of(fact)
    assert believed(found, value, Tense.PAST, None) == said


@pytest.mark.parametrize(
    ("tense", "narrator", "said"),
    [
        (Tense.PRESENT, None, "Bob believes that Ann's debt to him is forty."),
        (Tense.PRESENT, "Bob", "I believe that Ann's debt to me is forty."),
        (Tense.PRESENT, "Ann", "Bob believes that my debt to him is forty."),
        (Tense.PAST, "Ann", "Bob believed that my debt to him was forty."),
        (Tense.PERFECT, "Bob", "I had believed that Ann's debt to me was forty."),
    ],
)
def test_in_every_tense_and_person(tense: Tense, narrator: str | None, said: str) -> None:
    assert believed(of("debt"), 40, tense, narrator) == said


COUNTER = """
world Counter
place the shop
person Ann, she, at the shop
person Tom, he, at the shop
fact debt of (one: person) to (two: person): 0..100
fact (who: person) has looked: yes or no
at the start
  debt of Tom to Ann is 40
  Tom believes debt of Tom to Ann is 15
  Tom believes Ann believes debt of Tom to Ann is 15
action (one: person) shows the book to (two: person)
  when one is with two
   and debt of two to one is more than 0
  then two has looked
   and two believes debt of two to one is debt of two to one
  agreed by one
wants of Ann
  worth 2 when Tom has looked
outline
  end: until Tom has looked
"""


def test_what_is_believed_is_told_not_what_is_so() -> None:
    world = load_text(COUNTER, "counter.world")
    (story,) = plan(world).chronicles
    for who, person, said in (
        ("Tom", 3, r"He knew now that his debt to (?:Ann|her) was forty\."),
        ("Tom", 1, r"I knew now that my debt to (?:Ann|her) was forty\."),
    ):
        how = spin(world, focaliser=who, person=person, dwells=("beliefs",))
        page = tell(world, story, how)
        assert re.search(said, page.text()), page.text()
        record = record_of(world, story)
        assert proof(page, story, how, Mentions(world).gender, record) == []
