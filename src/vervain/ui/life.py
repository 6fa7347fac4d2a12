"""The command `life`: one person's whole story."""

from __future__ import annotations

from pathlib import Path

import click

from vervain.lang.asking import Words
from vervain.native.engine import Budget
from vervain.story.lives import Lives
from vervain.tell.life import MOST_TURNS, life_words, obituary
from vervain.tell.speaker import Speaker
from vervain.ui.answers import put_answer
from vervain.ui.asked import asked, chronicle_of, with_story
from vervain.ui.guard import guard
from vervain.ui.options import WORLD, load_world, with_budget, with_json


@click.command("life")
@WORLD
@click.argument("name")
@with_story
@click.option("--obituary", "mourn", is_flag=True, help="A paragraph instead of the list.")
@click.option(
    "--most",
    type=click.IntRange(1, 1000),
    default=MOST_TURNS,
    show_default=True,
    help="How many events of the life are told.",
)
@with_budget
@with_json
@guard
def life_command(
    world: str,
    name: str,
    story: Path | None,
    run: str | None,
    mourn: bool,
    most: int,
    seed: int,
    seconds: float,
    nodes: int | None,
    megabytes: int,
    as_json: bool,
) -> None:
    """Tell one person's whole story, what meant most in it first."""
    loaded = load_world(world, as_json=as_json)
    with asked(name, as_json=as_json):
        person = Words(loaded).name(name)
    chronicle = chronicle_of(loaded, story, Budget(nodes, seconds, megabytes, seed), run)
    life = Lives(chronicle).life(person)
    say = Speaker(loaded, chronicle)
    epithet = next(
        (e.descriptions[0] for e in loaded.entities if e.name == person and e.descriptions), ""
    )
    answer = obituary(say, life, epithet) if mourn else life_words(say, life, most)
    put_answer(answer, {"question": "life", "person": person}, life, as_json=as_json)
