"""Swift: a join as one Python function, written for it, that reads the world's facts.

What a join of `joining` does step by step through functions of functions is here nested loops over
local variables, three to five times as fast. Both give the same bindings (tests compare them). They
are about the world, and not about what is so in a mind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import cast

from vervain.lang.expr import Claimed, ClaimIs, Compare, Cond, Const, Not, Read, Term, Var
from vervain.lang.world import FluentType
from vervain.run.live.conditions import free, is_unknown
from vervain.run.live.joining import Joiner
from vervain.run.live.reading import OPPOSITE, Rows, View
from vervain.run.live.source import ANYWHERE, PRELUDE, Source, tupled
from vervain.run.live.steps import MOST_ROWS, JoinPlan, Step
from vervain.run.live.stores import Facts, Stores
from vervain.run.live.values import Bound, Env, Key, plain

Names = tuple[str, ...]
Found = tuple["str | Bound", ...]
"""What each role is bound to, in the order of the roles."""
Listed = Callable[[Env, View], list[tuple[Names, Found]]]
MOST_LOOPS, MOST_INDENT, MOST_BRACKETS = 20, 90, 150
"""So many inside one another Python takes: loops, blocks (100), brackets (200)."""
WORDS = {w.__name__: w for w in (bool, iter, len, sorted, str, tuple, type)}
"""All of Python's own names that the text can use."""


def listed(joiner: Joiner, plan: JoinPlan) -> Listed:
    """The bindings of a join, each with its names, in any order, and some twice."""
    rows, params = joiner.runner(plan), [name for name, _ in plan.params]

    def join(env: Env, view: View) -> list[tuple[Names, Found]]:
        found = [tuple([row[p] for p in params]) for row in rows(env, view)]
        return [(tuple(map(str, what)), what) for what in found]

    return join


def swift(joiner: Joiner, plan: JoinPlan) -> Listed:
    """The same, of facts of the world."""
    made = _made(_Writer(joiner, plan, anywhere=False))
    return listed(joiner, plan) if made is None else cast("Listed", made)


def swift_rows(joiner: Joiner, plan: JoinPlan) -> Rows | None:
    """All bindings in any view, in order, each once; None if it is too much to be written out."""
    return cast("Rows | None", _made(_Writer(joiner, plan, anywhere=True)))


def _made(writer: _Writer) -> object | None:
    """The function; None if Python would not take its text."""
    lines = list(writer.lines())
    if writer.depth > MOST_INDENT or writer.loops > MOST_LOOPS or _brackets(lines) > MOST_BRACKETS:
        return None
    text = "\n".join(lines)
    made: dict[str, object] = {"__builtins__": WORDS, **writer.source.fixed}
    exec(compile(text, "<join>", "exec"), made)
    return made["join"]


