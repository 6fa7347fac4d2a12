"""Hypothesis strategies: THE one file. Small random worlds, valid by construction.

`builders()` draws a `Builder` (see `tests/native/build.py`), so that a failing example prints as
fluents, conditions and effects; `grounds()` and `reaches()` follow from it. Worlds have 2-3 agents,
2-6 fluents of all types, 1-5 actions, false and nested beliefs, reactions, perception.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from tests.native.build import (
    ALWAYS,
    NEVER,
    Builder,
    Cond,
    Effect,
    Plain,
    Term,
    all_of,
    any_of,
    compare,
    if_else,
    sets,
    tells,
    term,
)
from vervain.lang.world import FluentType
from vervain.model.ground import Ground, OpCode
from vervain.native.engine import Reach

LOW, HIGH = -2, 4
NUMBERS = st.sampled_from([-2, -1, 0, 1, 2, 3, 4])
OPS = st.sampled_from([OpCode.EQ, OpCode.EQ, *OpCode])
SAME = st.sampled_from([OpCode.EQ, OpCode.EQ, OpCode.NE])


@dataclass(frozen=True, slots=True)
class Cast:
    """What conditions, terms and effects of a world can be about."""

    agents: tuple[int, ...]
    entities: tuple[int, ...]
    fluents: tuple[tuple[FluentType, Term], ...]
    facts: tuple[tuple[Term, Plain], ...] = ()
    """A few values of a few fluents, which effects bring about and conditions ask for."""
    first: tuple[Plain, ...] = ()
    """The value of every fluent in the world at the start."""

    def of(self, kind: FluentType) -> list[Term]:
        """The fluents of a type."""
        return [fluent for type_, fluent in self.fluents if type_ is kind]


def chains(cast: Cast, least: int, most: int) -> st.SearchStrategy[tuple[int, ...]]:
    """Chains of minds."""
    return st.lists(st.sampled_from(cast.agents), min_size=least, max_size=most).map(tuple)


def values(cast: Cast, kind: FluentType) -> st.SearchStrategy[Plain]:
    """Values of a type, sometimes unknown."""
    known: dict[FluentType, st.SearchStrategy[Plain]] = {
        FluentType.YES_NO: st.booleans(),
        FluentType.ENTITY: st.sampled_from(cast.entities),
        FluentType.NUMBER: NUMBERS,
    }
    return st.one_of(known[kind], known[kind], known[kind], st.none())


@st.composite
def readings(draw: st.DrawFn, cast: Cast, kind: FluentType) -> Term:
    """A fluent of the type, mostly read in the world."""
    fluent = draw(st.sampled_from(cast.of(kind)))
    chain = draw(st.one_of(st.just(()), st.just(()), chains(cast, 1, 2)))
    return fluent.of(*chain)


@st.composite
def terms(draw: st.DrawFn, cast: Cast, kind: FluentType, depth: int = 1) -> Term:
    """A term of the type."""
    forms = ["constant", "constant", "reading"] if cast.of(kind) else ["constant"]
    if depth:
        forms.append("choice")
        if kind is FluentType.NUMBER:
            forms += ["arithmetic", "arithmetic"]
    match draw(st.sampled_from(forms)):
        case "constant":
            return term(draw(values(cast, kind)))
        case "reading":
            return draw(readings(cast, kind))
        case "choice":
            cond = draw(atoms(cast, depth=0))
            return if_else(
                cond, draw(terms(cast, kind, depth - 1)), draw(terms(cast, kind, depth - 1))
            )
    left, right = draw(terms(cast, kind, depth - 1)), draw(terms(cast, kind, depth - 1))
    return draw(st.sampled_from([left + right, left - right, left * right, left / right]))


@st.composite
def atoms(draw: st.DrawFn, cast: Cast, depth: int = 1) -> Cond:
    """A comparison: often one of the facts, maybe in a mind, else of a fluent with a term."""
    if draw(st.integers(0, 3)):
        fluent, value = draw(st.sampled_from(cast.facts))
        chain = draw(st.one_of(st.just(()), st.just(()), chains(cast, 1, 2)))
        return compare(draw(SAME), fluent.of(*chain), value)
    kind = draw(st.sampled_from([type_ for type_, _ in cast.fluents]))
    sides = [draw(readings(cast, kind)), draw(terms(cast, kind, depth))]
    if draw(st.integers(0, 3)) == 0:
        sides.reverse()
    return compare(draw(OPS if kind is FluentType.NUMBER else SAME), *sides)


@st.composite
def conds(draw: st.DrawFn, cast: Cast, depth: int = 2) -> Cond:
    """A condition; half of them are one comparison."""
    form = draw(st.sampled_from(["atom", "atom", "all", "any"])) if depth else "atom"
    if form == "atom":
        return draw(atoms(cast))
    parts = [draw(conds(cast, depth - 1)) for _ in range(draw(st.integers(1, 3)))]
    return all_of(*parts) if form == "all" else any_of(*parts)


@st.composite
def truths(draw: st.DrawFn, cast: Cast) -> Cond:
    """Comparisons that hold at the start; whoever believes otherwise is surprised."""
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        index = draw(st.integers(0, len(cast.fluents) - 1))
        (kind, fluent), value = cast.fluents[index], cast.first[index]
        forms = [fluent.eq(value), fluent.eq(value), fluent.ne(draw(_other(cast, kind, value)))]
        if kind is FluentType.NUMBER:
            forms += [fluent > term(value) - 1, fluent <= value, term(value) >= fluent]
        parts.append(draw(st.sampled_from(forms)))
    return draw(st.sampled_from([all_of, all_of, any_of]))(*parts)


def guards(cast: Cast) -> st.SearchStrategy[Cond]:
    """A condition that often holds."""
    return st.one_of(st.just(ALWAYS), conds(cast, 1))


@st.composite
def effects(draw: st.DrawFn, cast: Cast) -> Effect:
    """An effect, or a telling; often one of the facts."""
    if draw(st.integers(0, 2)):
        fluent, plain = draw(st.sampled_from(cast.facts))
        value = term(plain)
    else:
        kind, fluent = draw(st.sampled_from(cast.fluents))
        value = draw(terms(cast, kind))
    when = draw(st.one_of(st.just(ALWAYS), st.just(ALWAYS), guards(cast)))
    chain = draw(st.one_of(st.just(()), st.just(()), chains(cast, 1, 2)))
    return tells(chain, fluent, value, when) if chain else sets(fluent, value, when)


@st.composite
def wants(draw: st.DrawFn, cast: Cast) -> Term:
    """A utility: a number of its own, or one or two worths."""
    if draw(st.integers(0, 3)) == 0:
        return draw(terms(cast, FluentType.NUMBER))
    worths = st.builds(
        if_else, st.one_of(_prizes(cast), conds(cast, 1)), st.sampled_from([1, 2, 3]), st.just(0)
    )
    return draw(worths) + draw(st.one_of(st.just(term(0)), worths))


@st.composite
def builders(draw: st.DrawFn, reactions: int = 2) -> Builder:
    """A small world."""
    world = Builder(scale=draw(st.sampled_from([1, 1, 10])))
    agents = world.agents(*"ABC"[: draw(st.integers(2, 3))])
    entities = agents + world.entities(*("hall", "key", "attic")[: draw(st.integers(1, 3))])
    sights = draw(st.booleans())
    kinds = [FluentType.ENTITY] * draw(st.integers(2, 3)) if sights else []
    more = draw(st.integers(0 if sights else 2, 6 - len(kinds)))
    kinds += [draw(st.sampled_from(list(FluentType))) for _ in range(more)]
    cast = Cast(agents, entities, tuple((k, _fluent(world, k, i)) for i, k in enumerate(kinds)))
    chosen = draw(st.permutations(cast.fluents))[:4]
    cast = replace(cast, facts=tuple((fluent, draw(values(cast, k))) for k, fluent in chosen))
    cast = replace(cast, first=draw(_first(cast)))
    draw(_starts(world, cast))
    for i in range(draw(st.sampled_from([2, 3, 4, 5, 1]))):
        world.action(f"act {i}", *draw(_acts(cast, i)))
    for i in range(draw(st.integers(0, reactions))):
        then = [draw(effects(cast)) for _ in range(draw(st.integers(1, 2)))]
        world.reaction(f"reaction {i}", draw(conds(cast)), then)
    if sights:
        draw(_perception(world, cast))
    for agent in agents:
        world.utility(agent, draw(wants(cast)))
    world.goal(draw(st.one_of(_prizes(cast), conds(cast, 1))))
    world.goal(draw(wants(cast)))
    return world


def _prizes(cast: Cast) -> st.SearchStrategy[Cond]:
    """A fact that is worth wanting: one to which others lead."""
    facts = [fluent.eq(value) for fluent, value in cast.facts]
    return st.sampled_from([facts[1], facts[1], facts[-1]])


def _fluent(world: Builder, kind: FluentType, index: int) -> Term:
    match kind:
        case FluentType.YES_NO:
            return world.yes_no(f"yes{index}")
        case FluentType.ENTITY:
            return world.entity(f"who{index}")
        case FluentType.NUMBER:
            return world.number(f"num{index}", low=LOW, high=HIGH)


def _other(cast: Cast, kind: FluentType, value: Plain) -> st.SearchStrategy[Plain]:
    """A known value that is not this one."""
    return values(cast, kind).filter(lambda found: found is not None and found != value)


@st.composite
def _first(draw: st.DrawFn, cast: Cast) -> tuple[Plain, ...]:
    """Known values, few of which are facts already."""
    facts = {fluent: value for fluent, value in cast.facts if draw(st.integers(0, 4))}
    return tuple(draw(_other(cast, kind, facts.get(fluent))) for kind, fluent in cast.fluents)


@st.composite
def _starts(draw: st.DrawFn, world: Builder, cast: Cast) -> None:
    """A start graph of 1-4 nodes: others than the first differ from it in a few values."""
    count = draw(st.sampled_from([2, 3, 4, 1]))
    nodes = [cast.first]
    for _ in range(count - 1):
        changed = [draw(st.integers(0, 2)) == 2 for _ in cast.first]
        nodes.append(
            tuple(
                draw(values(cast, kind)) if change else old
                for (kind, _), change, old in zip(cast.fluents, changed, cast.first, strict=True)
            )
        )
    row = st.lists(st.integers(0, count - 1), min_size=len(cast.agents), max_size=len(cast.agents))
    world.start_graph(nodes, [draw(row) for _ in nodes])


@st.composite
def _acts(
    draw: st.DrawFn, cast: Cast, index: int
) -> tuple[Cond, list[Effect], list[int], dict[int, Cond]]:
    """Condition, effects, consent, observers of an action; most lead from fact to fact."""
    if draw(st.integers(0, 2)):
        here, there = ((index + step) % len(cast.facts) for step in (-1, 0))
        when = cast.facts[here][0].eq(cast.facts[here][1]) if index else draw(truths(cast))
        then = [sets(*cast.facts[there])]
    else:
        when = draw(st.one_of(guards(cast), truths(cast)))
        then = [draw(effects(cast))]
    then += [draw(effects(cast)) for _ in range(draw(st.sampled_from([0, 0, 1, 2])))]
    consent = [a for a in cast.agents if draw(st.booleans())]
    sight = st.sampled_from([ALWAYS, ALWAYS, NEVER, draw(conds(cast, 1))])
    return when, then, consent, {a: draw(sight) for a in cast.agents if draw(st.integers(0, 4))}


@st.composite
def _perception(draw: st.DrawFn, world: Builder, cast: Cast) -> None:
    """Places of some agents and things, who can see, and what is seen where."""
    places = cast.of(FluentType.ENTITY)
    placed = draw(st.permutations(cast.entities))[: len(places)]
    for entity, where in zip(placed, places, strict=False):
        sight = draw(st.sampled_from([ALWAYS, ALWAYS, draw(conds(cast, 1))]))
        world.place(entity, where, sight if entity in cast.agents else None)
        if draw(st.integers(0, 3)):
            world.seen_there(where, entity)
    for _, fluent in cast.fluents:
        if fluent not in places[: len(placed)] and draw(st.booleans()):
            world.seen_there(fluent, draw(st.sampled_from(cast.entities)))


def grounds(reactions: int = 2) -> st.SearchStrategy[Ground]:
    """The same worlds as Grounds."""
    return builders(reactions).map(Builder.ground)


def reaches(author: int = 4, character: int = 3) -> st.SearchStrategy[Reach]:
    """Small limits for searches."""
    return st.builds(Reach, st.integers(2, author), st.integers(1, character), st.integers(0, 2))


# ------------------------------------------------------- worlds as their authors write them

SAID = (
    "the lamp is lit",
    "the door is open",
    "the cup is full",
    "the cat is fed",
    "the bell is up",
)
DONE = ("pulls the rope", "turns the key", "pours the wine", "calls the cat", "climbs the stair")
WHO = ("Ada", "Ben", "Cleo")
PRONOUNS = ("she", "he", "she")


@st.composite
def texts(draw: st.DrawFn) -> str:
    """The text of a small world of three people in one room: plain facts, some of them believed
    wrongly; acts that lead from fact to fact, and sometimes spoil one; wants, and a goal.
    Conditions have no alternatives."""
    lines = ["world The Room", "place the room"]
    lines += [f"person {name}, {p}, at the room" for name, p in zip(WHO, PRONOUNS, strict=True)]
    usual = st.sampled_from(["", "", "", ", usually yes"])
    lines += [f"fact {fact}: yes or no{draw(usual)}" for fact in SAID]
    wrong = draw(st.lists(st.tuples(st.sampled_from(WHO), _said()), max_size=2))
    if wrong:
        lines += ["at the start", *(f"  {who} believes {fact}" for who, fact in wrong)]
    facts = draw(st.permutations(SAID))
    deeds = draw(st.permutations(DONE))[: draw(st.integers(3, 5))]
    for i, deed in enumerate(deeds):
        lines += draw(_deed(deed, facts[i - 1 : i], facts[i]))
    last = facts[len(deeds) - 1]
    for who in WHO:
        worths = [(draw(st.integers(1, 2)), draw(_said())) for _ in range(draw(st.integers(0, 2)))]
        worths.append((draw(st.integers(3, 5)), draw(st.sampled_from((last, last, *facts)))))
        lines += [f"wants of {who}", *(f"  worth {n} when {fact}" for n, fact in worths)]
    lines += ["plans", "  everyone looks 4 steps ahead", "  a stage takes at most 8 steps"]
    goal = draw(st.sampled_from((last, last, draw(_said()))))
    return "\n".join([*lines, "outline", f"  the end: until {goal}", ""])


def _said() -> st.SearchStrategy[str]:
    """A fact, or its opposite."""
    facts = st.sampled_from(SAID)
    return st.one_of(facts, facts.map(lambda fact: fact.replace(" is ", " is not ")))


@st.composite
def _deed(draw: st.DrawFn, deed: str, needs: list[str], brings: str) -> list[str]:
    """An act that anybody, or one of them, can do, sometimes together with Ben."""
    also = st.lists(_said(), max_size=1)
    when = list(dict.fromkeys([*needs, *(draw(also) if draw(st.integers(0, 2)) == 0 else ())]))
    then = [brings, *(f for f in draw(also) if f.replace(" not ", " ") != brings)]
    agreed = draw(st.sampled_from(("who", "who", "who", "who, Ben")))
    if draw(st.integers(0, 3)) == 0 or not when:
        when.append(f"who is {draw(st.sampled_from(WHO))}")
    lines = [f"  {'when' if i == 0 else ' and'} {fact}" for i, fact in enumerate(when)]
    lines += [f"  {'then' if i == 0 else ' and'} {fact}" for i, fact in enumerate(then)]
    seen = draw(st.sampled_from([[], [], ["  seen by who"]]))
    return [f"action (who: person) {deed}", *lines, f"  agreed by {agreed}", *seen]


SAYINGS = (
    "{who} %s and {look} at {Ben}, who {do} not look at {who}",
    "{who} %s. {who} {think} of {Cleo}, and {Ben} {laugh}. {who} {hear} it",
    "{Ada} {see} how {who} %s. {who} {take} a {umbrella} from the wall, and {Cleo} {help} {who}",
    "{Cleo} {hold} a {hourglass} to the light while {who} %s. {Ada} {be} glad of {Cleo}",
    "{Ben} {ask} {who} for {Ada's} coat. {who} %s, and {give} {Ben} {who's} own",
    '"Not you again," {Ben} {say} to {Ada}. {who} %s. {Ada} {say} nothing, and {Ben} {go} out',
    "there {is} a {unicorn} on the cup. {who} {show} {Cleo} {Cleo's} name under it, and %s",
)
"""Ways to put an act, in which people and things come too close to one another for comfort."""


@st.composite
def minded(draw: st.DrawFn, text: str) -> str:
    """The world of a text of `texts`, in which people take one another to believe things, some of
    them wrongly, act on it, and are led to."""
    other, fact = draw(st.sampled_from(WHO)), draw(_said())
    lines = [f"  {who} believes {other} believes {fact}" for who in WHO if who != other]
    if draw(st.booleans()):
        (one, two) = draw(st.permutations(WHO))[:2]
        lines.append(f"  {one} believes {two} believes {one} believes {draw(_said())}")
    text = text.replace("action (", "\n".join(["at the start", *lines, "action ("]), 1)
    for deed in draw(st.lists(st.sampled_from(DONE), max_size=3, unique=True)):
        head, found, tail = text.partition(f") {deed}\n  when ")
        more = f"\n   and who believes {other} believes {fact}" if draw(st.booleans()) else ""
        if draw(st.booleans()):
            (one, two) = draw(st.permutations(WHO))[:2]
            told = f"\n   and {one} believes {two} believes {draw(_said())}"
        else:
            told = f"\n   and {draw(st.sampled_from(WHO))} believes {draw(_said())}"
        if found:
            needs, then, rest = tail.partition("\n  then ")
            brings, agreed, end = rest.partition("\n  agreed by ")
            tail = f"{needs}{more}{then}{brings}{told}{agreed}{end}"
            text = head + found + tail
    return text


@st.composite
def told_texts(draw: st.DrawFn) -> str:
    """A world of `texts` whose author has words for most acts, some of them from one mind; things
    for which `a` or `an` has to be found; and a want in words."""
    text = draw(minded(draw(texts())))
    for deed in DONE:
        first, rest = deed.split(" ", 1)
        said = draw(st.lists(st.sampled_from(SAYINGS), max_size=3, unique=True))
        heads = draw(st.lists(st.sampled_from(["", "", *(f" as {w}:" for w in WHO)]), max_size=3))
        lines = "".join(
            f"  say{head} {words % f'{{{first}}} {rest}'}\n"
            for head, words in zip(heads, said, strict=False)
        )
        text = text.replace(f") {deed}\n", f") {deed}\n{lines}")
    things = "kind tool is a thing\n" + "".join(
        f"tool {t}\n" for t in ("umbrella", "hourglass", "unicorn")
    )
    return text.replace("place the room\n", f"place the room\n{things}")
