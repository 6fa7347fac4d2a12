"""Why not: what was missing; what it would have brought and cost; what would bring it about."""

from __future__ import annotations

from inspect import cleandoc

import pytest

from tests.ask.stories import case, speaker, words
from vervain import pipeline
from vervain.lang.asking import AskedFact, Words
from vervain.lang.change import read_change
from vervain.lang.expr import EntityRef
from vervain.story.mend import DONE, mends
from vervain.story.verdict import Verdict, WhyNot
from vervain.story.what_if import what_if
from vervain.story.why_not import why_not
from vervain.tell.answer_why_not import why_not_words
from vervain.tell.speaker import Speaker


def ask(name: str, text: str, at: int | None = None) -> WhyNot:
    return why_not(case(name), words(name).act(text), at)


def told(name: str, text: str, at: int | None = None, *, mend: bool = False) -> list[str]:
    found = ask(name, text, at)
    asked = words(name).act(text)
    mended = mends(case(name), asked, found, speaker(name).belief) if mend else None
    return why_not_words(speaker(name), found, mended, asked_at=at is not None).lines()


def test_what_did_happen() -> None:
    assert told("gull_point", "Tom quenches the lamp") == [
        "But it did happen: Tom quenches the lamp (3)."
    ]


def test_it_was_not_possible_then() -> None:
    found = ask("gull_point", "Tom quenches the lamp", at=2)
    assert found.verdict is Verdict.IMPOSSIBLE
    lines = told("gull_point", "Tom quenches the lamp", at=2)
    assert lines[1].startswith(
        "  It was not possible when Tom walks to the lamp room (2): Tom is at "
    )


def test_nobody_wanted_it_and_what_it_would_have_cost() -> None:
    assert told("always_safe", "Caroline drinks from Sheila") == [
        "Caroline drinks from Sheila: it could have happened when Caroline refuses Klaus (49), "
        "but Caroline would not.",
        "  Caroline would do it so that the pain stops (4) and so that he stops asking it (2); but "
        "it goes against life, which she holds at 1000. By her own reckoning it leaves her 994 "
        "worse.",
        "    Nothing that could follow within 2 steps makes up for it.",
    ]


def test_it_was_possible_but_she_did_not_know() -> None:
    """
    world The Door
    place the cell
    person Ada, she, at the cell
    fact the door is open: yes or no, usually yes
    fact (who: person) is free: yes or no
    fact the bell has rung: yes or no
    at the start
      Ada believes the door is not open
    action (who: person) walks out
      when the door is open
      then who is free
      agreed by who
    happening the bell rings
      when the bell has not rung
      then the bell has rung
    wants of Ada
      worth 5 when Ada is free
    outline
      the hour: until the bell has rung
    """
    text = cleandoc(test_it_was_possible_but_she_did_not_know.__doc__ or "")
    door = pipeline.load_text(text)
    story = pipeline.case(door, pipeline.plan(door).chronicles[0])
    asked = Words(door).act("Ada walks out")
    found = why_not(story, asked)
    assert found.verdict is Verdict.UNKNOWN
    say = Speaker(door, story.chronicle)
    mended = mends(story, asked, found, say.belief)
    assert why_not_words(say, found, mended).lines() == [
        "Ada walks out: it could have happened when the bell rings (0), but Ada did not know it.",
        "  Ada does not know that it can be done: Ada does not believe that the door is open.",
        "  It would take “Ada believes that the door is open”, from the start on.",
    ]


def test_a_claim_is_part_of_the_act() -> None:
    asked = words("gull_point").act("Tom lies to Bess that the quencher is Ida")
    assert dict(asked.roles)["claim"] == AskedFact("quencher", (), (), EntityRef("Ida"))
    assert ask("gull_point", "Tom lies to Ida that the quencher is Bess").at == 10
    assert ask("gull_point", "Tom lies to Ida that the quencher is Ida").at != 10


def test_everybody_had_a_reason_and_the_story_went_another_way() -> None:
    found = ask("always_safe", "Danny drives a stake through Caroline")
    assert (found.verdict, found.at) == (Verdict.COULD, 31)


def test_it_can_never_be() -> None:
    found = ask("gull_point", "Ida pays Tom")
    assert found.verdict is Verdict.NEVER
    assert {lack.fact.fluent for lack in found.lacks if lack.fact} == {"has_salvaged", "debt"}


@pytest.mark.parametrize(
    ("name", "text", "at", "mended"),
    [
        (
            "always_safe",
            "Caroline drinks from Sheila",
            None,
            "It would take “Caroline does not value life”, from 49 on.",
        ),
        (
            "always_safe",
            "Klaus runs to Caroline",
            19,
            "It would take “Klaus believes that Caroline is in mortal danger”, from 19 on.",
        ),
        (
            "gull_point",
            "Bess quenches the lamp",
            None,
            "It would take “Bess wants worth 1 when the lamp is not lit”, from the start on.",
        ),
    ],
)
def test_the_nearest_change(name: str, text: str, at: int | None, mended: str) -> None:
    assert f"  {mended}" in told(name, text, at, mend=True)


def test_a_mend_does_what_it_promises() -> None:
    """Its changes, read again as text, make the act possible, and wanted by all who must agree."""
    name, asked = "always_safe", "Klaus runs to Caroline"
    act = words(name).act(asked)
    (mend, *_) = mends(case(name), act, ask(name, asked, 10), speaker(name).belief)
    changes = [read_change(words(name), text) for text in mend.changes]
    new = what_if(case(name), changes, {}, mend.at, 0)
    state = next(b.step for b in new.became if b.event == mend.at)
    assert why_not(new.case, act, state).verdict in DONE
