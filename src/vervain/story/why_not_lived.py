"""Why not, in a story that was lived: what was missing, what it would have brought whom, what they
did instead, and what the draw was where it was left to chance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from vervain.base.chance import mix
from vervain.lang.asking import AskedAct, AskedFact
from vervain.lang.calendar import due, minute_of
from vervain.lang.expr import Const, EntityRef
from vervain.lang.minds import believed
from vervain.lang.world import Action
from vervain.model.ground import Claim
from vervain.run.live.scene import Gain, Scene
from vervain.run.live.stores import COMMON
from vervain.run.live.values import Bound, Env
from vervain.story.causes import Lack, lacks
from vervain.story.chronicle import Act, Claimed, Event, Fact, Plain
from vervain.story.evaluate import Bindings
from vervain.story.lived import EVERYONE, MANY
from vervain.story.naming import claim_of, plain_value
from vervain.story.recalled import Recalled, Recollection
from vervain.story.verdict import (
    MOST_FILLED,
    RANK,
    Chosen,
    Draw,
    Odds,
    Refusal,
    Verdict,
    WhyNot,
    act_of,
    fillings,
    happened,
)
from vervain.story.weigh import Shift, Weighed

MOST_SCENES = 24
"""Moments that are looked into at most where nobody says when."""
FEW_SCENES = 8
"""Moments at which it is looked, among many people, what was missing."""
MANY_FACTS = 60_000
"""In a world of many facts fewer moments are looked into: so many facts in all."""


def why_not_lived(case: Recalled, asked: AskedAct, at: int | None = None) -> WhyNot:
    """Why the act did not happen in state `at`; without it, where it came nearest to happening."""
    done = happened(case.chronicle, asked, at)
    return _Inquest(case, asked, at).verdict() if done is None else done


def brought(case: Recalled, agent: str, act: Act, at: int) -> Iterator[tuple[Fact, Plain]]:
    """What an act would bring about in state `at`, as somebody believes."""
    scene = scene_of(case, case.turn(at), at, (agent,))
    env: Env = {role: _bound(bound) for role, bound in act.roles}
    ends = scene.happening.imagine(scene.rule(act.name), env, (agent,), None)
    for (chain, (fluent, args)), value in ends.items():
        if chain == (agent,) and not case.fluents[fluent].hidden:
            yield Fact(fluent, args), value


def promised(
    case: Recalled, agent: str, plan: Sequence[Act], at: int
) -> tuple[tuple[Shift, ...], Act | None]:
    """What somebody would gain and lose by a plan in state `at`, as they believe; and the first of
    its acts that is not possible any more, as they believe."""
    scene = scene_of(case, case.turn(at), at, (agent,))
    acts = list[tuple[str, Env]]()
    for act in plan:
        acts.append((act.name, {role: _bound(bound) for role, bound in act.roles}))
        if act.name not in case.actions or not scene.believes_possible(agent, *acts):
            return (), act
    return _shifts(case, scene.gains(agent, *acts)), None


def _shifts(case: Recalled, gains: Sequence[Gain]) -> tuple[Shift, ...]:
    wants = case.world.wants
    return tuple(
        Shift(wants[g.want].text, wants[g.want].purpose, g.after - g.before) for g in gains
    )


def scene_of(case: Recalled, turn: int, k: int, thinking: Iterable[str] = ()) -> Scene:
    """The world as it stood in state k; those who are `thinking` with all that they take others to
    have learned."""
    held = (
        ((COMMON,) if minds == (EVERYONE,) else minds, name, value)
        for minds, name, value in case.held(k, thinking)
    )
    return Scene(case.world, case.seed_in(turn), case.chronicle.seed, held)


class _Inquest:
    """One question."""

    def __init__(self, case: Recalled, asked: AskedAct, at: int | None) -> None:
        self.case, self.asked, self.at = case, asked, at
        self.evaluator = Recollection(case)
        self.schema: Action = case.actions[asked.name]
        ran = case.chronicle.ran
        last = 0 if ran is None else max(0, ran.turns - 1)
        self.turns = [*range(last + 1)] if at is None else [min(case.turn(at), last)]
        self.order = {name: i for i, name in enumerate(case.actions)}
        self.people = {name: i for i, name in enumerate(case.chronicle.people)}
        self.events: dict[int, list[Event]] = {}
        for event in case.chronicle.events:
            self.events.setdefault(case.turn(event.id), []).append(event)
        total, self.firsts = 0, list[int]()
        for turn in range(last + 1):
            self.firsts.append(total)
            total += len(self.events.get(turn, ()))
        self._scenes: dict[tuple[int, int, tuple[str, ...]], Scene] = {}

    def verdict(self) -> WhyNot:
        """The answer."""
        name = self.asked.name
        possible: list[tuple[int, int, Bindings]] = []
        nearest: tuple[int, Bindings, tuple[Lack, ...]] | None = None
        rows = [(turn, env) for env in self._fillings() for turn in self.turns]
        for turn, env in rows:
            k = self._state(turn, env)
            self.evaluator.turn = turn
            if self.evaluator.holds(self.schema.condition, env, k):
                possible.append((turn, k, env))
        few = len(self.people) <= MANY
        step = 1 if few or possible else max(1, len(rows) // FEW_SCENES)
        for turn, env in rows[::-step] if not possible else ():
            k = self._state(turn, env)
            missing = self._lacks(turn, env, k)
            if nearest is None or len(missing) < len(nearest[2]):
                nearest = (k, env, missing)
        if possible:
            return self._possible(possible)
        if nearest is None:
            return WhyNot(act_of(name, {}), self.case.last, Verdict.NEVER)
        k, env, missing = nearest
        return WhyNot(act_of(name, env), k, Verdict.IMPOSSIBLE, missing)

    def _lacks(self, turn: int, env: Bindings, k: int) -> tuple[Lack, ...]:
        self.evaluator.turn = turn
        return tuple(dict.fromkeys(lacks(self.evaluator, self.schema.condition, env, k)))

    # ------------------------------------------------------------ who and when

    def _fillings(self) -> Iterator[Bindings]:
        """Everybody who could be meant; of a crowd those with whom it is possible, if there are
        any, where it is asked about or at the end."""
        said = dict(self.asked.roles)
        open_ = [p for p in self.schema.params if said.get(p.name) is None]
        ways = 1
        for param in open_:
            ways *= max(1, len(self.case.evaluator.of_kind(param.kind)))
        if ways > MOST_FILLED:
            k = self.case.last if self.at is None else self.at
            given: Env = {r: _bound(b) for r, b in self.asked.roles if b is not None}
            rows = self._scene(self.turns[-1], k).rows(self.asked.name, given)[:MOST_FILLED]
            if rows:
                yield from (_bindings(self.schema, row) for row in rows)
                return
        yield from fillings(self.case.evaluator, self.schema, self.asked)

    def _state(self, turn: int, env: Bindings) -> int:
        """The state in which a turn comes to the act: behind the happenings that the file has
        before it; an act comes behind all happenings, and behind those who are named earlier."""
        if self.at is not None:
            return self.at
        first, own = self.firsts[turn], self.events.get(turn, ())
        if not own:
            return first
        if not self.schema.agreed:
            mine = self.order[self.schema.name]
            return first + sum(not e.agreed and self.order.get(e.act.name, -1) < mine for e in own)
        actor = str(self.case.evaluator.term(self.schema.agreed[0], env, first))
        me = self.people.get(actor, 0)
        return first + sum(not e.agreed or self.people[e.agreed[0]] < me for e in own)

    def _scene(self, turn: int, k: int, thinking: tuple[str, ...] = ()) -> Scene:
        """The world as it stood there; the latest few are kept."""
        key = (turn, k, thinking)
        if key not in self._scenes:
            if len(self._scenes) > 2:
                self._scenes.pop(next(iter(self._scenes)))
            self._scenes[key] = scene_of(self.case, turn, k, thinking)
        return self._scenes[key]

    # ------------------------------------------------------------ it was possible

    def _possible(self, found: list[tuple[int, int, Bindings]]) -> WhyNot:
        timely = [row for row in found if due(self.case.world, self.schema, row[0])]
        if not timely:
            _, k, env = found[0]
            return WhyNot(act_of(self.asked.name, env), k, Verdict.UNTIMELY)
        if not self.schema.agreed:
            return self._left_to_chance(timely)
        facts = sum(1 for _ in self.case.facts()) + 10 * len(self.people)
        most = max(1, min(MOST_SCENES, MANY_FACTS // max(1, facts)))
        step = max(1, len(timely) // most)
        judged = [self._judged(*row) for row in timely[::step][:most]]
        return min(
            judged, key=lambda w: (RANK[w.verdict], -sum(r.weighed.total for r in w.refusals))
        )

    def _left_to_chance(self, found: list[tuple[int, int, Bindings]]) -> WhyNot:
        """What was drawn each time that it could have happened, for whom it came nearest."""
        chance = self.schema.chance
        if chance is None and not self.schema.lots:
            _, k, env = found[-1]
            return WhyNot(act_of(self.asked.name, env), k, Verdict.OPEN)
        hits, of = chance or (1, 1)
        by_env: dict[str, list[tuple[int, int, Bindings]]] = {}
        for row in found:
            by_env.setdefault(repr(row[2]), []).append(row)
        best: WhyNot | None = None
        for rows in by_env.values():
            draws = tuple(self._draw(turn, k, env, of) for turn, k, env in rows)
            odds = Odds(hits, of, tuple(dict.fromkeys(d.state for d in draws)), draws)
            near = min(draws, key=lambda d: d.number)
            one = WhyNot(act_of(self.asked.name, rows[0][2]), near.state, Verdict.CHANCE, odds=odds)
            if best is None or best.odds is None or len(draws) > len(best.odds.draws):
                best = one
        assert best is not None
        return best

    def _draw(self, turn: int, k: int, env: Bindings, of: int) -> Draw:
        world, seed, name = self.case.world, self.case.seed_in(turn), self.schema.name
        names = [str(_bound(env[p.name])) for p in self.schema.params]
        number = mix(seed, name, turn, *names) % of
        lot = self._lot(turn, k, env) if self.schema.lots else ()
        return Draw(turn, minute_of(world, turn), k, number, lot)

    def _lot(self, turn: int, k: int, env: Bindings) -> tuple[str, ...]:
        """Who was drawn by lot, if it is somebody else."""
        lots = self.schema.lots
        given: Env = {p.name: _bound(env[p.name]) for p in self.schema.params if p.name not in lots}
        rows = self._scene(turn, k).rows(self.schema.name, given)
        key = [str(given[p.name]) for p in self.schema.params if p.name in given]
        if not rows:
            return ()
        seed = self.case.seed_in(turn)
        drawn = rows[mix(seed, self.schema.name, "lot", turn, *key) % len(rows)]
        names = tuple(str(drawn[role]) for role in lots)
        return () if names == tuple(str(env[role]) for role in lots) else names

    # ------------------------------------------------------------ who would have

    def _judged(self, turn: int, k: int, env: Bindings) -> WhyNot:
        """What those who had to agree made of it."""
        name = self.asked.name
        terms = (self.case.evaluator.term(term, env, k) for term in self.schema.agreed)
        scene = self._scene(turn, k, tuple(dict.fromkeys(map(str, terms))))
        bound: Env = {role: _bound(value) for role, value in env.items()}
        act = act_of(name, env)
        refusals, willing = list[Refusal](), list[Weighed]()
        chosen: Chosen | None = None
        for number, who in enumerate(scene.agreeing(name, bound)):
            possible = scene.believes_possible(who, (name, bound))
            gains = scene.gains(who, (name, bound)) if possible else ()
            weighed = Weighed(who, act, possible, _shifts(self.case, gains))
            options = scene.options(who) if number == 0 else []
            places = [o for o in options if o.rule.schema.name == name and o.env == bound]
            if places:
                best = max(o.gain for o in options)
                chosen = self._instead(who, turn, k, places[0].gain, best, len(options))
            if places or (possible and weighed.total > 0):
                willing.append(weighed)
                continue
            missing = () if possible else self._in_mind(who, env, k)
            refusals.append(Refusal(who, weighed, missing, settled=True))
        verdict = Verdict.COULD
        if refusals:
            unknown = all(not r.weighed.possible for r in refusals)
            verdict = Verdict.UNKNOWN if unknown else Verdict.UNWANTED
        return WhyNot(act, k, verdict, (), tuple(refusals), tuple(willing), chosen=chosen)

    def _instead(
        self, who: str, turn: int, k: int, gain: float, best: float, weighed: int
    ) -> Chosen:
        """What they did in that turn, or were still busy with."""
        own = [e for e in self.events.get(turn, ()) if who in e.agreed]
        if own:
            return Chosen(who, own[0].id, False, gain, best, weighed)
        length = self.case.world.living.minutes
        for event in reversed(self.case.chronicle.events[:k]):
            if who in event.agreed:
                takes = max(1, -(-event.duration // length))
                busy = self.case.turn(event.id) + takes > turn
                return Chosen(who, event.id if busy else None, busy, gain, best, weighed)
        return Chosen(who, None, False, gain, best, weighed)

    def _in_mind(self, who: str, env: Bindings, k: int) -> tuple[Lack, ...]:
        """What somebody believes to be missing."""
        cond = believed(Const(EntityRef(who)), self.schema.condition)
        return tuple(dict.fromkeys(lacks(self.evaluator, cond, env, k)))


def _bound(meant: str | Claim | Claimed | AskedFact) -> str | Bound:
    if isinstance(meant, str):
        return meant
    if isinstance(meant, Claimed):
        return Bound(meant.fluent, meant.args, meant.value)
    value = None if meant.value is None else plain_value(meant.value)
    return Bound(meant.fluent, meant.args, value)


def _bindings(schema: Action, row: Env) -> Bindings:
    """Roles as a life has them, in the terms of a story, and in the order of the act's heading."""
    bound = ((p.name, row[p.name]) for p in schema.params)
    return {role: b if isinstance(b, str) else claim_of(b) for role, b in bound}
