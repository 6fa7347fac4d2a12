"""Verdicts: why an act did not happen, as data; and what both sorts of story need to find out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import product

from vervain.lang.asking import AskedAct, AskedFact
from vervain.lang.expr import UNKNOWN
from vervain.lang.world import Action
from vervain.model.ground import Claim
from vervain.story.causes import Lack
from vervain.story.chronicle import Act, Chronicle, Claimed
from vervain.story.evaluate import Bindings, Evaluator
from vervain.story.naming import plain_value
from vervain.story.weigh import Weighed
from vervain.story.what_if import fits

MOST_FILLED = 200
"""Ways to fill the roles of an act that are tried."""


class Verdict(Enum):
    """Why an act did not happen."""

    HAPPENED = "it did happen"
    COULD = "it could have, and everybody who had to agree had a reason"
    CHANCE = "it could have, by chance, and did not"
    OPEN = "it could have, and nobody has to choose it: the story did without it"
    UNWANTED = "somebody who had to agree had no reason"
    UNKNOWN = "somebody who had to agree did not believe it possible"
    IMPOSSIBLE = "it was not possible"
    UNTIMELY = "it only comes round at certain times, and it was possible at none of them"
    NEVER = "it can never be possible in this world"


RANK = {verdict: number for number, verdict in enumerate(Verdict)}


@dataclass(frozen=True, slots=True)
class Refusal:
    """One who had to agree and had no reason. `lacks`: what they believe to be missing;
    `weighed`: what the act would bring and cost them; `settled`: it is proved that no plan that
    begins with it makes up for that."""

    agent: str
    weighed: Weighed
    lacks: tuple[Lack, ...]
    settled: bool


@dataclass(frozen=True, slots=True)
class Draw:
    """What was drawn in a turn of a life, at that minute: `number` of 0 to the odds' `of` less one;
    it happens if that is less than `hits`. `lot`: who was drawn by lot instead."""

    turn: int
    minute: int
    state: int
    number: int
    lot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Odds:
    """Chance has it happen `hits` times in `of`; it could have in each of the states `moments`.
    `draws`: in a story that was lived, what was drawn each time."""

    hits: int
    of: int
    moments: tuple[int, ...]
    draws: tuple[Draw, ...] = ()

    @property
    def spared(self) -> float:
        """How likely it is that it happens in none of these moments."""
        return (1 - self.hits / self.of) ** max(len(self.draws), len(self.moments))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody with a reason for the act did instead. `event`: that, at the time (None:
    nothing); `busy`: they were not done with it yet; `gain`: what the act that was asked about
    promised them, as `weighed` acts stood; `best`: what the best of these promised."""

    agent: str
    event: int | None
    busy: bool
    gain: float
    best: float
    weighed: int


@dataclass(frozen=True, slots=True)
class WhyNot:
    """The answer: the act (the nearest of those that were asked about), in state `at`."""

    act: Act
    at: int
    verdict: Verdict
    lacks: tuple[Lack, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    willing: tuple[Weighed, ...] = ()
    odds: Odds | None = None
    chosen: Chosen | None = None


def happened(chronicle: Chronicle, asked: AskedAct, at: int | None) -> WhyNot | None:
    """The event, if it did happen (in state `at`, if that is given)."""
    for event in chronicle.events:
        if fits(asked, event.act) and at in (None, event.id):
            return WhyNot(event.act, event.id, Verdict.HAPPENED)
    return None


def fillings(evaluator: Evaluator, schema: Action, asked: AskedAct) -> Iterator[Bindings]:
    """Everybody who could be meant in the roles; of very many the first."""
    said = dict(asked.roles)
    rows: list[list[str | Claim]] = []
    for param in schema.params:
        meant = said.get(param.name)
        if isinstance(meant, AskedFact):
            value = UNKNOWN if meant.value is None else meant.value
            rows.append([Claim(meant.fluent, meant.args, value)])
        else:
            rows.append([meant] if meant is not None else [*evaluator.of_kind(param.kind)])
    for number, names in enumerate(product(*rows)):
        if number >= MOST_FILLED:
            return
        yield dict(zip((p.name for p in schema.params), names, strict=True))


def act_of(name: str, env: Bindings) -> Act:
    """The act with these roles."""
    roles = (
        (role, b if isinstance(b, str) else Claimed(b.fluent, b.args, plain_value(b.value)))
        for role, b in env.items()
    )
    return Act(name, tuple(roles))
