"""Builders: for each type of a document one function, made once, that builds it from JSON data.

A builder does not explain: where something does not fit it raises `Unfit`, and the document is read
again slowly (`document.py`) to say what is wrong and where. It takes nothing that the slow reading
refuses, and gives the same; a town's ten years are a million records, read in seconds.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

LARGEST = sys.float_info.max
Build = Callable[[Any], Any]


class Unfit(Exception):
    """The data is not of the type."""


@cache
def builder(hint: Any) -> Build:
    """The function that builds a value of this type."""
    origin = get_origin(hint)
    if origin is tuple:
        return _listed(get_args(hint))
    if origin in (Union, types.UnionType):
        return _one_of(get_args(hint))
    if is_dataclass(hint):
        return _recorded(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _worded(hint)
    return {float: _number, str: _text}.get(hint) or _plain(hint)


def _plain(hint: Any) -> Build:
    def build(value: Any) -> Any:
        if type(value) is not hint:
            raise Unfit
        return value

    return build


def _text(value: Any) -> Any:
    if type(value) is not str:
        raise Unfit
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise Unfit from None
    return value


def _number(value: Any) -> Any:
    if type(value) not in (int, float) or not -LARGEST <= value <= LARGEST:
        raise Unfit
    return value


def _worded(hint: type[Enum]) -> Build:
    known = {member.value: member for member in hint}

    def build(value: Any) -> Any:
        if type(value) is not str or value not in known:
            raise Unfit
        return known[value]

    return build


def _one_of(hints: tuple[Any, ...]) -> Build:
    """The first alternative that takes a value of its type."""
    known: dict[type, Build] = {}
    for hint in hints:
        takes = (dict,) if is_dataclass(hint) else (int, float) if hint is float else (hint,)
        for kind in takes:
            known.setdefault(kind, builder(hint))

    def build(value: Any) -> Any:
        found = known.get(type(value))
        if found is None:
            raise Unfit
        return found(value)

    return build


def _listed(hints: tuple[Any, ...]) -> Build:
    if hints[-1] is Ellipsis:
        each = builder(hints[0])

        def build_all(value: Any) -> Any:
            if type(value) is not list:
                raise Unfit
            return tuple([each(item) for item in value])

        return build_all
    builders = [builder(hint) for hint in hints]

    def build(value: Any) -> Any:
        if type(value) is not list or len(value) != len(builders):
            raise Unfit
        return tuple([build(item) for build, item in zip(builders, value, strict=True)])

    return build


def _recorded(hint: Any) -> Build:
    known = get_type_hints(hint)
    pairs = [(field.name, builder(known[field.name])) for field in fields(hint)]
    needed = {field.name for field in fields(hint) if field.default is MISSING}
    names = dict(pairs)

    def build(value: Any) -> Any:
        if type(value) is not dict:
            raise Unfit
        if len(value) != len(pairs):
            if not needed <= value.keys() <= names.keys():
                raise Unfit
            return hint(**{name: names[name](item) for name, item in value.items()})
        try:
            return hint(*[build(value[name]) for name, build in pairs])
        except KeyError:
            raise Unfit from None

    return build
