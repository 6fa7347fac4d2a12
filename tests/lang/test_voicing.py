"""The lines of a `lexicon` beside the forms of words: read, laid out, and refused."""

from __future__ import annotations

import pytest

from tests.lang.author import findings
from vervain.lang.frame import ClaimHole
from vervain.pipeline import format_text, load_text

HALL = """world Hall
place the hall
thing the cup, held by Ann
person Ann, she, at the hall
fact (who: person) is tired: yes or no

lexicon
"""
LINES = """  word to glim, glam, glum
  instead of to walk to: to go over to, to stroll to
  instead of to walk to when formal and who feels very strong fear: to hasten to
  instead of a hut: a cabin
  shows strong fear as Ann when formal and who is tired: {who} {go} pale
  feels happy for: {gain}, and {whom} {have} it
  # a comment
  beat: {who} {look} away
  beat when holding and colloquial: {who} {turn} {what} over, and over again, and puts it down
    at last
"""


def test_what_they_say() -> None:
    voice = load_text(HALL + LINES, "hall.world").voice
    walk, hasten, hut = voice.synonyms[:3]
    assert (walk.speech, walk.words) == ("verb", "walk to")
    assert walk.others == ("go over to", "stroll to")
    assert (hasten.register, hasten.feels, hasten.degree) == ("formal", "fear", 3)
    assert (hut.speech, hut.words, hut.others) == ("noun", "hut", ("cabin",))
    shown, thought = voice.signs[:2]
    assert (shown.emotion, shown.degree, shown.inner) == ("fear", 2, False)
    assert (shown.frame.focaliser, shown.frame.register) == ("Ann", "formal")
    assert shown.frame.cond is not None
    assert (thought.emotion, thought.inner) == ("happy for", True)
    assert thought.frame.parts[0] == ClaimHole("gain")
    plain, holding = voice.beats[:2]
    assert (plain.occasion, holding.occasion) == ("", "holding")
    assert holding.frame.register == "colloquial"


def test_they_are_laid_out_like_any_words() -> None:
    text = HALL + LINES
    assert format_text(text) == text
    loose = text.replace("  shows strong", "  shows  strong").replace("to: to go", "to:   to  go")
    assert format_text(loose) == text


def test_the_library_comes_behind_and_is_not_doubled() -> None:
    own = load_text(HALL + LINES, "hall.world").voice
    assert own.beats[0].frame.span.file == "hall.world"
    assert own.beats[-1].frame.span.file == "english"
    named = load_text(
        (HALL + LINES).replace("place", "include english\nplace", 1), "hall.world"
    ).voice
    assert len(named.signs) == len(own.signs)


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("instead of walk: stroll", "V442", "`walk` is no word"),
        ("instead of to walk", "V442", "`to walk` is no word"),
        ("instead of to walk: a stroll", "V442", "`a stroll` cannot stand for the verb `walk`"),
        ("instead of to walk: to walk", "V442", "would stand for itself"),
        ("instead of to walk: to make one's way", "V442", "does not say whose"),
        ("instead of to walk when formel: to go", "V442", "cannot be chosen by `formel`"),
        ("instead of to walk when who feels fera: to go", "V214", "`fera` is no feeling"),
        ("instead of: to walk", "V442", "it is not said which word"),
        ("shows: {who} {go} pale", "V214", "it is not said which feeling"),
        ("shows feer: {who} {go} pale", "V214", "`feer` is no feeling"),
        ("shows love: {who} {go} pale", "V214", "`love` lasts"),
        ("shows fear", "V443", "there are no words"),
        ("shows fear when who is tird: {who} {go} pale", "V301", "who is tird"),
        ("feels fear: {whoo} {go} pale", "V425", "`{whoo}`"),
        ("shows fear: {who {go} pale", "V424", "no partner"),
        ("beat when unanswerd: {who} {wait}", "V301", "`unanswerd` is no condition here"),
        ("beat: {who} {turn} {what} over", "V443", "`{what}` stands for nothing here"),
        ("beat when alone: {other} {wait}", "V443", "`{other}` stands for nobody here"),
    ],
)
def test_each_mistake_has_one_message_and_a_way_out(line: str, code: str, words: str) -> None:
    found = findings(f"\nlexicon\n  {line}\n")
    assert len(found) == 1, found
    assert found[0].code.startswith(code), found[0]
    assert words in found[0].message
    assert found[0].hint


@pytest.mark.parametrize(
    "line",
    [
        "say when formal: {one} {thank} {two}",
        "say when colloquial and two is asleep: {one} {thank} {two}",
        "say as one when formal: {one} {thank} {two}",
        "say when glimpsed and formal: there {is} thanking",
        "say when formal and one feels strong anger at two: {one} {thank} {two}",
    ],
)
def test_a_frame_is_marked_for_a_register(line: str) -> None:
    act = f"action (one: person) thanks (two: person)\n  then two is asleep\n  {line}\n"
    assert findings(f"\n{act}") == []


def test_words_for_a_register_that_are_missing_are_missed() -> None:
    act = "action (one: person) thanks (two: person)\n  then two is asleep\n  say when formal:\n"
    (found,) = findings(f"\n{act}")
    assert found.code == "V115"
    assert "nothing follows the colon" in found.message
