"""Sabre worlds → Ground (semantics, S1 to S13).

What is peculiar to that planner is compiled away here: beliefs that are stored beside the minds
that hold them, effects derived from what is seen, triggers that happen in beliefs, conditions in
normal form, the order of everything. What is left is tables and the schedule SEQUENCE.
"""

from __future__ import annotations

import hashlib

from vervain.base.collector import collector_paused
from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.base.span import NOWHERE, Span
from vervain.lang.world import World
from vervain.model.ground import (
    NONE,
    Ground,
    GroundEvent,
    GroundFluent,
    GroundGoal,
    GroundWant,
    Tables,
    table_names,
)
from vervain.model.stored_atoms import TooLargeError
from vervain.model.stored_beliefs import with_beliefs
from vervain.model.stored_cast import Cast
from vervain.model.stored_compare import UnsolvedError
from vervain.model.stored_events import (
    ContradictionError,
    Event,
    ground_events,
    ground_utilities,
)
from vervain.model.stored_fold import Folder
from vervain.model.stored_reach import Reachable
from vervain.model.stored_schema import NoInstanceError
from vervain.model.stored_start import NeverRestsError, TooManyMindsError, start_graph
from vervain.model.stored_tables import Emitter, scale_of

AUTHOR = "author"
"""The goal of a Sabre problem: what the author's utility is."""


def ground_stored(world: World) -> Ground:
    """Ground a Sabre world. Raises `Rejected` for what only shows when it is ground."""
    try:
        with collector_paused():
            return _ground(world)
    except TooLargeError as error:
        why = "the problem is too large to be grounded", "use fewer entities, or smaller conditions"
        raise _rejected(world, "V622", str(error), *why) from None
    except NoInstanceError as error:
        why = f"{error} has no instance for these arguments", "see its definition"
        raise _rejected(world, "V623", str(error), *why) from None
    except UnsolvedError:
        why = "a comparison can be solved for none of its numbers", "multiply by constants only"
        raise _rejected(world, "V624", "", *why) from None
    except ContradictionError as error:
        why = f"{error} gives one property two values", "make one of the effects conditional"
        raise _rejected(world, "V625", str(error).partition("(")[0], *why) from None
    except NeverRestsError as error:
        why = f"the triggers of the start never rest: {error}", "its effect must end its condition"
        raise _rejected(world, "V626", str(error), *why) from None
    except TooManyMindsError:
        why = "the start has too many different minds", "state fewer beliefs about beliefs"
        raise _rejected(world, "V622", "", *why) from None


def _rejected(world: World, code: str, name: str, message: str, hint: str) -> Rejected:
    spans: dict[str, Span] = {action.name: action.span for action in world.actions}
    spans |= {reaction.name: reaction.span for reaction in world.reactions}
    spans |= {fluent.name: fluent.span for fluent in world.fluents}
    span = spans.get(name, NOWHERE)
    return Rejected((Diagnostic(code, span, message, hint),))


def _ground(world: World) -> Ground:
    cast = Cast.of(world)
    props = cast.props
    plain = len(props.types)
    actions, triggers = ground_events(cast)
    utilities = ground_utilities(world, cast)
    beliefs, actions, triggers = with_beliefs(props, actions, triggers, utilities)
    tracked = [*range(plain), *beliefs.stored]
    start = start_graph(cast, tracked, triggers)
    folder = Folder(Reachable.of(props, tracked, start, [*actions, *triggers]))
    actions = [e for e in map(folder.action, actions) if e is not None]
    triggers = [e for e in map(folder.trigger, triggers) if e is not None]
    utilities = [folder.term(term) for term in utilities]
    kept = [fluent for fluent in tracked if fluent not in folder.constants]
    kept.sort(key=lambda fluent: props.keys[fluent])
    numbers = [value for row in start.values for value in row.values()]
    emitter = Emitter(props, kept, scale_of((*numbers, *_numbers(actions), *_numbers(triggers))))
    size = (len(cast.agents), len(cast.entities))
    tables = emitter.tables(size, actions, triggers, utilities, start)
    names = (
        cast.agents,
        cast.entities,
        tuple(_fluent(cast, fluent) for fluent in kept),
        tuple(GroundEvent(e.name, e.args) for e in actions),
        tuple(GroundEvent(_event_name(cast, e), e.args) for e in triggers),
        tuple(
            GroundWant(cast.numbers[want.holder], n, int(tables.utility[cast.numbers[want.holder]]))
            for n, want in enumerate(world.wants)
            if isinstance(want.holder, str)
        ),
        (GroundGoal(AUTHOR, NONE, len(cast.agents)),),
    )
    return Ground(*names, tables, emitter.scale, _fingerprint(tables, names))


def _numbers(events: list[Event]) -> list[float]:
    """The numbers that effects assign, and that conditions compare with."""
    found = []
    for event in events:
        terms = [t for _, _, t in (*event.entries, *event.unread)]
        terms += [t for dnf in (event.condition,) for c in dnf for _, _, t in c]
        for term in terms:  # grows while we walk
            if type(term) is tuple:
                terms += [part for part in term[1:] if isinstance(part, tuple | float)]
            elif isinstance(term, float):
                found.append(term)
    return found


def _fluent(cast: Cast, fluent: int) -> GroundFluent:
    """A plain fluent; or a stored belief, as `believes(Ann, at(Key))`."""
    agent, inner = cast.props.held[fluent]
    if agent >= 0:
        held = _fluent(cast, inner)
        return GroundFluent("believes", (cast.agents[agent], held.text), held.type, hidden=True)
    name, args = cast.props.names[fluent]
    return GroundFluent(name, args, cast.types[name])


def _event_name(cast: Cast, event: Event) -> str:
    """Of a believed copy: the believers, then its own name."""
    return "_".join((*(cast.agents[agent] for agent in event.believers), event.name))


def _fingerprint(tables: Tables, names: object) -> str:
    digest = hashlib.sha256(repr(names).encode())
    for name in table_names():
        digest.update(getattr(tables, name).tobytes())
    return digest.hexdigest()
