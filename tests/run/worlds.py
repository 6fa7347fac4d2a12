"""Small worlds to plan in, made by hand."""

from __future__ import annotations

from dataclasses import replace

from tests.native.build import Builder, all_of, any_of, if_else, sets, tells
from vervain.model.ground import Ground, GroundGoal


def grounded(builder: Builder, *stages: str) -> Ground:
    """The Ground, its goals named and with their conditions (the builder knows only utilities)."""
    made = builder.ground()
    t = made.tables
    goals = []
    for name, goal in zip(stages, made.goals, strict=True):
        cond = t.term_args[t.term_start[t.utility[goal.utility]]]
        goals.append(GroundGoal(name, int(cond), goal.utility))
    return replace(made, goals=tuple(goals), fingerprint="by hand")


def door(ways: int = 1) -> Ground:
    """Ann opens the door: by force in so many ways, or with the key. Bob locks it, with the key."""
    b = Builder()
    ann, bob = b.agents("Ann", "Bob")
    is_open, key, locked = b.yes_no("open"), b.yes_no("key", start=True), b.yes_no("locked")
    broken = b.number("broken", low=0, high=99)
    for way in range(ways):
        then = [sets(is_open, True), sets(key, False), sets(broken, way + 1)]
        b.action(f"force {way}", when=is_open.eq(False), then=then, consent=[ann])
    b.action("unlock", when=is_open.eq(False), then=[sets(is_open, True)], consent=[ann])
    shut = [sets(locked, True), sets(is_open, False)]
    b.action("lock", when=all_of(is_open.eq(True), key.eq(True)), then=shut, consent=[bob])
    b.utility(ann, if_else(is_open.eq(True), 1, 0))
    b.utility(bob, if_else(locked.eq(True), 1, 0))
    b.goal(is_open.eq(True))
    b.goal(locked.eq(True))
    return grounded(b, "the opening", "the locking")


def feast() -> Ground:
    """Ann cooks or buys, Bob lays the table, in any order; then they eat, both of them."""
    b = Builder()
    ann, bob = b.agents("Ann", "Bob")
    food, table, fed = b.yes_no("food"), b.yes_no("table"), b.yes_no("fed")
    cooked = b.yes_no("cooked")
    b.action(
        "cook", when=food.eq(False), then=[sets(food, True), sets(cooked, True)], consent=[ann]
    )
    b.action("buy", when=food.eq(False), then=[sets(food, True)], consent=[ann])
    b.action("lay", when=table.eq(False), then=[sets(table, True)], consent=[bob])
    ready = all_of(food.eq(True), table.eq(True))
    b.action("eat", when=ready, then=[sets(fed, True)], consent=[ann, bob])
    for agent in (ann, bob):
        b.utility(agent, if_else(fed.eq(True), 1, 0))
    b.goal(fed.eq(True))
    return grounded(b, "the feast")


def letter() -> Ground:
    """Nobody wants the letter burnt, there is no wax to seal it with, and nobody ever comes."""
    b = Builder()
    ann, bob = b.agents("Ann", "Bob")
    burnt, sealed, wax = b.yes_no("burnt"), b.yes_no("sealed"), b.yes_no("wax")
    came, read, coins = b.yes_no("came"), b.yes_no("read"), b.number("coins", start=2)
    b.action("read", when=read.eq(False), then=[sets(read, True)], consent=[ann])
    b.action("burn", when=burnt.eq(False), then=[sets(burnt, True)], consent=[ann, bob])
    b.action("seal", when=wax.eq(True), then=[sets(sealed, True)], consent=[bob])
    b.action("earn", then=[sets(coins, coins + 1)], consent=[bob])
    b.action("hint", when=read.eq(True), then=[tells(bob, read, True)], consent=[ann])
    b.utility(ann, if_else(any_of(read.eq(True), read.of(bob).eq(True)), 1, 0))
    b.utility(bob, if_else(sealed.eq(True), 1, 0))
    b.goal(read.eq(True))
    b.goal(burnt.eq(True))
    b.goal(all_of(read.eq(True), sealed.eq(True)))
    b.goal(came.eq(True))
    b.goal(coins > 9)
    return grounded(b, "the reading", "the fire", "the seal", "the coming", "riches")
