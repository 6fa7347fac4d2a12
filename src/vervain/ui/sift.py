"""The command `sift`: find the stories in what happened, by patterns."""

from __future__ import annotations

from pathlib import Path

import click

from vervain import disk, pipeline
from vervain.base.diagnostic import Rejected
from vervain.lang.pattern import Pattern
from vervain.lang.world import Hole, World
from vervain.native.engine import Budget
from vervain.story.sift.examples import try_examples
from vervain.story.sift.grouping import Group, grouped
from vervain.story.sift.matcher import Near
from vervain.story.sift.sift import Sifter, Story, feels, sift
from vervain.tell.answer import Answer, sentence
from vervain.tell.speaker import Speaker
from vervain.ui import output
from vervain.ui.answers import as_data, console, put_answer
from vervain.ui.asked import chronicle_of, with_story
from vervain.ui.guard import guard
from vervain.ui.options import WORLD, load_world, with_budget, with_json
from vervain.ui.output import Exit

MOST_SHOWN = 20
MOST_NAMED = 3
"""Of more names the last are counted."""


@click.command("sift")
@WORLD
@click.argument("pattern", nargs=-1)
@with_story
@click.option(
    "--patterns",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Also the patterns in this file.",
)
@click.option("--near", is_flag=True, help="Also what nearly was a story, and where it broke off.")
@click.option("--examples", is_flag=True, help="Only try the examples in the patterns.")
@with_budget
@with_json
@guard
def sift_command(
    world: str,
    pattern: tuple[str, ...],
    story: Path | None,
    run: str | None,
    files: tuple[Path, ...],
    near: bool,
    examples: bool,
    seed: int,
    seconds: float,
    nodes: int | None,
    megabytes: int,
    as_json: bool,
) -> None:
    """Find the stories in a story, by patterns: a PATTERN is meant by some of its words.

    The patterns are those of the world and of the library; the rarest find comes first.
    """
    given = loaded = load_world(world, as_json=as_json)
    for file in files:
        loaded = _with_file(loaded, file, as_json=as_json)
    loaded = pipeline.with_patterns(loaded)
    chosen = _chosen(loaded, pattern)
    if examples:
        _put_examples(loaded, chosen, as_json=as_json)
        return
    chronicle = chronicle_of(given, story, Budget(nodes, seconds, megabytes, seed), run)
    feelings = None
    if feels(chosen, loaded):
        feelings = pipeline.feelings(pipeline.case(loaded, chronicle, megabytes))
    found = sift(loaded, chronicle, chosen, feelings, near=near)
    words = _Words(loaded, Speaker(loaded, chronicle))
    stories = found.found()
    answer = words.answer(found, stories, found.near() if near else ())
    data = {"stories": as_data(stories), "near": as_data(found.near()) if near else []}
    put_answer(answer, {"world": loaded.name, "lost": found.lost}, data, as_json=as_json)
    raise SystemExit(Exit.OK if stories else Exit.NONE)


def _with_file(world: World, file: Path, *, as_json: bool) -> World:
    text = disk.read_text(file)
    try:
        return pipeline.with_patterns(world, text, str(file))
    except Rejected as rejected:
        output.put_findings(rejected, {str(file): text}, as_json=as_json)


def _chosen(world: World, wanted: tuple[str, ...]) -> tuple[Pattern, ...]:
    """The patterns that have all the words of one that is asked for."""
    if not wanted:
        return world.patterns
    found = []
    for text in wanted:
        words = set(text.lower().split())
        fits = [p for p in world.patterns if words <= set(p.name.lower().split("_"))]
        if not fits:
            names = "; ".join(p.name.replace("_", " ") for p in world.patterns)
            raise click.BadParameter(f"no pattern is called {text!r}; there are: {names}")
        found += [p for p in fits if p not in found]
    return tuple(found)


