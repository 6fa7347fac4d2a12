"""Of many stories, those that differ most."""

from __future__ import annotations

from vervain.native.engine import Outcome
from vervain.run.diverse import distance, most_different
from vervain.run.trace import Step, Trace


def story(*acts: int) -> Trace:
    return Trace("", 0, Outcome.FOUND, 0, tuple(Step(a, 0, ()) for a in acts), (), ())


def test_the_order_of_acts_makes_no_difference_and_their_number_does() -> None:
    assert distance(story(1, 2, 3), story(3, 1, 2)) == 0
    assert distance(story(1, 2), story(3, 4)) == 1
    assert distance(story(1, 1), story(1)) == 0.5


def test_the_first_is_kept_and_then_always_the_farthest() -> None:
    first, near, far, between = story(1, 2, 3), story(1, 2, 4), story(7, 8, 9), story(1, 5, 6)
    assert most_different([first, near, between, far], 2) == (first, far)
    assert most_different([first, near, between, far], 3) == (first, far, between)
    assert most_different([first, near], 5) == (first, near)
    assert most_different([], 5) == ()
