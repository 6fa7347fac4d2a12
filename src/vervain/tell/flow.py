"""Flow: what joins one told thing to the next: a connective, words for time, a sentence for time
that is passed over; and how lately the page has had each, so that none is worn out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vervain.tell.discourse import Told, Unit
from vervain.tell.fault import ONCE
from vervain.tell.reader_log import ReaderLog
from vervain.tell.relation import Kind, Relation
from vervain.tell.rhetoric import Clause, Rhetoric
from vervain.tell.spin import PERFECT, Distance, Spin, Tense
from vervain.tell.thought import Sort
from vervain.tell.tree import CHOSEN, Finite, Mention
from vervain.tell.when import (
    APART,
    HOUR,
    MONTH,
    another,
    date_words,
    gap_words,
    is_ellipsis,
    often_words,
    span_words,
)

LINKS_APART = 2
"""One sentence in so many opens with a connective, and one in so many has a clause after it."""
SAME_APART = 6
"""One sentence in so many opens with the same one."""
LEAST_DATED = MONTH
"""Of gaps so long one may say what the calendar says."""
LEAST_UNDATED = 6 * MONTH
"""After so long, be it in small steps, a reader wants to know when it is."""
LEAST_GAP = 4 * HOUR
"""Of less there is nothing to be said."""


_OF_TIME = re.compile(
    r"\b(?:years?|months?|weeks?|days?|hours?|nights?|mornings?|evenings?|time|spring|summer|autumn"
    r"|winter|now|then|when|later|ago)\b"
)


def _acts(told: Told, unit: Unit) -> bool:
    """It begins with somebody who does something then, or something happens that nobody does: not
    with the author's words for how things were, or had been, or for time."""
    first = told.sentences[0]
    verb = next((t for t in first.tokens if isinstance(t, Finite)), None)
    if verb is None or verb.lemma in ("have", "be"):
        return False
    happens = not unit.events[0].agreed and not unit.reaction and not first.mentions
    return isinstance(first.tokens[0], Mention) or (happens and not _OF_TIME.search(first.text))


@dataclass(frozen=True, slots=True)
class Opening:
    """Words before a sentence, and what they stand for; `alone`: a sentence of their own."""

    words: str
    relation: Relation
    alone: bool = False


