"""Telling: one telling while it is told, passage by passage and unit by unit."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial

from vervain.lang.frame import FramePart
from vervain.lang.world import Fluent, World
from vervain.story.chronicle import Event
from vervain.tell.acquaintance import strangers
from vervain.tell.aggregate import Deed, Single, belong, is_single, joined
from vervain.tell.amends import Amends
from vervain.tell.beats import Beats
from vervain.tell.bridge import bridge_key, reminder, reminder_key
from vervain.tell.choose import Page, Place, own, wordings
from vervain.tell.discourse import Passage, Told, Unit
from vervain.tell.flow import Flow
from vervain.tell.passing import Passages, paragraphs
from vervain.tell.passing import Words as Said
from vervain.tell.realise import Scene, inflect, realise
from vervain.tell.refer import Mentions
from vervain.tell.relation import Kind, Relation
from vervain.tell.select import Schemas
from vervain.tell.speech import Turn, leads_to, speaks_up, turn_of
from vervain.tell.spin import PAST, PERFECT, Spin, Tense
from vervain.tell.state import State
from vervain.tell.thesaurus import Thesaurus
from vervain.tell.thinking import thought_told
from vervain.tell.tree import Finite, Link, Sentence, Words, lead, sentences
from vervain.tell.value import Bound
from vervain.tell.voices import Felt, suits
from vervain.tell.when import back_words
from vervain.tell.worded import Attempt, faulty

_LONG = 45
"""Words after which a paragraph is full; a unit this long stands alone."""


@dataclass(slots=True)
class Telling:
    """The state of one telling: mentions, frames on this page, what joins the sentences and what
    the reader has been told (`flow`), who spoke last, the world's facts. `line`: what was told
    last, if no thought came after it."""

    world: World
    schemas: Schemas
    state: State
    spin: Spin
    random: random.Random
    mentions: Mentions
    flow: Flow
    page: Page = field(default_factory=Page)
    spoke: Turn | None = None
    single: Single | None = None
    line: Told | None = None
    felt: Felt | None = None
    knows: Fluent | None = None
    amends: Amends = field(default_factory=Amends)
    passages: Passages | None = None
    lexis: Thesaurus | None = None
    beats: Beats | None = None

    def turn(self, passage: Passage, opens: str) -> None:
        """Another passage: from whose mind, and in which person; nothing new if it goes on."""
        self.mentions.turn()
        if not opens:
            return
        self.spoke = self.single = self.line = None
        self.mentions.narrator = passage.focaliser if self.spin.person != 3 else None
        self.mentions.person = self.spin.person
        self.mentions.turn_to(passage.focaliser or self.spin.about)
        self.mentions.strangers = self._strangers(passage)
        self.flow.turn()

    def _strangers(self, passage: Passage) -> frozenset[str]:
        """Whose name whoever's mind the passage is told from does not know, when it begins."""
        known, who = self.knows, passage.focaliser
        if known is None or who is None:
            return frozenset()
        facts = self.state.after(passage.units[0].events[0].id - 1)
        return strangers(known, self.world, facts, who, self.mentions.people)

    def passage(self, passage: Passage, prefix: str | Event, then: Unit | None) -> list[list[Told]]:
        """The paragraphs of one passage; `prefix`: the words before its first sentence, or the
        event from which it goes back; `then` comes after it."""
        paragraphs: list[list[Told]] = [[]]
        length, reminded = 0, False
        tense = passage.tense
        following = (*passage.units[1:], then)
        for unit, after in zip(passage.units, following, strict=True):
            before, self.flow.ahead = self.page.words, after
            gone = self.amends.dropped
            if gone and unit.key(passage.focaliser) in gone:
                continue
            again = unit.thought is None and self.flow.log.knows_all(unit.events)
            if again and self.flow.log.events[unit.events[0].id] == passage.focaliser:
                continue
            if again and not reminded:
                reminded = True
                if reminder_key(unit, passage.focaliser) not in self.amends.dropped:
                    paragraphs[-1] += reminder(unit, passage.focaliser, tense, self.mentions)
            meanwhile = self._between(unit, passage, tense) if not again else []
            if meanwhile:
                parted = [p for p in paragraphs if p]
                paragraphs, length = [*parted, meanwhile, []], 0
                before = self.page.words
            plain = unit.thought is None and not again
            both = self._joined(unit, passage) if paragraphs[-1] and plain else None
            if both is not None:
                paragraphs[-1][-1] = both
                length += self.page.words - before
                continue
            last = self.flow.before
            if unit.thought is None:
                self._beat(unit, passage, tense, paragraphs)
            told = self._unit(unit, passage, tense, prefix)
            if told is None:
                continue
            told = replace(told, reminds=True) if again else told
            tense, prefix = PAST if tense is PERFECT else tense, ""
            words = self.page.words - before
            aside = unit.thought is not None
            full = length + words > 2 * _LONG and not aside
            other = last is not None and last.events[-1].agreed != unit.events[0].agreed
            said = [t for t in paragraphs[-1] if t.thinks is None][-1:]
            leads = other and leads_to(unit, after, self.mentions.people)
            answers = any(speaks_up(t, told, other=other, leads=leads) for t in said)
            if paragraphs[-1] and (full or answers):
                paragraphs.append([])
                length = 0
            paragraphs[-1].append(told)
            length += words
            self.line = told if unit.thought is None else None
            if length >= _LONG and (after is None or after.thought is None):
                paragraphs.append([])
                self.mentions.turn()
                length = 0
        self._beat(then, passage, tense, paragraphs)
        return [p for p in paragraphs if p]

    # ------------------------------------------------------------ words of passage

    def begins(self, passage: Passage) -> list[list[Told]]:
        """What the author has to say before all."""
        if self.passages is None:
            return []
        lines = self.passages.at_ends("first", self.random)
        mind, most = passage.focaliser, len(self.passages.lines)
        return paragraphs(self._said(lines, 0, mind, self.spin.tense, most))

    def ends(self, passage: Passage) -> list[list[Told]]:
        """What the author has to say of the time after the last event, and after all."""
        passages, clock = self.passages, self.flow.clock
        if passages is None:
            return []
        mind, tense, last = passage.focaliser, self.spin.tense, len(passages.chronicle.events)
        self.mentions.turn()
        gap = passages.until - (passages.world.clock if clock is None else clock)
        after = list[Told]()
        if passages.long(gap):
            lines = passages.between(last, passages.until - gap // 2, self.page, self.random)
            after = self._said(lines, last, mind, tense, passages.lines_for(gap))
        lines = passages.at_ends("last", self.random)
        found = self._said(lines, last, mind, tense, len(passages.lines))
        return [*([after] if after else []), *paragraphs(found)]

    def _between(self, unit: Unit, passage: Passage, tense: Tense) -> list[Told]:
        """What the author has to say of the time before a unit, where much is passed over."""
        gap, passages = self.flow.gap(unit), self.passages
        if passages is None or gap is None or unit.thought is not None or tense is PERFECT:
            return []
        if not passages.long(gap):
            return []
        state = unit.events[0].id
        lines = passages.between(state, unit.minute - gap // 2, self.page, self.random)
        return self._said(lines, state, passage.focaliser, tense, passages.lines_for(gap))

    def _said(
        self, lines: Iterable[Said], state: int, mind: str | None, tense: Tense, most: int
    ) -> list[Told]:
        """So many of the words of passage at most."""
        found: list[Told] = []
        for words in lines:
            if len(found) == most or self.passages is None:
                break
            if self.passages.key(words, mind) in self.amends.dropped:
                continue
            told = self.passages.told(words, state, self.mentions, mind, tense)
            if told is not None:
                self.page.use(words.line.span, told.length)
                self.flow.passage(told)
                found.append(told)
        if found:
            self.single = self.spoke = None
            self.mentions.turn()
        return found

    def _joined(self, unit: Unit, passage: Passage) -> Told | None:
        """The last sentence with this act in it as well, where both are one person's, the later
        follows from the earlier, and the words allow it."""
        single, self.single = self.single, None
        mind = passage.focaliser
        if single is None or not belong(single.unit, unit):
            return None
        alone = self.amends.alone | self.amends.named
        if alone and alone & {*single.told.tells, unit.key(mind)}:
            return None
        words = self.schemas.words
        place = Place(mind, self.page, felt=self.felt, words=self.lexis)
        ways = list(wordings(unit, place, self.schemas, self.random))
        for wording in (w for w in ways if w.frame or not ways[0].frame):
            if self.amends.bans(unit.key(mind), wording.key):
                continue
            then = Deed(wording.parts, dict(unit.act.roles))
            register = self.spin.register
            deed = None if own(wording) else joined(single.deed, then, words, register)
            if deed is None:
                continue
            mentions = single.mentions.copy()
            said = realise(deed.parts, Scene(deed.roles, {}, single.told.tense, mentions))
            events = (*single.told.events, *(e.id for e in unit.events))
            why = f"{single.told.why}; {unit.act.name} in the same sentence"
            tells = (*single.told.tells, unit.key(mind))
            told = replace(
                single.told,
                sentences=said,
                events=events,
                why=why,
                tells=tells,
                also=(wording.key,),
            )
            if not faulty(told, single.mentions):
                self.mentions = mentions
                more = told.length - single.told.length
                self.page.use(wording.key, more, wording.chosen)
                self.flow.told(unit, told, mind)
                return told
        return None

    def _unit(self, unit: Unit, passage: Passage, tense: Tense, prefix: str | Event) -> Told | None:
        if unit.thought is not None:
            self.single = None
            return self._thought(unit, passage.focaliser, tense)
        roles: dict[str, Bound] = dict(unit.act.roles)
        for name in (unit.varying, *unit.also):
            if name is not None:
                bound = (str(dict(e.act.roles)[name]) for e in unit.events)
                roles[name] = tuple(dict.fromkeys(bound))
        kept = self.mentions
        passed = None if prefix else self._passed(unit, passage, tense)
        found = self._attempt(unit, passage, tense, roles).worded()
        if found is None:
            self.mentions = kept
            return None
        wording, (told, self.mentions, motive) = found
        if motive is not None:
            self.flow.log.wants[motive.want] = self.page.words
        alone = told
        if passed is not None:
            told = replace(told, sentences=(passed, *told.sentences))
        else:
            told = self._opened(told, unit, passage.focaliser, prefix)
        self.single = None
        if motive is None and told is alone and is_single(told) and not own(wording):
            self.single = Single(unit, told, Deed(wording.parts, roles), kept)
        self.page.use(told.frame or told.wording, told.length, wording.chosen)
        self.spoke = turn_of(unit, self.mentions.people)
        self.flow.told(unit, told, passage.focaliser)
        return told

    def _attempt(
        self, unit: Unit, passage: Passage, tense: Tense, roles: dict[str, Bound]
    ) -> Attempt:
        """The unit as it is about to be put in words, after all that was told before."""
        turn = turn_of(unit, self.mentions.people)
        answering = turn is not None and self.spoke is not None and self.spoke.answered_by(turn)
        lately = {name for mention in self.mentions.last for name in mention.names}
        place = Place(passage.focaliser, self.page, answering, self.felt, self.lexis, lately)
        facts = partial(self.state.after, unit.events[-1].id)
        kept = self.mentions, self.flow, self.random
        return Attempt(unit, place, tense, roles, self.schemas, facts, *kept, self.amends)

    def _beat(
        self, then: Unit | None, passage: Passage, tense: Tense, page: list[list[Told]]
    ) -> None:
        """Put between the line of speech that was told last and what is told next what is on record
        there, if there is anything; nothing after the author's own words for this mind."""
        line, self.line = self.line, None
        unit = self.flow.before
        if line is None or unit is None or then is None or self.beats is None:
            return
        frames = self.schemas.said(unit.act) if line.frame is not None else ()
        if any(frame.own for frame in frames if frame.span == line.frame):
            return
        for beat in self.beats.after(unit, line, then, passage.focaliser, self.flow):
            if beat.key(passage.focaliser) in self.amends.dropped:
                continue
            said = self._thought(beat, passage.focaliser, tense)
            if said is not None:
                (page[-1] or page[-2]).append(said)
                return

    def _thought(self, unit: Unit, mind: str | None, tense: Tense) -> Told | None:
        """What went on in a mind, if it is told."""
        place = Place(mind, self.page, felt=self.felt, words=self.lexis)
        state = self.mentions, self.flow, self.random, self.amends
        facts = partial(self.state.after, unit.events[-1].id)
        found = thought_told(unit, tense, place, *state, facts)
        if found is None:
            return None
        told, self.mentions, chosen = found
        self.page.use(told.frame or told.wording, told.length, chosen)
        self.flow.told(unit, told, mind)
        return told

    def _passed(self, unit: Unit, passage: Passage, tense: Tense) -> Sentence | None:
        """`Three weeks went by.`, where so much time is passed over; then nobody is in mind."""
        opening = self.flow.passed(unit)
        if opening is None or tense is PERFECT or self._has_own(unit, passage.focaliser):
            return None
        self.flow.timed(opening, self.flow.gap(unit) or 0, unit.minute)
        self.mentions = self.mentions.copy()
        self.mentions.end_sentence()
        several = opening.words.endswith("s")
        verb = Finite("go", inflect("go", tense, plural=several), tense)
        (said,) = sentences(
            [Link(opening.words, relation=opening.relation), Words(" "), verb, Words(" by.")]
        )
        return said

    def _has_own(self, unit: Unit, mind: str | None) -> bool:
        frames = self.schemas.said(unit.act)
        return mind is not None and any(suits(f, unit.act, mind) and f.own for f in frames)

    def _opened(self, told: Told, unit: Unit, mind: str | None, prefix: str | Event) -> Told:
        """With the words that stand before it: those given, or those that the record allows."""
        first, *rest = told.sentences
        if isinstance(prefix, Event):
            back = prefix.minute - unit.minute
            relation = Relation(Kind.BACK, unit.events[0].id, prefix.id, value=back)
            words = "" if relation in self.amends.denied else back_words(-back)
            if words:
                return replace(told, sentences=(lead(first, f"{words} ", relation), *rest))
        elif prefix:
            return replace(told, sentences=(lead(first, f"{prefix} "), *rest))
        own = "own words" in told.why
        opening = self.flow.opening(unit, told, mind, own=own)
        if opening is None:
            return told
        if opening.relation.kind in (Kind.TIME, Kind.OFTEN):
            self.flow.timed(opening, self.flow.gap(unit) or 0, unit.minute)
        for what in () if opening.relation.kind is Kind.OFTEN else ("link", opening.words):
            self.flow.used(what)
        return replace(told, sentences=(lead(first, f"{opening.words} ", opening.relation), *rest))

    def bridge(self, parts: tuple[FramePart, ...], passage: Passage, opens: str) -> Told:
        """The author's words for going back or coming back."""
        said = realise(parts, Scene({}, {}, self.spin.tense, self.mentions))
        why = "goes back" if opens == "back" else "comes back"
        return Told(
            said,
            (),
            None,
            passage.focaliser,
            self.spin.tense,
            why=f"{why}: {passage.stage}",
            tells=(bridge_key(passage),),
        )
