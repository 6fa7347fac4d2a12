"""Varied: the things that an ensemble varies, each by itself, out of the variants that combine
them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from vervain.lang.variants import AS_IT_IS

Values = tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that is varied: its words (none: whole changes), and for each value the variants
    that have it."""

    what: str
    values: Values

    def told(self) -> Values:
        """The values that are compared: of two the first, which says the other, too."""
        return self.values[:1] if len(self.values) == 2 else self.values

    def named(self, value: str) -> str:
        """What is compared, in words."""
        if not self.what:
            return f"the variant “{value}”"
        return f"“{self.what}” is {value}"


def factors(vary: str, variants: Mapping[int, str]) -> tuple[Factor, ...]:
    """What was varied, from the words of `--vary` (one in a line). Variants are numbered with the
    last varying fastest."""
    lines = [line for line in vary.split("\n") if line]
    choices = [_choices(line) for line in lines]
    if not lines or len(variants) != _product(choices):
        return ()
    if len(lines) == 1:
        whole = tuple((name, (number,)) for number, name in variants.items())
        return (Factor("", whole),)
    found = []
    combined = list(product(*(range(len(names)) for _, names in choices)))
    for place, (what, names) in enumerate(choices):
        values = tuple(
            (name, tuple(v for v, chosen in enumerate(combined) if chosen[place] == k))
            for k, name in enumerate(names)
        )
        found.append(Factor(what, values))
    return tuple(found)


def chosen(vary: str, variant: int, variants: int) -> tuple[str, ...]:
    """What was varied in this variant, each as `--vary` would say it alone."""
    lines = [line for line in vary.split("\n") if line]
    choices = [_choices(line) for line in lines]
    if not lines or variants != _product(choices):
        return ()
    picked = list(product(*(names for _, names in choices)))[variant]
    said = (
        f"{what} = {name}" if what else name
        for (what, _), name in zip(choices, picked, strict=True)
    )
    return tuple(words for words in said if words != AS_IT_IS)


def _choices(line: str) -> tuple[str, tuple[str, ...]]:
    fact, equals, values = line.partition("=")
    if equals:
        return fact.strip(), tuple(v.strip() for v in values.split(","))
    return "", tuple(part.strip() for part in line.split("|"))


def _product(choices: list[tuple[str, tuple[str, ...]]]) -> int:
    count = 1
    for _, names in choices:
        count *= len(names)
    return count
