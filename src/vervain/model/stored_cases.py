"""Sabre worlds, compile step: values that depend on conditions (semantics, S3 and S5)."""

from __future__ import annotations

from vervain.lang.world import FluentType
from vervain.model.stored_atoms import (
    EQ,
    FALSE,
    FLUENT,
    NE,
    TRUE,
    Dnf,
    Properties,
    TooLargeError,
    all_of,
    any_of,
    arithmetic,
)
from vervain.model.stored_atoms import Term as Ground
from vervain.model.stored_compare import CASES

Entry = tuple[Dnf, int, Ground]
"""One effect: when, on which property, what it becomes."""
MOST_CASES = 1000


def assigned(props: Properties, fluent: int, term: Ground) -> list[Entry]:
    """The entries that give a property the value of a term; properties that are no numbers are
    split by their values."""
    if type(term) is not tuple:
        return [(TRUE, fluent, term)]
    if term[0] == CASES:
        return [
            (all_of(dnf, q), f, t)
            for dnf, case in term[1]
            for q, f, t in assigned(props, fluent, case)
        ]
    if term[0] != FLUENT or props.types[term[1]] is FluentType.NUMBER:
        return [(TRUE, fluent, term)]
    other = term[1]
    values = props.domains[other]
    found: list[Entry] = [((((other, EQ, v),),), fluent, v) for v in values]
    if props.types[other] is not FluentType.YES_NO:
        found.append(((tuple((other, NE, v) for v in values),), fluent, None))
    return found


def combined(op: str, left: Ground, right: Ground) -> Ground:
    """Arithmetic, also where a side is a choice of cases."""
    if type(left) is tuple and left[0] == CASES:
        return flat(tuple((dnf, combined(op, term, right)) for dnf, term in left[1]))
    if type(right) is tuple and right[0] == CASES:
        return flat(tuple((dnf, combined(op, left, term)) for dnf, term in right[1]))
    return arithmetic(op, left, right)


def flat(cases: tuple[tuple[Dnf, Ground], ...]) -> Ground:
    """Cases without cases in them, those of one term joined."""
    found: dict[Ground, list[Dnf]] = {}
    for dnf, term in cases:
        inner = term[1] if type(term) is tuple and term[0] == CASES else ((TRUE, term),)
        for q, t in inner:
            found.setdefault(t, []).append(all_of(dnf, q))
    if len(found) > MOST_CASES:
        raise TooLargeError
    joined = ((any_of(dnfs), term) for term, dnfs in found.items())
    return (CASES, tuple((dnf, term) for dnf, term in joined if dnf != FALSE))
