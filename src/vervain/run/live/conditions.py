"""Parts of conditions, and the roles that they name."""

from __future__ import annotations

from collections.abc import Iterator

from vervain.base.walk import walk
from vervain.lang.expr import All, Claimed, ClaimIs, Compare, Cond, Const, Read, Term, Var
from vervain.lang.world import Watch, World
from vervain.run.live.values import plain

OF_THE_FACT = ("settled", "first hand", "hearsay")
"""What can be asked of a claim whatever it says about its fact."""


def conjuncts(cond: Cond) -> Iterator[Cond]:
    """The parts that must all hold."""
    if isinstance(cond, All):
        for item in cond.items:
            yield from conjuncts(item)
    else:
        yield cond


def second_hand(atoms: list[Cond]) -> list[Cond]:
    """Of several who are to believe a claim, it is one of the first of them: these are the rest."""
    claimed = sorted((a for a in atoms if isinstance(a, Claimed)), key=lambda a: len(a.minds) != 1)
    first = {c.name: c for c in reversed(claimed)}
    return [c for c in claimed if first[c.name] is not c]


def free(item: object, kinds: dict[str, str]) -> frozenset[str]:
    """The roles among `kinds` that are named in it."""
    names = {w.name for w in walk((item,)) if isinstance(w, Var | Claimed | ClaimIs)}
    return frozenset(names & kinds.keys())


def needed(item: Cond, kinds: dict[str, str], about: frozenset[str]) -> frozenset[str]:
    """The roles that have to be known to say whether it holds."""
    known = {
        id(w)
        for w in walk((item,))
        if isinstance(w, ClaimIs) and w.name in about and w.test in OF_THE_FACT
    }
    names = {
        w.name
        for w in walk((item,))
        if isinstance(w, Var | Claimed | ClaimIs) and id(w) not in known
    }
    return frozenset(names & kinds.keys())


def roles(read: Read, todo: list[str]) -> frozenset[str]:
    """Those that are looked for and stand in the arguments of a reading."""
    return frozenset(a.name for a in read.args if isinstance(a, Var) and a.name in todo)


def all_known(terms: tuple[Term, ...], kinds: dict[str, str], known: frozenset[str]) -> bool:
    """Nothing has to be found before these can be read."""
    return all(free(Compare("==", t, t), kinds) <= known for t in terms)


def is_unknown(term: Term) -> bool:
    """The word `unknown`."""
    return isinstance(term, Const) and plain(term.value) is None


def is_public(world: World, watch: Watch) -> bool:
    """The watch asks for nothing but that somebody can see: everybody has it in common."""
    parts = list(conjuncts(watch.cond))
    if watch.param.kind != "person" or any(
        isinstance(w, Var) and w.name != watch.param.name for w in walk(tuple(parts))
    ):
        return False
    if world.sight is not None:
        return len(parts) == len(list(conjuncts(world.sight.cond)))
    return not [p for p in parts if isinstance(p, Compare)]
