"""Ground: a World with every parameter filled in, as flat arrays and the names to read them by.

Two halves that share ids. The *symbols* (`agents`, `fluents`, `actions` …) are for people and for
later stages; the *tables* are what the kernel gets: int32/int64/float64 arrays, C-contiguous,
read-only. Compressed rows: `x_start` has length n + 1, row i is `x[x_start[i]:x_start[i + 1]]`.

Value codes (int32): UNKNOWN_CODE for unknown; yes/no is 1/0; an entity is its index in `entities`
(agents come first, so agent ids are entity ids); a number is `round(value * scale)`.
The definitions cited as D1 … are those of docs/explanation/semantics.md.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from vervain.lang.expr import Value
from vervain.lang.world import FluentType

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

UNKNOWN_CODE = -(2**31)
NONE = -1
"""No fluent, no agent, no place."""


class TermKind(IntEnum):
    """What a term is; its arguments are `term_args` rows."""

    CONST = 0  # term_value (a code or a number, as a double; NaN = unknown)
    FLUENT = 1  # term_fluent, read in the mind reached by the row's agents, outermost first
    ADD = 2  # sum of the row's terms (none: 0)
    MUL = 3  # product of the row's terms (none: 1)
    SUB = 4  # row: left, right
    DIV = 5  # row: left, right; division by 0 is unknown
    CHOICE = 6  # row: cond, term, cond, term, …, term otherwise (conds are condition ids)


class CondKind(IntEnum):
    """What a condition is; its arguments are `cond_args` rows."""

    FALSE = 0
    TRUE = 1
    ATOM = 2  # cond_op, cond_left, cond_right
    AND = 3  # row: conditions
    OR = 4  # row: conditions


class OpCode(IntEnum):
    """Comparison operators, D3."""

    EQ = 0
    NE = 1
    GT = 2
    GE = 3
    LT = 4
    LE = 5


class Schedule(IntEnum):
    """How reactions come to rest: in ROUNDS (D5-D8), or one at a time in SEQUENCE (S10-S13)."""

    ROUNDS = 0
    SEQUENCE = 1


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Everything the kernel knows. N agents, F fluents, T terms, C conditions, A actions, R
    reactions,
    E = A + R events (actions first), U utilities (agents first, then one per goal), K start
    nodes."""

    counts: Longs  # [N, entities, F, T, C, A, R, U, K, scale, schedule]
    # fluents
    fluent_type: Ints  # [F] 0 yes/no, 1 entity, 2 number
    fluent_low: Ints  # [F] lowest code a number may take
    fluent_high: Ints  # [F] highest
    mirror_agent: Ints  # [F] SEQUENCE only (S11): the fluent is the stored belief of this agent …
    mirror_fluent: Ints  # [F] … in this fluent; else NONE
    # terms (a term's arguments have smaller ids, except conditions)
    term_kind: Ints  # [T]
    term_value: Floats  # [T] CONST only
    term_fluent: Ints  # [T] FLUENT only, else NONE
    term_start: Longs  # [T+1]
    term_args: Ints
    # conditions
    cond_kind: Ints  # [C]
    cond_op: Ints  # [C]
    cond_left: Ints  # [C] term
    cond_right: Ints  # [C] term
    cond_start: Longs  # [C+1]
    cond_args: Ints
    # events
    event_cond: Ints  # [E]
    effect_start: Longs  # [E+1] rows of effects
    effect_cond: Ints
    effect_fluent: Ints
    effect_term: Ints
    chain_start: Longs  # [effects+1] rows of agents told, outermost first; empty: the fluent itself
    chain: Ints
    # actions
    consent_start: Longs  # [A+1]
    consent: Ints  # agents
    observe_start: Longs  # [A+1] agents not listed never see it
    observe_agent: Ints
    observe_cond: Ints
    # perception, D8
    agent_where: Ints  # [N] the agent's `place` fluent, or NONE
    agent_sight: Ints  # [N] condition: can see
    entity_where: Ints  # [entities] the entity's `place` fluent, or NONE
    seen_fluent: Ints  # [S] fluents marked seen there
    seen_subject: Ints  # [S] the entity that has to be here (a place is at itself)
    seen_is_place: Ints  # [S] 1 if the fluent is the subject's `place`
    # utilities and the start
    utility: Ints  # [U] term
    start_values: (
        Ints  # [K*F] row-major: valuation of each start node (0 is the world), before any reaction
    )
    start_minds: Ints  # [K*N] row-major: node that each agent believes in
    # SEQUENCE only: decision tree over reactions, root at 0; layout and look-up: semantics, S10
    tree: Ints


def table_names() -> tuple[str, ...]:
    """The arrays of `Tables`, in the order in which the kernel takes them."""
    return tuple(f.name for f in fields(Tables))


@dataclass(frozen=True, slots=True)
class GroundFluent:
    """One ground fluent: functional name, arguments, type; `text` is `debt(Tom, Ida)`."""

    name: str
    args: tuple[str, ...]
    type: FluentType
    hidden: bool = False

    @property
    def text(self) -> str:
        """The functional form."""
        return f"{self.name}({', '.join(self.args)})"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a claim parameter is bound to: this fluent has this value."""

    fluent: str
    args: tuple[str, ...]
    value: Value


@dataclass(frozen=True, slots=True)
class GroundEvent:
    """One ground action or reaction: the schema's name and what each parameter is bound to."""

    name: str
    args: tuple[str | Claim, ...]

    @property
    def text(self) -> str:
        """The functional form."""
        return f"{self.name}({', '.join(a if isinstance(a, str) else str(a) for a in self.args)})"


@dataclass(frozen=True, slots=True)
class GroundWant:
    """One want of one agent: index into `World.wants`, and the term of its value."""

    agent: int
    want: int
    term: int


@dataclass(frozen=True, slots=True)
class GroundGoal:
    """What the author wants: an outline stage (or the check of that name), its condition and its
    utility index. A Sabre world has one, `author`, that has no condition (NONE): it is its utility
    that is to rise."""

    name: str
    cond: int
    utility: int


@dataclass(frozen=True, slots=True, eq=False)
class CameAbout:
    """All that is grounded of a world in which much has happened among very many: these acts, and
    the minds of these people; what the others believe is unknown."""

    acts: tuple[GroundEvent, ...]
    minds: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A grounded world. Ids are positions in these tuples; `fingerprint` is a hash of all of it.
    `whole`: it has every act that can ever happen."""

    agents: tuple[str, ...]
    entities: tuple[str, ...]
    fluents: tuple[GroundFluent, ...]
    actions: tuple[GroundEvent, ...]
    reactions: tuple[GroundEvent, ...]
    wants: tuple[GroundWant, ...]
    goals: tuple[GroundGoal, ...]
    tables: Tables
    scale: int
    fingerprint: str
    whole: bool = True
