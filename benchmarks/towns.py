"""Worlds of any size for measurements: people walk about, carry things and tell where they are."""

from __future__ import annotations

from tests.native.build import ALWAYS, Builder, all_of, any_of, sets, tells
from vervain.model.ground import Tables


def town(
    agents: int, places: int, things: int, *, sight: bool = True, misses: bool = True
) -> Tables:
    """Everyone at a place of their own; things lie about. What happens is seen where it happens.

    `sight`: who is somewhere sees who and what is there. `misses`: who does not find somebody where
    they were thought to be no longer knows where they are (a reaction that reads minds).
    """
    world = Builder()
    people = world.agents(*(f"agent {i}" for i in range(agents)))
    spots = world.entities(*(f"place {i}" for i in range(places)))
    goods = world.entities(*(f"thing {i}" for i in range(things)))
    at = {a: world.entity(f"at {a}", start=spots[a % places]) for a in people}
    lies = {t: world.entity(f"lies {t}", start=spots[t % places]) for t in goods}
    for entity, where in (at | lies).items():
        world.place(entity, where, sight=ALWAYS if sight and entity in at else None)
        if sight:
            world.seen_there(where, entity)
    for a in people:
        for i, here in enumerate(spots):
            there = spots[(i + 1) % places]
            for one, other in ((here, there), (there, here)):
                seen = {o: any_of(at[o].eq(one), at[o].eq(other)) for o in people}
                world.action(f"go {a} {one}", at[a].eq(one), [sets(at[a], other)], [a], seen)
    for a in people:
        together = {o: at[o].eq(at[a]) for o in people}
        for t in goods:
            near = lies[t].eq(at[a])
            world.action(f"take {a} {t}", near, [sets(lies[t], a)], [a], together)
            world.action(f"drop {a} {t}", lies[t].eq(a), [sets(lies[t], at[a])], [a], together)
        for o in people:
            if o == a:
                continue
            for t in goods:
                when = all_of(at[a].eq(at[o]), lies[t].ne(None))
                world.action(
                    f"tell {a} {o} {t}", when, [tells(o, lies[t], lies[t].of(a))], [a], [a, o]
                )
    if misses:
        for one in people:
            for other in people:
                for spot in spots:
                    if one != other:
                        gone = all_of(
                            at[other].of(one).eq(spot), at[one].eq(spot), at[other].ne(spot)
                        )
                        world.reaction("misses", gone, [tells(one, at[other], None)])
    return world.tables()
