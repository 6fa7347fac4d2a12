"""Changes: one thing in a World made otherwise, said in its own words.

A fact or a belief at the start: `Sheila is not alive`. Of somebody's wants: a value with another
weight (`Klaus values life at 9`), a want more (`Klaus wants worth 3 when Tom is alive`), or less,
by words of its line or its purpose (`Klaus does not want she lives`). An act or reaction less, by
words of its heading: `without the rule feels the danger of`. An event less: `without 49`, `without
Caroline refuses`. An act in the place of an event: `Caroline drinks from Sheila at 49`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.base.span import Span
from vervain.lang.asking import QUESTION, AskedAct, Words
from vervain.lang.context import Context
from vervain.lang.expr import Choice, Compare, Const, EntityRef, Param, Term, Var
from vervain.lang.nearest import likeness
from vervain.lang.parse import parse
from vervain.lang.start import read_start
from vervain.lang.wants import wants
from vervain.lang.world import Phrase, StartFact, Want, World

MOST_OFFERED = 4
"""Rules that are offered where none is found."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts and beliefs that are otherwise."""

    text: str
    facts: tuple[StartFact, ...]


@dataclass(frozen=True, slots=True)
class Wants:
    """Wants that somebody has instead of others: `gone` are indices into `World.wants`."""

    text: str
    who: str
    gone: tuple[int, ...]
    new: tuple[Want, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """An act or a reaction that there is not."""

    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Event:
    """An event that does not happen: its number, or words of it."""

    text: str
    event: str


@dataclass(frozen=True, slots=True)
class Forced:
    """An act that is done in the place of an event."""

    text: str
    act: AskedAct
    event: str


Change = Facts | Wants | Rule | Event | Forced


def read_change(words: Words, text: str) -> Change:
    """The change that is meant. Rejected (V702, V705, or as in a file) if none can be made out."""
    said = re.sub(r"\b(believes|knows) that ", r"\1 ", " ".join(text.split()))
    if found := re.fullmatch(r"without the rule (.+)", said):
        return Rule(said, _rule(words.world, found[1], said))
    if found := re.fullmatch(r"without (.+)", said):
        return Event(said, found[1])
    if found := re.fullmatch(r"(.+?) (?:at|instead of) #?(\d+)", said):
        act = words.act_or_none(found[1])
        if act is not None:
            return Forced(said, act, found[2])
    for name in words.lexicon.entities:
        if said.startswith(f"{name} "):
            rest = said[len(name) + 1 :]
            if wanted := re.fullmatch(r"does not (?:want|value) (.+)", rest):
                return _less(words.world, name, wanted[1], said)
            if wanted := re.fullmatch(r"wants (worth .+)", rest):
                return Wants(said, name, (), _new_wants(words, name, wanted[1], said))
            if wanted := re.fullmatch(r"values (.+?) (?:at .+|above all)", rest):
                return _values(words, name, rest, wanted[1], said)
    return Facts(said, _facts(words, said))


def changed(world: World, change: Change) -> World:
    """The World with the change made from the start on; events are no part of it."""
    match change:
        case Facts(_, facts):
            return replace(world, start=(*world.start, *facts))
        case Rule(_, name):
            actions = tuple(a for a in world.actions if a.name != name)
            reactions = tuple(r for r in world.reactions if r.name != name)
            return replace(world, actions=actions, reactions=reactions)
        case Wants(_, who, gone, new):
            kept = [_without(w, who) if i in gone else w for i, w in enumerate(world.wants)]
            return replace(world, wants=(*(w for w in kept if w is not None), *new))
    return world


# ---------------------------------------------------------------- reading


def _context(words: Words, text: str) -> Context:
    kinds = frozenset(k.name for k in words.world.kinds)
    context = Context((parse(text, QUESTION, kinds),), lexicon=words.lexicon)
    context.hidden = {f.name: f for f in words.world.fluents if f.hidden}
    return context


def _facts(words: Words, said: str) -> tuple[StartFact, ...]:
    context = _context(words, f"at the start\n  {said}\n")
    read_start(context)
    _settle(context, 0)
    if not context.start:
        hint = "say what is otherwise: the lamp is not lit; without 3; Tom values honesty at 9"
        raise _rejected("V702", said, "this changes nothing", hint)
    return tuple(context.start)


def _new_wants(words: Words, who: str, line: str, said: str) -> tuple[Want, ...]:
    context = _context(words, f"wants of {who}\n  {line}\n")
    found = wants(context)
    _settle(context, len(said) - len(line))
    return found


def _settle(context: Context, before: int) -> None:
    """Findings point into the question, where the line stands after `before` letters."""
    for i, finding in enumerate(context.report.findings):
        start, end = (
            max(0, column - 2) + before for column in (finding.span.start, finding.span.end)
        )
        context.report.findings[i] = replace(finding, span=Span(QUESTION, 1, start, end))
    context.report.settle()


def _values(words: Words, who: str, line: str, value: str, said: str) -> Wants:
    held = re.compile(rf"values {re.escape(value)} (?:at|above)\b")
    gone = tuple(i for i, w in _of(words.world, who) if held.match(w.text))
    return Wants(said, who, gone, _new_wants(words, who, line, said))


def _less(world: World, who: str, wanted: str, said: str) -> Wants:
    own = _of(world, who)
    clean = re.sub(r"^(?:so that|that|to have it that) ", "", wanted)
    gone = tuple(i for i, w in own if clean in (w.text, w.purpose) or _has(w, clean))
    if gone:
        return Wants(said, who, gone, ())
    offered = "; ".join(f"“{w.purpose or w.text}”" for _, w in own)
    hint = f"what {who} wants: {offered}" if offered else f"{who} wants nothing at all"
    raise _rejected("V705", said, f"{who} has no want that is called “{wanted}”", hint)


def _has(want: Want, words: str) -> bool:
    said = f"{want.text} {want.purpose}".lower().split()
    return set(words.lower().split()) <= set(said)


def _of(world: World, who: str) -> list[tuple[int, Want]]:
    """The wants somebody has, with their numbers."""
    kinds = next((e.kinds for e in world.entities if e.name == who), ())
    parents = {k.name: k.parents for k in world.kinds}

    def is_a(kind: str, wanted: str) -> bool:
        return kind == wanted or any(is_a(p, wanted) for p in parents.get(kind, ()))

    found = []
    for i, want in enumerate(world.wants):
        holder = want.holder
        if isinstance(holder, Param):
            if any(is_a(k, holder.kind) for k in kinds):
                found.append((i, want))
        elif holder == who:
            found.append((i, want))
    return found


def _without(want: Want, who: str) -> Want | None:
    """The want, of everybody who has it but one."""
    holder = want.holder
    if not isinstance(holder, Param):
        return None
    is_who = Compare("==", Var(holder.name), Const(EntityRef(who)))
    value: Term = Choice(((is_who, Const(0)),), want.value)
    return replace(want, value=value)


def _rule(world: World, wanted: str, said: str) -> str:
    """The act or reaction whose heading has the words."""
    plain = {a.name: _words(a.phrase) for a in world.actions}
    plain |= {r.name: _words(r.phrase) for r in world.reactions}
    for name, words in plain.items():
        if wanted in (words, name):
            return name
    wants_ = set(wanted.split())
    for name, words in plain.items():
        if wants_ <= set(words.split()):
            return name
    near = "; ".join(f"“{words}”" for words in _nearest(wanted, dict.fromkeys(plain.values())))
    hint = f"the nearest rules are: {near}; `vervain show WORLD acts` has all"
    raise _rejected("V705", said, f"no act or reaction is called “{wanted}”", hint)


def _nearest(wanted: str, among: Iterable[str]) -> list[str]:
    """The few that share most words with what was meant, or words that are like them."""

    def alike(words: str) -> float:
        pairs = ((w, o) for w in wanted.split() for o in words.split())
        return sum(likeness(w, o) ** 3 for w, o in pairs) / (1 + len(words.split()))

    ranked = sorted(among, key=alike, reverse=True)[:MOST_OFFERED]
    return [words for words in ranked if 2 * alike(words) >= alike(ranked[0])]


def _words(phrase: Phrase) -> str:
    return " ".join(part for part in phrase.parts if isinstance(part, str))


def _rejected(code: str, said: str, message: str, hint: str) -> Rejected:
    return Rejected((Diagnostic(code, Span(QUESTION, 1, 0, len(said)), message, hint),))
