"""In medias res: with what a telling opens, and that it does not give the end away."""

from __future__ import annotations

from vervain.pipeline import load, load_text, plan, record_of, tell
from vervain.tell.discourse import Discourse
from vervain.tell.proof import proof
from vervain.tell.refer import Mentions
from vervain.tell.spin import Order, spin

FERRY = """
world The Ferry
include seeing
place the bank
person Ann, she, at the bank
person Bob, he, at the bank
fact (who: person) has eaten: yes or no
fact the chest is here: yes or no, usually yes
fact (who: person) is rich: yes or no
fact the boat is ready: yes or no
fact (who: person) is across: yes or no

action (who: person) makes the boat ready
  when the boat is not ready
  then the boat is ready
  agreed by who
  seen by everyone
  say {who} {caulk} the boat

action (who: person) takes the chest
  when the chest is here
   and the boat is ready
  then the chest is not here
   and who is rich
  agreed by who
  seen by everyone there
  say {who} {carry} the chest down to the water

action (who: person) eats well
  when who has not eaten
   and the chest is not here
  then who has eaten
  agreed by who
  seen by who
  say {who} {sit} down to a great meal

action (who: person) rows across
  when the boat is ready
   and who is rich
   and who is not across
  then who is across
  agreed by who
  seen by everyone
  say {who} {row} across

wants of Ann
  worth 1 when Ann is rich
  worth 1 when Ann is across
  worth 1 when the boat is ready
wants of Bob
  worth -3 when the chest is not here
    so that the chest is safe
  worth STAKE when Bob has eaten
outline
  the boat: until the boat is ready
  the chest: until the chest is not here
  the meal: until Bob has eaten
  the crossing: until Ann is across
telling The Ferry
  from nobody
  order in medias res
"""
"""The theft weighs most: the rest comes of it, it hurts Bob, it is what Ann wants. Bob's meal has
the most at stake, and nothing comes of it."""


def page(text: str) -> Discourse:
    world = load_text(text, "ferry.world")
    (story,) = plan(world).chronicles
    how = spin(world, seed=story.seed)
    told = tell(world, story, how)
    assert proof(told, story, how, Mentions(world).gender, record_of(world, story)) == []
    return told


def stages(told: Discourse, text: str) -> list[str]:
    """The stages in the order in which they are told."""
    (story,) = plan(load_text(text, "ferry.world")).chronicles
    found = [story.events[t.events[0]].stage or "" for p in told.paragraphs for t in p if t.events]
    return list(dict.fromkeys(found))


def test_it_opens_with_what_weighs_most_not_with_what_has_most_at_stake() -> None:
    text = FERRY.replace("STAKE", "9")
    told = page(text)
    assert told.text().startswith("Ann carried the chest down to the water")
    assert stages(told, text)[0] == "the chest"


def test_it_looks_back_and_returns() -> None:
    told = page(FERRY.replace("STAKE", "9"))
    turns = [t.opens for p in told.paragraphs for t in p if t.opens]
    assert turns == ["on", "back", "return"]
    assert "had caulked the boat" in told.text()


RETURNED = FERRY.replace("STAKE", "1").replace(
    """action (who: person) rows across
  when the boat is ready
   and who is rich
   and who is not across
""",
    """action (who: person) brings the chest back
  when the chest is not here
   and Bob has eaten
  then the chest is here
  agreed by who
  seen by everyone
  say {who} {bring} the chest back

action (who: person) rows across
  when who is rich
   and the chest is here
   and Bob has eaten
""",
)
RETURNED = RETURNED.replace(
    "  the crossing: until", "  the return: until the chest is here\n  the crossing: until"
)
"""Here the chest is brought back before she rows across."""


def test_what_is_so_at_the_end_is_not_given_away() -> None:
    """Where it is taken again at the end, that it is gone is the end: it is not begun with."""
    assert stages(page(RETURNED), RETURNED)[0] == "the chest"
    again = RETURNED.replace(
        "  then who is across\n", "  then who is across\n   and the chest is not here\n"
    )
    assert stages(page(again), again)[0] == "the return"


def test_the_author_may_open_with_the_end() -> None:
    text = FERRY.replace("STAKE", "9").replace(
        "  order in medias res",
        "  open at the crossing",
    )
    assert page(text).text().startswith("Ann rowed across")


def test_the_examples_do_not_open_with_their_last_stage() -> None:
    for name in ("always_safe", "gull_point"):
        world = load(name)
        (story,) = plan(world).chronicles
        for who in ("nobody", *story.people[:3]):
            told = tell(world, story, spin(world, focaliser=who, order=Order.IN_MEDIAS_RES))
            events = [n for p in told.paragraphs for t in p for n in t.events]
            if len({story.events[n].stage for n in events}) < 3:
                continue
            assert story.events[events[0]].stage != story.stages[-1][0]
