"""The teller: Chronicle → Discourse, stage by stage.

spin → select (what the focaliser knows) → arrange (order) → motive (why) → choose (words) → refer
→ realise → proof. What the proof finds is told in other words; a fault never ships.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from vervain.lang.frame import FramePart
from vervain.lang.world import Fluent, World
from vervain.story.chronicle import Chronicle
from vervain.story.feel.feeling import Feelings
from vervain.tell.acquaintance import knowing, strangers
from vervain.tell.aggregate import Deed, Single, belong, is_single, joined
from vervain.tell.arrange import arrange
from vervain.tell.bridge import bridge, opens, reminder
from vervain.tell.choose import TWICE, Page, Place, Wording, own, wordings
from vervain.tell.discourse import Discourse, Passage, Told, Unit
from vervain.tell.emotions import Emotions
from vervain.tell.fact_parts import Facts
from vervain.tell.flow import Flow
from vervain.tell.gather import Gathering
from vervain.tell.inner import Inner
from vervain.tell.length import shortened
from vervain.tell.minds import Minds
from vervain.tell.once import once
from vervain.tell.plain import WENT_ON, plainer
from vervain.tell.proof import Fault, Reader, clean, verbs
from vervain.tell.reader_log import ReaderLog
from vervain.tell.realise import Scene, inflect, realise
from vervain.tell.reasoned import Plain, Try, reasoned
from vervain.tell.refer import Mentions
from vervain.tell.register import in_register
from vervain.tell.relation import Kind
from vervain.tell.rhetoric import Rhetoric
from vervain.tell.select import Schemas
from vervain.tell.shape import reads_facts
from vervain.tell.speech import Turn, speaks_up, turn_of
from vervain.tell.spin import NOBODY, Spin, Tense
from vervain.tell.state import State
from vervain.tell.thinking import thought_told
from vervain.tell.tree import Finite, Link, Sentence, Words, lead, sentences
from vervain.tell.value import Bound
from vervain.tell.voices import Felt, suits
from vervain.tell.weight import weights

_schemas, _facts, _minds, _knowing = once(Schemas.of), once(Facts), once(Minds), once(knowing)

_LONG = 45
"""Words after which a paragraph is full; a unit this long stands alone."""


@dataclass(slots=True)
class _Telling:
    """The state of one telling: mentions, frames on this page, what joins the sentences and what
    the reader has been told (`flow`), who spoke last, the world's facts."""

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
    trying: Wording = field(default_factory=lambda: Wording(None, (), ""))
    felt: Felt | None = None
    knows: Fluent | None = None

    def turn(self, passage: Passage, opens: str) -> None:
        """Another passage: from whose mind, and in which person; nothing new if it goes on."""
        self.mentions.turn()
        if not opens:
            return
        self.spoke = self.single = None
        self.mentions.narrator = passage.focaliser if self.spin.person != 3 else None
        self.mentions.person = self.spin.person
        self.mentions.turn_to(passage.focaliser)
        self.mentions.strangers = self._strangers(passage)
        self.flow.turn()

    def _strangers(self, passage: Passage) -> frozenset[str]:
        """Whose name whoever's mind the passage is told from does not know, when it begins."""
        known, who = self.knows, passage.focaliser
        if known is None or who is None:
            return frozenset()
        facts = self.state.after(passage.units[0].events[0].id - 1)
        return strangers(known, self.world, facts, who, self.mentions.people)

    def passage(self, passage: Passage, prefix: str, then: Unit | None) -> list[list[Told]]:
        """The paragraphs of one passage; `prefix` stands before its first sentence, `then` comes
        after it."""
        paragraphs: list[list[Told]] = [[]]
        length, reminded = 0, False
        tense = passage.tense
        following = (*passage.units[1:], then)
        for unit, after in zip(passage.units, following, strict=True):
            before, self.flow.ahead = self.page.words, after
            again = unit.thought is None and self.flow.log.knows_all(unit.events)
            if again and self.flow.log.events[unit.events[0].id] == passage.focaliser:
                continue
            if again and not reminded:
                paragraphs[-1] += reminder(unit, passage.focaliser, tense, self.mentions)
                reminded = True
            plain = unit.thought is None and not again
            both = self._joined(unit, passage) if paragraphs[-1] and plain else None
            if both is not None:
                paragraphs[-1][-1] = both
                length += self.page.words - before
                continue
            last = self.flow.before
            told = self._unit(unit, passage, tense, prefix)
            if told is None:
                continue
            told = replace(told, reminds=told.reminds or again)
            tense, prefix = Tense.PAST if tense is Tense.PERFECT else tense, ""
            words = self.page.words - before
            aside = unit.thought is not None
            full = length + words > 2 * _LONG and not aside
            other = last is not None and last.events[-1].agreed != unit.events[0].agreed
            answers = bool(paragraphs[-1]) and speaks_up(paragraphs[-1][-1], told, other=other)
            if paragraphs[-1] and (full or answers):
                paragraphs.append([])
                length = 0
            paragraphs[-1].append(told)
            length += words
            if length >= _LONG and (after is None or after.thought is None):
                paragraphs.append([])
                self.mentions.turn()
                length = 0
        return [p for p in paragraphs if p]

    def _joined(self, unit: Unit, passage: Passage) -> Told | None:
        """The last sentence with this act in it as well, where both are one person's, the later
        follows from the earlier, and the words allow it."""
        single, self.single = self.single, None
        if single is None or not belong(single.unit, unit):
            return None
        words, place = self.schemas.words, Place(passage.focaliser, self.page)
        ways = list(wordings(unit, place, self.schemas, self.random))
        for wording in (w for w in ways if w.frame or not ways[0].frame):
            then = Deed(wording.parts, dict(unit.act.roles))
            deed = None if own(wording) else joined(single.deed, then, words)
            if deed is None:
                continue
            mentions = single.mentions.copy()
            said = realise(deed.parts, Scene(deed.roles, {}, single.told.tense, mentions))
            events = (*single.told.events, *(e.id for e in unit.events))
            why = f"{single.told.why}; {unit.act.name} in the same sentence"
            told = replace(single.told, sentences=said, events=events, why=why)
            if not self._faulty(told, single.mentions):
                self.mentions = mentions
                self.page.use(wording.key, len(told.text.split()) - len(single.told.text.split()))
                self.flow.told(unit, told, passage.focaliser)
                return told
        return None

    def _unit(self, unit: Unit, passage: Passage, tense: Tense, prefix: str) -> Told | None:
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
        found = self._worded(unit, passage, tense, roles)
        if found is None:
            self.mentions = kept
            return None
        told, self.mentions, motive = found
        if motive is not None:
            self.flow.log.wants[motive.want] = self.page.words
        alone = told
        if passed is not None:
            told = replace(told, sentences=(passed, *told.sentences))
        else:
            told = self._opened(told, unit, passage.focaliser, prefix)
        self.single = None
        if motive is None and told is alone and is_single(told) and not own(self.trying):
            self.single = Single(unit, told, Deed(self.trying.parts, roles), kept)
        self.page.use(told.frame or told.wording, len(told.text.split()))
        self.spoke = turn_of(unit, self.mentions.people)
        self.flow.told(unit, told, passage.focaliser)
        return told

    def _thought(self, unit: Unit, mind: str | None, tense: Tense) -> Told | None:
        """What went on in a mind, if it is told."""
        state = self.mentions, self.flow, self.page, self.random
        found = thought_told(unit, mind, tense, *state, self._faulty)
        if found is None:
            return None
        told, self.mentions = found
        self.page.use(told.wording, len(told.text.split()))
        self.flow.told(unit, told, mind)
        return told

    def _passed(self, unit: Unit, passage: Passage, tense: Tense) -> Sentence | None:
        """`Three weeks went by.`, where so much time is passed over; then nobody is in mind."""
        opening = self.flow.passed(unit)
        if opening is None or tense is Tense.PERFECT or self._has_own(unit, passage.focaliser):
            return None
        self.flow.used("time")
        self.mentions = self.mentions.copy()
        self.mentions.end_sentence()
        several = opening.words.endswith("s")
        verb = Finite("go", inflect("go", tense, plural=several), tense)
        (said,) = sentences(
            [Link(opening.words, relation=opening.relation), Words(" "), verb, Words(" by.")]
        )
        return said

    def _has_own(self, unit: Unit, mind: str | None) -> bool:
        frames = self.schemas.frames(unit.act)
        return mind is not None and any(suits(f, unit.act, mind) and f.own for f in frames)

    def _opened(self, told: Told, unit: Unit, mind: str | None, prefix: str) -> Told:
        """With the words that stand before it: those given, or those that the record allows."""
        first, *rest = told.sentences
        if prefix:
            return replace(told, sentences=(lead(first, f"{prefix} "), *rest))
        own = "own words" in told.why
        opening = self.flow.opening(unit, told, mind, own=own)
        if opening is None:
            return told
        timed = opening.relation.kind in (Kind.TIME, Kind.OFTEN)
        for what in ("time",) if timed else ("link", opening.words):
            self.flow.used(what)
        return replace(told, sentences=(lead(first, f"{opening.words} ", opening.relation), *rest))

    def _worded(
        self, unit: Unit, passage: Passage, tense: Tense, roles: dict[str, Bound]
    ) -> Try | None:
        """The first wording in which the proof finds no fault. None: all that could be said of it
        stands on this page already, even that it went on."""
        fresh = False
        turn = turn_of(unit, self.mentions.people)
        answering = turn is not None and self.spoke is not None and self.spoke.answered_by(turn)
        place = Place(passage.focaliser, self.page, answering, self.felt)
        for wording in wordings(unit, place, self.schemas, self.random):
            fresh = True
            for tried in self._tries(unit, passage, tense, roles, wording):
                if not self._faulty(tried[0]):
                    return tried
        phrase = self.schemas.phrase(unit.act)
        key = f"{unit.act.name}, plainer"
        ways = [(key, TWICE, p) for p in plainer(phrase, roles, tense) if fresh]
        for key, most, parts in (*ways, ("went on", 1, WENT_ON)):
            if self.page.count(key) < most:
                wording = Wording(None, parts, key)
                *_, tried = self._tries(unit, passage, tense, roles, wording, bare=True)
                if not self._faulty(tried[0]):
                    return tried
        return None

    def _tries(
        self,
        unit: Unit,
        passage: Passage,
        tense: Tense,
        roles: dict[str, Bound],
        wording: Wording,
        *,
        bare: bool = False,
    ) -> Iterator[Try]:
        """One wording, with the reason for the act where it can be said, and without."""
        frame, parts = wording.frame, wording.parts
        self.trying = wording
        mentions = self.mentions.copy()
        asks = reads_facts(parts, self.schemas.words)
        facts = self.state.after(unit.events[-1].id) if asks else {}
        scene = Scene(roles, facts, tense, mentions, unit.undone() if asks else {})
        mine = own(wording)
        nobodys = frame is not None and frame.focaliser == NOBODY
        mentions.bare = bare
        mentions.introduces = nobodys or not (mine or unit.glimpsed)
        said = realise(parts, scene)
        mentions.bare = mentions.introduces = False
        plain = Told(
            said,
            tuple(e.id for e in unit.events),
            frame.span if frame else None,
            passage.focaliser,
            tense,
            unit.knows,
            _why(unit, own=mine),
            wording="" if frame else str(wording.key),
        )
        if not mine and not bare:
            before = self.mentions
            yield from reasoned(
                Plain(plain, parts, scene, before, self.page.words), unit, self.flow
            )
        yield plain, mentions, None

    def _faulty(self, told: Told, mentions: Mentions | None = None) -> bool:
        return next(self._faults(told, mentions or self.mentions), None) is not None

    @staticmethod
    def _faults(told: Told, old: Mentions) -> Iterator[tuple[Fault, str]]:
        """What the proof has against these sentences where these mentions were made before."""
        topic = old.topic
        seen = (topic, topic in old.named, old.last, old.older)
        reader = Reader(old.candidate, old.narrators, *seen)
        for sentence in told.sentences:
            yield from reader.sentence(sentence)
            yield from clean(sentence)
        yield from verbs(told.sentences, told.tense)

    def bridge(self, parts: tuple[FramePart, ...], passage: Passage, opens: str) -> Told:
        """The author's words for going back or coming back."""
        said = realise(parts, Scene({}, {}, self.spin.tense, self.mentions))
        why = "goes back" if opens == "back" else "comes back"
        return Told(
            said, (), None, passage.focaliser, self.spin.tense, why=f"{why}: {passage.stage}"
        )


