"""Worlds, stories and tellings on a terminal, and the same as plain data for `--json`."""

from __future__ import annotations

import textwrap
from typing import Any

import click

from vervain.lang.calendar import moment_words
from vervain.lang.expr import EntityRef, Unknown
from vervain.lang.wording import fact_words
from vervain.lang.world import Entity, Fluent, FluentType, Hole, Phrase, StartFact, World
from vervain.story.chronicle import Act, Belief, Chronicle, Claimed, Event, Reason
from vervain.story.standing import Stood
from vervain.tell.discourse import Discourse
from vervain.tell.explain import Explained
from vervain.tell.lexicon import listing
from vervain.tell.purpose import purpose_words
from vervain.ui import output

# ---------------------------------------------------------------- worlds

Rows = list[tuple[str, ...]]


def summary(world: World) -> dict[str, Any]:
    """How much of everything a world has."""
    return {
        "world": world.name,
        "people": len(_of_kind(world, "person")),
        "places": len(_of_kind(world, "place")),
        "facts": sum(not f.hidden for f in world.fluents),
        "acts": len(world.actions),
        "reactions": len(world.reactions),
        "wants": len(world.wants),
        "stages": len(world.outline),
    }


ONE = {
    "people": "person",
    "places": "place",
    "facts": "fact",
    "acts": "act",
    "reactions": "reaction",
    "wants": "want",
    "stages": "stage",
}


def summary_line(name: str, counts: dict[str, Any]) -> str:
    """The summary in one line."""
    shown = [
        f"{n} {ONE[what] if n == 1 else what}" for what, n in counts.items() if n and what in ONE
    ]
    if not counts["people"] and not counts["acts"]:
        return f"{name}: nothing wrong, and nobody in it yet; `vervain new NAME` begins a world"
    return f"{name}: nothing wrong. {', '.join(shown)}"


def phrase(words: Phrase) -> str:
    """A phrase as its author declared it."""
    return " ".join(
        f"({p.param.name}: {p.param.kind})" if isinstance(p, Hole) else p for p in words.parts
    )


def _of_kind(world: World, kind: str) -> list[Entity]:
    parents = {k.name: k.parents for k in world.kinds}

    def is_a(name: str) -> bool:
        return name == kind or any(is_a(p) for p in parents.get(name, ()))

    return [e for e in world.entities if any(is_a(k) for k in e.kinds)]


def _type(fluent: Fluent) -> str:
    if fluent.type is FluentType.NUMBER and fluent.low is not None and fluent.high is not None:
        return f"{fluent.low:g}..{fluent.high:g}"
    if fluent.type is FluentType.ENTITY:
        return " or ".join(fluent.kinds) + (", or unknown" if fluent.or_unknown else "")
    return str(fluent.type.value)


def _start(fact: StartFact) -> str:
    match fact.value:
        case bool(truth):
            shown = "yes" if truth else "no"
        case EntityRef(name):
            shown = name
        case Unknown():
            shown = "unknown"
        case number:
            shown = f"{number:g}"
    return f"{fact.fluent}({', '.join(fact.args)}) is {shown}"


def _sections(world: World, person: str | None) -> dict[str, tuple[tuple[str, ...], Rows]]:
    """Every section: its columns and rows."""
    where = {
        f.args[0]: str(getattr(f.value, "name", ""))
        for f in world.start
        if f.fluent == "place" and not f.minds
    }
    cast: Rows = [
        (e.name, e.pronoun, ", ".join(e.kinds), where.get(e.name, ""), "; ".join(e.descriptions))
        for e in _of_kind(world, "person")
    ]
    beliefs: Rows = [
        (" believes ".join(f.minds), _start(f))
        for f in world.start
        if f.minds and (person is None or f.minds[0] == person)
    ]
    acts: Rows = [(phrase(a.phrase), "happening" if not a.agreed else "act") for a in world.actions]
    acts += [(phrase(r.phrase), "reaction") for r in world.reactions]
    return {
        "cast": (("name", "pronoun", "kind", "where", "described as"), cast),
        "places": (("place",), [(e.name,) for e in _of_kind(world, "place")]),
        "facts": (
            ("fact", "type", "functional form"),
            [
                (phrase(f.phrase), _type(f), f"{f.name}({', '.join(p.name for p in f.params)})")
                for f in world.fluents
                if not f.hidden
            ],
        ),
        "acts": (("act", "sort"), acts),
        "outline": (("stage",), [(s.name,) for s in world.outline]),
        "beliefs": (("who believes", "that"), beliefs),
    }


def world(shown: World, what: str, person: str | None, *, as_json: bool) -> None:
    """Print one section of a world, or all of them."""
    sections = {
        name: part for name, part in _sections(shown, person).items() if what in ("all", name)
    }
    if as_json:
        output.put_json(
            {
                "world": shown.name,
                **{
                    name: [dict(zip(columns, row, strict=True)) for row in rows]
                    for name, (columns, rows) in sections.items()
                },
            }
        )
        return
    for name, (columns, rows) in sections.items():
        output.put_table(name, columns, rows)


# ---------------------------------------------------------------- stories


def clock(minute: int) -> str:
    """`day 3 14:05`."""
    return f"day {minute // 1440 + 1} {minute // 60 % 24:02}:{minute % 60:02}"


def act_text(shown: World, act: Act) -> str:
    """An act in its author's words: `Ida quenches the lamp`."""
    schemas = {a.name: a.phrase for a in shown.actions}
    schemas |= {r.name: r.phrase for r in shown.reactions}
    roles = {name: _bound(shown, value) for name, value in act.roles}
    parts = schemas[act.name].parts if act.name in schemas else (act.name,)
    return " ".join(roles[p.param.name] if isinstance(p, Hole) else p for p in parts)


