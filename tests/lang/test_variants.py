"""What is varied from run to run, in the words of the world.

world Pond
person Ann, she
fact Ann is cold: yes or no
fact depth of the pond: 0..9
wants of Ann
  worth 1 when Ann is not cold
"""

from __future__ import annotations

import pytest

from vervain.base.diagnostic import Rejected
from vervain.lang.variants import read_variants
from vervain.lang.world import World
from vervain.pipeline import load_text


@pytest.fixture
def pond() -> World:
    assert __doc__ is not None
    return load_text(__doc__.split("\n\n", 1)[1])


def test_nothing_varied_is_the_world_as_it_is(pond: World) -> None:
    (only,) = read_variants(pond, [])
    assert only.world is pond


def test_values_of_a_fact_are_combined_with_those_of_another(pond: World) -> None:
    found = read_variants(pond, ["depth of the pond = 1, 2", "Ann is cold = yes, no"])
    assert [v.name for v in found] == [
        "depth of the pond is 1; Ann is cold",
        "depth of the pond is 1; not: Ann is cold",
        "depth of the pond is 2; Ann is cold",
        "depth of the pond is 2; not: Ann is cold",
    ]
    assert [v.world.start[-1].value for v in found] == [True, False, True, False]


def test_whole_changes_are_parted_by_a_bar(pond: World) -> None:
    plain, changed = read_variants(pond, ["as it is | Ann wants worth 3 when Ann is cold"])
    assert plain.world == pond
    assert len(changed.world.wants) == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("depth of the pond =", "V751"),
        ("= 3", "V751"),
        ("without 4 | as it is", "V751"),
        ("depth of the pund = 3", "V303"),
        (" | ", "V702"),
    ],
)
def test_what_cannot_be_varied_is_said(pond: World, text: str, code: str) -> None:
    with pytest.raises(Rejected) as found:
        read_variants(pond, [text])
    assert found.value.findings[0].code == code
    assert found.value.findings[0].hint


def test_more_variants_than_anybody_runs_are_refused(pond: World) -> None:
    values = ", ".join("0123456789")
    with pytest.raises(Rejected, match="100,000 variants"):
        read_variants(pond, [f"depth of the pond = {values}"] * 5)
