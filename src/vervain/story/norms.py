"""Norms: what is held dear that an act goes against, or is for, and what that is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from vervain.base.walk import walk
from vervain.lang.expr import Assign, Cond, Effect, Read, Term, When
from vervain.lang.values_held import value_of
from vervain.lang.world import Fluent
from vervain.model.ground import Claim
from vervain.run.trace import ids
from vervain.story.chronicle import Norm
from vervain.story.evaluate import HistoryEvaluator
from vervain.story.history import History
from vervain.story.naming import Names


def counted(
    effects: tuple[Effect, ...], fluents: Mapping[str, Fluent], holds: Callable[[Cond], bool]
) -> Iterator[tuple[str, Term]]:
    """The facts by which an act counts against a value or for it, and on whose part. `holds`: of
    what hangs on a condition, whether it counts."""
    for effect in effects:
        match effect:
            case Assign(name, args) if args and name in fluents and value_of(fluents[name]):
                yield name, args[0]
            case When(cond, inner) if holds(cond):
                yield from counted(inner, fluents, holds)


class Norms:
    """Reads the norms in the acts of one planned story."""

    def __init__(self, names: Names, history: History, evaluator: HistoryEvaluator) -> None:
        self._names, self._history, self._evaluator = names, history, evaluator
        self._reads = [
            {r.fluent for r in walk((want.value,)) if isinstance(r, Read)}
            for want in names.world.wants
        ]

    def of(self, k: int, agent: int, roles: Mapping[str, str | Claim]) -> tuple[Norm, ...]:
        """Those that event k touches on the part of the agent, in the mind they had then."""
        action = int(self._history.actions[k])
        schema = self._names.actions.get(self._names.ground.actions[action].name)
        if schema is None:
            return ()
        name, bound = self._names.ground.agents[agent], dict(roles)
        found = counted(
            schema.effects, self._names.fluents, lambda c: self._evaluator.holds(c, bound, k)
        )
        return tuple(
            norm_of(self._names.fluents[fluent], self._worth(k, agent, action, fluent))
            for fluent, who in dict.fromkeys(found)
            if self._evaluator.term(who, bound, k) == name
        )

    def _worth(self, k: int, agent: int, action: int, fluent: str) -> float:
        """What the act alone brings or costs by the wants that read this."""
        engine = self._history.engine
        mind = int(self._history.nodes((agent,))[k])
        end = int(engine.successors(ids(mind), ids(action))[0])
        wants = self._names.ground.wants if end >= 0 else ()
        total = 0.0
        for want in wants:
            if want.agent == agent and fluent in self._reads[want.want]:
                before, after = engine.terms(ids(mind, end), want.term).tolist()
                total += after - before if after != before else 0.0
        return total


def norm_of(fluent: Fluent, worth: float) -> Norm:
    """The norm behind a fact that counts acts."""
    known = value_of(fluent)
    assert known is not None, fluent.name
    return Norm(*known, worth + 0.0)
