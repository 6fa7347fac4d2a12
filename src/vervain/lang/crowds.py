"""Crowds: `people 200 townsman` declares so many people, each with a name; and what is drawn for
them at the start, from the seed of a run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vervain.base.chance import mix
from vervain.base.span import Span
from vervain.lang.context import Context
from vervain.lang.expr import EntityRef, Value
from vervain.lang.lines import tokens as tokens_of
from vervain.lang.names import GIVEN, SURNAMES
from vervain.lang.phrases import span_of, text_of
from vervain.lang.syntax import Token
from vervain.lang.turns import Draw
from vervain.lang.world import Entity, StartFact, World

Tokens = tuple[Token, ...]
MOST_PEOPLE = 20_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What a statement leaves to be drawn: `kind` is `others`, `neighbours`, `groups` (of those who
    stand together), `lots` (groups drawn by lot), `range`, `chance`."""

    kind: str
    numbers: tuple[int, ...]
    both: bool = False


# ---------------------------------------------------------------- who there is


def declare_crowds(context: Context) -> None:
    """The people of all `people` blocks, into the lexicon."""
    number = 0
    for block in context.blocks("people"):
        words = [t.text for t in block.heading]
        kind = " ".join(words[1:])
        known = kind in context.lexicon.kinds and context.lexicon.kinds.is_a(kind, "person")
        sound = bool(words) and words[0].isdigit() and 0 < int(words[0]) <= MOST_PEOPLE
        if not sound or not known:
            context.add(
                "V434",
                span_of(block.heading, block.span),
                f"`{text_of(block.heading)}` is no crowd",
                "write a number and a kind of person, say: people 200 townsman",
            )
            continue
        for _ in range(int(words[0])):
            number = _one(context, number, kind, block.span)


def _one(context: Context, number: int, kind: str, span: Span) -> int:
    """The next name that nobody has."""
    while True:
        name, pronoun = name_of(number)
        number += 1
        if name not in context.lexicon.entities:
            words = tuple(t.text for t in tokens_of(name, "", 1, 0))
            context.lexicon.add_entity(Entity(name, (kind,), pronoun, (), span), words)
            return number


