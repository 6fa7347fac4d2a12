"""Ctrl-C, whenever it comes: soon over, exit code 130, no traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from vervain.ui.output import Exit

SOON = 2.0
"""Seconds, on a machine with much else to do; else it is a tenth of that."""

PEOPLE = 70
TOWN = "\n".join(
    (
        "world Town",
        "include travel",
        *(f"place House{i}, next to House{i + 1}" for i in range(PEOPLE - 1)),
        f"place House{PEOPLE - 1}",
        *(f"person P{i}, she, at House{i}" for i in range(PEOPLE)),
        "thing the parcel, held by P0",
        "action (one: person) hands (two: person) (what: thing)",
        "  when one is with two",
        "   and one has what",
        "  then two has what",
        "  agreed by one",
        "outline",
        f"  there: until P{PEOPLE - 1} has the parcel",
        "",
    )
)

BELLS = "\n".join(
    (
        "world Bells",
        "place the tower",
        *(f"person P{i}, she, at the tower" for i in range(6)),
        "fact strokes of (who: person): 0..9",
        "at the start",
        *(f"  strokes of P{i} is 0" for i in range(6)),
        "action (who: person) rings",
        "  when strokes of who is less than 9",
        "  then strokes of who rises by 1",
        "  agreed by who",
        *(f"wants of P{i}\n  worth strokes of P{i}" for i in range(6)),
        "plans",
        "  everyone looks 2 steps ahead",
        "  a stage takes at most 60 steps",
        "outline",
        "  all: until " + " and ".join(f"strokes of P{i} is 9" for i in range(6)),
        "",
    )
)
"""A million states, and all of them between the first and the last."""

IMPORTING = """
import signal, sys
sys.argv = ["vervain", COMMAND, "hello"]
def heard(event, args):
    if event == "import" and args[0] == WHEN:
        signal.raise_signal(signal.SIGINT)
sys.addaudithook(heard)
from vervain.ui.begin import main
main()
"""

WORKING = """
import atexit, os, signal, sys, threading, time
from vervain import pipeline
sys.argv = ["vervain", *WORDS]
real = getattr(pipeline, WHEN)
def press():
    began = time.monotonic()
    atexit.register(lambda: print("\\nended after", time.monotonic() - began))
    os.kill(os.getpid(), signal.SIGINT)
def patched(*args, **how):
    threading.Timer(0.2, press).start()
    return real(*args, **how)
setattr(pipeline, WHEN, patched)
from vervain.ui.begin import main
main()
"""


def finished(program: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", program]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def interrupted(program: str) -> str:
    """What was printed; it ended as it should."""
    done = finished(program)
    assert "Traceback" not in done.stderr
    assert done.returncode == Exit.INTERRUPTED, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("module", "command"), [("vervain.lang.effects", "plan"), ("vervain.ui.answers", "why")]
)
def test_while_the_program_is_being_imported(module: str, command: str) -> None:
    """The second is imported by the command only."""
    interrupted(f"WHEN, COMMAND = {module!r}, {command!r}" + IMPORTING)


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("ground", ["plan", "TOWN"]),
        ("plan_ground", ["plan", "always_safe", "--all", "--seconds", "60"]),
        ("plan_ground", ["plan", "always_safe", "--diverse", "900", "--seconds", "60"]),
    ],
    ids=["grounding", "all", "diverse"],
)
def test_while_it_is_at_work(tmp_path: Path, stage: str, words: list[str]) -> None:
    town = tmp_path / "town.world"
    town.write_text(TOWN, encoding="utf-8")
    given = [str(town) if word == "TOWN" else word for word in words]
    said = interrupted(f"WHEN, WORDS = {stage!r}, {given!r}" + WORKING)
    assert float(said.rsplit("ended after", 1)[1]) < SOON


@pytest.mark.parametrize("how", ["--all", "--shortest"])
def test_little_memory_ends_a_search_and_says_so(tmp_path: Path, how: str) -> None:
    bells = tmp_path / "bells.world"
    bells.write_text(BELLS, encoding="utf-8")
    words = ["vervain", "plan", str(bells), "--memory", "16", "--seconds", "600", how]
    begin = "from vervain.ui.begin import main; main()"
    done = finished(f"import sys; sys.argv = {words!r}; {begin}")
    assert "Traceback" not in done.stderr
    assert done.returncode == Exit.BUDGET
    assert "budget spent" in done.stderr
