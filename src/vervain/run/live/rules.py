"""Rules: the acts, reactions and wants of a World, made ready to run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vervain.base.walk import walk
from vervain.lang.expr import (
    AssertClaim,
    Assign,
    Claimed,
    ClaimIs,
    Compare,
    Cond,
    Const,
    Effect,
    EntityRef,
    ForEvery,
    Read,
    Term,
    Var,
    When,
)
from vervain.lang.world import Action, Fluent, Reaction, Want, Watch, World
from vervain.model.cast import Cast
from vervain.run.live.claiming import Effects, Write, asserted, bounded, claim_place
from vervain.run.live.conditions import conjuncts, is_public
from vervain.run.live.joining import Joiner
from vervain.run.live.kept import Plan
from vervain.run.live.reading import CondFn, Reader, Rows, TermFn, View
from vervain.run.live.swift import swift_rows
from vervain.run.live.values import Env, Key, plain


@dataclass(frozen=True, slots=True)
class Atom:
    """A comparison of a condition, and the facts that it reads."""

    holds: CondFn
    places: tuple[Callable[[Env, View], tuple[Key, tuple[str, ...]] | None], ...]


@dataclass(frozen=True, slots=True)
class Watcher:
    """Those who see (or glimpse) an act. `public`: it is everybody."""

    name: str
    rows: Rows
    public: bool
    effects: Effects | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A reaction may fire when a fact that it reads has changed: which role is then who, if it is
    one of `kinds` (of each role that the fact says)."""

    rule: Rule
    args: tuple[Term, ...]
    minds: tuple[Term, ...]
    rows: Rows
    kinds: tuple[tuple[str, frozenset[str]], ...]

    def fits(self, bound: Env) -> bool:
        """Everybody in these roles is of the kind that the reaction is about."""
        return all(bound[role] in members for role, members in self.kinds)


@dataclass(frozen=True, slots=True)
class Rule:
    """An act or reaction. `rows_of[name]`: bindings once this role is bound; `rows`: all."""

    number: int
    schema: Action | Reaction
    params: tuple[str, ...]
    cond: CondFn
    atoms: tuple[Atom, ...]
    effects: Effects
    rows: Rows
    reads: frozenset[str]
    writes: frozenset[str]
    agreed: tuple[tuple[str | None, str], ...] = ()
    watchers: tuple[Watcher, ...] = ()
    glimpses: tuple[Watcher, ...] = ()
    claim: str | None = None
    actors: frozenset[str] = frozenset()
    rows_of_actor: Rows | None = None
    rows_with_claim: Rows | None = None


@dataclass(frozen=True, slots=True)
class Wanting:
    """One want. `holder`: the role that stands for whoever has it, or None."""

    number: int
    want: Want
    holder: str | None
    value: TermFn
    reads: frozenset[str]


