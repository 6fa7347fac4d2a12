"""How large the problems are when ground, before and after folding."""

from __future__ import annotations

import pytest

from tests.sabre.material import grounded, needed, world
from tests.sabre.replay import SEEN_BY_NOTHING
from vervain.model.stored_beliefs import with_beliefs
from vervain.model.stored_cast import Cast
from vervain.model.stored_events import ground_events, ground_utilities

SIZES = {
    "aladdin": (5, 8, 278, 55, 498, 651, 0, 102, 182, 269),
    "bribery": (3, 5, 22, 0, 27, 0, 0, 16, 27, 0),
    "deerhunter": (3, 8, 26, 24, 75, 216, 0, 35, 28, 76),
    "gramma": (4, 15, 38, 40, 856, 948, 0, 61, 812, 896),
    "lovers": (3, 10, 40, 27, 480, 375, 0, 40, 312, 375),
    "macguffin": (2, 5, 7, 4, 5, 12, 0, 9, 5, 12),
    "secretagent": (2, 12, 42, 8, 132, 180, 0, 14, 44, 75),
    "space": (2, 11, 30, 14, 66, 94, 4, 23, 29, 62),
    "treasure": (2, 6, 3, 1, 5, 0, 0, 4, 5, 0),
    "treasurehunt": (1, 5, 2, 1, 12, 6, 0, 3, 12, 6),
    "western": (4, 10, 63, 68, 352, 672, 0, 99, 352, 640),
}
"""Characters, entities; before folding: fluents, stored beliefs, actions, triggers, copies among
them; after: fluents, actions, triggers."""


@needed
@pytest.mark.parametrize("name", SIZES)
def test_a_problem_is_as_large_as_the_planner_says(name: str) -> None:
    cast = Cast.of(world(name))
    plain = len(cast.props.types)
    actions, triggers = ground_events(cast)
    utilities = ground_utilities(world(name), cast)
    beliefs, _, all_triggers = with_beliefs(cast.props, actions, triggers, utilities)
    made = grounded(name)
    unread = len(SEEN_BY_NOTHING.get(name, ()))  # counted by the planner after folding only
    assert SIZES[name] == (
        *(len(cast.agents), len(cast.entities), plain, len(beliefs.stored)),
        *(len(actions), len(all_triggers), len(all_triggers) - len(triggers)),
        *(len(made.fluents) + unread, len(made.actions), len(made.reactions)),
    )
