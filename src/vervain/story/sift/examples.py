"""Examples: the small stories in a pattern file, lived and sifted. The roles of the pattern stand
for the people in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vervain.base.diagnostic import Report
from vervain.lang.expr import All, Compare, Cond, Const, EntityRef, Read, Term, Var
from vervain.lang.pattern import Example, Item, Pattern, Sort
from vervain.lang.world import World
from vervain.story.chronicle import Act, Cause, Change, Event, Fact, Plain
from vervain.story.naming import plain_value
from vervain.story.sift.matcher import Match
from vervain.story.sift.moment import Asserted, Moment
from vervain.story.sift.sift import Sifter


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one example. `why`: the clause at which the nearest miss failed, or empty."""

    pattern: Pattern
    example: Example
    holds: bool
    why: str


def try_examples(world: World, patterns: tuple[Pattern, ...]) -> Iterator[Tried]:
    """Every example of these patterns, in order."""
    for pattern in patterns:
        for example in pattern.examples:
            sifter = Sifter(world, (pattern,), near=True)
            for param in pattern.params:
                sifter.record.know(param.name, (param.kind,))
            sifter.record.know("someone", ("person",))
            minute = world.clock
            for number, item in enumerate(example.items):
                minute += item.gap
                sifter.feed_moment(_moment(world, sifter, pattern, item, number, minute))
            near = sifter.near()
            found = any(as_named(story.match, pattern) for story in sifter.found())
            holds = found is example.matches
            yield Tried(pattern, example, holds, near[0].clause if near else "")


def report_examples(world: World, report: Report) -> None:
    """What examples in the world's patterns do not hold."""
    for tried in try_examples(world, world.patterns):
        if not tried.holds:
            must, so = ("must match", "no") if tried.example.matches else ("must not match", "a")
            hint = f"what failed: {tried.why}" if tried.why and tried.example.matches else ""
            message = f"{so} story of this pattern is found in what it {must}"
            report.add(
                "V502", tried.example.span, message, hint or "mend the pattern or the example"
            )


def as_named(match: Match, pattern: Pattern) -> bool:
    """Each role of the heading is the one of that name in the example."""
    heading = {p.name for p in pattern.params[: pattern.heading]}
    return all(name == role for role, name in match.roles if role in heading)


def _moment(
    world: World, sifter: Sifter, pattern: Pattern, item: Item, number: int, minute: int
) -> Moment:
    """The event that an item of an example says."""
    people = tuple(p.name for p in pattern.params)
    act, asserted, changes = Act("example", ()), list[Asserted](), list[Change]()
    agreed: tuple[str, ...] = ()
    for atom in item.atoms:
        names = tuple(_name(arg) for arg in atom.args)
        if atom.sort is Sort.BECOMES:
            changes += _changes(sifter, atom.cond)
            continue
        agreed = agreed or names[:1]
        if atom.sort is Sort.ACT:
            roles = next(a.params for a in world.actions if a.name == atom.name)
            named = tuple((r.name, n) for r, n in zip(roles, names, strict=False))
            act = Act(atom.name, named)
        elif atom.positive:
            asserted.append((atom.sort, atom.name, names))
    cause = Cause(number - 1, Fact("example", ()), True)
    event = Event(
        id=number,
        act=act,
        stage=None,
        place=None,
        minute=minute,
        duration=5,
        agreed=agreed,
        saw=tuple(n for n in people if (Sort.MARK, "sees", (n,)) in asserted) or agreed,
        glimpsed=(),
        reactions=(),
        changes=tuple(c for c in changes if not c.fact.minds),
        minds=tuple(c for c in changes if c.fact.minds),
        causes=(cause,) if item.because and number else (),
        reasons=(),
    )
    return Moment(sifter.record, event, asserted=tuple(asserted))


def _name(term: Term | None) -> str:
    if isinstance(term, Var):
        return term.name
    if isinstance(term, Const) and isinstance(term.value, EntityRef):
        return term.value.name
    return "someone"


def _changes(sifter: Sifter, cond: Cond | None) -> Iterator[Change]:
    """What has to become otherwise for the condition to hold."""
    match cond:
        case All(items):
            for item in items:
                yield from _changes(sifter, item)
        case Compare(op, Read(fluent, args, minds), right):
            value: Plain = _name(right) if isinstance(right, Var) else None
            if isinstance(right, Const):
                value = plain_value(right.value)
            if op in (">", "<") and isinstance(value, int | float):
                value += 1 if op == ">" else -1
            if op == "!=":
                value = not value if isinstance(value, bool) else "someone"
            fact = Fact(fluent, tuple(map(_name, args)), tuple(map(_name, minds)))
            before = sifter.record.read(fact.fluent, fact.args, fact.minds, 1)
            yield Change(fact, before, value, "told" if minds else "")
