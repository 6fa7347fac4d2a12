"""Steps: what a join is planned to do, and how it is done, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NoReturn

from vervain.lang.expr import Cond
from vervain.run.live.reading import CondFn, Rows, View, every_one
from vervain.run.live.values import Env

Find = Callable[[Env, View], Iterator[Env]]
MOST_ROWS = 1_000_000
"""Bindings of one join: a run has room for no more."""


class TooMany(Exception):
    """A join has more bindings than that; `roles`: what they are of."""

    def __init__(self, roles: tuple[tuple[str, str], ...]) -> None:
        super().__init__(roles)
        self.roles = roles


@dataclass(slots=True)
class Step:
    """Binds roles by a part of the condition (none: by trying all of a kind), then checks what can
    be checked. `known`: the roles that are bound afterwards."""

    find: Find
    names: frozenset[str]
    by: Cond | None = None
    checks: list[Cond] = field(default_factory=list)
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class JoinPlan:
    """What is asked first, with the roles that are given, and the steps that find the others."""

    params: tuple[tuple[str, str], ...]
    bound: frozenset[str]
    about: frozenset[str]
    first: list[Cond]
    steps: list[Step]

    @property
    def scans(self) -> int:
        """How often all of a kind are tried."""
        return sum(step.by is None for step in self.steps)

    def too_many(self) -> NoReturn:
        """There are more bindings than a run has room for."""
        raise TooMany(self.params)


def runner(plan: JoinPlan, first: list[CondFn], finds: list[tuple[Find, CondFn]]) -> Rows:
    """The bindings that the steps find, in any order, and some twice."""
    last, begin = len(finds), every_one(first)

    def go(i: int, env: Env, view: View) -> Iterator[Env]:
        find, check = finds[i]
        i += 1
        for row in find(env, view):
            if check(row, view):
                if i == last:
                    yield row
                else:
                    yield from go(i, row, view)

    def each(env: Env, view: View) -> Iterator[Env]:
        if begin(env, view):
            found = go(0, env, view) if finds else iter((env,))
            yield from islice(found, MOST_ROWS)
            if next(found, None) is not None:
                plan.too_many()

    return each


def ordered(plan: JoinPlan, each: Rows) -> Rows:
    """The same in order, each once."""
    names = [name for name, _ in plan.params]

    def rows(env: Env, view: View) -> Iterator[Env]:
        found = {tuple([str(row[n]) for n in names]): row for row in each(env, view)}
        if len(found) < 2:
            yield from found.values()
            return
        for key in sorted(found):
            yield found[key]

    return rows
