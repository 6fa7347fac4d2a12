"""The questions that the flagship world's bible asks, but for those about years and thousands of
towns; each answer is one that its author would give."""

from __future__ import annotations

import pytest

from tests.ask.stories import case, speaker, words
from vervain import pipeline
from vervain.disk import find, read_text
from vervain.lang.asking import Words
from vervain.lang.calendar import moment_in, turn_at
from vervain.lang.change import Event, Forced, read_change
from vervain.run.again import Fate
from vervain.story.chronicle import Fact
from vervain.story.differ import Difference, differ
from vervain.story.knowing import Standing, beliefs, who_knows
from vervain.story.recalled import Recalled
from vervain.story.trail import trail
from vervain.story.what_if import Otherwise, what_if
from vervain.story.why import why
from vervain.tell.answer_knowing import belief_words, known_words
from vervain.tell.answer_why import why_words
from vervain.tell.finding import find_event

NAME = "always_safe"


def event(text: str) -> int:
    return find_event(speaker(NAME), words(NAME), text)


def told(text: str, depth: int = 1) -> list[str]:
    return why_words(speaker(NAME), why(case(NAME), event(text), depth)).lines()


def lived(text: str, at: int = 0) -> tuple[Otherwise, Difference]:
    change = read_change(words(NAME), text)
    numbers = {change.event: event(change.event)} if isinstance(change, Event | Forced) else {}
    new = what_if(case(NAME), [change], numbers, at)
    return new, differ(case(NAME), new)


def test_why_did_klaus_come() -> None:
    lines = told("Klaus runs to Caroline")
    assert lines[:4] == [
        "Klaus runs to Caroline (31), so that she lives.",
        "  Klaus knows that Caroline is in mortal danger and is at the gymnasium: "
        "Klaus feels the danger of Caroline when Danny shoots Caroline (19).",
        "    This is because care of Klaus for Caroline is 9, from the start.",
        "    This is because Caroline is at the gymnasium, since Danny has Caroline carried to the "
        "gymnasium (18).",
    ]


def test_why_did_she_refuse_the_blood() -> None:
    lines = told("Caroline refuses Klaus")
    assert lines[0] == "Caroline refuses Klaus (49), so that he stops asking it."
    assert lines[-1] == (
        "  Caroline could drink from Sheila instead, so that the pain stops (4) and so that he "
        "stops asking it (2); but it goes against life, which she holds at 1000."
    )


def test_why_did_she_say_yes() -> None:
    lines = told("Caroline says yes")
    assert lines[0] == (
        "Caroline says yes to Klaus (62), so that she is not alone and so that what he did is "
        "answered."
    )
    assert (
        "  Caroline knows that debt of Caroline to Klaus is 5: she sees how Klaus takes the "
        "bullets out of Caroline (45)." in lines
    )


def test_why_did_she_weep() -> None:
    lines = told("Caroline weeps")
    assert lines[0] == "Caroline weeps for the dead (46), so that the dead are not passed over."
    assert any("sees how Klaus kills Danny, Joan and ten others (32–43)" in x for x in lines)
    assert any("the worth of a life to Caroline is 1000" in x for x in lines)


def test_what_did_klaus_think_she_would_answer() -> None:
    """She knows that he expects a no; it is his belief from the start, and nothing has settled
    it."""
    at = event("Klaus asks Caroline to say")
    found = beliefs(case(NAME), "Klaus", at, "Caroline")
    (answer,) = [b for b in found if b.fact == Fact("answer", ("Caroline",), ("Klaus",))]
    assert (answer.value, answer.wrong, answer.truth, answer.since) == ("a no", True, None, None)
    lines = belief_words(speaker(NAME), "Klaus", "Caroline", at, found).lines()
    assert any("the answer of Caroline is a no" in line for line in lines)
    expected = who_knows(case(NAME), answer.fact, at)
    (hers,) = [h for h in expected.holders if h.person == "Caroline"]
    assert hers.standing is Standing.RIGHT


def test_what_does_klaus_think_that_a_life_is_worth_to_her() -> None:
    at = event("Klaus orders Caroline to drink")
    known = who_knows(case(NAME), Fact("worth_life", ("Caroline",)), at)
    wrong = [h.person for h in known.holders if h.standing is Standing.WRONG]
    assert wrong == ["Klaus"]
    later = who_knows(case(NAME), Fact("worth_life", ("Caroline",)), case(NAME).last)
    (klaus,) = [h for h in later.holders if h.person == "Klaus"]
    assert (klaus.standing, klaus.since) == (Standing.RIGHT, event("Caroline refuses Klaus"))


