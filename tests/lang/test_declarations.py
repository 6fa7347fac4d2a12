"""Kinds, entities, facts, and what is so at the start."""

from __future__ import annotations

from tests.lang.author import LAMP, start, world
from vervain.lang.expr import UNKNOWN, EntityRef, Param
from vervain.lang.world import Fluent, FluentType


def test_kinds() -> None:
    """
    world Kinds
    kind captain is a skipper
    kind skipper is a person
    kind ghost is a person and a thing
    """
    made = world(test_kinds.__doc__ or "", base="")
    parents = {kind.name: kind.parents for kind in made.kinds}
    assert parents["captain"] == ("skipper",)
    assert parents["ghost"] == ("person", "thing")
    assert {"person", "place", "thing"} < set(parents)


def test_entities() -> None:
    """
    world Entities
    place the quay
    person Ida's mother, she, "the widow", "the woman from the quay", at the quay
    person Tom, he
    person Somebody
    thing the oil, held by Tom
    """
    made = world(test_entities.__doc__ or "", base="")
    quay, mother, tom, somebody, oil = made.entities
    assert (quay.name, quay.kinds, quay.pronoun) == ("the quay", ("place",), "it")
    assert (mother.name, mother.pronoun) == ("Ida's mother", "she")
    assert mother.descriptions == ("the widow", "the woman from the quay")
    assert (tom.pronoun, somebody.pronoun, oil.pronoun) == ("he", "they", "it")
    assert [start(f) for f in made.start] == [
        "place(Ida's mother) = <the quay>",
        "place(the oil) = <Tom>",
    ]


def test_next_to_holds_both_ways() -> None:
    """
    world Next
    place the quay, next to the path and the lamp room
    place the path
    place the lamp room

    at the start
      the path is next to the lamp room
    """
    made = world(test_next_to_holds_both_ways.__doc__ or "", base="")
    assert [start(f) for f in made.start] == [
        "next_to(the quay, the path) = yes",
        "next_to(the path, the quay) = yes",
        "next_to(the quay, the lamp room) = yes",
        "next_to(the lamp room, the quay) = yes",
        "next_to(the path, the lamp room) = yes",
        "next_to(the lamp room, the path) = yes",
    ]


def fact(line: str) -> Fluent:
    return world(f"fact {line}").fluents[-1]


def test_facts_of_every_type() -> None:
    lit = fact("the door is open: yes or no")
    assert (lit.type, lit.default, lit.params) == (FluentType.YES_NO, False, ())
    debt = fact("owing of (a: person): number")
    assert (debt.type, debt.low, debt.high, debt.default) == (FluentType.NUMBER, None, None, 0)
    care = fact("care of (a: person): -10..10, usually 2")
    assert (care.low, care.high, care.default) == (-10, 10, 2)
    assert fact("age of (a: person): 18..99").default == 18
    assert fact("depth of (a: place): -9..-1").default == -1
    keeper = fact("the keeper: skipper")
    assert (keeper.type, keeper.kinds, keeper.default) == (FluentType.ENTITY, ("skipper",), UNKNOWN)
    assert not keeper.or_unknown


def test_options_of_facts() -> None:
    usual = fact("the keeper: person, usually Bess, or unknown")
    assert (usual.default, usual.or_unknown) == (EntityRef("Bess"), True)
    assert fact("the door is open: yes or no, usually yes").default is True
    assert fact("(who: person) is ill: yes or no, seen by everyone there").seen_there
    assert fact("(who: person) is ill: yes or no, can be told").tellable
    named = fact("(who: person) is in (where: place): yes or no, called inside")
    assert named.name == "inside"
    assert named.params == (Param("who", "person"), Param("where", "place"))


def at_the_start(lines: str) -> list[str]:
    made = world("at the start\n" + "\n".join(f"  {line}" for line in lines.split("; ")))
    before = len(world("").start)
    return [start(f) for f in made.start][before:]


def test_plain_statements() -> None:
    assert at_the_start("the lamp is lit; debt of Tom to Ida is 40; Tom is at the path") == [
        "lamp_lit() = yes",
        "debt(Tom, Ida) = 40",
        "place(Tom) = <the path>",
    ]
    assert at_the_start("the quencher is Bess; Ida has the oil; trust of Ida in Tom is -3") == [
        "quencher() = <Bess>",
        "place(the oil) = <Ida>",
        "trust(Ida, Tom) = -3",
    ]


def test_beliefs_at_the_start() -> None:
    assert at_the_start(
        "Tom believes debt of Tom to Ida is 15; "
        "Ida believes Tom believes the lamp is not lit; "
        "Ida does not know the quencher; "
        "Ida does not know whether the lamp is lit; "
        "Ida believes Tom does not know where Bess is"
    ) == [
        "Tom.debt(Tom, Ida) = 15",
        "Ida.Tom.lamp_lit() = no",
        "Ida.quencher() = unknown",
        "Ida.lamp_lit() = unknown",
        "Ida.Tom.place(Bess) = unknown",
    ]


def test_several_at_once() -> None:
    assert at_the_start("Ida, Tom and Bess are asleep") == [
        "asleep(Ida) = yes",
        "asleep(Tom) = yes",
        "asleep(Bess) = yes",
    ]
    assert at_the_start("Ida and Tom believe the lamp is lit") == [
        "Ida.lamp_lit() = yes",
        "Tom.lamp_lit() = yes",
    ]
    assert at_the_start("everyone but Bess does not know the quencher") == [
        "Ida.quencher() = unknown",
        "Tom.quencher() = unknown",
    ]
    assert at_the_start("everyone but Bess and Tom loves Tom") == ["loves(Ida, Tom) = yes"]
    assert len(at_the_start("everyone believes everyone believes the lamp is lit")) == 9


def test_every_one_of_a_kind() -> None:
    assert at_the_start("every (s: skipper) believes s is asleep") == ["Tom.asleep(Tom) = yes"]
    assert at_the_start("Ida believes every (s: skipper) believes s does not love Ida") == [
        "Ida.Tom.loves(Tom, Ida) = no"
    ]
    assert at_the_start("for every (s: skipper): s is asleep") == ["asleep(Tom) = yes"]


def test_what_comes_later_comes_later() -> None:
    assert at_the_start("Tom is at the path; Tom is at the quay") == [
        "place(Tom) = <the path>",
        "place(Tom) = <the quay>",
    ]


def test_the_clock() -> None:
    assert world("clock starts day 3 at 20:15").clock == 2 * 1440 + 20 * 60 + 15
    assert world("").clock == 720


def test_included_files_come_first() -> None:
    """Names and phrases of an included file can be used; the name is that of the main file."""
    from textwrap import dedent

    from vervain.lang.check import check, declared_kinds
    from vervain.lang.parse import parse

    included = parse(dedent(LAMP), "lamp.world")
    kinds = declared_kinds((included,))
    assert "skipper" in kinds
    text = "world Second\nskipper Ned, he\n\nat the start\n  Ned loves Ida\n"
    made = check((included, parse(text, "main.world", kinds)))
    assert made.name == "Second"
    assert start(made.start[-1]) == "loves(Ned, Ida) = yes"
