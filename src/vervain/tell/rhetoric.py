"""Rhetoric: which relation on record lies between two things told one after the other, or behind
one of them, so that a connective may say it.

So: somebody acted because of what another did before their eyes, or it came of that by itself. But:
it undid what the other had done, to their grief. Meanwhile: by the clock, or between two steps of
one plan, elsewhere. Because: a belief of the reason, or a condition that an earlier event made so.
Although: it was against what they hold dear, or they knew better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from vervain.base.once import once
from vervain.lang.expr import Assign
from vervain.lang.values_held import held_dear, slug
from vervain.lang.world import PLACE, World
from vervain.story.chronicle import Belief, Cause, Claimed, Event, Fact, Plain
from vervain.tell.discourse import Unit
from vervain.tell.emotions import Emotions
from vervain.tell.fact_parts import Facts, Parts, parts_of
from vervain.tell.minds import Minds, saw
from vervain.tell.nested_words import Reads, held
from vervain.tell.relation import Kind, Relation

_TRIVIAL = (PLACE, "alive")
"""That somebody is there, or alive, is no reason that one would give."""
HELD_DEAR = 2.0
"""Weight from which on a value is held dear."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A subordinate clause that can follow: its opening word, what it says, and on what record."""

    word: str
    parts: Parts
    relation: Relation


