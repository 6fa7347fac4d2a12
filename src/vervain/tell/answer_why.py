"""The words of *why*: reasons, what they rest on and where that came from, and what came of it."""

from __future__ import annotations

from vervain.lang.fading import Wears
from vervain.story.chronicle import Event, Fact
from vervain.story.weigh import Shift, Weighed
from vervain.story.why import Because, Led, Motive, Stirring, Why
from vervain.tell.answer import Answer, sentence
from vervain.tell.answer_feel_reason import felt_because
from vervain.tell.answer_norms import norm_words
from vervain.tell.lexicon import listing, number_word
from vervain.tell.speaker import Speaker, purpose_of


def why_words(speaker: Speaker, found: Why) -> Answer:
    """The whole answer."""
    return Telling(speaker).event(found)


class Telling:
    """The sentences of one answer. `everything`: also what goes without saying."""

    def __init__(self, speaker: Speaker, *, everything: bool = False) -> None:
        self.say, self._everything = speaker, everything
        self._stirred: dict[int, Stirring] = {}

    def event(self, found: Why) -> Answer:
        """An event, why, and what lies behind it."""
        self._stirred |= {s.event: s for s in found.stirred}
        if found.event in self._stirred:
            return self._feeling(found)
        event = self.say.chronicle.events[found.event]
        head = f"{self.say.event(found.event)}"
        alone = found.motives[0] if len(found.motives) == 1 else None
        if alone is not None and alone.wants:
            head = f"{head}, {self._purpose(alone)}"
        elif not event.agreed:
            head = f"{head}: {self._unchosen(event)}"
        parts = [p for m in found.motives for p in self._motive(m, alone is not None)]
        parts += self._conditions(found)
        parts += self.earlier(found.earlier)
        if found.led:
            parts.append(self._led(found.led))
        return Answer(sentence(head), (found.event,), (), tuple(parts))

    def _unchosen(self, event: Event) -> str:
        """What is said of an act that nobody agreed to."""
        schema = self.say.schema(event.act)
        worn = schema is not None and isinstance(schema.by_itself, Wears)
        return "it wears off with the time that has passed" if worn else "nobody chooses it"

    def _feeling(self, found: Why) -> Answer:
        """The moment in which a feeling became a fact: the feeling, the beliefs that it appraises,
        and the deed."""
        stirring = self._stirred[found.event]
        words = f"{self.say.event(found.event)}{self._stirs(stirring)}"
        parts = [*self.beliefs(stirring.feeling.who, stirring.beliefs)]
        return Answer(sentence(words), (found.event,), (), (*parts, *self.earlier(found.earlier)))

    def _stirs(self, stirring: Stirring) -> str:
        """Why a feeling is there, or there no longer."""
        f = stirring.feeling
        if not stirring.over:
            return felt_because(self.say, f)
        return (
            "" if f.by is None or f.ended is None else f": {f.ended}, when {self.say.event(f.by)}"
        )

    def earlier(self, earlier: tuple[Why, ...]) -> list[Answer]:
        """The events behind it, the latest first; of a run of the same act one for all."""
        by_number = {w.event: w for w in earlier}
        found = []
        for run in reversed(self.say.runs(sorted(by_number))):
            told = self.event(by_number[run[0]])
            if len(run) > 1:
                rest = len(self.say.event(run[0]))
                text = self.say.events(run)[0]
                told = Answer(sentence(f"{text}{told.text[rest:]}"), tuple(run), (), told.parts)
            found.append(told)
        return found

    def _purpose(self, motive: Motive) -> str:
        """What somebody agreed for."""
        wants = [purpose_of(w.text, w.purpose) for w in motive.wants]
        if wants:
            return listing(list(dict.fromkeys(wants)))
        return "for what comes of it" if motive.then or motive.beliefs else "for no reason at all"

    # ------------------------------------------------------------ reasons

    def _motive(self, motive: Motive, alone: bool) -> list[Answer]:
        parts = [
            *self._then(motive),
            *self.beliefs(motive.agent, motive.beliefs),
            *(norm_words(self.say, motive.agent, n) for n in motive.norms if n.against),
            *self._instead(motive),
            *self._reckoned(motive),
        ]
        if alone:
            return parts
        head = f"{motive.agent} agrees to it, {self._purpose(motive)}"
        return [Answer(sentence(head), (), (), tuple(parts))]

    def _then(self, motive: Motive) -> list[Answer]:
        if not motive.then:
            return []
        acts = listing([self.say.act(act) for act in motive.then])
        return [Answer(sentence(f"What {motive.agent} counts on next: {acts}"))]

    def beliefs(self, agent: str, believed: tuple[Because, ...]) -> list[Answer]:
        """What was believed, together where it came in the same way; the wrong ones alone.

        What is so from the start, and of everybody, goes without saying.
        """
        told = [b for b in believed if b.wrong or not self._goes_without_saying(b)]
        groups: dict[object, list[Because]] = {}
        for b in told:
            groups.setdefault(self._source(b), []).append(b)
        merged: dict[object, list[Because]] = {}
        for key, group in groups.items():
            came = tuple(sorted({b.since for b in group if b.since is not None}))
            first = group[0]
            alone = key if first.wrong or first.value is None else None
            how = first.how if first.by is None else ""
            where = (came, how, first.by, first.fact.minds[1:], alone)
            merged.setdefault(where, []).extend(group)
        ordered = sorted(merged.values(), key=lambda g: (not g[0].wrong, g[0].since is None))
        return [self.belief(agent, group) for group in ordered]

    def _goes_without_saying(self, b: Because) -> bool:
        if len(b.fact.minds) > 2:  # what nobody takes for granted
            return False
        return not self._everything and b.since is None and self.say.is_usual(b.fact, b.value)

    def _source(self, b: Because) -> object:
        """What several beliefs share that one sentence can tell: the same of several people,
        learned from acts of the same sort."""
        act = None if b.since is None else self.say.chronicle.events[b.since].act.name
        by = None if b.by is None else b.by.name
        alone = b.fact if b.value is None else (str(b.truth),) if b.wrong else None
        rest = (b.fact.fluent, b.fact.args[1:], str(b.value), b.fact.minds[1:])
        how = b.how if by is None else ""
        return (rest, how, by, act, alone, None if by is None else b.since)

    def belief(self, agent: str, group: list[Because]) -> Answer:
        """Beliefs that came in the same way, in one sentence, with what is wrong of them."""
        first = group[0]
        if first.since in self._stirred:
            stirring = self._stirred[first.since]
            why = self._stirs(stirring)
            why = f": {why.removeprefix(', because ')}" if why.startswith(", because ") else why
            text = f"This is because {self.say.event(first.since)}{why}"
            return Answer(sentence(text), (first.since,), tuple(b.fact for b in group))
        facts = [(Fact(b.fact.fluent, b.fact.args), b.value) for b in group]
        if len(first.fact.minds) > 1:
            rest = "".join(f"{mind} believes that " for mind in first.fact.minds[1:])
            verb = "believes" if first.wrong else "knows"
            words = f"{agent} {verb} that {rest}{self.say.facts(facts)}"
            if first.value is None:
                words = self.say.belief(first.fact, None, right=not first.wrong)
        else:
            words = self.say.knowing(agent, facts, right=not first.wrong)
        came = sorted({b.since for b in group if b.since is not None})
        text = f"{words}{self._wrong(group)}{self._origin(agent, first, came)}"
        parts = tuple(self.rests(first))
        return Answer(sentence(text), tuple(came), tuple(b.fact for b in group), parts)

    def _wrong(self, group: list[Because]) -> str:
        """The truth beside what is wrong."""
        first = group[0]
        if not first.wrong:
            return ""
        minds = first.fact.minds[1:]
        facts = [Fact(b.fact.fluent, b.fact.args, minds) for b in group]
        if not minds and first.truth is None and first.value is not None:
            return f" (wrongly: nothing has settled {self.say.noun(facts[0])})"
        if first.value is None:
            return f" (in truth {self.say.belief(facts[0], first.truth)})"
        if len(group) == 1:
            return f" (wrongly: {self.say.belief(facts[0], first.truth)})"
        believed = "".join(f"{mind} believes that " for mind in minds)
        truths = [(Fact(f.fluent, f.args), b.truth) for f, b in zip(facts, group, strict=True)]
        return f" (wrongly: {believed}{self.say.facts(truths)})"

    def _origin(self, agent: str, b: Because, came: list[int]) -> str:
        """How the belief came."""
        he = self.say.pronoun(agent)
        if b.since is None and b.value is None and len(b.fact.minds) == 1:
            return f", and never {self.say.verb(agent, 'has')}"
        if b.since is None:
            return f", as {he} {self.say.verb(agent, 'has')} from the start"
        when = listing(self.say.events(came))
        if b.by is not None:
            return f": {self.say.act(b.by)} when {when}"
        if b.how == "perceived":
            return f": {he} {self.say.verb(agent, 'finds')} it so when {when}"
        if agent in self.say.chronicle.events[b.since].agreed:
            return f", by {self.say.their(agent)} own doing: {when}"
        match b.how:
            case "saw" | "told" if any(agent in self.say.roles(number)[:1] for number in came):
                return f", since {when}"
            case "saw":
                return f": {he} {self.say.verb(agent, 'sees')} how {when}"
            case "told":
                return f": {he} {self.say.verb(agent, 'takes')} it from this, that {when}"
            case "glimpsed":
                return f": {he} {self.say.verb(agent, 'glimpses')} as much when {when}"
            case "inferred":
                return f": {he} {self.say.verb(agent, 'gathers')} it when {when}"
            case "forgot":
                return f", what {he} once heard having gone out of mind when {when}"
        return f", since {when}"

    def rests(self, b: Because) -> list[Answer]:
        """What a reaction rested on: what was so before, and was no matter of course."""
        groups: dict[int | None, list[Because]] = {}
        for r in b.rests:
            if r.since != b.since and not self._goes_without_saying(r):
                groups.setdefault(r.since, []).append(r)
        found = []
        for since in sorted(groups, key=lambda s: -1 if s is None else s):
            group = groups[since]
            words = self._said(group)
            when = "from the start" if since is None else f"since {self.say.event(since)}"
            events = () if since is None else (since,)
            facts = tuple(r.fact for r in group)
            found.append(Answer(sentence(f"This is because {words}, {when}"), events, facts))
        return found

    def _said(self, group: list[Because]) -> str:
        plain = [(b.fact, b.value) for b in group if not b.fact.minds]
        deep = [self.say.belief(b.fact, b.value) for b in group if b.fact.minds]
        return listing([*self.say.clauses(plain), *deep])

    # ------------------------------------------------------------ conditions

    def _conditions(self, found: Why) -> list[Answer]:
        groups: dict[object, list[Because]] = {}
        for b in found.conditions:
            if not self._goes_without_saying(b):
                groups.setdefault(self._source(b), []).append(b)
        merged: dict[object, list[Because]] = {}
        for group in groups.values():
            came = tuple(sorted({b.since for b in group if b.since is not None}))
            merged.setdefault((came, group[0].by), []).extend(group)
        ordered = sorted(merged.values(), key=lambda g: (g[0].since is None, -(g[0].since or 0)))
        return [self._condition(group) for group in ordered]

    def _condition(self, group: list[Because]) -> Answer:
        first = group[0]
        came = sorted({b.since for b in group if b.since is not None})
        words, when = self._said(group), listing(self.say.events(came))
        if first.since is None:
            text = f"It is possible because, from the start, {words}"
        elif first.by is not None:
            text = f"It is possible because {words}: {self.say.act(first.by)} when {when}"
        else:
            text = f"It is possible because {words}, since {when}"
        facts = tuple(b.fact for b in group)
        return Answer(sentence(text), tuple(came), facts, tuple(self.rests(first)))

    # ------------------------------------------------------------ what else, what then

    def _instead(self, motive: Motive) -> list[Answer]:
        return [Answer(sentence(weighed_words(self.say, w))) for w in motive.instead]

    def _reckoned(self, motive: Motive) -> list[Answer]:
        """What was weighed before it, in a story that was lived."""
        found = motive.reckoned
        if found is None or found.weighed < 2 or found.margin is None:
            return []
        he = self.say.pronoun(motive.agent)
        weighs = f"{motive.agent} {self.say.verb(motive.agent, 'weighs')}"
        if not found.others:
            text = (
                f"{weighs} nothing else: it promises {found.margin:g}, and to do nothing, nothing"
            )
            return [Answer(sentence(text))]
        best = found.others[0]
        count = found.weighed - 1
        things = f"{number_word(count - 1)} other things; the best of them is that"
        if count == 2:
            things = "one other thing:"
        doing = self.say.doing(best.act, motive.agent)
        ahead = f"{found.margin:g} more" if found.margin >= 0 else f"{-found.margin:g} less"
        even = "which promises as much" if not found.margin else f"but this promises {ahead}"
        text = f"{weighs} {things} {he} could {doing}, {even}"
        return [Answer(sentence(text))]

    def _led(self, led: tuple[Led, ...]) -> Answer:
        clauses = self.say.events([entry.event for entry in led])
        facts = {entry.event: entry.facts for entry in led}
        parts = tuple(
            Answer(sentence(clause), tuple(events), tuple(f for e in events for f in facts[e]))
            for clause, events in zip(clauses, self._runs(led), strict=True)
        )
        return Answer("What came of it:", tuple(facts), (), parts)

    def _runs(self, led: tuple[Led, ...]) -> list[list[int]]:
        """The numbers behind each clause of `Speaker.events`."""
        return self.say.runs([entry.event for entry in led])


