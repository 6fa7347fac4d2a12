"""The rarest run: which of all has most about it that others have not, and how to see it again.

What tells runs apart first is how they end and which patterns are found in them; among runs that
are alike in that, which acts there are. How rare a run is, is the surprise of it all: -log2 of the
share of runs of which the same is so, summed up.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass

import numpy as np

from vervain.story.rates import Flags
from vervain.ui.many.store import Store
from vervain.ui.many.table import Table
from vervain.ui.many.varied import chosen

MOST_TRAITS = 4


@dataclass(frozen=True, slots=True)
class Trait:
    """Something about a run, and of how many runs it is so."""

    what: str
    runs: int


@dataclass(frozen=True, slots=True)
class Rarest:
    """The rarest run: its number, seed and variant, and name; how surprising it is, in bits; how
    many end as it does and have the same patterns, itself among them; what is rare about it, the
    rarest first; the command that lets it happen again; and how long it lasts."""

    run: int
    seed: int
    variant: str
    name: str
    bits: float
    alike: int
    traits: tuple[Trait, ...]
    command: str
    minutes: float


def rarest(store: Store, table: Table) -> Rarest | None:
    """None where there is no story in any run."""
    if not table.lived.any():
        return None
    kinds = [_endings(table), _patterns(store, table)]
    first = [trait for kind in kinds for trait in kind]
    second = _acts(store, table)
    bits, more = _bits(first, len(table.run)), _bits(second, len(table.run))
    order = np.lexsort((table.run, -more.round(9), -bits.round(9), ~table.lived))
    at = int(order[0])
    alike = np.ones(len(table.run), dtype=bool)
    for _, _, has in first:
        alike &= has == has[at]
    traits = [
        Trait(yes if has[at] else no, int((has == has[at]).sum()))
        for yes, no, has in (*first, *second)
        if (yes if has[at] else no)
    ]
    rare = sorted((t for t in traits if 2 * t.runs < len(table.run)), key=lambda t: t.runs)
    variant = int(table.variant[at])
    return Rarest(
        int(table.run[at]),
        int(table.seed[at]),
        table.names.get(variant, ""),
        table.name(at),
        round(float(bits[at] + more[at]), 1),
        int(alike.sum()),
        tuple(rare[:MOST_TRAITS]),
        _command(store, int(table.seed[at]), variant, len(table.names)),
        float(table.minutes[at]),
    )


_Trait = tuple[str, str, Flags]
"""How it is said to be so (none: not told), and not so; of which runs it is so."""


def _endings(table: Table) -> list[_Trait]:
    return [
        (f"it ends with “{name}”", "", table.ending == name)
        for name in dict.fromkeys(table.ending.tolist())
    ]


def _patterns(store: Store, table: Table) -> list[_Trait]:
    if store.settings.get("sifted") is None:
        return []
    rows = store.all("SELECT pattern, list(DISTINCT run) FROM stories GROUP BY 1 ORDER BY 1")
    return [
        (f"“{words}” is found in it", f"“{words}” is not found in it", table.having(runs))
        for words, runs in rows
    ]


def _acts(store: Store, table: Table) -> list[_Trait]:
    if not store.acts():
        return []
    rows = store.all(
        "SELECT acts.words, list(DISTINCT run) FROM events JOIN acts USING (act) "
        "GROUP BY 1 ORDER BY 1"
    )
    return [(words, f"it does not happen that {words}", table.having(runs)) for words, runs in rows]


def _bits(traits: list[_Trait], total: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The surprise of each run."""
    found = np.zeros(total)
    for yes, no, has in traits:
        share = has.sum() / total
        if yes and share > 0:
            found[has] -= np.log2(share)
        if no and share < 1:
            found[~has] -= np.log2(1 - share)
    return found


def _command(store: Store, seed: int, variant: int, variants: int) -> str:
    """What lets this run happen again."""
    said: dict[str, str] = store.settings
    words = ["vervain", "run" if said.get("for") else "plan", said.get("file", said["world"])]
    words += ["--seed", str(seed)]
    for option in ("for", "until"):
        words += [f"--{option}", said[option]] if said.get(option) else []
    words += [] if said.get("for") else ["--nodes", said.get("nodes", "1000000")]
    for change in chosen(said.get("vary", ""), variant, variants):
        words += ["--change", change]
    return shlex.join(words)
