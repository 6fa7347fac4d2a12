"""Filling phrases: its fixed words in the line, the right sort of value in its holes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vervain.base.diagnostic import Diagnostic
from vervain.lang.expr import UNKNOWN, Const, EntityRef, Param, Read, Term, Var
from vervain.lang.kinds import BELIEF, SOMETHING, a
from vervain.lang.lexicon import Phrases
from vervain.lang.nearest import nearest
from vervain.lang.phrases import Entry, hole_at, shown, text_of
from vervain.lang.reading import (
    MISSING_MARK,
    MISSPELT_NAME,
    NO_SUCH_NAME,
    WRONG_TYPE,
    Ends,
    Found,
    Line,
    Scope,
    Typed,
    keep,
)
from vervain.lang.world import Hole

ANYTHING = "anyone or anything"
"""The kind of `someone`, which fits every hole."""

LONGEST_NAME = 4
"""How many words an unknown name can have."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A phrase found in the line, with what fills its holes."""

    entry: Entry
    fillers: tuple[Typed, ...]

    @property
    def args(self) -> tuple[Term, ...]:
        """The arguments of its fluent or act."""
        return tuple(self.fillers[i].term for i in self.entry.args)


class Filling(Line):
    """The rules for phrases. A phrase that begins with a hole is handed what fills it."""

    __slots__ = ()

    def factor(self, i: int, scope: Scope) -> Ends[Typed]:
        """What can fill a hole (see `Values`)."""
        raise NotImplementedError

    def beginning(self, phrases: Phrases, i: int) -> Iterable[Entry]:
        """Phrases whose first fixed word may be at `i`."""
        if self.lenient:
            return phrases.all(hole_first=False)
        if i >= len(self.words):
            return ()
        return phrases.beginning(self.words, i, exact=self.groups is None)

    def going_on(self, phrases: Phrases, i: int) -> Iterable[Entry]:
        """Phrases that begin with a hole which is filled up to `i`."""
        if self.lenient:
            return phrases.all(hole_first=True)
        if i >= len(self.words):
            return ()
        return phrases.going_on(self.words, i, exact=self.groups is None)

    def fill(
        self, entry: Entry, i: int, scope: Scope, first: Found[Typed] | None = None
    ) -> Iterator[Found[Filled]]:
        """All ends of the phrase, begun at `i`; `first` is what fills the hole it begins with."""
        states: Ends[tuple[Typed, ...]] = {i: Found((), i)}
        for number, part in enumerate(entry.parts):
            after: Ends[tuple[Typed, ...]] = {}
            for state in states.values():
                self.step()
                if isinstance(part, str):
                    word = self.word(state.end, part)
                    if word is not None:
                        keep(after, Found(state.node, word.end).having(state, word))
                    continue
                given = [first] if number == 0 and first is not None else None
                for value in given or self.factor(state.end, scope).values():
                    fitted = self._fit(entry, part, state.end, value)
                    if fitted is not None:
                        node = (*state.node, fitted.node)
                        keep(after, Found(node, value.end).having(state, fitted))
            states = after
            if not states:
                return
        for state in states.values():
            yield Found(Filled(entry, state.node), state.end, entry.words).having(state)

    def _fit(self, entry: Entry, hole: Hole, i: int, value: Found[Typed]) -> Found[Typed] | None:
        """The value in the hole, if it is of the right kind; at a price if it is not."""
        misfit = self.misfit(value.node, hole.param.kind)
        if not misfit:
            return self._declarable(hole.param.kind, i, value)
        if not self.lenient:
            return None
        said = self.text(i, value.end)
        wanted = f"`{shown(entry.parts)}` wants {a(hole.param.kind)} here"
        hint = misfit if misfit.startswith("write") else f"put {a(hole.param.kind)} in its place"
        what = value.node.described()
        problem = self.problem("V305", i, value.end, f"{wanted}, and `{said}` is {what}", hint)
        return Found(value.node, value.end, 0, WRONG_TYPE, problem).having(value)

    def _declarable(self, kind: str, i: int, value: Found[Typed]) -> Found[Typed]:
        """An unknown name in a hole: how it would be declared is known."""
        problem = value.problem
        if problem is None or not problem.hint.startswith("declare it"):
            return value
        kind = {SOMETHING: "person", BELIEF: "person"}.get(kind, kind)
        hint = f"declare it with: {kind} {self.text(i, value.end)}"
        return replace(value, problem=replace(problem, hint=hint))

    def misfit(self, value: Typed, kind: str) -> str:
        """Empty if the value can fill a hole of the kind; else what to do, or why not."""
        kinds = self.lexicon.kinds
        if value.sort == "anything" or value.kinds == (kind,):
            return ""
        if kind == BELIEF or value.sort == "claim":
            return "" if kind == BELIEF and value.sort == "claim" else "no"
        if value.sort != "entity":
            return "no"
        if kinds.all_are(value.kinds, (kind,)):
            return ""
        overlap = kinds.any_overlap(value.kinds, (kind,))
        if overlap and (self.loose or isinstance(value.term, Read)):
            return ""  # it is of the kind when it is read, or the fact does not hold
        if overlap and isinstance(value.term, Var):
            return f"write ({value.term.name}: {kind}) where the role is declared"
        return "no"

    # ------------------------------------------------------------- holes in the line

    def bound(self, i: int, scope: Scope) -> Found[Param] | None:
        """`(v: KIND)` after `every`, `some`, `no`, `the number of`: declares `v`."""
        hole = hole_at(self.tokens, i)
        if hole is None:
            return None
        name = hole.name.text if hole.name is not None else ""
        kind = text_of(hole.kind)
        problem: Diagnostic | None = None
        if not name or not kind:
            problem = self.problem(
                "V205",
                i,
                hole.end,
                f"`{self.text(i, hole.end)}` wants a name and a kind",
                "write, say: (p: person)",
            )
            kind = kind or "person"
        elif kind not in self.lexicon.kinds:
            near = nearest(kind, self.lexicon.kinds.names())
            hint = (
                f"did you mean `{near}`?" if near else f"declare it with: kind {kind} is a person"
            )
            problem = self.problem("V201", i + 3, hole.end - 1, f"there is no kind `{kind}`", hint)
            kind = near or "person"
        elif self.param(name, scope) is not None:
            problem = self.problem(
                "V306",
                i + 1,
                i + 2,
                f"somebody else is called `{name}` here already",
                "choose another name for one of them",
            )
        if problem is not None and not self.lenient:
            return None
        return Found(
            Param(name or "it", kind), hole.end, 0, MISSING_MARK if problem else 0, problem
        )

    def colon(self, i: int) -> Found[None] | None:
        """The `:` that a quantifier wants."""
        if self.mark(i, ":"):
            return Found(None, i + 1)
        if not self.lenient or i >= len(self.tokens):
            return None
        problem = self.problem(
            "V307",
            i,
            i + 1,
            f"a colon is missing before `{self.words[i]}`",
            "write, say: for every (p: person): p is asleep",
        )
        return Found(None, i, 0, MISSING_MARK, problem)

    # ------------------------------------------------------------- names

    def names(self, i: int, scope: Scope) -> Iterator[Found[Typed]]:
        """Roles and entities named at `i`."""
        if i >= len(self.tokens) or self.tokens[i].kind == "string":
            return
        param = self.param(self.words[i], scope)
        if param is not None:
            yield Found(self.of_role(param), i + 1)
        for name, end in self.lexicon.names_at(self.words, i):
            kinds = self.lexicon.entities[name].kinds
            yield Found(Typed(Const(EntityRef(name)), "entity", kinds), end, end - i)

    def of_role(self, param: Param) -> Typed:
        """A role as a value."""
        if param.kind == BELIEF:
            return Typed(Var(param.name), "claim")
        if param.kind == ANYTHING:
            return Typed(Var(param.name), "anything")
        return Typed(Var(param.name), "entity", (param.kind,))

    def unknown_names(self, i: int, scope: Scope) -> Iterator[Found[Typed]]:
        """Words that may be meant for a name: at a price, which depends on how near they are."""
        for end in range(i + 1, min(i + LONGEST_NAME, len(self.tokens)) + 1):
            if self.tokens[end - 1].kind != "word" or self.words[end - 1] in NEVER_NAMES:
                return
            text = self.text(i, end)
            if any(self.words[i:end] == (p.name,) for p in (*scope, *self.params)):
                continue
            if text in self.lexicon.entities:
                continue
            near = nearest(text, self.people_and_roles(scope))
            yield self._meant(i, end, text, near, scope)

    def _meant(self, i: int, end: int, text: str, near: str | None, scope: Scope) -> Found[Typed]:
        if near is None:
            hint = f"declare it with: person {text} (or place, thing), or check the spelling"
            if text in AMOUNTS:
                hint = f"write, say: {AMOUNTS[text]} (p: person): p …"
            elif text == "Everyone":
                hint = "did you mean `everyone`?"
            problem = self.problem(
                "V304", i, end, f"nobody and nothing here is called `{text}`", hint
            )
            return Found(Typed(Const(UNKNOWN), "anything"), end, 0, NO_SUCH_NAME + end - i, problem)
        param = self.param(near, scope)
        typed = (
            self.of_role(param)
            if param is not None
            else Typed(Const(EntityRef(near)), "entity", self.lexicon.entities[near].kinds)
        )
        problem = self.problem(
            "V304", i, end, f"nobody and nothing here is called `{text}`", f"did you mean `{near}`?"
        )
        return Found(typed, end, 0, MISSPELT_NAME + end - i, problem)


AMOUNTS = {
    **dict.fromkeys(("everyone", "everybody", "all"), "for every"),
    **dict.fromkeys(("someone", "somebody", "anyone", "anybody"), "for some"),
    **dict.fromkeys(("nobody", "none"), "for no"),
}
"""Words for nobody in particular, and how the language says them."""

NEVER_NAMES = frozenset(
    "and or not is are believes knows if does do when then at least most more less than plus minus "
    "times divided rises falls every some no for where whether but".split()
)
