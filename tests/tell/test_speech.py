"""What is said: lines in quotation marks, turns, and lies that only who knows sees."""

from __future__ import annotations

import pytest

from vervain.pipeline import load_text, plan, tell
from vervain.story.chronicle import Claimed
from vervain.tell.speech import line
from vervain.tell.spin import Tense, spin

HALL = """
world Hall
include talking
place the hall
person Ann, she, at the hall
person Bob, he, at the hall
person Eve, she, at the hall
fact (one: person) loves (two: person): yes or no, can be told
fact (who: person) is tired of (two: person): yes or no, can be told
fact (who: person) has hidden the key: yes or no, can be told
fact (who: person) can swim: yes or no, can be told
fact the thief: person, or unknown, can be told
fact debt of (one: person) to (two: person): 0..100, can be told
fact the lamp is lit: yes or no, can be told
at the start
  Ann loves Bob
  the thief is Ann
  Bob believes Ann does not love Bob
  Ann believes Bob believes Ann does not love Bob
  Ann believes Bob does not love Ann
  Bob loves Ann
  Bob believes Ann believes Bob does not love Ann
  Bob does not know the thief
  Ann believes Bob does not know the thief
  Eve does not know the thief
wants of Ann
  worth 2 when Bob believes Ann loves Bob
  worth 2 when Bob believes the thief is Eve
wants of Bob
  worth 2 when Ann believes Bob loves Ann
outline
  one: until Bob believes Ann loves Bob
  two: until Ann believes Bob loves Ann
  three: until Bob believes the thief is Eve
"""


@pytest.mark.parametrize(
    ("fluent", "args", "value", "said"),
    [
        ("loves", ("Ann", "Bob"), True, "I love you"),
        ("loves", ("Bob", "Ann"), False, "You don't love me"),
        ("loves", ("Ann", "Ann"), True, "I love myself"),
        ("loves", ("Eve", "Bob"), False, "Eve doesn't love you"),
        ("tired", ("Ann", "Bob"), True, "I'm tired of you"),
        ("tired", ("Bob", "Ann"), False, "You're not tired of me"),
        ("tired", ("Eve", "Ann"), False, "Eve isn't tired of me"),
        ("has_hidden_key", ("Ann",), True, "I have hidden the key"),
        ("has_hidden_key", ("Eve",), False, "Eve hasn't hidden the key"),
        ("can_swim", ("Bob",), False, "You can't swim"),
        ("thief", (), "Ann", "I'm the thief"),
        ("thief", (), "Eve", "Eve is the thief"),
        ("debt", ("Ann", "Bob"), 12, "My debt to you is twelve"),
        ("debt", ("Eve", "Bob"), 1, "The debt of Eve to you is one"),
        ("lamp_lit", (), False, "The lamp isn't lit"),
        ("place", ("Ann",), "the hall", "I'm at the hall"),
    ],
)
def test_a_claim_as_it_is_said(
    fluent: str, args: tuple[str, ...], value: bool | int | str, said: str
) -> None:
    world = load_text(HALL, "hall.world")
    assert line(Claimed(fluent, args, value), "Ann", frozenset({"Bob"}), world) == said


def hall(who: str, seed: int = 1, **how: object) -> list[str]:
    world = load_text(HALL, "hall.world")
    (story,) = plan(world).chronicles
    return tell(world, story, spin(world, focaliser=who, seed=seed, **how)).text().split("\n\n")


def test_who_answers_speaks_without_being_introduced_anew() -> None:
    for seed in range(6):
        second = hall("nobody", seed)[1].removesuffix(" Ann smiled.")
        assert second in ('"I love you."', '"I love you," he said.', '"I love you," Bob said.')


def test_a_lie_is_told_as_said_and_only_who_knows_sees_it() -> None:
    for seed in range(6):
        taken_in = hall("Bob", seed)[2]
        assert "Eve is the thief" in taken_in or "the thief was Eve" in taken_in
        assert "did not believe" not in taken_in
        assert "rest" not in taken_in
        own = hall("Ann", seed)[2]
        assert "which she did not believe" in own or "kept the rest to herself" in own
        assert any(w in hall("nobody", seed)[2] for w in ("did not believe it", "think that"))


def test_who_is_spoken_of_in_reported_speech_is_referred_to_like_anybody() -> None:
    for who, person, said in (
        ("nobody", 3, ("that she loved him", "Ann that she loved him")),
        ("Ann", 1, ("that I loved him",)),
        ("Bob", 1, ("that she loved me",)),
    ):
        first = {hall(who, seed, person=person)[0] for seed in range(8)}
        reported = [text for text in first if " that " in text]
        assert reported, first
        assert all(any(words in text for words in said) for text in reported), reported


def test_a_lie_in_the_first_person_now() -> None:
    said = {hall("Ann", seed, person=1, tense=Tense.PRESENT)[2] for seed in range(6)}
    assert '"Eve is the thief," I say to Bob, and keep the rest to myself.' in said


VOICES = """
world Voices
place the hall
person Ann, she, at the hall
person Bob, he, at the hall
fact (who: person) is sad: yes or no
fact (who: person) is greeted: yes or no
at the start
  Ann is sad
  Bob is sad
action (one: person) greets (two: person)
  when one is with two
   and one is not two
   and two is not greeted
  then two is greeted
  agreed by one
  SAY
wants of Ann
  worth 1 when Bob is greeted
outline
  end: until Bob is greeted
"""


def voices(say: str, who: str) -> str:
    world = load_text(VOICES.replace("SAY", say), "voices.world")
    (story,) = plan(world).chronicles
    return tell(world, story, spin(world, focaliser=who)).text()


@pytest.mark.parametrize(
    ("say", "by", "others"),
    [
        ("say as one: {one} {smile}", ("Ann",), ("Bob", "nobody")),
        ("say as two: {one} {smile}", ("Bob",), ("Ann", "nobody")),
        ("say as nobody: {one} {smile}", ("nobody",), ("Ann", "Bob")),
        ("say when two believes one is sad: {one} {smile}", ("Bob", "nobody"), ("Ann",)),
        ("say when one is sad: {one} {smile}", ("Ann", "Bob", "nobody"), ()),
        ("say when answering: {one} {smile}", (), ("Ann", "Bob", "nobody")),
    ],
)
def test_words_are_told_by_whom_they_are_for(
    say: str, by: tuple[str, ...], others: tuple[str, ...]
) -> None:
    """What depends on a mind is not told by others."""
    for who in by:
        assert "smiled" in voices(say, who), who
    for who in others:
        assert "greeted" in voices(say, who), who
