"""What if: the same story where one thing is otherwise, and what comes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ask.stories import case, speaker, words
from vervain.base.diagnostic import Rejected
from vervain.lang.change import Event, Facts, Forced, Rule, Wants, read_change
from vervain.run.again import Fate
from vervain.story.chronicle import Chronicle, Fact
from vervain.story.differ import Difference, differ
from vervain.story.document import dumps
from vervain.story.record import record
from vervain.story.what_if import Otherwise, what_if
from vervain.tell.answer_differ import differ_words
from vervain.tell.finding import find_event
from vervain.tell.speaker import Speaker


def lived(name: str, *changes: str, at: int = 0) -> tuple[Otherwise, Difference]:
    read = [read_change(words(name), text) for text in changes]
    named = [c.event for c in read if isinstance(c, Event | Forced)]
    numbers = {text: find_event(speaker(name), words(name), text) for text in named}
    new = what_if(case(name), read, numbers, at)
    return new, differ(case(name), new)


def told(name: str, *changes: str, at: int = 0) -> list[str]:
    new, found = lived(name, *changes, at=at)
    speaks = Speaker(new.case.world, new.case.chronicle)
    return differ_words(speaker(name), speaks, new, found).lines()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("debt of Tom to Ida is 3", Facts),
        ("Tom believes debt of Tom to Ida is 3", Facts),
        ("everyone but Bess believes the lamp is not lit", Facts),
        ("Tom values honesty at 9", Wants),
        ("Tom wants worth 3 when the lamp is lit", Wants),
        ("Tom does not want he owes nobody", Wants),
        ("without the rule goes off watch", Rule),
        ("without 3", Event),
        ("without Tom quenches the lamp", Event),
        ("Tom pays Ida at 9", Forced),
    ],
)
def test_what_can_be_said_of_a_change(text: str, kind: type) -> None:
    assert isinstance(read_change(words("gull_point"), text), kind)


@pytest.mark.parametrize(
    "text", ["the lamp is lid", "Tom does not want sausages", "without the rule flies", "Tom", ""]
)
def test_what_is_no_change_is_said(text: str) -> None:
    with pytest.raises(Rejected) as caught:
        read_change(words("gull_point"), text)
    assert all(finding.span.line == 1 for finding in caught.value.findings)


def test_who_is_dead_from_the_start_does_not_live() -> None:
    new = what_if(
        case("always_safe"), [read_change(words("always_safe"), "Sheila is not alive")], {}
    )
    found = differ(case("always_safe"), new)
    assert "Sheila" not in dict(found.lived)
    assert "Sheila" not in dict(found.died)


def test_what_never_mattered_changes_nothing() -> None:
    new, found = lived("gull_point", "trust of Ida in Tom is 6")
    old = case("gull_point").chronicle
    assert [e.act for e in new.case.chronicle.events] == [e.act for e in old.events]
    assert [e.changes for e in new.case.chronicle.events] == [e.changes for e in old.events]
    assert found.same == len(old.events)
    assert found.parting is None


def test_the_stories_are_equal_up_to_where_they_part() -> None:
    new, found = lived("gull_point", "without Tom quenches the lamp")
    old = case("gull_point").chronicle
    assert found.same == 3
    assert new.case.chronicle.events[:3] == old.events[:3]
    assert 4 in {lost.event for lost in found.lost}, "the Petrel founders in the dark only"


@pytest.mark.parametrize("number", range(11))
def test_without_an_event_all_before_it_is_the_same_in_every_byte(number: int) -> None:
    new, found = lived("gull_point", f"without {number}")
    old = case("gull_point").chronicle
    assert found.same >= number
    assert new.case.chronicle.events[:number] == old.events[:number]


def test_an_act_that_was_a_mistake_is_undone_by_the_truth() -> None:
    """Tom goes to pay what he believes he owes; he owes nothing, and finds it out too late."""
    lines = told("gull_point", "debt of Tom to Ida is 0")
    assert "    Tom pays Ida (9), because debt of Tom to Ida is 0, not more than 0." in lines


def test_a_value_can_forbid() -> None:
    _, found = lived("gull_point", "Tom values honesty at 9")
    lost = {entry.event: entry for entry in found.lost}
    assert lost[3].fate in (Fate.UNWANTED, Fate.IMPOSSIBLE)
    assert lost[0].fate is Fate.UNWANTED
    assert lost[0].agents == ("Tom",)


def test_a_fact_can_become_otherwise_in_the_middle() -> None:
    """From 9 on: Tom is not there to see it, so he goes on believing what he did."""
    new, found = lived("gull_point", "debt of Tom to Ida is 0", at=9)
    assert found.same == 9
    assert new.case.chronicle.events[:9] == case("gull_point").chronicle.events[:9]
    assert new.case.chronicle.events[9].duration == 0
    assert 9 in {lost.event for lost in found.lost}


def test_nobody_counts_on_what_becomes_otherwise() -> None:
    """The happening by which a fact changes is possible in nobody's mind."""
    new, _ = lived("gull_point", "the lamp is not lit", at=2)
    for event in new.case.chronicle.events:
        for reason in event.reasons:
            assert not any(act.name.startswith("otherwise") for act in reason.plan)


