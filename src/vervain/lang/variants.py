"""Variants: what is varied from one run of a world to the next, said in the words of a change.

`trust of Tom in Ida = 0, 5, 10` varies a fact (`the lamp is lit = yes, no` one that is so or not);
`Tom values life at 9 | without the rule pays` varies whole changes, `as it is` being none. Several
are combined: every value of the one with every value of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.base.span import Span
from vervain.lang.asking import QUESTION, Words
from vervain.lang.change import Change, Event, Facts, Forced, changed, read_change
from vervain.lang.world import World

AS_IT_IS = "as it is"
MOST_VARIANTS = 10_000


@dataclass(frozen=True, slots=True)
class Variant:
    """A World with some changes, and their words; no words: the world as it is."""

    name: str
    world: World


def read_variants(world: World, texts: Sequence[str]) -> tuple[Variant, ...]:
    """Every combination of what the texts vary, the last varying fastest. Rejected (V702, V705,
    V751, or as in a file) if one cannot be taken."""
    words = Words(world)
    choices = [_choices(words, text) for text in texts]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > MOST_VARIANTS:
        message = f"these are {count:,} variants; more than {MOST_VARIANTS:,} are not run"
        raise _rejected(texts[-1], message, "vary fewer things, or fewer values of each")
    return tuple(_variant(world, chosen) for chosen in product(*choices))


def _variant(world: World, chosen: tuple[Change | None, ...]) -> Variant:
    changes = [change for change in chosen if change is not None]
    for change in changes:
        world = changed(world, change)
    return Variant("; ".join(change.text for change in changes) or AS_IT_IS, world)


def _choices(words: Words, text: str) -> tuple[Change | None, ...]:
    fact, equals, values = text.partition("=")
    if equals:
        found = [_fact(words, text, fact.strip(), v.strip()) for v in values.split(",")]
        return tuple(found)
    return tuple(_whole(words, text, part.strip()) for part in text.split("|"))


def _whole(words: Words, text: str, part: str) -> Change | None:
    """A change of the start, the wants or the rules; events belong to one story only."""
    if part == AS_IT_IS:
        return None
    change = read_change(words, part)
    if isinstance(change, Event | Forced):
        message = f"`{part}` is about an event of one story, and every run is another story"
        raise _rejected(text, message, "vary a fact at the start, a want, a value or a rule")
    return change


def _fact(words: Words, text: str, fact: str, value: str) -> Change:
    if not fact or not value:
        message = "a value is missing" if fact else "it is not said what is varied"
        raise _rejected(text, message, "write, say: trust of Tom in Ida = 0, 5, 10")
    if value not in ("yes", "no"):
        return read_change(words, f"{fact} is {value}")
    change = read_change(words, fact)
    if not isinstance(change, Facts):
        raise _rejected(text, f"`{fact}` is no fact", "only a fact is yes or no")
    if value == "yes":
        return change
    denied = tuple(replace(f, value=not f.value) for f in change.facts)
    return Facts(f"not: {fact}", denied)


def _rejected(text: str, message: str, hint: str) -> Rejected:
    return Rejected((Diagnostic("V751", Span(QUESTION, 1, 0, len(text)), message, hint),))
