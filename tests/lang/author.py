"""Worlds as authors write them, and expressions as readers can compare them."""

from __future__ import annotations

from textwrap import dedent

from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.lang.check import check
from vervain.lang.expr import (
    UNKNOWN,
    All,
    Any,
    Arith,
    AssertClaim,
    Assign,
    Choice,
    Claimed,
    ClaimIs,
    Compare,
    Cond,
    Const,
    Effect,
    EntityRef,
    Every,
    Fold,
    ForEvery,
    IsA,
    Not,
    Read,
    Some,
    Term,
    Truth,
    Var,
    When,
)
from vervain.lang.frame import FramePart, NounHole, Text, VerbHole
from vervain.lang.parse import parse
from vervain.lang.world import Action, StartFact, Watch, World

LAMP = """
    world The Lamp at Gull Point

    kind skipper is a person

    place the quay
    place the path, next to the quay
    place the lamp room, next to the path
    person Ida, she, "the widow", at the quay
    skipper Tom, he, "the ferryman", at the quay
    person Bess, she, "the keeper", at the lamp room
    thing the oil, held by Bess

    fact the lamp is lit: yes or no
    fact debt of (debtor: person) to (lender: person): number
    fact trust of (one: person) in (two: person): -10..10, usually 2
    fact the quencher: person, or unknown, can be told
    fact (who: person) is asleep: yes or no, seen by everyone there
    fact (one: person) loves (two: person): yes or no
    fact (one: person) knows of (two: person): yes or no, can be told, called knows_of
"""
"""What most tests stand on."""


def world(text: str, base: str = LAMP) -> World:
    """The world of `base` and the text."""
    return check((parse(dedent(base) + dedent(text), "lamp.world"),))


def findings(text: str, base: str = LAMP) -> list[Diagnostic]:
    """What the author of `base` and the text is told; lines are counted from the text's first."""
    try:
        world(text, base)
    except Rejected as rejected:
        return list(rejected.findings)
    return []


def act(text: str, base: str = LAMP) -> Action:
    """The last action of the text."""
    return world(text, base).actions[-1]


# ---------------------------------------------------------------- shorthand


def term(term: Term) -> str:
    match term:
        case Const(value):
            return plain(value)
        case Var(name):
            return name
        case Read(fluent, args, minds):
            inside = "".join(f"{part(m)}." for m in minds)
            return f"{inside}{fluent}({', '.join(part(a) for a in args)})"
        case Arith(op, left, right):
            return f"({part(left)} {op} {part(right)})"
        case Fold(op, param, inner):
            return f"{op}[{param.name}: {param.kind}] {part(inner)}"
        case Choice(branches, otherwise):
            chosen = "".join(f"{cond(c)} ? {part(t)} : " for c, t in branches)
            return f"{chosen}{part(otherwise)}"


part = term


def plain(value: object) -> str:
    if isinstance(value, EntityRef):
        return f"<{value.name}>"
    if value is UNKNOWN:
        return "unknown"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def cond(cond_: Cond) -> str:
    match cond_:
        case Truth(value):
            return "always" if value else "never"
        case Compare(op, left, right):
            return f"{part(left)} {op} {part(right)}"
        case All(items):
            return "(" + " & ".join(cond(c) for c in items) + ")"
        case Any(items):
            return "(" + " | ".join(cond(c) for c in items) + ")"
        case Not(item):
            return f"!({cond(item)})"
        case Every(param, item):
            return f"every[{param.name}: {param.kind}] {cond(item)}"
        case Some(param, item):
            return f"some[{param.name}: {param.kind}] {cond(item)}"
        case IsA(inner, kind):
            return f"{part(inner)} is a {kind}"
        case Claimed(name, minds):
            return "".join(f"{part(m)}." for m in minds) + f"claim {name}"
        case ClaimIs(name, test, terms):
            return f"claim {name} {test} {' '.join(part(t) for t in terms)}".rstrip()


def effect(effect_: Effect) -> str:
    match effect_:
        case Assign(fluent, args, value, minds):
            return f"{part(Read(fluent, args, minds))} := {part(value)}"
        case When(condition, inner):
            return f"if {cond(condition)} {{{effects(inner)}}}"
        case ForEvery(param, inner):
            return f"every[{param.name}: {param.kind}] {{{effects(inner)}}}"
        case AssertClaim(name, minds, turned):
            said = "".join(f"{part(m)}." for m in minds) + f"claim {name}"
            if turned is None:
                return said
            return f"{said} {turned.how} {' '.join(part(t) for t in turned.terms)}".rstrip()


def effects(many: tuple[Effect, ...]) -> str:
    return "; ".join(effect(e) for e in many)


def watches(many: tuple[Watch, ...]) -> list[str]:
    return [f"[{w.param.name}: {w.param.kind}] {cond(w.cond)}" for w in many]


def start(fact: StartFact) -> str:
    minds = "".join(f"{m}." for m in fact.minds)
    return f"{minds}{fact.fluent}({', '.join(fact.args)}) = {plain(fact.value)}"


def frame(parts: tuple[FramePart, ...]) -> str:
    found = ""
    for piece in parts:
        match piece:
            case Text(text):
                found += text
            case NounHole(inner, possessive):
                found += f"[{part(inner)}{' owns' if possessive else ''}]"
            case VerbHole(lemma, agrees):
                found += f"[{lemma}!{agrees or ''}]"
            case _:
                found += f"[claim {piece.name}]"
    return found
