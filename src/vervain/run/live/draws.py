"""Draws: the numbers of many rows at once; each is what `base.chance` gives for its names alone."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vervain.base.chance import continued, word

FEW = 24
"""For so few rows arrays are not worth their making."""
Numbers = npt.NDArray[np.uint64]
Names = tuple[str, ...]


class Draws:
    """Rows by name, in no order, and what their numbers are made of."""

    def __init__(self, width: int) -> None:
        self.names: list[Names] = []
        self.slots: dict[Names, int] = {}
        self.words: Numbers = np.zeros((FEW, width), dtype=np.uint64)

    def __len__(self) -> int:
        return len(self.names)

    def clear(self) -> None:
        """Forget all rows."""
        self.names.clear()
        self.slots.clear()

    def add(self, names: Names) -> None:
        """One row more."""
        slot = self.slots[names] = len(self.names)
        if slot == len(self.words):
            self.words = np.concatenate((self.words, np.zeros_like(self.words)))
        self.words[slot] = [word(name) for name in names]
        self.names.append(names)

    def drop(self, names: Names) -> None:
        """One row less: the last takes its place."""
        slot, last = self.slots.pop(names), self.names.pop()
        if last != names:
            self.names[slot] = last
            self.slots[last] = slot
            self.words[slot] = self.words[len(self.names)]

    def hit(self, start: int, low: int, high: int) -> list[Names]:
        """Those whose number, with `start` before it, comes up `low` times in `high`."""
        if len(self.names) < FEW:
            return [n for n in self.names if continued(start, n) % high < low]
        hits = np.flatnonzero(numbers(start, self.columns(), len(self)) % np.uint64(high) < low)
        return [self.names[i] for i in hits.tolist()]

    def columns(self) -> list[Numbers]:
        """The words of all rows: of their first names, of their second, and so on."""
        return list(self.words[: len(self.names)].T)


class Lots:
    """Groups of rows that differ only in roles drawn by lot. `keep`: where the other names are."""

    def __init__(self, width: int, keep: tuple[int, ...]) -> None:
        self.width, self.keep = width, keep
        self.groups = Draws(len(keep))
        self.members: dict[Names, dict[Names, None]] = {}
        self.ordered: dict[Names, list[Names]] = {}

    def clear(self) -> None:
        """Forget all rows."""
        self.groups.clear()
        self.members.clear()
        self.ordered.clear()

    def add(self, names: Names) -> None:
        """One row more."""
        group = tuple([names[i] for i in self.keep])
        if group not in self.members:
            self.members[group] = {}
            self.groups.add(group)
        self.members[group][names] = None
        self.ordered.pop(group, None)

    def drop(self, names: Names) -> None:
        """One row less."""
        group = tuple([names[i] for i in self.keep])
        members = self.members[group]
        del members[names]
        self.ordered.pop(group, None)
        if not members:
            del self.members[group]
            self.groups.drop(group)

    def hit(self, lot: int, start: int, low: int, high: int) -> list[Names]:
        """Of each group the row that is drawn by lot, if its own number comes up: the groups in
        order. The numbers of groups begin with `lot`, those of rows with `start`."""
        found = [self._in_order(group) for group in self.groups.names]
        if not found:
            return []
        sizes = np.array([len(rows) for rows in found], dtype=np.uint64)
        at = numbers(lot, self.groups.columns(), len(found)) % sizes
        picked = [rows[i] for rows, i in zip(found, at.tolist(), strict=True)]
        kept, columns = iter(self.groups.columns()), list[Numbers]()
        for i in range(self.width):
            drawn = i not in self.keep
            words = [word(n[i]) for n in picked] if drawn else []
            columns.append(np.array(words, dtype=np.uint64) if drawn else next(kept))
        up = np.flatnonzero(numbers(start, columns, len(found)) % np.uint64(high) < low).tolist()
        return [picked[i] for i in sorted(up, key=lambda i: found[i][0])]

    def _in_order(self, group: Names) -> list[Names]:
        found = self.ordered.get(group)
        if found is None:
            found = self.ordered[group] = sorted(self.members[group])
        return found


def numbers(start: int, columns: list[Numbers], count: int) -> Numbers:
    """`continued` (splitmix64) for each of so many rows of some columns of words."""
    state: Numbers = np.full(count, start, dtype=np.uint64)
    for column in columns:
        state = (state ^ column) * _FIRST
        state ^= state >> _27
        state *= _SECOND
        state ^= state >> _31
    return state


_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_27, _31 = np.uint64(27), np.uint64(31)

__all__ = ["Draws", "Lots"]
