"""Findings about patterns and motifs (V45x)."""

from __future__ import annotations

_MOTIF = "motif (one: person) harms (two: person)\n"
_PATTERN = "pattern (one: person) wrongs (two: person)\n"
_FIRST = "  first one harms two\n"

PATTERNS: dict[str, tuple[str, str, str, str]] = {
    "V450": (
        "A pattern that could be taken for another",
        "Patterns, motifs and acts are named by their phrases, so no two may read alike.",
        _MOTIF + "motif (a: person) harms (b: person)",
        _MOTIF + "motif (a: person) helps (b: person)",
    ),
    "V451": (
        "An act that counts as no motif",
        "After `counts as` stands a motif with the roles of the act in it.",
        "action (who: person) waits\n  then who is asleep\n  counts as who does it",
        _MOTIF + "action (who: person) waits for (two: person)\n  then who is asleep\n"
        "  counts as who harms two",
    ),
    "V452": (
        "A line that has no place in a pattern",
        "A pattern begins with `first` and goes on with `then`. What is said below a step is about "
        "that step, and looks back to the step before or to the first step.",
        _MOTIF + _PATTERN + _FIRST + "  because of it",
        _MOTIF + _PATTERN + _FIRST + "  then two harms one\n  because of it",
    ),
    "V453": (
        "A role that nobody takes",
        "Who the roles of a pattern are is found in its events: each has to be named in a step "
        "that is not optional.",
        _MOTIF + _PATTERN + "  first one harms someone",
        _MOTIF + _PATTERN + _FIRST.rstrip(),
    ),
    "V454": (
        "No time and no number",
        "Times are whole numbers of minutes, hours, days, weeks, months or years; something "
        "happens at least 1 and at most 20 times.",
        _MOTIF + _PATTERN + _FIRST + "  then two harms one\n  within a while",
        _MOTIF + _PATTERN + _FIRST + "  then two harms one\n  within 3 years",
    ),
}
