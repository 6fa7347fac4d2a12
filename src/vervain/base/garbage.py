"""Garbage: Python's collector of it, held back while nearly all that is made is kept."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (50_000, 20, 20)
"""New objects before a look at the youngest, and looks at each before one at the next older."""


@contextmanager
def no_collection() -> Iterator[None]:
    """Not at all: what is made here is kept."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def seldom_collection() -> Iterator[None]:
    """Seldom: what is made here is mostly kept, but it may go on for hours."""
    was = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*was)
