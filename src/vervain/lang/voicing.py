"""Lines of a `lexicon` that give words for what is not an act: `shows fear: …`, `feels fear: …`,
`beat: …`. Their roles are `who` and `whom`."""

from __future__ import annotations

import re
from dataclasses import replace

from vervain.lang.context import Context
from vervain.lang.expr import Param, Var
from vervain.lang.felt import GUILT, WORDS
from vervain.lang.frame import ClaimHole, Frame, FramePart, NounHole, VerbHole
from vervain.lang.frame_heads import Head, degree_of, head_and_text, head_of
from vervain.lang.frames import parts_of
from vervain.lang.lines import tokens
from vervain.lang.nearest import did_you_mean
from vervain.lang.phrases import text_of
from vervain.lang.synonyms import synonym
from vervain.lang.syntax import Clause
from vervain.lang.voice import GIVEN, OCCASIONS, WHO, WHOM, Beat, Sign, Synonym, Voice

_LASTING = ("love", "hate")
_FEELINGS = tuple(word for word in WORDS if word not in (GUILT, *_LASTING))
_EMOTION = re.compile(r"(?P<name>[^:]*?)(?P<rest>\s*(?:\b(?:when|as)\b.*|:.*|$))", re.DOTALL)


def voice(context: Context) -> Voice:
    """What the `lexicon` blocks of all files say beside the forms of words; what cannot be taken is
    reported."""
    synonyms: list[Synonym] = []
    signs: list[Sign] = []
    beats: list[Beat] = []
    for block in context.blocks("lexicon"):
        for clause in block.clauses:
            if clause.word == "instead of":
                synonyms += [found] if (found := synonym(context, clause)) else []
            elif clause.word in ("shows", "feels"):
                signs += [sign] if (sign := _sign(context, clause)) else []
            elif clause.word == "beat":
                beats += [beat] if (beat := _beat(context, clause)) else []
    return Voice(tuple(synonyms), tuple(signs), tuple(beats))


def _sign(context: Context, clause: Clause) -> Sign | None:
    """`shows strong fear when COND: TEXT`."""
    span, inner = clause.span, clause.word == "feels"
    found = _EMOTION.fullmatch(clause.raw.strip())
    written, rest = (found["name"], found["rest"].strip()) if found else ("", "")
    degree, words = degree_of(tokens(written, span.file, span.line, span.start))
    emotion = text_of(words)
    if emotion not in _FEELINGS:
        hint = did_you_mean(emotion, _FEELINGS, f"the feelings are {', '.join(_FEELINGS)}")
        lasts = emotion in _LASTING
        message = f"`{emotion}` is no feeling" if emotion else "it is not said which feeling"
        if lasts:
            message = f"`{emotion}` lasts, and is not felt at one event"
        context.add("V214", span, message, hint)
        return None
    frame = _frame(context, replace(clause, raw=rest), (WHO, WHOM), ())
    if frame is None:
        return None
    given = frozenset(GIVEN if inner else ())
    parts = tuple(_given(part, given) for part in frame.parts)
    return Sign(emotion, degree, replace(frame, parts=parts), inner)


def _given(part: FramePart, given: frozenset[str]) -> FramePart:
    return ClaimHole(part.lemma) if isinstance(part, VerbHole) and part.lemma in given else part


def _beat(context: Context, clause: Clause) -> Beat | None:
    """`beat when unanswered: TEXT`."""
    every = tuple(param for params in OCCASIONS.values() for param in params)
    before = len(context.report.findings)
    frame, head = _worded(context, clause, (WHO, WHOM, *every), OCCASIONS)
    if frame is None or len(context.report.findings) > before:
        return None
    for name in sorted(_names(frame) & {param.name for param in every}):
        of = next(o for o, params in OCCASIONS.items() if name in {p.name for p in params})
        if of != head.special:
            nobody = "nothing" if name == "what" else "nobody"
            message = f"`{{{name}}}` stands for {nobody} here"
            context.add("V443", clause.span, message, f"it is there in: beat when {of}: …")
            return None
    return Beat(frame, head.special)


def _names(frame: Frame) -> set[str]:
    holes = (part.term for part in frame.parts if isinstance(part, NounHole))
    return {term.name for term in holes if isinstance(term, Var)}


def _frame(
    context: Context, clause: Clause, params: tuple[Param, ...], special: tuple[str, ...]
) -> Frame | None:
    return _worded(context, clause, params, special)[0]


def _worded(
    context: Context,
    clause: Clause,
    params: tuple[Param, ...],
    special: tuple[str, ...] | dict[str, tuple[Param, ...]],
) -> tuple[Frame | None, Head]:
    """The words of a line, and what stands before them."""
    words, text = head_and_text(context, clause, params, special)
    text = text.lstrip(": ")
    if not text:
        hint = f"write, say: {clause.word}{_example(clause.word)}: {{who}} {{go}} pale"
        context.add("V443", clause.span, "there are no words for the reader", hint)
        return None, Head()
    head = head_of(context, words, params, clause.span, special)
    frame = Frame(
        parts_of(context, text, params, clause.span),
        head.focaliser,
        cond=head.cond,
        span=clause.span,
        teller=head.teller,
        feels=head.feels,
        register=head.register,
    )
    return frame, head


def _example(word: str) -> str:
    return " fear" if word != "beat" else " when unanswered"
