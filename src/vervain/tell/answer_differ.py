"""The words of *what if*: where the stories part, what is lost, what comes instead, how it ends."""

from __future__ import annotations

from vervain.run.again import Fate
from vervain.story.chronicle import Change, Fact, Plain
from vervain.story.differ import Difference, Lost, Parting
from vervain.story.what_if import Otherwise
from vervain.story.why import why
from vervain.tell.answer import Answer, sentence
from vervain.tell.answer_why import cost_words, why_words
from vervain.tell.lexicon import listing, number_word
from vervain.tell.speaker import MOST_LACKS, Speaker, purpose_of

MOST_FACTS = 12
"""Facts that are told of one end; the rest are counted."""

MOST_EVENTS = 8
"""Lost events that are named; the rest are counted."""

MANY = 4
"""Lost events of one sort, kept from coming about by the same, that are told together."""

Shift = tuple[Fact, Plain, Plain]


def differ_words(old: Speaker, new: Speaker, otherwise: Otherwise, found: Difference) -> Answer:
    """The whole answer."""
    asked = listing([_with(text) for text in otherwise.changes])
    if found.parting is None:
        same = f"the same {found.same} events in the same order"
        head = f"{asked} nothing is otherwise: {same}"
        if found.lost:
            head = f"{asked} it comes to the same story after all: {same}"
        return Answer(sentence(head))
    telling = _Telling(old, new, otherwise, found)
    return Answer(sentence(f"{asked}, {telling.outcome()}"), (), (), tuple(telling.parts()))


def _with(text: str) -> str:
    """A change as the circumstance of what follows."""
    for head in ("without the rule ", "without "):
        if text.startswith(head):
            return f"{head}“{text.removeprefix(head)}”"
    return f"with “{text}”"


