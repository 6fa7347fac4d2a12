"""The garbage collector, out of the way while very many small things are made and kept."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (50_000, 20, 20)
"""New objects before a look at the youngest, and looks at each before one at the next older."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """Within this nothing is collected; afterwards the collector is as it was."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def collector_slowed() -> Iterator[None]:
    """Within this something is collected seldom: what is made here is mostly kept, but it may go on
    for hours."""
    was = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*was)
