"""Length: a telling of at most so many words."""

from __future__ import annotations

from collections.abc import Callable

from vervain.tell.discourse import Discourse


def shortened(within: Callable[[float], Discourse], cuts: list[float], most: int) -> Discourse:
    """The longest telling of at most so many words, without what weighs least; if there is none so
    short, the shortest."""
    low, high = 0, len(cuts) - 1
    best = within(cuts[high])
    while low < high:
        middle = (low + high) // 2
        page = within(cuts[middle])
        if page.words() <= most:
            best, high = page, middle
        else:
            low = middle + 1
    return best
