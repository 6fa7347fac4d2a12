"""Registers: what is plain, formal and colloquial in what the teller itself says, and in lines that
are marked for one."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

import pytest

from vervain.lang.world import World
from vervain.pipeline import load, load_text, plan, record_of, run, tell
from vervain.story.chronicle import Chronicle
from vervain.tell.contraction import drawn_together, taken_apart
from vervain.tell.proof import proof
from vervain.tell.refer import Mentions
from vervain.tell.spin import Distance, Register, Tense, spin
from vervain.tell.tree import SUBJECT, Finite, Form, Mention, Sentence, Token, Words

FORD = """
world The Ford
include travel
place the mill, next to the ford
place the ford, next to the inn
place the inn
person Ann, she, at the mill
person Bob, he, at the inn
fact the ford is open: yes or no, usually yes
fact the cart is loaded: yes or no
fact (who: person) has been warned: yes or no
fact (who: person) has been thanked: yes or no
at the start
  Ann believes the cart is loaded
  Bob believes Ann believes the cart is loaded
happening the river rises
  when the ford is open
  then the ford is not open
  seen by everyone at the mill
action (one: person) warns (two: person)
  when one is with two
   and one believes the ford is not open
   and one believes the cart is loaded
   and two has not been warned
  then two has been warned
   and two believes the ford is not open
  agreed by one
  SAY
action (one: person) thanks (two: person)
  when one is with two
   and one has been warned
   and two has not been thanked
  then two has been thanked
  agreed by one
wants of Ann
  worth 3 when Bob has been warned
    so that nobody is drowned
wants of Bob
  worth 1 when Ann has been thanked
    so that he owes nobody
outline
  the river: until the ford is not open
  the inn: until Bob has been warned
  the thanks: until Ann has been thanked
