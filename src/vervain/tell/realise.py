"""Realisation: a frame and what its holes are bound to become sentences.

The author's words stay as they are; verbs are inflected for tense and subject, roles become names
or pronouns, sentences begin with a capital and end with a stop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vervain.lang.expr import Const, EntityRef, Read, Term, Var
from vervain.lang.frame import ClaimHole, FramePart, NounHole, Text, VerbHole
from vervain.lang.wording import fact_words
from vervain.lang.world import Hole, Phrase
from vervain.story.chronicle import Claimed, Plain
from vervain.tell import lexicon
from vervain.tell.irregular import PARTICIPLES
from vervain.tell.morphology import is_plural, possessive
from vervain.tell.refer import FORMS, OBJECT, POSSESSIVE, REFLEXIVE, SUBJECT, Mentions
from vervain.tell.spin import Tense
from vervain.tell.tree import (
    Finite,
    Mention,
    Sentence,
    Token,
    Words,
    pieces,
    sentences,
)

Bound = str | Claimed | tuple[str, ...]
"""What a role is bound to: an entity, a claim, or several entities in a run."""

_BACK = {"is": "was", "are": "were", "has": "had"}
_BETWEEN = re.compile(
    r"^(?:\s*(?:[a-z]+ly|never|not|also|still|then|only|already|always|now|both|all)?\s*"
    r"|, [a-z ]+, )$"
)
_FINITE = re.compile(
    r"^ (?:(?:never|not|also|still|then|only|already|always|now) )?"
    r"(?:is|was|had|has|did|does|will|would|can|could|shall|should|must|may|might)\b"
)
_SEVERAL = re.compile(r"\b(?:[Tt]hey|[Tt]hese|[Tt]hose|[Bb]oth|[Ww]e|[Yy]ou) $")
_JOINED = re.compile(r"\b(?:and|or|but|then)(?: [a-z]+ly| never| not| also| still)? $")
_FIRST_WORD = re.compile(r" (?:not |never |long |always )?([a-z]+)")
_DENIED = re.compile(r" not\b")
_ARTICLE = re.compile(r"(?:^|[\s\"“(])([Aa]n?) $")
CASES = {"subject": SUBJECT, "object": OBJECT, "possessive": POSSESSIVE, "reflexive": REFLEXIVE}
NO_SUBJECT = ("object", "possessive", "absolute", "reflexive")
ABSOLUTE = {
    "she": "hers",
    "he": "his",
    "it": "its",
    "they": "theirs",
    "I": "mine",
    "you": "yours",
}
_STOPPED = re.compile(r"[.!?…][\"”’']?\s*$")
_CLAUSE_END = re.compile(r"[.!?…;:](?=[\s\"”’']|$)")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a frame is filled from: roles, the values of facts now, the tense, and the mentions so
    far."""

    roles: dict[str, Bound]
    facts: dict[tuple[str, tuple[str, ...]], Plain]
    tense: Tense
    mentions: Mentions


@dataclass(frozen=True, slots=True)
class _Agreement:
    """Person and number of a subject."""

    first: bool = False
    plural: bool = False


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
        return verb if tense is Tense.PRESENT else lexicon.MODALS[verb]
    if tense is Tense.PERFECT:
        return f"had {words.participle(verb)}"
    if tense is Tense.PAST:
        if verb == "be":
            return "were" if plural else "was"
        return words.past(verb)
    if verb == "be":
        return "am" if first else "are" if plural else "is"
    return verb if first or plural else words.third(verb)


def bound_of(term: Term, scene: Scene) -> Bound | None:
    """What a hole's term stands for in this scene; None if nothing is known."""
    if isinstance(term, Var):
        return scene.roles.get(term.name)
    if isinstance(term, Const):
        return term.value.name if isinstance(term.value, EntityRef) else str(term.value)
    if isinstance(term, Read) and not term.minds:
        args = tuple(str(bound_of(a, scene)) for a in term.args)
        value = scene.facts.get((term.fluent, args))
        return None if value is None else str(value)
    return None


