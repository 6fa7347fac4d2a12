"""Words change their form as English does."""

import pytest

from vervain.tell import lexicon


@pytest.mark.parametrize(
    ("base", "third", "past", "participle", "ing"),
    [
        line.split()
        for line in """
        put puts put put putting
        take takes took taken taking
        be is was been being
        carry carries carried carried carrying
        stop stops stopped stopped stopping
        open opens opened opened opening
        quit quits quit quit quitting
        look looks looked looked looking
        fix fixes fixed fixed fixing
        permit permits permitted permitted permitting
        lie lies lay lain lying
        see sees saw seen seeing
        go goes went gone going
        veto vetoes vetoed vetoed vetoing
        play plays played played playing
        tilt tilts tilted tilted tilting
        grok groks grokked grokked grokking
        lead leads led led leading
        """.strip().splitlines()
    ],
)
def test_verbs(base: str, third: str, past: str, participle: str, ing: str) -> None:
    assert lexicon.third_singular(base) == third
    assert lexicon.past(base) == past
    assert lexicon.past_participle(base) == participle
    assert lexicon.present_participle(base) == ing
    assert lexicon.base_of(third) == base


def test_every_irregular_verb_comes_back_from_its_third_person() -> None:
    for base in lexicon.IRREGULAR:
        assert lexicon.base_of(lexicon.third_singular(base)) == base


def test_what_is_no_verb_form_has_no_base() -> None:
    assert lexicon.base_of("glass") is None
    assert lexicon.base_of("lamp") is None


@pytest.mark.parametrize(
    ("phrase", "article"),
    [
        ("hour", "an"),
        ("honest man", "an"),
        ("union", "a"),
        ("one-way street", "a"),
        ("uninvited guest", "an"),
        ("18-year-old", "an"),
        ("8th", "an"),
        ("European", "a"),
        ("apple", "an"),
        ("lamp", "a"),
        ("ukulele", "a"),
        ("unimportant letter", "an"),
        ("uncle", "an"),
        ("user", "a"),
    ],
)
def test_articles(phrase: str, article: str) -> None:
    assert lexicon.article(phrase) == article


def test_lists_and_numbers() -> None:
    assert lexicon.listing(["Ray"]) == "Ray"
    assert lexicon.listing(["Ray", "Joan", "Walt"]) == "Ray, Joan and Walt"
    assert [lexicon.number_word(n) for n in (0, 13, 20, 42, 100)] == [
        "no",
        "thirteen",
        "twenty",
        "forty-two",
        "100",
    ]
