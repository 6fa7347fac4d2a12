"""The modules for living worlds: lives and gossip; what is on record of ten thousand acts."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import count, pairwise
from pathlib import Path

import vervain
from vervain.pipeline import Run
from vervain.run.live.stores import COMMON
from vervain.story.chronicle import Event, Fact
from vervain.story.lint import gaps
from vervain.story.rumour import spread

EXAMPLES = Path(__file__).parents[2] / "worlds"
LIVES = """
world A Generation
include lives, gossip
one turn is 1 month
clock starts day 36501 at 08:00
kind townsman is a person
people {people} townsman
people {people} newcomer
fact the thief: person, or unknown, can be told

at the start
  every (p: townsman) knows 4 others each way
  birth year of every (p: townsman) is 40..85

happening (who: townsman) robs the church
  when who is alive
   and the thief is unknown
  then the thief is who
  by lot who
  seen by who

wants of every (p: person)
  values family at 2
"""


def lived(people: int, years: int, seed: int = 5) -> Run:
    text = LIVES.format(people=people)
    return vervain.run(vervain.load_text(text), seed=seed, span=f"{years} years")


def test_people_marry_and_are_born_and_die() -> None:
    made = lived(40, 12)
    count = Counter(e.act.name for e in made.chronicle.events)
    assert count["and_wed"] >= 8
    assert count["born_and"] >= 3
    assert count["dies_old_age"] + count["dies_before_time"] >= 1
    for event in made.chronicle.events:
        if event.act.name == "and_wed":
            assert {r.agent for r in event.reasons} == set(event.agreed)
            assert len(event.agreed) == 2


def test_every_word_of_it_goes_back_to_who_did_it() -> None:
    made = lived(40, 6)
    words = spread(made.chronicle, Fact("thief", ())).words
    assert len(words) > 15
    for word in words:
        first = word.hops[-1]
        assert (first.act, first.how) == ("robs_church", "saw")
        assert first.held.value == first.who
        for hop, before in pairwise(word.hops):
            assert hop.source == before.who
            assert hop.heard == before.held
            assert hop.changed == (hop.held != before.held)


def reasoned(event: Event) -> bool:
    """Each who agreed has a want, beliefs, what else was weighed, and a margin."""
    agents = {r.agent for r in event.reasons}
    return agents == set(event.agreed) and all(
        r.wants and r.beliefs and r.weighed >= 2 and r.margin is not None for r in event.reasons
    )


def check(made: Run, most: int) -> int:
    """No act without all that and the norms it touches, no belief without a way it came; how many
    acts there were."""
    story = made.chronicle
    acts = [e for e in story.events if e.agreed][:most]
    assert all(reasoned(e) for e in acts)
    assert list(gaps(made.life.given, story)) == []
    came: dict[Fact, int] = {}
    for event in story.events:
        for change in event.minds:
            assert change.how
            came[change.fact] = event.id
    begun = {fact for fact, _ in story.start}
    for person, facts in made.life.stores.own.items():
        for (fluent, args), entry in facts.entries.items():
            if not made.life.rules.fluents[fluent].hidden:
                fact = Fact(fluent, args, (person,))
                assert came[fact] == entry.since if entry.since is not None else fact in begun
    assert made.life.stores.entry((COMMON,), ("alive", ("nobody",))) is None
    return len(acts)


def test_no_act_without_a_reason_and_no_belief_without_a_way_it_came() -> None:
    assert check(lived(60, 8), 10_000) > 20


def worlds() -> Iterator[Run]:
    """A town that keeps its size, twenty years; ten years among 400; one after the other."""
    from benchmarks.living import town

    ten = (EXAMPLES / "ten_years.world").read_text(encoding="utf-8")
    for seed in count():
        yield vervain.run(town(100, 5, 20), seed=seed, span="20 years")
        small = ten.replace("people 2000", "people 400")
        yield vervain.run(vervain.load_text(small), seed=seed, span="10 years")
        yield lived(100, 20, seed)


if __name__ == "__main__":  # the long form: python -m tests.live.test_modules 10000
    wanted, found, number = int(sys.argv[1]), 0, 0
    for made in worlds():
        found, number = found + check(made, wanted - found), number + 1
        sys.stdout.write(f"{found} acts in {number} worlds, none without its reasons\n")
        sys.stdout.flush()
        if found >= wanted:
            break
