"""Order: passages in the order of telling, with look backs where the telling asks for them.

Straight is as it was lived; in medias res opens at a later stage and looks back; backwards tells
the last stage first. A look back always has something after it, to which it returns.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass, field, replace

from vervain.lang.telling import LookBack
from vervain.lang.world import PLACE
from vervain.story.chronicle import Chronicle, Event, Fact, Plain
from vervain.tell.discourse import Passage, Unit
from vervain.tell.spin import Order, Spin, Tense

Select = Callable[[tuple[Event, ...], str | None], tuple[Unit, ...]]
Weigh = Callable[[], tuple[float, ...]]


def back_tense(tense: Tense) -> Tense:
    """The tense in which a look back is told: one step before that of the story."""
    return Tense.PAST if tense is Tense.PRESENT else Tense.PERFECT


@dataclass(frozen=True, slots=True)
class _Story:
    """The stages of a story, and what can be told of each."""

    stages: tuple[str, ...]
    events: dict[str, tuple[Event, ...]]
    spin: Spin
    select: Select
    weigh: Weigh
    selected: dict[tuple[str, str | None], tuple[Unit, ...]] = field(default_factory=dict)

    def focaliser(self, stage: str) -> str | None:
        """Whose mind a stage is told from."""
        return self.spin.focaliser(stage, self.stages)

    def units(self, stage: str, focaliser: str | None) -> tuple[Unit, ...]:
        """What of a stage is told from a mind."""
        key = stage, focaliser
        if key not in self.selected:
            self.selected[key] = self.select(self.events[stage], focaliser)
        return self.selected[key]

    def weight(self, stage: str) -> float:
        """The weight of what weighs most of what is told of a stage."""
        weights = self.weigh()
        units = self.units(stage, self.focaliser(stage))
        return max(weights[event.id] for unit in units for event in unit.events)

    def told(self, stages: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the stages of which there is something to tell."""
        return tuple(s for s in stages if self.units(s, self.focaliser(s)))

    def between(self, first: str, last: str) -> tuple[str, ...]:
        """The stages from one to another."""
        if first not in self.stages or last not in self.stages:
            return ()
        return self.stages[self.stages.index(first) : self.stages.index(last) + 1]


def arrange(
    chronicle: Chronicle, spin: Spin, select: Select, weigh: Weigh | None = None
) -> tuple[Passage, ...]:
    """The passages of the story as `spin` wants them; stages without anything to tell are left out.
    `weigh` gives the weight of every event, by id (None: all weigh the same)."""
    stages = tuple(name for name, _ in chronicle.stages)
    events = chronicle.events
    if spin.only is not None:
        events = tuple(e for e in events if e.id in spin.only)
    if not stages:
        focaliser = spin.views[0].focaliser
        units = select(events, focaliser)
        return (Passage(None, focaliser, spin.tense, units),) if units else ()
    by_stage = {name: tuple(e for e in events if e.stage == name) for name in stages}
    story = _Story(
        stages, by_stage, spin, select, weigh or (lambda: (0.0,) * len(chronicle.events))
    )
    if spin.order is Order.BACKWARDS:
        return _backwards(story)
    opening, backs = _plan(story)
    passages: list[Passage] = []
    for stage in story.told(stages[opening:]):
        focaliser = story.focaliser(stage)
        before = len(passages)
        for back in (b for b in backs if b.at == stage):
            first = True
            for earlier in story.between(back.first, back.last):
                units = story.units(earlier, focaliser)
                if units:
                    tense = back_tense(spin.tense) if first else Tense.PAST
                    passages.append(Passage(earlier, focaliser, tense, units, look_back=True))
                    first = False
        returning = len(passages) > before
        units = story.units(stage, focaliser)
        passages.append(Passage(stage, focaliser, spin.tense, units, returning=returning))
    return tuple(passages)


