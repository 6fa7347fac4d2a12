"""Why: the want, the plan, the beliefs and where they came from; what made it possible."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.ask.stories import case, speaker, words
from vervain.base.diagnostic import Rejected
from vervain.story.chronicle import Fact
from vervain.story.why import Why, why
from vervain.tell.answer import Answer
from vervain.tell.answer_why import why_words
from vervain.tell.finding import find_event


def event(name: str, text: str) -> int:
    return find_event(speaker(name), words(name), text)


def told(name: str, text: str, depth: int = 1, *, effects: bool = False) -> list[str]:
    found = why(case(name), event(name, text), depth, effects=effects)
    return why_words(speaker(name), found).lines()


def test_an_event_is_found_by_its_number_or_its_words() -> None:
    assert event("gull_point", "3") == event("gull_point", "#3") == 3
    assert event("gull_point", "Tom quenches the lamp") == 3
    assert event("gull_point", "the lamp quenches") == 3
    assert event("gull_point", "someone pays Ida") == 9
    assert event("gull_point", "Tom lies to Ida that the quencher is Bess") == 10


@pytest.mark.parametrize("text", ["99", "Bess weeps", ""])
def test_what_did_not_happen_is_answered_with_what_did(text: str) -> None:
    with pytest.raises(Rejected) as caught:
        event("gull_point", text)
    (finding,) = caught.value.findings
    assert finding.code == "V704"
    assert "(1)" in finding.hint or "(0)" in finding.hint


def test_a_reason_in_words() -> None:
    lines = told("gull_point", "Tom walks to the lamp room")
    assert lines[0] == "Tom walks to the lamp room (2), so that nobody sees what comes ashore."
    assert "  What Tom counts on next: Bess goes off watch and Tom quenches the lamp." in lines


def test_a_wrong_belief_stands_beside_the_truth() -> None:
    lines = told("gull_point", "Tom walks to the inn")
    assert (
        "  Tom believes that debt of Tom to Ida is 15 (wrongly: debt of Tom to Ida is 40), "
        "as he has from the start." in lines
    )


def test_what_nobody_chose_has_causes_only() -> None:
    assert told("gull_point", "the Petrel founders") == [
        "The Petrel founders (4): nobody chooses it.",
        "  It is possible because the lamp is not lit, since Tom quenches the lamp (3).",
    ]


def test_what_came_of_it() -> None:
    lines = told("gull_point", "Tom quenches the lamp", effects=True)
    came = lines[lines.index("  What came of it:") + 1 :]
    assert came[0] == "    The Petrel founders (4)."


def test_depth_goes_back_to_the_beginning_and_tells_each_event_once() -> None:
    found = why(case("always_safe"), 72, depth=100)
    numbers: list[int] = []

    def walk(node: Why) -> None:
        numbers.append(node.event)
        for earlier in node.earlier:
            assert earlier.event < node.event
            walk(earlier)

    walk(found)
    assert len(numbers) == len(set(numbers))
    assert 0 in numbers
    assert all(
        a.event > b.event for node in (found, *found.earlier) for a, b in pairwise(node.earlier)
    )


def test_every_answer_names_evidence_that_the_chronicle_bears_out() -> None:
    """For every event: what is named was so before it, since the event that is named."""
    for name in ("gull_point", "always_safe"):
        story = case(name)
        for number in range(story.last):
            found = why(story, number)
            for because in (
                *found.conditions,
                *(b for motive in found.motives for b in motive.beliefs),
            ):
                assert story.value(because.fact, number) == because.value
                assert story.since(because.fact, number) == because.since
                inner = Fact(because.fact.fluent, because.fact.args, because.fact.minds[1:])
                right = story.value(inner, number) == because.value
                assert because.wrong is (bool(because.fact.minds) and not right)


def test_every_sentence_is_one() -> None:
    def check(answer: Answer) -> None:
        assert answer.text[0].isupper(), answer.text
        assert answer.text[-1] in ".:", answer.text
        assert "None" not in answer.text
        assert "True" not in answer.text
        assert "_" not in answer.text
        for part in answer.parts:
            check(part)

    for name in ("gull_point", "always_safe"):
        for number in range(case(name).last):
            check(why_words(speaker(name), why(case(name), number, 2, effects=True)))
