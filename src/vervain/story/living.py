"""World → Life → Chronicle: let a world live."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vervain.base.collector import collector_slowed
from vervain.lang.asking import read_condition
from vervain.lang.calendar import turns_in
from vervain.lang.world import World
from vervain.run.live.life import Ended, Life
from vervain.run.live.log import again, log_of
from vervain.story import saved as saving
from vervain.story.chronicle import Chronicle
from vervain.story.feel.living import feeling_of
from vervain.story.lived import chronicle as lived_chronicle

Progress = Callable[[int, int, int], None]
"""It is told turns done, turns in all, and events."""


@dataclass(slots=True)
class Run:
    """A world that runs: `life` can go on; `turns` are done; `ended` says why it stopped.

    `until` is the condition that it was to stop at, `goal` the turn.
    """

    life: Life
    ended: Ended
    until: str | None = None
    goal: int = 0

    @property
    def turns(self) -> int:
        """How many turns are done."""
        return self.life.turn

    @property
    def unfelt(self) -> str:
        """Why felt facts (`felt as anger`) no longer follow what is felt; empty while they do."""
        return self.life.feeling.lost

    @property
    def chronicle(self) -> Chronicle:
        """What has happened so far."""
        return lived_chronicle(self.life, self.until, self.goal)

    def go_on(
        self,
        turns: int | None = None,
        progress: Progress | None = None,
        branch: tuple[int, int] | None = None,
    ) -> Ended:
        """So many turns more (without a number: as many as it was to run), or until what it is to
        run until has come about. An interrupt keeps all whole turns."""
        life = self.life
        self.goal = self.goal if turns is None else life.turn + turns
        try:
            with collector_slowed():
                while life.turn < self.goal and not life.stopped():
                    if branch is not None and life.turn == branch[0]:
                        life.branch(branch[1])
                    life.step()
                    if progress is not None:
                        progress(life.turn, self.goal, len(life.events))
            self.ended = Ended.UNTIL if life.stopped() else Ended.TIME
        except KeyboardInterrupt:
            self.ended, self.life = Ended.INTERRUPTED, _back(life, self.until, None)
        return self.ended

    def back_to(self, turn: int, seed: int | None = None) -> Run:
        """This run as it was when a turn began; what it has done since is left alone. With a seed
        chance comes from there: another branch."""
        life = _back(self.life, self.until, turn)
        if seed is not None:
            life.branch(seed)
        return Run(life, Ended.GOING, self.until, self.goal)

    def save(self) -> str:
        """The run as a document, from which `resume` makes it again."""
        return saving.save(self.life, self.goal, self.until)


def run(
    world: World,
    *,
    seed: int = 0,
    span: str | int = 100,
    until: str | None = None,
    progress: Progress | None = None,
    branch: tuple[int, int] | None = None,
) -> Run:
    """Let a world live for a span (`"10 years"`, or so many turns), or until a condition holds.

    The same world and seed give the same Chronicle. `branch`: from this turn on chance comes from
    this other seed. An interrupt keeps what has happened in whole turns.
    """
    made = begin(world, seed, until)
    made.go_on(span if isinstance(span, int) else turns_in(world, span), progress, branch)
    return made


def begin(world: World, seed: int = 0, until: str | None = None) -> Run:
    """A world that has not lived yet: `go_on` lets it."""
    return Run(_begun(world, seed, until), Ended.GOING, until)


def resume(world: World, text: str, file: str = "<run>", *, until: str | None = None) -> Run:
    """The run that a document tells of: it goes on as if it had never stopped. `until`: to what
    else than before. Raises Rejected: the file is no run, or one of another world."""
    found = saving.read(world, text, file)
    ending = found.until if until is None else until
    life = saving.revived(found, _begun(world, found.seed, ending), file)
    return Run(life, Ended.GOING, ending, found.goal)


def _begun(world: World, seed: int, until: str | None) -> Life:
    stop = None if until is None else read_condition(world, until)
    life = Life(world, seed, stop)
    life.feeling = feeling_of(life.world)
    return life


def _back(life: Life, until: str | None, turn: int | None) -> Life:
    """A new Life that has lived the same, up to a turn."""
    return again(_begun(life.given, life.first_seed, until), log_of(life), turn)
