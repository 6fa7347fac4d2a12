"""Acts: actions, happenings and reactions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from vervain.lang.context import Context, Tokens, names, split, starts
from vervain.lang.expr import (
    Arith,
    Assign,
    Compare,
    Cond,
    Const,
    Effect,
    Param,
    Read,
    Term,
    Var,
    When,
)
from vervain.lang.frames import frames
from vervain.lang.kinds import BELIEF
from vervain.lang.living import every, lots, times
from vervain.lang.phrases import functional_name, read_phrase, shown, span_of, text_of
from vervain.lang.substitute import both
from vervain.lang.syntax import Block, Clause, Token
from vervain.lang.timing import chance, duration
from vervain.lang.values_held import breaches, service
from vervain.lang.watching import Scene, glimpsed_by, seen_by, seen_by_default
from vervain.lang.world import (
    PLACE,
    Action,
    FluentType,
    Glimpse,
    Hole,
    Phrase,
    Reaction,
    Watch,
)

NUMB = "feels_nothing"
"""The fact `(who: person) feels nothing` of library/feelings.world."""


@dataclass(slots=True)
class Draft:
    """An act whose heading has been read; `extra`: effects added by bonds and the outline."""

    block: Block
    name: str
    phrase: Phrase
    params: tuple[Param, ...]
    broken: bool = False
    extra: list[Effect] = field(default_factory=list)


def draft_acts(context: Context) -> dict[str, Draft]:
    """The headings of all acts, by name; actions and happenings become known to the lexicon."""
    drafts: dict[str, Draft] = {}
    for block in context.blocks("action", "happening", "reaction"):
        sound = len(context.report.findings)
        phrase = read_phrase(
            block.heading, context.lexicon.kinds, context.report, block.span, claims=True
        )
        if not _is_new(context, block, phrase, drafts):
            continue
        name = _name(phrase, drafts)
        params = tuple(part.param for part in phrase.parts if isinstance(part, Hole))
        broken = any(f.code == "V302" for f in context.report.findings[sound:])
        if broken:
            context.lexicon.broke(block.heading)
        drafts[name] = Draft(block, name, phrase, params, broken)
        context.lexicon.add_act(name, phrase)
    return drafts


def _is_new(context: Context, block: Block, phrase: Phrase, drafts: dict[str, Draft]) -> bool:
    """It cannot be taken for another act; one of an included file gives way."""
    acts = context.lexicon.acts
    rival = acts.rival(phrase.parts, context.lexicon.kinds)
    if rival is None:
        return True
    before = drafts[rival.name].block.span
    if before.file != block.span.file:
        acts.forget(rival.name)
        del drafts[rival.name]
        return _is_new(context, block, phrase, drafts)
    same = shown(rival.parts) == shown(phrase.parts)
    said = "is declared twice" if same else "could be taken for this"
    message = f"`{shown(rival.parts)}` (line {before.line}) {said}"
    context.add("V313", block.span, message, "choose other words for one of them")
    return False


def _name(phrase: Phrase, taken: dict[str, Draft]) -> str:
    """The functional name; all words, or a number, where it is taken."""
    names = (functional_name(phrase.parts), functional_name(phrase.parts, whole=True))
    name = next((n for n in names if n not in taken), names[1])
    number = 2
    while name in taken:
        name, number = f"{names[1]}_{number}", number + 1
    return name


def finish_action(context: Context, draft: Draft) -> Action:
    """An action or happening, whole."""
    params = _with_roles(context, draft)
    lines = draft.block.clauses
    agreed = _agreed(context, draft, params)
    scene = Scene(params, _there(context, draft.params, agreed), agreed)
    effects = (*_effects(context, draft, params), *_held_dear(context, draft, params, agreed))
    return Action(
        draft.name,
        draft.phrase,
        params,
        _condition(context, draft, params),
        (*effects, *draft.extra),
        agreed,
        _seen(context, lines, scene),
        _glimpsed(context, lines, scene),
        duration(context, clauses(lines, "takes")),
        chance(context, clauses(lines, "by chance")),
        frames(context, draft.block, params),
        draft.block.span,
        every=every(context, clauses(lines, "every")),
        lots=lots(context, clauses(lines, "by lot"), params),
    )


def finish_reaction(context: Context, draft: Draft) -> Reaction:
    """A reaction, whole."""
    params = _with_roles(context, draft)
    return Reaction(
        draft.name,
        draft.phrase,
        params,
        _condition(context, draft, params),
        (*_effects(context, draft, params), *draft.extra),
        frames(context, draft.block, params),
        draft.block.span,
    )


def clauses(lines: tuple[Clause, ...], *words: str) -> tuple[Clause, ...]:
    """The lines that open with one of the words."""
    return tuple(line for line in lines if line.word in words)


# ---------------------------------------------------------------- what it takes and does


def _with_roles(context: Context, draft: Draft) -> tuple[Param, ...]:
    """The roles of the heading, and those that the conditions declare."""
    params = draft.params
    for line in clauses(draft.block.clauses, "when"):
        params = (*params, *context.read.inline_roles(line.tokens, params))
    return params


def _condition(context: Context, draft: Draft, params: tuple[Param, ...]) -> Cond:
    lines = joined(clauses(draft.block.clauses, "when"))
    conds = [context.read.condition(line.tokens, params, line.span) for line in lines]
    return both(*conds, *times(context, draft.block.clauses), *_different(context, draft))


def joined(lines: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Lines of conditions; where one begins with `or`, all of them as one line."""
    if not any(starts(line.tokens, "or") for line in lines[1:]):
        return lines
    whole = lines[0].tokens
    for line in lines[1:]:
        joint = () if starts(line.tokens, "or") else (Token("word", "and", line.span),)
        whole = (*whole, *joint, *line.tokens)
    return (replace(lines[0], tokens=whole),)


