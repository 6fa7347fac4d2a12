"""Stores: the facts of a running world, sparse: in the world, common to all, and in each mind.

A mind keeps what it holds otherwise than everybody; what it has no entry for is as everybody has
it. Everything is found by fluent, by argument and by value, so that nobody goes through all people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vervain.run.live.values import Key, Plain

Chain = tuple[str, ...]
"""Whose mind: () is the world, (COMMON,) what everybody has in common, (a,) and (a, b) minds."""
COMMON = "*"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a mind holds, since which event (None: the start), and how it came."""

    value: Plain
    since: int | None
    how: str


@dataclass(slots=True)
class Facts:
    """Entries by key, found by fluent, by argument and by value."""

    entries: dict[Key, Entry] = field(default_factory=dict)
    by_fluent: dict[str, dict[Key, None]] = field(default_factory=dict)
    by_arg: dict[tuple[str, int, str], dict[Key, None]] = field(default_factory=dict)
    by_value: dict[tuple[str, Plain], dict[Key, None]] = field(default_factory=dict)

    def put(self, key: Key, entry: Entry) -> None:
        """Set, and keep what it is found by."""
        before = self.entries.get(key)
        if before is None:
            fluent, args = key
            self.by_fluent.setdefault(fluent, {})[key] = None
            for i, arg in enumerate(args):
                self.by_arg.setdefault((fluent, i, arg), {})[key] = None
        elif isinstance(before.value, str):
            self.by_value[key[0], before.value].pop(key, None)
        if isinstance(entry.value, str):
            self.by_value.setdefault((key[0], entry.value), {})[key] = None
        self.entries[key] = entry

    def drop(self, key: Key) -> None:
        """Forget an entry."""
        before = self.entries.pop(key)
        fluent, args = key
        del self.by_fluent[fluent][key]
        for i, arg in enumerate(args):
            del self.by_arg[fluent, i, arg][key]
        if isinstance(before.value, str):
            self.by_value[fluent, before.value].pop(key, None)

    def matching(self, fluent: str, args: tuple[str | None, ...]) -> Iterable[Key]:
        """Keys of a fluent that have the arguments which are given."""
        given = [(i, a) for i, a in enumerate(args) if a is not None]
        rows = [self.by_arg.get((fluent, i, a), {}) for i, a in given]
        if not rows:
            return self.by_fluent.get(fluent, {})
        best = rows[0]
        for row in rows[1:]:
            best = row if len(row) < len(best) else best
        return best

    def valued(self, fluent: str, value: Plain) -> Iterable[Key]:
        """Keys of a fluent whose value is this entity."""
        return self.by_value.get((fluent, value), {})


class Stores:
    """All facts of one run. `defaults`: what a fluent is where nothing is said."""

    def __init__(self, defaults: dict[str, Plain]) -> None:
        self.defaults = defaults
        self.world = Facts()
        self.common = Facts()
        self.own: dict[str, Facts] = {}
        self.nested: dict[str, dict[tuple[str, Key], Entry]] = {}
        self.begun: dict[str, dict[Key, Plain]] = {}
        self.holders: dict[Key, dict[str, None]] = {}
        self.nested_holders: dict[Key, dict[Chain, None]] = {}
        self.owners: dict[str, dict[str, None]] = {}
        """For each fluent who has (or had) an entry of their own; `minders`: or one for others."""
        self.minders: dict[str, dict[str, None]] = {}
        self.readers: dict[str, list[dict[tuple[Chain, Key], None]]] = {}
        """For each fluent those who want to be told what has been written of it."""

    # ------------------------------------------------------------ reading

    def entry(self, chain: Chain, key: Key) -> Entry | None:
        """The entry that decides what is held there; None: as the fluent is by default."""
        if not chain:
            return self.world.entries.get(key)
        agent = chain[0]
        if len(chain) == 1:
            own = self.own.get(agent)
            found = own.entries.get(key) if own is not None else None
            return found or self.common.entries.get(key)
        nested = self.nested.get(agent)
        found = nested.get((chain[1], key)) if nested is not None else None
        if found is not None:
            return found
        begun = self.begun.get(agent)
        if begun is not None and key in begun:
            return Entry(begun[key], None, "")
        return self.common.entries.get(key)

    def value(self, chain: Chain, key: Key) -> Plain:
        """What is held there."""
        if len(chain) == 1:
            own = self.own.get(chain[0])
            entry = own.entries.get(key) if own is not None else None
            if entry is None:
                entry = self.common.entries.get(key)
        else:
            entry = self.entry(chain, key)
        return self.defaults[key[0]] if entry is None else entry.value

    def found(self, chain: Chain, fluent: str, args: tuple[str | None, ...]) -> Iterator[Key]:
        """Keys with entries that a mind (or the world) could hold, with these arguments."""
        if not chain:
            yield from self.world.matching(fluent, args)
            return
        yield from self.common.matching(fluent, args)
        if chain[0] in self.own:
            yield from self.own[chain[0]].matching(fluent, args)
        if len(chain) == 2:
            yield from self._nested_keys(chain, fluent)

    def found_valued(self, chain: Chain, fluent: str, value: Plain) -> Iterator[Key]:
        """Keys that could be held to have this entity as their value."""
        if not chain:
            yield from self.world.valued(fluent, value)
            return
        yield from self.common.valued(fluent, value)
        if chain[0] in self.own:
            yield from self.own[chain[0]].valued(fluent, value)
        if len(chain) == 2:
            yield from self._nested_keys(chain, fluent)
            yield from (k for k in self.begun.get(chain[0], ()) if k[0] == fluent)

    def _nested_keys(self, chain: Chain, fluent: str) -> Iterator[Key]:
        nested = self.nested.get(chain[0], {})
        yield from (key for other, key in nested if other == chain[1] and key[0] == fluent)

    # ------------------------------------------------------------ writing

    def put(self, chain: Chain, key: Key, entry: Entry) -> None:
        """Set what is held there."""
        self.note(chain[:1] if chain[:1] == (COMMON,) else chain, key)
        if not chain:
            self.world.put(key, entry)
        elif chain[0] == COMMON:
            self._publish(key, entry)
        elif len(chain) == 1:
            self.own.setdefault(chain[0], Facts()).put(key, entry)
            self.holders.setdefault(key, {})[chain[0]] = None
            self.owners.setdefault(key[0], {})[chain[0]] = None
            self.minders.setdefault(key[0], {})[chain[0]] = None
        else:
            self.nested.setdefault(chain[0], {})[chain[1], key] = entry
            self.nested_holders.setdefault(key, {})[chain] = None
            self.minders.setdefault(key[0], {})[chain[0]] = None

    def drop(self, chain: Chain, key: Key) -> None:
        """A mind holds nothing of its own there any more."""
        self.note(chain, key)
        if len(chain) == 1:
            self.own[chain[0]].drop(key)
            self.holders[key].pop(chain[0], None)
        else:
            del self.nested[chain[0]][chain[1], key]
            self.nested_holders[key].pop(chain, None)

    def note(self, chain: Chain, key: Key) -> None:
        """This has been written: whoever has kept what hangs on it is told."""
        for reader in self.readers.get(key[0], ()):
            reader[chain, key] = None

    def _publish(self, key: Key, entry: Entry) -> None:
        """Everybody has it, whatever they held before."""
        self.common.put(key, entry)
        for agent in self.holders.pop(key, ()):
            self.own[agent].drop(key)
            self.begun.get(agent, {}).pop(key, None)
        for agent, other in self.nested_holders.pop(key, ()):
            self.nested[agent].pop((other, key), None)
