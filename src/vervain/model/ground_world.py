"""World → Ground: instantiate, drop what can never hold or matter, flatten."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np

from vervain.lang.crowds import settled
from vervain.lang.world import PLACE, Dialect, FluentType, World
from vervain.model.builder import TRUE, Builder
from vervain.model.draft import Draft
from vervain.model.emit import Emitter, rows
from vervain.model.ground import (
    NONE,
    CameAbout,
    CondKind,
    Floats,
    Ground,
    GroundFluent,
    GroundGoal,
    GroundWant,
    Ints,
    Longs,
    Schedule,
    Tables,
    TermKind,
    table_names,
)
from vervain.model.minds import start_graph
from vervain.model.reach import Reach
from vervain.model.stored import AUTHOR, ground_stored

_TYPE = {FluentType.YES_NO: 0, FluentType.ENTITY: 1, FluentType.NUMBER: 2}


def ground(world: World, only: CameAbout | None = None) -> Ground:
    """Ground a world. Raises `Rejected` where the author asks for too much. With `only`, no more
    than that of it: what other acts could do is not known then (`Ground.whole`)."""
    if world.dialect is Dialect.SABRE:
        return ground_stored(world)
    draft = Draft.of(settled(world, 0), only)
    emitter = Emitter(draft, Reach(draft))
    cast = draft.cast
    count = len(cast.agents)
    wants = [GroundWant(a, n, emitter.term(t)) for a, n, t in draft.wants]
    utilities = [emitter.term(draft.utility(agent)) for agent in range(count)]
    goals = []
    for name, cond, term in draft.goals:
        authors = name == AUTHOR and world.author is not None
        goals.append(GroundGoal(name, NONE if authors else emitter.cond(cond), len(utilities)))
        utilities.append(emitter.term(term))
    sight = [emitter.cond(cond) for cond in draft.sight]
    tables = _tables(emitter, utilities, sight)
    fluents = tuple(
        GroundFluent(name, args, cast.fluents[name].type, cast.fluents[name].hidden)
        for name, args in emitter.fluents
    )
    actions = tuple(e.event for e, _, _ in emitter.actions)
    reactions = tuple(e.event for e, _, _ in emitter.reactions)
    names = (cast.agents, cast.entities, fluents, actions, reactions, tuple(wants), tuple(goals))
    print_ = _fingerprint(tables, names)
    return Ground(*names, tables, cast.scale, print_, whole=only is None)


def _ints(items: Any) -> Ints:
    array: Ints = _sealed(np.asarray(items, dtype=np.int32))
    return array


def _longs(items: Any) -> Longs:
    array: Longs = _sealed(np.asarray(items, dtype=np.int64))
    return array


def _sealed(array: Any) -> Any:
    array.setflags(write=False)
    return array


def _tables(emitter: Emitter, utilities: list[int], sight: list[int]) -> Tables:
    cast = emitter.draft.cast
    seen = [emitter.seen(event) for event, _, _ in emitter.actions]
    perceived = emitter.perceived()
    keys = list(emitter.fluents)
    declared = [cast.fluents[name] for name, _ in keys]
    where = [emitter.fluents.get((PLACE, (name,)), NONE) for name in cast.entities]
    if not perceived:
        where = [NONE] * len(where)
    graph = start_graph(cast, keys)
    events = [*emitter.actions, *emitter.reactions]
    effects = [effect for _, _, kept in events for effect in kept]
    bounds = [emitter.bounds(d) for d in declared]
    consent_start, consent = rows(e.consent for e, _, _ in emitter.actions)
    observe_start, observers = rows([i for i, _ in row] for row in seen)
    chain_start, chain = rows(effect.chain for effect in effects)
    new = emitter.new
    count, nodes = len(cast.agents), len(graph.values)
    sizes = [count, len(cast.entities), len(keys), len(new.terms), len(new.conds), len(seen)]
    sizes += [len(emitter.reactions), len(utilities), nodes, cast.scale, Schedule.ROUNDS]
    codes = [emitter.code(d, v) for row in graph.values for d, v in zip(declared, row, strict=True)]
    return Tables(
        counts=_longs(sizes),
        fluent_type=_ints([_TYPE[d.type] for d in declared]),
        fluent_low=_ints([low for low, _ in bounds]),
        fluent_high=_ints([high for _, high in bounds]),
        mirror_agent=_ints([NONE] * len(keys)),
        mirror_fluent=_ints([NONE] * len(keys)),
        **_terms(new),
        **_conds(new),
        event_cond=_ints([cond for _, cond, _ in events]),
        effect_start=_longs(rows([0] * len(kept) for _, _, kept in events)[0]),
        effect_cond=_ints([e.cond for e in effects]),
        effect_fluent=_ints([e.fluent for e in effects]),
        effect_term=_ints([e.term for e in effects]),
        chain_start=_longs(chain_start),
        chain=_ints(chain),
        consent_start=_longs(consent_start),
        consent=_ints(consent),
        observe_start=_longs(observe_start),
        observe_agent=_ints(observers),
        observe_cond=_ints([cond for row in seen for _, cond in row]),
        agent_where=_ints(where[:count]),
        agent_sight=_ints(sight or [TRUE] * count),
        entity_where=_ints(where),
        seen_fluent=_ints([f for f, _, _ in perceived]),
        seen_subject=_ints([s for _, s, _ in perceived]),
        seen_is_place=_ints([p for _, _, p in perceived]),
        utility=_ints(utilities),
        start_values=_ints(codes),
        start_minds=_ints([mind for row in graph.minds for mind in row]),
        tree=_ints([]),
    )


def _terms(builder: Builder) -> dict[str, Any]:
    """The arrays of the terms."""
    values: list[float] = []
    fluents: list[int] = []
    args: list[list[int]] = []
    for key in builder.terms:
        values.append(
            (float("nan") if key[1] is None else key[1]) if key[0] is TermKind.CONST else 0.0
        )
        fluents.append(key[1] if key[0] is TermKind.FLUENT else NONE)
        match key[0]:
            case TermKind.CONST:
                args.append([])
            case TermKind.FLUENT:
                args.append(list(key[2]))
            case TermKind.CHOICE:
                args.append([i for branch in key[1] for i in branch] + [key[2]])
            case _:
                args.append(list(key[1]))
    starts, items = rows(args)
    number: Floats = _sealed(np.asarray(values, dtype=np.float64))
    return {
        "term_kind": _ints([key[0] for key in builder.terms]),
        "term_value": number,
        "term_fluent": _ints(fluents),
        "term_start": _longs(starts),
        "term_args": _ints(items),
    }


def _conds(builder: Builder) -> dict[str, Any]:
    """The arrays of the conditions."""
    atoms = [key if key[0] is CondKind.ATOM else (key[0], 0, NONE, NONE) for key in builder.conds]
    junctions = [key[1] if key[0] in (CondKind.AND, CondKind.OR) else () for key in builder.conds]
    starts, items = rows(junctions)
    return {
        "cond_kind": _ints([key[0] for key in builder.conds]),
        "cond_op": _ints([atom[1] for atom in atoms]),
        "cond_left": _ints([atom[2] for atom in atoms]),
        "cond_right": _ints([atom[3] for atom in atoms]),
        "cond_start": _longs(starts),
        "cond_args": _ints(items),
    }


def _fingerprint(tables: Tables, names: tuple[object, ...]) -> str:
    digest = hashlib.sha256(repr(names).encode())
    for name in table_names():
        digest.update(getattr(tables, name).tobytes())
    return digest.hexdigest()
