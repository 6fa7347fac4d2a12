"""Beats: what is told between two lines of speech, or after one that nobody answers.

Nothing is made up: what shows of whoever was spoken to; that they do not answer; who else hears it;
what the speaker still has; that nobody else is there; and the author's own beats, where their
conditions hold. The proof looks each up again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vervain.lang.frame import Frame
from vervain.lang.voice import ENGLISH, Beat
from vervain.lang.world import PLACE
from vervain.story.chronicle import Act, Claimed, Event, Fact
from vervain.tell.discourse import Told, Unit
from vervain.tell.flow import Flow
from vervain.tell.inner import Inner
from vervain.tell.minds import saw
from vervain.tell.now import Now
from vervain.tell.relation import Kind, Relation
from vervain.tell.signs import told_from
from vervain.tell.speech import QUOTES, Turn, turn_of
from vervain.tell.thesaurus import spelt
from vervain.tell.thought import Sort, Thought, Wording
from vervain.tell.value import Bound
from vervain.tell.voices import is_felt

APART = 4
"""One sentence in so many may be a beat."""

KINDS = {
    "": Kind.BESIDE,
    "unanswered": Kind.UNANSWERED,
    "overheard": Kind.HEARS,
    "holding": Kind.HOLDS,
    "alone": Kind.ALONE,
}

Roles = dict[str, Bound]
_PARTIES = ("who", "whom")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line that has been told: its event, and who spoke to whom."""

    event: Event
    turn: Turn


