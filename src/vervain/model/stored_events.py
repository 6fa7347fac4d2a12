"""Sabre worlds, compile step: ground actions, triggers and utilities (semantics, S4 and S5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from vervain.lang.expr import Arith, Choice, Const, EntityRef, Fold, Term
from vervain.lang.world import Action, Reaction, World
from vervain.model.stored_atoms import FALSE, TRUE, Dnf, any_of, arithmetic
from vervain.model.stored_atoms import Term as Ground
from vervain.model.stored_cases import Entry
from vervain.model.stored_cast import CHARACTER, Cast
from vervain.model.stored_schema import Compiler, DnfOf, Env, bindings

CHOICE = "choice"
"""In utilities only: `(CHOICE, ((dnf, term), …), otherwise)`."""
SUM, PRODUCT = "sum", "product"
"""In utilities only: any number of terms."""


class ContradictionError(Exception):
    """An event gives one property two values."""


@dataclass(slots=True)
class Event:
    """A ground event. Entries are in no order yet."""

    name: str
    args: tuple[str, ...]
    condition: Dnf
    entries: list[Entry]
    believes: bool
    """Whether it may read or set anything in a mind."""
    consent: tuple[int, ...] = ()
    observe: tuple[Dnf, ...] = ()
    """Of an action: when each agent sees it."""
    unread: list[Entry] = field(default_factory=list)
    """Entries for stored beliefs that no condition reads: they are not told."""
    believers: tuple[int, ...] = ()
    """Of a believed copy of a trigger: in whose beliefs it happens."""


def ground_events(cast: Cast) -> tuple[list[Event], list[Event]]:
    """All actions and triggers whose condition can hold, in order."""
    world = cast.world
    actions = [e for schema in world.actions for e in _actions(cast, schema)]
    return actions, [e for schema in world.reactions for e in _reactions(cast, schema)]


def _instances(
    cast: Cast, schema: Action | Reaction, compiler: Compiler
) -> Iterator[tuple[tuple[str, ...], Dnf, list[Entry]]]:
    """Arguments, condition and entries of every binding; the environment is set to it."""
    for param in {p.name: p for p in schema.params}.values():
        compiler.variable(param)
    names, every = bindings(cast, schema.params, schema.name)
    condition = compiler.conjunction([schema.condition])
    parts = compiler.effects(schema.effects)
    env, count = compiler.env, len(names)
    places = [(names.index(param.name), param.kind) for param in schema.params]
    for values in every:
        env[:count] = values
        dnf = condition(env)
        if dnf == FALSE:
            continue
        entries = [entry for part in parts for entry in part(env)]
        args = tuple(cast.text(values[at], kind) for at, kind in places)
        yield args, dnf, entries if len(entries) < 2 else joined(entries, schema.name, args)


def _actions(cast: Cast, schema: Action) -> Iterator[Event]:
    compiler = Compiler(cast)
    instances = _instances(cast, schema, compiler)
    first = next(instances, None)  # compiles the schema
    if first is None:
        return
    who = [compiler.slot(term) for term in schema.agreed]
    watch = _watch(cast, schema, compiler)
    env = compiler.env
    agents = set(cast.members(CHARACTER))
    instance: tuple[tuple[str, ...], Dnf, list[Entry]] | None = first
    while instance is not None:
        args, dnf, entries = instance
        consent = tuple(dict.fromkeys(env[slot] for slot in who if env[slot] in agents))
        yield Event(schema.name, args, dnf, entries, compiler.believes, consent, watch(env))
        instance = next(instances, None)


def _watch(cast: Cast, schema: Action, compiler: Compiler) -> Callable[[Env], tuple[Dnf, ...]]:
    """When each agent sees the action."""
    (watch,) = schema.seen
    used = len(compiler.env)
    slot = compiler.variable(watch.param)
    holds: DnfOf = compiler.conjunction([watch.cond])
    watchers = set(cast.members(watch.param.kind))
    agents = range(len(cast.agents))
    known: dict[tuple[Any, ...], tuple[Dnf, ...]] = {}
    free = sorted(
        at for name, at in compiler.slots.items() if at < used and name in variables(watch.cond)
    )

    def seen(env: Env) -> tuple[Dnf, ...]:
        key = tuple([env[at] for at in free])
        if key not in known:
            found = []
            for agent in agents:
                env[slot] = agent
                found.append(holds(env) if agent in watchers else FALSE)
            known[key] = tuple(found)
        return known[key]

    return seen


def variables(part: Any) -> set[str]:
    """The names of all variables in an expression."""
    found: set[str] = set()
    todo = [part]
    for each in todo:  # grows while we walk
        if isinstance(each, tuple):
            todo += each
        elif hasattr(each, "__dataclass_fields__"):
            if type(each).__name__ == "Var":
                found.add(each.name)
            elif not isinstance(each, EntityRef):
                todo += [getattr(each, name) for name in each.__dataclass_fields__]
    return found


def _reactions(cast: Cast, schema: Reaction) -> Iterator[Event]:
    compiler = Compiler(cast)
    for args, dnf, entries in _instances(cast, schema, compiler):
        yield Event(schema.name, args, dnf, entries, compiler.believes)


def joined(entries: Iterable[Entry], name: str = "", args: tuple[str, ...] = ()) -> list[Entry]:
    """Entries of the same property and term as one."""
    entries = list(entries)
    if len({fluent for _, fluent, _ in entries}) == len(entries):
        return entries
    found: dict[tuple[int, Ground], list[Dnf]] = {}
    for dnf, fluent, term in entries:
        found.setdefault((fluent, term), []).append(dnf)
    together = [(any_of(dnfs), fluent, term) for (fluent, term), dnfs in found.items()]
    if len(found) > 1:
        always = [fluent for dnf, fluent, _ in together if dnf == TRUE]
        if len(set(always)) != len(always) and name:
            raise ContradictionError(f"{name}({', '.join(args)})")
    return together


# ---------------------------------------------------------------- utilities


def ground_utilities(world: World, cast: Cast) -> list[Ground]:
    """What each agent, and last the author, wants: a term each."""
    values = {want.holder: want.value for want in world.wants}
    wanted = [values.get(agent, Const(0)) for agent in cast.agents]
    found = []
    for term in (*wanted, world.author if world.author is not None else Const(0)):
        compiler = Compiler(cast)
        value = _utility(compiler, term)
        found.append(value(compiler.env))
    return found


def _utility(compiler: Compiler, term: Term) -> Callable[[Env], Ground]:
    """Like `Compiler.value`, but sums and choices stay what they are."""
    match term:
        case Choice(branches, otherwise):
            compiled = [(compiler.condition(c), _utility(compiler, t)) for c, t in branches]
            last = _utility(compiler, otherwise)

            def choice(env: Env) -> Ground:
                found: list[tuple[Dnf, Ground]] = []
                for holds, value in compiled:
                    dnf = holds(env)
                    if dnf == TRUE:
                        return (CHOICE, tuple(found), value(env)) if found else value(env)
                    if dnf != FALSE:
                        found.append((dnf, value(env)))
                return (CHOICE, tuple(found), last(env)) if found else last(env)

            return choice
        case Arith(op, left, right):
            a, b = _utility(compiler, left), _utility(compiler, right)
            return lambda env: arithmetic(op, a(env), b(env))
        case Fold(fold, param, item):
            slot, each = compiler.variable(param), compiler.cast.members(param.kind)
            inner = _utility(compiler, item)

            def total(env: Env) -> Ground:
                found: list[Ground] = []
                for value in each:
                    env[slot] = value
                    found.append(inner(env))
                return (SUM if fold == "+" else PRODUCT, *found)

            return total
    return compiler.value(term)
