"""Commands that look for stories and check them: `plan` and `verify`; and `convert`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from vervain import disk, pipeline
from vervain.lang.world import Dialect, Limits, World
from vervain.native.engine import HEURISTICS, Budget, Outcome, Reach
from vervain.run.plan import reach_of
from vervain.story.document import dumps, plain
from vervain.ui import output, show
from vervain.ui.guard import P, guard
from vervain.ui.options import (
    WORLD,
    OutFile,
    load_world,
    with_budget,
    with_changes,
    with_json,
    with_out,
)
from vervain.ui.output import EXIT_OF, Exit

EVERY = 1_000_000
"""More stories than anybody reads."""
POOL = 1000
"""Of how many stories the most different ones are chosen."""


def find(
    loaded: World,
    stories: int,
    budget: Budget,
    *,
    shortest: bool = False,
    reach: Reach | None = None,
    goal: float | None = None,
    diverse: int | None = None,
) -> pipeline.Stories:
    """Plan, with progress shown."""
    with output.progress(loaded.name) as report:
        return pipeline.plan(
            loaded,
            stories=stories,
            budget=budget,
            progress=report,
            shortest=shortest,
            reach=reach,
            goal=goal,
            diverse=diverse,
        )


def end(found: pipeline.Stories) -> None:
    """Say why there is less than was asked for, and with which code it ends."""
    count = len(found.chronicles)
    stories = f"{count} {'story' if count == 1 else 'stories'}"
    if found.blocked is not None:
        click.echo(found.blocked.message, err=True)
    elif found.outcome is Outcome.INTERRUPTED:
        click.echo("interrupted; this is what was found", err=True)
    elif found.outcome is Outcome.NONE:
        click.echo(f"{stories}: it is proved that there are no more within the limits", err=True)
    elif found.outcome is not Outcome.FOUND:
        click.echo(f"only {stories}: {found.outcome.value}", err=True)
    code = EXIT_OF[found.outcome]
    raise SystemExit(Exit.OK if found.chronicles and code is Exit.NONE else code)


def with_limits(function: Callable[P, None]) -> Callable[P, None]:
    """The limits that definitions D10 to D12 know, and the author's goal."""
    for name, what in (
        ("--belief-limit", "How deep in minds reasons are looked for."),
        ("--character-limit", "The most steps of a character's plan."),
        ("--author-limit", "The most steps of a stage."),
    ):
        function = click.option(
            name, type=click.IntRange(0, 4095), help=f"{what}  [default: the world's]"
        )(function)
    return click.option(
        "--goal",
        type=float,
        help="What the author's utility is to rise to, in a problem without an outline.  "
        "[default: the next whole number]",
    )(function)


def limits(world: World, author: int | None, character: int | None, belief: int | None) -> Reach:
    """The world's limits, but for those that were given."""
    own = reach_of(world)
    return Reach(
        own.author if author is None else author,
        own.character if character is None else character,
        own.belief if belief is None else belief,
    )


