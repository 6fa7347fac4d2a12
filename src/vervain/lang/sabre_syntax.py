"""Sabre statements as they are written."""

from __future__ import annotations

from dataclasses import dataclass

from vervain.base.span import Span
from vervain.lang.sabre_spans import Expr


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of a heading: a variable of a type, or (`type` None) a constant."""

    name: str
    type: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Head:
    """Name and slots."""

    name: str
    slots: tuple[Slot, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class TypeDef:
    """`type NAME : PARENT, …`."""

    name: str
    parents: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class EntityDef:
    """`entity NAME : TYPE, …`."""

    name: str
    types: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class PropertyDef:
    """`property HEAD : TYPE`."""

    head: Head
    type: str
    span: Span


@dataclass(frozen=True, slots=True)
class EventDef:
    """An action or a trigger; what is missing is None, and nobody consents to a trigger."""

    is_action: bool
    head: Head
    precondition: Expr | None
    effect: Expr | None
    consenting: tuple[Expr, ...]
    observing: tuple[Slot, Expr] | None


@dataclass(frozen=True, slots=True)
class UtilityDef:
    """`utility(NAME) : VALUE`; `owner` None: the author."""

    owner: str | None
    value: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Init:
    """An initial statement."""

    fact: Expr


Statement = TypeDef | EntityDef | PropertyDef | EventDef | UtilityDef | Init
