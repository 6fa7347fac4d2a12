"""Claiming: where a claim is read, and what becomes of it when it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from vervain.lang.claims import swapped
from vervain.lang.expr import Claimed, Turned
from vervain.lang.world import Fluent, FluentType
from vervain.run.live.reading import Reader, View
from vervain.run.live.values import Bound, Env, Key, Plain

Write = tuple[tuple[str, ...], Key, Plain]
"""Whose minds (none: the fact itself), the fact, its value."""
Effects = Callable[[Env, View], Iterator[Write]]
Place = Callable[[Env, View], "tuple[Key, tuple[str, ...]] | None"]


def claim_place(reader: Reader, claimed: Claimed, names: frozenset[str]) -> Place:
    """Which fact a claim is of, and in whose mind."""
    minds = [reader.term(m, names) for m in claimed.minds]

    def place(env: Env, view: View) -> tuple[Key, tuple[str, ...]] | None:
        claim = env[claimed.name]
        if not isinstance(claim, Bound):
            return None
        return (claim.fluent, claim.args), tuple(str(m(env, view)) for m in minds)

    return place


def asserted(
    reader: Reader,
    fluents: Mapping[str, Fluent],
    claimed: Claimed,
    turned: Turned | None,
    names: frozenset[str],
) -> Effects:
    """A claim becomes so in a mind, as it is turned."""
    place = claim_place(reader, claimed, names)
    terms = [reader.term(t, names) for t in turned.terms] if turned is not None else []

    def claim(env: Env, view: View) -> Iterator[Write]:
        found, bound = place(env, view), env[claimed.name]
        if found is not None and isinstance(bound, Bound):
            values = [t(env, view) for t in terms]
            become = _turned(reader, fluents[bound.fluent], bound, turned, values)
            if become is not None:
                yield found[1], *become

    return claim


def _turned(
    reader: Reader, fluent: Fluent, claim: Bound, turned: Turned | None, values: list[Plain]
) -> tuple[Key, Plain] | None:
    """What becomes of a claim (D4.3); None: nothing."""
    key, value = (claim.fluent, claim.args), claim.value
    if turned is None:
        return key, value
    if turned.how == "forgotten":
        return key, None
    if turned.how == "raised":
        if isinstance(value, bool | str | None) or not isinstance(values[0], int | float):
            return None
        return key, bounded(fluent, value + values[0])
    if None in values:
        return None
    held = value if isinstance(value, str) else None
    found = swapped(fluent, claim.args, held, (str(values[0]), str(values[1])), reader.kinds)
    if found is None:
        return None
    return (claim.fluent, found[0]), value if found[1] is None else found[1]


def bounded(fluent: Fluent, value: Plain) -> Plain:
    """A number stops at the bounds of its fluent."""
    if fluent.type is not FluentType.NUMBER or value is None or isinstance(value, str):
        return value
    if fluent.low is not None and value < fluent.low:
        value = fluent.low
    if fluent.high is not None and value > fluent.high:
        value = fluent.high
    return int(value) if isinstance(value, float) and value.is_integer() else value
