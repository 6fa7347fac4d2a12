"""The flagship world: mixed feelings toward one man, each for its own reason; and an apology for
the wrong thing."""

from __future__ import annotations

import runpy
from functools import cache
from pathlib import Path

from tests.feel.stories import Story
from vervain import pipeline
from vervain.story.feel.appraise import appraise
from vervain.story.feel.feeling import Emotion, Feeling
from vervain.story.feel.intensity import felt
from vervain.story.feel.ties import bonds_at
from vervain.tell.answer_feel import Feelingly, bond_words
from vervain.tell.speaker import Speaker

ROOT = Path(__file__).parents[2]


@cache
def told() -> Story:
    world = pipeline.load("always_safe")
    case = pipeline.case(world, pipeline.plan(world).chronicles[0])
    return Story(case, appraise(case))


def after(stage: str) -> int:
    return dict(told().case.chronicle.stages)[stage]


def at(who: str, stage: str, emotion: Emotion, toward: str | None) -> list[Feeling]:
    return [
        f.feeling
        for f in felt(told().found, after(stage), who)
        if f.feeling.emotion is emotion and f.feeling.toward == toward
    ]


def test_at_step_eight_she_holds_five_feelings_toward_one_man() -> None:
    gratitude = at("Caroline", "the hand", Emotion.GRATITUDE, "Klaus")
    horror = at("Caroline", "the hand", Emotion.REPROACH, "Klaus")
    fear = at("Caroline", "the hand", Emotion.FEAR, "Klaus")
    comfort = at("Caroline", "the hand", Emotion.JOY, "Klaus")
    shame = at("Caroline", "the hand", Emotion.SHAME, None)
    assert any(f.purpose == "she lives" for f in gratitude)
    assert [f.intensity for f in horror if f.value == "life"][:13] == [1.0] * 13
    assert fear[0].beliefs[0].fact.fluent == "fear"
    assert any(h.fact.fluent == "holding" for f in comfort for h in f.beliefs)
    assert any(f.value == "mourning" for f in shame)


def test_each_has_a_reason_of_its_own() -> None:
    """The saving, the price, what she has known of him for years, his arms, her own arms."""
    hand = after("the hand")
    holds = hand - 1
    reasons = {
        Emotion.GRATITUDE: told().event("breaks"),
        Emotion.REPROACH: told().event("kills"),
        Emotion.FEAR: told().event("runs"),
        Emotion.JOY: holds,
        Emotion.SHAME: holds,
    }
    for emotion, event in reasons.items():
        here = [f.feeling for f in felt(told().found, hand, "Caroline")]
        assert any(f.emotion is emotion and f.event == event for f in here), emotion


def test_he_is_sorry_for_what_she_does_not_mourn() -> None:
    remorse = at("Klaus", "the apology", Emotion.REMORSE, "Caroline")
    assert {f.deed.act.name for f in remorse if f.deed} == {"rages_at", "orders_drink"}
    dead = {f.toward for f in told().of("Klaus", Emotion.PITY)} - {"Caroline"}
    assert not dead, "the dead are nothing to him"
    sorry = next(e for e in told().case.chronicle.events if e.act.name == "says_sorry")
    assert dict(sorry.act.roles)["loss"] == "the roughness"
    (reason,) = sorry.reasons
    wrong = [b.fact.fluent for b in reason.beliefs if not b.true]
    assert wrong == ["what_grieves_over"]
    mourned = {f.toward for f in told().of("Caroline", Emotion.PITY)}
    assert {"Sheila", "Danny", "Joan"} <= mourned


def test_he_is_angry_with_those_who_shot_without_having_seen_it() -> None:
    anger = told().of("Klaus", Emotion.ANGER)
    shooters = {f.toward for f in anger if f.deed and f.deed.act.name == "shoots"}
    assert len(shooters) == 12
    assert "Sheila" not in shooters
    assert all(f.deed.event is None for f in anger if f.deed and f.toward in shooters)


def test_events_of_one_sort_and_equal_bonds_are_told_together() -> None:
    say = Speaker(told().case.world, told().case.chronicle)
    course = Feelingly(say, told().found).course("Klaus")
    heads = [part.text for part in course.parts]
    assert "When Klaus kills Danny, Joan and ten others (32–43):" in heads
    bonds = bond_words(say, bonds_at(told().case, 5), "then")
    lines = [part.text for part in bonds.parts]
    assert "Care of Caroline for Danny, Joan and ten others is 3, from the start." in lines


def test_the_dead_feel_nothing_and_her_mother_only_what_she_is_told() -> None:
    killed = told().event("kills")
    assert not told().at("Danny", killed + 1)
    calls = told().event("calls_Carolines_mother")
    mother = [f for f in told().found.feelings if f.who == "Caroline's mother"]
    assert mother
    assert min(f.since for f in mother) == calls + 1


def test_the_page_has_every_feeling_with_what_a_reader_thinks_of_it() -> None:
    """Made anew it is the same; nothing is unread, and nothing is doubted."""
    made = runpy.run_path(str(ROOT / "docs" / "feelings.py"))
    text = "\n".join(made["page"]()) + "\n"
    assert text == (ROOT / "docs/explanation/feelings-always-safe.md").read_text("utf-8")
    views = [line.split(" | ")[1] for line in text.splitlines() if line.startswith("| ")][2:]
    assert len(views) > 200
    assert all(v.startswith(("Agreed", "a reader")) for v in views if not v.startswith("---"))
