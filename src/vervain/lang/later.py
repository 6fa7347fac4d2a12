"""Later: a World in which a change is made in the middle of a story.

The change is a happening, `otherwise_n`, that nobody can count on: it waits for a fact that is so
and that nobody believes. Facts become otherwise by it. Wants and rules cannot, so they ask whether
it has happened: a want that goes counts until then, a want that comes from then on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from vervain.lang.change import Change, Facts, Rule, Wants, changed
from vervain.lang.expr import (
    All,
    Assign,
    Choice,
    Compare,
    Cond,
    Const,
    Effect,
    EntityRef,
    Param,
    Read,
    Term,
    Var,
)
from vervain.lang.world import (
    Action,
    Fluent,
    FluentType,
    Minutes,
    Phrase,
    StartFact,
    Want,
    Watch,
    World,
)

OTHERWISE = "otherwise"
"""The name of the happening, before its number."""
FATE = "fate_of_the_change"
TURNED = "the_change_is_made"

LATER = (Facts, Wants, Rule)
"""The changes that can be made in the middle of a story; the others name their event."""


def world_with(world: World, changes: Iterable[Change], *, later: bool) -> World:
    """The World with all changes made: from the start on, or (`later`) each by its happening."""
    for number, change in enumerate(changes):
        if later and isinstance(change, LATER):
            world = changed_later(world, number, change)
        else:
            world = changed(world, change)
    return world


def changed_later(world: World, number: int, change: Change) -> World:
    """The World with the happening `otherwise_<number>`, which makes the change, once.

    Of facts whoever had them right learns; a belief that was wrong stays. Of wants and rules
    everybody knows, as they do from the start.
    """
    if isinstance(change, Facts):
        effects = tuple(map(_effect, change.facts))
        plain = all(not f.minds for f in change.facts)
        knows: Cond = All(tuple(_right(f) for f in change.facts))
        return _with_happening(world, number, change.text, effects, knows if plain else None)
    turned = f"{TURNED}_{number}"
    world = _with_happening(world, number, change.text, (Assign(turned, (), Const(True)),), All(()))
    world = replace(world, fluents=(*world.fluents, _hidden(turned)))
    if isinstance(change, Rule):
        return _without_rule(world, change.name, _is(turned, so=False))
    if isinstance(change, Wants):
        return _with_wants(world, change, _is(turned, so=True))
    raise TypeError(f"{change} names its own event")


def _with_happening(
    world: World, number: int, text: str, effects: tuple[Effect, ...], knows: Cond | None
) -> World:
    fate = f"{FATE}_{number}"
    people = [e.name for e in world.entities if _is_person(world, e.kinds)]
    happening = Action(
        f"{OTHERWISE}_{number}",
        Phrase((text,)),
        (),
        _is(fate, so=True),
        (*effects, Assign(fate, (), Const(False))),
        seen=() if knows is None else (Watch(Param("p", "person"), knows),),
        duration=Minutes(0),
    )
    start = [StartFact(fate, (), True), *(StartFact(fate, (), False, (p,)) for p in people)]
    return replace(
        world,
        fluents=(*world.fluents, _hidden(fate)),
        start=(*world.start, *start),
        actions=(*world.actions, happening),
    )


def _hidden(name: str) -> Fluent:
    return Fluent(name, Phrase((name,)), (), FluentType.YES_NO, hidden=True)


def _is(fact: str, *, so: bool) -> Compare:
    return Compare("==", Read(fact), Const(so))


def _effect(fact: StartFact) -> Assign:
    return Assign(
        fact.fluent,
        tuple(Const(EntityRef(a)) for a in fact.args),
        Const(fact.value),
        tuple(Const(EntityRef(m)) for m in fact.minds),
    )


def _right(fact: StartFact) -> Compare:
    """Somebody believes of the fact what is so."""
    args = tuple(Const(EntityRef(a)) for a in fact.args)
    return Compare("==", Read(fact.fluent, args, (Var("p"),)), Read(fact.fluent, args))


def _is_person(world: World, kinds: Iterable[str]) -> bool:
    parents = {k.name: k.parents for k in world.kinds}
    return any(k == "person" or _is_person(world, parents.get(k, ())) for k in kinds)


def _without_rule(world: World, name: str, still: Cond) -> World:
    """The rule holds while `still` does."""
    actions = tuple(
        replace(a, condition=All((still, a.condition))) if a.name == name else a
        for a in world.actions
    )
    reactions = tuple(
        replace(r, condition=All((still, r.condition))) if r.name == name else r
        for r in world.reactions
    )
    return replace(world, actions=actions, reactions=reactions)


def _with_wants(world: World, change: Wants, turned: Cond) -> World:
    kept = [_until(w, change.who, turned) if i in change.gone else w for i, w in _each(world)]
    new = (replace(w, value=_from(w.value, turned)) for w in change.new)
    return replace(world, wants=(*kept, *new))


def _each(world: World) -> list[tuple[int, Want]]:
    return list(enumerate(world.wants))


def _until(want: Want, who: str, turned: Cond) -> Want:
    """The want, which `who` has no more once it has turned."""
    holder, over = want.holder, turned
    if isinstance(holder, Param):
        over = All((Compare("==", Var(holder.name), Const(EntityRef(who))), turned))
    value: Term = Choice(((over, Const(0)),), want.value)
    return replace(want, value=value)


def _from(value: Term, turned: Cond) -> Term:
    return Choice(((turned, value),), Const(0))
