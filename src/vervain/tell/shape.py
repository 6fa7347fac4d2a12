"""The shape of a frame: all of its grammar that can be settled before its holes are filled.

Which role is a subject, with what a verb agrees, where sentences end: that is so in every telling,
and is found once for a frame.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from vervain.lang.expr import Const, Var
from vervain.lang.frame import ClaimHole, FramePart, NounHole, Text, VerbHole
from vervain.tell.irregular import LIE_TO, is_participle
from vervain.tell.lexicon import Lexicon
from vervain.tell.tree import OBJECT, POSSESSIVE, SUBJECT, pieces

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
_CLAUSE_END = re.compile(r"[.!?…;:](?=[\s\"”’']|$)")
_BLANKS = re.compile(r"\s+")
ACTING = "acting"
"""The form of a hole that is the subject of a verb further on: `{Bob}, she thinks, believes …`."""
NO_SUBJECT = ("object", "possessive", "absolute", "reflexive")


class Agrees(Enum):
    """With what a verb agrees: one thing, several, the role before it, or the verb before it."""

    ONE = "one"
    MANY = "many"
    ROLE = "role"
    VERB = "verb"


ONE, MANY, ROLE, VERB = Agrees
"""By themselves, for a member takes long to find in its class."""


@dataclass(frozen=True, slots=True)
class TextShape:
    """Words: those that end a sentence, and the rest; `ends_clause`: a stop is in them;
    `opens_clause`: one begins after them (`… that`), which is no claim."""

    ended: tuple[str, ...]
    rest: str
    ends_clause: bool
    opens_clause: bool = False


@dataclass(frozen=True, slots=True)
class VerbShape:
    """A verb by its base form; `joined`: after `and`; `helps`: it is an auxiliary here."""

    lemma: str
    agrees: Agrees
    joined: bool
    helps: bool


@dataclass(frozen=True, slots=True)
class NounShape:
    """A noun phrase and its `case`; `embedded`: the author's own verb follows, and the subject of
    the sentence stays; `listed`: after a colon; `article`: after `a` or `an`."""

    hole: NounHole
    case: int
    subject: bool
    embedded: bool
    listed: bool
    article: bool


Shape = tuple[TextShape | VerbShape | NounShape | ClaimHole, ...]

_KEPT = 4096
_shapes: dict[tuple[int, int], tuple[tuple[FramePart, ...], Lexicon, Shape, bool]] = {}
"""By the identity of the parts and the lexicon; both are kept, so that no other can have it."""


def shape_of(parts: tuple[FramePart, ...], words: Lexicon) -> Shape:
    """The shape of a frame, found once."""
    return _known(parts, words)[2]


_STOP = re.compile(r"[.!?;:]\s*$")


def reads_facts(parts: tuple[FramePart, ...], words: Lexicon) -> bool:
    """Whether a hole of the frame is a fact or a count, not somebody."""
    return _known(parts, words)[3]


def _known(
    parts: tuple[FramePart, ...], words: Lexicon
) -> tuple[tuple[FramePart, ...], Lexicon, Shape, bool]:
    key = id(parts), id(words)
    known = _shapes.get(key)
    if known is None:
        if len(_shapes) >= _KEPT:
            _shapes.clear()
        holes = (part.term for part in parts if isinstance(part, NounHole))
        reads = any(not isinstance(term, Var | Const) for term in holes)
        known = _shapes[key] = parts, words, _shape(parts, words), reads
    return known


def _shape(parts: tuple[FramePart, ...], words: Lexicon) -> Shape:
    return tuple(_part(parts, i, words) for i in range(len(parts)))


def _part(
    parts: tuple[FramePart, ...], i: int, words: Lexicon
) -> TextShape | VerbShape | NounShape | ClaimHole:
    part = parts[i]
    if isinstance(part, Text):
        text = part.text.removeprefix(" to") if _is_untrue(parts, i - 1) else part.text
        *ended, rest = pieces(_BLANKS.sub(" ", text))
        claim = i + 1 < len(parts) and isinstance(parts[i + 1], ClaimHole)
        opens = part.text.endswith(" that ") and not claim
        return TextShape(tuple(ended), rest, _CLAUSE_END.search(part.text) is not None, opens)
    if isinstance(part, VerbHole):
        lemma, agrees = _agreement(part, parts, i, words)
        lemma = LIE_TO if lemma == "lie" and _is_untrue(parts, i) else lemma
        joined = _JOINED.search(_text_at(parts, i - 1)) is not None
        return VerbShape(lemma, agrees, joined, _helps(lemma, _text_at(parts, i + 1)))
    if isinstance(part, NounHole):
        embedded = not part.possessive and _is_embedded(parts, i)
        subject = _is_subject(parts, i) or embedded
        before = _text_at(parts, i - 1)
        return NounShape(
            part,
            POSSESSIVE if part.possessive else SUBJECT if subject else OBJECT,
            subject,
            embedded,
            before.rstrip().endswith(":"),
            _ARTICLE.search(before) is not None,
        )
    return part


def _is_untrue(parts: tuple[FramePart, ...], i: int) -> bool:
    """`{lie} to {Bob}`: not as one lies on a bed."""
    part = parts[i] if i >= 0 else None
    lies = isinstance(part, VerbHole) and part.lemma in ("lie", "lies")
    return lies and re.match(r" to\b", _text_at(parts, i + 1)) is not None


def _agreement(
    part: VerbHole, parts: tuple[FramePart, ...], i: int, words: Lexicon
) -> tuple[str, Agrees]:
    """The base form of a verb, and what it agrees with.

    `{take}` agrees with the role; so does `{takes}` right after it; after `and` it agrees with
    what the verb before does; else it is said of a single thing, and `{are}` of several.
    """
    if part.agrees is not None:
        return part.lemma, Agrees.MANY if part.agrees == "they" else Agrees.ONE
    if part.lemma == "are":
        return "be", Agrees.MANY
    before = _text_at(parts, i - 1)
    base = words.base_of(part.lemma)
    if base is None:
        return part.lemma, Agrees.MANY if _SEVERAL.search(before) else Agrees.ROLE
    if _is_subject(parts, i - 1) or (_BETWEEN.match(before) and _is_subject(parts, i - 2)):
        return base, Agrees.ROLE
    return base, Agrees.VERB if _JOINED.search(before) else Agrees.ONE


def _helps(verb: str, after: str) -> bool:
    """Whether the verb is an auxiliary: `{do} not wait`, `{have} been`."""
    if verb == "do":
        return _DENIED.match(after) is not None
    following = _FIRST_WORD.match(after) if verb == "have" else None
    return following is not None and is_participle(following[1])


def _text_at(parts: tuple[FramePart, ...], i: int) -> str:
    """The author's words at this place of a frame, if there are any."""
    part = parts[i] if 0 <= i < len(parts) else None
    return part.text if isinstance(part, Text) else ""


