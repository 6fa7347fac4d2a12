"""Knowing: who believes what, rightly or wrongly, since when, and from whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from vervain.model.ground import Ints
from vervain.run.trace import ids
from vervain.story.case import Case
from vervain.story.chronicle import Fact, Plain
from vervain.story.recalled import Recalled, Story
from vervain.story.why import Because, because


class Standing(Enum):
    """How a belief stands to what it is about."""

    RIGHT = "right"
    WRONG = "wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Holder:
    """What one person holds the fact to be. `teller`: from whom they have it, if from anybody."""

    person: str
    value: Plain
    standing: Standing
    since: int | None
    how: str
    teller: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """Who knows a fact in state `at`: what is so, since when, and what everybody holds it to be."""

    fact: Fact
    at: int
    truth: Plain
    since: int | None
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """What each person holds each fact to be in state `at`: cells [fact][person]."""

    at: int
    people: tuple[str, ...]
    facts: tuple[Fact, ...]
    truths: tuple[Plain, ...]
    cells: tuple[tuple[Holder, ...], ...]


def who_knows(case: Story, fact: Fact, at: int) -> Known:
    """Everybody's belief about the fact (which may itself be a belief) in state `at`."""
    people = (p for p in case.chronicle.people if fact.minds[:1] != (p,))
    return Known(
        fact,
        at,
        case.value(fact, at),
        case.since(fact, at),
        tuple(_holder(case, person, fact, at) for person in people),
    )


def _holder(case: Story, person: str, fact: Fact, at: int) -> Holder:
    held = Fact(fact.fluent, fact.args, (person, *fact.minds))
    value, truth = case.value(held, at), case.value(fact, at)
    since = case.since(held, at)
    standing = Standing.RIGHT if value == truth and type(value) is type(truth) else Standing.WRONG
    if value is None and truth is not None:
        standing = Standing.UNKNOWN
    if since is None:
        return Holder(person, value, standing, None, "", None)
    how = case.how(held, since)
    teller = teller_of(case, person, fact, since) if how == "told" else None
    return Holder(person, value, standing, since, how, teller)


def teller_of(case: Story, person: str, fact: Fact, since: int) -> str | None:
    """From whom somebody was told a fact in that event: who agreed to it; else of those with a part
    in it (whom the fact is not about) the first who held as much."""
    event = case.chronicle.events[since]
    others = [name for name in event.agreed if name != person]
    if others:
        return others[0]
    if event.agreed:
        return None
    now = case.value(Fact(fact.fluent, fact.args, (person, *fact.minds)), since + 1)
    for _, name in event.act.roles:
        if name in case.chronicle.people and name != person and name not in fact.args:
            theirs = Fact(fact.fluent, fact.args, (str(name), *fact.minds))
            if case.value(theirs, since) == now:
                return str(name)
    return None


def beliefs(
    case: Story, person: str, at: int, about: str | None = None, depth: int = 2
) -> tuple[Because, ...]:
    """What a person believes in state `at`: what they learned, or have wrong, or do not know; and
    what they take others to believe, where that is not what they believe themselves.

    With `about` only what concerns that person, place or thing, and what they take that person to
    believe, or have wrong about it.
    """
    if isinstance(case, Recalled):
        return _recalled(case, person, at, about, depth)
    number = case.agent(person)
    found = [_because(case, (number,), f, at) for f in _own(case, number, at, about)]
    others = [a for a in range(len(case.ground.agents)) if a != number]
    for other in others if depth > 1 else ():
        named = case.ground.agents[other] == about
        if about is None or named:
            fluents = _theirs(case, number, other, at, wrong=named)
            found += [_because(case, (number, other), f, at) for f in fluents]
    return tuple(found)


def _because(case: Case, chain: tuple[int, ...], fluent: int, at: int) -> Because:
    fact = case.names.fact(fluent, chain)
    return because(case, fact, case.value(fact, at), at, case.since(fact, at))


def _values(case: Case, chain: tuple[int, ...], at: int) -> Ints:
    """[F]: what is believed in the mind reached by the chain, in one state."""
    node = int(case.history.states[at])
    for agent in chain:
        node = case.history.mind(node, agent)
    found: Ints = case.engine.values(ids(node))[0]
    return found


def _own(case: Case, agent: int, at: int, about: str | None) -> list[int]:
    """The facts to tell of what somebody believes."""
    mine, world = _values(case, (agent,), at), _values(case, (), at)
    found = []
    for fluent in np.flatnonzero(case.names.shown).tolist():
        concerns = about is None or about in case.ground.fluents[fluent].args
        learned = case.history.since((agent,), fluent, at) is not None
        if concerns and (about is not None or learned or mine[fluent] != world[fluent]):
            found.append(fluent)
    return found


def _theirs(case: Case, agent: int, other: int, at: int, *, wrong: bool) -> list[int]:
    """The facts of which the agent takes the other to believe something else; if `wrong`, also
    those where they are wrong about what the other believes."""
    taken, mine = _values(case, (agent, other), at), _values(case, (agent,), at)
    differ = taken != mine
    if wrong:
        differ |= taken != _values(case, (other,), at)
    return np.flatnonzero(np.array(case.names.shown, dtype=bool) & differ).tolist()


def _recalled(
    case: Recalled, person: str, at: int, about: str | None, depth: int
) -> tuple[Because, ...]:
    """The same, from the record of a story that was lived."""
    own = dict.fromkeys(case.learned(person, at))
    if about is not None:
        own |= dict.fromkeys(Fact(f.fluent, f.args, (person,)) for f in case.facts())
    facts = [f for f in own if about is None or about in f.args]
    for fact in case.thought_of(person, at) if depth > 1 else ():
        mine = case.value(Fact(fact.fluent, fact.args, (person,)), at)
        theirs = case.value(Fact(fact.fluent, fact.args, fact.minds[1:]), at)
        taken = case.value(fact, at)
        named = fact.minds[1] == about
        if (about is None or named) and (taken != mine or (named and taken != theirs)):
            facts.append(fact)
    return tuple(
        because(case, f, case.value(f, at), at, case.since(f, at))
        for f in facts
        if about is not None or len(f.minds) > 1 or _worth_telling(case, f, at)
    )


def _worth_telling(case: Recalled, fact: Fact, at: int) -> bool:
    """Somebody has learned it, or has it wrong."""
    return case.since(fact, at) is not None or case.value(fact, at) != case.value(
        Fact(fact.fluent, fact.args), at
    )


def grid(case: Story, at: int, facts: tuple[Fact, ...] = ()) -> Grid:
    """The facts (default: all that somebody has wrong or does not know) for all people."""
    chosen = facts or tuple(_disputed(case, at))
    known = [who_knows(case, fact, at) for fact in chosen]
    return Grid(
        at,
        case.chronicle.people,
        chosen,
        tuple(k.truth for k in known),
        tuple(tuple(_holder(case, p, f, at) for p in case.chronicle.people) for f in chosen),
    )


def _disputed(case: Story, at: int) -> list[Fact]:
    if isinstance(case, Recalled):
        own = (f for p in case.chronicle.people for f in case.learned(p, at))
        wrong = (f for f in own if case.value(f, at) != case.value(Fact(f.fluent, f.args), at))
        return [Fact(*name) for name in dict.fromkeys((f.fluent, f.args) for f in wrong)]
    world = _values(case, (), at)
    differ = np.zeros(len(world), dtype=bool)
    for agent in range(len(case.ground.agents)):
        differ |= _values(case, (agent,), at) != world
    shown = np.array(case.names.shown, dtype=bool)
    return [case.names.fact(f) for f in np.flatnonzero(differ & shown).tolist()]
