"""The author's own words for facts and acts, filled in with names."""

from __future__ import annotations

import re

from vervain.lang.world import PLACE, Action, Hole, Phrase, Reaction, World


def fact_words(phrase: Phrase, args: tuple[str, ...], value: bool | float | str | None) -> str:
    """A fact as a clause: `Ida loves Tom`, `the lamp is not lit`, `the quencher is Bess`."""
    text = filled(phrase, args)
    words = phrase.parts
    if words[0] == "where" and words[-1] == "is":
        who = text.removeprefix("where ").removesuffix(" is")
        return f"nobody knows where {who} is" if value is None else f"{who} is at {value}"
    if value is True:
        return text
    if value is False:
        negated = re.sub(r"\b(is|are|was|has|can|will|must)\b", r"\1 not", text, count=1)
        return negated if negated != text else f"it is not so that {text}"
    shown = f"{value:g}" if isinstance(value, float) else value
    return f"{text} is {'unknown' if value is None else shown}"


def filled(phrase: Phrase, args: tuple[str, ...]) -> str:
    """A phrase with names in its holes."""
    left = list(args)
    return " ".join(left.pop(0) if isinstance(part, Hole) else part for part in phrase.parts)


class Wording:
    """Ground facts and acts of one world, by name, in its author's words."""

    def __init__(self, world: World) -> None:
        self._facts = {fluent.name: fluent.phrase for fluent in world.fluents}
        self._acts: dict[str, Action | Reaction] = {a.name: a for a in world.reactions}
        self._acts |= {a.name: a for a in world.actions}
        parents = {kind.name: kind.parents for kind in world.kinds}

        def is_person(kind: str) -> bool:
            return kind == "person" or any(map(is_person, parents.get(kind, ())))

        self._people = {e.name for e in world.entities if any(map(is_person, e.kinds))}

    def fact(self, name: str, args: tuple[str, ...], value: bool | float | str | None) -> str:
        """A clause that says what value the fact has."""
        if name == PLACE and value in self._people:
            return f"{value} has {args[0]}"
        return fact_words(self._phrase(name), args, value)

    def value(self, name: str, args: tuple[str, ...]) -> str:
        """What the value of the fact is called: `the debt of Tom to Ida`."""
        return filled(self._phrase(name), args)

    def act(self, name: str, args: tuple[object, ...]) -> str:
        """The heading of the act, with names: roles that are not in it are left out."""
        schema = self._acts.get(name)
        if schema is None:
            return f"{name}({', '.join(map(str, args))})"
        bound = dict(zip((p.name for p in schema.params), map(str, args), strict=True))
        holes = [part.param.name for part in schema.phrase.parts if isinstance(part, Hole)]
        return filled(schema.phrase, tuple(bound.get(hole, "") for hole in holes))

    def _phrase(self, name: str) -> Phrase:
        return self._facts.get(name, Phrase((name,)))
