"""Living among many: the felt facts of a run in which very many live (semantics, L15). Each time
anything has happened, what came about is done again, with the minds of those who had to do with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from vervain.lang.timeless import timeless
from vervain.lang.world import Fluent, Stirs, World
from vervain.run.live.feeling import Filled
from vervain.run.live.life import Life
from vervain.run.live.reading import View
from vervain.story.case import Case
from vervain.story.chronicle import Plain
from vervain.story.evaluate import Evaluator
from vervain.story.feel.again import came_about, involved
from vervain.story.feel.feeling import Feelings
from vervain.story.feel.inner import ALIVE
from vervain.story.feel.living_run import FeltRun
from vervain.story.feel.stirring import by_bearer, strongest, value_of
from vervain.story.lived import chronicle


class FeltMany(FeltRun):
    """A run of which only what came about is done again."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = timeless(world)
        self._felt = [f for f in world.fluents if f.felt]
        self._mortal = any(f.name == ALIVE for f in world.fluents)
        self._acts: dict[tuple[str, Plain], str] = {}
        for action in world.actions:
            stirs = action.by_itself
            if isinstance(stirs, Stirs) and isinstance(stirs.value, bool | int):
                self._acts[stirs.fluent, stirs.value] = action.name
        self._order = {e.name: i for i, e in enumerate(world.entities)}

    def again(self, life: Life) -> Case | None:
        """What came about so far, with the minds of those who had to do with it."""
        if not life.events:
            return None
        told = chronicle(life)
        minds = involved(told)
        return came_about(self._world, told, minds) if minds else None

    def changes(self, life: Life, case: Case, found: Feelings, later: int) -> Iterator[Filled]:
        """Of those who feel anything, and those of whom a felt fact is said to be so."""
        now = by_bearer(found, case.last, later)
        view = View(life.stores, ())
        pairs = {(f.feeling.who, f.feeling.toward) for row in now.values() for f in row}
        for fluent, args in self._asked(pairs, view, case.evaluator):
            value = value_of(fluent, strongest(now.get(args[0], ()), fluent, args))
            act = self._acts.get((fluent.name, value))
            is_so = view.value((fluent.name, args))
            if act is not None and value != is_so and not self._dead(view, args[0]):
                yield act, args

    def _asked(
        self, pairs: set[tuple[str, str | None]], view: View, evaluator: Evaluator
    ) -> Iterator[tuple[Fluent, tuple[str, ...]]]:
        """The felt facts that may have to change: of those who feel anything, and those that are
        said to be."""
        for fluent in self._felt:
            kinds = [p.kind for p in fluent.params]
            args = {(who, toward or "")[: len(kinds)] for who, toward in pairs}
            args |= {row for _, row in view.found(fluent.name, (None,) * len(kinds), ())}
            sound = (
                row
                for row in args
                if all(evaluator.is_a(n, kind) for n, kind in zip(row, kinds, strict=True))
            )
            for row in sorted(sound, key=lambda row: [self._order[name] for name in row]):
                yield fluent, row

    def _dead(self, view: View, who: str) -> bool:
        return self._mortal and view.value((ALIVE, (who,))) is False
