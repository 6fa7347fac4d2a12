"""Lines → blocks and clauses: what belongs to what, and mistakes that are told once."""

from __future__ import annotations

from textwrap import dedent

import pytest

from vervain.base.codes_lines import LINES
from vervain.base.diagnostic import MOST_FINDINGS, Diagnostic, Rejected
from vervain.lang.blocks import BARE, CLAUSES, FREE
from vervain.lang.parse import includes, parse
from vervain.lang.syntax import Clause, Syntax

WORLD = """\
world The Lamp
kind skipper is a person
place the quay
skipper Tom, he, at the quay
fact the lamp is lit: yes or no
"""

LONG = {
    "V101": ("#" * 500_001, "place the path"),
    "V102": (
        "at the start\n  " + "Tom, " * 1_001 + "Tom are happy",
        "at the start\n  Tom is happy",
    ),
    "V105": LINES["V105"][2:],
    "V109": ("fact the sea is calm\x07: yes or no", LINES["V109"][3]),
    "V112": ("\n".join(f"x{n}x y" for n in range(MOST_FINDINGS + 50)), "place the path"),
}
"""Examples that do not stand in the registry as they are, or not below another world."""


def syntax(text: str, *kinds: str) -> Syntax:
    return parse(dedent(text), "lamp.world", frozenset(kinds))


def clauses(text: str, block: str = "action (who: person) acts") -> list[Clause]:
    """The clauses of a block with these lines."""
    return list(parse(f"{block}\n{text}", "lamp.world").blocks[0].clauses)


def told(text: str) -> list[Diagnostic]:
    """What is said about the text below a world."""
    try:
        parse(WORLD + dedent(text), "lamp.world")
    except Rejected as rejected:
        return list(rejected.findings)
    return []


def texts(found: list[Clause]) -> list[tuple[str, str]]:
    return [(clause.word, clause.raw) for clause in found]


# ---------------------------------------------------------------- blocks


def test_the_blocks_of_a_world() -> None:
    """Kinds of this file (also below) and of included ones open blocks; the longest that fits."""
    found = syntax(
        """
        world The Lamp
        include seeing, "town.world"
        night watchman Bob, he
        watchman Rob
        cook Ann, she, "the cook"
        kind night watchman is a person
        kind watchman is a person
        clock starts day 1 at 20:00
        fact (who: cook)   is at ( there : place ): yes or no , usually yes
        """,
        "cook",
    )
    assert [(block.word, block.raw) for block in found.blocks] == [
        ("world", "The Lamp"),
        ("include", 'seeing, "town.world"'),
        ("night watchman", "Bob, he"),
        ("watchman", "Rob"),
        ("cook", 'Ann, she, "the cook"'),
        ("kind", "night watchman is a person"),
        ("kind", "watchman is a person"),
        ("clock", "starts day 1 at 20:00"),
        ("fact", "(who: cook) is at (there: place): yes or no, usually yes"),
    ]


def test_what_a_text_includes() -> None:
    """Only that is looked at; a misspelt `include` counts."""
    text = 'world A\nplace include B\n  include c\ninclude d, "e.world"\ninlcude f  # g\n???'
    found = includes(text, "a.world")
    assert [(i.name, i.quoted) for i in found] == [("d", False), ("e.world", True), ("f", False)]
    assert [text.splitlines()[i.span.line - 1][i.span.start : i.span.end] for i in found] == [
        "d",
        '"e.world"',
        "f",
    ]


@pytest.mark.parametrize("block", [b for b in CLAUSES if CLAUSES[b] not in ((), FREE)])
def test_every_clause_of_every_block(block: str) -> None:
    below = {"so that": "worth", "saying": "go back to", "and then": "go back to"}
    for word in CLAUSES[block]:
        lines = f"  {below[word]} x\n    {word} y\n" if word in below else f"  {word} y\n"
        found = clauses(lines, block if block in BARE else f"{block} z")
        assert (found[-1].word, found[-1].raw) == (word, "y")


# ---------------------------------------------------------------- clauses


def test_and_below_a_word_that_is_said_once_more() -> None:
    found = clauses(
        "  when a\n   and b\n   or c\n  then d\n   and e\n"
        "  agreed by f\n   and g\n  seen by h\n   and i\n  against j\n   and k\n"
    )
    assert texts(found) == [
        ("when", "a"),
        ("when", "b"),
        ("when", "or c"),
        ("then", "d"),
        ("then", "e"),
        ("agreed by", "f"),
        ("agreed by", "g"),
        ("seen by", "h"),
        ("seen by", "i"),
        ("against", "j"),
        ("against", "k"),
    ]
    assert [token.text for token in found[2].tokens] == ["or", "c"]


def test_and_elsewhere_goes_on_with_the_line_above() -> None:
    assert texts(clauses("  glimpsed by a: b\n   and c\n")) == [("glimpsed by", "a: b and c")]
    assert texts(clauses("  worth 2 when a\n   or b\n", "wants of Ida")) == [
        ("worth", "2 when a or b")
    ]
    assert texts(clauses("  a\n   and b\n  c\n", "at the start")) == [("", "a and b"), ("", "c")]


@pytest.mark.parametrize(
    "lines",
    [
        "  when (a\n    or b)\n",
        "  when (a\n   or b)\n",
        "  when (a or\n    b)\n",
    ],
)
def test_a_line_that_cannot_end_goes_on(lines: str) -> None:
    assert texts(clauses(lines)) == [("when", "(a or b)")]
    assert [t.text for t in clauses(lines)[0].tokens] == ["(", "a", "or", "b", ")"]


