"""Sentences of random worlds have no fault; `python -m tests.tell.random_sentences` tells more."""

from __future__ import annotations

from hypothesis import given, settings

from tests.strategies import told_texts
from tests.tell.random_sentences import NEVER, Sentences


def test_sentences_of_random_worlds_have_no_fault() -> None:
    found = Sentences()

    @settings(max_examples=40)
    @given(told_texts())
    def some(text: str) -> None:
        found.tell(text)

    some()
    assert found.faults == []
    assert found.told > 300
    assert found.pronouns > 50


def test_what_no_page_may_show_is_seen() -> None:
    for wrong in ("It is a hour.", "It  rains.", "The {who} came.", "There was an unicorn."):
        assert NEVER.search(wrong), wrong
    assert not NEVER.search("It is an hour, with a unicorn.")
