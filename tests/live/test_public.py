"""An act that everybody sees: what it shows of the world is common, what it shows of a mind not."""

from __future__ import annotations

import vervain
from vervain.story.chronicle import Chronicle, Plain

WHISPER = """
world Public
one turn is 1 day
person Ada, she
person Ben, he
person Cleo, she
fact the thief: person, or unknown, can be told
fact the gate is shut: yes or no

happening (one: person) whispers to (two: person)
  when one is Ada
   and two is Ben
   and the turn is 0
  then two believes the thief is Cleo
   and the gate is shut
  seen by everyone

happening (one: person) storms off
  when one believes the thief is Cleo
   and the gate is shut
  then the gate is not shut
  seen by everyone

action (who: person) wonders at (two: person)
  when who believes two believes the thief is Cleo
  then who believes the thief is Ada
  agreed by who
  seen by who

wants of Cleo
  worth 1 when Cleo believes the thief is Ada
"""


def held(story: Chronicle, *minds: str) -> list[Plain]:
    return [
        change.after
        for event in story.events
        for change in event.minds
        if change.fact.fluent == "thief" and change.fact.minds == minds
    ]


def test_what_somebody_is_told_before_all_eyes_is_told_to_them_alone() -> None:
    story = vervain.run(vervain.load_text(WHISPER), span=1).chronicle
    assert [e.act.name for e in story.events] == ["whispers", "storms_off", "wonders_at"]
    assert held(story, "Ben") == ["Cleo"]
    assert held(story, "Ada") == []
    assert [dict(e.act.roles)["one"] for e in story.events[:2]] == ["Ada", "Ben"]


def test_all_see_that_he_believes_it() -> None:
    """Cleo can act on what she takes Ben to believe; what he believes she does not."""
    made = vervain.run(vervain.load_text(WHISPER), span=1)
    assert held(made.chronicle, "Cleo") == ["Ada"]
    assert made.life.stores.value(("Cleo", "Ben"), ("thief", ())) == "Cleo"
    assert made.life.stores.value(("Ada", "Ben"), ("thief", ())) == "Cleo"
    assert made.life.stores.value((), ("gate_shut", ())) is False
