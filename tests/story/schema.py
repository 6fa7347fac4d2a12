"""The JSON schema of a chronicle, made from its dataclasses; run as a program, write the file."""

from __future__ import annotations

import json
import types
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from vervain.story.chronicle import Chronicle
from vervain.story.document import FORMAT, VERSION, WAYS

FILE = Path(__file__).parents[2] / "docs" / "reference" / "chronicle.schema.json"
PLAIN = {bool: "boolean", int: "integer", float: "number", str: "string", types.NoneType: "null"}


def schema() -> dict[str, Any]:
    """The whole schema (JSON Schema 2020-12)."""
    known: dict[str, Any] = {}
    top = _record(Chronicle, known)
    top["properties"] = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        **top["properties"],
    }
    top["required"] = ["format", "version", *top["required"]]
    known["Change"]["properties"]["how"] = {"enum": list(WAYS)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Vervain chronicle",
        **top,
        "$defs": dict(sorted(known.items())),
    }


def _type(hint: Any, known: dict[str, Any]) -> dict[str, Any]:
    if get_origin(hint) is tuple:
        each = get_args(hint)
        if each[-1] is Ellipsis:
            return {"type": "array", "items": _type(each[0], known)}
        items = [_type(h, known) for h in each]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "items": False}
    if get_origin(hint) in (Union, types.UnionType):
        parts = get_args(hint)
        if all(h in PLAIN for h in parts):
            return {"type": [PLAIN[h] for h in parts if not (h is int and float in parts)]}
        return {"anyOf": [_type(h, known) for h in parts]}
    if isinstance(hint, type) and is_dataclass(hint):
        name = hint.__name__
        if name not in known:
            known[name] = {}
            known[name] = _record(hint, known)
        return {"$ref": f"#/$defs/{name}"}
    return {"type": PLAIN[hint]}


def _record(hint: Any, known: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(hint)
    names = [f.name for f in fields(hint)]
    return {
        "description": " ".join((hint.__doc__ or "").replace("`", "").split()),
        "type": "object",
        "properties": {name: _type(hints[name], known) for name in names},
        "required": [f.name for f in fields(hint) if f.default is MISSING],
        "additionalProperties": False,
    }


def text() -> str:
    """The file as it should be."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
