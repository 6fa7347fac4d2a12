"""Words of passage: before all, for time that is passed over, and after all; only what holds."""

from __future__ import annotations

import pytest

from vervain.base.diagnostic import Rejected
from vervain.lang.world import World
from vervain.pipeline import load_text, run, tell
from vervain.story.chronicle import Chronicle
from vervain.tell.discourse import Discourse
from vervain.tell.proof import proof
from vervain.tell.refer import Mentions
from vervain.tell.spin import spin

VILLAGE = """
world Village
one turn is 1 month
kind villager is a person
people 12 villager
person Ada, she
fact (who: villager) has left: yes or no
fact the bell has rung: yes or no
at the start
  everyone believes the bell has not rung
happening (who: villager) leaves
  when who has not left
   and the month is 3
  then who has left
  by chance 1 in 20
  seen by everyone
  say {who} {take} the morning bus
happening the bell rings
  when the year is 9
   and the month is 2
   and the bell has not rung
  then the bell has rung
  seen by Ada
  say the bell {rings}
plans
  a run lasts 10 years
telling Village
  from nobody, third person, past tense
  LINES
"""


def village(lines: str, seed: int = 3) -> tuple[World, Chronicle]:
    world = load_text(
        VILLAGE.replace("LINES", lines.strip().replace("\n", "\n  ")), "village.world"
    )
    return world, run(world, seed=seed, span="10 years").chronicle


def page(lines: str, seed: int = 3, **how: str) -> Discourse:
    world, chronicle = village(lines, seed)
    way = spin(world, **how)  # type: ignore[arg-type]
    told = tell(world, chronicle, way)
    assert proof(told, chronicle, way, Mentions(world).gender) == []
    return told


def test_the_first_words_and_the_last_stand_around_the_story() -> None:
    said = page("say first: it {is} a village\nsay last: that {is} all of it").text()
    assert said.startswith("It was a village.")
    assert said.endswith("That was all of it.")


def test_of_lines_under_the_same_condition_one_is_said_and_of_others_each() -> None:
    lines = (
        "say first when Ada believes the bell has not rung: nobody {listens}\n"
        "say first when Ada believes the bell has not rung: nobody {hears} a thing\n"
        "say first when Ada believes the bell has rung: it {is} loud\n"
        "say first: it {is} a village"
    )
    begun = {page(lines, seed=3).paragraphs[0][0].text for _ in range(2)}
    assert len(begun) == 1
    assert begun <= {"Nobody listened.", "Nobody heard a thing."}
    assert [t.text for t in page(lines).paragraphs[0]][1:] == ["It was a village."]


def test_of_whom_something_holds_in_the_end_is_said_by_the_record() -> None:
    world, chronicle = village("say last of every (v: villager) where v has left: {v} {be} gone")
    gone = {e.act.roles[0][1] for e in chronicle.events if e.act.name == "leaves"}
    assert len(gone) > 1
    last = tell(world, chronicle, spin(world)).paragraphs[-1][-1]
    (mention,) = last.sentences[0].mentions
    assert set(mention.names) == gone
    assert last.text.endswith("were gone.")


def test_what_is_counted_is_counted_in_minds_too() -> None:
    lines = (
        "say last: {the number of (p: person) where p believes the bell has rung} {have} heard it"
    )
    assert page(lines).text().endswith("One had heard it.")


def test_time_that_is_passed_over_has_each_line_once_and_where_it_holds() -> None:
    lines = (
        "say between when the bell has rung: the bell {is} remembered\n"
        "say between when the bell has not rung: the grass {grows}\n"
        "say between when it is winter and it is summer: never"
    )
    said = page(lines).text()
    assert said.count("The grass grew.") == 1
    assert said.index("The grass grew.") < said.index("he bell rang")
    assert "ever." not in said


def test_words_of_passage_belong_to_the_minds_for_which_they_were_written() -> None:
    lines = "say first: it {is} a village"
    assert "It was a village." not in page(lines, focaliser="Ada").text()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("say later: it {is} over", "`later` does not say when these words are said"),
        ("say first it {is} a village", "a colon is missing"),
        ("say last of all: it {is} over", "`of all` does not say when these words hold"),
    ],
)
def test_what_cannot_be_taken_is_one_finding(line: str, said: str) -> None:
    with pytest.raises(Rejected) as rejected:
        village(line)
    (finding,) = rejected.value.findings
    assert finding.code == "V418"
    assert said in finding.message
    assert "say between when it is winter" in finding.hint or "did you mean" in finding.hint
