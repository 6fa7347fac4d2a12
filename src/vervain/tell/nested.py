"""Nested: what people take one another to believe, where it matters: it is a reason for what
somebody does, it is wrong, or it has come to be right. And who does not know what another knows.

From somebody's mind: what they take others to believe. From nobody's: both sides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vervain.lang.world import PLACE
from vervain.story.chronicle import Belief, Change, Claimed, Event, Fact, Plain
from vervain.story.feel.inner import ALIVE
from vervain.tell.fact_parts import Facts, Parts, parts_of
from vervain.tell.minds import EVERYONE, saw
from vervain.tell.nested_words import Reads, held, ignorant, in_mind, nearer, right, same
from vervain.tell.relation import Kind, Relation
from vervain.tell.thought import Sort, Thought, Wording
from vervain.tell.tree import marked

Name = tuple[str, tuple[str, ...]]
MOST_ALIKE = 2
"""Of so many it is told one by one that they are taken to believe the same; of more it is not."""
REASON, ENDS, WRONG, LEARNED, IRONY, DEEPER = 2.2, 2.6, 1.9, 1.3, 2.5, 0.1
"""Weights of thoughts: somebody acts on it; an error ends; it is one; it is known now; somebody is
going to act in ignorance of it; and for each mind that it goes through."""
MOST_GUESSED = 2
"""What nobody acts on is told of so many minds at most."""
UNTIL_NOW = ("believed until now", "thought all along")


class Nested:
    """Finds thoughts about thoughts in one story. `reads` gives what a fact is in any mind."""

    def __init__(
        self,
        facts: Facts,
        events: tuple[Event, ...],
        reads: Reads,
        start: tuple[tuple[Fact, Plain], ...] = (),
    ) -> None:
        self._begun = {fact for fact, _ in start if len(fact.minds) > 1}
        self._facts, self._events, self.reads = facts, events, reads
        self._found: dict[tuple[int, str | None], tuple[Thought, ...]] = {}
        self._rests: set[tuple[Fact, Plain]] = set()
        self._topics: set[Name] = set()
        self._supposed: set[Name] = set()
        self._misled: dict[Fact, dict[str, int]] = {}
        for event in events:
            self._index(event)

    def _index(self, event: Event) -> None:
        """On which nested beliefs acts rest, and who acts last in error about what."""
        for cause in event.causes:
            if len(cause.fact.minds) > 1:
                self._rests.add((cause.fact, cause.value))
            if cause.fact.minds:
                self._topics.add((cause.fact.fluent, cause.fact.args))
        for reason in event.reasons:
            for belief in reason.beliefs:
                fact = belief.fact
                self._topics.add((fact.fluent, fact.args))
                if len(fact.minds) > 1:
                    self._rests.add((fact, belief.value))
                    self._supposed.add((fact.fluent, fact.args))
                if not belief.true and fact.minds[:1] == (reason.agent,):
                    self._misled.setdefault(nearer(fact), {})[reason.agent] = event.id

    def of(self, event: Event, mind: str | None) -> tuple[Thought, ...]:
        """The thoughts about thoughts at one event."""
        key = event.id, mind
        if key not in self._found:
            self._found[key] = tuple(self._of(event, mind))
        return self._found[key]

    def _of(self, event: Event, mind: str | None) -> Iterator[Thought]:
        yield from self._resting(event, mind)
        yield from self._changed(event, mind)
        if mind is None or saw(event, mind):
            yield from self._unaware(event, mind)

    # ------------------------------------------------------------ what others believe

    def _changed(self, event: Event, mind: str | None) -> Iterator[Thought]:
        """What somebody takes another to believe, otherwise than before."""
        said = _claims(event)
        deep = [c for c in event.minds if len(c.fact.minds) > 1 and self._tellable(c.fact)]
        deep = [c for c in deep if (c.fact.fluent, c.fact.args) not in said]
        deep = [c for c in deep if mind in (None, c.fact.minds[0]) and self._matters(c, event.id)]
        alike = Counter((c.fact.fluent, c.fact.args, str(c.after), len(c.fact.minds)) for c in deep)
        for c in deep:
            key = c.fact.fluent, c.fact.args, str(c.after), len(c.fact.minds)
            if alike[key] <= MOST_ALIKE or (c.fact, c.after) in self._rests:
                yield from self._takes(event, c, mind)

    def _tellable(self, fact: Fact) -> bool:
        """Minds of people; of what somebody does themselves nobody asks whether they know it."""
        people = all(m in self._facts.people for m in fact.minds)
        return people and fact.args[:1] != fact.minds[-1:]

    def _matters(self, change: Change, k: int) -> bool:
        """Somebody acts on it or has until now; it is wrong about what acts rest on; or it is about
        what somebody takes others to believe, and acts."""
        fact = change.fact
        if (fact, change.after) in self._rests or (fact, change.before) in self._rests:
            return True
        if fact in self._begun:  # the author has spoken of it
            return True
        if self._is_person(fact):
            return False
        wrong = not right(self.reads, fact, change.after, k + 1)
        if len(fact.minds) > MOST_GUESSED:
            return False
        return (fact.fluent, fact.args) in (self._topics if wrong else self._supposed)

    def _takes(self, event: Event, change: Change, mind: str | None) -> Iterator[Thought]:
        fact, value, k = change.fact, change.after, event.id + 1
        who, other = fact.minds[:2]
        if self._dead(who, k) or self._dead(other, k):
            return
        is_right = right(self.reads, fact, value, k)
        acted_on = {(fact, value), (fact, change.before)} & self._rests
        named = (fact.fluent, fact.args) in self._supposed
        if (
            is_right
            and (acted_on or named)
            and not right(self.reads, fact, change.before, event.id)
        ):
            yield from self._undeceived(event, change)
        clause = held(self._facts, self.reads, fact, value, k)
        light = held(self._facts, self.reads, fact, value, k, "think")
        if clause is None or light is None:
            return
        kind = Kind.KNOWS if is_right else Kind.BELIEVES
        relation = Relation(kind, event.id, who=who, fact=fact, value=value, how=change.how)
        wordings = tuple(
            _takings(
                who, clause, light, change.how, mind, is_right=is_right, deep=len(fact.minds) > 2
            )
        )
        if mind is not None and not is_right:
            wordings = (*wordings, *self._freely(fact, value, k))
        weight = LEARNED if is_right else WRONG
        if (fact, value) in self._rests:
            weight = REASON
        key = ("takes", who, f"{fact} {value}")
        yield Thought(Sort.OTHERS, who, relation, wordings, weight, key)

    def _freely(self, fact: Fact, value: Plain, k: int) -> Iterator[Wording]:
        """In free indirect style: `Bob, she thought, believed that …`."""
        who, other = fact.minds[:2]
        clause = held(self._facts, self.reads, nearer(fact), value, k)
        if clause is not None and self._facts.pronoun(other) in ("he", "she"):
            words = "{other as acting}, {who} {think}, {believe as it} that {x}"
            yield Wording(parts_of(words, who=who, other=other, x=clause), words)

    def _undeceived(self, event: Event, change: Change) -> Iterator[Thought]:
        """They took another to believe something, and see now that it is not so."""
        fact, before = change.fact, change.before
        own = self.reads(Fact(fact.fluent, fact.args, fact.minds[:1]), event.id)
        supposed = same(own, before) and not ((fact, before) in self._rests or fact in self._begun)
        about = nearer(nearer(fact))
        better = same(self.reads(about, event.id + 1), change.after)
        if before is None or change.how == "inferred" or supposed or not better:
            return
        old = held(self._facts, self.reads, fact, before, event.id, "think")
        if old is None:
            return
        who, other = fact.minds[:2]
        relation = Relation(Kind.UNEXPECTED, event.id, who=who, fact=fact, value=before)
        but = f"{marked('but')} {{other}} {{know}} better"
        ways = (f"{{who}} {{have}} {way} that {{old}}, {but}" for way in UNTIL_NOW)
        wordings = tuple(
            Wording(parts_of(words, who=who, other=other, old=old), words, (relation,))
            for words in ways
        )
        key = ("takes", who, f"{fact} {change.after}")
        yield Thought(Sort.OTHERS, who, relation, wordings, ENDS, key)

    def _resting(self, event: Event, mind: str | None) -> Iterator[Thought]:
        """What somebody takes another to believe, and therefore acts."""
        for reason in event.reasons:
            if mind not in (None, reason.agent):
                continue
            said = _claims(event)
            deep = [b for b in reason.beliefs if len(b.fact.minds) > 1]
            deep = [b for b in deep if (b.fact.fluent, b.fact.args) not in said]
            alike = Counter((b.fact.fluent, b.fact.args, str(b.value)) for b in deep)
            for b in deep:
                few = alike[b.fact.fluent, b.fact.args, str(b.value)] <= 1
                if few and self._tellable(b.fact) and not self._dead(b.fact.minds[1], event.id):
                    yield from self._rested(event, reason.agent, b, mind)

    def _rested(self, event: Event, who: str, b: Belief, mind: str | None) -> Iterator[Thought]:
        clause = held(self._facts, self.reads, b.fact, b.value, event.id)
        light = held(self._facts, self.reads, b.fact, b.value, event.id, "think")
        if clause is None or light is None:
            return
        relation = Relation(Kind.RESTS, event.id, b.since, who, b.fact, b.value)
        wordings = tuple(
            _takings(who, clause, light, "", mind, is_right=b.true, deep=len(b.fact.minds) > 2)
        )
        if mind is not None:
            free = self._freely(b.fact, b.value, event.id)
            so = light if len(b.fact.minds) > 2 else clause
            wordings = (*wordings, *((Wording(so, "{x}"),) if b.true else free))
        key = ("takes", who, f"{b.fact} {b.value}")
        weight = REASON + DEEPER * len(b.fact.minds) + DEEPER * (not b.true)
        yield Thought(Sort.OTHERS, who, relation, wordings, weight, key)

    # ------------------------------------------------------------ who does not know what

    def _unaware(self, event: Event, mind: str | None) -> Iterator[Thought]:
        """Who has no part in what others learn, and is going to act in error about it."""
        for about, value in self._news(event):
            for who, acts in sorted(self._misled.get(about, {}).items()):
                if who in event.saw or who in about.minds or who in event.agreed or who == mind:
                    continue
                if acts > event.id and not self._dead(who, event.id + 1):
                    yield from self._ignorance(event, who, about, value, mind)

    def _news(self, event: Event) -> Iterator[tuple[Fact, Plain]]:
        """What became so, and what somebody rightly learned of it; not how much of anything."""
        k = event.id + 1
        for c in event.changes:
            if type(c.after) in (int, float):
                continue
            if c.after is not None and not (c.fact.fluent == PLACE and self._is_person(c.fact)):
                yield c.fact, c.after
        for c in event.minds:
            one = len(c.fact.minds) == 1 and c.fact.minds[0] in self._facts.people
            one = one and type(c.after) not in (int, float)
            if one and c.after is not None and c.fact.minds != (EVERYONE,):
                own = c.fact.args[:1] == c.fact.minds
                if (
                    not own
                    and not self._is_person(c.fact)
                    and right(self.reads, c.fact, c.after, k)
                ):
                    yield c.fact, c.after

    def _is_person(self, fact: Fact) -> bool:
        return fact.fluent == PLACE and fact.args[0] in self._facts.people

    def _ignorance(
        self, event: Event, who: str, about: Fact, value: Plain, mind: str | None
    ) -> Iterator[Thought]:
        k, deep = event.id + 1, in_mind(who, about)
        seen = deep if mind is None else in_mind(mind, deep)
        taken = self.reads(seen, k)
        if same(taken, value) or (mind is not None and not self._knows(mind, about, value, k)):
            return
        truly = not same(self.reads(deep, k), value)
        clause = ignorant(self._facts, who, about, value)
        if clause is None or (mind is None and not truly):
            return
        teller = mind or ""
        kind = Kind.UNAWARE if truly else Kind.BELIEVES
        relation = Relation(kind, event.id, who=teller or who, fact=seen, value=taken)
        wordings = tuple(self._ignorances(who, about, clause, taken, mind, truly=truly))
        key = ("unaware", who, f"{about} {value}")
        yield Thought(Sort.OTHERS, who, relation, wordings, IRONY, key)

    def _ignorances(
        self, who: str, about: Fact, clause: Parts, taken: Plain, mind: str | None, *, truly: bool
    ) -> Iterator[Wording]:
        """`Bob did not know that Ann knew`: what it is has just been told."""
        if not truly:
            if mind is not None:
                words = "{mind} {think} {clause}"
                yield Wording(parts_of(words, mind=mind, clause=clause), words)
            return
        if about.minds:
            (knows, *_) = about.minds
            words = "{who} {do} not know that {knows} {know}"
            yield Wording(parts_of(words, who=who, knows=knows), words)
        else:
            words = "{who} {know} nothing of it"
            yield Wording(parts_of(words, who=who), words)
        words = "{clause}"
        yield Wording(clause, words)
        old = self._facts.clause(about, taken) if not about.minds and taken is not None else None
        if old is not None:
            words = "{who} still {believe} that {old}"
            yield Wording(parts_of(words, who=who, old=old), words)

    def _knows(self, mind: str, about: Fact, value: Plain, k: int) -> bool:
        """Whoever tells it holds it to be so."""
        own = about if about.minds[:1] == (mind,) else in_mind(mind, about)
        return same(self.reads(own, k), value)

    def _dead(self, who: str, k: int) -> bool:
        return self.reads(Fact(ALIVE, (who,)), k) is False


def _claims(event: Event) -> set[Name]:
    """What an act says: that it is said tells already who believes it."""
    return {(b.fluent, b.args) for _, b in event.act.roles if isinstance(b, Claimed)}


def _takings(
    who: str, clause: Parts, light: Parts, how: str, mind: str | None, *, is_right: bool, deep: bool
) -> Iterator[Wording]:
    """Ways to say that somebody takes another to believe something."""
    if is_right:
        learn = "{who} {know} now that {x}" if how == "told" else "{who} {see} now that {x}"
        learn = "{who} {understand} that {x}" if how == "inferred" else learn
        patterns: tuple[str, ...] = ("{who} {know} that {x}",)
        patterns = (learn, *patterns) if how else patterns
    elif mind is None:
        patterns = ("{who} {believe}, wrongly, that {x}", "{who} {think} {x}")
    else:
        patterns = ("{who} {think} {x}", "{who} {suppose} that {x}")
    for words in patterns:
        parts = light if "{think}" in words or deep else clause
        yield Wording(parts_of(words, who=who, x=parts), words)
