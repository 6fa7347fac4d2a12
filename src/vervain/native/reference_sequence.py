"""What happens in a Sabre world: one reaction at a time (S10-S13), word by word.

A state is described by a known state and the list of changes it has taken; which changes those are
depends on valuations only. `canonical` then follows the descriptions and makes a State of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from vervain.model.ground import NONE, UNKNOWN_CODE, CondKind, OpCode
from vervain.native.reference_state import Effect, Node, Rules, State, Values, canonical

MOST_REACTIONS = 1000
MOST_DESCRIPTIONS = 20_000
LEAF, ON_FLUENT = 0, 1


class NeverRestsError(Exception):
    """S13.2: a state takes too many reactions, or there are too many different minds."""


@dataclass(frozen=True, slots=True)
class Set:
    """S12: the agent has to learn that the fluent has this code."""

    agent: int
    fluent: int
    code: int


Change = int | Set
"""S12: an event, or something to learn."""


@dataclass(frozen=True, slots=True)
class Changed:
    """S13.1: a known state and the changes it has taken."""

    state: State
    changes: tuple[Change, ...]
    owner: int = NONE
    """Whose mind it is; the world is nobody's."""

    def mind(self, agent: int, mind: Taking, values: Values) -> Key:
        """What the mind of an agent in it has become; `values`: what it has become itself."""
        if not mind.changes:
            return mind.state
        changes = tuple(mind.changes)
        same = changes == self.changes or (agent == self.owner and mind.values == values)
        return self if same and mind.state == self.state else Changed(mind.state, changes, agent)


Key = State | Changed


class Taking:
    """A state that takes changes: its valuation so far, and the list."""

    def __init__(self, sequence: Sequence, state: State) -> None:
        self._sequence, self.state = sequence, state
        self.values: Values = state.values
        self.changes: list[Change] = []

    def take(self, change: Change) -> None:
        """One more change (S12.1); a set that changes nothing is none."""
        if isinstance(change, Set) and self.values[change.fluent] == change.code:
            return
        self.values = self._sequence.valuation(self.values, change)
        self.changes.append(change)

    def come_to_rest(self) -> None:
        """S13: reactions, one at a time."""
        taken = 0
        while True:
            reaction = self._sequence.look_up(self.values)
            if reaction == NONE:
                return
            taken += 1
            if taken > MOST_REACTIONS:
                raise NeverRestsError
            self.take(self._sequence.rules.actions + reaction)

    def key(self) -> Key:
        """What the state has become."""
        return Changed(self.state, tuple(self.changes)) if self.changes else self.state