class _Writer:
    """Writes the function of one join."""

    def __init__(self, joiner: Joiner, plan: JoinPlan, anywhere: bool) -> None:
        self.joiner, self.plan, self.kinds = joiner, plan, dict(plan.params)
        self.anywhere = anywhere
        self.source = Source(joiner.reader, joiner.fluents, anywhere)
        self.depth, self.loops = 1, 0

    def lines(self) -> Iterator[str]:
        """The function's text."""
        source, plan = self.source, self.plan
        yield "def join(env, view):"
        yield from (f" {line}" for line in (ANYWHERE if self.anywhere else PRELUDE))
        for role in sorted(plan.bound | plan.about):
            claim = self.kinds.get(role, "") == "belief"
            slot = source.bind(role, claim)
            yield f" {slot} = env[{source.const(role)}]"
            if claim:
                yield from self._claim(role)
        yield " found = {}" if self.anywhere else " found = []"
        source.known = plan.bound
        yield from self._asked(plan.first)
        for step in plan.steps:
            yield from self._step(step)
            source.known = step.known
            yield from self._asked(step.checks)
        slots = [source.slots[role] for role in self.kinds]
        names = [source.text_of(r) if r in source.claims else source.slots[r] for r in self.kinds]
        if self.anywhere:
            new = [role for step in plan.steps for role in sorted(step.names)]
            pairs = "".join(f", {source.const(r)}: {source.slots[r]}" for r in new)
            yield self._line(f"found[{tupled(names)}] = {{**env{pairs}}}")
            yield from self._bounded()
            yield " return iter([found[n] for n in sorted(found)])"
        else:
            what = (
                f"(n := {tupled(names)}), n"
                if names == slots
                else f"{tupled(names)}, {tupled(slots)}"
            )
            yield self._line(f"found.append(({what}))")
            yield from self._bounded()
            yield " return found"

    # ------------------------------------------------------------ parts

    def _bounded(self) -> Iterator[str]:
        """What is found in loops inside one another may be more than there is room for."""
        if len(self.plan.steps) > 1:
            most, stop = self.source.const(MOST_ROWS), self.source.thing(self.plan.too_many)
            yield self._line(f"if len(found) > {most}: {stop}()")

    def _line(self, text: str) -> str:
        return " " * self.depth + text

    def _open(self, text: str) -> str:
        line = self._line(text)
        self.depth += 1
        self.loops += text.startswith("for ")
        return line

    def _asked(self, conds: list[Cond]) -> Iterator[str]:
        if conds:
            yield self._open(f"if {self.source.asked(conds)}:")

    def _claim(self, role: str) -> Iterator[str]:
        """The variables beside a claim's."""
        source, slot = self.source, self.source.slots[role]
        yield self._line(f"{source.fact_of(role)} = ({slot}.fluent, {slot}.args)")
        yield self._line(f"{source.value_of(role)} = {slot}.value")
        yield self._line(f"{source.text_of(role)} = str({slot})")

    def _step(self, step: Step) -> Iterator[str]:
        """Loops that bind the roles of a step; what is rare is found by the join it stands for."""
        found = list(self._known_way(step))
        if found:
            yield from found
            return
        source = self.source
        yield self._open(f"for row in {source.called(step.find)}:")
        for role in sorted(step.names):
            claim = self.kinds[role] == "belief"
            yield self._line(f"{source.bind(role, claim)} = row[{source.const(role)}]")
            if claim:
                yield from self._claim(role)

    def _known_way(self, step: Step) -> Iterator[str]:
        atom, names = step.by, step.names
        if isinstance(atom, Not) and isinstance(atom.item, Compare):
            item = atom.item
            atom = Compare(OPPOSITE[item.op], item.left, item.right)
        match atom:
            case None:
                yield from self._all(*names)
            case Claimed(role, (mind,)) if not self.anywhere:
                yield from self._held(role, mind, names)
            case ClaimIs(role, "about", (Var(what),)) if names == {what}:
                key, value = self.source.fact_of(role), self.source.value_of(role)
                yield from self._member(f"(*{key}[1], {value})", what)
            case Compare("==", left, right):
                for one, other in ((left, right), (right, left)):
                    if free(other, self.kinds) <= self.source.known:
                        if isinstance(one, Var) and names == {one.name}:
                            yield from self._member(f"({self.source.term(other)},)", one.name)
                            return
                        if isinstance(one, Read) and self._entity_valued(one, other, names):
                            yield from self._whose(one, other, names)
                            return
                yield from self._entries(atom, names)
            case Compare():
                yield from self._entries(atom, names)

    # ------------------------------------------------------------ ways

    def _all(self, role: str) -> Iterator[str]:
        if self.kinds[role] != "belief":
            people = self.source.const(self.joiner.reader.kinds.get(self.kinds[role], ()))
            yield self._open(f"for {self.source.bind(role, claim=False)} in {people}:")

    def _member(self, among: str, role: str) -> Iterator[str]:
        members = self.joiner.reader.members.get(self.kinds[role], frozenset())
        slot = self.source.bind(role, claim=False)
        yield self._open(f"for {slot} in {among}:")
        yield self._open(f"if {slot} in {self.source.const(members)}:")

    def _held(self, role: str, mind: Term, names: frozenset[str]) -> Iterator[str]:
        """What a mind has entries of its own for; or all who have, and what."""
        source, about, who = self.source, role in self.plan.about, mind
        whose = isinstance(who, Var) and who.name in names
        if (not whose and source.name(mind) is None) or role not in names:
            return
        tellable = source.const(tuple(self.joiner.tellable))
        fact = source.fact_of(role) if about else ""
        if whose and isinstance(who, Var):
            people = (
                f"tuple(stores.holders.get({fact}, ()))"
                if about
                else f"{source.const(_owners)}(stores, {tellable})"
            )
            yield from self._member(people, who.name)
        yield self._line(f"o = mind_of({source.name(mind)})")
        slot = source.bind(role, claim=True)
        key, value = source.fact_of(role), source.value_of(role)
        keys = f"({key},) if o is not None and {key} in o.entries"
        if not about:
            keys = f"{source.const(_told)}(o, {tellable}) if o is not None"
        yield self._open(f"for {key} in {keys} else ():")
        yield self._line(f"{value} = mind_of({source.name(mind)}).entries[{key}].value")
        yield self._open(f"if {value} is not None:")
        claimed = source.thing(self.joiner.claims.of)
        yield self._line(f"{slot}, {source.text_of(role)} = {claimed}({key}, {value})")

    def _entity_valued(self, read: Read, other: Term, names: frozenset[str]) -> bool:
        """A fact of the world that has somebody or something as its value, and nobody else does
        by default."""
        fluent = self.joiner.fluents[read.fluent]
        return (
            fluent.type is FluentType.ENTITY
            and not is_unknown(other)
            and bool(names & {a.name for a in read.args if isinstance(a, Var)})
        )

    def _whose(self, read: Read, other: Term, names: frozenset[str]) -> Iterator[str]:
        default = plain(self.joiner.fluents[read.fluent].default)
        value = self.source.name(other)
        if not read.minds and value is not None and default is None:
            fluent = self.source.const(read.fluent)
            if self.anywhere:
                keys = f"view.found_valued({fluent}, {value}, ())"
                yield from self._facts(keys, read, names)
                return
            yield from self._facts(f"world.by_value.get(({fluent}, {value}), {{}})", read, names)

    def _entries(self, atom: Compare, names: frozenset[str]) -> Iterator[str]:
        """A fact that is not as it is by default."""
        for read, other in ((atom.left, atom.right), (atom.right, atom.left)):
            if isinstance(read, Read) and isinstance(other, Const):
                given = [(i, self.source.name(a)) for i, a in enumerate(read.args)]
                held = [(i, a) for i, a in given if a is not None]
                if read.minds or (len(held) > 1 and not self.anywhere):
                    return
                fluent = self.source.const(read.fluent)
                keys = f"world.by_fluent.get({fluent}, {{}})"
                if self.anywhere:
                    args = tupled([a or "None" for _, a in given])
                    keys = f"view.found({fluent}, {args}, ())"
                elif held:
                    at, name = held[0]
                    keys = f"world.by_arg.get(({fluent}, {at}, {name}), {{}})"
                yield from self._facts(keys, read, names)
                return

    def _facts(self, keys: str, read: Read, names: frozenset[str]) -> Iterator[str]:
        """The roles in its arguments become what each fact is about."""
        source, asked, bound = self.source, list[str](), list[str]()
        new: dict[str, int] = {}
        for i, arg in enumerate(read.args):
            known = source.name(arg)
            if known is not None:
                asked.append(f"a[{i}] == {known}")
            elif not isinstance(arg, Var) or arg.name not in names:
                return
            elif arg.name in new:
                asked.append(f"a[{i}] == a[{new[arg.name]}]")
            else:
                new[arg.name] = i
                members = self.joiner.reader.members.get(self.kinds[arg.name], frozenset())
                asked.append(f"a[{i}] in {source.const(members)}")
        if new.keys() != names:
            return
        bound = [f"{source.bind(role, claim=False)} = a[{i}]" for role, i in new.items()]
        yield self._open(f"for _, a in {keys}:")
        yield self._open(f"if {' and '.join(asked)}:")
        yield from map(self._line, bound)


def _brackets(lines: list[str]) -> int:
    """How many of them stand inside one another at most."""
    return max(max(accumulate((c == "(") - (c == ")") for c in line)) for line in lines)


def _owners(stores: Stores, tellable: tuple[str, ...]) -> dict[str, None]:
    """All who have anything of their own that can be told."""
    return dict.fromkeys(p for f in tellable for p in stores.owners.get(f, ()))


def _told(own: Facts, tellable: tuple[str, ...]) -> list[Key]:
    """What a mind has entries of its own for, of what can be told."""
    return [k for f in tellable for k in own.by_fluent.get(f, ())]
