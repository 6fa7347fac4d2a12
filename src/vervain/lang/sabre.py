"""Sabre problem text → World.

The whole problem language of the Sabre narrative planner (docs/explanation/semantics.md, S1 to S13,
says what such a World means). What cannot be taken is reported as everywhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePath

from vervain.base.diagnostic import Report
from vervain.lang.expr import Choice, Cond, Const, Param, Term, Truth
from vervain.lang.sabre_effects import effects
from vervain.lang.sabre_expressions import Reader, Scope
from vervain.lang.sabre_names import (
    BOOLEAN,
    CHARACTER,
    NUMBER,
    Kinds,
    Properties,
    Refused,
    UniqueNames,
    overlap,
    phrase,
)
from vervain.lang.sabre_parse import parse_sabre
from vervain.lang.sabre_spans import Expr
from vervain.lang.sabre_start import Facts
from vervain.lang.sabre_syntax import EventDef, Init, Statement, UtilityDef
from vervain.lang.world import (
    Action,
    Dialect,
    Kind,
    Minutes,
    Reaction,
    Want,
    Watch,
    World,
)

_ZERO = Const(0)


def read_sabre(text: str, file: str) -> World:
    """The World of a Sabre problem. Raises `Rejected` with everything that cannot be taken."""
    report = Report()
    statements = parse_sabre(text, file, report)
    report.settle()
    kinds = Kinds(statements, report)
    report.settle()
    properties = Properties(statements, kinds, report)
    reader = Reader(kinds, properties, report)
    events = Events(reader, statements)
    fluents = properties.listed()
    facts = Facts(kinds, fluents)
    for statement in statements:
        if isinstance(statement, Init):
            _carefully(reader, lambda fact: facts.take(reader, fact), statement.fact)
    utilities = _utilities(reader, statements)
    report.settle()
    wants = (Want(who, utilities[who], "utility") for who in kinds.entities if who in utilities)
    return World(
        name=PurePath(file).stem,
        kinds=(*kinds.listed(), *(Kind(kind, ()) for kind in (BOOLEAN, NUMBER))),
        entities=tuple(kinds.entities.values()),
        fluents=fluents,
        start=facts.listed(),
        actions=tuple(events.actions),
        reactions=tuple(events.reactions),
        wants=tuple(wants),
        author=utilities.get("", _ZERO),
        dialect=Dialect.SABRE,
    )


def _carefully(reader: Reader, take: Callable[[Expr], None], fact: Expr) -> None:
    reader.begin()
    try:
        take(fact)
    except Refused:
        return


class Events:
    """The actions and triggers of a problem."""

    def __init__(self, reader: Reader, statements: Iterable[Statement]) -> None:
        self._reader = reader
        self._unique = (UniqueNames(), UniqueNames())
        self._heads: dict[tuple[bool, str, int], list[tuple[Param, ...]]] = {}
        self.actions: list[Action] = []
        self.reactions: list[Reaction] = []
        for statement in statements:
            if isinstance(statement, EventDef):
                reader.begin()
                try:
                    self._define(statement)
                except Refused:
                    continue

    def _define(self, event: EventDef) -> None:
        reader, head = self._reader, event.head
        params = reader.kinds.params(head)
        if params is None:
            return
        same = self._heads.setdefault((event.is_action, head.name, len(params)), [])
        if any(overlap(reader.kinds, params, other) for other in same):
            raise reader.refused(
                "V611",
                head.span,
                f"{head.name!r} is defined twice for some arguments",
                "give one of them another name",
            )
        same.append(params)
        scope = {param.name: param for param in params}
        condition: Cond = Truth(True)
        if event.precondition is not None:
            condition = reader.condition(event.precondition, scope)
        found = () if event.effect is None else effects(reader, event.effect, scope)
        name = self._unique[event.is_action].name(head.name)
        words = phrase(head, params)
        if event.is_action:
            agreed = tuple(dict.fromkeys(self._who(e, scope) for e in event.consenting))
            seen = (self._seen(event, scope),)
            self.actions.append(
                Action(
                    name,
                    words,
                    params,
                    condition,
                    found,
                    agreed,
                    seen,
                    duration=Minutes(1),
                    span=head.span,
                )
            )
        else:
            self.reactions.append(Reaction(name, words, params, condition, found, span=head.span))

    def _who(self, word: Expr, scope: Scope) -> Term:
        """One who consents."""
        reader = self._reader
        believer = Expr(word.form, word.span, word.words, (word, word))
        return reader.believer(believer, scope)

    def _seen(self, event: EventDef, scope: Scope) -> Watch:
        """Who observes; everybody, if nothing is said."""
        if event.observing is None:
            return Watch(Param("observer", CHARACTER), Truth(True))
        slot, cond = event.observing
        if slot.type is None or not self._reader.kinds.under(slot.type, CHARACTER):
            raise self._reader.refused(
                "V616",
                slot.span,
                "only characters observe anything",
                "write: observing(variable : character) : CONDITION;",
            )
        taken = {param.name for param in scope.values()}
        unique = slot.name
        while unique in taken:
            unique += "'"
        param = Param(unique, slot.type)
        return Watch(param, self._reader.condition(cond, {**scope, slot.name: param}))


def _utilities(reader: Reader, statements: Iterable[Statement]) -> dict[str, Term]:
    """The utility of each owner; the author's is under no name. Later ones win."""
    found: dict[str, Term] = {}
    for statement in statements:
        if isinstance(statement, UtilityDef):
            reader.begin()
            try:
                found[statement.owner or ""] = _utility(reader, statement)
            except Refused:
                continue
    return found


def _utility(reader: Reader, utility: UtilityDef) -> Term:
    owner = utility.owner
    if owner is not None and owner not in reader.kinds.members(CHARACTER):
        raise reader.refused(
            "V616",
            utility.span,
            f"there is no character called {owner!r}",
            "only characters and the author have utilities",
        )
    if reader.type_of(utility.value, {}) == BOOLEAN:
        return Choice(((reader.condition(utility.value, {}), Const(1)),), _ZERO)
    return reader.number(utility.value, {}, ())
