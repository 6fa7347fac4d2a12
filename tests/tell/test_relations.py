"""Every connective, time and thought of a telling is on record; what is not, the proof finds."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from vervain.lang.world import World
from vervain.pipeline import load, load_text, plan, record_of, run, tell
from vervain.story.chronicle import Chronicle, Fact
from vervain.tell.discourse import Discourse, Told
from vervain.tell.explain import explained
from vervain.tell.proof import Fault, proof
from vervain.tell.proof_relations import CONNECTIVES, Record
from vervain.tell.refer import Mentions
from vervain.tell.relation import TIMES, WORDS, Kind, Relation
from vervain.tell.spin import Distance, Order, Spin, Tense, spin
from vervain.tell.tree import Finite, Link, Sentence, Words
from vervain.tell.when import span_words

QUAY = """
world The Quay
include talking, travel
place the quay, next to the tower
place the tower, next to the quay
person Ann, she, at the quay
person Bob, he, at the tower
person Cyd, she, at the quay
fact the lamp is lit: yes or no, can be told
fact (who: person) has lit it: yes or no
fact (who: person) has been thanked: yes or no
fact (who: person) has gone down: yes or no
at the start
  the lamp is lit
action (who: person) goes down for bread
  when who is at the tower
   and who is Bob
  then who is at the quay
   and who has gone down
  agreed by who
  seen by who
  takes 20 minutes
action (who: person) puts out the lamp
  when who is at the tower
   and the lamp is lit
   and Bob is at the quay
  then the lamp is not lit
  agreed by who
  against honesty
  seen by everyone
action (who: person) lights the lamp again
  when the lamp is not lit
   and who is not at the tower
  then the lamp is lit
   and who has lit it
  agreed by who
  seen by everyone
action (one: person) thanks (two: person)
  when two has lit it
   and one is with two
  then two has been thanked
  agreed by one
wants of Ann
  worth 4 when the lamp is not lit
    so that she is not seen
  values honesty at 3
wants of Bob
  worth 2 when Bob has gone down
    so that he has something to eat
  worth 1 when Cyd has been thanked
wants of Cyd
  worth 9 when the lamp is lit
    so that no ship is lost
outline
  the dark: until the lamp is not lit
  the light: until the lamp is lit
  the thanks: until Cyd has been thanked
telling The Quay
  from nobody
"""


@pytest.fixture(scope="module")
def quay() -> tuple[World, Chronicle, Record]:
    world = load_text(QUAY, "quay.world")
    (story,) = plan(world).chronicles
    return world, story, record_of(world, story)


LOAN = """
world The Loan
place the hall
person Nell, she, at the hall
person Otto, he, at the hall
thing the umbrella, held by Nell
fact (one: person) has forgiven (two: person): yes or no
action (one: person) lends (two: person) the umbrella
  when one has the umbrella
   and one is with two
  then two has the umbrella
  agreed by one
action (one: person) forgives (two: person)
  when one has the umbrella
   and one is with two
  then one has forgiven two
  agreed by one
wants of Nell
  worth 2 when Otto has the umbrella
wants of Otto
  worth 1 when Otto has forgiven Nell
outline
  the loan: until Otto has the umbrella
  the end: until Otto has forgiven Nell
telling The Loan
  from nobody
"""


def test_so_where_one_acts_because_of_another() -> None:
    world = load_text(LOAN, "loan.world")
    (story,) = plan(world).chronicles
    assert tell(world, story).text() == "Nell lent Otto the umbrella.\n\nSo he forgave her."


def links(page: Discourse) -> list[tuple[Told, Link]]:
    """Every connective and word for time of the teller's own."""
    leaves = ((t, k) for p in page.paragraphs for t in p for s in t.sentences for k in s.tokens)
    return [(told, leaf) for told, leaf in leaves if isinstance(leaf, Link)]


def test_the_page(quay: tuple[World, Chronicle, Record]) -> None:
    world, story, _ = quay
    text = tell(world, story, spin(world, focaliser="nobody")).text()
    assert ", to have something to eat." in text or "wanted to have something to eat" in text
    assert "although she held honesty dear" in text
    assert "But Cyd lit the lamp again" in text


