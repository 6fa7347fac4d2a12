"""Document: Feelings as JSON text, and back, with the same rules as the chronicle beside them."""

from __future__ import annotations

import json
from typing import Any

from vervain.story.document import plain_of, read_as
from vervain.story.feel.feeling import Feelings

FORMAT = "vervain feelings"
VERSION = 1


def dumps(feelings: Feelings) -> str:
    """The document: one line, the same bytes for equal feelings."""
    return json.dumps(plain(feelings), ensure_ascii=False, allow_nan=False) + "\n"


def plain(feelings: Feelings) -> dict[str, Any]:
    """The document as dicts, lists, strings, numbers and None."""
    return {"format": FORMAT, "version": VERSION, **plain_of(feelings)}


def loads(text: str, file: str = "<feelings>") -> Feelings:
    """The Feelings in a document. Raises Rejected."""
    return read_as(Feelings, text, file, FORMAT, VERSION)
