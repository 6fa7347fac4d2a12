"""Typed expressions: what conditions, effects and values are once their words are understood.

One representation serves our own language and the Sabre reader. A reading of a fluent carries the
minds in which it is read (`minds`, outermost first), so a belief is an ordinary reading somewhere
else and there is no separate node for "believes". Names (`fluent`, entity constants, kinds) are
keys into the `World` that owns the expression.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal


class Unknown(Enum):
    """The value of a fluent that nobody has settled, in the world or in a mind."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown.UNKNOWN


@dataclass(frozen=True, slots=True)
class EntityRef:
    """An entity, by its name in the world (`"Ida"`, `"the quay"`)."""

    name: str


Value = bool | int | float | EntityRef | Unknown


@dataclass(frozen=True, slots=True)
class Param:
    """A typed hole: `name` is unique in its scope, `kind` a kind of the world, or `"belief"`."""

    name: str
    kind: str


# ---------------------------------------------------------------- terms


@dataclass(frozen=True, slots=True)
class Const:
    """A fixed value."""

    value: Value


@dataclass(frozen=True, slots=True)
class Var:
    """The entity bound to a parameter."""

    name: str


@dataclass(frozen=True, slots=True)
class Read:
    """The value of a fluent, read in the mind reached by following `minds`, outermost first."""

    fluent: str
    args: tuple[Term, ...] = ()
    minds: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Arith:
    """Arithmetic on two numbers; unknown if either side is unknown."""

    op: Literal["+", "-", "*", "/"]
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Fold:
    """The sum (`+`) or product (`*`) of `term` over all entities of `param`'s kind."""

    op: Literal["+", "*"]
    param: Param
    term: Term


@dataclass(frozen=True, slots=True)
class Choice:
    """The term of the first branch whose condition holds, else `otherwise`."""

    branches: tuple[tuple[Cond, Term], ...]
    otherwise: Term


Term = Const | Var | Read | Arith | Fold | Choice

# ----------------------------------------------------------- conditions

Op = Literal["==", "!=", ">", ">=", "<", "<="]


@dataclass(frozen=True, slots=True)
class Truth:
    """Always, or never."""

    value: bool


@dataclass(frozen=True, slots=True)
class Compare:
    """Two values compared. `unknown == unknown` is so; an order needs two numbers (semantics,
    D3)."""

    op: Op
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class All:
    """Every one of the items holds."""

    items: tuple[Cond, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of the items holds."""

    items: tuple[Cond, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The item does not hold."""

    item: Cond


@dataclass(frozen=True, slots=True)
class Every:
    """The item holds for every entity of the parameter's kind."""

    param: Param
    item: Cond


@dataclass(frozen=True, slots=True)
class Some:
    """The item holds for at least one entity of the parameter's kind."""

    param: Param
    item: Cond


@dataclass(frozen=True, slots=True)
class IsA:
    """The entity is of the kind."""

    term: Term
    kind: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """The claim bound to the parameter `name` holds in the mind reached by `minds`."""

    name: str
    minds: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimIs:
    """What else can be so of the claim bound to the parameter `name`.

    It is `about` the entity that `terms` has, or about a `number`. In the mind reached by `terms`
    it is `settled` if there is an answer, right or wrong; that mind has the answer at `first hand`
    if nobody has told it, by `hearsay` if somebody has.
    """

    name: str
    test: Literal["about", "number", "settled", "first hand", "hearsay"]
    terms: tuple[Term, ...]


Cond = Truth | Compare | All | Any | Not | Every | Some | IsA | Claimed | ClaimIs

# -------------------------------------------------------------- effects


@dataclass(frozen=True, slots=True)
class Assign:
    """The fluent takes the value, in the mind reached by `minds`; `value` is read in the world."""

    fluent: str
    args: tuple[Term, ...]
    value: Term
    minds: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """The effects happen only if the condition holds (in the state before the event)."""

    cond: Cond
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class ForEvery:
    """The effects happen for every entity of the parameter's kind."""

    param: Param
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Turned:
    """A claim on its way: `forgotten` (no answer is left), `swapped` (the first of `terms` stands
    where the second was), or `raised` by a number. What does not fit the claim changes nothing."""

    how: Literal["forgotten", "swapped", "raised"]
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class AssertClaim:
    """The claim bound to the parameter `name` (as it is `turned`, if it is) becomes so in the mind
    reached by `minds`."""

    name: str
    minds: tuple[Term, ...] = ()
    turned: Turned | None = None


Effect = Assign | When | ForEvery | AssertClaim
