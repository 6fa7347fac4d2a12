"""Every verdict of *why not*, in one small world, each with the nearest change that is named."""

from __future__ import annotations

from functools import cache
from inspect import cleandoc

import pytest

from vervain import pipeline
from vervain.lang.asking import Words
from vervain.lang.change import Forced, read_change
from vervain.lang.world import World
from vervain.story.case import Case
from vervain.story.mend import DONE, mends
from vervain.story.verdict import Odds, Verdict, WhyNot
from vervain.story.what_if import what_if
from vervain.story.why_not import why_not
from vervain.tell.answer_why_not import why_not_words
from vervain.tell.speaker import Speaker

SHIP = """
    world The Ship
    place the deck
    place the hold
    person Ann, she, at the deck
    person Ben, he, at the deck
    fact the mast is broken: yes or no
    fact the sail is set: yes or no
    fact the bell has rung: yes or no
    fact the song is sung: yes or no
    fact the rum is open: yes or no
    fact the chest is open: yes or no
    fact the key is found: yes or no
    fact (who: person) is drunk: yes or no
    fact (who: person) is married: yes or no
    at the start
      the key is found
      Ann believes the key is not found

    action (who: person) sets the sail
      when the sail is not set
      then the sail is set
      agreed by who

    action (who: person) rings the bell
      when the bell has not rung
       and the sail is set
      then the bell has rung
      agreed by who

    action (who: person) opens the chest
      when the key is found
       and the chest is not open
      then the chest is open
      agreed by who

    action (who: person) drinks
      when the rum is open
      then who is drunk
      agreed by who

    action (one: person) marries (two: person)
      when one is not married
       and two is not married
      then one is married
       and two is married
      agreed by one, two

    happening lightning strikes the mast
      when the mast is not broken
      then the mast is broken
      by chance 1 in 3

    happening lightning strikes the chest
      when the mast is broken
       and the chest is not open
      then the chest is open
      by chance 1 in 4

    happening a gull sings
      when the song is not sung
      then the song is sung

    wants of Ann
      worth 5 when the bell has rung
        so that they know she lives
      worth 1 when the sail is set
      worth 2 when the chest is open
      worth 4 when Ann is married
      worth -3 when Ann is drunk

    outline
      the bell: until the bell has rung
"""


@cache
def ship() -> tuple[World, Case]:
    world = pipeline.load_text(cleandoc(SHIP))
    return world, pipeline.case(world, pipeline.plan(world).chronicles[0])


def ask(text: str, at: int | None = None) -> WhyNot:
    world, case = ship()
    return why_not(case, Words(world).act(text), at)


def told(text: str, at: int | None = None) -> list[str]:
    world, case = ship()
    say, found = Speaker(world, case.chronicle), ask(text, at)
    mended = mends(case, Words(world).act(text), found, say.belief)
    return why_not_words(say, found, mended, asked_at=at is not None).lines()


ANSWERS: list[tuple[str, int | None, Verdict, str]] = [
    (
        "Ann drinks",
        0,
        Verdict.NEVER,
        """
        Ann drinks: this can never happen in this world, whatever anybody does.
          Even when Ann sets the sail (0) it is missing something: the rum is not open.
          It would take “the rum is open”, from the start on.
        """,
    ),
    (
        "Ann rings the bell",
        0,
        Verdict.IMPOSSIBLE,
        """
        Ann rings the bell.
          It was not possible when Ann sets the sail (0): the sail is not set.
          It would take “the sail is set”, from the start on.
        """,
    ),
    (
        "Ben opens the chest",
        None,
        Verdict.UNWANTED,
        """
        Ben opens the chest: it could have happened when Ann sets the sail (0), but Ben would not.
          Ben has nothing to gain by it, and nothing to lose.
            Nothing that could follow within 4 steps makes up for it.
          It would take “Ben wants worth 1 when the chest is open”, from the start on.
        """,
    ),
    (
        "Ann opens the chest",
        None,
        Verdict.UNKNOWN,
        """
        Ann opens the chest: it could have happened when Ann sets the sail (0), but Ann did not \
know it.
          Ann does not know that it can be done: Ann does not believe that the key is found.
          It would take “Ann believes that the key is found”, from the start on.
        """,
    ),
    (
        "Ann marries Ben",
        None,
        Verdict.UNWANTED,
        """
        Ann marries Ben: it could have happened when Ann sets the sail (0), but Ben would not.
          Ben has nothing to gain by it, and nothing to lose.
            Nothing that could follow within 4 steps makes up for it.
          Ann would have had a reason, so that Ann is married (4).
          It would take “Ben wants worth 1 when Ann is married”, from the start on.
        """,
    ),
    (
        "lightning strikes the mast",
        None,
        Verdict.CHANCE,
        """
        Lightning strikes the mast: it could have happened when Ann sets the sail (0), and did \
not: that is left to chance.
          Where it can happen, it does 1 time in 3.
            It could have before 0, before 1 and at the end; 30 stories in 100 go through all of \
that without it.
          Nothing need change for it: ask what-if “lightning strikes the mast at 0” to see what \
follows.
        """,
    ),
    (
        "lightning strikes the chest",
        1,
        Verdict.IMPOSSIBLE,
        """
        Lightning strikes the chest.
          It was not possible when Ann rings the bell (1): the mast is not broken.
          It would take “the mast is broken”, from 1 on; and then chance, which has it happen 1 \
time in 4.
        """,
    ),
    (
        "a gull sings",
        1,
        Verdict.OPEN,
        """
        A gull sings: it could have happened when Ann rings the bell (1). Nobody has to choose \
it; the story did without it.
          Nothing need change for it: ask what-if “a gull sings at 1” to see what follows.
        """,
    ),
    (
        "Ann sets the sail",
        None,
        Verdict.HAPPENED,
        """
        But it did happen: Ann sets the sail (0).
        """,
    ),
]


@pytest.mark.parametrize(("text", "at", "verdict", "answer"), ANSWERS)
def test_the_verdict_and_the_nearest_change(
    text: str, at: int | None, verdict: Verdict, answer: str
) -> None:
    assert ask(text, at).verdict is verdict
    assert told(text, at) == cleandoc(answer).splitlines()


@pytest.mark.parametrize("row", [row for row in ANSWERS if row[2] is not Verdict.HAPPENED])
def test_the_change_does_what_it_promises(row: tuple[str, int | None, Verdict, str]) -> None:
    """Read again as text, the changes that are named make the act possible, and wanted."""
    text, at, verdict, _ = row
    world, case = ship()
    say, words, found = Speaker(world, case.chronicle), Words(world), ask(text, at)
    if verdict in DONE:
        forced = read_change(words, f"{say.act(found.act)} at {found.at}")
        assert isinstance(forced, Forced)
        new = what_if(case, [forced], {forced.event: found.at})
        assert found.act in [event.act for event in new.case.chronicle.events]
        return
    for mend in mends(case, words.act(text), found, say.belief):
        changes = [read_change(words, change) for change in mend.changes]
        new = what_if(case, changes, {}, mend.at, 0)
        state = next(b.step for b in new.became if b.event == mend.at)
        assert why_not(new.case, words.act(text), state).verdict in DONE


def test_the_odds_are_of_every_moment_at_which_it_could_have_happened() -> None:
    found = ask("lightning strikes the mast")
    assert found.odds == Odds(1, 3, (0, 1, 2))
    assert found.odds.spared == pytest.approx(8 / 27)
    assert ask("lightning strikes the mast", 1).odds == Odds(1, 3, (1,))