def told_pages() -> list[tuple[World, Chronicle, Record, Spin, Discourse]]:
    """Tellings of several worlds from several minds, and of two runs."""
    stories = []
    for name in ("gull_point", "always_safe", "hello"):
        world = load(name)
        stories.append((world, plan(world).chronicles[0]))
    for text in (QUAY, LOAN):
        world = load_text(text)
        stories.append((world, plan(world).chronicles[0]))
    gull = load("gull_point")
    stories += [(gull, run(gull, seed=seed, span="30 days").chronicle) for seed in (3, 5)]
    pages = []
    for world, story in stories:
        record = record_of(world, story)
        for who in (*story.people[:4], "nobody"):
            for distance, order in (
                (Distance.AUTHOR, Order.AUTHOR),
                (Distance.SCENE, Order.BACKWARDS),
                (Distance.SUMMARY, Order.STRAIGHT),
            ):
                how = spin(world, focaliser=who, distance=distance, order=order)
                pages.append((world, story, record, how, tell(world, story, how)))
    return pages


@pytest.fixture(scope="module")
def pages() -> list[tuple[World, Chronicle, Record, Spin, Discourse]]:
    return told_pages()


def test_every_connective_goes_back_to_a_relation(
    pages: list[tuple[World, Chronicle, Record, Spin, Discourse]],
) -> None:
    kinds: set[Kind] = set()
    for world, story, record, how, page in pages:
        faults = proof(page, story, how, Mentions(world).gender, record)
        assert faults == [], (world.name, how)
        for told, link in links(page):
            relation = link.relation
            assert relation is not None
            assert record.proves(relation, told), relation
            words = WORDS.get(relation.kind)
            assert words is None or link.text.strip(" ,").lower().startswith(words), link
            kinds.add(relation.kind)
    assert kinds >= {
        *(Kind.CAUSED, Kind.RESTS, Kind.UNDOES, Kind.AGAINST, Kind.MEANWHILE),
        *(Kind.PURPOSE, Kind.TIME, Kind.UNEXPECTED),
    }


def test_no_other_connective_is_the_tellers(
    pages: list[tuple[World, Chronicle, Record, Spin, Discourse]],
) -> None:
    """Outside the author's frames a connective is a link, or it is not there."""
    for world, _, _, _, page in pages:
        own = " ".join(
            part.text
            for act in (*world.actions, *world.reactions)
            for frame in act.frames
            for part in frame.parts
            if hasattr(part, "text")
        )
        for told in (t for p in page.paragraphs for t in p if t.events):
            for sentence in told.sentences:
                plain = [k for k in sentence.tokens if isinstance(k, Words)]
                for leaf in (k for k in plain if not isinstance(k, Link)):
                    found = CONNECTIVES.search(leaf.text)
                    said = re.sub(r"\W+$", "", leaf.text.strip())
                    assert found is None or (told.frame and said[1:] in own), leaf.text


def test_explain_names_them(quay: tuple[World, Chronicle, Record]) -> None:
    world, story, _ = quay
    page = tell(world, story, spin(world, focaliser="nobody"))
    rows = [r for r in explained(page) if r.rests_on]
    said = {words: what for row in rows for words, what in row.rests_on}
    assert re.match(r"\d+ against a value", said["although"])
    assert re.match(r"\d+ undoes \d+: lamp_lit\(\) = False", said["But"])


def planted(
    quay: tuple[World, Chronicle, Record], relation: Relation, event: int, who: str | None
) -> list[Fault]:
    """What the proof says of a connective that stands for this."""
    world, story, record = quay
    how = spin(world, focaliser=who or "nobody")
    words = WORDS.get(relation.kind, ("then",))[0]
    if relation.kind is Kind.TIME and isinstance(relation.value, int):
        words = f"{span_words(relation.value)} later"
    leaf = Link(words, relation=relation)
    said = Sentence((Words("It was done, "), leaf, Words(" that.")))
    told = Told((said,), (event,), None, who)
    if relation.kind not in WORDS and relation.kind not in TIMES:  # it is a thought, not a link
        verb = Finite("believe", "believed", Tense.PAST)
        thought = Sentence((Words("Somebody "), verb, Words(" it.")))
        told = replace(told, sentences=(thought,), thinks=relation)
    page = Discourse("", ((told,),))
    return [f.fault for f in proof(page, story, how, Mentions(world).gender, record)]


