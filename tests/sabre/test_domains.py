"""Whole problems of our own: a ward, a jail, a yard, a dragon, a relic.

Among them they have a type with two parents, an entity with two types, slots that are constants,
beliefs about beliefs, sums within sums, effects over everybody, acts that nobody agrees to, and
the same name for a type, a variable and a property.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.native.test_agreement import MANY, acts, pair, walk
from tests.sabre.fuzz import DOMAINS, fuzz
from vervain.lang.sabre import read_sabre
from vervain.model.ground_world import ground
from vervain.native.engine import Budget, Reach
from vervain.run.trace import ids
from vervain.ui.cli import main

LIMITS = ("--author-limit", "7", "--character-limit", "5", "--belief-limit", "2")
FILES = sorted(DOMAINS.glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_plan_is_found_and_what_is_printed_is_accepted(file: Path) -> None:
    found = CliRunner().invoke(main, ["plan", str(file), *LIMITS])
    assert found.exit_code == 0, found.output
    checked = CliRunner().invoke(main, ["verify", str(file), "-", *LIMITS], input=found.output)
    assert checked.output.startswith("accepted: "), checked.output


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_kernel_and_oracle_agree(file: Path) -> None:
    made = ground(read_sabre(file.read_text(encoding="utf-8"), file.name))
    engines = pair(made.tables)
    assert engines is not None
    for seed in range(3):
        chance = random.Random(seed)
        walk(engines, made.tables, [chance.randrange(40) for _ in range(5)])
    author, reach = len(made.agents), Reach(2, 2, 1)
    threshold = float(engines[0].utilities(ids(0), author)[0]) + 1
    one, other = (
        e.search(0, author, threshold, reach, Budget(), count=MANY, shortest=True) for e in engines
    )
    assert one.outcome is other.outcome
    assert acts(one.plans) == acts(other.plans)


def test_orders_of_the_same_acts_are_one_solution() -> None:
    """D12.4: the dragon may doze off before, between or after the words of two who marry."""
    made = ground(read_sabre((DOMAINS / "wyrm.txt").read_text(encoding="utf-8"), "wyrm.txt"))
    engines = pair(made.tables)
    assert engines is not None
    author, reach = len(made.agents), Reach(3, 2, 1)
    threshold = float(engines[0].utilities(ids(0), author)[0]) + 1
    one, other = (e.search(0, author, threshold, reach, Budget(), count=MANY) for e in engines)
    orders = engines[0].every_order(0, author, threshold, reach)
    assert acts(one.plans) == acts(other.plans) == acts(tuple(orders))
    assert (len(one.plans), len(other.plans), len(orders)) == (8, 8, 12)
    assert set(other.plans) <= orders


def test_mutations_end_in_a_result_or_in_findings() -> None:
    """`python -m tests.sabre.fuzz 10000` tries more."""
    failures, codes = fuzz(120, seed=3)
    assert not failures
    assert codes["none"] >= 5
    assert len(codes) >= 6
