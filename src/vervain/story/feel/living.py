"""Living: the felt facts of a world that runs (semantics, L15): between turns the run so far is
appraised as a planned story is, and what is felt becomes fact."""

from __future__ import annotations

from collections.abc import Iterator

from vervain.base.diagnostic import Rejected
from vervain.lang.timeless import timeless
from vervain.lang.world import World
from vervain.model.ground_world import ground
from vervain.native.kernel import Kernel
from vervain.run.live.feeling import Feeling, Filled, Unfelt
from vervain.run.live.life import Life
from vervain.story.case import Case, open_case
from vervain.story.feel.again import MEGABYTES, many
from vervain.story.feel.feeling import Feelings
from vervain.story.feel.living_many import FeltMany
from vervain.story.feel.living_run import FeltRun
from vervain.story.feel.stirring import FeltFacts
from vervain.story.lived import chronicle
from vervain.story.naming import Names


class FeltLife(FeltRun):
    """A run that is done again with all that there is. `Rejected` where the world is too large to
    be looked at so."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = timeless(world)
        self._ground = ground(self._world)
        self._engine = Kernel(self._ground.tables, MEGABYTES)
        self._felt = FeltFacts(Names(self._world, self._ground))

    def again(self, life: Life) -> Case:
        """All of it, in the engine that there is."""
        return open_case(self._world, self._ground, self._engine, chronicle(life))

    def changes(self, life: Life, case: Case, found: Feelings, later: int) -> Iterator[Filled]:
        """Of everybody."""
        for stir in self._felt.due(case, found, later):
            act = self._ground.actions[stir.action]
            yield act.name, tuple(map(str, act.args))


def feeling_of(world: World) -> Feeling:
    """Whoever looks after the felt facts of a run of this world."""
    if not any(f.felt for f in world.fluents):
        return Unfelt()
    if many(world):
        return FeltMany(world)
    try:
        return FeltLife(world)
    except Rejected as rejected:
        return Unfelt(rejected.findings[0].message)
