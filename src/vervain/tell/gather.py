"""Gathering: what is told of a stage from one mind: the events that it knows, with routine folded
and what is light left out, and beside them what went on in it.

Distance decides how much: a scene tells every step, a summary what weighs more, with what happens
time and again told once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, replace

from vervain.lang.world import PLACE
from vervain.story.chronicle import Act, Claimed, Event, Fact
from vervain.tell.discourse import Unit
from vervain.tell.inner import Inner
from vervain.tell.minds import EVERYONE
from vervain.tell.select import Schemas, fitting, select
from vervain.tell.spin import Distance, Spin
from vervain.tell.thought import Sort, Thought
from vervain.tell.when import MOST_OF_YEAR, SEASON, period, yearly

PER_UNIT = {Distance.SCENE: 2, Distance.AUTHOR: 1, Distance.SUMMARY: 1}
"""Thoughts beside one unit."""
GRAVE = 1.5
"""The least weight of a thought that a summary has room for."""
TRADED = 5
"""An act in which two roles vary can be told as one where so many fill each: of fewer one wants to
know who did it to whom."""
REPEATED = {Distance.AUTHOR: 4, Distance.SUMMARY: 2}
"""So many like events in one stretch of time are told as what happened time and again."""
REPEATED_LONG = 3
"""And what is all of one person, in a stretch as long as a season or more."""
LIGHT = 0.35
"""Of the events of a story, this part weighs too little for a summary."""
NOTABLE, MOST_NOTABLE = 0.9, 20
"""What weighs more than this part of the events, and all but so many, is told by itself, be it ever
so like others."""


@dataclass(slots=True)
class Gathering:
    """Gathers units. `weigh` gives the weight of every event; what weighs less than `cut` is left
    out; `leaks`: events that a mind is not to tell, for it does not know them."""

    schemas: Schemas
    spin: Spin
    inner: Inner
    weigh: Callable[[], tuple[float, ...]]
    cut: float = 0.0
    leaks: Set[tuple[str | None, int]] = frozenset()
    _weights: tuple[float, ...] = ()
    _notable: float = 0.0
    _light: float = 0.0

    def _weight(self, unit: Unit) -> float:
        """The weight of the heaviest event in it."""
        if not self._weights:
            self._weights = self.weigh()
            ranked = sorted(self._weights)
            self._light = _quantile(ranked, LIGHT)
            self._notable = max(_quantile(ranked, NOTABLE), ranked[-MOST_NOTABLE:][0])
        return max(self._weights[event.id] for event in unit.events)

    def units(self, events: tuple[Event, ...], mind: str | None) -> tuple[Unit, ...]:
        """What is told of these events from this mind, in lived order."""
        units = [self._marked(unit) for unit in self._seen(events, mind)]
        if self.spin.distance is not Distance.SCENE:
            units = self._journeys(units, mind)
            units = self._repeated(units, mind)
        units = [unit for unit in units if self._told(unit)]
        return tuple(u for unit in units for u in (unit, *self._thoughts(unit, mind)))

    # ------------------------------------------------------------ what is told

    def _seen(self, events: tuple[Event, ...], mind: str | None) -> list[Unit]:
        """The events that the mind knows; and those of which it only learned something."""
        units = list(select(events, self.schemas, mind))
        if self.leaks:
            units = list(self._kept(units, mind))
        if mind is None:
            return units
        for event in events:
            only = (mind, event.id) in self.leaks and mind in event.glimpsed
            if only and any(frame.glimpsed for frame in self.schemas.frames(event.act)):
                units.append(Unit((event,), event.act, glimpsed=True))
        known = {event.id for unit in units for event in unit.events}
        for event in events:
            if event.id in known or mind in event.saw or EVERYONE in event.saw:
                continue
            glimpsed = mind in event.glimpsed
            found = self.inner.glimpse(event, mind) if glimpsed else self.inner.hearsay(event, mind)
            units += [Unit((event,), event.act, thought=thought) for thought in found]
        order = {event.id: i for i, event in enumerate(events)}
        return sorted(units, key=lambda unit: order[unit.events[0].id])

    def _kept(self, units: list[Unit], mind: str | None) -> Iterator[Unit]:
        """The units without what the mind is not to tell; what it felt at it, it knows."""
        for unit in units:
            left = tuple(e for e in unit.events if (mind, e.id) not in self.leaks)
            if unit.reaction or left == unit.events:
                yield unit
            elif left:
                yield Unit(left, left[0].act, unit.varying if len(left) > 1 else None)

    def _marked(self, unit: Unit) -> Unit:
        """With a mark, if the telling dwells on somebody or something in it."""
        dwells = set(self.spin.dwells)
        event = unit.events[0]
        names = {b for _, b in unit.act.roles if isinstance(b, str)} | set(event.agreed)
        names |= {event.stage or "", event.place or ""}
        return replace(unit, dwelt=True) if names & dwells else unit

    def _told(self, unit: Unit) -> bool:
        if unit.dwelt:
            return True
        brief = self.spin.distance is Distance.SUMMARY
        if not self.cut and not brief:
            return True
        weight = self._weight(unit)
        return weight >= self.cut and (not brief or weight >= self._light)

    # ------------------------------------------------------------ routine

    def _plain(self, unit: Unit, mind: str | None) -> bool:
        """The author has nothing in particular to say of it from this mind."""
        if unit.reaction or unit.glimpsed or unit.dwelt or unit.thought is not None:
            return False
        frames = fitting(self.schemas, unit.events[-1], mind, glimpsed=False)
        best = [f for f in frames if not f.several]
        if not best:
            return True
        return not best[0].own and best[0].cond is None and best[0].feels is None

    def _journeys(self, units: list[Unit], mind: str | None) -> list[Unit]:
        """Legs of one way, told one after the other, become one way."""
        kept: list[Unit] = []
        for unit in units:
            before = kept[-1] if kept else None
            if before is not None and self._plain(before, mind) and self._plain(unit, mind):
                act = _onward(before, unit)
                if act is not None:
                    kept[-1] = Unit((*before.events, *unit.events), act)
                    continue
            kept.append(unit)
        return kept

    def _repeated(self, units: list[Unit], mind: str | None) -> list[Unit]:
        """Like events of one stretch of time become what happened time and again."""
        least = REPEATED[self.spin.distance]
        if len(units) < 2 * least and self.spin.distance is not Distance.SUMMARY:
            return units
        joined: dict[int, Unit] = {}
        gone: set[int] = set()
        for places in self._stretches(units, least, mind):
            one = _time_and_again([units[i] for i in places])
            if not one.also or _is_crowd(one):
                joined[places[0]] = one
                gone |= set(places[1:])
        kept: list[Unit] = []
        for i, unit in enumerate(units):
            new = joined.get(i, unit)
            once_more = bool(kept) and kept[-1].act == new.act and self._alike(kept[-1], new, mind)
            both = bool(kept) and new.again and kept[-1].again
            if i not in gone and (once_more or (both and kept[-1].act.name == new.act.name)):
                kept[-1] = _time_and_again([kept[-1], new])
            elif i not in gone:
                kept.append(new)
        return kept

    def _alike(self, one: Unit, two: Unit, mind: str | None) -> bool:
        """The author has nothing in particular to say of either."""
        return self._plain(one, mind) and self._plain(two, mind)

    def _stretches(
        self, units: list[Unit], least: int, mind: str | None
    ) -> Iterator[tuple[int, ...]]:
        """The places of like units, in each stretch of time in which there are many: all of one
        act; or, in a story as long as most of a year, of one act by the same people in a season; or
        what comes round each year in one season."""
        minutes = [unit.minute for unit in units]
        long = (max(minutes) - min(minutes)) if minutes else 0
        plain = [i for i, unit in enumerate(units) if self._plain(unit, mind)]
        light = [i for i in plain if self._weight(units[i]) <= self._notable]
        left = set(plain)
        stretch, season = period(long), SEASON if long >= MOST_OF_YEAR else 0
        homes: dict[tuple[Act | str, int], list[int]] = {}
        for i in light if season else ():
            homes.setdefault((units[i].act, minutes[i] // season), []).append(i)
        few = min(least, REPEATED_LONG)
        found = [places for places in homes.values() if len(places) >= few]
        left -= {i for places in found for i in places}
        homes = {}
        for i in (i for i in light if i in left):
            homes.setdefault((units[i].act.name, minutes[i] // stretch), []).append(i)
        found += [places for places in homes.values() if len(places) >= least]
        left -= {i for places in found for i in places}
        rounds: dict[str, list[int]] = {}
        for i in (i for i in plain if i in left):
            rounds.setdefault(units[i].act.name, []).append(i)
        found += [places for places in rounds.values() if yearly([minutes[i] for i in places])]
        yield from map(tuple, found)

    # ------------------------------------------------------------ thoughts

    def _thoughts(self, unit: Unit, mind: str | None) -> Iterator[Unit]:
        """What is told beside a unit; nothing where the author's own words for this mind are."""
        if unit.reaction or unit.glimpsed or unit.thought is not None or self.spin.about:
            return
        if self._own(unit, mind):
            return
        found = [t for t in self.inner.of(unit, mind) if self._fits(t, unit)]
        most = PER_UNIT[self.spin.distance] + (1 if unit.dwelt else 0)
        for thought in found[:most]:
            yield Unit(unit.events[-1:], unit.act, thought=thought, dwelt=unit.dwelt)

    def _own(self, unit: Unit, mind: str | None) -> bool:
        frames = fitting(self.schemas, unit.events[0], mind, glimpsed=False)
        return any(f.own for f in frames)

    def _fits(self, thought: Thought, unit: Unit) -> bool:
        if self.spin.distance is not Distance.SUMMARY or unit.dwelt:
            return True
        asked = "feelings" if thought.sort in (Sort.FEELING, Sort.SIGN) else "beliefs"
        return thought.weight >= GRAVE or asked in self.spin.dwells