@dataclass(slots=True)
class Rhetoric:
    """Finds relations in one story."""

    world: World
    facts: Facts
    minds: Minds
    felt: Emotions
    events: tuple[Event, ...]
    reads: Reads
    _against: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _dear: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index what acts are against, and who holds what dear."""
        self._against, self._dear = _values(self.world)

    # ------------------------------------------------------------ between two

    def between(self, before: Unit, unit: Unit, mind: str | None) -> Iterator[tuple[str, Relation]]:
        """The words that can open the second of two told one after the other, the strongest
        first."""
        one, two = before.events[-1], unit.events[0]
        if unit.reaction or before.reaction or one.id >= two.id:
            return
        others = not set(one.agreed) & set(two.agreed)
        if others and two.agreed:
            yield from (("But", r) for r in self._undone(one, two, mind))
        if others:
            yield from (("So", r) for r in self._caused(one, two))
            if self._aside(one, two):
                yield "Meanwhile,", Relation(Kind.MEANWHILE, two.id, one.id)

    def _undone(self, one: Event, two: Event, mind: str | None) -> Iterator[Relation]:
        """The second unmakes what the first made, or is a blow to whoever did it."""
        hurt = [(who, f) for who in one.agreed for f in self.felt.hurt(two.id, who)]
        made = {c.fact: c.after for c in one.changes}
        for change in two.changes:
            undone = change.fact in made and made[change.fact] == change.before
            if undone and change.fact.fluent != PLACE and (hurt or not self.felt.known):
                yield Relation(Kind.UNDOES, two.id, one.id, fact=change.fact, value=change.before)
        for who, feeling in hurt:
            wanted = {w.text for r in one.reasons if r.agent == who for w in r.wants}
            if feeling.want in wanted and mind in (None, who):
                yield Relation(
                    Kind.DISAPPOINTS, two.id, one.id, who, want=feeling.want, feeling=feeling.id
                )

    def _caused(self, one: Event, two: Event) -> Iterator[Relation]:
        """Whoever does the second does it because of the first, or it comes of it by itself."""
        for cause in two.causes:
            if cause.event == one.id and self._moves(cause, one, two):
                yield Relation(Kind.CAUSED, two.id, one.id, fact=cause.fact, value=cause.value)
        for reason in two.reasons:
            for belief in reason.beliefs:
                near = belief.fact.fluent == PLACE and belief.value == two.place
                if belief.since == one.id and not near and saw(one, reason.agent):
                    yield Relation(
                        Kind.CAUSED, two.id, one.id, reason.agent, belief.fact, belief.value
                    )

    def _moves(self, cause: Cause, one: Event, two: Event) -> bool:
        """Not only that it could be done: they saw it, and it is not that somebody is at hand."""
        if not two.agreed:
            return bool(one.agreed) or cause.fact.fluent != PLACE
        near = cause.fact.fluent == PLACE and cause.value == two.place
        return not near and all(saw(one, who) for who in two.agreed)

    def _aside(self, one: Event, two: Event) -> bool:
        """They happen at one time, or the second between two steps of a plan of the first's; and in
        two places."""
        if not one.agreed or None in (one.place, two.place) or one.place == two.place:
            return False
        end_one, end_two = one.minute + one.duration, two.minute + two.duration
        if one.minute < end_two and two.minute < end_one and one.duration and two.duration:
            return True
        return meanwhile(self.events, one, two)

    # ------------------------------------------------------------ behind one

    def behind(self, unit: Unit, mind: str | None, told: set[int]) -> Iterator[Clause]:
        """The clauses that can say why this was done in spite of something, or because of what.
        `told`: the events that the reader still has in mind."""
        event = unit.events[0]
        if unit.reaction or unit.glimpsed or unit.thought is not None or len(unit.events) > 1:
            return
        for who in event.agreed:
            if mind in (None, who):
                yield from self._knowing(event, who)
                yield from self._against_value(event, who)
        for reason in event.reasons:
            if mind in (None, reason.agent):
                yield from self._of_others(event, reason.agent, reason.beliefs)
                yield from self._mistaken(event, reason.agent, reason.beliefs)
        yield from self._conditions(event, mind, told)

    def _knowing(self, event: Event, who: str) -> Iterator[Clause]:
        """They say what they do not believe."""
        claims = [b for _, b in event.act.roles if isinstance(b, Claimed)]
        for cause in event.causes:
            held = cause.fact
            same = any((c.fluent, c.args) == (held.fluent, held.args) for c in claims)
            if not same or held.minds != (who,) or any(c.value == cause.value for c in claims):
                continue
            clause = self.facts.clause(Fact(held.fluent, held.args), cause.value)
            if clause is None:
                continue
            right = not self.minds.wrong(held, cause.value, event.id)
            verb = "know" if right else "believe"
            words = f"{{who}} {{{verb}}} that {{clause}}"
            relation = Relation(Kind.KNOWING, event.id, who=who, fact=held, value=cause.value)
            yield Clause("although", parts_of(words, who=who, clause=clause), relation)

    def _against_value(self, event: Event, who: str) -> Iterator[Clause]:
        """It goes against what they hold dear."""
        for fluent in self._against.get(event.act.name, ()):
            value = fluent.removeprefix("breaches_of_")
            text = self._dear.get(who, {}).get(value)
            if text is None or not _is_dear(text):
                continue
            relation = Relation(Kind.AGAINST, event.id, who=who, want=text)
            words = f"{{who}} {{hold}} {held_dear(text)} dear"
            yield Clause("although", parts_of(words, who=who), relation)

    def _of_others(self, event: Event, who: str, beliefs: tuple[Belief, ...]) -> Iterator[Clause]:
        """They act on what they take another to believe; not where they take many to."""
        said = {(b.fluent, b.args) for _, b in event.act.roles if isinstance(b, Claimed)}
        deep = [b for b in beliefs if len(b.fact.minds) > 1 and b.fact.minds[0] == who]
        deep = [b for b in deep if (b.fact.fluent, b.fact.args) not in said]
        alike = Counter((b.fact.fluent, b.fact.args, str(b.value)) for b in deep)
        for b in deep:
            own = b.fact.args[:1] == b.fact.minds[-1:]
            people = all(mind in self.facts.people for mind in b.fact.minds)
            if own or not people or alike[b.fact.fluent, b.fact.args, str(b.value)] > 1:
                continue
            clause = held(self.facts, self.reads, b.fact, b.value, event.id, "think")
            if clause is None:
                continue
            relation = Relation(Kind.RESTS, event.id, b.since, who, b.fact, b.value)
            words = "{who} {know} that {clause}" if b.true else "{who} {think} {clause}"
            yield Clause("because", parts_of(words, who=who, clause=clause), relation)

    def _mistaken(self, event: Event, who: str, beliefs: tuple[Belief, ...]) -> Iterator[Clause]:
        """They act on what is not so. Told as what they believe."""
        for belief in beliefs:
            fact = Fact(belief.fact.fluent, belief.fact.args)
            if belief.true or belief.fact.minds != (who,) or belief.value is None:
                continue
            clause = self.facts.clause(fact, belief.value)
            if clause is None or belief.fact.args[:1] == (who,):
                continue
            relation = Relation(Kind.RESTS, event.id, belief.since, who, belief.fact, belief.value)
            words = "{who} {believe} that {clause}"
            if belief.fact.fluent == PLACE and _goes_to(event, belief.value):
                clause = parts_of("{x} {be} there", x=belief.fact.args[0])
            yield Clause("because", parts_of(words, who=who, clause=clause), relation)

    def _conditions(self, event: Event, mind: str | None, told: set[int]) -> Iterator[Clause]:
        """An earlier event made it possible; not one that was told just now, which needs no words,
        nor what the act itself undoes."""
        undone = {(c.fact, c.before) for c in event.changes}
        for cause in event.causes:
            made_by = cause.event
            if (cause.fact, cause.value) in undone:
                continue
            if made_by is None or made_by in told or cause.fact.minds or cause.value is None:
                continue
            if cause.fact.fluent in _TRIVIAL or set(cause.fact.args) & _doers(event):
                continue
            if (
                mind is not None
                and self.minds.value(Fact(cause.fact.fluent, cause.fact.args, (mind,)), event.id)
                != cause.value
            ):
                continue
            clause = self.facts.clause(cause.fact, cause.value)
            if clause is not None:
                relation = Relation(
                    Kind.RESTS, event.id, made_by, fact=cause.fact, value=cause.value
                )
                yield Clause("because", clause, relation)


@once
def _values(world: World) -> tuple[dict[str, tuple[str, ...]], dict[str, dict[str, str]]]:
    """What acts are against, and who holds what dear, as the author has it."""
    against: dict[str, tuple[str, ...]] = {}
    for action in world.actions:
        names = (e.fluent for e in action.effects if isinstance(e, Assign))
        found = tuple(n for n in names if n.startswith("breaches_of_"))
        if found:
            against[action.name] = found
    dear: dict[str, dict[str, str]] = {}
    for want in world.wants:
        if want.text.startswith("values ") and isinstance(want.holder, str):
            dear.setdefault(want.holder, {})[slug(held_dear(want.text))] = want.text
    return against, dear


def meanwhile(events: tuple[Event, ...], one: Event, two: Event) -> bool:
    """Whoever did the first goes on with the plan of it after the second, elsewhere."""
    plans = {act for reason in one.reasons for act in reason.plan[1:]}
    later = (e for e in events[two.id + 1 :] if set(e.agreed) & set(one.agreed))
    following = next(later, None)
    return following is not None and following.act in plans


def _doers(event: Event) -> set[str]:
    """Who acts; of what nobody chooses, whoever it happens to."""
    return set(event.agreed) or {bound for _, bound in event.act.roles if isinstance(bound, str)}


def _goes_to(event: Event, place: Plain) -> bool:
    """The act names the place, and leads there."""
    return any(c.fact.fluent == PLACE and c.after == place for c in event.changes) and any(
        bound == place for _, bound in event.act.roles
    )


def _is_dear(text: str) -> bool:
    """A value's weight, where it is a number, is one that counts."""
    weight = text.rpartition(" at ")[2]
    try:
        return float(weight) >= HELD_DEAR
    except ValueError:
        return True
