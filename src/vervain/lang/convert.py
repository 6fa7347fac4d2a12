"""A problem of the Sabre planner → the text of a world in our language.

The text says what the problem says, in clean words: what somebody believes is what is in their
mind, reactions happen in rounds (D7). What rests on that planner's stored beliefs, or on the order
of its triggers, is not carried over.
"""

from __future__ import annotations

from collections.abc import Iterator

from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.lang.convert_say import Say
from vervain.lang.convert_simple import NO, YES, Simple, is_sharp, opposite
from vervain.lang.convert_words import NotSayable, Words, clean
from vervain.lang.expr import (
    All,
    Arith,
    Assign,
    Choice,
    Compare,
    Cond,
    Const,
    EntityRef,
    Fold,
    Param,
    Term,
    Truth,
    Var,
)
from vervain.lang.phrases import shown
from vervain.lang.world import Action, Fluent, FluentType, Hole, Limits, Reaction, Watch, World


def convert(world: World, limits: Limits | None = None) -> str:
    """The text of the world; `limits` stand in it if they are given. Raises `Rejected`."""
    try:
        return "\n".join(_Text(world).lines(limits)) + "\n"
    except NotSayable as error:
        message = f"{error.what} cannot be said in a world of our language"
        found = Diagnostic("V630", error.span, message, "say it by several properties or events")
        raise Rejected((found,)) from None


