"""What Sabre problems say, in our terms: precedence, names, headings, the start."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vervain.base.codes_sabre import SABRE
from vervain.base.diagnostic import Diagnostic, Rejected
from vervain.lang.expr import All, Any, Arith, Choice, Compare, Const, EntityRef, Read
from vervain.lang.sabre import read_sabre
from vervain.lang.world import StartFact, World
from vervain.model.ground_world import ground
from vervain.native.reference import Reference
from vervain.run.trace import ids

BASE = """
type place; type thing;
entity Ann : character; entity Bob : character;
entity Hall : place; entity Attic : place; entity Key : thing;
property at(c : character) : place;
property at(t : thing) : place;
property lit(p : place) : boolean;
property p() : boolean; property q() : boolean; property r() : boolean;
property n() : number; property m() : number; property k() : number;
"""


def world(text: str) -> World:
    return read_sabre(BASE + text, "problem.txt")


def findings(text: str) -> list[Diagnostic]:
    try:
        ground(read_sabre(text, "problem.txt"))
    except Rejected as rejected:
        return list(rejected.findings)
    return []


def condition(text: str) -> object:
    """The precondition of an action."""
    return world(f"action act() {{ precondition: {text}; }};").actions[0].condition


def value(text: str) -> object:
    """A number, as the author's utility."""
    return world(f"utility(): {text};").author


def yes(name: str) -> Compare:
    return Compare("==", Read(name), Const(True))


N, M, K = Read("n"), Read("m"), Read("k")


def test_and_binds_looser_than_or() -> None:
    assert condition("p() | q() & r()") == All((Any((yes("p"), yes("q"))), yes("r")))


def test_not_takes_everything_up_to_the_next_and() -> None:
    no_nine = Compare("!=", N, Const(9))
    assert condition("!n() == 9 & p()") == All((no_nine, yes("p")))


def test_arithmetic_leans_right_and_products_come_before_sums_are_formed() -> None:
    assert value("n() - m() - k()") == Arith("-", N, Arith("-", M, K))
    assert value("n() + m() * k()") == Arith("*", Arith("+", N, M), K)
    assert value("n() * m() + k()") == Arith("*", N, Arith("+", M, K))


def test_a_minus_before_a_digit_belongs_to_the_number() -> None:
    assert value("n() - 1") == Arith("-", N, Const(1))
    assert value("n() + -1") == Arith("+", N, Const(-1))
    assert [f.code for f in findings(BASE + "utility(): n() -1;")] == ["V609"]


def test_conditionals_are_cut_at_elseif_and_else() -> None:
    one = value("if(p()) 1 elseif(q()) 2 else 3 + n()")
    assert one == Choice(((yes("p"), Const(1)), (yes("q"), Const(2))), Arith("+", Const(3), N))
    three = value("if(p()) 1 else 2 + if(q()) 3 else 4")
    assert isinstance(three, Arith)
    assert three.left == Choice(((yes("p"), Const(1)),), Const(2))


def test_uses_go_to_the_definition_whose_slots_accept_the_arguments() -> None:
    found = world("at(Ann) = Hall; at(Key) = Attic;")
    assert [f.name for f in found.fluents if f.phrase.parts[0] == "at"] == ["at", "at#2"]
    assert found.start == (
        StartFact("at", ("Ann",), EntityRef("Hall")),
        StartFact("at#2", ("Key",), EntityRef("Attic")),
    )


def test_later_facts_win_and_blocks_are_computed_from_the_facts_so_far() -> None:
    found = world("n() = 1; n() = n() + 1; forall(c : character) at(c) = Hall; at(Bob) = Attic;")
    assert {(f.fluent, f.args): f.value for f in found.start} == {
        ("n", ()): 2,
        ("at", ("Ann",)): EntityRef("Hall"),
        ("at", ("Bob",)): EntityRef("Attic"),
    }


def test_a_variable_that_stands_twice_in_a_head_is_one() -> None:
    text = "property loves(x : character, x : character) : boolean; loves(Ann, Ann);"
    made = ground(world(text + "action end(x : character) { effect: !loves(x, x); };"))
    assert [f.text for f in made.fluents] == ["loves(Ann, Ann)"]
    text += "action a() { precondition: loves(Ann, Bob); effect: p(); };"
    assert [f.code for f in findings(BASE + text)] == ["V623"]


