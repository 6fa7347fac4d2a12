"""The one door to the C++ kernel: nowhere else is `_kernel` imported, and arrays are checked here.

What the arrays mean is in docs/reference/kernel.md. A call may be made from any thread; one at a
time gets through.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar, cast

import numpy as np

from vervain.model.ground import Floats, Ints, Longs, Tables
from vervain.native import _kernel
from vervain.native.feeling import Asked, Found
from vervain.native.search import Searching

T = TypeVar("T")
TYPES: dict[str, type[np.generic]] = {"Ints": np.int32, "Longs": np.int64, "Floats": np.float64}
AT_ONCE = 4096
"""States in one call into C++; between two, Ctrl-C is heard."""


class Kernel(Searching):
    """An `Engine`, compiled.

    `megabytes` bounds all the memory it takes; a call that would need more raises MemoryError, and
    what was there stays usable. Raises ValueError if the tables are no world (the message names the
    array, the place and the number), if the start never rests (D7.2), and for ids that are none.
    """

    _pool: _kernel.Pool

    def __init__(self, tables: Tables, megabytes: int = 1024) -> None:
        self._pool = _kernel.Pool(_arrays(tables), megabytes << 20)

    # ------------------------------------------------------------ reading states

    def values(self, states: Ints) -> Ints:
        """[n, F]: the valuation of each state."""
        return self._pool.values(_ids("states", states))

    def minds(self, states: Ints) -> Ints:
        """[n, N]: the state each agent believes in."""
        return self._pool.minds(_ids("states", states))

    def utilities(self, states: Ints, index: int) -> Floats:
        """[n]: D9."""
        return self._pool.utilities(_ids("states", states), index)

    def terms(self, states: Ints, term: int) -> Floats:
        """[n]: D3."""
        return self._pool.terms(_ids("states", states), term)

    def holds(self, states: Ints, cond: int) -> Ints:
        """[n]: D3."""
        return self._pool.holds(_ids("states", states), cond)

    # ------------------------------------------------------------ what can happen

    def applicable(self, states: Ints) -> tuple[Longs, Ints]:
        """Rows of action ids whose condition holds (D4), ascending."""
        return _rows(self._pool.applicable, _ids("states", states))

    def successors(self, states: Ints, actions: Ints) -> Ints:
        """[n]: the state after each action (D5, D7); -1: not possible, -2: it never rests."""
        return np.concatenate(_pieces(self._pool.successors, *_pairs(states, actions)))

    def fired(self, states: Ints, actions: Ints) -> tuple[Longs, Ints]:
        """Rows of the reactions that fired in the world; none if no state follows."""
        return _rows(self._pool.fired, *_pairs(states, actions))

    def observers(self, states: Ints, actions: Ints) -> Ints:
        """[n, N]: 1 where the agent's observing condition holds (D5.1), possible act or not."""
        return self._pool.observers(*_pairs(states, actions))

    # ------------------------------------------------------------ what is felt

    def appraise(self, asked: Asked) -> Found:
        """All that is felt in a story. Raises KeyboardInterrupt, and ValueError if the arrays fit
        neither one another nor the world."""
        found = self._pool.appraise(_arrays(asked))
        if found is None:
            raise KeyboardInterrupt
        return Found(*cast("tuple[Any, ...]", found))

    # ------------------------------------------------------------ accounts

    def counters(self) -> dict[str, int]:
        """States numbered, or made by looking ahead; steps and questions remembered; bytes."""
        pool = self._pool
        return {
            "states": pool.states + pool.searched,
            "transitions": pool.transitions,
            "explanations": pool.explanations(),
            "bytes": pool.bytes,
        }


def _arrays(asked: Tables | Asked) -> tuple[object, ...]:
    """The arrays in their order."""
    return tuple(
        _checked(f.name, getattr(asked, f.name), TYPES[str(f.type)]) for f in fields(asked)
    )


def _checked(name: str, array: object, dtype: type[np.generic]) -> np.ndarray[tuple[int], np.dtype]:
    """The array as it is, if the kernel can take it."""
    if not isinstance(array, np.ndarray) or array.dtype != dtype or array.ndim != 1:
        raise ValueError(f"{name} has to be an array of {dtype.__name__} with one dimension")
    return np.ascontiguousarray(array)


def _ids(name: str, array: Ints) -> Ints:
    return _checked(name, array, np.int32)


def _pairs(states: Ints, actions: Ints) -> tuple[Ints, Ints]:
    if len(states) != len(actions):
        raise ValueError(f"there are {len(states)} states and {len(actions)} actions")
    return _ids("states", states), _ids("actions", actions)


def _pieces(call: Callable[..., T], *columns: Ints) -> list[T]:
    """The call on AT_ONCE items at a time; at least once."""
    places = range(0, max(len(columns[0]), 1), AT_ONCE)
    return [call(*(column[i : i + AT_ONCE] for column in columns)) for i in places]


def _rows(call: Callable[..., tuple[Longs, Ints]], *columns: Ints) -> tuple[Longs, Ints]:
    """Compressed rows, made piece by piece."""
    pieces = _pieces(call, *columns)
    lengths = np.concatenate([np.diff(start) for start, _ in pieces])
    start = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=start[1:])
    return start, np.concatenate([items for _, items in pieces])
