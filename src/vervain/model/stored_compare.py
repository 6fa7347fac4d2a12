"""Sabre worlds, compile step: comparisons of ground terms in normal form (semantics, S3)."""

from __future__ import annotations

from collections.abc import Iterator

from vervain.lang.world import FluentType
from vervain.model.stored_atoms import (
    EQ,
    FALSE,
    FLIPPED,
    FLUENT,
    NE,
    TRUE,
    Dnf,
    Properties,
    Term,
    all_of,
    any_of,
    arithmetic,
    clause_of,
    compare,
)


class UnsolvedError(Exception):
    """A comparison of numbers that can be solved for none of its properties."""


CASES = "cases"
"""`(CASES, ((dnf, term), …))`: the term of the case that holds; cases exclude one another."""


def comparison(props: Properties, op: int, left: Term, right: Term) -> Dnf:
    """The condition that two terms compare so."""
    if type(left) is not tuple:
        if type(right) is not tuple:
            return TRUE if compare(op, left, right) else FALSE
        return comparison(props, FLIPPED[op], right, left)
    for side, other, flip in ((left, right, False), (right, left, True)):
        if type(side) is tuple and side[0] == CASES:
            way = FLIPPED[op] if flip else op
            cases = [all_of(dnf, comparison(props, way, term, other)) for dnf, term in side[1]]
            return any_of(cases) if cases else FALSE
    if left[0] == FLUENT and props.types[left[1]] is not FluentType.NUMBER:
        return _plain(props, op, left[1], right)
    return _numbers(op, left, right)


def _plain(props: Properties, op: int, fluent: int, right: Term) -> Dnf:
    """A comparison of a property that is no number."""
    if type(right) is not tuple:
        if op == NE and props.types[fluent] is FluentType.YES_NO and right is not None:
            return (((fluent, EQ, 1 - right),),)
        return (((fluent, op, right),),)
    other = right[1]
    if other == fluent:
        return TRUE if op != NE else FALSE
    values = props.domains[other]
    wanted = [((((other, EQ, v),),), v) for v in values]
    none = clause_of([(other, NE, v) for v in values]) or ()
    if props.types[other] is not FluentType.YES_NO:
        wanted.append(((none,), None))  # type: ignore[arg-type]
    return any_of([all_of(is_so, _plain(props, op, fluent, v)) for is_so, v in wanted])


def _numbers(op: int, left: Term, right: Term) -> Dnf:
    """One atom for each property of the comparison, solved for it."""
    if left == right:
        return FALSE if op in {NE, 2, 4} else TRUE
    atoms = []
    for fluent in dict.fromkeys((*properties_of(left), *properties_of(right))):
        solved = _solved(fluent, op, left, right)
        if solved is not None:
            atoms.append((fluent, *solved))
    if not atoms:
        raise UnsolvedError
    clause = clause_of(atoms)
    return FALSE if clause is None else (clause,)


def properties_of(term: Term) -> Iterator[int]:
    """Every property a term reads, as often as it does."""
    if type(term) is tuple:
        if term[0] == FLUENT:
            yield term[1]
        else:
            for part in term[1:]:
                yield from properties_of(part)


def _solved(fluent: int, op: int, left: Term, right: Term) -> tuple[int, Term] | None:
    """The comparison with the property alone on the left; None where that cannot be."""
    on_left = list(properties_of(left)).count(fluent)
    if on_left + list(properties_of(right)).count(fluent) != 1:
        return None
    if not on_left:
        left, right, op = right, left, FLIPPED[op]
    while left[0] != FLUENT:
        sign, a, b = left
        in_first = fluent in properties_of(a)
        if sign == "+":
            left, right = (
                (a, arithmetic("-", right, b)) if in_first else (b, arithmetic("-", right, a))
            )
        elif sign == "-" and in_first:
            left, right = a, arithmetic("+", right, b)
        elif sign == "-":
            left, right, op = b, arithmetic("-", a, right), FLIPPED[op]
        else:
            factor, part = (b, a) if in_first else (a, b)
            if type(factor) is tuple or not factor or (sign == "/" and not in_first):
                return None
            left, right = part, arithmetic("/" if sign == "*" else "*", right, factor)
            op = FLIPPED[op] if factor < 0 else op
    return op, right
