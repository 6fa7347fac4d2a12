"""Answers: prose in the shape of a tree, each sentence with the evidence it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vervain.story.chronicle import Fact


@dataclass(frozen=True, slots=True)
class Answer:
    """One or more sentences; `events` and `facts` are what they rest on, `parts` what is under
    them."""

    text: str
    events: tuple[int, ...] = ()
    facts: tuple[Fact, ...] = ()
    parts: tuple[Answer, ...] = ()

    def lines(self, indent: int = 0) -> list[str]:
        """The tree as indented lines."""
        own = [f"{'  ' * indent}{self.text}"]
        return own + [line for part in self.parts for line in part.lines(indent + 1)]

    def plain(self) -> dict[str, Any]:
        """The tree as data for `--json`."""
        return {
            "text": self.text,
            "events": list(self.events),
            "facts": [
                {"fluent": f.fluent, "args": list(f.args), "minds": list(f.minds)}
                for f in self.facts
            ],
            "parts": [part.plain() for part in self.parts],
        }


def sentence(text: str) -> str:
    """A capital and a stop."""
    text = " ".join(text.split())
    end = "" if text.endswith((".", "?", "!", ":")) else "."
    return text[:1].upper() + text[1:] + end
