"""What lasts: `who is asleep for 2 turns`, as an effect (then it is over by itself) and as a
condition (it has been so for as long).

Both are spelled out with hidden numbers: the turn at which a fact is to end, and the turn since
which it is so, in the world and in every mind as far as that mind knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from vervain.base.walk import walk
from vervain.lang.context import Context
from vervain.lang.durations import NOW, since, until
from vervain.lang.expr import (
    UNKNOWN,
    All,
    Assign,
    Compare,
    Const,
    Effect,
    ForEvery,
    Param,
    Read,
    Term,
    Truth,
    Var,
    When,
)
from vervain.lang.substitute import fresh
from vervain.lang.watching import Scene, seen_by_default
from vervain.lang.world import PLACE, Action, Fluent, FluentType, Phrase, Reaction, Watch, World


def lasting(context: Context, world: World) -> World:
    """The World, with the acts that end what is to end, and with what notes since when it is so."""
    fluents = {f.name: f for f in world.fluents}
    ends, asked = _ends((*world.actions, *world.reactions)), _asked(world)
    if not ends and not asked:
        return world
    hidden, noted = [_hidden(fluents[name], until(name)) for name in ends], list[Reaction]()
    for name, value in asked:
        begun = _hidden(fluents[name], since(name, value=value))
        default = 0 if fluents[name].default is value else UNKNOWN
        hidden.append(replace(begun, default=default, or_unknown=True))
        noted += _noting(fluents[name], begun.name, value=value)
    over = (_over(context, fluents[name], value=v) for name, vs in ends.items() for v in sorted(vs))
    actions = (replace(a, effects=_cleared(a.effects, ends)) for a in world.actions)
    reactions = (replace(r, effects=_cleared(r.effects, ends)) for r in world.reactions)
    return replace(
        world,
        fluents=(*world.fluents, *hidden),
        actions=(*actions, *over),
        reactions=(*reactions, *noted),
    )


def _hidden(fluent: Fluent, name: str) -> Fluent:
    return Fluent(name, Phrase((name,)), fluent.params, FluentType.NUMBER, default=0, hidden=True)


def _ends(schemas: Iterable[Action | Reaction]) -> dict[str, set[bool]]:
    """The facts that are to end by themselves, and what they are until then."""
    found: dict[str, set[bool]] = {}
    for schema in schemas:
        assigned = [e for e in walk((schema.effects,)) if isinstance(e, Assign)]
        for one, two in pairwise(assigned):
            if two.fluent == until(one.fluent) and isinstance(one.value, Const):
                found.setdefault(one.fluent, set()).add(one.value.value is True)
    return found


def _asked(world: World) -> list[tuple[str, bool]]:
    """The facts of which somebody asks how long they have been so."""
    names = {w.fluent for w in walk(world) if isinstance(w, Read)}
    return [
        (fluent.name, value)
        for fluent in world.fluents
        for value in (True, False)
        if since(fluent.name, value=value) in names
    ]


def _noting(fluent: Fluent, name: str, *, value: bool) -> Iterator[Reaction]:
    args: tuple[Term, ...] = tuple(Var(p.name) for p in fluent.params)
    so, since = Read(fluent.name, args), Read(name, args)
    begins = All((Compare("==", so, Const(value)), Compare("==", since, Const(UNKNOWN))))
    ends = All((Compare("!=", so, Const(value)), Compare("!=", since, Const(UNKNOWN))))
    for suffix, cond, term in (("begins", begins, NOW), ("ends", ends, Const(UNKNOWN))):
        yield Reaction(
            f"{name} {suffix}",
            Phrase((name, suffix)),
            fluent.params,
            cond,
            (Assign(name, args, term),),
            span=fluent.span,
            hidden=True,
        )


def _over(context: Context, fluent: Fluent, *, value: bool) -> Action:
    """The happening by which it is over: `Tom is asleep no longer`, `the lamp is lit again`."""
    args: tuple[Term, ...] = tuple(Var(p.name) for p in fluent.params)
    end = Read(until(fluent.name), args)
    words = ("no", "longer") if value else ("again",)
    return Action(
        name=f"{fluent.name}_{'_'.join(words)}",
        phrase=Phrase((*fluent.phrase.parts, *words)),
        params=fluent.params,
        condition=All(
            (
                Compare(">", end, Const(0)),
                Compare("<=", end, NOW),
                Compare("==", Read(fluent.name, args), Const(value)),
            )
        ),
        effects=(Assign(fluent.name, args, Const(not value)), Assign(end.fluent, args, Const(0))),
        seen=_seeing(context, fluent),
        span=fluent.span,
    )


def _seeing(context: Context, fluent: Fluent) -> tuple[Watch, ...]:
    """Everybody who is where it is; if it is nowhere, everybody."""
    kinds = context.lexicon.kinds
    there: Term | None = None
    if fluent.params:
        first = fluent.params[0]
        is_place = kinds.is_a(first.kind, "place")
        there = Var(first.name) if is_place else Read(PLACE, (Var(first.name),))
    if there is not None:
        return seen_by_default(context, Scene(fluent.params, there))
    return (Watch(Param(fresh("watcher", fluent.params), "person"), Truth(True)),)


def _cleared(effects: tuple[Effect, ...], ends: dict[str, set[bool]]) -> tuple[Effect, ...]:
    """What is set anew without an end has none."""
    found: list[Effect] = []
    for i, effect in enumerate(effects):
        following = effects[i + 1] if i + 1 < len(effects) else None
        match effect:
            case When(cond, inner):
                found.append(When(cond, _cleared(inner, ends)))
            case ForEvery(param, inner):
                found.append(ForEvery(param, _cleared(inner, ends)))
            case Assign(fluent, args, _, ()) if fluent in ends:
                found.append(effect)
                end = until(fluent)
                if not (isinstance(following, Assign) and following.fluent == end):
                    found.append(Assign(end, args, Const(0)))
            case _:
                found.append(effect)
    return tuple(found)


__all__ = ["lasting"]
