"""The whole flow, a line or two for each stage, and the only place (beside `ui`) that opens files.

text ─lang→ World ─model→ Ground ─native/run→ Trace ─story→ Chronicle ─tell→ Discourse → prose

A world that is to live, not to be planned, goes from World to Chronicle by `run`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from vervain.base.diagnostic import Rejected, Report
from vervain.base.once import once
from vervain.disk import SABRE_SUFFIX, SUFFIX, find, module_text, read_text, sources
from vervain.lang.asking import lexicon_of
from vervain.lang.calendar import YEAR, minute_of
from vervain.lang.check import check, declared_kinds
from vervain.lang.context import Context
from vervain.lang.convert import convert as convert_world
from vervain.lang.format import format_syntax
from vervain.lang.handover import HandOver
from vervain.lang.parse import parse
from vervain.lang.patterns import Sifting
from vervain.lang.sabre import read_sabre
from vervain.lang.spoken import spoken
from vervain.lang.syntax import Syntax
from vervain.lang.voice import ENGLISH
from vervain.lang.wording import Wording
from vervain.lang.world import Limits, World
from vervain.model.ground import Ground
from vervain.model.ground_world import ground
from vervain.native.engine import Budget, Engine, Outcome, Reach
from vervain.native.kernel import Kernel
from vervain.run.alike import Alike, compared
from vervain.run.blocked import Blocked
from vervain.run.diverse import most_different
from vervain.run.goals import held as held_in
from vervain.run.goals import threshold
from vervain.run.live.life import Ended
from vervain.run.outline import Progress
from vervain.run.plan import outline_of, reach_of
from vervain.run.plan import plan as plan_ground
from vervain.run.read_plan import read_plan
from vervain.run.trace import Trace
from vervain.run.verify import Verdict, Verifier
from vervain.story.by_itself import by_itself
from vervain.story.case import Case, case_of, open_case
from vervain.story.checked import Checked, checked
from vervain.story.chronicle import Chronicle
from vervain.story.document import loads
from vervain.story.feel.again import again
from vervain.story.feel.appraise import appraise
from vervain.story.feel.feeling import Feelings
from vervain.story.handed import Handed
from vervain.story.handed import hand_over as handed_over
from vervain.story.living import Run as Run  # noqa: PLC0414 (offered here)
from vervain.story.living import begin as begin  # noqa: PLC0414 (offered here)
from vervain.story.living import resume as resume  # noqa: PLC0414 (offered here)
from vervain.story.living import run as run  # noqa: PLC0414 (offered here)
from vervain.story.naming import Names, numbered
from vervain.story.recalled import Recalled, Story
from vervain.story.record import record
from vervain.story.sift.examples import report_examples
from vervain.tell.discourse import Discourse
from vervain.tell.nested_words import reading
from vervain.tell.proof_relations import Record
from vervain.tell.spin import Spin, spin
from vervain.tell.teller import tell as tell_chronicle

MOST_LEFT = 64 << 20
"""Bytes of states that a search may have left for them to be gone on with."""
SPARE_MEGABYTES = 128
"""Beyond what the search may use: what it found has to be recorded, too."""

MOST_APPRAISED, MOST_APPRAISED_PEOPLE = 500, 60
"""Events and people of a story whose feelings are found for its telling."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search leaves behind: the engine with its states, and a trace for each chronicle."""

    ground: Ground
    engine: Engine
    traces: tuple[Trace, ...]


@dataclass(frozen=True, slots=True)
class Stories:
    """What planning found: `chronicles` may be fewer than asked for; `blocked` says why there is
    none."""

    outcome: Outcome
    chronicles: tuple[Chronicle, ...]
    blocked: Blocked | None
    counters: dict[str, int]
    held: tuple[frozenset[str], ...] = ()
    """For each chronicle the checks (by their text) that hold at its end."""
    found: Found | None = field(default=None, repr=False, compare=False)
    """The states among which they were found: `case` need not make them again."""


# ---------------------------------------------------------------- text → World


def load(name: str | Path) -> World:
    """The World in a file, or in the example of that name. `Rejected` tells what is wrong."""
    path = find(name)
    return load_text(read_text(path), str(path), path.parent)


def load_text(text: str, file: str = "<text>", folder: Path | None = None) -> World:
    """The World in a text; files it includes are looked for in `folder` (None: nowhere). A file
    called `*.txt` is a problem of the Sabre planner."""
    sabre = file.endswith(SABRE_SUFFIX)
    world = read_sabre(text, file) if sabre else check(_parsed(text, file, folder))
    return spoken(world, module_text(ENGLISH) or "")


