"""Reading comparisons: `VALUE is VALUE`, `X is a KIND`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vervain.lang.expr import Compare, Cond, IsA, Not, Op, Truth
from vervain.lang.habits import NEARBY
from vervain.lang.nearest import nearest
from vervain.lang.reading import GUESSWORK, MISSPELT_NAME, WRONG_TYPE, Found, Scope, Typed
from vervain.lang.stating import Stating

ORDERS: dict[tuple[str, ...], Op] = {
    ("is", "at", "least"): ">=",
    ("is", "at", "most"): "<=",
    ("is", "more", "than"): ">",
    ("is", "less", "than"): "<",
}


class Comparing(Stating):
    """The rules for comparisons; what stands on the left has been read."""

    __slots__ = ()

    def _kind_of(self, left: Found[Typed]) -> Iterator[Found[Cond]]:
        """`X is a KIND`."""
        if left.node.sort not in ("entity", "anything"):
            return
        for words in (("is", "a"), ("is", "an"), ("is", "not", "a"), ("is", "not", "an")):
            after = self.run(left.end, *words)
            if after is None or after.cost:
                continue
            for end in range(after.end + 1, min(after.end + 4, len(self.words)) + 1):
                kind = self.text(after.end, end)
                if kind in self.lexicon.kinds:
                    node: Cond = IsA(left.node.term, kind)
                    node = Not(node) if "not" in words else node
                    yield Found(node, end, len(words)).having(left)
                elif self.lenient and (near := nearest(kind, self.lexicon.kinds.names())):
                    hint = f"did you mean `{near}`?"
                    problem = self.problem(
                        "V201", after.end, end, f"there is no kind `{kind}`", hint
                    )
                    yield Found(Truth(True), end, 2, MISSPELT_NAME, problem).having(left)

    def _compared(self, left: Found[Typed], scope: Scope, i: int) -> Iterator[Found[Cond]]:
        """`VALUE is VALUE` and its sisters."""
        ways: dict[tuple[str, ...], Op] = {("is",): "==", ("is", "not"): "!=", **ORDERS}
        for words, op in ways.items():
            after = self.run(left.end, *words)
            if after is None:
                continue
            for right in self.value(after.end, scope).values():
                wrong = self._incomparable(left.node, right.node, op)
                node = Compare(op, left.node.term, right.node.term)
                found: Found[Cond] = Found(node, right.end, len(words)).having(left, after, right)
                if left.node.fluent is None and "anything" in (left.node.sort, right.node.sort):
                    found = replace(found, cost=found.cost + GUESSWORK)
                if not wrong:
                    yield found
                elif self.lenient:
                    what = self.text(i, right.end)
                    way_out = "compare two values of one sort"
                    if self.words[after.end] in NEARBY:
                        place = self.text(after.end + 1, right.end)
                        way_out = f"write: {self.text(i, after.end)} at {place}"
                    problem = self.problem(
                        "V309",
                        i,
                        right.end,
                        f"`{what}` compares {wrong}",
                        way_out,
                    )
                    yield Found(node, right.end, len(words), WRONG_TYPE, problem).having(found)

    def _incomparable(self, left: Typed, right: Typed, op: Op) -> str:
        """Why two values cannot be compared, or empty."""
        sorts = {left.sort, right.sort}
        if "anything" in sorts:
            return ""
        both = f"{left.described()} and {right.described()}"
        if "claim" in sorts:
            return both
        if op not in ("==", "!="):
            return "" if sorts == {"number"} else both
        if "unknown" in sorts or sorts == {"number"}:
            return ""
        if sorts == {"entity"}:
            return "" if self.lexicon.kinds.any_overlap(left.kinds, right.kinds) else both
        return both
