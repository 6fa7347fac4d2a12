"""Thesaurus: words that may stand for others in a frame, and which of them it is now.

A word that stood on the page lately gives way to the one that was used longest ago. The author's
lines hold for every frame; the library's only for its own sentences, so that nobody's words are
changed unasked. In quotation marks nothing is changed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from vervain.lang.expr import Const, EntityRef, Var
from vervain.lang.frame import FramePart, NounHole, Text, VerbHole
from vervain.lang.voice import Synonym, is_library
from vervain.tell.lexicon import Lexicon
from vervain.tell.readings import unquoted
from vervain.tell.shape import NounShape, VerbShape, shape_of
from vervain.tell.spin import Register

Parts = tuple[FramePart, ...]
Feels = Callable[[str, str, int], bool]
"""Whether somebody feels this at least so strongly, where it is told."""

MOST_KEPT = 4096
MOST_WAYS = 400
"""Ways to say one thing that are looked through."""

Entry = tuple[str, str]
"""Speech and words: `("verb", "walk to")`."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word stands that others could stand for: at which part, from `start` to `end` of a
    text; `before`: its article; `plural`; whose verb it is (`doer`: a role, or somebody)."""

    part: int
    entry: Entry
    lines: tuple[Synonym, ...]
    start: int = 0
    end: int = 0
    plural: bool = False
    doer: Var | Const | None = None


@dataclass(slots=True)
class Memory:
    """Which words were chosen, and after how many words of the telling; `seed` chooses which of
    those that were never used comes first."""

    seed: int = 0
    at: dict[Entry, int] = field(default_factory=dict)

    def use(self, words: Sequence[Entry], place: int) -> None:
        """These stand there."""
        for entry in words:
            self.at[entry] = place


@dataclass(slots=True)
class Thesaurus:
    """The synonyms of one world in one register."""

    synonyms: tuple[Synonym, ...]
    words: Lexicon
    register: Register = Register.PLAIN
    _places: dict[tuple[int, bool], tuple[Parts, tuple[Place, ...]]] = field(default_factory=dict)
    _varied: dict[tuple[int, tuple[Entry, ...]], tuple[Parts, Parts]] = field(default_factory=dict)
    _verbs: dict[bool, dict[str, list[Synonym]]] = field(default_factory=dict)
    _nouns: dict[bool, re.Pattern[str] | None] = field(default_factory=dict)
    _singular: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index them by first word, for the author's frames and for the library's."""
        fit = [s for s in self.synonyms if s.register in ("", self.register.value)]
        for ours in (False, True):
            lines = [s for s in fit if ours or not is_library(s.span)]
            heads: dict[str, list[Synonym]] = {}
            for line in (s for s in lines if s.speech == "verb"):
                heads.setdefault(line.words.split()[0], []).append(line)
            self._verbs[ours] = heads
            nouns = list(dict.fromkeys(s.words for s in lines if s.speech == "noun"))
            self._singular |= {self.words.plural(noun): noun for noun in nouns}
            every = sorted((*nouns, *map(self.words.plural, nouns)), key=len, reverse=True)
            self._nouns[ours] = (
                re.compile(rf"\b(?:(an?) )?({'|'.join(map(re.escape, every))})\b")
                if every
                else None
            )

    def vary(
        self,
        parts: Parts,
        memory: Memory,
        who: Callable[[Var | Const], str],
        feels: Feels,
        ours: bool,
    ) -> tuple[Parts, tuple[Entry, ...]]:
        """The parts with the words that fit now, and which these are. `ours`: they are the
        library's, or the teller's own; `who` gives whom a role stands for."""
        places = self._found(parts, ours=ours)
        if not places:
            return parts, ()
        chosen: dict[Entry, Entry] = {}
        for place in places:
            if place.entry not in chosen:
                doer = who(place.doer) if place.doer is not None else ""
                chosen[place.entry] = self._choice(place, memory, doer, feels)
        words = tuple(chosen[place.entry] for place in places)
        key = id(parts), words
        known = self._varied.get(key)
        if known is None:
            if len(self._varied) >= MOST_KEPT:
                self._varied.clear()
            known = self._varied[key] = parts, self._with(parts, places, words)
        return known[1], words

    def _choice(self, place: Place, memory: Memory, doer: str, feels: Feels) -> Entry:
        """Of those that fit here the one that was used longest ago; of those that were not used,
        those for just this case first, then the word itself."""
        speech, itself = place.entry
        special: list[str] = []
        others: list[str] = []
        for line in place.lines:
            if line.feels and not (doer and feels(doer, line.feels, line.degree)):
                continue
            (special if line.feels or line.register else others).extend(line.others)
        turn = memory.seed % len(others) if others else 0
        ways = dict.fromkeys((*special, itself, *others[turn:], *others[:turn]))
        return min(((speech, way) for way in ways), key=lambda entry: memory.at.get(entry, -1))

    def every(self, parts: Parts, *, ours: bool) -> Iterator[Parts]:
        """The parts in each of the words that they can have; only as they are where that is too
        much."""
        places = self._found(parts, ours=ours)
        ways = {
            place.entry: (place.entry[1], *(w for line in place.lines for w in line.others))
            for place in places
        }
        if not places or math.prod(map(len, ways.values())) > MOST_WAYS:
            yield parts
            return
        for chosen in product(*ways.values()):
            said = dict(zip(ways, chosen, strict=True))
            words = tuple((place.entry[0], said[place.entry]) for place in places)
            yield self._with(parts, places, words)

    # ------------------------------------------------------------ where they stand

    def _found(self, parts: Parts, *, ours: bool) -> tuple[Place, ...]:
        key = id(parts), ours
        known = self._places.get(key)
        if known is None:
            if len(self._places) >= MOST_KEPT:
                self._places.clear()
            places = (*self._verb_places(parts, ours=ours), *self._noun_places(parts, ours=ours))
            known = self._places[key] = (
                parts,
                tuple(sorted(places, key=lambda p: (p.part, p.start))),
            )
        return known[1]

    def _verb_places(self, parts: Parts, *, ours: bool) -> Iterator[Place]:
        heads = self._verbs[ours]
        doer: Var | Const | None = None
        if not heads:
            return
        for i, shape in enumerate(shape_of(parts, self.words)):
            if isinstance(shape, NounShape) and shape.subject:
                term = shape.hole.term
                doer = term if isinstance(term, Var | Const) else None
            if not isinstance(shape, VerbShape):
                continue
            after = parts[i + 1] if i + 1 < len(parts) else None
            text = after.text if isinstance(after, Text) else ""
            fit = [line for line in heads.get(shape.lemma, ()) if _follows(line.words, text)]
            if fit:
                longest = max((line.words for line in fit), key=len)
                lines = tuple(line for line in fit if line.words == longest)
                yield Place(i, ("verb", longest), lines, doer=doer)

    def _noun_places(self, parts: Parts, *, ours: bool) -> Iterator[Place]:
        pattern, inside = self._nouns[ours], False
        if pattern is None:
            return
        for i, part in enumerate(parts):
            if not isinstance(part, Text):
                continue
            bare, inside = unquoted(part.text, inside)
            for found in pattern.finditer(bare):
                noun = self._singular.get(found[2], found[2])
                plural = noun != found[2]
                lines = tuple(s for s in self.synonyms if (s.speech, s.words) == ("noun", noun))
                fit = tuple(s for s in lines if s.register in ("", self.register.value))
                start, end = found.span()
                yield Place(i, ("noun", noun), fit, start, end, plural=plural)

    # ------------------------------------------------------------ put in

    def _with(self, parts: Parts, places: tuple[Place, ...], words: tuple[Entry, ...]) -> Parts:
        new = list(parts)
        lemmas = shape_of(parts, self.words)
        for place, entry in reversed(list(zip(places, words, strict=True))):
            if entry == place.entry:
                continue
            part = new[place.part]
            if isinstance(part, Text):
                text = part.text
                said = self._noun(text[place.start : place.end], entry[1], plural=place.plural)
                new[place.part] = Text(text[: place.start] + said + text[place.end :])
            elif isinstance(part, VerbHole):
                shape = lemmas[place.part]
                base = shape.lemma if isinstance(shape, VerbShape) else part.lemma
                self._put_verb(new, place, part, entry[1], third=part.lemma != base)
        return tuple(new)

    def _noun(self, old: str, noun: str, *, plural: bool) -> str:
        said = self.words.plural(noun) if plural else noun
        opening = old.split(" ", 1)[0]
        return f"{self.words.article(said)} {said}" if opening in ("a", "an") else said

    def _put_verb(
        self, parts: list[FramePart], place: Place, hole: VerbHole, words: str, *, third: bool
    ) -> None:
        """The verb in the form in which the author wrote the other, with what follows it."""
        verb, _, rest = words.partition(" ")
        _, _, old = place.entry[1].partition(" ")
        if verb != "be" or hole.agrees is not None:
            lemma = self.words.third(verb) if third else verb
        else:
            lemma = "is" if third else "be"
        parts[place.part] = replace(hole, lemma=lemma)
        after = parts[place.part + 1] if place.part + 1 < len(parts) else None
        text = after.text if isinstance(after, Text) else ""
        if old:
            text = text[1 + len(old) :]
        text = f" {rest}{text}" if rest else text
        if isinstance(after, Text):
            parts[place.part + 1] = Text(text)
        elif text:
            parts.insert(place.part + 1, Text(text))


def _follows(words: str, text: str) -> bool:
    """The words after the verb stand in the text that follows it."""
    _, _, rest = words.partition(" ")
    if not rest:
        return True
    return text.startswith(f" {rest}") and not text[len(rest) + 1 : len(rest) + 2].isalnum()


def bound_by(roles: Mapping[str, object]) -> Callable[[Var | Const], str]:
    """Whom a role stands for, as `vary` asks: nobody in particular is the empty name."""

    def who(term: Var | Const) -> str:
        if isinstance(term, Const):
            return term.value.name if isinstance(term.value, EntityRef) else ""
        found = roles.get(term.name)
        return found if isinstance(found, str) else ""

    return who


def spelt(parts: Parts) -> str:
    """A frame as it is written: what the page remembers of it."""
    return "".join(_spelt(part) for part in parts)


def _spelt(part: FramePart) -> str:
    if isinstance(part, Text):
        return part.text
    if isinstance(part, NounHole):
        name = part.term.name if isinstance(part.term, Var) else "…"
        return f"{{{name}{'’s' if part.possessive else ''}}}"
    return f"{{{part.lemma if isinstance(part, VerbHole) else part.name}}}"
