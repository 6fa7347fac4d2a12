"""Proof of relations: every connective, word for time and thought of a telling is looked up again
in the record. It knows nothing of how they were found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import ClassVar

from vervain.lang.expr import Assign
from vervain.lang.values_held import held_dear, slug
from vervain.lang.world import PLACE, World
from vervain.story.chronicle import Chronicle, Claimed, Event, Fact, Plain
from vervain.story.feel.feeling import PLEASANT, Feeling, Feelings
from vervain.tell.discourse import Told
from vervain.tell.minds import EVERYONE, Minds, saw
from vervain.tell.nested_words import Reads, nearer, right, same
from vervain.tell.proof_letters import misspelt
from vervain.tell.proof_nested import KNOWING, misled
from vervain.tell.proof_words import Wordings
from vervain.tell.readings import unquoted
from vervain.tell.relation import THOUGHTS, WORDS, Kind, Relation
from vervain.tell.spin import Spin
from vervain.tell.tree import Finite, Link, Sentence, Words
from vervain.tell.when import HOUR, another, back_words, date_words, often_words, span_words

CONNECTIVES = re.compile(
    r"\b(because|so|but|although|though|meanwhile|accordingly|yet|in order)\b", re.IGNORECASE
)


class Record:
    """One story, to look relations up in. Without a world or feelings what rests on them cannot be
    proved. `trusts`: words that a unit has had once without a fault are not laid over it again."""

    def __init__(
        self,
        chronicle: Chronicle,
        world: World | None = None,
        feelings: Feelings | None = None,
        minds: Minds | None = None,
        reads: Reads | None = None,
        *,
        trusts: bool = False,
    ) -> None:
        self.events, self.minds = chronicle.events, minds or Minds(chronicle, world)
        self.feelings = {f.id: f for f in feelings.feelings} if feelings is not None else {}
        self._actions = {a.name: a for a in world.actions} if world is not None else {}
        self._wants = world.wants if world is not None else ()
        self.reads: Reads = reads or self.minds.value
        self._people = frozenset(chronicle.people)
        self.trusts, self._read = trusts, set[object]()
        self.wordings = (
            Wordings(world, chronicle, self.minds, self.feelings, self.reads) if world else None
        )

    def strays(self, told: Told, spin: Spin) -> Iterator[str]:
        """Words that are not those of what they tell, or not spelt so."""
        key = told.text, told.events, told.focaliser, spin.person
        if self.wordings is None or (self.trusts and key in self._read):
            return
        found = [*misspelt(told, self.wordings.words)]
        if not self.wordings.says_so(told, spin):
            found.append(told.text)
        if self.trusts and not found:
            self._read.add(key)
        yield from found

    def fits(self, link: Link, told: Told) -> bool:
        """The words are those that such a relation can have."""
        r, words = link.relation, link.text.strip(" ,").lower()
        if r is None:
            return False
        if r.kind is Kind.TIME:
            span = span_words(r.value) if isinstance(r.value, int) else "no time"
            more = words.removesuffix(" later").removeprefix("after ")
            dates: tuple[str, ...] = ()
            if r.of is not None and 0 <= r.of < r.to < len(self.events):
                before, now = self.events[r.of], self.events[r.to].minute
                until = before.minute + before.duration
                dates = date_words(until, now) if until < now else ()
            return more in (span, another(span), *dates)
        if r.kind is Kind.BACK:
            return isinstance(r.value, int) and f"{words}," == back_words(-r.value).lower()
        if r.kind is Kind.OFTEN:
            minutes = tuple(self.events[i].minute for i in told.events)
            ways = [way.lower() for way in often_words(minutes)]
            return r.value == len(minutes) and words in ways
        return words in WORDS.get(r.kind, ())

    def proves(self, r: Relation, told: Told) -> bool:
        """The relation is on record, and can be told from this mind."""
        if not all(0 <= i < len(self.events) for i in (r.to, r.of) if i is not None):
            return False
        return r.to in told.events and self._checks[r.kind](self, r, told.focaliser)

    # ------------------------------------------------------------ between events

    def _caused(self, r: Relation, mind: str | None) -> bool:
        """A condition of it, or a belief behind it, was made so by the other event."""
        event = self.events[r.to]
        links = _beliefs(event, r.who) if r.who else _conditions(event)
        return r.of is not None and r.of < r.to and (r.of, r.fact, r.value) in links

    def _rests(self, r: Relation, mind: str | None) -> bool:
        event = self.events[r.to]
        if not r.who:
            known = mind is None or r.fact is None or self._held(mind, r.fact, r.to) == r.value
            return known and (r.of, r.fact, r.value) in _conditions(event)
        return mind in (None, r.who) and (r.of, r.fact, r.value) in _beliefs(event, r.who)

    def _held(self, who: str, fact: Fact, k: int) -> Plain:
        return self.minds.value(Fact(fact.fluent, fact.args, (who,)), k)

    def _undoes(self, r: Relation, mind: str | None) -> bool:
        if r.of is None or r.of >= r.to:
            return False
        made = any(c.fact == r.fact and c.after == r.value for c in self.events[r.of].changes)
        unmade = any(
            c.fact == r.fact and c.before == r.value and c.after != r.value
            for c in self.events[r.to].changes
        )
        return made and unmade and not set(self.events[r.of].agreed) & set(self.events[r.to].agreed)

    def _disappoints(self, r: Relation, mind: str | None) -> bool:
        feeling = self._feeling(r)
        if r.of is None or feeling is None or feeling.emotion in PLEASANT:
            return False
        wants = {w.text for x in self.events[r.of].reasons if x.agent == r.who for w in x.wants}
        return feeling.want == r.want and r.want in wants and mind in (None, r.who)

    def _meanwhile(self, r: Relation, mind: str | None) -> bool:
        """Elsewhere, by others, at one time or between two steps of one plan."""
        if r.of is None:
            return False
        one, two = self.events[r.of], self.events[r.to]
        if None in (one.place, two.place) or one.place == two.place:
            return False
        if set(one.agreed) & set(two.agreed):
            return False
        overlap = one.minute < two.minute + two.duration and two.minute < one.minute + one.duration
        planned = {act for reason in one.reasons for act in reason.plan[1:]}
        goes_on = (e for e in self.events[r.to + 1 :] if set(e.agreed) & set(one.agreed))
        following = next(goes_on, None)
        return overlap or (following is not None and following.act in planned)

    def _time(self, r: Relation, mind: str | None) -> bool:
        if r.of is None or not isinstance(r.value, int):
            return False
        before = self.events[r.of]
        return self.events[r.to].minute - before.minute - before.duration == r.value >= 4 * HOUR

    def _back(self, r: Relation, mind: str | None) -> bool:
        if r.of is None or not isinstance(r.value, int):
            return False
        return self.events[r.of].minute - self.events[r.to].minute == r.value

    def _often(self, r: Relation, mind: str | None) -> bool:
        return isinstance(r.value, int) and r.value > 1

    # ------------------------------------------------------------ reasons

    def _purpose(self, r: Relation, mind: str | None) -> bool:
        return (
            bool(r.want)
            and mind in (None, r.who)
            and any(
                w.purpose == r.want
                for reason in self.events[r.to].reasons
                if reason.agent == r.who
                for w in reason.wants
            )
        )

    def _knowing(self, r: Relation, mind: str | None) -> bool:
        """They hold this to be so, and say something else of it."""
        event = self.events[r.to]
        if r.fact is None or r.fact.minds != (r.who,) or r.who not in event.agreed:
            return False
        claims = [b for _, b in event.act.roles if isinstance(b, Claimed)]
        about = [c for c in claims if (c.fluent, c.args) == (r.fact.fluent, r.fact.args)]
        held = any((c.fact, c.value) == (r.fact, r.value) for c in event.causes)
        return held and bool(about) and all(c.value != r.value for c in about)

    def _against(self, r: Relation, mind: str | None) -> bool:
        action = self._actions.get(self.events[r.to].act.name)
        if action is None or r.who not in self.events[r.to].agreed:
            return False
        value = slug(held_dear(r.want))
        breaks = any(
            isinstance(e, Assign) and e.fluent == f"breaches_of_{value}" for e in action.effects
        )
        return breaks and any(w.text == r.want and w.holder == r.who for w in self._wants)

    # ------------------------------------------------------------ minds

    def _unexpected(self, r: Relation, mind: str | None) -> bool:
        """They believed it, it was not so, and this event showed them."""
        if r.fact is None or not self._own(r, mind):
            return False
        changed = any(
            c.fact == r.fact and c.before == r.value and c.after != r.value
            for c in self.events[r.to].minds
        )
        return changed and not right(self.reads, r.fact, r.value, r.to)

    def _believes(self, r: Relation, mind: str | None) -> bool:
        if not self._own(r, mind) or r.fact is None:
            return False
        if len(r.fact.minds) > 1 and not r.how:  # it stayed, while what it is about changed
            about = nearer(nearer(r.fact))
            moved = self.reads(about, r.to) != self.reads(about, r.to + 1)
            return moved and same(self.reads(r.fact, r.to + 1), r.value)
        return any(
            c.fact == r.fact and c.after == r.value and c.how == r.how
            for c in self.events[r.to].minds
        )

    def _knows(self, r: Relation, mind: str | None) -> bool:
        so = r.fact is not None and right(self.reads, r.fact, r.value, r.to + 1)
        return so and self._believes(r, mind)

    def _unaware(self, r: Relation, mind: str | None) -> bool:
        """Something changed, for the world or in a mind, and somebody takes it to be as it was, or
        does not know; told from a mind, that is what this mind takes them to do."""
        if r.fact is None or not r.fact.minds:
            return False
        if r.who != (mind or r.fact.minds[0]) or r.fact.minds[0] != r.who:
            return False
        deep = r.fact if mind is None else nearer(r.fact)
        about, k = nearer(deep), r.to + 1
        value = self.reads(about, k)
        moved = value is not None and not same(self.reads(about, r.to), value)
        ignorant = not same(self.reads(deep, k), value)
        taken = self.reads(r.fact, k)
        return moved and ignorant and same(taken, r.value) and not same(taken, value)

    def _own(self, r: Relation, mind: str | None) -> bool:
        """The belief is of the one it is told of, who is the one it is told from, if anybody."""
        whose = r.fact is not None and r.fact.minds[:1] in ((r.who,), (EVERYONE,))
        return whose and mind in (None, r.who)

    # ------------------------------------------------------------ feelings

    def _feeling(self, r: Relation) -> Feeling | None:
        feeling = self.feelings.get(r.feeling) if r.feeling is not None else None
        if feeling is None or feeling.who != r.who or feeling.event != r.to:
            return None
        return feeling

    def _feels(self, r: Relation, mind: str | None) -> bool:
        return mind == r.who and self._feeling(r) is not None

    def _shows(self, r: Relation, mind: str | None) -> bool:
        """Somebody else's, who was there, as was whoever tells it."""
        event = self.events[r.to]
        seen = r.who in event.saw and saw(event, mind) and r.who not in event.agreed
        return mind != r.who and seen and self._feeling(r) is not None

    # ------------------------------------------------------------ beside a line of speech

    def _beside(self, r: Relation, mind: str | None) -> bool:
        """Something is said there, and whoever tells it hears it."""
        event = self.events[r.to]
        said = any(isinstance(bound, Claimed) for _, bound in event.act.roles)
        return said and saw(event, mind)

    def _unanswered(self, r: Relation, mind: str | None) -> bool:
        """They heard it, and what they do next, if anything, is to say nothing to who spoke."""
        event = self.events[r.to]
        mine = (e for e in self.events[r.to + 1 :] if r.who in e.agreed)
        roles = (
            [bound for _, bound in following.act.roles] if (following := next(mine, None)) else []
        )
        answers = any(isinstance(b, Claimed) for b in roles) and set(roles) & set(event.agreed)
        return self._beside(r, mind) and r.who in event.saw and not answers

    def _hears(self, r: Relation, mind: str | None) -> bool:
        event = self.events[r.to]
        roles = {bound for _, bound in event.act.roles if isinstance(bound, str)}
        return self._beside(r, mind) and r.who in event.saw and r.who not in roles

    def _holds(self, r: Relation, mind: str | None) -> bool:
        """It was theirs before the line and after it, and this is known."""
        if r.fact is None or r.fact.fluent != PLACE or r.value != r.who:
            return False
        known = mind is None or self._held(mind, r.fact, r.to + 1) == r.who
        still = all(self.minds.value(r.fact, r.to + k) == r.who for k in (0, 1))
        return self._beside(r, mind) and still and known

    def _alone(self, r: Relation, mind: str | None) -> bool:
        """Nobody is there but who has a part in what is said; nor is anybody thought to be."""
        event = self.events[r.to]
        roles = {bound for _, bound in event.act.roles if isinstance(bound, str)}
        others = [Fact(PLACE, (who,)) for who in self._people - roles]
        there = any(self.minds.value(fact, r.to + 1) == r.value for fact in others)
        thought = mind is not None and any(
            self._held(mind, fact, r.to + 1) == r.value for fact in others
        )
        return self._beside(r, mind) and event.place == r.value and not there and not thought

    _checks: ClassVar[dict[Kind, Callable[[Record, Relation, str | None], bool]]] = {
        Kind.CAUSED: _caused,
        Kind.RESTS: _rests,
        Kind.UNDOES: _undoes,
        Kind.DISAPPOINTS: _disappoints,
        Kind.MEANWHILE: _meanwhile,
        Kind.TIME: _time,
        Kind.BACK: _back,
        Kind.OFTEN: _often,
        Kind.PURPOSE: _purpose,
        Kind.KNOWING: _knowing,
        Kind.AGAINST: _against,
        Kind.UNEXPECTED: _unexpected,
        Kind.BELIEVES: _believes,
        Kind.KNOWS: _knows,
        Kind.UNAWARE: _unaware,
        Kind.FEELS: _feels,
        Kind.SHOWS: _shows,
        Kind.BESIDE: _beside,
        Kind.UNANSWERED: _unanswered,
        Kind.HEARS: _hears,
        Kind.HOLDS: _holds,
        Kind.ALONE: _alone,
    }


