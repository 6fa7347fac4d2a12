"""The teller: Chronicle → Discourse, stage by stage.

spin → select (what the focaliser knows) → arrange (order) → motive (why) → choose (words) → refer
→ realise → proof. What the proof finds is told in other words; a fault never ships.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from vervain.lang.expr import Const, Var
from vervain.lang.frame import FramePart, NounHole
from vervain.lang.telling import LookBack
from vervain.lang.world import Fluent, World
from vervain.story.chronicle import Chronicle
from vervain.tell.acquaintance import knowing, strangers
from vervain.tell.arrange import arrange
from vervain.tell.choose import TWICE, Page, Place, Wording, wordings
from vervain.tell.discourse import Discourse, Passage, Told, Unit
from vervain.tell.motive import motive, wanted_words
from vervain.tell.plain import WENT_ON, plainer
from vervain.tell.proof import Fault, Reader, clean, verbs
from vervain.tell.realise import Scene, inflect, realise
from vervain.tell.refer import SUBJECT, Mentions
from vervain.tell.select import Schemas, select
from vervain.tell.speech import Turn, turn_of
from vervain.tell.spin import NOBODY, Spin, Tense
from vervain.tell.tree import Finite, Sentence, Words, lead, sentences
from vervain.tell.value import Bound, Values
from vervain.tell.voices import Felt
from vervain.tell.when import back_words, gap_words

_LONG = 45
"""Words after which a paragraph is full; a unit this long stands alone."""


_Try = tuple[Told, Mentions, tuple[str, str] | None]
"""A unit told, who has been mentioned then, and the want that it names."""


@dataclass(slots=True)
class _Telling:
    """The state of one telling: mentions, frames on this page, wants the reader knows, sentences
    since the last time word, who spoke last, the world's facts after event `at`."""

    world: World
    schemas: Schemas
    chronicle: Chronicle
    spin: Spin
    random: random.Random
    mentions: Mentions
    page: Page = field(default_factory=Page)
    named: set[tuple[str, str]] = field(default_factory=set)
    clock: int | None = None
    quiet: int = 3
    spoke: Turn | None = None
    felt: Felt | None = None
    knows: Fluent | None = None
    at: int = -1
    values: Values = field(default_factory=dict)

    def facts(self, until: int) -> Values:
        """The world's facts after the event `until`; quick while that grows."""
        if not self.values or until < self.at:
            start = self.chronicle.start
            self.values = {(f.fluent, f.args): value for f, value in start if not f.minds}
            self.at = -1
        for event in self.chronicle.events[self.at + 1 : until + 1]:
            for change in event.changes:
                self.values[change.fact.fluent, change.fact.args] = change.after
        self.at = until
        return self.values

    def turn(self, passage: Passage, opens: str) -> None:
        """Another passage: from whose mind, and in which person; nothing new if it goes on."""
        self.mentions.turn()
        if not opens:
            return
        self.spoke = None
        self.mentions.narrator = passage.focaliser if self.spin.person != 3 else None
        self.mentions.person = self.spin.person
        self.mentions.turn_to(passage.focaliser)
        self.mentions.strangers = self._strangers(passage)
        self.clock = None

    def _strangers(self, passage: Passage) -> frozenset[str]:
        """Whose name whoever's mind the passage is told from does not know, when it begins."""
        known, who = self.knows, passage.focaliser
        if known is None or who is None:
            return frozenset()
        facts = self.facts(passage.units[0].events[0].id - 1)
        return strangers(known, self.world, facts, who, self.mentions.people)

    def passage(self, passage: Passage, prefix: str) -> list[list[Told]]:
        """The paragraphs of one passage; `prefix` stands before its first sentence."""
        paragraphs: list[list[Told]] = [[]]
        length = 0
        tense = passage.tense
        for unit in passage.units:
            before = self.page.words
            told = self._unit(unit, passage, tense, prefix)
            if told is None:
                continue
            tense, prefix = Tense.PAST if tense is Tense.PERFECT else tense, ""
            words = self.page.words - before
            if paragraphs[-1] and length + words > 2 * _LONG:
                paragraphs.append([])
                length = 0
            paragraphs[-1].append(told)
            length += words
            if length >= _LONG:
                paragraphs.append([])
                self.mentions.turn()
                length = 0
        return [p for p in paragraphs if p]

    def _unit(self, unit: Unit, passage: Passage, tense: Tense, prefix: str) -> Told | None:
        roles: dict[str, Bound] = dict(unit.act.roles)
        if unit.varying is not None:
            roles[unit.varying] = tuple(str(dict(e.act.roles)[unit.varying]) for e in unit.events)
        found = self._worded(unit, passage, tense, roles)
        if found is None:
            return None
        told, self.mentions, want = found
        if want is not None:
            self.named.add(want)
        words = prefix or self._time(unit, told)
        if words:
            first, *rest = told.sentences
            told = replace(told, sentences=(lead(first, f"{words} "), *rest))
        self.page.use(told.frame or told.wording, len(told.text.split()))
        self.spoke = turn_of(unit, self.mentions.people)
        self.clock = unit.events[-1].minute + unit.events[-1].duration
        return told

    def _worded(
        self, unit: Unit, passage: Passage, tense: Tense, roles: dict[str, Bound]
    ) -> _Try | None:
        """The first wording in which the proof finds no fault. None: all that could be said of it
        stands on this page already, even that it went on."""
        fresh = False
        turn = turn_of(unit, self.mentions.people)
        answering = turn is not None and self.spoke is not None and self.spoke.answered_by(turn)
        place = Place(passage.focaliser, self.page, answering, self.felt)
        for wording in wordings(unit, place, self.schemas, self.random):
            fresh = True
            for tried in self._tries(unit, passage, tense, roles, wording):
                if next(self._faults(tried[0]), None) is None:
                    return tried
        phrase = self.schemas.phrase(unit.act)
        key = f"{unit.act.name}, plainer"
        ways = [(key, TWICE, p) for p in plainer(phrase, roles, tense) if fresh]
        for key, most, parts in (*ways, ("went on", 1, WENT_ON)):
            if self.page.count(key) < most:
                wording = Wording(None, parts, key)
                *_, tried = self._tries(unit, passage, tense, roles, wording, bare=True)
                if next(self._faults(tried[0]), None) is None:
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
    ) -> Iterator[_Try]:
        """One wording, with the reason for the act where it can be said, and without."""
        frame, parts = wording.frame, wording.parts
        mentions = self.mentions.copy()
        asks = _reads_facts(parts)
        facts = self.facts(unit.events[-1].id) if asks else {}
        scene = Scene(roles, facts, tense, mentions, unit.undone() if asks else {})
        own = frame is not None and frame.own
        nobodys = frame is not None and frame.focaliser == NOBODY
        mentions.bare = bare
        mentions.introduces = nobodys or not (own or unit.glimpsed)
        said = realise(parts, scene)
        mentions.bare = mentions.introduces = False
        plain = Told(
            said,
            tuple(e.id for e in unit.events),
            frame.span if frame else None,
            passage.focaliser,
            tense,
            unit.knows,
            _why(unit, own=own),
            wording="" if frame else str(wording.key),
        )
        if not own and len(said) == 1:
            args = (passage.focaliser, self.named, tense, mentions.narrators)
            with_reason, want = motive(said[0], unit, *args)
            if want is not None:
                why = f"{plain.why}; {want[0]}: so that {want[1]}"
                if len(self.named) % 2 and (words := wanted_words(want[1])):
                    own_mentions = mentions.copy()
                    apart = (*said, *_want(want[0], words, tense, own_mentions))
                    yield replace(plain, sentences=apart, why=why), own_mentions, want
                yield replace(plain, sentences=(with_reason,), why=why), mentions, want
        yield plain, mentions, None

    def _faults(self, told: Told) -> Iterator[tuple[Fault, str]]:
        """What the proof has against these sentences in this place."""
        old = self.mentions
        topic = old.topic
        seen = (topic, topic in old.named, old.last, old.older)
        reader = Reader(old.candidate, old.narrators, *seen)
        for sentence in told.sentences:
            yield from reader.sentence(sentence)
            yield from clean(sentence)
        yield from verbs(told.sentences, told.tense)

    def _time(self, unit: Unit, told: Told) -> str:
        """How much time has gone by where much has, at most every third sentence; not before the
        author's own words from this mind."""
        words = "" if self.clock is None or self.quiet < 3 else gap_words(unit.minute - self.clock)
        if "own words" in told.why:
            words = ""
        self.quiet = 0 if words else self.quiet + len(told.sentences)
        return f"{words}," if words else ""

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


