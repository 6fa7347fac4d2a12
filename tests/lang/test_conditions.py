"""Conditions, each as an author writes it and as it is understood."""

from __future__ import annotations

import pytest

from tests.lang.author import LAMP, act, cond, findings
from vervain.lang.expr import All

WITH = "place({0}) == place({1}) & place({0}) != unknown"


def condition(line: str) -> str:
    """How a `when` line of an act between `who` and `other` is understood."""
    made = act(f"""
        action (who: person) does it with (other: person) about (claim: belief)
          when {line}
          then who is asleep
    """)
    return cond(made.condition).removesuffix(" & who != other)").removeprefix("(")


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("the lamp is lit", "lamp_lit() == yes"),
        ("the lamp is not lit", "lamp_lit() == no"),
        ("not (the lamp is lit)", "lamp_lit() == no"),
        ("lamp_lit()", "lamp_lit() == yes"),
        ("not lamp_lit()", "lamp_lit() == no"),
        ("who loves other", "loves(who, other) == yes"),
        ("who does not love other", "loves(who, other) == no"),
        ("loves(who, Bess)", "loves(who, <Bess>) == yes"),
        ("who knows of other", "knows_of(who, other) == yes"),
        ("who does not know of other", "knows_of(who, other) == no"),
        ("who is at (here: place)", "place(who) == here"),
        ("who is at the lamp room", "place(who) == <the lamp room>"),
        ("who is not at the quay", "place(who) != <the quay>"),
        ("the oil is held by who", "place(<the oil>) == who"),
        ("who has the oil", "place(<the oil>) == who"),
        ("who does not have the oil", "place(<the oil>) != who"),
        ("who is with other", WITH.format("who", "other")),
        ("the quay is next to the path", "next_to(<the quay>, <the path>) == yes"),
        ("the quencher is who", "quencher() == who"),
        ("the quencher is not Bess", "quencher() != <Bess>"),
        ("the quencher is unknown", "quencher() == unknown"),
        ("who is Bess", "who == <Bess>"),
        ("who is a skipper", "who is a skipper"),
        ("who is not a skipper", "!(who is a skipper)"),
        ("debt of who to other is 3", "debt(who, other) == 3"),
        ("debt(who, other) is 3", "debt(who, other) == 3"),
        ("debt of who to other is at least 3", "debt(who, other) >= 3"),
        ("debt of who to other is at most -3", "debt(who, other) <= -3"),
        ("debt of who to other is more than 3", "debt(who, other) > 3"),
        (
            "debt of who to other is less than trust of other in who times 2 plus 1",
            "debt(who, other) < ((trust(other, who) * 2) + 1)",
        ),
        (
            "debt of who to other is 12 divided by (4 minus 2)",
            "debt(who, other) == (12 / (4 - 2))",
        ),
        ("debt of the quencher to other is 1", "debt(quencher(), other) == 1"),
        ("where who is is the quay", "place(who) == <the quay>"),
        (
            "the number of (p: person) where p is asleep is at least 2",
            "+[p: person] asleep(p) == yes ? 1 : 0 >= 2",
        ),
        ("for every (p: person): p is asleep", "every[p: person] asleep(p) == yes"),
        (
            "for some (p: skipper): p is asleep and p loves who",
            "some[p: skipper] (asleep(p) == yes & loves(p, who) == yes)",
        ),
        ("for no (p: person): p is asleep", "!(some[p: person] asleep(p) == yes)"),
        (
            "the lamp is lit and (who is asleep or other is asleep)",
            "lamp_lit() == yes & (asleep(who) == yes | asleep(other) == yes)",
        ),
        (
            "not (who is asleep or other is not asleep)",
            "asleep(who) == no & asleep(other) == yes",
        ),
    ],
)
def test_what_is_so(line: str, meaning: str) -> None:
    assert condition(line) == meaning


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("who believes the lamp is lit", "who.lamp_lit() == yes"),
        ("who believes the lamp is not lit", "who.lamp_lit() == no"),
        ("who does not believe the lamp is lit", "!(who.lamp_lit() == yes)"),
        ("who does not believe the lamp is not lit", "!(who.lamp_lit() == no)"),
        ("not (who believes the lamp is lit)", "who.lamp_lit() != yes"),
        (
            "who believes other believes debt of Tom to who is 0",
            "who.other.debt(<Tom>, who) == 0",
        ),
        (
            "Ida believes Tom does not believe Bess believes the lamp is lit",
            "!(<Ida>.<Tom>.<Bess>.lamp_lit() == yes)",
        ),
        ("who believes other is at (here: place)", "who.place(other) == here"),
        (
            "who believes other is not at the quay",
            "who.place(other) != <the quay> & who.place(other) != unknown",
        ),
        ("who believes not (other is asleep)", "who.asleep(other) == no"),
        (
            "who believes (the lamp is lit and other is asleep)",
            "who.lamp_lit() == yes & who.asleep(other) == yes",
        ),
        (
            "who believes the lamp is lit and other is asleep",
            "who.lamp_lit() == yes & asleep(other) == yes",
        ),
        (
            "who believes for every (p: person): p is asleep",
            "every[p: person] who.asleep(p) == yes",
        ),
        ("who knows the quencher", "who.quencher() != unknown"),
        ("who does not know the quencher", "who.quencher() == unknown"),
        ("who knows where Tom is", "who.place(<Tom>) != unknown"),
        ("who knows whether the lamp is lit", "who.lamp_lit() != unknown"),
        ("who does not know whether other loves Tom", "who.loves(other, <Tom>) == unknown"),
        ("who believes other knows the quencher", "who.other.quencher() != unknown"),
        ("who believes other is a skipper", "other is a skipper"),
        ("claim is so", "claim claim"),
        ("claim is not so", "!(claim claim)"),
        ("who believes claim", "who.claim claim"),
        ("who does not believe claim", "!(who.claim claim)"),
        ("who believes other believes claim", "who.other.claim claim"),
        ("who knows whether claim", "claim claim settled who"),
        ("who does not know whether claim", "!(claim claim settled who)"),
        ("who believes other knows whether claim", "claim claim settled who other"),
        ("who knows claim at first hand", "claim claim first hand who"),
        ("who does not know claim at first hand", "!(claim claim first hand who)"),
        ("who knows claim by hearsay", "claim claim hearsay who"),
        ("claim is about other", "claim claim about other"),
        ("claim is not about Tom", "!(claim claim about <Tom>)"),
        ("who believes claim is about other", "claim claim about other"),
        ("claim is a number", "claim claim number"),
        ("claim is not a number", "!(claim claim number)"),
        ("not (claim is a number)", "!(claim claim number)"),
    ],
)
def test_what_is_believed(line: str, meaning: str) -> None:
    assert condition(line) == meaning