def convert(world: World, limits: Limits | None = None) -> tuple[str, Alike]:
    """A problem of the Sabre planner as the text of a world in our language, and how far the two
    are planned alike; it is read once, so that nothing is given out that would be refused."""
    text = convert_world(world, limits)
    alike = compared(world, load_text(text, world.name + SUFFIX), engine_for)
    return alike.note() + text, alike


def format_text(text: str, file: str = "<text>", folder: Path | None = None) -> str:
    """The text in the one canonical layout; what it includes is looked for in `folder`."""
    return format_syntax(_parsed(text, file, folder)[-1])


def _parsed(text: str, file: str, folder: Path | None) -> tuple[Syntax, ...]:
    """The text and all it includes, what is included first: its kinds are known to what follows."""
    kinds: frozenset[str] = frozenset()
    syntaxes = []
    for name, source in sources(text, file, folder):
        syntax = parse(source, name, kinds)
        kinds |= declared_kinds((syntax,))
        syntaxes.append(syntax)
    return tuple(syntaxes)


def with_patterns(world: World, text: str | None = None, file: str = "patterns") -> World:
    """The World with the patterns in a text as well; without one those of the library, if it has
    not included them. Raises Rejected."""
    if text is None:
        if any(pattern.span.file == file for pattern in world.patterns):
            return world
        text = module_text(file) or ""
    context = Context((parse(text, file),), lexicon=lexicon_of(world))
    motifs, patterns, _ = Sifting(context, known=world.motifs).patterns()
    context.report.settle()
    return replace(world, motifs=(*world.motifs, *motifs), patterns=(*world.patterns, *patterns))


def try_patterns(world: World) -> None:
    """Raises Rejected where an example in the world's patterns does not hold."""
    report = Report()
    report_examples(world, report)
    report.settle()


# ---------------------------------------------------------------- World → Ground → Chronicle


def grounded(world: World) -> Ground:
    """The World with every parameter filled in. `Rejected` where that is too much."""
    return ground(world)


def engine_for(tables_of: Ground, megabytes: int = 1024) -> Engine:
    """A kernel with the states of this Ground."""
    return Kernel(tables_of.tables, megabytes)


def plan(
    world: World,
    *,
    stories: int = 1,
    budget: Budget = Budget(),  # noqa: B008 (frozen)
    progress: Progress | None = None,
    shortest: bool = False,
    reach: Reach | None = None,
    goal: float | None = None,
    diverse: int | None = None,
) -> Stories:
    """Stories of this world, each act explained for everyone who agreed to it.

    `reach`: other limits than those of the world. `goal`: what the author's utility is to rise to,
    where a world has one and no outline; if it is not given, the next whole number. `diverse`: of
    all that are found, so many that differ most.
    """
    made = ground(world)
    engine = engine_for(made, budget.megabytes + SPARE_MEGABYTES)
    limits, goals = reach or reach_of(world), outline_of(world, made)
    result = plan_ground(
        made,
        engine,
        budget,
        limits,
        stories,
        threshold=threshold(world, made, engine, goal),
        outline=goals,
        between=by_itself(world, made, engine, limits),
        progress=progress,
        shortest=shortest,
        wording=Wording(world),
    )
    traces = result.traces if diverse is None else most_different(result.traces, diverse)
    chronicles = tuple(record(world, made, engine, trace) for trace in traces)
    held = tuple(held_in(made, engine, trace) for trace in traces)
    enough = diverse is not None and len(traces) == diverse
    outcome = Outcome.FOUND if enough else result.outcome
    left = Found(made, engine, tuple(traces))
    return Stories(outcome, chronicles, result.blocked, engine.counters(), held, left)


def verify(
    world: World,
    text: str,
    file: str = "<text>",
    *,
    reach: Reach | None = None,
    goal: float | None = None,
) -> Verdict:
    """Check a plan (a saved chronicle, or acts one in a line) by the definitions."""
    made = ground(world)
    engine = engine_for(made)
    saved = text.lstrip().startswith("{")
    acts = (
        numbered(loads(text, file), Names(world, made))
        if saved
        else read_plan(text, file, world, made)
    )
    goals = [made.goals[g].utility for g in outline_of(world, made)]
    limits = reach or reach_of(world)
    unasked = by_itself(world, made, engine, limits)
    between = unasked.acts if unasked is not None else frozenset[int]()
    verifier = Verifier(made, engine, limits, between)
    return verifier.check(acts, goals, threshold(world, made, engine, goal))


