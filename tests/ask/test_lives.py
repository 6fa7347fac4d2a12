"""Questions to stories that were lived: from their own record, and by living them once more."""

from __future__ import annotations

import json
import textwrap
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings

from tests.ask.lives import changed, life, lived_texts, told
from vervain import pipeline
from vervain.base.chance import mix
from vervain.base.diagnostic import Rejected
from vervain.lang.asking import Words
from vervain.run.again import Fate
from vervain.story.chronicle import Chronicle, Fact, Plain
from vervain.story.differ import differ
from vervain.story.document import plain_of
from vervain.story.knowing import who_knows
from vervain.story.mend import mends
from vervain.story.recalled import Recalled
from vervain.story.trail import trail
from vervain.story.verdict import Verdict
from vervain.story.what_if import what_if
from vervain.story.why import Because, why
from vervain.story.why_not import why_not
from vervain.tell.answer_differ import differ_words
from vervain.tell.answer_trail import trail_words
from vervain.tell.answer_why import why_words
from vervain.tell.answer_why_not import why_not_words
from vervain.tell.speaker import Speaker
from vervain.ui.answers import as_data

thirty = settings(max_examples=max(1, settings().max_examples // 6))
VILLAGE = "the village"
LIE = life("gull_point", 3, 40).chronicle.events[2].act.name


def lived(text: str, seed: int = 1, turns: int = 8) -> pipeline.Run:
    return pipeline.run(pipeline.load_text(text), seed=seed, span=turns)


def recalled(made: pipeline.Run) -> Recalled:
    return Recalled(made.life.given, made.chronicle)


# ---------------------------------------------------------------- the record


def disagreements(made: pipeline.Run) -> list[tuple[tuple[str, ...], str, Plain, Plain]]:
    """Whatever the record says otherwise than the run itself has it, in any mind, at the end."""
    case, stores, rules = recalled(made), made.life.stores, made.life.rules
    keys = dict.fromkeys(stores.world.entries)
    for facts in stores.own.values():
        keys |= dict.fromkeys(facts.entries)
    for nested in stores.nested.values():
        keys |= dict.fromkeys(key for _, key in nested)
    people = case.chronicle.people
    chains = [(), *((p,) for p in people), *((p, q) for p in people for q in people if p != q)]
    found = []
    for chain in chains:
        for fluent, args in keys:
            if rules.fluents[fluent].hidden or (len(chain) > 1 and fluent not in rules.deep):
                continue
            held = case.value(Fact(fluent, args, chain), case.last)
            so = stores.value(chain, (fluent, args))
            if held != so:
                found.append((chain, fluent, held, so))
    return found


@thirty
@given(lived_texts())
def test_the_record_of_a_life_says_what_the_life_itself_holds(text: str) -> None:
    assert disagreements(lived(text)) == []


def test_the_record_of_an_example_says_what_the_life_itself_holds() -> None:
    assert disagreements(pipeline.run(pipeline.load("gull_point"), seed=2, span=40)) == []


def test_the_record_of_a_night_of_many_minds() -> None:
    """One mind deep in everything; two deep but for what somebody who slept takes others to see."""
    found = disagreements(pipeline.run(pipeline.load("always_safe"), seed=2, span=4))
    assert all(len(chain) == 2 for chain, *_ in found)
    assert len(found) < 300, "of eleven thousand"


# ---------------------------------------------------------------- why


def test_why_tells_what_was_weighed() -> None:
    case = life("gull_point", 3, 40)
    lines = why_words(Speaker(case.world, case.chronicle), why(case, 2, 1)).lines()
    assert lines[0].startswith("Tom lies to Ida that the quencher is Bess (2), so that nobody")
    assert lines[-1] == "  Tom weighs nothing else: it promises 4, and to do nothing, nothing."


def test_who_told_whom_back_to_the_eyewitness() -> None:
    case = life(VILLAGE)
    way = trail(case, "Eve", Fact("thief", ()), case.last)
    assert [hop.person for hop in way.hops] == ["Eve", "Cleo", "Ben", "Ada"]
    assert [hop.teller for hop in way.hops] == ["Cleo", "Ben", "Ada", None]
    assert way.changes == ()
    lines = trail_words(Speaker(case.world, case.chronicle), way).lines()
    assert lines[0] == "How it comes to Eve that the thief is Dan:"
    assert lines[-2].startswith("  Ada sees it: Dan steals the bell (")
    assert lines[-1] == "  It comes from Ada by three tellings, and nobody changed it."


def test_the_hop_that_changed_it_is_named() -> None:
    case = life("gull_point", 3, 40)
    way = trail(case, "Ida", Fact("quencher", ()), case.last)
    assert [(hop.person, hop.teller) for hop in way.hops] == [("Ida", "Tom")]
    lines = trail_words(Speaker(case.world, case.chronicle), way).lines()
    assert lines[2] == "    Here it is changed: Tom does not know the quencher himself."
    assert lines[-1] == "  It comes from Tom at first hand; Tom changed it."


def test_who_knows_names_tellers() -> None:
    case = life(VILLAGE)
    known = who_knows(case, Fact("thief", ()), case.last)
    assert {h.person: h.teller for h in known.holders} == {
        "Ada": None,
        "Ben": "Ada",
        "Cleo": "Ben",
        "Dan": None,
        "Eve": "Cleo",
    }


# ---------------------------------------------------------------- why not


def test_why_not_reads_what_was_drawn() -> None:
    """The bell is stolen in the first turn whose number, of three, is 0; not in those before."""
    case = life(VILLAGE, 6)
    theft = next(e for e in case.chronicle.events if e.act.name.startswith("steals"))
    drawn = [mix(6, theft.act.name, turn, "Dan") % 3 for turn in range(24)]
    assert case.turn(theft.id) == drawn.index(0) > 0
    asked = Words(case.world).act("Dan steals the bell")
    without = replace(case.chronicle, events=())
    found = why_not(Recalled(case.world, without), asked)
    assert found.verdict is Verdict.CHANCE
    assert found.odds is not None
    assert [d.number for d in found.odds.draws] == drawn
    lines = why_not_words(Speaker(case.world, case.chronicle), found).lines()
    assert lines[1] == (
        "  The odds were 1 in 3 each time; it could have 24 times between month 1 of year 1 and "
        "month 12 of year 2."
    )


def test_why_not_says_what_they_did_instead() -> None:
    case = life("gull_point", 3, 40)
    words, say = Words(case.world), Speaker(case.world, case.chronicle)
    found = why_not(case, words.act("Bess quenches the lamp"))
    assert (found.verdict, [r.agent for r in found.refusals]) == (Verdict.UNWANTED, ["Bess"])
    found = why_not(case, words.act("Tom walks to the path"), 3)
    assert found.verdict is Verdict.IMPOSSIBLE
    lines = why_not_words(say, found, asked_at=True).lines()
    assert lines[1].endswith("(3): the inn is not next to the path.")


def test_why_not_weighs_what_was_done_instead() -> None:
    """
    world Supper
    place the kitchen
    person Ada, she, at the kitchen
    fact there is soup: yes or no
    fact there is bread: yes or no
    action (who: person) cooks soup
      when there is not soup
      then there is soup
      agreed by who
    action (who: person) bakes bread
      when there is not bread
      then there is bread
      agreed by who
    wants of Ada
      worth 2 when there is soup
      worth 5 when there is bread
    """
    world = pipeline.load_text(
        textwrap.dedent(str(test_why_not_weighs_what_was_done_instead.__doc__))
    )
    case = Recalled(world, pipeline.run(world, span=1).chronicle)
    found = why_not(case, Words(world).act("Ada cooks soup"))
    lines = why_not_words(Speaker(world, case.chronicle), found).lines()
    assert lines[1:] == [
        "  Ada would have had a reason, so that there is soup (2).",
        "  Ada does something else instead: Ada bakes bread (0).",
        "    It promises 2; the best of the two things she weighs, 5.",
    ]


def test_the_mend_of_a_life_keeps_its_promise() -> None:
    case = life("gull_point", 3, 40)
    words, say = Words(case.world), Speaker(case.world, case.chronicle)
    asked = words.act("Bess quenches the lamp")
    (mend, *_) = mends(case, asked, why_not(case, asked), say.belief)
    assert mend.changes == ("Bess wants worth 1 when the lamp is not lit",)


# ---------------------------------------------------------------- what if


def test_without_the_lie_the_rest_of_the_night_is_the_same() -> None:
    case = life("gull_point", 3, 40)
    new, found = changed(case, "without 2")
    assert found.same == 2
    lost = [b.event for b in new.became if b.fate is not Fate.KEPT]
    assert lost == [2]
    assert (Fact("quencher", (), ("Ida",)), "Bess", None) in found.beliefs


def test_what_nobody_has_a_reason_for_any_more_is_not_done() -> None:
    case = life("gull_point", 3, 40)
    new, found = changed(case, "Tom values honesty at 9")
    lines = told(case, new, found)
    assert (
        "    Tom walks to the inn (0), because Tom has no reason for it: it would be so that "
        "nobody looks at him (5), but it goes against honesty, which he holds at 9." in lines
    )
    assert [e.act.name for e in new.case.chronicle.events] == ["goes_off_watch"]


def test_a_rule_that_goes_takes_with_it_what_counted_on_it() -> None:
    case = life("gull_point", 3, 40)
    new, found = changed(case, "without the rule salvages")
    assert any("cannot count on this any more" in line for line in told(case, new, found))
    new, found = changed(case, "without the rule walks", at=8)
    assert found.same == 8
    assert "walks_to" not in {e.act.name for e in new.case.chronicle.events[8:]}


def test_a_change_has_a_time() -> None:
    """When Dan leaves before he steals, at a turn in which nothing happens; nobody hears of it."""
    case = life(VILLAGE, 5)
    theft = next(e for e in case.chronicle.events if e.act.name.startswith("steals"))
    turn = case.turn(theft.id)
    new, found = changed(case, "Dan has left the village", at=theft.id, turn=turn)
    assert found.same == theft.id
    assert all(not e.act.name.startswith(("steals", "warns")) for e in new.case.chronicle.events)
    tires = [e.act for e in case.chronicle.events if e.act.name == "tires"]
    assert [e.act for e in new.case.chronicle.events if e.act.name == "tires"] == tires


def test_a_want_that_ends_with_time_ends_then() -> None:
    case = life("gull_point", 3, 40)
    new, found = changed(case, "Tom does not want Ida believes the quencher is Bess", at=2)
    assert found.same == 2
    assert all(e.act.name != LIE for e in new.case.chronicle.events)


@thirty
@given(lived_texts())
def test_undoing_a_cause_undoes_the_event_or_its_reason(text: str) -> None:
    """Of every event of a random life: without the event that is named as a cause, it is lost, or
    the fact came about in another way, or it is done for another reason."""
    case = recalled(lived(text))
    assume(case.last > 1)
    for event in case.chronicle.events[-3:]:
        found = why(case, event.id)
        named = [(None, b) for b in found.conditions]
        named += [(m.agent, b) for m in found.motives for b in m.beliefs]
        for agent, because in named:
            if because.since is not None:
                undone(case, event.id, agent, because, because.since)


def undone(case: Recalled, event: int, agent: str | None, because: Because, cause: int) -> None:
    new, _ = changed(case, f"without {cause}")
    assert plain_of(new.case.chronicle.events[:cause]) == plain_of(case.chronicle.events[:cause])
    became = next(b for b in new.became if b.event == event)
    if became.fate is not Fate.KEPT:
        return
    if new.case.value(because.fact, became.step) == because.value:
        return
    assert agent is not None, f"{event} needs {because.fact}, and happens without it"
    again = new.case.chronicle.events[became.step]
    (after,) = (r for r in again.reasons if r.agent == agent)
    assert (because.fact, because.value) not in {(b.fact, b.value) for b in after.beliefs}


@thirty
@given(lived_texts())
def test_a_life_with_a_change_keeps_its_beginning_and_its_luck(text: str) -> None:
    """Whatever becomes otherwise half-way: all before is the same to the byte, everybody who acts
    has a reason, and what is no change at all changes nothing."""
    case = recalled(lived(text))
    assume(case.last > 1)
    at = case.last // 2
    new, found = changed(case, "the bell is up", at=at)
    old, now = case.chronicle, new.case.chronicle
    assert plain_of(old.events[:at]) == plain_of(now.events[:at])
    assert old.start == now.start
    for event in now.events:
        assert {r.agent for r in event.reasons} == set(event.agreed)
    assert json.dumps([told(case, new, found), as_data(found)])
    same = what_if(case, [], {})
    assert differ(case, same).parting is None
    assert same.case.chronicle.events == old.events


def test_a_life_of_another_world_is_refused() -> None:
    case = life("gull_point", 3, 40)
    told_otherwise: Chronicle = replace(case.chronicle, seed=4, ran=None)
    with pytest.raises(Rejected, match="does not say how long it ran"):
        changed(Recalled(case.world, told_otherwise), "without 2")


def test_words_of_a_change_that_changes_nothing() -> None:
    case = life("gull_point", 3, 40)
    new = what_if(case, [], {})
    say = Speaker(case.world, case.chronicle)
    assert differ_words(say, say, new, differ(case, new)).text.startswith("Nothing is otherwise")
