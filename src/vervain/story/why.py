"""Why: the reasons and causes of an event, and of the events behind it, back to the beginning."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vervain.lang.world import Stirs
from vervain.story.case import Case
from vervain.story.causes import sets, supports
from vervain.story.chronicle import Act, Alternative, Fact, Norm, Plain, Reason, WantServed
from vervain.story.feel.again import done_again
from vervain.story.feel.appraise import appraise
from vervain.story.feel.feeling import Feeling, Held
from vervain.story.recalled import Recalled, Story
from vervain.story.weigh import Weighed, alternatives


@dataclass(frozen=True, slots=True)
class Because:
    """A fact on which something rests, and where it comes from.

    `since`: the event that made it so (None: the start). `how` a mind came by it: saw, told,
    glimpsed, perceived, inferred, or empty. `by`: the reaction that brought it, and `rests`: what
    that reaction needed. `truth`: what is so, where a belief is wrong.
    """

    fact: Fact
    value: Plain
    since: int | None
    how: str = ""
    by: Act | None = None
    rests: tuple[Because, ...] = ()
    wrong: bool = False
    truth: Plain = None


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What was weighed before the act, where the world ran: how many things (to do nothing is one
    of them), the best of the others with what each promised, and what this act promised more."""

    weighed: int
    others: tuple[Alternative, ...]
    margin: float | None


@dataclass(frozen=True, slots=True)
class Motive:
    """Why one who agreed did: the wants served, what was to follow, what it rested on, and what
    they could have done instead; in a story that was lived, what they weighed (`reckoned`); and
    the norms that the act touches."""

    agent: str
    wants: tuple[WantServed, ...]
    then: tuple[Act, ...]
    beliefs: tuple[Because, ...]
    instead: tuple[Weighed, ...] = ()
    reckoned: Reckoned | None = None
    norms: tuple[Norm, ...] = ()


