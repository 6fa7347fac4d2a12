"""Ten Years, in a smaller town: it notices, talks, fears and acts, each for what they believe."""

from __future__ import annotations

import pytest

import vervain
from vervain.disk import find
from vervain.pipeline import load_text
from vervain.run.live.life import Ended
from vervain.story.chronicle import Chronicle, Event

SEEN = "sees much of Caroline by chance 1 in"


@pytest.fixture(scope="module")
def town() -> str:
    text = find("ten_years").read_text(encoding="utf-8")
    assert "people 2000 townsperson" in text
    assert f"{SEEN} 80" in text
    text = text.replace("people 2000 townsperson", "people 200 townsperson")
    return text.replace(f"{SEEN} 80", f"{SEEN} 8").replace("at least 30", "at least 12")


@pytest.fixture(scope="module")
def chronicle(town: str) -> Chronicle:
    made = vervain.run(load_text(town), seed=7, span="10 years", until="the town has acted")
    assert made.ended is Ended.UNTIL
    return made.chronicle


def named(chronicle: Chronicle, name: str) -> list[Event]:
    return [e for e in chronicle.events if e.act.name.startswith(name)]


def who(event: Event, role: str = "who") -> str:
    return str(dict(event.act.roles)[role])


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


def test_the_mob_is_of_those_who_are_afraid_and_know_that_others_are(chronicle: Chronicle) -> None:
    joined = named(chronicle, "goes_over")
    assert len(joined) >= 12
    for event in joined:
        (reason,) = event.reasons
        assert reason.agent == who(event)
        assert reason.wants[0].purpose == "something is done about her"
        seen = {
            c.fact.args[0]
            for e in chronicle.events[: event.id]
            for c in e.minds
            if c.fact.minds == (who(event),) and c.fact.fluent == "afraid"
        }
        assert len(seen - {who(event)}) >= 2


def test_who_keeps_to_herself_is_left_alone_longer(town: str) -> None:
    alone = town.replace(
        "  Caroline stays young\n", "  Caroline stays young\n  Caroline keeps to herself\n"
    )
    turns = [
        sum(
            vervain.run(
                load_text(text), seed=seed, span="10 years", until="the town has acted"
            ).turns
            for seed in range(2)
        )
        for text in (town, alone)
    ]
    assert turns[0] < turns[1]
