"""Syntax → World: every name and type settled, every convenience spelled out."""

from __future__ import annotations

from vervain.lang.acts import Draft, draft_acts, finish_action, finish_reaction
from vervain.lang.bonds import move_bonds
from vervain.lang.context import Context
from vervain.lang.crowds import declare_crowds
from vervain.lang.declare import declare_entities, declare_kinds, declared_kinds
from vervain.lang.facts import declare_facts
from vervain.lang.felt import stirring
from vervain.lang.handing import handovers
from vervain.lang.lasting import lasting
from vervain.lang.living import living, with_calendar
from vervain.lang.outline import checks, limits, outline
from vervain.lang.patterns import Sifting
from vervain.lang.phrases import text_of
from vervain.lang.start import read_start
from vervain.lang.syntax import Syntax
from vervain.lang.tellings import tellings
from vervain.lang.timing import minute_of_day
from vervain.lang.voicing import voice
from vervain.lang.wants import author, wants
from vervain.lang.watching import sight_of
from vervain.lang.wearing import wearing
from vervain.lang.words import words
from vervain.lang.world import Action, Kind, Reaction, Stage, World

NOON = 12 * 60
"""When stories start that say nothing about it."""


def check(syntaxes: tuple[Syntax, ...]) -> World:
    """The world of these files: what is included first, the main file last.

    Raises `Rejected` with every finding; each mistake gives one.
    """
    context = Context(syntaxes)
    kinds = declare_kinds(context)
    declare_crowds(context)
    declare_entities(context)
    with_calendar(context)
    declare_facts(context)
    context.sight = sight_of(context)
    drafts = draft_acts(context)
    move_bonds(context, drafts)
    stages = outline(context, drafts)
    actions, reactions = _acts(context, drafts)
    read_start(context)
    world = _world(context, kinds, actions, reactions, stages)
    context.report.settle()
    return lasting(context, world)


def _acts(
    context: Context, drafts: dict[str, Draft]
) -> tuple[tuple[Action, ...], tuple[Reaction, ...]]:
    actions: list[Action] = []
    reactions: list[Reaction] = []
    for draft in drafts.values():
        if draft.broken:
            continue  # its roles are not known, so its lines cannot be judged
        if draft.block.word == "reaction":
            reactions.append(finish_reaction(context, draft))
        else:
            actions.append(finish_action(context, draft))
    return (*actions, *stirring(context), *wearing(context)), tuple(reactions)


def _world(
    context: Context,
    kinds: tuple[Kind, ...],
    actions: tuple[Action, ...],
    reactions: tuple[Reaction, ...],
    stages: tuple[Stage, ...],
) -> World:
    motifs, patterns, counts = Sifting(context).patterns()
    all_wants = wants(context)  # after the acts: they tell which values there are
    return World(
        name=_name(context),
        kinds=kinds,
        entities=tuple(context.lexicon.entities.values()),
        fluents=(*context.lexicon.fluents.values(), *context.hidden.values()),
        start=tuple(context.start),
        actions=actions,
        reactions=reactions,
        wants=all_wants,
        sight=context.sight,
        outline=stages,
        tellings=tellings(context, stages),
        checks=checks(context),
        limits=limits(context),
        words=words(context),
        author=author(context),
        clock=_clock(context),
        draws=tuple(context.draws),
        living=living(context),
        motifs=motifs,
        patterns=patterns,
        counts=counts,
        handovers=handovers(context),
        voice=voice(context),
    )


def _name(context: Context) -> str:
    """The name of the world that was opened."""
    names = [text_of(block.heading) for block in context.blocks("world")]
    return names[-1] if names else "a world without a name"


def _clock(context: Context) -> int:
    """`clock starts day N at HH:MM`, in minutes since midnight of day 1."""
    for block in context.blocks("clock"):
        words = [t.text for t in block.heading]
        minute = minute_of_day("".join(words[4:])) if words[:2] == ["starts", "day"] else None
        if minute is not None and words[2].isdigit() and int(words[2]) > 0 and words[3] == "at":
            return (int(words[2]) - 1) * 24 * 60 + minute
        context.add(
            "V423",
            block.span,
            "the clock does not say when the story starts",
            "write, say: clock starts day 1 at 20:00",
        )
    return NOON


__all__ = ["check", "declared_kinds"]
