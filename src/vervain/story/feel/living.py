"""Living: the felt facts of a world that runs (semantics, L15): between turns the run so far is
appraised as a planned story is, and what is felt becomes fact."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from vervain.base.diagnostic import Rejected
from vervain.lang.crowds import settled
from vervain.lang.timeless import timeless
from vervain.lang.world import World
from vervain.model.ground import CameAbout, GroundEvent
from vervain.model.ground_world import ground
from vervain.native.kernel import Kernel
from vervain.run.live.feeling import Feeling, Filled, Unfelt
from vervain.run.live.life import Life
from vervain.story.case import Case, open_case
from vervain.story.chronicle import Chronicle, Event
from vervain.story.feel.appraise import appraise
from vervain.story.feel.deeds import claim_of
from vervain.story.feel.feeling import Feelings
from vervain.story.feel.stirring import FeltFacts
from vervain.story.lived import EVERYONE, chronicle
from vervain.story.naming import Names

MEGABYTES = 512
"""What the states of a run may use, so that it can be appraised."""
FEW = 60
"""People up to whom a run is done again with all that could have happened."""


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
    try:
        return FeltLife(world)
    except Rejected as rejected:
        return Unfelt(rejected.findings[0].message)


def again(
    world: World, told: Chronicle, megabytes: int = MEGABYTES, about: Collection[str] = ()
) -> Case:
    """A lived story as a planned one, so that it can be appraised. Among many people nothing is
    known but the acts that came about, and nobody has a mind but who had to do with them, and who
    is asked `about`. `Rejected` where it cannot be done again."""
    open_world, only, minds = settled(timeless(world), told.seed), None, told.people
    if len(told.people) > FEW:
        minds = involved(told, about)
        only = CameAbout(_acts(told), frozenset(minds))
    told = among(told, minds)
    made = ground(open_world, only)
    return open_case(open_world, made, Kernel(made.tables, megabytes), told)


def _acts(told: Chronicle) -> tuple[GroundEvent, ...]:
    """The acts of a story, each once."""
    roles = ((e.act.name, (value for _, value in e.act.roles)) for e in told.events)
    found = (
        GroundEvent(name, tuple(v if isinstance(v, str) else claim_of(v) for v in values))
        for name, values in roles
    )
    return tuple(dict.fromkeys(found))


def involved(told: Chronicle, about: Collection[str]) -> tuple[str, ...]:
    """Who did, underwent or saw anything, or came to believe it; who is asked about, and those who
    stood in any relation to them at the start."""
    names = set(about)
    ties = [fact.args for fact, _ in told.start if not names.isdisjoint(fact.args)]
    names.update(*ties)
    for event in told.events:
        names.update(event.agreed, event.saw, *(c.fact.minds for c in event.minds))
        names.update(v for _, v in event.act.roles if isinstance(v, str))
    return tuple(name for name in told.people if name in names)


def among(told: Chronicle, minds: tuple[str, ...]) -> Chronicle:
    """The story as far as it is in these minds; `everyone` is each of them."""
    known = frozenset(minds)

    def narrowed(event: Event) -> Event:
        saw = minds if EVERYONE in event.saw else tuple(n for n in event.saw if n in known)
        changes = [
            replace(change, fact=replace(change.fact, minds=(who, *deeper)))
            for change in event.minds
            for first, *deeper in (change.fact.minds,)
            for who in (minds if first == EVERYONE else (first,))
            if known.issuperset((who, *deeper))
        ]
        return replace(event, saw=saw, minds=tuple(changes))

    return replace(told, people=minds, events=tuple(map(narrowed, told.events)))


def done_again(world: World, told: Chronicle) -> Case | None:
    """The same; None where that cannot be."""
    try:
        return again(world, told)
    except Rejected:
        return None
