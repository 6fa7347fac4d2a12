"""Minds: what is found out once about everybody: their wants, and the acts that can serve them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vervain.base.walk import walk
from vervain.lang.expr import Compare, Const, Read, Term, Var
from vervain.lang.world import Want, World
from vervain.run.live.rules import Rule, Rules, Wanting
from vervain.run.live.values import Bound, Env, Plain, plain


@dataclass(slots=True)
class Mind:
    """What is found out once about somebody: their wants, and the acts that can serve them."""

    wants: list[Wanting]
    useful: list[list[Rule]]
    claims: list[Bound] = field(default_factory=list)


def minds_of(rules: Rules) -> dict[str, Mind]:
    """Everybody's."""
    beliefs = {w.number: list(_beliefs_in(w.want)) for ws in rules.wants.values() for w in ws}
    return {p: _mind(rules, p, horizon_of(rules.world), beliefs) for p in rules.people}


def _mind(rules: Rules, person: str, horizon: int, beliefs: dict[int, list[Compare]]) -> Mind:
    wants = rules.wants.get(person, [])
    reads = frozenset(f for w in wants for f in w.reads)
    mine = [r for r in rules.acts if person in r.actors]
    rows = [[r for r in mine if rules.leads[r.number] & reads]] if wants else [[]]
    for _ in range(1, horizon):
        needs = reads | {f for r in rows[-1] for f in r.reads}
        rows.append([r for r in mine if rules.leads[r.number] & needs] if rows[0] else [])
    return Mind(wants, rows, list(_wanted_claims(rules, person, wants, beliefs)))


def _wanted_claims(
    rules: Rules, person: str, wants: list[Wanting], beliefs: dict[int, list[Compare]]
) -> Iterator[Bound]:
    """What somebody wants others to believe, so that they may say it, true or not."""
    found: dict[Bound, None] = {}
    for wanting in wants:
        role = role_of(wanting, person)
        for item in beliefs[wanting.number]:
            read, value = item.left, _named(item.right, role)
            if isinstance(read, Read) and value is not None:
                args = [_named(a, role) for a in read.args]
                if read.fluent in rules.tellable and None not in args:
                    names = tuple(str(a) for a in args)
                    found[Bound(read.fluent, names, value)] = None
    yield from found


def horizon_of(world: World) -> int:
    """How many steps everybody looks ahead."""
    return max(1, world.living.horizon)


def role_of(want: Wanting, person: str) -> Env:
    """The role that whoever has the want stands for in it."""
    return {want.holder: person} if want.holder else {}


def _named(term: Term, role: Env) -> Plain:
    match term:
        case Const(value):
            return plain(value)
        case Var(name) if name in role:
            return str(role[name])
    return None


def _beliefs_in(want: Want) -> Iterator[Compare]:
    """The comparisons in a want of what somebody believes to be so."""
    for item in walk((want.value,)):
        if isinstance(item, Compare) and item.op == "==":
            read = item.left
            if isinstance(read, Read) and len(read.minds) == 1:
                yield item
