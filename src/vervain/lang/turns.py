"""How a world runs, turn by turn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Living:
    """How the world runs: minutes in a turn, how many steps everybody looks ahead, and tempers by
    name (PRUDENT where nothing is said). `calendar`: the file says how long a turn is."""

    minutes: int = 24 * 60
    horizon: int = 1
    tempers: tuple[tuple[str, int], ...] = ()
    calendar: bool = False

    def temper_of(self, person: str) -> int:
        """The power to which what an act promises is raised; 0: always the best."""
        return next((t for name, t in reversed(self.tempers) if name == person), 0)
