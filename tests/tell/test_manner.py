"""Every setting of a telling is seen in it: distance, stress, length, register, order."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from vervain.lang.world import World
from vervain.pipeline import load, load_text, plan, record_of, run, tell
from vervain.story.chronicle import Chronicle
from vervain.tell.proof import proof
from vervain.tell.refer import Mentions
from vervain.tell.spin import Distance, Order, Register, spin
from vervain.ui.cli import main

BAKERY = """
world The Bakery
include talking, travel
place the shop, next to the mill
place the mill
person Ann, she, at the shop
person Bob, he, at the mill
person Eve, she, at the mill
fact the flour is ground: yes or no, can be told
fact the bread is baked: yes or no
fact (who: person) is fed: yes or no
at the start
  Ann believes Bob is at the shop
action (who: person) grinds the flour
  when who is at the mill
   and who is not Ann
  then the flour is ground
  agreed by who
action (who: person) bakes the bread
  when who is at the shop
   and who is Ann
   and who believes the flour is ground
  then the bread is baked
  agreed by who
action (one: person) feeds (two: person)
  when the bread is baked
   and one is with two
  then two is fed
  agreed by one
wants of Ann
  worth 5 when the bread is baked
    so that there is something to sell
  worth 2 when Bob is fed
    so that he does not go hungry
wants of Bob
  worth 3 when the flour is ground
    so that he has done his part
  worth 4 when Ann believes the flour is ground
    so that she can bake
outline
  grinding: until the flour is ground
  baking: until the bread is baked
  feeding: until Bob is fed
