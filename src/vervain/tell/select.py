"""Content selection: what the focaliser can know of what happened, with routine runs folded.

An event is told if its focaliser saw or glimpsed it; nobody as focaliser sees everything. A
reaction
with words of its own is told by nobody, or by the mind it happens in (its first role).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from vervain.base.span import Span
from vervain.lang.fading import Wears
from vervain.lang.frame import Frame
from vervain.lang.world import Action, Phrase, Reaction, Stirs, World
from vervain.story.chronicle import Act, Claimed, Event
from vervain.tell.discourse import Unit
from vervain.tell.lexicon import Lexicon, lexicon_of
from vervain.tell.spin import Register
from vervain.tell.voices import suits
from vervain.tell.when import YEAR

ENGLISH = Lexicon()
APART = 2 * 24 * 60
"""Minutes between like acts that are not of one time any more."""
PARTS = 8
"""Of a story, like acts that are farther apart than one such part are not told as one."""
MOST_FITS = 8192
"""Events whose frames are remembered."""


@dataclass(frozen=True, slots=True)
class Schemas:
    """The acts and reactions of a world by name, and in which register they are told."""

    actions: dict[str, Action]
    reactions: dict[str, Reaction]
    words: Lexicon = ENGLISH
    register: str = ""
    fits: dict[tuple[int, str | None, bool], tuple[Event, tuple[Frame, ...]]] = field(
        default_factory=dict, compare=False
    )
    """What `fitting` found, by the identity of the event."""
    selected: dict[tuple[int, int, int, str | None], tuple[tuple[Event, ...], tuple[Unit, ...]]] = (
        field(default_factory=dict, compare=False)
    )
    """What `select` found, by the identity of the first and the last event."""

    @staticmethod
    def of(world: World, register: Register) -> Schemas:
        """Index a world."""
        actions = {a.name: a for a in world.actions}
        reactions = {r.name: r for r in world.reactions}
        return Schemas(actions, reactions, lexicon_of(world), register.value)

    def phrase(self, act: Act) -> Phrase:
        """The heading of an act or reaction."""
        return (self.actions.get(act.name) or self.reactions[act.name]).phrase

    def span(self, act: Act) -> Span:
        """Where an act or reaction is written down."""
        return (self.actions.get(act.name) or self.reactions[act.name]).span

    def frames(self, act: Act) -> tuple[Frame, ...]:
        """The author's frames for an act or reaction."""
        schema = self.actions.get(act.name) or self.reactions.get(act.name)
        return schema.frames if schema else ()

    def said(self, act: Act) -> tuple[Frame, ...]:
        """Those of this register."""
        return tuple(f for f in self.frames(act) if self.speaks(f))

    def speaks(self, frame: Frame) -> bool:
        """The frame is for this register, or for any."""
        return frame.register in ("", self.register)


def fitting(
    schemas: Schemas, event: Event, focaliser: str | None, *, glimpsed: bool
) -> tuple[Frame, ...]:
    """The frames of the event's act that may be used for this focaliser, the most specific
    first."""
    key = id(event), focaliser, glimpsed
    known = schemas.fits.get(key)
    if known is None:
        if len(schemas.fits) >= MOST_FITS:
            schemas.fits.clear()
        known = schemas.fits[key] = event, _fitting(schemas, event, focaliser, glimpsed)
    return known[1]


def _fitting(
    schemas: Schemas, event: Event, focaliser: str | None, glimpsed: bool
) -> tuple[Frame, ...]:
    frames = schemas.frames(event.act)
    held = [frames[i] for i in event.frames if i < len(frames)]
    fit = [f for f in held if f.glimpsed == glimpsed and schemas.speaks(f)]
    usable = [f for f in fit if suits(f, event.act, focaliser)]
    return tuple(sorted(usable, key=lambda f: (not f.own, f.cond is None and f.feels is None)))


def _knows(event: Event, focaliser: str | None) -> bool:
    return focaliser is None or focaliser in event.saw


