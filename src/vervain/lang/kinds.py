"""Kinds and how they hang together: which kind is which, and which can share an entity."""

from __future__ import annotations

from collections.abc import Iterable

from vervain.lang.world import Kind

SOMETHING = "something"
"""What can be somewhere: every person and every thing, but no place."""

BELIEF = "belief"
"""The kind of a role that is a claim; nothing is of this kind."""

BUILT_IN = (
    Kind(SOMETHING, ()),
    Kind("person", (SOMETHING,)),
    Kind("place", ()),
    Kind("thing", (SOMETHING,)),
)


class Kinds:
    """The kinds of one world. Built once, when all of them have been declared."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self.all = tuple(kinds)
        parents = {kind.name: kind.parents for kind in self.all}
        self._above = {name: _closure(name, parents) for name in parents}

    def __contains__(self, name: str) -> bool:
        return name in self._above

    def names(self) -> tuple[str, ...]:
        """All kinds that an author can write, in the order of the world."""
        return tuple(kind.name for kind in self.all)

    def is_a(self, kind: str, other: str) -> bool:
        """Whatever is of `kind` is of `other` too."""
        return kind == other or other in self._above.get(kind, frozenset())

    def all_are(self, kinds: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
        """Whatever is of one of `kinds` is of one of `wanted`."""
        return all(any(self.is_a(k, w) for w in wanted) for k in kinds)

    def overlap(self, kind: str, other: str) -> bool:
        """Something could be of both kinds."""
        return any(kind in above and other in above for above in self._above.values())

    def any_overlap(self, kinds: tuple[str, ...], others: tuple[str, ...]) -> bool:
        """Something could be of one of `kinds` and one of `others`."""
        return any(self.overlap(k, o) for k in kinds for o in others)


def _closure(name: str, parents: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """The kind and all above it; a ring of kinds ends where it began."""
    found = [name]
    for kind in found:  # grows while we walk
        found += [p for p in parents.get(kind, ()) if p not in found]
    return frozenset(found)


def a(kind: str) -> str:
    """A kind with its article, for messages."""
    if kind == SOMETHING:
        return "a person or thing"
    return f"{'an' if kind[:1].lower() in 'aeiou' else 'a'} {kind}"


def either(kinds: tuple[str, ...]) -> str:
    """Kinds with their articles: `a person or a place`."""
    return " or ".join(a(kind) for kind in kinds)
