"""Runs of small worlds, and what is felt in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import vervain
from vervain import pipeline
from vervain.lang.world import World
from vervain.story.chronicle import Chronicle, Event, Plain
from vervain.story.feel.feeling import Emotion, Feeling, Feelings


@dataclass(frozen=True, slots=True)
class Lived:
    """A world, what came to pass in it, and what was felt."""

    world: World
    story: Chronicle
    felt: Feelings

    def event(self, act: str, place: int = 0) -> Event:
        """The so-manieth event of an act, by the first of its words."""
        found = [e for e in self.story.events if e.act.name.startswith(act)]
        return found[place]

    def of(self, who: str, emotion: Emotion, toward: str | None = "?") -> list[Feeling]:
        """The feelings of somebody of one sort (toward whom: ? is anybody)."""
        return [
            f
            for f in self.felt.feelings
            if f.who == who and f.emotion is emotion and toward in ("?", f.toward)
        ]

    def held(self, minds: tuple[str, ...], fluent: str, args: tuple[str, ...] = ()) -> list[Plain]:
        """All that a fact has come to be, in these minds (none: in the world), in order."""
        return [
            change.after
            for event in self.story.events
            for change in (event.minds if minds else event.changes)
            if (change.fact.minds, change.fact.fluent, change.fact.args) == (minds, fluent, args)
        ]


@cache
def lived(text: str, turns: int, seed: int = 0) -> Lived:
    """The world of the text, so many turns on."""
    world = vervain.load_text(text)
    story = vervain.run(world, seed=seed, span=turns).chronicle
    return Lived(world, story, pipeline.feelings(pipeline.case(world, story)))