def _plan(story: _Story) -> tuple[int, tuple[LookBack, ...]]:
    """Where it opens, and its look backs, each at a stage of which something is told."""
    spin, stages = story.spin, story.stages
    if spin.order is Order.STRAIGHT:
        return 0, ()
    opening, backs = spin.opens_at, spin.looks_back
    if opening is None and spin.order is Order.IN_MEDIAS_RES:
        opening, backs = _hook(story)
    start = stages.index(opening) if opening in stages else 0
    told = story.told(stages[start:])
    if not told:
        return 0, ()
    return start, tuple(_placed(back, stages, told) for back in backs)


def _placed(back: LookBack, stages: tuple[str, ...], told: tuple[str, ...]) -> LookBack:
    """The look back at the first stage from there on of which something is told, else the last;
    in another place the author's words for going and coming back do not hold."""
    later = [s for s in told if back.at in stages and stages.index(s) >= stages.index(back.at)]
    at = later[0] if later else told[-1]
    return back if at == back.at else LookBack(back.first, back.last, at)


def _hook(story: _Story) -> tuple[str | None, tuple[LookBack, ...]]:
    """Open with what weighs most behind the first third and gives nothing of the end away, and look
    back from the stage after."""
    told = story.told(story.stages)
    if len(told) < 3:
        return None, ()
    end = _settled(story.events[told[-1]])
    middle = [s for s in told[max(1, len(told) // 3) : -1] if not end & _settled(story.events[s])]
    if not middle:
        return None, ()
    opening = max(middle, key=story.weight)
    after = told[told.index(opening) + 1]
    last = told[told.index(opening) - 1]
    return opening, (LookBack(told[0], last, after),)


def _settled(events: tuple[Event, ...]) -> set[tuple[Fact, Plain]]:
    """What these events leave otherwise than they found it; where people are is never the end."""
    changes = [c for e in events for c in e.changes if c.fact.fluent != PLACE]
    before = {c.fact: c.before for c in reversed(changes)}
    after = {c.fact: c.after for c in changes}
    return {(fact, value) for fact, value in after.items() if value != before[fact]}


def _backwards(story: _Story) -> tuple[Passage, ...]:
    """The last stage first; each stage in itself as it was lived."""
    told = story.told(story.stages)
    passages = []
    for i, stage in enumerate(reversed(told)):
        focaliser, tense = story.focaliser(stage), story.spin.tense
        tense = tense if i == 0 or tense is Tense.PAST else back_tense(tense)
        units = story.units(stage, focaliser)
        passages.append(Passage(stage, focaliser, tense, units, earlier=i > 0))
    return tuple(passages)


def settled(
    passages: tuple[Passage, ...], tense: Tense, silent: Set[tuple[str | None, str | None]]
) -> tuple[Passage, ...]:
    """The same with each passage in the order of events, nothing in it twice, and a return for
    every look back: the next passage that is not one; if there is none, it is told in its place
    among the others, as it was lived. `silent`: stages (told from whose mind) that came to nothing,
    and so cannot be returned to."""
    kept = [_in_order(p) for p in passages if (p.stage, p.focaliser) not in silent]
    done: list[Passage] = []
    for passage in kept:
        came_back = bool(done) and done[-1].look_back and not passage.look_back
        done.append(replace(passage, returning=came_back and not passage.earlier))
    homeless: list[Passage] = []
    while done and done[-1].look_back:
        homeless.insert(0, done.pop())
    for passage in homeless:
        first = passage.units[0].events[0].id
        place = next((i for i, p in enumerate(done) if p.units[0].events[0].id > first), len(done))
        done.insert(place, replace(passage, look_back=False, tense=tense))
    return tuple(done)


def _in_order(passage: Passage) -> Passage:
    """What goes on in minds comes after what it goes on at."""
    found = {(unit.key(passage.focaliser), unit.reaction): unit for unit in passage.units}
    units = sorted(found.values(), key=lambda u: (u.events[0].id, u.thought is not None))
    return replace(passage, units=tuple(units))
