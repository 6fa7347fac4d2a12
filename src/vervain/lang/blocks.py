"""Which blocks there are and which lines each may have: the fixed words of the language."""

from __future__ import annotations

ACT = (
    "when",
    "then",
    "agreed by",
    "seen by",
    "glimpsed by",
    "against",
    "for",
    "takes",
    "by chance",
    "even if",
    "by lot",
    "every",
    "at",
    "in",
    "counts as",
    "say",
)

FREE = ("",)
"""Lines that begin with the author's own words."""

CLAUSES: dict[str, tuple[str, ...]] = {
    "world": (),
    "include": (),
    "kind": (),
    "fact": (),
    "clock": (),
    "one turn is": (),
    "people": (),
    "check": (),
    "action": ACT,
    "happening": ACT,
    "reaction": ("when", "then", "even if", "say"),
    "sight of": ("when",),
    "wants of": ("worth", "values", "so that", "temper"),
    "bond": ("falls by", "rises by", "fades by"),
    "motif": ("when",),
    "pattern": (
        *("first", "then", "perhaps then", "while", "during", "within", "after", "because"),
        *("unless", "must match", "must not match"),
    ),
    "telling": (
        *("from", "open at", "go back to", "title", "saying", "and then"),
        *("order", "distance", "dwell on", "at most", "register", "say"),
    ),
    "lexicon": ("word", "instead of", "shows", "feels", "beat"),
    "at the start": FREE,
    "outline": FREE,
    "plans": FREE,
    "hand over to": FREE,
}
"""The opening words of blocks, and of the lines below each; entities open with the word of a
kind."""

BUILT_IN_KINDS = ("person", "place", "thing")

SAY = ("say when glimpsed", "say when several", "say when", "say as", "say")
"""The forms of a `say` line, longest first."""

WORDED = (*SAY, "shows", "feels", "beat")
"""Lines of words for the reader that may go on, indented deeper."""

PROSE = (*WORDED, "so that")
"""Lines of words for the reader."""

BARE = ("lexicon", "at the start", "outline", "plans")
"""Nothing else stands on the line that opens these."""

REPEATED = ("when", "then", "agreed by", "seen by", "against", "for", "even if", "while")
"""A line with `and` below these says the same word once more; elsewhere it goes on with the line
above."""

BELOW: dict[str, tuple[str, ...]] = {
    "so that": ("worth", "values"),
    "saying": ("go back to",),
    "and then": ("go back to", "saying"),
}
"""Lines that say more about one above them: which."""
