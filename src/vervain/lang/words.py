"""The author's own words: `lexicon`, with a line for each whose forms are not regular.

`word to glim, glam, glum` is a verb, `word a selkie, selkies` a noun, `word fey, feyer, feyest` an
adjective.
"""

from __future__ import annotations

import re
from typing import Literal

from vervain.lang.context import Context
from vervain.lang.frame import Word
from vervain.lang.syntax import Clause

_FORM = re.compile(r"[^\W\d_]+(?:['’ -][^\W\d_]+)*")
MOST_FORMS = {"verb": 4, "noun": 1, "adjective": 2}
FORMS = {
    "verb": "past, participle, third person, -ing",
    "noun": "the plural",
    "adjective": "comparative, superlative",
}


def words(context: Context) -> tuple[Word, ...]:
    """The words of all files; what cannot be taken is reported."""
    found: dict[tuple[str, str], Word] = {}
    for block in context.blocks("lexicon"):
        for clause in (c for c in block.clauses if c.word == "word"):
            word = _word(context, clause)
            if word is None:
                continue
            before = found.get((word.speech, word.base))
            if before is not None and before.span.file == word.span.file:
                context.add(
                    "V441",
                    clause.span,
                    f"the {word.speech} `{word.base}` is given twice (line {before.span.line})",
                    "take one away",
                )
            found[word.speech, word.base] = word
    return tuple(found.values())


def _word(context: Context, clause: Clause) -> Word | None:
    base, *forms = [part.strip() for part in clause.raw.strip().split(",")]
    opening, _, rest = base.partition(" ")
    speech: Literal["verb", "noun", "adjective"] = "adjective"
    if opening == "to" and rest:
        speech, base = "verb", rest
    elif opening in ("a", "an") and rest:
        speech, base = "noun", rest
    wrong = next((form for form in (base, *forms) if not _FORM.fullmatch(form)), None)
    if wrong is not None:
        context.add(
            "V440",
            clause.span,
            f"`{wrong}` is no form of a word",
            "write, say: word to glim, glam, glum; or: word a selkie, selkies",
        )
        return None
    if len(forms) > MOST_FORMS[speech]:
        context.add(
            "V440",
            clause.span,
            f"`{base}` has {len(forms)} forms, and of a {speech} these are given: {FORMS[speech]}",
            "begin a verb with `to`, a noun with `a` or `an`, and take away what is too much",
        )
        return None
    article = opening if speech == "noun" else ""
    return Word(speech, base, tuple(forms), article, clause.span)
