"""Makers: who could bring a fact about, read in the acts of a world before they are filled in."""

from __future__ import annotations

from collections.abc import Iterator

from vervain.lang.expr import AssertClaim, Assign, Compare, Const, Effect, ForEvery, Term, Var, When
from vervain.lang.world import Action, World
from vervain.model.instantiate import conjuncts
from vervain.story.chronicle import Plain
from vervain.story.evaluate import Evaluator
from vervain.story.naming import plain_value

Bound = dict[str, Plain]


def makers(
    world: World, evaluator: Evaluator, fluent: str, args: tuple[str, ...], value: Plain
) -> set[tuple[str, ...]] | None:
    """Those who would have to agree to an act that makes the fact so, for each such act; None where
    the fact does not say who they are."""
    found = set[tuple[str, ...]]()
    for action in world.actions:
        kinds = {p.name: p.kind for p in action.params}
        for effect in _settings(action.effects):
            if isinstance(effect, AssertClaim):
                return None
            if effect.fluent != fluent:
                continue
            bound = _bound(effect, args, value)
            if bound is None or not _fits(evaluator, kinds, bound):
                continue
            for name, who in _named(action):
                if bound.setdefault(name, who) != who:
                    break
            else:
                doers = _doers(action, bound)
                if not doers:
                    return None
                found.add(doers)
    return found


def _named(action: Action) -> Iterator[tuple[str, Plain]]:
    """The roles of which the condition says who has to be in them."""
    for part in conjuncts(action.condition):
        match part:
            case Compare("==", Var(name), Const(plain)) | Compare("==", Const(plain), Var(name)):
                yield name, plain_value(plain)


def _settings(effects: tuple[Effect, ...]) -> Iterator[Assign | AssertClaim]:
    """What the effects may set in the world."""
    for effect in effects:
        match effect:
            case Assign(minds=()) | AssertClaim(minds=()):
                yield effect
            case When(_, inner) | ForEvery(_, inner):
                yield from _settings(inner)


def _bound(effect: Assign, args: tuple[str, ...], value: Plain) -> Bound | None:
    """What the roles have to be for the effect to make this so; None: it cannot. What is neither a
    role nor a name may be anything."""
    bound: Bound = {}
    pairs: list[tuple[Term, Plain]] = [*zip(effect.args, args, strict=True), (effect.value, value)]
    for term, wanted in pairs:
        match term:
            case Var(name):
                if bound.setdefault(name, wanted) != wanted:
                    return None
            case Const(plain):
                if plain_value(plain) != wanted:
                    return None
    return bound


def _fits(evaluator: Evaluator, kinds: dict[str, str], bound: Bound) -> bool:
    """Every role is filled by somebody of its kind."""
    return all(
        evaluator.is_a(str(value), kinds[name]) for name, value in bound.items() if name in kinds
    )


def _doers(action: Action, bound: Bound) -> tuple[str, ...]:
    """Those who have to agree; nobody, where it is left open who one of them is."""
    found = list[str]()
    for term in action.agreed:
        match term:
            case Var(name) if isinstance(who := bound.get(name), str):
                found.append(who)
            case Const(plain) if isinstance(who := plain_value(plain), str):
                found.append(who)
            case _:
                return ()
    return tuple(dict.fromkeys(found))
