"""Life: a World, turn by turn: the calendar, happenings by chance, then everybody who acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from vervain.base.chance import mix
from vervain.lang.calendar import calendar_facts, due, minute_of
from vervain.lang.crowds import settled
from vervain.lang.expr import Cond
from vervain.lang.world import Minutes, World
from vervain.run.live.bounded import too_many
from vervain.run.live.choosing import Choosing, Held, Motive, Option, agreeing
from vervain.run.live.fading import Fades
from vervain.run.live.feeling import Feeling, Unfelt
from vervain.run.live.happen import Aftermath, Changed, Happening
from vervain.run.live.kept import Kept
from vervain.run.live.meddling import Forced, Meddling
from vervain.run.live.prepared import prepared
from vervain.run.live.reading import View
from vervain.run.live.rules import Rule
from vervain.run.live.steps import TooMany
from vervain.run.live.stores import COMMON, Chain, Entry, Stores
from vervain.run.live.values import Env, Key, Plain, plain


class Ended(Enum):
    """Why a run is over, or not."""

    TIME = "the time is over"
    UNTIL = "what it was to run until has come about"
    EVENTS = "there are as many events as were asked for"
    INTERRUPTED = "it was interrupted"
    GOING = "it goes on"


@dataclass(frozen=True, slots=True)
class Lived:
    """One event. `place`: where; `causes`: what its condition needed, and since when."""

    rule: Rule
    env: Env
    turn: int
    minute: int
    place: str | None
    agreed: tuple[str, ...]
    motives: tuple[Motive, ...]
    causes: tuple[Held, ...]
    after: Aftermath
    frames: tuple[int, ...]


class Life:
    """A running world. The same world and seed (and what is done to it) give the same events."""

    def __init__(
        self,
        world: World,
        seed: int,
        until: Cond | None = None,
        meddling: Meddling | None = None,
    ) -> None:
        self.given = world
        world = settled(world, seed)
        self.meddling = meddling or Meddling()
        self.world, self.seed, self.first_seed, self.turn = world, seed, seed, 0
        self.branches: list[tuple[int, int]] = []
        made = prepared(self.given)
        self.rules, self.listening, self.frames = made.rules, made.listening, made.frames
        self.stores = Stores({f.name: plain(f.default) for f in world.fluents})
        self.happening = Happening(self.rules, self.stores)
        self.choosing = Choosing(self.rules, made.minds, self.stores, self.happening, seed)
        if self.meddling.barred:
            self.choosing.barred = self._barred
        self.until = None if until is None else self.rules.condition(until)
        self.stages = [(s.name, self.rules.condition(s.goal)) for s in world.outline]
        self.reached: list[tuple[str, int]] = []
        self.events: list[Lived] = []
        self.busy: dict[str, int] = {}
        self.kept = {n: Kept(plan, self.stores) for n, plan in self.rules.plans.items()}
        self.fades = Fades(world, self.rules, self.stores)
        self.feeling: Feeling = Unfelt()
        try:
            self._begin()
        except TooMany as many:
            raise too_many(world, many.roles) from None

    # ------------------------------------------------------------ the start

    def _begin(self) -> None:
        """L2: what the file says, in the world and in minds; then everything comes to rest."""
        for key, value in calendar_facts(self.world, 0):
            self._common(key, plain(value))
        for fact in self.world.start:
            if not fact.minds:
                self._common((fact.fluent, fact.args), plain(fact.value))
        for fact in self.world.start:
            if fact.minds and len(fact.minds) <= 2:
                key, entry = (fact.fluent, fact.args), Entry(plain(fact.value), None, "")
                self.stores.put(fact.minds, key, entry)
                if len(fact.minds) == 1:
                    self.stores.begun.setdefault(fact.minds[0], {})[key] = entry.value
        self.beginning = Aftermath()
        self.happening.rest(self.beginning)
        stores = self.stores
        self.start: list[tuple[Chain, Key, Plain]] = [
            ((), key, entry.value) for key, entry in stores.world.entries.items()
        ]
        for person, facts in stores.own.items():
            self.start += [((person,), k, e.value) for k, e in facts.entries.items()]
        for person, nested in stores.nested.items():
            self.start += [((person, other), k, e.value) for (other, k), e in nested.items()]

    def _common(self, key: Key, value: object) -> None:
        entry = Entry(value, None, "")  # type: ignore[arg-type]
        self.stores.note((), key)
        self.stores.note((COMMON,), key)
        self.stores.world.put(key, entry)
        self.stores.common.put(key, entry)

    # ------------------------------------------------------------ turns

    def run(self, turns: int, most_events: int | None = None) -> Ended:
        """So many turns more, or until it ends."""
        for _ in range(turns):
            if self.stopped():
                return Ended.UNTIL
            if most_events is not None and len(self.events) >= most_events:
                return Ended.EVENTS
            self.step()
        return Ended.UNTIL if self.stopped() else Ended.TIME

    def stopped(self) -> bool:
        """What it was to run until has come about."""
        return self.until is not None and self.until({}, View(self.stores, ()))

    def holds(self, cond: Cond) -> bool:
        """It is so now, in the world."""
        return self.rules.condition(cond)({}, View(self.stores, ()))

    def branch(self, seed: int, turn: int | None = None) -> None:
        """From here (or from a turn that is over) on chance comes from another seed."""
        self.branches.append((self.turn if turn is None else turn, seed))
        self.seed = self.choosing.seed = seed

    @property
    def minute(self) -> int:
        """When this turn begins."""
        return minute_of(self.world, self.turn)

    def begin_turn(self) -> None:
        """The calendar, for the world and for everybody."""
        for key, value in calendar_facts(self.world, self.turn):
            if self.stores.value((), key) != plain(value):
                self._common(key, plain(value))
                self._wake_by(key)

    def step(self) -> None:
        """L1: one turn. Rejected where an act is possible in more ways than there is room for."""
        try:
            self._step()
        except TooMany as many:
            raise too_many(self.world, many.roles) from None

    def _step(self) -> None:
        self.begin_turn()
        self._meddled()
        for rule in self.fades.due(self.turn):
            self._wears(rule)
        for name, args in self.feeling.due(self):
            self._stirs(name, args)
        for rule in self.rules.acts:
            unasked = getattr(rule.schema, "by_itself", None) is not None  # F1, F2
            if not rule.agreed and not unasked and due(self.world, rule.schema, self.turn):
                self._happens(rule)
        weighed, busy = self.choosing.weighed, self.busy
        for person in self.rules.people:
            if weighed.get(person, True) and busy.get(person, 0) <= self.turn:
                self._acts(person)
        self.turn += 1

    def _meddled(self) -> None:
        """What is done from outside, as soon as its moment has come."""
        for number, one in self.meddling.due(self.turn, lambda: len(self.events)):
            found = self._filled(one)
            self.meddling.done[number] = None if found is None else len(self.events)
            if found is not None:
                self._do(*found, ())

    def _filled(self, one: Forced) -> tuple[Rule, Env] | None:
        """The act that is to be forced, with somebody in every role; None if it cannot be."""
        view, given = View(self.stores, ()), dict(one.roles)
        for rule in self.rules.acts:
            if rule.schema.name == one.name:
                kinds = tuple((p.name, p.kind) for p in rule.schema.params)
                rows = self.rules.joiner.rows(rule.schema.condition, kinds, frozenset(given))
                return next(((rule, row) for row in rows(given, view)), None)
        return None

    def _barred(self, rule: Rule, env: Env) -> bool:
        return self.meddling.bars(rule, env, self.turn, len(self.events))

    # ------------------------------------------------------------ happenings

    def _happens(self, rule: Rule) -> None:
        """L9: whatever can happen does, by its chance, each drawn on its own."""
        view, kept = View(self.stores, ()), self.kept[rule.number]
        if not kept.may(view):
            return
        kept.mended(view)
        chance = getattr(rule.schema, "chance", None) or (1, 1)
        start = mix(self.seed, rule.schema.name, self.turn)
        lot = mix(self.seed, rule.schema.name, "lot", self.turn)
        drawn = kept.drawn(start, lot, chance)
        for row in drawn:
            if rule.cond(row.env, view) and not self._barred(rule, row.env):
                self._do(rule, row.env, ())

    # ------------------------------------------------------------ acts

    def _acts(self, person: str) -> None:
        """L10: the act that serves them best, as they believe, or nearly."""
        found = self.choosing.options(person)
        if any(self._barred(*step) for option in found for step in option.plan):
            self.choosing.stir(person)  # weighed before the bar
            found = self.choosing.options(person)
        options = [o for o in found if due(self.world, o.rule.schema, self.turn)]
        if not options:
            return
        temper = self.world.living.temper_of(person)
        view = View(self.stores, ())
        for option in self.choosing.order(options, temper, self.turn, person):
            if not option.rule.cond(option.env, view):
                continue
            motives = self._motives(person, option, options)
            if motives:
                self._do(option.rule, option.env, motives)
                return

    def _motives(self, person: str, option: Option, options: list[Option]) -> tuple[Motive, ...]:
        """Everybody's reasons; none if somebody refuses."""
        found = [self.choosing.motive(person, option, options)]
        for other in agreeing(option.rule, option.env)[1:]:
            gain = self.choosing.gain_of(other, option.rule, option.env, (other,))
            if gain <= 0 or self.busy.get(other, 0) > self.turn:
                return ()
            ends = self.happening.imagine(option.rule, option.env, (other,), None)
            plan = ((option.rule, option.env),)
            theirs = Option(option.rule, option.env, gain, plan, ends)
            found.append(self.choosing.motive(other, theirs, [theirs]))
        return tuple(found)

    # ------------------------------------------------------------ an event

    def _do(self, rule: Rule, env: Env, motives: tuple[Motive, ...]) -> None:
        view = View(self.stores, ())
        causes = tuple(self._causes(rule, env, view))
        agreed = agreeing(rule, env)
        place = self._place(rule, env, agreed)
        frames = tuple(
            i for i, cond in enumerate(self.frames[rule.number]) if cond is None or cond(env, view)
        )
        minute = minute_of(self.world, self.turn)
        number = len(self.events)
        if rule.schema.name in self.meddling.only:
            after = self.happening.become(rule, number)
        else:
            after = self.happening.do(rule, env, number)
        self._stir(after)
        self.note(
            Lived(rule, env, self.turn, minute, place, agreed, motives, causes, after, frames)
        )
        self._meddled()

    def _wears(self, rule: Rule) -> None:
        """F2: a bond comes nearer to what it usually is; where that is nothing new, nothing
        happens."""
        told = self.fades.told(rule)
        if told:
            after = self.happening.wear(told, len(self.events))
            self._stir(after)
            minute = minute_of(self.world, self.turn)
            self.note(Lived(rule, {}, self.turn, minute, None, (), (), (), after, ()))

    def _stirs(self, name: str, args: tuple[str, ...]) -> None:
        """F1: a feeling becomes a fact, or ends to be one."""
        rule = next(r for r in self.rules.acts if r.schema.name == name)
        env: Env = dict(zip(rule.params, args, strict=True))
        if rule.cond(env, View(self.stores, ())):
            self._do(rule, env, ())

    def _stir(self, after: Aftermath) -> None:
        """Whoever learns what they go by weighs again."""
        for change in after.changed:
            if change.chain == (COMMON,):
                self._wake_by(change.key)
            elif change.chain and change.key[0] in self.listening.heard:
                self.choosing.stir(change.chain[0])

    def note(self, lived: Lived) -> None:
        """The event is on record; who did it is busy; a stage may have been reached."""
        self.events.append(lived)
        takes, view = self._takes(lived.rule), View(self.stores, ())
        for person in lived.agreed:
            self.busy[person] = self.turn + takes
        while len(self.reached) < len(self.stages):
            name, goal = self.stages[len(self.reached)]
            if not goal({}, view):
                break
            self.reached.append((name, len(self.events)))

    def _wake_by(self, key: Key) -> None:
        """Everybody has this fact otherwise now: those who go by it weigh again."""
        for partial in self.listening.involved(key):
            for person in self.choosing.involved(partial):
                self.choosing.stir(person)
        for person in self.listening.able(key, self.stores):
            self.choosing.stir(person)
        for person in self.listening.moved(key):
            if self.choosing.able.get(person):
                self.choosing.stir(person)

    def _takes(self, rule: Rule) -> int:
        """Turns until whoever did it can do something else."""
        takes = getattr(rule.schema, "duration", Minutes(5))
        minutes = takes.count if isinstance(takes, Minutes) else 0
        return max(1, -(-minutes // self.world.living.minutes))

    def _causes(self, rule: Rule, env: Env, view: View) -> Iterator[Held]:
        found: dict[tuple[tuple[str, ...], Key], None] = {}
        for atom in rule.atoms:
            if atom.holds(env, view):
                for place in atom.places:
                    at = place(env, view)
                    if at is not None and not self.rules.fluents[at[0][0]].hidden:
                        found[at[1][:2], at[0]] = None
        for chain, key in found:
            entry = self.stores.entry(chain, key)
            value = self.stores.value(chain, key)
            yield Held(chain, key, value, True, entry.since if entry else None)

    def _place(self, rule: Rule, env: Env, agreed: tuple[str, ...]) -> str | None:
        for name in (*agreed[:1], *(str(env[p]) for p in rule.params)):
            found = self.happening._place(name)
            if found is not None:
                return found
        return None

    def saw(self, lived: Lived) -> tuple[str, ...]:
        """Who saw it; everybody, if it was seen by everyone."""
        return self.rules.people if lived.after.public else lived.after.saw

    def changes(self, lived: Lived) -> Iterator[Changed]:
        """Its changes, without what is hidden from authors."""
        for change in lived.after.changed:
            if not self.rules.fluents[change.key[0]].hidden:
                yield change


__all__ = ["COMMON", "Ended", "Life", "Lived"]
