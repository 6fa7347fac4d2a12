"""Norms: what is held dear that somebody goes against with an act, or serves, as they weigh it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vervain.run.live.happen import Happening
from vervain.run.live.minds import role_of
from vervain.run.live.reading import View
from vervain.run.live.rules import Rule, Wanting
from vervain.run.live.values import Env, Plain


@dataclass(frozen=True, slots=True)
class Touched:
    """The fact that counts acts against a value (or for it), and what one more is worth."""

    fluent: str
    worth: float


def touched(
    happening: Happening, wants: Sequence[Wanting], person: str, rule: Rule, env: Env
) -> tuple[Touched, ...]:
    """What the act counts against, or for, on this person's part, in their mind."""
    chain, stores = (person,), happening.stores
    if not rule.writes & happening.valued:
        return ()
    found = []
    view = View(stores, chain)
    for (where, key), value in happening.imagine(rule, env, chain, None).items():
        if where == chain and key[0] in happening.valued and key[1] == chain:
            after = View(stores, chain, {(where, key): value})
            those = [w for w in wants if key[0] in w.reads]
            roles = [role_of(w, person) for w in those]
            worth = sum(
                _number(w.value(role, after)) - _number(w.value(role, view))
                for w, role in zip(those, roles, strict=True)
            )
            found.append(Touched(key[0], worth + 0.0))
    return tuple(found)


def _number(value: Plain) -> float:
    return float(value) if isinstance(value, bool | int | float) else 0.0
