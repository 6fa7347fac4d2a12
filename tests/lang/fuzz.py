"""Worlds with mutations: whatever a text is, it ends in a result or in findings, and soon.

`python -m tests.lang.fuzz 10000 [SEED]` tries so many, and prints those that end otherwise.
"""

from __future__ import annotations

import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from tests.lang.texts import SAMPLES, WORLDS
from vervain.base.codes import CODES
from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.base.render import as_text
from vervain.base.span import lines_of
from vervain.lang.format import format_syntax
from vervain.lang.parse import includes, parse
from vervain.pipeline import load_text

MOST_SECONDS = 2.0
"""Of the process's own time, for a text of an ordinary world's size."""

CORPUS = tuple(
    [text for text in WORLDS.values() if len(text) < 12_000]
    + [f"world Sample\n{text}" for text in SAMPLES.values()]
)
"""What is mutated. (The largest world would take most of the time, and shows nothing new.)"""

_WORD = re.compile(r"\w+|[^\w\s]")
ODD = (
    *("\x00 \x1b \t \r \ufeff \u2028 \u00a0 \ud800 ² ٣ é e\u0301 😀 “ ” ’".split(" ")),
    *('" # : , ( ) { } .. - 1..2 1e9 1/0 99999999999999999999 0.5'.split(" ")),
    *("and|or|not (|if|where|  #|unknown|say|when|(claim: belief)|Ida believes".split("|")),
    *("for every (x: person):|the number of (x: person) where|\n|\n  |\n   |\n\n".split("|")),
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A text that ended in neither a result nor findings, or too late."""

    text: str
    why: str


# ---------------------------------------------------------------- mutations


def mutate(text: str, chance: random.Random) -> str:
    """A text with one to six things deleted, doubled, exchanged or put in."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        text = chance.choice((_lines, _words, _characters))(text, chance)
    return text


def _lines(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    if chance.random() < 0.2:  # indented otherwise
        i = chance.randrange(len(lines))
        lines[i] = chance.choice(("", " ", "  ", "\t", "      ")) + lines[i].strip()
        return "\n".join(lines)
    return "\n".join(_changed(lines, chance, lambda: chance.choice(lines)))


def _words(text: str, chance: random.Random) -> str:
    """Words change within a line, or come from anywhere."""
    found = list(_WORD.finditer(text))
    if not found:
        return text + chance.choice(ODD)
    start = chance.randrange(len(found))
    some = found[start : start + chance.choice((1, 2, 5))]
    begin, end = some[0].start(), some[-1].end()
    pieces = _changed([m[0] for m in some], chance, lambda: chance.choice(found)[0])
    return text[:begin] + " ".join(pieces) + text[end:]


def _characters(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    some = list(text[at : at + chance.choice((1, 1, 3, 20))])
    changed = _changed(some, chance, lambda: chance.choice(ODD))
    return text[:at] + "".join(changed) + text[at + len(some) :]


def _changed(items: list[str], chance: random.Random, another: Callable[[], str]) -> list[str]:
    """One of the items is deleted, doubled (sometimes often), exchanged, or joined by another."""
    i = chance.randrange(len(items)) if items else 0
    match chance.choice(("delete", "double", "swap", "insert", "insert")):
        case "delete":
            return items[:i] + items[i + 1 :]
        case "double":
            return items[:i] + items[i : i + 1] * chance.choice((2, 2, 3, 60)) + items[i + 1 :]
        case "swap" if items:
            j = chance.randrange(len(items))
            items = list(items)
            items[i], items[j] = items[j], items[i]
            return items
        case _:
            return [*items[:i], another(), *items[i:]]


# ---------------------------------------------------------------- what must hold


def tried(text: str) -> tuple[str, ...]:
    """The codes of its findings. Anything else that it ends in is raised."""
    try:
        includes(text, "fuzzed.world")
        load_text(text, "fuzzed.world")
    except Rejected as rejected:
        found = rejected.findings
    else:
        found = ()
    for finding in found:
        is_sound(finding, text, "fuzzed.world")
    with suppress(Rejected):
        again = format_syntax(parse(text, "fuzzed.world"))
        assert format_syntax(parse(again, "fuzzed.world")) == again
    return tuple(finding.code for finding in found)


def is_sound(finding: Diagnostic, text: str, file: str) -> None:
    """It has a known code, stands in the text, says why, and can be shown."""
    assert finding.code in CODES
    assert finding.message
    span = finding.span
    if span.file == file:
        lines = lines_of(text)
        assert 1 <= span.line <= len(lines), span
        assert 0 <= span.start <= span.end <= len(lines[span.line - 1]), span
    assert len(finding.message) + len(finding.hint) < 2_000, finding.message
    as_text(finding, text).encode("utf-8")


def fuzz(
    count: int,
    seed: int,
    corpus: Sequence[str] = CORPUS,
    tried: Callable[[str], tuple[str, ...]] = tried,
    most_seconds: float = MOST_SECONDS,
) -> tuple[list[Failure], Counter[str]]:
    """Try so many mutations of the corpus; the failures, and how often each code was found."""
    chance = random.Random(seed)
    failures: list[Failure] = []
    codes: Counter[str] = Counter()
    for _ in range(count):
        text = mutate(chance.choice(corpus), chance)
        begun = time.process_time()
        try:
            codes.update(set(tried(text)) or {"none"})
        except Exception:
            failures.append(Failure(text, traceback.format_exc(limit=-4)))
        taken = time.process_time() - begun
        if taken > most_seconds:
            failures.append(Failure(text, f"{taken:.1f} seconds"))
    return failures, codes


def main(count: int, seed: int) -> int:
    """Try so many, and print what came of it."""
    return report(*fuzz(count, seed), count)


def report(failures: list[Failure], codes: Counter[str], count: int) -> int:
    """Print what failed, each cause once, and what was found."""
    causes: dict[str, Failure] = {}
    for failure in failures:
        causes.setdefault(failure.why, failure)
    for failure in causes.values():
        sys.stdout.write(f"{failure.why}\n{failure.text!r}\n\n")
    sys.stdout.write(f"{count} texts, {len(failures)} failures of {len(causes)} causes\n")
    sys.stdout.write(" ".join(f"{code}:{n}" for code, n in sorted(codes.items())) + "\n")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(
        main(*[int(word) for word in [*sys.argv[1:], *["1000", "0"][len(sys.argv) - 1 :]]])
    )
