"""Realisation: a frame and what its holes are bound to become sentences.

The author's words stay as they are; verbs are inflected for tense and subject, roles become names
or pronouns, numbers are written out, sentences begin with a capital and end with a stop. What a
frame is before it is filled: `shape.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vervain.lang.expr import Var
from vervain.lang.frame import ClaimHole, FramePart
from vervain.lang.wording import fact_words
from vervain.story.chronicle import Claimed, Plain
from vervain.tell import lexicon
from vervain.tell.claims import claimed
from vervain.tell.morphology import is_plural, possessive
from vervain.tell.refer import FORMS, OBJECT, POSSESSIVE, REFLEXIVE, SUBJECT, Mentions
from vervain.tell.shape import (
    ACTING,
    MANY,
    ROLE,
    VERB,
    NounShape,
    TextShape,
    VerbShape,
    shape_of,
    sounding,
)
from vervain.tell.speech import line, parties
from vervain.tell.spin import PAST, PERFECT, PRESENT, Tense
from vervain.tell.tree import Aside, Finite, Mention, Sentence, Token, Words, finished, pieces
from vervain.tell.value import Bound, Values, value_of

__all__ = ["Scene", "inflect", "realise"]

_BACK = {"is": "was", "are": "were", "has": "had"}
CASES = {"subject": SUBJECT, "object": OBJECT, "possessive": POSSESSIVE, "reflexive": REFLEXIVE}
ABSOLUTE = {
    "she": "hers",
    "he": "his",
    "it": "its",
    "they": "theirs",
    "I": "mine",
    "you": "yours",
}
UNFILLED = "{}"
"""For a hole that nothing fills, as the value of a fact that is unknown: no page may have
it, and the words give way to others."""
_STOPPED = re.compile(r"[.!?…][\"”’']?\s*$")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a frame is filled from: roles, the values of facts now (and `before`, where the act
    changed them), the tense, and the mentions so far. `habitual`: it is what somebody would do time
    and again."""

    roles: dict[str, Bound]
    facts: Values
    tense: Tense
    mentions: Mentions
    before: Values = field(default_factory=dict)
    habitual: bool = False


@dataclass(frozen=True, slots=True)
class _Agreement:
    """Person and number of a subject."""

    first: bool = False
    plural: bool = False


_ONE, _MANY, _FIRST = _Agreement(), _Agreement(plural=True), _Agreement(first=True)
ENGLISH = lexicon.Lexicon()


def inflect(
    verb: str,
    tense: Tense,
    *,
    first: bool = False,
    plural: bool = False,
    words: lexicon.Lexicon = ENGLISH,
) -> str:
    """A finite verb: `inflect("go", PAST)` is `went`; PERFECT gives `had gone`."""
    if verb in lexicon.MODALS:
        return verb if tense is PRESENT else lexicon.MODALS[verb]
    if tense is PERFECT:
        return f"had {words.participle(verb)}"
    if tense is PAST:
        if verb == "be":
            return "were" if plural else "was"
        return words.past(verb)
    if verb == "be":
        return "am" if first else "are" if plural else "is"
    return verb if first or plural else words.third(verb)