class Sequence:
    """Successor states of one Sabre world."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._set: list[list[Effect]] = [
            [effect for effect in effects if not effect.chain] for effects in rules.effects
        ]
        self._tell: list[list[Effect]] = [
            [effect for effect in effects if effect.chain] for effects in rules.effects
        ]
        self._valuations: dict[tuple[Values, Change], Values] = {}
        self._look_ups: dict[Values, int] = {}

    def after(self, state: State, action: int) -> tuple[State, tuple[int, ...]] | None:
        """S13: the state after a possible action, and what fired; None: it never rests."""
        world = Taking(self, state)
        try:
            world.take(action)
            world.come_to_rest()
            return canonical(world.key(), self._expander()), self._fired(world.changes)
        except NeverRestsError:
            return None

    def _fired(self, changes: list[Change]) -> tuple[int, ...]:
        events = (c - self.rules.actions for c in changes if isinstance(c, int))
        return tuple(dict.fromkeys(event for event in events if event >= 0))

    def _expander(self) -> Expander:
        return Expander(self)

    # ------------------------------------------------------------ valuations

    def look_up(self, values: Values) -> int:
        """S10: the reaction that comes next, or NONE."""
        if values not in self._look_ups:
            self._look_ups[values] = self._find(0, values)
        return self._look_ups[values]

    def _find(self, node: int, values: Values) -> int:
        tree = self.rules.tree
        while node != NONE:
            if tree[node] == LEAF:
                return tree[node + 1]
            if tree[node] == ON_FLUENT:
                _, fluent, rest, branch, count = tree[node : node + 5]
                codes = tree[node + 5 : node + 5 + count]
                if values[fluent] in codes:
                    branch = tree[node + 5 + count + codes.index(values[fluent])]
            else:
                _, cond, rest, yes, no = tree[node : node + 5]
                branch = yes if self.holds(cond, values) else no
            found = self._find(branch, values)
            if found != NONE:
                return found
            node = rest
        return NONE

    def holds(self, cond: int, values: Values) -> bool:
        """D3, in a valuation: no condition reads in a mind (S11)."""
        return self.rules.holds(cond, _alone(values))

    def code(self, effect: Effect, values: Values) -> int:
        """D3.2: what an effect stores."""
        rules = self.rules
        return rules.to_code(effect.fluent, rules.term(effect.term, _alone(values)))

    def valuation(self, values: Values, change: Change) -> Values:
        """S12.1: the valuation after a change."""
        key = (values, change)
        if key not in self._valuations:
            new: dict[int, int] = {}
            if isinstance(change, Set):
                new[change.fluent] = change.code
            else:
                for effect in self._set[change]:
                    if effect.fluent not in new and self.holds(effect.cond, values):
                        new[effect.fluent] = self.code(effect, values)
            self._valuations[key] = tuple(new.get(f, old) for f, old in enumerate(values))
        return self._valuations[key]

    # ------------------------------------------------------------ minds

    def learn(self, mind: Taking, agent: int, values: Values, change: Change) -> None:
        """S12.2: what a change, taken in the valuation `values`, does to the mind of an agent."""
        before = len(mind.changes)
        if isinstance(change, Set):
            if change.agent == agent:
                mind.take(change)
            holder, inner = self.rules.mirror[change.fluent]
            if holder == agent and mind.values[inner] != change.code:
                mind.take(Set(agent, inner, change.code))
        else:
            if change < self.rules.actions and self._sees(agent, values, change):
                self._correct(mind, agent, values, change)
                mind.take(change)
            for effect in self._tell[change]:
                if effect.chain == (agent,) and self.holds(effect.cond, values):
                    code = self.code(effect, values)
                    if mind.values[effect.fluent] != code:
                        mind.take(Set(agent, effect.fluent, code))
        if len(mind.changes) > before:
            mind.come_to_rest()

    def _sees(self, agent: int, values: Values, action: int) -> bool:
        conds = self.rules.observe[action]
        return agent in conds and self.holds(conds[agent], values)

    def _correct(self, mind: Taking, agent: int, values: Values, action: int) -> None:
        """S12.2.1: what the mind holds wrong of the action's condition is set right."""
        cond = self.rules.event_cond[action]
        if self.holds(cond, mind.values):
            return
        for clause in self._parts(cond, CondKind.OR):
            if self.holds(clause, values):
                for atom in self._parts(clause, CondKind.AND):
                    if not self.holds(atom, mind.values):
                        fluent = self.rules.term_fluent[self.rules.cond_left[atom]]
                        same = self.rules.cond_op[atom] == OpCode.EQ
                        mind.take(Set(agent, fluent, values[fluent] if same else UNKNOWN_CODE))

    def _parts(self, cond: int, kind: CondKind) -> tuple[int, ...]:
        return self.rules.cond_args[cond] if self.rules.cond_kind[cond] is kind else (cond,)


class Expander:
    """Expands descriptions (S13.1), and counts them."""

    def __init__(self, sequence: Sequence) -> None:
        self._sequence, self._count = sequence, 0

    def __call__(self, key: Key) -> tuple[Values, tuple[Key, ...]]:
        """The valuation of what a key describes, and the key of every agent's mind there."""
        if isinstance(key, State):
            return key.values, key.minds()
        self._count += 1
        if self._count > MOST_DESCRIPTIONS:
            raise NeverRestsError
        sequence = self._sequence
        minds = [Taking(sequence, mind) for mind in key.state.minds()]
        values = key.state.values
        for change in key.changes:
            for agent, mind in enumerate(minds):
                sequence.learn(mind, agent, values, change)
            values = sequence.valuation(values, change)
        return values, tuple(key.mind(agent, mind, values) for agent, mind in enumerate(minds))


def _alone(values: Values) -> State:
    """A valuation as a state without minds."""
    return State((Node(values, ()),))
