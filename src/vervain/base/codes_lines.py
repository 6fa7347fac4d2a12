"""Findings about files, lines and blocks (V1xx)."""

from __future__ import annotations

LINES: dict[str, tuple[str, str, str, str]] = {
    "V101": (
        "The file is too large",
        "A file has at most 500,000 characters. Nobody writes so much by hand; what a program "
        "writes can be divided.",
        "# one file with all the 20,000 lines of a town",
        '# include parts of it:\n# include "streets.world", "people.world"',
    ),
    "V102": (
        "Too much for one line",
        "A line of code, with those it goes on in, has at most 1,000 words and marks; a `say` has "
        "at most 10,000.",
        "at the start\n  Tom, Tom, Tom … and so on, a thousand times … loves Ida",
        "at the start\n  everyone loves Ida",
    ),
    "V103": (
        "Tabs and blanks are mixed",
        "Which of two lines is indented deeper must not hang on how wide a tab is shown. A line "
        "may begin with more blanks or tabs than the one before it, or fewer, but not with others.",
        "action (who: person) waits\n  when who is asleep\n\tthen who is not asleep",
        "action (who: person) waits\n  when who is asleep\n  then who is not asleep",
    ),
    "V104": (
        "A quotation is not closed",
        "Descriptions, titles and file names stand between two quotation marks, on one line.",
        'person Nell, she, "the cook',
        'person Nell, she, "the cook"',
    ),
    "V105": (
        "An indented line belongs to nothing",
        "An indented line says more about the block above it; the first line of a file has none "
        "above it. What follows it is not read before this is mended.",
        "  world The Lamp",
        "world The Lamp",
    ),
    "V106": (
        "This does not begin a block",
        "A line at the margin begins a block. Its first word is one of the fixed words of the "
        "language, or a kind that is declared in this file or in one that it includes.",
        "peson Nell, she",
        "person Nell, she",
    ),
    "V107": (
        "A line in the wrong place",
        "Blocks begin at the margin, and their lines are indented below them. `world`, `include`, "
        "`kind`, `fact`, `clock`, `check`, and people, places and things have no lines below them.",
        "fact the sea is calm: yes or no\n  fact the wind is up: yes or no",
        "fact the sea is calm: yes or no\nfact the wind is up: yes or no",
    ),
    "V108": (
        "This does not begin a line here",
        "Below most blocks each line begins with one of a few fixed words, or with `and`, to go on "
        "with the line above. (A `say` goes on in any line that is indented deeper.)",
        "action (who: person) waits\n  when who is asleep\n  hten who is not asleep",
        "action (who: person) waits\n  when who is asleep\n  then who is not asleep",
    ),
    "V109": (
        "This is no text",
        "The file has a character that controls a terminal, or one that no text can have. It may "
        "not be a world at all.",
        "fact the sea is calm: yes or no\x07",
        "fact the sea is calm: yes or no",
    ),
    "V110": (
        "This cannot be included",
        "What is included is a standard module, by its name, or a file of the same folder, in "
        "quotes.",
        "include telling",
        "include talking",
    ),
    "V111": (
        "A kind that is called like a block",
        "A line that begins with the name of a kind declares somebody or something of that kind. "
        "So a kind cannot have the name of another block.",
        "kind action is a thing",
        "kind deed is a thing",
    ),
    "V112": (
        "There are more findings",
        "The first hundred are shown. Many of the others may come from these.",
        "# a file that is no world at all",
        "# a world",
    ),
    "V113": (
        "Nothing else stands on this line",
        "`at the start`, `outline` and `plans` stand alone on their line; what they say follows "
        "below, indented.",
        "at the start:\n  the lamp is lit",
        "at the start\n  the lamp is lit",
    ),
    "V114": (
        "Nothing that this could be about",
        "`so that` stands below a `worth` or `values` line; `saying` and `and then` stand below "
        "`go back to`.",
        "wants of Ida\n  so that nobody is drowned\n  worth 6 when the lamp is lit",
        "wants of Ida\n  worth 6 when the lamp is lit\n    so that nobody is drowned",
    ),
    "V115": (
        "An opening word, and nothing behind it",
        "The line has not been finished.",
        "action (who: person) waits\n  when\n  then who is not asleep",
        "action (who: person) waits\n  when who is asleep\n  then who is not asleep",
    ),
    "V116": (
        "`world` stands in the first line",
        "A file begins with the name of the world, which it has once.",
        "world The Lamp, Again",
        "# the name stands in the first line",
    ),
    "V117": (
        "A number is too large",
        "A number has at most 15 digits before its point: larger ones cannot be told from their "
        "neighbours.",
        "fact the gold: 0..1000000000000000000",
        "fact the gold: 0..1000000000",
    ),
}
