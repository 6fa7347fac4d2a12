"""Proof of clauses: what a relation says when it is put in words, as skeletons, so that what
follows a connective, or is thought, can be laid over it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from vervain.base.span import Span
from vervain.lang.expr import Var
from vervain.lang.frame import NounHole
from vervain.lang.values_held import held_dear
from vervain.lang.voice import is_library
from vervain.lang.world import PLACE, World
from vervain.story.chronicle import Event, Fact, Plain
from vervain.story.feel.feeling import Feeling
from vervain.tell.fact_parts import Facts, Parts, given_to, parts_of
from vervain.tell.minds import Minds
from vervain.tell.nested_words import Reads, held, ignorant, nearer, right
from vervain.tell.purpose import as_told_by, gained, infinitive, wanted_words
from vervain.tell.relation import Kind, Relation
from vervain.tell.skeleton import LINK, Filling, plainly
from vervain.tell.thesaurus import Thesaurus, spelt
from vervain.tell.value import Bound

_MARKED = re.compile("\x01[^\x01]*\x01")
_TO = re.compile(r"\b(?:so as not to|to) ")


class Clauses:
    """The clauses of one world."""

    def __init__(
        self,
        world: World,
        facts: Facts,
        minds: Minds,
        feelings: dict[int, Feeling],
        reads: Reads,
        thesaurus: Thesaurus,
    ) -> None:
        self.reads = reads
        self.facts, self.minds, self.feelings = facts, minds, feelings
        self.filling = Filling(world, facts.people)
        self.thesaurus, self.signs = thesaurus, world.voice.signs
        self.pronouns = {e.name: e.pronoun for e in world.entities}

    # ------------------------------------------------------------ after a connective

    def after(self, r: Relation, event: Event) -> set[str]:
        """What can follow the connective of a relation."""
        if r.kind is Kind.PURPOSE:
            return self._purpose(r)
        return {self.filling.says(parts) for parts in self._parts(r, event)}

    def _parts(self, r: Relation, event: Event) -> Iterator[Parts]:
        if r.kind is Kind.AGAINST:
            value = held_dear(r.want)
            yield parts_of(f"{{who}} {{hold}} {value} dear", who=r.who)
        if r.fact is None or r.kind not in (Kind.RESTS, Kind.KNOWING):
            return
        if len(r.fact.minds) > 1:
            yield from self._of_others(r, r.fact)
            return
        clause = self.facts.clause(Fact(r.fact.fluent, r.fact.args), r.value)
        if clause is None:
            return
        if not r.who:
            yield clause
            return
        verb = "believe"
        if r.kind is Kind.KNOWING and not self.minds.wrong(r.fact, r.value, r.to):
            verb = "know"
        yield parts_of(f"{{who}} {{{verb}}} that {{clause}}", who=r.who, clause=clause)
        if r.fact.fluent == PLACE and r.kind is Kind.RESTS:
            there = parts_of("{x} {be} there", x=r.fact.args[0])
            yield parts_of("{who} {believe} that {clause}", who=r.who, clause=there)

    def _of_others(self, r: Relation, fact: Fact) -> Iterator[Parts]:
        """What somebody takes another to believe, as a reason."""
        clause = held(self.facts, self.reads, fact, r.value, r.to, "think")
        if clause is not None:
            so = right(self.reads, fact, r.value, r.to)
            words = "{who} {know} that {clause}" if so else "{who} {think} {clause}"
            yield parts_of(words, who=r.who, clause=clause)

    def _purpose(self, r: Relation) -> set[str]:
        """A want after `to` or `so that`, in whatever person and tense."""
        pronoun = self.pronouns.get(r.who, "")
        found = {infinitive(r.want, pronoun), r.want}
        found |= {gained(r.want, past=past) for past in (True, False)}
        found |= {as_told_by(words, pronoun, n) for words in tuple(found) for n in (1, 2)}
        return {plainly(_TO.sub("", w, count=1) if _TO.match(w) else w) for w in found if w}

    def wanted(self, r: Relation) -> set[str]:
        """A want after `wants`."""
        pronoun = self.pronouns.get(r.who, "")
        words = wanted_words(r.want, pronoun)
        every = {words, *(as_told_by(words, pronoun, n) for n in (1, 2))}
        return {plainly(re.sub(r"\bto ", f"{LINK} ", w, count=1)) for w in every if w}

    # ------------------------------------------------------------ thoughts

    def thought(self, r: Relation, pattern: str, event: Event, mind: str | None) -> set[str]:
        """What a thought in this pattern can say."""
        deep = r.fact is not None and len(r.fact.minds) > 1
        given = dict(
            self._deep(r, mind) if deep or r.kind is Kind.UNAWARE else self._given(r, event)
        )
        asked = [name for name in given if re.search(rf"{{{name}['}} ]", pattern)]
        if any(not given[name] for name in asked):
            return set()
        words = _MARKED.sub(LINK, pattern)
        found = set()
        for choice in product(*(given[name] for name in asked)):
            parts = parts_of(words, **dict(zip(asked, choice, strict=True)))
            filling = replace(self.filling, roles={"there": self._there(r, event)})
            found |= {filling.says(p) for p in self.thesaurus.every(parts, ours=True)}
        return found

    def felt(self, r: Relation, pattern: str | Span) -> set[str]:
        """What a line for a feeling can say, by its author's words or its pattern."""
        feeling = self.feelings.get(r.feeling) if r.feeling is not None else None
        if feeling is None:
            return set()
        given = {name: ways[0] for name, ways in self._given_to(feeling) if ways}
        roles: dict[str, Bound] = {"who": feeling.who}
        if feeling.toward in self.facts.people:
            roles["whom"] = str(feeling.toward)
        filling, found = replace(self.filling, roles=roles), set[str]()
        for sign in self.signs:
            same = pattern in (sign.frame.span, spelt(sign.frame.parts))
            inner = r.kind is Kind.FEELS
            if not same or (sign.emotion, sign.inner) != (feeling.emotion.value, inner):
                continue
            for gain in self._gains(feeling) if inner else ("",):
                known = given | {"gain": parts_of(gain)}
                parts = given_to(sign.frame.parts, known)
                ours = is_library(sign.frame.span)
                found |= {filling.says(p) for p in self.thesaurus.every(parts, ours=ours)}
        return found

    def _given_to(self, feeling: Feeling) -> Iterator[tuple[str, list[Parts]]]:
        deed = self.facts.act(feeling.deed.act) if feeling.deed is not None else None
        yield "deed", [deed] if deed is not None else []
        lost = wanted_words(feeling.purpose)
        yield "lost", [parts_of(lost)] if lost else []

    def _there(self, r: Relation, event: Event) -> tuple[str, ...]:
        """Whom somebody finds where they come to, by what they learn there."""
        return tuple(
            dict.fromkeys(
                c.fact.args[0]
                for c in self.minds.learned(event, r.who)
                if (c.fact.fluent, c.how, c.after) == (PLACE, "perceived", r.value)
                and c.fact.args[0] in self.facts.people
                and c.fact.args[0] != r.who
            )
        )

    def _given(self, r: Relation, event: Event) -> Iterator[tuple[str, list[str | Parts]]]:
        yield "who", [r.who]
        yield "names", [(NounHole(Var("there")),)]
        if r.fact is not None:
            fact = Fact(r.fact.fluent, r.fact.args, r.fact.minds[1:])
            clause = self.facts.clause(fact, r.value)
            yield "other", [fact.args[0]] if fact.args else []
            yield "clause", [clause] if clause is not None else []
            yield "held", [clause] if clause is not None else []
            now = self._now(r, event)
            both = (self.facts.briefly(fact, now), self.facts.clause(fact, now))
            yield "now", [parts for parts in both if parts is not None]

    def _deep(self, r: Relation, mind: str | None) -> Iterator[tuple[str, list[str | Parts]]]:
        """What a thought about thoughts is made of."""
        if r.fact is None:
            return
        fact, k = r.fact, r.to if r.kind is Kind.RESTS else r.to + 1
        one = fact if mind is None else nearer(fact)
        about = nearer(one)
        unaware = r.kind is Kind.UNAWARE
        yield "who", [one.minds[0] if unaware and one.minds else r.who]
        yield "mind", [r.who]
        yield "other", [fact.minds[1]] if len(fact.minds) > 1 else []
        yield "knows", [about.minds[0]] if about.minds else []
        ways = [
            held(self.facts, self.reads, belief, r.value, k, think)
            for belief in (fact, nearer(fact))
            for think in ("believe", "think")
        ]
        yield "x", [parts for parts in ways if parts is not None]
        clause = (
            ignorant(self.facts, one.minds[0], about, self.reads(about, k)) if one.minds else None
        )
        yield "clause", [clause] if clause is not None else []
        old = held(self.facts, self.reads, fact, r.value, r.to, "think")
        if unaware:
            old = self.facts.clause(about, r.value) if not about.minds else None
        yield "old", [old] if old is not None else []

    def _now(self, r: Relation, event: Event) -> Plain:
        """What they found instead."""
        for change in event.minds:
            if change.fact == r.fact and change.before == r.value:
                return change.after
        return None

    def _gains(self, feeling: Feeling) -> Iterator[str]:
        yield ""
        narrator = self.pronouns.get(feeling.who, "it")
        for past, (mine, n) in product((True, False), (("", 3), (narrator, 1), (narrator, 2))):
            words = gained(feeling.purpose, past=past, narrator=mine, person=n)
            if words:
                yield words