def name_of(number: int) -> tuple[str, str]:
    """The name and pronoun of the so-manieth: first all given names with their surnames, then the
    next turn of surnames, so that neighbours have not one name."""
    given, pronoun = GIVEN[number % len(GIVEN)]
    surname = SURNAMES[(number // 4 + number // len(GIVEN)) % len(SURNAMES)]
    rest = number // (len(GIVEN) * len(SURNAMES))
    return f"{given} {surname}{' ' + _roman(rest + 1) if rest else ''}", pronoun


def _roman(number: int) -> str:
    found = ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            found, number = found + sign, number - value
    return found


# ---------------------------------------------------------------- what is drawn


def wish_in(tokens: Tokens) -> tuple[Tokens, Wish | None]:
    """The statement without what is to be drawn, and that: `10 others [each way]`,
    `3 neighbours [each way]`, `others in groups of 2..5 [by lot]`, `is 1900..1990`,
    `by chance 1 in 3`."""
    words = [t.text for t in tokens]
    if "groups" in words:
        return _grouped(tokens, words)
    both = words[-2:] == ["each", "way"]
    if both:
        tokens, words = tokens[:-2], words[:-2]
    for i in range(len(words) - 1):
        if words[i].isdigit() and words[i + 1] in ("others", "neighbours", "other", "neighbour"):
            kind = words[i + 1].rstrip("s") + "s"
            other = Token("word", "another", tokens[i + 1].span)
            return (*tokens[:i], other, *tokens[i + 2 :]), Wish(kind, (int(words[i]),), both)
    if words[-5:-3] == ["by", "chance"] and words[-2] == "in":
        odds = tuple(int(w) if w.isdigit() else 0 for w in (words[-3], words[-1]))
        if 0 < odds[0] <= odds[1]:
            return tokens[:-5], Wish("chance", odds)
    if len(words) > 3 and words[-2] == ".." and words[-3].isdigit() and words[-1].isdigit():
        low, high = int(words[-3]), int(words[-1])
        if low <= high:
            return tokens[:-2], Wish("range", (low, high))
    return tokens, None


def _grouped(tokens: Tokens, words: list[str]) -> tuple[Tokens, Wish | None]:
    """`… others in groups of 2..5 [by lot]`."""
    at = words.index("groups")
    rest = words[at + 2 :]
    kind = "lots" if rest[-2:] == ["by", "lot"] else "groups"
    sizes = [int(w) for w in rest if w.isdigit()]
    odd = [w for w in rest[: len(rest) - 2 * (kind == "lots")] if not w.isdigit() and w != ".."]
    before = words[max(0, at - 2) : at + 2]
    if before != ["others", "in", "groups", "of"] or odd or len(sizes) not in (1, 2):
        return tokens, None
    low, high = sizes[0], sizes[-1]
    if not 2 <= low <= high:
        return tokens, None
    other = Token("word", "another", tokens[at - 2].span)
    return (*tokens[: at - 2], other), Wish(kind, (low, high), both=True)


def settled(world: World, seed: int) -> World:
    """The world with everything drawn, from the seed."""
    if not world.draws:
        return world
    facts = [f for draw in world.draws for f in _drawn(draw, seed)]
    return replace(world, start=(*world.start, *facts), draws=())


def certain(world: World) -> tuple[StartFact, ...]:
    """What is so at the start whatever the seed: written, or drawn where there is no choice."""
    facts = (f for draw in world.draws if _sure(draw) for f in _drawn(draw, 0))
    return (*world.start, *facts)


def _sure(draw: Draw) -> bool:
    """Every seed draws the same."""
    match draw.kind:
        case "neighbours":
            return True
        case "groups" | "range" | "chance":
            return draw.numbers[0] == draw.numbers[1]
        case _:
            return False


def _drawn(draw: Draw, seed: int) -> Iterator[StartFact]:
    count = draw.numbers[0]
    if draw.kind in ("groups", "lots"):
        yield from _groups(draw, seed)
        return
    for i, name in enumerate(draw.people):
        match draw.kind:
            case "chance":
                if mix(seed, draw.fluent, draw.number, name) % draw.numbers[1] < count:
                    yield _fact(draw, name, "", draw.value)
            case "range":
                width = draw.numbers[1] - count + 1
                yield _fact(
                    draw, name, "", count + mix(seed, draw.fluent, draw.number, name) % width
                )
            case "neighbours":
                last = len(draw.people)
                for j in range(1, min(count, last - 1) + 1):
                    yield from _tie(draw, name, draw.people[(i + j) % last])
            case _:
                yield from _others(draw, name, seed)


def _groups(draw: Draw, seed: int) -> Iterator[StartFact]:
    """Everybody is in one group; in a group everybody is tied to everybody."""
    people = list(draw.people)
    if draw.kind == "lots":
        people.sort(key=lambda name: (mix(seed, draw.fluent, draw.number, name), name))
    low, high = draw.numbers
    start = 0
    while start < len(people):
        size = low + mix(seed, draw.fluent, draw.number, "size", start) % (high - low + 1)
        group = people[start : start + size]
        for i, one in enumerate(group):
            for other in group[i + 1 :]:
                yield from _tie(draw, one, other)
        start += size


def _others(draw: Draw, name: str, seed: int) -> Iterator[StartFact]:
    """So many others, each once."""
    found: dict[str, None] = {}
    wanted = min(draw.numbers[0], len(draw.people) - 1)
    turn = 0
    while len(found) < wanted:
        at = mix(seed, draw.fluent, draw.number, name, turn) % len(draw.people)
        turn += 1
        if draw.people[at] != name and draw.people[at] not in found:
            found[draw.people[at]] = None
            yield from _tie(draw, name, draw.people[at])


def _fact(draw: Draw, who: str, another: str, value: Value) -> StartFact:
    names = {"WHO": who, "ANOTHER": another}
    if isinstance(value, EntityRef):
        value = EntityRef(names.get(value.name, value.name))
    return StartFact(draw.fluent, tuple(names.get(a, a) for a in draw.args), value)


def _tie(draw: Draw, one: str, other: str) -> Iterator[StartFact]:
    yield _fact(draw, one, other, draw.value)
    if draw.both:
        yield _fact(draw, other, one, draw.value)