MANNER
"""


def bakery(manner: str = "") -> tuple[World, Chronicle]:
    world = load_text(BAKERY.replace("MANNER", manner), "bakery.world")
    return world, plan(world).chronicles[0]


def page(manner: str = "", **how: object) -> str:
    world, story = bakery(manner)
    return tell(world, story, spin(world, **how)).text()


def sentences(text: str) -> int:
    return len(re.findall(r"[.!?][\"”]?(?=\s|$)", text))


@pytest.mark.parametrize("who", ["Ann", "Bob", "nobody"])
def test_a_scene_says_more_than_a_summary(who: str) -> None:
    scene = page(focaliser=who, distance=Distance.SCENE)
    middle = page(focaliser=who)
    summary = page(focaliser=who, distance=Distance.SUMMARY)
    assert sentences(scene) >= sentences(middle) > sentences(summary) > 0


def test_it_dwells_on_what_it_is_told_to() -> None:
    brief = page(focaliser="nobody", distance=Distance.SUMMARY)
    on_walks = page(focaliser="nobody", distance=Distance.SUMMARY, dwells=("Bob",))
    assert sentences(on_walks) > sentences(brief)
    plain, felt = page(focaliser="Ann"), page(focaliser="Ann", dwells=("feelings",))
    assert sentences(felt) > sentences(plain)


@pytest.mark.parametrize("most", [14, 20, 40])
def test_it_has_so_many_words_at_most(most: int) -> None:
    whole = page(focaliser="nobody")
    short = page(focaliser="nobody", most=most)
    assert 0 < len(short.split()) <= most < len(whole.split())


def test_registers() -> None:
    world = load("gull_point")
    (story,) = plan(world).chronicles
    plain, formal, colloquial = (
        tell(world, story, spin(world, focaliser="Ida", register=r)).text() for r in Register
    )
    assert "He did not go." in plain
    assert "He didn't go." in colloquial
    assert "a lamp does not put itself out" in colloquial  # he says so
    assert formal == plain  # the author's words have nothing in them to stiffen
    said = page(focaliser="nobody", register=Register.FORMAL)
    assert "in order that" in said
    assert not re.search(r"\bso that\b|n't\b", said)


def test_the_telling_says_it_and_the_reader_has_the_last_word() -> None:
    block = (
        "telling short\n  from nobody\n  order backwards\n  distance summary\n"
        "  at most 30 words\n  register formal\n  dwell on Ann\n"
    )
    world, story = bakery(block)
    how = spin(world)
    assert how.order is Order.BACKWARDS
    assert how.distance is Distance.SUMMARY
    assert how.register is Register.FORMAL
    assert (how.most, how.dwells) == (30, ("Ann",))
    own = spin(world, order=Order.STRAIGHT, distance=Distance.SCENE, most=0, dwells=("Bob",))
    assert (own.order, own.distance) == (Order.STRAIGHT, Distance.SCENE)
    assert (own.most, own.dwells) == (0, ("Bob",))
    told = tell(world, story, how)
    assert told.text() != tell(world, story, own).text()
    stages = [story.events[e].stage for p in told.paragraphs for t in p for e in t.events]
    assert stages == sorted(stages, key=("feeding", "baking", "grinding").index)


def test_order_in_the_telling_block() -> None:
    order = page("telling back\n  from nobody\n  order backwards\n")
    assert order == page(focaliser="nobody", order=Order.BACKWARDS)
    assert order != page("telling on\n  from nobody\n  order straight\n")


FORMAL = "--register formal"


def test_the_command_line_has_them_all(tmp_path: object) -> None:
    file = f"{tmp_path}/bakery.world"
    with open(file, "w", encoding="utf-8") as out:
        out.write(BAKERY.replace("MANNER", "").lstrip())
    runner = CliRunner()
    told = {
        options: runner.invoke(main, ["tell", file, "--as", "Ann", *options.split()]).output
        for options in ("", "--distance scene", "--distance summary", "--length 20", FORMAL)
    }
    assert len(set(told.values())) == len(told)
    near = ["tell", file, "--as", "Ann", "--distance", "summary", "--dwell", "Bob"]
    assert runner.invoke(main, near).output != told["--distance summary"]
    wrong = runner.invoke(main, ["tell", file, "--dwell", "the shops"])
    assert wrong.exit_code == 2
    assert "did you mean `the shop`" in wrong.output


def test_no_manner_has_a_fault() -> None:
    world, story = bakery()
    record = record_of(world, story)
    for who in ("Ann", "Bob", "Eve", "nobody"):
        for distance in Distance:
            for register in Register:
                for dwells in ((), ("feelings", "beliefs", "reasons"), ("Ann",)):
                    how = spin(
                        world, focaliser=who, distance=distance, register=register, dwells=dwells
                    )
                    told = tell(world, story, how)
                    assert proof(told, story, how, Mentions(world).gender, record) == [], how


def test_time_passed_over_has_a_sentence() -> None:
    world = load("gull_point")
    story = run(world, seed=3, span="30 days").chronicle
    text = tell(world, story, spin(world, focaliser="nobody", straight=True)).text()
    assert re.search(r"[A-Z][a-z]+ days went by\.|A week went by\.", text)


SUMMERS = """
world Summers
one turn is 1 month
clock starts day 1 at 12:00
person Ann, she
person Ray, he
person Walt, he
person Peg, she
person Nora, she
person Earl, he
fact remarks of (who: person): 0..1000
happening (who: person) remarks on how little it shows
  when who is not Ann
  then remarks of who rises by 1
  by chance 1 in 3
  seen by everyone
  say {who} {remark} on how little it {shows}, the time
"""


def test_what_happens_time_and_again_is_told_once() -> None:
    world = load_text(SUMMERS, "summers.world")
    story = run(world, seed=1, span="3 years").chronicle
    page = tell(world, story, spin(world, focaliser="Ann"))
    assert len(story.events) > 40
    assert page.words() < 30
    assert re.search(
        r"Month after month, \w+, \w+(?: and [\w-]+ others|.* and \w+) remarked on how", page.text()
    )
    record = record_of(world, story)
    how = spin(world, focaliser="Ann")
    assert proof(page, story, how, Mentions(world).gender, record) == []
    scene = tell(world, story, spin(world, focaliser="Ann", distance=Distance.SCENE))
    assert scene.words() > 2 * page.words()
