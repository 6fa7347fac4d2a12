"""Record: every fact and belief of a chronicle as of the time of each event, and who gains by it.

Nothing but the chronicle is read, so a story that is still being lived can be fed in event by
event. What an event changed is looked into when somebody asks for such a fact, and not before.
What somebody takes another to believe is followed as the chronicle has it: a change of its own,
else what they saw come into the other's mind.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from operator import itemgetter

from vervain.lang.expr import Compare, Cond, Const, EntityRef, Read, Var
from vervain.lang.world import World
from vervain.story.chronicle import Change, Event, Fact, Plain
from vervain.story.evaluate import Bindings, Evaluator
from vervain.story.lived import EVERYONE
from vervain.story.naming import plain_value

Key = tuple[str, tuple[str, ...], tuple[str, ...]]

COMMON = (EVERYONE,)
"""The mind that stands for all, where so many learn of a thing that they are not counted."""
BEFORE, AFTER = 0, 1
"""The two moments of an event at which a condition can be asked."""


def seen_by(saw: tuple[str, ...], who: str) -> bool:
    """Who is among those who saw it, be it with everybody."""
    return who in saw or saw == COMMON


class Record(Evaluator):
    """What is so just before (state 0) and just after (state 1) the event that was fed last."""

    def __init__(self, world: World, start: tuple[tuple[Fact, Plain], ...]) -> None:
        super().__init__(world)
        self._defaults = {f.name: plain_value(f.default) for f in world.fluents}
        self._begun: dict[Key, Plain] = {
            (s.fluent, s.args, s.minds): plain_value(s.value) for s in world.start
        }
        for fact, value in start:
            self._begun[fact.fluent, fact.args, fact.minds] = value
        self._now: dict[Key, Plain] = {}
        self._supposed: dict[Key, Plain] = {}
        self._learnt: dict[Key, list[tuple[int, Plain]]] = {}
        self._own: dict[Key, int] = {}
        self._saw: dict[int, tuple[str, ...]] = {}
        self._unread: dict[str, list[Event]] = {}
        self._unheard: dict[str, list[Event]] = {}
        self._event: Event | None = None
        self._after: dict[Key, Plain] | None = None
        self.changed: dict[str, None] = {}
        self._wants = world.wants
        self._read_by = [tuple(_reads(want.value)) for want in world.wants]
        self._reading: dict[str, list[int]] = {}
        for number, reads in enumerate(self._read_by):
            for fluent in sorted({read.fluent for read in reads}):
                self._reading.setdefault(fluent, []).append(number)

    def know(self, name: str, kinds: tuple[str, ...]) -> None:
        """Take in somebody whom the world has not (of an example)."""
        self._kinds[name] = self._closure(kinds)
        self._of_kind.clear()

    def enter(self, event: Event) -> None:
        """The event happens: state 0 is before it, state 1 after it."""
        if self._event is not None:
            for fluent in self.changed:
                self._unread.setdefault(fluent, []).append(self._event)
                self._unheard.setdefault(fluent, []).append(self._event)
        self._event, self._after = event, None
        self.changed = {c.fact.fluent: None for c in event.changes}
        for change in event.minds:
            self.changed[change.fact.fluent] = None
        if event.minds:
            self._saw[event.id] = event.saw

    def _look_into(self, fluent: str) -> None:
        """Take in what earlier events did to this fact in the world."""
        for event in self._unread.pop(fluent):
            for change in event.changes:
                if change.fact.fluent == fluent:
                    self._now[fluent, change.fact.args, ()] = change.after

    def _listen(self, fluent: str) -> None:
        """Take in what earlier events made anybody believe of this fact."""
        for event in self._unheard.pop(fluent):
            for change in event.minds:
                fact = change.fact
                if fact.fluent == fluent:
                    key = (fluent, fact.args, fact.minds)
                    self._now[key] = change.after
                    if len(fact.minds) == 1:
                        self._learnt.setdefault(key, []).append((event.id, change.after))
                    else:
                        self._own[key] = event.id

    @property
    def _over(self) -> dict[Key, Plain]:
        """What the event makes so."""
        if self._after is None:
            changes = (*self._event.changes, *self._event.minds) if self._event else ()
            self._after = {(c.fact.fluent, c.fact.args, c.fact.minds): c.after for c in changes}
        return self._after

    # ------------------------------------------------------------ facts

    def read(self, fluent: str, args: tuple[str, ...], minds: tuple[str, ...], k: int) -> Plain:
        """The value of a fact in the mind reached by `minds`, before (0) or after (1) the event."""
        key = (fluent, args, minds)
        if fluent in self._unread:
            self._look_into(fluent)
        if minds and fluent in self._unheard:
            self._listen(fluent)
        if self._supposed and key in self._supposed:
            return self._supposed[key]
        if k == AFTER:
            for known in (key, (fluent, args, COMMON)) if len(minds) == 1 else (key,):
                if known in self._over:
                    return self._over[known]
        if len(minds) > 1:
            echo = self._echo(key, k)
            if echo:
                return echo[0]
        elif minds:
            latest = self._latest(key)
            if latest is not None:
                return latest[1]
        if key in self._now:
            return self._now[key]
        for depth in range(len(minds), -1, -1):
            known = (fluent, args, minds[:depth])
            if known in self._begun:
                return self._begun[known]
        return self._defaults.get(fluent)

    def _latest(self, key: Key) -> tuple[int, Plain] | None:
        """What somebody last came to believe, by themselves or with everybody, and when."""
        own = self._learnt.get(key, ())
        common = self._learnt.get((key[0], key[1], COMMON), ())
        return max((*own[-1:], *common[-1:]), key=itemgetter(0), default=None)

    def _echo(self, key: Key, k: int) -> tuple[Plain, ...]:
        """What `a` takes `b` to believe since `a` last saw it come into the mind of `b`; nothing
        where a change of its own came later."""
        fluent, args, minds = key
        near, own = (fluent, args, minds[1:]), self._own.get(key, -1)
        common = (fluent, args, COMMON)
        if k == AFTER and self._event and seen_by(self._event.saw, minds[0]):
            for known in (near, common):
                if known in self._over:
                    return (self._over[known],)
        learnt = merge(self._learnt.get(near, ()), self._learnt.get(common, ()), key=itemgetter(0))
        for event, value in reversed(list(learnt)):
            if event <= own:
                break
            if seen_by(self._saw[event], minds[0]):
                return (value,)
        return ()

    # ------------------------------------------------------------ wants

    def moves_a_lot(self) -> bool:
        """Somebody's wants are about what the event changes."""
        return not self._reading.keys().isdisjoint(self.changed)

    def gains(self, event: Event) -> dict[str, float]:
        """By how much everybody's lot is better (below 0: worse) after the event than before it."""
        found: dict[str, float] = {}
        touched: dict[tuple[int, str], None] = {}
        for change in event.changes:
            for number in self._reading.get(change.fact.fluent, ()):
                for who in self._holders(number, change):
                    touched[number, who] = None
        for number, who in touched:
            want = self._wants[number]
            env = {} if isinstance(want.holder, str) else {want.holder.name: who}
            worth = [self.term(want.value, env, k) for k in (BEFORE, AFTER)]
            if all(isinstance(w, int | float) for w in worth):
                by = float(worth[1] or 0) - float(worth[0] or 0)
                found[who] = found.get(who, 0.0) + by
        return {who: by for who, by in found.items() if by}

    def _holders(self, number: int, change: Change) -> list[str]:
        """Whose want a change can touch: where the want reads the fact of its holder only, one."""
        want = self._wants[number]
        if isinstance(want.holder, str):
            return [want.holder]
        name = want.holder.name
        found: dict[str, None] = {}
        for read in self._read_by[number]:
            if read.fluent == change.fact.fluent:
                at = next((i for i, arg in enumerate(read.args) if arg == Var(name)), None)
                if at is None:
                    return self.of_kind(want.holder.kind)
                found[change.fact.args[at]] = None
        return [who for who in found if self.is_a(who, want.holder.kind)]

    def wants(self, who: str, cond: Cond, env: Bindings, k: int) -> bool:
        """Their lot, as they see it, would be better with what the condition says than with its
        opposite."""
        compared = cond.left if isinstance(cond, Compare) else None
        if not isinstance(cond, Compare) or not isinstance(compared, Read) or cond.op != "==":
            return False
        value = self.term(cond.right, env, k)
        args = tuple(str(self.term(a, env, k)) for a in compared.args)
        minds = tuple(str(self.term(m, env, k)) for m in compared.minds)
        now = self.read(compared.fluent, args, minds, k)
        other = (not value) if isinstance(value, bool) else (now if now != value else None)
        lots = []
        for supposed in (value, other):
            self._supposed = {(compared.fluent, args, minds): supposed}
            lots.append(self._lot(who, compared.fluent, k))
        self._supposed = {}
        return lots[0] > lots[1]

    def _lot(self, who: str, fluent: str, k: int) -> float:
        total = 0.0
        for number in self._reading.get(fluent, ()):
            want = self._wants[number]
            if isinstance(want.holder, str):
                if want.holder != who:
                    continue
                env: Bindings = {}
            elif self.is_a(who, want.holder.kind):
                env = {want.holder.name: who}
            else:
                continue
            worth = self.term(want.value, env, k)
            total += float(worth) if isinstance(worth, int | float) else 0.0
        return total


def _reads(node: object) -> Iterator[Read]:
    """All readings in an expression."""
    if isinstance(node, Read):
        yield node
    if isinstance(node, tuple):
        for item in node:
            yield from _reads(item)
    elif not isinstance(node, Const | Var | EntityRef | str):
        for name in getattr(node, "__dataclass_fields__", ()):
            yield from _reads(getattr(node, name))
