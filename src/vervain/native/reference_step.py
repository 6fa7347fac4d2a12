"""What happens: minds (D5), reactions (D7) and perceiving (D8), word by word.

The state after an event is a graph, maybe with cycles, so it is first described by *keys* that say
what becomes of a known state (`Act`, `Round`, `Told`; a `State` is what it is); `canonical` then
follows the keys and makes it a State.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vervain.model.ground import NONE, UNKNOWN_CODE, CondKind, OpCode, Schedule, TermKind
from vervain.native.reference_sequence import Sequence
from vervain.native.reference_state import Rules, State, Values, canonical

MOST_ROUNDS = 64


@dataclass(frozen=True, slots=True)
class Telling:
    """In the mind reached by `chain` from the mind told, the fluent takes the value."""

    chain: tuple[int, ...]
    fluent: int
    code: int


@dataclass(frozen=True, slots=True)
class Act:
    """The state in which the action has happened, before any reaction."""

    action: int
    state: State


@dataclass(frozen=True, slots=True)
class Round:
    """The state after one round."""

    state: State


Untold = State | Act | Round


@dataclass(frozen=True, slots=True)
class Told:
    """A mind of `agent` after the tellings, in order; no two set the same fluent of one mind."""

    agent: int
    tellings: tuple[Telling, ...]
    mind: Untold


Key = Untold | Told


@dataclass(frozen=True, slots=True)
class Rest:
    """A state at rest, and the reactions that fired in the world on the way, each once."""

    state: State
    fired: tuple[int, ...]


class Steps:
    """Successor states of one world."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.agents = range(rules.agents)
        self._sequence = Sequence(rules) if rules.schedule is Schedule.SEQUENCE else None
        self._after: dict[tuple[State, int], Rest | None] = {}
        self._known: dict[Key, tuple[Values, tuple[Key, ...]]] = {}

    def possible(self, state: State, action: int) -> bool:
        """D4: the condition of the action holds."""
        return self.rules.holds(self.rules.event_cond[action], state)

    def observes(self, state: State, action: int, agent: int) -> bool:
        """D4: the agent's observing condition holds; who has none never sees it."""
        conds = self.rules.observe[action]
        return agent in conds and self.rules.holds(conds[agent], state)

    def after(self, state: State, action: int) -> Rest | None:
        """D5, D7: the state after a possible action, at rest; None: it never rests."""
        if (state, action) not in self._after:
            self._after[state, action] = self._rest_after(state, action)
        return self._after[state, action]

    def _rest_after(self, state: State, action: int) -> Rest | None:
        if self._sequence is None:
            return self._rounds(self._state(Act(action, state)))
        found = self._sequence.after(state, action)
        return None if found is None else Rest(*found)

    def start(self, state: State) -> Rest | None:
        """The start at rest (in a SEQUENCE it is given so, S8); None: it never rests."""
        return self._rounds(state) if self._sequence is None else Rest(state, ())

    # ------------------------------------------------------------ keys to states

    def _state(self, key: Key) -> State:
        root: Key = key
        return canonical(root, self._expand)

    def _expand(self, key: Key) -> tuple[Values, tuple[Key, ...]]:
        """The valuation of what a key describes, and the key of every agent's mind there."""
        if key not in self._known:
            self._known[key] = self._described(key)
        return self._known[key]

    def _described(self, key: Key) -> tuple[Values, tuple[Key, ...]]:
        match key:
            case State():
                return key.values, key.minds()
            case Act(action, state):
                minds = (self._mind_after(state, action, c) for c in self.agents)
                return self._set(state, [action]), tuple(minds)
            case Round(state):
                return self._expand_round(state)
            case Told(agent, tellings, mind):
                return self._expand_told(agent, tellings, mind)

    def _set(self, state: State, events: list[int]) -> Values:
        """D4: the valuation after the direct effects; for one fluent the first counts."""
        values: dict[int, int] = {}
        for event in events:
            for effect in self.rules.effects[event]:
                if not effect.chain and self.rules.holds(effect.cond, state):
                    value = self.rules.term(effect.term, state)
                    values.setdefault(effect.fluent, self.rules.to_code(effect.fluent, value))
        return tuple(values.get(f, old) for f, old in enumerate(state.values))

    # ------------------------------------------------------------ D5: minds

    def _mind_after(self, state: State, action: int, agent: int) -> Key:
        """D5.1-3: what becomes of the mind of `agent` when the action happens in `state`."""
        mind: State | Act = state.mind(agent)
        if self.observes(state, action, agent):
            mind = Act(action, self._surprised(state, action, agent))
        return told(agent, self._tellings(state, [action], agent), mind)

    def _surprised(self, state: State, action: int, agent: int) -> State:
        """D5.1: the mind of `agent`, corrected if it holds the action impossible."""
        mind = state.mind(agent)
        if self.possible(mind, action):
            return mind
        return self._corrected(self.rules.event_cond[action], state, mind, agent)

    def _corrected(self, cond: int, state: State, mind: State, agent: int) -> State:
        """D5.1, D5.5: `mind` set right in whatever of the condition holds in `state`."""
        rules = self.rules
        if not rules.holds(cond, state):
            return mind
        for part in rules.cond_args[cond]:
            mind = self._corrected(part, state, mind, agent)
        if rules.cond_kind[cond] is CondKind.ATOM:
            for side in (rules.cond_left[cond], rules.cond_right[cond]):
                if rules.term_kind[side] is TermKind.FLUENT and not rules.holds(cond, mind):
                    fluent, chain = rules.term_fluent[side], rules.term_args[side]
                    code = UNKNOWN_CODE
                    if rules.cond_op[cond] == OpCode.EQ:  # the other side's value is its own
                        code = state.follow(chain).values[fluent]
                    mind = self._state(told(agent, [Telling(chain, fluent, code)], mind))
        return mind

    def _tellings(self, state: State, events: list[int], agent: int) -> list[Telling]:
        """D4, D5.3: what the events tell `agent`, in order, as it is in `state`."""
        rules = self.rules
        return [
            Telling(e.chain[1:], e.fluent, rules.to_code(e.fluent, rules.term(e.term, state)))
            for event in events
            for e in rules.effects[event]
            if e.chain and e.chain[0] == agent and rules.holds(e.cond, state)
        ]

    def _expand_told(
        self, agent: int, tellings: tuple[Telling, ...], mind: Untold
    ) -> tuple[Values, tuple[Key, ...]]:
        """D5.3, D5.6: set what is told here, hand on the rest, and all of it to oneself."""
        old, minds = self._expand(mind)
        here = {t.fluent: t.code for t in tellings if not t.chain}
        return tuple(here.get(f, code) for f, code in enumerate(old)), tuple(
            told(c, _handed_on(tellings, agent, c), minds[c]) for c in self.agents
        )

    # ------------------------------------------------------------ D7: rounds

    def _rounds(self, state: State) -> Rest | None:
        """D7, D7.2: rounds until one changes nothing."""
        fired: dict[int, None] = {}  # in the order of firing
        most = 64 + 16 * self.rules.agents**2 + 4 * len(state.nodes)
        for _ in range(MOST_ROUNDS):
            if self._multiplies(state, most):
                return None
            fired |= dict.fromkeys(self._firing(state))
            following = self._state(Round(state))
            if following == state:
                return Rest(state, tuple(fired))
            state = following
        return None

    def _multiplies(self, state: State, most: int) -> bool:
        """D7.2: one round would have to happen in more than `most` different states."""
        todo: list[Key] = [Round(state)]
        met = set(todo)
        for key in todo:  # grows while we walk
            new = [k for k in dict.fromkeys(self._expand(key)[1]) if k not in met]
            met.update(new)
            todo += new
            if len(met) > most:
                return True
        return False

    def _expand_round(self, state: State) -> tuple[Values, tuple[Key, ...]]:
        """D7.4: one round in one state: what fires sets and tells; everyone perceives."""
        events = [self.rules.actions + r for r in self._firing(state)]
        minds = []
        for c in self.agents:
            tellings = self._tellings(state, events, c) + self._perceived(state, c)
            minds.append(Round(self._state(told(c, tellings, state.mind(c)))))
        return self._set(state, events), tuple(minds)

    def _firing(self, state: State) -> list[int]:
        """D7, D7.1: the reactions whose condition holds here and that would change something."""
        events = range(self.rules.actions, self.rules.actions + self.rules.reactions)
        return [
            event - self.rules.actions
            for event in events
            if self.possible(state, event) and self._changes(state, event)
        ]

    def _changes(self, state: State, event: int) -> bool:
        """D7.1: the event, happening here alone, would give another state."""
        return self._set(state, [event]) != state.values or any(
            self._news(c, self._tellings(state, [event], c), state.mind(c)) for c in self.agents
        )

    def _news(self, agent: int, tellings: list[Telling], mind: State) -> bool:
        """D7.1: some mind that the tellings reach would change."""
        todo = [(agent, tellings, mind)]
        for who, told_here, state in todo:  # grows while we walk
            here = {t.fluent: t.code for t in told_here if not t.chain}
            if any(state.values[fluent] != code for fluent, code in here.items()):
                return True
            for c in self.agents:
                further = (c, _handed_on(told_here, who, c), state.mind(c))
                if further[1] and further not in todo:
                    todo.append(further)
        return False

    # ------------------------------------------------------------ D8: perceiving

    def _perceived(self, state: State, agent: int) -> list[Telling]:
        """D8: what `agent` is told by its own eyes."""
        where = self.rules.agent_where[agent]
        here = UNKNOWN_CODE if where == NONE else state.values[where]
        if here == UNKNOWN_CODE or not self.rules.holds(self.rules.agent_sight[agent], state):
            return []
        found = []
        for fluent, subject, is_place in self.rules.seen:
            if self._is_at(state.values, subject, here):
                found.append(Telling((), fluent, state.values[fluent]))
            elif is_place and self._is_at(state.mind(agent).values, subject, here):
                found.append(Telling((), fluent, UNKNOWN_CODE))
        return found

    def _is_at(self, values: Values, subject: int, place: int) -> bool:
        """D8, D8.1: it is the place, is there, or is with somebody who is there."""
        if subject == place:
            return True
        at = self._place(values, subject)
        return at == place or (
            at is not None and at < self.rules.agents and self._place(values, at) == place
        )

    def _place(self, values: Values, entity: int) -> int | None:
        """The value of the entity's `place`; None if it has none or that is unknown."""
        where = self.rules.entity_where[entity]
        return None if where == NONE or values[where] == UNKNOWN_CODE else values[where]


def told(agent: int, tellings: list[Telling], mind: Key) -> Key:
    """The mind of `agent` after the tellings; they join those it is being told already (D5.6)."""
    if not tellings:
        return mind
    earlier: tuple[Telling, ...] = ()
    if isinstance(mind, Told):
        earlier, mind = mind.tellings, mind.mind
    last: dict[tuple[tuple[int, ...], int], Telling] = {}
    for telling in (*earlier, *tellings):
        last.pop((telling.chain, telling.fluent), None)  # so that the latest comes last
        last[telling.chain, telling.fluent] = telling
    return Told(agent, tuple(last.values()), mind)


def _handed_on(tellings: Iterable[Telling], agent: int, inner: int) -> list[Telling]:
    """D5.6: what of the things told to `agent` is told to the mind of `inner` in it."""
    handed = []
    for telling in tellings:
        if telling.chain and telling.chain[0] == inner:
            handed.append(Telling(telling.chain[1:], telling.fluent, telling.code))
        elif inner == agent:
            handed.append(telling)
    return handed
