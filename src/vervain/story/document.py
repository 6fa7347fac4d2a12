"""Document: a Chronicle as JSON text, and back (docs/reference/chronicle.md).

The objects of the document are the dataclasses of `chronicle.py`, field for field, so there is one
description of both. Reading is strict: what is missing, unknown, of the wrong type or points at
nothing is reported as a Diagnostic, never as a traceback. Fields that have come later have a
default, so that what was saved before them can be read.
"""

from __future__ import annotations

import json
import math
import types
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from vervain.base.collector import collector_paused
from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.base.span import Span
from vervain.story.builders import Unfit, builder
from vervain.story.chronicle import Chronicle, Event

FORMAT = "vervain chronicle"
VERSION = 1

WAYS = ("", "saw", "told", "glimpsed", "perceived", "inferred", "forgot")
"""How a change comes into a mind; the first is for the world."""

T = TypeVar("T")


def dumps(chronicle: Chronicle) -> str:
    """The document: one line, the same bytes for equal chronicles."""
    return dumps_of(chronicle, FORMAT, VERSION)


def plain(chronicle: Chronicle) -> dict[str, Any]:
    """The document as dicts, lists, strings, numbers, booleans and None."""
    return {"format": FORMAT, "version": VERSION, **_plain(chronicle)}


def plain_of(value: object) -> Any:
    """Any record as dicts, lists, strings, numbers, booleans and None."""
    return _plain(value)


def dumps_of(record: object, form: str, version: int) -> str:
    """A record of another sort as a document of that format: one line, equal bytes for equals."""
    return _ENCODER.encode({"format": form, "version": version, **_fields(record)}) + "\n"


def read_as(hint: type[T], text: str, file: str, form: str, version: int) -> T:
    """A record of another sort in a document of that format. Raises Rejected."""
    try:
        with collector_paused():
            read: T = _read(hint, _strip(_parse(text, file), form, version), "")
    except _Wrong as wrong:
        raise _rejected(wrong.code, Span(file, 1, 0, 0), str(wrong), wrong.hint) from None
    return read


def loads(text: str, file: str = "<chronicle>") -> Chronicle:
    """The Chronicle in a document; `file` is its name in findings. Raises Rejected."""
    chronicle = read_as(Chronicle, text, file, FORMAT, VERSION)
    try:
        _check(chronicle)
    except _Wrong as wrong:
        raise _rejected(wrong.code, Span(file, 1, 0, 0), str(wrong), wrong.hint) from None
    return chronicle


class _Wrong(Exception):
    """What is wrong where in the document."""

    def __init__(self, code: str, path: str, message: str, hint: str = "") -> None:
        super().__init__(f"{path.lstrip('.') or 'the document'}: {message}")
        self.code, self.hint = code, hint


def _rejected(code: str, span: Span, message: str, hint: str = "") -> Rejected:
    return Rejected((Diagnostic(code, span, message, hint),))


# ---------------------------------------------------------------- writing


def _fields(record: Any) -> dict[str, Any]:
    """A record as its fields, for what writes JSON to go on with."""
    return {name: getattr(record, name) for name in record.__slots__}


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, default=_fields
)


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


# ---------------------------------------------------------------- reading


def _parse(text: str, file: str) -> object:
    """JSON, without the liberties that Python takes (NaN, a key given twice)."""
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        span = Span(file, error.lineno, error.colno - 1, error.colno)
        hint = "vervain plan WORLD --save FILE keeps a story, vervain run WORLD --save FILE a run"
        raise _rejected("V901", span, f"this is not JSON: {error.msg}", hint) from None
    except (ValueError, RecursionError) as error:
        span = Span(file, 1, 0, 0)
        raise _rejected("V901", span, f"this JSON cannot be taken: {error}") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("an object has a key twice")
    return found


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not a number")


def _strip(document: object, form: str, version: int) -> object:
    """The document without its format and version, which have to be ours."""
    if not isinstance(document, dict) or document.get("format") != form:
        name = form.removeprefix("vervain ")
        kind = name if name.endswith("s") else f"a {name}"
        raise _Wrong("V902", "", f"this is not {kind}", f'its "format" would be "{form}"')
    if type(document.get("version")) is not int or document["version"] != version:
        hint = "plan the story again, and save it"
        raise _Wrong("V902", "version", f"only version {version} can be read here", hint)
    return {key: value for key, value in document.items() if key not in ("format", "version")}


def _read(hint: Any, value: object, path: str) -> Any:
    """The value as the type says; `path` is where in the document it stands."""
    try:
        return builder(hint)(value)
    except Unfit:
        return _convert(hint, value, path)


