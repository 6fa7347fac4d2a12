"""Coverage of frames."""

from __future__ import annotations

from vervain.pipeline import load_text, plan
from vervain.tell.coverage import cover

WORLD = """
world Coverage
person Ann, she
person Bob, he
fact (who: person) is seen: yes or no
fact (who: person) is heard: yes or no
action (one: person) sees (two: person)
  when two is not seen
  then two is seen
  agreed by one
  say {one} {see} {two}
  say as Bob: there {is} somebody
  say as Bob when two is Ann: there {is} nobody
action (one: person) hears (two: person)
  when two is seen
  then two is heard
  agreed by one
wants of Ann
  worth 1 when Bob is seen
  worth 1 when Bob is heard
outline
  sight: until Bob is heard
"""


def test_what_has_no_words_and_what_is_never_used() -> None:
    world = load_text(WORLD, "coverage.world")
    coverage = cover(world, plan(world).chronicles)
    assert coverage.wordless == ("(one) hears (two)",)
    assert coverage.wordless[0] in coverage.happened
    assert [(f.act, f.label) for f in coverage.unused] == [("(one) sees (two)", "as Bob when …")]
    assert coverage.stories == 1
