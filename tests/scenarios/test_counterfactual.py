"""Scenario 5, the counterfactual: had she not opened the letter."""

from __future__ import annotations

from functools import cache

import vervain
from vervain.lang.asking import Words
from vervain.lang.change import Event as ChangedEvent
from vervain.lang.change import read_change
from vervain.story.chronicle import Chronicle
from vervain.story.chronicle import Event as Happened
from vervain.story.differ import Difference, differ
from vervain.story.document import plain_of
from vervain.story.recalled import Recalled
from vervain.story.what_if import Otherwise, what_if
from vervain.tell.answer_differ import differ_words
from vervain.tell.finding import find_event
from vervain.tell.speaker import Speaker

LETTER = """
world The Letter
include seeing
one turn is 1 day

place the parlour
place the inn
person Emma, she, at the parlour
person Carl, he, at the inn
person Dora, she, at the inn
person Ned, he, at the inn

fact the letter is open: yes or no
fact who wrote it: person, or unknown
fact (who: person) is ill: yes or no
fact (one: person) has thrown over (two: person): yes or no

at the start
  who wrote it is Carl
  everyone but Carl does not know who wrote it

action (who: person) opens the letter
  when who is Emma
   and the letter is not open
   and the turn is at least 2
  then the letter is open
   and who believes who wrote it is Carl
  agreed by who
  seen by who

action (one: person) throws over (two: person)
  when one believes who wrote it is two
   and one has not thrown over two
   and one is Emma
  then one has thrown over two
  agreed by one
  seen by one, two

happening (who: person) falls ill
  when who is not ill
  then who is ill
  by chance 1 in 6
  seen by who

happening (who: person) gets well
  when who is ill
  then who is not ill
  by chance 1 in 4
  seen by who

wants of Emma
  worth 2 when the letter is open
    so that she knows
  worth 4 when who wrote it is Carl and Emma has thrown over Carl
    so that she is not deceived

wants of Carl
  worth -5 when Emma has thrown over Carl
    so that he has her
"""


@cache
def asked() -> tuple[Recalled, Otherwise, Difference]:
    world = vervain.load_text(LETTER)
    case = Recalled(world, vervain.run(world, seed=3, span=20).chronicle)
    change = read_change(Words(world), "without Emma opens the letter")
    assert isinstance(change, ChangedEvent)
    number = find_event(Speaker(world, case.chronicle), Words(world), change.event)
    new = what_if(case, [change], {change.event: number}, 0)
    return case, new, differ(case, new)


def stories() -> tuple[Chronicle, Chronicle]:
    case, new, _ = asked()
    return case.chronicle, new.case.chronicle


def opened() -> int:
    return next(e.id for e in stories()[0].events if e.act.name == "opens_letter")


def test_all_before_it_is_the_same_to_the_byte() -> None:
    old, new = stories()
    _, _, found = asked()
    assert found.same == opened() == 3
    for one, two in zip(old.events[:3], new.events[:3], strict=True):
        assert repr(plain_of(one)) == repr(plain_of(two))


def test_where_the_stories_part_is_named() -> None:
    case, new, found = asked()
    says, speaks = Speaker(case.world, case.chronicle), Speaker(case.world, new.case.chronicle)
    lines = " ".join(differ_words(says, speaks, new, found).lines())
    assert "There the stories part: it was that Emma opens the letter (3)" in lines
    assert "What hung on it goes, too: Emma throws over Carl" in lines


def test_the_difference_is_the_least() -> None:
    """Two events go, none comes; two facts, one belief and three wants come out otherwise."""
    old, new = stories()
    _, _, found = asked()
    gone = {"opens_letter", "throws_over"}
    kept = [(e.act, e.minute) for e in old.events if e.act.name not in gone]
    assert len(kept) == len(old.events) - 2
    assert [(e.act, e.minute) for e in new.events] == kept
    assert {fact.fluent for fact, *_ in found.ends} == {"letter_open", "has_thrown_over"}
    assert {(f.minds, f.fluent) for f, *_ in found.beliefs} >= {(("Emma",), "who_wrote_it")}
    assert {o.agent for o in found.wants} == {"Emma", "Carl"}


def test_whom_it_does_not_touch_the_lots_fall_on_as_before() -> None:
    """Who falls ill, and when, does not hang on a letter; with other luck it does differ."""

    def illnesses(story: Chronicle) -> list[tuple[object, int]]:
        return [(e.act, e.minute) for e in story.events if _ill(e)]

    old, new = stories()
    assert len(illnesses(old)) >= 10
    assert illnesses(old) == illnesses(new)
    world = vervain.load_text(LETTER)
    assert illnesses(vervain.run(world, seed=4, span=20).chronicle) != illnesses(old)


def _ill(event: Happened) -> bool:
    return event.act.name in ("falls_ill", "gets_well")