@click.command()
@WORLD
@click.option(
    "--stories",
    type=click.IntRange(1, 1000),
    default=1,
    show_default=True,
    help="How many different stories.",
)
@click.option("--all", "every", is_flag=True, help="Every story within the limits.")
@click.option(
    "--diverse",
    type=click.IntRange(1, POOL),
    help=f"So many stories that differ most (of the first {POOL:,} found).",
)
@click.option("--shortest", is_flag=True, help="Make every stage as short as can be; slower.")
@click.option(
    "--heuristic",
    type=click.Choice(HEURISTICS),
    default=HEURISTICS[0],
    show_default=True,
    help="Where the search looks first; max and none are admissible.",
)
@with_limits
@with_changes
@click.option(
    "--save",
    type=OutFile(),
    help="Write the (first) chronicle to this file.",
)
@with_budget
@with_json
@guard
def plan(
    world: str,
    stories: int,
    every: bool,
    diverse: int | None,
    shortest: bool,
    heuristic: str,
    goal: float | None,
    author_limit: int | None,
    character_limit: int | None,
    belief_limit: int | None,
    changes: tuple[str, ...],
    save: Path | None,
    seed: int,
    seconds: float,
    nodes: int | None,
    megabytes: int,
    as_json: bool,
) -> None:
    """Find a story and list its acts: who, where, when, and for whose reasons.

    A WORLD may also be a problem in the language of the Sabre planner (*.txt).
    """
    loaded = load_world(world, changes, as_json=as_json)
    found = find(
        loaded,
        EVERY if every else POOL if diverse else stories,
        Budget(nodes, seconds, megabytes, seed, heuristic),
        shortest=shortest or every,
        reach=limits(loaded, author_limit, character_limit, belief_limit),
        goal=goal,
        diverse=diverse,
    )
    if as_json:
        blocked = found.blocked.message if found.blocked else None
        output.put_json(
            {
                "outcome": found.outcome.value,
                "blocked": blocked,
                "counters": found.counters,
                "stories": [plain(c) for c in found.chronicles],
            }
        )
    else:
        for chronicle in found.chronicles:
            show.acts(loaded, chronicle)
    if save is not None and found.chronicles:
        disk.write_text(save, dumps(found.chronicles[0]))
    end(found)


@click.command("convert")
@WORLD
@with_out("Write the world to this file, whole or not at all.  [default: print it]")
@with_limits
@guard
def convert_problem(
    world: str,
    out: Path | None,
    goal: float | None,
    author_limit: int | None,
    character_limit: int | None,
    belief_limit: int | None,
) -> None:
    """Write a problem of the Sabre planner (*.txt) as a world in our language.

    Limits and goal stand in the world if any of them is given. What rests on the order of that
    planner's triggers, or on the beliefs that it stores beside minds, is not carried over. The two
    are held side by side, state by state, and the first difference is told, on standard error and
    at the top of the world.
    """
    loaded = load_world(world)
    if loaded.dialect is not Dialect.SABRE:
        click.echo(f"vervain: {world} is a world of our language already", err=True)
        raise SystemExit(Exit.NO_FILE)
    reach = limits(loaded, author_limit, character_limit, belief_limit)
    given = any(x is not None for x in (goal, author_limit, character_limit, belief_limit))
    own = Limits(reach.author, reach.character, reach.belief, goal)
    text, alike = pipeline.convert(loaded, own if given else None)
    click.echo(f"vervain: {alike}", err=True)
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        disk.write_text(out, text)
    except OSError as error:
        click.echo(f"vervain: {error}", err=True)
        raise SystemExit(Exit.NO_FILE) from None


@click.command()
@WORLD
@click.argument("plan", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@with_limits
@with_json
@guard
def verify(
    world: str,
    plan: Path,
    goal: float | None,
    author_limit: int | None,
    character_limit: int | None,
    belief_limit: int | None,
    as_json: bool,
) -> None:
    """Check a plan by the definitions, apart from the search that may have found it.

    PLAN is a saved chronicle, or a list of acts, one in a line (lines that begin with | are
    passed over); - reads it from standard input. Of a world with an outline it is the whole story.
    """
    loaded = load_world(world, as_json=as_json)
    try:
        text = sys.stdin.read() if str(plan) == "-" else disk.read_text(plan)
    except OSError as error:
        click.echo(f"vervain: {plan} cannot be read: {error.strerror}", err=True)
        raise SystemExit(Exit.NO_FILE) from None
    reach = limits(loaded, author_limit, character_limit, belief_limit)
    verdict = pipeline.verify(loaded, text, str(plan), reach=reach, goal=goal)
    if as_json:
        output.put_json(verdict.as_dict())
    else:
        click.echo(verdict.message)
    raise SystemExit(Exit.CHECK_FAILED if verdict.fault else Exit.OK)
