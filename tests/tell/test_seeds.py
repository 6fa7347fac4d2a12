"""Fifty seeds of one world: no wording three times on a page, and the same seed the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.tell.seeds import Seeds
from vervain.pipeline import load


def test_fifty_seeds_of_gull_point() -> None:
    world, found = load("gull_point"), Seeds()
    for seed in range(50):
        found.tell(world, seed)
    assert found.faults == []
    assert found.worst <= 2
    assert len(found.pages) > 15


def test_another_process_tells_the_same_bytes() -> None:
    """Whatever the order of its hashes."""
    told = [
        subprocess.run(
            [sys.executable, "-m", "tests.tell.seeds", "4", "gull_point"],
            env={**os.environ, "PYTHONHASHSEED": hashes},
            capture_output=True,
            check=True,
        ).stdout
        for hashes in ("1", "2")
    ]
    assert told[0] == told[1]
    assert b"4 seeds, 16 tellings" in told[0]
