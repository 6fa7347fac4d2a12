"""Scenario 11, the grudge over thirty years: inherited, softened, ended by two who both agree."""

from __future__ import annotations

from functools import cache

import vervain
from vervain.story.chronicle import Chronicle, Event

FEUD = """
world Thirty Years
include seeing
one turn is 1 year

person Ann, she
person Bob, he
person Amy, she

fact (one: person) is the heir of (two: person): yes or no
fact (who: person) has been wronged: yes or no
fact (one: person) has taken up the quarrel of (two: person): yes or no
fact (one: person) and (two: person) are at peace: yes or no
fact the worth of peace to (who: person): 0..10, usually 1
fact the year in which (who: person) grew mild: number

bond grudge of (one: person) against (two: person): 0..10
  rises by 7 when two wrongs one
  rises by 6 when one takes up the quarrel of someone with two
  falls by 1 when one lives it through again
  falls by 9 when two apologises to one

at the start
  Amy is the heir of Ann

happening (one: person) wrongs (two: person)
  when one is Bob
   and two is Ann
   and two has not been wronged
  then two has been wronged
  seen by everyone

happening (who: person) dies
  when who is Ann
   and who is alive
   and the year is at least 9
  then who is not alive
  seen by everyone

happening (one: person) takes up the quarrel of (two: person) with (three: person)
  when one is the heir of two
   and two is not alive
   and grudge of two against three is more than 0
   and one has not taken up the quarrel of two
  then one has taken up the quarrel of two
  seen by everyone

happening (one: person) lives it through again
  when one is alive
   and grudge of one against Bob is more than 0
  then the worth of peace to one rises by 1
   and the year in which one grew mild is the year
  every 7 years
  seen by everyone

action (one: person) apologises to (two: person)
  when one is alive
   and two is alive
   and grudge of two against one is more than 0
   and one and two are not at peace
  then one and two are at peace
  agreed by one, two
  for peace by one
  for peace by two
  against pride by two
  seen by everyone

wants of every (p: person)
  values peace at the worth of peace to p
  values pride at 4
"""

YEAR = 365 * 24 * 60


@cache
def feud(turns: int = 45) -> Chronicle:
    return vervain.run(vervain.load_text(FEUD), span=turns).chronicle


def year(event: Event) -> int:
    return event.minute // YEAR + 1


def moved(fluent: str, *args: str) -> list[tuple[str, int, object, object]]:
    """By which deeds, in which years, a fact has come to be what it is."""
    return [
        (event.act.name, year(event), change.before, change.after)
        for event in feud().events
        for change in event.changes
        if (change.fact.fluent, change.fact.args) == (fluent, args)
    ]


def test_it_is_inherited_and_outlives_her_whom_it_was_done_to() -> None:
    assert moved("grudge_against", "Ann", "Bob") == [
        ("wrongs", 1, 0, 7),
        ("lives_it_through_again", 8, 7, 6),
    ]
    (death,) = [e for e in feud().events if e.act.name == "dies"]
    taken = moved("grudge_against", "Amy", "Bob")[0]
    assert taken == ("takes_up_quarrel", year(death), 0, 6)
    (heir,) = [e for e in feud().events if e.act.name.startswith("takes_up")]
    causes = {(c.fact.fluent, c.fact.args): c.event for c in heir.causes}
    first, last = causes["grudge_against", ("Ann", "Bob")], causes["alive", ("Ann",)]
    assert feud().events[first or 0].act.name == "lives_it_through_again"
    assert last == death.id


def test_each_tie_lists_the_deeds_that_made_it_and_softens_by_being_lived_again() -> None:
    deeds = moved("grudge_against", "Amy", "Bob")
    assert [name for name, *_ in deeds] == [
        "takes_up_quarrel",
        *["lives_it_through_again"] * 4,
        "apologises",
    ]
    assert [after for *_, after in deeds] == [6, 5, 4, 3, 2, 0]


def test_a_value_that_shifts_cites_its_year() -> None:
    shifts = moved("worth_peace", "Amy")
    cited = moved("year_which_grew_mild", "Amy")
    assert len(shifts) == 4
    assert [(when, after) for _, when, _, after in cited] == [(s[1], s[1]) for s in shifts]


def test_an_apology_takes_both_and_comes_when_peace_is_worth_more_to_her_than_pride() -> None:
    (apology,) = [e for e in feud().events if e.agreed]
    assert year(apology) >= 30
    assert set(apology.agreed) == {"Bob", "Amy"}
    assert {r.agent for r in apology.reasons} == {"Bob", "Amy"}
    assert moved("worth_peace", "Amy")[-1][3] == 5
    assert year(apology) == moved("worth_peace", "Amy")[-1][1]
    prouder = FEUD.replace("values pride at 4", "values pride at 9")
    story = vervain.run(vervain.load_text(prouder), span=45).chronicle
    assert not [e for e in story.events if e.agreed], "he cannot make peace alone"
