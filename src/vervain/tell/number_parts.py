"""Numbers as clauses: an age, a debt, how often something was done, how many there are of it.

The author's phrase of the fact says which it is: `age of (who: person)` is so many years, `how
often (who: person) has stolen` is so many times, `how many boats (who: person) has` is so many of
them, `how tall (who: person) is` a measure; anything else is a thing that is so much.
"""

from __future__ import annotations

from collections.abc import Callable

from vervain.lang.expr import Const, EntityRef
from vervain.lang.frame import FramePart, NounHole, Text, VerbHole
from vervain.lang.world import Hole
from vervain.tell.lexicon import count_word
from vervain.tell.morphology import is_plural, plural

Phrase = tuple[str | Hole, ...]
Parts = tuple[FramePart, ...]
Said = Callable[[Phrase, tuple[str, ...]], Parts | None]
"""How a phrase is said as a clause, its roles filled and its verb inflected; None where it cannot
be."""


_COUNTED = "the number of "


def amount(value: float) -> str:
    """A number in words: `forty`, `minus three`, `2.5`."""
    word = f"minus {count_word(-value)}" if value < 0 else count_word(value)
    return word if value else "zero"


def often(count: float) -> str:
    """`once`, `twice`, `three times`."""
    return {1: "once", 2: "twice"}.get(int(count), f"{amount(count)} times")


def number_clause(phrase: Phrase, args: tuple[str, ...], value: float, said: Said) -> Parts | None:
    """What is so: `{Tom's} debt to {Ida} {is} forty`. None where the phrase is none of these."""
    first, second, *_ = (*phrase, "", "")
    if first == "how" and isinstance(second, str):
        return _how(second, phrase[2:], args, value, said)
    if phrase[:2] == ("age", "of") and len(phrase) == 3:
        found = said((phrase[2], "is"), args)
        return found and (*found, Text(f" {amount(value)}"))
    thing = _thing(phrase, args)
    counted = isinstance(thing[0], Text) and thing[0].text == _COUNTED
    said_so = amount(value) if value or counted else "nothing"
    return (*thing, Text(" "), VerbHole("be", "it"), Text(f" {said_so}"))


def _thing(phrase: Phrase, args: tuple[str, ...]) -> Parts:
    """The noun phrase: `{Tom's} debt to {Ida}`, `the number of {Tom's} boats`, `the price of
    bread`."""
    left = list(args)
    parts: list[FramePart] = []
    if len(phrase) > 2 and phrase[1] == "of" and isinstance(phrase[2], Hole):
        noun, owner = str(phrase[0]), NounHole(Const(EntityRef(left.pop(0))), possessive=True)
        parts = [Text(_COUNTED)] if is_plural(f"the {noun}") else []
        parts += [owner, Text(f" {noun}")]
        phrase = phrase[3:]
    for part in phrase:
        parts += [Text(" ")] if parts else []
        word = Text(part) if isinstance(part, str) else NounHole(Const(EntityRef(left.pop(0))))
        parts.append(word)
    return tuple(parts)


def _how(asks: str, rest: Phrase, args: tuple[str, ...], value: float, said: Said) -> Parts | None:
    """`how often X has stolen`, `how many boats X has`, `how tall X is`."""
    first = next((i for i, part in enumerate(rest) if isinstance(part, Hole)), len(rest))
    thing = " ".join(str(word) for word in rest[:first])
    found = said(rest[first:], args) if first < len(rest) else None
    if found is None or (thing and asks not in ("many", "much")):
        return None
    if asks == "often":
        return _never(found) if not value else (*found, Text(f" {often(value)}"))
    if thing and value == 1:
        thing = _singular(thing)
    none = "no" if thing else "none" if asks == "many" else "nothing" if asks == "much" else "zero"
    return (*found, Text(f" {amount(value) if value else none} {thing}".rstrip()))


def _singular(thing: str) -> str:
    """`boats` → `boat`."""
    ways = [thing.removesuffix("ies") + "y", thing.removesuffix("es"), thing.removesuffix("s")]
    return next((way for way in ways if plural(way) == thing), thing)


def _never(parts: Parts) -> Parts:
    """`{X} {have} never stolen`, `{X} never {steal}`."""
    at = next(i for i, part in enumerate(parts) if isinstance(part, VerbHole))
    verb = parts[at]
    if isinstance(verb, VerbHole) and verb.lemma in ("have", "be"):
        return (*parts[: at + 1], Text(" never"), *parts[at + 1 :])
    return (*parts[:at], Text("never "), *parts[at:])
