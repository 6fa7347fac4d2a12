"""Ten Years, in a smaller town: it notices, talks, fears, plans and acts, for what they believe."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import vervain
from vervain.disk import find
from vervain.pipeline import hand_over, load_text
from vervain.run.live.life import Ended
from vervain.story.chronicle import Chronicle, Event, Fact
from vervain.story.document import dumps
from vervain.story.lived import EVERYONE
from vervain.story.spine import path, spine
from vervain.ui.cli import main

SEEN = "sees much of Caroline by chance 1 in"


@pytest.fixture(scope="module")
def town() -> str:
    text = find("ten_years").read_text(encoding="utf-8")
    assert "people 2000 townsperson" in text
    assert f"{SEEN} 80" in text
    text = text.replace("people 2000 townsperson", "people 240 townsperson")
    return text.replace(f"{SEEN} 80", f"{SEEN} 8").replace("at least 30", "at least 12")


@pytest.fixture(scope="module")
def chronicle(town: str) -> Chronicle:
    world = load_text(town)
    assert (world.living.span, world.living.until) == ("10 years", "the town has acted")
    made = vervain.run(world, seed=7, span="10 years", until="the town has acted")
    assert made.ended is Ended.UNTIL
    return made.chronicle


def named(chronicle: Chronicle, name: str) -> list[Event]:
    return [e for e in chronicle.events if e.act.name.startswith(name)]


def who(event: Event, role: str = "who") -> str:
    return str(dict(event.act.roles)[role])


def tied(chronicle: Chronicle, fluent: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for fact, value in chronicle.start:
        if fact.fluent == fluent and value is True:
            found.setdefault(fact.args[0], set()).add(fact.args[1])
    return found


def test_everybody_has_a_family_of_one_name_and_work(chronicle: Chronicle) -> None:
    family, work = tied(chronicle, "lives"), tied(chronicle, "works")
    people = [p for p in chronicle.people if p != "Caroline"]
    assert all(len(family[p]) == 3 for p in people)
    assert all(p.split()[1] == q.split()[1] for p in people for q in family[p])
    assert sum(2 <= len(work.get(p, ())) <= 6 for p in people) > len(people) - 7
    assert all(p in work[q] for p in work for q in work[p])


def test_nobody_notices_before_the_third_year(chronicle: Chronicle) -> None:
    first = min(e.minute for e in named(chronicle, "notices"))
    assert first - chronicle.clock >= 2 * 365 * 24 * 60 - 24 * 60


def test_whoever_speaks_of_her_has_it_from_somebody_who_noticed(chronicle: Chronicle) -> None:
    know: set[str] = set()
    for event in chronicle.events:
        if event.act.name.startswith("notices"):
            know.add(who(event))
        elif event.act.name.startswith("tells"):
            assert who(event, "one") in know
            know.add(who(event, "two"))
        elif event.act.name.startswith("hints"):
            assert who(event, "one") in know
        elif event.act.name.startswith("comes_round"):
            assert who(event, "one") in know
            know.add(who(event))
        elif event.act.name.startswith(("grows", "catches")):
            assert who(event) in know


def test_whom_she_was_kind_to_says_nothing_until_afraid(chronicle: Chronicle) -> None:
    kind = {who(e): e.id for e in named(chronicle, "does_kindness")}
    afraid = {who(e): e.id for e in chronicle.events if e.act.name.startswith(("grows", "catches"))}
    told = [e for e in chronicle.events if e.act.name.startswith(("tells", "hints"))]
    owing = [e for e in told if kind.get(who(e, "one"), e.id) < e.id]
    assert len(told) > len(owing) > 0
    assert all(afraid[who(e, "one")] < e.id for e in owing)


def test_the_mob_is_of_those_who_are_afraid_and_know_that_others_are(chronicle: Chronicle) -> None:
    joined = named(chronicle, "goes_over")
    assert len(joined) >= 12
    for event in joined:
        (reason,) = event.reasons
        assert reason.agent == who(event)
        assert reason.wants[0].purpose == "something is done about Caroline"
        seen = {
            c.fact.args[0]
            for e in chronicle.events[: event.id]
            for c in e.minds
            if c.fact.minds in ((who(event),), (EVERYONE,)) and c.fact.fluent == "afraid"
        }
        assert len(seen - {who(event)}) >= 1


def test_the_mob_plans_for_what_it_knows_and_believes(chronicle: Chronicle) -> None:
    (acts,) = named(chronicle, "town_acts")
    brought = {dict(e.act.roles)["what"]: who(e) for e in named(chronicle, "brings")}
    assert set(brought) == {"vervain", "wooden bullets", "ropes"}
    knows = {(f.args[0], f.args[1]) for f, v in chronicle.start if f.fluent == "knows_use" and v}
    assert all((person, what) in knows for what, person in brought.items())
    (night,) = named(chronicle, "speaks_night")
    assert "has_friends_far_away" in {b.fact.fluent for r in night.reasons for b in r.beliefs}
    assert night.id < acts.id


def test_a_run_tells_one_thread_from_the_first_look_to_the_last_night(
    town: str, chronicle: Chronicle, tmp_path: Path
) -> None:
    (acts,) = named(chronicle, "town_acts")
    first = named(chronicle, "notices")[0]
    joined = [e for e in named(chronicle, "goes_over") if e.id < acts.id][-1]
    told = spine(chronicle, (first.id, joined.id, acts.id))
    assert {first.id, joined.id, acts.id} <= told
    assert max(told) == acts.id
    way = path(chronicle.events, first.id, joined.id)
    assert way == sorted(way)
    assert all(n in told for n in way)
    world, run = tmp_path / "town.world", tmp_path / "run.json"
    world.write_text(town, encoding="utf-8")
    run.write_text(dumps(chronicle), encoding="utf-8")
    words = ["tell", str(world), "--run", str(run)]
    text = CliRunner().invoke(main, words).output
    assert "night" in text
    assert 500 < len(text.split()) < 1300
    assert CliRunner().invoke(main, [*words, "--pattern", "no such words"]).exit_code == 2


def test_its_last_night_is_the_beginning_of_always_safe(town: str) -> None:
    made = vervain.run(load_text(town), seed=7, span="10 years", until="the town has acted")
    handed = hand_over(made, "always_safe")
    mob = {f.args[0] for f in _now(made.chronicle) if f.fluent == "hunters"}
    people = dict(handed.people)
    assert set(people) | set(handed.added) == mob
    assert len(people.values()) == len(set(people.values()))
    world = load_text(handed.text, "last night", find("always_safe").parent)
    (night,) = vervain.plan(world).chronicles
    first = night.events[0]
    assert first.act.name == "leads_hunters"
    shot = {who(e, "one") for e in night.events if e.act.name == "shoots"}
    assert shot <= {*people.values(), *handed.added}


def _now(chronicle: Chronicle) -> set[Fact]:
    """What has become so."""
    last = {c.fact: c.after for e in chronicle.events for c in e.changes}
    return {fact for fact, value in last.items() if value is True}


def test_who_keeps_to_herself_is_left_alone_longer(town: str) -> None:
    alone = town.replace(
        "  Caroline has friends far away\n",
        "  Caroline has friends far away\n  Caroline keeps to herself\n",
        1,
    )
    turns = [
        sum(
            vervain.run(
                load_text(text), seed=seed, span="10 years", until="the town has acted"
            ).turns
            for seed in range(3)
        )
        for text in (town, alone)
    ]
    assert turns[0] < turns[1]
