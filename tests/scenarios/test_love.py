"""Scenario 3, asymmetric love: she loves him, he does not know it, and each tells it otherwise."""

from __future__ import annotations

import vervain
from tests.scenarios.lives import Lived, lived
from vervain.story.chronicle import Fact
from vervain.story.feel.feeling import Emotion, Ended
from vervain.tell.spin import spin

DANCE = """
world The Dance
include seeing, bonds
one turn is 1 hour

place the green, next to the mill
place the mill
person Ann, she, at the green
person Bob, he, at the green
person Cyd, she, at the mill

fact (one: person) loves (two: person): yes or no
fact (one: person) has asked (two: person): yes or no
fact (one: person) has turned down (two: person): yes or no
fact (one: person) has danced with (two: person): yes or no

at the start
  Ann loves Bob
  Bob loves Cyd
  Cyd loves Bob
  care of Ann for Bob is 8
  care of Bob for Cyd is 8
  Bob believes Ann does not love Bob
  Ann believes Bob loves Ann
  Ann believes Bob does not love Cyd
  Bob believes Ann believes Bob does not love Ann

action (one: person) asks (two: person) for the dance
  when one is with two
   and one has not asked two
   and one loves two
  then one has asked two
   and two believes one loves two
   and two believes one believes two loves one
  agreed by one
  seen by one, two
  say {one} {ask} {two} for the dance

action (one: person) turns down (two: person)
  when one is with two
   and two has asked one
   and one has not turned down two
   and one does not love two
  then one has turned down two
   and two believes one does not love two
   and one believes two believes one does not love two
  agreed by one
  seen by one, two
  say {one} {shake} {one's as her} head

action (one: person) and (two: person) dance
  when one is with two
   and one has asked two
   and two has not turned down one
   and one has not danced with two
  then one has danced with two
   and two has danced with one
  agreed by one, two
  say {one} {dance} with {two}

action (who: person) goes to (there: place)
  when who is at (here: place)
   and here is next to there
   and who is Bob
   and Bob has turned down Ann
  then who is at there
  agreed by who
  seen by everyone at here, everyone at there
  say {who} {go} to {there}

wants of every (p: person)
  worth 6 for each (q: person) where p loves q and p has danced with q
    so that there is a dance
  worth 1 for each (q: person) where p has turned down q and p does not love q
    so that it is said

plans
  everyone looks 3 steps ahead
"""


def told() -> Lived:
    return lived(DANCE, 8)


def test_her_love_is_hers_alone() -> None:
    assert told().of("Ann", Emotion.LOVE, "Bob")
    assert not told().of("Bob", Emotion.LOVE, "Ann")
    start = dict(told().story.start)
    assert start[Fact("loves", ("Ann", "Bob"))] is True
    assert start[Fact("loves", ("Ann", "Bob"), ("Bob",))] is False


def test_she_hopes_until_he_turns_her_down() -> None:
    asked, refused = told().event("asks"), told().event("turns")
    (hope,) = told().of("Ann", Emotion.HOPE, "Bob")
    assert (hope.since, hope.until) == (asked.id + 1, refused.id + 1)
    assert hope.ended is Ended.CAME_OUT
    (disappointment,) = told().of("Ann", Emotion.DISAPPOINTMENT, "Bob")
    assert (disappointment.since, disappointment.event) == (refused.id + 1, refused.id)
    assert not told().of("Ann", Emotion.SATISFACTION)


def test_he_guesses_what_she_believes_of_him_and_first_wrongly() -> None:
    """At the start he takes her to know that he does not love her; she asks, and he sees."""
    asked, refused = told().event("asks"), told().event("turns")
    fact = Fact("loves", ("Bob", "Ann"), ("Bob", "Ann"))
    assert dict(told().story.start)[fact] is False
    guesses = [(e.id, c.after) for e in told().story.events for c in e.minds if c.fact == fact]
    assert guesses == [(asked.id, True)]
    assert told().held(("Bob",), "loves", ("Ann", "Bob")) == [True]
    assert told().held(("Ann",), "loves", ("Bob", "Ann")) == [False]
    assert refused.agreed == ("Bob",)


def telling(who: str) -> str:
    how = spin(told().world, focaliser=who, person=1)
    return vervain.tell(told().world, told().story, how).text()


def test_two_tellings_differ_and_do_not_contradict() -> None:
    hers, his = telling("Ann"), telling("Bob")
    assert hers != his
    assert "I asked Bob for the dance" in hers
    assert "Ann asked me for the dance" in his
    assert "e shook his head" in hers
    assert "shook my head" in his
    assert "Cyd" not in hers, "what happens at the mill she does not see"
    assert "I danced with Cyd" in his or "I danced with her" in his
    assert "that she believed that I loved her" in his, "what he sees of her error is his to tell"
    assert "knew now that he did not love me" in hers
    assert "believed" not in hers


def test_what_each_tells_is_what_each_saw() -> None:
    for who in ("Ann", "Bob"):
        how = spin(told().world, focaliser=who, person=1)
        discourse = vervain.tell(told().world, told().story, how)
        shown = {n for p in discourse.paragraphs for told_ in p for n in told_.events}
        saw = {e.id for e in told().story.events if who in e.saw}
        assert shown
        assert shown <= saw