def test_constants_and_booleans_can_be_slots() -> None:
    text = """
        property switch(Hall) : boolean;
        action flip(Hall, on : boolean) {
            precondition: switch(Hall) != on; effect: switch(Hall) = on;
        };
    """
    made = ground(world(text))
    assert [a.text for a in made.actions] == ["flip(Hall, False)", "flip(Hall, True)"]
    engine = Reference(made.tables)
    assert engine.applicable(ids(0))[1].tolist() == [1]


def test_a_yes_or_no_can_become_what_a_condition_says() -> None:
    made = ground(
        world("action a() { effect: p() = (n() > 1 | q()); }; action b() { effect: n() = 2; };")
    )
    engine = Reference(made.tables)
    after = engine.successors(ids(0), ids(1))
    after = engine.successors(after, ids(0))
    at = [f.text for f in made.fluents].index("p()")
    assert engine.values(after)[0, at] == 1


@pytest.mark.parametrize("code", [code for code in SABRE if code < "V622"])
def test_an_example_has_its_finding_and_no_other(code: str) -> None:
    _, _, wrong, right = SABRE[code]
    found = findings(wrong)
    assert [f.code for f in found] == [code], found
    assert found[0].hint
    assert not findings(right)


def test_what_only_shows_when_it_is_ground_is_reported_too() -> None:
    twice = "action a() { effect: n() = 1 & n() = 2; };"
    assert [f.code for f in findings(BASE + twice)] == ["V625"]
    product = "action a() { precondition: n() * n() > 1; effect: p(); };"
    assert [f.code for f in findings(BASE + product)] == ["V624"]
    endless = "trigger t() { effect: n() = n() + 1; };"
    assert [f.code for f in findings(BASE + endless)] == ["V626"]
    many = " ".join(f"entity C{i} : character;" for i in range(60))
    huge = "action a(a : character, b : character, c : character, d : character) { effect: p(); };"
    assert [f.code for f in findings(BASE + many + huge)] == ["V622"]


def test_reactions_that_chase_each_other_never_rest() -> None:
    made = ground(
        world("""
        action start() { effect: p() & q(); };
        trigger on() { precondition: p() & !r(); effect: r(); };
        trigger off() { precondition: p() & r(); effect: !r(); };
    """)
    )
    engine = Reference(made.tables)
    assert engine.successors(ids(0), ids(0)).tolist() == [-2]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000 + ")" * 5000,
        "p() = " + "(" * 300 + "True" + ")" * 300 + ";",
        "utility(): " + "n() + " * 500 + "1;",
        "utility(): " + "if(p()) 1 else " * 500 + "1;",
        "p()" + " & p()" * 30_000 + ";",
        "believes(Ann, " * 500 + "p()" + ")" * 500 + ";",
        "!" * 5000 + "p();",
        "action a() { precondition: " + " & ".join(["(p() | q() | r() | n() > 1)"] * 30)
        + "; effect: p(); };",
        "action a() { precondition: " + " & ".join(f"(n() == {i} | m() == {i})" for i in range(30))
        + "; effect: p(); };",
        "forall(a : character) " * 60 + "at(a) = Hall;",
        "type " + "a" * 100_000 + ";",
        "utility(): " + "9" * 10_000 + ";",
        "\x00\ufeff\u2028; ; ;",
    ],
)  # fmt: skip
def test_what_is_too_much_is_told_and_soon(text: str) -> None:
    for finding in findings(BASE + text):
        assert finding.code.startswith("V6")


WORDS = st.sampled_from(
    "action trigger utility property entity type believes forall exists sum if elseif else ( ) { } "
    "; : , & | ! = == != > + - * / ? True 1 -2 Ann Hall place character boolean number p() n() at "
    "at(Ann) c x precondition effect consenting observing lit(Hall)".split()
)


@given(st.lists(WORDS, max_size=40))
def test_any_words_are_read_or_rejected(words: list[str]) -> None:
    for finding in findings(BASE + " ".join(words)):
        assert finding.code.startswith("V6")


@given(st.lists(WORDS, max_size=25), st.sampled_from(["precondition", "effect"]))
def test_any_part_of_an_action_is_read_or_rejected(words: list[str], part: str) -> None:
    text = f"action a(c : character) {{ {part}: {' '.join(words)}; }};"
    for finding in findings(BASE + text):
        assert finding.code.startswith("V6")
