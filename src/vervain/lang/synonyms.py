"""Words that may stand for others: `instead of to walk to: to go to, to make for`."""

from __future__ import annotations

import re
from typing import Literal

from vervain.lang.context import Context
from vervain.lang.frame_heads import degree_of, is_feeling
from vervain.lang.lines import tokens
from vervain.lang.nearest import did_you_mean
from vervain.lang.phrases import text_of
from vervain.lang.syntax import Clause
from vervain.lang.telling import REGISTERS
from vervain.lang.voice import Synonym

_FORM = re.compile(r"[^\W\d_]+(?:['’ -][^\W\d_]+)*")
_ONES_OWN = re.compile(r"\bone['’]s\b|\boneself\b")
_WAY = "write, say: instead of to walk to: to go to, to make for; or: instead of a hut: a cabin"
_FEELS = ("who", "feels")

Speech = Literal["verb", "noun"]


def synonym(context: Context, clause: Clause) -> Synonym | None:
    """What one line says; None after a mistake (V442)."""
    head, colon, rest = clause.raw.strip().partition(":")
    written, _, cond = head.strip().partition(" when ")
    words, others = _word(written), rest.split(",")
    refused = _WAY, f"`{written.strip()}` is no word that others could stand for"
    if not written.strip():
        refused = _WAY, "it is not said which word others may stand for"
    if colon and words is not None:
        mistakes = (m for other in others if (m := _mistake(words, other.strip())) is not None)
        refused = next(mistakes, ("", ""))
    if refused[0]:
        context.add("V442", clause.span, refused[1], refused[0])
        return None
    found = _condition(context, clause, cond.strip()) if cond else ("", "", 1)
    if found is None or words is None:
        return None
    said = tuple(word[1] for other in others if (word := _word(other)) is not None)
    return Synonym(words[0], words[1], said, *found, clause.span)


def _mistake(words: tuple[Speech, str], text: str) -> tuple[str, str] | None:
    """What to do about words that cannot stand for others, and what is wrong with them."""
    other = _word(text)
    if other is None or other[0] != words[0]:
        return _WAY, f"`{text}` cannot stand for the {words[0]} `{words[1]}`"
    if other == words:
        return "take it away", f"`{other[1]}` would stand for itself"
    if _ONES_OWN.search(other[1]):
        return "write a `say` line with {who's} in it", f"`{other[1]}` does not say whose"
    return None


def _word(text: str) -> tuple[Speech, str] | None:
    """`to walk to`, `a hut`: a verb with what follows it, or a noun."""
    opening, _, rest = text.strip().partition(" ")
    if not _FORM.fullmatch(rest):
        return None
    if opening == "to":
        return "verb", rest
    return ("noun", rest) if opening in ("a", "an") else None


def _condition(context: Context, clause: Clause, text: str) -> tuple[str, str, int] | None:
    """Register, feeling, degree: `when formal`, `when who feels strong fear`, or both."""
    register, span = "", clause.span
    first, _, rest = text.partition(" and ")
    if first.strip() in REGISTERS:
        register, text = first.strip(), rest
    words = tokens(text, span.file, span.line, span.start)
    if not words:
        return register, "", 1
    if tuple(token.text for token in words[:2]) != _FEELS:
        hint = f"write `when {'`, `when '.join(REGISTERS)}` or, say, `when who feels fear`"
        near = did_you_mean(text, REGISTERS, hint)
        context.add("V442", span, f"words cannot be chosen by `{text}`", near)
        return None
    degree, words = degree_of(words[2:])
    emotion = text_of(words)
    return (register, emotion, degree) if is_feeling(context, emotion, span) else None
