"""Now: whether a condition of the author's holds at a point of the story, by the record alone."""

from __future__ import annotations

from vervain.lang.expr import Cond
from vervain.lang.world import World
from vervain.story.chronicle import Fact, Plain
from vervain.story.evaluate import Evaluator
from vervain.story.naming import plain_value
from vervain.tell.minds import Minds


class Now(Evaluator):
    """Reads the states of one chronicle; beliefs are known one mind deep."""

    def __init__(self, world: World, minds: Minds) -> None:
        super().__init__(world)
        self._minds_of = minds
        self._start = {(s.fluent, s.args, s.minds): plain_value(s.value) for s in world.start}
        self._usual = {f.name: plain_value(f.default) for f in world.fluents}

    def read(self, fluent: str, args: tuple[str, ...], minds: tuple[str, ...], k: int) -> Plain:
        """The value of a fact in the mind reached by `minds`, in state k; what never changes and so
        is not on record, as the world has it."""
        fact = Fact(fluent, args, minds)
        if len(minds) < 2 and self._minds_of.knows(fact, k):
            return self._minds_of.value(fact, k)
        for depth in range(len(minds), -1, -1):
            if (fluent, args, minds[:depth]) in self._start:
                return self._start[fluent, args, minds[:depth]]
        return self._usual.get(fluent)

    def is_so(self, cond: Cond | None, roles: dict[str, str], k: int) -> bool:
        """The condition holds of these in state k; no condition always does."""
        return cond is None or self.holds(cond, roles, k)
