"""What becomes of a claim on its way: told, forgotten, mixed up, made more of; ways of knowing."""

from __future__ import annotations

import pytest

import vervain
from vervain.story.chronicle import Chronicle, Claimed, Fact
from vervain.story.rumour import word_of

WORLD = """
world Word of Mouth
one turn is 1 day
place the shop
person Ada, she
person Ben, he
person Cleo, she
fact the thief: person, or unknown, can be told
fact (who: person) is ill: yes or no, can be told
fact the price: 0..10, can be told
fact the hiding place of (who: person): place, or unknown, can be told

at the start
  Ada believes the thief is Ben
  Ada believes Ben is ill
  Ada believes the price is 4
  Ada believes the hiding place of Ben is the shop

happening (who: person) turns (claim: belief)
  when who is Ada
   and who believes claim
   and the turn is 0
"""


def held(rule: str, turns: int = 1) -> dict[str, object]:
    """What Ada holds in the end, as far as it has changed."""
    text = f"{WORLD}{rule}\n  seen by who\n"
    found: dict[str, object] = {}
    for event in vervain.run(vervain.load_text(text), span=turns).chronicle.events:
        for change in event.minds:
            assert change.fact.minds == ("Ada",)
            found[", ".join((change.fact.fluent, *change.fact.args))] = change.after
    return found


@pytest.mark.parametrize(
    ("rule", "becomes"),
    [
        (
            "  then who does not know whether claim",
            {"thief": None, "ill, Ben": None, "price": None, "hiding_place, Ben": None},
        ),
        (
            "  then who believes claim with Cleo in place of Ben",
            {"thief": "Cleo", "ill, Cleo": True, "hiding_place, Cleo": "the shop"},
        ),
        ("  then who believes claim with the shop in place of Ben", {}),
        ("  then who believes claim with Ben in place of the shop", {}),
        ("  then who believes claim raised by 3", {"price": 7}),
        ("  then who believes claim raised by 30", {"price": 10}),
        ("  then who believes claim lowered by 1", {"price": 3}),
        (
            "   and claim is about Ben\n   and claim is not about the shop\n"
            "  then who does not know whether claim",
            {"thief": None, "ill, Ben": None},
        ),
        ("   and claim is a number\n  then who does not know whether claim", {"price": None}),
        (
            "   and claim is about (other: person)\n   and Ben is other\n"
            "  then who does not know whether claim",
            {"thief": None, "ill, Ben": None, "hiding_place, Ben": None},
        ),
        (
            "   and who knows claim at first hand\n   and claim is a number\n"
            "  then who believes claim raised by 1",
            {"price": 5},
        ),
        (
            "   and who knows claim by hearsay\n  then who does not know whether claim",
            {},
        ),
        (
            "   and claim is about Ben\n  then who does not know whether claim\n"
            "   and who believes claim with Cleo in place of Ben",
            {
                "thief": "Cleo",
                "ill, Ben": None,
                "ill, Cleo": True,
                "hiding_place, Ben": None,
                "hiding_place, Cleo": "the shop",
            },
        ),
    ],
)
def test_what_becomes_of_a_claim(rule: str, becomes: dict[str, object]) -> None:
    assert held(rule) == becomes


def test_what_one_has_turned_oneself_one_has_by_hearsay() -> None:
    """The second day only what is hearsay is turned again."""
    rule = "  then who believes claim raised by 1\n"
    more = """
happening (who: person) turns again (claim: belief)
  when who is Ada
   and who believes claim
   and who knows claim by hearsay
  then who believes claim raised by 2
"""
    assert held(f"{rule}  seen by who\n{more}", turns=1) == {"price": 7}


PLANNED = """
world A Planned Slander
person Ada, she
person Ben, he
person Cleo, she
fact the thief: person, or unknown, can be told

at the start
  the thief is Ben
  Cleo does not know the thief
  Ben believes Cleo does not know the thief
  Ben believes the thief is Ben

action (one: person) slanders (two: person) before (other: person) with (claim: belief)
  when one believes claim
   and claim is about one
   and other does not know whether claim
   and one does not know claim by hearsay
  then other believes claim with two in place of one
  agreed by one
  seen by nobody

wants of Ben
  worth 3 when Cleo believes the thief is Ada

outline
  the slander: until Cleo believes the thief is Ada
"""


def test_a_plan_turns_claims_as_a_run_does() -> None:
    world = vervain.load_text(PLANNED)
    (story,) = vervain.plan(world).chronicles
    (event,) = story.events
    assert dict(event.act.roles)["claim"] == Claimed("thief", (), "Ben")
    assert [(c.fact, c.after) for c in event.minds] == [(Fact("thief", (), ("Cleo",)), "Ada")]
    lived = vervain.run(world, span=2).chronicle
    assert [e.act for e in lived.events] == [event.act]
    assert Fact("thief", (), ("Cleo",)) in [c.fact for c in lived.events[0].minds]
    _same_hops(story)
    _same_hops(lived)


def _same_hops(story: Chronicle) -> None:
    """Planned or lived: Ben has told Cleo what he has not held."""
    word = word_of(story, "Cleo", Fact("thief", ()))
    assert word is not None
    last, first = word.hops
    assert (last.source, last.changed, last.held.value) == ("Ben", True, "Ada")
    assert (first.who, first.event, first.held.value) == ("Ben", None, "Ben")
