"""Worlds that live, to ask about; each is let live once."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from tests.strategies import WHO, texts
from vervain import pipeline
from vervain.lang.asking import Words
from vervain.lang.change import Event, Forced, read_change
from vervain.story.differ import Difference, differ
from vervain.story.recalled import Recalled
from vervain.story.what_if import Otherwise, what_if
from vervain.tell.answer_differ import differ_words
from vervain.tell.finding import find_event
from vervain.tell.speaker import Speaker

VILLAGE = """
world The Well
include seeing
one turn is 1 month
place the green
person Ada, she, at the green
person Ben, he, at the green
person Cleo, she, at the green
person Dan, he, at the green
person Eve, she, at the green
fact (one: person) is a friend of (two: person): yes or no
fact the thief: person, or unknown, can be told
fact (who: person) has left the village: yes or no
fact (who: person) is tired: yes or no
at the start
  Ada is a friend of Ben
  Ben is a friend of Cleo
  Cleo is a friend of Eve
happening (who: person) steals the bell
  when who is Dan
   and the thief is unknown
   and who has not left the village
  then the thief is who
  by chance 1 in 3
  seen by Ada
happening (who: person) tires
  when who is not tired
  then who is tired
  by chance 1 in 6
  seen by who
action (one: person) warns (two: person) that (claim: belief)
  when one believes claim
   and one is a friend of two
   and one does not believe two believes claim
  then two believes claim
   and one believes two believes claim
  agreed by one
  seen by one, two
action (one: person) blames Ada before (two: person)
  when one is a friend of two
   and one believes the thief is Dan
   and one is Ben
  then two believes the thief is Ada
   and one believes (two believes the thief is Ada)
  agreed by one
  seen by one, two
wants of every (p: person)
  worth 3 for each (q: person) where p believes (q believes the thief is Dan)
"""


@cache
def life(name: str, seed: int = 0, turns: int = 24) -> Recalled:
    """An example, or the village, as it lived."""
    world = pipeline.load_text(VILLAGE) if name == "the village" else pipeline.load(name)
    made = pipeline.run(world, seed=seed, span=turns)
    return Recalled(world, made.chronicle)


def changed(case: Recalled, text: str, at: int = 0, turn: int = 0) -> tuple[Otherwise, Difference]:
    """The life with one thing otherwise."""
    change = read_change(Words(case.world), text)
    say = Speaker(case.world, case.chronicle)
    numbers = {}
    if isinstance(change, Event | Forced):
        numbers[change.event] = find_event(say, Words(case.world), change.event)
    new = what_if(case, [change], numbers, at, turn=turn)
    return new, differ(case, new)


def told(case: Recalled, new: Otherwise, found: Difference) -> list[str]:
    """The answer in words."""
    then = Speaker(new.case.world, new.case.chronicle)
    return differ_words(Speaker(case.world, case.chronicle), then, new, found).lines()


@st.composite
def lived_texts(draw: st.DrawFn) -> str:
    """A random world in which chance has a hand: what its people want undone comes undone, now and
    then, and each of them tires."""
    text = draw(texts())
    head, _ = text.rsplit("outline", 1)
    odds = draw(st.integers(2, 5))
    undone = draw(st.sampled_from(("the lamp is lit", "the door is open", "the cup is full")))
    not_so = undone.replace(" is ", " is not ")
    return (
        head.replace("world The Room", "world The Room\none turn is 1 day")
        + f"happening the wind turns\n  when {undone}\n  then {not_so}\n"
        f"  by chance 1 in {odds}\n  seen by {draw(st.sampled_from(WHO))}\n"
    )
