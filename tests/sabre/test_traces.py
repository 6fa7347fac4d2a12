"""States that the planner recorded on random walks: every value in every mind, what is applicable,
utilities. The kernel replays all walks of each problem, the oracle some."""

from __future__ import annotations

import pytest

from tests.sabre.material import PROBLEMS, grounded, needed
from tests.sabre.replay import Replay
from vervain.native.kernel import Kernel
from vervain.native.reference import Reference

WALKS = 8
"""Of 25."""


@needed
@pytest.mark.parametrize("name", PROBLEMS)
def test_the_oracle_does_what_the_planner_did(name: str) -> None:
    done = Replay.of(name, Reference(grounded(name).tables)).run(WALKS)
    assert done.states
    assert done.choices
    assert not done.differences, "\n".join(done.differences[:20])


@needed
@pytest.mark.parametrize("name", PROBLEMS)
def test_the_kernel_does_what_the_planner_did(name: str) -> None:
    done = Replay.of(name, Kernel(grounded(name).tables)).run()
    assert done.states
    assert done.choices
    assert not done.differences, "\n".join(done.differences[:20])
