"""Claims on their way: with somebody in the place of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vervain.lang.expr import EntityRef, Value
from vervain.lang.world import Fluent


def name_of(value: Value) -> str | None:
    """The entity that a value is."""
    return value.name if isinstance(value, EntityRef) else None


def swapped(
    fluent: Fluent,
    args: tuple[str, ...],
    value: str | None,
    names: tuple[str, str],
    of_kind: Mapping[str, Sequence[str]],
) -> tuple[tuple[str, ...], str | None] | None:
    """The arguments, and the entity that is the value, with the first of `names` where the second
    was; None if that is no such fact, or the same, or about one entity twice."""
    new, old = names
    changed = tuple(new if a == old else a for a in args)
    became = new if value == old else value
    if (changed, became) == (args, value) or len(set(changed)) < len(set(args)):
        return None
    if not all(a in of_kind.get(p.kind, ()) for a, p in zip(changed, fluent.params, strict=True)):
        return None
    if became is not None and not any(became in of_kind.get(k, ()) for k in fluent.kinds):
        return None
    return changed, became