def _why(unit: Unit, *, own: bool) -> str:
    """Why a unit is told where it is told."""
    kind = "own words for this telling" if own else "words for anybody"
    many = f"; {len(unit.events)} like acts told as one" if len(unit.events) > 1 else ""
    return f"{unit.knows or 'told'} it, in its place in stage {unit.events[0].stage}; {kind}{many}"


def tell(
    world: World,
    chronicle: Chronicle,
    spin: Spin,
    feelings: Callable[[], Feelings | None] = lambda: None,
) -> Discourse:
    """Tell a chronicle of this world. The same spin gives the same bytes.

    `feelings` gives what everybody feels in it, if that can be had; it is asked for only where a
    telling may need it.
    """
    schemas, facts, minds = _schemas(world), _facts(world), _minds(chronicle)
    felt = Emotions(feelings)
    inner = Inner(world, facts, minds, spin, felt)
    weigh = lru_cache(maxsize=1)(lambda: weights(chronicle, minds, felt))
    rhetoric = Rhetoric(world, facts, minds, felt, chronicle.events)

    def within(cut: float) -> Discourse:
        gathering = Gathering(schemas, spin, inner, weigh, cut)
        passages = arrange(chronicle, spin, gathering.units)
        flow = Flow(rhetoric, ReaderLog(), spin)
        telling = _Telling(
            world,
            schemas,
            State(chronicle),
            spin,
            random.Random(spin.seed),
            Mentions(world),
            flow,
            felt=felt.holds,
            knows=_knowing(world),
        )
        return in_register(_told(telling, passages), spin.register)

    whole = within(0.0)
    if not spin.most or whole.words() <= spin.most:
        return whole
    return shortened(within, sorted(set(weigh())), spin.most)


def _told(telling: _Telling, passages: tuple[Passage, ...]) -> Discourse:
    """The passages told one after the other, with the turns between them."""
    spin = telling.spin
    paragraphs: list[list[Told]] = []
    previous: Passage | None = None
    for passage, after in zip(passages, (*passages[1:], None), strict=False):
        turn = opens(passage, previous)
        if turn == "return" and (previous is None or not previous.look_back):
            turn = ""  # there was nothing to tell of what it would come back from
        telling.turn(passage, turn)
        words, prefix = bridge(passage, previous, turn, spin)
        crossing = [[telling.bridge(words, passage, turn)]] if words else []
        goes_on = after is not None and not opens(after, passage)
        new = telling.passage(passage, prefix, after.units[0] if after and goes_on else None)
        if not new:
            continue
        new = crossing + new
        new[0][0] = replace(new[0][0], opens=turn)
        paragraphs.extend(new)
        previous = passage
    return Discourse(spin.title, tuple(tuple(p) for p in paragraphs))
