"""Bounded: what is said of an act that is possible in more ways than a run has room for."""

from __future__ import annotations

from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.base.span import NOWHERE
from vervain.lang.world import Action, Reaction, World
from vervain.run.live.steps import MOST_ROWS


def too_many(world: World, roles: tuple[tuple[str, str], ...]) -> Rejected:
    """V501, where the act with these roles stands."""
    acts: tuple[Action | Reaction, ...] = (*world.actions, *world.reactions)
    spans = (a.span for a in acts if {(p.name, p.kind) for p in a.params} >= set(roles))
    names = ", ".join(f"({name}: {kind})" for name, kind in roles)
    said = f"this is possible in more than {MOST_ROWS:,} ways at once; its roles multiply: {names}"
    hint = "tie the roles together by a fact, such as: when one knows two"
    return Rejected((Diagnostic("V501", next(spans, NOWHERE), said, hint),))