class Rules:
    """Everything of a World that the turns need, made once."""

    def __init__(self, world: World) -> None:
        self.world = world
        cast = Cast.of(world)
        self.people = cast.agents
        self.kinds = cast.of_kind
        self.fluents: dict[str, Fluent] = {f.name: f for f in world.fluents}
        self.tellable = frozenset(f.name for f in world.fluents if f.tellable)
        self.reader = Reader(self.kinds)
        self.joiner = Joiner(world, self.reader, swift_rows)
        self.acts = [self._act(i, a) for i, a in enumerate(world.actions)]
        self.reactions = [self._reaction(i, r) for i, r in enumerate(world.reactions)]
        self.triggers = self._triggers()
        self.wants = self._wants()
        self.sight = self._sight()
        self.deep = self._deep()
        self.leads = self._leads()
        self.plans = {a.number: self._plan(a.schema) for a in self.acts if not a.agreed}

    def condition(self, cond: Cond) -> CondFn:
        """A condition without roles."""
        return self.reader.cond(cond, frozenset())

    def _plan(self, act: Action | Reaction) -> Plan:
        params = tuple((p.name, p.kind) for p in act.params)
        lots = getattr(act, "lots", ())
        return Plan.of(act.name, params, act.condition, self.joiner, lots)

    def asked(self, cond: Cond, roles: frozenset[str]) -> tuple[CondFn, tuple[Atom, ...]]:
        """A condition with these roles, and its comparisons with what they read."""
        return self.reader.cond(cond, roles), self._atoms(cond, roles)

    # ------------------------------------------------------------ acts

    def _act(self, number: int, act: Action) -> Rule:
        params = {p.name: p.kind for p in act.params}
        names = frozenset(params)
        agreed = tuple(_agreeing(t) for t in act.agreed)
        actors: frozenset[str] = frozenset()
        rows_of = rows_with = None
        claim = next((p.name for p in act.params if p.kind == "belief"), None)
        if agreed:
            role, person = agreed[0]
            actors = self.reader.members.get(params[role], frozenset()) if role else {person}  # type: ignore[assignment]
            bound = frozenset((role,)) if role else frozenset()
            rows_of = self.joiner.rows(act.condition, tuple(params.items()), bound)
            if claim:
                told = bound | {claim}
                rows_with = self.joiner.rows(act.condition, tuple(params.items()), told)
        return Rule(
            number,
            act,
            tuple(params),
            self.reader.cond(act.condition, names),
            self._atoms(act.condition, names),
            self._effects(act.effects, names),
            self.joiner.rows(act.condition, tuple(params.items()), frozenset()),
            self.read_by(act.condition),
            self._written_by(act.effects),
            agreed,
            tuple(self._watcher(w, names) for w in act.seen),
            tuple(
                self._watcher(g.watch, names, self._effects(g.effects, names)) for g in act.glimpsed
            ),
            claim,
            frozenset(actors),
            rows_of,
            rows_with,
        )

    def _watcher(
        self, watch: Watch, names: frozenset[str], effects: Effects | None = None
    ) -> Watcher:
        param = ((watch.param.name, watch.param.kind),)
        rows = self.joiner.rows(watch.cond, param, names)
        return Watcher(watch.param.name, rows, is_public(self.world, watch), effects)

    def _atoms(self, cond: Cond, names: frozenset[str]) -> tuple[Atom, ...]:
        found = []
        for part in conjuncts(cond):
            reads = list(_outer_reads(part))
            places = [self.reader.place(r, names) for r in reads]
            for claimed in (part,) if isinstance(part, Claimed) else ():
                places.append(claim_place(self.reader, claimed, names))
            if places:
                found.append(Atom(self.reader.cond(part, names), tuple(places)))
        return tuple(found)

    # ------------------------------------------------------------ effects

    def _effects(self, effects: tuple[Effect, ...], names: frozenset[str]) -> Effects:
        made = [self._effect(e, names) for e in effects]

        def all_of(env: Env, view: View) -> Iterator[Write]:
            for one in made:
                yield from one(env, view)

        return all_of

    def _effect(self, effect: Effect, names: frozenset[str]) -> Effects:
        match effect:
            case Assign(fluent, args, value, minds):
                return self._assign(Read(fluent, args, minds), value, names)
            case When(cond, inner):
                holds, then = self.reader.cond(cond, names), self._effects(inner, names)
                return lambda env, view: then(env, view) if holds(env, view) else iter(())
            case ForEvery(param, inner):
                return self._for_every(param.name, param.kind, inner, names)
            case AssertClaim(name, minds, turned):
                claimed = Claimed(name, minds)
                return asserted(self.reader, self.fluents, claimed, turned, names)

    def _assign(self, read: Read, value: Term, names: frozenset[str]) -> Effects:
        place, term = self.reader.place(read, names), self.reader.term(value, names)
        fluent = self.fluents[read.fluent]

        def assign(env: Env, view: View) -> Iterator[Write]:
            found = place(env, view)
            if found is not None:
                yield found[1], found[0], bounded(fluent, term(env, view))

        return assign

    def _for_every(
        self, name: str, kind: str, inner: tuple[Effect, ...], names: frozenset[str]
    ) -> Effects:
        """Where the effects have a condition, those for whom it holds are looked for."""
        known = names | {name}
        if len(inner) == 1 and isinstance(inner[0], When):
            rows = self.joiner.rows(inner[0].cond, ((name, kind),), names)
            then = self._effects(inner[0].effects, known)

            def some(env: Env, view: View) -> Iterator[Write]:
                for row in rows(env, view):
                    yield from then(row, view)

            return some
        people, each = self.kinds.get(kind, ()), self._effects(inner, known)

        def every(env: Env, view: View) -> Iterator[Write]:
            for one in people:
                yield from each({**env, name: one}, view)

        return every

    # ------------------------------------------------------------ reactions

    def _reaction(self, number: int, reaction: Reaction) -> Rule:
        params = {p.name: p.kind for p in reaction.params}
        names = frozenset(params)
        return Rule(
            number,
            reaction,
            tuple(params),
            self.reader.cond(reaction.condition, names),
            self._atoms(reaction.condition, names),
            self._effects(reaction.effects, names),
            self.joiner.rows(reaction.condition, tuple(params.items()), frozenset()),
            self.read_by(reaction.condition),
            self._written_by(reaction.effects),
        )

    def _triggers(self) -> dict[str, list[Trigger]]:
        found: dict[str, list[Trigger]] = {}
        for rule in self.reactions:
            params = tuple((p.name, p.kind) for p in rule.schema.params)
            for read in dict.fromkeys(w for w in walk((rule.schema.condition,))):
                if not isinstance(read, Read) or len(read.minds) > 1:
                    continue
                terms = (*read.args, *read.minds)
                bound = frozenset(t.name for t in terms if isinstance(t, Var)) & {
                    n for n, _ in params
                }
                rows = self.joiner.rows(rule.schema.condition, params, bound)
                kinds = tuple(
                    (n, frozenset(self.kinds.get(k, ()))) for n, k in params if n in bound
                )
                trigger = Trigger(rule, read.args, read.minds, rows, kinds)
                found.setdefault(read.fluent, []).append(trigger)
        return found

    # ------------------------------------------------------------ wants

    def _wants(self) -> dict[str, list[Wanting]]:
        found: dict[str, list[Wanting]] = {}
        for number, want in enumerate(self.world.wants):
            role = None if isinstance(want.holder, str) else want.holder.name
            bound = frozenset((role,)) if role else frozenset()
            made = Wanting(
                number, want, role, self.reader.term(want.value, bound), self.read_by(want.value)
            )
            people = (
                (want.holder,)
                if isinstance(want.holder, str)
                else self.kinds.get(want.holder.kind, ())
            )
            for person in people:
                found.setdefault(person, []).append(made)
        return found

    def _sight(self) -> Callable[[View, str], bool]:
        watch = self.world.sight
        if watch is None:
            return lambda view, who: True
        cond = self.reader.cond(watch.cond, frozenset((watch.param.name,)))
        name = watch.param.name
        return lambda view, who: cond({name: who}, view)

    # ------------------------------------------------------------ what reads and writes what

    def read_by(self, *parts: object) -> frozenset[str]:
        """The fluents that are read."""
        found = {w.fluent for w in walk(parts) if isinstance(w, Read)}
        if any(isinstance(w, Claimed | ClaimIs) for w in walk(parts)):
            found |= self.tellable
        return frozenset(found)

    def _written_by(self, effects: tuple[Effect, ...]) -> frozenset[str]:
        found = {w.fluent for w in walk(effects) if isinstance(w, Assign)}
        if any(isinstance(w, AssertClaim) for w in walk(effects)):
            found |= self.tellable
        return frozenset(found)

    def _deep(self) -> frozenset[str]:
        """The fluents that somebody may read in a mind within a mind (L4)."""
        found: set[str] = set()
        schemas = (*self.world.actions, *self.world.reactions, *self.world.wants)
        for item in walk(schemas):
            if isinstance(item, Read) and item.minds:
                found.add(item.fluent)
            elif isinstance(item, Claimed | ClaimIs) and _in_a_mind(item):
                found |= self.tellable
        for rule in self.acts:
            if len(rule.agreed) > 1:
                found |= rule.reads
                found |= {f for ws in self.wants.values() for w in ws for f in w.reads}
        return frozenset(found)

    def _leads(self) -> dict[int, frozenset[str]]:
        """What an act writes, and what follows from it by reactions."""
        found = {}
        for rule in self.acts:
            writes = set(rule.writes)
            grew = True
            while grew:
                more = {f for r in self.reactions if r.reads & writes for f in r.writes}
                grew = not more <= writes
                writes |= more
            found[rule.number] = frozenset(writes)
        return found


def _outer_reads(cond: Cond) -> Iterator[Read]:
    """The readings of a condition that are about its own roles (none inside quantifiers)."""
    match cond:
        case Compare(_, left, right):
            yield from (t for t in (left, right) if isinstance(t, Read))
        case _ if hasattr(cond, "items"):
            for item in cond.items:
                yield from _outer_reads(item)
        case _ if hasattr(cond, "item") and not hasattr(cond, "param"):
            yield from _outer_reads(cond.item)


def _in_a_mind(claim: Claimed | ClaimIs) -> bool:
    if isinstance(claim, Claimed):
        return bool(claim.minds)
    return bool(claim.terms) and claim.test != "about"


def _agreeing(term: Term) -> tuple[str | None, str]:
    """Whose act it is: a role, or somebody by name."""
    match term:
        case Var(role):
            return role, ""
        case Const(EntityRef(name)):
            return None, name
    raise TypeError(f"nobody is meant by {term}")


__all__ = ["Atom", "Rule", "Rules", "Trigger", "Wanting", "Watcher", "bounded", "plain"]
