"""A hand-made World and its Ground: Ida sees to it that the lamp goes out, and Tom is told a lie.

Ida puts out the lamp alone; then she goes to the quay and tells Tom that Bess did it; so Tom, who
wants whoever did it to be seized, seizes Bess.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tests.native.build import Builder, all_of, if_else, sets, tells
from vervain.lang.expr import Compare, Const, EntityRef, Param, Read, Term, Truth, Var
from vervain.lang.frame import Frame, Text
from vervain.lang.world import (
    Action,
    Entity,
    Fluent,
    FluentType,
    Glimpse,
    Kind,
    Minutes,
    Phrase,
    Stage,
    StartFact,
    Until,
    Want,
    Watch,
    World,
)
from vervain.model.ground import Claim, Ground, GroundEvent, GroundFluent, GroundGoal, GroundWant
from vervain.native.engine import Budget
from vervain.native.reference import Reference
from vervain.run.plan import outline_of, plan, reach_of
from vervain.story.chronicle import Chronicle
from vervain.story.record import record


@cache
def lamp_chronicle() -> Chronicle:
    """What comes of it, by the oracle."""
    made, told = ground(), world()
    engine = Reference(made.tables)
    found = plan(made, engine, Budget(), reach_of(told), outline=outline_of(told, made))
    return record(told, made, engine, found.traces[0])


PERSON = Param("p", "person")
ROOM, QUAY = "the lamp room", "the quay"
PEOPLE = ("Ida", "Tom", "Bess")


def _at(who: Term, place: str) -> Compare:
    return Compare("==", Read("place", (who,)), Const(EntityRef(place)))


def world() -> World:
    """The World, as the front end would give it."""
    who, lit = Param("who", "person"), Read("lamp_lit")
    dark = Compare("==", lit, Const(False))
    return World(
        name="The Lamp",
        kinds=tuple(Kind(k, ()) for k in ("person", "place", "thing")),
        entities=(
            *(Entity(n, ("person",), "she") for n in PEOPLE),
            *(Entity(n, ("place",)) for n in (ROOM, QUAY)),
        ),
        fluents=(
            Fluent("place", Phrase(()), (PERSON,), FluentType.ENTITY, kinds=("place",)),
            Fluent("lamp_lit", Phrase(()), (), FluentType.YES_NO),
            Fluent("quencher", Phrase(()), (), FluentType.ENTITY, ("person",), tellable=True),
            Fluent("seized", Phrase(()), (PERSON,), FluentType.YES_NO),
            Fluent("next_to", Phrase(()), (PERSON, PERSON), FluentType.YES_NO),
            Fluent("alarm", Phrase(()), (), FluentType.YES_NO),
        ),
        start=(
            StartFact("next_to", (ROOM, QUAY), True),
            StartFact("lamp_lit", (), True),
        ),
        actions=(
            Action(
                "quench",
                Phrase(()),
                (who,),
                Truth(True),
                (),
                agreed=(Var("who"),),
                seen=(Watch(PERSON, _at(Var("p"), ROOM)),),
                glimpsed=(Glimpse(Watch(PERSON, _at(Var("p"), QUAY)), ()),),
                frames=(
                    Frame((Text("out it goes"),)),
                    Frame((Text("it is dark already"),), cond=dark),
                    Frame((Text("a light goes out"),), glimpsed=True),
                ),
            ),
            Action(
                "go",
                Phrase(()),
                (who, Param("where", "place")),
                Truth(True),
                (),
                agreed=(Var("who"),),
                duration=Until(7 * 60),
            ),
            Action(
                "tell",
                Phrase(()),
                (who, Param("other", "person"), Param("claim", "belief")),
                Truth(True),
                (),
                agreed=(Var("who"),),
                duration=Minutes(10),
            ),
            Action(
                "seize",
                Phrase(()),
                (who, Param("other", "person")),
                Truth(True),
                (),
                agreed=(Var("who"),),
            ),
        ),
        wants=(
            Want("Ida", Const(1), "worth 3 when the lamp is not lit", "to have it dark"),
            Want("Ida", Const(1), "worth 2 when Bess is seized"),
            Want("Tom", Const(1), "worth 5 when the quencher is seized", "to see it paid for"),
        ),
        outline=(
            Stage("the dark", Truth(True)),
            Stage("the reckoning", Truth(True)),
        ),
        clock=22 * 60,
    )


def ground() -> Ground:
    """The same, grounded."""
    b = Builder()
    ida, tom, bess = b.agents(*PEOPLE)
    room, quay = b.entities(ROOM, QUAY)
    where = {
        a: b.entity(f"place {a}", start=s) for a, s in ((ida, room), (tom, quay), (bess, quay))
    }
    lit, alarm = b.yes_no("lamp_lit", start=True), b.yes_no("alarm")
    quencher = b.entity("quencher")
    seized = {a: b.yes_no(f"seized {a}") for a in (ida, tom, bess)}
    at_room = {a: where[a].eq(room) for a in (ida, tom, bess)}
    at_quay = {a: where[a].eq(quay) for a in (ida, tom, bess)}
    names = [("place", n) for n in PEOPLE] + [("lamp_lit",), ("alarm",), ("quencher",)]
    names += [("seized", n) for n in PEOPLE]

    b.action(
        "quench",
        when=all_of(at_room[ida], lit.eq(True)),
        then=[
            sets(lit, False),
            sets(quencher, ida),
            tells(tom, lit, False, when=at_quay[tom]),
            tells(bess, lit, False, when=at_quay[bess]),
        ],
        consent=[ida],
        seen=at_room,
    )
    b.action("go", when=at_room[ida], then=[sets(where[ida], quay)], consent=[ida])
    b.action(
        "tell",
        when=all_of(at_quay[ida], at_quay[tom], lit.eq(False)),
        then=[tells(tom, quencher, bess)],
        consent=[ida],
        seen=[ida, tom],
    )
    for other in (ida, bess):
        b.action(
            "seize",
            when=all_of(at_quay[tom], at_quay[other], quencher.of(tom).eq(other)),
            then=[sets(seized[other], True)],
            consent=[tom],
        )
    b.reaction("ring", when=seized[bess].eq(True), then=[sets(alarm, True)])
    dark, jailed = lit.eq(False), seized[bess].eq(True)
    paid = all_of(quencher.eq(bess), jailed)
    wants = [if_else(dark, 3, 0), if_else(jailed, 2, 0), if_else(paid, 5, 0)]
    b.utility(ida, wants[0] + wants[1])
    b.utility(tom, wants[2])
    b.goal(dark)
    b.goal(jailed)
    made = b.ground()
    t = made.tables

    def args(term: int) -> list[int]:
        return list(t.term_args[t.term_start[term] : t.term_start[term + 1]].tolist())

    terms = [*args(int(t.utility[ida])), int(t.utility[tom])]
    goals = (int(t.utility[g.utility]) for g in made.goals)
    types = [f.type for f in made.fluents]
    claim = Claim("quencher", (), EntityRef("Bess"))
    return replace(
        made,
        fluents=tuple(GroundFluent(n[0], n[1:], y) for n, y in zip(names, types, strict=True)),
        actions=(
            GroundEvent("quench", ("Ida",)),
            GroundEvent("go", ("Ida", QUAY)),
            GroundEvent("tell", ("Ida", "Tom", claim)),
            GroundEvent("seize", ("Tom", "Ida")),
            GroundEvent("seize", ("Tom", "Bess")),
        ),
        wants=tuple(GroundWant(a, i, terms[i]) for i, a in enumerate((ida, ida, tom))),
        goals=tuple(
            GroundGoal(s.name, args(g)[0], 3 + i)
            for i, (s, g) in enumerate(zip(world().outline, goals, strict=True))
        ),
        fingerprint="lamp",
    )
