"""Findings as an author sees them."""

from __future__ import annotations

import json
from textwrap import dedent

import pytest

from vervain.base.diagnostic import MOST_FINDINGS, Diagnostic, Rejected, Report
from vervain.base.render import MOST_SHOWN, as_dict, as_text
from vervain.base.span import Span, lines_of

WORLD = """\
world The Lamp
person Ida, she
  wehn Ida is at the quay
"""


def finding(line: int, start: int, end: int, hint: str = "did you mean `when`?") -> Diagnostic:
    span = Span("lamp.world", line, start, end)
    return Diagnostic("V108", span, "`wehn` does not begin a line", hint)


def test_what_was_written_why_not_and_the_way_out() -> None:
    assert as_text(finding(3, 2, 6), WORLD) + "\n" == dedent("""\
        lamp.world:3:3: `wehn` does not begin a line [V108]
            3 |   wehn Ida is at the quay
              |   ^^^^
              way out: did you mean `when`?
        """)


def test_without_a_hint_or_a_source() -> None:
    shown = as_text(finding(3, 2, 6, hint=""), "")
    assert shown == "lamp.world:3:3: `wehn` does not begin a line [V108]"


@pytest.mark.parametrize("span", [(0, 0, 0), (9, 4, 8), (3, 500, 600), (3, 6, 2), (4, 0, 0)])
def test_a_place_that_is_not_there(span: tuple[int, int, int]) -> None:
    assert as_text(finding(*span), WORLD).startswith("lamp.world:")


def test_colour_is_an_extra() -> None:
    shown = as_text(finding(3, 2, 6), WORLD, colour=True)
    assert "\x1b[31m^^^^\x1b[0m" in shown
    plain = shown
    for code in ("\x1b[31m", "\x1b[1m", "\x1b[2m", "\x1b[0m"):
        plain = plain.replace(code, "")
    assert plain == as_text(finding(3, 2, 6), WORLD)


@pytest.mark.parametrize(
    ("line", "start", "end", "under"),
    [
        ("\twhne x", 1, 5, " ^^^^"),
        ("港口 whne", 3, 7, "     ^^^^"),
        ("cafe\u0301 whne", 6, 10, "     ^^^^"),
        ("a 港口", 2, 4, "  ^^^^"),
    ],
)
def test_carets_stand_below_what_is_meant(line: str, start: int, end: int, under: str) -> None:
    """Tabs are shown as one blank; some characters take two columns, some none."""
    caret = as_text(finding(1, start, end), line).splitlines()[2]
    assert caret == f"      | {under}"


def test_of_a_long_line_the_part_that_matters_is_shown() -> None:
    line = "x" * 5_000 + "HERE" + "y" * 5_000
    text, caret = as_text(finding(1, 5_000, 5_004), line).splitlines()[1:3]
    assert len(text) <= MOST_SHOWN + 10
    assert text[caret.index("^") : caret.rindex("^") + 1] == "HERE"
    long = as_text(finding(1, 0, 10_000), line).splitlines()[2]
    assert len(long) <= MOST_SHOWN + 10


def test_a_terminal_obeys_nothing_that_stands_in_a_file() -> None:
    evil = "\x1b[2J\x9b2J\u202e\ud800"
    shown = as_text(Diagnostic("V109", Span(evil, 1, 0, 4), evil, evil), f"a{evil}")
    assert not any(character in shown for character in evil if character not in "[2J")
    shown.encode("utf-8")


def test_lines_are_counted_as_editors_count_them() -> None:
    text = "\ufeffone\r\ntwo\rthree\x0c\u2028still three\nfour"
    assert lines_of(text) == ["one", "two", "three\x0c\u2028still three", "four"]
    assert "four" in as_text(finding(4, 0, 4), text)


def test_plain_data() -> None:
    data = json.loads(json.dumps(as_dict(finding(3, 2, 6))))
    assert data == {
        "code": "V108",
        "file": "lamp.world",
        "line": 3,
        "start": 2,
        "end": 6,
        "message": "`wehn` does not begin a line",
        "hint": "did you mean `when`?",
    }


def test_findings_are_told_once_and_in_order() -> None:
    report = Report()
    report.findings += [finding(3, 2, 6), finding(1, 0, 5), finding(3, 2, 6)]
    with pytest.raises(Rejected) as rejected:
        report.settle()
    assert [f.span.line for f in rejected.value.findings] == [1, 3]
    Report().settle()


def test_of_very_many_the_first_are_told() -> None:
    report = Report()
    for line in range(2 * MOST_FINDINGS, 0, -1):
        assert report.full == (line < MOST_FINDINGS)
        report.add("V108", Span("a", line, 0, 1), "no")
    with pytest.raises(Rejected) as rejected:
        report.settle()
    *first, last = rejected.value.findings
    assert [f.span.line for f in first] == list(range(1, MOST_FINDINGS + 1))
    assert last.code == "V112"
