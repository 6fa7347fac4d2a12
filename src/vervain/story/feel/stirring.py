"""Stirring: facts that are feelings (`felt as anger`), and what has to become of them.

What a felt fact is to be is said by the strongest feeling of that sort, of its first role toward
its second (semantics, F1).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vervain.lang.felt import GUILT
from vervain.lang.world import Fluent, FluentType, Stirs
from vervain.story.case import Case
from vervain.story.chronicle import Plain
from vervain.story.feel.feeling import Emotion, Feeling, Feelings, Felt, Stirred
from vervain.story.feel.inner import ALIVE
from vervain.story.feel.intensity import STRONG, degree, present
from vervain.story.naming import Names

OF_GUILT = frozenset({Emotion.SHAME, Emotion.REMORSE})


@dataclass(frozen=True, slots=True)
class Stir:
    """An act that a runner has to do, and the feeling behind it (None: none is left)."""

    action: int
    feeling: int | None


class FeltFacts:
    """The felt facts of one Ground, and the acts that set them."""

    def __init__(self, names: Names) -> None:
        felt = {f.name: f for f in names.world.fluents if f.felt}
        self.facts = tuple((felt[f.name], f.args) for f in names.ground.fluents if f.name in felt)
        self._set: dict[tuple[str, tuple[str, ...], Plain], int] = {}
        for action, event in enumerate(names.ground.actions):
            schema = names.actions.get(event.name)
            if schema is not None and isinstance(schema.by_itself, Stirs):
                value = schema.by_itself.value
                args = tuple(a for a in event.args if isinstance(a, str))
                if isinstance(value, bool | int):
                    self._set[schema.by_itself.fluent, args, value] = action
        self.acts = frozenset(self._set.values())
        """Acts that no story may use but for a feeling."""

    def due(self, case: Case, found: Feelings, later: int = 0) -> Iterator[Stir]:
        """What has to be done in the last state of a story, or so many minutes later, in the order
        of the facts."""
        k, now = case.last, by_bearer(found, case.last, later)
        for fluent, args in self.facts:
            if _dead(case, args[0], k):
                continue
            behind = strongest(now.get(args[0], ()), fluent, args)
            value = value_of(fluent, behind)
            action = self._set.get((fluent.name, args, value))
            if action is not None and case.evaluator.read(fluent.name, args, (), k) != value:
                yield Stir(action, behind.feeling.id if behind is not None and value else None)


def stirred(case: Case, found: Feelings) -> tuple[Stirred, ...]:
    """The events of a story in which felt facts were set, each with the feeling behind it; where
    one is over, the feeling that there had been."""
    of = defaultdict[str, list[Feeling]](list)
    for feeling in found.feelings:
        of[feeling.who].append(feeling)
    rows: list[Stirred] = []
    last: dict[tuple[str, tuple[str, ...]], int | None] = {}
    first = 0
    for event in case.chronicle.events:
        schema = case.names.actions.get(event.act.name)
        if schema is None or not isinstance(schema.by_itself, Stirs):
            first = event.id + 1
            continue
        fluent = case.names.fluents[schema.by_itself.fluent]
        args = tuple(name for _, name in event.act.roles if isinstance(name, str))
        behind = strongest(present(found, of[args[0]], first), fluent, args)
        key = fluent.name, args
        last[key] = behind.feeling.id if behind is not None else last.get(key)
        rows.append(Stirred(event.id, last[key]))
    return tuple(rows)


def by_bearer(found: Feelings, k: int, later: int = 0) -> dict[str, list[Felt]]:
    """What everybody feels in state k, or so many minutes later."""
    rows: dict[str, list[Felt]] = {}
    for felt in present(found, found.feelings, k, later):
        rows.setdefault(felt.feeling.who, []).append(felt)
    return rows


def strongest(felt: Iterable[Felt], fluent: Fluent, args: tuple[str, ...]) -> Felt | None:
    """The feeling that a felt fact is about; of several the strongest, then the first."""
    fits = [f for f in felt if _is_of(f.feeling, fluent.felt, args)]
    return max(fits, key=lambda f: (f.strength, -f.feeling.id), default=None)


def _is_of(feeling: Feeling, emotion: str, args: tuple[str, ...]) -> bool:
    toward = len(args) == 1 or feeling.toward == args[1]
    if emotion == GUILT:
        return toward and feeling.toward is not None and feeling.emotion in OF_GUILT
    return toward and feeling.emotion == emotion


def value_of(fluent: Fluent, behind: Felt | None) -> Plain:
    strong = 0.0 if behind is None else behind.strength
    return strong >= STRONG if fluent.type is FluentType.YES_NO else degree(strong)


def _dead(case: Case, who: str, k: int) -> bool:
    known = ALIVE in case.names.fluents
    return known and case.evaluator.read(ALIVE, (who,), (), k) is False
