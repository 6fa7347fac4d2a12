"""Coping: strong feelings become facts, facts give wants, wants explain acts; and it ends with the
feeling."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.feel.stories import Story, story
from vervain import pipeline
from vervain.lang.felt import GUILT, WORDS
from vervain.lang.world import Stirs
from vervain.native.engine import Budget
from vervain.story.feel.coping import coping
from vervain.story.feel.feeling import Emotion, Feeling
from vervain.story.feel.intensity import degree, strength
from vervain.story.why import why
from vervain.tell.answer_why import why_words
from vervain.tell.speaker import Speaker

COPING = """
    world The Barn
    include seeing, bonds, travel, coping

    place the yard, next to the hill
    place the hill
    person Ann, she, at the yard
    person Tom, he, at the yard

    fact the barn has burnt: yes or no
    fact the purse is full: yes or no
"""
ANGER = """
    action (who: person) burns the barn
      when the barn has not burnt
       and who is Tom
      then the barn has burnt
      agreed by who
      seen by everyone

    wants of Ann
      worth -5 when the barn has burnt
    wants of Tom
      worth 3 when the barn has burnt

    outline
      the fire: until the barn has burnt
      the answer: until Tom has answered to Ann
"""
GRATITUDE = """
    action (who: person) fills the purse of (other: person)
      when the purse is not full
       and who is Tom
       and other is Ann
      then the purse is full
      agreed by who
      seen by everyone

    at the start
      care of Tom for Ann is 8

    wants of Ann
      worth 5 when the purse is full
    wants of Tom
      worth 3 when the purse is full

    outline
      the gift: until the purse is full
      the thanks: until Ann has repaid Tom
"""
GUILTY = """
    action (who: person) burns the barn of (other: person)
      when the barn has not burnt
       and who is Tom
       and other is Ann
      then the barn has burnt
      agreed by who
      seen by everyone
      against kindness

    at the start
      care of Tom for Ann is 9

    wants of Ann
      worth -5 when the barn has burnt
    wants of Tom
      worth 4 when the barn has burnt
      worth -2 when the barn has burnt

    outline
      the fire: until the barn has burnt
      the amends: until Tom has made amends to Ann
"""
FEAR = """
    at the start
      fear of Ann for Tom is 8

    outline
      the way out: until Ann is at the hill
"""
SHAME = """
    action (who: person) empties the purse
      when the purse is not full
       and who is Tom
      then the purse is full
      agreed by who
      seen by everyone
      against honesty

    wants of Tom
      worth 3 when the purse is full
      values honesty at 2

    outline
      the theft: until the purse is full
      the hiding: until Tom is at the hill
"""
WAYS = {
    "anger": (ANGER, "takes_task", "Ann", {Emotion.ANGER}),
    "gratitude": (GRATITUDE, "repays", "Ann", {Emotion.GRATITUDE}),
    "guilt": (GUILTY, "makes_amends", "Tom", {Emotion.SHAME, Emotion.REMORSE}),
    "fear": (FEAR, "walks", "Ann", {Emotion.FEAR}),
    "shame": (SHAME, "walks", "Tom", {Emotion.SHAME}),
}


def behind(told: Story, event: int) -> Feeling:
    """From an act through the felt belief that it rests on to the feeling."""
    (reason,) = told.case.chronicle.events[event].reasons
    felt = {f.name for f in told.case.world.fluents if f.felt}
    (belief,) = (b for b in reason.beliefs if b.fact.fluent in felt)
    (stir,) = (s for s in told.found.stirred if s.event == belief.since)
    assert stir.feeling is not None
    return told.found.feelings[stir.feeling]


@pytest.mark.parametrize("name", WAYS)
def test_why_reaches_from_the_act_through_the_want_to_the_feeling(name: str) -> None:
    text, act, who, emotions = WAYS[name]
    told = story(text, base=COPING)
    event = told.event(act)
    (reason,) = told.case.chronicle.events[event].reasons
    assert reason.agent == who
    assert [w.text for w in reason.wants if name.replace("fear", "alarm") in w.text]
    feeling = behind(told, event)
    assert feeling.who == who
    assert feeling.emotion in emotions
    if name in ("anger", "gratitude", "guilt", "shame"):
        assert feeling.deed is not None
        assert feeling.deed.event is not None, "the deed that called it forth"


REASONS = {
    "anger": "This is because Ann is angry with Tom (2): Tom burns the barn (1); what she does not",
    "gratitude": "This is because Ann is grateful to Tom (1): Tom fills the purse of Ann (0);",
    "guilt": "This is because Tom is guilty toward Ann",
    "fear": "This is because Ann is very afraid of Tom (0): fear of Ann for Tom is 8",
    "shame": "This is because Tom is a little ashamed (1): Tom empties the purse (0): that is",
}


@pytest.mark.parametrize("name", WAYS)
def test_why_says_so_in_words(name: str) -> None:
    """From the act through the feeling to the deed, and on to why the deed was done."""
    text, act, _, _ = WAYS[name]
    told = story(text, base=COPING)
    say = Speaker(told.case.world, told.case.chronicle)
    answer = why_words(say, why(told.case, told.event(act), 2))
    lines = [part.text for part in answer.parts]
    assert any(line.startswith(REASONS[name]) for line in lines), lines
    feeling = behind(told, told.event(act))
    if feeling.deed is not None:
        assert lines[-1].startswith(f"{say.event(feeling.deed.event or 0)}, so that"), lines


@pytest.mark.parametrize("name", WAYS)
def test_without_the_module_nobody_does_it(name: str) -> None:
    """The author's last wish is then out of reach: nobody has a reason."""
    text, _, _, _ = WAYS[name]
    base = (
        COPING.replace("travel, coping", "travel")
        + """
    fact (one: person) has answered to (two: person): yes or no
    fact (one: person) has made amends to (two: person): yes or no
    fact (one: person) has repaid (two: person): yes or no
"""
    )
    world = pipeline.load_text(dedent(base) + dedent(text))
    assert not pipeline.plan(world, budget=Budget(nodes=20_000)).chronicles


