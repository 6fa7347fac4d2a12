"""No rule is so important that the story cannot be lived without it; no question is too odd."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ask.stories import case, speaker, words
from vervain.base.diagnostic import Rejected
from vervain.lang.asking import AskedAct, AskedFact
from vervain.lang.change import Rule, read_change
from vervain.lang.expr import EntityRef
from vervain.story.chronicle import Act, Claimed
from vervain.story.differ import differ
from vervain.story.what_if import what_if
from vervain.story.why_not import why_not
from vervain.tell.answer_differ import differ_words
from vervain.tell.answer_why_not import why_not_words
from vervain.tell.finding import find_event
from vervain.tell.speaker import Speaker

RULES = [
    (name, rule.name)
    for name in ("gull_point", "hello")
    for rule in (*case(name).world.actions, *case(name).world.reactions)
]


@pytest.mark.parametrize(("name", "rule"), RULES)
def test_a_story_without_any_one_rule(name: str, rule: str) -> None:
    new = what_if(case(name), [Rule(rule, rule)], {})
    assert all(event.act.name != rule for event in new.case.chronicle.events)
    found = differ(case(name), new)
    answer = differ_words(speaker(name), Speaker(new.case.world, new.case.chronicle), new, found)
    assert answer.text.startswith(f"With “{rule}”")


VOCABULARY = sorted(
    {
        *(part for e in case("gull_point").world.entities for part in e.name.split()),
        *"is not believes that when without at from the rule does want values wants".split(),
        *"lamp lit quencher debt of to Petrel afloat pays lies 3 40 99 worth 1 someone".split(),
        *('"', "(", ")", ",", ":", "#", "…", "'s", "\\", "\t", "{who}", "\x00"),
    }
)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(VOCABULARY), max_size=9).map(" ".join))
def test_every_question_is_answered_or_refused_in_words(text: str) -> None:
    name = "gull_point"
    for ask in (
        words(name).fact,
        words(name).act,
        words(name).name,
        lambda said: read_change(words(name), said),
        lambda said: find_event(speaker(name), words(name), said),
    ):
        with suppress(Rejected):
            ask(text)


@given(st.sampled_from(sorted(case("gull_point").acts, key=repr)), st.integers(0, 11))
def test_every_act_has_an_answer_everywhere(act: Act, at: int) -> None:
    roles: list[tuple[str, str | AskedFact | None]] = []
    for role, bound in act.roles:
        if isinstance(bound, Claimed):
            value = EntityRef(bound.value) if isinstance(bound.value, str) else bound.value
            assert value is not None
            roles.append((role, AskedFact(bound.fluent, bound.args, (), value)))
        else:
            roles.append((role, bound))
    found = why_not(case("gull_point"), AskedAct(act.name, tuple(roles)), at)
    answer = why_not_words(speaker("gull_point"), found, asked_at=True)
    said = " ".join(answer.lines())
    assert "None" not in said
    assert "True" not in said
