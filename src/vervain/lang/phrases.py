"""Phrases: the author's own words for facts and acts, with typed holes.

`(who: person) quenches the lamp` is a hole and three fixed words. Here a heading becomes a
`Phrase`, gets its functional name and its negations, and is compared with the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile

from vervain.base.diagnostic import Report
from vervain.base.span import Span
from vervain.lang.expr import Param
from vervain.lang.kinds import BELIEF, Kinds
from vervain.lang.nearest import nearest
from vervain.lang.syntax import Token
from vervain.lang.world import Hole, Phrase

Parts = tuple[str | Hole, ...]

DROPPED = frozenset("the a an is are was of to in with for by from".split())
"""Words that a functional name leaves out."""

ARTICLES = ("the", "a", "an")

NEGATED_AFTER = frozenset(
    "is are was were has have had can could may might will would shall should must".split()
)
"""The word `not` follows the first of these in a phrase."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One way of saying something: which fluent or act, and what its holes are for.

    `args` tells for each argument which hole fills it. `value`: the hole that holds the value
    (`X is at P`); None for yes/no facts, facts with a value and acts. `same`: the value is the
    fluent of that hole (`X is with Y`).
    """

    parts: Parts
    name: str
    args: tuple[int, ...]
    positive: bool = True
    value: int | None = None
    same: bool = False
    lead: tuple[str, ...] = field(init=False, compare=False)
    """The fixed words that stand together first, after the hole it may begin with."""

    def __post_init__(self) -> None:
        parts = self.parts[1:] if isinstance(self.parts[0], Hole) else self.parts
        lead = tuple(takewhile(lambda part: isinstance(part, str), parts))
        object.__setattr__(self, "lead", lead)

    @property
    def words(self) -> int:
        """How many fixed words it has: the longest is tried first."""
        return sum(isinstance(part, str) for part in self.parts)

    @property
    def holes(self) -> tuple[Param, ...]:
        """The typed holes in order."""
        return tuple(part.param for part in self.parts if isinstance(part, Hole))


@dataclass(frozen=True, slots=True)
class HoleText:
    """`(name: kind)` as it stands in a line, up to the token `end`; either may be missing."""

    name: Token | None
    kind: tuple[Token, ...]
    end: int
    span: Span
    colon: bool = True


def text_of(tokens: tuple[Token, ...]) -> str:
    """Tokens as an author would write them."""
    text = " ".join(f'"{t.text}"' if t.kind == "string" else t.text for t in tokens)
    return re.sub(r" ([):,}])", r"\1", re.sub(r"([({]) ", r"\1", text))


def span_of(tokens: tuple[Token, ...], otherwise: Span) -> Span:
    """The stretch from the first token to the last one on its line."""
    if not tokens:
        return otherwise
    first = tokens[0].span
    end = max(t.span.end for t in tokens if t.span.line == first.line)
    return Span(first.file, first.line, first.start, end)


def hole_at(tokens: tuple[Token, ...], i: int) -> HoleText | None:
    """The typed hole that begins at token `i`, if its bracket is one: `(` word, then `:` or `)`."""
    if not _mark(tokens, i, "(") or i + 1 >= len(tokens):
        return None
    end = next((j for j in range(i + 1, len(tokens)) if tokens[j].text in (")", "(")), len(tokens))
    if end == len(tokens) or tokens[end].text == "(":
        return None
    inner = tokens[i + 1 : end]
    colon = next((j for j, t in enumerate(inner) if t.text == ":" and t.kind == "mark"), len(inner))
    names, kinds = inner[:colon], inner[colon + 1 :]
    if any(t.kind != "word" for t in (*names, *kinds)):
        return None
    name = names[0] if len(names) == 1 else None
    return HoleText(
        name, kinds, end + 1, span_of(tokens[i : end + 1], tokens[i].span), colon < len(inner)
    )


def _mark(tokens: tuple[Token, ...], i: int, text: str) -> bool:
    return i < len(tokens) and tokens[i].kind == "mark" and tokens[i].text == text


def read_phrase(
    tokens: tuple[Token, ...], kinds: Kinds, report: Report, where: Span, *, claims: bool = False
) -> Phrase:
    """The phrase of a heading; what cannot be taken is reported, and guessed."""
    parts: list[str | Hole] = []
    i = 0
    while i < len(tokens):
        hole = hole_at(tokens, i)
        if hole is not None:
            taken = [p.param.name for p in parts if isinstance(p, Hole)]
            parts.append(Hole(_param(hole, kinds, report, taken, claims)))
            i = hole.end
            continue
        if tokens[i].kind == "mark":
            message = f"`{tokens[i].text}` cannot stand in a phrase"
            hint = "a phrase is plain words and holes such as (who: person)"
            if not any(f.code == "V302" and f.span.line == where.line for f in report.findings):
                report.add("V302", tokens[i].span, message, hint)
        else:
            parts.append(tokens[i].text)
        i += 1
    if not any(isinstance(part, str) for part in parts):
        report.add(
            "V302", where, "this phrase has no words of its own", "write, say: (who: person) sleeps"
        )
        parts.append("happens")
    return Phrase(tuple(parts))


def _param(hole: HoleText, kinds: Kinds, report: Report, taken: list[str], claims: bool) -> Param:
    """The role in a hole."""
    name = hole.name.text if hole.name is not None else f"role {len(taken) + 1}"
    if hole.name is None:
        report.add(
            "V203", hole.span, "a role wants one word for its name", "write, say: (who: person)"
        )
    elif name in taken:
        report.add(
            "V204",
            hole.name.span,
            f"two roles here are called `{name}`",
            "call one of them otherwise",
        )
        name = f"{name} {len(taken) + 1}"
    elif not hole.kind:
        report.add(
            "V205",
            hole.span,
            f"`({name})` does not say who or what it can be",
            f"write ({name}: person)",
        )
    if not hole.kind:
        return Param(name, "person")
    return Param(name, kind_of(hole.kind, kinds, report, claims=claims))


def kind_of(
    tokens: tuple[Token, ...], kinds: Kinds, report: Report, *, claims: bool = False
) -> str:
    """The kind named by the tokens; an unknown one is reported once, and taken for the nearest."""
    name = text_of(tokens)
    if name in kinds or (claims and name == BELIEF):
        return name
    near = nearest(name, (*kinds.names(), *([BELIEF] if claims else [])))
    said = f"there is no kind `{name}`"
    if not any(f.code == "V201" and f.message == said for f in report.findings):
        hint = f"did you mean `{near}`?" if near else f"declare it with: kind {name} is a person"
        report.add("V201", span_of(tokens, tokens[0].span), said, hint)
    return near or "person"


# ------------------------------------------------------------------- names and negations


def functional_name(parts: Parts, *, whole: bool = False) -> str:
    """`debt of (a: person) to (b: person)` is `debt`; with `whole` nothing is left out."""
    words = [re.sub(r"\W", "", p) for p in parts if isinstance(p, str)]
    kept = [w for w in words if w and (whole or w.lower() not in DROPPED)]
    return "_".join(kept or [w for w in words if w]) or "it"


def base_forms(verb: str) -> tuple[str, ...]:
    """What `does not` may be followed by, for a verb that ends in s: `watches` → `watch`."""
    if verb == "has":
        return ("have",)
    if verb == "does":
        return ("do",)
    forms = [verb[:-1]]
    if verb.endswith("es"):
        forms.insert(
            0 if verb.endswith(("sses", "shes", "ches", "xes", "zes", "oes")) else 1, verb[:-2]
        )
    if verb.endswith("ies") and len(verb) > 4:  # not lies, dies, ties
        forms.insert(0, verb[:-3] + "y")
    return tuple(forms)


def negations(parts: Parts) -> tuple[Parts, ...]:
    """The ways of saying that it is not so; the first is the one to print. May be none."""
    found: list[Parts] = []
    first_hole = next((i for i, p in enumerate(parts) if isinstance(p, Hole)), -1)
    helper = next((i for i, p in enumerate(parts) if p in NEGATED_AFTER), None)
    after = range(max(first_hole, 0) + 1, len(parts))
    verb = next((i for i in after if _verb(parts[i]) and parts[i - 1] not in ARTICLES), None)
    if helper is not None:
        found.append((*parts[: helper + 1], "not", *parts[helper + 1 :]))
    if verb is not None and (helper is None or verb <= helper):
        word = str(parts[verb])
        forms = [
            (*parts[:verb], "does", "not", base, *parts[verb + 1 :]) for base in base_forms(word)
        ]
        found = [*found, *forms] if verb == helper else [*forms, *found]
    return tuple(found)


def _verb(part: str | Hole) -> bool:
    return (
        isinstance(part, str)
        and len(part) > 2
        and part.endswith("s")
        and part not in ("was", "this")
    )


def plural(word: str) -> tuple[str, ...]:
    """What a word of a phrase becomes after several names: `Ida and Tom are asleep`."""
    known = {"is": ("are",), "was": ("were",), "has": ("have",), "does": ("do",)}
    return known.get(word) or (base_forms(word) if _verb(word) else ())


# ------------------------------------------------------------------- telling phrases apart


def alike(one: Parts, two: Parts, kinds: Kinds) -> bool:
    """The same words could be meant as the one and as the other."""
    return len(one) == len(two) and all(_alike(p, q, kinds) for p, q in zip(one, two, strict=True))


def _alike(one: str | Hole, two: str | Hole, kinds: Kinds) -> bool:
    if isinstance(one, str) or isinstance(two, str):
        return one == two
    if BELIEF in (one.param.kind, two.param.kind):
        return one.param.kind == two.param.kind
    return kinds.overlap(one.param.kind, two.param.kind)


def shown(parts: Parts, *, kinds: bool = True) -> str:
    """A phrase as its author would write it."""
    return " ".join(_shown(part, kinds) for part in parts)


def _shown(part: str | Hole, kinds: bool) -> str:
    if isinstance(part, str):
        return part
    return f"({part.param.name}: {part.param.kind})" if kinds else part.param.name
