"""Praise and blame, and what comes of them with joy and distress: the blame matrix."""

from __future__ import annotations

from tests.feel.stories import story
from vervain.story.feel.feeling import Emotion, Ended

HARM = """
    wants of Ann
      worth -5 when the barn has burnt
        so that there is a roof over the hay
"""
BURNS = """
    action (who: person) burns the barn
      when the barn has not burnt
       and who is not Ann
      then the barn has burnt
      agreed by who
      seen by everyone
"""
MALICE = (
    HARM
    + BURNS
    + """
    wants of Tom
      worth 3 when the barn has burnt
        so that she has nothing left

    outline
      the fire: until the barn has burnt
"""
)
ACCIDENT = (
    HARM
    + """
    fact the straw is dry: yes or no
    fact the pipe is lit: yes or no

    at the start
      the straw is dry
      Tom believes the straw is not dry
      Ann believes Tom believes the straw is not dry

    action (who: person) lights the pipe
      when the pipe is not lit
       and who is not Ann
      then the pipe is lit
       and if the straw is dry: the barn has burnt
      agreed by who
      seen by everyone

    wants of Tom
      worth 1 when the pipe is lit
        so that the evening is pleasant

    outline
      the fire: until the barn has burnt
"""
)
CARELESS = ACCIDENT.replace("      Ann believes Tom believes the straw is not dry\n", "")
"""He did not know; but she thinks that he did."""
COERCION = (
    HARM
    + """
    person Rex, he, at the yard

    action (who: person) threatens (other: person)
      when who is Rex
       and other is Tom
       and who does not press other
       and the barn has not burnt
      then who presses other
      agreed by who
      seen by everyone

    action (who: person) burns the barn
      when the barn has not burnt
       and who is Tom
      then the barn has burnt
       and for every (p: person): p does not press who
      agreed by who
      seen by everyone

    wants of Rex
      worth 4 when the barn has burnt
        so that she must sell
    wants of Tom
      worth -6 when Rex presses Tom
        so that he is let alone

    outline
      the fire: until the barn has burnt
"""
)
UNSEEN = (
    HARM
    + """
    person Rex, he, at the yard

    action (who: person) burns the barn
      when the barn has not burnt
       and who is not Ann
      then the barn has burnt
       and whose doing it was is who
      agreed by who
      seen by who
      glimpsed by everyone: the barn has burnt

    action (who: person) tells (other: person) whose doing it was
      when who is Rex
       and other is Ann
       and the barn has burnt
       and other does not believe whose doing it was is Tom
      then other believes whose doing it was is Tom
      agreed by who
      takes 30 days

    wants of Tom
      worth 3 when the barn has burnt
        so that she has nothing left
    wants of Rex
      worth -1 when the barn has burnt
        so that the village is safe
      worth 1 when Ann believes whose doing it was is Tom
        so that it is out

    outline
      the fire: until the barn has burnt
      the word: until Ann believes whose doing it was is Tom
"""
)
CONSENT = (
    HARM
    + """
    fact the barn is insured: yes or no

    at the start
      the barn is insured

    action (who: person) burns the barn for (other: person)
      when the barn has not burnt
       and who is Tom
       and other is Ann
      then the barn has burnt
       and the barn is not insured
      agreed by who, other
      seen by everyone

    wants of Ann
      worth 9 when the barn is not insured
        so that there is money
    wants of Tom
      worth 1 when the barn has burnt
        so that it warms him

    outline
      the fire: until the barn has burnt
"""
)


def test_malice_makes_anger() -> None:
    told = story(MALICE)
    anger = told.one("Ann", Emotion.ANGER, "Tom")
    assert {told.found.feelings[p].emotion for p in anger.parts} == {
        Emotion.REPROACH,
        Emotion.DISTRESS,
    }
    assert told.has("Ann", Emotion.DISTRESS), "the simple feelings stay beside the compound"


def test_an_accident_makes_less_of_it() -> None:
    malice, accident = story(MALICE), story(ACCIDENT)
    assert accident.case.chronicle.events[0].act.name == "lights_pipe"
    assert 0 < accident.most("Ann", Emotion.ANGER) < malice.most("Ann", Emotion.ANGER) / 1.5
    assert accident.most("Ann", Emotion.DISTRESS) > 0.7


def test_what_was_foreseen_stands_between() -> None:
    accident, careless, malice = (
        story(text).most("Ann", Emotion.REPROACH, "Tom") for text in (ACCIDENT, CARELESS, MALICE)
    )
    assert accident < careless < malice


