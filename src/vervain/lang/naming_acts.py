"""Naming acts: the heading of an act with names for its roles, or `someone`."""

from __future__ import annotations

from vervain.lang.effects import EffectRules
from vervain.lang.expr import Param
from vervain.lang.filling import ANYTHING, Filled
from vervain.lang.reading import Ends, keep

ANYONE = ("someone", "anyone", "something", "somewhere")
"""Words for a role of an act that may be anybody's."""

SOMEONE = tuple(Param(word, ANYTHING) for word in ANYONE)


def acts(reader: EffectRules) -> Ends[Filled]:
    """The rule for an act with names for its roles."""
    ends: Ends[Filled] = {}
    for entry in reader.beginning(reader.lexicon.acts, 0):
        for found in reader.fill(entry, 0, ()):
            keep(ends, found)
    for first in reader.factor(0, ()).values():
        for entry in reader.going_on(reader.lexicon.acts, first.end):
            for found in reader.fill(entry, 0, (), first):
                keep(ends, found)
    return ends