@pytest.mark.parametrize(
    ("lines", "raw"),
    [
        ("  seen by a,\n    b\n", "a, b"),
        ("  seen by a:\n    b\n", "a: b"),
        ("  seen by a and\n    b\n", "a and b"),
        ("  seen by (a\n    for some (p: person): b)\n", "(a for some (p: person): b)"),
    ],
)
def test_so_do_lists(lines: str, raw: str) -> None:
    assert texts(clauses(lines)) == [("seen by", raw)]


def test_a_bracket_that_is_never_closed_ends_with_its_line() -> None:
    found = clauses("  when (a\n  then b\n    say c\n")
    assert texts(found) == [("when", "(a"), ("then", "b"), ("say", "c")]


def test_words_for_the_reader() -> None:
    """They go on in lines that are indented deeper, whatever these begin with."""
    found = clauses(
        "  say {who}  {put} out\n    when it is\tdark\n      and then\n  say when glimpsed: dark\n"
        "  say as Ida when x is 1: y\n  say when several: z\n  say when x: y\n"
    )
    assert texts(found) == [
        ("say", "{who} {put} out when it is dark and then"),
        ("say when glimpsed", ": dark"),
        ("say as", "Ida when x is 1: y"),
        ("say when several", ": z"),
        ("say when", "x: y"),
    ]
    assert [line.span.line for line in found[0].lines] == [2, 3, 4]


def test_holes_are_found_among_the_tokens() -> None:
    """The n-th bracket of the words is the n-th bracket token, in quotations and below, too."""
    (found,) = clauses('  say "Who {be} {who}?"\n    "{one}"\n')
    opened = [token.span for token in found.tokens if token.text == "{"]
    assert [(span.line, span.start) for span in opened] == [(2, 11), (2, 16), (3, 5)]
    assert found.raw.count("{") == 3


def test_a_telling() -> None:
    block = 'telling one\n  go back to a\n    saying "b"\n    and then "c"\n  title "d"'
    (found,) = syntax(block).blocks
    assert texts(list(found.clauses)) == [
        ("go back to", "a"),
        ("saying", '"b"'),
        ("and then", '"c"'),
        ("title", '"d"'),
    ]


# ---------------------------------------------------------------- one mistake, one message


@pytest.mark.parametrize("code", [code for code in LINES if code != "V110"])
def test_the_examples_of_the_registry(code: str) -> None:
    wrong, right = LONG.get(code, LINES[code][2:])
    before = "" if code == "V105" else WORLD
    for text, codes in ((wrong, {code}), (right, set[str]())):
        try:
            parse(f"{before}{text}\n", "lamp.world")
            found: list[Diagnostic] = []
        except Rejected as rejected:
            found = list(rejected.findings)
        said = {f.code for f in found} - ({"V106"} if code == "V112" else set())
        assert said == codes
        assert all(f.hint for f in found)
        assert len(found) == len(codes) or code == "V112"


@pytest.mark.parametrize(
    ("text", "line", "mend"),
    [
        ("skiper Ned\n", 1, "skipper"),
        ("acton (who: person) acts\n  when x\n   and y\n  say z\n    z\n", 1, "action"),
        ("Action (who: person) acts\n  when x\n", 1, "action"),
        ("wnats of Ida\n  worth 6 when x\n", 1, "wants of"),
        ("at teh start\n  x\n", 1, "at the start"),
        ("knd cook is a person\ncook Ann\n", 1, "kind"),
        ("creature Rex\ncreature Max\n", 1, "kind creature is"),
        ("action a\n  agred by who\n", 2, "agreed by"),
        ("action a\n  when x\n   adn y\n   and z\n", 3, "and"),
        ('action a\n  sya he said "no\n    but "yes\n', 2, "say"),
        ("action a\n  when x\n   the lamp is lit\n", 3, "and"),
        ("action a\n  say x\n  and y\n", 3, "deeper"),
        ("action a\n   and y\n", 2, "when"),
        ("at the start\nthe lamp is lit\nTom is happy\n", 2, "indent"),
        ("action a\nwhen x\nthen y\n", 2, "indent"),
        ("action a\n  when x\n  fact the sea is calm: yes or no\n  then y\n", 3, "margin"),
        ("fact x: yes or no\n  then y\n  then z\n", 2, "margin"),
        ("wants of Ida\n  worth 1 when x\n  action a\n    when y\n    then z\n", 3, "margin"),
        ("outline\n\taction a: until x\n  b: until y\n", 3, "blanks"),
        ("plans:\n  a stage takes at most 3 steps\n", 1, "below"),
    ],
)
def test_one_message_that_names_the_mend(text: str, line: int, mend: str) -> None:
    (found,) = told(text)
    assert found.span.line == WORLD.count("\n") + line
    assert mend in found.hint


def test_no_finding_is_missed_for_another() -> None:
    """Different mistakes of a file are told together."""
    text = 'skiper Ned\naction a\n  wehn x\n  than y\n    z\nperson Ida, "the widow\nfact x\n  y\n'
    assert [(f.code, f.span.line - WORLD.count("\n")) for f in told(text)] == [
        ("V106", 1),
        ("V108", 3),
        ("V108", 4),
        ("V108", 5),
        ("V104", 6),
        ("V107", 8),
    ]


def test_what_is_no_world_at_all_is_told_briefly() -> None:
    prose = "\n".join(f"word{n} of a long story" for n in range(2_000))
    assert len(told(prose)) <= MOST_FINDINGS + 1