def _bound(shown: World, value: str | Claimed) -> str:
    if isinstance(value, str):
        return value
    return fact_words(_phrase_of(shown, value.fluent), value.args, value.value)


def _phrase_of(shown: World, fluent: str) -> Phrase:
    return next((f.phrase for f in shown.fluents if f.name == fluent), Phrase((fluent,)))


def _reason(shown: World, reason: Reason) -> str:
    """Who, the wants in their own words, what is to follow, and where they are wrong."""
    wants = listing([purpose_words(w.purpose) if w.purpose else w.text for w in reason.wants])
    then = [act_text(shown, act) for act in reason.plan[1:]]
    wrong = dict.fromkeys(_belief(shown, b) for b in reason.beliefs if not b.true)
    text = f"{reason.agent}: {wants or 'wants what comes of it'}"
    text += f"; then {listing(then)}" if then else ""
    norms = listing([n.value for n in reason.norms if n.against and n.worth])
    text += f"; against {norms}, all the same" if norms else ""
    return text + (f"; wrongly believes: {'; '.join(wrong)}" if wrong else "")


def _belief(shown: World, belief: Belief) -> str:
    words = fact_words(_phrase_of(shown, belief.fact.fluent), belief.fact.args, belief.value)
    return " ".join([*(f"{name} believes" for name in belief.fact.minds[1:]), words])


MOST_WIDE = 84
"""Columns of a reason."""


def acts(shown: World, chronicle: Chronicle) -> None:
    """A story as a list of acts with their reasons."""
    count = len(chronicle.events)
    lived = chronicle.ran is not None
    made = ("event" if lived else "act") + ("" if count == 1 else "s")
    click.echo(f"{chronicle.world}, seed {chronicle.seed}: {count} {made}")
    stage: str | None = None
    times = [moment_words(shown, e.minute) if lived else clock(e.minute) for e in chronicle.events]
    wide = max(map(len, times), default=0) if lived else 0
    for event, time in zip(chronicle.events, times, strict=True):
        if event.stage != stage:
            stage = event.stage
            click.echo(click.style(f"\n{stage}", bold=True) if stage else "")
        _act(shown, event, time.ljust(wide), 8 + wide if lived else 21)
    click.echo()


def _act(shown: World, event: Event, time: str, margin: int) -> None:
    place = f" ({event.place})" if event.place else ""
    click.echo(f"{event.id:>4}  {time}  {act_text(shown, event.act)}{place}")
    wide = output.columns(margin + MOST_WIDE)
    blanks = " " * min(margin, wide // 3)
    for reason in event.reasons:
        lines = textwrap.fill(_reason(shown, reason), max(wide - len(blanks), 20))
        click.echo(textwrap.indent(lines, blanks))


MOST_WANTS = 24


def wants(rows: tuple[Stood, ...]) -> None:
    """What has come of what everybody wanted: what has changed, or is seen wrongly; the greatest
    change first."""
    moved = [r for r in rows if r.better or r.worse or r.believed not in (None, r.now)]
    moved.sort(key=lambda r: -abs(r.now - r.before))
    table = [_want(r) for r in moved[:MOST_WANTS]]
    output.put_table("what has come of their wants", ("who", "wants", "was", "is", ""), table)
    if len(moved) > MOST_WANTS:
        click.echo(f"and {len(moved) - MOST_WANTS} more (--json shows all)\n")


def _want(row: Stood) -> tuple[str, ...]:
    many = len(row.people) > 1
    who = f"{row.people[0]} and {len(row.people) - 1} more" if many else row.people[0]
    words = purpose_words(row.purpose) if row.purpose else row.text
    notes = [f"better for {row.better}"] if many and row.better else []
    notes += [f"worse for {row.worse}"] if many and row.worse else []
    if row.believed not in (None, row.now):
        notes.append(f"as {'they see' if many else f'{row.people[0]} sees'} it: {row.believed:g}")
    return who, words, f"{row.before:g}", f"{row.now:g}", ", ".join(notes)


# ---------------------------------------------------------------- tellings


def prose(discourse: Discourse, width: int) -> None:
    """A telling as a page of text."""
    click.echo(click.style(discourse.title, bold=True) + "\n")
    paragraphs = discourse.text().split("\n\n")
    click.echo("\n\n".join(textwrap.fill(p, width, break_long_words=False) for p in paragraphs))


def telling(discourse: Discourse) -> dict[str, Any]:
    """A telling as data: every sentence with its events and the author's line."""
    return {
        "title": discourse.title,
        "paragraphs": [
            [
                {
                    "text": t.text,
                    "events": list(t.events),
                    "from": t.focaliser,
                    "line": t.frame.line if t.frame else None,
                }
                for t in paragraph
            ]
            for paragraph in discourse.paragraphs
        ],
    }


def explained(rows: tuple[Explained, ...]) -> None:
    """Each sentence of a telling, and below it what it comes from."""
    for row in rows:
        click.echo(row.text)
        events = ", ".join(map(str, row.events)) or "none"
        click.echo(f"    event {events}; {row.why}")
        for words, names in row.means:
            if words != " ".join(names):
                click.echo(f"    {words!r} is {listing([*names])}")
        for words, what in row.rests_on:
            click.echo(f"    {words!r}: {what}")
        if row.reminds:
            click.echo("    the reader has been told of it before")
        if row.line is not None:
            click.echo(f"    {row.file}:{row.line}")