@dataclass(frozen=True, slots=True)
class Stirring:
    """An event in which a feeling became a fact that people can want something about: the feeling,
    and what it appraises. `over`: it is no longer felt."""

    event: int
    feeling: Feeling
    over: bool
    beliefs: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Led:
    """A later event that needed, or rested on, what this one brought about."""

    event: int
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Everything behind one event. `earlier`: the events behind it that are told here; `stirred`:
    the feelings that it rests on, or is."""

    event: int
    motives: tuple[Motive, ...]
    conditions: tuple[Because, ...]
    earlier: tuple[Why, ...] = ()
    led: tuple[Led, ...] = ()
    stirred: tuple[Stirring, ...] = ()


def why(case: Story, event: int, depth: int = 2, *, effects: bool = False) -> Why:
    """Why the event happened. `depth` 1 looks at the event alone, 2 also at those behind it.

    Each event is told once, where it is nearest to the one that was asked about.
    """
    levels = [[event]]
    above: dict[int, int | None] = {event: None}
    felt = stirrings(case)
    plain = {event: _with_feelings(_plain(case, event, weigh=True), felt)}
    for _ in range(depth - 1):
        level = []
        for number in levels[-1]:
            for before in _behind(plain[number]):
                if before not in above:
                    above[before] = number
                    plain[before] = _with_feelings(_plain(case, before, weigh=False), felt)
                    level.append(before)
        levels.append(level)
    return _nested(plain, above, event, led(case, event) if effects else ())


def _nested(
    plain: dict[int, Why], above: dict[int, int | None], event: int, follows: tuple[Led, ...]
) -> Why:
    below = sorted((e for e, parent in above.items() if parent == event), reverse=True)
    own = plain[event]
    earlier = tuple(_nested(plain, above, e, ()) for e in below)
    return replace(own, earlier=earlier, led=follows)


def _behind(found: Why) -> list[int]:
    """The events that a Why points at, the latest first; of a feeling the deed, and what the
    feeling rests on, stand for the moment in which it became a fact."""
    rests = [b for m in found.motives for b in m.beliefs] + list(found.conditions)
    rests += [b for s in found.stirred for b in s.beliefs]
    for because in rests:  # grows while we walk
        rests += because.rests
    events = {b.since for b in rests if b.since is not None}
    deeds = [s.feeling.deed.event for s in found.stirred if s.feeling.deed is not None]
    events |= {event for event in deeds if event is not None}
    return sorted(events - {found.event} - {s.event for s in found.stirred}, reverse=True)


def stirrings(story: Story) -> dict[int, Stirring]:
    """Of each event in which a feeling became a fact, the feeling, and what it rests on."""
    if not any(f.felt for f in story.world.fluents):
        return {}
    case: Case | None
    if not isinstance(story, Recalled):
        case = story
    elif (case := done_again(story.world, story.chronicle)) is None:
        return {}
    found = appraise(case)
    rows = {}
    for stir in found.stirred:
        if stir.feeling is not None:
            feeling = found.feelings[stir.feeling]
            schema = case.names.actions[case.chronicle.events[stir.event].act.name]
            over = isinstance(schema.by_itself, Stirs) and not schema.by_itself.value
            beliefs = tuple(held_because(case, held, feeling.since) for held in feeling.beliefs)
            rows[stir.event] = Stirring(stir.event, feeling, over, beliefs)
    return rows


def held_because(case: Case, held: Held, since: int) -> Because:
    """A belief as it was when a feeling began; of what is past, when it was last so."""
    states = (k for k in range(since, -1, -1) if case.value(held.fact, k) == held.value)
    k = next(states, since)
    return because(case, held.fact, held.value, k, case.since(held.fact, k))


def _with_feelings(plain: Why, felt: dict[int, Stirring]) -> Why:
    rests = [b for m in plain.motives for b in m.beliefs] + list(plain.conditions)
    events = dict.fromkeys([plain.event, *(b.since for b in rests if b.since is not None)])
    return replace(plain, stirred=tuple(felt[e] for e in events if e in felt))


def _plain(case: Story, k: int, *, weigh: bool) -> Why:
    event = case.chronicle.events[k]
    motives = tuple(_motive(case, k, reason, weigh=weigh) for reason in event.reasons)
    beliefs = [b for m in motives for b in m.beliefs]
    told = {b.fact for b in beliefs}
    told |= {Fact(b.fact.fluent, b.fact.args) for b in beliefs if not b.wrong}
    conditions = tuple(
        because(case, cause.fact, cause.value, k, cause.event)
        for cause in event.causes
        if cause.fact not in told
    )
    return Why(k, motives, conditions)


def _motive(case: Story, k: int, reason: Reason, *, weigh: bool) -> Motive:
    beliefs = tuple(because(case, b.fact, b.value, k, b.since) for b in reason.beliefs)
    if isinstance(case, Recalled):
        reckoned = Reckoned(reason.weighed, reason.alternatives, reason.margin) if weigh else None
        instead: tuple[Weighed, ...] = ()
    else:
        reckoned, instead = None, alternatives(case, k, reason.agent) if weigh else ()
    return Motive(
        reason.agent, reason.wants, reason.plan[1:], beliefs, instead, reckoned, reason.norms
    )


def because(case: Story, fact: Fact, value: Plain, k: int, since: int | None) -> Because:
    """A fact that is so in state k, with where it comes from."""
    truth = case.value(Fact(fact.fluent, fact.args, fact.minds[1:]), k) if fact.minds else value
    wrong = bool(fact.minds) and truth != value
    if since is None:
        return Because(fact, value, None, wrong=wrong, truth=truth)
    how = case.how(fact, since)
    by, rests = _reaction(case, fact, since)
    return Because(fact, value, since, how, by, rests, wrong, truth)


def _reaction(case: Story, fact: Fact, since: int) -> tuple[Act | None, tuple[Because, ...]]:
    """The reaction that brought the fact in that event, and what it needed."""
    reactions = case.chronicle.events[since].reactions
    for minds in dict.fromkeys((fact.minds, fact.minds[1:])):
        for act in reactions:
            if brings(case, act, Fact(fact.fluent, fact.args, minds)):
                return act, _needed(case, act, fact, since)
    return None, ()


def _needed(case: Story, act: Act, fact: Fact, since: int) -> tuple[Because, ...]:
    """What a reaction needed, as far as it is still so after the event."""
    schema = case.reactions[act.name]
    env = {name: str(bound) for name, bound in act.roles}
    rests = dict.fromkeys(supports(case.evaluator, schema.condition, env, since + 1))
    found = (Because(f, v, case.since(f, since + 1)) for f, v in rests)
    return tuple(b for b in found if b.fact != fact)


def brings(case: Story, act: Act, fact: Fact) -> bool:
    """A reaction sets the fact."""
    schema = case.reactions.get(act.name)
    if schema is None:
        return False
    env = {name: str(bound) for name, bound in act.roles}
    return fact in sets(case.evaluator, schema.effects, env)


def led(case: Story, event: int) -> tuple[Led, ...]:
    """The later events that needed what this one made so, or were agreed to because of it."""
    found = []
    for later in case.chronicle.events[event + 1 :]:
        facts = [c.fact for c in later.causes if c.event == event]
        facts += [b.fact for r in later.reasons for b in r.beliefs if b.since == event]
        if facts:
            found.append(Led(later.id, tuple(dict.fromkeys(facts))))
    return tuple(found)
