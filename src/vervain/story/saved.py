"""Saved: a run as a JSON document, and back: what has happened, and nothing that follows from it.

The document is the log of the run (`run/live/log`); docs/reference/chronicle.md describes it.
Reading is strict, as of chronicles: a file from a stranger gives a run of this world, or findings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.base.span import Span
from vervain.lang.calendar import minute_of
from vervain.lang.values_held import value_of
from vervain.lang.world import FluentType, World
from vervain.run.live.choosing import Held, Motive, Option, Served, agreeing
from vervain.run.live.happen import Aftermath, Changed
from vervain.run.live.life import Life, Lived
from vervain.run.live.log import Log, Mismatch, again, log_of
from vervain.run.live.norms import Touched
from vervain.run.live.rules import Rule, Rules
from vervain.run.live.stores import COMMON, Chain
from vervain.run.live.values import Bound, Env, Key
from vervain.story.chronicle import Claimed, Plain
from vervain.story.document import dumps_of, read_as

FORMAT = "vervain run"
VERSION = 1
Roles = tuple[str | Claimed, ...]


def is_saved(text: str) -> bool:
    """Whether a document is a run that was kept, rather than a chronicle."""
    return f'"{FORMAT}"' in text[:80]


@dataclass(frozen=True, slots=True)
class Done:
    """A rule, by its place among the acts (or reactions) of the world, and what fills its roles."""

    rule: int
    roles: Roles


@dataclass(frozen=True, slots=True)
class SavedHeld:
    """A fact in a mind that a condition or a reason rested on."""

    minds: tuple[str, ...]
    fluent: str
    args: tuple[str, ...]
    value: Plain
    true: bool
    since: int | None


@dataclass(frozen=True, slots=True)
class SavedChange:
    """What was set, in which mind (`*`: what all have in common), and how it came there."""

    minds: tuple[str, ...]
    fluent: str
    args: tuple[str, ...]
    before: Plain
    after: Plain
    how: str


@dataclass(frozen=True, slots=True)
class SavedMotive:
    """Why somebody agreed. `served`: wants by number, with their worth before and after."""

    agent: str
    plan: tuple[Done, ...]
    served: tuple[tuple[int, float, float], ...]
    beliefs: tuple[SavedHeld, ...]
    before: float
    after: float
    weighed: int
    others: tuple[tuple[Done, float], ...]
    margin: float
    norms: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class SavedEvent:
    """One event."""

    done: Done
    turn: int
    place: str | None
    saw: tuple[str, ...]
    glimpsed: tuple[str, ...]
    public: bool
    changed: tuple[SavedChange, ...]
    fired: tuple[Done, ...]
    causes: tuple[SavedHeld, ...]
    motives: tuple[SavedMotive, ...]
    frames: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """A run. `goal` and `until`: the turn, and the condition, that it was to run to."""

    world: str
    fingerprint: str
    seed: int
    branches: tuple[tuple[int, int], ...]
    turn: int
    goal: int
    until: str | None
    events: tuple[SavedEvent, ...]


# ---------------------------------------------------------------- writing


def save(life: Life, goal: int, until: str | None) -> str:
    """The document of a run: the same bytes for equal runs."""
    log = log_of(life)
    events = tuple(_event(lived) for lived in log.events)
    mark = fingerprint(life.given)
    saved = Saved(
        life.world.name, mark, log.seed, log.branches, log.turn, max(goal, log.turn), until, events
    )
    return dumps_of(saved, FORMAT, VERSION)


def fingerprint(world: World) -> str:
    """The same for worlds that mean the same, wherever in which file their lines stand."""
    digest = hashlib.sha256()
    for part in _content(world):
        digest.update(part.encode())
    return digest.hexdigest()


def _content(value: object) -> Iterator[str]:
    if is_dataclass(value) and not isinstance(value, type):
        yield type(value).__name__
        for field in fields(value):
            if field.compare:
                yield from _content(getattr(value, field.name))
    elif isinstance(value, tuple):
        yield "("
        for item in value:
            yield from _content(item)
        yield ")"
    else:
        yield f"{value!r};"


def _event(lived: Lived) -> SavedEvent:
    after = lived.after
    return SavedEvent(
        done=_done(lived.rule, lived.env),
        turn=lived.turn,
        place=lived.place,
        saw=after.saw,
        glimpsed=after.glimpsed,
        public=after.public,
        changed=tuple(
            SavedChange(c.chain, c.key[0], c.key[1], c.before, c.after, c.how)
            for c in after.changed
        ),
        fired=tuple(_done(rule, env) for rule, env in after.fired),
        causes=tuple(map(_held, lived.causes)),
        motives=tuple(map(_motive, lived.motives)),
        frames=lived.frames,
    )


def _done(rule: Rule, env: Env) -> Done:
    return Done(rule.number, tuple(_role(env[name]) for name in rule.params))


def _role(bound: str | Bound) -> str | Claimed:
    if isinstance(bound, Bound):
        return Claimed(bound.fluent, bound.args, bound.value)
    return bound


def _held(held: Held) -> SavedHeld:
    return SavedHeld(held.chain, held.key[0], held.key[1], held.value, held.true, held.since)


def _motive(motive: Motive) -> SavedMotive:
    return SavedMotive(
        agent=motive.agent,
        plan=tuple(_done(rule, env) for rule, env in motive.plan),
        served=tuple((s.want, s.before, s.after) for s in motive.served),
        beliefs=tuple(map(_held, motive.beliefs)),
        before=motive.before,
        after=motive.after,
        weighed=motive.weighed,
        others=tuple((_done(o.rule, o.env), o.gain) for o in motive.others),
        margin=motive.margin,
        norms=tuple((n.fluent, n.worth) for n in motive.norms),
    )


# ---------------------------------------------------------------- reading


def read(world: World, text: str, file: str) -> Saved:
    """The document in a text, if it is a run of this world. Raises Rejected."""
    saved = read_as(Saved, text, file, FORMAT, VERSION)
    if saved.fingerprint != fingerprint(world):
        other = saved.world != world.name
        why = f"it is a run of {saved.world!r}" if other else "the world has been changed since"
        raise _wrong(
            "V906",
            file,
            f"this is no run of {world.name!r} as it stands: {why}",
            "give the world that was run, as it was; in another one begin anew, without --resume",
        )
    return saved


def revived(saved: Saved, life: Life, file: str, turn: int | None = None) -> Life:
    """The Life that a saved run tells of, as of a turn; `life`: a new one of its world and seed.
    Raises Rejected where its parts contradict the world or each other."""
    try:
        events = Reading(life.rules).events(saved)
    except (KeyError, IndexError, ValueError) as error:
        raise _wrong("V904", file, f"the run is not one of this world: {error}") from None
    log = Log(saved.seed, saved.branches, saved.turn, events)
    try:
        return again(life, log, turn)
    except Mismatch as mismatch:
        raise _wrong("V904", file, f"{mismatch}: the file has been changed by hand") from None


def _wrong(code: str, file: str, message: str, hint: str = "save the run again") -> Rejected:
    return Rejected((Diagnostic(code, Span(file, 1, 0, 0), message, hint),))


class Reading:
    """Turns records into events of a world, and looks at every name."""

    def __init__(self, rules: Rules) -> None:
        self.rules, self.world = rules, rules.world
        self.names = {e.name: e.kinds for e in self.world.entities}
        self.people = frozenset(rules.people)

    def events(self, saved: Saved) -> tuple[Lived, ...]:
        """All events; ValueError names what is wrong."""
        found, turn = list[Lived](), 0
        for number, event in enumerate(saved.events):
            if not turn <= event.turn < saved.turn:
                raise ValueError(f"event {number} is of turn {event.turn}")
            turn = event.turn
            found.append(self._event(event, number))
        lucky = [at for at, _ in saved.branches]
        if lucky != sorted(lucky) or not all(0 <= at <= saved.turn for at in lucky):
            raise ValueError("chance cannot change its seed then")
        return tuple(found)

    def _event(self, event: SavedEvent, number: int) -> Lived:
        rule, env = self._done(event.done, self.rules.acts)
        changed = [
            Changed(self._minds(c.minds), self._key(c, c.after), c.before, c.after, c.how)
            for c in event.changed
        ]
        fired = [self._done(d, self.rules.reactions) for d in event.fired]
        self._known(event.saw, event.glimpsed, (event.place,) if event.place else ())
        frames = getattr(rule.schema, "frames", ())
        if not all(0 <= f < len(frames) for f in event.frames):
            raise ValueError(f"event {number} is told in words that its act has not")
        return Lived(
            rule,
            env,
            event.turn,
            minute_of(self.world, event.turn),
            event.place,
            agreeing(rule, env),
            tuple(self._motive(m, number) for m in event.motives),
            tuple(self._held(h, number) for h in event.causes),
            Aftermath(changed, fired, event.saw, event.glimpsed, event.public),
            event.frames,
        )

    def _done(self, done: Done, rules: list[Rule]) -> tuple[Rule, Env]:
        if not 0 <= done.rule < len(rules):
            raise ValueError(f"there is no rule {done.rule}")
        rule = rules[done.rule]
        if len(done.roles) != len(rule.params):
            raise ValueError(f"{rule.schema.name} has {len(rule.params)} roles")
        return rule, dict(zip(rule.params, map(self._role, done.roles), strict=True))

    def _role(self, role: str | Claimed) -> str | Bound:
        if isinstance(role, Claimed):
            self._key(role, role.value)
            return Bound(role.fluent, role.args, role.value)
        self._known((role,))
        return role

    def _known(self, *names: tuple[str, ...]) -> None:
        for name in (n for some in names for n in some):
            if name not in self.names:
                raise ValueError(f"there is no {name!r}")

    def _minds(self, minds: Chain) -> Chain:
        if len(minds) > 2 or (minds != (COMMON,) and not self.people.issuperset(minds)):
            raise ValueError(f"there is no mind {' of '.join(minds)!r}")
        return minds

    def _key(self, fact: SavedChange | SavedHeld | Claimed, value: Plain) -> Key:
        fluent = self.rules.fluents.get(fact.fluent)
        if fluent is None or len(fluent.params) != len(fact.args):
            raise ValueError(f"there is no fact {fact.fluent}({', '.join(fact.args)})")
        self._known(fact.args)
        if isinstance(value, str):
            fits = fluent.type is FluentType.ENTITY and value in self.names
        elif value is not None:
            fits = isinstance(value, bool) == (fluent.type is FluentType.YES_NO)
            fits = fits and fluent.type is not FluentType.ENTITY
        else:
            fits = True
        if not fits:
            raise ValueError(f"{fact.fluent} cannot be {value!r}")
        return fact.fluent, fact.args

    def _held(self, held: SavedHeld, number: int) -> Held:
        if held.since is not None and not 0 <= held.since < number:
            raise ValueError(f"{held.since} is not before event {number}")
        key = self._key(held, held.value)
        return Held(self._minds(held.minds), key, held.value, held.true, held.since)

    def _motive(self, motive: SavedMotive, number: int) -> Motive:
        if motive.agent not in self.people:
            raise ValueError(f"nobody is called {motive.agent!r}")
        if not all(0 <= want < len(self.world.wants) for want, _, _ in motive.served):
            raise ValueError(f"event {number} serves a want that nobody has")
        known = self.rules.fluents
        if not all(f in known and value_of(known[f]) for f, _ in motive.norms):
            raise ValueError(f"event {number} touches what nobody could hold dear")
        acts = self.rules.acts
        return Motive(
            motive.agent,
            tuple(self._done(d, acts) for d in motive.plan),
            tuple(Served(*s) for s in motive.served),
            tuple(self._held(h, number) for h in motive.beliefs),
            motive.before,
            motive.after,
            motive.weighed,
            tuple(self._other(done, gain) for done, gain in motive.others),
            motive.margin,
            tuple(Touched(*n) for n in motive.norms),
        )

    def _other(self, done: Done, gain: float) -> Option:
        """What else was weighed: what would have followed is not kept."""
        rule, env = self._done(done, self.rules.acts)
        return Option(rule, env, gain, ((rule, env),), {})
