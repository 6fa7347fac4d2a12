"""Every finding has an entry in the registry, whose examples are what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import vervain.lang
from tests.lang.author import findings
from vervain.base.codes import CODES

SOURCE = Path(vervain.lang.__file__).parent
OF_THE_CHECKER = [code for code in CODES if code[1] in "234"]


@pytest.mark.parametrize("code", OF_THE_CHECKER)
def test_the_wrong_example_has_this_finding_and_no_other(code: str) -> None:
    _, _, wrong, _ = CODES[code]
    found = findings(f"\n{wrong}\n")
    assert [f.code for f in found] == [code], found
    assert found[0].hint


@pytest.mark.parametrize("code", OF_THE_CHECKER)
def test_the_right_example_has_none(code: str) -> None:
    _, _, _, right = CODES[code]
    assert findings(f"\n{right}\n") == []


def test_every_code_in_the_source_is_registered_and_used() -> None:
    text = "".join(p.read_text(encoding="utf-8") for p in sorted(SOURCE.glob("*.py")))
    used = set(re.findall(r'"(V[234]\d\d)"', text))
    assert used == set(OF_THE_CHECKER)
