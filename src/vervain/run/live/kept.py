"""Kept: all bindings with which a rule is possible, mended fact by fact instead of found anew.

Whatever is written in the stores is noted for each rule that reads it. When the rule is asked for,
the bindings that such a fact is about are thrown out and looked for again, by a join in which the
roles that the fact names are known. The result is that of a join from nothing (tests compare).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from itertools import combinations

from vervain.lang.expr import (
    All,
    Claimed,
    ClaimIs,
    Cond,
    Const,
    EntityRef,
    Every,
    Fold,
    Read,
    Some,
    Term,
    Var,
)
from vervain.run.live.conditions import conjuncts, free
from vervain.run.live.draws import Draws, Lots
from vervain.run.live.joining import Joiner
from vervain.run.live.reading import CondFn, View
from vervain.run.live.steps import MOST_ROWS, JoinPlan, TooMany
from vervain.run.live.stores import COMMON, Chain, Stores
from vervain.run.live.swift import Found, Listed, Names, listed, swift
from vervain.run.live.values import About, Env, Key

MANY = 64
Named = tuple[str | None, str | None]
"""An argument: a role, or somebody by name, or (neither) anybody."""
Place = tuple[Chain, Key]
OFTEN = 8
"""A join that is asked for more often than this is written out."""
Abouts = tuple["str | Key", ...]
Partial = tuple[tuple[str, str | Key], ...]
"""Roles that a fact binds, and to what; a claim is bound to what it is about."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A reading in a condition: what it is of and in whose mind. `claim`: what this role claims."""

    args: tuple[Named, ...]
    minds: tuple[Named, ...]
    claim: str | None = None

    def partial(self, chain: Chain, key: Key) -> Partial | None:
        """The roles that this fact binds; None if the reading is not of it."""
        found: dict[str, str | Key] = {}
        return self._of(key, found) if _unify(found, self.minds, chain) else None

    def anywhere(self, key: Key) -> Partial | None:
        """The same, in whoever's mind it is read."""
        return self._of(key, {})

    def _of(self, key: Key, found: dict[str, str | Key]) -> Partial | None:
        if self.claim is not None:
            found[self.claim] = key
        else:
            for (role, fixed), arg in zip(self.args, key[1], strict=True):
                if not _agrees(found, role, fixed, arg):
                    return None
        return tuple(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Plan:
    """What of a rule does not change from run to run: `gates` are the parts without roles."""

    name: str
    params: tuple[str, ...]
    kinds: dict[str, str]
    gates: tuple[CondFn, ...]
    rest: Cond
    patterns: dict[str, tuple[Pattern, ...]]
    roles: tuple[str, ...]
    joiner: Joiner
    joins: dict[tuple[frozenset[str], frozenset[str]], Asked]
    lots: tuple[str, ...]
    keep: tuple[int, ...]
    """Where the names are of roles that are not drawn by lot."""

    @staticmethod
    def of(
        name: str,
        params: tuple[tuple[str, str], ...],
        cond: Cond,
        joiner: Joiner,
        lots: tuple[str, ...] = (),
    ) -> Plan:
        """The plan of a happening."""
        kinds = dict(params)
        parts = list(conjuncts(cond))
        gates = [p for p in parts if not free(p, kinds)]
        rest = All(tuple(p for p in parts if free(p, kinds)))
        patterns = patterns_of(rest, params, joiner)
        named = {r for ps in patterns.values() for p in ps for r in _roles(p)}
        return Plan(
            name,
            tuple(kinds),
            kinds,
            tuple(joiner.reader.cond(g, frozenset()) for g in gates),
            rest,
            patterns,
            tuple(r for r in kinds if r in named),
            joiner,
            {},
            lots,
            tuple(i for i, r in enumerate(kinds) if r not in lots) if lots else (),
        )

    def join(self, known: frozenset[str], about: frozenset[str]) -> Listed:
        """The bindings once these roles are bound, and it is known what those claims are about;
        made when first asked for, and made faster when it is asked for often."""
        asked = self.joins.get((known, about))
        if asked is None:
            made = self.joiner.plan(self.rest, tuple(self.kinds.items()), known, about)
            asked = self.joins[known, about] = Asked(made, listed(self.joiner, made))
        asked.times += 1
        if asked.times == OFTEN:
            asked.rows = swift(self.joiner, asked.plan)
        return asked.rows


@dataclass(slots=True)
class Asked:
    """A join, and how often it has been asked for."""

    plan: JoinPlan
    rows: Listed
    times: int = 0


@dataclass(slots=True)
class Row:
    """A binding; `names` order the rows and are what its chance is drawn from."""

    env: Env
    names: Names


class Kept:
    """The bindings of one rule in one run."""

    def __init__(self, plan: Plan, stores: Stores) -> None:
        self.plan, self.stores = plan, stores
        self.rows: dict[Names, Found] = {}
        self.by: dict[tuple[int, ...], dict[Abouts, dict[Names, None]]] = {}
        """For the roles that facts have bound, rows by what they are bound to."""
        self.pending: dict[Place, None] = {}
        self.stale = True
        self.ordered: list[Row] | None = None
        self.lots = Lots(len(plan.params), plan.keep) if plan.lots else None
        self.draws: Draws | None = None
        for fluent in plan.patterns:
            stores.readers.setdefault(fluent, []).append(self.pending)

    def may(self, view: View) -> bool:
        """What the rule needs of nobody in particular holds."""
        return all(gate({}, view) for gate in self.plan.gates)

    def mended(self, view: View) -> None:
        """Bring the rows up to now."""
        pending = self.pending
        partials: dict[Partial, None] = {}
        for chain, key in pending if not self.stale else ():
            for pattern in self.plan.patterns[key[0]]:
                found = pattern.partial(chain, key)
                if found is not None:
                    partials[found] = None
        pending.clear()
        few = MANY + len(self.rows) + len(self.plan.joiner.reader.kinds.get("person", ()))
        if self.stale or () in partials or len(partials) > few:
            self._anew(view)
        else:
            short = min(map(len, partials), default=0)
            least = [p for p in partials if len(p) == short or not _within(p, partials)]
            for partial in least:
                self._drop(partial)
            for partial in least:
                self._find(partial, view)

    def sorted(self) -> list[Row]:
        """The rows in order."""
        if self.ordered is None:
            self.ordered = [self._row(names) for names in sorted(self.rows)]
        return self.ordered

    def drawn(self, start: int, lot: int, chance: tuple[int, int]) -> list[Row]:
        """Those whose chance comes up, in order, of those that differ only in roles drawn by lot
        one; their numbers begin with `start`, those of lots with `lot`."""
        low, high = chance
        if self.lots is not None:
            return [self._row(names) for names in self.lots.hit(lot, start, low, high)]
        if low >= high:
            return list(self.sorted())
        if self.draws is None:
            self.draws = Draws(len(self.plan.params))
            for names in self.rows:
                self.draws.add(names)
        return [self._row(names) for names in sorted(self.draws.hit(start, low, high))]

    def _row(self, names: Names) -> Row:
        return Row(dict(zip(self.plan.params, self.rows[names], strict=True)), names)

    # ------------------------------------------------------------ mending

    def _anew(self, view: View) -> None:
        self.stale, self.ordered = False, None
        self.rows.clear()
        self.by.clear()
        for numbered in self._numbered():
            numbered.clear()
        self._add(self.plan.join(frozenset(), frozenset())({}, view))

    def _find(self, partial: Partial, view: View) -> None:
        members = self.plan.joiner.reader.members
        env: Env = {}
        known, about = [], []
        for role, what in partial:
            if isinstance(what, tuple):
                env[role] = About(*what, None)
                about.append(role)
                continue
            if what not in members.get(self.plan.kinds[role], ()):
                return
            env[role] = what
            known.append(role)
        self._add(self.plan.join(frozenset(known), frozenset(about))(env, view))

    def _add(self, found: list[tuple[Names, Found]]) -> None:
        rows, by, numbered = self.rows, self.by.items(), self._numbered()
        for names, what in found:
            if names in rows:
                continue
            rows[names] = what
            for one in numbered:
                one.add(names)
            for roles, index in by:
                key = _about(what, roles)
                if key in index:
                    index[key][names] = None
                else:
                    index[key] = {names: None}
        if found:
            self.ordered = None
        if len(rows) > MOST_ROWS:
            raise TooMany(tuple(self.plan.kinds.items()))

    def _drop(self, partial: Partial) -> None:
        """Throw out the rows that a fact is about."""
        if not self.rows:
            return
        params = self.plan.params
        places = tuple([params.index(role) for role, _ in partial])
        index = self.by.get(places)
        if index is None:
            index = self.by[places] = {}
            for names, what in self.rows.items():
                index.setdefault(_about(what, places), {})[names] = None
        gone = index.pop(tuple([what for _, what in partial]), None)
        if not gone:
            return
        self.ordered = None
        numbered = self._numbered()
        others = [(roles, other) for roles, other in self.by.items() if other is not index]
        for names in gone:
            what = self.rows.pop(names)
            for roles, other in others:
                key = _about(what, roles)
                rest = other[key]
                del rest[names]
                if not rest:
                    del other[key]
            for one in numbered:
                one.drop(names)

    def _numbered(self) -> list[Draws | Lots]:
        return [one for one in (self.lots, self.draws) if one is not None]


def _within(partial: Partial, others: dict[Partial, None]) -> bool:
    """Another one binds less, to the same."""
    if len(partial) == 1:
        return False
    subsets = (c for n in range(1, len(partial)) for c in combinations(partial, n))
    return any(subset in others for subset in subsets)


def _about(found: Found, roles: tuple[int, ...]) -> Abouts:
    """What these roles are bound to; a claim, to what it is about."""
    return tuple([w if isinstance(w := found[i], str) else (w.fluent, w.args) for i in roles])


# ---------------------------------------------------------------- what a condition reads


def patterns_of(
    cond: Cond, params: tuple[tuple[str, str], ...], joiner: Joiner
) -> dict[str, tuple[Pattern, ...]]:
    """The readings in a condition, by fluent."""
    found: dict[str, dict[Pattern, None]] = {}
    for fluent, pattern in _patterns(cond, frozenset(dict(params)), tuple(joiner.tellable)):
        found.setdefault(fluent, {})[pattern] = None
    return {fluent: tuple(patterns) for fluent, patterns in found.items()}


def _patterns(
    item: object, roles: frozenset[str], tellable: tuple[str, ...]
) -> Iterator[tuple[str, Pattern]]:
    """The readings in a part of a condition; roles of its own may be anybody."""
    match item:
        case Every(param) | Some(param) | Fold(_, param):
            roles -= {param.name}
        case Read(fluent, args, minds):
            yield fluent, Pattern(_named(args, roles), _named(minds, roles))
        case Claimed(name, minds):
            claim = Pattern((), _named(minds, roles), name if name in roles else None)
            yield from ((fluent, claim) for fluent in tellable)
        case ClaimIs(name, "settled" | "first hand" | "hearsay", minds):
            claim = Pattern((), _named(minds, roles), name if name in roles else None)
            yield from ((fluent, claim) for fluent in tellable)
    if isinstance(item, tuple):
        for part in item:
            yield from _patterns(part, roles, tellable)
    elif is_dataclass(item):
        for field in fields(item):
            yield from _patterns(getattr(item, field.name), roles, tellable)


def _named(terms: tuple[Term, ...], roles: frozenset[str]) -> tuple[Named, ...]:
    found: list[Named] = []
    for term in terms:
        match term:
            case Var(name) if name in roles:
                found.append((name, None))
            case Const(EntityRef(name)):
                found.append((None, name))
            case _:
                found.append((None, None))
    return tuple(found)


def _roles(pattern: Pattern) -> Iterator[str]:
    yield from (role for role, _ in (*pattern.args, *pattern.minds) if role is not None)
    if pattern.claim is not None:
        yield pattern.claim


def _agrees(found: dict[str, str | Key], role: str | None, fixed: str | None, name: str) -> bool:
    if role is not None:
        return found.setdefault(role, name) == name
    return fixed is None or fixed == name


def _unify(found: dict[str, str | Key], minds: tuple[Named, ...], chain: Chain) -> bool:
    """Whether a reading in these minds may be one in this chain (L3: two deep, one's own is
    one's)."""
    if not minds or not chain:
        return not minds and not chain
    if chain[0] == COMMON:
        return True
    if len(minds) == 1 and len(chain) == 2:
        return False
    pairs = [(minds[0], chain[0])]
    if len(minds) == 2:
        pairs.append((minds[1], chain[-1]))
    return all(_agrees(found, role, fixed, name) for (role, fixed), name in pairs)
