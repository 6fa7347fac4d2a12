"""Scenes that a living world must be able to play: a lie with a motive, love that is not returned,
a far death, a grudge."""

from __future__ import annotations

import vervain
from vervain.pipeline import Run


def lived(text: str, turns: int, seed: int = 1) -> Run:
    return vervain.run(vervain.load_text(text), seed=seed, span=turns)


LIE = """
world Iago
include seeing
one turn is 1 day
person Iago, he
person Othello, he
person Cassio, he

fact the rival: person, or unknown, can be told
fact trust of (one: person) in (two: person): -10..10, usually 3
fact (who: person) is dismissed: yes or no

action (one: person) hints to (two: person) that (claim: belief)
  when one does not believe two believes claim
   and trust of two in one is more than 0
  then two believes claim
   and one believes two believes claim
  agreed by one
  against honesty
  seen by one, two

action (one: person) dismisses (two: person)
  when one is Othello
   and two is not dismissed
   and one believes the rival is two
  then two is dismissed
  agreed by one
  seen by everyone

wants of Iago
  worth 5 when Othello believes the rival is Cassio
    so that Cassio falls
  values honesty at 1

wants of Othello
  worth 4 when the rival is Cassio and Cassio is dismissed
    so that he is nobody's fool
"""


def test_a_lie_is_told_for_a_reason_believed_by_trust_and_acted_on() -> None:
    made = lived(LIE, 5).chronicle
    lie, fall = made.events
    assert (lie.agreed, fall.agreed) == (("Iago",), ("Othello",))
    assert [w.purpose for w in lie.reasons[0].wants] == ["Cassio falls"]
    held = {b.fact.fluent: b for b in fall.reasons[0].beliefs}
    assert held["rival"].since == lie.id
    assert not held["rival"].true
    distrusted = LIE.replace("usually 3", "usually 0")
    assert lived(distrusted, 5).chronicle.events == ()


LOVE = """
world Unreturned
include seeing
one turn is 1 day
person Ann, she
person Bob, he
person Cyd, she

fact (one: person) loves (two: person): yes or no
fact (one: person) is promised to (two: person): yes or no

at the start
  Ann loves Bob
  Bob loves Cyd
  Cyd loves Bob
  Ann believes Bob loves Ann
  Ann believes Bob believes Bob loves Ann

action (one: person) and (two: person) are betrothed
  when one is not promised to two
   and one loves two
  then one is promised to two
   and two is promised to one
  agreed by one, two
  seen by everyone

wants of every (p: person)
  worth 3 for each (q: person) where p loves q and p is promised to q
"""


def test_nobody_is_betrothed_against_their_own_heart_whatever_another_believes_of_it() -> None:
    made = lived(LOVE, 6)
    assert [set(e.agreed) for e in made.chronicle.events] == [{"Bob", "Cyd"}]
    assert {r.agent for r in made.chronicle.events[0].reasons} == {"Bob", "Cyd"}
    assert [o.rule.schema.name for o in made.life.choosing.options("Ann")] != []


DEATH = """
world Far Away
include seeing, travel
one turn is 1 day
place home, next to the road
place the road, next to the war
place the war
person Mary, she, at home
person John, he, at the war
person Will, he, at the war

fact (who: person) is in mourning: yes or no

happening (who: person) falls
  when who is John
   and who is alive
  then who is not alive
  seen by everyone there

reaction (one: person) mourns
  when one believes John is not alive
   and one is not in mourning
   and one is Mary
  then one is in mourning

action (one: person) brings (two: person) the news of (three: person)
  when one is with two
   and three is not alive
   and one does not believe two believes three is not alive
  then two believes three is not alive
   and one believes two believes three is not alive
  agreed by one
  seen by one, two

wants of Will
  worth 4 when Mary believes John is not alive

plans
  everyone looks 3 steps ahead
"""


def test_a_far_death_is_not_mourned_until_word_arrives() -> None:
    made = lived(DEATH, 8).chronicle
    names = [e.act.name for e in made.events]
    assert names[0] == "falls"
    told = next(e for e in made.events if e.act.name.startswith("brings"))
    assert names.count("walks") == 2
    before = [c for e in made.events[: told.id] for c in (*e.changes, *e.minds)]
    assert not [c for c in before if c.fact.fluent == "mourning"]
    mourning = [c.after for c in told.changes if c.fact.fluent.endswith("mourning")]
    assert mourning == [True]


GRUDGE = """
world Thirty Years
include seeing
one turn is 1 year
person Ann, she
person Bob, he

bond grudge of (one: person) against (two: person): 0..10
  rises by 6 when two wrongs one
  falls by 1 when one thinks of it in winter
  falls by 9 when two apologises to one

fact (who: person) has been wronged: yes or no
fact (who: person) is at peace: yes or no

happening (one: person) wrongs (two: person)
  when one is Bob
   and two has not been wronged
  then two has been wronged
  every 4 years
  seen by everyone

happening (one: person) thinks of it in winter
  when grudge of one against Bob is more than 3
  then one is not at peace
  every 10 years
  seen by everyone

action (one: person) apologises to (two: person)
  when two has been wronged
   and grudge of two against one is more than 0
   and grudge of two against one is less than 4
  then two is at peace
   and one is at peace
  agreed by one, two
  seen by everyone

wants of every (p: person)
  worth 2 when p is at peace
"""


def test_a_grudge_softens_over_thirty_years_and_an_apology_needs_both() -> None:
    made = lived(GRUDGE, 40)
    (apology,) = [e for e in made.chronicle.events if e.agreed]
    assert set(apology.agreed) == {"Ann", "Bob"}
    assert apology.minute // (365 * 24 * 60) >= 29
    moved = [
        (e.act.name, c.before, c.after)
        for e in made.chronicle.events
        for c in e.changes
        if c.fact.fluent.startswith("grudge") and c.fact.args == ("Ann", "Bob")
    ]
    assert moved[0] == ("wrongs", 0, 6)
    assert [after for _, _, after in moved] == [6, 5, 4, 3, 0]
