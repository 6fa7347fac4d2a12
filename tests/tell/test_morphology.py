"""Forms of English words."""

from __future__ import annotations

import pytest

from vervain.pipeline import load_text, plan, tell
from vervain.tell import morphology as m
from vervain.tell.irregular import NOUNS, VERBS
from vervain.tell.spin import Tense, spin


@pytest.mark.parametrize(
    "forms",
    [
        "stop stops stopped stopping", "open opens opened opening", "fix fixes fixed fixing",
        "travel travels travelled travelling", "reveal reveals revealed revealing",
        "permit permits permitted permitting", "panic panics panicked panicking",
        "die dies died dying", "singe singes singed singeing", "change changes changed changing",
        "quiz quizzes quizzed quizzing", "echo echoes echoed echoing", "play plays played playing",
        "grok groks grokked grokking", "scry scries scried scrying", "suit suits suited suiting",
        "kneel kneels knelt kneeling", "retell retells retold retelling",
    ],
)  # fmt: skip
def test_verbs(forms: str) -> None:
    base, third, past, gerund = forms.split()
    assert (m.third_singular(base), m.past(base), m.present_participle(base)) == (
        third,
        past,
        gerund,
    )
    assert m.base_of(third) == base


@pytest.mark.parametrize(
    "pair",
    [
        "lamp lamps", "wolf wolves", "mother-in-law mothers-in-law", "man-of-war men-of-war",
        "werewolf werewolves", "fireman firemen", "human humans", "selkie selkies", "hero heroes",
        "blorx blorxes", "photo photos", "church churches", "day days", "city cities",
        "sheep sheep",
        "housewife housewives", "dormouse dormice", "mongoose mongooses", "roof roofs",
        "gas gases", "passer-by passers-by", "foot feet",
    ],
)  # fmt: skip
def test_nouns(pair: str) -> None:
    singular, plural = pair.split()
    assert m.plural(singular) == plural


@pytest.mark.parametrize(
    "phrase",
    [
        "an hour", "a union", "an heir", "an 18-year-old", "an 8th", "an 11", "a 110", "an 11,000",
        "an uninvited guest", "a uniform", "a university", "an utter fool", "a ewe", "an MP",
        "an X-ray", "a UFO", "a U-turn", "a NASA man", "an FBI man", "a one-way street",
        "an onerous feast",
        "a herb", "a unicorn", "an urn", "a uranium", "a European", "an umbrella", "a historic",
    ],
)  # fmt: skip
def test_a_and_an_go_by_sound(phrase: str) -> None:
    article, rest = phrase.split(maxsplit=1)
    assert m.article(rest) == article


def test_possessives() -> None:
    names = ("Ida", "James", "the twins", "the people", "the boss", "the men of the watch")
    assert [m.possessive(n) for n in names] == [
        "Ida's",
        "James's",
        "the twins'",
        "the people's",
        "the boss's",
        "the men of the watch's",
    ]


def test_degrees() -> None:
    words = "big careful happy gentle narrow clever good dry tidy full".split()
    assert [m.comparative(w) for w in words] == (
        "bigger,more careful,happier,gentler,narrower,cleverer,better,drier,tidier,fuller"
    ).split(",")
    assert m.superlative("bad") == "worst"


def test_the_tables_hold_what_they_promise() -> None:
    assert len(VERBS) >= 250
    assert len(NOUNS) >= 150


def test_who_lies_to_somebody_lied() -> None:
    """In a heading and in a frame; not like what lies on a bed."""
    for say in ("", "\n  say {one} {lie} to {two} about the hat"):
        text = (
            "world Hats\nperson Ann, she\nperson Bob, he\n"
            "fact (who: person) has lied: yes or no\n"
            "action (one: person) lies to (two: person) about the hat\n"
            "  when one has not lied\n  then one has lied\n  agreed by one" + say + "\n"
            "wants of Ann\n  worth 1 when Ann has lied\noutline\n  the end: until Ann has lied\n"
        )
        world = load_text(text, "hats.world")
        (story,) = plan(world).chronicles
        said = {
            tense: tell(world, story, spin(world, tense=tense)).text()
            for tense in (Tense.PAST, Tense.PRESENT)
        }
        assert said[Tense.PAST] == "Ann lied to Bob about the hat."
        assert said[Tense.PRESENT] == "Ann lies to Bob about the hat."
    assert m.past("lie") == "lay"
