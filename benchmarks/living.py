"""How the cost of a living world grows with people, ties and years.

    python -m benchmarks.living            # the table; --write puts it and a plot into the docs
    python -m benchmarks.living 200 5 100  # one row: people, ties each way, years

The town keeps its size: somebody is born when somebody has died. People marry, grow old, grow
lonely and call on one another; every twenty years, for the first time after one, somebody steals
something, and word of it goes round, is mixed up, doubted and forgotten. Each row runs in a process
of its own: processor seconds, greatest memory, how much happened, how much is held in minds, and
how many are alive in the end.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import vervain
from benchmarks.plot import panels
from vervain.lang.world import World

Row = tuple[int, int, int]
WORLD = """
world A Town
include lives, gossip
one turn is 1 month
clock starts day 43071 at 08:00
kind townsman is a person
people {people} townsman
people {newcomers} newcomer
kind relic is a thing
{relics}
fact the thief of (what: relic): person, or unknown, can be told
fact (who: person) is lonely: yes or no

at the start
  every (p: townsman) knows {ties} others each way
  birth year of every (p: townsman) is 43..118

happening the houses fill
  when the houses are not full
   and the number of (p: person) where p is alive is at least {people}
  then the houses are full
  seen by everyone

happening there is room
  when the houses are full
   and the number of (p: person) where p is alive is less than {people}
  then the houses are not full
  seen by everyone

happening (who: person) steals (what: relic)
  when who is alive
   and the thief of what is unknown
   and the year minus birth year of who is at least 15
   and birth year of who is more than 0
  then the thief of what is who
  every 20 years
  by lot who, what
  seen by who

happening (who: person) grows lonely
  when who is alive
   and who is not lonely
  then who is lonely
  by chance 1 in 24
  seen by who

action (one: person) calls on (two: person)
  when one is lonely
   and one knows two
   and one is alive
   and two is alive
  then one is not lonely
   and two is not lonely
  agreed by one
  seen by one, two

wants of every (p: person)
  values family at 2
  worth -1 when p is lonely
"""
RELICS = (
    "ring",
    "chalice",
    "lamp",
    "bell",
    "comb",
    "staff",
    "book",
    "veil",
    "key",
    "crown",
    "bowl",
)
PEOPLE = tuple((people, 5, 10) for people in (100, 200, 400, 800))
TIES = tuple((200, ties, 10) for ties in (5, 10, 20, 40))
YEARS = tuple((200, 5, years) for years in (10, 25, 50, 100))
RUMOUR = ((2000, 5, 10), (5000, 5, 10))
ROWS = tuple(dict.fromkeys((*PEOPLE, *TIES, *YEARS, *RUMOUR)))
PAGES = Path(__file__).parents[1] / "docs" / "explanation"
BEGIN, END = "<!-- living: begin -->\n", "<!-- living: end -->\n"
HEAD = ("people", "ties", "years", "seconds", "MB", "events", "acts", "held in minds", "alive")


def town(people: int, ties: int, years: int) -> World:
    """A town of so many living people, with as many ties for each, for so many years."""
    return vervain.load_text(town_text(people, ties, years))


def town_text(people: int, ties: int, years: int) -> str:
    """The same, as it is written."""
    relics = "\n".join(f"relic the {name}" for name in RELICS[: 1 + years // 10])
    newcomers = people * years // 40 + 20
    return WORLD.format(people=people, ties=ties, newcomers=newcomers, relics=relics)


def measure(people: int, ties: int, years: int) -> dict[str, object]:
    """One run, in this process."""
    world = town(people, ties, years)
    begun = time.process_time()
    made = vervain.run(world, seed=1, span=f"{years} years")
    seconds = time.process_time() - begun
    life = made.life
    people_ = life.rules.people
    return {
        "people": people,
        "ties": ties,
        "years": years,
        "seconds": round(seconds, 1),
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "events": len(life.events),
        "acts": sum(bool(e.agreed) for e in life.events),
        "held in minds": sum(len(f.entries) for f in life.stores.own.values())
        + sum(map(len, life.stores.nested.values())),
        "alive": sum(life.stores.value((), ("alive", (p,))) is True for p in people_),
    }


def plot(found: Mapping[Row, float]) -> str:
    """Seconds over what is varied, a panel for each."""
    return panels(
        {
            "people, 10 years": [(r[0], found[r]) for r in PEOPLE],
            "ties, 10 years": [(r[1], found[r]) for r in TIES],
            "years, 200 people": [(r[2], found[r]) for r in YEARS],
            "people, 10 years, many": [(r[0], found[r]) for r in (*PEOPLE[-1:], *RUMOUR)],
        }
    )


def main(words: list[str]) -> None:
    """Print the table, or a row; with `--write` put the table and a plot into the page."""
    if len(words) == 3:
        people, ties, years = map(int, words)
        sys.stdout.write(json.dumps(measure(people, ties, years)) + "\n")
        return
    lines, seconds = [HEAD, ("---",) * len(HEAD)], dict[Row, float]()
    for row in ROWS:
        command = [sys.executable, "-m", "benchmarks.living", *map(str, row)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        lines.append(tuple(str(found[h]) for h in HEAD))
        seconds[row] = found["seconds"]
        print(*(f"{cell:>9}" for cell in lines[-1]), flush=True)
    if "--write" in words:
        page = PAGES / "performance.md"
        head, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
        table = "".join(f"| {' | '.join(line)} |\n" for line in lines)
        page.write_text(head + BEGIN + table + END + rest.partition(END)[2], encoding="utf-8")
        (PAGES / "living.svg").write_text(plot(seconds), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
