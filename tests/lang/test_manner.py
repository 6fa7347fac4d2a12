"""The manner of a telling: its lines, and what is said of those that cannot be taken."""

from __future__ import annotations

import pytest

from vervain.base.diagnostic import Rejected
from vervain.lang.telling import Manner
from vervain.pipeline import load_text

WORLD = """
world The Quay
place the quay
place the inn
person Ida, she, at the quay
person Tom, he, at the inn
fact the lamp is lit: yes or no
action (who: person) lights the lamp
  then the lamp is lit
  agreed by who
wants of Ida
  worth 1 when the lamp is lit
outline
  the light: until the lamp is lit
telling slowly
  from Ida
"""

LINES = """\
  order in medias res
  distance summary
  dwell on Ida and the quay, the light, feelings
  dwell on Tom
  at most 400 words
  register formal
"""


def test_every_line_is_taken() -> None:
    (telling,) = load_text(WORLD + LINES).tellings
    dwells = ("Ida", "the quay", "the light", "feelings", "Tom")
    assert telling.manner == Manner("in medias res", "summary", dwells, 400, "formal")
    assert load_text(WORLD).tellings[0].manner == Manner()


@pytest.mark.parametrize(
    ("line", "place", "hint"),
    [
        ("order backward", "backward", "`backwards`"),
        ("distance close", "close", "scene, summary"),
        ("dwell on the quey", "the quey", "`the quay`"),
        ("dwell on the moon", "the moon", "feelings, beliefs, reasons"),
        ("at most many words", "many words", "at most 400 words"),
        ("at most 3 words", "3 words", "at most 400 words"),
        ("at most 400 acts", "400 acts", "at most 400 words"),
        ("register formall", "formall", "`formal`"),
    ],
)
def test_what_cannot_be_taken_is_one_finding(line: str, place: str, hint: str) -> None:
    with pytest.raises(Rejected) as rejected:
        load_text(f"{WORLD}  {line}\n")
    (found,) = rejected.value.findings
    assert found.code == "V418"
    assert hint in found.hint
    text = f"{WORLD}  {line}\n".splitlines()[found.span.line - 1]
    assert text[found.span.start : found.span.end] == place