def test_if_klaus_had_felt_nothing() -> None:
    """She dies, and the reasons go back to where the stories part."""
    new, found = lived("always_safe", "care of Klaus for Caroline is 0")
    assert found.same == 19
    assert [name for name, _ in found.died] == ["Caroline"]
    assert len(found.lived) == 13
    lines = told("always_safe", "care of Klaus for Caroline is 0")
    assert "  The stories part when Danny shoots Caroline (19)." in lines
    assert any("Klaus does not believe that Caroline is in mortal danger" in x for x in lines)
    (death,) = [e for _, e in found.died]
    assert new.case.chronicle.events[death].agreed == ("Danny",)
    assert any(x.startswith("  Why Caroline dies: Danny drives a stake") for x in lines)


def test_what_was_taken_away_is_not_made_up_for() -> None:
    """Without his coming it is the same as without his feeling: he does not come a moment later."""
    new, found = lived("always_safe", "without Klaus runs to Caroline")
    assert [name for name, _ in found.died] == ["Caroline"]
    assert all(event.act.name != "runs" for event in new.case.chronicle.events)


def test_a_story_can_be_lived_up_to_an_outcome() -> None:
    end = words("always_safe").fact("bullets in Caroline is 5")
    change = read_change(words("always_safe"), "care of Klaus for Caroline is 0")
    new = what_if(case("always_safe"), [change], {}, until=end)
    assert new.case.value(Fact("bullets", ("Caroline",)), new.case.last) == 5
    assert new.case.chronicle.events[-1].act == case("always_safe").chronicle.events[23].act
    assert {b.fate for b in new.became[24:]} == {Fate.ENDED}


@pytest.mark.parametrize(
    "change",
    [
        "Sheila is not alive",
        "Klaus believes Caroline is not in mortal danger",
        "Klaus values life at 9",
        "Klaus does not want she lives",
        "Caroline wants worth 3 when Klaus is alive",
        "without the rule feels the danger",
        "without the rule kills",
    ],
)
def test_from_an_event_on_what_was_before_is_the_same_in_every_byte(change: str) -> None:
    new, _ = lived("always_safe", change, at=31)
    old = case("always_safe").chronicle
    assert dumps(cut(new.case.chronicle, 31)) == dumps(cut(old, 31))
    again = record(new.case.world, new.case.ground, new.case.engine, new.case.trace)
    for one, two in zip(old.events[:31], again.events[:31], strict=True):
        assert (one.act, one.minute, one.saw, one.reactions) == (
            two.act,
            two.minute,
            two.saw,
            two.reactions,
        )
        assert set(one.changes) <= set(two.changes)


def cut(chronicle: Chronicle, at: int) -> Chronicle:
    """The beginning of a story, whatever world it is of."""
    return replace(chronicle, fingerprint="", stages=(), events=chronicle.events[:at])


def test_a_want_that_goes_in_the_middle_counts_until_then() -> None:
    """He comes out of the want; without it from event 20 on he stays, and she dies."""
    _, found = lived("always_safe", "Klaus does not want she lives", at=20)
    assert [name for name, _ in found.died] == ["Caroline"]
    assert found.same == 20
    later, kept = lived("always_safe", "Klaus does not want she lives", at=60)
    assert kept.lost == ()
    assert len(later.case.chronicle.events) == case("always_safe").last + 1


def test_a_rule_that_goes_in_the_middle_holds_until_then() -> None:
    """Joan may notice until she may not; once she has, the rule is not missed."""
    _, missed = lived("always_safe", "without the rule notices", at=1)
    assert missed.lost[0].event == 1
    _, kept = lived("always_safe", "without the rule notices", at=2)
    assert kept.lost == ()
