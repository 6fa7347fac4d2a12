"""Rhetoric, first form: the reason for an act in the sentence that tells it.

Whoever's mind we are in knows why they act; nobody's telling knows why everybody does. Only the
author's `so that` words are used, and only for acts told in one short sentence.
"""

from __future__ import annotations

import re

from vervain.tell.discourse import Unit
from vervain.tell.realise import Scene


def motive(text: str, unit: Unit, focaliser: str | None, scene: Scene) -> str:
    """The sentence, with why it was done where this telling knows and the reader does not."""
    del scene
    if unit.reaction or unit.glimpsed or len(text.split()) > 18 or text.count(".") > 1:
        return text
    reasons = [r for r in unit.events[0].reasons if focaliser in (None, r.agent)]
    purposes = [w.purpose for r in reasons[:1] for w in r.wants if w.purpose]
    if not purposes or not text.endswith("."):
        return text
    purpose = re.sub(r"^(so that|in order that)\s+", "", purposes[0])
    return f"{text[:-1]}, so that {purpose}."
