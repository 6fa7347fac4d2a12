"""Asking: the acts, facts and names in a question, read with the words of a finished World.

A question is one line of an author's language. What cannot be taken is reported as in a file, at
the file name `QUESTION`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vervain.base.diagnostic import Rejected, Report
from vervain.base.span import Span
from vervain.base.walk import walk
from vervain.lang.effects import EffectRules, Effects
from vervain.lang.expr import Assign, Cond, Const, EntityRef, Param, Read, Term, Value
from vervain.lang.expressions import Expressions
from vervain.lang.filling import Filled
from vervain.lang.kinds import BELIEF, Kinds
from vervain.lang.lexicon import Lexicon
from vervain.lang.lines import tokens
from vervain.lang.nearest import nearest
from vervain.lang.reading import Ends, Found, Typed
from vervain.lang.syntax import Token
from vervain.lang.world import NEXT_TO, PLACE, Hole, World

QUESTION = "the question"
"""The file name in findings about a question."""

MOST_OFFERED = 8
"""Names that are offered where none was found."""


@dataclass(frozen=True, slots=True)
class AskedFact:
    """A fact that is asked about, in the mind reached by `minds`; `value` where one was said."""

    fluent: str
    args: tuple[str, ...]
    minds: tuple[str, ...] = ()
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class AskedAct:
    """An act that is asked about: its name and roles, where a claim is a fact with its value; None
    for `someone`, or where it was not said."""

    name: str
    roles: tuple[tuple[str, str | AskedFact | None], ...]


def lexicon_of(world: World) -> Lexicon:
    """The words of a finished world."""
    lexicon = Lexicon(kinds=Kinds(world.kinds))
    lexicon.turn = world.living.minutes if world.living.calendar else None
    for entity in world.entities:
        lexicon.add_entity(entity, tuple(t.text for t in tokens(entity.name, QUESTION, 1, 0)))
    for fluent in world.fluents:
        if fluent.name not in (PLACE, NEXT_TO):
            lexicon.add_fluent(fluent)
    for action in world.actions:
        lexicon.add_act(action.name, action.phrase)
    return lexicon


def read_condition(world: World, text: str) -> Cond:
    """A condition, in the words of the world. Rejected if it is none."""
    read = Expressions(lexicon_of(world), Report())
    found = read.condition(tokens(text, QUESTION, 1, 0), (), _span(text))
    known = {fluent.name for fluent in world.fluents}
    if any(isinstance(r, Read) and r.fluent not in known for r in walk(found)):
        hint = "let a rule of the world ask for it in these words, then it is"
        message = "since when this has been so is not kept in this world"
        read.report.add("V437", _span(text), message, hint)
    read.report.settle()
    return found


class Words:
    """Reads questions about one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.lexicon = lexicon_of(world)

    def name(self, text: str) -> str:
        """Somebody or something of the world; Rejected if there is none of that name."""
        wanted = " ".join(text.split())
        names = tuple(self.lexicon.entities)
        for fold in (str, str.lower):
            for name in names:
                if fold(name) == fold(wanted):
                    return name
        if not wanted:
            raise _rejected("V701", text, "nobody and nothing is named", self._somebody())
        near = nearest(wanted, names)
        hint = f"did you mean `{near}`?" if near else self._somebody()
        message = f"nobody and nothing here is called `{wanted}`"
        raise _rejected("V701", text, message, hint)

    def _somebody(self) -> str:
        """Whom one could ask about."""
        return f"ask about somebody or something of this world: {_some(self.lexicon.entities)}"

    def fact(self, text: str) -> AskedFact:
        """A fact, with a value (`the lamp is lit`) or without (`the quencher`)."""
        found = tokens(text, QUESTION, 1, 0)
        read = Expressions(self.lexicon, Report())
        effects = read.attempt(found, (), _effects) if found else None
        if effects is not None and len(effects) == 1 and isinstance(effects[0], Assign):
            plain = _plain(effects[0])
            if plain is not None:
                return plain
        value = read.attempt(found, (), _value) if found else None
        if value is not None and isinstance(value.term, Read):
            args = tuple(_name(t) for t in value.term.args)
            minds = tuple(_name(t) for t in value.term.minds)
            if None not in (*args, *minds):
                return AskedFact(value.term.fluent, _known(args), _known(minds))
        read.condition(found, (), _span(text))  # says what is wrong
        read.report.settle()
        message = f"`{text}` is no single fact of this world"
        hint = "ask about one fact with names in it: the lamp is lit, debt of Tom to Ida"
        raise _rejected("V702", text, message, hint)

    def act(self, text: str) -> AskedAct:
        """An act with names for its roles, or `someone`. Rejected if it is none."""
        asked = self.act_or_none(text)
        if asked is not None:
            return asked
        read = Expressions(self.lexicon, Report())
        read.act(tokens(text, QUESTION, 1, 0), (), _span(text))  # says what is wrong
        read.report.settle()
        raise _rejected("V702", text, f"`{text}` is no act of this world", "name one of its acts")

    def act_or_none(self, text: str) -> AskedAct | None:
        """The same, without complaint."""
        read = Expressions(self.lexicon, Report())
        found = tokens(text, QUESTION, 1, 0)
        filled = read.act(found, (), _span(text), report=False) if found else None
        if filled is not None:
            return self._asked(filled, None)
        for i in range(1, len(found)):
            act = read.act((*found[:i], _CLAIM), (_CLAIMED,), _span(text), report=False)
            claim = self._claim(text[found[i].span.start :]) if act is not None else None
            if act is not None and claim is not None:
                return self._asked(act, claim)
        return None

    def _claim(self, text: str) -> AskedFact | None:
        """What somebody claims: a fact with its value."""
        try:
            found = self.fact(text)
        except Rejected:
            return None
        return found if found.value is not None and not found.minds else None

    def _asked(self, filled: Filled, claim: AskedFact | None) -> AskedAct:
        phrase = next(a.phrase for a in self.world.actions if a.name == filled.entry.name)
        holes = [part.param for part in phrase.parts if isinstance(part, Hole)]
        names = (_name(typed.term) for typed in filled.fillers)
        return AskedAct(
            filled.entry.name,
            tuple(
                (hole.name, claim if hole.kind == BELIEF else name)
                for hole, name in zip(holes, names, strict=True)
            ),
        )