def _units_of(event: Event, schemas: Schemas, focaliser: str | None) -> list[Unit]:
    units: list[Unit] = []
    schema = schemas.actions.get(event.act.name)
    if schema is not None and isinstance(schema.by_itself, Wears):
        return units  # that time goes by is not told
    if schema is not None and isinstance(schema.by_itself, Stirs) and _is_less(event):
        return units  # that a feeling wears off is told when it is over
    if _knows(event, focaliser):
        units.append(Unit((event,), event.act))
    elif focaliser in event.glimpsed and any(f.glimpsed for f in schemas.said(event.act)):
        units.append(Unit((event,), event.act, glimpsed=True))
    for reaction in event.reactions:
        mine = focaliser is None or (reaction.roles and reaction.roles[0][1] == focaliser)
        if mine and any(f.cond is None for f in schemas.said(reaction)):
            units.append(Unit((event,), reaction, reaction=True))
    return units


def _is_less(event: Event) -> bool:
    """A feeling has become less, and is not over."""
    own = next((c for c in event.changes if not c.fact.minds), None)
    if own is None or not isinstance(own.before, int) or not isinstance(own.after, int):
        return False
    return 0 < own.after < own.before


def _varying(left: Act, right: Act) -> str | None:
    """The one role in which two acts of one schema differ."""
    if left.name != right.name:
        return None
    different = [a[0] for a, b in zip(left.roles, right.roles, strict=True) if a != b]
    return different[0] if len(different) == 1 else None


def _foldable(unit: Unit, schemas: Schemas, focaliser: str | None) -> bool:
    """Whether nothing in particular is to be said of this one."""
    if unit.reaction or unit.glimpsed:
        return False
    fit = fitting(schemas, unit.events[0], focaliser, glimpsed=False)
    best = [f for f in fit if not f.several and not f.answering and f.feels is None]
    return not best or best[0].cond is None


def _joins(run: Unit, unit: Unit) -> bool:
    role = _varying(run.events[-1].act, unit.act)
    if role is None or run.varying not in (None, role):
        return False
    bound = dict(unit.act.roles)[role]
    return not isinstance(bound, Claimed) and all(
        dict(e.act.roles)[role] != bound for e in run.events
    )


def _near(run: Unit, unit: Unit, schemas: Schemas, span: int) -> bool:
    """They are of one time; or the author has words for several, and it is not long between them.
    Where there are several such words, each is for a stretch of the time that the story takes."""
    gap = unit.minute - run.events[-1].minute
    if gap < APART:
        return True
    ways = sum(f.several for f in schemas.frames(unit.act))
    stretch = max(min(span // 2, YEAR), span // PARTS)
    return gap * PARTS <= span and ways > 0 and (ways == 1 or unit.minute - run.minute < stretch)


def _fold(units: list[Unit], schemas: Schemas, focaliser: str | None) -> list[Unit]:
    """Join runs of one act. A later act joins an earlier run if it needed nothing that came
    between."""
    folded: list[Unit] = []
    span = units[-1].minute - units[0].minute if units else 0
    for unit in units:
        home = None
        if _foldable(unit, schemas, focaliser):
            causes = {c.event for c in unit.events[0].causes}
            for i in range(len(folded) - 1, -1, -1):
                same = not folded[i].reaction and folded[i].act.name == unit.act.name
                foldable = same and _foldable(folded[i], schemas, focaliser)
                if foldable and _joins(folded[i], unit) and _near(folded[i], unit, schemas, span):
                    home = i
                    break
                if foldable or causes & {e.id for e in folded[i].events}:
                    break
        if home is None:
            folded.append(unit)
        else:
            run = folded[home]
            role = run.varying or _varying(run.act, unit.act)
            folded[home] = Unit((*run.events, *unit.events), run.act, varying=role)
    return folded


def select(events: tuple[Event, ...], schemas: Schemas, focaliser: str | None) -> tuple[Unit, ...]:
    """What of these events is told from this mind, in lived order."""
    if not events:
        return ()
    key = id(events[0]), id(events[-1]), len(events), focaliser
    known = schemas.selected.get(key)
    if known is None or known[0] != events:
        if len(schemas.selected) >= MOST_FITS:
            schemas.selected.clear()
        units = [unit for event in events for unit in _units_of(event, schemas, focaliser)]
        known = schemas.selected[key] = events, tuple(_fold(units, schemas, focaliser))
    return known[1]
