"""World → Life → Chronicle: let a world live."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vervain.lang.asking import read_condition
from vervain.lang.calendar import turns_in
from vervain.lang.world import World
from vervain.run.live.life import Ended, Life
from vervain.story.chronicle import Chronicle
from vervain.story.lived import chronicle as lived_chronicle


@dataclass(slots=True)
class Run:
    """A world that runs: `life` can go on; `turns` are done; `ended` says why it stopped."""

    life: Life
    ended: Ended
    until: str | None = None

    @property
    def turns(self) -> int:
        """How many turns are done."""
        return self.life.turn

    @property
    def chronicle(self) -> Chronicle:
        """What has happened so far."""
        return lived_chronicle(self.life, self.until)

    def go_on(self, turns: int) -> Ended:
        """So many turns more, or until what it is to run until has come about."""
        self.ended = self.life.run(turns)
        return self.ended


def run(
    world: World,
    *,
    seed: int = 0,
    span: str | int = 100,
    until: str | None = None,
    progress: Callable[[int, int, int], None] | None = None,
    branch: tuple[int, int] | None = None,
) -> Run:
    """Let a world live for a span (`"10 years"`, or so many turns), or until a condition holds.

    The same world and seed give the same Chronicle. `progress` is told turns done, turns in all,
    and events. `branch`: from this turn on chance comes from this other seed. An interrupt keeps
    what has happened.
    """
    cond = None if until is None else read_condition(world, until)
    life = Life(world, seed, cond)
    made = Run(life, Ended.GOING, until)
    turns = span if isinstance(span, int) else turns_in(world, span)
    try:
        while life.turn < turns and not life.stopped():
            if branch is not None and life.turn == branch[0]:
                life.branch(branch[1])
            life.step()
            if progress is not None:
                progress(life.turn, turns, len(life.events))
    except KeyboardInterrupt:
        made.ended = Ended.INTERRUPTED
        return made
    made.ended = Ended.UNTIL if life.stopped() else Ended.TIME
    return made
