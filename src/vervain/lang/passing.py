"""Words of passage in a `telling`: before all (`say first`), for time that is passed over (`say
between`), and after all (`say last`)."""

from __future__ import annotations

from vervain.base.span import Span
from vervain.lang.colons import colons
from vervain.lang.context import Context, Tokens
from vervain.lang.expr import Cond, Param
from vervain.lang.frames import parts_of
from vervain.lang.lines import tokens
from vervain.lang.nearest import did_you_mean
from vervain.lang.phrases import hole_at, kind_of, span_of, text_of
from vervain.lang.syntax import Clause
from vervain.lang.telling import WHEN_SAID, Passing

_HINT = (
    "write, say: say between when it is winter: … — or: say last of every (p: person) where …: …"
)


def passing_line(context: Context, clause: Clause) -> Passing | None:
    """`say first|between|last [when COND | of every (p: KIND) where COND]: WORDS`."""
    whole = f"{clause.word.removeprefix('say')} {clause.raw}".strip()
    at = whole.split(":")[0].split(maxsplit=1)[0] if whole else ""
    heads = colons(whole)
    if at not in WHEN_SAID:
        said = f"`{at}` does not say when these words are said"
        context.add("V418", clause.span, said, did_you_mean(at, WHEN_SAID, _HINT))
        return None
    if not heads:
        context.add("V418", clause.span, "a colon is missing before the words", _HINT)
        return None
    best = next((i for i in heads if _reads(context, _head(whole[:i], clause.span))), heads[0])
    who, cond = _fits(context, _head(whole[:best], clause.span), clause.span)
    scope = () if who is None else (who,)
    text = whole[best + 1 :].strip()
    words = parts_of(context, text, scope, clause.span, in_minds=True)
    return Passing(at, words, cond, who, clause.span)


def _head(text: str, span: Span) -> Tokens:
    """What stands before the colon, without when it is said."""
    return tokens(text, span.file, span.line, span.start)[1:]


def _reads(context: Context, head: Tokens) -> bool:
    """The condition in the head is whole."""
    words = [token.text for token in head]
    if words[:1] == ["when"]:
        return context.read.attempt(head[1:], (), lambda r: r.conditions(0, ())) is not None
    hole = hole_at(head, 2) if words[:2] == ["of", "every"] else None
    return (hole is not None and len(head) > hole.end + 1) or not head


def _fits(context: Context, head: Tokens, span: Span) -> tuple[Param | None, Cond | None]:
    """Of whom it is said, and when."""
    words = [token.text for token in head]
    if not words:
        return None, None
    if words[0] == "when":
        return None, context.read.condition(head[1:], (), span)
    hole = hole_at(head, 2) if words[:2] == ["of", "every"] else None
    if (
        hole is None
        or hole.name is None
        or not hole.kind
        or words[hole.end : hole.end + 1] != ["where"]
    ):
        said = f"`{text_of(head)}` does not say when these words hold"
        context.add("V418", span_of(head, span), said, _HINT)
        return None, None
    who = Param(hole.name.text, kind_of(hole.kind, context.lexicon.kinds, context.report))
    return who, context.read.condition(head[hole.end + 1 :], (who,), span)
