"""Joining: which people and things a condition is about, found from facts instead of by trying all.

A plan takes one role after the other, the one that is found soonest first: by a value (`who is at
(here: place)`), by the entries of a fact (`one knows (two: person)`), by who has a value (`one is
with two`), by a claim that somebody holds; only where nothing says who, by going through a kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product

from vervain.lang.expr import Claimed, ClaimIs, Compare, Cond, Const, Not, Read, Term, Var
from vervain.lang.world import FluentType, World
from vervain.run.live.conditions import (
    all_known,
    conjuncts,
    free,
    is_unknown,
    needed,
    roles,
    second_hand,
)
from vervain.run.live.reading import OPPOSITE, Reader, Rows, View, every_one, inward
from vervain.run.live.steps import Find, JoinPlan, Step, ordered, runner
from vervain.run.live.values import About, Bound, Claims, Env, Plain, compare, plain

BY_VALUE, BY_FACT, BY_OWNERS, BY_ALL_FACTS = 0, 1, 2, 3


OFTEN = 64
"""A join that is asked for more often than this is written out."""
Write = Callable[["Joiner", JoinPlan], "Rows | None"]


class Joiner:
    """Makes join plans for one world."""

    def __init__(self, world: World, reader: Reader, write: Write) -> None:
        self.reader, self.write, self.claims = reader, write, Claims()
        self.fluents = {f.name: f for f in world.fluents}
        self.tellable = [f.name for f in world.fluents if f.tellable]
        reader.rows = self.rows

    def rows(self, cond: Cond, params: tuple[tuple[str, str], ...], bound: frozenset[str]) -> Rows:
        """All bindings of the params with which the condition holds, in order, each once."""
        return self._written(self.plan(cond, params, bound))

    def found(
        self, cond: Cond, params: tuple[tuple[str, str], ...], bound: frozenset[str]
    ) -> Rows | None:
        """The same; None if all pairs of something would have to be tried."""
        made = self.plan(cond, params, bound)
        return None if made.scans > 1 else self._written(made)

    def _written(self, plan: JoinPlan) -> Rows:
        """Made faster once it has been asked for often."""
        slow, swift = ordered(plan, self.runner(plan)), list[Rows]()
        left = OFTEN

        def rows(env: Env, view: View) -> Iterator[Env]:
            nonlocal left
            if swift:
                return swift[0](env, view)
            left -= 1
            if left == 0:
                swift.append(self.write(self, plan) or slow)
            return slow(env, view)

        return rows

    def runner(self, plan: JoinPlan) -> Rows:
        """The bindings, in any order, and some twice."""
        reader = self.reader
        first = [reader.cond(a, plan.bound) for a in plan.first]
        finds = [
            (step.find, every_one([reader.cond(a, step.known) for a in step.checks]))
            for step in plan.steps
        ]
        return runner(plan, first, finds)

    def plan(
        self,
        cond: Cond,
        params: tuple[tuple[str, str], ...],
        bound: frozenset[str],
        about: frozenset[str] = frozenset(),
    ) -> JoinPlan:
        """`about`: the claims of which it is known what they are about, but not what they say."""
        kinds = dict(params)
        atoms = [(a, needed(a, kinds, about)) for a in conjuncts(cond)]
        first = [a for a, needs in atoms if needs <= bound]
        left = [(a, needs) for a, needs in atoms if not needs <= bound]
        heard = second_hand([a for a, _ in atoms])
        steps: list[Step] = []
        known = bound
        todo = [name for name, _ in params if name not in bound]
        while todo:
            step = self._best(todo, [a for a, _ in left if a not in heard], kinds, known)
            known |= step.names
            todo = [n for n in todo if n not in step.names]
            step.known = known
            step.checks = [a for a, needs in left if needs <= known]
            left = [(a, needs) for a, needs in left if not needs <= known]
            steps.append(step)
        return JoinPlan(params, bound, about, first, steps)

    # ------------------------------------------------------------ who is found how

    def _best(
        self, todo: list[str], atoms: list[Cond], kinds: dict[str, str], known: frozenset[str]
    ) -> Step:
        found: list[tuple[int, int, Step]] = []
        for i, atom in enumerate(atoms):
            way = self._way(atom, todo, kinds, known)
            if way is not None:
                found.append((way[0], i, Step(way[1], way[2], atom)))
        if found:
            return min(found, key=lambda way: way[:2])[2]
        name = todo[0]
        return Step(self._of_kind(name, kinds[name]), frozenset((name,)))

    def _of_kind(self, name: str, kind: str) -> Find:
        if kind == "belief":
            return lambda env, view: iter(())
        names = self.reader.kinds.get(kind, ())
        return lambda env, view: ({**env, name: one} for one in names)

    def _way(
        self, atom: Cond, todo: list[str], kinds: dict[str, str], known: frozenset[str]
    ) -> tuple[int, Find, frozenset[str]] | None:
        match atom:
            case Claimed(name, minds) if name in todo and minds and all_known(minds, kinds, known):
                return BY_FACT, self._claims(name, minds, known), frozenset((name,))
            case Claimed(name, (Var(who),)) if name in todo and who in todo:
                return BY_OWNERS, self._owners(name, who, kinds[who]), frozenset((name, who))
            case ClaimIs(name, "about", (Var(what),)) if name not in todo and what in todo:
                return BY_VALUE, self._met(name, what, kinds[what]), frozenset((what,))
            case Compare("==", left, right):
                for one, other in ((left, right), (right, left)):
                    way = self._equal(one, other, todo, kinds, known)
                    if way is not None:
                        return way
                return self._entries(atom, todo, kinds, known)
            case Compare():
                return self._entries(atom, todo, kinds, known)
            case Not(Compare(op, left, right)):
                return self._way(Compare(OPPOSITE[op], left, right), todo, kinds, known)
        return None

    def _equal(
        self, one: Term, other: Term, todo: list[str], kinds: dict[str, str], known: frozenset[str]
    ) -> tuple[int, Find, frozenset[str]] | None:
        """The role is the value of a term; or whose fact has the value of a term."""
        if not free(Compare("==", other, other), kinds) <= known:
            return None
        value = self.reader.term(other, known)
        if isinstance(one, Var) and one.name in todo:
            return (
                BY_VALUE,
                self._by_value(one.name, kinds[one.name], value),
                frozenset((one.name,)),
            )
        if isinstance(one, Read) and self._entity_valued(one) and not is_unknown(other):
            return self._whose(one, value, todo, kinds, known)
        return None

    def _entity_valued(self, read: Read) -> bool:
        return self.fluents[read.fluent].type is FluentType.ENTITY

    def _by_value(self, name: str, kind: str, value: Callable[[Env, View], Plain]) -> Find:
        members = self.reader.members.get(kind, frozenset())

        def find(env: Env, view: View) -> Iterator[Env]:
            found = value(env, view)
            if isinstance(found, str) and found in members:
                yield {**env, name: found}

        return find

    def _whose(
        self,
        read: Read,
        value: Callable[[Env, View], Plain],
        todo: list[str],
        kinds: dict[str, str],
        known: frozenset[str],
    ) -> tuple[int, Find, frozenset[str]] | None:
        """`one is with (two: person)`: those whose fact has the value."""
        names = roles(read, todo)
        if not names or not all_known(read.minds, kinds, known):
            return None
        unify = self._unify(read, names, kinds, known)
        minds = [self.reader.term(m, known) for m in read.minds]
        default = plain(self.fluents[read.fluent].default)
        every = [self.reader.kinds.get(kinds[n], ()) for n in sorted(names)]

        def find(env: Env, view: View) -> Iterator[Env]:
            wanted = value(env, view)
            if wanted is None or wanted == default:  # so it is too where nothing is said
                for people in product(*every):
                    yield {**env, **dict(zip(sorted(names), people, strict=True))}
            else:
                chain = tuple(str(m(env, view)) for m in minds)
                for key in dict.fromkeys(view.found_valued(read.fluent, wanted, chain)):
                    yield from unify(env, view, key[1])

        return BY_FACT, find, names

    def _entries(
        self, atom: Compare, todo: list[str], kinds: dict[str, str], known: frozenset[str]
    ) -> tuple[int, Find, frozenset[str]] | None:
        """A fact that is not as it is by default: whoever it is about has an entry."""
        for read, other in ((atom.left, atom.right), (atom.right, atom.left)):
            if not isinstance(read, Read) or not isinstance(other, Const):
                continue
            default = plain(self.fluents[read.fluent].default)
            sides = (default, plain(other.value))
            sides = sides if read is atom.left else sides[::-1]
            names = roles(read, todo)
            if compare(atom.op, *sides) or not names:
                continue
            if not all_known(read.minds, kinds, known):
                continue
            given = any(self._known(a, kinds, known) for a in read.args)
            return (
                BY_FACT if given else BY_ALL_FACTS,
                self._matches(read, names, kinds, known),
                names,
            )
        return None

    def _known(self, term: Term, kinds: dict[str, str], known: frozenset[str]) -> bool:
        return free(Compare("==", term, term), kinds) <= known

    def _matches(
        self, read: Read, names: frozenset[str], kinds: dict[str, str], known: frozenset[str]
    ) -> Find:
        unify = self._unify(read, names, kinds, known)
        minds = [self.reader.term(m, known) for m in read.minds]
        given = [
            self.reader.term(a, known) if self._known(a, kinds, known) else None for a in read.args
        ]

        def find(env: Env, view: View) -> Iterator[Env]:
            args = tuple(None if g is None else str(g(env, view)) for g in given)
            chain = tuple(str(m(env, view)) for m in minds)
            for key in dict.fromkeys(view.found(read.fluent, args, chain)):
                yield from unify(env, view, key[1])

        return find

    def _unify(
        self, read: Read, names: frozenset[str], kinds: dict[str, str], known: frozenset[str]
    ) -> Callable[[Env, View, tuple[str, ...]], Iterator[Env]]:
        """The roles that stand in the arguments become what the fact is about."""
        parts: list[tuple[str | None, frozenset[str], Callable[[Env, View], Plain] | None]] = []
        for arg in read.args:
            if isinstance(arg, Var) and arg.name in names:
                parts.append(
                    (arg.name, self.reader.members.get(kinds[arg.name], frozenset()), None)
                )
            else:
                parts.append((None, frozenset(), self.reader.term(arg, known)))

        if len(names) == 1 and len(parts) == 2:
            (new,) = names
            at = 0 if parts[0][0] is not None else 1
            members, other = parts[at][1], parts[1 - at][2]
            if other is not None:

                def beside(env: Env, view: View, args: tuple[str, ...]) -> Iterator[Env]:
                    if args[at] in members and other(env, view) == args[1 - at]:
                        yield {**env, new: args[at]}

                return beside

        def unify(env: Env, view: View, args: tuple[str, ...]) -> Iterator[Env]:
            row = dict(env)
            for (name, members, term), arg in zip(parts, args, strict=True):
                if term is not None:
                    if term(env, view) != arg:
                        return
                elif name is not None:
                    if arg not in members or (name in names and row.get(name, arg) != arg):
                        return
                    row[name] = arg
            yield row

        return unify

    def _owners(self, name: str, who: str, kind: str) -> Find:
        """All who hold something that can be told otherwise than everybody, and what."""
        members = self.reader.members.get(kind, frozenset())

        def find(env: Env, view: View) -> Iterator[Env]:
            about = env.get(name)
            people: Iterable[str]
            if isinstance(about, About):
                people = list(view.stores.holders.get(about.key, ()))
            else:
                owners = view.stores.owners
                people = dict.fromkeys(p for f in self.tellable for p in owners.get(f, ()))
            for person in people:
                for claim in self._held(env, name, view, (person,)) if person in members else ():
                    yield {**env, who: person, name: claim}

        return find

    def _met(self, name: str, what: str, kind: str) -> Find:
        """Whoever a claim is about."""
        members = self.reader.members.get(kind, frozenset())

        def find(env: Env, view: View) -> Iterator[Env]:
            claim = env[name]
            for one in (*claim.args, claim.value) if isinstance(claim, Bound) else ():
                if one in members:
                    yield {**env, what: str(one)}

        return find

    def _claims(self, name: str, minds: tuple[Term, ...], known: frozenset[str]) -> Find:
        """What somebody holds otherwise than everybody, of what can be told."""
        whose = [self.reader.term(m, known) for m in minds]

        def find(env: Env, view: View) -> Iterator[Env]:
            chain = tuple(str(m(env, view)) for m in whose)
            for claim in self._held(env, name, view, chain):
                yield {**env, name: claim}

        return find

    def _held(self, env: Env, name: str, view: View, minds: tuple[str, ...]) -> Iterator[Bound]:
        """The claims that a mind has entries of its own for; if the role is to be about a fact,
        those about it."""
        chain, about = inward(view.chain, minds), env.get(name)
        own = view.stores.own.get(chain[0]) if len(chain) == 1 else None
        if own is None:
            return
        if isinstance(about, About):
            keys = [about.key] if about.key in own.entries else []
        else:
            keys = [k for f in self.tellable for k in own.by_fluent.get(f, ())]
        for key in keys:
            value = view.value(key, minds)
            if value is not None:
                yield Bound(key[0], key[1], value)
