"""A run that is kept, goes on and branches: the same bytes as one that never stopped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import vervain
from tests.live.test_modules import LIVES
from tests.live.test_run import VILLAGE
from vervain.base.diagnostic import Rejected
from vervain.lang.world import World
from vervain.run.live.life import Ended, Life
from vervain.story.document import dumps
from vervain.story.living import Run
from vervain.ui.cli import main

BUSY = """
world The Mill
include talking, travel
one turn is 1 hour
place the mill, next to the ford
place the ford
person Ada, she, at the mill
person Ben, he, at the ford
person Cleo, she, at the ford
fact the sluice is open: yes or no, can be told
fact (who: person) is tired: yes or no

action (who: person) opens the sluice
  when who is at the mill
   and the sluice is not open
  then the sluice is open
   and who is tired
  takes 3 hours
  seen by everyone there

happening the sluice falls shut
  when the sluice is open
  then the sluice is not open
  by chance 1 in 4
  seen by everyone at the mill

happening (who: person) rests
  when who is tired
  then who is not tired
  by chance 1 in 5
  seen by who

wants of every (p: person)
  worth 3 when the sluice is open
  worth 1 for each (q: person) where q believes the sluice is open
  worth 2 when p is not tired
  temper impulsive

plans
  everyone looks 2 steps ahead