class _Words:
    """What was found, in words."""

    def __init__(self, world: World, say: Speaker) -> None:
        self.patterns, self.say = {p.name: p for p in world.patterns}, say

    def answer(self, sifter: Sifter, stories: tuple[Story, ...], near: tuple[Near, ...]) -> Answer:
        told = {id(story.match): story for story in stories}
        groups = grouped(story.match for story in stories)
        parts = [self.story(told[id(g.matches[0])], g) for g in groups[:MOST_SHOWN]]
        if len(groups) > MOST_SHOWN:
            parts.append(Answer(f"And {len(groups) - MOST_SHOWN} more, less rare than these."))
        if near:
            misses = tuple(self.miss(n) for n in near[:MOST_SHOWN])
            parts.append(Answer("What nearly was a story:", parts=misses))
        if sifter.lost:
            parts.append(Answer(f"{sifter.lost} beginnings were too many, and were given up."))
        many = "1 story" if len(stories) == 1 else f"{len(stories) or 'no'} stories"
        return Answer(sentence(f"{many} in {sifter.events} events"), parts=tuple(parts))

    def story(self, story: Story, group: Group) -> Answer:
        """A find; where others differ from it in one role, its events are told for all of them."""
        match = story.match
        events = tuple(e for e in match.events if e >= 0)
        times = f"; it ends so {match.times} times" if match.times > 1 else ""
        heading = in_words(self.patterns[match.pattern], group_roles(group))
        text = f"{heading} (rarity {story.rarity:.1f}{times})"
        parts = tuple(Answer(sentence(self.say.event(e)), (e,)) for e in events)
        return Answer(sentence(text), events, (), parts)

    def miss(self, near: Near) -> Answer:
        events = tuple(e for e in near.events if e >= 0)
        where = f" at {self.say.event(near.event)}" if near.event is not None else ""
        end = f"what failed{where}: {near.clause}" if where else f"still wanted: {near.clause}"
        heading = self.heading(near.pattern, near.roles)
        text = f"{heading}: {near.reached} of {near.steps} steps; {end}"
        parts = tuple(Answer(sentence(self.say.event(e)), (e,)) for e in events)
        return Answer(sentence(text), events, (), parts)

    def heading(self, name: str, roles: tuple[tuple[str, str], ...]) -> str:
        """The pattern's own words, with names in its roles."""
        return in_words(self.patterns[name], roles)


def group_roles(group: Group) -> tuple[tuple[str, str], ...]:
    """Who the roles are, in the one role several: `Connie, Dale and 10 others`."""
    names = group.names if len(group.names) <= MOST_NAMED else group.names[: MOST_NAMED - 1]
    left = len(group.names) - len(names)
    last = f"{left} others" if left else names[-1] if names else ""
    listed = ", ".join(names if left else names[:-1])
    return tuple(
        (role, f"{listed} and {last}" if role == group.role else name)
        for role, name in group.matches[0].roles
    )


def in_words(pattern: Pattern, roles: tuple[tuple[str, str], ...]) -> str:
    """The pattern's own words, with names in its roles."""
    known = dict(roles)
    parts = pattern.phrase.parts
    return " ".join(
        known.get(p.param.name, "somebody") if isinstance(p, Hole) else p for p in parts
    )


def _put_examples(world: World, chosen: tuple[Pattern, ...], *, as_json: bool) -> None:
    """Try every example; the exit code tells whether all hold."""
    tried = tuple(try_examples(world, chosen))
    rows = [
        {
            "pattern": t.pattern.words,
            "matches": t.example.matches,
            "example": t.example.text,
            "holds": t.holds,
            "why": t.why,
        }
        for t in tried
    ]
    if as_json:
        output.put_json({"examples": rows})
    else:
        for t in tried:
            if not t.holds:
                must = "must match" if t.example.matches else "must not match"
                why = f" ({t.why})" if t.why and t.example.matches else ""
                where = f"{t.example.span.file}:{t.example.span.line}"
                console().print(f"{where}: {must} {t.example.text}: it does not hold{why}")
        wrong = sum(not t.holds for t in tried)
        console().print(f"{len(tried)} examples of {len(chosen)} patterns, {wrong} do not hold")
    raise SystemExit(Exit.OK if all(t.holds for t in tried) else Exit.CHECK_FAILED)
