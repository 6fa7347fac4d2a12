"""Live: sifting a world while it runs; what is found is what sifting its chronicle would find."""

from __future__ import annotations

from collections.abc import Iterable

from vervain.lang.pattern import Pattern
from vervain.lang.world import World
from vervain.run.live.life import Life
from vervain.story.lived import event, start
from vervain.story.sift.matcher import Match
from vervain.story.sift.sift import Sifter


class LiveSifter:
    """Follows one Life: `catch_up` after each turn, or whenever somebody wants to know."""

    def __init__(self, world: World, life: Life, patterns: Iterable[Pattern]) -> None:
        self.sifter = Sifter(world, patterns, tuple(start(life)))
        self._told: set[tuple[str, tuple[tuple[str, str], ...]]] = set()

    def catch_up(self, life: Life) -> list[Match]:
        """Take in what has happened since; the stories that have come to their end with it."""
        for number in range(self.sifter.events, len(life.events)):
            self.sifter.feed(event(life, number))
        new = [m for m in self.sifter.matches() if (m.pattern, m.roles) not in self._told]
        self._told |= {(m.pattern, m.roles) for m in new}
        return sorted(new, key=lambda m: (m.events[-1], m.pattern, m.roles))