class _Text:
    def __init__(self, world: World) -> None:
        self.world = world
        self.words = Words(world)
        self.fluents = {f.name: f for f in world.fluents}
        types = {f.name: f.type for f in world.fluents}
        self.simple = Simple(self.words, types, {f.name: f.kinds for f in world.fluents}, {})
        self.say = Say(self.words, self.simple, self.fluents, {})

    def lines(self, limits: Limits | None) -> Iterator[str]:
        words = self.words
        yield f"world {clean(self.world.name)}"
        yield ""
        for kind in words.declared:
            above = " and ".join(f"{_an(p)} {p}" for p in kind.parents)
            yield f"kind {kind.name} is {above}"
        yield ""
        for entity in self.world.entities:
            yield f"{words.kind_of[entity.name]} {words.name[entity.name]}"
        yield ""
        for fluent in self.world.fluents:
            yield self.fact(fluent)
        if self.world.start:
            yield from ("", "at the start")
            yield from (f"  {line}" for line in self.start())
        events: tuple[Action | Reaction, ...] = (*self.world.actions, *self.world.reactions)
        for event in events:
            yield from self.event(event)
        for want in self.world.wants:
            lines = self.worth(want.value)
            if lines:
                yield from ("", f"wants of {words.name[str(want.holder)]}", *lines)
        yield from ("", "wants of the author", *(self.worth(self.world.author) or ["  worth 0"]))
        if limits is not None:
            yield from ("", "plans", f"  everyone looks {limits.character} steps ahead")
            yield f"  everyone thinks {limits.belief} minds deep"
            yield f"  a story takes at most {limits.author} steps"
            if limits.goal is not None:
                yield f"  the author is content at {limits.goal:g}"

    def fact(self, fluent: Fluent) -> str:
        called = self.words.called[fluent.name]
        kinds = {FluentType.YES_NO: "yes or no", FluentType.NUMBER: "number, or unknown, usually 0"}
        value = kinds.get(fluent.type) or f"{self.words.kind[fluent.kinds[0]]}, or unknown"
        return f"fact {shown(self.words.facts[fluent.name])}: {value}, called {called}"

    def start(self) -> Iterator[str]:
        for fact in self.world.start:
            args = tuple(Const(EntityRef(a)) for a in fact.args)
            minds = tuple(Const(EntityRef(m)) for m in fact.minds)
            yield from self.say.effects((Assign(fact.fluent, args, Const(fact.value), minds),))

    # ------------------------------------------------------------ events

    def event(self, event: Action | Reaction) -> list[str]:
        say = self.say.inside(event)
        cond = say.simple.cond(event.condition)
        effects = say.effects(event.effects)
        if cond == NO or not effects:
            return []
        is_action = isinstance(event, Action)
        word = "reaction" if not is_action else "action" if event.agreed else "happening"  # type: ignore[union-attr]
        head = self.words.acts[event.name if is_action else f"~{event.name}"]
        apart, cond = self.apart(event, cond)
        lines = ["", f"{word} {shown(head)}"]
        lines += _under("when", say.lines(cond)) + _under("then", effects)
        if isinstance(event, Action):
            if event.agreed:
                lines.append(f"  agreed by {', '.join(say.value(w) for w in event.agreed)}")
            lines.append(f"  seen by {self.seen(say, event.seen[0])}")
        holes = [part.param for part in head if isinstance(part, Hole)]
        differ = {frozenset(say.roles[n] for n in pair) for pair in apart}
        same = [
            f"{one.name} is {two.name}"
            for i, one in enumerate(holes)
            for two in holes[i + 1 :]
            if self.words.kinds.overlap(one.kind, two.kind)
            and frozenset((one.name, two.name)) not in differ
        ]
        return [*lines, *_under("even if", same)]

    def apart(self, event: Action | Reaction, cond: Cond) -> tuple[set[frozenset[str]], Cond]:
        """Which variables must differ, and what else must be so."""
        found: set[frozenset[str]] = set()
        rest: list[Cond] = []
        names = {p.name for p in event.params}
        for item in cond.items if isinstance(cond, All) else (cond,):
            match item:
                case Compare("!=", Var(one), Var(two)) if {one, two} <= names:
                    found.add(frozenset((one, two)))
                case _:
                    rest.append(item)
        return found, self.simple.all(tuple(rest))

    def seen(self, say: Say, watch: Watch) -> str:
        hole, inner = say.bound(watch.param)
        cond = inner.simple.cond(watch.cond)
        if isinstance(cond, Truth):
            return "everyone" if cond.value else "nobody"
        match cond:
            case Compare("==", Var(name), Var() | Const() as who) if name == watch.param.name:
                return inner.value(who)
        return f"everyone {hole} where {inner.one(cond)}"

    # ------------------------------------------------------------ utilities

    def worth(self, term: Term | None) -> list[str]:
        """The lines of a utility."""
        if term is None:
            return []
        return [f"  {line}" for line in self.pieces(term, 1, (), None)]

    def pieces(
        self, term: Term, sign: int, when: tuple[Cond, ...], over: Param | None
    ) -> Iterator[str]:
        match term:
            case Arith("+" | "-" as op, left, right):
                yield from self.pieces(left, sign, when, over)
                yield from self.pieces(right, sign if op == "+" else -sign, when, over)
            case Choice(branches, otherwise) if all(is_sharp(c) for c, _ in branches):
                before: tuple[Cond, ...] = ()
                for cond, value in branches:
                    yield from self.pieces(value, sign, (*when, *before, cond), over)
                    before = (*before, opposite(cond))
                yield from self.pieces(otherwise, sign, (*when, *before), over)
            case Fold("+", param, inner) if over is None and param.kind != "boolean":
                if self.words.members(param.kind):
                    yield from self.pieces(inner, sign, when, param)
            case Fold("+", param, inner):
                for each in self.simple.each(param, inner):
                    yield from self.pieces(each, sign, when, over)
            case _:
                simple = self.simple if over is None else self.simple.within(over)
                yield from self.piece(term, sign, simple.all(when), over)

    def piece(self, term: Term, sign: int, when: Cond, over: Param | None) -> Iterator[str]:
        if when == NO or term == Const(0):
            return
        hole, say = ("", self.say) if over is None else self.say.bound(over)
        if isinstance(term, Const) and isinstance(term.value, int | float):
            amount = say.value(Const(sign * term.value))
        else:
            amount = say.value(term) if sign == 1 else f"(-1 times {say.value(term)})"
        if over is not None:
            where = "" if when == YES else f" where {say.one(when)}"
            yield f"worth {amount} for each {hole}{where}"
        elif when != YES:
            yield f"worth {amount} when {say.one(when)}"
        else:
            yield f"worth {amount} for each of 1" if isinstance(term, Const) else f"worth {amount}"


def _under(word: str, lines: list[str]) -> list[str]:
    """`when X`, and below it ` and Y`."""
    return [f"   and {line}" if i else f"  {word} {line}" for i, line in enumerate(lines)]


def _an(kind: str) -> str:
    return "an" if kind[:1].lower() in "aeiou" else "a"
