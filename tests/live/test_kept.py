"""What is kept is what would be found anew: turn by turn of lived worlds, the bindings of every
happening against all bindings there are, and what everybody has weighed against weighing again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import product

import pytest

import vervain
from tests.live.test_modules import LIVES
from tests.live.test_run import VILLAGE
from vervain.base.chance import mix
from vervain.run.live.choosing import Option
from vervain.run.live.joining import Joiner
from vervain.run.live.kept import Kept
from vervain.run.live.life import Life
from vervain.run.live.reading import View
from vervain.run.live.rules import Rule
from vervain.run.live.values import Bound, Env

PARTS = (
    "{a} is a friend of {b}",
    "{a} owes {b}",
    "{a} is ill",
    "{b} is not ill",
    "{a} does not owe {b}",
    "the mayor is {a}",
    "the mayor is not {b}",
    "the host of {a} is {b}",
    "the host of {a} is the mayor",
    "the host of {a} is unknown",
    "{a} believes {b} is ill",
    "{a} does not believe {b} is ill",
    "{a} believes the host of {b} is {a}",
    "{a} believes {b} believes {a} is ill",
    "the coins of {a} is at least 2",
    "the coins of {a} is more than the coins of {b}",
    "for some (c: person): c owes {a}",
    "for every (c: person): (c is ill or c does not owe {b})",
    "the number of (c: person) where {a} believes c is ill is at least 1",
    "({a} is ill or {b} owes {a})",
    "not ({a} is ill and {b} is ill)",
)
THENS = (
    "{a} is ill",
    "{b} is not ill",
    "{a} owes {b}",
    "{b} does not owe {a}",
    "the mayor is {b}",
    "the host of {a} is {b}",
    "the coins of {b} rises by 1",
    "{a} believes {b} is ill",
    "{a} believes {b} is not ill",
    "{a} believes {b} believes {a} is ill",
)
SEEN = ("seen by everyone", "seen by one, two", "seen by one", "seen by everyone there")


def random_town(seed: int) -> str:
    """A small world with rules drawn from a seed: happenings, acts and a reaction."""

    def pick(items: tuple[str, ...], *at: int) -> str:
        return items[mix(seed, *at) % len(items)].format(a="one", b="two")

    lines = ["world A Random Town", "include seeing", "one turn is 1 month", "place the green"]
    lines += [f"person {n}, she, at the green" for n in ("Ada", "Bea", "Cleo", "Dora")]
    lines += [
        "fact (one: person) is a friend of (two: person): yes or no",
        "fact (one: person) owes (two: person): yes or no",
        "fact (who: person) is ill: yes or no, can be told",
        "fact the mayor: person, or unknown",
        "fact the host of (who: person): person, or unknown, can be told",
        "fact the coins of (who: person): 0..5",
        "at the start",
        "  Ada is a friend of Bea",
        "  Bea is a friend of Cleo",
        "  Cleo is ill",
        "  Dora believes Cleo is not ill",
    ]
    for n in range(5):
        lines += [f"{'action' if n > 2 else 'happening'} (one: person) does {n} with (two: person)"]
        lines += [f"  when {pick(PARTS, n, 1)}", f"   and {pick(PARTS, n, 2)}"]
        lines += ["   and one is not two"] if mix(seed, n, 3) % 2 else []
        lines += [f"  then {pick(THENS, n, 4)}", f"   and {pick(THENS, n, 5)}"]
        lines += ["  agreed by one"] if n > 2 else ["  by chance 1 in 3"]
        lines += [f"  {pick(SEEN, n, 6)}"]
    lines += [
        "happening (one: person) tells (two: person) that (claim: belief)",
        "  when one believes claim",
        f"   and {pick(PARTS, 7, 1)}",
        "   and two does not believe claim",
        "  then two believes claim",
        "   and one believes two believes claim",
        "  by chance 1 in 2",
        "  seen by one, two",
        "reaction (one: person) minds (two: person)",
        f"  when {pick(PARTS, 8, 1)}",
        f"   and {pick(PARTS, 8, 2)}",
        f"  then {pick(THENS, 8, 3)}",
        "wants of every (p: person)",
        "  worth 1 for each (q: person) where p owes q",
        "  worth -2 when p is ill",
        "  worth 1 for each 1 of the coins of p",
    ]
    return "\n".join(lines) + "\n"


def claims_of(life: Life) -> list[Bound]:
    """Everything that somebody holds and can tell."""
    tellable = life.rules.tellable
    held = {
        Bound(key[0], key[1], entry.value): None
        for facts in life.stores.own.values()
        for key, entry in facts.entries.items()
        if key[0] in tellable and entry.value is not None
    }
    return list(held)


def every_binding(life: Life, rule: Rule) -> Iterator[Env]:
    """Each way to fill the roles with which the condition holds, found by trying all. A claim is
    what the first who is to believe it holds otherwise than everybody (L9)."""
    view, claims = View(life.stores, ()), claims_of(life)
    kinds = [(p.name, p.kind) for p in rule.schema.params]
    of = [claims if k == "belief" else life.rules.kinds.get(k, ()) for _, k in kinds]
    for names in product(*of):
        env: Env = {name: one for (name, _), one in zip(kinds, names, strict=True)}  # type: ignore[misc]
        if rule.cond(env, view) and all(_own(life, env, n) for n, k in kinds if k == "belief"):
            yield env


def _own(life: Life, env: Env, name: str) -> bool:
    claim, teller = env[name], env.get("who", env.get("one"))
    assert isinstance(claim, Bound)
    facts = life.stores.own.get(str(teller))
    return facts is not None and (claim.fluent, claim.args) in facts.entries


def outline(options: list[Option]) -> list[tuple[object, ...]]:
    return [(o.rule.number, o.env, o.gain, o.ends, len(o.plan)) for o in options]


def compare(life: Life, turns: int) -> None:
    """Live so many turns; after each, what is kept is what there is."""
    for _ in range(turns):
        life.step()
        view = View(life.stores, ())
        for number, kept in life.kept.items():
            rule = life.rules.acts[number]
            kept.mended(view)
            found = [row.names for row in kept.sorted()] if kept.may(view) else []
            every = every_binding(life, rule)
            there = sorted(tuple(str(env[p]) for p in rule.params) for env in every)
            assert found == there, rule.schema.name
            lots = kept.lots.members.values() if kept.lots else ()
            grouped = sorted(names for members in lots for names in members)
            assert not kept.plan.lots or grouped == sorted(kept.rows)
        for person, weighed in list(life.choosing.weighed.items()):
            assert outline(weighed) == outline(life.choosing._weighed(person)), person


@pytest.fixture(params=(1, 1_000_000), ids=("written out", "as they are read"))
def often(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """All joins are written out at once; or none is."""
    found = int(request.param)
    monkeypatch.setattr(sys.modules[Kept.__module__], "OFTEN", found)
    monkeypatch.setattr(sys.modules[Joiner.__module__], "OFTEN", found)
    return found


@pytest.mark.parametrize("seed", range(40))
def test_in_random_towns_what_is_kept_is_what_there_is(seed: int, often: int) -> None:
    life = Life(vervain.load_text(random_town(seed)), seed)
    compare(life, 8)
    asked = [join for kept in life.kept.values() for join in kept.plan.joins.values()]
    assert {join.rows.__code__.co_filename == "<join>" for join in asked} == {often == 1}


def test_in_a_village_and_a_small_town_too(often: int) -> None:
    compare(Life(vervain.load_text(VILLAGE), 7), 24)
    compare(Life(vervain.load_text(LIVES.format(people=6)), 5), 60)


if __name__ == "__main__":  # the long form: python -m tests.live.test_kept 1000
    for number in range(int(sys.argv[1])):
        for module in (Kept.__module__, Joiner.__module__):
            vars(sys.modules[module])["OFTEN"] = (1, 8, 64)[number % 3]
        compare(Life(vervain.load_text(random_town(number)), number), 12)
    sys.stdout.write(f"{sys.argv[1]} random towns: what is kept is what there is\n")
