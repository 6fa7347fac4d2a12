"""Rows: what is kept of one run, as columns of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from vervain.lang.world import Hole, World
from vervain.story.chronicle import Chronicle, Event, Fact, Plain
from vervain.story.sift.sift import sift
from vervain.tell.speaker import Speaker
from vervain.ui.sift import in_words


@dataclass(frozen=True, slots=True)
class Task:
    """One run to do: its number in the file, which variant of the world, and its seed."""

    run: int
    variant: int
    seed: int


Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What one run leaves behind. `ending` is why it ended; `ended` is False where it only ran out
    of time or budget. `events`, `facts`, `knew`, `stories`: rows of the tables of those names."""

    task: Task
    ending: str
    ended: bool
    minutes: int | None
    acts: int
    events: tuple[Row, ...] = field(default=())
    facts: tuple[Row, ...] = field(default=())
    knew: tuple[Row, ...] = field(default=())
    stories: tuple[Row, ...] = field(default=())


def acts_in_words(world: World) -> Iterator[tuple[str, str]]:
    """Each act's name, and its heading with `somebody` in the roles; with a name where there is
    one only who could fill it."""
    for act in world.actions:
        said = [
            _somebody(world, p.param.kind) if isinstance(p, Hole) else p for p in act.phrase.parts
        ]
        yield act.name, " ".join(said)


def _somebody(world: World, kind: str) -> str:
    if kind == "belief":
        return "something"
    fits = [e.name for e in world.entities if kind in e.kinds]
    if len(fits) == 1:
        return fits[0]
    people = {k.name for k in world.kinds if "person" in (k.name, *k.parents)}
    return "somebody" if kind in people else "something"


def kept(
    world: World,
    chronicle: Chronicle,
    task: Task,
    ending: str,
    *,
    ended: bool,
    minutes: int,
    sifting: bool = False,
) -> Kept:
    """The rows of one run; with its stories, by the patterns of the World, if that is wanted."""
    said = Speaker(world, chronicle)
    return Kept(
        task,
        ending,
        ended,
        minutes,
        len(chronicle.events),
        tuple(_event(task.run, e, said) for e in chronicle.events),
        tuple(_facts(task.run, chronicle, said)),
        tuple(_knew(task.run, chronicle, said)),
        tuple(_stories(task.run, world, chronicle)) if sifting else (),
    )


def _event(run: int, event: Event, said: Speaker) -> Row:
    who = ", ".join(event.agreed)
    return (run, event.id, event.minute, event.act.name, said.act(event.act), who, event.place)


def _facts(run: int, chronicle: Chronicle, said: Speaker) -> Iterable[Row]:
    """What is so at the end, of what is the world's own."""
    last = {fact: value for fact, value in chronicle.start if not fact.minds}
    for event in chronicle.events:
        for change in event.changes:
            last[change.fact] = change.after
    for fact, value in last.items():
        yield (run, said.noun(fact), said.clause(fact, value), _text(value))


def _knew(run: int, chronicle: Chronicle, said: Speaker) -> Iterable[Row]:
    """The first time that somebody came to believe a thing (one mind deep), how, and from whom."""
    seen: set[tuple[Fact, Plain]] = set()
    for event in chronicle.events:
        for change in event.minds:
            if len(change.fact.minds) != 1 or (change.fact, change.after) in seen:
                continue
            seen.add((change.fact, change.after))
            who, fact = change.fact.minds[0], Fact(change.fact.fluent, change.fact.args)
            teller = _others(event.agreed, who) if change.how == "told" else None
            clause = said.clause(fact, change.after)
            yield (run, who, clause, event.minute, change.how, teller, event.id)


def _stories(run: int, world: World, chronicle: Chronicle) -> Iterable[Row]:
    """What sifting finds; what anybody feels is not looked at."""
    patterns = {pattern.name: pattern for pattern in world.patterns}
    for story in sift(world, chronicle).found():
        match = story.match
        pattern = patterns[match.pattern]
        kind = in_words(pattern, tuple((role, role) for role, _ in match.roles))
        events = [number for number in match.events if number >= 0]
        ends = chronicle.events[events[-1]].minute
        told = in_words(pattern, match.roles)
        yield (run, kind, told, events[0], events[-1], ends, match.times, story.rarity)


def _others(agreed: Sequence[str], who: str) -> str | None:
    return next((a for a in agreed if a != who), None)


def _text(value: Plain) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else f"{value:g}" if isinstance(value, float) else str(value)