"""
PLAIN, FORMAL, TALK = Register


@lru_cache
def ford(say: str) -> tuple[World, Chronicle]:
    world = load_text(FORD.replace("SAY", say), "ford.world")
    return world, plan(world).chronicles[0]


def told(register: Register, say: str = "say {one} {warn} {two}", **how: object) -> str:
    world, story = ford(say)
    spun = spin(world, register=register, **how)
    page = tell(world, story, spun)
    record = record_of(world, story)
    assert proof(page, story, spun, Mentions(world).gender, record) == [], page.text()
    return page.text()


@pytest.mark.parametrize(
    ("seed", "plain", "formal", "talk"),
    [
        (0, "so that nobody would", "in order that nobody might", "so nobody would"),
        (1, "She wanted nobody to be", "It was her wish for nobody to be", "She wanted nobody"),
        (1, "walked to the inn", "proceeded to the inn", "headed for the inn"),
        (0, "So he thanked her", "Accordingly, he thanked her", "So he thanked her"),
        (0, "He wanted to owe", "It was his wish to owe nobody.", "He wanted to owe"),
        (1, ", to owe nobody", ", in order to owe nobody", ", to owe nobody"),
        (
            0,
            "Bob because she believed that the cart was loaded.",
            "Bob, in the belief that the cart was loaded.",
            "Bob because she thought the cart was loaded.",
        ),
    ],
)
def test_three_ways_to_say_it(seed: int, plain: str, formal: str, talk: str) -> None:
    for register, words in ((PLAIN, plain), (FORMAL, formal), (TALK, talk)):
        assert words in told(register, seed=seed)


def test_no_two_are_alike() -> None:
    for who, seed in product(("nobody", "Ann", "Bob"), range(4)):
        pages = {told(register, focaliser=who, seed=seed) for register in Register}
        assert len(pages) == 3


def test_two_acts_in_one_sentence() -> None:
    """In formal English the first is what the doer has done by then."""
    how = {"focaliser": "Bob", "seed": 1}
    assert "Ann walked to the inn and warned Bob." in told(PLAIN, **how)
    assert "Having proceeded to the inn, Ann warned Bob." in told(FORMAL, **how)
    assert "Ann headed for the inn and then warned Bob." in told(TALK, **how)


def test_a_line_marked_for_a_register() -> None:
    say = "say {one} {warn} {two}\n  say when formal: {one} {give} {two} warning"
    assert "gave Bob warning" in told(FORMAL, say)
    assert "warned Bob" in told(PLAIN, say)
    assert "warned Bob" in told(TALK, say)


def test_the_authors_words_are_only_drawn_together() -> None:
    say = 'say {one} {does} not wait, and {says} "I do not wait." to {two}. {one as she} {has} gone'
    assert "Ann did not wait" in told(FORMAL, say) or "She did not wait" in told(FORMAL, say)
    talk = told(TALK, say)
    assert "didn't wait" in talk
    assert '"I do not wait."' in talk


def test_every_register_without_a_fault() -> None:
    for register, who, tense, person in product(
        Register, ("nobody", "Ann", "Bob"), (Tense.PAST, Tense.PRESENT), (1, 3)
    ):
        if person == 3 or who != "nobody":
            told(register, focaliser=who, tense=tense, person=person, dwells=("feelings",))


def test_words_for_time() -> None:
    world = load("gull_point")
    story = run(world, seed=3, span="30 days").chronicle
    how = {"focaliser": "nobody", "straight": True, "distance": Distance.SCENE}
    plain, formal, _ = (tell(world, story, spin(world, register=r, **how)).text() for r in Register)
    assert " went by." in plain
    assert " went by." not in formal
    assert " passed." in formal


def sentence(*tokens: Token | str) -> list[Token]:
    return [Words(token) if isinstance(token, str) else token for token in tokens]


SHE = Mention(("Ann",), "she", SUBJECT, Form.PRONOUN, 0, "she")
ANN = Mention(("Ann",), "Ann", SUBJECT, Form.NAME, 0)


def verb(lemma: str, text: str) -> Finite:
    return Finite(lemma, text, Tense.PAST)


@pytest.mark.parametrize(
    ("tokens", "drawn"),
    [
        ((SHE, " ", verb("have", "had"), " gone home"), "she'd gone home"),
        ((SHE, " ", verb("go", "had gone"), " home"), "she'd gone home"),
        ((SHE, " ", verb("have", "had"), " three boats"), "she had three boats"),
        ((SHE, " ", verb("be", "is"), " at home"), "she's at home"),
        ((SHE, " ", verb("be", "is"), "."), "she is."),
        ((SHE, " ", verb("be", "is"), " and was"), "she is and was"),
        ((SHE, " ", verb("be", "is"), " not at home"), "she isn't at home"),
        ((SHE, " ", verb("will", "would"), " long have gone"), "she'd long have gone"),
        ((ANN, " ", verb("have", "had"), " gone"), "Ann had gone"),
        (("It ", verb("be", "is"), " late"), "It's late"),
        (("that ", verb("be", "was"), " late"), "that was late"),
        (("the hat ", verb("be", "is"), " late"), "the hat is late"),
        ((SHE, " ", verb("can", "could"), " not, and cannot, go"), "she couldn't, and can't, go"),
    ],
)
def test_what_is_drawn_together(tokens: tuple[Token | str, ...], drawn: str) -> None:
    before: list[Token] = []
    for token in sentence(*tokens):
        if isinstance(token, Words):
            before.append(Words(drawn_together(token.text, before, quoted=False)))
        else:
            before.append(token)
    assert Sentence(tuple(before)).text == drawn


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (" didn't go", " did not go"),
        (" Can't you", " Cannot you"),
        (" won't go", " will not go"),
        (" it's no use", " it is no use"),
        (' "I didn\'t," ', ' "I didn\'t," '),
    ],
)
def test_what_is_taken_apart(text: str, whole: str) -> None:
    assert taken_apart(text, quoted=False) == whole
