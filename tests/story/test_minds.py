"""What comes into minds, and how: seeing what is there, being told, and who is wrong about whom."""

from __future__ import annotations

from tests.native.build import ALWAYS, Builder, sets, tells
from vervain.lang.world import World
from vervain.model.ground import Ground
from vervain.native.engine import Budget, Reach
from vervain.native.reference import Reference
from vervain.run.trace import trace
from vervain.story.chronicle import Chronicle
from vervain.story.record import record

WORLD = World("by hand", (), (), (), (), ())


def chronicle(ground: Ground, *actions: int, depth: int = 2) -> Chronicle:
    """What happens if just these acts do (nobody has to agree)."""
    made = Reference(ground.tables)
    told = trace(ground, made, (actions,), (), Reach(9, 1, 1), Budget())
    return record(WORLD, ground, made, told, depth)


def lines(found: Chronicle, event: int = 0) -> set[str]:
    """The changes in minds, in short."""
    return {
        f"{' '.join(c.fact.minds)}: {c.fact.fluent} {c.after} ({c.how})"
        for c in found.events[event].minds
    }


def test_who_is_gone_is_perceived_to_be() -> None:
    """Ann steps out into the yard while Bob, who is in the hall with her, does not see her go."""
    b = Builder()
    people = b.agents("Ann", "Bob")
    hall, yard = b.entities("the hall", "the yard")
    where = [b.entity(f"where {name}", start=hall) for name in ("Ann", "Bob")]
    for person, place in zip(people, where, strict=True):
        b.place(person, place, sight=ALWAYS)
        b.seen_there(place, person)
    b.action("leave", then=[sets(where[0], yard)], seen=[people[0]])
    assert lines(chronicle(b.ground(), 0)) == {
        "Ann: where Ann the yard (saw)",
        "Bob: where Ann None (perceived)",
    }


def test_who_did_not_see_it_and_is_taken_to_have_seen_it() -> None:
    """Ann thinks that Bob, who looked away, saw her take the ring."""
    b = Builder()
    ann, bob = b.agents("Ann", "Bob")
    taken, away = b.yes_no("taken"), b.yes_no("away", start=True)
    b.start(away, False, ann)
    looks = away.eq(False)
    b.action("take", then=[sets(taken, True)], seen={ann: ALWAYS, bob: looks})
    found = chronicle(b.ground(), 0)
    assert found.events[0].saw == ("Ann",)
    assert lines(found) == {"Ann: taken True (saw)", "Ann Bob: taken True (saw)"}
    assert ((("Ann",), False)) in [(f.minds, v) for f, v in found.start]


def test_what_others_learn_with_us_is_an_echo() -> None:
    b = Builder()
    b.agents("Ann", "Bob", "Cid")
    taken = b.yes_no("taken")
    b.action("take", then=[sets(taken, True)])
    assert lines(chronicle(b.ground(), 0, depth=3)) == {
        "Ann: taken True (saw)",
        "Bob: taken True (saw)",
        "Cid: taken True (saw)",
    }


def test_a_secret_told_about_a_mind() -> None:
    """Ann tells Bob what Cid believes; it is not so."""
    b = Builder()
    ann, bob, cid = b.agents("Ann", "Bob", "Cid")
    taken = b.yes_no("taken")
    b.action("tell", then=[tells([bob, cid], taken, True)], seen=[ann, bob])
    told = lines(chronicle(b.ground(), 0))
    assert "Bob Cid: taken True (told)" in told
    assert "Cid: taken True (told)" not in told


def test_numbers_are_given_unscaled() -> None:
    b = Builder(scale=100)
    b.agents("Ann")
    coins = b.number("coins", start=1)
    b.action("earn", then=[sets(coins, coins + 0.25)])
    (change,) = chronicle(b.ground(), 0).events[0].changes
    assert (change.before, change.after) == (1, 1.25)