def _quantile(ranked: list[float], part: float) -> float:
    return ranked[min(len(ranked) - 1, int(part * len(ranked)))] if ranked else 0.0


def _onward(before: Unit, unit: Unit) -> Act | None:
    """The act of going all the way, if the second goes on from where the first led."""
    one, two = before.events[-1], unit.events[0]
    if one.act.name != two.act.name or one.agreed != two.agreed or len(one.agreed) != 1:
        return None
    who = Fact(PLACE, (one.agreed[0],))
    first = next((c for c in before.events[0].changes if c.fact == who), None)
    last = next((c for c in one.changes if c.fact == who), None)
    then = next((c for c in two.changes if c.fact == who), None)
    if first is None or last is None or then is None or then.before != last.after:
        return None
    if then.after == first.before:
        return None
    roles = tuple((n, first.before if b == then.before else b) for n, b in unit.act.roles)
    return Act(unit.act.name, tuple((n, b) for n, b in roles if isinstance(b, str | Claimed)))


def _is_crowd(unit: Unit) -> bool:
    """So many did it to so many that nobody asks who did it to whom."""
    roles = (unit.varying or "", *unit.also)
    return all(len({dict(e.act.roles)[r] for e in unit.events}) >= TRADED for r in roles)


def _time_and_again(units: list[Unit]) -> Unit:
    """Several units of one act as one; the roles that vary name all who fill them."""
    events = tuple(event for unit in units for event in unit.events)
    act = units[0].act
    columns = [{str(dict(e.act.roles)[name]) for e in events} for name, _ in act.roles]
    varying = [
        name
        for (name, bound), column in zip(act.roles, columns, strict=True)
        if len(column) > 1 and isinstance(bound, str)
    ]
    first = varying[0] if varying else None
    return Unit(events, act, varying=first, also=tuple(varying[1:]), again=True)
