"""Lives in a long town: all that one person did, underwent and learnt, out of a hundred years.

    python -m benchmarks.lives             # 200 people, 100 years, over 100,000 events
    python -m benchmarks.lives 50 20       # another size: people, years

A livelier town than that of `benchmarks.living` lives, is saved, and is read again, as `vervain run
--save` and `vervain life NAME --run` do. Then everybody who ever lived is asked about: all their
events, the weighed life, the obituary. Processor seconds; of the questions the mean and the worst.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import vervain
from benchmarks.living import town_text
from vervain import disk, pipeline
from vervain.lang.world import World
from vervain.story.chronicle import Chronicle
from vervain.story.lives import Lives
from vervain.tell.life import life_words, obituary
from vervain.tell.speaker import Speaker

VERVAIN = Path(sys.executable).with_name("vervain")
REPEATS = 20
"""How often all events of one person are asked for, to have something to measure."""


def spent(call: Callable[[], object]) -> float:
    """Processor seconds of a call."""
    begun = time.process_time()
    call()
    return time.process_time() - begun


def say(what: str, figure: object) -> None:
    """A line of the table."""
    print(f"{what:<44}{figure:>14}", flush=True)


def asked(world: World, chronicle: Chronicle) -> None:
    """Everybody who ever lived, one by one."""
    begun = time.process_time()
    lives = Lives(chronicle)
    say("index of all lives, once (s)", f"{time.process_time() - begun:.2f}")
    speaker = Speaker(world, chronicle)
    people = [p for p in chronicle.people if lives.events(p)]
    found, weighed, mourned, faults = list[float](), list[float](), list[float](), list[str]()
    for person in people:
        found.append(spent(lambda p=person: [lives.events(p) for _ in range(REPEATS)]) / REPEATS)
        weighed.append(spent(lambda p=person: life_words(speaker, lives.life(p))))
        texts = list[str]()
        mourned.append(
            spent(lambda p=person, t=texts: t.append(obituary(speaker, lives.life(p)).text))
        )
        (text,) = texts
        if person not in text or "None" in text or "{" in text or not text.endswith("."):
            faults.append(person)
    say("people with a life on record", len(people))
    say("events of the longest life", max(len(lives.events(p)) for p in people))
    for what, times in (
        ("all events of one person (ms)", found),
        ("a life, weighed and told (ms)", weighed),
        ("an obituary (ms)", mourned),
    ):
        mean = 1000 * sum(times) / len(times)
        say(what, f"{mean:.3f} / {1000 * max(times):.3f}")
    say("obituaries with a fault", len(faults))


def command(file: Path, saved: Path, person: str) -> float:
    """Processor seconds of the whole command, the start of Python and all reading included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    words = [str(VERVAIN), "life", str(file), person, "--run", str(saved)]
    subprocess.run(words, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def lived(world: World, years: int, saved: Path) -> str:
    """The town lives, and is saved; somebody who lives there."""
    begun = time.process_time()
    made = vervain.run(world, seed=1, span=f"{years} years")
    say("the town lives (s)", f"{time.process_time() - begun:.1f}")
    say("  greatest memory (MB)", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    say("it is saved (s)", f"{spent(lambda: disk.write_text(saved, made.save())):.1f}")
    say("  size (MB)", f"{saved.stat().st_size / 1e6:.0f}")
    return made.life.rules.people[0]


def main(words: list[str]) -> None:
    """Print the table."""
    people, years = (int(words[0]), int(words[1])) if words else (200, 100)
    text = town_text(people, 5, years).replace("1 in 24", "1 in 6")
    world = vervain.load_text(text)
    with tempfile.TemporaryDirectory() as folder:
        file, saved = Path(folder) / "town.world", Path(folder) / "town.run"
        disk.write_text(file, text)
        person = lived(world, years, saved)
        begun = time.process_time()
        chronicle = pipeline.resume(world, disk.read_text(saved, 1 << 30), str(saved)).chronicle
        say("it is read again (s)", f"{time.process_time() - begun:.1f}")
        say("events", len(chronicle.events))
        asked(world, chronicle)
        say("`vervain life NAME --run FILE`, whole (s)", f"{command(file, saved, person):.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
