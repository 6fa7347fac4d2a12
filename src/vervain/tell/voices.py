"""Whose words a frame is: which of the author's frames a telling from this mind may use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache

from vervain.lang.expr import Claimed, Cond, Const, EntityRef, Read, Term, Var
from vervain.lang.frame import NOBODY, Feels, Frame
from vervain.story.chronicle import Act

Felt = Callable[[str, str, str | None, int, int], bool]
"""Whether somebody feels this toward another (None: anybody) just before an event, at least to this
degree (1: clearly, 2: strongly, 3: very strongly)."""


def suits(frame: Frame, act: Act, focaliser: str | None) -> bool:
    """Whether the words are for this mind. What depends on a mind is told only by whoever has it,
    and by nobody's telling, which sees into all of them."""
    if frame.teller:
        return focaliser is not None and dict(act.roles).get(frame.teller) == focaliser
    if frame.focaliser == NOBODY:
        return focaliser is None
    if frame.focaliser is not None:
        return frame.focaliser == focaliser
    if frame.cond is None or focaliser is None:
        return True
    roles = dict(act.roles)
    return all(_bound(mind, roles) == focaliser for mind in _minds(frame.cond))


def is_felt(feels: Feels, act: Act, event: int, felt: Felt) -> bool:
    """Whether somebody in the act feels so just before it."""
    roles = dict(act.roles)
    who = _bound(feels.who, roles)
    toward = None if feels.toward is None else _bound(feels.toward, roles)
    if not isinstance(who, str) or (feels.toward is not None and not isinstance(toward, str)):
        return False
    other = toward if isinstance(toward, str) else None
    return felt(who, feels.emotion, other, event, feels.degree)


def _bound(term: Term, roles: Mapping[str, object]) -> object:
    if isinstance(term, Var):
        return roles.get(term.name)
    if isinstance(term, Const) and isinstance(term.value, EntityRef):
        return term.value.name
    return None


@lru_cache(maxsize=1024)
def _minds(cond: Cond) -> tuple[Term, ...]:
    """In whose minds (the outermost) a condition reads."""
    return tuple(dict.fromkeys(_read(cond)))


def _read(node: object) -> Iterator[Term]:
    if isinstance(node, Read | Claimed) and node.minds:
        yield node.minds[0]
    if isinstance(node, tuple):
        for item in node:
            yield from _read(item)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _read(getattr(node, field.name))
