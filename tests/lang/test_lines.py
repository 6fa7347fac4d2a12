"""Text → lines: tokens, comments, blanks, and texts that are no worlds."""

from __future__ import annotations

import time

import pytest

from vervain.base.diagnostic import Report
from vervain.lang.lines import MOST_CHARACTERS, Lines, read_lines


def read(text: str) -> tuple[Lines, list[str]]:
    report = Report()
    lines = read_lines(text, "lamp.world", report)
    return lines, [finding.code for finding in report.findings]


def words(text: str) -> list[str]:
    """The tokens of a one-line text; a mark stands as it is, others with their kind."""
    (line,) = read(text)[0].lines
    return [t.text if t.kind == "mark" else f"{t.kind} {t.text}" for t in line.tokens]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("debt(Tom, Ida)", ["word debt", "(", "word Tom", ",", "word Ida", ")"]),
        ("-10..10", ["-", "number 10", "..", "number 10"]),
        ("2.5 * 3", ["number 2.5", "*", "number 3"]),
        ("at 20:15", ["word at", "number 20", ":", "number 15"]),
        ("Caroline's well-worn wolves’", ["word Caroline's", "word well-worn", "word wolves’"]),
        ("the 2nd floor", ["word the", "word 2nd", "word floor"]),
        ('she, "the widow"', ["word she", ",", "string the widow"]),
        ("“the old widow” x", ["string the old widow", "word x"]),
        ("Zoë Łukasz 港口", ["word Zoë", "word Łukasz", "word 港口"]),
        ("हिन्दी café", ["word हिन्दी", "word café"]),
        ('an "open', ["word an", '"', "word open"]),
        ("who\u00a0is", ["word who", "word is"]),
    ],
)
def test_tokens(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_a_name_is_one_name_however_it_is_typed() -> None:
    assert words("Zoe\u0308") == words("Zo\u00eb") == ["word Zoë"]


def test_spans_are_where_the_words_stand() -> None:
    text = "\taction (who: person) waits  # and waits"
    (line,) = read(text)[0].lines
    assert [text[t.span.start : t.span.end] for t in line.tokens] == [t.text for t in line.tokens]
    assert text[line.span.start : line.span.end] == line.raw == "action (who: person) waits"


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("the lamp is lit  # at last", "# at last"),
        ("the lamp is lit \t# at last", "# at last"),
        ("the lamp is lit # at last", ""),
        ('title "a  # b"', ""),
        ("title “a  # b”", ""),
        ('title "a  # b"  # c', "# c"),
        ("  say the lamp  # is no comment", ""),
        ("  so that it burns  # a comment", "# a comment"),
    ],
)
def test_comments(text: str, comment: str) -> None:
    (line,) = read(text)[0].lines
    assert line.comment == comment


def test_what_stands_above_a_line_and_below_the_last() -> None:
    """Comments and blank lines are kept where they are."""
    lines, _ = read("# one\n\nworld A\n   \n   # two\nplace B\n# three\n")
    assert [line.above for line in lines.lines] == [("# one", ""), ("", "# two")]
    assert lines.trailing == ("# three", "")


def test_words_for_the_reader_go_on_while_they_are_indented_deeper() -> None:
    text = 'action a\n  say he said "no\n    say so  # and meant it\n  then "x"  # he did\n'
    lines = read(text)[0].lines
    assert [line.comment for line in lines] == ["", "", "", "# he did"]
    assert [t.kind for t in lines[1].tokens if t.text == '"'] == ["mark"]


def test_a_stage_may_be_called_say_something() -> None:
    """outline: its lines begin with the author's own words."""
    lines = read("outline\n  say yes: until Ida is here  # at last\n")[0].lines
    assert lines[1].comment == "# at last"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_end_of_a_line(end: str) -> None:
    lines, codes = read(end.join(["\ufeffworld A", "", "place B", ""]))
    assert [(line.span.line, line.raw) for line in lines.lines] == [(1, "world A"), (3, "place B")]
    assert codes == []


# ---------------------------------------------------------------- no worlds


@pytest.mark.parametrize("odd", ["\x00", "\x1b", "\x9b", "\x0c", "\x85", "\ud800", "\uffff"])
def test_what_is_no_text_is_told_once(odd: str) -> None:
    assert read(f"world A{odd}\n# {odd}\nplace{odd} B\n")[1] == ["V109"]


@pytest.mark.parametrize("fine", ["\u200b", "\u202f", "\u2028", "😀", "\ufeff", "\xad"])
def test_what_is_odd_but_text(fine: str) -> None:
    assert read(f"world A{fine}\n{fine}\nplace{fine} B\n")[1] == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("action a\n\twhen b\n\t and c\n\tthen d\n", []),
        ("action a\n  when b\n   and c\n  then d\n", []),
        ("action a\n\twhen b\naction c\n  when d\n", []),
        ("action a\n  when b\n\tthen c\n  say d\n\tsay e\n", ["V103"]),
        ("action a\n\twhen b\n    and c\n", ["V103"]),
    ],
)
def test_tabs_and_blanks(text: str, codes: list[str]) -> None:
    assert read(text)[1] == codes


def test_a_file_that_is_too_large() -> None:
    lines, codes = read("#" * (MOST_CHARACTERS + 1))
    assert codes == ["V101"]
    assert lines == Lines((), ())


MOST = 499_000


@pytest.mark.parametrize(
    "text",
    [
        "a" * MOST,
        " " * MOST + "a",
        "a" + " " * MOST + "#",
        "a  #" * (MOST // 4),
        '"  #' * (MOST // 4),
        "“" * MOST,
        "1" * MOST,
        "1." * (MOST // 2),
        "action a\n  say b\n" + "   c\n" * (MOST // 5),
        "\n" * MOST,
        "kind a" + " " * MOST,
        "\t" * MOST + "x",
    ],
    ids=range(12),
)
def test_no_text_takes_long(text: str) -> None:
    """All are near to the size that is allowed; the clock is the process's own."""
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < 4
