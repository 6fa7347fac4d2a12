"""Case: a story together with what it was made of, so that questions can be put to it.

A Chronicle alone says what was; what could have been, and what is deep in somebody's mind, is read
from the states, which are made again by doing the same acts in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from vervain.lang.world import Action, Reaction, World
from vervain.model.ground import Ground
from vervain.native.engine import Budget, Engine, Outcome, Reach
from vervain.run.parts import Parts
from vervain.run.trace import Step, Trace, follow
from vervain.story.chronicle import Act, Chronicle, Fact, Plain
from vervain.story.evaluate import Evaluator, HistoryEvaluator
from vervain.story.foreign import foreign
from vervain.story.history import History
from vervain.story.naming import Names

LOOK = Budget(nodes=200_000, megabytes=1024)
"""What one look into a mind may use."""


@dataclass(frozen=True, slots=True)
class Case:
    """One story, ready to be asked about. State k is before event k, and after event k - 1."""

    world: World
    ground: Ground
    engine: Engine
    trace: Trace
    chronicle: Chronicle
    names: Names
    history: History
    evaluator: Evaluator
    parts: Parts
    acts: dict[Act, int]

    @property
    def reach(self) -> Reach:
        """How far everybody looks ahead."""
        limits = self.world.limits
        return Reach(limits.author, limits.character, limits.belief)

    @property
    def actions(self) -> dict[str, Action]:
        """The acts of the world, by name."""
        return self.names.actions

    @property
    def reactions(self) -> dict[str, Reaction]:
        """The reactions of the world, by name."""
        return self.names.reactions

    @property
    def last(self) -> int:
        """The state at the end."""
        return len(self.chronicle.events)

    def agent(self, name: str) -> int:
        """The number of a person."""
        return self.ground.agents.index(name)

    def value(self, fact: Fact, k: int) -> Plain:
        """What a fact is in state k, in the mind it is asked of."""
        return self.evaluator.read(fact.fluent, fact.args, fact.minds, k)

    def since(self, fact: Fact, k: int) -> int | None:
        """The event that gave the fact the value it has in state k; None: so from the start."""
        index = self.names.at.get((fact.fluent, fact.args))
        if index is None:
            return None
        return self.history.since(tuple(map(self.agent, fact.minds)), index, k)

    def how(self, fact: Fact, since: int) -> str:
        """How a mind came by a fact in that event."""
        return next((c.how for c in self.chronicle.events[since].minds if c.fact == fact), "")

    def turns(self, fact: Fact, at: int) -> Iterator[tuple[int, Plain, Plain]]:
        """The events before state `at` in which the fact changed: before and after."""
        values = [self.value(fact, k) for k in range(at + 1)]
        for k, (before, after) in enumerate(pairwise(values)):
            if (before, type(before)) != (after, type(after)):
                yield k, before, after


def open_case(world: World, ground: Ground, engine: Engine, chronicle: Chronicle) -> Case:
    """The story done again in a fresh engine. Rejected (V703) if it cannot happen in the world."""
    names = Names(world, ground)
    acts = {names.act(i): i for i in range(len(ground.actions))}
    actions = []
    for event in chronicle.events:
        if event.act not in acts:
            raise foreign(chronicle, event.id)
        actions.append(acts[event.act])
    states = follow(engine, 0, actions)
    if len(states) < len(actions):
        raise foreign(chronicle, len(states))
    steps = tuple(Step(a, s, ()) for a, s in zip(actions, states, strict=True))
    trace = Trace(ground.fingerprint, chronicle.seed, Outcome.FOUND, 0, steps, (), ())
    return case_of(world, ground, engine, trace, chronicle, acts)


def case_of(
    world: World,
    ground: Ground,
    engine: Engine,
    trace: Trace,
    chronicle: Chronicle,
    acts: dict[Act, int] | None = None,
) -> Case:
    """A story whose states the engine has."""
    names, history = Names(world, ground), History(engine, trace)
    known = acts or {names.act(i): i for i in range(len(ground.actions))}
    evaluator = HistoryEvaluator(names, history)
    return Case(
        world,
        ground,
        engine,
        trace,
        chronicle,
        names,
        history,
        evaluator,
        Parts(ground),
        known,
    )
