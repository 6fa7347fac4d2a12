"""Living: the felt facts of a world that runs (semantics, L15): between turns the run so far is
appraised as a planned story is, and what is felt becomes fact."""

from __future__ import annotations

from vervain.base.diagnostic import Rejected
from vervain.lang.timeless import timeless
from vervain.lang.world import World
from vervain.model.ground_world import ground
from vervain.native.kernel import Kernel
from vervain.run.live.feeling import Feeling, Filled, Unfelt
from vervain.run.live.life import Life
from vervain.story.case import Case, open_case
from vervain.story.feel.again import MEGABYTES, many
from vervain.story.feel.appraise import appraise
from vervain.story.feel.feeling import Feelings
from vervain.story.feel.living_many import FeltMany
from vervain.story.feel.stirring import FeltFacts
from vervain.story.lived import chronicle
from vervain.story.naming import Names


class FeltLife:
    """Asked at the beginning of each turn which felt facts have to change. `Rejected` where the
    world is too large to be looked at so."""

    def __init__(self, world: World) -> None:
        self._world = timeless(world)
        self._ground = ground(self._world)
        self._engine = Kernel(self._ground.tables, MEGABYTES)
        self._felt = FeltFacts(Names(self._world, self._ground))
        self._known: tuple[Case, Feelings] | None = None
        self.lost = ""

    def due(self, life: Life) -> tuple[Filled, ...]:
        """The acts that set them, in the order of the facts."""
        if self.lost:
            return ()
        if self._known is None or len(self._known[0].chronicle.events) != len(life.events):
            told = chronicle(life)
            try:
                case = open_case(self._world, self._ground, self._engine, told)
            except Rejected as rejected:
                self.lost = rejected.findings[0].message
                return ()
            self._known = case, appraise(case)
        case, found = self._known
        later = max(0, life.minute - found.minutes[-1])
        acts = (self._ground.actions[s.action] for s in self._felt.due(case, found, later))
        return tuple((a.name, tuple(map(str, a.args))) for a in acts)


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