def _want(agent: str, words: str, tense: Tense, mentions: Mentions) -> tuple[Sentence, ...]:
    """A want in a sentence of its own: `She wants the light to burn`."""
    who = mentions.refer(agent, SUBJECT)
    several = who.text.lower() in ("they", "you")
    verb = inflect("want", tense, first=who.pronoun == "I", plural=several)
    rest = mentions.note_text(f" {words}.")
    mentions.end_sentence()
    return sentences([who, Words(" "), Finite("want", verb, tense), *rest])


def _reads_facts(parts: tuple[FramePart, ...]) -> bool:
    return any(isinstance(p, NounHole) and not isinstance(p.term, Var | Const) for p in parts)


def tell(world: World, chronicle: Chronicle, spin: Spin) -> Discourse:
    """Tell a chronicle of this world. The same spin gives the same bytes."""
    schemas = Schemas.of(world)
    passages = arrange(chronicle, spin, lambda events, mind: select(events, schemas, mind))
    telling = _Telling(
        world,
        schemas,
        chronicle,
        spin,
        random.Random(spin.seed),
        Mentions(world),
        knows=knowing(world),
    )
    paragraphs: list[list[Told]] = []
    previous: Passage | None = None
    for passage in passages:
        opens = _opens(passage, previous)
        telling.turn(passage, opens)
        bridge, prefix = _bridge(passage, previous, opens, spin)
        crossing = [[telling.bridge(bridge, passage, opens)]] if bridge else []
        new = telling.passage(passage, prefix)
        if not new:
            continue
        new = crossing + new
        new[0][0] = replace(new[0][0], opens=opens)
        paragraphs.extend(new)
        previous = passage
    return Discourse(spin.title, tuple(tuple(p) for p in paragraphs))


