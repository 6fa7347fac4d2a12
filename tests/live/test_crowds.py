"""Crowds: many people in one line, with names, ties and numbers drawn from the seed."""

from __future__ import annotations

from collections import Counter

import vervain
from vervain.lang.crowds import name_of, settled
from vervain.run.live.life import Life
from vervain.run.live.stores import COMMON
from vervain.story.lived import chronicle

TOWN = """
world A Town
include seeing
one turn is 1 month
kind townsman is a person
people 60 townsman
fact (one: person) knows (two: person): yes or no
fact birth year of (who: person): number
fact (who: person) is shy: yes or no
fact the thief: person, or unknown, can be told

at the start
  every (p: townsman) knows 4 others each way
  every (p: townsman) knows 2 neighbours
  birth year of every (p: townsman) is 1900..1990
  every (p: townsman) is shy by chance 1 in 3

action (one: person) tells (two: person) that (claim: belief)
  when one is alive
   and one believes claim
   and one knows two
   and one does not believe two believes claim
  then two believes claim
   and one believes two believes claim
  agreed by one
  for company
  seen by one, two

happening (who: person) steals the bell
  when who is alive
   and the thief is unknown
  then the thief is who
  by chance 1 in 3
  by lot who
  seen by who

happening (who: person) dies
  when who is alive
  then who is not alive
  by chance 1 in 300
  seen by everyone

wants of every (p: person)
  values company at 1
  temper impulsive
"""


def test_everybody_has_a_name_of_their_own() -> None:
    names = [name_of(i)[0] for i in range(20_000)]
    assert len(set(names)) > 9_900
    world = vervain.load_text(TOWN)
    assert len({e.name for e in world.entities}) == 60


def test_ties_numbers_and_traits_are_drawn_from_the_seed() -> None:
    world = vervain.load_text(TOWN)
    start = settled(world, 7).start
    ties = {f.args for f in start if f.fluent == "knows"}
    drawn = {f.args for f in start[: 60 * 8] if f.fluent == "knows"}
    assert {(b, a) for a, b in drawn} == drawn
    assert min(Counter(one for one, _ in ties).values()) >= 4 + 1
    years = [f.value for f in start if f.fluent == "birth_year"]
    assert len(years) == 60
    assert all(isinstance(y, int) and 1900 <= y <= 1990 for y in years)
    assert 8 < sum(f.fluent == "shy" for f in start) < 33
    assert settled(world, 7).start == start
    assert settled(world, 8).start != start


def test_who_finds_nothing_to_do_may_be_left_alone_until_something_changes() -> None:
    world = vervain.load_text(TOWN)
    one, two = Life(world, 3), Life(world, 3)
    for _ in range(36):
        one.step()
        two.choosing.weighed.clear()
        two.step()
    assert sum(bool(e.agreed) for e in one.events) > 40
    assert chronicle(one) == chronicle(two)


def test_a_rumour_has_an_unbroken_chain_back_to_whoever_saw_it() -> None:
    """No telepathy: whoever believes it was told by somebody who believed it before."""
    made = vervain.run(vervain.load_text(TOWN), seed=3, span=48).chronicle
    thief = next(e for e in made.events if e.act.name.startswith("steals"))
    holders = {dict(thief.act.roles)["who"]}
    for event in made.events:
        if event.agreed:
            roles = dict(event.act.roles)
            assert roles["one"] in holders
            holders.add(roles["two"])
            own = [c for c in event.minds if len(c.fact.minds) == 1]
            assert {c.fact.minds[0] for c in own if c.after is not None} <= holders
    assert len(holders) > 30


def test_the_dead_say_nothing_and_hear_nothing() -> None:
    made = vervain.run(vervain.load_text(TOWN), seed=3, span=48)
    dead: set[object] = set()
    for event in made.chronicle.events:
        if event.act.name == "dies":
            dead.add(dict(event.act.roles)["who"])
        else:
            assert not dead & set(event.agreed)
    assert dead
    assert made.life.stores.value((COMMON,), ("alive", (str(next(iter(dead))),))) is False
