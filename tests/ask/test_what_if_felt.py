"""What if, in a world where feelings are facts: what is felt is worked out anew."""

from __future__ import annotations

from tests.feel.stories import Story, story
from tests.feel.test_coping import ANGER, COPING
from vervain.lang.change import Event
from vervain.run.again import Fate
from vervain.story.what_if import Otherwise, what_if


def told() -> Story:
    return story(ANGER, base=COPING)


def without_the_fire() -> Otherwise:
    change = Event("without the fire", "burns the barn")
    return what_if(told().case, [change], {change.event: told().event("burns_barn")})


def test_a_story_in_which_nothing_is_otherwise_has_the_same_feelings() -> None:
    case = told().case
    again = what_if(case, [], {})
    assert again.case.chronicle.events == case.chronicle.events
    assert all(b.fate is Fate.KEPT for b in again.became)


def test_without_the_deed_nobody_is_angry_and_nobody_answers_for_it() -> None:
    again = without_the_fire()
    names = [e.act.name for e in again.case.chronicle.events]
    assert not [n for n in names if n.startswith("anger")]
    assert "takes_task" not in names
    felt = [
        b
        for b in again.became
        if b.event is not None
        and told().case.chronicle.events[b.event].act.name.startswith("anger")
    ]
    assert felt
    assert all(b.fate is Fate.UNASKED for b in felt)
