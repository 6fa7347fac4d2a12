"""Why somebody feels something: asked in words that an author would guess, answered with the
belief that is appraised, the want or value that is touched, and the deed behind it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from tests.ask.stories import case, speaker
from vervain import pipeline
from vervain.base.diagnostic import Rejected
from vervain.story.feel.feeling import Emotion
from vervain.story.why_feeling import WhyFeeling, why_feeling
from vervain.tell.answer_why_feeling import feeling_words
from vervain.tell.finding_feeling import WORDS, AskedFeeling, find_feeling
from vervain.ui.cli import main

NAME = "always_safe"
PEOPLE = ("Caroline", "Klaus", "Caroline's mother")


@pytest.mark.parametrize(
    ("text", "who", "emotion", "toward"),
    [
        ("Caroline's horror", "Caroline", Emotion.REPROACH, None),
        ("Caroline is grateful to Klaus", "Caroline", Emotion.GRATITUDE, "Klaus"),
        ("Klaus's anger", "Klaus", Emotion.ANGER, None),
        ("Klaus is angry with Caroline", "Klaus", Emotion.ANGER, "Caroline"),
        ("Caroline fears Klaus", "Caroline", Emotion.FEAR, "Klaus"),
        ("Caroline feels ashamed", "Caroline", Emotion.SHAME, None),
        ("Caroline's mother's fear of Klaus", "Caroline's mother", Emotion.FEAR, "Klaus"),
    ],
)
def test_a_feeling_is_named_as_an_author_would(
    text: str, who: str, emotion: Emotion, toward: str | None
) -> None:
    asked = find_feeling(text, PEOPLE)
    assert asked is not None
    assert (asked.who, asked.toward) == (who, toward)
    assert emotion in asked.emotions


def test_every_emotion_has_words_and_can_be_asked_for() -> None:
    assert set(WORDS) == set(Emotion)
    for emotion in Emotion:
        asked = find_feeling(f"Klaus's {emotion}", PEOPLE)
        assert asked is not None
        assert emotion in asked.emotions


def test_all_that_somebody_feels_toward_one() -> None:
    asked = find_feeling("what Caroline feels toward Klaus", PEOPLE)
    assert asked == AskedFeeling("Caroline", tuple(Emotion), "Klaus")


def test_a_feeling_with_a_slip_of_the_pen_gets_a_way_out() -> None:
    with pytest.raises(Rejected) as rejected:
        find_feeling("Caroline's angr", PEOPLE)
    (finding,) = rejected.value.findings
    assert finding.code == "V704"
    assert "did you mean `anger`?" in (finding.hint or "")


def found(text: str, at: int | None = None) -> WhyFeeling:
    asked = find_feeling(text, case(NAME).chronicle.people)
    assert asked is not None
    feelings = pipeline.feelings(case(NAME))
    return why_feeling(case(NAME), feelings, asked.who, asked.emotions, asked.toward, at)


def told(text: str, at: int | None = None) -> list[str]:
    answer = feeling_words(
        speaker(NAME), pipeline.feelings(case(NAME)), found(text, at), peak=at is None
    )
    return answer.lines()


def test_her_gratitude_rests_on_his_deed_and_on_what_she_knows() -> None:
    lines = told("Caroline's gratitude")
    assert lines[0] == (
        "What Caroline feels of this at its strongest, once Klaus breaks Sheila (44):"
    )
    assert "because Klaus breaks Sheila (44); what she wants is that she lives" in lines[1]
    assert lines[2].strip().startswith("Caroline knows that she is not in mortal danger:")
    assert "    Klaus breaks Sheila (44), so that nobody is left who would touch her." in lines
    assert any(line.strip().startswith("Caroline is glad") for line in lines)


def test_her_horror_is_against_a_value() -> None:
    answer = found("Caroline's horror")
    first = answer.found[0]
    assert first.felt.feeling.value == "life"
    assert first.deed is not None
    assert case(NAME).chronicle.events[first.deed.event].act.name == "kills"


def test_where_it_is_not_felt_it_is_said_when_it_is() -> None:
    lines = told("Caroline's anger", 3)
    assert lines[0] == "Caroline does not feel anger when Sheila joins the hunters (3)."
    assert lines[1] == "  Anger toward Danny: from when Danny puts vervain into Caroline (17)."
    assert told("Danny's love") == ["Danny never feels love."]


def test_every_feeling_has_the_evidence_that_it_appraises() -> None:
    for person in ("Caroline", "Klaus"):
        for one in found(
            f"what {person} feels", dict(case(NAME).chronicle.stages)["the hand"]
        ).found:
            assert one.beliefs or one.deed, "a belief, or a deed that was seen"
            for held, because in zip(one.felt.feeling.beliefs, one.beliefs, strict=True):
                assert (held.fact, held.value) == (because.fact, because.value)
                since = one.felt.feeling.since
                assert because.since is None or because.since < since
            deed = one.felt.feeling.deed
            assert (one.deed is None) == (deed is None or deed.event is None)


def test_from_the_command_line() -> None:
    result = CliRunner().invoke(main, ["why", NAME, "Caroline's gratitude", "--json"])
    assert result.exit_code == 0, result.output
    data = json.loads(result.output)
    (first, *_) = data["found"]["found"]
    assert first["felt"]["feeling"]["emotion"] == "gratitude"
    assert first["beliefs"][0]["fact"]["minds"] == ["Caroline"]
    assert first["deed"]["event"] == 44
    assert data["answer"]["events"]
    stage = CliRunner().invoke(main, ["why", NAME, "Caroline's shame", "--at", "the hand"])
    assert "against" in stage.output
