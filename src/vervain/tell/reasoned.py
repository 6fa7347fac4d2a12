"""Reasoned: a sentence that tells an act, with its reason in it or beside it: the want that it
serves, what it rests on, or in spite of what it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vervain.lang.frame import FramePart, Text, VerbHole
from vervain.tell.discourse import Told, Unit
from vervain.tell.flow import Flow
from vervain.tell.motive import Motive, apart, embedded, is_short, is_simple, motives
from vervain.tell.purpose import speaks_of
from vervain.tell.readings import readings
from vervain.tell.realise import Scene, inflect, realise
from vervain.tell.refer import POSSESSIVE, SUBJECT, Mentions
from vervain.tell.rhetoric import Clause
from vervain.tell.spin import Register, Tense
from vervain.tell.tree import Finite, Sentence, Words, linked, marked, sentences

_BELIEVES = (VerbHole("believe"), Text(" that "))

Try = tuple[Told, Mentions, Motive | None]
"""A unit told, who has been mentioned then, and the want that it names."""


@dataclass(frozen=True, slots=True)
class Plain:
    """One wording of a unit without its reason: what was told, from which parts and in which
    scene; `before` is who had been mentioned, `words` how many stood on the page."""

    told: Told
    parts: tuple[FramePart, ...]
    scene: Scene
    before: Mentions
    words: int

    def longer(self, more: tuple[FramePart, ...]) -> tuple[tuple[Sentence, ...], Mentions]:
        """The same with more at the end of its sentence."""
        mentions = self.before.copy()
        mentions.introduces = True
        said = realise((*self.parts, *more), replace(self.scene, mentions=mentions))
        mentions.introduces = False
        return said, mentions


def reasoned(plain: Plain, unit: Unit, flow: Flow) -> Iterator[Try]:
    """The ways to tell it with a reason that the record has and the reader has not, best first."""
    (*_, last) = plain.told.sentences
    if len(plain.told.sentences) == 1 and is_short(last):
        yield from _wanted(plain, unit, flow)
        if is_simple(last):
            yield from _qualified(plain, unit, flow)


def _wanted(plain: Plain, unit: Unit, flow: Flow) -> Iterator[Try]:
    """With the want behind it: in the sentence, or every other time in one of its own."""
    told, person, mentions = plain.told, flow.spin.person, plain.scene.mentions
    every = "reasons" in flow.spin.dwells or unit.dwelt
    for motive in motives(unit, told.focaliser, flow.log, plain.words, every=every):
        pronoun = mentions.gender(motive.agent)
        if motive.relation in flow.denied or not _is_clear(motive.purpose, pronoun, mentions):
            continue
        me = motive.agent == mentions.narrator
        why = f"{told.why}; {motive.agent}: so that {motive.purpose}"
        words = apart(motive, pronoun, person, me=me)
        if words and (motive.reminder or (len(flow.log.wants) + flow.spin.seed) % 2):
            own = mentions.copy()
            wish = _wish if flow.spin.register is Register.FORMAL else _want
            said = (*told.sentences, *wish(motive, words, told.tense, own))
            yield replace(told, sentences=said, why=why), own, motive
        more = embedded(told.sentences[0], motive, told.tense, pronoun, person, me=me)
        if more and not motive.reminder:
            said, after = plain.longer((Text(more),))
            yield replace(told, sentences=linked(said, (motive.relation,)), why=why), after, motive


def _is_clear(purpose: str, own: str, mentions: Mentions) -> bool:
    """Whoever else the author's words speak of as he or she can only be one: whoever has the
    pronoun of the one whose want it is, is that one."""
    topic = mentions.topic if mentions.topic in mentions.named else None
    others = (p for p in ("he", "she") if p != own and speaks_of(p, purpose))
    return all(
        len(readings(p, POSSESSIVE, 0, (), mentions.last, topic, mentions.candidate)) == 1
        for p in others
    )


def _qualified(plain: Plain, unit: Unit, flow: Flow) -> Iterator[Try]:
    """With a clause after it: because of what, or although what."""
    for clause in flow.clauses(unit, plain.told.focaliser, plain.told.tense):
        said, after = plain.longer(_after(clause, flow.spin.register))
        if len(said) == 1:
            yield replace(plain.told, sentences=linked(said, (clause.relation,))), after, None


def _after(clause: Clause, register: Register) -> tuple[FramePart, ...]:
    """A clause as it follows: `because he believed that …`, in formal English `in the belief that
    …`."""
    if clause.word != "because":
        return Text(f", {marked(clause.word)} "), *clause.parts
    parts = clause.parts
    if parts[2:4] == _BELIEVES:
        if register is Register.FORMAL:
            return Text(f", {marked('in the belief')} that "), *parts[4:]
        if register is Register.COLLOQUIAL:
            parts = (*parts[:2], VerbHole("think"), *parts[3:])
    return Text(f" {marked('because')} "), *parts


def _wish(motive: Motive, words: str, tense: Tense, mentions: Mentions) -> tuple[Sentence, ...]:
    """The same in formal English: `It is her wish to owe nobody`, `… for the light to burn`."""
    mentions.next_clause()
    who = mentions.refer(motive.agent, POSSESSIVE)
    still = " still " if motive.reminder else " "
    own = words.startswith((marked("to"), "not "))
    rest = mentions.note_text(f" wish {'' if own else 'for '}{words}.")
    mentions.end_sentence()
    be = Finite("be", inflect("be", tense), tense)
    return linked(sentences([Words("it "), be, Words(still), who, *rest]), (motive.relation,))


def _want(motive: Motive, words: str, tense: Tense, mentions: Mentions) -> tuple[Sentence, ...]:
    """A want in a sentence of its own: `She wants the light to burn`."""
    who = mentions.refer(motive.agent, SUBJECT)
    several = who.text.lower() in ("they", "you")
    verb = inflect("want", tense, first=who.pronoun == "I", plural=several)
    still = "still " if motive.reminder else ""
    rest = mentions.note_text(f" {words}.")
    mentions.end_sentence()
    said = sentences([who, Words(f" {still}"), Finite("want", verb, tense), *rest])
    return linked(said, (motive.relation,))