@pytest.mark.parametrize("name", WAYS)
def test_what_is_on_record_is_as_strong_as_the_feeling(name: str) -> None:
    told = story(WAYS[name][0], base=COPING)
    assert told.found.stirred
    for stir in told.found.stirred:
        act = told.case.chronicle.events[stir.event].act
        schema = told.case.names.actions[act.name]
        assert isinstance(schema.by_itself, Stirs)
        if schema.by_itself.value:
            assert stir.feeling is not None
            feeling = told.found.feelings[stir.feeling]
            assert degree(strength(told.found, feeling, stir.event)) == schema.by_itself.value


def test_only_the_bearer_knows() -> None:
    told = story(ANGER, base=COPING)
    for stir in told.found.stirred:
        event = told.case.chronicle.events[stir.event]
        assert event.saw == (dict(event.act.roles)["one"],)
        assert event.duration == 0
        assert not event.agreed


SLOW = (
    ANGER.replace(
        "      the answer: until Tom has answered to Ann",
        "      the years: until the years have gone by\n      the end: until the purse is full",
    )
    + """
    fact the years have gone by: yes or no

    happening the years go by
      when the years have not gone by
      then the years have gone by
      takes 2 years
      seen by everyone

    happening the end comes
      when the purse is not full
      then the purse is full
"""
)


def test_the_want_ends_when_the_feeling_has_faded() -> None:
    told = story(SLOW, base=COPING)
    years = told.event("years_go")
    angry = [
        told.case.evaluator.read("anger_at", ("Ann", "Tom"), (), k)
        for k in range(told.case.last + 1)
    ]
    assert angry[years] == 2
    assert angry[-1] == 0
    over = [s for s in told.found.stirred if s.event > years]
    assert over
    assert {told.found.feelings[s.feeling or 0].emotion for s in over} >= {Emotion.ANGER}


COOLING = (
    ANGER.replace(
        "      the answer: until Tom has answered to Ann",
        "      the days: until the days have gone by\n      the end: until the purse is full",
    )
    + """
    fact the days have gone by: yes or no

    happening the days go by
      when the days have not gone by
      then the days have gone by
      takes 4 days
      seen by everyone

    happening the end comes
      when the purse is not full
      then the purse is full
"""
)


def test_that_a_feeling_wears_off_is_not_told_until_it_is_over() -> None:
    told = story(COOLING, base=COPING)
    acts = [told.case.names.actions[e.act.name] for e in told.case.chronicle.events]
    values = [a.by_itself.value for a in acts if isinstance(a.by_itself, Stirs)]
    assert 1 in values[values.index(2) :], "it has become less"
    text = pipeline.tell(told.case.world, told.case.chronicle).text()
    assert "angry with" in text
    assert "a little angry" not in text


def test_ask_again_at_once_and_there_is_nothing_to_do() -> None:
    told = story(ANGER, base=COPING)
    again = coping(told.case)
    names = {told.case.names.actions[told.case.ground.actions[s.action].name] for s in again}
    assert all(a.stirs is not None for a in names)


def test_the_same_seed_gives_the_same_story() -> None:
    first, second = (story.__wrapped__(ANGER, base=COPING) for _ in range(2))
    assert first.case.chronicle == second.case.chronicle
    assert first.found == second.found


def test_a_story_with_feelings_is_verified() -> None:
    told = story(ANGER, base=COPING)
    acts = [
        told.case.ground.actions[told.case.acts[e.act]].text for e in told.case.chronicle.events
    ]
    verdict = pipeline.verify(told.case.world, "\n".join(acts))
    assert not verdict.fault, verdict.message
    late = [*acts, "anger_at_becomes_3(Ann, Tom)"]
    assert "comes by itself" in pipeline.verify(told.case.world, "\n".join(late)).fault


def test_every_feeling_has_words() -> None:
    assert set(WORDS) == {*map(str, Emotion), GUILT}
