"""Scene: a running world as it stood at one moment, made again from what was so and believed then,
so that somebody's thoughts can be followed there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vervain.lang.crowds import settled
from vervain.lang.world import World
from vervain.run.live.choosing import Choosing, Option, agreeing
from vervain.run.live.happen import Happening
from vervain.run.live.minds import minds_of
from vervain.run.live.reading import Imagined, View
from vervain.run.live.rules import Rule, Rules
from vervain.run.live.stores import Chain, Entry, Stores
from vervain.run.live.values import Env, Key, Plain, plain

Held = tuple[Chain, Key, Plain]
"""In whose mind (() is the world, (COMMON,) what all have in common), what, and its value."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What a want is worth to somebody before an act and, as they expect, after it."""

    want: int
    before: float
    after: float


class Scene:
    """One moment. `seed` is that of the run at the time."""

    def __init__(self, world: World, seed: int, first_seed: int, held: Iterable[Held]) -> None:
        world = settled(world, first_seed)
        self.world = world
        self.rules = Rules(world)
        self.stores = Stores({f.name: plain(f.default) for f in world.fluents})
        for chain, key, value in held:
            self.stores.put(chain, key, Entry(value, None, ""))
        self.happening = Happening(self.rules, self.stores)
        self.choosing = Choosing(
            self.rules, minds_of(self.rules), self.stores, self.happening, seed
        )

    def rule(self, name: str) -> Rule:
        """The act of that name."""
        return next(r for r in self.rules.acts if r.schema.name == name)

    def rows(self, name: str, given: Env) -> list[Env]:
        """Everybody with whom the act is possible, where some roles are given."""
        rule = self.rule(name)
        kinds = tuple((p.name, p.kind) for p in rule.schema.params)
        rows = self.rules.joiner.rows(rule.schema.condition, kinds, frozenset(given))
        return list(rows(given, View(self.stores, ())))

    def agreeing(self, name: str, env: Env) -> tuple[str, ...]:
        """Whose reasons must explain the act."""
        return agreeing(self.rule(name), env)

    def believes_possible(self, who: str, *acts: tuple[str, Env]) -> bool:
        """The last of the acts can be done when those before it have been, as somebody believes."""
        ends: Imagined | None = None
        for name, env in acts[:-1]:
            ends = self.happening.imagine(self.rule(name), env, (who,), ends)
        name, env = acts[-1]
        return self.rule(name).cond(env, View(self.stores, (who,), ends))

    def gains(self, who: str, *acts: tuple[str, Env]) -> tuple[Gain, ...]:
        """What each want of somebody gains or loses by the acts, one after the other, in their
        mind; what stays the same is left out."""
        ends: Imagined | None = None
        for name, env in acts:
            ends = self.happening.imagine(self.rule(name), env, (who,), ends)
        before, after = View(self.stores, (who,)), View(self.stores, (who,), ends)
        found = []
        for want in self.choosing.minds[who].wants:
            role: Env = {want.holder: who} if want.holder else {}
            worths = [_number(want.value(role, view)) for view in (before, after)]
            if worths[0] != worths[1]:
                found.append(Gain(want.number, *worths))
        return tuple(found)

    def options(self, who: str) -> list[Option]:
        """All that promises something to somebody, as they believe; the best first."""
        return self.choosing.options(who)


def _number(value: Plain) -> float:
    return float(value) if isinstance(value, bool | int | float) else 0.0