@dataclass(frozen=True, slots=True)
class Beats:
    """Finds beats in one story."""

    beats: tuple[Beat, ...]
    inner: Inner
    now: Now
    events: tuple[Event, ...]
    register: str

    def after(
        self, unit: Unit, told: Told, ahead: Unit, mind: str | None, flow: Flow
    ) -> Iterator[Unit]:
        """What can be told after a line of speech, the best first; nothing where the author has
        words of their own for this mind, or where something else is told of the line.

        `told` is the line, `ahead` what comes next."""
        people, event = self.inner.facts.people, unit.events[-1]
        turn, then = turn_of(unit, people), turn_of(ahead, people)
        if turn is None or not any(mark in told.text for mark in QUOTES):
            return
        if len(unit.events) > 1 or not flow.apart("beat", APART) or not saw(event, mind):
            return
        goes_on = then is not None and then.speaker in (turn.speaker, *turn.hearers)
        answered = then is not None and turn.answered_by(then)
        spoken = Spoken(event, turn)
        thoughts = [*self._signs(spoken, mind)] if goes_on else []
        occasions = [o for o in KINDS if (not answered if o == "unanswered" else goes_on)]
        found = [*self._beats(spoken, mind, occasions)]
        found.sort(key=lambda beat: (_is_ours(beat), flow.at.get(f"beat {beat.key[1]}", -1)))
        for thought in (*thoughts, *found):
            yield Unit((event,), unit.act, thought=thought)

    def _signs(self, spoken: Spoken, mind: str | None) -> Iterator[Thought]:
        """What shows of those who were spoken to, be it less strong than what is told elsewhere."""
        for hearer in sorted(spoken.turn.hearers - {mind or ""}):
            for thought in self.inner.signs_of(spoken.event, hearer, mind):
                yield replace(thought, sort=Sort.BEAT)

    def _beats(self, spoken: Spoken, mind: str | None, occasions: list[str]) -> Iterator[Thought]:
        """The occasions that are on record; the author's lines for each before the library's."""
        for occasion in occasions:
            for roles, relation in self._on_record(spoken, occasion, mind):
                wordings = tuple(self._wordings(spoken, occasion, roles, mind))
                if wordings:
                    about = next(iter(roles[name] for name in roles if name not in _PARTIES), "")
                    key = ("beat", occasion, str(about or spoken.event.id))
                    yield Thought(Sort.BEAT, spoken.turn.speaker, relation, wordings, key=key)

    def _wordings(
        self, spoken: Spoken, occasion: str, roles: Roles, mind: str | None
    ) -> Iterator[Wording]:
        lines = [b.frame for b in self.beats if b.occasion == occasion]
        fit = [f for f in lines if self._fits(f, spoken, roles, mind)]
        own = [f for f in fit if f.span.file != ENGLISH]
        for frame in own or fit:
            marks = (frame.own, frame.cond is not None or frame.feels is not None)
            rank = -sum((*marks, bool(frame.register)))
            span = frame.span if own else None
            yield Wording(frame.parts, spelt(frame.parts), (), roles, span, rank)

    def _fits(self, frame: Frame, spoken: Spoken, roles: Roles, mind: str | None) -> bool:
        named = {name: bound for name, bound in roles.items() if isinstance(bound, str)}
        if frame.register not in ("", self.register) or not told_from(frame, named, mind):
            return False
        after = spoken.event.id + 1
        if frame.feels is not None:
            felt = self.inner.felt.holds
            return is_felt(frame.feels, Act("beat", tuple(named.items())), after, felt)
        return self.now.is_so(frame.cond, named, after)

    # ------------------------------------------------------------ what is on record

    def _on_record(
        self, spoken: Spoken, occasion: str, mind: str | None
    ) -> Iterator[tuple[Roles, Relation]]:
        event, speaker = spoken.event, spoken.turn.speaker
        hearers = tuple(sorted(spoken.turn.hearers))
        roles: Roles = {"who": speaker, "whom": hearers[0] if len(hearers) == 1 else hearers}
        kind = KINDS[occasion]
        match occasion:
            case "unanswered":
                if len(hearers) == 1 and self._is_left(spoken, hearers[0]):
                    yield roles, Relation(kind, event.id, who=hearers[0])
            case "overheard":
                for other in self._others(spoken, mind):
                    yield {**roles, "other": other}, Relation(kind, event.id, who=other)
            case "holding":
                for thing in self._held(event, speaker, mind):
                    fact = Fact(PLACE, (thing,))
                    relation = Relation(kind, event.id, who=speaker, fact=fact, value=speaker)
                    yield {**roles, "what": thing}, relation
            case "alone":
                if event.place is not None and self._is_alone(spoken, event.place, mind):
                    fact = Fact(PLACE, (speaker,))
                    relation = Relation(kind, event.id, who=speaker, fact=fact, value=event.place)
                    yield {**roles, "here": event.place}, relation
            case _:
                yield roles, Relation(kind, event.id, who=speaker)

    def _is_left(self, spoken: Spoken, hearer: str) -> bool:
        """It is about whoever heard it, and what they do next is no answer."""
        event, speaker = spoken.event, spoken.turn.speaker
        claims = [bound for _, bound in event.act.roles if isinstance(bound, Claimed)]
        about = any(hearer in (*claim.args, claim.value) for claim in claims)
        return about and saw(event, hearer) and not replies(self.events, event, hearer, speaker)

    def _others(self, spoken: Spoken, mind: str | None) -> Iterator[str]:
        """The only one who hears it beside those who speak with each other."""
        parties = {spoken.turn.speaker, *spoken.turn.hearers}
        others = [who for who in spoken.event.saw if who not in parties]
        if len(others) == 1 and others[0] in self.inner.facts.people and others[0] != mind:
            yield others[0]

    def _held(self, event: Event, speaker: str, mind: str | None) -> Iterator[str]:
        """What the speaker had before, and has still, as far as is known to this mind."""
        minds, knowing = self.inner.minds, ((),) if mind is None else ((), (mind,))
        for thing in self.inner.facts.things:
            states = ((Fact(PLACE, (thing,), m), k) for m in knowing for k in (0, 1))
            if all(minds.value(fact, event.id + k) == speaker for fact, k in states):
                yield thing

    def _is_alone(self, spoken: Spoken, here: str, mind: str | None) -> bool:
        """Nobody else is there, nor is thought to be by this mind."""
        minds, knowing = self.inner.minds, ((),) if mind is None else ((), (mind,))
        parties = {spoken.turn.speaker, *spoken.turn.hearers}
        others = (who for who in self.inner.facts.people if who not in parties)
        return not any(
            minds.value(Fact(PLACE, (who,), m), spoken.event.id + 1) == here
            for who in others
            for m in knowing
        )


def _is_ours(beat: Thought) -> bool:
    """The words are the library's."""
    return beat.wordings[0].frame is None


def replies(events: tuple[Event, ...], line: Event, hearer: str, speaker: str) -> bool:
    """What the hearer does next is to say something to whoever spoke."""
    later = (event for event in events[line.id + 1 :] if hearer in event.agreed)
    following = next(later, None)
    if following is None:
        return False
    bound = [value for _, value in following.act.roles]
    return speaker in bound and any(isinstance(value, Claimed) for value in bound)
