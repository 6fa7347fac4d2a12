"""Texts that are worlds, or nearly: for the formatter and for fuzzing."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from vervain.lang.blocks import CLAUSES, FREE, SAY
from vervain.lang.syntax import Syntax, Token

ROOT = Path(__file__).parents[2]

WORLDS = {
    path.stem: path.read_text(encoding="utf-8")
    for folder in ("worlds", "src/vervain/library")
    for path in sorted((ROOT / folder).glob("*.world"))
}
"""Every world and module that comes with Vervain, by name."""

SAMPLES = {
    f"{page}_{n}": block
    for page in ("language",)
    for n, block in enumerate(
        (ROOT / "docs/reference" / f"{page}.md").read_text(encoding="utf-8").split("\n\n")
    )
    if block.startswith("    ")
}
"""The indented examples of the language's page; most are parts of a world only."""


Shape = tuple[tuple[str, str, tuple[tuple[str, str], ...], tuple[object, ...]], ...]


def shape(syntax: Syntax) -> Shape:
    """A Syntax without its spans, comments and lines: what the checker reads."""
    return tuple(
        (
            block.word,
            block.raw,
            _words(block.heading),
            tuple((c.word, c.raw, _words(c.tokens)) for c in block.clauses),
        )
        for block in syntax.blocks
    )


def _words(tokens: tuple[Token, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((token.kind, token.text) for token in tokens)


def comments(syntax: Syntax) -> list[str]:
    """All comments of a file, in order."""
    found = []
    for line in syntax.lines:
        found += [comment for comment in (*line.above, line.comment) if comment]
    return found + [comment for comment in syntax.trailing if comment]


# ---------------------------------------------------------------- generated ones

PIECES = st.sampled_from(
    [
        *("the lamp is not lit who Tom and or say when then if for every so that 2nd".split()),
        *("( ) , : { } + - * / .. . # #1 ; ? ' — 10 -3 2.5 20:15 0..10 1..-2 x(y)".split()),
        *('"the  widow"|“a (b”|""|Zoë|Zoe\u0308|港口|a\u00a0b|\u00a0|{who}|{go as it}'.split("|")),
        *("x" * 60, "{" + "y" * 90 + "}"),
        *(
            "Caroline's|well-worn|(who: person)|debt(Tom,Ida)|\u200b|e\u0301|\u2028|\u037e".split(
                "|"
            )
        ),
    ]
)
BLANKS = st.sampled_from(["", " ", " ", " ", " ", "  ", "\t", "   "])
COMMENTS = st.sampled_from(["", "", "", "", "  # why not", " \t#", '   # "quoted'])
BETWEEN = st.sampled_from([[], [], [], [""], ["", "  \t", ""], ["# note"], ["", "   # two", ""]])


@st.composite
def words(draw: st.DrawFn) -> str:
    """Something to stand behind an opening word."""
    pieces = draw(st.lists(st.tuples(PIECES, BLANKS), min_size=1, max_size=12))
    return "".join(piece + blank for piece, blank in pieces)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A file whose blocks and lines begin as they should, and then say anything."""
    lines = ["world A"]
    for word in draw(st.lists(st.sampled_from([*CLAUSES, "person", "place"]), max_size=5)):
        lines += draw(BETWEEN)
        if word == "world":
            continue
        allowed = CLAUSES.get(word, ())
        heading = "" if allowed == FREE else " " + draw(words())
        lines.append(f"{word}{heading}{draw(COMMENTS)}")
        for _ in range(draw(st.integers(0, 4)) if allowed else 0):
            lines += draw(BETWEEN)
            lines += draw(_clause(allowed))
    lines += draw(BETWEEN)
    return draw(st.sampled_from(["\n", "\n", "\r\n"])).join(lines) + draw(
        st.sampled_from(["", "\n"])
    )


@st.composite
def _clause(draw: st.DrawFn, allowed: tuple[str, ...]) -> list[str]:
    """A line below a block, with those that it goes on in."""
    step = draw(st.sampled_from(["  ", "  ", " ", "    "]))
    word = draw(st.sampled_from(allowed))
    if word == "say":
        word = draw(st.sampled_from(SAY))
        more = draw(st.lists(st.tuples(BETWEEN, words()), max_size=4))
        lines = [f"{step}{word} {draw(words())}"]
        for above, said in more:
            lines += [*above, f"{step}{draw(st.sampled_from([' ', '  ']))}{said}"]
        return lines
    lines = [f"{step}{word} {draw(words())}{draw(COMMENTS)}"]
    for _ in range(draw(st.integers(0, 2))):
        joint = draw(st.sampled_from(["and", "or", ""]))
        lines += draw(BETWEEN)
        lines.append(f"{step} {joint} {draw(words())}{draw(COMMENTS)}")
    return lines