class _Writer:
    """Fills one frame, part by part; knows the subject of the clause it is in."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.out: list[Token] = []
        self.outer: int | None = None
        self.agreement = _Agreement()
        self.tense = scene.tense
        self.first_verb = True
        self.words = lexicon.lexicon_of(scene.mentions.world)
        self.verb_before: _Agreement | None = None

    def write(self, parts: tuple[FramePart, ...]) -> list[Token]:
        for i, part in enumerate(parts):
            if isinstance(part, Text):
                self._text(part.text)
            elif isinstance(part, VerbHole):
                self._verb(part, parts, i)
            elif isinstance(part, NounHole):
                subject = self.scene.mentions.subject
                embedded = not part.possessive and _is_embedded(parts, i)
                agreement, clause = self.agreement, self.scene.mentions.clause
                self._noun(
                    part,
                    subject=_is_subject(parts, i) or embedded,
                    listed=_text_at(parts, i - 1).rstrip().endswith(":"),
                )
                if embedded:
                    self.scene.mentions.subject, self.agreement = subject, agreement
                    self.outer = clause
            else:
                self.out.append(Words(_claim_text(part, self.scene)))
        return self.out

    def _text(self, text: str) -> None:
        if _CLAUSE_END.search(text):
            self.agreement = _Agreement()
            if self.tense is Tense.PERFECT and not self.first_verb:
                self.tense = Tense.PAST
        mentions = self.scene.mentions
        *ended, rest = pieces(text)
        for piece in ended:
            self.out += mentions.note_text(piece)
            mentions.end_sentence()
        self.out += mentions.note_text(rest)

    def _verb(self, part: VerbHole, parts: tuple[FramePart, ...], i: int) -> None:
        if self.outer is not None:  # `… had no defence, and {hold}`
            self.scene.mentions.clause, self.outer = self.outer, None
        lemma, agreement = self._agreement(part, parts, i)
        self.verb_before = agreement
        tense = self.tense
        if tense is Tense.PERFECT and not self.first_verb:
            if _JOINED.search(_text_at(parts, i - 1)):
                participle = self.words.participle(lemma)  # had banked the stove and gone
                self.out.append(Finite(lemma, participle, tense))
                return
            tense = self.tense = Tense.PAST
        if tense is Tense.PERFECT and _helps(lemma, _text_at(parts, i + 1)):
            tense = Tense.PAST  # did not wait; had been
        self.first_verb = False
        first, plural = agreement.first, agreement.plural
        text = inflect(lemma, tense, first=first, plural=plural, words=self.words)
        self.out.append(Finite(lemma, text, tense))

    def _agreement(
        self, part: VerbHole, parts: tuple[FramePart, ...], i: int
    ) -> tuple[str, _Agreement]:
        """The base form of a verb, and what it agrees with.

        `{take}` agrees with the role; so does `{takes}` right after it; after `and` it agrees with
        what the verb before does; else it is said of a single thing, and `{are}` of several.
        """
        if part.agrees is not None:
            return part.lemma, _Agreement(plural=part.agrees == "they")
        if part.lemma == "are":
            return "be", _Agreement(plural=True)
        before = _text_at(parts, i - 1)
        base = self.words.base_of(part.lemma)
        if base is None:
            several = _SEVERAL.search(before) is not None
            return part.lemma, _Agreement(plural=True) if several else self.agreement
        if _is_subject(parts, i - 1) or (_BETWEEN.match(before) and _is_subject(parts, i - 2)):
            return base, self.agreement
        if _JOINED.search(before) and self.verb_before is not None:
            other = self.verb_before.plural and not self.agreement.plural
            return base, self.agreement if other else self.verb_before
        return base, _Agreement()

    def _noun(self, part: NounHole, *, subject: bool, listed: bool) -> None:
        bound = bound_of(part.term, self.scene)
        case = POSSESSIVE if part.possessive else SUBJECT if subject else OBJECT
        mentions = self.scene.mentions
        if isinstance(bound, tuple):
            said: Token = mentions.refer_all(bound, case, listed=listed)
            agreement = _Agreement(plural=True)
        elif isinstance(bound, str):
            said = self._named(bound, case, part.form)
            pronoun = mentions.pronoun_of(bound)
            several = said.text in ("they", "you") or is_plural(said.text)
            agreement = _Agreement(first=pronoun == "I", plural=several)
        else:
            said, agreement = Words("somebody"), _Agreement()
        if subject:
            self.agreement = agreement
            if self.tense is Tense.PERFECT and not self.first_verb:
                self.tense = Tense.PAST
        before = self.out[-1] if self.out else None
        if isinstance(before, Words):
            self.out[-1] = Words(_sounding(before.text, said.text, self.words))
        self.out.append(said)

    def _named(self, name: str, case: int, form: str) -> Mention:
        """The words for an entity: those that the author wants, or those that are clear."""
        mentions = self.scene.mentions
        if not form or (form == "name" and name == mentions.narrator):
            return mentions.refer(name, case)
        if form == "name":
            text = possessive(name) if case == POSSESSIVE else name
            return mentions.chosen(name, case, text)
        pronoun = mentions.pronoun_of(name)
        text = ABSOLUTE[pronoun] if form == "absolute" else FORMS[pronoun][CASES[form]]
        return mentions.chosen(name, SUBJECT if form == "subject" else case, text)


def _helps(verb: str, after: str) -> bool:
    """Whether the verb is an auxiliary: `{do} not wait`, `{have} been`."""
    if verb == "do":
        return _DENIED.match(after) is not None
    following = _FIRST_WORD.match(after) if verb == "have" else None
    return following is not None and (
        following[1] in PARTICIPLES or (following[1].endswith("ed") and len(following[1]) > 3)
    )


def _text_at(parts: tuple[FramePart, ...], i: int) -> str:
    """The author's words at this place of a frame, if there are any."""
    part = parts[i] if 0 <= i < len(parts) else None
    return part.text if isinstance(part, Text) else ""


