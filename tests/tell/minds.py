"""Worlds in which people act on what they take one another to believe."""

from __future__ import annotations

from functools import cache

from vervain.lang.world import World
from vervain.pipeline import load_text, plan
from vervain.story.chronicle import Chronicle

BLUFF = """
world The Box
include seeing
place the room, next to the yard
place the yard, next to the room
person Ann, she, at the yard
person Bob, he, at the room
person Cyd, she, at the yard
fact the box is empty: yes or no, usually yes
fact (who: person) has looked: yes or no
fact (who: person) has gone out: yes or no
fact (who: person) is rich: yes or no
fact the box is barred: yes or no
fact (who: person) has told tales: yes or no
fact (who: person) is caught: yes or no

action (who: person) goes to (there: place)
  when who is at (here: place)
   and here is next to there
   and who is Ann
  then who is at there
  agreed by who
  seen by everyone at here, everyone at there
  say {who} {go} to {there}

action (who: person) hides the ring
  when who is Bob
   and who is at the room
   and the box is empty
   and Ann is not at the room
  then the box is not empty
  agreed by who
  seen by everyone at the room
  say {who} {put} the ring into the box

action (who: person) looks through the window
  when who is Ann
   and who is at the yard
   and who has not looked
  then who has looked
   and if the box is not empty: (who believes the box is not empty
    and Cyd believes who believes the box is not empty)
  agreed by who
  seen by everyone at the yard
  say {who} {look} in through the window

action (who: person) goes out
  when who is Bob
   and who is at the room
   and who has not gone out
   and who believes Ann believes the box is empty
  then who is at the yard
   and who has gone out
  agreed by who
  seen by everyone at the room, everyone at the yard
  say {who} {go} out for a drink

action (who: person) takes the ring
  when who is Ann
   and who is at the room
   and who has looked
   and the box is not empty
   and the box is not barred
  then who is rich
   and the box is empty
  agreed by who
  seen by everyone at the room
  say {who} {take} the ring out of the box

wants of Ann
  worth 1 when Ann has looked
    so that she knows what there is
  worth 5 when Ann is rich
    so that she is rich
wants of Bob
  worth 5 when the box is not empty
    so that the ring is safe
  worth 2 when Bob has gone out
    so that there is something to drink
outline
  the hiding: until the box is not empty
  the peeping: until Ann has looked
  the going: until Bob has gone out
  the end: until Ann is rich
telling The Box
  from nobody
"""
"""He thinks she thinks that the box is empty, and goes out; she has looked."""

_TRAP = """action (who: person) tells tales
  when who is Cyd
   and Bob is at the room
   and who is at the yard
   and who believes Ann does not believe the box is empty
   and who believes Bob believes Ann believes the box is empty
  then who has told tales
   and Bob believes Ann believes the box is not empty
   and Bob believes Ann has looked
   and Bob believes Ann believes Ann has looked
   and who believes Bob believes Ann believes the box is not empty
  agreed by who
  seen by who, Bob
  say {who} {whisper} to {Bob} over the wall

action (who: person) makes as if to go out
  when who is Bob
   and who is at the room
   and who believes Ann does not believe the box is empty
   and who believes Ann believes Bob believes Ann believes the box is empty
  then Ann believes Bob has gone out
   and the box is barred
  agreed by who
  seen by who, Cyd
  say {who} {bang} the door, and {stay} behind it

action (who: person) reaches for the box
  when who is Ann
   and who is at the yard
   and who has looked
   and the box is not empty
   and who believes Bob has gone out
  then who is at the room
   and if the box is not barred: who is rich
   and if the box is barred: who is caught
  agreed by who
  seen by everyone
  say {who} {steal} in and {reach} for the box

wants of Cyd
  worth 2 when Cyd has told tales
    so that he is in her debt
wants of Ann
"""

DOUBLE = (
    BLUFF.replace("wants of Ann\n", _TRAP)
    .replace(
        "  worth 2 when Bob has gone out\n    so that there is something to drink\n",
        "  worth 9 when Ann is caught\n    so that she is caught in the act\n",
    )
    .replace(
        "  the going: until Bob has gone out\n  the end: until Ann is rich",
        "  the whisper: until Cyd has told tales\n  the trap: until the box is barred\n"
        "  the end: until Ann is caught",
    )
)
"""She thinks he thinks she thinks the box is empty, and he knows it: he only makes as
if to go out."""


@cache
def story(text: str) -> tuple[World, Chronicle]:
    """The world of a text, and its story."""
    world = load_text(text, "box.world")
    (found,) = plan(world).chronicles
    return world, found
