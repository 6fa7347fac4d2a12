"""How the cost of a living world grows with people, ties and years.

    python -m benchmarks.living            # the table
    python -m benchmarks.living 200 5 100  # one row: people, ties each way, years

People marry, are born, grow old and die; every ten years somebody robs the church, and word of it
goes round. Each row runs in a process of its own: processor seconds, greatest memory, how much
happened, and how much is held in minds.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time

import vervain

WORLD = """
world A Town
include lives, gossip
one turn is 1 month
clock starts day 36501 at 08:00
kind townsman is a person
people {people} townsman
people {newcomers} newcomer
kind relic is a thing
{relics}
fact the thief of (what: relic): person, or unknown, can be told
fact (who: person) is lonely: yes or no

at the start
  every (p: townsman) knows {ties} others each way
  birth year of every (p: townsman) is 25..100

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
ROWS = (
    (100, 5, 10),
    (200, 5, 10),
    (400, 5, 10),
    (800, 5, 10),
    (200, 10, 10),
    (200, 20, 10),
    (200, 5, 25),
    (200, 5, 50),
    (200, 5, 100),
    (5000, 5, 10),
)
HEAD = ("people", "ties", "years", "seconds", "MB", "events", "acts", "held in minds", "alive")


def measure(people: int, ties: int, years: int) -> dict[str, object]:
    """One run, in this process."""
    relics = "\n".join(f"relic the {name}" for name in RELICS)
    newcomers = people * years // 40 + 20
    text = WORLD.format(people=people, ties=ties, newcomers=newcomers, relics=relics)
    world = vervain.load_text(text)
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


def main() -> None:
    """Print the table."""
    if len(sys.argv) == 4:
        people, ties, years = (int(word) for word in sys.argv[1:])
        sys.stdout.write(json.dumps(measure(people, ties, years)) + "\n")
        return
    sys.stdout.write(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}\n")
    for row in ROWS:
        command = [sys.executable, "-m", "benchmarks.living", *map(str, row)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        sys.stdout.write(f"| {' | '.join(str(found[h]) for h in HEAD)} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
