"""How long a question takes: why, why-not, who, believes, what-if, draw, on stories of any length.

    .venv/bin/python -m benchmarks.questions

`answer` is the question alone, put to a story that is there; `command` is the whole command on a
saved story, the start of Python and the reading of the world included. CPU seconds, the least of
three.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.ask.long import ABOUT, CAIRN, WHAT_IF, questions, world_of
from vervain import pipeline
from vervain.story.document import dumps

REPEATS = 3
VERVAIN = Path(sys.executable).with_name("vervain")


def least(prepared: Callable[[], Callable[[], object]]) -> float:
    """CPU seconds of a call, in this process; each is prepared anew, so that nothing is known."""
    spent = []
    for _ in range(REPEATS):
        call = prepared()
        began = time.process_time()
        call()
        spent.append(time.process_time() - began)
    return min(spent)


def least_of_command(words: list[str]) -> float:
    """CPU seconds of a command, in a process of its own."""
    spent = []
    for _ in range(REPEATS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([str(VERVAIN), *words], stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(spent)


def measure(name: str, folder: Path) -> None:
    """The rows of one story."""
    world = world_of(name)
    planning = least(lambda: lambda: pipeline.plan(world))
    (story, *_) = pipeline.plan(world).chronicles
    about = ABOUT[name]

    def asked(question: str) -> Callable[[], Callable[[], object]]:
        return lambda: questions(pipeline.case(world, story), about)[question]

    count, saved, file = len(story.events), folder / f"{name}.json", name
    saved.write_text(dumps(story), encoding="utf-8")
    if name == "cairn":
        file = str(folder / "cairn.world")
        Path(file).write_text(CAIRN, encoding="utf-8")
    commands = about.commands(count - 1)
    commands["draw"] = ("draw", "--layout", "own", "-o", str(folder / "drawn.svg"))
    for question in questions(pipeline.case(world, story), about):
        head, *rest = commands[question]
        whole = least_of_command([head, file, *rest, "--story", str(saved)])
        answer = least(asked(question))
        beside = f"{planning:.2f}" if question == WHAT_IF else ""
        print(f"| {question} | {name} | {count} | {answer:.3f} | {whole:.2f} | {beside} |")


def main() -> None:
    """Print the table."""
    print("| question | story | events | answer | command | planning |")
    print("|---|---|---|---|---|---|")
    print(f"| (start) | | | | {least_of_command(['--version']):.2f} | |")
    with tempfile.TemporaryDirectory() as folder:
        for name in ABOUT:
            measure(name, Path(folder))


if __name__ == "__main__":
    main()
