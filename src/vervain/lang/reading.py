"""What every reader of expressions rests on: tokens, scope, findings that cost, a bounded memory.

A reader keeps for every place in the line *all* ends that a reading from there can have, and for
each end the best reading: the one with the fewest mistakes, then with the most fixed words (the
longest phrase). It first reads without mistakes; only if that fails, it reads again and allows
each mistake at a price, so that the cheapest reading names the one mistake there is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from vervain.base.diagnostic import Diagnostic
from vervain.base.span import NOWHERE, Span
from vervain.lang.expr import Param, Term
from vervain.lang.kinds import either
from vervain.lang.lexicon import Lexicon
from vervain.lang.nearest import likeness
from vervain.lang.phrases import base_forms, span_of, text_of
from vervain.lang.syntax import Token

N = TypeVar("N")
N_co = TypeVar("N_co", covariant=True)

MOST_STEPS = 60_000
"""A line that takes more readings than this is refused."""
MOST_DEPTH = 80
"""Brackets, beliefs and quantifiers inside one another."""

MOST_QUOTED = 90
"""Letters of the author's that a message repeats."""

# The prices of mistakes: the reading with the lowest sum is taken for what was meant.
MISSPELT_WORD = 20
MISSING_MARK = 25
MISSPELT_NAME = 30
WRONG_TYPE = 40
MIXED = 45
NO_SUCH_NAME = 60
GUESSWORK = 50
NO_SUCH_FACT = 90


class TooMuch(Exception):
    """The line cannot be read within bounds."""


@dataclass(frozen=True, slots=True)
class Found(Generic[N_co]):
    """One reading up to the token `end`; `words` are the fixed words of the phrase on top."""

    node: N_co
    end: int
    words: int = 0
    cost: int = 0
    problem: Diagnostic | None = None

    def having(self, *others: Found[Any]) -> Found[N_co]:
        """The same, with the mistakes of its parts."""
        cost, problem = self.cost, self.problem
        for other in others:
            cost += other.cost
            problem = problem or other.problem
        return Found(self.node, self.end, self.words, cost, problem)


Ends = dict[int, Found[N]]


def keep(ends: Ends[N], found: Found[N]) -> None:
    """Take in a reading if it is the best so far that ends there."""
    known = ends.get(found.end)
    if known is None or (found.cost, -found.words) < (known.cost, -known.words):
        ends[found.end] = found


@dataclass(frozen=True, slots=True)
class Typed:
    """A value with what sort of value it is; `kinds` of an entity."""

    term: Term
    sort: Literal["entity", "number", "unknown", "claim", "anything"]
    kinds: tuple[str, ...] = ()
    fluent: str | None = None

    def described(self) -> str:
        """What sort of value it is, for a message."""
        if self.sort == "entity":
            return either(self.kinds)
        return {"number": "a number", "unknown": "unknown", "claim": "a claim"}.get(self.sort, "")


Scope = tuple[Param, ...]


@dataclass(slots=True)
class Line:
    """The tokens being read, who is in scope, and what has been found out so far."""

    tokens: tuple[Token, ...]
    lexicon: Lexicon
    params: tuple[Param, ...] = ()
    lenient: bool = False
    where: Span = NOWHERE
    groups: dict[str, tuple[str, ...]] | None = None
    """At the start only: which entities a name of several stands for."""
    loose: bool = False
    """A role may fill a hole that some of its kind fit."""
    words: tuple[str, ...] = ()
    memory: dict[tuple[str, int, Scope], Ends[Any]] = field(default_factory=dict)
    steps: int = 0
    depth: int = 0

    def __post_init__(self) -> None:
        self.words = tuple(t.text if t.kind != "string" else "" for t in self.tokens)

    def remember(
        self, rule: str, i: int, scope: Scope, read: Callable[[int, Scope], Ends[N]]
    ) -> Ends[N]:
        """The readings from `i` on by a rule, worked out once."""
        key = (rule, i, scope)
        if key in self.memory:
            return self.memory[key]
        self.memory[key] = {}  # nothing is its own beginning
        self.step()
        if self.depth > MOST_DEPTH:
            raise TooMuch
        self.depth += 1
        self.memory[key] = ends = read(i, scope)
        self.depth -= 1
        return ends

    def step(self) -> None:
        """Count the work."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooMuch

    # ------------------------------------------------------------- words

    def word(self, i: int, word: str) -> Found[None] | None:
        """The word (or mark) at `i`, perhaps misspelt."""
        if i >= len(self.words):
            return None
        text = self.words[i]
        if text == word:
            return Found(None, i + 1)
        if self.groups is not None and text in _PLURALS.get(word, base_forms(word)):
            return Found(None, i + 1)
        if not self.lenient or self.tokens[i].kind != "word" or not _misspelt(text, word):
            return None
        problem = self.problem(
            "V303", i, i + 1, f"`{text}` fits no phrase here", f"did you mean `{word}`?"
        )
        return Found(None, i + 1, 0, MISSPELT_WORD, problem)

    def run(self, i: int, *words: str) -> Found[None] | None:
        """Several words in a row."""
        found: Found[None] = Found(None, i)
        for word in words:
            after = self.word(found.end, word)
            if after is None:
                return None
            found = after.having(found)
        return found

    def mark(self, i: int, *marks: str) -> bool:
        """One of the marks is at `i`."""
        return i < len(self.tokens) and self.words[i] in marks and self.tokens[i].kind == "mark"

    def closes(self, i: int) -> bool:
        """The line, or the bracket, ends before `i`."""
        return i >= len(self.tokens) or self.mark(i, ")", ":", ",")

    # ------------------------------------------------------------- problems

    def span(self, i: int, j: int) -> Span:
        """Where the tokens from `i` up to `j` stand."""
        return span_of(self.tokens[i:j], self.where)

    def text(self, i: int, j: int) -> str:
        """The tokens from `i` up to `j` as they were written; of many the first."""
        text = text_of(self.tokens[i:j])
        return text if len(text) <= MOST_QUOTED else text[: MOST_QUOTED - 1] + "…"

    def problem(self, code: str, i: int, j: int, message: str, hint: str) -> Diagnostic:
        """A mistake in the tokens from `i` up to `j`."""
        return Diagnostic(code, self.span(i, j), message, hint)

    # ------------------------------------------------------------- scope

    def param(self, name: str, scope: Scope) -> Param | None:
        """Who is called so in this line: the innermost first."""
        for param in (*reversed(scope), *self.params):
            if param.name == name:
                return param
        return None

    def people_and_roles(self, scope: Scope) -> tuple[str, ...]:
        """Every name that could have been meant."""
        return (*(p.name for p in (*scope, *self.params)), *self.lexicon.entities)


_PLURALS = {
    "is": ("are",),
    "was": ("were",),
    "has": ("have",),
    "does": ("do",),
    "believes": ("believe",),
}


def _misspelt(text: str, word: str) -> bool:
    """`text` is no word of its own but nearly `word`."""
    return (
        len(word) > 1
        and text not in _SMALL
        and likeness(text, word) >= (0.66 if len(word) < 6 else 0.74)
    )


_SMALL = frozenset(
    "a an and or not is are was has the of to in on at by for with from if it one two "
    "does do knows believes so whether every some no".split()
)