def sounding(before: str, words: str, lexicon: Lexicon) -> str:
    """What stands before a name, its `a` or `an` right for the sound that follows."""
    found = _ARTICLE.search(before)
    if found is None:
        return before
    article = lexicon.article(words)
    article = article.capitalize() if found[1][0] == "A" else article
    return f"{before[: found.start(1)]}{article} "


def _is_subject(parts: tuple[FramePart, ...], i: int) -> bool:
    """Whether the hole stands right before a verb (an adverb may come between)."""
    part = parts[i] if i >= 0 else None
    if not isinstance(part, NounHole) or part.possessive or part.form in NO_SUBJECT:
        return False
    if part.form in ("subject", ACTING):
        return True
    rest = parts[i + 1 : i + 3]
    if _opens(parts, i) and _text_at(parts, i + 1).strip() == "and" and _is_subject(parts, i + 2):
        return True  # `{one} and {two} {marry as they}`
    if rest and isinstance(rest[0], VerbHole):
        return rest[0].agrees is None or _is_coordinated(parts, i)
    return (
        len(rest) == 2
        and isinstance(rest[0], Text)
        and _BETWEEN.match(rest[0].text) is not None
        and isinstance(rest[1], VerbHole)
        and (rest[1].agrees is None or _is_coordinated(parts, i))
    )


def _opens(parts: tuple[FramePart, ...], i: int) -> bool:
    """A sentence begins here."""
    return i == 0 or _STOP.search(_text_at(parts, i - 1)) is not None


def _is_coordinated(parts: tuple[FramePart, ...], i: int) -> bool:
    """The second of two who act together, where a sentence begins."""
    first = parts[i - 2] if i > 1 else None
    two = isinstance(first, NounHole) and _text_at(parts, i - 1).strip() == "and"
    return two and _opens(parts, i - 2)


def _is_embedded(parts: tuple[FramePart, ...], i: int) -> bool:
    """Whether a verb that the author has written out follows: `asks how {one} had known`. Whoever
    acts in the rest of the sentence remains its subject."""
    after = parts[i + 1] if i + 1 < len(parts) else None
    return isinstance(after, Text) and _FINITE.match(after.text) is not None
