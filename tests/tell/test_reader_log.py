"""The reader's log: nothing is told twice as new, and what comes again is marked."""

from __future__ import annotations

from vervain.pipeline import load_text, plan, record_of, tell
from vervain.story.chronicle import Fact
from vervain.tell.proof import proof
from vervain.tell.reader_log import REMINDED, ReaderLog
from vervain.tell.refer import Mentions
from vervain.tell.spin import spin

TWO = """
world Two Minds
include talking
place the hall
person Ann, she, at the hall
person Bob, he, at the hall
person Cyd, she, at the hall
fact the letter is burnt: yes or no
fact (who: person) has been told: yes or no
fact the matter is closed: yes or no
action (who: person) burns the letter
  when who is Ann
  then the letter is burnt
  agreed by who
action (one: person) breaks it to (two: person)
  when the letter is burnt
   and one is Bob
   and two is Cyd
   and one is with two
  then two has been told
  agreed by one
action (who: person) closes the matter
  when who is Bob
   and Cyd has been told
  then the matter is closed
  agreed by who
wants of Ann
  worth 2 when the letter is burnt
    so that nobody reads it
wants of Bob
  worth 2 when Cyd has been told
    so that she knows
  worth 3 when the matter is closed
    so that there is peace
outline
  fire: until the letter is burnt
  news: until Cyd has been told
  peace: until the matter is closed
telling both
  from Ann
  from Bob at news
  go back to fire until fire at news
"""


def test_what_was_told_from_another_mind_is_marked() -> None:
    world = load_text(TWO, "two.world")
    (story,) = plan(world).chronicles
    how = spin(world)
    page = tell(world, story, how)
    text = page.text()
    assert text.count("burn") == 2
    assert text.index("burned the letter") < text.index("Bob had been there, too.")
    again = [t for p in page.paragraphs for t in p if t.reminds]
    assert {t.focaliser for t in again} == {"Bob"}
    assert all(0 in t.events for t in again)
    record = record_of(world, story)
    assert proof(page, story, how, Mentions(world).gender, record) == []


def test_what_was_told_from_the_same_mind_is_not_told_again() -> None:
    source = TWO.replace("  from Bob at news\n", "")
    world = load_text(source, "two.world")
    (story,) = plan(world).chronicles
    page = tell(world, story)
    told = [e for p in page.paragraphs for t in p for e in t.events if t.thinks is None]
    assert sorted(told) == sorted(set(told))
    assert not any(t.reminds for p in page.paragraphs for t in p)


def test_wants_and_facts() -> None:
    log = ReaderLog()
    want = ("Ann", "nobody reads it")
    assert log.want(want, 0) == "new"
    log.wants[want] = 10
    assert log.want(want, 20) == "known"
    assert log.want(want, 11 + REMINDED) == "reminder"
    burnt = Fact("letter_burnt", ())
    assert not log.holds(burnt, True)
    log.learn(burnt, True, 3)
    assert log.holds(Fact("letter_burnt", (), ("Ann",)), True)
    assert not log.holds(burnt, False)
    assert not log.holds(burnt, True, before=3)  # it is this that tells it