class _Writer:
    """Fills one frame, part by part; knows the subject of the clause it is in."""

    __slots__ = (
        "acted", "agreement", "done", "first_verb", "mentions", "out", "outer", "scene", "tense",
        "verb_before", "words",
    )  # fmt: skip

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.mentions = scene.mentions
        self.done: list[Sentence] = []
        self.out: list[Token] = []
        self.outer: int | None = None
        self.agreement = _ONE
        self.tense = scene.tense
        self.first_verb = True
        self.acted = False
        self.words = lexicon.lexicon_of(scene.mentions.world)
        self.verb_before: _Agreement | None = None

    def write(self, parts: tuple[FramePart, ...]) -> tuple[Sentence, ...]:
        self._fill(parts)
        stopped = self.out and _STOPPED.search(self.out[-1].text)
        if not stopped and (self.out or self.mentions.current):
            self.mentions.end_sentence()
        self._end()
        return tuple(self.done)

    def _fill(self, parts: tuple[FramePart, ...]) -> None:
        for part in shape_of(parts, self.words):
            if isinstance(part, TextShape):
                self._text(part)
            elif isinstance(part, VerbShape):
                self._verb(part)
            elif isinstance(part, NounShape):
                self._noun(part)
            else:
                self._claim(part)

    def _end(self) -> None:
        """What has been gathered is a sentence, if there is a word in it."""
        for token in self.out:
            if token.text and not token.text.isspace():
                self.done.append(Sentence(finished(self.out)))
                break
        self.out = []

    def _text(self, part: TextShape) -> None:
        if part.ends_clause:
            self.agreement, self.acted = _ONE, False
            if self.tense is PERFECT and not self.first_verb:
                self.tense = PAST
        mentions = self.mentions
        for piece in part.ended:
            self.out += mentions.note_text(piece)
            mentions.end_sentence()
            self._end()
        if part.rest:
            self.out += mentions.note_text(part.rest)
        if part.opens_clause:
            mentions.next_clause()

    def _claim(self, part: ClaimHole) -> None:
        """A claim: as a clause like any other, whose subject does not outlast it; or as words."""
        claim = self.scene.roles.get(part.name)
        parts = None
        if isinstance(claim, Claimed) and not part.spoken:
            parts = claimed(self.mentions.world).parts(claim)
        if parts is not None:
            mentions = self.mentions
            before, clause, subject = self.agreement, mentions.clause, mentions.subject
            mentions.next_clause()
            self._fill(parts)
            mentions.subject, self.agreement, self.outer = subject, before, clause
            return
        *ended, rest = pieces(_claim_text(part, self.scene))
        for piece in ended:
            self.out.append(Words(piece))
            self._end()
        if rest:
            self.out.append(Words(rest))

    def _verb(self, part: VerbShape) -> None:
        if self.outer is not None:  # `… had no defence, and {hold}`
            self.mentions.clause, self.outer = self.outer, None
        lemma, agreement = part.lemma, self._agreement(part)
        self.verb_before = agreement
        tense = self.tense
        if tense is PERFECT and not self.first_verb:
            if part.joined:
                participle = self.words.participle(lemma)  # had banked the stove and gone
                self.out.append(Finite(lemma, participle, tense))
                return
            tense = self.tense = PAST
        if tense is PERFECT and part.helps:
            tense = PAST  # did not wait; had been
        would_do = self.scene.habitual and tense is PAST and not part.helps
        if would_do and (self.first_verb or part.joined):
            would = f"would {lemma}" if self.first_verb else lemma
            self.first_verb = False
            self.out.append(Finite(lemma, would, tense))
            return
        self.first_verb = False
        first, plural = agreement.first, agreement.plural
        text = inflect(lemma, tense, first=first, plural=plural, words=self.words)
        self.out.append(Finite(lemma, text, tense))

    def _agreement(self, part: VerbShape) -> _Agreement:
        """With what a verb agrees; a second verb, where nobody has acted, with the first: `the
        boots go across the floor and stop`."""
        if part.agrees is ROLE:
            alone = self.verb_before if part.joined and not self.acted else None
            return alone or self.agreement
        if part.agrees is VERB and self.verb_before is not None:
            other = self.verb_before.plural and not self.agreement.plural
            return self.agreement if other else self.verb_before
        return _MANY if part.agrees is MANY else _ONE

    def _noun(self, part: NounShape) -> None:
        mentions = self.mentions
        before, clause, subject = self.agreement, mentions.clause, mentions.subject
        said, agreement = self._said(part)
        if part.subject:
            self.agreement, self.acted = agreement, not part.embedded
            if self.tense is PERFECT and not self.first_verb:
                self.tense = PAST
        if part.article and self.out and isinstance(self.out[-1], Words):
            self.out[-1] = Words(sounding(self.out[-1].text, said.text, self.words))
        self.out.append(said)
        if part.subject and not part.embedded and isinstance(said, Mention):
            self._tie(said)
        if part.embedded:
            mentions.subject, self.agreement, self.outer = subject, before, clause

    def _tie(self, said: Mention) -> None:
        """Of a newcomer, how they belong to somebody known: `, who lived with Ellen,`."""
        tie = self.mentions.newcomer(said)
        if tie is None:
            return
        mentions, bare = self.mentions, self.mentions.bare
        if tie.verb:
            tense = PRESENT if self.tense is PRESENT else PAST
            verb = Finite(tie.verb, inflect(tie.verb, tense, words=self.words), tense)
            words = f" {tie.words} " if tie.words else " "
            self.out += [Aside(", who ", fact=tie.fact), verb, Words(words)]
        else:
            self.out.append(Aside(f", {tie.words} ", fact=tie.fact))
        mentions.bare = bare or not tie.verb
        self.out += [mentions.refer(tie.other, OBJECT), Aside(",")]
        mentions.bare = bare

    def _said(self, part: NounShape) -> tuple[Token, _Agreement]:
        """The words for what a hole is bound to, and what a verb after it agrees with."""
        hole, mentions = part.hole, self.mentions
        if isinstance(hole.term, Var):
            bound: Bound | Plain = self.scene.roles.get(hole.term.name)
        else:
            values = self.scene.before if hole.form == "before" else {}
            bound = value_of(hole.term, self.scene.roles, self.scene.facts, mentions.world, values)
        if isinstance(bound, tuple):
            return mentions.refer_all(bound, part.case, listed=part.listed), _MANY
        if isinstance(bound, bool) or bound is None or isinstance(bound, Claimed):
            return Words(UNFILLED), _ONE
        if isinstance(bound, int | float):
            return Words(lexicon.count_word(bound)), _ONE if bound == 1 else _MANY
        form = "" if hole.form == "before" else hole.form
        if form == ACTING:
            form = "" if bound in mentions.strangers else "name"
        said = self._named(bound, part.case, form)
        if mentions.pronoun_of(bound) == "I":
            return said, _FIRST
        return said, _MANY if said.text in ("they", "you") or is_plural(said.text) else _ONE

    def _named(self, name: str, case: int, form: str) -> Mention:
        """The words for an entity: those that the author wants, or those that are clear."""
        mentions = self.mentions
        if not form or (form == "name" and name == mentions.narrator):
            return mentions.refer(name, case)
        if form == "name":
            text = possessive(name) if case == POSSESSIVE else name
            return mentions.chosen(name, case, text)
        pronoun = mentions.pronoun_of(name)
        text = ABSOLUTE[pronoun] if form == "absolute" else FORMS[pronoun][CASES[form]]
        return mentions.chosen(name, SUBJECT if form == "subject" else case, text)


def _claim_text(part: ClaimHole, scene: Scene) -> str:
    claim = scene.roles.get(part.name)
    if not isinstance(claim, Claimed):
        return "it"
    if part.spoken:
        people = scene.mentions.people
        return line(claim, *parties(scene.roles, people), scene.mentions.world)
    fluent = next(f for f in scene.mentions.world.fluents if f.name == claim.fluent)
    words = fact_words(fluent.phrase, claim.args, claim.value)
    if scene.tense is PRESENT:
        return words
    return re.sub(r"\b(is|are|has)\b", lambda verb: _BACK[verb[1]], words, count=1)


def realise(parts: tuple[FramePart, ...], scene: Scene) -> tuple[Sentence, ...]:
    """The sentences of a frame: filled, capitalised, ended."""
    scene.mentions.quoted = False
    return _Writer(scene).write(parts)