def test_who_knew_what_she_was_from_whom_since_when() -> None:
    known = who_knows(case(NAME), Fact("drinks_blood", ("Caroline",)), case(NAME).last)
    assert known_words(speaker(NAME), known).lines() == [
        "Caroline drinks blood, from the start.",
        "  Caroline, Klaus and Caroline's mother know it, as they have from the start.",
        "  Joan knows it, since Joan notices Caroline (1).",
        "  Sheila, Danny and ten others know it, from Joan: Joan calls the town together about "
        "Caroline (2).",
    ]


@pytest.mark.parametrize(
    "change", ["care of Klaus for Caroline is 0", "without the rule feels the"]
)
def test_what_if_klaus_had_felt_nothing(change: str) -> None:
    new, found = lived(change)
    assert [name for name, _ in found.died] == ["Caroline"]
    assert len(found.lived) == 13
    assert next(lost for lost in found.lost if not lost.hangs).event == event("Klaus runs")
    last = new.case.chronicle.events[-1]
    assert last.agreed == ("Danny",)
    assert [w.purpose for r in last.reasons for w in r.wants] == ["it is over"]


def test_what_if_she_had_drunk() -> None:
    new, found = lived("Caroline drinks from Sheila at 49")
    assert found.same == 49
    worse = {w.text: w.new - w.old for w in found.wants if w.agent == "Caroline"}
    assert worse["values life at the worth of a life to Caroline"] == -1000
    assert (Fact("torn", ("Caroline",)), True, False) not in found.ends, "he washes her, later"
    fates = {b.event: b.fate for b in new.became}
    assert fates[event("Klaus rages at Caroline")] is Fate.IMPOSSIBLE


def test_what_if_sheila_had_been_dead_already() -> None:
    _, found = lived("Sheila is not alive", at=event("Klaus orders Caroline to drink"))
    lost = {entry.event: entry for entry in found.lost}
    order = lost[event("Klaus orders Caroline to drink")]
    assert [lack.fact for lack in order.lacks] == [Fact("alive", ("Sheila",))]
    assert event("Caroline refuses Klaus") in lost


def test_what_if_they_had_not_had_vervain() -> None:
    _, found = lived("without the rule puts vervain into")
    assert len(found.lived) == 13, "nobody dies of that night"
    assert found.died == ()
    assert event("Klaus runs to Caroline") in {entry.event for entry in found.lost}


def test_what_if_she_says_no() -> None:
    _, found = lived("Caroline says no to Klaus at 62")
    lost = {entry.event for entry in found.lost}
    assert event("Klaus drives away with Caroline") in lost
    assert event("Caroline calls Caroline's mother") not in lost
    worse = {w.purpose: w.new - w.old for w in found.wants if w.agent == "Caroline"}
    assert worse["she is not alone"] == -3


def town() -> Recalled:
    """The years before, in a small town in which all goes faster; it lives for ten years."""
    text = read_text(find("ten_years"))
    for old, new in (
        ("people 2000", "people 120"),
        ("by chance 1 in 80", "by chance 1 in 12"),
        ("by chance 1 in 600", "by chance 1 in 400"),
        ("p is with the hunters is at least 30", "p is with the hunters is at least 6"),
    ):
        assert old in text
        text = text.replace(old, new)
    world = pipeline.load_text(text)
    made = pipeline.run(world, seed=3, span="10 years", until=world.living.until)
    return Recalled(world, made.chronicle)


def test_what_if_she_had_left_town_after_seven_years() -> None:
    """What was before is as it was; after that nobody notices anything, and nobody acts."""
    case_ = town()
    minute, same = moment_in(case_.world, "7 years"), moment_in(case_.world, "year 8")
    assert minute is not None
    assert same is not None
    turn = turn_at(case_.world, minute)
    assert turn == turn_at(case_.world, same) == 7 * 12
    at = next((e.id for e in case_.chronicle.events if e.minute >= minute), case_.last)
    change = read_change(Words(case_.world), "Caroline has left the town")
    new = what_if(case_, [change], {}, at, turn=turn)
    found = differ(case_, new)
    assert found.same == at
    later = new.case.chronicle.events[at:]
    assert later[0].act.name.startswith("otherwise")
    assert not {"notices", "town_acts"} & {e.act.name for e in later}


def test_how_word_of_her_went_round() -> None:
    """Whoever knows it in the end has it, by however many mouths, from somebody who noticed."""
    case_ = town()
    young = Fact("stays_young", ("Caroline",))
    known = who_knows(case_, young, case_.last)
    told = [h for h in known.holders if h.teller is not None]
    assert told
    for holder in told:
        way = trail(case_, holder.person, young, case_.last)
        last = way.hops[-1]
        assert last.since is not None
        assert case_.chronicle.events[last.since].act.name in ("notices", "looks_twice")
