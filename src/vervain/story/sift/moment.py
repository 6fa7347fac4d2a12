"""Moment: one event with all that it is, for patterns: acts, motifs, what comes about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vervain.lang.expr import All, Compare, Cond, Const, EntityRef, Read, Term, Var
from vervain.lang.pattern import Atom, Counted, Motif, Sort, Test
from vervain.story.chronicle import Event
from vervain.story.feel.feeling import Feeling
from vervain.story.sift.record import AFTER, BEFORE, COMMON, Record

Env = dict[str, str]
Asserted = tuple[Sort, str, tuple[str, ...]]
"""What an example says outright: a motif, a mark or a pattern, with names."""


@dataclass(slots=True)
class Moment:
    """One event as it is fed. `begun` are the feelings that it calls forth, `felt` those that are
    there just before it; `asserted` is what an example says of it."""

    record: Record
    event: Event
    begun: tuple[Feeling, ...] = ()
    felt: tuple[Feeling, ...] = ()
    asserted: tuple[Asserted, ...] = ()
    wanted: frozenset[tuple[str, str]] = frozenset()
    found: dict[tuple[Sort, str], list[tuple[str, ...]]] = field(default_factory=dict)
    _gains: dict[str, float] | None = None
    _roles: list[tuple[str, ...]] | None = None

    @property
    def gains(self) -> dict[str, float]:
        """Whose lot is better or worse for it, worked out once."""
        if self._gains is None:
            self._gains = self.record.gains(self.event)
        return self._gains

    @property
    def people(self) -> tuple[str, ...]:
        """Who has part in it: who agreed, and who is named in its roles."""
        roles = (v for _, v in self.event.act.roles if isinstance(v, str))
        names = dict.fromkeys((*self.event.agreed, *roles))
        return tuple(n for n in names if self.record.is_a(n, "person"))

    # ------------------------------------------------------------ marks

    def mark(self, name: str) -> list[tuple[str, ...]]:
        """Everybody of whom the mark is true."""
        key = (Sort.MARK, name)
        if key not in self.found:
            said = [a for sort, n, a in self.asserted if sort is Sort.MARK and n == name]
            self.found[key] = [*said, *self._marked(name)]
        return self.found[key]

    def _marked(self, name: str) -> Iterator[tuple[str, ...]]:
        event = self.event
        match name.split():
            case ["does"]:
                yield from ((who,) for who in event.agreed[:1])
            case ["part"]:
                yield from ((who,) for who in self.people)
            case ["gains"]:
                yield from ((who,) for who, by in self.gains.items() if by > 0)
            case ["loses"]:
                yield from ((who,) for who, by in self.gains.items() if by < 0)
            case ["sees"]:
                all_ = self.record.of_kind("person") if event.saw == COMMON else event.saw
                yield from ((who,) for who in all_)
            case ["told" | "lied" as how]:
                yield from self._told(lie=how == "lied")
            case ["comes", "to", "feel", emotion]:
                yield from _toward(self.begun, emotion)
            case ["feels", emotion]:
                yield from _toward(self.felt, emotion)

    def _told(self, *, lie: bool) -> Iterator[tuple[str, ...]]:
        """(who hears it, who says it)."""
        for by in self.event.agreed[:1]:
            heard: dict[str, None] = {}
            for change in self.event.minds:
                fact, who = change.fact, change.fact.minds[0]
                if change.how != "told" or len(fact.minds) != 1 or who == by:
                    continue
                own = self.record.read(fact.fluent, fact.args, (by,), BEFORE)
                if not lie or own != change.after:
                    heard[who] = None
            yield from ((who, by) for who in heard)

    # ------------------------------------------------------------ atoms

    def instances(self, atom: Atom, env: Env) -> Iterator[Env]:
        """Each way in which the event is what the atom says: the roles with what it adds to
        them."""
        if atom.sort is Sort.BECOMES:
            if atom.cond is not None:
                yield from self._becoming(atom.cond, env)
            return
        for names in self.named(atom):
            new = _fit(atom.args, names, env)
            if new is not None:
                yield new

    def named(self, atom: Atom) -> list[tuple[str, ...]]:
        """The names in the roles of the atom, for each way in which the event is that."""
        if atom.sort is Sort.MARK:
            return self.mark(atom.name)
        if atom.sort is Sort.ACT:
            if self.event.act.name != atom.name:
                return []
            if self._roles is None:
                roles = self.event.act.roles
                self._roles = [tuple([v if isinstance(v, str) else "" for _, v in roles])]
            return self._roles
        return self.found.get((atom.sort, atom.name), [])

    def _becoming(self, cond: Cond, env: Env) -> Iterator[Env]:
        seen: list[Env] = []
        for change in (*self.event.changes, *self.event.minds):
            for read, value in _facts(cond):
                fact = change.fact
                if read.fluent != fact.fluent or len(read.minds) != len(fact.minds):
                    continue
                new = _fit((*read.args, *read.minds), (*fact.args, *fact.minds), env)
                if new is not None and isinstance(value, Var) and isinstance(change.after, str):
                    new = _fit((value,), (change.after,), new)
                if new is None or new in seen or not _all_bound(cond, new):
                    continue
                if self.record.holds(cond, new, AFTER) and not self.record.holds(cond, new, BEFORE):
                    seen.append(new)
                    yield new

    def holds(self, test: Test, env: Env) -> bool:
        """A test, just before the event."""
        if test.mark is not None:
            fits = next(self.instances(test.mark, env), None) is not None
            return fits is test.mark.positive
        if test.cond is None:
            return True
        if test.who is not None:
            who = str(self.record.term(test.who, env, BEFORE))
            if (who, test.text) in self.wanted:
                return True
            return self.record.wants(who, test.cond, env, BEFORE)
        return self.record.holds(test.cond, env, BEFORE)

    # ------------------------------------------------------------ motifs

    def count(self, motifs: Iterable[Counting], counts: dict[str, list[Counted]]) -> None:
        """Find out what the event counts as."""
        roles = {n: v for n, v in self.event.act.roles if isinstance(v, str)}
        for counted in counts.get(self.event.act.name, ()):
            names = tuple(str(self.record.term(t, roles, BEFORE)) for t in counted.args)
            self.take(Sort.MOTIF, counted.motif, names)
        for sort, name, names in self.asserted:
            if sort in (Sort.MOTIF, Sort.PATTERN):
                self.take(sort, name, names)
        signs = self._signs()
        for motif, ways in motifs:
            for needed, way in ways:
                if not (needed <= signs or self.asserted):
                    continue
                for env in self._ways(way, {}):
                    names = tuple(env[p.name] for p in motif.params if p.name in env)
                    fits = all(
                        self.record.is_a(n, p.kind)
                        for n, p in zip(names, motif.params, strict=False)
                    )
                    if len(names) == len(motif.params) == len(set(names)) and fits:
                        self.take(Sort.MOTIF, motif.name, names)

    def _signs(self) -> frozenset[str]:
        """What the event has that the ways of a motif may need, found out cheaply."""
        event = self.event
        signs = set(self.record.changed)
        if event.agreed:
            signs.add("by somebody")
        if self.begun:
            signs.add("feeling")
        if any(change.how == "told" for change in event.minds):
            signs.add("telling")
        if self.record.moves_a_lot():
            signs.add("lot")
        return frozenset(signs)

    def take(self, sort: Sort, name: str, names: tuple[str, ...]) -> None:
        """Note once that the event is this."""
        known = self.found.setdefault((sort, name), [])
        if names not in known:
            known.append(names)

    def _ways(self, way: tuple[Test, ...], env: Env) -> Iterator[Env]:
        if not way:
            yield env
            return
        test, rest = way[0], way[1:]
        if test.mark is not None and test.mark.positive:
            for new in self.instances(test.mark, env):
                yield from self._ways(rest, new)
        elif self._bound(test, env) and self.holds(test, env):
            yield from self._ways(rest, env)

    def _bound(self, test: Test, env: Env) -> bool:
        return (test.cond is None or _all_bound(test.cond, env)) and (
            test.mark is None or all(a.name in env for a in test.mark.args if isinstance(a, Var))
        )


Counting = tuple[Motif, tuple[tuple[frozenset[str], tuple[Test, ...]], ...]]
"""A motif with its ways, each with the signs without which it cannot be."""

SIGNS = {
    "does": "by somebody",
    "told": "telling",
    "lied": "telling",
    "gains": "lot",
    "loses": "lot",
}


def counting(motif: Motif) -> Counting:
    """The motif, laid out for counting."""
    return motif, tuple((frozenset(_needed(way)), way) for way in motif.ways)


def _needed(way: tuple[Test, ...]) -> Iterator[str]:
    for test in way:
        mark = test.mark
        if mark is None or not mark.positive:
            continue
        if mark.sort is Sort.BECOMES:
            facts = {read.fluent for read, _ in _facts(mark.cond)} if mark.cond else set()
            yield from facts if len(facts) == 1 else ()
        elif mark.sort is Sort.MARK and mark.name.startswith("comes to feel"):
            yield "feeling"
        elif mark.sort is Sort.MARK and mark.name in SIGNS:
            yield SIGNS[mark.name]


def _toward(feelings: tuple[Feeling, ...], emotion: str) -> Iterator[tuple[str, ...]]:
    for feeling in feelings:
        if feeling.emotion == emotion:
            yield (feeling.who, feeling.toward or "")


def _fit(args: tuple[Term | None, ...], names: tuple[str, ...], env: Env) -> Env | None:
    """The roles with these names for them, or None where they are somebody else's."""
    new = env
    if len(names) < len(args):
        return None
    for arg, name in zip(args, names, strict=False):
        if isinstance(arg, Var):
            known = new.get(arg.name)
            if known is None:
                new = {**new, arg.name: name}
            elif known != name:
                return None
        elif isinstance(arg, Const) and isinstance(arg.value, EntityRef) and arg.value.name != name:
            return None
    return new


def _facts(cond: Cond) -> Iterator[tuple[Read, Term]]:
    """The plain comparisons that a condition is made of."""
    match cond:
        case Compare(_, Read() as read, value):
            yield read, value
        case All(items):
            for item in items:
                yield from _facts(item)


def _all_bound(node: object, env: Env, inner: frozenset[str] = frozenset()) -> bool:
    """Every role in the expression has a name."""
    if isinstance(node, Var):
        return node.name in env or node.name in inner
    if isinstance(node, tuple):
        return all(_all_bound(item, env, inner) for item in node)
    fields = getattr(node, "__dataclass_fields__", ())
    if "param" in fields:
        inner = inner | {node.param.name}  # type: ignore[attr-defined]
    return all(_all_bound(getattr(node, f), env, inner) for f in fields)
