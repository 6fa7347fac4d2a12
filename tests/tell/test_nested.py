"""What people take one another to believe, told: right in tense, person and pronouns, wrong as
believed, and looked up again by the proof through every clause."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from tests.tell.minds import BLUFF, DOUBLE, story
from vervain.pipeline import record_of, tell
from vervain.story.chronicle import Fact
from vervain.tell.discourse import Discourse, Told
from vervain.tell.proof import Fault, proof
from vervain.tell.proof_nested import misled
from vervain.tell.refer import Mentions
from vervain.tell.relation import Kind
from vervain.tell.spin import Tense, spin
from vervain.tell.tree import Finite, Mention, Sentence

EMPTY = Fact("box_empty", ())


def telling(text: str, who: str, **how: object) -> Discourse:
    world, chronicle = story(text)
    return tell(world, chronicle, spin(world, focaliser=who, **how))


def prose(text: str, who: str, **how: object) -> str:
    return telling(text, who, **how).text()


def test_he_does_not_know_that_she_knows() -> None:
    assert "Bob did not know that she knew." in prose(BLUFF, "nobody")
    assert "Bob does not know that I know" in prose(BLUFF, "Ann", person=1, tense=Tense.PRESENT)
    assert "know" not in prose(BLUFF, "Bob"), "he does not know it: he cannot tell it"


def test_an_error_about_a_mind_is_told_as_a_belief() -> None:
    """He goes out because he thinks she thinks that the box is empty; she has looked."""
    for seed in range(6):
        his = prose(BLUFF, "Bob", seed=seed)
        assert any(
            words in his
            for words in (
                "thought Ann thought the box was empty",
                "supposed that Ann believed that the box was empty",
                "Ann, he thought, believed that the box was empty",
            )
        ), his
        everybody = prose(BLUFF, "nobody", seed=seed)
        assert "thought Ann thought" in everybody or "believed, wrongly, that Ann" in everybody


def test_free_indirect_style() -> None:
    found = {prose(BLUFF, "Bob", seed=seed, person=p) for seed in range(12) for p in (1, 3)}
    assert any("Ann, he thought, believed that" in text for text in found)
    assert any("Ann, I thought, believed that" in text for text in found)


def test_three_minds_and_four() -> None:
    now = prose(DOUBLE, "Bob", person=1, tense=Tense.PRESENT)
    assert "thinks I think she thinks the box is empty" in now
    then = prose(DOUBLE, "Bob")
    assert "thought he thought she thought the box was empty" in then
    end = prose(DOUBLE, "Ann")
    assert "that Bob thought the box was empty, but he knew better" in end


def test_two_sides_of_one_story_do_not_contradict_each_other() -> None:
    hers, his = prose(BLUFF, "Ann"), prose(BLUFF, "Bob")
    assert "Bob did not know that she knew" in hers
    assert "ring" not in hers.split("\n\n")[0], "she did not see where it was put"
    assert "window" not in his, "he did not see her look"
    assert "took the ring" not in his


@pytest.mark.parametrize("text", [BLUFF, DOUBLE])
def test_every_telling_is_proved(text: str) -> None:
    world, chronicle = story(text)
    record, gender = record_of(world, chronicle), Mentions(world).gender
    minds = 0
    for who, person, tense, seed in product(
        ("nobody", "Ann", "Bob", "Cyd"), (1, 3), (Tense.PAST, Tense.PRESENT), range(4)
    ):
        if who == "nobody" and person == 1:
            continue
        how = spin(world, focaliser=who, person=person, tense=tense, seed=seed)
        page = tell(world, chronicle, how)
        assert proof(page, chronicle, how, gender, record) == [], page.text()
        minds += len(thoughts(page))
    assert minds > 30


def thoughts(page: Discourse) -> list[Told]:
    """What is told of minds in minds."""
    told = (t for paragraph in page.paragraphs for t in paragraph)
    return [t for t in told for r in t.relations if r.fact is not None and len(r.fact.minds) > 1]


def changed(told: Told, change: object) -> Told:
    """The same with other leaves."""
    said = tuple(Sentence(tuple(change(t) for t in s.tokens)) for s in told.sentences)  # type: ignore[operator]
    return replace(told, sentences=said)


def every_thought() -> list[tuple[Told, object]]:
    found = []
    for text in (BLUFF, DOUBLE):
        world, chronicle = story(text)
        reads = record_of(world, chronicle).reads
        for who, seed in product(("nobody", "Ann", "Bob", "Cyd"), range(4)):
            page = tell(world, chronicle, spin(world, focaliser=who, seed=seed))
            found += [(t, reads) for t in thoughts(page)]
    return found


def test_the_proof_finds_somebody_else_in_a_clause() -> None:
    """Whoever thinks, or knows, in any clause: another, and it is found."""
    tried = 0
    for told, reads in every_thought():
        assert list(misled(told, reads)) == [], told.text  # type: ignore[arg-type]
        minds = {m.names for s in told.sentences for m in s.mentions}
        for names in minds:
            other = ("Cyd",) if names != ("Cyd",) else ("Ann",)

            def swap(
                token: object, names: tuple[str, ...] = names, other: tuple[str, ...] = other
            ) -> object:
                same = isinstance(token, Mention) and token.names == names
                return token._replace(names=other) if same else token

            thinks = told.thinks
            if thinks is None or thinks.fact is None or names[0] not in thinks.fact.minds:
                continue
            tried += 1
            assert list(misled(changed(told, swap), reads)), (told.text, names)  # type: ignore[arg-type]
    assert tried > 20


def test_the_proof_finds_knowing_what_is_not_so() -> None:
    tried = 0
    for told, reads in every_thought():
        wrong = told.thinks is not None and told.thinks.kind is Kind.BELIEVES
        rests = told.thinks is not None and told.thinks.kind is Kind.RESTS
        if not (wrong or rests) or "know" in told.text or "knew" in told.text:
            continue

        def know(token: object) -> object:
            thinks = isinstance(token, Finite) and token.lemma in ("think", "believe", "suppose")
            return Finite("know", "knew", Tense.PAST) if thinks else token

        tried += 1
        assert list(misled(changed(told, know), reads)), told.text  # type: ignore[arg-type]
    assert tried > 2


def test_the_proof_finds_a_belief_that_nobody_holds() -> None:
    """Another fact, another value, another event: not on record."""
    world, chronicle = story(BLUFF)
    record = record_of(world, chronicle)
    page = tell(world, chronicle, spin(world, focaliser="nobody"))
    tried = 0
    for told in thoughts(page):
        relation = told.thinks
        if relation is None or relation.fact is None:
            continue
        assert record.proves(relation, told)
        for wrong in (
            replace(relation, value=not relation.value),
            replace(relation, to=0),
            replace(relation, fact=replace(relation.fact, minds=("Ann", "Cyd"))),
        ):
            tried += 1
            assert not record.proves(wrong, told), wrong
    assert tried >= 6


def test_wrongly_is_said_only_of_what_is_wrong() -> None:
    for text, seed in product((BLUFF, DOUBLE), range(6)):
        for told in thoughts(telling(text, "nobody", seed=seed)):
            if "wrongly" in told.text:
                assert told.thinks is not None
                assert told.thinks.kind is not Kind.KNOWS


def test_ambiguous_faults_are_seen_in_nested_clauses() -> None:
    """Two women: `she` for the second one has two readings."""
    world, chronicle = story(DOUBLE)
    page = tell(world, chronicle, spin(world, focaliser="Cyd", seed=1))
    found = 0
    for told in thoughts(page):
        for i, sentence in enumerate(told.sentences):
            for token in sentence.mentions[1:]:
                if token.text == "Ann":
                    form = type(token.form)("pronoun")
                    blurred = token._replace(text="she", pronoun="she", form=form)
                    tokens = tuple(blurred if t is token else t for t in sentence.tokens)
                    said = (*told.sentences[:i], Sentence(tokens), *told.sentences[i + 1 :])
                    paragraphs = tuple(
                        tuple(replace(t, sentences=said) if t is told else t for t in p)
                        for p in page.paragraphs
                    )
                    bad = proof(
                        Discourse(page.title, paragraphs),
                        chronicle,
                        spin(world, focaliser="Cyd"),
                        Mentions(world).gender,
                    )
                    found += any(f.fault is Fault.AMBIGUOUS for f in bad)
    assert found
