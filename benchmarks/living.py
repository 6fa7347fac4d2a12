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
fact the thief: person, or unknown, can be told

at the start
  every (p: townsman) knows {ties} others each way
  birth year of every (p: townsman) is 30..100

happening (who: person) robs the church
  when who is alive
   and the year minus birth year of who is at least 15
   and birth year of who is more than 0
  then the thief is who
  every 10 years
  by lot who
  seen by who

wants of every (p: person)
  values family at 2
"""
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
)
HEAD = ("people", "ties", "years", "seconds", "MB", "events", "acts", "held in minds", "alive")


def measure(people: int, ties: int, years: int) -> dict[str, object]:
    """One run, in this process."""
    newcomers = people * years // 25 + 10
    text = WORLD.format(people=people, ties=ties, newcomers=newcomers)
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
