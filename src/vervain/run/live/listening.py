"""Listening: by what people decide, so that who found nothing to do is left alone until then."""

from __future__ import annotations

from vervain.base.walk import walk
from vervain.lang.expr import Read, Var
from vervain.run.live.rules import Rules


def listens(rules: Rules) -> dict[str, tuple[int, ...]]:
    """The fluents by which somebody decides what to do, and the arguments that say who; none:
    anybody."""
    found: dict[str, set[int] | None] = dict.fromkeys(rules.tellable)

    def note(part: object, role: str | None) -> None:
        for read in walk((part,)):
            if isinstance(read, Read):
                at = {i for i, a in enumerate(read.args) if isinstance(a, Var) and a.name == role}
                before = found.get(read.fluent, set())
                found[read.fluent] = None if before is None or not at else before | at

    for rule in rules.acts:
        if rule.agreed:
            note(rule.schema.condition, rule.agreed[0][0])
    for want in rules.world.wants:
        note(want.value, None if isinstance(want.holder, str) else want.holder.name)
    return {f: () if at is None else tuple(sorted(at)) for f, at in found.items()}