def test_a_belief_about_company_wants_both_places_known() -> None:
    """Where neither is known they are not in the same place."""
    assert condition("who believes other is with Tom") == (
        "who.place(other) == who.place(<Tom>) & who.place(other) != unknown "
        "& who.place(<Tom>) != unknown"
    )


def test_the_longest_phrase_is_meant() -> None:
    """
    person the hunter
    fact (who: person) is with the hunter tonight: yes or no

    action (who: person) waits
      when who is with the hunter tonight
       and who is with the hunter
      then who is asleep
    """
    made = act(test_the_longest_phrase_is_meant.__doc__ or "")
    assert cond(made.condition) == (
        "(hunter_tonight(who) == yes & place(who) == place(<the hunter>) & place(who) != unknown)"
    )


def test_phrases_that_begin_like_a_name_and_names_that_look_like_words() -> None:
    """
    kind reply is a thing
    reply yes
    reply going with Tom
    person Ida's mother
    place Ida's mother's house
    fact the answer of (who: person): reply, or unknown
    fact what (who: person) grieves over: thing, or unknown

    action (one: person) asks (what: thing)
      when the answer of Ida's mother is yes
       and the answer of one is going with Tom
       and what one grieves over is what
       and one is at Ida's mother's house
      then one is asleep
    """
    text = test_phrases_that_begin_like_a_name_and_names_that_look_like_words.__doc__ or ""
    assert cond(act(text).condition) == (
        "(answer(<Ida's mother>) == <yes> & answer(one) == <going with Tom> "
        "& what_grieves_over(one) == what & place(one) == <Ida's mother's house>)"
    )


def test_lines_are_joined_by_and() -> None:
    made = act("""
        action (who: person) waits
          when who is asleep or who is at the quay
           and the lamp is lit
          then who is asleep
    """)
    assert isinstance(made.condition, All)
    assert len(made.condition.items) == 2


def test_lines_can_be_joined_by_or() -> None:
    made = act("""
        action (who: person) waits
          when who is asleep
           or who is at the quay
          then who is asleep
    """)
    assert cond(made.condition) == "(asleep(who) == yes | place(who) == <the quay>)"
    (found,) = findings("""
        action (who: person) waits
          when who is asleep
           and the lamp is lit
           or who is at the quay
          then who is asleep
    """)
    assert found.code == "V308"


@pytest.mark.parametrize(
    "mark", ["(", "who believes ", "not (", "the number of (p: person) where ", "1 plus ", "1 * "]
)
def test_a_hostile_line_is_refused_in_good_time(mark: str) -> None:
    line = mark * 400 + "the lamp is lit"
    found = findings(
        f"""
        action (who: person) waits
          when {line}
          then who is asleep
        """
    )
    assert len(found) == 1


def test_a_long_line_of_many_people_is_read() -> None:
    names = [f"Guest {n}" for n in range(150)]
    base = LAMP + "".join(f"    person {name}\n" for name in names)
    line = " and ".join(f"{name} is asleep" for name in names)
    made = act(
        f"""
        action (who: person) waits
          when {line}
          then who is asleep
        """,
        base,
    )
    assert isinstance(made.condition, All)
    assert len(made.condition.items) == 150