def weighed_words(say: Speaker, weighed: Weighed) -> str:
    """What an act would bring somebody, and cost them."""
    agent = weighed.agent
    gains = [s for s in weighed.shifts if s.by > 0]
    costs = [s for s in weighed.shifts if s.by < 0]
    head = f"{agent} could {say.doing(weighed.act, agent)} instead"
    if not gains and not costs:
        return f"{head}; nothing {say.pronoun(agent)} {say.verb(agent, 'wants')} would come of it"
    bring = listing([f"{purpose_of(s.text, s.purpose)} ({s.by:g})" for s in gains])
    cost = listing([cost_words(say, agent, s) for s in costs])
    if gains and costs:
        return f"{head}, {bring}; but {cost}"
    return f"{head}, {bring}" if gains else f"{head}; but {cost}"


def cost_words(say: Speaker, agent: str, shift: Shift) -> str:
    """What a want loses, as it looks to who has it."""
    he = say.pronoun(agent)
    if shift.text.startswith("values "):
        held = shift.text.removeprefix("values ").rsplit(" at ", 1)[0].removesuffix(" above all")
        return f"it goes against {held}, which {he} {say.verb(agent, 'holds')} at {-shift.by:g}"
    if shift.purpose:
        return f"it takes {-shift.by:g} from what is wanted “so that {shift.purpose}”"
    return f"it takes {-shift.by:g} from what is “{shift.text}”"
