"""Kept: all bindings with which a rule is possible, mended fact by fact instead of found anew.

Whatever is written in the stores is noted for each rule that reads it. When the rule is asked for,
the bindings that such a fact is about are thrown out and looked for again, by a join in which the
roles that the fact names are known. The result is that of a join from nothing (tests compare).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from itertools import combinations

from vervain.base.chance import continued
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
from vervain.run.live.joining import Joiner
from vervain.run.live.reading import CondFn, Rows, View
from vervain.run.live.stores import COMMON, Chain, Stores
from vervain.run.live.values import About, Bound, Env, Key

MANY = 64
Named = tuple[str | None, str | None]
"""An argument: a role, or somebody by name, or (neither) anybody."""
Place = tuple[Chain, Key]
Names = tuple[str, ...]
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
    joins: dict[tuple[frozenset[str], frozenset[str]], Rows]
    lots: tuple[str, ...]

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
        )

    def join(self, known: frozenset[str], about: frozenset[str]) -> Rows:
        """The bindings once these roles are bound, and it is known what those claims are about;
        made when first asked for."""
        found = self.joins.get((known, about))
        if found is None:
            params = tuple(self.kinds.items())
            found = self.joiner.each(self.rest, params, known, about)
            self.joins[known, about] = found
        return found


@dataclass(slots=True)
class Row:
    """A binding; `names` order the rows and are what its chance is drawn from."""

    env: Env
    names: Names


class Kept:
    """The bindings of one rule in one run."""

    def __init__(self, plan: Plan, stores: Stores) -> None:
        self.plan, self.stores = plan, stores
        self.rows: dict[Names, Row] = {}
        self.by_role: dict[tuple[str, str | Key], dict[Names, None]] = {}
        self.pending: dict[Place, None] = {}
        self.stale = True
        self.ordered: list[Row] | None = None
        self.grouped: dict[Names, dict[Names, None]] = {}
        self.in_order: dict[Names, list[Row]] = {}
        self.spelt: tuple[Bound | None, str] = (None, "")
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
            least = [p for p in partials if not _within(p, partials)]
            for partial in least:
                self._drop(partial)
            for partial in least:
                self._find(partial, view)

    def sorted(self) -> list[Row]:
        """The rows in order."""
        if self.ordered is None:
            self.ordered = [self.rows[names] for names in sorted(self.rows)]
        return self.ordered

    def groups(self) -> Iterator[tuple[Names, list[Row]]]:
        """The rows, those together that differ in roles drawn by lot only, each group in order."""
        for key, names in self.grouped.items():
            found = self.in_order.get(key)
            if found is None:
                found = self.in_order[key] = [self.rows[n] for n in sorted(names)]
            yield key, found

    def _ungroup(self, names: Names) -> None:
        group = self._group(names)
        self.in_order.pop(group, None)
        del self.grouped[group][names]
        if not self.grouped[group]:
            del self.grouped[group]

    def _group(self, names: Names) -> Names:
        lots = self.plan.lots
        return tuple([n for p, n in zip(self.plan.params, names, strict=True) if p not in lots])

    def drawn(self, start: int, chance: tuple[int, int]) -> list[Row]:
        """Those whose chance comes up, in order; `start` is what all their numbers begin with."""
        low, high = chance
        if low >= high:
            return list(self.sorted())
        hit = [n for n in self.rows if continued(start, n) % high < low]
        return [self.rows[names] for names in sorted(hit)]

    # ------------------------------------------------------------ mending

    def _anew(self, view: View) -> None:
        self.stale, self.ordered = False, None
        for found in (self.rows, self.by_role, self.grouped, self.in_order):
            found.clear()
        for env in self.plan.join(frozenset(), frozenset())({}, view):
            self._add(env)

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
        for row in self.plan.join(frozenset(known), frozenset(about))(env, view):
            self._add(row)

    def _add(self, env: Env) -> None:
        names = tuple([self._name(env[p]) for p in self.plan.params])
        if names in self.rows:
            return
        self.ordered = None
        self.rows[names] = Row(env, names)
        if self.plan.lots:
            group = self._group(names)
            self.grouped.setdefault(group, {})[names] = None
            self.in_order.pop(group, None)
        for role in self.plan.roles:
            self.by_role.setdefault((role, _about(env[role])), {})[names] = None

    def _name(self, what: str | Bound) -> str:
        """As text; of a claim it is kept, since many rows in turn have the same."""
        if isinstance(what, str):
            return what
        if what is not self.spelt[0]:
            self.spelt = what, str(what)
        return self.spelt[1]

    def _drop(self, partial: Partial) -> None:
        sets = [self.by_role.get(item) for item in partial]
        if any(s is None for s in sets):
            return
        least = min((s for s in sets if s is not None), key=len)
        for names in list(least):
            env = self.rows[names].env
            if all(_about(env[role]) == what for role, what in partial):
                del self.rows[names]
                self.ordered = None
                if self.plan.lots:
                    self._ungroup(names)
                for role in self.plan.roles:
                    del self.by_role[role, _about(env[role])][names]


def _within(partial: Partial, others: dict[Partial, None]) -> bool:
    """Another one binds less, to the same."""
    if len(partial) == 1:
        return False
    subsets = (c for n in range(1, len(partial)) for c in combinations(partial, n))
    return any(subset in others for subset in subsets)


def _about(what: object) -> str | Key:
    return (what.fluent, what.args) if isinstance(what, Bound) else str(what)


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
