"""The commands `feel` and `bonds`: what the cast feels, and what lies between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from vervain import disk, pipeline
from vervain.story.feel.document import plain
from vervain.story.feel.feeling import PLEASANT, Feeling, Feelings
from vervain.story.feel.intensity import felt
from vervain.story.feel.ties import BondState, bonds_at
from vervain.tell.answer import Answer
from vervain.tell.answer_feel import Feelingly, bond_words, curve
from vervain.ui import output
from vervain.ui.asked import Asked, asking
from vervain.ui.chart import Row, chart_svg
from vervain.ui.options import with_out

AT = click.option(
    "--at",
    metavar="WHEN",
    help="The name of a stage (at its end), or an event (when it begins).",
)
CHART = with_out("Write a chart over the whole story to this file, as SVG.")
MOST_ROWS = 24
"""Rows of a chart; the feelings that are strongest for longest are shown."""


@click.command("feel")
@asking
@click.argument("name", required=False)
@AT
@CHART
def feel_command(
    world: str, name: str | None, at: str | None, out: Path | None, **how: Any
) -> None:
    """Say what NAME (or everybody) feels, toward whom, and why.

    With NAME alone: the whole course of it. With --at: what is felt at one time.
    """
    to = Asked.of(world, how)
    person = None if name is None else _person(to, name)
    found = pipeline.feelings(to.grounded(person))
    if out is not None:
        disk.write_text(out, feelings_svg(to, found, person))
    elif at is None and person is not None:
        own = tuple(f for f in found.feelings if f.who == person)
        to.put(Feelingly(to.speaker, found).course(person), "feel", own, person=person)
    elif at is None and to.as_json:
        output.put_json(plain(found))
    else:
        state = to.state(at)
        answer = _at(to, found, person, state, _when(to, at, state))
        to.put(answer, "feel", felt(found, state, person), person=person, at=state)


@click.command("bonds")
@asking
@click.argument("name", required=False)
@AT
@CHART
def bonds_command(
    world: str, name: str | None, at: str | None, out: Path | None, **how: Any
) -> None:
    """Say what lies between people (or between NAME and others), which deed moved it, and who has
    it wrong."""
    to = Asked.of(world, how)
    state = to.state(at)
    person = None if name is None else _person(to, name)
    found = bonds_at(to.grounded(person), state, person)
    if out is not None:
        disk.write_text(out, bonds_svg(to, found))
        return
    answer = bond_words(to.speaker, found, _when(to, at, state))
    to.put(answer, "bonds", found, person=person, at=state)


def _when(to: Asked, at: str | None, state: int) -> str:
    """How that state is called."""
    if at in dict(to.case.chronicle.stages):
        return f"at the end of “{at}”"
    return "at the end" if state == to.case.last else f"when {to.speaker.event(state)}"


def _person(to: Asked, name: str) -> str:
    person = to.name(name)
    if person not in to.case.chronicle.people:
        raise click.BadParameter(f"{person} is nobody who can feel anything", param_hint="NAME")
    return person


def _at(to: Asked, found: Feelings, person: str | None, state: int, when: str) -> Answer:
    """One time, for one or for all who feel anything."""
    words = Feelingly(to.speaker, found)
    if person is not None:
        return words.state(person, felt(found, state, person), when)
    people = [p for p in found.people if felt(found, state, p)]
    parts = tuple(words.state(p, felt(found, state, p), when) for p in people)
    return Answer(
        f"What is felt {when}:" if parts else f"Nobody feels anything {when}.", parts=parts
    )


# ---------------------------------------------------------------- charts


def feelings_svg(to: Asked, found: Feelings, person: str | None) -> str:
    """The feelings of one person, or the moods of all, over the whole story."""
    stages, events = to.case.chronicle.stages, _events(to)
    if person is None:
        pairs = zip(found.people, found.moods, strict=True)
        rows = [Row(p, tuple(mood)) for p, mood in pairs if any(mood)]
        return chart_svg(f"Moods in {to.world.name}", rows, stages, events)
    groups: dict[tuple[str, str | None], list[Feeling]] = {}
    for f in found.feelings:
        if f.who == person:
            groups.setdefault((f.emotion, f.toward), []).append(f)
    rows = _folded(to, (_curve(found, group) for group in groups.values()))
    rows.sort(key=lambda row: -sum(map(abs, row.values)))
    return chart_svg(f"What {person} feels", rows[:MOST_ROWS], stages, events)


Curve = tuple[str, str, tuple[float, ...]]
"""A series: what it is of, toward whom, and its values."""


def _curve(found: Feelings, group: list[Feeling]) -> Curve:
    """One emotion toward one person; what is unpleasant hangs below the line."""
    first = group[0]
    sign = 1.0 if first.emotion in PLEASANT else -1.0
    values = tuple(sign * v for v in curve(found, group))
    return str(first.emotion), first.toward or "", values


def _folded(to: Asked, curves: Iterable[Curve], joint: str = ": ") -> list[Row]:
    """A row for each series; those of one sort that go the same way are one. Where that is still
    too many, those that are as strong, whenever they begin."""
    series = list(curves)
    rows = _alike(series, lambda values: tuple(round(v, 1) for v in values))
    if len(rows) > MOST_ROWS:
        rows = _alike(series, lambda values: (round(max(values), 1), round(min(values), 1)))
    return [
        Row(joint.join([what, *([to.speaker.names(names)] if names else [])]), values)
        for what, names, values in rows
    ]


def _alike(
    series: list[Curve], course: Callable[[tuple[float, ...]], object]
) -> list[tuple[str, list[str], tuple[float, ...]]]:
    """Series of one sort and one course together: the strongest of them at each time."""
    rows: dict[tuple[str, object], list[Curve]] = {}
    for one in series:
        rows.setdefault((one[0], course(one[2])), []).append(one)
    return [
        (
            row[0][0],
            [toward for _, toward, _ in row if toward],
            tuple(max(column, key=abs) for column in zip(*(c[2] for c in row), strict=True)),
        )
        for row in rows.values()
    ]


def bonds_svg(to: Asked, found: tuple[BondState, ...]) -> str:
    """Each bond as a part of the furthest it ever goes, over the whole story."""
    rows = _folded(to, (_bond_curve(to, bond) for bond in found), " → ")
    stages = to.case.chronicle.stages
    return chart_svg(f"Bonds in {to.world.name}", rows, stages, _events(to))


def _bond_curve(to: Asked, bond: BondState) -> Curve:
    values = [to.case.value(bond.fact, k) for k in range(to.case.last + 1)]
    numbers = [float(v) if isinstance(v, int | float) else 0.0 for v in values]
    most = max(10.0, *map(abs, numbers))
    return f"{bond.fact.fluent}: {bond.one}", bond.two, tuple(n / most for n in numbers)


def _events(to: Asked) -> list[str]:
    return [to.speaker.event(e.id) for e in to.case.chronicle.events]
