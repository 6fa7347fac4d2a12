"""A World's own conditions and terms, read in the states of a story (that of `lamp.py`)."""

from __future__ import annotations

import pytest

from tests.story import lamp
from tests.story.lamp import QUAY, ROOM
from vervain.lang.expr import (
    UNKNOWN,
    All,
    Any,
    Arith,
    Choice,
    Claimed,
    Compare,
    Cond,
    Const,
    EntityRef,
    Every,
    Fold,
    IsA,
    Not,
    Op,
    Param,
    Read,
    Some,
    Term,
    Value,
    Var,
)
from vervain.model.ground import Claim
from vervain.native.engine import Budget
from vervain.native.reference import Reference
from vervain.run.plan import plan, reach_of
from vervain.story.evaluate import HistoryEvaluator
from vervain.story.history import History
from vervain.story.naming import Names

TOM = Const(EntityRef("Tom"))
ANYONE = Param("p", "person")
LIT = Read("lamp_lit")
THERE = Read("place", (Var("p"),))


@pytest.fixture(scope="module")
def evaluator() -> HistoryEvaluator:
    """Over the states of the story."""
    world, ground = lamp.world(), lamp.ground()
    engine = Reference(ground.tables)
    (trace,) = plan(ground, engine, Budget(), reach_of(world)).traces
    return HistoryEvaluator(Names(world, ground), History(engine, trace))


def same(left: Term, right: Value, op: Op = "==") -> Compare:
    """A comparison with a constant."""
    return Compare(op, left, Const(right))


AT_QUAY = same(THERE, EntityRef(QUAY))


@pytest.mark.parametrize(
    ("cond", "holds"),
    [
        (same(LIT, True), (True, False, False, False, False)),
        (Not(same(LIT, True)), (False, True, True, True, True)),
        (same(Read("quencher"), UNKNOWN), (True, False, False, False, False)),
        (same(Read("quencher", (), (TOM,)), EntityRef("Bess")), (False, False, False, True, True)),
        (Every(ANYONE, AT_QUAY), (False, False, True, True, True)),
        (Some(ANYONE, Not(AT_QUAY)), (True, True, False, False, False)),
        (All((same(LIT, False), Not(Every(ANYONE, AT_QUAY)))), (False, True, False, False, False)),
        (Any((same(LIT, True), Every(ANYONE, AT_QUAY))), (True, False, True, True, True)),
        (Claimed("claim", (TOM,)), (False, False, False, True, True)),
        (Claimed("claim"), (False,) * 5),
        (IsA(Read("quencher"), "person"), (False, True, True, True, True)),
    ],
)
def test_conditions(evaluator: HistoryEvaluator, cond: Cond, holds: tuple[bool, ...]) -> None:
    claim = {"claim": Claim("quencher", (), EntityRef("Bess"))}
    assert tuple(evaluator.holds(cond, claim, k) for k in range(5)) == holds


ONE_EACH = Fold("+", ANYONE, Choice(((AT_QUAY, Const(1)),), Const(0)))


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (ONE_EACH, 2),
        (Arith("*", ONE_EACH, Const(2.5)), 5),
        (Arith("-", Const(1), Const(4)), -3),
        (Arith("/", Const(1), Const(0)), None),
        (Arith("+", Const(1), Const(UNKNOWN)), None),
        (Read("place", (Const(EntityRef("Ida")),)), ROOM),
        (Fold("*", ANYONE, Const(3)), 27),
    ],
)
def test_terms_at_the_start(evaluator: HistoryEvaluator, term: Term, value: object) -> None:
    assert evaluator.term(term, {}, 0) == value


@pytest.mark.parametrize(
    ("op", "left", "right", "holds"),
    [
        (">", 2, 1, True),
        (">=", UNKNOWN, UNKNOWN, True),
        (">=", UNKNOWN, 1, False),
        ("<", UNKNOWN, 1, False),
        ("<=", 1, 1, True),
        ("!=", UNKNOWN, 1, True),
        ("<", EntityRef("Ida"), EntityRef("Tom"), False),
    ],
)
def test_comparisons(
    evaluator: HistoryEvaluator, op: Op, left: Value, right: Value, holds: bool
) -> None:
    assert evaluator.holds(Compare(op, Const(left), Const(right)), {}, 0) is holds


def test_what_never_changes_is_read_from_the_start(evaluator: HistoryEvaluator) -> None:
    assert evaluator.read("next_to", (ROOM, QUAY), (), 3) is True
    assert evaluator.read("next_to", (ROOM, QUAY), ("Tom",), 3) is True
    assert evaluator.read("next_to", (QUAY, QUAY), (), 3) is False
