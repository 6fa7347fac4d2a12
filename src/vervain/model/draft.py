"""Draft: everything ground, before what can never happen or matter is dropped."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.lang.expr import Param
from vervain.lang.world import Action, Reaction, Watch, World
from vervain.model.builder import FALSE, TRUE, Builder
from vervain.model.cast import Cast
from vervain.model.fold import Bindings, Effects, Folder, variables
from vervain.model.ground import CameAbout, GroundEvent, TermKind
from vervain.model.instantiate import Instances, TooManyError

MOST_INSTANCES = 200_000
"""Acts and reactions of one schema; more is a mistake of the author's, and a danger to the
machine."""


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """A ground action or reaction; `watches` say of whom it is seen, once `bound` is filled in."""

    event: GroundEvent
    cond: int
    effects: tuple[Effects, ...]
    consent: tuple[int, ...] = ()
    watches: tuple[Watch, ...] = ()
    bound: Bindings = field(default_factory=dict)


@dataclass(slots=True)
class Draft:
    """All events, wants and goals of a world over one builder."""

    cast: Cast
    builder: Builder
    folder: Folder
    instances: Instances
    actions: list[DraftEvent] = field(default_factory=list)
    reactions: list[DraftEvent] = field(default_factory=list)
    wants: list[tuple[int, int, int]] = field(default_factory=list)
    goals: list[tuple[str, int, int]] = field(default_factory=list)
    sight: list[int] = field(default_factory=list)
    _named: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _watchers: dict[tuple[int, tuple[object, ...]], dict[int, int]] = field(default_factory=dict)

    @staticmethod
    def of(world: World, only: CameAbout | None = None) -> Draft:
        """Ground everything in a world, or only this."""
        cast = Cast.of(world, only.minds if only is not None else None)
        builder = Builder()
        folder = Folder(cast, builder)
        draft = Draft(cast, builder, folder, Instances(cast, folder))
        for action in world.actions:
            if only is None:
                draft.actions += draft.events(action)
            else:
                draft.actions += draft.these(action, only.acts)
        for reaction in world.reactions:
            params = reaction.params
            if only is not None:
                params = tuple(replace(p, kind=draft.cast.among(p.kind)) for p in params)
            draft.reactions += draft.events(reaction, params)
        draft.utilities(world)
        draft.sight = [draft._sight(world.sight, name) for name in cast.agents]
        return draft

    def events(
        self, schema: Action | Reaction, params: tuple[Param, ...] | None = None
    ) -> list[DraftEvent]:
        """The instances of one schema whose condition is not statically false."""
        found: list[DraftEvent] = []
        self.instances.tried = 0
        try:
            for bound in self.instances.bindings(params or schema.params, schema.condition, {}):
                cond = self.folder.cond(schema.condition, bound)
                if cond != FALSE:
                    found.append(self._event(schema, bound, cond))
                if len(found) > MOST_INSTANCES:
                    raise TooManyError
        except TooManyError:
            raise _too_many(schema) from None
        return found

    def these(self, schema: Action, only: Collection[GroundEvent]) -> list[DraftEvent]:
        """The instances of one schema among these."""
        found: list[DraftEvent] = []
        for event in only:
            if event.name == schema.name:
                bound = {p.name: arg for p, arg in zip(schema.params, event.args, strict=True)}
                cond = self.folder.cond(schema.condition, bound)
                if cond != FALSE:
                    found.append(self._event(schema, bound, cond))
        return found

    def _event(self, schema: Action | Reaction, bound: Bindings, cond: int) -> DraftEvent:
        args = tuple(bound[p.name] for p in schema.params)
        effects = list(self.folder.effects(schema.effects, bound))
        event = GroundEvent(schema.name, args)
        if isinstance(schema, Reaction):
            return DraftEvent(event, cond, tuple(effects))
        seen = self._watched(schema.seen, bound) if schema.glimpsed else {}
        for glimpse in schema.glimpsed:
            for agent, glimpsed in self._watched((glimpse.watch,), bound).items():
                unseen = self.builder.negate(seen.get(agent, FALSE))
                given = self.builder.both((glimpsed, unseen))
                name = {glimpse.watch.param.name: self.cast.agents[agent]}
                if given != FALSE:
                    told = self.folder.effects(glimpse.effects, {**bound, **name}, given, (agent,))
                    effects += told
        consent = [self.builder.value(self.folder.term(t, bound)) for t in schema.agreed]
        agreed = dict.fromkeys(
            int(value) for fixed, value in consent if fixed and value is not None
        )
        return DraftEvent(event, cond, tuple(effects), tuple(agreed), schema.seen, bound)

    def seen(self, event: DraftEvent) -> dict[int, int]:
        """Agents, each with the condition under which they see an event.

        Worked out when it is asked for: most events of a large world can never happen.
        """
        return self._watched(event.watches, event.bound)

    def _watched(self, watches: tuple[Watch, ...], bound: Bindings) -> dict[int, int]:
        """Which agents a list of watches speaks of, each with its condition."""
        if len(watches) == 1:
            return self._watching(watches[0], bound)
        found: dict[int, int] = {}
        for watch in watches:
            for agent, cond in self._watching(watch, bound).items():
                found[agent] = self.builder.either((found.get(agent, FALSE), cond))
        return found

    def _watching(self, watch: Watch, bound: Bindings) -> dict[int, int]:
        """The same for one watch; once for each choice of what it speaks of."""
        name = watch.param.name
        names = self._named.get(id(watch))
        if names is None:
            names = self._named[id(watch)] = tuple(sorted(variables(watch.cond) - {name}))
        key = id(watch), tuple(bound[n] for n in names)
        if key not in self._watchers:
            found = self._watchers[key] = {}
            self.instances.tried = 0
            for more in self.instances.bindings((watch.param,), watch.cond, bound):
                cond = self.folder.cond(watch.cond, more)
                agent = self.cast.number.get(str(more[name]), len(self.cast.agents))
                if cond != FALSE and agent < len(self.cast.agents):
                    found[agent] = cond
        return self._watchers[key]

    def _sight(self, sight: Watch | None, agent: str) -> int:
        return TRUE if sight is None else self.folder.cond(sight.cond, {sight.param.name: agent})

    # ------------------------------------------------------------ utilities

    def utilities(self, world: World) -> None:
        """The wants of every agent, and the goals of the author."""
        for number, want in enumerate(world.wants):
            holders: tuple[Bindings, ...]
            if isinstance(want.holder, Param):
                kind = self.cast.of_kind.get(want.holder.kind, ())
                holders = tuple({want.holder.name: name} for name in kind)
                names = kind
            else:
                holders, names = ({},), (want.holder,)
            for bound, name in zip(holders, names, strict=True):
                agent = self.cast.number[name]
                if agent < len(self.cast.agents):
                    term = self.folder.term(want.value, bound)
                    if not self.builder.value(term)[0]:
                        self.wants.append((agent, number, term))
        one, none = self.builder.constant(1.0), self.builder.constant(0.0)
        if world.author is not None:
            self.goals.append(("author", TRUE, self.folder.term(world.author, {})))
        conditions = [(s.name, s.goal) for s in world.outline]
        conditions += [(c.text, c.cond) for c in world.checks if c.cond is not None]
        for name, condition in conditions:
            cond = self.folder.cond(condition, {})
            self.goals.append((name, cond, self.builder.choice([(cond, one)], none)))

    def utility(self, agent: int) -> int:
        """The sum of an agent's wants."""
        return self.builder.fold(TermKind.ADD, [t for a, _, t in self.wants if a == agent])


def _too_many(schema: Action | Reaction) -> Rejected:
    names = ", ".join(f"({p.name}: {p.kind})" for p in schema.params)
    return Rejected(
        (
            Diagnostic(
                "V501",
                schema.span,
                f"this has more than {MOST_INSTANCES:,} instances; its roles multiply: {names}",
                "tie the roles together by a fact that never changes, such as: when one knows two",
            ),
        )
    )
