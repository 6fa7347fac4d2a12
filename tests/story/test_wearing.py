"""Bonds fade with the time that a story takes, between its stages, in everybody's mind (F2)."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

import pytest

from vervain import pipeline
from vervain.lang.fading import Wears
from vervain.story.case import Case
from vervain.story.chronicle import Plain
from vervain.story.feel.ties import bonds_at

YEARS = """
    world The Years
    person Ann, she
    person Tom, he

    fact the bell has rung: yes or no
    fact the bell has rung again: yes or no
    fact the door is open: yes or no

    bond care of (one: person) for (two: person): -10..10, usually 1
      fades by 2 every 7 days
    bond respect of (one: person) for (two: person): 0..10
      falls by 5 when two opens the door

    at the start
      care of Ann for Tom is 8
      care of Tom for Ann is -8
      Tom believes care of Ann for Tom is 2
      respect of Ann for Tom is 6

    happening the bell rings
      when the bell has not rung
      then the bell has rung
      takes {first}
      seen by everyone

    happening the bell rings again
      when the bell has rung
      then the bell has rung again
      takes {second}
      seen by everyone

    action (who: person) opens the door
      when the door is not open
       and the bell has rung again
       and who is Tom
      then the door is open
      agreed by who
      seen by everyone

    wants of Tom
      worth 1 when the door is open

    outline
      the first: until the bell has rung
      the second: until the bell has rung again
      the end: until the door is open
"""


def lived(first: str = "5 minutes", second: str = "5 minutes", text: str = YEARS) -> Case:
    filled = dedent(text).replace("{first}", first).replace("{second}", second)
    world = pipeline.load_text(filled, "years.world")
    (chronicle,) = pipeline.plan(world).chronicles
    return pipeline.case(world, chronicle)


def at_end(case: Case, fluent: str, *args: str, minds: tuple[str, ...] = ()) -> Plain:
    return case.evaluator.read(fluent, args, minds, case.last)


@pytest.mark.parametrize(
    ("first", "second", "ann", "tom"),
    [
        ("6 days", "5 minutes", 8, -8),
        ("7 days", "5 minutes", 6, -6),
        ("13 days", "1 days", 4, -4),
        ("4 days", "4 days", 6, -6),
        ("21 days", "5 minutes", 2, -2),
        ("28 days", "5 minutes", 1, 0),
        ("5 weeks", "5 minutes", 1, 1),
        ("100 years", "100 years", 1, 1),
    ],
)
def test_it_comes_nearer_to_what_is_usual_and_no_further(
    first: str, second: str, ann: int, tom: int
) -> None:
    case = lived(first, second)
    assert at_end(case, "care", "Ann", "Tom") == ann
    assert at_end(case, "care", "Tom", "Ann") == tom


def test_what_somebody_takes_it_to_be_fades_as_well() -> None:
    case = lived("14 days")
    assert at_end(case, "care", "Ann", "Tom") == 4
    assert at_end(case, "care", "Ann", "Tom", minds=("Ann",)) == 4
    assert at_end(case, "care", "Ann", "Tom", minds=("Tom",)) == 1


def test_what_does_not_fade_stays() -> None:
    case = lived("100 years")
    assert at_end(case, "respect", "Ann", "Tom") == 1, "6, and 5 less for the door"


def test_it_happens_between_stages_takes_no_time_and_nobody_decides_it() -> None:
    case = lived("14 days", "7 days")
    worn = [
        e
        for e in case.chronicle.events
        if isinstance(case.names.actions[e.act.name].by_itself, Wears)
    ]
    assert [(e.id, e.stage) for e in worn] == [(1, "the second"), (3, "the end")]
    assert all(e.duration == 0 and not e.agreed and e.saw == ("Ann", "Tom") for e in worn)


def test_a_plan_with_it_is_verified_and_is_no_plan_where_it_does_not_belong() -> None:
    case = lived("14 days")
    texts = [case.ground.actions[a].text for a in case.history.actions.tolist()]
    assert pipeline.verify(case.world, "\n".join(texts)).fault == ""
    late = [*texts, next(t for t in texts if "fades" in t)]
    assert "comes by itself" in pipeline.verify(case.world, "\n".join(late)).fault


def test_each_change_cites_the_deed_or_the_time() -> None:
    case = lived("14 days")
    care, respect = (
        next(b for b in bonds_at(case, case.last) if b.fact.fluent == f and b.one == "Ann")
        for f in ("care", "respect")
    )
    assert [(m.before, m.after, m.worn) for m in care.moves] == [(8, 4, True)]
    (move,) = respect.moves
    assert (move.before, move.after, move.worn) == (6, 1, False)
    assert case.chronicle.events[move.event].act.name == "opens_door"


def test_it_is_not_told() -> None:
    case = lived("14 days")
    assert "fade" not in pipeline.tell(case.world, case.chronicle).text()


def test_a_wish_can_wait_for_it() -> None:
    """The door opens only where care is spent: the story has to take its time."""
    text = YEARS.replace("and the bell has rung again\n", "and care of Ann for Tom is at most 2\n")
    assert at_end(lived("21 days", text=text), "door_open") is True
    filled = dedent(text).replace("{first}", "7 days").replace("{second}", "7 days")
    assert not pipeline.plan(pipeline.load_text(filled)).chronicles


def test_a_bond_without_bounds_fades_too() -> None:
    text = YEARS.replace("-10..10, usually 1", "number").replace("fades by 2", "fades by 0.5")
    case = lived("700 days", text=text)
    assert at_end(case, "care", "Ann", "Tom") == 0
    case = lived("21 days", text=text)
    assert at_end(case, "care", "Ann", "Tom") == pytest.approx(6.5)


def test_the_world_says_how_each_bond_fades() -> None:
    fluents = {f.name: f for f in lived().world.fluents}
    assert fluents["respect"].fades is None
    fades = fluents["care"].fades
    assert fades is not None
    assert (fades.by, fades.minutes) == (2, 7 * 24 * 60)
    assert replace(fluents["care"], fades=None) != fluents["care"]
