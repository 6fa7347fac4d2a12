"""Happening: what an event does to the world and, by who sees it, to minds (L5 to L8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vervain.lang.expr import Const, EntityRef, Term, Var
from vervain.lang.values_held import value_of
from vervain.lang.world import PLACE
from vervain.run.live.forgetting import FORGOT, Forgetting
from vervain.run.live.reading import Imagined, View, inward
from vervain.run.live.rules import Rule, Rules
from vervain.run.live.stores import COMMON, Chain, Entry, Stores
from vervain.run.live.values import Env, Key, Plain

MOST_ROUNDS = 64
Told = tuple[Chain, Key, Plain, str]
"""Whose mind, which fact, its value, how it came."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A fact that was `before` and is `after`, in the world (chain ()) or in a mind."""

    chain: Chain
    key: Key
    before: Plain
    after: Plain
    how: str


@dataclass(slots=True)
class Aftermath:
    """What one event has changed, and which reactions fired in the world."""

    changed: list[Changed] = field(default_factory=list)
    fired: list[tuple[Rule, Env]] = field(default_factory=list)
    saw: tuple[str, ...] = ()
    glimpsed: tuple[str, ...] = ()
    public: bool = False


class Happening:
    """Does events, in the stores or in somebody's imagination."""

    def __init__(self, rules: Rules, stores: Stores) -> None:
        self.rules, self.stores = rules, stores
        self.forgetting = Forgetting(rules.world, stores)
        self.seen_there = [f.name for f in rules.world.fluents if f.seen_there]
        self.hidden = {f.name for f in rules.world.fluents if f.hidden}
        self.valued = frozenset(f.name for f in rules.world.fluents if value_of(f) is not None)
        """Those of them that count acts against what is held dear, or for it."""
        self.people = frozenset(rules.people)

    # ------------------------------------------------------------ for real

    def do(self, rule: Rule, env: Env, event: int) -> Aftermath:
        """The act happens."""
        told: list[Told] = []
        view = View(self.stores, ())
        after = Aftermath()
        after.saw, after.glimpsed, after.public = self._witnesses(rule, env, view)
        self._writes(rule, env, view, told, None)
        told = list({(chain, key): (chain, key, v, how) for chain, key, v, how in told}.values())
        self._settle(self._apply(told, event, after), event, after)
        return after

    def wear(self, told: list[Told], event: int) -> Aftermath:
        """Time makes this of what is so and of what is held to be so; everybody knows of it."""
        after = Aftermath(public=True)
        self._settle(self._apply(told, event, after), event, after)
        return after

    def become(self, rule: Rule, event: int) -> Aftermath:
        """Facts become otherwise, from outside: whoever had them right learns it at once; who had
        them wrong, or is said to believe something else, holds on to that."""
        told, stores = list[Told](), self.stores
        kept: list[tuple[str, Key, Entry]] = []
        for minds, key, value in rule.effects({}, View(stores, ())):
            if minds:
                told.append((minds, key, value, "told"))
                continue
            held = [(a, stores.own[a].entries[key]) for a in stores.holders.get(key, ())]
            kept += [(a, key, e) for a, e in held if e.value != stores.value((), key)]
            told += [((), key, value, ""), ((COMMON,), key, value, "saw")]
        after = Aftermath(public=True)
        todo = self._apply(told, event, after)
        for agent, key, entry in kept:
            stores.put((agent,), key, entry)
        self._settle(todo, event, after)
        return after

    def rest(self, after: Aftermath) -> None:
        """The start comes to rest: first what all have in common, then the world, then minds."""
        keys = list(self.stores.world.entries)
        self._settle([((COMMON,), k) for k in keys], None, after)
        todo: list[tuple[Chain, Key]] = [((), k) for k in keys]
        todo += [((a,), k) for a, facts in self.stores.own.items() for k in facts.entries]
        self._settle(todo, None, after)

    def _apply(
        self, told: list[Told], event: int | None, after: Aftermath
    ) -> list[tuple[Chain, Key]]:
        """Set what is told, and note what is new."""
        found = []
        for chain, key, value, how in told:
            before = self.stores.value(chain, key)
            public = chain[:1] == (COMMON,)
            if (
                before == value
                and type(before) is type(value)
                and not (public and key in self.stores.holders)
            ):
                continue
            self.stores.put(chain, key, Entry(value, event, how))
            after.changed.append(Changed(chain, key, before, value, how))
            found.append((chain, key))
            for whose, gone in list(self.forgetting.driven_out(chain, key)):
                before = self.stores.value(whose, gone)
                self.stores.drop(whose, gone)
                now = self.stores.value(whose, gone)
                after.changed.append(Changed(whose, gone, before, now, FORGOT))
                found.append((whose, gone))
        return found

    # ------------------------------------------------------------ in the mind's eye

    def imagine(self, rule: Rule, env: Env, chain: Chain, imagined: Imagined | None) -> Imagined:
        """What somebody takes the act to bring about, on top of what is imagined already."""
        told: list[Told] = []
        self._writes(rule, env, View(self.stores, chain, imagined), told, None)
        found = dict(imagined or {})
        todo = [(c, k) for c, k, v, _ in told if self._imagine(found, c, k, v)]
        for _ in range(MOST_ROUNDS):
            fired = list(self._reactions(todo, found))
            todo = [(c, k) for c, k, v, _ in self._once(fired) if self._imagine(found, c, k, v)]
            if not todo:
                break
        return found

    def _imagine(self, found: Imagined, chain: Chain, key: Key, value: Plain) -> bool:
        if View(self.stores, chain, found).value(key) == value:
            return False
        found[chain, key] = value
        return True

    # ------------------------------------------------------------ what an act writes where

    def _writes(
        self, rule: Rule, env: Env, view: View, told: list[Told], outer: View | None
    ) -> None:
        """L5: the act in the view's mind, then in the minds of those who see it from there."""
        how = "saw" if view.chain else ""
        if outer is not None and not rule.cond(env, view):
            view = self._corrected(rule, env, view, told, outer)
        plain, tellings = dict[Key, Plain](), list[Told]()
        for minds, key, value in rule.effects(env, view):
            if minds and view.chain == (COMMON,):
                tellings += self._all_see(minds, key, value)
            elif minds:
                tellings.append((inward(view.chain, minds), key, value, "told"))
            else:
                plain.setdefault(key, value)
        for key, value in plain.items():
            if key[0] not in self.hidden or view.chain[-1:] in ((), key[1][:1]) or not key[1]:
                told.append((view.chain, key, value, how))
        chain = view.chain
        if not chain or (len(chain) == 1 and chain[0] != COMMON and self._deep(rule)):
            self._seen(rule, env, view, told)
        told += tellings

    def _deep(self, rule: Rule) -> bool:
        """It writes what somebody may read in a mind within a mind."""
        return not rule.writes.isdisjoint(self.rules.deep)

    def _all_see(self, minds: tuple[str, ...], key: Key, value: Plain) -> Iterator[Told]:
        """What somebody is told before all eyes is not common, only that they believe it is."""
        if len(minds) == 1 and key[0] in self.rules.deep:
            for person in self.rules.people:
                if person != minds[0]:
                    yield (person, *minds), key, value, "told"

    def _corrected(self, rule: Rule, env: Env, view: View, told: list[Told], outer: View) -> View:
        """Surprise: who sees an act learns of its condition what they had wrong."""
        fixes: Imagined = {}
        for atom in rule.atoms:
            if atom.holds(env, view) or not atom.holds(env, outer):
                continue
            for place in atom.places:
                found = place(env, outer)
                if found is not None and not (found[1] and view.chain == (COMMON,)):
                    chain, value = inward(view.chain, found[1]), outer.value(*found)
                    if view.stores.value(chain, found[0]) != value:
                        fixes[chain, found[0]] = value
                        told.append((chain, found[0], value, "saw"))
        return View(view.stores, view.chain, {**(view.imagined or {}), **fixes})

    def _seen(self, rule: Rule, env: Env, view: View, told: list[Told]) -> None:
        saw, glimpsed, public = self._witnesses(rule, env, view)
        if public and not view.chain:
            self._writes(rule, env, View(view.stores, (COMMON,)), told, view)
            return
        for person in saw:
            inner = inward(view.chain, (person,))
            if inner != view.chain:
                self._writes(rule, env, View(view.stores, inner, view.imagined), told, view)
        for glimpse in rule.glimpses if glimpsed else ():
            assert glimpse.effects is not None
            for row in glimpse.rows(env, view):
                inner = inward(view.chain, (str(row[glimpse.name]),))
                if row[glimpse.name] in saw or inner == view.chain:
                    continue
                for minds, key, value in glimpse.effects(env, view):
                    told.append((inward(inner, minds), key, value, "glimpsed"))

    def _witnesses(
        self, rule: Rule, env: Env, view: View
    ) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        saw: dict[str, None] = {}
        for watcher in rule.watchers:
            if watcher.public:
                return (), (), True
            for row in watcher.rows(env, view):
                saw[str(row[watcher.name])] = None
        glimpsed = [str(r[w.name]) for w in rule.glimpses for r in w.rows(env, view)]
        return tuple(saw), tuple(p for p in dict.fromkeys(glimpsed) if p not in saw), False

    # ------------------------------------------------------------ coming to rest

    def _settle(self, todo: list[tuple[Chain, Key]], event: int | None, after: Aftermath) -> None:
        """L7: reactions, then what is perceived, until nothing changes."""
        for _ in range(MOST_ROUNDS):
            told = self._once(list(self._reactions(todo, None, after)))
            told += list(self._perceived(todo))
            todo = self._apply(told, event, after)
            if not todo:
                return

    def _once(self, told: list[Told]) -> list[Told]:
        """Of what is set twice in one round, the first counts."""
        first: dict[tuple[Chain, Key], Told] = {}
        for one in told:
            first.setdefault((one[0], one[1]), one)
        return list(first.values())

    def _reactions(
        self,
        todo: list[tuple[Chain, Key]],
        imagined: Imagined | None,
        after: Aftermath | None = None,
    ) -> Iterator[Told]:
        done: set[tuple[int, Chain, tuple[str, ...]]] = set()
        for chain, key in todo:
            for trigger in self.rules.triggers.get(key[0], ()):
                depth = len(trigger.minds)
                if len(chain) - depth not in (0, 1):
                    continue
                bases = [chain[: len(chain) - depth]]
                if depth == 1 and len(chain) == 1 and chain != (COMMON,):
                    bases.append(chain)  # what one thinks one thinks is what one thinks
                bound = _unify(trigger.args, key[1], {})
                if bound is not None and depth:
                    bound = _unify(trigger.minds, chain[-1:], bound)
                if bound is None or not trigger.fits(bound):
                    continue
                for where in (w for b in bases for w in self._where(b, trigger.rule, key[0])):
                    view = View(self.stores, where, imagined)
                    for row in trigger.rows(bound, view):
                        names = tuple(str(row[n]) for n in trigger.rule.params)
                        if (trigger.rule.number, where, names) in done:
                            continue
                        done.add((trigger.rule.number, where, names))
                        yield from self._fire(trigger.rule, row, view, after)

    def _where(self, base: Chain, rule: Rule, fluent: str) -> Iterator[Chain]:
        """Where it may fire: what becomes common may go with what somebody knows alone."""
        yield base
        if base == (COMMON,):
            owners = {a for f in rule.reads if f != fluent for a in self.stores.owners.get(f, ())}
            yield from ((a,) for a in sorted(owners))

    def _fire(self, rule: Rule, row: Env, view: View, after: Aftermath | None) -> Iterator[Told]:
        how, fired = ("inferred" if view.chain else ""), False
        for minds, key, value in rule.effects(row, view):
            if view.value(key, minds) != value:
                fired = True
                yield inward(view.chain, minds), key, value, "told" if minds else how
        if fired and after is not None and not view.chain:
            after.fired.append((rule, row))

    # ------------------------------------------------------------ perceiving

    def _perceived(self, todo: list[tuple[Chain, Key]]) -> Iterator[Told]:
        """L8: who is where something is seen to be so, or comes there, learns it."""
        for chain, key in todo:
            if chain:
                continue
            if key[0] == PLACE:
                yield from self._arrival(key[1][0])
            if key[0] in self.seen_there:
                yield from self._noticed(key)

    def _noticed(self, key: Key) -> Iterator[Told]:
        place = self._place(key[1][0])
        if place is not None:
            for other in self._at(place):
                yield from self._learns(other, key)

    def _arrival(self, who: str) -> Iterator[Told]:
        place = self._place(who)
        view = View(self.stores, ())
        if who in self.people and place is not None and self.rules.sight(view, who):
            for subject in (place, *self._subjects(place)):
                for fluent in self.seen_there:
                    for key in dict.fromkeys(self._facts_of(fluent, subject, who)):
                        yield from self._learns(who, key)
            for key in list(dict.fromkeys(self.stores.found_valued((who,), PLACE, place))):
                held = self.stores.value((who,), key)
                if held == place and self._place(key[1][0]) != place:
                    yield (who,), key, None, "perceived"
        for fluent in self.seen_there if place is not None else ():
            for key in list(self.stores.world.matching(fluent, (who,))):
                for other in self._at(place) if place else ():
                    yield from self._learns(other, key)
        if PLACE in self.seen_there:
            key = (PLACE, (who,))
            for other in list(self.stores.holders.get(key, ())) + self._common_gone(key):
                held = self.stores.value((other,), key)
                gone = held is not None and held != place and self._place(other) == held
                if gone and other != who and self.rules.sight(view, other):
                    yield (other,), key, None, "perceived"

    def _common_gone(self, key: Key) -> list[str]:
        """Those at the place where everybody takes somebody to be."""
        entry = self.stores.common.entries.get(key)
        place = entry.value if entry is not None else None
        return [] if place is None else list(self._at(str(place)))

    def _facts_of(self, fluent: str, subject: str, who: str) -> Iterator[Key]:
        yield from self.stores.world.matching(fluent, (subject,))
        if who in self.stores.own:
            yield from self.stores.own[who].matching(fluent, (subject,))

    def _learns(self, who: str, key: Key) -> Iterator[Told]:
        value = self.stores.value((), key)
        if self.stores.value((who,), key) != value:
            yield (who,), key, value, "perceived"

    def _place(self, who: str) -> str | None:
        """Where somebody or something is; a place is at itself, what is carried with its
        bearer."""
        found = self.stores.value((), (PLACE, (who,)))
        if found in self.people:
            found = self.stores.value((), (PLACE, (str(found),)))
        if found is None and who not in self.people and who in self.rules.kinds.get("place", ()):
            return who
        return found if isinstance(found, str) else None

    def _subjects(self, place: str) -> Iterator[str]:
        for key in self.stores.world.valued(PLACE, place):
            yield key[1][0]
            if key[1][0] in self.people:
                for carried in self.stores.world.valued(PLACE, key[1][0]):
                    yield carried[1][0]

    def _at(self, place: str) -> list[str]:
        """The people at a place who can see."""
        here = [k[1][0] for k in self.stores.world.valued(PLACE, place)]
        view = View(self.stores, ())
        return [p for p in sorted(here) if p in self.people and self.rules.sight(view, p)]


def _unify(terms: tuple[Term, ...], names: tuple[str, ...], bound: Env) -> Env | None:
    """Roles that make the terms these names; None if none do."""
    found = dict(bound)
    for term, name in zip(terms, names, strict=True):
        match term:
            case Var(role):
                if found.setdefault(role, name) != name:
                    return None
            case Const(EntityRef(other)):
                if other != name:
                    return None
            case _:
                pass
    return found