def _convert(hint: Any, value: object, path: str) -> Any:
    origin = get_origin(hint)
    if origin is tuple:
        return _tuple(get_args(hint), value, path)
    if origin in (Union, types.UnionType):
        return _convert(_branch(get_args(hint), value, path), value, path)
    if is_dataclass(hint):
        return _record(hint, value, path)
    if not _fits(hint, value):
        raise _Wrong("V903", path, f"this should be {_name(hint)}, not {_show(value)}")
    return hint(value) if _is_words(hint) else value


def _branch(hints: tuple[Any, ...], value: object, path: str) -> Any:
    """The alternative of a union that the value is meant to be."""
    for hint in hints:
        if (is_dataclass(hint) and isinstance(value, dict)) or _fits(hint, value):
            return hint
    wanted = " or ".join(map(_name, hints))
    raise _Wrong("V903", path, f"this should be {wanted}, not {_show(value)}")


def _tuple(hints: tuple[Any, ...], value: object, path: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _Wrong("V903", path, f"this should be a list, not {_show(value)}")
    many = hints[-1] is Ellipsis
    if not many and len(value) != len(hints):
        raise _Wrong("V903", path, f"this should have {len(hints)} items, not {len(value)}")
    each = hints[:1] * len(value) if many else hints
    pairs = enumerate(zip(each, value, strict=True))
    return tuple(_convert(hint, item, f"{path}[{i}]") for i, (hint, item) in pairs)


def _record(hint: Any, value: object, path: str) -> Any:
    if not isinstance(value, dict):
        raise _Wrong("V903", path, f"this should be an object, not {_show(value)}")
    hints = _hints(hint)
    for name in sorted(value.keys() - hints.keys()):
        raise _Wrong("V903", path, f"there is no {name!r} here", f"known: {', '.join(hints)}")
    for name in hints:
        if name not in value and name not in _later(hint):
            raise _Wrong("V903", path, f"{name!r} is missing")
    given = {name: h for name, h in hints.items() if name in value}
    return hint(**{name: _convert(h, value[name], f"{path}.{name}") for name, h in given.items()})


@cache
def _hints(hint: Any) -> dict[str, Any]:
    """The fields of a dataclass and their types."""
    known = get_type_hints(hint)
    return {field.name: known[field.name] for field in fields(hint)}


@cache
def _later(hint: Any) -> frozenset[str]:
    """The fields of a dataclass that may be missing: they have a default."""
    return frozenset(f.name for f in fields(hint) if f.default is not MISSING)


def _fits(hint: Any, value: object) -> bool:
    """A plain value is of a plain type. True is no number, and no number is without end."""
    if _is_words(hint):
        return isinstance(value, str) and value in {member.value for member in hint}
    if isinstance(value, str):
        return hint is str and not any("\ud800" <= c <= "\udfff" for c in value)
    if hint is float:
        return type(value) in (int, float) and math.isfinite(float(str(value)))
    return type(value) is hint


def _is_words(hint: Any) -> bool:
    """One of a few fixed words."""
    return isinstance(hint, type) and issubclass(hint, Enum)


def _name(hint: Any) -> str:
    if _is_words(hint):
        return "one of " + ", ".join(member.value for member in hint)
    names = {bool: "true or false", int: "a whole number", float: "a number", str: "a string"}
    return "null" if hint is types.NoneType else names.get(hint, "an object")


def _show(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else text[:39] + "…"


# ---------------------------------------------------------------- references


def _check(chronicle: Chronicle) -> None:
    """Whatever points at an event or counts events stays within the story."""
    last = 0
    for i, (name, count) in enumerate(chronicle.stages):
        if not last <= count <= len(chronicle.events):
            raise _Wrong("V904", f"stages[{i}]", f"{name!r} cannot end after {count} events")
        last = count
    for i, event in enumerate(chronicle.events):
        if event.id != i:
            raise _Wrong("V904", f"events[{i}].id", f"this should be {i}, its place in the list")
        if event.duration < 0 or any(frame < 0 for frame in event.frames):
            raise _Wrong("V904", f"events[{i}]", "durations and frames do not go below 0")
        for since in _earlier(event):
            if not 0 <= since < i:
                raise _Wrong("V904", f"events[{i}]", f"{since} is no earlier event")
        for change in (*event.changes, *event.minds):
            if change.how not in WAYS:
                raise _Wrong("V904", f"events[{i}]", f"{change.how!r} is no way into a mind")


def _earlier(event: Event) -> Iterator[int]:
    """The events that an event says are earlier."""
    yield from (cause.event for cause in event.causes if cause.event is not None)
    for reason in event.reasons:
        yield from (belief.since for belief in reason.beliefs if belief.since is not None)