@dataclass(slots=True)
class Flow:
    """The state of one telling between its sentences. `sentences` are counted; `at` has the number
    of the last that had a connective, words for time, or a clause of each sort; `thought`: a
    thought was told last, so that what follows does not come of it; `span`: how much time was
    passed over last; `times`: which words for time were used, the last with the highest number;
    `dated`: when it was that time was last spoken of; `said`: the last sentence; `ahead`: what
    comes next; `denied`: relations that are not to be put in words."""

    rhetoric: Rhetoric
    log: ReaderLog
    spin: Spin
    before: Unit | None = None
    clock: int | None = None
    last: int | None = None
    sentences: int = 0
    words: int = 0
    thought: bool = False
    span: str = ""
    said: str = ""
    ahead: Unit | None = None
    denied: set[Relation] = field(default_factory=set)
    times: dict[str, int] = field(default_factory=dict)
    dated: int = 0
    at: dict[str, int] = field(default_factory=dict)

    def turn(self) -> None:
        """Another passage begins: nothing goes on from what was told last."""
        self.before, self.clock, self.last = None, None, None

    def apart(self, what: str, least: int) -> bool:
        """So many sentences have been told since one had this."""
        return self.sentences - self.at.get(what, -least) >= least

    def used(self, what: str) -> None:
        """The sentence that comes next has this."""
        self.at[what] = self.sentences

    @property
    def _turn(self) -> int:
        """How long a turn is, in a world that has a calendar; else 0."""
        living = self.rhetoric.world.living
        return living.minutes if living.calendar else 0

    # ------------------------------------------------------------ before a unit

    def passed(self, unit: Unit) -> Opening | None:
        """The time that is passed over before a unit, where it has a sentence of its own."""
        timed = self._timed(unit)
        return timed if timed is not None and timed.alone else None

    def _timed(self, unit: Unit) -> Opening | None:
        """What is said of much time that is passed over: how much it is, or what the calendar says
        then; in turn, and not the same words again."""
        gap = self.gap(unit)
        if gap is None or gap < LEAST_GAP or not self.apart("time", APART):
            return None
        since = unit.minute - self.dated if self._turn else 0
        long = is_ellipsis(gap, self._turn)
        if not long and since < LEAST_UNDATED:
            return None
        relation, span = self._time(unit, gap), span_words(gap)
        if relation in self.denied:
            return None
        found = [Opening(f"{span.capitalize()} later,", relation)] if long else []
        if max(gap, since) >= LEAST_DATED and self._turn:
            dates = date_words(unit.minute - max(gap, since), unit.minute)
            found = [Opening(f"{d[0].upper()}{d[1:]},", relation) for d in dates] + found
        if not long:
            return found[0] if found else None
        passed = another(span) if span == self.span else span
        found.append(Opening(passed.capitalize(), relation, alone=True))
        if not self._turn:
            found.reverse()
        return min(found, key=lambda o: self.times.get(o.words if not o.alone else "alone", 0))

    def timed(self, opening: Opening, gap: int, minute: int) -> None:
        """Words for time have been used."""
        key = "alone" if opening.alone else opening.words
        self.times[key] = max(self.times.values(), default=0) + 1
        if opening.relation.kind is Kind.TIME:
            self.span, self.dated = span_words(gap), minute
        self.used("time")

    def opening(self, unit: Unit, told: Told, mind: str | None, *, own: bool) -> Opening | None:
        """The words that open a unit. The author's own words for a mind are left as they are; a
        connective only stands before somebody's name or pronoun."""
        if own:
            return None
        again = self._again(unit) if told.wording not in ONCE else None
        if again is not None:
            return again
        gap = self.gap(unit)
        words = gap_words(gap) if gap is not None else ""
        timed = self._timed(unit)
        if timed is not None and not timed.alone and told.wording not in ONCE and _acts(told, unit):
            return timed
        soon = gap is not None and not self._turn and not is_ellipsis(gap)
        if words and gap is not None and soon and self.apart("time", APART):
            relation = self._time(unit, gap)
            return None if relation in self.denied else Opening(f"{words},", relation)
        if self.before is None or words or not self.apart("link", LINKS_APART):
            return None
        first = told.sentences[0].tokens[0]
        if not isinstance(first, Mention) or first.form is CHOSEN:
            return None
        for opening, relation in self.rhetoric.between(self.before, unit, mind):
            heard = opening == "So" and " so " in told.sentences[0].text
            aside = relation.kind is Kind.MEANWHILE
            if relation in self.denied:
                continue
            if self.apart(opening, SAME_APART) and not heard and (aside or not self.thought):
                return Opening(opening, relation)
        return None

    def _again(self, unit: Unit) -> Opening | None:
        """How often, of what happened time and again."""
        if not unit.again or not self.apart("time", APART):
            return None
        ways = often_words([event.minute for event in unit.events])
        relation = Relation(Kind.OFTEN, unit.events[0].id, value=len(unit.events))
        if not ways or relation in self.denied:
            return None
        return Opening(f"{min(ways, key=lambda w: self.times.get(f'{w},', 0))},", relation)

    def is_habit(self, unit: Unit) -> bool:
        """It happened time and again, and there is no room for words that say how often."""
        if not unit.again or self.apart("time", APART):
            return False
        return bool(often_words([event.minute for event in unit.events]))

    def gap(self, unit: Unit) -> int | None:
        """How much time has gone by since what was told last."""
        return None if self.clock is None else unit.minute - self.clock

    def _time(self, unit: Unit, gap: int) -> Relation:
        return Relation(Kind.TIME, unit.events[0].id, self.last, value=gap)

    # ------------------------------------------------------------ in a unit

    def clauses(self, unit: Unit, mind: str | None, tense: Tense) -> Iterator[Clause]:
        """The clauses that can follow in the sentence of a unit, if it is time for one."""
        if tense is PERFECT:
            return
        told = self.log.fresh(self.words)
        every = "reasons" in self.spin.dwells or unit.dwelt
        for clause in self.rhetoric.behind(unit, mind, told):
            near = LINKS_APART if every else APART
            if self.apart(clause.word, near) and clause.relation not in self.denied:
                yield clause

    def may_think(self, unit: Unit) -> bool:
        """Not two thoughts one after the other, unless the telling dwells on it or is close; and no
        look at others where what comes next comes of what was told, or undoes it."""
        sign = unit.thought is not None and unit.thought.sort is Sort.SIGN
        if sign and self._is_taken_up():
            return False
        if unit.thought is not None and unit.thought.sort is Sort.BEAT:
            return True
        close = self.spin.distance is Distance.SCENE or unit.dwelt or bool(self.spin.dwells)
        other = unit.thought is not None and unit.thought.sort is Sort.OTHERS
        return close or self.apart("thought", 1 if other else LINKS_APART)

    def _is_taken_up(self) -> bool:
        if self.before is None or self.ahead is None or self.ahead.thought is not None:
            return False
        if not self.apart("link", LINKS_APART):
            return False
        found = self.rhetoric.between(self.before, self.ahead, None)
        return any(word in ("But", "So") for word, _ in found)

    # ------------------------------------------------------------ after a unit

    def passage(self, told: Told) -> None:
        """Words of passage have been said: nothing is joined to what was before them."""
        self.sentences += len(told.sentences)
        self.words += told.length
        self.said, self.before = told.sentences[-1].text, None

    def told(self, unit: Unit, told: Told, mind: str | None) -> None:
        """A unit has been told."""
        for relation in told.relations if unit.thought is None else ():
            if relation.kind is Kind.RESTS:
                self.used("because")
                held = f"{relation.fact} {relation.value}"
                self.log.felt.add(("takes", relation.who, held))
            elif relation.kind in (Kind.KNOWING, Kind.AGAINST):
                self.used("although")
        self.sentences += len(told.sentences)
        self.words += told.length
        self.said = told.sentences[-1].text
        if unit.thought is not None:
            beat = unit.thought.sort is Sort.BEAT
            self.used("thought" if not beat else "beat")
            if beat:
                self.used(f"beat {unit.thought.key[1]}")
            self.thought = self.thought or not beat
            relation, fact = unit.thought.relation, unit.thought.relation.fact
            self.log.felt.add(unit.thought.key)
            if relation.kind is Kind.KNOWS and fact is not None and len(fact.minds) < 2:
                self.log.learn(fact, relation.value, relation.to)
            return
        self.log.tell(unit.events, mind, self.words)
        self.dated = self.dated or unit.minute
        self.before, self.thought = unit, False
        self.clock = unit.events[-1].minute + unit.events[-1].duration
        self.last = unit.events[-1].id
