"""Rows: what is kept of one run, as columns of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from vervain.base.diagnostic import Rejected
from vervain.lang.world import Hole, World
from vervain.story.chronicle import Chronicle, Event, Fact, Plain
from vervain.story.sift.sift import sift
from vervain.tell.speaker import Speaker
from vervain.ui.many.felt import feeling_patterns, feelings_of, without
from vervain.ui.many.wordings import Usual, fact_row, somebody, text_of
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
    of time or budget. The rest are rows of the tables of those names; `base` is the same for every
    run of a world."""

    task: Task
    ending: str
    ended: bool
    minutes: int | None
    acts: int
    events: tuple[Row, ...] = field(default=())
    base: tuple[Row, ...] = field(default=())
    began: tuple[Row, ...] = field(default=())
    became: tuple[Row, ...] = field(default=())
    learned: tuple[Row, ...] = field(default=())
    stories: tuple[Row, ...] = field(default=())
    unfelt: tuple[Row, ...] = field(default=())


def acts_in_words(world: World) -> Iterator[tuple[str, str]]:
    """Each act's name, and its heading with `somebody` in the roles; with a name where there is
    one only who could fill it."""
    for act in world.actions:
        said = [
            somebody(world, p.param.kind) if isinstance(p, Hole) else p for p in act.phrase.parts
        ]
        yield act.name, " ".join(said)


def kept(
    world: World,
    chronicle: Chronicle,
    task: Task,
    ending: str,
    *,
    ended: bool,
    minutes: int,
    usual: Usual,
    sifting: int = 0,
) -> Kept:
    """The rows of one run; `sifting`: with its stories, by the patterns of the World, and so many
    megabytes to find out what people feel (0: without)."""
    said = Speaker(world, chronicle)
    start = {fact: value for fact, value in chronicle.start if not fact.minds}
    sure = {fact for fact, value in start.items() if usual.expects(fact, value)}
    changed = _changed(start, chronicle)
    stories, unfelt = _stories(task.run, world, chronicle, sifting) if sifting else ([], [])
    return Kept(
        task,
        ending,
        ended,
        minutes,
        len(chronicle.events),
        tuple(_event(task.run, e, said) for e in chronicle.events),
        tuple(fact_row(said, f, v) for f, v in start.items() if f in sure),
        tuple((task.run, *fact_row(said, f, v)) for f, v in start.items() if f not in sure),
        tuple((task.run, *fact_row(said, f, v)) for f, v in changed.items()),
        tuple(_learned(task.run, chronicle, said)),
        tuple(stories),
        tuple(unfelt),
    )


def _event(run: int, event: Event, said: Speaker) -> Row:
    who = ", ".join(event.agreed)
    return (run, event.id, event.minute, event.act.name, said.act(event.act), who, event.place)


def _changed(start: dict[Fact, Plain], chronicle: Chronicle) -> dict[Fact, Plain]:
    """What is otherwise at the end than at the start, of what is the world's own."""
    last: dict[Fact, Plain] = {}
    for event in chronicle.events:
        for change in event.changes:
            last[change.fact] = change.after
    gone = object()
    return {f: v for f, v in last.items() if text_of(v) != text_of(start.get(f, gone))}


def _learned(run: int, chronicle: Chronicle, said: Speaker) -> Iterable[Row]:
    """The first time that somebody came to believe a thing (one mind deep), how, and from whom."""
    seen: set[tuple[Fact, Plain]] = set()
    for event in chronicle.events:
        for change in event.minds:
            if len(change.fact.minds) != 1 or (change.fact, change.after) in seen:
                continue
            seen.add((change.fact, change.after))
            who, fact = change.fact.minds[0], Fact(change.fact.fluent, change.fact.args)
            teller = _others(event.agreed, who) if change.how == "told" else None
            row = fact_row(said, fact, change.after)
            yield (run, who, *row, event.minute, change.how, teller, event.id)


def _stories(
    run: int, world: World, chronicle: Chronicle, megabytes: int
) -> tuple[list[Row], list[Row]]:
    """What sifting finds; and why what people feel could not be found out, if it could not: then
    patterns that ask for it are not looked for."""
    asking, feelings, unfelt = feeling_patterns(world), None, list[Row]()
    if asking:
        try:
            feelings = feelings_of(world, chronicle, megabytes)
        except Rejected as rejected:
            unfelt.append((run, rejected.findings[0].message))
            world = without(world, asking)
    patterns = {pattern.name: pattern for pattern in world.patterns}
    found = list[Row]()
    for story in sift(world, chronicle, feelings=feelings).found():
        match = story.match
        pattern = patterns[match.pattern]
        kind = in_words(pattern, tuple((role, role) for role, _ in match.roles))
        events = [number for number in match.events if number >= 0]
        ends = chronicle.events[events[-1]].minute
        told = in_words(pattern, match.roles)
        found.append((run, kind, told, events[0], events[-1], ends, match.times, story.rarity))
    return found, unfelt


def _others(agreed: Sequence[str], who: str) -> str | None:
    return next((a for a in agreed if a != who), None)
