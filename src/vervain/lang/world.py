"""The World: everything an author wrote, with every name and type settled.

A World is immutable, holds no ground instances and knows nothing of search. Names are the keys:
entities and kinds by the author's words, fluents and actions by their functional names. What is
convenience in the text is already spelled out here: `against honesty` is an assignment to a
`breaches` fluent and a want; an outline stage `until ACT` is a `happened` fluent; `is with` is a
comparison of places; the roles of a heading differ by a condition.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from vervain.base.span import NOWHERE, Span
from vervain.lang.expr import Cond, Effect, Param, Term, Value
from vervain.lang.fading import Fading, Wears
from vervain.lang.frame import Frame, Word
from vervain.lang.handover import HandOver
from vervain.lang.pattern import Counted, Motif, Pattern
from vervain.lang.telling import Telling
from vervain.lang.turns import Draw, Living
from vervain.lang.voice import Voice


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity; `person`, `place` and `thing` are built in and have no parents."""

    name: str
    parents: tuple[str, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place or thing. `pronoun` is she, he, it or they; `descriptions` are noun
    phrases."""

    name: str
    kinds: tuple[str, ...]
    pronoun: str = "it"
    descriptions: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Hole:
    """A typed hole in a phrase."""

    param: Param


@dataclass(frozen=True, slots=True)
class Phrase:
    """The author's words for a fact or act: fixed words and holes in order."""

    parts: tuple[str | Hole, ...]


class FluentType(Enum):
    """What values a fluent takes."""

    YES_NO = "yes or no"
    ENTITY = "entity"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Fluent:
    """A fact that can change: `name` is its functional form.

    `kinds` are the kinds of its values (ENTITY only: any of them); `low`/`high` bound a NUMBER.
    `seen_there`: who is where the first parameter's entity is sees it. `tellable`: can be a claim.
    `hidden`: made by the checker (`breaches`, `happened`), never shown to an author.
    `felt`: it says how strongly its first role feels this, toward its second (`lang/felt.py`).
    `in_mind`: of so many such facts a mind keeps hearsay when the world runs (None: as usual).
    """

    name: str
    phrase: Phrase
    params: tuple[Param, ...]
    type: FluentType
    kinds: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    default: Value = False
    or_unknown: bool = False
    seen_there: bool = False
    tellable: bool = False
    hidden: bool = False
    span: Span = field(default=NOWHERE, compare=False)
    felt: str = ""
    fades: Fading | None = None
    in_mind: int | None = None


PLACE = "place"
"""The built-in fluent `place(x)`: where a person or thing is (a place, or the person who has
it)."""

NEXT_TO = "next_to"
"""The built-in static fluent `next_to(p, q)` between places."""


@dataclass(frozen=True, slots=True)
class StartFact:
    """One initial value, in the mind reached by `minds` (entity names, outermost first; () = the
    world).

    Later facts win. A mind without an entry believes what the surrounding mind does (semantics,
    D6).
    """

    fluent: str
    args: tuple[str, ...]
    value: Value
    minds: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Watch:
    """For each entity bound to `param`: they see it (or glimpse it) if `cond` holds before the
    act."""

    param: Param
    cond: Cond


@dataclass(frozen=True, slots=True)
class Glimpse:
    """Who does not see the act but is in `watch` learns these effects, and no more."""

    watch: Watch
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """A span of story time."""

    count: int


@dataclass(frozen=True, slots=True)
class Until:
    """Up to the next time the clock shows this minute of the day."""

    minute_of_day: int


@dataclass(frozen=True, slots=True)
class Stirs:
    """A felt fact that an act sets, and to what."""

    fluent: str
    value: Value


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done or can happen; `agreed` empty makes it a happening.

    `seen` and `glimpsed` are already restricted to those who can see (`sight of`).
    `chance` is the odds (n, m) used when simulating. `by_itself`: it is no happening of the world
    but a feeling that comes or goes, or a bond that fades; only a runner does it (F1, F2).
    """

    name: str
    phrase: Phrase
    params: tuple[Param, ...]
    condition: Cond
    effects: tuple[Effect, ...]
    agreed: tuple[Term, ...] = ()
    seen: tuple[Watch, ...] = ()
    glimpsed: tuple[Glimpse, ...] = ()
    duration: Minutes | Until = Minutes(5)
    chance: tuple[int, int] | None = None
    frames: tuple[Frame, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)
    by_itself: Stirs | Wears | None = None
    every: tuple[int, str] | None = None
    """How often it comes round when the world runs: (2, "year"), (1, "spring")."""
    lots: tuple[str, ...] = ()
    """Roles for which one of all that could fill them is drawn."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """Fires by itself, in the world and in every mind, while its condition holds there. `hidden`:
    made by the checker, never shown to an author."""

    name: str
    phrase: Phrase
    params: tuple[Param, ...]
    condition: Cond
    effects: tuple[Effect, ...]
    frames: tuple[Frame, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Want:
    """What something is worth to someone: the number `value` is part of their utility.

    Weights may be facts (`values life at the worth of a life to Caroline`), so that others can be
    wrong about them.

    `holder` is an entity name, or a parameter (every entity of that kind, bound in `value`).
    `text` is the author's line; `purpose` the words of `so that`, or empty.
    """

    holder: str | Param
    value: Term
    text: str
    purpose: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the outline, reached when `goal` holds."""

    name: str
    goal: Cond
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Check:
    """A claim about the stories of this world; `cond` None: nobody acts without a reason."""

    every: bool
    cond: Cond | None
    text: str
    span: Span = field(default=NOWHERE, compare=False)
    stories: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """How far the cast looks ahead (`character`, steps), how deep they think (`belief`, minds),
    and how many steps the author may use (`author`: per stage, or for the whole plan without an
    outline). `goal`: what the author's wants are to rise to; None: the next whole number."""

    author: int = 12
    character: int = 4
    belief: int = 2
    goal: float | None = None


class Dialect(Enum):
    """Which language a world was written in, where that says what it means.

    In a SABRE world everything is as the Sabre planner has it (semantics, S1 to S13): agents are
    the entities of kind `character`; a kind `=X` holds the constant X only; `boolean` may be the
    kind of a parameter; the author's word for a fluent or event is the first part of its phrase
    (its `name` differs where several share a word).
    """

    VERVAIN = "vervain"
    SABRE = "sabre"


@dataclass(frozen=True, slots=True)
class World:
    """A whole world, ready to be grounded. `sight` restricts who sees: cond over its parameter."""

    name: str
    kinds: tuple[Kind, ...]
    entities: tuple[Entity, ...]
    fluents: tuple[Fluent, ...]
    start: tuple[StartFact, ...]
    actions: tuple[Action, ...]
    reactions: tuple[Reaction, ...] = ()
    wants: tuple[Want, ...] = ()
    sight: Watch | None = None
    outline: tuple[Stage, ...] = ()
    tellings: tuple[Telling, ...] = ()
    checks: tuple[Check, ...] = ()
    limits: Limits = Limits()
    author: Term | None = None
    """What the author wants, as a number to raise (Sabre problems); our own worlds use
    `outline`."""
    words: tuple[Word, ...] = ()
    """Words whose forms the author gives."""
    clock: int = 12 * 60
    """Minutes since midnight of day 1 at which the story starts."""
    dialect: Dialect = Dialect.VERVAIN
    draws: tuple[Draw, ...] = ()
    living: Living = Living()  # noqa: RUF009 (frozen)
    motifs: tuple[Motif, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    counts: tuple[Counted, ...] = ()
    """What a story of this world is sifted for, and which acts count as which motifs."""
    handovers: tuple[HandOver, ...] = field(default=(), repr=False)
    """What becomes of the end of a run in other worlds; no run hangs on it."""
    voice: Voice = field(default=Voice(), repr=False, compare=False)
    """Words beyond those of its acts; neither a story nor a run hangs on them."""
