"""Scenario 2, the lie with a motive: told for a reason, believed by trust, acted on, found out."""

from __future__ import annotations

import vervain
from tests.scenarios.lives import Lived, lived
from vervain.story.chronicle import Claimed, Event
from vervain.story.feel.feeling import Emotion, Ended

IAGO = """
world The Ensign
include seeing, bonds
one turn is 1 day

place Cyprus
person Iago, he, at Cyprus
person Othello, he, at Cyprus
person Cassio, he, at Cyprus
person Emilia, she, at Cyprus

fact whose kiss it was: person, or unknown, can be told
fact she is true: yes or no, usually yes
fact the sale is on: yes or no, can be told
fact (who: person) is dismissed: yes or no
fact whose lie it was: person, or unknown
fact (who: person) is wronged: yes or no
fact (who: person) is deceived: yes or no

bond trust of (one: person) in (two: person): -10..10, usually 3
  falls by 9 when someone unmasks two before one

at the start
  care of Othello for Cassio is 6

action (who: person) kisses her in the dark
  when she is true
   and who is Cassio
   and who is dismissed
  then she is not true
   and whose kiss it was is who
  agreed by who
  against faith
  seen by who

reaction (who: person) knows her false
  when who believes whose kiss it was is Cassio
   and who believes she is true
  then who believes she is not true

reaction (who: person) turns out to be wronged
  when who is dismissed
   and who is not wronged
   and whose kiss it was is not who
  then who is wronged

reaction (who: person) was rightly dismissed
  when who is wronged
   and whose kiss it was is who
  then who is not wronged

action (one: person) lies to (two: person) that (claim: belief)
  when one does not believe claim
   and one does not believe two believes claim
   and trust of two in one is more than 0
  then two believes claim
   and one believes two believes claim
   and whose lie it was is one
   and two is deceived
  agreed by one
  against honesty
  seen by one, Emilia

action (one: person) dismisses (two: person)
  when one is Othello
   and two is not dismissed
   and one believes whose kiss it was is two
  then two is dismissed
  agreed by one
  against mercy
  seen by everyone

action (one: person) unmasks (two: person) before (three: person)
  when one is Emilia
   and Cassio is dismissed
   and one believes whose lie it was is two
   and three does not believe whose lie it was is two
   and three is not two
  then three does not know whose kiss it was
   and three believes she is true
   and three believes whose lie it was is two
   and three believes three is deceived
  agreed by one
  seen by one, three

wants of Iago
  worth 5 when Othello believes whose kiss it was is Cassio
    so that Cassio falls
  worth 3 when Othello believes the sale is on and Cassio is dismissed
    so that there is money in it
  values honesty at 1

wants of Othello
  worth -8 when she is not true
    so that she is his
  worth 9 when whose kiss it was is Cassio and Cassio is dismissed
    so that he is nobody's fool
  worth -6 when Cassio is wronged
    so that his friend is not wronged
  worth -5 when Othello is deceived
    so that nobody makes a fool of him
  values faith at 6
  values honesty at 4
  values mercy at 3

wants of Emilia
  worth 2 when Cassio is dismissed and Othello believes whose lie it was is Iago
    so that it is out
"""


def told() -> Lived:
    return lived(IAGO, 8)


def events() -> tuple[Event, Event, Event]:
    lie, fall, truth = told().story.events
    return lie, fall, truth


def test_he_lies_because_of_his_goal_and_of_what_he_thinks_othello_believes() -> None:
    lie, _, _ = events()
    assert dict(lie.act.roles)["claim"] == Claimed("whose_kiss_it", (), "Cassio")
    (reason,) = lie.reasons
    assert [want.purpose for want in reason.wants] == ["Cassio falls"]
    held = {(b.fact.fluent, b.fact.minds): b.value for b in reason.beliefs}
    assert held["whose_kiss_it", ("Iago", "Othello")] is None
    assert held["trust", ("Iago",)] == 3
    nobody = IAGO.replace("worth 5 when Othello believes", "worth 0 when Othello believes")
    assert not vervain.run(vervain.load_text(nobody), span=8).chronicle.events


def test_it_is_believed_by_trust_and_acted_on_and_the_reason_leads_to_the_lie() -> None:
    lie, fall, _ = events()
    (reason,) = fall.reasons
    (held,) = [b for b in reason.beliefs if b.fact.fluent == "whose_kiss_it"]
    assert (held.value, held.true, held.since) == ("Cassio", False, lie.id)
    for other in ("Emilia", "Cassio", "Iago"):
        assert told().held((other,), "whose_kiss_it") == [], "to dismiss him tells nobody why"
    distrusted = IAGO.replace("usually 3", "usually 0")
    assert not vervain.run(vervain.load_text(distrusted), span=8).chronicle.events


def test_before_it_is_found_out_he_is_angry_with_the_innocent() -> None:
    lie, _, truth = events()
    (anger,) = told().of("Othello", Emotion.ANGER, "Cassio")
    assert anger.since == lie.id + 1
    assert anger.until == truth.id + 1
    assert not told().of("Othello", Emotion.REMORSE)[:1] or anger.since < truth.id


def test_afterwards_that_anger_is_void_and_not_only_faded() -> None:
    _, _, truth = events()
    for emotion in (Emotion.ANGER, Emotion.REPROACH):
        for feeling in told().of("Othello", emotion, "Cassio"):
            assert (feeling.ended, feeling.by) == (Ended.VOID, truth.id)


def test_afterwards_there_is_remorse_and_anger_at_the_liar() -> None:
    lie, fall, truth = events()
    (remorse,) = told().of("Othello", Emotion.REMORSE)
    assert remorse.since == truth.id + 1
    assert remorse.deed is not None
    assert remorse.deed.event == fall.id
    (anger,) = told().of("Othello", Emotion.ANGER, "Iago")
    assert anger.since == truth.id + 1
    assert anger.deed is not None
    assert anger.deed.act.name == lie.act.name
    assert anger.deed.event is None, "he did not see through it then; he has it from Emilia"
    reproach = {f.value for f in told().of("Othello", Emotion.REPROACH, "Iago")}
    assert "honesty" in reproach


def test_his_trust_falls_for_other_claims_as_well() -> None:
    """Iago would say next that the sale is on; unmasked, he is not listened to."""
    _, _, truth = events()
    (fallen,) = [
        (change.before, change.after)
        for change in truth.changes
        if (change.fact.fluent, change.fact.args) == ("trust", ("Othello", "Iago"))
    ]
    assert fallen == (3, -6)
    silent = IAGO.replace("worth 2 when Cassio is dismissed and", "worth 0 when")
    more = vervain.run(vervain.load_text(silent), span=8).chronicle.events
    assert [dict(e.act.roles).get("claim") for e in more] == [
        Claimed("whose_kiss_it", (), "Cassio"),
        None,
        Claimed("sale_on", (), True),
    ]
