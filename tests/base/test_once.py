"""What is worked out of the same objects is worked out once, and the last of it is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vervain.base.once import KEPT, VARIANTS, once, once_each


class Source:
    """Something that is known again by identity alone."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Source)

    __hash__ = object.__hash__


@pytest.mark.parametrize(("keeping", "most"), [(once, KEPT), (once_each, VARIANTS)])
def test_so_many_answers_are_kept(
    keeping: Callable[[Callable[[Source], int]], Callable[[Source], int]], most: int
) -> None:
    asked: list[Source] = []

    def number(source: Source) -> int:
        asked.append(source)
        return len(asked)

    known = keeping(number)
    sources = [Source() for _ in range(most)]
    assert [known(s) for s in sources] == list(range(1, most + 1))
    assert [known(s) for s in sources] == list(range(1, most + 1))
    assert known(Source()) == most + 1
    assert known(sources[-1]) == most
    assert known(sources[0]) == most + 2