def _opens(passage: Passage, previous: Passage | None) -> str:
    """What kind of turn it is: `back`, `return`, `on` into another mind, or none."""
    if passage.look_back and not (previous is not None and previous.look_back):
        return "back"
    if passage.returning:
        return "return"
    if passage.earlier:
        return "earlier"
    return "on" if previous is None or previous.focaliser != passage.focaliser else ""


def _bridge(
    passage: Passage, previous: Passage | None, opens: str, spin: Spin
) -> tuple[tuple[FramePart, ...], str]:
    """The author's words for the turn, or the teller's before the first sentence."""
    if opens == "back":
        back = next((b for b in spin.looks_back if _covers(b, passage)), None)
        if back is not None and back.opening and (spin.own or _nobodys(back.opening)):
            return back.opening, ""
    if previous is None:
        return (), ""
    if opens == "back" or passage.earlier:
        return (), back_words(passage.units[0].minute - previous.units[0].minute)
    if opens == "return":
        closing = next((b.closing for b in spin.looks_back if b.last == previous.stage), ())
        closing = closing if spin.own or _nobodys(closing) else ()
        return closing, "" if closing else "Now" if spin.tense is Tense.PRESENT else "Then"
    return (), ""


def _nobodys(parts: tuple[FramePart, ...]) -> bool:
    """Words that speak of nobody: any mind may say them."""
    return not any(isinstance(part, NounHole) for part in parts)


def _covers(back: LookBack, passage: Passage) -> bool:
    return passage.stage is not None and passage.stage in (back.first, back.last)
