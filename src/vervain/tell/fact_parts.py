"""Facts as clauses that can be told: the author's phrase for a fact, its holes filled, its verb
free to follow tense and person. And short frames of the teller's own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vervain.lang.expr import Const, EntityRef
from vervain.lang.frame import ClaimHole, FramePart, NounHole, Text, VerbHole
from vervain.lang.phrases import negations
from vervain.lang.world import PLACE, Fluent, FluentType, Hole, World
from vervain.story.chronicle import Act, Fact, Plain
from vervain.tell.lexicon import base_of
from vervain.tell.number_parts import amount, number_clause

Parts = tuple[FramePart, ...]
Given = Mapping[str, Parts]
"""What a line can have beside its roles, in words."""

_HOLE = re.compile(r"\{([^{}]+)\}")
_ASKING = ("what", "where", "how", "whom", "who", "whose", "which")
_HELPERS = {
    **dict.fromkeys(("is", "are", "was", "were"), "be"),
    **{"has": "have", "have": "have", "does": "do", "can": "can", "will": "will"},
}


def parts_of(words: str, **names: str | Parts) -> Parts:
    """A frame of the teller's own: `{who} {think} of {whom's} hat`. What is given by name is a
    person (or place, or thing; `{who as name}` by name), or a whole clause; everything else in
    braces is a verb."""
    found: list[FramePart] = []
    start = 0
    for hole in _HOLE.finditer(words):
        found += [Text(words[start : hole.start()])] if hole.start() > start else []
        start = hole.end()
        verb, _, form = hole[1].partition(" as ")
        name, owned, _ = verb.partition("'s")
        given = names.get(name)
        if isinstance(given, str):
            found.append(NounHole(Const(EntityRef(given)), bool(owned), form))
        elif given is not None:
            found += given
        else:
            found.append(VerbHole(verb, "it" if form == "it" else "they" if form else None))
    found += [Text(words[start:])] if words[start:] else []
    return tuple(found)


def given_to(parts: Parts, given: Given) -> Parts:
    """The parts with what they ask for by name (`{gain}`), as far as it is given."""
    found: list[FramePart] = []
    for part in parts:
        found += given.get(part.name, (part,)) if isinstance(part, ClaimHole) else (part,)
    return tuple(found)


class Facts:
    """The facts of one world in words."""

    def __init__(self, world: World) -> None:
        self._fluents = {f.name: f for f in world.fluents}
        self._acts = {a.name: a for a in world.actions}
        parents = {k.name: k.parents for k in world.kinds}

        def is_a(kind: str, wanted: str) -> bool:
            return kind == wanted or any(is_a(p, wanted) for p in parents.get(kind, ()))

        def of(wanted: str) -> frozenset[str]:
            named = (e for e in world.entities if any(is_a(k, wanted) for k in e.kinds))
            return frozenset(e.name for e in named)

        self._is_a = is_a
        self.people, self.places = of("person"), of("place")
        self._pronouns = {e.name: e.pronoun for e in world.entities}
        self.things = tuple(sorted(of("thing")))
        self._names = frozenset(e.name for e in world.entities)

    def fluent(self, name: str) -> Fluent | None:
        """What the world declares of a fact."""
        return self._fluents.get(name)

    def pronoun(self, name: str) -> str:
        """What others call somebody."""
        return self._pronouns.get(name, "it")

    def act(self, act: Act) -> Parts | None:
        """An act as a clause, by its heading."""
        schema = self._acts.get(act.name)
        roles = dict(act.roles)
        if schema is None:
            return None
        holes = [p.param.name for p in schema.phrase.parts if isinstance(p, Hole)]
        args = [roles.get(hole) for hole in holes]
        names = tuple(arg for arg in args if isinstance(arg, str) and arg in self._names)
        return _phrase(schema.phrase.parts, names) if len(names) == len(args) else None

    def briefly(self, fact: Fact, value: Plain) -> Parts | None:
        """Whether it is so, where what has just been said: `{she} {be} not`. None of what does not
        begin with somebody who is, or has, something."""
        fluent = self._fluents.get(fact.fluent)
        if fluent is None:
            return None
        if fluent.type is FluentType.NUMBER and isinstance(value, int | float):
            return parts_of(f"it {{be as it}} {amount(value) if value else 'nothing'}")
        if not isinstance(value, bool) or fluent.type is not FluentType.YES_NO:
            return None
        first, verb, *_ = (*fluent.phrase.parts, "")
        if not isinstance(first, Hole) or verb not in ("is", "has"):
            return None
        words = f"{{x}} {{{_HELPERS[verb]}}}{'' if value else ' not'}"
        return parts_of(words, x=fact.args[0])

    def noun(self, fact: Fact) -> Parts | None:
        """What there is to know: `where {Bess} {be}`, `whether {the lamp} {be} lit`, `who {the
        quencher} {be}`. None where it cannot be said well."""
        fluent = self._fluents.get(fact.fluent)
        if not all(arg in self._names for arg in fact.args):
            return None
        if fact.fluent == PLACE:
            return parts_of("where {x} {be}", x=fact.args[0])
        if fluent is None or fluent.hidden or fluent.felt:
            return None
        if fluent.type is FluentType.YES_NO:
            clause = _phrase(fluent.phrase.parts, fact.args)
            return None if clause is None else (Text("whether "), *clause)
        if fluent.type is not FluentType.ENTITY:
            return None
        words = fluent.phrase.parts
        if words[0] in _ASKING:
            return _phrase(words, fact.args, verb=False)
        noun = _phrase(words, fact.args, verb=False)
        asks = "who" if self._are_people(fluent) else "what"
        return None if noun is None else (Text(f"{asks} "), *noun, *parts_of(" {is}"))

    def _are_people(self, fluent: Fluent) -> bool:
        return bool(fluent.kinds) and all(self._is_a(kind, "person") for kind in fluent.kinds)

    def clause(self, fact: Fact, value: Plain) -> Parts | None:
        """What is so, without the minds: `{Tom} {be} at {the quay}`. None where it cannot be said
        well: what is hidden or felt, how strong a bond is, and what is unknown."""
        fluent = self._fluents.get(fact.fluent)
        if value is None or not all(arg in self._names for arg in fact.args):
            return None
        if fact.fluent == PLACE:
            if value in self.people:
                return parts_of("{x} {have} {y}", x=str(value), y=fact.args[0])
            return parts_of("{x} {be} at {y}", x=fact.args[0], y=str(value))
        if fluent is None or fluent.hidden or fluent.felt:
            return None
        if fluent.type is FluentType.YES_NO and isinstance(value, bool):
            phrase = fluent.phrase.parts
            if not value:
                denied = negations(phrase)
                if not denied:
                    return None
                phrase = denied[0]
            return _phrase(phrase, fact.args)
        if fluent.type is FluentType.NUMBER:
            if not isinstance(value, int | float) or _is_bond(fluent):
                return None
            return number_clause(fluent.phrase.parts, fact.args, value, _phrase)
        if fluent.type is FluentType.ENTITY and value in self._names:
            noun = _phrase(fluent.phrase.parts, fact.args, verb=False)
            return None if noun is None else (*noun, *parts_of(" {is} {x as name}", x=str(value)))
        return None


def _is_bond(fluent: Fluent) -> bool:
    """How strongly somebody is for or against another, or a number that wears off: nobody thinks of
    those as so much."""
    between = len(fluent.params) > 1 and fluent.low is not None and fluent.low < 0
    return fluent.fades is not None or between


def _phrase(
    words: tuple[str | Hole, ...], args: tuple[str, ...], *, verb: bool = True
) -> Parts | None:
    """The phrase with its first verb inflected; None if it has no verb that can be."""
    left, found = list(args), list[FramePart]()
    done, embedded = not verb, None
    opened = isinstance(words[0], Hole)
    for i, word in enumerate(words):
        if found:
            found.append(Text(" "))
        if isinstance(word, Hole):
            if not left:
                return None
            found.append(NounHole(Const(EntityRef(left.pop(0)))))
            asks = words[0] in ("what", "where", "how", "whom")
            inner = words[i + 1] if asks and i + 1 < len(words) else None
            embedded = _verb(inner, after_subject=True) if isinstance(inner, str) else None
            continue
        if embedded is not None:  # what {she} {grieve} over
            found.append(VerbHole(embedded))
            embedded = None
            continue
        base = None if done or i == 0 else _verb(word, after_subject=opened and i == 1)
        if base is None:
            found.append(Text(word))
            continue
        done = True
        if opened and i == 1:
            found.append(VerbHole(base))
        else:
            found.append(VerbHole(base, "they" if word in ("are", "have", "were") else "it"))
    return tuple(found) if done else None


def _verb(word: str, *, after_subject: bool) -> str | None:
    """The base form of a word that is a verb: a helping verb anywhere, any other after its
    subject."""
    return _HELPERS.get(word) or (base_of(word) if after_subject else None)
