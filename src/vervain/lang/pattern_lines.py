"""The lines of a pattern: its steps with what is said below them, and its examples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from vervain.base.span import Span
from vervain.lang.context import Context, Tokens, marks_outside, starts
from vervain.lang.expr import Param, Var
from vervain.lang.pattern import Atom, Example, Gap, Item, Since, Sort, Step, Test
from vervain.lang.phrases import text_of
from vervain.lang.syntax import Block, Clause
from vervain.lang.turns import UNITS

Roles = tuple[Param, ...]
STEPS = ("first", "then", "perhaps then")
MOST_TIMES = 20


@dataclass(slots=True)
class Reader:
    """Reads the lines of one pattern; `params` grow by the roles that steps declare."""

    context: Context
    params: Roles
    atom: Callable[[Tokens, Roles, Span], Atom]
    test: Callable[[Tokens, Roles, Span], Test]

    def grown(self, tokens: Tokens) -> Roles:
        """The roles, with those that the tokens declare."""
        self.params = (*self.params, *self.context.read.inline_roles(tokens, self.params))
        return self.params


def steps(read: Reader, block: Block) -> tuple[tuple[Step, ...], tuple[Atom, ...]]:
    """The steps in order, and what must not follow them."""
    found: list[Step] = []
    afterwards: list[Atom] = []
    bound: set[str] = set()
    heading = len(read.params)
    for clause in block.clauses:
        if clause.word in ("must match", "must not match"):
            continue
        if clause.word in STEPS:
            if (clause.word == "first") is bool(found):
                said = "there is a first step already" if found else "nothing has come before"
                read.context.add("V452", clause.span, said, "begin with `first`, go on with `then`")
            found.append(_step(read, clause))
            atom = found[-1].atom
            if not found[-1].optional:
                bound |= taken(atom)
        elif not found:
            hint = "begin with, say: first one harms two"
            read.context.add(
                "V452", clause.span, "this says more about a step, and there is none", hint
            )
        elif clause.word == "unless" and clause.tokens and clause.tokens[-1].text == "afterwards":
            afterwards.append(_unless(read, clause))
        else:
            found[-1] = _more(read, found[-1], clause, len(found))
    if not found:
        read.context.add(
            "V452", block.span, "this pattern has no step", "begin with, say: first one harms two"
        )
    elif free := [p.name for p in read.params[:heading] if p.name not in bound]:
        said = f"no step of this pattern says who `{free[0]}` is"
        read.context.add("V453", block.span, said, f"name `{free[0]}` in a step that must happen")
    return tuple(found), tuple(afterwards)


def taken(atom: Atom) -> set[str]:
    """The roles that an event which is this takes."""
    if atom.sort is Sort.BECOMES:
        return _in(atom.cond)
    return {arg.name for arg in atom.args if isinstance(arg, Var)}


def _in(node: object) -> set[str]:
    """All roles in an expression."""
    if isinstance(node, Var):
        return {node.name}
    if isinstance(node, tuple):
        return {name for item in node for name in _in(item)}
    names = getattr(node, "__dataclass_fields__", ())
    return {name for field in names for name in _in(getattr(node, field))}


def _step(read: Reader, clause: Clause) -> Step:
    """`[at least N times] ATOM`."""
    tokens, times = clause.tokens, 1
    if starts(tokens, "at", "least") and len(tokens) > 4 and tokens[2].kind == "number":
        number = tokens[2].text
        times = int(number) if number.isdigit() and 0 < int(number) <= MOST_TIMES else 0
        if not times or tokens[3].text != "times":
            read.context.add(
                "V454",
                clause.span,
                f"`{number}` is not how often something happens",
                f"write, say: then at least 3 times …; {MOST_TIMES} is the most",
            )
            times = 1
        tokens = tokens[4:]
    params = read.grown(tokens)
    atom = read.atom(tokens, params, clause.span)
    optional = clause.word == "perhaps then"
    return Step(atom, text_of(clause.tokens), optional, times)


def _more(read: Reader, step: Step, clause: Clause, number: int) -> Step:
    """One line below a step."""
    match clause.word:
        case "while":
            return replace(step, tests=(*step.tests, _test(read, clause)))
        case "during":
            return replace(step, during=(*step.during, _test(read, clause)))
        case "because" | "within" | "after" | "unless" if number < 2:
            said = f"`{clause.word}` looks back to an earlier step, and this is the first"
            read.context.add("V452", clause.span, said, "put it below a `then`")
            return step
        case "because":
            since = _since(read, clause, clause.tokens)
            return replace(step, because=(*step.because, since))
        case "within":
            return replace(step, within=(*step.within, _gap(read, clause)))
        case "after":
            return replace(step, after=(*step.after, _gap(read, clause)))
        case _:
            return replace(step, unless=(*step.unless, _unless(read, clause)))


def _test(read: Reader, clause: Clause) -> Test:
    return read.test(clause.tokens, read.params, clause.span)


def _since(read: Reader, clause: Clause, tokens: Tokens) -> Since:
    """`of the first step`, `of the step before`."""
    words = text_of(tokens).removeprefix("of ")
    if words in ("the first", "the first step"):
        return "first"
    if words not in ("the step before", "it"):
        hint = "write `it` or `the step before`, or `the first step`"
        read.context.add("V452", clause.span, f"`{words}` is no step of a pattern", hint)
    return "before"


def minutes(tokens: Tokens) -> int | None:
    """`3 years` in minutes."""
    if len(tokens) < 2 or not tokens[0].text.isdigit():
        return None
    unit = UNITS.get(tokens[1].text.removesuffix("s"))
    return None if unit is None else int(tokens[0].text) * unit


def _gap(read: Reader, clause: Clause) -> Gap:
    """`3 years [of the first step]`."""
    count = minutes(clause.tokens)
    if count is None:
        said = f"`{text_of(clause.tokens)}` is no time"
        read.context.add("V454", clause.span, said, "write, say: within 3 years")
        count = 0
    rest = clause.tokens[2:]
    since: Since = _since(read, clause, rest) if rest else "before"
    return Gap(count, since, f"{clause.word} {text_of(clause.tokens)}")


def _unless(read: Reader, clause: Clause) -> Atom:
    tokens = clause.tokens
    if tokens and tokens[-1].text in ("between", "afterwards"):
        tokens = tokens[:-1]
    else:
        read.context.add(
            "V452",
            clause.span,
            "it is not said when this must not happen",
            "end the line with `between` or `afterwards`",
        )
    return read.atom(tokens, read.params, clause.span)


# ---------------------------------------------------------------- examples


def example(read: Reader, clause: Clause) -> Example:
    """`must match ATOM, then [3 years later] [because of it] ATOM and ATOM`."""
    cuts = [-1, *marks_outside(clause.tokens, "then"), len(clause.tokens)]
    items = []
    for a, b in pairwise(cuts):
        tokens = clause.tokens[a + 1 : b]
        while tokens and tokens[-1].text == ",":
            tokens = tokens[:-1]
        items.append(_item(read, clause, tokens))
    text = text_of(clause.tokens)
    return Example(clause.word == "must match", tuple(items), text, clause.span)


def _item(read: Reader, clause: Clause, tokens: Tokens) -> Item:
    gap, because = minutes(tokens), False
    if gap is not None and len(tokens) > 2 and tokens[2].text == "later":
        tokens = tokens[3:]
    else:
        gap = 60
    if starts(tokens, "because", "of", "it"):
        tokens, because = tokens[3:], True
    parts: list[Tokens] = []
    start = 0
    for at in [*marks_outside(tokens, ","), len(tokens)]:
        parts.append(tokens[start:at])
        start = at + 1
    atoms = []
    for part in parts:
        params = read.params
        if read.context.read.is_condition(part, params):
            cond = read.context.read.condition(part, params, clause.span)
            atoms.append(Atom(Sort.BECOMES, cond=cond, text=text_of(part)))
        else:
            atoms.append(read.atom(part, params, clause.span))
    return Item(tuple(atoms), gap, because)