_CLAIM = Token("word", "claim", Span(QUESTION, 1, 0, 0))
_CLAIMED = Param("claim", BELIEF)
"""What stands for a claim while the act around it is read."""


def _effects(reader: EffectRules) -> Ends[Effects]:
    return reader.effects(0, ())


def _value(reader: EffectRules) -> Ends[Typed]:
    ends = dict(reader.value(0, ()))
    for found in reader.knowable(0, ()):
        ends.setdefault(found.end, Found(Typed(found.node, "anything"), found.end))
    return ends


def _plain(effect: Assign) -> AskedFact | None:
    """A fact said with plain names and a plain value."""
    args = tuple(_name(t) for t in effect.args)
    minds = tuple(_name(t) for t in effect.minds)
    if None in (*args, *minds) or not isinstance(effect.value, Const):
        return None
    return AskedFact(effect.fluent, _known(args), _known(minds), effect.value.value)


def _name(term: Term) -> str | None:
    if isinstance(term, Const) and isinstance(term.value, EntityRef):
        return term.value.name
    return None


def _known(names: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name is not None)


def _some(names: Iterable[str]) -> str:
    """A few names; where there are more, a sign of it."""
    found = list(names)
    return ", ".join(found[:MOST_OFFERED]) + (" …" if len(found) > MOST_OFFERED else "")


def _span(text: str) -> Span:
    return Span(QUESTION, 1, 0, len(text))


def _rejected(code: str, text: str, message: str, hint: str) -> Rejected:
    report = Report()
    report.add(code, _span(text), message, hint)
    return Rejected(tuple(report.findings))
