"""Nested words: what one takes another to believe, as a clause: `{Bob} {think} that {Ann} {know}
that {the lamp} {be} lit`. Who *knows* something is right, and is taken to be right."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from vervain.lang.world import World
from vervain.story.chronicle import Chronicle, Fact, Plain
from vervain.story.recalled import Recalled, Story
from vervain.tell.fact_parts import Facts, Parts, parts_of

Reads = Callable[[Fact, int], Plain]
"""What a fact is in a mind in a mind, in state k."""
DEEPEST_RECALLED = 2


def reading(world: World, chronicle: Chronicle, story: Callable[[], Story] | None = None) -> Reads:
    """Reads one story, which is asked for when the first mind is looked into; from the record alone
    minds are known two deep, and what is deeper reads as unknown."""

    @cache
    def opened() -> Story:
        return Recalled(world, chronicle) if story is None else story()

    @cache
    def read(fact: Fact, k: int) -> Plain:
        found = opened()
        if isinstance(found, Recalled) and len(fact.minds) > DEEPEST_RECALLED:
            return None
        return found.value(fact, k)

    return read


def same(one: Plain, two: Plain) -> bool:
    """Two values are the same, and of one type."""
    return one == two and type(one) is type(two)


def nearer(fact: Fact) -> Fact:
    """What a belief is about: the same, one mind nearer to the world."""
    return Fact(fact.fluent, fact.args, fact.minds[1:])


def in_mind(who: str, fact: Fact) -> Fact:
    """The fact as `who` takes it to be."""
    return Fact(fact.fluent, fact.args, (who, *fact.minds))


def right(reads: Reads, fact: Fact, value: Plain, k: int) -> bool:
    """A belief that the fact is this, in its outermost mind, is right in state k."""
    return same(reads(nearer(fact), k), value)


def held(
    facts: Facts, reads: Reads, belief: Fact, value: Plain, k: int, think: str = "believe"
) -> Parts | None:
    """What the outermost mind of a belief takes the next to believe, in state k, as a clause; None
    where it cannot be said. An inner mind is said to know it only where it is so for everybody
    further out, and in the world."""
    inner = nearer(belief)
    if not inner.minds:
        return facts.clause(inner, value) if value is not None else None
    who, about = inner.minds[0], nearer(inner)
    if value is None:
        if about.minds:
            return None
        noun = facts.noun(about)
        return None if noun is None else parts_of("{who} {do} not know {x}", who=who, x=noun)
    clause = held(facts, reads, inner, value, k, think)
    if clause is None:
        return None
    knows = same(reads(about, k), value) and same(reads(in_mind(belief.minds[0], about), k), value)
    verb = "know" if knows else think
    that = "" if verb == "think" else " that"
    return parts_of(f"{{who}} {{{verb}}}{that} {{x}}", who=who, x=clause)


def ignorant(facts: Facts, who: str, about: Fact, value: Plain) -> Parts | None:
    """`{Bob} {do} not know that {Ann} {know} that …`, of what is so."""
    clause = facts.clause(Fact(about.fluent, about.args), value)
    for mind in reversed(about.minds):
        clause = clause and parts_of("{who} {know} that {x}", who=mind, x=clause)
    return clause and parts_of("{who} {do} not know that {x}", who=who, x=clause)
