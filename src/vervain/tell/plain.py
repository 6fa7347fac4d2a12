"""Words for an act for which its author left none that will do.

First the act's own phrase, in the active and in the passive; then the same with every name written
out and nothing in it that a page may not show; then that somebody did something, which is always
so, and always well said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vervain.lang.expr import Var
from vervain.lang.frame import ClaimHole, FramePart, NounHole, Text, VerbHole
from vervain.lang.world import Hole, Phrase
from vervain.tell import lexicon
from vervain.tell.lexicon import Lexicon
from vervain.tell.morphology import is_plural
from vervain.tell.readings import unquoted
from vervain.tell.spin import Tense
from vervain.tell.value import Bound

Parts = tuple[FramePart, ...]

WENT_ON: Parts = (Text("it "), VerbHole("go", "it"), Text(" on like that"))
"""For what has been told in all its words on this page already."""

_HAPPENED: Parts = (Text("something "), VerbHole("happen", "it"))
_NO_PASSIVE = ("be", "have", "become", "seem", "leave", "join", "marry", "meet")
_BACK = {"is": "was", "are": "were", "am": "was", "has": "had", "does": "did"}
_PRESENT = re.compile(r"\b(?:is|are|am|has|does)\b")
_BRACKETS = re.compile(r"[{}\[\]]")
_BEFORE_STOP = re.compile(r" +(?=[.,;:!?])")
_ARTICLES = ("the", "a", "an")
_DOTS = re.compile(r"\.\.(?!\.)")
_ARTICLE = re.compile(r"\b([aA])n? ([\w'-]+)")


@lru_cache(maxsize=1024)
def frame_of(phrase: Phrase) -> Parts:
    """The act's own phrase, with the verb after the first role inflected."""
    parts: list[FramePart] = []
    verb_found, before = False, ""
    many = _of_many(phrase)
    for part in phrase.parts:
        if isinstance(part, Hole):
            parts += [_hole(part), Text(" ")]
            continue
        for word in part.split():
            noun = verb_found or not parts or before in _ARTICLES
            base = None if noun else lexicon.base_of(word)
            verb_found, before = verb_found or base is not None, word
            verb = VerbHole(base) if base else VerbHole(word, "they") if word == many else None
            last = parts[-1] if parts else None
            if verb is None and isinstance(last, Text):
                parts[-1] = Text(f"{last.text}{word} ")
            else:
                parts += [verb or Text(word), Text(" ")]
    end = parts.pop()
    words = end.text.rstrip(" ") if isinstance(end, Text) else ""
    return (*parts, Text(words)) if words else tuple(parts)


def _of_many(phrase: Phrase) -> str:
    """The verb of a heading that begins with several things: `fall` of `the leaves fall`; empty of
    any other."""
    words = [w for part in phrase.parts if isinstance(part, str) for w in part.split()]
    if isinstance(phrase.parts[0], Hole) or len(words) < 3 or words[0] not in _ARTICLES:
        return ""
    third = any(lexicon.base_of(word) for word in words[2:])
    verb = words[2]
    known = lexicon.base_of(lexicon.third_singular(verb)) == verb
    return verb if is_plural(f"the {words[1]}") and known and not third else ""


@lru_cache(maxsize=1024)
def passive_of(phrase: Phrase, words: Lexicon) -> Parts:
    """`Bess is thanked by Tom` for `Tom thanks Bess`; empty where it cannot be said so."""
    who, verb, whom, *rest = (*phrase.parts, *(None,) * 3)
    if not (isinstance(who, Hole) and isinstance(verb, str) and isinstance(whom, Hole)):
        return ()
    base = words.base_of(verb)
    if base is None or base in _NO_PASSIVE or base in lexicon.MODALS or "belief" in _kinds(phrase):
        return ()
    parts: list[FramePart] = [_hole(whom), Text(" "), VerbHole("be"), Text(" ")]
    parts.append(Text(words.participle(base)))
    for part in rest:
        if part is not None:
            parts += [Text(" "), _hole(part) if isinstance(part, Hole) else Text(part)]
    return (*parts, Text(" by "), _hole(who))


def _hole(hole: Hole) -> FramePart:
    name = hole.param.name
    return ClaimHole(name) if hole.param.kind == "belief" else NounHole(Var(name))


def _kinds(phrase: Phrase) -> set[str]:
    return {part.param.kind for part in phrase.parts if isinstance(part, Hole)}


def plainer(phrase: Phrase, roles: dict[str, Bound], tense: Tense) -> Iterator[Parts]:
    """Ever plainer words; those that come last can have no fault."""
    yield scrubbed(frame_of(phrase), tense)
    first = next((n for n, bound in roles.items() if isinstance(bound, str | tuple)), None)
    if first is not None:
        yield NounHole(Var(first)), Text(" "), VerbHole("do"), Text(" something")
    yield _HAPPENED


def scrubbed(parts: Parts, tense: Tense) -> Parts:
    """The same without brackets, blanks before a stop, a wrong article, or a verb that stays in
    the present."""
    kept: list[FramePart] = []
    text = ""
    for part in (*parts, None):
        if isinstance(part, Text):
            text += part.text
            continue
        kept += [Text(_scrub(text, tense))] if text else []
        kept += [part] if part is not None else []
        text = ""
    return tuple(kept)


def _scrub(text: str, tense: Tense) -> str:
    text = _DOTS.sub(".", _BEFORE_STOP.sub("", _BRACKETS.sub("", text)))
    text = _ARTICLE.sub(lambda m: f"{_article(m[1], m[2])} {m[2]}", text)
    if tense is Tense.PRESENT:
        return text
    bare, _ = unquoted(text)
    for verb in reversed(list(_PRESENT.finditer(bare))):
        text = text[: verb.start()] + _BACK[verb[0]] + text[verb.end() :]
    return text


def _article(written: str, word: str) -> str:
    right = lexicon.article(word)
    return right.capitalize() if written == "A" else right
