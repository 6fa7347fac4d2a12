"""Reading effects: what an act makes so."""

from __future__ import annotations

from collections.abc import Iterator

from vervain.lang.conditions import Conditions
from vervain.lang.durations import ending, is_end
from vervain.lang.expr import (
    UNKNOWN,
    Arith,
    AssertClaim,
    Assign,
    Const,
    Effect,
    ForEvery,
    Read,
    Term,
    Turned,
    When,
)
from vervain.lang.kinds import either
from vervain.lang.minds import in_mind
from vervain.lang.reading import NO_SUCH_FACT, WRONG_TYPE, Ends, Found, Scope, Typed, keep
from vervain.lang.suggest import no_such_fact
from vervain.lang.world import NEXT_TO, Fluent, FluentType

Effects = tuple[Effect, ...]


class EffectRules(Conditions):
    """The rules for effects. Each gives all ends that an effect from `i` on can have."""

    __slots__ = ()

    def effects(self, i: int, scope: Scope) -> Ends[Effects]:
        """Effects joined by `and`."""
        return self.remember("effects", i, scope, self._chain_of_effects)

    def effect(self, i: int, scope: Scope) -> Ends[Effects]:
        """One effect."""
        return self.remember("effect", i, scope, self._effect)

    def _chain_of_effects(self, i: int, scope: Scope) -> Ends[Effects]:
        ends = dict(self.effect(i, scope))
        todo = sorted(ends)
        for end in todo:  # grows while we walk
            if end >= len(self.words) or self.words[end] != "and":
                continue
            for more in self.effect(end + 1, scope).values():
                node = (*ends[end].node, *more.node)
                todo += [more.end] if more.end not in ends else []
                keep(ends, Found(node, more.end).having(ends[end], more))
        return ends

    def _effect(self, i: int, scope: Scope) -> Ends[Effects]:
        ends: Ends[Effects] = {}
        if i >= len(self.tokens):
            return ends
        for found in (
            *self._in_bracket(i, scope),
            *self._facts_set(i, scope),
            *self._values_set(i, scope),
            *self._minds_changed(i, scope),
            *self._if(i, scope),
            *self._for_every(i, scope),
        ):
            keep(ends, found)
        if self.lenient:
            for found in self._no_effect(i, scope):
                keep(ends, found)
        return ends

    def _in_bracket(self, i: int, scope: Scope) -> Iterator[Found[Effects]]:
        if self.mark(i, "("):
            for found in self.effects(i + 1, scope).values():
                if self.mark(found.end, ")"):
                    yield Found(found.node, found.end + 1, 1).having(found)

    # ------------------------------------------------------------- facts

    def _facts_set(self, i: int, scope: Scope) -> Iterator[Found[Effects]]:
        for fact in self.facts(i, scope):
            said = fact.node
            fluent = self.lexicon.fluents[said.fluent]
            node = (Assign(said.fluent, said.args, said.value),)
            wrong: tuple[str, str] | None = None
            if not said.positive and fluent.type is FluentType.ENTITY:
                wrong = ("does not say where instead", "say where it is afterwards")
            elif said.fluent == NEXT_TO and self.groups is None:
                wrong = (
                    "can never change",
                    "make it a fact of your own, such as: fact the bridge is open",
                )
            if wrong is None:
                yield Found(node, fact.end, fact.words).having(fact)
                for turns in self.for_turns(fact, i):
                    over = ending(said.fluent, said.args, turns.node)
                    yield Found((*node, over), turns.end, turns.words).having(turns)
            elif self.lenient:
                message = f"`{self.text(i, fact.end)}` {wrong[0]}"
                problem = self.problem("V310", i, fact.end, message, wrong[1])
                yield Found(node, fact.end, 0, WRONG_TYPE, problem).having(fact)

    def _values_set(self, i: int, scope: Scope) -> Iterator[Found[Effects]]:
        """`VALUE-FACT is VALUE`, `NUMBER-FACT rises by VALUE`."""
        for left in self.factor(i, scope).values():
            read = left.node.term
            if not isinstance(read, Read) or left.node.fluent is None:
                continue
            fluent = self.lexicon.fluents[left.node.fluent]
            after = self.word(left.end, "is")
            for right in self.value(after.end, scope).values() if after else ():
                found = Found((Assign(read.fluent, read.args, right.node.term),), right.end, 1)
                checked = self._settable(fluent, right, found.having(left, after or left, right), i)
                if checked is not None:
                    yield checked
            for word, op in (("rises", "+"), ("falls", "-")):
                after = self.run(left.end, word, "by")
                for right in self.value(after.end, scope).values() if after else ():
                    if "number" in (left.node.sort, right.node.sort) and right.node.sort in (
                        "number",
                        "anything",
                    ):
                        term = Arith("+" if op == "+" else "-", read, right.node.term)
                        yield Found((Assign(read.fluent, read.args, term),), right.end, 2).having(
                            left, after or left, right
                        )

    def _settable(
        self, fluent: Fluent, right: Found[Typed], found: Found[Effects], i: int
    ) -> Found[Effects] | None:
        """The assignment if the fact can have the value; else at a price."""
        wrong = self.unfit(fluent, right.node)
        if not wrong:
            return found
        if not self.lenient:
            return None
        said = self.text(i, found.end)
        problem = self.problem("V311", i, found.end, f"`{said}`: {wrong[0]}", wrong[1])
        return Found(found.node, found.end, 0, WRONG_TYPE, problem).having(found)

    def unfit(self, fluent: Fluent, value: Typed) -> tuple[str, str] | None:
        """(Why the fact cannot have the value, the way out), or None."""
        if value.sort == "anything":
            return None
        term = value.term
        if value.sort == "unknown":
            if fluent.or_unknown or self.groups is not None:
                return None
            return "this fact is never unknown", "declare it with `or unknown`"
        if fluent.type is FluentType.NUMBER:
            if value.sort != "number":
                return f"this fact is a number, not {value.described()}", "give it a number"
            if outside(fluent, term):
                low, high = fluent.low, fluent.high
                return (
                    f"{value_text(term)} is out of the bounds {low}..{high}",
                    f"give it a number from {low} to {high}, or widen the bounds of the fact",
                )
            return None
        if value.sort != "entity":
            return (
                f"this fact is {either(fluent.kinds)}, not {value.described()}",
                f"give it {either(fluent.kinds)}",
            )
        kinds = self.lexicon.kinds
        fits = kinds.any_overlap if isinstance(term, Read) else kinds.all_are
        if fits(value.kinds, fluent.kinds):
            return None
        return (
            f"this fact is {either(fluent.kinds)}, not {value.described()}",
            f"give it {either(fluent.kinds)}",
        )

    # ------------------------------------------------------------- minds

    def _minds_changed(self, i: int, scope: Scope) -> Iterator[Found[Effects]]:
        for who in self.factor(i, scope).values():
            if who.node.sort == "claim" or self.misfit(who.node, "person"):
                continue
            mind = who.node.term
            after = self.word(who.end, "believes")
            if after is not None:
                for effect in self.effect(after.end, scope).values():
                    if any(isinstance(e, Assign) and is_end(e.fluent) for e in effect.node):
                        continue  # how long it lasts is a matter of the world
                    node = tuple(told(mind, e) for e in effect.node)
                    yield Found(node, effect.end, 1).having(who, after, effect)
                for claim in self.factor(after.end, scope).values():
                    if claim.node.sort == "claim":
                        name = getattr(claim.node.term, "name", "")
                        yield Found((AssertClaim(name, (mind,)),), claim.end, 1).having(
                            who, after, claim
                        )
                        for turned in self._turned(claim.end, scope):
                            node = (AssertClaim(name, (mind,), turned.node),)
                            yield Found(node, turned.end, 1).having(who, after, claim, turned)
            after = self.run(who.end, "does", "not", "know")
            for claim in self.whether_claim(after.end, scope) if after is not None else ():
                name = getattr(claim.node.term, "name", "")
                node = (AssertClaim(name, (mind,), Turned("forgotten")),)
                yield Found(node, claim.end, 3).having(who, claim)
            for what in self.knowable(after.end, scope) if after is not None else ():
                forgotten = Assign(what.node.fluent, what.node.args, Const(UNKNOWN), (mind,))
                yield Found((forgotten,), what.end, 3).having(who, what)

    def _turned(self, i: int, scope: Scope) -> Iterator[Found[Turned]]:
        """What becomes of a claim: `with X in place of Y`, `raised by N`, `lowered by N`."""
        after = self.word(i, "with")
        for new in self.factor(after.end, scope).values() if after else ():
            between = self.run(new.end, "in", "place", "of") if new.node.sort == "entity" else None
            for old in self.factor(between.end, scope).values() if between else ():
                if old.node.sort == "entity":
                    node = Turned("swapped", (new.node.term, old.node.term))
                    yield Found(node, old.end, 4).having(new, old)
        for word in ("raised", "lowered"):
            after = self.run(i, word, "by")
            for more in self.value(after.end, scope).values() if after else ():
                if more.node.sort == "number":
                    term = more.node.term
                    if word == "lowered":
                        term = Arith("-", Const(0), term)
                    yield Found(Turned("raised", (term,)), more.end, 2).having(more)

    # ------------------------------------------------------------- conditions and repetition

    def _if(self, i: int, scope: Scope) -> Iterator[Found[Effects]]:
        """`if COND: EFFECT and EFFECT`, to the end of the line or bracket."""
        if self.words[i] != "if":
            return
        for cond in self.conditions(i + 1, scope).values():
            colon = self.colon(cond.end)
            for effects in self.effects(colon.end, scope).values() if colon else ():
                if self.closes(effects.end) and colon is not None:
                    yield Found((When(cond.node, effects.node),), effects.end, 1).having(
                        cond, colon, effects
                    )

    def _for_every(self, i: int, scope: Scope) -> Iterator[Found[Effects]]:
        bound = self.bound(i + 2, scope) if self.words[i : i + 2] == ("for", "every") else None
        colon = self.colon(bound.end) if bound is not None else None
        if bound is None or colon is None:
            return
        for effects in self.effects(colon.end, (*scope, bound.node)).values():
            if self.closes(effects.end):
                yield Found((ForEvery(bound.node, effects.node),), effects.end, 2).having(
                    bound, colon, effects
                )

    # ------------------------------------------------------------- what is nothing

    def _no_effect(self, i: int, scope: Scope) -> Iterator[Found[Effects]]:
        end = self.unknown_until(i)
        if end == i:
            return
        message, hint = no_such_fact(self, i, end, scope)
        for j in range(i, end):
            if self.run(j, "does", "not", "believe"):
                message = f"`{self.text(i, end)}` does not say what is believed instead"
                hint = "say what they believe, or: does not know whether …"
            if self.words[j] == "knows":
                message = (
                    f"`{self.text(i, end)}`: everyone knows what is so, if nothing else is said"
                )
                hint = "say what they believe: X believes …"
        problem = self.problem("V301", i, end, message, hint)
        yield Found((), end, 0, NO_SUCH_FACT + end - i, problem)


def told(mind: Term, effect: Effect) -> Effect:
    """The effect in a mind. Values are read where it happens; what *rises* is their own."""
    match effect:
        case Assign(fluent, args, value, minds):
            if isinstance(value, Arith) and value.left == Read(fluent, args, minds):
                value = Arith(value.op, in_mind(mind, value.left), value.right)
            return Assign(fluent, args, value, (mind, *minds))
        case When(cond, effects):
            return When(cond, tuple(told(mind, e) for e in effects))
        case ForEvery(param, effects):
            return ForEvery(param, tuple(told(mind, e) for e in effects))
        case AssertClaim(name, minds, turned):
            return AssertClaim(name, (mind, *minds), turned)


def outside(fluent: Fluent, term: Term) -> bool:
    """A plain number that is out of the bounds of the fact."""
    if not isinstance(term, Const) or not isinstance(term.value, int | float):
        return False
    low, high = fluent.low, fluent.high
    return (low is not None and term.value < low) or (high is not None and term.value > high)


def value_text(term: Term) -> str:
    """A plain value, for a message."""
    return str(term.value) if isinstance(term, Const) else "this"
