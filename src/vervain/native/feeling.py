"""What the kernel is asked when a story is appraised, and what it answers: arrays.

The order of the fields is that in which the kernel takes and gives them. n events, S = n + 1
states, N agents, F fluents, A actions; NONE (-1) stands for nobody and nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from vervain.model.ground import Floats, Ints, Longs


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """One story, and what its world says about those who feel. Rows are compressed, as in
    `Tables`."""

    counts: Longs  # values that are held dear, steps of a character, depth of minds
    scale: Floats  # threshold; of moods their share, half-life and pull; minutes of a year
    half_life: Floats  # [emotions]; 0: it lasts as long as what it is about
    states: Ints  # [S]
    actions: Ints  # [n]
    minutes: Longs  # [S]
    feels: Ints  # [N, S]
    alive: Ints  # [N, S]
    shown: Ints  # [F]
    felt: Ints  # [F]: it is a feeling
    about_start: Longs
    about: Ints  # rows of fluents: the people whom they are about
    alive_fluent: Ints  # [N]
    place_fluent: Ints  # [N]
    own_place: Ints  # [N]: the symbol of where they are, if that never changes
    stake_start: Longs
    stake_want: Ints  # rows of agents
    stake_term: Ints
    most: Floats  # [N]: the most that one thing is worth to them
    bond_agent: Ints
    bond_other: Ints
    bond_fears: Ints  # 1: a bond of fear
    bond_fluent: Ints
    bond_sign: Ints
    bond_full: Floats
    bond_fixed: Floats  # what it is as a part of the whole, if it never changes
    bond_alive: Ints  # the other is alive, if that never changes
    bond_place: Ints  # the symbol of where the other is, if that never changes
    weight_row: Ints  # [N, values]: a row of `weight`
    weight: Floats  # [rows, S]: how dear a value is
    seen: Ints  # [n, N]: they saw it, or did it
    agreed_start: Longs
    agreed: Ints  # rows of events
    role_start: Longs
    role: Ints  # rows of events: who did or underwent it
    saw_start: Longs
    saw_fluent: Ints  # rows of events: what somebody came to believe by seeing it
    saw_mind_start: Longs
    saw_mind: Ints  # rows of these: in whose mind, outermost first
    cause_start: Longs
    cause_event: Ints  # rows of events
    cause_fluent: Ints
    cause_code: Ints
    reason_start: Longs
    reason_agent: Ints  # rows of events: who has a plan that goes on
    plan_start: Longs
    plan: Ints  # rows of these: the acts that are left of it
    stirs: Ints  # [A]: by it a feeling comes or goes
    chance: Floats  # [A]: how likely it is held, if nobody chooses it
    norm_start: Longs
    norm_value: Ints  # rows of actions: the values that it is for or against
    norm_sign: Ints
    norm_doer: Ints
    sets_start: Longs
    sets_fluent: Ints  # rows of actions: what it may set in the world
    sets_code: Ints
    sets_any: Ints  # 1: not the same each time
    trace_fluent: Ints
    trace_code: Ints
    trace_start: Longs
    trace_action: Ints  # rows of these facts: the acts that alone bring them about


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """All feelings in the order in which they began; strengths and moods have four places. Beliefs
    are listed once; a `held_fluent` below 0 is -1 - i for the i-th bond that never changes, or,
    beyond these, for the place of the other in one."""

    agent: Ints
    emotion: Ints
    toward: Ints
    intensity: Floats
    deed_action: Ints
    deed_event: Ints
    value: Ints
    want: Ints
    whose: Ints
    event: Ints
    since: Ints
    until: Ints
    ended: Ints
    by: Ints
    part_start: Longs
    part: Ints
    belief_start: Longs
    belief: Ints
    held_fluent: Ints
    held_code: Ints
    held_past: Ints
    mind_start: Longs
    mind: Ints  # rows of beliefs: in whose mind, outermost first
    moods: Floats  # [S, N]
