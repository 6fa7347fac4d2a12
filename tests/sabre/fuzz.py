"""Problems with mutations: whatever a text is, it ends in a result or in findings, and soon.

`python -m tests.sabre.fuzz 10000 [SEED]` tries so many, and prints those that end otherwise.
"""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

from tests.lang.fuzz import Failure, is_sound, report
from tests.lang.fuzz import fuzz as fuzz_texts
from tests.sabre.material import PROBLEMS, ROOT, path
from vervain.base.diagnostic import Rejected
from vervain.lang.convert import convert
from vervain.lang.sabre import read_sabre
from vervain.model.ground_world import ground
from vervain.native.kernel import Kernel
from vervain.pipeline import load_text

MOST_SECONDS = 8.0
"""Of the process's own time: what is set ground has limits of its own."""
FILE = "fuzzed.txt"
DOMAINS = Path(__file__).parent / "domains"


def corpus() -> tuple[str, ...]:
    """Our own problems, and the benchmark's where it is at hand."""
    files = [*sorted(DOMAINS.glob("*.txt")), *(path(n) for n in PROBLEMS if ROOT.is_dir())]
    return tuple(file.read_text(encoding="utf-8") for file in files)


def tried(text: str) -> tuple[str, ...]:
    """The codes of its findings. Anything else that it ends in is raised."""
    try:
        world = read_sabre(text, FILE)
        made = ground(world)
    except Rejected as rejected:
        for finding in rejected.findings:
            is_sound(finding, text, FILE)
        return tuple(finding.code for finding in rejected.findings)
    with suppress(ValueError):  # reactions at the start that never rest
        Kernel(made.tables)
    try:
        ours = convert(world)
    except Rejected as rejected:
        return tuple(finding.code for finding in rejected.findings)
    load_text(ours, "converted.world")
    return ()


def fuzz(count: int, seed: int) -> tuple[list[Failure], Counter[str]]:
    """Try so many mutations; the failures, and how often each code was found."""
    return fuzz_texts(count, seed, corpus(), tried, MOST_SECONDS)


if __name__ == "__main__":
    words = [*sys.argv[1:], *["1000", "0"][len(sys.argv) - 1 :]]
    raise SystemExit(report(*fuzz(int(words[0]), int(words[1])), int(words[0])))
