"""The commands as somebody uses them: what they print, where, and how they end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vervain.ui.cli import main

VERVAIN = str(Path(sys.executable).with_name("vervain"))
MEADOW = """
world Meadow
include travel
place the meadow
person Ann, she, at the meadow
person Bob, he, at the meadow
fact (who: person) is glad: yes or no
action (one: person) gives flowers to (two: person)
  when one is with two
  then two is glad
  agreed by one
wants of Ann
  worth 1 when Bob is glad
outline
  the flowers: until Bob is glad
check in every story Bob is glad
check in some story Ann is glad
"""


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def meadow(tmp_path: Path) -> Path:
    file = tmp_path / "meadow.world"
    file.write_text(MEADOW, encoding="utf-8")
    return file


# ---------------------------------------------------------------- how they end


def test_a_world_that_runs_ends_with_0(meadow: Path) -> None:
    for command in ("check", "plan", "tell", "show"):
        assert run(command, meadow).exit_code == 0, command


@pytest.mark.parametrize("command", ["check", "plan", "tell", "show"])
def test_a_world_with_a_mistake_ends_with_1_and_says_where(command: str, meadow: Path) -> None:
    meadow.write_text(MEADOW.replace("Bob is glad", "Bob is happy"), encoding="utf-8")
    result = run(command, meadow)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"{meadow}:13" in result.stderr
    assert "^^^" in result.stderr


@pytest.mark.parametrize("name", ["nowhere", "", "../../etc", "."])
def test_what_is_no_world_ends_with_3(name: str) -> None:
    result = run("check", name)
    assert result.exit_code == 3
    assert "examples are always_safe" in result.stderr


def test_binary_and_very_large_files_end_with_3(tmp_path: Path) -> None:
    (tmp_path / "odd.world").write_bytes(b"\xff\xfe\x00world")
    assert "not UTF-8" in run("check", tmp_path / "odd.world").stderr
    (tmp_path / "large.world").write_bytes(b"#" * 5_000_000)
    assert "more than 4 MB" in run("check", tmp_path / "large.world").stderr


def test_an_include_cannot_climb_out(meadow: Path) -> None:
    meadow.write_text('world X\ninclude "../secret.world"\n', encoding="utf-8")
    result = run("check", meadow)
    assert result.exit_code == 1
    assert "not a file beside this one" in result.stderr


def test_no_story_ends_with_4_and_says_what_is_missing(meadow: Path) -> None:
    meadow.write_text(MEADOW.replace("  worth 1 when Bob is glad", "  worth 1 when Ann is glad"))
    result = run("plan", meadow)
    assert result.exit_code == 4
    assert "Bob is glad" in result.stderr
    assert "Ann would have no reason" in result.stderr


def test_a_check_that_does_not_hold_ends_with_6(meadow: Path) -> None:
    result = run("check", meadow, "--stories", 1)
    assert result.exit_code == 6
    assert "NO" in result.stdout


def test_a_wrong_option_ends_with_2(meadow: Path) -> None:
    assert run("plan", meadow, "--stories", 0).exit_code == 2
    assert run("tell", meadow, "--as", "Zoe").exit_code == 2


# ---------------------------------------------------------------- what they print


def test_json_is_one_document(meadow: Path) -> None:
    for words in (("check",), ("plan",), ("tell",), ("show",), ("check", "--stories", 1)):
        result = run(words[0], meadow, *words[1:], "--json")
        assert isinstance(json.loads(result.stdout), dict), words


def test_every_act_has_somebodys_want_and_belief(meadow: Path) -> None:
    (story,) = json.loads(run("plan", "gull_point", "--json").stdout)["stories"]
    for event in story["events"]:
        agreed = {reason["agent"] for reason in event["reasons"]}
        assert agreed == set(event["agreed"])
        assert all(reason["wants"] for reason in event["reasons"]), event
        assert all(reason["plan"] for reason in event["reasons"]), event
    assert any(reason["beliefs"] for e in story["events"] for reason in e["reasons"])


def test_a_mistake_is_a_finding_in_json_too(meadow: Path) -> None:
    meadow.write_text(MEADOW.replace("Bob is glad", "Bob is happy"), encoding="utf-8")
    found = json.loads(run("check", meadow, "--json").stdout)["findings"]
    assert found
    assert all(f["code"].startswith("V") for f in found)


def test_no_colours_go_into_a_pipe(meadow: Path) -> None:
    for command in ("plan", "show"):
        assert "\x1b[" not in run(command, meadow).output


def test_a_story_is_saved_told_again_and_never_half_written(meadow: Path, tmp_path: Path) -> None:
    story = tmp_path / "story.json"
    assert run("plan", meadow, "--save", story).exit_code == 0
    assert run("tell", meadow, "--story", story).stdout == run("tell", meadow).stdout
    assert sorted(p.name for p in tmp_path.iterdir()) == ["meadow.world", "story.json"]
    story.write_text("{", encoding="utf-8")
    broken = run("tell", meadow, "--story", story)
    assert broken.exit_code == 1
    assert "V901" in broken.stderr


def test_new_writes_a_world_that_runs_and_overwrites_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "harbour").exit_code == 0
    assert run("tell", "harbour.world").exit_code == 0
    assert run("format", "--check", "harbour.world").exit_code == 0
    before = Path("harbour.world").read_text(encoding="utf-8")
    assert run("new", "harbour").exit_code == 3
    assert Path("harbour.world").read_text(encoding="utf-8") == before


def test_format_changes_the_layout_and_nothing_else(meadow: Path) -> None:
    meadow.write_text(MEADOW.replace("  when one", "      when   one"), encoding="utf-8")
    assert run("format", "--check", meadow).exit_code == 6
    assert run("format", meadow).exit_code == 0
    assert run("format", "--check", meadow).exit_code == 0
    assert "  when one is with two" in meadow.read_text(encoding="utf-8")


# ---------------------------------------------------------------- in a process of their own


def test_the_same_seed_prints_the_same_bytes() -> None:
    outputs = {
        subprocess.run(
            [VERVAIN, "plan", "gull_point", "--json"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{VERVAIN} tell always_safe | head -1"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert result.stdout == "Always Safe\n"
    assert "Traceback" not in result.stderr


def interrupted(words: list[str], seconds: float) -> tuple[str, float]:
    """What a command prints that is pressed after so long, and how long it takes to end."""
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as it:
        time.sleep(seconds)
        it.send_signal(signal.SIGINT)
        begin = time.monotonic()
        output, errors = it.communicate(timeout=20)
    assert it.returncode == 130, errors
    assert "Traceback" not in errors
    return output, time.monotonic() - begin


def test_an_interrupt_keeps_what_was_found() -> None:
    """Ctrl-C, once the first story of always_safe is found and others are being looked for."""
    words = [VERVAIN, "plan", "always_safe", "--stories", "50", "--seconds", "60"]
    for seconds in (4, 12, 30):  # a slow machine finds the first one later
        output, took = interrupted(words, seconds)
        if output:
            break
    assert "acts" in output
    assert took < 10  # to record it; the search itself ends at once


def test_a_world_in_which_nobody_is_yet_is_said(tmp_path: Path) -> None:
    file = tmp_path / "empty.world"
    file.write_text("", encoding="utf-8")
    done = run("check", file)
    assert done.exit_code == 0
    assert "nobody in it yet; `vervain new NAME` begins a world" in done.output


def test_one_story_is_one_story(meadow: Path) -> None:
    assert "1 story of Meadow" in run("check", meadow, "--stories", 1).output
