"""Standing: what has come of what everybody wanted: what each want was worth at the start of a run,
what it is worth now, and what they take it to be worth."""

from __future__ import annotations

from dataclasses import dataclass

from vervain.run.live.life import Life
from vervain.run.live.reading import View
from vervain.run.live.rules import Wanting

Worths = dict[tuple[int, str], float]
"""What a want is worth, by its number and whose it is."""


@dataclass(frozen=True, slots=True)
class Stood:
    """One want of one person, or the same of many: `before` and `now` what it was and is worth (of
    all of them together), `believed` what they take it to be worth (None: of what one holds dear,
    where acts are counted and nobody is wrong); `better` and `worse`: for how many it has risen, or
    fallen."""

    people: tuple[str, ...]
    text: str
    purpose: str
    before: float
    now: float
    believed: float | None
    better: int
    worse: int


def worths(life: Life) -> Worths:
    """What every want is worth, as things are."""
    return {
        (wanting.number, person): _worth(wanting, person, View(life.stores, ()))
        for person, wants in life.rules.wants.items()
        for wanting in wants
    }


def standing(life: Life, before: Worths) -> tuple[Stood, ...]:
    """What has come of every want, the world's order; those of a kind together."""
    now, found = worths(life), list[Stood]()
    holders: dict[int, list[str]] = {}
    for number, person in now:
        holders.setdefault(number, []).append(person)
    for number, people in sorted(holders.items()):
        changes = [now[number, p] - before.get((number, p), 0.0) for p in people]
        (wanting,) = [w for w in life.rules.wants[people[0]] if w.number == number]
        shown = not any(life.rules.fluents[f].hidden for f in wanting.reads)
        believed = sum(_worth(wanting, p, View(life.stores, (p,))) for p in people if shown)
        found.append(
            Stood(
                tuple(people),
                wanting.want.text,
                wanting.want.purpose,
                sum(before.get((number, p), 0.0) for p in people),
                sum(now[number, p] for p in people),
                believed if shown else None,
                sum(change > 0 for change in changes),
                sum(change < 0 for change in changes),
            )
        )
    return tuple(found)


def _worth(wanting: Wanting, person: str, view: View) -> float:
    value = wanting.value({wanting.holder: person} if wanting.holder else {}, view)
    return float(value) if isinstance(value, bool | int | float) else 0.0
