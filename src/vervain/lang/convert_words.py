"""The words in which a problem of the Sabre planner is said in our language.

Types become kinds, properties and events get phrases of plain words. What would mean something else
here (`place`, `from`, a name with odd marks) is called otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from vervain.base.span import Span
from vervain.base.walk import walk
from vervain.lang.blocks import ACT, CLAUSES
from vervain.lang.expr import IsA, Param
from vervain.lang.kinds import BUILT_IN, Kinds
from vervain.lang.lexicon import Lexicon, Phrases
from vervain.lang.phrases import NEGATED_AFTER, Parts
from vervain.lang.sabre_names import BOOLEAN, CHARACTER, ENTITY, NUMBER
from vervain.lang.world import Action, Fluent, FluentType, Hole, Kind, Phrase, Reaction, World

_SMALL = frozenset(
    "a all an and are at author believe believes but by can could divided do does each every "
    "everyone falls for from had has have he if in is it know knows least less may might mind "
    "minus more most never next no nobody not of one or otherwise out plus rises she should so "
    "some someone something somewhere than that the then there they times to unknown was were "
    "when where whether will with would yes you".split()
)
FIXED = _SMALL | {word for opening in (*CLAUSES, *ACT) for word in opening.split()}
"""Words that mean something to the language wherever they stand."""

_OTHERWISE = {"place": "site", "person": "human", "thing": "object", "from": "origin"}
_OTHERWISE |= {"to": "target", "at": "spot", "something": "matter"}
_PREPOSITIONS = {"from": "from", "to": "to", "place": "at", "location": "at", "room": "at"}
_NO_VERBS = NEGATED_AFTER | {"believes", "knows", "does", "this"}


class NotSayable(Exception):
    """What our language has no words for: (what, where)."""

    def __init__(self, what: str, span: Span) -> None:
        super().__init__(what)
        self.what, self.span = what, span


def clean(name: str) -> str:
    """The name as one word of the language."""
    word = re.sub(r"\W", "_", name).strip("_")
    word = word if word[:1].isalpha() else f"x{word}"
    return _OTHERWISE.get(word, f"{word}1") if word.lower() in FIXED | {*_OTHERWISE} else word


def unused(wanted: str, taken: Iterable[str]) -> str:
    """The wanted name, or it with a number."""
    known = set(taken)
    name, number = wanted, 2
    while name in known:
        name, number = f"{wanted}{number}", number + 1
    return name


@dataclass(slots=True)
class Words:
    """What everything is called. `kind`, `name`: of types and entities; `facts`, `acts`: phrases,
    in which slots for one constant are words; `called`: the functional names of facts."""

    world: World
    kinds: Kinds = field(init=False)
    declared: list[Kind] = field(default_factory=list)
    kind: dict[str, str] = field(default_factory=dict)
    name: dict[str, str] = field(default_factory=dict)
    kind_of: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Parts] = field(default_factory=dict)
    acts: dict[str, Parts] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    _lexicon: Lexicon = field(default_factory=Lexicon)

    def __post_init__(self) -> None:
        for entity in self.world.entities:
            self.name[entity.name] = unused(clean(entity.name), self.name.values())
        self._name_kinds()
        self._declare_kinds()
        self._lexicon.kinds = self.kinds
        for fluent in self.world.fluents:
            self._fact(fluent)
        for action in self.world.actions:
            self._act(action.name, action)
        for reaction in self.world.reactions:
            self._act(f"~{reaction.name}", reaction)

    # ------------------------------------------------------------ kinds

    def _name_kinds(self) -> None:
        taken = {k.name for k in BUILT_IN} | set(CLAUSES)
        for kind in self.world.kinds:
            if kind.name in (BOOLEAN, NUMBER):
                continue
            if kind == Kind("place", (ENTITY,)):
                self.kind["place"] = "place"  # as it is built in
                continue
            self.kind[kind.name] = unused(clean(kind.name), taken)
            taken.add(self.kind[kind.name])

    def _declare_kinds(self) -> None:
        with_root = ENTITY in _kinds_used(self.world)
        if with_root:
            self.declared.append(Kind(self.kind[ENTITY], ("something",)))
        for kind in self.world.kinds:
            if kind.name in (BOOLEAN, NUMBER, ENTITY) or self.kind[kind.name] == "place":
                continue
            above = tuple(self.kind[p] for p in kind.parents if p != ENTITY or with_root)
            above = ("person", *above) if kind.name == CHARACTER else above or ("thing",)
            self.declared.append(Kind(self.kind[kind.name], above))
        for entity in self.world.entities:
            own = tuple(dict.fromkeys(self.kind[k] for k in entity.kinds))
            self.kind_of[entity.name] = name = "_".join(own)
            if len(own) > 1 and all(k.name != name for k in self.declared):
                self.declared.append(Kind(name, own))
        self.kinds = Kinds((*BUILT_IN, *self.declared))

    def members(self, kind: str) -> tuple[str, ...]:
        """The entities of a kind, by the problem's names and in its order."""
        wanted = self.kind[kind]
        return tuple(
            e.name for e in self.world.entities if self.kinds.is_a(self.kind_of[e.name], wanted)
        )

    # ------------------------------------------------------------ phrases

    def _fact(self, fluent: Fluent) -> None:
        word = str(fluent.phrase.parts[0])
        holes = list(self.holes(fluent))
        if fluent.type is FluentType.YES_NO:
            parts, known = _stated(word, holes), self._lexicon.facts
        else:
            parts, known = _valued(word, holes), self._lexicon.values
        parts = self._unlike(known, parts)
        self.facts[fluent.name] = parts
        self.called[fluent.name] = unused(clean(word), ("place", "next_to", *self.called.values()))
        name = self.called[fluent.name]
        params = tuple(part.param for part in parts if isinstance(part, Hole))
        self._lexicon.add_fluent(replace(fluent, name=name, phrase=Phrase(parts), params=params))

    def _act(self, key: str, event: Action | Reaction) -> None:
        word = str(event.phrase.parts[0])
        holes = list(self.holes(event))
        agreed = {getattr(who, "name", "") for who in getattr(event, "agreed", ())}
        acts = bool(event.params) and event.params[0].name in agreed
        parts = _acting(word, holes) if acts else _valued(word, holes)
        self.acts[key] = self._unlike(self._lexicon.acts, parts)
        self._lexicon.add_act(key, Phrase(self.acts[key]))

    def _unlike(self, known: Phrases, parts: Parts) -> Parts:
        """The phrase, made unlike all others."""
        wanted, number = parts, 2
        at = next(i for i, part in enumerate(parts) if isinstance(part, str))
        while known.rival(parts, self.kinds) is not None:
            parts = (*wanted[:at], f"{wanted[at]}{number}", *wanted[at + 1 :])
            number += 1
        return parts

    def role(self, name: str) -> str:
        """A name for a variable."""
        return unused(clean(name), self.name.values())

    def holes(self, of: Fluent | Action | Reaction) -> Iterator[str | Hole]:
        """The slots of a heading; of a constant its word, and each variable once."""
        taken = set(self.name.values())
        for param in dict.fromkeys(of.params):
            if param.kind.startswith("="):
                value = param.kind[1:]
                yield self.name.get(value, clean(value))
            elif param.kind == BOOLEAN:
                raise NotSayable("a variable that is True or False", of.span)
            else:
                name = unused(clean(param.name), taken)
                taken.add(name)
                yield Hole(Param(name, self.kind[param.kind]))