def live(
    world: World, seeds: Iterable[int], span: str | int = 100, until: str | None = None
) -> Stories:
    """One story for each seed in which the world is let live. Ctrl-C keeps those that are whole."""
    chronicles, held, outcome = [], [], Outcome.FOUND
    for seed in seeds:
        made = run(world, seed=seed, span=span, until=until)
        if made.ended is Ended.INTERRUPTED:
            outcome = Outcome.INTERRUPTED
            break
        chronicles.append(made.chronicle)
        true = (c.text for c in world.checks if c.cond is not None and made.life.holds(c.cond))
        held.append(frozenset(true))
    return Stories(outcome, tuple(chronicles), None, {}, tuple(held))


def run_checks(world: World, found: Stories) -> tuple[Checked, ...]:
    """The world's own checks on the stories that were found."""
    return checked(world, found.chronicles, found.held)


def case(
    world: World, chronicle: Chronicle, megabytes: int = 1024, about: Collection[str] = ()
) -> Case:
    """A story of this world, ready for questions (`story.why`, `story.knowing` and others): all
    its states, made anew. Rejected where the world is too large to be grounded. What was lived by
    a calendar is done again without one; among many people only what came about, and the minds of
    those who had to do with it, or are asked `about`."""
    if chronicle.ran is not None:
        return again(world, chronicle, megabytes, about)
    made = ground(world)
    return open_case(world, made, engine_for(made, megabytes), chronicle)


def case_among(world: World, stories: Stories, number: int = 0) -> Case:
    """The same for a story that has just been planned, with the states that there are; made anew
    where the search has left little room for more."""
    chronicle, found = stories.chronicles[number], stories.found
    if found is None or found.engine.counters()["bytes"] > MOST_LEFT:
        return case(world, chronicle)
    return case_of(world, found.ground, found.engine, found.traces[number], chronicle)


def asked_of(world: World, chronicle: Chronicle, megabytes: int = 1024) -> Story:
    """The same; but a story that was lived is read from its own record, however large the world."""
    if chronicle.ran is not None:
        return Recalled(world, chronicle)
    return case(world, chronicle, megabytes)


def feelings(case_: Case) -> Feelings:
    """What everybody feels through a story, and why."""
    return appraise(case_)


def hand_over(made: Run, to: str) -> Handed:
    """What stands at the end of a run as the start of another world (a path, or an example's
    name), as the block `hand over to` of the world that has run says. Rejected where it says
    nothing of that world, or where that world cannot take what it says."""
    path, life = find(to), made.life
    names = (to, Path(to).name.removesuffix(SUFFIX))
    how = next((h for h in life.world.handovers if h.to in names), HandOver(to, (), (), ()))
    years = (minute_of(life.world, life.turn) - life.world.clock) / YEAR
    when = f"after {years:.1f} years" + (f": {made.until}" if made.ended is Ended.UNTIL else "")
    found = handed_over(life, load(path), how, path.name, when)
    found.text = format_text(found.text, "what is handed over", path.parent)
    load_text(found.text, "what is handed over", path.parent)
    return found


# ---------------------------------------------------------------- Chronicle → Discourse


def tell(world: World, chronicle: Chronicle, how: Spin | None = None) -> Discourse:
    """The chronicle as prose, the way the world's `telling` (or `how`) wants it."""
    spun = how or spin(world, seed=chronicle.seed)
    felt = partial(_felt, world, chronicle)
    return tell_chronicle(world, chronicle, spun, felt, _story(world, chronicle))


def record_of(world: World, chronicle: Chronicle) -> Record:
    """What a telling of the chronicle is proved by (`tell.proof`)."""
    reads = reading(world, chronicle, _story(world, chronicle))
    return Record(chronicle, world, _felt(world, chronicle), reads=reads)


@once
def _story(world: World, chronicle: Chronicle) -> Callable[[], Story]:
    """The story in which minds in minds are read, made when it is asked for."""
    return partial(_opened, world, chronicle)


@once
def _opened(world: World, chronicle: Chronicle) -> Story:
    """A story with its states, where they can be made again; else its record."""
    if chronicle.ran is not None or len(chronicle.people) > MOST_APPRAISED_PEOPLE:
        return Recalled(world, chronicle)
    try:
        return case(world, chronicle)
    except Rejected:
        return Recalled(world, chronicle)


@once
def _felt(world: World, chronicle: Chronicle) -> Feelings | None:
    """What everybody feels in a story; None of one that cannot be done again step by step: a run
    with chance in it, or a world too large for that."""
    if len(chronicle.events) > MOST_APPRAISED or len(chronicle.people) > MOST_APPRAISED_PEOPLE:
        return None
    if chronicle.ran is None:
        found = _opened(world, chronicle)
        return feelings(found) if isinstance(found, Case) else None
    try:
        return feelings(case(world, chronicle))
    except Rejected:
        return None
