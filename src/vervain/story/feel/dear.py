"""Dear: what everybody holds dear, and how much one act for or against it weighs with them."""

from __future__ import annotations

from vervain.lang.expr import Arith, Const, EntityRef, Read, Term
from vervain.lang.values_held import value_of
from vervain.story.feel.inner import Inner


class Dear:
    """The values of everybody in one story."""

    def __init__(self, inner: Inner) -> None:
        self.inner = inner
        counters = {name: value_of(f) for name, f in inner.case.names.fluents.items()}
        self._values = {name: norm[0] for name, norm in counters.items() if norm is not None}
        self._terms = self._value_terms()

    @property
    def held(self) -> tuple[tuple[int, str], ...]:
        """Who holds what dear."""
        return tuple(self._terms)

    def weight(self, agent: int, value: str, k: int) -> float:
        """How dear the value is to the agent, in the units of their wants; 0: not at all."""
        terms = self._terms.get((agent, value), ())
        return max((abs(self._factor(agent, t, k)) for t in terms), default=0.0)

    def weights(self, agent: int, value: str) -> list[float]:
        """The same in every state."""
        nodes, found = self.inner.nodes[agent], list[float]()
        for k, node in enumerate(nodes):
            same = k and node == nodes[k - 1]
            found.append(found[-1] if same else self.weight(agent, value, k))
        return found

    def _value_terms(self) -> dict[tuple[int, str], list[Term]]:
        """The wants that count acts for and against a value, by agent and value. They are read in
        the World: grounding leaves out what somebody can never be the doer of."""
        found: dict[tuple[int, str], list[Term]] = {}
        evaluator = self.inner.case.evaluator
        people = {name: number for number, name in enumerate(self.inner.people)}
        for want in self.inner.case.world.wants:
            value = self._counted(want.value)
            if value:
                holder = want.holder
                named = [holder] if isinstance(holder, str) else evaluator.of_kind(holder.kind)
                for name in named:
                    if name in people:
                        found.setdefault((people[name], value), []).append(want.value)
        return found

    def _counted(self, term: Term) -> str:
        """The value whose acts a term counts, or nothing."""
        match term:
            case Read(fluent, _, _):
                return self._values.get(fluent, "")
            case Arith(_, left, right):
                return self._counted(left) or self._counted(right)
        return ""

    def _factor(self, agent: int, term: Term, k: int) -> float:
        """What one act more would change, as the agent believes: what stands beside the count."""
        match term:
            case Arith("*", left, right):
                return self._factor(agent, left, k) * self._factor(agent, right, k)
            case Read(fluent, args, _) if fluent not in self._values:
                names = tuple(self._name(agent, a) for a in args)
                value = self.inner.believes(agent, fluent, names, k)
                return float(value) if isinstance(value, int | float) else 0.0
            case Const(value) if isinstance(value, int | float):
                return float(value)
        return 1.0

    def _name(self, agent: int, term: Term) -> str:
        """Who stands in a weight: a name, or the one who holds the value."""
        match term:
            case Const(EntityRef(name)):
                return name
        return self.inner.people[agent]
