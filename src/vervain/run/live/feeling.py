"""Feeling: whoever looks after the felt facts of a running world (semantics, L15)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from vervain.run.live.life import Life

Filled = tuple[str, tuple[str, ...]]
"""An act: its name, and who or what stands in its roles."""


class Feeling(Protocol):
    """Is asked at the beginning of each turn."""

    lost: str
    """Why felt facts no longer follow what is felt; empty while they do."""

    def due(self, life: Life) -> Iterable[Filled]:
        """The acts by which felt facts have to change now, in their order."""


class Unfelt:
    """Felt facts stay as they are."""

    def __init__(self, lost: str = "") -> None:
        self.lost = lost

    def due(self, life: Life) -> Iterable[Filled]:
        """Nothing."""
        return ()
