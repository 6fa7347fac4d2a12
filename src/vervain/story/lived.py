"""Lived: what a run has brought about, as a Chronicle: the same record as of a planned story."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from vervain.base.walk import walk
from vervain.lang.expr import AssertClaim, Assign, Const, EntityRef, Var
from vervain.lang.world import Minutes, Until
from vervain.run.live.choosing import Held, Motive
from vervain.run.live.happen import Changed
from vervain.run.live.life import COMMON, Life, Lived
from vervain.run.live.rules import Rule
from vervain.run.live.stores import Chain
from vervain.run.live.values import Bound, Env, Key
from vervain.story.chronicle import (
    Act,
    Alternative,
    Belief,
    Cause,
    Change,
    Chronicle,
    Claimed,
    Event,
    Fact,
    Plain,
    Ran,
    Reason,
    WantServed,
)
from vervain.story.norms import norm_of

DAY = 24 * 60
EVERYONE = "everyone"
MANY = 100
"""In a world of more people, what everybody saw is seen by `everyone`."""


def chronicle(life: Life, until: str | None = None, span: int = 0) -> Chronicle:
    """The Chronicle of a run so far; `until`: what it was to run until, in words; `span`: how many
    turns it was to have."""
    return Chronicle(
        world=life.world.name,
        fingerprint=hashlib.sha256(repr(life.world).encode()).hexdigest(),
        seed=life.first_seed,
        people=life.rules.people,
        clock=life.world.clock,
        start=tuple(start(life)),
        stages=tuple(life.reached),
        events=tuple(event(life, i) for i in range(len(life.events))),
        ran=Ran(life.turn, max(span, life.turn), until, tuple(life.branches)),
    )


def event(life: Life, number: int) -> Event:
    """One event of a run."""
    lived = life.events[number]
    duration = getattr(lived.rule.schema, "duration", Minutes(0))
    shown = _net(life.changes(lived))
    return Event(
        id=number,
        act=_act(lived.rule, lived.env),
        stage=_stage(life, number),
        place=lived.place,
        minute=lived.minute,
        duration=_minutes(duration, lived.minute),
        agreed=lived.agreed,
        saw=_saw(life, lived),
        glimpsed=lived.after.glimpsed,
        reactions=tuple(
            _act(rule, env)
            for rule, env in lived.after.fired
            if not getattr(rule.schema, "hidden", False)
        ),
        changes=tuple(_change(c) for c in shown if not c.chain),
        minds=tuple(_minds(life, lived, shown)),
        causes=tuple(
            Cause(h.since, Fact(h.key[0], h.key[1], h.chain), h.value) for h in lived.causes
        ),
        reasons=tuple(_reason(life, m) for m in lived.motives),
        frames=lived.frames,
    )


def _minutes(duration: Minutes | Until, minute: int) -> int:
    if isinstance(duration, Minutes):
        return duration.count
    return (duration.minute_of_day - minute - 1) % DAY + 1


def _saw(life: Life, lived: Lived) -> tuple[str, ...]:
    if lived.after.public and len(life.rules.people) > MANY:
        return (EVERYONE,)
    return life.saw(lived)


def _stage(life: Life, number: int) -> str | None:
    """The first stage that was not reached before the event."""
    done = sum(count <= number for _, count in life.reached)
    return life.stages[done][0] if done < len(life.stages) else None


# ---------------------------------------------------------------- facts


def start(life: Life) -> Iterator[tuple[Fact, Plain]]:
    """What is so, and believed, before anything has happened."""
    for chain, (fluent, args), value in life.start:
        if not life.rules.fluents[fluent].hidden:
            yield Fact(fluent, args, chain), value


def _change(change: Changed) -> Change:
    fluent, args = change.key
    return Change(Fact(fluent, args, change.chain), change.before, change.after, change.how)


def _net(changes: Iterable[Changed]) -> list[Changed]:
    """What an event changed in all: what it set to and fro counts once, or not at all."""
    first: dict[tuple[Chain, Key], Changed] = {}
    for change in changes:
        place = (change.chain, change.key)
        before = first[place].before if place in first else change.before
        first[place] = replace(change, before=before)
    return [c for c in first.values() if (c.before, type(c.before)) != (c.after, type(c.after))]


def _minds(life: Life, lived: Lived, changes: list[Changed]) -> Iterator[Change]:
    """Changes one mind deep, and deeper ones that are no echoes. What becomes common to all is in
    every mind; in a world of many people it is written down once, for `everyone`. An echo is what
    follows: who sees an act takes others who see it to learn from it what they learn themselves,
    and those who are told by it to learn what they are told."""
    told = tells(lived.rule.schema, lived.env)
    own = {(c.chain[0], c.key, c.after): c.how for c in changes if len(c.chain) == 1}
    for change in changes:
        if change.chain == (COMMON,):
            fluent, args = change.key
            many = len(life.rules.people) > MANY
            for who in (EVERYONE,) if many else life.rules.people:
                fact = Fact(fluent, args, (who,))
                yield Change(fact, change.before, change.after, change.how or "saw")
        elif len(change.chain) == 1:
            yield _change(change)
        elif change.chain:
            who, other = change.chain
            how = own.get((other, change.key, change.after))
            same = own.get((who, change.key, change.after)) == "saw"
            echo = (how == "saw" and same) or (how == "told" and other in told)
            if how != change.how or not echo:
                yield _change(change)


def tells(schema: object, env: Mapping[str, object]) -> frozenset[str]:
    """Those to whom an act itself tells something."""
    found = set()
    for effect in walk(getattr(schema, "effects", ())):
        for term in effect.minds[:1] if isinstance(effect, Assign | AssertClaim) else ():
            match term:
                case Var(role) if isinstance(env.get(role), str):
                    found.add(str(env[role]))
                case Const(EntityRef(name)):
                    found.add(name)
    return frozenset(found)


# ---------------------------------------------------------------- acts and reasons


def _act(rule: Rule, env: Env) -> Act:
    return Act(rule.schema.name, tuple((name, _role(env[name])) for name in rule.params))


def _role(bound: str | Bound) -> str | Claimed:
    if isinstance(bound, Bound):
        return Claimed(bound.fluent, bound.args, bound.value)
    return bound


def _reason(life: Life, motive: Motive) -> Reason:
    wants = life.world.wants
    return Reason(
        agent=motive.agent,
        plan=tuple(_act(rule, env) for rule, env in motive.plan),
        wants=tuple(
            WantServed(wants[s.want].text, wants[s.want].purpose, s.before, s.after)
            for s in motive.served
        ),
        beliefs=tuple(
            _belief(h) for h in motive.beliefs if not life.rules.fluents[h.key[0]].hidden
        ),
        utility_before=motive.before,
        utility_after=motive.after,
        weighed=motive.weighed,
        alternatives=tuple(
            Alternative(_act(other.rule, other.env), other.gain) for other in motive.others
        ),
        margin=motive.margin,
        norms=tuple(norm_of(life.rules.fluents[t.fluent], t.worth) for t in motive.norms),
    )


def _belief(held: Held) -> Belief:
    return Belief(Fact(held.key[0], held.key[1], held.chain), held.value, held.true, held.since)


__all__ = ["EVERYONE", "chronicle", "event", "start"]
