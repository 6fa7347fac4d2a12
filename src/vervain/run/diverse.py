"""Diverse: of many stories, those that differ most in what happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from vervain.run.trace import Trace


def distance(one: Trace, other: Trace) -> float:
    """0: the same acts, in whatever order; 1: none in common (Jaccard, over multisets)."""
    left, right = Counter(one.acts), Counter(other.acts)
    every = (left | right).total()
    return 1 - (left & right).total() / every if every else 0.0


def most_different(traces: Sequence[Trace], count: int) -> tuple[Trace, ...]:
    """The first, then again and again the one that is farthest from all chosen so far."""
    chosen: list[Trace] = list(traces[:1])
    far = [distance(trace, traces[0]) for trace in traces]
    while len(chosen) < min(count, len(traces)):
        best = max(range(len(traces)), key=far.__getitem__)
        chosen.append(traces[best])
        far = [min(f, distance(t, traces[best])) for f, t in zip(far, traces, strict=True)]
        for trace in chosen:
            far[next(i for i, t in enumerate(traces) if t is trace)] = -1.0
    return tuple(chosen)
