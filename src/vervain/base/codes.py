"""All findings by code: (title, explanation, an example that has it, the same put right).

V1xx are about files, lines and blocks, V2xx declarations, V3xx phrases and expressions, V4xx
meaning, V5xx making a world ready to run, V6xx problems of the Sabre planner, V7xx questions, V8xx
hints, V9xx documents. The examples of V1xx to V4xx stand below the declarations of the lamp world
(`tests/lang/author.py`); tests walk the registry.
"""

from __future__ import annotations

from vervain.base.codes_declarations import DECLARATIONS
from vervain.base.codes_expressions import EXPRESSIONS
from vervain.base.codes_hints import HINTS
from vervain.base.codes_later import LATER
from vervain.base.codes_lines import LINES
from vervain.base.codes_living import LIVING
from vervain.base.codes_meaning import MEANING
from vervain.base.codes_patterns import PATTERNS
from vervain.base.codes_questions import QUESTIONS
from vervain.base.codes_sabre import SABRE

CODES: dict[str, tuple[str, str, str, str]] = {
    **LINES,
    **DECLARATIONS,
    **EXPRESSIONS,
    **MEANING,
    **LIVING,
    **PATTERNS,
    **LATER,
    **SABRE,
    **QUESTIONS,
    **HINTS,
}

_CHAPTERS = {
    "1": "Files, lines and blocks",
    "2": "Declarations",
    "3": "Phrases and expressions",
    "4": "Meaning",
    "5": "Making ready to run",
    "6": "Problems of the Sabre planner",
    "7": "Questions to a story",
    "8": "Hints on frames",
    "9": "Chronicles",
}


def page() -> str:
    """`docs/reference/diagnostics.md`: what each finding means, with its example."""
    parts = [
        "# Findings\n",
        "What Vervain says about a world that it cannot take, by code. One mistake gives one "
        "message: what you wrote, why it cannot be taken, the way out.\n",
        "This page is made from the registry in `src/vervain/base/codes.py`: "
        "`python -m tests.base.test_codes`.\n",
    ]
    chapter = ""
    for code, (title, explanation, wrong, right) in sorted(CODES.items()):
        if code[1] != chapter:
            chapter = code[1]
            parts.append(f"## {_CHAPTERS[chapter]}\n")
        parts.append(f'<a id="{code.lower()}"></a>\n\n### {code}: {title}\n')
        parts.append(f"{explanation}\n")
        parts.append(f"Instead of\n\n{_code(wrong)}\nwrite\n\n{_code(right)}")
    return "\n".join(parts)


def _code(text: str) -> str:
    """An example as a block of code; controls are spelled out."""
    shown = "".join(c if c.isprintable() or c in "\n\t" else f"\\x{ord(c):02x}" for c in text)
    return "".join(f"    {line}\n" for line in shown.splitlines())
