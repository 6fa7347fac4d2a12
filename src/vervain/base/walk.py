"""Every dataclass inside another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass


def walk(item: object) -> Iterator[object]:
    """Every dataclass inside a piece of a world, itself included; tuples are gone through."""
    if isinstance(item, tuple):
        for part in item:
            yield from walk(part)
    elif is_dataclass(item):
        yield item
        for field in fields(item):
            value = getattr(item, field.name)
            if isinstance(value, tuple) or is_dataclass(value):
                yield from walk(value)
