"""The runs of an ensemble as columns, in the order of their numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vervain.story.rates import Flags
from vervain.ui.many.store import Store

Runs = npt.NDArray[np.int64]


@dataclass(slots=True)
class Table:
    """A row for each run that was not lost."""

    run: Runs
    seed: Runs
    variant: Runs
    ending: npt.NDArray[np.str_]
    ended: Flags
    minutes: npt.NDArray[np.float64]
    names: dict[int, str]
    """The variants, in words."""

    @property
    def lived(self) -> Flags:
        """There is a story."""
        found: Flags = ~np.isnan(self.minutes)
        return found

    def having(self, runs: list[int]) -> Flags:
        """Which are among these."""
        found: Flags = np.isin(self.run, np.array(runs))
        return found

    def name(self, at: int) -> str:
        """The run in this place: its seed, and its variant where there are several."""
        variant = self.names.get(int(self.variant[at]), "")
        return f"seed {self.seed[at]}" + (f" ({variant})" if len(self.names) > 1 else "")


def table_of(store: Store, by: str | None) -> Table:
    """The runs in a file. `by`: their ending is the last value of this fact (its words).

    ValueError in plain words if there are none, or no such fact.
    """
    rows = store.all(
        "SELECT run, seed, variant, ending, ended, minutes FROM runs WHERE ending <> 'lost' "
        "ORDER BY run"
    )
    if not rows:
        raise ValueError("there are no runs in the file yet")
    run, seed, variant, ending, ended, minutes = (list(c) for c in zip(*rows, strict=True))
    if by is not None:
        last = store.last(by)
        ending = [last.get(r, "it is not so, or unknown") for r in run]
    return Table(
        np.array(run),
        np.array(seed),
        np.array(variant),
        np.array(ending, dtype=np.str_),
        np.array(ended, dtype=bool),
        np.array(minutes, dtype=float),
        dict(store.all("SELECT variant, change FROM variants ORDER BY 1")),
    )
