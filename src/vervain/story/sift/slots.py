"""Slots: a pattern laid out for matching, one slot for each event it wants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vervain.lang.expr import Read, Var
from vervain.lang.pattern import Atom, Pattern, Since, Sort, Step
from vervain.lang.pattern_lines import taken

Trigger = tuple[Sort, str]


@dataclass(frozen=True, slots=True)
class Slot:
    """An event that a pattern waits for. `before` is the slot that `the step before` means;
    `bound` the roles that are known when it is waited for; `keep` the earlier slots whose very
    event matters later on, so that two beginnings that differ there are two; `reach` the slots that
    can be filled next, because those before them are optional; `looks`: something is said of it;
    `tells`: the roles that tell those who wait apart, where they and nothing else do (else none).
    """

    step: Step
    number: int
    before: int
    bound: frozenset[str]
    keep: tuple[int, ...]
    reach: tuple[int, ...]
    looks: bool
    tells: tuple[str, ...]


def slots(pattern: Pattern) -> tuple[Slot, ...]:
    """The slots of a pattern, each repetition one."""
    rows: list[tuple[Step, int, frozenset[str]]] = []
    bound: frozenset[str] = frozenset()
    before = -1
    for step in pattern.steps:
        for _ in range(step.times):
            rows.append((step, before, bound))
            if not step.optional:
                bound |= taken(step.atom)
        if not step.optional:
            before = len(rows) - 1
    params = tuple(p.name for p in pattern.params)
    found = []
    for i, (step, before, known) in enumerate(rows):
        keep = _keep(rows, i)
        plain = not keep and known <= set(params) and not any(s.optional for s, _, _ in rows[:i])
        tells = tuple(name for name in params if plain and name in known)
        found.append(Slot(step, i, before, known, keep, _reach(rows, i), _looks(step), tells))
    return tuple(found)


def _looks(step: Step) -> bool:
    return bool(step.tests or step.within or step.after or step.because)


def _reach(rows: list[tuple[Step, int, frozenset[str]]], i: int) -> tuple[int, ...]:
    """The slot itself, and those behind it that can come next because it is optional."""
    found = [i]
    while rows[found[-1]][0].optional and found[-1] + 1 < len(rows):
        found.append(found[-1] + 1)
    return tuple(found)


def _keep(rows: list[tuple[Step, int, frozenset[str]]], i: int) -> tuple[int, ...]:
    """Of the slots before `i`, those whose event decides something in `i` or later; the last of
    them only where a newer event could not do as well."""
    found: set[int] = set()
    for step, before, _ in rows[i:]:
        for since, exact in _looks_back(step):
            j = 0 if since == "first" else before
            if j < i and (exact or j < i - 1):
                found.add(j)
    return tuple(sorted(found))


def _looks_back(step: Step) -> Iterator[tuple[Since, bool]]:
    yield from ((since, True) for since in step.because)
    yield from ((gap.since, True) for gap in step.after)
    yield from ((gap.since, False) for gap in step.within)
    for test in step.tests:
        if test.mark is not None and test.mark.name.startswith("knows "):
            yield ("first" if test.mark.name.endswith("first") else "before"), True
    if step.unless:
        yield "before", False


def triggers(atom: Atom) -> frozenset[Trigger]:
    """What an event must have for the atom to be worth a look."""
    if atom.sort is Sort.BECOMES:
        return frozenset((Sort.BECOMES, name) for name in fluents(atom.cond))
    return frozenset({(atom.sort, atom.name)})


def fluents(node: object) -> set[str]:
    """The facts that an expression reads."""
    if isinstance(node, Read):
        return {node.fluent} | {n for part in (*node.args, *node.minds) for n in fluents(part)}
    if isinstance(node, tuple):
        return {name for item in node for name in fluents(item)}
    names = getattr(node, "__dataclass_fields__", ())
    return {name for field in names for name in fluents(getattr(node, field))}


def probe(atom: Atom, bound: frozenset[str]) -> tuple[str, ...]:
    """The roles by which those who wait are found: known to them, and named by the atom."""
    if atom.sort is Sort.BECOMES:
        return ()
    names = (arg.name for arg in atom.args if isinstance(arg, Var))
    return tuple(dict.fromkeys(n for n in names if n in bound))
