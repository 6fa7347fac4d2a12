"""Feelings held against random worlds: none lacks a belief, none outlives it, none is had by
somebody who does not know.

`pytest --hypothesis-profile=long tests/feel/test_random.py` takes 25 times as many worlds;
`python -m tests.feel.walks 10000` goes through ten thousand random events.
"""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.strategies import SAID, WHO, texts
from vervain import pipeline
from vervain.native.engine import Budget
from vervain.story.case import Case
from vervain.story.feel.appraise import appraise
from vervain.story.feel.document import dumps, loads
from vervain.story.feel.feeling import Emotion, Ended, Feeling, Feelings
from vervain.story.feel.intensity import THRESHOLD, strength

LIMITS = Budget(nodes=20_000, seconds=5)
BONDS = "fact care of (one: person) for (two: person): -10..10\n"
PAIRS = [(a, b) for a in WHO for b in WHO if a != b]

some = settings(max_examples=max(1, settings().max_examples // 4))


@st.composite
def worlds(draw: st.DrawFn) -> str:
    """A small world in which people like and dislike each other, and some acts are wrong."""
    text = draw(texts())
    head, tail = text.split("action ", 1)
    ties = draw(st.lists(st.tuples(st.sampled_from(PAIRS), st.integers(-9, 9)), max_size=4))
    start = "".join(f"  care of {a} for {b} is {n}\n" for (a, b), n in ties)
    if start and "at the start\n" not in head:
        head += "at the start\n"
    acts = ("action " + tail).split("  agreed by who")
    kinds = [draw(st.sampled_from(("", "", "  against order\n", "  for order\n"))) for _ in acts]
    text = acts[0]
    for kind, act in zip(kinds, acts[1:], strict=False):
        text += f"  agreed by who{act.split(chr(10), 1)[0]}\n{kind}{act.split(chr(10), 1)[1]}"
    weight = draw(st.sampled_from((0.5, 2)))
    dear = draw(st.sampled_from(WHO))
    text = text.replace(f"wants of {dear}\n", f"wants of {dear}\n  values order at {weight}\n")
    first = head.index("fact ")
    return head[:first] + BONDS + head[first:] + start + text


def longest(text: str) -> Case:
    """The longest story that the world has on the way to any one fact."""
    head, _ = text.rsplit("  the end: until ", 1)
    best: Case | None = None
    for fact in SAID:
        world = pipeline.load_text(f"{head}  the end: until {fact}\n")
        for chronicle in pipeline.plan(world, budget=LIMITS).chronicles:
            if best is None or len(chronicle.events) > best.last:
                best = pipeline.case(world, chronicle)
    assume(best is not None and best.last > 0)
    assert best is not None
    return best


def states(found: Feelings, feeling: Feeling) -> range:
    end = len(found.minutes) if feeling.until is None else feeling.until
    return range(feeling.since, end)


def lacking(case: Case, found: Feelings) -> list[str]:
    """The feelings that lack a belief, or outlive one."""
    wrong = []
    for feeling in found.feelings:
        saw = feeling.deed is not None and feeling.deed.event is not None
        if not states(found, feeling) or not (feeling.beliefs or saw):
            wrong.append(f"without a belief: {feeling}")
        for held in feeling.beliefs:
            since = [case.value(held.fact, k) == held.value for k in states(found, feeling)]
            if held.fact.minds[0] != feeling.who or not (held.past or all(since)):
                wrong.append(f"outlives {held}: {feeling}")
    return wrong


@some
@given(worlds())
def test_no_feeling_lacks_a_belief_and_none_outlives_it(text: str) -> None:
    case = longest(text)
    assert lacking(case, appraise(case)) == []


@some
@given(worlds())
def test_nobody_feels_about_a_deed_that_they_do_not_know_of(text: str) -> None:
    case = longest(text)
    found = appraise(case)
    for feeling in found.feelings:
        if feeling.deed is not None and feeling.deed.event is not None:
            event = case.chronicle.events[feeling.deed.event]
            assert feeling.who in (*event.saw, *event.agreed)
            assert event.id < feeling.since
    for person in found.people:
        unmoved = range(1, case.last + 1)
        for k in unmoved:
            event = case.chronicle.events[k - 1]
            nodes = case.history.nodes((case.agent(person),))
            if nodes[k - 1] == nodes[k] and person not in (*event.saw, *event.agreed):
                new = [f for f in found.feelings if f.who == person and f.since == k]
                assert all(f.emotion in (Emotion.HOPE, Emotion.FEAR) for f in new), new


@some
@given(worlds())
def test_intensities_moods_and_ends_are_what_they_say(text: str) -> None:
    found = appraise(longest(text))
    for feeling in found.feelings:
        assert THRESHOLD <= feeling.intensity <= 1
        assert (feeling.until is None) == (feeling.ended is None) == (feeling.by is None)
        strengths = [strength(found, feeling, k) for k in states(found, feeling)]
        assert strengths == sorted(strengths, reverse=True)
        assert strengths[-1] >= THRESHOLD
        if feeling.ended is Ended.CAME_OUT:
            assert feeling.emotion in (Emotion.HOPE, Emotion.FEAR)
        for part in feeling.parts:
            assert found.feelings[part].since <= feeling.since
    assert all(-1 <= mood <= 1 for row in found.moods for mood in row)


@some
@given(worlds())
def test_the_same_story_has_the_same_feelings_and_they_can_be_saved(text: str) -> None:
    case = longest(text)
    found = appraise(case)
    assert found == appraise(case)
    assert loads(dumps(found)) == found
