"""Durations: the hidden numbers behind `for 2 turns`, by name, and how they are read and set."""

from __future__ import annotations

from vervain.lang.expr import Arith, Assign, Compare, Cond, Const, Read, Term

NOW = Read("the_turn")


def ending(fluent: str, args: tuple[Term, ...], turns: int) -> Assign:
    """The fact is to end so many turns from now."""
    return Assign(until(fluent), args, Arith("+", NOW, Const(turns)))


def lasted(fluent: str, args: tuple[Term, ...], turns: int, *, value: bool) -> Cond:
    """The fact has been so for so many turns."""
    begun = Read(since(fluent, value=value), args)
    return Compare(">=", Arith("-", NOW, begun), Const(turns))


def until(fluent: str) -> str:
    """The turn at which it is to end; 0: never."""
    return f"until {fluent}"


def since(fluent: str, *, value: bool) -> str:
    """The turn since which it is so."""
    return f"since {'yes' if value else 'no'} {fluent}"


def is_end(fluent: str) -> bool:
    """It is the turn at which another fact is to end."""
    return fluent.startswith("until ")
