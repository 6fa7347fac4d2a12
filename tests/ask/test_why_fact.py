"""Why a fact is so, or somebody believes it: its turns, and the author's own line."""

from __future__ import annotations

from click.testing import CliRunner

from tests.ask.stories import case, speaker, words
from vervain.story.chronicle import Fact
from vervain.story.why_fact import why_fact
from vervain.tell.answer_fact import fact_words
from vervain.ui.cli import main


def told(name: str, text: str, at: int) -> list[str]:
    asked = words(name).fact(text)
    fact = Fact(asked.fluent, asked.args, asked.minds)
    return fact_words(speaker(name), why_fact(case(name), fact, at)).lines()


def test_a_bond_names_the_deed_behind_it() -> None:
    lines = told("always_safe", "debt of Caroline to Klaus", 73)
    assert lines[0] == (
        "Debt of Caroline to Klaus is 5, since Klaus takes the bullets out of Caroline (45)."
    )
    assert lines[1] == "  First 2; then 5 when Klaus takes the bullets out of Caroline (45)."


def test_to_and_fro() -> None:
    lines = told("always_safe", "rage of Klaus", 73)
    assert lines[1] == (
        "  First 0; then 3 when Caroline refuses Klaus (49) and 0 when Klaus rages at Caroline "
        "(50)."
    )


def test_a_wrong_belief_from_the_start_stands_in_a_line_of_the_file() -> None:
    lines = told("always_safe", "Klaus believes the worth of a life to Caroline is 1", 48)
    assert lines[0] == (
        "Klaus believes that the worth of a life to Caroline is 1 (wrongly: the worth of a life to "
        "Caroline is 1000), as he has from the start."
    )
    (start,) = lines[1:]
    number = int(start.split("line ")[1].split()[0])
    with open(case("always_safe").world.wants[0].span.file, encoding="utf-8") as file:
        line = file.read().splitlines()[number - 1]
    assert line.strip() == "Klaus believes the worth of a life to Caroline is 1"


def test_a_lie_leads_to_the_liar() -> None:
    lines = told("gull_point", "Ida believes the quencher is Bess", 11)
    assert "  Tom lies to Ida that the quencher is Bess (10), so that nobody looks at him." in lines


def test_every_turn_is_one() -> None:
    for name in ("gull_point", "always_safe"):
        story = case(name)
        for index, shown in enumerate(story.names.shown):
            if shown:
                fact = story.names.fact(index)
                found = why_fact(story, fact, story.last)
                for turn in found.turns:
                    assert story.value(fact, turn.event) == turn.before
                    assert story.value(fact, turn.event + 1) == turn.after
                assert found.because.since == story.since(fact, story.last)


def test_the_command_takes_a_fact_for_an_event() -> None:
    result = CliRunner().invoke(main, ["why", "gull_point", "the lamp is lit"])
    assert result.exit_code == 0
    assert result.output.startswith("That is not so at the end. The lamp is not lit, since Tom")
