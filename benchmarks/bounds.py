"""The field's benchmark with little memory, and with Ctrl-C: how each instance ends.

    .venv/bin/python -m benchmarks.bounds [--memory MB] [instance ...]

`memory`: the shortest plan is looked for with so many megabytes (16 unless told), at most a minute:
how it ended, and the peak memory of the whole process, of which Python and the world read and
grounded take some 50. Then the seconds from Ctrl-C to the end of the process, pressed 0.2 seconds
after the work of a command has begun (and `-` where the work was over by then): for a plan, the
shortest, every plan, the 50 that differ most, and `verify`.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.sabre import VERVAIN, limits, measured
from tests.sabre.material import ROOT

WAYS = {"plan": [], "shortest": ["--shortest"], "all": ["--all"], "diverse": ["--diverse", "50"]}
WORKING = """
import os, signal, sys, threading, time
from vervain import pipeline
sys.argv = WORDS
signal.signal(signal.SIGINT, signal.default_int_handler)  # behind a shell it may be ignored
real = getattr(pipeline, WHEN)
def press():
    print(time.time(), file=sys.stderr, flush=True)
    os.kill(os.getpid(), signal.SIGINT)
def patched(*args, **how):
    timer = threading.Timer(0.2, press)
    timer.daemon = True
    timer.start()
    return real(*args, **how)
setattr(pipeline, WHEN, patched)
from vervain.ui.begin import main
main()
"""


def interrupted(when: str, words: list[str]) -> str:
    """Seconds from Ctrl-C to the end."""
    program = f"WHEN, WORDS = {when!r}, {words!r}" + WORKING
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        code = subprocess.run(
            [sys.executable, "-c", program], stdout=subprocess.DEVNULL, stderr=said, check=False
        ).returncode
        ended = time.time()
        said.seek(0)
        lines = said.read()
    assert "Traceback" not in lines, lines
    pressed = [line for line in lines.splitlines() if line.replace(".", "").isdigit()]
    return f"{ended - float(pressed[0]):.2f}" if pressed and code == 130 else "-"


def instance(row: dict[str, str], megabytes: int) -> list[str]:
    """One line of the table."""
    problem = ["vervain", "plan", str(ROOT / "problems" / row["file"]), *limits(row)]
    little = ["--json", "--shortest", "--seconds", "60", "--memory", str(megabytes)]
    found, _, peak = measured([VERVAIN, *problem[1:], *little])
    line = [row["name"], str(found["outcome"]), f"{peak:.0f}"]
    line += [
        interrupted("plan_ground", [*problem, *how, "--seconds", "60"]) for how in WAYS.values()
    ]
    plan, _, _ = measured([VERVAIN, *problem[1:], "--json", "--seconds", "60"])
    stories = plan["stories"]
    assert isinstance(stories, list)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "story.json"
        file.write_text(json.dumps(stories[0]), encoding="utf-8")
        verify = ["vervain", "verify", problem[2], str(file), *limits(row)]
        return [*line, interrupted("verify", verify)]


def main(words: list[str]) -> None:
    """Print the table, line by line."""
    megabytes = int(words[words.index("--memory") + 1]) if "--memory" in words else 16
    form = "{:16} {:30} {:>4}" + " {:>8}" * (len(WAYS) + 1)
    print(form.format("instance", f"with {megabytes} MB", "MB", *WAYS, "verify"))
    with (ROOT / "instances.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["name"] in words or not any("_" in w or w.isalpha() for w in words):
                print(form.format(*instance(row, megabytes)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
