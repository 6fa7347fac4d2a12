"""Frames: every verb and pronoun of the author's follows tense, person and number."""

from __future__ import annotations

import re

import pytest

from tests.tell.test_telling import told
from vervain.pipeline import load, load_text, plan, tell
from vervain.tell.spin import Tense, spin

FRAME = (
    "{one} {turns} to {two} and {puts} {one's as her} hand on {two's as his} arm; the lamp "
    "{smokes} and {flickers}, the walls {are} grey, and they {stay} so. The chair {is} "
    "{one as hers}. {two} {does} not see {one as her}"
)
NOW = "; the lamp smokes and flickers, the walls are grey, and they stay so. The chair is "
THEN = "; the lamp smoked and flickered, the walls were grey, and they stayed so. The chair was "


@pytest.mark.parametrize(
    ("person", "tense", "first", "last"),
    [
        (3, Tense.PRESENT, "Ann turns to Bob and puts her", "hers. Bob does not see her"),
        (3, Tense.PAST, "Ann turned to Bob and put her", "hers. Bob did not see her"),
        (1, Tense.PRESENT, "I turn to Bob and put my", "mine. Bob does not see me"),
        (2, Tense.PAST, "You turned to Bob and put your", "yours. Bob did not see you"),
    ],
)
def test_one_frame_four_tellings(person: int, tense: Tense, first: str, last: str) -> None:
    middle = NOW if tense is Tense.PRESENT else THEN
    text = told(FRAME, person=person, tense=tense)
    assert text.rstrip(".") == f"{first} hand on his arm{middle}{last}"


def test_a_name_where_the_author_wants_it() -> None:
    assert (
        told("{one} {sees} {two}. {two as name} {waves}").rstrip(".") == "Ann sees Bob. Bob waves"
    )
    assert told("{one as name} {waves}", person=1).rstrip(".") == "I wave"


def test_a_second_verb_goes_with_the_first_where_nobody_acts_in_the_sentence() -> None:
    said = told(
        "{one} {waits}. The boots {go as they} past and {stop}. {one} {sees} {two} and {go}"
    )
    assert said.startswith("Ann waits. The boots go past and stop. She sees Bob and goes")
    said = told("{one} {sees} that the boots {are} wet and {go}", person=1)
    assert said.startswith("I see that the boots are wet and go")


NARRATORS = {"always_safe": ("Caroline", "Klaus", "Sheila"), "gull_point": ("Ida", "Tom", "Bess")}
AGREEMENT = re.compile(
    r"\bI (?:is|are|has|does|were|goes|says|\w+[^s]es)\b|\b[Yy]ou (?:is|am|was|has|does|says)\b"
    r"|\b(?:[Hh]e|[Ss]he|[Ii]t) (?:am|are|were|have|do)\b|\b(?:me|you)'s\b|\bI's\b"
)


@pytest.mark.parametrize("name", sorted(NARRATORS))
def test_500_sentences_in_three_persons_and_two_tenses(name: str) -> None:
    """No wrong verb or possessive, and whoever tells it is not named beside their `I`."""
    world = load(name)
    (story,) = plan(world).chronicles
    sentences = 0
    for who in NARRATORS[name]:
        for person in (1, 2, 3):
            for tense in (Tense.PRESENT, Tense.PAST):
                for straight in (True, False):
                    how = spin(world, focaliser=who, person=person, tense=tense, straight=straight)
                    text = re.sub(r"[\"“][^\"”]*[\"”]", "…", tell(world, story, how).text())
                    sentences += len(re.findall(r"[.!?](?=\s|$)", text))
                    assert not AGREEMENT.search(text), AGREEMENT.search(text)
                    assert not re.search(r"[{}\[\]]|  | [.,;]|\b[Aa] hour|None", text)
                    if person != 3 and not any(v.stage for v in how.views):
                        left = re.findall(rf"\b{who}\b(?!'s mother)", text)
                        assert len(left) <= (who == "Sheila"), text  # a name that is said aloud
    assert sentences > 500


INVENTED = """
world Invented
person the twins, they
person Alex, they
fact (who: person) is seen: yes or no
LEXICON
action (one: person) sees (two: person)
  when two is not seen
  then two is seen
  agreed by one
  say {one} {glims} {two}. {one as she} {are} glad, and {one as name} {glims} no
    more of {two as her}
wants of WHO
  worth 1 when OTHER is seen
outline
  the end: until OTHER is seen
"""


@pytest.mark.parametrize(
    ("who", "lexicon", "text"),
    [
        ("Alex", "", "Alex glimmed the twins. They were glad, and Alex glimmed no more of them."),
        ("the twins", "",
         "The twins glimmed Alex. They were glad, and the twins glimmed no more of them."),
        ("Alex", "lexicon\n  word to glim, glam\n",
         "Alex glam the twins. They were glad, and Alex glam no more of them."),
    ],
)  # fmt: skip
def test_invented_verbs_and_they(who: str, lexicon: str, text: str) -> None:
    other = "the twins" if who == "Alex" else "Alex"
    source = INVENTED.replace("LEXICON", lexicon).replace("WHO", who).replace("OTHER", other)
    world = load_text(source, "invented.world")
    (story,) = plan(world).chronicles
    assert tell(world, story).text() == text
    present = tell(world, story, spin(world, tense=Tense.PRESENT)).text()
    assert present.startswith("Alex glims" if who == "Alex" else "The twins glim ")