def true_links(quay: tuple[World, Chronicle, Record]) -> list[Relation]:
    world, story, _ = quay
    found = []
    for who in ("nobody", *story.people):
        for distance in Distance:
            page = tell(world, story, spin(world, focaliser=who, distance=distance))
            found += [r for p in page.paragraphs for t in p for r in t.relations]
    return found


def test_a_true_relation_passes_and_every_mutation_of_it_is_found(
    quay: tuple[World, Chronicle, Record],
) -> None:
    story = quay[1]
    found = true_links(quay)
    assert len({r.kind for r in found}) >= 5
    for r in found:
        mutants = [replace(r, to=len(story.events) + 3)]
        if r.fact is not None:
            mutants.append(replace(r, fact=Fact("no_such", ("Ann",), r.fact.minds)))
            mutants.append(replace(r, value="nothing of the kind"))
        if r.of is not None:
            mutants.append(replace(r, of=r.to))
        if r.want:
            mutants.append(replace(r, want="all is well"))
        if r.feeling is not None:
            mutants.append(replace(r, feeling=99_999))
        if r.who:
            mutants.append(replace(r, who="nobody else"))
        if r.kind is Kind.TIME:
            mutants.append(replace(r, value=17))
        whose = r.who if r.kind is Kind.FEELS else None
        assert planted(quay, r, r.to, whose) == [], r
        for mutant in mutants:
            assert Fault.UNFOUNDED in planted(quay, mutant, r.to, whose), mutant


def test_a_connective_for_nothing_is_found(quay: tuple[World, Chronicle, Record]) -> None:
    world, story, record = quay
    how = spin(world, focaliser="nobody")
    for words in ("It was done because it rained.", "But it rained.", "Meanwhile, it rained."):
        told = Told((Sentence((Words(words),)),), (0,), None, None)
        page = Discourse("", ((told,),))
        faults = [f.fault for f in proof(page, story, how, Mentions(world).gender, record)]
        assert faults == [Fault.UNFOUNDED], words
    quoted = Told((Sentence((Words('"But it rained," said nobody.'),)),), (0,), None, None)
    page = Discourse("", ((quoted,),))
    assert proof(page, story, how, Mentions(world).gender, record) == []


def test_a_wrong_belief_as_a_fact_is_found() -> None:
    world = load("gull_point")
    (story,) = plan(world).chronicles
    record = record_of(world, story)
    lie = next(e for e in story.events if e.act.name.startswith("lies"))
    belief = next(c for c in lie.minds if c.fact.minds == ("Ida",))
    told = Relation(Kind.BELIEVES, lie.id, None, "Ida", belief.fact, belief.after, how="told")
    how = spin(world, focaliser="Ida", person=3)

    def faults(verb: str, relation: Relation) -> list[Fault]:
        leaf = Finite(verb, {"believe": "believed", "know": "knew"}[verb], Tense.PAST)
        words = (Words("Ida "), leaf, Words(" that the quencher was Bess."))
        said = Told((Sentence(words),), (lie.id,), None, "Ida", thinks=relation)
        page = Discourse("", ((said,),))
        return [f.fault for f in proof(page, story, how, Mentions(world).gender, record)]

    assert faults("believe", told) == []
    assert faults("know", told) == [Fault.UNFOUNDED]
    assert faults("know", replace(told, kind=Kind.KNOWS)) == [Fault.UNFOUNDED]
    assert faults("believe", replace(told, who="Tom")) == [Fault.UNFOUNDED]
    assert faults("believe", replace(told, how="saw")) == [Fault.UNFOUNDED]


def test_words_for_time_too_near_one_another_are_found() -> None:
    world = load("gull_point")
    story = run(world, seed=3, span="30 days").chronicle
    how = spin(world, focaliser="nobody")
    link = Link("Later, ", relation=Relation(Kind.TIME, 1, 0, value=300))
    told = Told((Sentence((link, Words("it rained."))),), (1,), None, None)
    page = Discourse("", ((told, told),))
    faults = [f.fault for f in proof(page, story, how, Mentions(world).gender)]
    assert Fault.CROWDED in faults
