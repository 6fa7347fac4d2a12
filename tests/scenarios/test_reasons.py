"""Scenario 6, no motiveless act: ten thousand of them, and each has its reason on record."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import vervain
from vervain import pipeline
from vervain.story.checked import all_explained
from vervain.story.chronicle import Chronicle, Event, Norm
from vervain.story.document import dumps, loads
from vervain.story.lint import Gap, gaps
from vervain.story.recalled import Recalled
from vervain.story.why import why
from vervain.tell.answer_why import why_words
from vervain.tell.speaker import Speaker
from vervain.ui.cli import main

MARKET = """
world A Market
include seeing
one turn is 1 day
kind trader is a person
kind baker is a trader
kind vintner is a trader
people 50 baker
people 50 vintner

fact (who: trader) has bread: yes or no
fact (who: trader) has wine: yes or no
fact (who: trader) is rested: yes or no
fact (one: trader) trades with (two: trader): yes or no

at the start
  every (p: trader) trades with 2 others each way

action (who: baker) bakes
  when who does not have bread
  then who has bread
   and who is not rested
  agreed by who
  for work
  seen by who

action (who: trader) rests
  when who is not rested
  then who is rested
  agreed by who
  seen by who

action (who: vintner) steals wine
  when who does not have wine
  then who has wine
  agreed by who
  against honesty
  seen by who

action (one: baker) and (two: vintner) break bread
  when one trades with two
   and one has bread
   and two has wine
   and two does not have bread
   and one does not have wine
  then two has bread
   and one has wine
  agreed by one, two
  seen by one, two

happening (who: trader) eats and drinks
  when (who has bread or who has wine)
  then who does not have bread
   and who does not have wine
  by chance 2 in 3
  seen by who

wants of every (p: trader)
  worth 3 when p has bread
  worth 2 when p has wine
  worth 1 when p is rested
  values work at 1
  values honesty at 1
  temper steady
