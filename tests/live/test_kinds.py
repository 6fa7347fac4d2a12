"""A rule is about those of the kind that its roles name, in the world and in every mind.

world Kinds
include seeing
one turn is 1 day
kind guard is a person
kind captain is a guard
place the gate
person Ann, she, at the gate
guard Bob, he, at the gate
captain Cid, he, at the gate
fact (who: person) is wet: yes or no, seen by everyone there
fact (who: person) is angry: yes or no
happening it rains on (who: person)
  when who is not wet
  then who is wet
  every day
  seen by everyone there
reaction (who: guard) frets
  when who is wet
  then who is angry
reaction (one: guard) worries about (two: guard)
  when one believes two is wet
   and one is not two
  then one believes two is angry
"""

from __future__ import annotations

import vervain
from vervain.story.chronicle import Event, Fact


def lived() -> tuple[Event, ...]:
    assert __doc__ is not None
    world = vervain.load_text(__doc__.split("\n\n", 1)[1])
    return vervain.run(world, seed=1, span=4).chronicle.events


def test_a_reaction_fires_for_its_own_kind_alone() -> None:
    """Ann gets wet like the others, and is no guard."""
    wet, fretting = set(), set()
    for event in lived():
        wet |= {c.fact.args for c in event.changes if c.fact.fluent == "wet"}
        fretting |= {r.roles for r in event.reactions if r.name == "frets"}
    assert wet == {("Ann",), ("Bob",), ("Cid",)}
    assert fretting == {(("who", "Bob"),), (("who", "Cid"),)}


def test_in_minds_as_well_whoever_has_them() -> None:
    held = {c.fact for e in lived() for c in e.minds if c.fact.fluent == "angry" and c.after}
    assert Fact("angry", ("Bob",), ("Ann",)) in held
    assert Fact("angry", ("Cid",), ("Bob",)) in held
    assert not [fact for fact in held if fact.args == ("Ann",)]
