"""Planted mistakes: each gives one message, on its own line, and most of them name the mend."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.lang.author import findings

WORLD = """\
world The Lamp at Gull Point
kind skipper is a person
place the quay
place the path, next to the quay
place the lamp room, next to the path
person Ida, she, "the widow", at the quay
skipper Tom, he, "the ferryman", at the quay
person Bess, she, "the keeper", at the lamp room
fact the lamp is lit: yes or no
fact debt of (debtor: person) to (lender: person): number
fact trust of (one: person) in (two: person): -10..10
fact the quencher: person, or unknown
at the start
  the lamp is lit
  debt of Tom to Ida is 40
  trust of Ida in Tom is 3
  Tom believes debt of Tom to Ida is 15
  everyone but Bess does not know the quencher
action (who: person) quenches the lamp
  when who is at the lamp room
   and the lamp is lit
  then the lamp is not lit
   and the quencher is who
  agreed by who
  seen by everyone at the lamp room
  glimpsed by everyone at the quay: the lamp is not lit
  against honesty
  takes 5 minutes
  say {who} {put} out the lamp
happening the lamp burns out
  when the lamp is lit
   and for no (p: person): p is at the lamp room
  then the lamp is not lit
  by chance 1 in 3
wants of Ida
  worth 6 when the lamp is lit
  worth -1 for each 10 of debt of Tom to Ida
  values honesty at 7
outline
  the dark: until the lamp is not lit
  the deed: until Bess quenches the lamp
telling looking back
  from Ida, first person, past tense
  open at the deed