"""


def missing(event: Event) -> list[str]:
    """What the record of an act lacks."""
    lacks = [
        f"the reason of {n}" for n in event.agreed if n not in {r.agent for r in event.reasons}
    ]
    for reason in event.reasons:
        if not reason.plan or reason.plan[0] != event.act:
            lacks.append("the plan")
        if not any(w.after is not None and w.after > (w.before or 0) for w in reason.wants):
            lacks.append("a want that it serves")
        if not reason.beliefs:
            lacks.append("beliefs")
        if reason.weighed < 2 or len(reason.alternatives) > reason.weighed - 2:
            lacks.append("what else was weighed")
        if reason.margin is None:
            lacks.append("the margin")
        if reason.utility_after is None or reason.utility_before is None:
            lacks.append("what it was worth")
    return lacks


def acts(story: Chronicle) -> list[Event]:
    return [e for e in story.events if e.agreed]


def test_ten_thousand_acts_and_not_one_without_a_reason() -> None:
    story = vervain.run(vervain.load_text(MARKET), seed=1, span=132).chronicle
    done = acts(story)
    assert len(done) >= 10_000
    assert {e.act.name for e in done} == {"bakes", "steals_wine", "rests"}
    assert [(e.id, missing(e)) for e in done if missing(e)] == []
    assert all_explained(vervain.load_text(MARKET), story)
    assert any(r.alternatives for e in done for r in e.reasons)


def test_what_two_do_both_have_a_reason_for() -> None:
    seen = MARKET.replace("seen by who", "seen by everyone").replace("people 50", "people 15")
    done = acts(vervain.run(vervain.load_text(seen), seed=1, span=30).chronicle)
    assert [(e.id, missing(e)) for e in done if missing(e)] == []
    both = [e for e in done if e.act.name == "and_break_bread"]
    assert len(both) > 5
    assert all({r.agent for r in e.reasons} == set(e.agreed) and len(e.agreed) == 2 for e in both)


def test_norms_are_weighed() -> None:
    """Who holds honesty dearer than wine steals nothing; the want says what it was worth."""
    dear = MARKET.replace("values honesty at 1", "values honesty at 2")
    story = vervain.run(vervain.load_text(dear), seed=1, span=10).chronicle
    assert "steals_wine" not in {e.act.name for e in acts(story)}
    assert any(
        want.text == "values work at 1" for e in acts(story) for r in e.reasons for want in r.wants
    )


def test_a_story_with_an_act_without_its_reason_does_not_pass() -> None:
    story = vervain.run(vervain.load_text(MARKET), seed=1, span=2).chronicle
    number = acts(story)[0].id
    bare = replace(story.events[number], reasons=())
    events = (*story.events[:number], bare, *story.events[number + 1 :])
    assert missing(bare)
    assert not all_explained(vervain.load_text(MARKET), replace(story, events=events))


def changed(story: Chronicle, number: int, **fields: object) -> Chronicle:
    """The story, its event having a first reason that is otherwise."""
    event = story.events[number]
    reasons = (replace(event.reasons[0], **fields), *event.reasons[1:])  # type: ignore[arg-type]
    events = list(story.events)
    events[number] = replace(event, reasons=reasons)
    return replace(story, events=tuple(events))


def test_what_an_act_goes_against_is_on_record_and_said_and_kept() -> None:
    """Wine at 2 is dearer than honesty at 1: it is stolen in spite of that, and the record says
    so."""
    world = vervain.load_text(MARKET)
    made = vervain.run(world, seed=1, span=10)
    story = made.chronicle
    thefts = [e for e in acts(story) if e.act.name == "steals_wine"]
    baking = [e for e in acts(story) if e.act.name == "bakes"]
    assert {r.norms for e in thefts for r in e.reasons} == {(Norm("honesty", True, -1.0),)}
    assert {r.norms for e in baking for r in e.reasons} == {(Norm("work", False, 1.0),)}
    assert list(gaps(world, story)) == []
    assert loads(dumps(story)) == story
    resumed = pipeline.resume(world, made.save(), "a file")
    assert resumed.chronicle == story
    number = thefts[0].id
    who = thefts[0].agreed[0]
    told = why_words(Speaker(world, story), why(Recalled(world, story), number))
    assert f"It goes against honesty, which {who} holds at 1, and" in str(told)


LACKING = {
    "norms": ((), "that it is against honesty"),
    "margin": (None, "the margin"),
    "weighed": (1, "what else was weighed"),
    "wants": ((), "a want that it serves"),
    "beliefs": ((), "the beliefs it rests on"),
    "plan": ((), "a plan that begins with it"),
}


@pytest.mark.parametrize("field", LACKING)
def test_the_lint_fails_where_anything_is_missing(field: str) -> None:
    world = vervain.load_text(MARKET)
    story = vervain.run(world, seed=1, span=10).chronicle
    theft = next(e for e in acts(story) if e.act.name == "steals_wine")
    value, what = LACKING[field]
    found = list(gaps(world, changed(story, theft.id, **{field: value})))
    assert found == [Gap(theft.id, theft.agreed[0], what)]


PLANNED = """
world Bread
person Ann, she
person Bob, he
fact (who: person) has bread: yes or no
at the start
  Bob has bread
action (one: person) robs (two: person)
  when two has bread
   and one is not two
  then two does not have bread
   and one has bread
  agreed by one
  against honesty
  against kindness
wants of Ann
  worth 5 when Ann has bread
  values honesty at 3
wants of Bob
  values kindness at 1
outline
  the end: until Ann has bread
check in every story nobody acts without a reason
"""


def test_a_planned_act_has_its_norms_on_record_too() -> None:
    """Ann holds honesty dear and robs all the same; kindness is nothing to her."""
    world = vervain.load_text(PLANNED)
    story = vervain.plan(world).chronicles[0]
    (reason,) = story.events[0].reasons
    assert reason.norms == (Norm("honesty", True, -3.0), Norm("kindness", True, 0.0))
    assert list(gaps(world, story)) == []
    found = list(gaps(world, changed(story, 0, norms=reason.norms[:1])))
    assert found == [Gap(0, "Ann", "that it is against kindness")]
    assert loads(dumps(story)) == story


def test_why_and_plan_and_test_say_it(tmp_path: Path) -> None:
    file = tmp_path / "bread.world"
    file.write_text(PLANNED, encoding="utf-8")
    said = CliRunner().invoke(main, ["why", str(file), "0"])
    assert (
        "It goes against honesty, which Ann holds at 3, and she does it all the same"
        in " ".join(said.output.split())
    )
    assert "It goes against kindness, which is nothing to Ann" in " ".join(said.output.split())
    planned = CliRunner().invoke(main, ["plan", str(file)])
    assert "against honesty, all the same" in " ".join(planned.output.split())
    data = json.loads(CliRunner().invoke(main, ["why", str(file), "0", "--json"]).output)
    assert '"value": "honesty"' in json.dumps(data)
    assert CliRunner().invoke(main, ["test", str(file), "--stories", "1"]).exit_code == 0
