"""The same seed gives the same bytes: a town with gossip, alone and in an ensemble, under three
hash seeds, in one process and in eight."""

from __future__ import annotations

import os
import subprocess
import sys

PROGRAM = """
import hashlib, sys
import vervain
from tests.live.test_modules import LIVES
from vervain.story.document import dumps
from vervain.ui.many.rows import Task
from vervain.ui.many.work import Setting, on_this_machine

if __name__ == "__main__":
    world = vervain.load_text(LIVES.format(people=20))
    story = dumps(vervain.run(world, seed=2, span="3 years").chronicle)
    tasks = [Task(i, 0, i) for i in range(8)]
    setting = Setting((world,), span="1 year")
    rows = sorted(on_this_machine(setting, tasks, int(sys.argv[1])), key=lambda k: k.task.run)
    assert len(rows) == 8 and "passes_on" in story
    print(hashlib.sha256((story + repr(rows)).encode()).hexdigest())
"""


def test_the_same_seed_gives_the_same_bytes() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, workers],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, workers in (("0", "1"), ("1", "8"), ("4711", "8"))
    }
    assert len(found) == 1
    assert found != {""}
