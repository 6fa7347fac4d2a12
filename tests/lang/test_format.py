"""One canonical text: formatting changes no meaning, loses no comment, and is done once."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import assume, event, example, given

from tests.lang.texts import WORLDS, comments, shape, texts
from vervain.base.diagnostic import Rejected
from vervain.lang.declare import declared_kinds
from vervain.lang.format import WIDTH, format_syntax
from vervain.lang.parse import includes, parse
from vervain.pipeline import format_text

FILES = sorted((Path(__file__).parents[2] / "worlds").glob("*.world"))


def formatted(text: str, kinds: frozenset[str] = frozenset()) -> str:
    """The canonical text; it means the same, and is itself canonical."""
    before = parse(text, "lamp.world", kinds)
    result = format_syntax(before)
    after = parse(result, "lamp.world", kinds)
    assert shape(after) == shape(before)
    assert comments(after) == comments(before)
    assert format_syntax(after) == result
    return result


def same(text: str, expected: str) -> None:
    assert formatted(dedent(text)) == dedent(expected).lstrip("\n")


@pytest.mark.parametrize("name", WORLDS)
def test_every_world(name: str) -> None:
    kinds = frozenset[str]()
    for wanted in includes(WORLDS[name], name):
        kinds |= declared_kinds((parse(WORLDS[wanted.name], wanted.name),))
    result = formatted(WORLDS[name], kinds)
    said = [line for line in result.splitlines() if line.startswith("  say ")]
    assert not said or max(map(len, said)) <= WIDTH


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_worlds_stand_as_they_are_formatted(file: Path) -> None:
    """If not: `vervain format worlds/*.world`."""
    text = file.read_text(encoding="utf-8")
    assert format_text(text, file.name, file.parent) == text


def test_indentation_and_blanks() -> None:
    same(
        """
        world   The Lamp


        fact debt of ( debtor:person )to(lender : person):number ,usually 0 .. 10
        action (who: person)  acts
            when who is at the quay
            and debt( Tom,Ida ) is 20 : 15
              or the clock is 20:15
            then the lamp is lit



            agreed by who
        """,
        """
        world The Lamp

        fact debt of (debtor: person)to(lender: person): number, usually 0..10

        action (who: person) acts
          when who is at the quay
           and debt(Tom, Ida) is 20: 15
           or the clock is 20:15
          then the lamp is lit

          agreed by who
        """,
    )


def test_lines_below_lines() -> None:
    same(
        """
        world A
        wants of Ida
        \tworth 6 when (a
        \t  or b)
        \t and c
        \tso that she  is "glad
        telling one
          go back to x
          saying "so  it goes"
          and then "on"
        outline
           x: until a
             and b
        """,
        """
        world A

        wants of Ida
          worth 6 when (a
           or b)
           and c
            so that she is "glad

        telling one
          go back to x
            saying "so  it goes"
            and then "on"

        outline
          x: until a
           and b
        """,
    )


def test_comments_stay() -> None:
    same(
        """
        # before

          # the world
        world A    # its name
        # of an action
        action a
        # of a line
            when b     # why
            # of words
            say c
            # between words

              d
        # the end

        """,
        """
        # before

        # the world
        world A  # its name

        # of an action
        action a
          # of a line
          when b  # why
          # of words
          # between words
          say c d
        # the end
        """,
    )


def test_long_words_are_broken() -> None:
    """Between words that stand one blank apart; not in a hole, nor before what would be a
    comment."""
    same(
        f"""
        action a
          say {"word " * 17}{{have as it}} and on {"more " * 10}of it #1 #2 #3 #4 and #5
          say {"x" * 120} y
        """,
        f"""
        action a
          say {"word " * 17}
            {{have as it}} and on {"more " * 10}of it #1 #2 #3 #4
            and #5
          say {"x" * 120}
            y
        """.replace(" \n", "\n"),
    )


def test_ends_of_lines_and_marks() -> None:
    assert formatted("\ufeffworld A\r\nplace B\r\r\n\n") == "world A\nplace B\n"
    assert formatted("") == ""
    assert formatted("\n \n") == ""
    assert formatted("# only this") == "# only this\n"


def test_short_blocks_stand_together() -> None:
    text = "world A\nplace B\n\nbond c\n  rises by 1 when d\n\nbond e\nbond f\n"
    assert formatted(text) == text


@example("action a\n  say " + "x" * 99)
@example("action a\n  say " + "x" * 90 + "\n    y \u00a0z")
@example("action a\n  say when\u00a0several: " + "x" * 90)
@given(texts())
def test_generated_texts(text: str) -> None:
    try:
        parse(text, "lamp.world")
    except Rejected as rejected:
        event("refused: " + rejected.findings[0].code)
        assume(False)
    formatted(text)
