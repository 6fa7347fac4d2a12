"""Proof of words: what a telling says of an event is what its author's line, or the act's own
phrase, says of just that event; and what follows a connective is what it stands for.

Each told unit is laid over the skeleton of its words, filled anew from the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from vervain.lang.frame import Frame
from vervain.lang.voice import is_library
from vervain.lang.world import PLACE, Action, Phrase, Reaction, World
from vervain.story.chronicle import Act, Chronicle, Claimed, Event, Fact
from vervain.story.feel.feeling import Feeling
from vervain.tell.discourse import Told, before
from vervain.tell.fact_parts import Facts, Parts
from vervain.tell.lexicon import lexicon_of
from vervain.tell.minds import Minds
from vervain.tell.nested_words import Reads
from vervain.tell.plain import WENT_ON, frame_of, passive_of, plainer
from vervain.tell.proof_clauses import Clauses
from vervain.tell.relation import BESIDES, Kind
from vervain.tell.shape import reads_facts
from vervain.tell.skeleton import LINK, Filling, in_past, of_sentences, of_tokens
from vervain.tell.spin import Spin
from vervain.tell.state import State
from vervain.tell.thesaurus import Thesaurus
from vervain.tell.tree import Aside, Link, Mention, Sentence, Token
from vervain.tell.value import Bound

_PREFIX = re.compile(rf"^(?:{LINK} ?|now )")
_WANT = re.compile(r"^\. (<[^>]*>) (?:still )?\[want\] (.*)$")
_CLAUSE = re.compile(rf"^,? (?:still )?{LINK}(.*)$")


MOST_KNOWN = 8192
"""Units of which it is remembered what they can say."""


class Wordings:
    """The words that the events of one story can have."""

    def __init__(
        self,
        world: World,
        chronicle: Chronicle,
        minds: Minds,
        feelings: dict[int, Feeling],
        reads: Reads,
    ) -> None:
        self.world, self.events = world, chronicle.events
        self.facts, self.state = Facts(world), State(chronicle)
        self.words = lexicon_of(world)
        acts: tuple[Action | Reaction, ...] = (*world.actions, *world.reactions)
        self.spans = {act.name: act.span for act in acts}
        self.phrases: dict[str, Phrase] = {act.name: act.phrase for act in acts}
        self.frames: dict[object, Frame] = {f.span: f for act in acts for f in act.frames}
        self.ties = frozenset(f for f, value in chronicle.start if value is True and not f.minds)
        self.thesaurus = Thesaurus(world.voice.synonyms, self.words)
        self._known: dict[object, tuple[str, ...]] = {}
        self.clauses = Clauses(world, self.facts, minds, feelings, reads, self.thesaurus)

    def says_so(self, told: Told, spin: Spin) -> bool:
        """The words of a unit are those of its events, of its thought, or of the passage."""
        if not told.tells or told.tells[0][2] == "reminder":
            return True
        if told.tells[0][2].startswith("words of passage, said"):
            return True
        if not told.events:
            passing = (w for back in spin.looks_back for w in (back.opening, back.closing))
            return of_sentences(told.sentences) in {self.clauses.filling.says(w) for w in passing}
        if told.thinks is not None:
            said = of_sentences(told.sentences)
            if told.thinks.kind in BESIDES:
                return True
            pattern = told.wording.partition(": ")[2]
            if told.thinks.kind in (Kind.FEELS, Kind.SHOWS):
                return said in self.clauses.felt(told.thinks, told.frame or pattern)
            event = self.events[told.thinks.to]
            return said in self.clauses.thought(told.thinks, pattern, event, told.focaliser)
        if not all(self._tied(sentence) for sentence in told.sentences):
            return False
        text = of_sentences(tuple(_without_asides(s) for s in _without_passing(told)))
        can = self._can(told)
        if text in can:
            return True
        return any(
            body.startswith(said) and self._follows(told, body[len(said) :])
            for said in can
            for body in (text, _PREFIX.sub("", text))
        )

    def _tied(self, sentence: Sentence) -> bool:
        """What is said beside of somebody is so, of those two."""
        tokens = sentence.tokens
        for i, token in enumerate(tokens):
            if isinstance(token, Aside) and token.fact is not None:
                near = [t.names for t in tokens[max(0, i - 1) : i + 4] if isinstance(t, Mention)]
                if near != [(arg,) for arg in token.fact.args] or token.fact not in self.ties:
                    return False
        return True

    def _follows(self, told: Told, rest: str) -> bool:
        """What comes after the act itself says what its connective stands for."""
        if not rest:
            return True
        links = [r for s in told.sentences for r in s.relations]
        wants, clause = _WANT.match(rest), _CLAUSE.match(rest)
        for r in links:
            if wants and wants[1] == f"<{r.who.lower()}>":
                if wants[2] in self.clauses.wanted(r):
                    return True
            elif clause and clause[1].strip() in self.clauses.after(r, self.events[r.to]):
                return True
        return False

    # ------------------------------------------------------------ an act

    def _can(self, told: Told) -> tuple[str, ...]:
        """What the unit can say, found once for this story."""
        key = told.tells, told.wordings, told.events, told.tense
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            known = self._known[key] = tuple(self._said(told))
        return known

    def _said(self, told: Told) -> Iterator[str]:
        """What the unit can say, without a reason."""
        if len(told.tells) == 1:
            yield from self._of(told, told.tells[0][2], told.wordings[:1], told.events)
            return
        if told.tells[1][1] not in told.events:
            return
        start = told.events.index(told.tells[1][1])
        one, two = told.tells
        first = self._of(told, one[2], told.wordings[:1], told.events[:start])
        second = self._of(told, two[2], told.wordings[1:], told.events[start:])
        for one_said, then in product(tuple(first), tuple(second)):
            yield f"{one_said} and {re.sub(r'^<[^>]*> ?', '', then)}"

    def _of(
        self, told: Told, act: str, wording: tuple[object, ...], events: tuple[int, ...]
    ) -> Iterator[str]:
        mine = [self.events[i] for i in events]
        for roles in _bindings(mine, act):
            for parts in self._parts(told, act, wording, roles):
                reads = reads_facts(parts, self.words)
                facts = self.state.after(mine[-1].id) if reads else {}
                was = before(mine) if reads else {}
                filling = Filling(self.world, self.facts.people, roles, facts, was)
                frame = self.frames.get(wording[0]) if wording else None
                ours = is_library(frame.span if frame is not None else self.spans[act])
                for way in self.thesaurus.every(parts, ours=ours):
                    said = filling.says(way)
                    yield said
                    if any(isinstance(bound, Claimed) for bound in roles.values()):
                        yield in_past(said)

    def _parts(
        self, told: Told, act: str, wording: tuple[object, ...], roles: dict[str, Bound]
    ) -> Iterator[Parts]:
        key = wording[0] if wording else ""
        if key in self.frames:
            yield self.frames[key].parts
        elif key == "went on":
            yield WENT_ON
        elif key == f"{act}, passive":
            yield passive_of(self.phrases[act], self.words)
        elif key == f"{act}, plainer":
            yield from plainer(self.phrases[act], roles, told.tense)
        elif key == act:
            yield frame_of(self.phrases[act])


def _without_asides(sentence: Sentence) -> Sentence:
    """The sentence, but for what is said beside of somebody in it."""
    kept, inside = list[Token](), False
    for token in sentence.tokens:
        if isinstance(token, Aside):
            inside = token.fact is not None
        elif not inside:
            kept.append(token)
    return sentence if len(kept) == len(sentence.tokens) else Sentence(tuple(kept))


def _without_passing(told: Told) -> tuple[Sentence, ...]:
    """The sentences, but for one that says how much time went by."""
    first, *rest = told.sentences
    passed = bool(rest) and isinstance(first.tokens[0], Link)
    if passed and of_tokens(first.tokens) == f"{LINK} [go] by":
        return tuple(rest)
    return told.sentences


def _bindings(events: list[Event], act: str) -> Iterator[dict[str, Bound]]:
    """What the roles of a unit can stand for: as in its first event; all that fill one; and of one
    way in several legs whence and whither it led."""
    acts: list[Act] = []
    for event in events:
        acts += [a for a in (event.act, *event.reactions) if a.name == act]
    if not acts:
        return
    yield dict(acts[0].roles)
    if len(acts) == 1:
        return
    columns = {
        name: tuple(dict.fromkeys(dict(a.roles)[name] for a in acts)) for name, _ in acts[0].roles
    }
    yield {
        name: column[0] if len(column) == 1 else tuple(map(str, column))
        for name, column in columns.items()
    }
    last, who = events[-1], events[0].agreed[:1]
    first = next((c for c in events[0].changes if c.fact == Fact(PLACE, who)), None)
    then = next((c for c in last.changes if c.fact == Fact(PLACE, who)), None)
    if first is not None and then is not None:
        yield {n: str(first.before) if b == then.before else b for n, b in last.act.roles}
