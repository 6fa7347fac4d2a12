"""The proof finds every kind of damage that is done to a telling, and none where there is none."""

from __future__ import annotations

import random
from functools import lru_cache

from tests.tell.damage import DAMAGES
from tests.tell.minds import BLUFF, DOUBLE
from tests.tell.mutants import Tried, cases
from tests.tell.test_relations import LOAN, QUAY
from vervain.lang.world import World
from vervain.pipeline import load, load_text, plan, run
from vervain.story.chronicle import Chronicle


@lru_cache
def stories() -> list[tuple[World, Chronicle]]:
    texts = (QUAY, LOAN, BLUFF, DOUBLE)
    worlds = [load("always_safe"), load("gull_point"), *map(load_text, texts)]
    told = [(world, plan(world).chronicles[0]) for world in worlds]
    gull = load("gull_point")
    return [*told, (gull, run(gull, seed=3, span="30 days").chronicle)]


def test_the_proof_finds_every_mutant() -> None:
    found = Tried()
    for number, case in enumerate(cases(stories())):
        assert case.faults(case.page) == []
        found.attempt(case, 2, random.Random(number))
    assert found.survivors == []
    assert set(found.tried) == {damage.__name__ for damage in DAMAGES}
    assert min(found.tried.values()) >= 20
    assert found.tried.total() >= 1000