class _Telling:
    """One answer."""

    def __init__(self, old: Speaker, new: Speaker, otherwise: Otherwise, found: Difference) -> None:
        self.old, self.new, self.otherwise, self.found = old, new, otherwise, found

    def outcome(self) -> str:
        """The end in one clause."""
        parts = []
        if self.found.died:
            parts.append(f"{listing([name for name, _ in self.found.died])} would die")
        if self.found.lived:
            names = [name for name, _ in self.found.lived]
            parts.append(f"{self.old.names(names)} would live")
        if not parts:
            kept = len(self.old.chronicle.events) - len(self.found.lost)
            parts.append(f"{kept} of {len(self.old.chronicle.events)} events would still happen")
        return listing(parts)

    def parts(self) -> list[Answer]:
        """Where they part, what is lost, what comes instead, how it ends."""
        parts = [self._same(), *self._parting()]
        parts += self._lost()
        parts += self._gained()
        parts += [self._death(name, event) for name, event in self.found.died]
        parts += self._ends()
        parts += self._wants()
        return parts

    def _same(self) -> Answer:
        if not self.found.same:
            return Answer("From the first event on it is another story.")
        last = self.found.same - 1
        many = "event is" if self.found.same == 1 else f"{self.found.same} events are"
        text = f"The first {many} the same, to the last belief: up to {self.old.event(last)}"
        return Answer(sentence(text), tuple(range(self.found.same)))

    # ------------------------------------------------------------ where they part

    def _parting(self) -> list[Answer]:
        parting = self.found.parting
        if parting is None:
            return []
        if parting.old is not None and (parting.missing or parting.extra):
            return [self._consequence(parting, parting.old)]
        if parting.new is None:
            return []
        if parting.new in self.found.gained and parting.new < self.otherwise.alone:
            event = self.new.event(parting.new)
            return [Answer(sentence(f"Then, as was asked: {event}"), (parting.new,))]
        if parting.old is not None and self.otherwise.case.chronicle.ran is not None:
            was, now = self.old.event(parting.old), self.new.event(parting.new)
            text = f"There the stories part: it was that {was}, and would be that {now}"
            return [Answer(sentence(text), (parting.old, parting.new))]
        return []

    def _consequence(self, parting: Parting, event: int) -> Answer:
        head = f"The stories part when {self.old.event(event)}"
        parts = []
        if parting.missing:
            words = self._changed(parting.missing, self.old)
            parts.append(Answer(sentence(f"It no longer comes about that {words}"), (event,)))
        if parting.extra:
            words = self._changed(parting.extra, self.new)
            parts.append(Answer(sentence(f"It now comes about that {words}"), (event,)))
        return Answer(sentence(head), (event,), (), tuple(parts))

    def _changed(self, changes: tuple[Change, ...], say: Speaker) -> str:
        plain = [(c.fact, c.after) for c in changes if not c.fact.minds]
        minds: dict[tuple[str, ...], list[tuple[Fact, Plain]]] = {}
        for c in changes:
            inner = Fact(c.fact.fluent, c.fact.args)
            if c.fact.minds:
                minds.setdefault(c.fact.minds, []).append((inner, c.after))
        words = say.clauses(plain)
        for chain, said in minds.items():
            believes = "".join(f"{mind} believes that " for mind in chain[:-1])
            words.append(believes + say.knowing(chain[-1], said, right=False))
        shown = words[:MOST_FACTS]
        return listing(shown) + (" and more" if len(words) > len(shown) else "")

    # ------------------------------------------------------------ what is lost, what is new

    def _lost(self) -> list[Answer]:
        """What does not come about: what hangs on nothing else that is lost, then the rest."""
        gone = (Fate.REMOVED, Fate.ENDED)
        lost = [entry for entry in self.found.lost if entry.fate not in gone]
        roots = {entry.event: entry for entry in lost if not entry.hangs}
        hanging = [entry.event for entry in lost if entry.hangs]
        parts = self._roots(roots)
        if hanging:
            clauses = self.old.events(hanging)
            shown, more = clauses[:MOST_EVENTS], len(clauses) - MOST_EVENTS
            words = "; ".join(shown) + (f"; and {more} more" if more > 0 else "")
            head = "What hung on that goes with it" if parts else "What hung on it goes, too"
            parts.append(Answer(sentence(f"{head}: {words}"), tuple(hanging)))
        return [Answer("What does not come about:", (), (), tuple(parts))] if parts else []

    def _roots(self, roots: dict[int, Lost]) -> list[Answer]:
        """Runs of one act, each with what keeps it from coming about; of many of one sort that are
        kept by the same the first, and how many there are. What stands alone comes first."""
        sorts: dict[tuple[str, str], list[list[int]]] = {}
        for run in self.old.runs(list(roots)):
            name = self.old.chronicle.events[run[0]].act.name
            sorts.setdefault((name, self._because(roots[run[0]])), []).append(run)
        few = [([run], why) for (_, why), runs in sorts.items() if len(runs) < MANY for run in runs]
        many = [(runs, why) for (_, why), runs in sorts.items() if len(runs) >= MANY]
        found = [self._root(runs, why, roots[runs[0][0]]) for runs, why in (*few, *many)]
        more = len(found) - MOST_FACTS
        return [*found[:MOST_FACTS], *([Answer(f"And {more} more.")] if more > 0 else [])]

    def _root(self, runs: list[list[int]], why: str, lost: Lost) -> Answer:
        events = tuple(number for run in runs for number in run)
        (clause,) = self.old.events(runs[0])
        rest = len(events) - len(runs[0])
        like = f", and {number_word(rest)} more of the kind" if rest else ""
        facts = tuple(lack.fact for lack in lost.lacks if lack.fact is not None)
        return Answer(sentence(f"{clause}{like}, because {why}"), events, facts)

    def _because(self, lost: Lost) -> str:
        if lost.fate is Fate.UNWANTED:
            who = listing(list(lost.agents))
            has = "has" if len(lost.agents) == 1 else "have"
            known = "; ".join(self.new.belief(f, now) for f, _, now in lost.otherwise[:MOST_LACKS])
            known = known or self._weighed(lost)
            if lost.stuck is not None:
                he = self.new.pronoun(lost.agents[0])
                known = f"{he} cannot count on this any more, that {self.old.act(lost.stuck)}"
            return f"{who} {has} no reason for it" + (f": {known}" if known else "")
        if lost.fate is Fate.UNASKED:
            return "nothing brings it about any more"
        if lost.fate is Fate.UNCHOSEN:
            return self._instead(lost)
        if lost.lacks:
            return self.new.lacks(lost.lacks)
        return "there is no such thing to be done any more"

    def _instead(self, lost: Lost) -> str:
        """It could still be; but it does not come to it."""
        who = lost.agents[0]
        if lost.instead is None:
            return f"{who} finds nothing worth doing any more"
        return f"what {who} does instead is this: {self.new.event(lost.instead)}"

    def _weighed(self, lost: Lost) -> str:
        """What the old plan would bring and cost now."""
        gains = [f"{purpose_of(s.text, s.purpose)} ({s.by:g})" for s in lost.shifts if s.by > 0]
        costs = [cost_words(self.new, lost.agents[0], s) for s in lost.shifts if s.by < 0]
        if not costs:
            return ""
        return f"it would be {listing(gains)}, but {listing(costs)}" if gains else listing(costs)

    def _gained(self) -> list[Answer]:
        new = [n for n in self.found.gained if n >= self.otherwise.alone]
        if any(entry.fate is Fate.ENDED for entry in self.found.lost):
            if not self.otherwise.case.chronicle.events:
                return [Answer("What the story was to end with is so from the start.")]
            return [Answer("There the story ends, as was asked.")]
        lived = self.otherwise.case.chronicle.ran is not None
        if not new and lived:
            return []
        if not new:
            silent = Answer("After that nobody has a reason to do anything more.")
            return [silent] if self.found.lost else []
        parts = tuple(
            Answer(sentence(self._done(clause, run)), tuple(run))
            for clause, run in zip(self.new.events(new), self.new.runs(new), strict=True)
        )
        return [Answer("What the cast does then, for reasons of their own:", (), (), parts)]

    def _done(self, clause: str, run: list[int]) -> str:
        event = self.new.chronicle.events[run[0]]
        wants = [w for r in event.reasons for w in r.wants]
        purposes = list(dict.fromkeys(purpose_of(w.text, w.purpose) for w in wants))
        return f"{clause}, {listing(purposes)}" if purposes else clause

    def _death(self, name: str, event: int) -> Answer:
        """Why somebody dies who lived."""
        tree = why_words(self.new, why(self.otherwise.case, event, 2))
        text = f"Why {name} dies: {tree.text}"
        return Answer(text, tree.events, tree.facts, tree.parts)

    # ------------------------------------------------------------ how it ends

    def _ends(self) -> list[Answer]:
        found = []
        if self.found.ends:
            words = self._shifted(self.found.ends)
            facts = tuple(f for f, _, _ in self.found.ends)
            found.append(Answer(sentence(f"At the end, {words}"), (), facts))
        if self.found.beliefs:
            facts = tuple(f for f, _, _ in self.found.beliefs)
            found.append(Answer(sentence(f"And {self._believed()}"), (), facts))
        return found

    def _shifted(self, shifts: tuple[Shift, ...]) -> str:
        """Facts as they end, with what they were where that is not just the opposite."""
        groups: dict[object, list[Shift]] = {}
        for shift in shifts:
            fact, was, now = shift
            groups.setdefault((fact.fluent, fact.args[1:], str(was), str(now)), []).append(shift)
        words = []
        for group in groups.values():
            _, was, now = group[0]
            clause = self.new.facts([(f, value) for f, _, value in group])
            plain = isinstance(was, bool) or isinstance(now, bool) or was is None
            words.append(clause if plain else f"{clause} instead of {was}")
        return _some(words)

    def _believed(self) -> str:
        groups: dict[str, list[tuple[Fact, Plain]]] = {}
        for fact, _, now in self.found.beliefs:
            groups.setdefault(fact.minds[0], []).append((Fact(fact.fluent, fact.args), now))
        alike: dict[tuple[tuple[Fact, Plain], ...], list[str]] = {}
        for who, said in groups.items():
            alike.setdefault(tuple(said), []).append(who)
        words = []
        for facts, people in alike.items():
            if len(people) == 1:
                words.append(self.new.knowing(people[0], facts, right=False))
            else:
                words.append(f"{self.new.names(people)} believe that {self.new.facts(facts)}")
        return _some(words)

    def _wants(self) -> list[Answer]:
        """Who is better off in the end, and in what."""
        people: dict[str, list[str]] = {}
        for w in self.found.wants:
            words = f"{purpose_of(w.text, w.purpose)} ({w.new - w.old:+g})"
            people.setdefault(w.agent, []).append(words)
        alike: dict[tuple[str, ...], list[str]] = {}
        for name, wants in people.items():
            alike.setdefault(tuple(wants), []).append(name)
        parts = tuple(
            Answer(sentence(f"{self.new.names(names)}: {_some(list(wants))}"))
            for wants, names in alike.items()
        )
        return [Answer("What they want comes out otherwise:", (), (), parts)] if parts else []


def _some(words: list[str]) -> str:
    """The first of many, and how many more there are."""
    more = len(words) - MOST_FACTS
    return "; ".join(words[:MOST_FACTS]) + (f"; and {more} more" if more > 0 else "")
