"""Findings when a world is made ready to run (V5xx), and about documents (V9xx)."""

from __future__ import annotations

LATER: dict[str, tuple[str, str, str, str]] = {
    "V501": (
        "An act with too many instances",
        "An act stands for one act with each choice of people, places and things in its roles. "
        "Each role multiplies their number. A condition on a fact that never changes, such as "
        "`is next to`, ties roles together and makes them few. A world that lives has room for "
        "1,000,000 ways in which one act is possible at a time.",
        "action (a: person) names (b: person), (c: person), (d: person) and (e: person)",
        "action (a: person) names (b: person)",
    ),
    "V502": (
        "An example that does not hold",
        "What a pattern must match has to be found in the little story of the example, and what it "
        "must not match must not; `vervain check` tries every example.",
        "pattern (one: person) wrongs (two: person)\n  first one harms two\n"
        "  must match two harms one",
        "pattern (one: person) wrongs (two: person)\n  first one harms two\n"
        "  must match one harms two",
    ),
    "V901": (
        "This is not JSON",
        "A chronicle is a JSON document, as `vervain plan --json` writes it.",
        "{'format': 'vervain chronicle'}",
        '{"format": "vervain chronicle"}',
    ),
    "V902": (
        "This is not a chronicle of this version",
        "The document says in `format` and `version` what it is; another version of Vervain may "
        "have written it.",
        '{"format": "vervain chronicle", "version": 0}',
        '{"format": "vervain chronicle", "version": 1}',
    ),
    "V903": (
        "A part of the chronicle is not what it should be",
        "Something is missing, or too much, or a text where a number should be. The message names "
        "the part by its path; `docs/reference/chronicle.md` says what each part is.",
        '"events": "none"',
        '"events": []',
    ),
    "V904": (
        "The parts of the chronicle do not fit together",
        "Each part is of the right type, but they contradict each other: an event is caused by a "
        "later one, or a stage ends after more events than there are.",
        '"stages": [["the wreck", 12]], "events": []',
        '"stages": [], "events": []',
    ),
    "V905": (
        "No such act",
        "A plan to be checked has one act in each line, in the author's words or in functional "
        "form, with names of this world.",
        "travel(Tom, Atlantis)",
        "travel(Tom, Harbour)",
    ),
    "V906": (
        "A run of another world",
        "What `vervain run --save` writes goes on only in the world that was run, word for word as "
        "it was: only then does the rest follow from the beginning.",
        "vervain run gull_point --resume hello.run",
        "vervain run hello --resume hello.run",
    ),
}
