"""Forgetting: a mind has room for so much hearsay of one sort; what it heard last drives out what
it heard first (L13a)."""

from __future__ import annotations

from collections.abc import Iterator

from vervain.lang.world import World
from vervain.run.live.stores import COMMON, Chain, Entry, Stores
from vervain.run.live.values import Key

FORGOT = "forgot"
"""How a change comes by which a mind holds nothing of its own any more."""
USUAL = 7
"""So many facts of one sort a mind keeps by hearsay, where the file says nothing."""


class Forgetting:
    """Finds out what is driven out of the minds of one run."""

    def __init__(self, world: World, stores: Stores) -> None:
        self._stores = stores
        self._room = {f.name: f.in_mind or USUAL for f in world.fluents if f.tellable and f.params}

    def driven_out(self, chain: Chain, key: Key) -> Iterator[tuple[Chain, Key]]:
        """What a mind forgets, having come to hold this: hearsay of the same sort, the oldest
        first, what it had lost already before anything; with it, what it took others to hold of
        it. In the same way, of what it takes another to hold."""
        room = self._room.get(key[0])
        if room is None or not chain or chain[0] == COMMON or len(chain) > 2:
            return
        held = self._heard(chain, key[0])
        if len(held) <= room:
            return
        order = sorted((k for k in held if k != key), key=lambda k: _age(held[k]))
        for gone in order[: len(held) - room]:
            yield chain, gone
            if len(chain) == 1:
                nested = self._stores.nested.get(chain[0], {})
                others = [other for other, about in nested if about == gone]
                yield from (((chain[0], other), gone) for other in others)

    def _heard(self, chain: Chain, fluent: str) -> dict[Key, Entry]:
        """What a mind has by hearsay; or what it takes another to hold."""
        if len(chain) == 2:
            nested = self._stores.nested.get(chain[0], {})
            return {
                key: entry
                for (other, key), entry in nested.items()
                if other == chain[1] and key[0] == fluent
            }
        own = self._stores.own.get(chain[0])
        keys = own.by_fluent.get(fluent, ()) if own is not None else ()
        entries = {key: own.entries[key] for key in keys} if own is not None else {}
        return {key: entry for key, entry in entries.items() if entry.how == "told"}


def _age(entry: Entry) -> tuple[bool, int]:
    """What is forgotten first is least."""
    return entry.value is not None, -1 if entry.since is None else entry.since
