"""Why a fact is so, or somebody believes it: every turn it took, back to the author's own line."""

from __future__ import annotations

from dataclasses import dataclass

from vervain.story.chronicle import Fact, Plain
from vervain.story.recalled import Story
from vervain.story.why import Because, Why, because, why


@dataclass(frozen=True, slots=True)
class Turn:
    """The fact changed in `event`."""

    event: int
    before: Plain
    after: Plain


@dataclass(frozen=True, slots=True)
class WhyFact:
    """What the fact is in state `at`, and why. `line`: where the world's file says how it was at
    the start (None: it says nothing). `behind`: the event that made it so, if any."""

    at: int
    because: Because
    turns: tuple[Turn, ...]
    start: Plain
    line: int | None
    behind: Why | None


def why_fact(case: Story, fact: Fact, at: int, depth: int = 1) -> WhyFact:
    """Why the fact (in somebody's mind, if it is asked of one) is what it is in state `at`."""
    turns = tuple(Turn(*turn) for turn in case.turns(fact, at))
    since = turns[-1].event if turns else None
    found = because(case, fact, case.value(fact, at), at, since)
    behind = None if since is None else why(case, since, depth)
    return WhyFact(at, found, turns, case.value(fact, 0), _line(case, fact), behind)


def _line(case: Story, fact: Fact) -> int | None:
    """The line of the file that says what the fact was at the start; later lines win. A mind of
    which nothing is said holds what the mind around it does."""
    for depth in range(len(fact.minds), -1, -1):
        wanted = (fact.fluent, fact.args, fact.minds[:depth])
        for said in reversed(case.world.start):
            if (said.fluent, said.args, said.minds) == wanted and said.span.line:
                return said.span.line
    return None