def _different(context: Context, draft: Draft) -> list[Cond]:
    """The roles of a heading are different, where they could be the same and no line says that
    they may be."""
    kinds = context.lexicon.kinds
    real = [p for p in draft.params if p.kind != BELIEF]
    same = {
        pair
        for line in clauses(draft.block.clauses, "even if")
        if (pair := _may_be_one(context, line, real))
    }
    return [
        Compare("!=", Var(one.name), Var(two.name))
        for i, one in enumerate(real)
        for two in real[i + 1 :]
        if kinds.overlap(one.kind, two.kind) and frozenset((one.name, two.name)) not in same
    ]


def _may_be_one(context: Context, line: Clause, roles: list[Param]) -> frozenset[str] | None:
    """`even if ONE is TWO`: two roles of the heading that may be the same."""
    words = [t.text for t in line.tokens]
    names = {p.name for p in roles}
    if len(words) == 3 and words[1] == "is" and {words[0], words[2]} <= names:
        return frozenset((words[0], words[2]))
    said = text_of(line.tokens)
    context.add(
        "V428",
        span_of(line.tokens, line.span),
        f"`even if {said}` names no two roles of the heading",
        "write, say: even if one is two",
    )
    return None


def _effects(context: Context, draft: Draft, params: tuple[Param, ...]) -> tuple[Effect, ...]:
    lines = clauses(draft.block.clauses, "then")
    if not lines:
        hint = "say what it makes so: then the lamp is not lit"
        context.add("V409", draft.block.span, f"this {draft.block.word} has no `then`", hint)
    return tuple(e for line in lines for e in context.read.effects(line.tokens, params, line.span))


def _agreed(context: Context, draft: Draft, params: tuple[Param, ...]) -> tuple[Term, ...]:
    """Whose wants must explain it; by default the first person of the heading."""
    lines = clauses(draft.block.clauses, "agreed by")
    if draft.block.word == "happening":
        for line in lines[:1]:
            context.add(
                "V402",
                line.span,
                "nobody agrees to a happening",
                "make it an action, or take this line away",
            )
        return ()
    people = [p for p in draft.params if context.lexicon.kinds.is_a(p.kind, "person")]
    if not lines and not people:
        context.add(
            "V403",
            draft.block.span,
            "nobody can agree to this action",
            "give it a role that is a person, or make it a happening",
        )
    if not lines:
        return (Var(people[0].name),) if people else ()
    found: list[Term] = []
    for line in lines:
        for item in _listed(line.tokens):
            who = context.read.somebody(item, params, line.span)
            if who is not None and not isinstance(who.term, Var | Const):
                hint = "name a role or a person; declare a role: when the keeper is (k: person)"
                context.add("V427", span_of(item, line.span), "whose act it is must be plain", hint)
            elif who is not None and who.term not in found:
                found.append(who.term)
    return tuple(found)


def _listed(tokens: Tokens) -> tuple[Tokens, ...]:
    """The items of a list with commas and `and`."""
    return tuple(names(item) for part in split(tokens, ",") for item in split(names(part), "and"))


def _there(context: Context, params: tuple[Param, ...], agreed: tuple[Term, ...]) -> Term | None:
    """Where the first who agreed is, else the first person; else the first place."""
    kinds = context.lexicon.kinds
    people: list[Term] = [*agreed, *(Var(p.name) for p in params if kinds.is_a(p.kind, "person"))]
    if people:
        return Read(PLACE, (people[0],))
    return next((Var(p.name) for p in params if kinds.is_a(p.kind, "place")), None)


def _held_dear(
    context: Context, draft: Draft, params: tuple[Param, ...], agreed: tuple[Term, ...]
) -> tuple[Effect, ...]:
    """`against VALUE [by X]`, `for VALUE [by X]`: counted for whoever holds it dear."""
    found: list[Effect] = []
    for line in clauses(draft.block.clauses, "against", "for"):
        value, *by = split(line.tokens, "by")
        who: Term | None = agreed[0] if agreed else None
        if by:
            somebody = context.read.somebody(by[0], params, line.span)
            who = somebody.term if somebody is not None else Const(False)
        if who is None:
            context.add(
                "V404",
                line.span,
                f"it is not said who acts {line.word} {text_of(value)}",
                "end the line with `by`, and whose act it is",
            )
        if who is None or (isinstance(who, Const) and who.value is False) or not value:
            continue
        count = breaches if line.word == "against" else service
        names = [count(context, text_of(one)) for one in split(value, ",") if one]
        found += [_counted(context, name, who) for name in names]
    return tuple(found)


def _counted(context: Context, name: str, who: Term) -> Effect:
    """One more, unless whoever does it has put an end to all feeling: then nothing is dear."""
    more = Assign(name, (who,), Arith("+", Read(name, (who,)), Const(1)))
    numb = context.lexicon.fluents.get(NUMB)
    if numb is None or len(numb.params) != 1 or numb.type is not FluentType.YES_NO:
        return more
    return When(Compare("==", Read(NUMB, (who,)), Const(False)), (more,))


# ---------------------------------------------------------------- who sees it, how long it takes


def _seen(context: Context, lines: tuple[Clause, ...], scene: Scene) -> tuple[Watch, ...]:
    said = clauses(lines, "seen by")
    if not said:
        return seen_by_default(context, scene)
    return tuple(w for line in said for w in seen_by(context, line.tokens, scene, line.span))


def _glimpsed(context: Context, lines: tuple[Clause, ...], scene: Scene) -> tuple[Glimpse, ...]:
    said = clauses(lines, "glimpsed by")
    return tuple(g for line in said for g in glimpsed_by(context, line.tokens, scene, line.span))