def _sounding(before: str, words: str, lexicon_: lexicon.Lexicon) -> str:
    """What stands before a name, its `a` or `an` right for the sound that follows."""
    found = _ARTICLE.search(before)
    if found is None:
        return before
    article = lexicon_.article(words)
    return (
        before[: found.start(1)] + (article.capitalize() if found[1][0] == "A" else article) + " "
    )


def _is_subject(parts: tuple[FramePart, ...], i: int) -> bool:
    """Whether the hole stands right before a verb (an adverb may come between)."""
    part = parts[i] if i >= 0 else None
    if not isinstance(part, NounHole) or part.possessive or part.form in NO_SUBJECT:
        return False
    if part.form == "subject":
        return True
    rest = parts[i + 1 : i + 3]
    if rest and isinstance(rest[0], VerbHole):
        return rest[0].agrees is None
    return (
        len(rest) == 2
        and isinstance(rest[0], Text)
        and _BETWEEN.match(rest[0].text) is not None
        and isinstance(rest[1], VerbHole)
        and rest[1].agrees is None
    )


def _is_embedded(parts: tuple[FramePart, ...], i: int) -> bool:
    """Whether a verb that the author has written out follows: `asks how {one} had known`. Whoever
    acts in the rest of the sentence remains its subject."""
    after = parts[i + 1] if i + 1 < len(parts) else None
    return isinstance(after, Text) and _FINITE.match(after.text) is not None


def _claim_text(part: ClaimHole, scene: Scene) -> str:
    claim = scene.roles.get(part.name)
    if not isinstance(claim, Claimed):
        return "it"
    fluent = next(f for f in scene.mentions.world.fluents if f.name == claim.fluent)
    words = fact_words(fluent.phrase, claim.args, claim.value)
    if scene.tense is Tense.PRESENT:
        return words
    return re.sub(r"\b(is|are|has)\b", lambda verb: _BACK[verb[1]], words, count=1)


def frame_of(phrase: Phrase) -> tuple[FramePart, ...]:
    """Words for an act whose author gave none: its own phrase, with the verb after the first role
    inflected."""
    parts: list[FramePart] = []
    verb_found = False
    for part in phrase.parts:
        if isinstance(part, Hole):
            term = Var(part.param.name)
            parts.append(
                ClaimHole(part.param.name) if part.param.kind == "belief" else NounHole(term)
            )
        else:
            for word in part.split():
                base = None if verb_found or not parts else lexicon.base_of(word)
                verb_found = verb_found or base is not None
                parts.append(VerbHole(base) if base else Text(word))
        parts.append(Text(" "))
    return tuple(parts[:-1])


def realise(parts: tuple[FramePart, ...], scene: Scene) -> tuple[Sentence, ...]:
    """The sentences of a frame: filled, capitalised, ended."""
    scene.mentions.quoted = False
    tokens = _Writer(scene).write(parts)
    if not (tokens and _STOPPED.search(tokens[-1].text)):
        scene.mentions.end_sentence()
    return sentences(tokens)