Grounds = list[tuple[int | None, Fact | None, Plain]]


def _conditions(event: Event) -> Grounds:
    """What it needed: made so by which event, and what."""
    return [(c.event, c.fact, c.value) for c in event.causes]


def _beliefs(event: Event, who: str) -> Grounds:
    """What somebody's reason for it rests on."""
    reasons = (r for r in event.reasons if r.agent == who)
    return [(b.since, b.fact, b.value) for r in reasons for b in r.beliefs]


def unproved(told: Told, record: Record) -> Iterator[tuple[str, Relation | None]]:
    """What the telling says of relations and the record does not: each as `--explain` has it; and
    connectives of the teller's own that stand for nothing."""
    for relation in told.relations:
        if not record.proves(relation, told):
            yield str(relation), relation
    thought = told.thinks
    if thought is not None and (thought.kind not in THOUGHTS or set(told.events) != {thought.to}):
        yield str(thought), thought
    for sentence in told.sentences:
        for link in sentence.links:
            if not record.fits(link, told):
                yield link.text, link.relation
    if told.frame is None and told.events:
        for sentence in told.sentences:
            for bare in _bare(sentence):
                yield bare, None
    if told.thinks is not None and told.thinks.kind is Kind.BELIEVES:
        for text in _as_so(told):
            yield text, None
        fact, value, to = told.thinks.fact, told.thinks.value, told.thinks.to
        if fact is not None and "wrongly" in told.text and right(record.reads, fact, value, to + 1):
            yield told.text, told.thinks
    for text, relation in misled(told, record.reads):
        yield text, relation


def _bare(sentence: Sentence) -> Iterator[str]:
    """Connectives that are no links, outside quotation marks."""
    inside = False
    for token in sentence.tokens:
        if isinstance(token, Words):
            bare, inside = unquoted(token.text, inside)
            if not isinstance(token, Link):
                yield from (found[0] for found in CONNECTIVES.finditer(bare))


def _as_so(told: Told) -> Iterator[str]:
    """A belief that is told as if it were so."""
    verbs = [t for s in told.sentences for t in s.tokens if isinstance(t, Finite)]
    if not verbs or any(verb.lemma in KNOWING for verb in verbs[:1]):
        yield told.text
