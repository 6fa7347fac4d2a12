"""Joins that are written out: the text has nothing in it that an author wrote, and draws made for
many rows at once are those that each row has alone."""

from __future__ import annotations

import pickle
import re
import sys

import pytest

import vervain
from vervain.base.chance import continued, mix
from vervain.base.diagnostic import Rejected
from vervain.run.live.bounded import too_many
from vervain.run.live.draws import Draws, Lots
from vervain.run.live.joining import Joiner
from vervain.run.live.kept import Kept
from vervain.run.live.life import Life
from vervain.run.live.steps import JoinPlan
from vervain.run.live.swift import swift

NASTY = """
world A Nasty Town
include gossip
one turn is 1 month
place the eval
person __import__, she, "'); raise SystemExit(1) #", at the eval
person SystemExit, she, at the eval
person Compile, he, at the eval
fact (evil: person) is exec: yes or no, can be told
fact the lambda of (import: person): person, or unknown, can be told
fact the coins of (who: person): number
at the start
  every (p: person) knows 2 others
  Compile is exec
happening (import: person) does (None: person)
  when import knows None
   and import is exec
   and None is not exec
   and the lambda of None is unknown
   and the coins of import is at least the coins of None
  then the lambda of None is import
   and None is exec
  by chance 1 in 2
  seen by import
"""
WORDS = {
    *("def", "join", "env", "view", "stores", "world", "common", "in_world", "in_common"),
    *("mind_of", "value", "entries", "get", "own", "found", "append", "for", "in", "if", "else"),
    *("is", "not", "and", "or", "None", "True", "False", "return", "iter", "sorted", "row"),
    *("holders", "tuple", "by_arg", "by_value", "by_fluent", "found_valued", "how", "told"),
    *("inferred", "fluent", "args", "str", "type", "bool", "defaults", "len"),
    *("a", "e", "h", "k", "n", "o", "_"),
}


def test_nothing_that_an_author_wrote_is_in_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []

    def noted(text: str, name: str, mode: str) -> object:
        texts.append(text)
        return compile(text, name, mode)

    monkeypatch.setattr(sys.modules[swift.__module__], "compile", noted, raising=False)
    monkeypatch.setattr(sys.modules[Kept.__module__], "OFTEN", 1)
    monkeypatch.setattr(sys.modules[Joiner.__module__], "OFTEN", 1)
    life = Life(vervain.load_text(NASTY), 1)
    life.run(12)
    assert len(life.events) > 3
    assert len(texts) > 10
    used = {w for text in texts for w in re.findall(r"[A-Za-z_]\w*", text)}
    assert {w for w in used - WORDS if not re.fullmatch(r"[cvkxt]\d+", w)} == set()


DEEP = """
world A Town of Many Roles
include gossip
one turn is 1 day
place the hut
person Ada, she, at the hut
person Ben, he, at the hut
fact (who: person) is red: yes or no, can be told
fact (who: person) is blue: yes or no
happening {heading}
  when {conditions}
  then w0 is blue
  by chance 1 in 3
  seen by w0
"""


def test_what_python_would_not_take_is_not_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two loops for each of twelve pairs of roles: Python takes twenty inside one another."""
    monkeypatch.setattr(sys.modules[Kept.__module__], "OFTEN", 1)
    several = range(12)
    heading = " ".join(f"(w{i}: person) says{i} (c{i}: belief)" for i in several)
    conditions = "\n   and ".join(f"w{i} believes c{i}" for i in several)
    life = Life(vervain.load_text(DEEP.format(heading=heading, conditions=conditions)), 1)
    life.run(3)
    assert life.turn == 3


GROWING = """
world A Purse
one turn is 1 day
place the hut
person Ada, she, at the hut
fact the purse: number
at the start
  the purse is 9
happening (who: person) saves
  when who is at the hut
  then the purse is the purse times the purse plus 1
  seen by who
"""


def test_a_number_does_not_grow_without_end() -> None:
    """It is a double (D3.1): from somewhere on there is none, and it is unknown."""
    life = Life(vervain.load_text(GROWING), 1)
    life.run(8)
    assert life.stores.value((), ("purse", ())) == pytest.approx(9.3822e244, rel=0.01)
    life.run(30)
    assert life.stores.value((), ("purse", ())) is None


CROWDED = """
world A Crowd
one turn is 1 day
people 30 person
fact (who: person) is red: yes or no
happening (a: person) nods to (b: person)
  when a is not red
   and b is not red
  then a is red
  by chance 1 in 3
  seen by a
"""


@pytest.mark.parametrize("often", [1, 64])
def test_an_act_in_too_many_ways_is_refused(often: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether its join is written out or not: the roles of a crowd multiply."""
    for one in (Kept, Joiner, swift, too_many, JoinPlan):
        monkeypatch.setattr(sys.modules[one.__module__], "MOST_ROWS", 500, raising=False)
    monkeypatch.setattr(sys.modules[Kept.__module__], "OFTEN", often)
    life = Life(vervain.load_text(CROWDED), 1)
    with pytest.raises(Rejected) as rejected:
        life.run(3)
    (found,) = pickle.loads(pickle.dumps(rejected.value)).findings
    assert (found.code, found.span.line) == ("V501", 6)
    assert "(a: person), (b: person)" in found.message


def test_what_is_drawn_at_once_is_what_is_drawn_one_by_one() -> None:
    draws = Draws(2)
    for i in range(90):
        draws.add((f"one {i}", f"two {i % 7}"))
    for i in range(0, 90, 3):
        draws.drop((f"one {i}", f"two {i % 7}"))
    start = mix(7, "rule", 3)
    alone = [n for n in draws.names if continued(start, n) % 5 < 2]
    assert len(draws) == 60
    assert draws.hit(start, 2, 5) == alone
    assert 10 < len(alone) < 40


def test_lots_are_the_same_too() -> None:
    lots, rows = Lots(3, (0, 2)), list[tuple[str, str, str]]()
    for i in range(200):
        rows.append((f"who {i % 9}", f"lot {i}", f"claim {i % 5}"))
        lots.add(rows[-1])
    for names in rows[::4]:
        lots.drop(names)
    del rows[::4]
    start, lot = mix(7, "rule", 3), mix(7, "rule", "lot", 3)
    groups: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for names in sorted(rows):
        groups.setdefault((names[0], names[2]), []).append(names)
    picked = [g[continued(lot, key) % len(g)] for key, g in groups.items()]
    order = {g[continued(lot, key) % len(g)]: g[0] for key, g in groups.items()}
    hit = sorted((n for n in picked if continued(start, n) % 3 < 1), key=lambda n: order[n])
    assert lots.hit(lot, start, 1, 3) == hit
    assert 5 < len(hit) < len(groups)
