"""Damage: a telling as it is when one thing in it is wrong.

Each of `DAMAGES` takes a telling and gives all the tellings that are the same but for one piece of
damage of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from vervain.lang.world import World
from vervain.story.chronicle import Chronicle
from vervain.story.feel.feeling import Feeling
from vervain.tell.discourse import Discourse, Told
from vervain.tell.fault import Finding
from vervain.tell.lexicon import number_word
from vervain.tell.proof import proof
from vervain.tell.proof_relations import Record
from vervain.tell.readings import FORMS
from vervain.tell.realise import inflect
from vervain.tell.refer import Mentions
from vervain.tell.relation import WORDS, Kind, Relation
from vervain.tell.spin import Spin, Tense
from vervain.tell.tree import REFLEXIVE, Finite, Form, Link, Mention, Sentence, Token, Words

Mutant = tuple[str, Discourse]
Damage = Callable[["Case"], Iterator[Mutant]]
"""What was damaged, and the telling as it is then."""

NUMBER = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen)\b")
QUOTE = re.compile(r"[\"“”]")


@dataclass(frozen=True, slots=True)
class Case:
    """One telling, and all that is on record of it."""

    world: World
    story: Chronicle
    how: Spin
    page: Discourse
    record: Record

    def faults(self, page: Discourse) -> list[Finding]:
        """What the proof has against a telling of this story."""
        return proof(page, self.story, self.how, Mentions(self.world).gender, self.record)

    @property
    def units(self) -> list[Told]:
        """The told units, in order."""
        return [told for paragraph in self.page.paragraphs for told in paragraph]

    @property
    def people(self) -> list[str]:
        """Everybody in the world."""
        return sorted(Mentions(self.world).people)

    def with_units(self, units: list[Told]) -> Discourse:
        """The telling with these instead, in one paragraph each."""
        return replace(self.page, paragraphs=tuple((told,) for told in units))

    def each(self, change: Callable[[Told], Iterator[tuple[str, Told]]]) -> Iterator[Mutant]:
        """Every telling in which one unit has been changed."""
        units = self.units
        for i, told in enumerate(units):
            for what, new in change(told):
                yield what, self.with_units([*units[:i], new, *units[i + 1 :]])

    def each_leaf(self, change: Callable[[Token], Iterator[tuple[str, Token]]]) -> Iterator[Mutant]:
        """Every telling in which one leaf has been changed."""

        def leaves(told: Told) -> Iterator[tuple[str, Told]]:
            for n, sentence in enumerate(told.sentences):
                for k, token in enumerate(sentence.tokens):
                    for what, new in change(token):
                        tokens = (*sentence.tokens[:k], new, *sentence.tokens[k + 1 :])
                        said = (*told.sentences[:n], Sentence(tokens), *told.sentences[n + 1 :])
                        yield f"{what} in {sentence.text!r}", replace(told, sentences=said)

        yield from self.each(leaves)


# -------------------------------------------------------------------- relations


def relations(case: Case) -> Iterator[Mutant]:
    """A connective, a time or a thought stands for something else."""

    def leaf(token: Token) -> Iterator[tuple[str, Token]]:
        if isinstance(token, Link) and token.relation is not None:
            for other in _others(case, token.relation):
                yield f"{token.relation} → {other}", token._replace(relation=other)

    def thought(told: Told) -> Iterator[tuple[str, Told]]:
        if told.thinks is not None:
            for other in _others(case, told.thinks):
                yield f"{told.thinks} → {other}", replace(told, thinks=other)

    yield from case.each_leaf(leaf)
    yield from case.each(thought)


def _others(case: Case, r: Relation) -> Iterator[Relation]:
    """The relation with each part of it replaced by others from the same story."""
    yield from (replace(r, kind=kind) for kind in Kind if kind is not r.kind)
    ids = [e.id for e in case.story.events]
    yield from (replace(r, to=n) for n in (*ids, len(ids) + 3) if n != r.to)
    if r.of is not None:
        yield from (replace(r, of=n) for n in (*ids, None) if n != r.of)
    if r.who:
        yield from (replace(r, who=name) for name in (*case.people, "nobody else") if name != r.who)
    if r.fact is not None:
        facts = {c.fact: c.after for e in case.story.events for c in (*e.changes, *e.minds)}
        for fact, value in facts.items():
            if fact != r.fact:
                yield replace(r, fact=fact)
                yield replace(r, fact=fact, value=value)
        values = {str(v): v for v in (*facts.values(), True, False, None, 7)}
        for value in values.values():
            if value != r.value or type(value) is not type(r.value):
                yield replace(r, value=value)
    elif r.value is not None:
        yield from (replace(r, value=int(str(r.value)) + n) for n in (-1, 1, 300, 100_000))
    if r.want:
        wants = {w.purpose for e in case.story.events for x in e.reasons for w in x.wants}
        texts = {w.text for w in case.world.wants}
        yield from (replace(r, want=w) for w in (wants | texts) - {r.want})
    if r.feeling is not None:
        known = case.record.feelings
        same = {n for n, f in known.items() if _alike(f, known[r.feeling])}
        yield from (replace(r, feeling=n) for n in (*known, 99_999) if n not in same)
    if r.how:
        ways = ("perceived", "told", "inferred", "glimpsed", "saw")
        yield from (replace(r, how=how) for how in ways if how != r.how)


def _alike(one: Feeling, two: Feeling) -> bool:
    """The same words hold of both: one emotion of one mind, at one event."""
    return (one.who, one.emotion, one.event) == (two.who, two.emotion, two.event)


def connectives(case: Case) -> Iterator[Mutant]:
    """Another connective, or one that stands for nothing."""
    words = sorted({w for every in WORDS.values() for w in every} | {"three hours later"})

    def leaf(token: Token) -> Iterator[tuple[str, Token]]:
        if isinstance(token, Link) and token.relation is not None:
            own = token.text.strip(" ,")
            fitting = WORDS.get(token.relation.kind, ())
            for word in words:
                if not word.startswith(fitting or own.lower()) and word != own.lower():
                    text = token.text.replace(own, word.capitalize() if own[0].isupper() else word)
                    yield f"{own} → {word}", token._replace(text=text)
            yield f"{own} for nothing", token._replace(relation=None)
            yield f"{own} as plain words", Words(token.text)

    def bare(told: Told) -> Iterator[tuple[str, Told]]:
        """A connective put before, or a clause put after, where there was none."""
        for words in ("So ", "But ", "Meanwhile, ", "Because of it "):
            first, *rest = told.sentences
            if told.events:
                said = (Sentence((Words(words), *first.tokens)), *rest)
                yield f"{words} before {first.text!r}", replace(told, sentences=said)

    yield from case.each_leaf(leaf)
    yield from case.each(bare)


# -------------------------------------------------------------------- reference


def pronouns(case: Case) -> Iterator[Mutant]:
    """A pronoun for somebody else, of another gender, or where it has two readings."""
    genders = {name: Mentions(case.world).gender(name) for name in case.people}

    def leaf(token: Token) -> Iterator[tuple[str, Token]]:
        if not isinstance(token, Mention) or token.case == REFLEXIVE:
            return
        if token.form is Form.PRONOUN and len(token.names) == 1 and token.pronoun in ("she", "he"):
            other = "he" if token.pronoun == "she" else "she"
            text = FORMS[other][token.case]
            yield f"{token.text} → {text}", token._replace(pronoun=other, text=text)
            if text.lower() != token.text.lower():
                yield f"{token.text} reads {text}", token._replace(text=text)
            for name in case.people:
                if name not in token.names:
                    yield f"{token.text} for {name}", token._replace(names=(name,))

    yield from case.each_leaf(leaf)
    for what, page in case.each_leaf(lambda t: _as_pronoun(t, genders)):
        if _is_ambiguous(case, page):
            yield what, page


def _as_pronoun(token: Token, genders: dict[str, str]) -> Iterator[tuple[str, Token]]:
    if isinstance(token, Mention) and token.form is Form.NAME and token.clause >= 0:
        pronoun = genders.get(token.names[0], "")
        if pronoun in ("she", "he") and token.case != REFLEXIVE:
            text = FORMS[pronoun][token.case]
            new = token._replace(text=text, form=Form.PRONOUN, pronoun=pronoun)
            yield f"{token.text} → {text}", new


def _is_ambiguous(case: Case, page: Discourse) -> bool:
    """Looked at apart from the proof: in this sentence before it and in the one before there is
    somebody else with that pronoun, and nobody at all has it otherwise."""
    last: set[str] = set()
    old = {m.text for t in case.units for s in t.sentences for m in s.mentions}
    for told in (t for paragraph in page.paragraphs for t in paragraph):
        for sentence in told.sentences:
            here: set[str] = set()
            for m in sentence.mentions:
                new = m.form is Form.PRONOUN and m.pronoun in ("she", "he") and m.text not in old
                if new and not ({*m.names} & (here | last)):
                    return True
                here |= {*m.names}
            last = here
        if told.opens:
            last = set()
    return False


def names(case: Case) -> Iterator[Mutant]:
    """Somebody (or some place) else is named."""
    known = [e.name for e in case.world.entities]

    def leaf(token: Token) -> Iterator[tuple[str, Token]]:
        if isinstance(token, Mention) and token.form is Form.NAME and token.clause >= 0:
            for name in known:
                if name not in token.names and name.partition("'")[0] not in token.names[0]:
                    text = token.text.replace(token.names[0], name)
                    if text != token.text:
                        yield f"{token.text} reads {text}", token._replace(text=text)
                    yield f"{token.text} → {text}", token._replace(text=text, names=(name,))
        elif isinstance(token, Mention) and token.form is Form.GROUP:
            for name in case.people:
                if name not in token.names:
                    yield f"{name} in {token.text}", token._replace(names=(name, *token.names[1:]))

    yield from case.each_leaf(leaf)


# -------------------------------------------------------------------- words


def tenses(case: Case) -> Iterator[Mutant]:
    """A verb in another tense, or another verb."""

    def leaf(token: Token) -> Iterator[tuple[str, Token]]:
        if isinstance(token, Finite):
            now = token.tense is Tense.PRESENT
            other = Tense.PAST if now else Tense.PRESENT
            text = inflect(token.lemma, other)
            if text.lower() != token.text.lower():
                yield f"{token.text} → {text}", token._replace(text=text, tense=other)
                if text != inflect(token.lemma, token.tense):
                    yield f"{token.text} reads {text}", token._replace(text=text)
            verb = "eat" if token.lemma != "eat" else "drink"
            new = inflect(verb, token.tense)
            yield f"{token.text} → {new}", token._replace(lemma=verb, text=new)
            yield f"{token.text} reads {new}", token._replace(text=new)

    yield from case.each_leaf(leaf)


def numbers(case: Case) -> Iterator[Mutant]:
    """Another number, where one is told."""

    def leaf(token: Token) -> Iterator[tuple[str, Token]]:
        if isinstance(token, Words):
            for found in NUMBER.finditer(token.text):
                for n in (2, 5, 13):
                    if number_word(n) != found[0]:
                        text = token.text[: found.start()] + number_word(n)
                        yield (
                            f"{found[0]} → {n}",
                            token._replace(text=text + token.text[found.end() :]),
                        )

    yield from case.each_leaf(leaf)


def quotations(case: Case) -> Iterator[Mutant]:
    """What is said is not what was said, or is not in quotation marks."""

    def leaf(token: Token) -> Iterator[tuple[str, Token]]:
        if not isinstance(token, Words):
            return
        for mark in QUOTE.finditer(token.text):
            text = token.text[: mark.start()] + token.text[mark.end() :]
            if text.strip():
                yield "a mark lost", token._replace(text=text)
            doubled = token.text[: mark.end()] + mark[0] + token.text[mark.end() :]
            yield "a mark doubled", token._replace(text=doubled)
        for found in re.finditer(r"\b(?:not|n't|I|you|it|never|a)\b", token.text):
            text = f"{token.text[: found.start()]}perhaps{token.text[found.end() :]}"
            yield f"{found[0]} → perhaps", token._replace(text=text)

    def told(told: Told) -> Iterator[tuple[str, Told]]:
        """No marks at all."""
        if QUOTE.search(told.text):
            said = tuple(
                Sentence(
                    tuple(
                        t._replace(text=QUOTE.sub("", t.text)) if isinstance(t, Words) else t
                        for t in sentence.tokens
                    )
                )
                for sentence in told.sentences
            )
            yield "no marks", replace(told, sentences=said)

    yield from case.each_leaf(leaf)
    yield from case.each(told)


def sentences(case: Case) -> Iterator[Mutant]:
    """A sentence of a unit is lost, doubled, or stands before another."""

    def change(told: Told) -> Iterator[tuple[str, Told]]:
        said = told.sentences
        if not told.events:
            return
        for i in range(len(said) if len(said) > 1 else 0):
            if said[i].relations:
                continue  # what the teller adds may be left out
            yield f"lost: {said[i].text}", replace(told, sentences=(*said[:i], *said[i + 1 :]))
            yield (
                f"doubled: {said[i].text}",
                replace(told, sentences=(*said[:i], said[i], *said[i:])),
            )
            if i and said[i] != said[i - 1]:
                turned = (*said[: i - 1], said[i], said[i - 1], *said[i + 1 :])
                yield f"turned: {said[i].text}", replace(told, sentences=turned)

    yield from case.each(change)


# -------------------------------------------------------------------- knowledge and order


def knowledge(case: Case) -> Iterator[Mutant]:
    """Whoever tells it cannot know it, or is somebody else."""

    def change(told: Told) -> Iterator[tuple[str, Told]]:
        mind = told.focaliser
        if not told.events or not told.tells or told.reminds:
            return
        for name in (*case.people, None):
            if name != mind:
                yield f"told by {name}, not {mind}", replace(told, focaliser=name)
        for event in case.story.events if mind is not None else ():
            if mind not in event.saw and event.id not in told.events:
                yield f"{mind} tells {event.id}", replace(told, events=(*told.events, event.id))
                yield f"{mind} tells only {event.id}", replace(told, events=(event.id,))
                if told.knows == "saw" and told.thinks is None:
                    felt = replace(told, events=(event.id,), knows="glimpsed")
                    yield f"{mind} glimpsed {event.id}", felt

    yield from case.each(change)


def order(case: Case) -> Iterator[Mutant]:
    """What comes later is told first, what was told is told again, a turn is not marked."""
    units = case.units
    acts = [i for i, t in enumerate(units) if t.events and t.thinks is None]
    for i, j in product(acts, acts):
        one, two = units[i], units[j]
        if i < j and one.events[0] != two.events[0] and not (one.opens or two.opens):
            turned = [*units]
            turned[i], turned[j] = two, one
            yield f"{two.events} told before {one.events}", case.with_units(turned)
        if i <= j and one.tells and not one.reminds and one.knows != "felt":
            again = replace(one, opens="")
            yield f"{one.events} again", case.with_units([*units[: j + 1], again, *units[j + 1 :]])
    for i, told in enumerate(units):
        if told.opens in ("back", "return", "earlier"):
            new = [*units[:i], replace(told, opens=""), *units[i + 1 :]]
            yield f"{told.opens} not marked", case.with_units(new)
        if told.opens == "return":
            end = next((n for n in range(i + 1, len(units)) if units[n].opens), len(units))
            yield "no return", case.with_units([*units[:i], *units[end:]])


DAMAGES: tuple[Damage, ...] = (
    *(relations, connectives, pronouns, names, tenses, numbers, quotations, sentences),
    *(knowledge, order),
)
