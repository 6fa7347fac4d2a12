"""Effects, each as an author writes it and as it is understood."""

from __future__ import annotations

import pytest

from tests.lang.author import act, effects


def effect(line: str) -> str:
    """How a `then` line of an act between `who` and `other` is understood."""
    return effects(
        act(f"""
        action (who: person) does it with (other: person) about (claim: belief)
          then {line}
        """).effects
    )


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("the lamp is lit", "lamp_lit() := yes"),
        ("the lamp is not lit", "lamp_lit() := no"),
        ("who does not love other", "loves(who, other) := no"),
        ("Tom is at the quay", "place(<Tom>) := <the quay>"),
        ("who is at where Tom is", "place(who) := place(<Tom>)"),
        ("who is with other", "place(who) := place(other)"),
        ("who has the oil", "place(<the oil>) := who"),
        ("the oil is held by who", "place(<the oil>) := who"),
        ("the quencher is who", "quencher() := who"),
        ("the quencher is unknown", "quencher() := unknown"),
        ("debt of who to other is 3", "debt(who, other) := 3"),
        ("debt of who to other rises by 3", "debt(who, other) := (debt(who, other) + 3)"),
        ("debt of who to other falls by 3", "debt(who, other) := (debt(who, other) - 3)"),
        ("debt(who, other) is trust(other, who)", "debt(who, other) := trust(other, who)"),
        ("who believes the lamp is not lit", "who.lamp_lit() := no"),
        ("who believes other is at the quay", "who.place(other) := <the quay>"),
        ("who believes other is at where who is", "who.place(other) := place(who)"),
        (
            "who believes debt of who to other is debt of who to other",
            "who.debt(who, other) := debt(who, other)",
        ),
        (
            "who believes debt of who to other rises by trust of who in other",
            "who.debt(who, other) := (who.debt(who, other) + trust(who, other))",
        ),
        (
            "who believes other believes debt of who to other falls by 1",
            "who.other.debt(who, other) := (who.other.debt(who, other) - 1)",
        ),
        ("who does not know the quencher", "who.quencher() := unknown"),
        ("who does not know where other is", "who.place(other) := unknown"),
        ("who does not know whether the lamp is lit", "who.lamp_lit() := unknown"),
        ("who believes other does not know the quencher", "who.other.quencher() := unknown"),
        ("other believes claim", "other.claim claim"),
        ("who believes other believes claim", "who.other.claim claim"),
        ("other does not know whether claim", "other.claim claim forgotten"),
        ("who believes other does not know whether claim", "who.other.claim claim forgotten"),
        ("other believes claim with who in place of Tom", "other.claim claim swapped who <Tom>"),
        ("other believes claim raised by 2", "other.claim claim raised 2"),
        ("other believes claim lowered by 1", "other.claim claim raised (0 - 1)"),
        (
            "if other knows claim by hearsay: other does not know whether claim",
            "if claim claim hearsay other {other.claim claim forgotten}",
        ),
        (
            "if the lamp is lit: who is asleep and other is asleep",
            "if lamp_lit() == yes {asleep(who) := yes; asleep(other) := yes}",
        ),
        (
            "(if the lamp is lit: who is asleep) and other is asleep",
            "if lamp_lit() == yes {asleep(who) := yes}; asleep(other) := yes",
        ),
        (
            "for every (p: skipper): (p is asleep and p loves who)",
            "every[p: skipper] {asleep(p) := yes; loves(p, who) := yes}",
        ),
        (
            "for every (p: person): if p is with who: p believes the lamp is lit",
            "every[p: person] {if (place(p) == place(who) & place(p) != unknown) "
            "{p.lamp_lit() := yes}}",
        ),
        (
            "who believes (the lamp is lit and other is asleep)",
            "who.lamp_lit() := yes; who.asleep(other) := yes",
        ),
        ("the lamp is lit and who is asleep", "lamp_lit() := yes; asleep(who) := yes"),
    ],
)
def test_what_an_act_does(line: str, meaning: str) -> None:
    assert effect(line) == meaning
