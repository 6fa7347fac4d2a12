"""Felt facts follow what is felt while a world runs, and people act on them (semantics, L15)."""

from __future__ import annotations

from textwrap import dedent

import pytest

import vervain
from tests.feel.test_coping import ANGER, COPING, GRATITUDE, GUILTY
from vervain import pipeline
from vervain.story.feel import again
from vervain.story.feel.feeling import Emotion
from vervain.story.feel.living_many import FeltMany
from vervain.story.living import Run
from vervain.story.why import why
from vervain.tell.answer_why import why_words
from vervain.tell.speaker import Speaker

TURNS = "\none turn is 1 hour\n"


def lived(text: str, turns: int = 12, base: str = COPING) -> Run:
    """A run of a world of tests/feel/test_coping.py: without its outline, turn by turn."""
    without = text.partition("    outline")[0]
    both = dedent(base).replace("travel, coping", "travel, coping" + TURNS) + dedent(without)
    return vervain.run(vervain.load_text(both), span=turns)


def names(run: Run) -> list[str]:
    return [e.act.name for e in run.chronicle.events]


@pytest.mark.parametrize(
    ("text", "deed", "fact", "act"),
    [
        (ANGER, "burns_barn", "anger_at", "takes_task"),
        (GRATITUDE, "fills_purse", "gratitude", "repays"),
        (GUILTY, "burns_barn", "guilt_toward", "makes_amends"),
    ],
)
def test_from_the_deed_to_the_feeling_to_the_act(text: str, deed: str, fact: str, act: str) -> None:
    still = "\n    at the start\n      fear of Ann for Tom is 0\n"
    calm = COPING.replace("place the yard, next to the hill\n    place the hill", "place the yard")
    run = lived(text + still, base=calm)
    found = names(run)
    felt = next(i for i, name in enumerate(found) if name.startswith(f"{fact}_becomes"))
    assert found.index(deed) < felt < found.index(act)
    (reason,) = run.chronicle.events[found.index(act)].reasons
    assert any(b.since == felt for b in reason.beliefs), "the act rests on the feeling"


def test_the_same_is_felt_as_in_a_planned_story() -> None:
    planned = pipeline.plan(pipeline.load_text(dedent(COPING) + dedent(ANGER))).chronicles[0]
    first = [e.act for e in planned.events if "_becomes_" in e.act.name]
    run = [e.act for e in lived(ANGER).chronicle.events if "_becomes_" in e.act.name]
    assert set(first) <= set(run)


def test_only_the_bearer_knows_and_nobody_chose_it() -> None:
    for event in lived(ANGER).chronicle.events:
        if "_becomes_" in event.act.name:
            assert event.saw == (dict(event.act.roles)["one"],)
            assert not event.agreed


def test_why_says_the_feeling_and_the_deed_in_a_run_too() -> None:
    calm = COPING.replace("place the yard, next to the hill\n    place the hill", "place the yard")
    run = lived(ANGER, base=calm)
    story = pipeline.asked_of(run.life.given, run.chronicle)
    act = names(run).index("takes_task")
    say = Speaker(story.world, story.chronicle)
    lines = [part.text for part in why_words(say, why(story, act)).parts]
    deed = names(run).index("burns_barn")
    assert any(
        line.startswith("This is because Ann is angry with Tom")
        and f"Tom burns the barn ({deed})" in line
        for line in lines
    ), lines


def test_it_wears_off_with_time_though_nothing_happens() -> None:
    run = lived(ANGER, 24 * 60)
    anger = [(e.minute, e.act.name) for e in run.chronicle.events if "anger_at" in e.act.name]
    assert [name[-1] for _, name in anger] == ["2", "1", "0"]
    assert anger[-1][0] > 7 * 24 * 60


def test_a_kept_run_goes_on_as_if_it_had_never_stopped() -> None:
    whole = lived(ANGER, 80)
    part = whole.back_to(2)
    assert 0 < len(part.chronicle.events) < len(whole.chronicle.events)
    part.go_on(78)
    assert part.chronicle.events == whole.chronicle.events


NIGHT = """
world The Night
include seeing, coping
one turn is 1 hour
person Ann, she
fact the lamp is lit: yes or no

happening the lamp goes out
  when the lamp is lit
   and it is night
  then the lamp is not lit
  seen by everyone

fact sorrow of (who: person): 0..3, felt as distress

at the start
  the lamp is lit

wants of Ann
  worth 5 when the lamp is lit
"""


def test_what_happens_by_the_calendar_is_felt_too() -> None:
    run = vervain.run(vervain.load_text(NIGHT), span=30)
    assert not run.unfelt
    assert "sorrow_becomes_3" in names(run)


def test_in_a_large_world_what_came_about_is_felt(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same sorrow comes, and wears off, where no act is known but those that came about."""
    whole = vervain.run(vervain.load_text(NIGHT), span=400)
    monkeypatch.setattr(again, "MOST", 0)
    large = vervain.run(vervain.load_text(NIGHT), span=400)
    assert isinstance(large.life.feeling, FeltMany)
    assert large.chronicle.events == whole.chronicle.events
    assert not large.unfelt
    assert names(large) == ["lamp_goes_out"] + [f"sorrow_becomes_{n}" for n in (3, 2, 1, 0)]


def test_in_a_large_world_anger_leads_to_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "MOST", 0)
    calm = COPING.replace("place the yard, next to the hill\n    place the hill", "place the yard")
    found = names(lived(ANGER, base=calm))
    felt = next(i for i, name in enumerate(found) if name.startswith("anger_at_becomes"))
    assert found.index("burns_barn") < felt < found.index("takes_task")


def test_what_was_lived_by_the_calendar_can_be_asked_about() -> None:
    run = vervain.run(vervain.load_text(NIGHT), span=30)
    found = pipeline.feelings(pipeline.case(run.life.given, run.chronicle))
    assert [f for f in found.feelings if f.who == "Ann" and f.emotion is Emotion.DISTRESS]


def test_a_world_without_felt_facts_is_not_looked_at() -> None:
    text = NIGHT.replace(", coping", "").replace(
        "fact sorrow of (who: person): 0..3, felt as distress", ""
    )
    run = vervain.run(vervain.load_text(text), span=30)
    assert names(run) == ["lamp_goes_out"]
    assert not run.unfelt
