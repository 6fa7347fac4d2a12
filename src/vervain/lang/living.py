"""How a world runs: the length of a turn, tempers, what comes round, what is drawn by lot."""

from __future__ import annotations

from collections.abc import Iterator

from vervain.lang.calendar import CALENDAR, SEASONS
from vervain.lang.context import Context, split, starts
from vervain.lang.expr import Compare, Cond, Const, EntityRef, Read
from vervain.lang.nearest import did_you_mean
from vervain.lang.phrases import hole_at, kind_of, span_of, text_of
from vervain.lang.reading import Scope
from vervain.lang.syntax import Clause
from vervain.lang.turns import UNITS, Living

TEMPERS = {"prudent": 0, "steady": 8, "impulsive": 2}
ROUNDS = (*SEASONS, "night", "turn", "hour", "day", "week", "month", "year")


def with_calendar(context: Context) -> None:
    """A world that says how long a turn is has the facts of the calendar."""
    if any(True for _ in context.blocks("one turn is")):
        for fluent in CALENDAR:
            context.lexicon.add_fluent(fluent)
        context.lexicon.turn = _length(context)


def living(context: Context) -> Living:
    """All that the file says of how the world runs."""
    calendar = context.lexicon.turn is not None
    minutes = context.lexicon.turn or Living().minutes
    span, until = _lasting(context)
    return Living(minutes, _horizon(context), tuple(_tempers(context)), calendar, span, until)


def _length(context: Context) -> int:
    """Minutes in a turn."""
    minutes = Living().minutes
    for block in context.blocks("one turn is"):
        words = [t.text for t in block.heading]
        unit = UNITS.get(words[1].removesuffix("s")) if len(words) == 2 else None
        if unit is None or not words[0].isdigit() or not 0 < int(words[0]) <= 100_000:
            context.add(
                "V430",
                span_of(block.heading, block.span),
                f"`{text_of(block.heading)}` is no length of a turn",
                "write, say: one turn is 1 month",
            )
        else:
            minutes = int(words[0]) * unit
    return minutes


def is_lasting(clause: Clause) -> bool:
    """`a run lasts SPAN` or `a run ends when COND`, which are no limits of planning."""
    return [t.text for t in clause.tokens[:3]] in (["a", "run", "lasts"], ["a", "run", "ends"])


def _lasting(context: Context) -> tuple[str | None, str | None]:
    """How long a run lasts, and when it ends sooner."""
    span: str | None = None
    until: str | None = None
    for block in context.blocks("plans"):
        for clause in filter(is_lasting, block.clauses):
            words, rest = [t.text for t in clause.tokens], clause.tokens[4:]
            fits = len(words) == 5 and words[3].isdigit()
            if words[2] == "lasts" and fits and words[4].removesuffix("s") in (*UNITS, "turn"):
                span = " ".join(words[3:])
            elif words[2:4] == ["ends", "when"] and rest:
                context.read.condition(rest, (), clause.span)
                until = text_of(rest)
            else:
                context.add(
                    "V436",
                    span_of(clause.tokens, clause.span),
                    f"`{text_of(clause.tokens)}` does not say how long a run lasts",
                    "write, say: a run lasts 10 years; or: a run ends when the lamp is lit",
                )
    return span, until


def _horizon(context: Context) -> int:
    """`everyone looks N steps ahead`, where the file says so; else one step."""
    found = 1
    for block in context.blocks("plans"):
        for clause in block.clauses:
            words = [t.text for t in clause.tokens]
            if words[:2] == ["everyone", "looks"] and len(words) > 2 and words[2].isdigit():
                found = int(words[2])
    return found


def _tempers(context: Context) -> list[tuple[str, int]]:
    """`temper impulsive` below the wants of somebody."""
    found: list[tuple[str, int]] = []
    for block in context.blocks("wants of"):
        for clause in block.clauses:
            if clause.word != "temper":
                continue
            said = text_of(clause.tokens)
            if said not in TEMPERS:
                hint = did_you_mean(said, TEMPERS, "write: temper prudent, steady or impulsive")
                where = span_of(clause.tokens, clause.span)
                context.add("V431", where, f"`{said}` is no temper", hint)
                continue
            people: list[str] = []
            if starts(block.heading, "every"):
                hole = hole_at(block.heading, 1)
                kind = hole.kind if hole is not None else ()
                if kind:
                    known = kind_of(kind, context.lexicon.kinds, context.report)
                    people += context.lexicon.of_kind(known)
                else:
                    people += context.lexicon.of_kind("person")
            else:
                for part in split(block.heading, ","):
                    who = context.read.somebody(part, (), block.span)
                    term = None if who is None else who.term
                    if isinstance(term, Const) and isinstance(term.value, EntityRef):
                        people.append(term.value.name)
            found += [(person, TEMPERS[said]) for person in people]
    return found


def every(context: Context, lines: tuple[Clause, ...]) -> tuple[int, str] | None:
    """`every spring`, `every 2 years`."""
    for line in lines:
        words = [t.text for t in line.tokens]
        count, rest = (int(words[0]), words[1:]) if words[:1] and words[0].isdigit() else (1, words)
        unit = rest[0].removesuffix("s") if len(rest) == 1 else ""
        if unit in ROUNDS and count > 0 and (count == 1 or unit not in (*SEASONS, "night")):
            return count, unit
        said = text_of(line.tokens)
        context.add(
            "V432",
            span_of(line.tokens, line.span),
            f"`{said}` does not come round",
            did_you_mean(unit, ROUNDS, "write, say: every spring, every 2 years, every night"),
        )
    return None


def times(context: Context, lines: tuple[Clause, ...]) -> Iterator[Cond]:
    """`at night`, `in winter`: it is so then only."""
    for line in lines:
        if line.word not in ("at", "in"):
            continue
        said = text_of(line.tokens)
        wrong, hint = "", "write: at night, or: in winter, in spring, in summer, in autumn"
        if said not in (("night",) if line.word == "at" else SEASONS):
            wrong = "is no time of the calendar"
        elif context.lexicon.turn is None:
            wrong, hint = "is told by no clock", "say how long a turn is: one turn is 1 hour"
        if wrong:
            span = span_of(line.tokens, line.span)
            context.add("V437", span, f"`{line.word} {said}` {wrong}", hint)
        else:
            yield Compare("==", Read(f"it_is_{said}"), Const(True))


def lots(context: Context, lines: tuple[Clause, ...], params: Scope) -> tuple[str, ...]:
    """`by lot other`: of all who could be it, one is drawn."""
    known = {p.name for p in params}
    found: list[str] = []
    for line in lines:
        for part in split(line.tokens, ","):
            name = text_of(part)
            if name in known:
                found.append(name)
                continue
            context.add(
                "V433",
                span_of(part, line.span),
                f"`{name}` is no role of this act",
                did_you_mean(name, sorted(known), "name a role of the heading or of a condition"),
            )
    return tuple(found)
