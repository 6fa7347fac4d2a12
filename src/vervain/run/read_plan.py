"""Read a plan that somebody wrote down: acts, one in a line, in words or in functional form."""

from __future__ import annotations

import difflib
import re

from vervain.base.diagnostic import Report
from vervain.base.span import Span
from vervain.lang.world import Hole, World
from vervain.model.ground import Ground, GroundEvent

Choices = tuple[int, ...]
"""Actions that a line may mean: acts of the same words are told apart where they happen."""

_PASSED_OVER = re.compile(r"\s*(\||goal\(|#|//|$)")
_NUMBER = re.compile(r"^\s*\d+[.:)]?\s+")
_LISTING = re.compile(r"\s*\S.*, seed -?\d+: \d+ acts?\s*$", re.MULTILINE)
"""The first line of what `vervain plan` prints."""
_LISTED = re.compile(r"^ *\d+  day \d+ \d\d:\d\d  (?P<act>.*?)(?: \([^()]*\))?$")
_MARKS = re.compile(r"#\d+|[(),;]")


def read_plan(text: str, file: str, world: World, ground: Ground) -> tuple[Choices, ...]:
    """What each line may mean. Lines that begin with `|`, `goal(`, `#` or `//` are passed over.
    Of what `vervain plan` prints only the lines with acts count.

    Raises `Rejected` (V905) for lines that are no act of this world.
    """
    known: dict[str, list[int]] = {}
    for number, event in enumerate(ground.actions):
        for words in {_plain(event.text), _plain(_phrase(world, event))}:
            known.setdefault(words, []).append(number)
    report, plan = Report(), []
    is_listing = _LISTING.match(text) is not None
    for number, line in enumerate(text.splitlines(), start=1):
        listed = _LISTED.match(line)
        if _PASSED_OVER.match(line) or (is_listing and listed is None):
            continue
        act = listed["act"] if is_listing and listed is not None else line
        found = known.get(_plain(act)) or known.get(_plain(_NUMBER.sub("", act)))
        if found is None:
            near = difflib.get_close_matches(_plain(act), known, 1)
            hint = f"perhaps: {near[0]}" if near else "`vervain show` lists the acts"
            span = Span(file, number, 0, len(line))
            report.add("V905", span, f"no act of {world.name} is called this", hint)
        plan.append(tuple(found or ()))
    report.settle()
    return tuple(plan)


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text).casefold().split())


def _phrase(world: World, event: GroundEvent) -> str:
    """The act in its author's words."""
    schema = next((a for a in world.actions if a.name == event.name), None)
    if schema is None:
        return event.text
    bound = dict(zip((p.name for p in schema.params), map(str, event.args), strict=True))
    parts = schema.phrase.parts
    return " ".join(bound.get(p.param.name, "") if isinstance(p, Hole) else p for p in parts)
