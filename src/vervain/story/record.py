"""Record: a Trace becomes a Chronicle: names for ids; with each event who, where, when and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from vervain.lang.timing import lasting
from vervain.lang.world import Action, World
from vervain.model.ground import Claim, Ground, TermKind
from vervain.native.engine import Engine
from vervain.run.trace import Reasoned, Step, Trace, consenting
from vervain.story.changes import Ledger
from vervain.story.chronicle import Chronicle, Event, Fact, Plain, Reason
from vervain.story.evaluate import Bindings, HistoryEvaluator
from vervain.story.history import History
from vervain.story.naming import Names, plain_value
from vervain.story.norms import Norms
from vervain.story.reasons import Motives

DEPTH, MOST_CHAINS = 2, 2000
"""How deep in minds changes are noted at least; deeper, if the world itself speaks of minds that
deep, and there are no more chains of minds than this."""


def record(world: World, ground: Ground, engine: Engine, trace: Trace, depth: int = 0) -> Chronicle:
    """The Chronicle of one Trace; `engine` is the one that made it. `depth`: how deep in minds
    changes are noted (0: as deep as the world speaks of them)."""
    deep = depth or _depth(ground)
    return _Recorder(world, ground, engine, trace, deep).chronicle()


def _depth(ground: Ground) -> int:
    """How deep in minds changes are noted."""
    t = ground.tables
    read = np.diff(t.term_start)[t.term_kind == TermKind.FLUENT]
    told = np.diff(t.chain_start)
    depth = max(DEPTH, int(read.max(initial=0)), int(told.max(initial=0)))
    agents = len(ground.agents)
    while depth > DEPTH and agents * (agents - 1) ** (depth - 1) > MOST_CHAINS:
        depth -= 1
    return depth


class _Recorder:
    """One call of `record`."""

    def __init__(
        self, world: World, ground: Ground, engine: Engine, trace: Trace, depth: int
    ) -> None:
        self.world, self.ground, self.trace = world, ground, trace
        self.names = Names(world, ground)
        self.history = History(engine, trace)
        self.evaluator = HistoryEvaluator(self.names, self.history)
        self.motives = Motives(self.names, self.history)
        self.norms = Norms(self.names, self.history, self.evaluator)
        self.fired = engine.fired(self.history.states[:-1], self.history.actions)
        self.saw = [self._saw(k) for k in range(len(trace.steps))]
        self.glimpsed = [self._glimpsed(k) for k in range(len(trace.steps))]
        self.ledger = Ledger(self.names, self.history, depth, self.glimpsed)

    def chronicle(self) -> Chronicle:
        """The whole story."""
        return Chronicle(
            world=self.world.name,
            fingerprint=self.trace.fingerprint,
            seed=self.trace.seed,
            people=self.ground.agents,
            clock=self.world.clock,
            start=(*self.ledger.start(), *self._unmoved()),
            stages=self._stages(),
            events=tuple(self._events()),
        )

    def _events(self) -> Iterator[Event]:
        minute = self.world.clock
        for k, step in enumerate(self.trace.steps):
            duration = self._duration(k, minute)
            yield self._event(k, step, minute, duration)
            minute += duration

    def _event(self, k: int, step: Step, minute: int, duration: int) -> Event:
        rows, reactions = self.fired
        return Event(
            id=k,
            act=self.names.act(step.action),
            stage=self._stage(k),
            place=self._place(k),
            minute=minute,
            duration=duration,
            agreed=self._agreed(k),
            saw=self.saw[k],
            glimpsed=self.glimpsed[k],
            reactions=tuple(self.names.shown_reactions(reactions[rows[k] : rows[k + 1]].tolist())),
            changes=tuple(self.ledger.world[k]),
            minds=tuple(self.ledger.minds[k]),
            causes=self.motives.causes(k),
            reasons=tuple(self._reason(k, reasoned) for reasoned in step.reasons),
            frames=self._frames(k),
        )

    def _reason(self, k: int, reasoned: Reasoned) -> Reason:
        norms = self.norms.of(k, reasoned.agent, self._roles(k))
        return replace(self.motives.reason(k, reasoned), norms=norms)

    # ------------------------------------------------------------ who

    def _schema(self, k: int) -> Action | None:
        return self.names.actions.get(self.ground.actions[self.trace.steps[k].action].name)

    def _roles(self, k: int) -> dict[str, str | Claim]:
        """What each role of event k is bound to."""
        args = self.ground.actions[self.trace.steps[k].action].args
        schema = self._schema(k)
        return dict(zip((p.name for p in schema.params), args, strict=True)) if schema else {}

    def _agreed(self, k: int) -> tuple[str, ...]:
        """In the order of the act's own line, where it is known."""
        names = {self.ground.agents[a] for a in consenting(self.ground, self.trace.steps[k].action)}
        schema, roles = self._schema(k), self._roles(k)
        if schema is not None:
            said = [self.evaluator.term(term, roles, k) for term in schema.agreed]
            first = dict.fromkeys(n for n in said if isinstance(n, str) and n in names)
            return (*first, *sorted(names - first.keys()))
        return tuple(sorted(names, key=self.ground.agents.index))

    def _saw(self, k: int) -> tuple[str, ...]:
        agents = enumerate(self.ground.agents)
        return tuple(name for agent, name in agents if self.history.sees(agent, k))

    def _glimpsed(self, k: int) -> tuple[str, ...]:
        """Those in a glimpse's watch who did not see the act."""
        schema, roles = self._schema(k), self._roles(k)
        if schema is None:
            return ()
        found = dict[str, None]()
        for glimpse in schema.glimpsed:
            watch = glimpse.watch
            for name in self.evaluator.of_kind(watch.param.kind):
                bound: Bindings = {**roles, watch.param.name: name}
                if name not in self.saw[k] and self.evaluator.holds(watch.cond, bound, k):
                    found[name] = None
        return tuple(name for name in self.ground.agents if name in found)

    def _frames(self, k: int) -> tuple[int, ...]:
        """The frames of the act whose condition, if they have one, holds just before it."""
        schema, roles = self._schema(k), self._roles(k)
        frames = enumerate(schema.frames) if schema else ()
        return tuple(
            i for i, f in frames if f.cond is None or self.evaluator.holds(f.cond, roles, k)
        )

    # ------------------------------------------------------------ where and when

    def _place(self, k: int) -> str | None:
        """Where the first who agreed is; else the first person, place or thing in the roles."""
        roles = [name for name in self._roles(k).values() if isinstance(name, str)]
        ranks = (self._agreed(k)[:1], *(self._of(roles, kind) for kind in ("person", "place")))
        for name in (*(n for rank in ranks for n in rank), *roles):
            place = self.evaluator.place(name, k)
            if place is not None:
                return place
        return None

    def _of(self, roles: list[str], kind: str) -> list[str]:
        return [name for name in roles if self.evaluator.is_a(name, kind)]

    def _duration(self, k: int, minute: int) -> int:
        schema = self._schema(k)
        return lasting(schema.duration, minute) if schema else 0

    # ------------------------------------------------------------ stages and the start

    def _stages(self) -> tuple[tuple[str, int], ...]:
        if not self.world.outline:
            return ()
        return tuple((self.ground.goals[r.goal].name, r.steps) for r in self.trace.reached)

    def _stage(self, k: int) -> str | None:
        """The stage that was being pursued when event k happened."""
        ends = [steps for _, steps in self._stages()]
        number = sum(steps <= k for steps in ends)
        return self.world.outline[number].name if number < len(self.world.outline) else None

    def _unmoved(self) -> Iterator[tuple[Fact, Plain]]:
        """What the file says of the start that never changes, so that grounding left it out."""
        said = {
            Fact(s.fluent, s.args, s.minds): plain_value(s.value)
            for s in self.world.start
            if (s.fluent, s.args) not in self.names.at
        }
        yield from said.items()
