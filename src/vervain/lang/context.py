"""What the parts of the checker share: lexicon, readers, report, what has been made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vervain.base.diagnostic import Report
from vervain.base.span import Span
from vervain.lang.expressions import Expressions
from vervain.lang.lexicon import Lexicon
from vervain.lang.syntax import Block, Syntax, Token
from vervain.lang.turns import Draw
from vervain.lang.world import Action, Fluent, StartFact, Watch

Tokens = tuple[Token, ...]


@dataclass(slots=True)
class Context:
    """One run of the checker. `blocks` are those of every file, what is included first."""

    syntaxes: tuple[Syntax, ...]
    report: Report = field(default_factory=Report)
    lexicon: Lexicon = field(default_factory=Lexicon)
    read: Expressions = field(init=False)
    hidden: dict[str, Fluent] = field(default_factory=dict)
    start: list[StartFact] = field(default_factory=list)
    draws: list[Draw] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    sight: Watch | None = None

    def __post_init__(self) -> None:
        self.read = Expressions(self.lexicon, self.report)

    def blocks(self, *words: str) -> Iterator[Block]:
        """The blocks that open with one of the words, in order."""
        for syntax in self.syntaxes:
            for block in syntax.blocks:
                if block.word in words:
                    yield block

    def add(self, code: str, span: Span, message: str, hint: str) -> None:
        """Report a mistake."""
        self.report.add(code, span, message, hint)


def split(tokens: Tokens, mark: str) -> tuple[Tokens, ...]:
    """The stretches between the marks that stand outside all brackets."""
    parts: list[Tokens] = []
    start = 0
    for i in marks_outside(tokens, mark):
        parts.append(tokens[start:i])
        start = i + 1
    return (*parts, tokens[start:])


def marks_outside(tokens: Tokens, mark: str) -> Iterator[int]:
    """Where the mark (or word) stands outside all brackets."""
    depth = 0
    for i, token in enumerate(tokens):
        if token.kind == "mark" and token.text in "({":
            depth += 1
        elif token.kind == "mark" and token.text in ")}":
            depth = max(0, depth - 1)
        elif token.text == mark and depth == 0 and token.kind != "string":
            yield i


def starts(tokens: Tokens, *words: str) -> bool:
    """The tokens begin with the words."""
    return tuple(t.text for t in tokens[: len(words)]) == words


def names(tokens: Tokens) -> Tokens:
    """The tokens, without a leading `and`."""
    return tokens[1:] if starts(tokens, "and") else tokens
