"""Chronicle: what happened, with who, where, when, why, and who knew it (the fabula).

A Chronicle stands on its own: it holds names, not ids, and can be saved as one JSON document
(docs/reference/chronicle.md) and read back equal. Facts are given in functional form, so nothing
here needs the World except the telling of it.
"""

from __future__ import annotations

from dataclasses import dataclass

Plain = bool | int | float | str | None
"""A value: yes/no, number, an entity's name, or None for unknown."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fluent, read in the minds `minds` (outermost first; () = the world)."""

    fluent: str
    args: tuple[str, ...]
    minds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that was `before` and is `after`. `how` for minds: saw, told, glimpsed, perceived,
    inferred; `""` for the world."""

    fact: Fact
    before: Plain
    after: Plain
    how: str = ""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a claim role was bound to."""

    fluent: str
    args: tuple[str, ...]
    value: Plain


@dataclass(frozen=True, slots=True)
class Cause:
    """The condition `fact` = `value` of this event was made so by `event` (None: it was so from
    the start)."""

    event: int | None
    fact: Fact
    value: Plain


@dataclass(frozen=True, slots=True)
class Belief:
    """A belief on which a reason rests. `true`: the world agrees; `since`: the event that gave it
    (None: the start)."""

    fact: Fact
    value: Plain
    true: bool
    since: int | None


@dataclass(frozen=True, slots=True)
class WantServed:
    """A want the plan serves: the author's line, its purpose words, its worth before and, as
    expected, after."""

    text: str
    purpose: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Act:
    """An act as planned or done: schema name, roles and what they are bound to."""

    name: str
    roles: tuple[tuple[str, str | Claimed], ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another act that was weighed, and what it promised."""

    act: Act
    gain: float


@dataclass(frozen=True, slots=True)
class Norm:
    """A value that the act went against (`against`), or that it was for, on the agent's part; and
    what that was worth to them, as it is to who holds it dear: below 0 what it cost, 0: nothing."""

    value: str
    against: bool
    worth: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Why `agent` agreed: the plan in their mind (this act first), the wants it serves, the
    beliefs it rests on, and the `norms` that the act touches: what it was done in spite of.

    Where the world ran, `weighed` counts what was weighed (doing nothing included), `alternatives`
    has the best of the rest, and `margin` is what the act promised beyond the best of them; in a
    planned story nothing was weighed, and `margin` is None.
    """

    agent: str
    plan: tuple[Act, ...]
    wants: tuple[WantServed, ...]
    beliefs: tuple[Belief, ...]
    utility_before: float | None
    utility_after: float | None
    weighed: int = 0
    alternatives: tuple[Alternative, ...] = ()
    margin: float | None = None
    norms: tuple[Norm, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One act that happened. `minute` counts from midnight of day 1; `reactions` fired because of
    it, in the world.

    `place` is where it happened (None: nowhere in particular); `saw` and `glimpsed` name who did;
    `minds` lists the changes one mind deep, and deeper ones that are not mere echoes of them.
    `frames` are the positions of the act's own frames whose condition (if any) held just before it.
    """

    id: int
    act: Act
    stage: str | None
    place: str | None
    minute: int
    duration: int
    agreed: tuple[str, ...]
    saw: tuple[str, ...]
    glimpsed: tuple[str, ...]
    reactions: tuple[Act, ...]
    changes: tuple[Change, ...]
    minds: tuple[Change, ...]
    causes: tuple[Cause, ...]
    reasons: tuple[Reason, ...]
    frames: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ran:
    """How a world was let live: `turns` done, of the `span` that was asked for; `until`: the
    condition that was to end it, if any; `branches`: from which turn on chance came from which
    other seed."""

    turns: int
    span: int
    until: str | None = None
    branches: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Chronicle:
    """A whole story. `start` lists the world's facts at the start, and beliefs that differ from
    them.

    `stages` names each stage and the number of events after which it was reached. `ran`: how the
    world was let live (None: the story was planned); `seed` is the one at the start.
    """

    world: str
    fingerprint: str
    seed: int
    people: tuple[str, ...]
    clock: int
    start: tuple[tuple[Fact, Plain], ...]
    stages: tuple[tuple[str, int], ...]
    events: tuple[Event, ...]
    ran: Ran | None = None