def test_coercion_moves_the_blame() -> None:
    told = story(COERCION)
    assert [e.act.name for e in told.case.chronicle.events] == ["threatens", "burns_barn"]
    assert told.has("Ann", Emotion.ANGER, "Rex")
    assert not told.of("Ann", Emotion.ANGER, "Tom")
    assert not told.of("Ann", Emotion.REPROACH, "Tom")


def test_coercion_moves_the_blame_for_what_is_against_a_value_too() -> None:
    wrong = "    and for every (p: person): p does not press who\n      agreed by who\n"
    assert wrong in COERCION
    text = COERCION.replace(wrong, f"{wrong}      against order\n")
    told = story(
        text.replace(
            "    wants of Rex", "    wants of Ann\n      values order at 4\n    wants of Rex"
        )
    )
    assert [f.value for f in told.of("Ann", Emotion.REPROACH, "Rex") if f.value] == ["order"]
    assert not told.of("Ann", Emotion.REPROACH, "Tom")


def test_who_agreed_to_it_has_no_complaint() -> None:
    told = story(CONSENT)
    assert told.has("Ann", Emotion.DISTRESS)
    assert not told.of("Ann", Emotion.ANGER)
    assert not told.of("Ann", Emotion.REPROACH)


def test_the_culprit_who_is_learned_later() -> None:
    """Thirty days later the sorrow has faded; it is lived through again, and becomes anger."""
    told = story(UNSEEN)
    first, again = told.of("Ann", Emotion.DISTRESS)
    anger = told.one("Ann", Emotion.ANGER, "Tom")
    assert first.ended is Ended.FADED
    assert again.parts == (first.id,)
    assert again.id in anger.parts
    assert anger.event == told.event("tells_whose_doing_it")
    assert any(h.fact.fluent == "whose_doing_it" and h.value == "Tom" for h in anger.beliefs)


def test_a_culprit_who_is_learned_soon() -> None:
    told = story(UNSEEN.replace("takes 30 days", "takes 1 hour"))
    distress = told.one("Ann", Emotion.DISTRESS)
    anger = told.one("Ann", Emotion.ANGER, "Tom")
    assert distress.since < anger.since
    assert distress.id in anger.parts


def test_nobody_is_blamed_before_it_is_known() -> None:
    told = story(UNSEEN)
    learned = told.event("tells_whose_doing_it")
    assert told.one("Ann", Emotion.ANGER).since == learned + 1
    assert not any(emotion in ("anger", "reproach") for emotion, _ in told.at("Ann", learned))


IAGO = """
    world The Handkerchief
    include seeing, bonds

    place Cyprus
    place the fountain
    person Othello, he, at Cyprus
    person Iago, he, at Cyprus
    person Emilia, she, at Cyprus
    person Desdemona, she, at the fountain
    person Cassio, he, at the fountain

    fact whose gift it was: person, or unknown
    fact the handkerchief is with Cassio: yes or no

    action (who: person) gives the handkerchief away
      when who is Desdemona
       and the handkerchief is not with Cassio
      then the handkerchief is with Cassio
       and whose gift it was is who
      agreed by who
      seen by who
      against faith

    action (who: person) lies about the handkerchief to (other: person)
      when who is Iago
       and other is Othello
       and other does not believe whose gift it was is Desdemona
      then other believes the handkerchief is with Cassio
       and other believes whose gift it was is Desdemona
       and the liar is who
      agreed by who
      against honesty
      seen by who, Emilia

    action (who: person) tells the truth to (other: person)
      when who is Emilia
       and other is Othello
       and other believes whose gift it was is Desdemona
      then other believes the handkerchief is not with Cassio
       and other does not know whose gift it was
       and other believes the liar is Iago
      agreed by who
      seen by who, other

    fact the liar: person, or unknown

    wants of Othello
      worth -8 when the handkerchief is with Cassio
        so that she is true
      values faith at 5
      values honesty at 4
    wants of Iago
      worth 3 when Othello believes whose gift it was is Desdemona
        so that he is believed
    wants of Emilia
      worth 2 when Othello believes the liar is Iago
        so that it is out

    outline
      the lie: until Othello believes whose gift it was is Desdemona
      the truth: until Othello believes the liar is Iago
"""


def test_the_lie_of_iago_makes_anger_at_the_innocent() -> None:
    told = story(IAGO, base="")
    lie, truth = (told.event(e) for e in ("lies_about_handkerchief", "tells_truth"))
    assert ("anger", "Desdemona") in told.at("Othello", lie + 1)
    assert ("reproach", "Desdemona") in told.at("Othello", truth)


