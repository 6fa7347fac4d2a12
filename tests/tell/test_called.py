"""Half a name where the reader knows it; families; and how a newcomer belongs to somebody known."""

from __future__ import annotations

from vervain.pipeline import load_text, run, tell
from vervain.tell.called import given_names, short, short_list
from vervain.tell.proof import Fault, Reader, proof
from vervain.tell.refer import Mentions
from vervain.tell.spin import spin
from vervain.tell.tree import OBJECT, Form, Mention, Sentence, Words

STREET = """
world Street
one turn is 1 month
kind townsman is a person
people 8 townsman
person Mr Todd, he
fact (one: townsman) TIE (two: townsman): yes or no
fact (who: townsman) has heard: yes or no
at the start
  every (p: townsman) TIE others in groups of 4
happening (who: townsman) hears
  when who has not heard
  then who has heard
  by chance 1 in 12
  seen by SEEN
  say {who} {hear} it
  say {who} {sit} up
  say {who} {shut} the window
  say {who} {look} at the clock
plans
  a run lasts 4 years
"""


def street(tie: str = "lives with", seen: str = "everyone", mind: str | None = None) -> str:
    text = STREET.replace("TIE", tie).replace("SEEN", seen)
    world = load_text(text, "street.world")
    chronicle = run(world, seed=4, span="4 years").chronicle
    how = spin(world, focaliser=mind)
    page = tell(world, chronicle, how)
    assert proof(page, chronicle, how, Mentions(world).gender) == []
    return page.text()


def test_a_newcomer_is_tied_to_somebody_whom_the_reader_knows() -> None:
    said = street()
    assert ", who lived with " in said
    assert ", a friend of " in street("is a friend of")
    assert ", who was close to " in street("is close to")


def test_what_changes_in_the_world_ties_nobody() -> None:
    text = STREET.replace("TIE", "lives with").replace("SEEN", "everyone")
    moved = text.replace(
        "plans",
        "happening (one: townsman) leaves (two: townsman)\n"
        "  when one lives with two\n   and the year is 99\n  then one does not live with two\n"
        "plans",
    )
    world = load_text(moved, "street.world")
    chronicle = run(world, seed=4, span="4 years").chronicle
    assert ", who lived with " not in tell(world, chronicle, spin(world)).text()


def test_the_given_name_will_do_where_it_is_one_person_alone() -> None:
    given = {"Ann Reed": "Ann", "Ann Lang": "Ann", "Tom Reed": "Tom"}
    met = {"Ann Reed": 5}
    assert short("Ann Reed", given, met, 6) == "Ann"
    assert short("Ann Reed", given, {**met, "Ann Lang": 6}, 7) == "Ann Reed"
    assert short("Tom Reed", given, met, 6) == "Tom Reed"
    assert short("Ann Reed", given, met, 60) == "Ann Reed"
    assert short_list(["Ann Reed", "Tom Reed"], given, {}, 0) == ["Ann", "Tom Reed"]
    assert short_list(["Ann Reed", "Ann Lang"], given, {}, 0) == ["Ann Reed", "Ann Lang"]


def test_who_has_a_title_or_one_name_keeps_it() -> None:
    world = load_text(STREET.replace("TIE", "knows").replace("SEEN", "everyone"), "street.world")
    people = frozenset(e.name for e in world.entities)
    given = given_names(world.entities, people)
    assert "Mr Todd" not in given
    assert len(given) == 8


def test_half_a_name_that_is_also_anothers_is_a_fault() -> None:
    def said(name: str, words: str) -> Sentence:
        return Sentence((Mention((name,), words, OBJECT, Form.NAME), Words(" came.")))

    reader = Reader({"Ann Reed": "she", "Ann Lang": "she"}.get)  # type: ignore[arg-type]
    assert not list(reader.sentence(said("Ann Reed", "Ann Reed")))
    assert not list(reader.sentence(said("Ann Reed", "Ann")))
    assert not list(reader.sentence(said("Ann Lang", "Ann Lang")))
    assert list(reader.sentence(said("Ann Reed", "Ann"))) == [(Fault.AMBIGUOUS, "Ann")]


def test_two_who_act_together_are_both_subjects() -> None:
    world = load_text(
        "world Two\nperson Ann, she\nperson Bob, he\nfact (who: person) is wed: yes or no\n"
        "happening (one: person) weds (two: person)\n  when one is not two\n   and one is not wed\n"
        "  then one is wed\n   and two is wed\n  seen by everyone\n"
        "  say {one} {laugh}. {one} and {two} {marry as they}\n"
    )
    chronicle = run(world, seed=1, span="2 turns").chronicle
    said = tell(world, chronicle, spin(world)).text()
    assert "and Bob married" in said or "and Ann married" in said
    assert "Him and" not in said
    assert "Her and" not in said