check in some story Ida believes the quencher is Bess
"""


@dataclass(frozen=True, slots=True)
class Mistake:
    """`right` as it stands in the world, `wrong` in its place; `mend` is in the hint ("": none)."""

    name: str
    right: str
    wrong: str
    mend: str
    code: str
    at: str = ""

    @property
    def line(self) -> int:
        """The line of the first difference, or of the words `at`."""
        if self.at:
            return WORLD[: WORLD.index(f"\n{self.at}") + 1].count("\n") + 1
        before = WORLD.index(self.right)
        same = next(
            (i for i, (a, b) in enumerate(zip(self.right, self.wrong, strict=False)) if a != b),
            min(len(self.right), len(self.wrong)),
        )
        added = same == len(self.right) and self.wrong[same : same + 1] == "\n"
        return (WORLD[:before] + self.right[:same]).count("\n") + 1 + added


MISTAKES = (
    Mistake(
        "a misspelt kind", "kind skipper is a person", "kind skipper is a persn", "person", "V201"
    ),
    Mistake("a misspelt kind of an entity", "skipper Tom,", "skiper Tom,", "skipper", ""),
    Mistake("a misspelt kind of a role", "(who: person) q", "(who: persom) q", "person", "V201"),
    Mistake("a misspelt role", "when who is at", "when woh is at", "who", "V304"),
    Mistake("a misspelt person", "until Bess quenches", "until Bes quenches", "Bess", "V304"),
    Mistake(
        "a misspelt place", "path, next to the quay", "path, next to the quey", "the quay", "V304"
    ),
    Mistake(
        "a misspelt word of a fact",
        "6 when the lamp is lit",
        "6 when the lamp is lt",
        "lit",
        "V303",
    ),
    Mistake("a misspelt verb", "Tom believes debt", "Tom beleives debt", "believes", "V303"),
    Mistake("a misspelt act", "Bess quenches the", "Bess quenchs the", "quenches", "V303"),
    Mistake("a misspelt clause", "  agreed by who", "  agred by who", "agreed by", ""),
    Mistake("a misspelt block", "wants of Ida", "wnats of Ida", "wants of", ""),
    Mistake(
        "an undeclared fact",
        "   and the lamp is lit",
        "   and Ida is hungry",
        "fact (who: person) is hungry: yes or no",
        "V301",
    ),
    Mistake(
        "an undeclared place",
        'Ida, she, "the widow", at the quay',
        'Ida, she, "the widow", at the mill',
        "place the mill",
        "V304",
    ),
    Mistake(
        "a missing type",
        "fact the lamp is lit: yes or no",
        "fact the lamp is lit",
        "yes or no",
        "V206",
    ),
    Mistake(
        "a role without a kind", "(debtor: person) to", "(debtor) to", "(debtor: person)", "V205"
    ),
    Mistake(
        "a wrong type",
        "debt of Tom to Ida is 40",
        "debt of the quay to Ida is 40",
        "a person",
        "V305",
    ),
    Mistake(
        "a comparison of unlike values",
        "10 of debt of Tom to Ida",
        "10 of the quencher",
        "number",
        "V309",
    ),
    Mistake(
        "a value of the wrong type",
        "the quencher is who",
        "the quencher is the quay",
        "a person",
        "V311",
    ),
    Mistake(
        "a number out of bounds",
        "trust of Ida in Tom is 3",
        "trust of Ida in Tom is 30",
        "-10 to 10",
        "V311",
    ),
    Mistake("an unknown stage", "open at the deed", "open at the dede", "the deed", "V419"),
    Mistake(
        "ambiguous phrases",
        "fact the quencher: person, or unknown",
        "fact the quencher: person, or unknown\nfact debt of (a: person) to (b: skipper): number",
        "other words",
        "V313",
    ),
    Mistake("no effects", "  then the lamp is not lit\n  by", "  by", "then", "V409", "happening"),
    Mistake(
        "a bracket that is never closed",
        "for no (p: person): p is at",
        "for no (p: person: p is at",
        "close",
        "",
    ),
    Mistake(
        "a bracket that was never opened",
        "6 when the lamp is lit",
        "6 when the lamp is lit)",
        "take it out",
        "",
    ),
    Mistake("agreement to a happening", "  by chance 1 in 3", "  agreed by Ida", "action", "V402"),
    Mistake("an unknown hole", "{who} {put}", "{woh} {put}", "{who}", "V425"),
    Mistake(
        "a person declared twice",
        'person Bess, she, "the keeper", at the lamp room',
        'person Bess, she, "the keeper", at the lamp room\nperson Ida, she',
        "otherwise",
        "V202",
    ),
    Mistake(
        "a fact declared twice",
        "fact the quencher: person, or unknown",
        "fact the quencher: person, or unknown\nfact the lamp is lit: yes or no",
        "take one away",
        "V313",
    ),
    Mistake(
        "and mixed with or",
        "when the lamp is lit\n   and for",
        "when the lamp is lit or Ida is Tom and Tom is Ida\n   and for",
        "brackets",
        "V308",
    ),
    Mistake(
        "a wrong indentation",
        "fact debt of (debtor: person)",
        "  fact debt of (debtor: person)",
        "margin",
        "",
    ),
    Mistake("a line at the margin", "  takes 5 minutes", "takes 5 minutes", "", ""),
    Mistake(
        "no colon after a quantifier",
        "(p: person): p is",
        "(p: person) p is",
        "for every (p: person): p",
        "V307",
    ),
    Mistake("time in words", "takes 5 minutes", "takes five minutes", "takes 5 minutes", "V410"),
    Mistake(
        "no learning in a glimpse",
        "quay: the lamp is not lit\n  against",
        "quay\n  against",
        "glimpsed by everyone at the quay:",
        "V406",
    ),
    Mistake(
        "somewhere to be for a number",
        "values honesty at 7",
        "values honesty",
        "values honesty at 7",
        "V413",
    ),
    Mistake("a misspelt value", "values honesty at 7", "values honsety at 7", "honesty", "V414"),
    Mistake(
        "a belief that is denied as an effect",
        "   and the quencher is who",
        "   and Ida does not believe the lamp is lit",
        "does not know whether",
        "V301",
    ),
    Mistake(
        "a place where a person should see",
        "seen by everyone at the lamp room",
        "seen by everyone at Bess",
        "place",
        "V305",
    ),
    Mistake("an unknown option", "person, or unknown", "person, or unkown", "or unknown", "V212"),
    Mistake("a word too many", "open at the deed", "open at the deed now", "the deed", "V419"),
)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.name.replace(" ", "_"))
def test_one_message_on_the_right_line(mistake: Mistake) -> None:
    assert WORLD.count(mistake.right) == 1, "the mistake is planted in one place"
    found = findings(WORLD.replace(mistake.right, mistake.wrong), base="")
    assert [f.span.line for f in found] == [mistake.line], found
    assert not mistake.code or found[0].code == mistake.code
    assert mistake.mend in found[0].hint


def test_nearly_all_name_the_mend() -> None:
    assert len(MISTAKES) >= 30
    assert sum(bool(m.mend) for m in MISTAKES) >= 27 / 30 * len(MISTAKES)


def test_the_world_itself_is_right() -> None:
    assert findings(WORLD, base="") == []


def test_a_fact_that_is_missing_is_missed_once() -> None:
    missing = WORLD.replace("fact the lamp is lit: yes or no\n", "")
    (found,) = findings(missing, base="")
    assert found.span.line == 13
    assert found.hint == "declare it with: fact the lamp is lit: yes or no"


def test_a_person_who_is_missing_is_missed_once() -> None:
    missing = WORLD.replace('person Ida, she, "the widow", at the quay\n', "")
    (found,) = findings(missing, base="")
    assert found.span.line == 14
    assert found.hint == "declare it with: person Ida"
