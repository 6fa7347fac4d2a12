"""What is built fast from data is what the slow reading gives, which can say what is wrong."""

from __future__ import annotations

import json
from enum import Enum
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.story.lamp import lamp_chronicle
from vervain.story import document
from vervain.story.builders import Unfit, builder
from vervain.story.chronicle import Chronicle

LAMP = document.plain(lamp_chronicle())


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


strange = st.sampled_from(
    [None, True, 0, 1.5, 10**400, float("inf"), "", "red", "\ud800", "é", [], ["a"], {}, {"a": 1}]
)
hints = st.recursive(
    st.sampled_from(
        [str, int, float, bool, type(None), Colour, str | None, int | str, float | str]
    ),
    lambda inner: st.one_of(
        inner.map(lambda h: tuple[h, ...]),  # type: ignore[valid-type]
        st.tuples(inner, inner).map(lambda h: tuple[h]),  # type: ignore[valid-type]
    ),
    max_leaves=3,
)


def both(hint: Any, value: object) -> tuple[Any, Any]:
    """What the two readings give; `Unfit` where one refuses."""
    found = []
    for read in (builder(hint), lambda v: document._convert(hint, v, "")):
        try:
            found.append(read(value))
        except (Unfit, document._Wrong):
            found.append(Unfit)
    return found[0], found[1]


@given(hints, st.recursive(strange, lambda v: st.lists(v, max_size=3), max_leaves=4))
def test_they_agree_on_any_type_and_value(hint: Any, value: object) -> None:
    fast, slow = both(hint, value)
    assert repr(fast) == repr(slow)


@given(st.data())
def test_they_agree_on_a_chronicle_with_something_strange_in_it(data: st.DataObject) -> None:
    told: Any = json.loads(json.dumps({k: LAMP[k] for k in LAMP if k not in ("format", "version")}))
    place = told
    while True:
        key = data.draw(
            st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place)))
        )
        inner = place[key]
        if not isinstance(inner, list | dict) or not inner or data.draw(st.booleans()):
            break
        place = inner
    if isinstance(place, dict) and data.draw(st.booleans()):
        del place[key]
    else:
        place[key] = data.draw(strange)
    fast, slow = both(Chronicle, told)
    assert fast == slow
