"""A chronicle written down and read again is the same; a wrong document is refused in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.story import schema
from tests.story.lamp import lamp_chronicle
from vervain.base.diagnostic import Rejected
from vervain.story.chronicle import (
    Act,
    Belief,
    Cause,
    Change,
    Chronicle,
    Claimed,
    Event,
    Fact,
    Ran,
    Reason,
    WantServed,
)
from vervain.story.document import WAYS, dumps, loads, plain

text = st.text(st.characters(codec="utf-8"), max_size=6)
texts = st.lists(text, max_size=3).map(tuple)
numbers = st.floats(allow_nan=False, allow_infinity=False)
values = st.none() | st.booleans() | st.integers() | numbers | text
facts = st.builds(Fact, text, texts, texts)
claims = st.builds(Claimed, text, texts, values)
acts = st.builds(Act, text, st.lists(st.tuples(text, text | claims), max_size=3).map(tuple))
changes = st.builds(Change, facts, values, values, st.sampled_from(WAYS))
served = st.builds(WantServed, text, text, st.none() | numbers, st.none() | numbers)
minutes = st.integers(0, 10**6)
pairs = st.tuples(minutes, minutes)


def some(items: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """A few of them."""
    return st.lists(items, max_size=2).map(tuple)


def events(number: int) -> st.SearchStrategy[Event]:
    """An event at its place in the list."""
    earlier = st.none() | st.integers(0, number - 1) if number else st.none()
    beliefs = st.builds(Belief, facts, values, st.booleans(), earlier)
    worth = st.none() | numbers
    return st.builds(
        Event,
        id=st.just(number),
        act=acts,
        stage=st.none() | text,
        place=st.none() | text,
        minute=minutes,
        duration=minutes,
        agreed=texts,
        saw=texts,
        glimpsed=texts,
        reactions=some(acts),
        changes=some(changes),
        minds=some(changes),
        causes=some(st.builds(Cause, earlier, facts, values)),
        reasons=some(
            st.builds(Reason, text, some(acts), some(served), some(beliefs), worth, worth)
        ),
        frames=st.lists(st.integers(0, 9), max_size=3).map(tuple),
    )


@st.composite
def chronicles(draw: st.DrawFn) -> Chronicle:
    """Any chronicle."""
    count = draw(st.integers(0, 3))
    ends = sorted(draw(st.lists(st.integers(0, count), max_size=3)))
    return Chronicle(
        world=draw(text),
        fingerprint=draw(text),
        seed=draw(minutes),
        people=draw(texts),
        clock=draw(minutes),
        start=draw(some(st.tuples(facts, values))),
        stages=tuple((draw(text), end) for end in ends),
        events=tuple(draw(events(i)) for i in range(count)),
        ran=draw(st.none() | st.builds(Ran, minutes, minutes, st.none() | text, some(pairs))),
    )


@given(chronicles())
def test_it_comes_back_equal(chronicle: Chronicle) -> None:
    document = dumps(chronicle)
    assert loads(document) == chronicle
    assert dumps(loads(document)) == document


@given(chronicles())
def test_it_fits_the_schema(chronicle: Chronicle) -> None:
    jsonschema.validate(plain(chronicle), schema.schema())


def test_the_schema_beside_the_page_is_the_one_the_types_give() -> None:
    """`python -m tests.story.schema` writes it."""
    assert schema.FILE.read_text(encoding="utf-8") == schema.text()


def test_a_story_comes_back_equal() -> None:
    chronicle = lamp_chronicle()
    assert chronicle.events
    assert loads(dumps(chronicle)) == chronicle


def test_a_story_from_before_is_read_with_what_came_later_as_usual() -> None:
    chronicle = lamp_chronicle()
    document = plain(chronicle)
    del document["ran"]
    for event in document["events"]:
        for reason in event["reasons"]:
            del reason["weighed"], reason["alternatives"], reason["margin"]
    assert loads(json.dumps(document)) == chronicle
    del document["events"][0]["saw"]
    assert finding(json.dumps(document)) == "V903 events[0]: 'saw' is missing"


def finding(document: str) -> str:
    """The one finding about a wrong document, with its code."""
    with pytest.raises(Rejected) as refused:
        loads(document, "story.json")
    (found,) = refused.value.findings
    assert found.span.file == "story.json"
    return f"{found.code} {found.message}"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("", "V901 this is not JSON: Expecting value"),
        ('{"a": 1', "V901 this is not JSON: Expecting ',' delimiter"),
        ('{"a": 1, "a": 2}', "V901 this JSON cannot be taken: an object has a key twice"),
        ("NaN", "V901 this JSON cannot be taken: NaN is not a number"),
        ("[" * 100_000, "V901"),
        ("1" * 10_000, "V901"),
        ("[]", "V902 the document: this is not a chronicle"),
        ('{"format": "vervain chronicle", "version": 2}', "V902 version: only version 1"),
        ('{"format": "vervain chronicle", "version": true}', "V902 version: only version 1"),
        ('{"format": "vervain chronicle", "version": 1}', "V903 the document: 'world' is missing"),
    ],
)
def test_what_is_no_chronicle_is_refused(document: str, expected: str) -> None:
    assert finding(document).startswith(expected)


def put(*path: str | int, value: object) -> Callable[[Any], None]:
    """Changes one place of a document."""

    def change(document: Any) -> None:
        *way, last = path
        for key in way:
            document = document[key]
        document[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (put("seed", value=1.5), "V903 seed: this should be a whole number, not 1.5"),
        (put("seed", value=True), "V903 seed: this should be a whole number, not true"),
        (put("mood", value=1), "V903 the document: there is no 'mood' here"),
        (put("people", value="Ida"), 'V903 people: this should be a list, not "Ida"'),
        (put("people", 0, value="\ud800"), "V903 people[0]: this should be a string"),
        (put("start", 0, value=[]), "V903 start[0]: this should have 2 items, not 0"),
        (put("events", 0, "act", value=3), "V903 events[0].act: this should be an object, not 3"),
        (
            put("events", 0, "place", value=3),
            "V903 events[0].place: this should be a string or null",
        ),
        (put("events", 0, "act", "roles", 0, 1, value=None), "V903 events[0].act.roles[0][1]"),
        (put("events", 1, "reasons", 0, "utility_after", value=10**400), "V903 events[1].reasons"),
        (put("events", 1, "id", value=7), "V904 events[1].id: this should be 1"),
        (put("events", 1, "duration", value=-1), "V904 events[1]: durations and frames"),
        (put("events", 2, "causes", 0, "event", value=2), "V904 events[2]: 2 is no earlier event"),
        (put("events", 2, "causes", 0, "event", value=-1), "V904 events[2]: -1 is no earlier"),
        (put("events", 0, "minds", 0, "how", value="dreamt"), "V904 events[0]: 'dreamt' is no way"),
        (put("stages", 0, 1, value=99), "V904 stages[0]: 'the dark' cannot end after 99 events"),
    ],
)
def test_what_is_wrong_in_a_chronicle_is_named(
    change: Callable[[Any], None], expected: str
) -> None:
    document = json.loads(dumps(lamp_chronicle()))
    change(document)
    assert finding(json.dumps(document)).startswith(expected)


@given(st.recursive(values, lambda v: st.lists(v) | st.dictionaries(text, v), max_leaves=8))
def test_no_document_is_met_with_a_traceback(value: object) -> None:
    document = plain(replace(lamp_chronicle(), events=()))
    for key in (*document, "events"):
        with suppress(Rejected):
            loads(json.dumps({**document, key: value}))
