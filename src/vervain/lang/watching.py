"""Who sees an act: `seen by`, `glimpsed by`, `sight of`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vervain.base.span import Span
from vervain.lang.context import Context, Tokens, marks_outside, names, split, starts
from vervain.lang.expr import (
    UNKNOWN,
    All,
    Any,
    Compare,
    Cond,
    Const,
    IsA,
    Not,
    Param,
    Read,
    Term,
    Truth,
    Var,
)
from vervain.lang.expressions import Expressions
from vervain.lang.phrases import hole_at, kind_of, span_of, text_of
from vervain.lang.reading import Scope
from vervain.lang.substitute import both, fresh, in_cond
from vervain.lang.world import PLACE, Glimpse, Watch


@dataclass(frozen=True, slots=True)
class Scene:
    """An act, as far as those who see it are concerned: its roles, and where *there* is."""

    params: Scope
    there: Term | None
    agreed: tuple[Term, ...] = ()


def sight_of(context: Context) -> Watch | None:
    """The one condition under which anybody sees anything, from all blocks `sight of`."""
    who = Param("seer", "person")
    conds: list[Cond] = []
    for block in context.blocks("sight of"):
        hole = hole_at(block.heading, 0)
        if hole is None or hole.name is None:
            context.add(
                "V203", block.span, "`sight of` wants a role", "write: sight of (who: person)"
            )
            continue
        kind = kind_of(hole.kind, context.lexicon.kinds, context.report) if hole.kind else "person"
        role = Param(hole.name.text, kind)
        lines = [c for c in block.clauses if c.word == "when"]
        cond = both(*(context.read.condition(c.tokens, (role,), c.span) for c in lines))
        cond = in_cond(cond, {role.name: Var(who.name)})
        if not context.lexicon.kinds.is_a("person", kind):
            cond = Any((Not(IsA(Var(who.name), kind)), cond))  # others are as they were
        conds.append(cond)
    return Watch(who, both(*conds)) if conds else None


def seen_by(context: Context, tokens: Tokens, scene: Scene, where: Span) -> tuple[Watch, ...]:
    """The watches of a `seen by` line."""
    found: list[Watch] = []
    for item in _items(tokens):
        watch = _watch(context, item, scene, where)
        if watch is not None:
            found.append(_sighted(context, watch))
    return tuple(found)


def seen_by_default(context: Context, scene: Scene) -> tuple[Watch, ...]:
    """`everyone there` and all who agreed."""
    seer = Param(fresh("seer", scene.params), "person")
    ways: list[Cond] = [Compare("==", Var(seer.name), who) for who in scene.agreed]
    if scene.there is not None:
        ways.insert(0, _is_at(seer, scene.there, context))
    if not ways:
        return ()
    return (_sighted(context, Watch(seer, ways[0] if len(ways) == 1 else Any(tuple(ways)))),)


def glimpsed_by(context: Context, tokens: Tokens, scene: Scene, where: Span) -> tuple[Glimpse, ...]:
    """`LIST: EFFECT`: the colon is the first one that leaves a list before it."""
    colons = tuple(marks_outside(tokens, ":"))
    if not colons:
        hint = "write, say: glimpsed by everyone at the quay: the lamp is not lit"
        context.add("V406", where, "`glimpsed by` does not say what they learn", hint)
        return ()
    colon = next((c for c in colons if _is_list(context, tokens[:c], scene)), colons[0])
    effects = context.read.effects(tokens[colon + 1 :], scene.params, where)
    return tuple(Glimpse(w, effects) for w in seen_by(context, tokens[:colon], scene, where))


def _is_list(context: Context, tokens: Tokens, scene: Scene) -> bool:
    """Nothing is wrong with the list."""
    quiet = Context(())
    quiet.lexicon = context.lexicon
    quiet.read = Expressions(context.lexicon, quiet.report)
    seen_by(quiet, tokens, scene, tokens[0].span if tokens else Span("", 0, 0, 0))
    return not quiet.report.findings


def _items(tokens: Tokens) -> Iterator[Tokens]:
    """The items of a list; `and` divides only where no `where` or `but` comes before it."""
    for part in split(tokens, ","):
        cuts = list(marks_outside(part, "and"))
        first = next((i for w in ("where", "but") for i in marks_outside(part, w)), len(part))
        start = 0
        for cut in (c for c in cuts if c < first):
            yield part[start:cut]
            start = cut + 1
        if part[start:]:
            yield part[start:]


def _watch(context: Context, tokens: Tokens, scene: Scene, where: Span) -> Watch | None:
    but = next(marks_outside(tokens, "but"), len(tokens))
    watch = _who(context, tokens[:but], scene, where)
    if watch is None or but == len(tokens):
        return watch
    left_out: list[Cond] = []
    for name in split(tokens[but + 1 :], "and"):
        who = context.read.somebody(names(name), scene.params, span_of(name, where))
        if who is not None:
            left_out.append(Compare("!=", Var(watch.param.name), who.term))
    return Watch(watch.param, both(watch.cond, *left_out))


def _who(context: Context, tokens: Tokens, scene: Scene, where: Span) -> Watch | None:
    seer = Param(fresh("seer", scene.params), "person")
    if text_of(tokens) == "nobody":
        return None
    if not starts(tokens, "everyone"):
        who = context.read.somebody(tokens, scene.params, where, of_all="everyone")
        return None if who is None else Watch(seer, Compare("==", Var(seer.name), who.term))
    rest = tokens[1:]
    if not rest:
        return Watch(seer, Truth(True))
    if text_of(rest) == "there":
        if scene.there is None:
            context.add(
                "V407",
                span_of(tokens, where),
                "it is not said where `there` is",
                "write, say: everyone at the quay, or simply everyone",
            )
            return None
        return Watch(seer, _is_at(seer, scene.there, context))
    if starts(rest, "at"):
        place = context.read.somebody(rest[1:], scene.params, where, "place")
        return None if place is None else Watch(seer, _is_at(seer, place.term, context))
    return _everyone_where(context, rest, scene, where)


def _everyone_where(context: Context, rest: Tokens, scene: Scene, where: Span) -> Watch | None:
    """`everyone (v: KIND) where COND`."""
    hole = hole_at(rest, 0)
    if hole is None or hole.name is None:
        hint = "write everyone, everyone there, everyone at PLACE, everyone (p: person) where …"
        context.add(
            "V408",
            span_of(rest, where),
            f"`everyone {text_of(rest)}` is nobody that could see",
            hint,
        )
        return None
    kind = kind_of(hole.kind, context.lexicon.kinds, context.report) if hole.kind else "person"
    param = Param(hole.name.text, kind)
    if not context.lexicon.kinds.is_a(kind, "person"):
        context.add("V408", hole.span, f"a {kind} sees nothing", "only people can see an act")
        return None
    if hole.end == len(rest):
        return Watch(param, Truth(True))
    if not starts(rest[hole.end :], "where"):
        context.add(
            "V408",
            span_of(rest[hole.end :], where),
            "`where` is missing",
            f"write: everyone ({param.name}: {kind}) where …",
        )
        return None
    cond = context.read.condition(rest[hole.end + 1 :], (*scene.params, param), where)
    return Watch(param, cond)


def _is_at(seer: Param, there: Term, context: Context) -> Cond:
    """The seer is there. In a world without places everybody is."""
    if not context.lexicon.of_kind("place"):
        return Truth(True)
    where = Read(PLACE, (Var(seer.name),))
    same = Compare("==", where, there)
    if isinstance(there, Read):
        return All((same, Compare("!=", where, Const(UNKNOWN))))
    return same


def _sighted(context: Context, watch: Watch) -> Watch:
    """The watch, of those who can see."""
    if context.sight is None:
        return watch
    sight = in_cond(context.sight.cond, {context.sight.param.name: Var(watch.param.name)})
    return Watch(watch.param, both(watch.cond, sight))
