"""Declarations: kinds and entities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vervain.base.span import NOWHERE, Span
from vervain.lang.context import Context, Tokens, names, split, starts
from vervain.lang.expr import Const, EntityRef
from vervain.lang.kinds import BUILT_IN, Kinds
from vervain.lang.nearest import did_you_mean, nearest
from vervain.lang.phrases import span_of, text_of
from vervain.lang.syntax import Block, Syntax
from vervain.lang.world import NEXT_TO, PLACE, Entity, Kind, StartFact

PRONOUNS = ("she", "he", "it", "they")
OPTIONS = ("she", "he", "it", "they", "at", "held by", "next to")


def declared_kinds(syntaxes: tuple[Syntax, ...]) -> frozenset[str]:
    """Every kind that the files declare, and the built-in ones."""
    blocks = (b for s in syntaxes for b in s.blocks if b.word == "kind")
    return frozenset({k.name for k in BUILT_IN} | {_kind_names(b.heading)[0] for b in blocks})


def _kind_names(heading: Tokens) -> tuple[str, tuple[Tokens, ...]]:
    """`NAME is a KIND [and a KIND]`: the name, and the parents as written."""
    at = next((i for i, t in enumerate(heading) if t.text in ("is", "are")), len(heading))
    parents = [
        p[1:] if p and p[0].text in ("a", "an") else p for p in split(heading[at + 1 :], "and")
    ]
    return text_of(heading[:at]), tuple(p for p in parents if p)


def declare_kinds(context: Context) -> tuple[Kind, ...]:
    """All kinds; sets the lexicon's."""
    found: dict[str, Kind] = {kind.name: kind for kind in BUILT_IN}
    written: list[tuple[Kind, tuple[Tokens, ...]]] = []
    for block in context.blocks("kind"):
        name, parents = _kind_names(block.heading)
        if name in found:
            _twice(context, block, "kind", name, found[name].span)
            continue
        if not parents:
            context.add(
                "V207",
                block.span,
                f"`kind {name}` does not say what it is",
                f"write, say: kind {name} is a person",
            )
        found[name] = Kind(name, ("person",), block.span)
        written.append((found[name], parents))
    for kind, parents in written:
        above = tuple(_parent(context, tokens, found) for tokens in parents) or ("person",)
        found[kind.name] = Kind(kind.name, above, kind.span)
    _no_rings(context, found)
    context.lexicon.kinds = Kinds(found.values())
    return tuple(found.values())


def _parent(context: Context, tokens: Tokens, found: dict[str, Kind]) -> str:
    name = text_of(tokens)
    if name in found:
        return name
    near = nearest(name, found)
    hint = (
        f"did you mean `{near}`?"
        if near
        else "a kind is a person, a place, a thing, or a kind of your own"
    )
    context.add("V201", span_of(tokens, NOWHERE), f"there is no kind `{name}`", hint)
    return near or "person"


def _no_rings(context: Context, found: dict[str, Kind]) -> None:
    """A kind cannot be a kind of itself."""
    for kind in tuple(found.values()):
        above = list(found[kind.name].parents)
        for name in above:  # grows while we walk
            above += [p for p in found[name].parents if p not in above]
        if kind.name in above:
            context.add(
                "V208",
                kind.span,
                f"`{kind.name}` would be a kind of itself",
                "let it be a person, a place or a thing",
            )
            found[kind.name] = Kind(kind.name, ("person",), kind.span)


def _twice(context: Context, block: Block, what: str, name: str, before: Span) -> None:
    where = f" (line {before.line})" if before != NOWHERE else " (it is built in)"
    if before.file not in ("", block.span.file):
        where = f" (in {before.file})"
    context.add(
        "V202",
        block.span,
        f"{what} `{name}` is declared twice{where}",
        "take one away, or call it otherwise",
    )


# ---------------------------------------------------------------- entities


@dataclass(frozen=True, slots=True)
class _Placed:
    """What is still to be read of an entity when all names are known."""

    name: str
    kind: str
    options: tuple[Tokens, ...]
    span: Span


def declare_entities(context: Context) -> None:
    """All entities, then where they are: their options are facts at the start."""
    kinds = context.lexicon.kinds.names()
    placed = [p for block in context.blocks(*kinds) if (p := _entity(context, block)) is not None]
    for entity in placed:
        for option in entity.options:
            context.start += _place(context, entity, option)


def _entity(context: Context, block: Block) -> _Placed | None:
    name_tokens, *options = split(block.heading, ",")
    name = text_of(name_tokens)
    if not name_tokens or any(t.kind in ("mark", "string") for t in name_tokens):
        context.add(
            "V209", block.span, f"this {block.word} has no name", f"write, say: {block.word} Ida"
        )
        return None
    if name in context.lexicon.entities:
        _twice(context, block, block.word, name, context.lexicon.entities[name].span)
        return None
    pronoun = "they" if context.lexicon.kinds.is_a(block.word, "person") else "it"
    descriptions: list[str] = []
    left: list[Tokens] = []
    for option in options:
        if len(option) == 1 and option[0].text in PRONOUNS and option[0].kind == "word":
            pronoun = option[0].text
        elif len(option) == 1 and option[0].kind == "string":
            descriptions.append(option[0].text)
        else:
            left.append(option)
    entity = Entity(name, (block.word,), pronoun, tuple(descriptions), block.span)
    context.lexicon.add_entity(entity, tuple(t.text for t in name_tokens))
    return _Placed(name, block.word, tuple(left), block.span)


def _place(context: Context, entity: _Placed, option: Tokens) -> Iterator[StartFact]:
    """`at PLACE`, `held by PERSON`, `next to PLACE and PLACE`."""
    span = span_of(option, entity.span)
    kinds = context.lexicon.kinds
    if starts(option, "at") and not kinds.is_a(entity.kind, "place"):
        if (where := _named(context, option[1:], span, "place")) is not None:
            yield StartFact(PLACE, (entity.name,), EntityRef(where), span=span)
    elif starts(option, "held", "by") and not kinds.is_a(entity.kind, "place"):
        if (who := _named(context, option[2:], span, "person")) is not None:
            yield StartFact(PLACE, (entity.name,), EntityRef(who), span=span)
    elif starts(option, "next", "to") and kinds.is_a(entity.kind, "place"):
        for tokens in split(option[2:], "and"):
            if (other := _named(context, tokens, span, "place")) is not None:
                yield StartFact(NEXT_TO, (entity.name, other), True, span=span)
                yield StartFact(NEXT_TO, (other, entity.name), True, span=span)
    elif starts(option, "at") or starts(option, "held") or starts(option, "next"):
        context.add(
            "V210",
            span,
            f"a {entity.kind} cannot be `{text_of(option)}`",
            "people and things are at a place, places are next to one another",
        )
    else:
        hint = "after the name come a pronoun, descriptions in quotes, `at`, `held by` or `next to`"
        said = text_of(option)
        context.add(
            "V210",
            span,
            f"`{said}` says nothing about {entity.name}" if said else "there is a comma too many",
            did_you_mean(text_of(option[:1]), OPTIONS, hint),
        )


def _named(context: Context, tokens: Tokens, span: Span, kind: str) -> str | None:
    """The entity that is named, of the kind."""
    value = context.read.somebody(names(tokens), (), span, kind)
    if value is None:
        return None
    if isinstance(value.term, Const) and isinstance(value.term.value, EntityRef):
        return value.term.value.name
    context.add("V401", span, f"`{text_of(tokens)}` is not a name", "only names can stand here")
    return None
