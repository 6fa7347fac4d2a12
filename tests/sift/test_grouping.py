"""Finds that differ in one role are one; live sifting finds what sifting afterwards does."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from vervain import pipeline
from vervain.story.sift.grouping import grouped
from vervain.story.sift.live import LiveSifter
from vervain.story.sift.matcher import Match
from vervain.story.sift.sift import sift
from vervain.ui.cli import main

FEUD = """
world Feud
include patterns
person Ann, she
person Ben, he
person Cid, he
fact (who: person) is hurt: yes or no
fact (one: person) is even with (two: person): yes or no, usually yes
action (one: person) strikes (two: person)
  when one is not even with two
  then two is hurt
   and two is not even with one
   and one is even with two
  counts as one harms two
happening (one: person) quarrels with (two: person)
  when one is not two
  then one is not even with two
  by chance 1 in 10
wants of every (p: person)
  worth 1 for each (q: person) where p is even with q
"""


def match(pattern: str, *names: str) -> Match:
    roles = tuple(zip(("one", "two", "three"), names, strict=False))
    return Match(pattern, roles, (0, 1))


def test_finds_that_agree_but_for_one_role_are_a_group() -> None:
    finds = [match("rescues", "Kay", "Cat", name) for name in ("Al", "Bo", "Cy")]
    other = match("rescues", "Bo", "Cat", "Al")
    one, two = grouped([finds[0], other, *finds[1:]])
    assert (one.role, one.names, one.matches) == ("three", ("Al", "Bo", "Cy"), tuple(finds))
    assert (two.role, two.names, two.matches) == ("", (), (other,))


def test_the_first_role_stays_one_and_no_find_is_lost() -> None:
    finds = [match("repays", a, b) for a in "ABC" for b in "ABC" if a != b]
    groups = grouped(finds)
    assert [g.names for g in groups] == [("B", "C"), ("A", "C"), ("A", "B")]
    assert sorted(id(m) for g in groups for m in g.matches) == sorted(map(id, finds))


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6), st.lists(st.integers(1, 9), max_size=3))
def test_live_and_afterwards_find_the_same(seed: int, steps: list[int]) -> None:
    world = pipeline.load_text(FEUD, "feud.world")
    made = pipeline.begin(world, seed)
    live = LiveSifter(world, made.life, world.patterns)
    told: list[Match] = []
    for turns in (*steps, 12):
        made.go_on(turns)
        told += live.catch_up(made.life)
    afterwards = sift(world, made.chronicle)
    assert live.sifter.found() == afterwards.found()
    assert {(m.pattern, m.roles) for m in told} >= {
        (s.match.pattern, s.match.roles) for s in afterwards.found()
    }


def test_run_says_when_a_story_comes_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "feud.world").write_text(FEUD, encoding="utf-8")
    words = ["run", str(tmp_path / "feud.world"), "--for", "30 turns", "--sift"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0
    assert "turn 4: there is a feud of Ann and Ben" in result.output
