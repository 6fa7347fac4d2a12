"""The registry of findings: it has all codes of the source, and its page is up to date.

`python -m tests.base.test_codes` writes the page anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import vervain
from vervain.base.codes import CODES, page

SOURCE = Path(vervain.__file__).parent
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "diagnostics.md"
CODE = re.compile(r'"(V\d{3})"')


def used() -> set[str]:
    modules = (p for p in SOURCE.rglob("*.py") if not p.name.startswith("codes"))
    return {code for p in modules for code in CODE.findall(p.read_text(encoding="utf-8"))}


def test_every_code_is_registered_and_used() -> None:
    assert sorted(used() - CODES.keys()) == []
    assert sorted(CODES.keys() - used()) == []


@pytest.mark.parametrize("code", CODES)
def test_an_entry_says_something(code: str) -> None:
    title, explanation, wrong, right = CODES[code]
    assert re.fullmatch(r"V\d{3}", code)
    assert title
    assert title[0] in "`" + title[0].upper()
    assert not title.endswith(".")
    assert explanation.endswith((".", ".)"))
    assert wrong.strip()
    assert right.strip()
    assert wrong != right


def test_no_two_have_one_title() -> None:
    titles = [title for title, *_ in CODES.values()]
    assert sorted(titles) == sorted(set(titles))


def test_the_page_is_up_to_date() -> None:
    """If it is not: python -m tests.base.test_codes"""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_page_has_every_code() -> None:
    for code in CODES:
        assert f"\n### {code}: " in page()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
