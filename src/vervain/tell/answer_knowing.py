"""The words of *who knows* and *what does somebody believe*."""

from __future__ import annotations

from collections.abc import Iterator

from vervain.story.chronicle import Fact
from vervain.story.knowing import Holder, Known, Standing
from vervain.story.why import Because
from vervain.tell.answer import Answer, sentence
from vervain.tell.answer_why import Telling
from vervain.tell.speaker import Speaker

MOST_GROUPS = 12
"""Ways in which it came to people that are told one by one."""


def known_words(say: Speaker, known: Known) -> Answer:
    """Who knows the fact, who has it wrong and who does not know, each since when and from whom."""
    truth = say.belief(known.fact, known.truth)
    when = "from the start" if known.since is None else f"since {say.event(known.since)}"
    settled = known.truth is not None
    head = f"{truth}, {when}" if settled else f"{say.noun(known.fact)}: nothing has settled it"
    groups: dict[object, list[Holder]] = {}
    for h in known.holders:
        key = (h.standing, h.value, type(h.value), h.since, h.how, h.teller)
        groups.setdefault(key, []).append(h)
    order = {Standing.RIGHT: 0, Standing.WRONG: 1, Standing.UNKNOWN: 2}
    ranked = sorted(
        groups.values(),
        key=lambda g: (order[g[0].standing], -1 if g[0].since is None else g[0].since),
    )
    parts = tuple(_group(say, known, group, settled=settled) for group in ranked)
    if len(ranked) > MOST_GROUPS:
        parts = tuple(_short(say, known, ranked, settled=settled))
    events = () if known.since is None else (known.since,)
    return Answer(sentence(head), events, (known.fact,), parts)


def _short(
    say: Speaker, known: Known, ranked: list[list[Holder]], *, settled: bool
) -> Iterator[Answer]:
    """Of many ways in which it came to people, the first few; the others together."""
    sorts: dict[object, list[list[Holder]]] = {}
    for group in ranked:
        first = group[0]
        key = (first.standing, first.value, type(first.value), first.since is None)
        sorts.setdefault(key, []).append(group)
    for groups in sorts.values():
        most = MOST_GROUPS // 2 if len(groups) > MOST_GROUPS // 2 + 1 else len(groups)
        yield from (_group(say, known, group, settled=settled) for group in groups[:most])
        rest = [h for group in groups[most:] for h in group]
        if rest:
            yield _rest(say, known, rest, settled=settled)


def _rest(say: Speaker, known: Known, rest: list[Holder], *, settled: bool) -> Answer:
    """`So do 371 others, from one another, up to …`."""
    told = sum(h.teller is not None for h in rest)
    last = max(h.since for h in rest if h.since is not None)
    if settled and rest[0].standing is Standing.RIGHT:
        held = "come to know it"
    elif rest[0].value is None:
        held = "come to be without it"
    else:
        held = f"come to believe that {say.belief(known.fact, rest[0].value)}"
    ways = f"{told} of them told by somebody" if told else "each in their own way"
    facts = tuple(
        Fact(known.fact.fluent, known.fact.args, (h.person, *known.fact.minds)) for h in rest
    )
    return Answer(
        sentence(f"After that {len(rest)} others {held}, {ways}; the last when {say.event(last)}"),
        tuple(sorted({h.since for h in rest if h.since is not None})),
        facts,
    )


def _group(say: Speaker, known: Known, group: list[Holder], *, settled: bool) -> Answer:
    first = group[0]
    people = [h.person for h in group]
    who, many = say.names(people), len(people) > 1
    facts = tuple(Fact(known.fact.fluent, known.fact.args, (p, *known.fact.minds)) for p in people)
    events = () if first.since is None else (first.since,)
    if first.standing is Standing.RIGHT and settled:
        held = f"{who} {'know' if many else 'knows'} it"
    elif first.value is None:
        held = f"{who} {'do' if many else 'does'} not know"
    else:
        believed = say.belief(known.fact, first.value)
        wrongly = " wrongly" if settled else ""
        held = f"{who}{wrongly} {'believe' if many else 'believes'} that {believed}"
    return Answer(sentence(f"{held}{_since(say, first, people)}"), events, facts)


def _since(say: Speaker, holder: Holder, people: list[str]) -> str:
    many = len(people) > 1
    he = "they" if many else say.pronoun(holder.person)
    if holder.since is None and holder.value is None:
        return f", and never {'have' if many else say.verb(holder.person, 'has')}"
    if holder.since is None:
        has = "have" if many else say.verb(holder.person, "has")
        return f", as {he} {has} from the start"
    when = say.event(holder.since)
    if holder.teller is not None:
        return f", from {holder.teller}: {when}"
    if not many and holder.how == "saw" and _did(say, holder):
        return f", by {say.their(holder.person)} own doing: {when}"
    verbs = {"saw": "sees", "told": "takes", "glimpsed": "glimpses", "perceived": "finds"}
    verb = verbs.get(holder.how, "gathers")
    plural = {"sees": "see", "takes": "take", "glimpses": "glimpse", "finds": "find"}
    does = plural.get(verb, "gather") if many else say.verb(holder.person, verb)
    match holder.how:
        case "saw" | "told" if holder.person in say.roles(holder.since)[:1]:
            return f", since {when}"
        case "saw":
            return f": {he} {does} how {when}"
        case "told" if _did(say, holder):
            return f", since {when}"
        case "told":
            return f": {he} {does} it from this, that {when}"
        case "glimpsed":
            return f": {he} {does} as much when {when}"
        case "perceived":
            return f": {he} {does} it so when {when}"
        case "inferred":
            return f": {he} {does} it when {when}"
        case "forgot":
            return f", what {he} once heard having gone out of mind when {when}"
    return f", since {when}"


def _did(say: Speaker, holder: Holder) -> bool:
    """They had it from what they did themselves."""
    since = holder.since
    return since is not None and holder.person in say.chronicle.events[since].agreed


def belief_words(
    say: Speaker, person: str, about: str | None, at: int, found: tuple[Because, ...]
) -> Answer:
    """What somebody believes."""
    subject = "" if about is None or about == person else f" about {about}"
    if about == person:
        subject = f" about {say.pronoun(person, 3)}"
    when = "at the end" if at == len(say.chronicle.events) else f"when {say.event(at)}"
    head = f"What {person} believes{subject} {when}:"
    parts = tuple(Telling(say).beliefs(person, found))
    if not parts:
        return Answer(sentence(f"{head} what everybody does, and nothing wrong"))
    return Answer(head, (), tuple(b.fact for b in found), parts)