def test_when_the_lie_is_found_out_the_anger_is_void() -> None:
    told = story(IAGO, base="")
    truth = told.event("tells_truth")
    for emotion in (Emotion.ANGER, Emotion.REPROACH, Emotion.DISTRESS):
        for feeling in told.of("Othello", emotion):
            if feeling.since <= truth:
                assert feeling.ended is Ended.VOID, feeling
                assert feeling.by == truth
    assert not any(
        toward == "Desdemona" and emotion != "love"
        for emotion, toward in told.at("Othello", truth + 1)
    )


def test_and_the_liar_is_blamed_instead() -> None:
    told = story(IAGO, base="")
    truth = told.event("tells_truth")
    assert ("reproach", "Iago") not in told.at("Othello", truth)
    blame = told.one("Othello", Emotion.REPROACH, "Iago")
    assert (blame.event, blame.value) == (truth, "honesty")
    assert blame.deed is not None
    assert blame.deed.event is None, "he did not see it; he has it from Emilia"


VALUES = """
    fact the purse is full: yes or no

    at the start
      the purse is full

    action (who: person) takes the purse
      when the purse is full
       and who is Tom
      then the purse is not full
      agreed by who
      against honesty
      seen by everyone

    action (who: person) brings the purse back
      when the purse is not full
       and who is Tom
      then the purse is full
      agreed by who
      for honesty
      seen by everyone

    wants of Tom
      worth 2 when the purse is not full and Tom has not spoken
        so that he can drink
      worth 3 when the purse is full and Tom has spoken
        so that he can look at her
      values honesty at 1

    action (who: person) speaks
      when who is Tom
       and the purse is not full
       and who has not spoken
      then who has spoken
      agreed by who
      seen by everyone

    wants of Ann
      worth 4 when the purse is full
        so that there is bread
      values honesty at 7

    outline
      the theft: until the purse is not full
      the return: until the purse is full
"""


def test_the_four_of_praise_and_the_four_compounds() -> None:
    told = story(VALUES)
    theft, back = told.event("takes_purse"), told.event("brings_purse_back")
    assert ("reproach", "Ann") not in told.at("Tom", theft + 1)
    assert ("shame", None) in told.at("Tom", theft + 1)
    assert ("reproach", "Tom") in told.at("Ann", theft + 1)
    assert ("anger", "Tom") in told.at("Ann", theft + 1)
    assert ("pride", None) in told.at("Tom", back + 1)
    assert ("gratification", None) in told.at("Tom", back + 1)
    assert ("admiration", "Tom") in told.at("Ann", back + 1)
    assert ("gratitude", "Tom") in told.at("Ann", back + 1)


def test_gratitude_wants_praise_and_not_only_luck() -> None:
    """FAtiMA is grateful for whatever pleases. Here Tom does not know what good it does her."""
    lucky = """
    fact the well is open: yes or no

    at the start
      Tom believes the well is open
      Ann believes Tom believes the well is open

    fact the bell has rung: yes or no

    action (who: person) rings the bell
      when who is Tom
       and the bell has not rung
      then the bell has rung
       and if the well is not open: the well is open
      agreed by who
      seen by everyone

    wants of Tom
      worth 1 when the bell has rung
        so that it is noon
    wants of Ann
      worth 4 when the well is open
        so that there is water

    outline
      the bell: until the bell has rung
    """
    told = story(lucky)
    assert told.has("Ann", Emotion.JOY)
    assert not told.of("Ann", Emotion.GRATITUDE)
    assert not told.of("Ann", Emotion.ADMIRATION)


GUILTY = """
    at the start
      care of Tom for Ann is 9

    action (who: person) slams the door on (other: person)
      when who is Tom
       and other is Ann
       and other is not hurt
      then other is hurt
       and who has spoken
      agreed by who
      against gentleness
      seen by everyone

    wants of Tom
      worth 3 when Tom has spoken
        so that it is said
      worth -2 when Ann is hurt
        so that she is well
      values gentleness at 0.5
    wants of Ann
      worth -3 when Ann is hurt
        so that nothing hurts

    outline
      the door: until Ann is hurt
    """


def test_remorse_for_harm_to_somebody_one_loves() -> None:
    told = story(GUILTY)
    assert told.has("Tom", Emotion.SHAME)
    assert told.has("Tom", Emotion.REMORSE)
    assert told.has("Ann", Emotion.ANGER, "Tom")
