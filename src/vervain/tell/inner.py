"""Inner: what goes on in minds at what is told, and so is told beside it.

From the mind it is told from: what they found otherwise than they believed, saw on coming, were
told, concluded, glimpsed; and what they felt. Of others: only what shows. From nobody's mind: whose
expectation failed, and who believes what is not so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from vervain.lang.expr import Var
from vervain.lang.frame import NounHole
from vervain.lang.world import PLACE, World
from vervain.story.chronicle import Act, Change, Claimed, Event, Fact
from vervain.story.feel.feeling import Feeling
from vervain.story.feel.inner import ALIVE
from vervain.tell.discourse import Unit
from vervain.tell.emotions import Emotions
from vervain.tell.fact_parts import Facts, Parts, parts_of
from vervain.tell.minds import Minds, saw
from vervain.tell.nested import Nested
from vervain.tell.purpose import gained, wanted_words
from vervain.tell.relation import Kind, Relation
from vervain.tell.signs import Signs
from vervain.tell.spin import Spin, Tense
from vervain.tell.thought import Sort, Thought, Wording
from vervain.tell.tree import marked

STRONG, CLEAR = 0.45, 0.2
"""How strong a feeling has to be, to be told; and where the telling dwells on feelings."""


@dataclass(slots=True)
class Inner:
    """Finds thoughts in one story."""

    world: World
    facts: Facts
    minds: Minds
    spin: Spin
    felt: Emotions
    nested: Nested
    signs: Signs
    _pronouns: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index pronouns."""
        self._pronouns = {e.name: e.pronoun for e in self.world.entities}

    def of(self, unit: Unit, mind: str | None) -> tuple[Thought, ...]:
        """The thoughts at one unit, the heaviest first."""
        event = unit.events[-1]
        if mind is not None and self._dead(event, mind):
            return ()
        found = [*self._beliefs(event, mind), *self.nested.of(event, mind)]
        if len(unit.events) == 1 or mind is not None:
            found += self._feelings(event, mind)
        return tuple(sorted(found, key=lambda t: -t.weight))

    # ------------------------------------------------------------ beliefs

    def _beliefs(self, event: Event, mind: str | None) -> Iterator[Thought]:
        people = event.agreed if mind is None else (mind,)
        for who in people:
            yield from self._expected(event, who)
        if mind is not None:
            yield from self._there(event, mind)
            for change in self.minds.learned(event, mind):
                yield from self._learned(event, change, mind)
        else:
            for change in event.minds:
                if len(change.fact.minds) == 1:
                    yield from self._deceived(event, change)

    def _expected(self, event: Event, who: str) -> Iterator[Thought]:
        """What somebody believed, and now sees is not so."""
        for change in self.minds.learned(event, who):
            fact = _inner(change.fact)
            if change.how != "perceived" or change.before in (None, change.after):
                continue
            if not self.minds.wrong(fact, change.before, event.id):
                continue
            if not self._counts(event, who, change.fact):
                continue
            relation = Relation(
                Kind.UNEXPECTED, event.id, who=who, fact=change.fact, value=change.before
            )
            wordings = tuple(self._otherwise(event, who, fact, change, relation))
            key = ("expected", who, str(fact))
            yield Thought(Sort.EXPECTED, who, relation, wordings, 3.0, key)

    def _counts(self, event: Event, who: str, belief: Fact) -> bool:
        """They acted on it, or it is about somebody or something in the act."""
        rests = any(b.fact == belief for r in event.reasons if r.agent == who for b in r.beliefs)
        concerns = set(belief.args) & (_roles(event.act) - {who})
        return rests or bool(concerns) or "beliefs" in self.spin.dwells

    def _otherwise(
        self, event: Event, who: str, fact: Fact, change: Change, relation: Relation
    ) -> Iterator[Wording]:
        here = self.minds.value(Fact(PLACE, (who,)), event.id + 1)
        other = fact.args[0] if fact.args else ""
        if fact.fluent == PLACE and change.before == here and other in self.facts.people:
            but, though = marked("but"), marked("although")
            for words in (
                f"{{who}} {{have}} thought to find {{other}} there, {but} {{other}} {{be}} gone",
                f"{{other}} {{be}} not there, {though} {{who}} {{have}} counted on it",
            ):
                yield Wording(parts_of(words, who=who, other=other), words, (relation,))
            return
        held = self.facts.clause(fact, change.before)
        now = self.facts.briefly(fact, change.after) or self.facts.clause(fact, change.after)
        if held is not None and now is not None:
            words = f"{{who}} {{have}} believed that {{held}}, {marked('but')} {{now}}"
            yield Wording(parts_of(words, who=who, held=held, now=now), words, (relation,))

    def _there(self, event: Event, mind: str) -> Iterator[Thought]:
        """Whom somebody finds where they come to."""
        here = self.minds.value(Fact(PLACE, (mind,)), event.id + 1)
        if here is None or here == self.minds.value(Fact(PLACE, (mind,)), event.id):
            return
        found = {
            c.fact.args[0]: c
            for c in self.minds.learned(event, mind)
            if c.fact.fluent == PLACE and c.how == "perceived" and c.after == here
        }
        names = tuple(n for n in found if n in self.facts.people and n != mind)
        if names and not set(names) & _roles(event.act):
            first = found[names[0]]
            relation = Relation(
                Kind.KNOWS, event.id, who=mind, fact=first.fact, value=here, how="perceived"
            )
            hole = (NounHole(Var("there")),)
            words = ("{names} {be} there", "{names} {be} there already")
            wordings = tuple(
                Wording(parts_of(w, names=hole), w, roles={"there": names}) for w in words
            )
            key = ("there", mind, f"{here} {names}")
            yield Thought(Sort.THERE, mind, relation, wordings, 0.8, key)

    def _learned(self, event: Event, change: Change, mind: str) -> Iterator[Thought]:
        """What somebody was told, or concluded."""
        fact, sorts = _inner(change.fact), {"told": Sort.TOLD, "inferred": Sort.INFERRED}
        sort = sorts.get(change.how)
        number = isinstance(change.after, int | float) and not isinstance(change.after, bool)
        if sort is None or (change.fact.args[:1] == (mind,) and not number):
            return
        wrong = self.minds.wrong(fact, change.after, event.id + 1)
        kind = Kind.BELIEVES if wrong else Kind.KNOWS
        clause = self.facts.clause(fact, change.after)
        tellers = [name for name in event.agreed if name != mind]
        if _claims(event.act, fact):
            words = ["{who} {have} no reason to doubt it", "{who} {believe} it"]
            sort, kind, clause = Sort.BELIEVED, Kind.BELIEVES, ()
        elif sort is Sort.TOLD and tellers:
            learn = "be sure" if wrong else "know"
            words = [f"{{who}} {{{learn.split(' ', maxsplit=1)[0]}}}"]
            words = [f"{words[0]}{' sure' if wrong else ''} now that {{clause}}"]
        elif sort is Sort.TOLD and not wrong:
            words = ["{who} {know} now that {clause}", "{who} {see} that {clause}"]
        else:
            words = ["{who} {suppose} that {clause}", "{who} {conclude} that {clause}"]
            kind = Kind.BELIEVES
        if clause is None:
            return
        relation = Relation(
            kind, event.id, who=mind, fact=change.fact, value=change.after, how=change.how
        )
        wordings = tuple(Wording(parts_of(w, who=mind, clause=clause), w) for w in words)
        known: tuple[Wording, ...] = ()
        if sort is not Sort.BELIEVED:
            verb = "know" if kind is Kind.KNOWS else "believe"
            too = f"{{who}}, too, {{{verb}}} now that {{clause}}"
            known = (Wording(parts_of(too, who=mind, clause=clause), too),)
        key = ("believes", mind, f"{fact} {change.after}")
        weight = 1.5 if wrong else 1.2 if isinstance(change.after, bool) else 1.1
        yield Thought(sort, mind, relation, wordings, weight, key, known)

    def _deceived(self, event: Event, change: Change) -> Iterator[Thought]:
        """Somebody believes what they are told, or conclude, and it is not so."""
        fact, who = _inner(change.fact), change.fact.minds[0]
        if change.how not in ("told", "inferred") or who not in self.facts.people:
            return
        if change.after is None or not self.minds.wrong(fact, change.after, event.id + 1):
            return
        relation = Relation(
            Kind.BELIEVES, event.id, who=who, fact=change.fact, value=change.after, how=change.how
        )
        key = ("believes", who, f"{fact} {change.after}")
        clause: Parts | None = ()
        patterns: tuple[str, ...] = ("{who} {believe}, wrongly, that {clause}",)
        if _claims(event.act, fact):
            patterns = ("{who} {believe} it", "{who} {have} no reason to doubt it")
        else:
            clause = self.facts.clause(fact, change.after)
        wordings = tuple(
            Wording(parts_of(w, who=who, clause=clause), w) for w in patterns if clause is not None
        )
        if wordings:
            yield Thought(Sort.BELIEVED, who, relation, wordings, 2.0, key)

    def glimpse(self, event: Event, mind: str) -> Iterator[Thought]:
        """What of an event that they did not see somebody could glimpse."""
        for change in self.minds.learned(event, mind):
            clause = self.facts.clause(_inner(change.fact), change.after)
            if change.how != "glimpsed" or clause is None:
                continue
            relation = Relation(
                Kind.KNOWS, event.id, who=mind, fact=change.fact, value=change.after, how="glimpsed"
            )
            words = "{who} {see} that {clause}"
            wording = Wording(parts_of(words, who=mind, clause=clause), words)
            key = ("glimpsed", mind, f"{change.fact} {event.id}")
            yield Thought(Sort.GLIMPSED, mind, relation, (wording,), 1.0, key)

    def hearsay(self, event: Event, mind: str) -> Iterator[Thought]:
        """What came to somebody's ears of an event that they neither saw nor glimpsed."""
        for change in self.minds.learned(event, mind):
            if change.fact.minds == (mind,):
                yield from self._learned(event, change, mind)

    # ------------------------------------------------------------ feelings

    def _feelings(self, event: Event, mind: str | None) -> Iterator[Thought]:
        least = CLEAR if "feelings" in self.spin.dwells else STRONG
        for feeling in self.felt.at(event.id):
            if feeling.intensity < least:
                continue
            if feeling.who == mind:
                yield from self._thought(event, feeling)
            elif self._shows(event, feeling, mind):
                yield from self._sign(event, feeling, mind)

    def signs_of(self, event: Event, who: str, mind: str | None) -> Iterator[Thought]:
        """What shows of one to whom something was said."""
        for feeling in self.felt.at(event.id):
            clear = feeling.who == who and feeling.intensity >= CLEAR
            if clear and self._shows(event, feeling, mind):
                yield from self._sign(event, feeling, mind)

    def _thought(self, event: Event, feeling: Feeling) -> Iterator[Thought]:
        relation = Relation(Kind.FEELS, event.id, who=feeling.who, feeling=feeling.id)
        wordings = tuple(self._worded(feeling, feeling.who, inner=True))
        if wordings:
            key = (feeling.emotion.value, feeling.who, feeling.purpose or feeling.toward or "")
            want = (feeling.who, feeling.purpose)
            strength = feeling.intensity
            yield Thought(
                *(Sort.FEELING, feeling.who, relation, wordings, strength, key),
                want=want,
                deed=feeling.deed.act if feeling.deed is not None else None,
            )

    def _shows(self, event: Event, feeling: Feeling, mind: str | None) -> bool:
        """It shows: they are there, it happens to them, and whoever tells it is there, too. Who
        acts may have reason to hide what they feel."""
        who = feeling.who
        there = who in event.saw and who not in event.agreed and saw(event, mind)
        near = who in _roles(event.act) or "feelings" in self.spin.dwells
        return there and near and not self._dead(event, who)

    def _dead(self, event: Event, who: str) -> bool:
        """They do not live to think about it."""
        return self.minds.value(Fact(ALIVE, (who,)), event.id + 1) is False

    def _sign(self, event: Event, feeling: Feeling, mind: str | None) -> Iterator[Thought]:
        relation = Relation(Kind.SHOWS, event.id, who=feeling.who, feeling=feeling.id)
        wordings = tuple(self._worded(feeling, mind, inner=False))
        if wordings:
            key = ("shows", feeling.who, feeling.emotion.value)
            weight = feeling.intensity * 0.8
            yield Thought(Sort.SIGN, feeling.who, relation, wordings, weight, key)

    def _worded(self, feeling: Feeling, mind: str | None, *, inner: bool) -> Iterator[Wording]:
        whom = feeling.toward if feeling.toward in self.facts.people else None
        given = partial(self._given, feeling)
        return self.signs.wordings(feeling, whom, mind, given, inner=inner)

    def _given(self, feeling: Feeling) -> dict[str, Parts]:
        """What the want and the deed are that the feeling is about, in words."""
        who = feeling.who
        narrator = self._pronouns.get(who, "it") if self.spin.person != 3 else ""
        past = self.spin.tense is not Tense.PRESENT
        purpose = feeling.purpose if feeling.whose == who else ""
        given: dict[str, Parts] = {}
        gain = gained(purpose, past=past, narrator=narrator, person=self.spin.person)
        if gain:
            given["gain"] = parts_of(gain)
        lost = wanted_words(purpose)
        if lost and not narrator:
            given["lost"] = parts_of(lost)
        if feeling.deed is not None and feeling.deed.event is None:
            deed = self.facts.act(feeling.deed.act)
            if deed is not None and who not in feeling.deed.doers:
                given["deed"] = deed
        return given


def _inner(fact: Fact) -> Fact:
    """The fact that a belief is about."""
    return Fact(fact.fluent, fact.args, fact.minds[1:])


def _roles(act: Act) -> set[str]:
    return {bound for _, bound in act.roles if isinstance(bound, str)}


def _claims(act: Act, fact: Fact) -> bool:
    """The act says just this."""
    bound = (b for _, b in act.roles if isinstance(b, Claimed))
    return any((b.fluent, b.args) == (fact.fluent, fact.args) for b in bound)
