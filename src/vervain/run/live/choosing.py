"""Choosing: what somebody does, by what they want and believe, and why (L9 to L11)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vervain.base.chance import fraction
from vervain.run.live.happen import Happening
from vervain.run.live.kept import Partial
from vervain.run.live.minds import Mind, horizon_of, role_of
from vervain.run.live.norms import Touched, touched
from vervain.run.live.reading import Imagined, View, inward
from vervain.run.live.rules import Rule, Rules
from vervain.run.live.stores import Chain, Stores
from vervain.run.live.values import Env, Key, Plain

PATIENCE = 0.9
"""What is a step further off counts for so much of what is near."""
MOST_BELIEFS = 8
MOST_OPTIONS = 4096
"""More than this nobody weighs at once."""
TEMPERS = {"prudent": 0, "steady": 8, "impulsive": 2}
"""How much better chances count: the power to which what an act brings is raised; 0: the best."""


@dataclass(frozen=True, slots=True)
class Held:
    """A belief that a reason rests on: whose mind, what, whether the world agrees, since when."""

    chain: Chain
    key: Key
    value: Plain
    true: bool
    since: int | None


@dataclass(frozen=True, slots=True)
class Served:
    """A want, and what it is worth before and after, as expected."""

    want: int
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Option:
    """An act with what it promises, in the mind of whoever weighs it."""

    rule: Rule
    env: Env
    gain: float
    plan: tuple[tuple[Rule, Env], ...]
    ends: Imagined


@dataclass(frozen=True, slots=True)
class Motive:
    """Why somebody agreed. `others`: what else was weighed, the best first (three at most);
    `norms`: what is held dear that the act goes against, or is for."""

    agent: str
    plan: tuple[tuple[Rule, Env], ...]
    served: tuple[Served, ...]
    beliefs: tuple[Held, ...]
    before: float
    after: float
    weighed: int
    others: tuple[Option, ...]
    margin: float
    norms: tuple[Touched, ...] = ()


class Choosing:
    """Weighs acts in the minds of one run."""

    def __init__(
        self,
        rules: Rules,
        minds: dict[str, Mind],
        stores: Stores,
        happening: Happening,
        seed: int,
    ) -> None:
        self.rules, self.stores, self.happening, self.seed = rules, stores, happening, seed
        self.horizon, self.minds = horizon_of(rules.world), minds
        self.barred: Callable[[Rule, Env], bool] | None = None
        """What nobody thinks of, if anything."""
        self.weighed: dict[str, list[Option]] = {}
        """What each has weighed, for as long as nothing has changed that they go by."""
        self.able: dict[str, bool] = {}
        """Whether there was anything that they could do."""
        self.about: dict[str, dict[str, None]] = {}
        """Who was able to do something with whom (or what)."""
        self.withs: dict[str, dict[str, None]] = {}
        self.refused = 0

    # ------------------------------------------------------------ weighing

    def options(self, person: str) -> list[Option]:
        """All acts that promise something, as this person believes; the best first."""
        found = self.weighed.get(person)
        if found is None:
            self.able[person] = False
            found = self.weighed[person] = self._weighed(person)
        return found

    def stir(self, person: str) -> None:
        """They have to weigh again."""
        if self.weighed.pop(person, None) is not None:
            for name in self.withs.pop(person, ()):
                self.about[name].pop(person, None)

    def involved(self, partial: Partial) -> list[str]:
        """Who was able to do something with all of these, and weighed it."""
        if not partial:
            return [p for p in self.weighed if self.able[p]]
        people = [list(self.about.get(str(what), ())) for _, what in partial]
        return min(people, key=len)

    def _noted(self, person: str, env: Env) -> None:
        """That this is possible hangs on all whom it is about."""
        self.able[person] = True
        for what in env.values():
            name = str(what)
            self.about.setdefault(name, {})[person] = None
            self.withs.setdefault(person, {})[name] = None

    def _weighed(self, person: str) -> list[Option]:
        mind = self.minds[person]
        if not mind.useful[-1]:
            return []
        view = View(self.stores, (person,))
        found = list(self._options(person, mind, view, self.horizon, self.worth(person, view)))
        now = {(o.rule.number, _names(o.env)) for o in found if len(o.plan) == 1}
        kept = [o for o in found if not any(_place(p) in now for p in o.plan[1:])]
        order = {id(o): (-o.gain, o.rule.number, _names(o.env)) for o in kept}
        return sorted(kept, key=lambda o: order[id(o)])

    def _options(
        self, person: str, mind: Mind, view: View, steps: int, base: float
    ) -> Iterator[Option]:
        count = 0
        for rule in mind.useful[steps - 1]:
            for env in self._bindings(rule, person, mind, view):
                count += 1
                if steps == self.horizon:
                    self._noted(person, env)
                if count > MOST_OPTIONS:
                    return
                if self.barred is not None and self.barred(rule, env):
                    continue
                after = self.happening.imagine(rule, env, (person,), view.imagined)
                if after == (view.imagined or {}):
                    continue
                best = self._gain(person, mind, after, base)
                plan: tuple[tuple[Rule, Env], ...] = ((rule, env),)
                ends = after
                if steps > 1:
                    further = View(self.stores, (person,), after)
                    for more in self._options(person, mind, further, steps - 1, base):
                        if PATIENCE * more.gain > best:
                            best, ends = PATIENCE * more.gain, more.ends
                            plan = ((rule, env), *more.plan)
                if best > 0 and self._would_agree(rule, env, person, view):
                    yield Option(rule, env, best, plan, ends)

    def _bindings(self, rule: Rule, person: str, mind: Mind, view: View) -> Iterator[Env]:
        role = rule.agreed[0][0]
        env: Env = {role: person} if role else {}
        assert rule.rows_of_actor is not None
        seen = set()
        for row in rule.rows_of_actor(env, view):
            seen.add(_names(row))
            yield row
        if rule.claim and rule.rows_with_claim is not None:
            for claim in mind.claims:
                for row in rule.rows_with_claim({**env, rule.claim: claim}, view):
                    if _names(row) not in seen:
                        yield row

    def _gain(self, person: str, mind: Mind, after: Imagined, base: float) -> float:
        del mind
        return self.worth(person, View(self.stores, (person,), after)) - base

    def worth(self, person: str, view: View) -> float:
        """Everything that somebody wants, in a view; what is unknown counts for nothing."""
        return sum(_number(w.value(role_of(w, person), view)) for w in self.minds[person].wants)

    def _would_agree(self, rule: Rule, env: Env, person: str, view: View) -> bool:
        """As this person believes, the others have reasons of their own."""
        return all(
            self.gain_of(other, rule, env, inward(view.chain, (other,)), view.imagined) > 0
            for other in agreeing(rule, env)[1:]
            if other != person
        )

    def gain_of(
        self, other: str, rule: Rule, env: Env, chain: Chain, imagined: Imagined | None = None
    ) -> float:
        """What an act brings somebody, judged in the mind reached by the chain."""
        before = self.worth(other, View(self.stores, chain, imagined))
        after = self.happening.imagine(rule, env, chain, imagined)
        return self.worth(other, View(self.stores, chain, after)) - before

    # ------------------------------------------------------------ choosing

    def order(self, options: list[Option], temper: int, turn: int, person: str) -> list[Option]:
        """The option that is taken first, then the others in turn, should it not be possible."""
        left, found = list(options), list[Option]()
        while left and temper and len(found) < 8:
            best = left[0].gain
            weights = [_power(o.gain / best, temper) for o in left]
            at = fraction(self.seed, "choice", turn, person, len(found)) * sum(weights)
            for i, weight in enumerate(weights):
                at -= weight
                if at < 0 or i == len(weights) - 1:
                    found.append(left.pop(i))
                    break
        return [*found, *left]

    def motive(self, person: str, taken: Option, options: list[Option]) -> Motive:
        """The reason, for the record."""
        view = View(self.stores, (person,))
        served, beliefs = self._served(person, taken, view)
        others = [o for o in options if o is not taken]
        next_best = others[0].gain if others else 0.0
        before = self.worth(person, view)
        after = self.worth(person, View(self.stores, (person,), taken.ends))
        weighed = len(options) + 1
        return Motive(
            person,
            taken.plan,
            served,
            beliefs,
            before,
            after,
            weighed,
            tuple(others[:3]),
            taken.gain - next_best,
            touched(self.happening, self.minds[person].wants, person, taken.rule, taken.env),
        )

    def _served(
        self, person: str, taken: Option, view: View
    ) -> tuple[tuple[Served, ...], tuple[Held, ...]]:
        after = View(self.stores, (person,), taken.ends)
        found: list[Served] = []
        traced = Traced(self.stores, (person,))
        for atom in taken.rule.atoms:
            for place in atom.places:
                at = place(taken.env, view)
                if at is not None:
                    traced.value(*at)
        needed = len(traced.reads)
        for want in self.minds[person].wants:
            role = role_of(want, person)
            before, then = _number(want.value(role, view)), _number(want.value(role, after))
            if then > before:
                found.append(Served(want.number, before, then))
                want.value(role, traced)
        changed = {(c, k) for c, k in taken.ends}
        reads = list(traced.reads)
        rest = reads[:needed] + [r for r in reads[needed:] if r in changed] + reads[needed:]
        held = [self._held(person, c, k) for c, k in list(dict.fromkeys(rest))[:MOST_BELIEFS]]
        return tuple(found), tuple(held)

    def _held(self, person: str, chain: Chain, key: Key) -> Held:
        entry = self.stores.entry(chain, key)
        value = self.stores.value(chain, key)
        outside = chain[1:] if chain[:1] == (person,) else chain
        true = self.stores.value(outside, key) == value
        return Held(chain, key, value, true, entry.since if entry else None)


class Traced(View):
    """A view that notes what is read in it."""

    __slots__ = ("reads",)
    reads: dict[tuple[Chain, Key], None]

    def __init__(self, stores: Stores, chain: Chain) -> None:
        View.__init__(self, stores, chain)
        object.__setattr__(self, "reads", {})

    def value(self, key: Key, minds: tuple[str, ...] = ()) -> Plain:
        """As in a view."""
        self.reads[inward(self.chain, minds), key] = None
        return View.value(self, key, minds)


def agreeing(rule: Rule, env: Env) -> tuple[str, ...]:
    """Whose reasons must explain it."""
    names = [str(env[role]) if role else name for role, name in rule.agreed]
    return tuple(dict.fromkeys(names))


def _number(value: Plain) -> float:
    return float(value) if isinstance(value, bool | int | float) else 0.0


def _power(base: float, exponent: int) -> float:
    found = 1.0
    for _ in range(exponent):
        found *= base
    return found


def _names(env: Env) -> tuple[str, ...]:
    return tuple(f"{k}={v}" for k, v in sorted(env.items(), key=lambda item: item[0]))


def _place(step: tuple[Rule, Env]) -> tuple[int, tuple[str, ...]]:
    return step[0].number, _names(step[1])
