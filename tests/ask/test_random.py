"""Answers held against random worlds: undoing what *why* names undoes the event or its reason;
doing what *why not* asks for makes the act possible, and wanted.

`pytest --hypothesis-profile=long tests/ask/test_random.py` takes 25 times as many worlds.
"""

from __future__ import annotations

import json

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.strategies import SAID, WHO, texts
from vervain import pipeline
from vervain.lang.asking import AskedAct, Words
from vervain.lang.change import Event, Facts, read_change
from vervain.native.engine import Budget, Outcome
from vervain.native.reference import Reference
from vervain.run.again import Fate
from vervain.run.trace import consenting, follow, ids
from vervain.story.case import Case
from vervain.story.chronicle import Fact, Reason
from vervain.story.differ import differ
from vervain.story.document import plain_of
from vervain.story.mend import Mend, mends
from vervain.story.record import record
from vervain.story.what_if import Otherwise, fits, what_if
from vervain.story.why import Because, why
from vervain.story.why_not import why_not
from vervain.tell.answer_differ import differ_words
from vervain.tell.speaker import Speaker
from vervain.ui.answers import as_data

some = settings(max_examples=max(1, settings().max_examples // 8))
hundred = settings(max_examples=max(1, settings().max_examples // 2))
LIMITS = Budget(nodes=20_000, seconds=5)


def story(text: str) -> Case:
    """The longest story that the world has on the way to any one fact."""
    head, _ = text.rsplit("  the end: until ", 1)
    best: Case | None = None
    for fact in SAID:
        for goal in (fact, fact.replace(" is ", " is not ")):
            world = pipeline.load_text(f"{head}  the end: until {goal}\n")
            for chronicle in pipeline.plan(world, budget=LIMITS).chronicles:
                if best is None or len(chronicle.events) > best.last:
                    best = pipeline.case(world, chronicle)
    assume(best is not None and best.last > 0)
    assert best is not None
    return best


def reason_of(case: Case, event: int, agent: str) -> Reason:
    return next(r for r in case.chronicle.events[event].reasons if r.agent == agent)


@hundred
@given(texts())
def test_undoing_a_cause_undoes_the_event_or_its_reason(text: str) -> None:
    case = story(text)
    lived: dict[int, Otherwise] = {}
    for event in case.chronicle.events:
        found = why(case, event.id)
        named = [(None, b) for b in found.conditions]
        named += [(m.agent, b) for m in found.motives for b in m.beliefs]
        for agent, because in named:
            if because.since is not None:
                if because.since not in lived:
                    change = Event(f"without {because.since}", str(because.since))
                    numbers = {change.event: because.since}
                    lived[because.since] = what_if(case, [change], numbers, most=0)
                undone(case, lived[because.since], event.id, agent, because)


def undone(case: Case, new: Otherwise, event: int, agent: str | None, because: Because) -> None:
    """Without the event that is named as the cause, this one is lost; or the fact came about in
    another way; or it is done for another reason."""
    became = next(b for b in new.became if b.event == event)
    if became.fate is not Fate.KEPT:
        return
    now = new.case.value(because.fact, became.step)
    if now == because.value:
        return
    assert agent is not None, f"{event} needs {because.fact}, and happens without it"
    before, after = reason_of(case, event, agent), reason_of(new.case, became.step, agent)
    rests = {(b.fact, b.value) for b in after.beliefs}
    assert (because.fact, because.value) not in rests
    assert (before.plan, before.beliefs) != (after.plan, after.beliefs)


@hundred
@given(texts())
def test_the_changes_that_why_not_asks_for_bring_it_about(text: str) -> None:
    case = story(text)
    words, say = Words(case.world), Speaker(case.world, case.chronicle)
    for act in list(case.acts)[:6]:
        roles = tuple((name, str(bound)) for name, bound in act.roles)
        asked = AskedAct(act.name, roles)
        for mend in mends(case, asked, why_not(case, asked), say.belief, most=1):
            keeps_its_promise(case, words, asked, mend)


def keeps_its_promise(case: Case, words: Words, asked: AskedAct, mend: Mend) -> None:
    """The changes, read as text, carried out by the plain Python engine: the act is possible, and
    everybody who must agree has a plan for it."""
    changes = [read_change(words, text) for text in mend.changes]
    new = what_if(case, changes, {}, mend.at, most=0)
    state = next((b.step for b in new.became if b.event == mend.at), new.alone)
    engine = Reference(new.case.ground.tables)
    there = (0, *follow(engine, 0, new.case.trace.actions[:state]))
    assert len(there) == state + 1
    for action in (i for act, i in new.case.acts.items() if fits(asked, act)):
        if int(engine.successors(ids(there[-1]), ids(action))[0]) >= 0:
            for agent in consenting(new.case.ground, action):
                found = engine.explain(there[-1], action, agent, case.reach, Budget())
                assert found.outcome is Outcome.FOUND
            return
    raise AssertionError(f"{asked} is not possible after {mend.changes}")


@some
@given(
    texts(), st.sampled_from(SAID), st.booleans(), st.sampled_from((*WHO, None)), st.integers(0, 3)
)
def test_what_if_keeps_the_beginning_and_everybodys_reasons(
    text: str, fact: str, so: bool, mind: str | None, at: int
) -> None:
    """Up to where they part the stories are the same; nobody does anything without a reason; and
    what is so anyway changes nothing."""
    case = story(text)
    said = fact if so else fact.replace(" is ", " is not ")
    change = read_change(Words(case.world), f"{mind} believes {said}" if mind else said)
    at = min(at, case.last - 1)
    new = what_if(case, [change], {}, at)
    found = differ(case, new)
    old, now = case.chronicle.events, new.case.chronicle.events
    for one, two in zip(old[: found.same], now[: found.same], strict=True):
        assert (one.act, one.minute, one.saw) == (two.act, two.minute, two.saw)
        assert {(c.fact, c.after) for c in (*one.changes, *one.minds)} == {
            (c.fact, c.after) for c in (*two.changes, *two.minds)
        }
    if at:
        assert found.same >= at
        for one, two in zip(old[:at], now[:at], strict=True):
            assert (one.changes, one.minds, one.reactions) == (
                two.changes,
                two.minds,
                two.reactions,
            )
            plans = [[(r.agent, r.plan) for r in event.reasons] for event in (one, two)]
            assert plans[0] == plans[1]
        assert [plain_of(e) for e in old[:at]] == [plain_of(e) for e in now[:at]]
        again = record(new.case.world, new.case.ground, new.case.engine, new.case.trace)
        for one, two in zip(old[:at], again.events[:at], strict=True):
            assert (one.act, one.saw, one.reactions) == (two.act, two.saw, two.reactions)
            assert set(one.changes) <= set(two.changes)
            assert set(one.minds) <= set(two.minds)
    for event in now:
        assert {r.agent for r in event.reasons if r.plan} == set(event.agreed)
    assert isinstance(change, Facts)
    (start,) = change.facts
    if not at and case.value(Fact(start.fluent, start.args, start.minds), 0) == start.value:
        assert found.parting is None
        assert found.lost == ()
    speaks = Speaker(new.case.world, new.case.chronicle)
    answer = differ_words(Speaker(case.world, case.chronicle), speaks, new, found)
    assert json.dumps([answer.plain(), as_data(found)])