def _kinds_used(world: World) -> set[str]:
    """The kinds that a slot, a variable, a value or a question names."""
    parts = (world.actions, world.reactions, world.wants, world.author)
    found = {p.kind for p in walk((world.fluents, *parts)) if isinstance(p, Param)}
    found |= {c.kind for c in walk(parts) if isinstance(c, IsA)}
    return found | {kind for fluent in world.fluents for kind in fluent.kinds}


# ---------------------------------------------------------------- phrases


def words_of(name: str) -> list[str]:
    """`tie_up` is two words."""
    return [word for word in re.sub(r"\W", "_", name).split("_") if word] or ["it"]


def _joined(holes: list[str | Hole], first: str) -> list[str | Hole]:
    """Slots with small words between them."""
    found: list[str | Hole] = []
    for number, hole in enumerate(holes):
        name = hole.param.name if isinstance(hole, Hole) else ""
        base = {"origin": "from", "target": "to", "site": "at"}.get(name, name)
        small = _PREPOSITIONS.get(base, first if number == 0 else "with")
        found += [small, hole] if small else [hole]
    return found


def _stated(name: str, holes: list[str | Hole]) -> Parts:
    """A yes/no fact: `Hank is alive`, `Hank loves Timmy`, `the bridge is true`."""
    words = words_of(name)
    if not holes:
        return (*words, "is", "true")
    one, rest = holes[0], holes[1:]
    if words[0] in ("is", "has", "can", "was"):
        return (one, *words, *_joined(rest, ""))
    if words[-1].endswith("s") and len(words[-1]) > 3 and words[-1] not in _NO_VERBS:
        is_verb = len(words) == 1 and bool(rest) and not words[0].endswith("ss")
        if is_verb:
            return (one, *words, *_joined(rest, ""))
    return (one, "is", *words, *_joined(rest, "with" if words[-1].endswith("ing") else "to"))


def _valued(name: str, holes: list[str | Hole]) -> Parts:
    """A fact with a value, or an event that nobody does: `money of Bubba`, `snakebite of Timmy`."""
    words = words_of(name)
    if words[0] in FIXED:
        words = ["place", *words[1:]] if words[0] == "at" else [f"{words[0]}1", *words[1:]]
    if not holes:
        return tuple(words)
    return (*words, "of", holes[0], *_joined(holes[1:], "with"))


def _acting(name: str, holes: list[str | Hole]) -> Parts:
    """What its first slot does: `Hank ties up Carl at Ranch`."""
    words = words_of(name)
    one, rest = holes[0], holes[1:]
    return (one, _does(words[0]), *words[1:], *_joined(rest, ""))


def _does(verb: str) -> str:
    """The third person of a verb."""
    if verb[-1:] == "y" and verb[-2:-1] not in tuple("aeiou"):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "o")) else f"{verb}s"