"""


def lived(world: World, turns: int) -> Run:
    return vervain.run(world, seed=7, span=turns)


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        (VILLAGE, 24),
        (BUSY, 40),
        (LIVES.format(people=16), 60),
        (BUSY.replace("then the sluice is open", "then the sluice is open for 6 turns"), 40),
    ],
)
def test_a_run_kept_at_any_turn_goes_on_as_if_it_had_never_stopped(text: str, turns: int) -> None:
    world = vervain.load_text(text)
    whole = lived(world, turns)
    wanted, kept = dumps(whole.chronicle), whole.save()
    assert len(whole.chronicle.events) > 5
    for turn in (0, 1, turns // 3, turns // 2, turns - 1):
        made = vervain.resume(world, lived(world, turn).save())
        made.go_on(turns - turn)
        assert dumps(made.chronicle) == wanted
        assert made.save() == kept
        back = whole.back_to(turn)
        assert back.turns == turn
        back.go_on()
        assert dumps(back.chronicle) == wanted


def test_a_branch_of_a_kept_run_is_the_branch_of_the_run() -> None:
    world = vervain.load_text(BUSY)
    wanted = vervain.run(world, seed=7, span=40, branch=(17, 99))
    made = vervain.resume(world, lived(world, 30).save()).back_to(17, 99)
    made.go_on(23)
    assert dumps(made.chronicle) == dumps(wanted.chronicle)
    assert made.save() == wanted.save()
    again = vervain.resume(world, made.save())
    again.go_on(20)
    assert again.turns == 60
    wanted.go_on(20)
    assert dumps(again.chronicle) == dumps(wanted.chronicle)


@pytest.mark.parametrize("steps", [4, 11, 30])
def test_an_interrupt_keeps_whole_turns_and_the_rest_can_follow(
    steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes in the middle of a turn, when some have acted already."""
    world, left, act = vervain.load_text(BUSY), [steps], Life._acts

    def interrupted(life: Life, person: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise KeyboardInterrupt
        act(life, person)

    monkeypatch.setattr(Life, "_acts", interrupted)
    made = lived(world, 40)
    assert made.ended is Ended.INTERRUPTED
    assert made.turns < 40
    monkeypatch.undo()
    wanted = dumps(lived(world, 40).chronicle)
    other = vervain.resume(world, made.save())
    for run in (made, other):
        assert run.go_on() is Ended.TIME
        assert dumps(run.chronicle) == wanted


def test_what_it_was_to_run_until_is_kept() -> None:
    world, until = vervain.load_text(BUSY), "Ben is tired"
    whole = vervain.run(world, seed=7, span=100, until=until)
    part = whole.back_to(1)
    made = vervain.resume(world, part.save())
    assert made.go_on() is Ended.UNTIL
    assert 1 < made.turns == whole.turns < 100
    other = vervain.resume(world, part.save(), until="the hour is 20")
    assert other.go_on() is Ended.UNTIL
    assert other.turns == 9


def test_a_world_may_move_its_lines_but_not_change() -> None:
    """Comments and empty lines do not count; a chance does."""
    kept = lived(vervain.load_text(VILLAGE), 5).save()
    moved = VILLAGE.replace("place the green", "\n# where they live\n\nplace the green")
    assert vervain.resume(vervain.load_text(moved), kept).turns == 5
    for other, words in (
        (VILLAGE.replace("1 in 6", "1 in 5"), "the world has been changed since"),
        (BUSY, "a run of 'A Village'"),
    ):
        with pytest.raises(Rejected) as refused:
            vervain.resume(vervain.load_text(other), kept)
        (finding,) = refused.value.findings
        assert finding.code == "V906"
        assert words in finding.message


def strangers() -> list[tuple[str, object]]:
    """Paths into the document, and what a stranger has put there."""
    return [
        ("version", 2),
        ("turn", -1),
        ("turn", "soon"),
        ("branches", [[3, 4], [1, 2]]),
        ("until", "the moon is cheese"),
        ("events.0.turn", 10**9),
        ("events.0.turn", -3),
        ("events.0.done.rule", 99),
        ("events.0.done.rule", -1),
        ("events.0.done.roles", []),
        ("events.0.done.roles", ["Nobody"]),
        ("events.0.place", "the moon"),
        ("events.0.frames", [7]),
        ("events.0.changed.0.fluent", "wealth"),
        ("events.0.changed.0.args", ["Ada", "Ben"]),
        ("events.0.changed.0.minds", ["Ada", "Ben", "Cleo"]),
        ("events.0.changed.0.minds", ["the green"]),
        ("events.0.changed.0.after", 3),
        ("events.0.changed.0.before", "Ben"),
        ("events.0.causes.0.since", 0),
        ("events.0.saw", ["Nobody"]),
        ("events.0.wishes", []),
    ]


@pytest.mark.parametrize(("path", "value"), strangers())
def test_a_file_from_a_stranger_is_a_finding(path: str, value: object) -> None:
    world = vervain.load_text(VILLAGE)
    document = json.loads(lived(world, 6).save())
    part = document
    *way, last = [int(p) if p.isdigit() else p for p in path.split(".")]
    for step in way:
        part = part[step]
    part[last] = value
    with pytest.raises(Rejected):
        vervain.resume(world, json.dumps(document))


def test_the_command_keeps_goes_on_and_branches(tmp_path: Path) -> None:
    text, file = tmp_path / "mill.world", tmp_path / "mill.run"
    text.write_text(BUSY, encoding="utf-8")

    def run(*more: str, code: int = 0) -> str:
        done = CliRunner().invoke(main, ["run", str(text), *more])
        assert done.exit_code == code, done.output
        return done.output

    whole = json.loads(run("--seed", "7", "--for", "40 turns", "--json"))["chronicle"]
    assert f"--resume {file}" in run("--seed", "7", "--for", "12 turns", "--save", str(file))
    on = json.loads(run("--resume", str(file), "--for", "28 turns", "--json"))["chronicle"]
    assert on == whole
    other = run("--resume", str(file), "--at", "6", "--branch", "3", "--for", "34 turns", "--json")
    assert json.loads(other)["chronicle"] != whole
    assert json.loads(other)["turns"] == 40
    assert "say how much more" in run("--resume", str(file), code=2)
    assert "12 turns only" in run("--resume", str(file), "--at", "13", code=2)
    assert "keeps its seed" in run("--resume", str(file), "--seed", "8", code=2)
    assert "no folder" in run("--save", str(tmp_path / "away" / "x.run"), code=3)
    file.write_bytes(b"{}")
    assert "V902" in run("--resume", str(file), code=1)
