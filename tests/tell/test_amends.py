"""Whatever stage of the teller goes wrong, what the proof finds is told otherwise, and as little as
possible is lost. Each test breaks one stage on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import pytest

from tests.tell.test_plain import FAULTS, SHED, _act
from vervain.lang.frame import Text
from vervain.lang.world import World
from vervain.pipeline import load, load_text, plan, record_of, run, tell
from vervain.story.chronicle import Chronicle, Event, Fact
from vervain.tell import arrange, select, teller, telling, thinking, worded
from vervain.tell import register as registers
from vervain.tell.amends import Amends, sound
from vervain.tell.choose import Page
from vervain.tell.discourse import Discourse, Passage, Told, Unit
from vervain.tell.fault import Fault, Finding
from vervain.tell.flow import Flow
from vervain.tell.gather import Gathering
from vervain.tell.inner import Inner
from vervain.tell.proof import proof
from vervain.tell.refer import Mentions
from vervain.tell.relation import Kind, Relation
from vervain.tell.rhetoric import Rhetoric
from vervain.tell.spin import Distance, Order, Register, Spin, Tense, spin
from vervain.tell.thought import Sort, Thought, Wording

Broken = pytest.MonkeyPatch


@lru_cache
def story(name: str) -> Chronicle:
    return plan(load(name)).chronicles[0]


def fresh(name: str) -> tuple[World, Chronicle]:
    """A world for which nothing is remembered from before a stage was broken."""
    return load(name), replace(story(name))


def faults(world: World, told: Chronicle, how: Spin, page: Discourse) -> list[Finding]:
    return proof(page, told, how, Mentions(world).gender, record_of(world, told))


def units(page: Discourse) -> list[Told]:
    return [told for paragraph in page.paragraphs for told in paragraph]


def events(page: Discourse) -> set[int]:
    return {event for told in units(page) for event in told.events}


def asleep(broken: Broken) -> None:
    """Nothing is proofed while a unit is being told, only the page as a whole."""
    for module in (worded, telling, thinking):
        broken.setattr(module, "faulty", lambda *_: False)


# -------------------------------------------------------------------- knowledge


@pytest.mark.parametrize("who", ["Klaus", "Sheila"])
def test_what_somebody_cannot_know_is_told_as_it_came_to_them_or_not_at_all(
    monkeypatch: Broken, who: str
) -> None:
    world, told = fresh("always_safe")
    how = spin(world, focaliser=who, distance=Distance.SCENE)
    sane = tell(world, told, how)
    monkeypatch.setattr(select, "_knows", lambda *_: True)
    world, told = fresh("always_safe")
    page = tell(world, told, how)
    assert page.text() == sane.text()
    assert faults(world, told, how, page) == []


def test_one_leak_in_a_run_of_like_acts_takes_only_itself_away(monkeypatch: Broken) -> None:
    text = SHED.replace("HEADING", "thanks (two: person)").replace("say SAY", "seen by one")
    world = load_text(text)
    (told,) = plan(world).chronicles
    first, second = told.events
    hidden = replace(second, saw=("Ann",), glimpsed=())
    open_ = replace(first, saw=("Ann", "Bob", "Eve"))
    told = replace(told, events=(open_, hidden), stages=())
    monkeypatch.setattr(select, "_knows", lambda *_: True)
    how = spin(world, focaliser="Eve")
    page = tell(world, told, how)
    assert events(page) == {first.id}
    assert faults(world, told, how, page) == []


# -------------------------------------------------------------------- order


def backwards(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    return tuple(reversed(units))


def test_events_out_of_order_are_put_in_order(monkeypatch: Broken) -> None:
    world, told = fresh("gull_point")
    how = spin(world, focaliser="Ida", order=Order.STRAIGHT)
    sane = tell(world, told, how)
    right = Gathering.units
    monkeypatch.setattr(Gathering, "units", lambda self, e, m: backwards(right(self, e, m)))
    page = tell(world, told, how)
    assert page.text() == sane.text()
    assert faults(world, told, how, page) == []


def test_what_is_selected_twice_is_told_once(monkeypatch: Broken) -> None:
    world, told = fresh("gull_point")
    how = spin(world, focaliser="Ida", order=Order.STRAIGHT)
    sane = tell(world, told, how)
    right = Gathering.units
    monkeypatch.setattr(Gathering, "units", lambda self, e, m: right(self, e, m) * 2)
    monkeypatch.setattr(teller.ReaderLog, "knows_all", lambda *_: False)
    page = tell(world, told, how)
    assert page.text() == sane.text()


def not_returning(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    return tuple(replace(p, returning=False) for p in passages)


def cut_off(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Nothing after the look back."""
    last = max(i for i, p in enumerate(passages) if p.look_back)
    return passages[: last + 1]


@pytest.mark.parametrize("name", ["gull_point", "always_safe"])
def test_a_look_back_that_does_not_return_is_given_its_return(
    monkeypatch: Broken, name: str
) -> None:
    world, told = fresh(name)
    how = spin(world, order=Order.IN_MEDIAS_RES)
    sane = tell(world, told, how)
    assert "back" in {t.opens for t in units(sane)}
    right = arrange.arrange
    monkeypatch.setattr(teller, "arrange", lambda *a: not_returning(right(*a)))
    page = tell(world, told, how)
    assert page.text() == sane.text()


@pytest.mark.parametrize("name", ["gull_point", "always_safe"])
def test_a_look_back_with_nothing_to_return_to_is_told_where_it_was_lived(
    monkeypatch: Broken, name: str
) -> None:
    world, told = fresh(name)
    how = spin(world, order=Order.IN_MEDIAS_RES)
    right = arrange.arrange
    monkeypatch.setattr(teller, "arrange", lambda *a: cut_off(right(*a)))
    page = tell(world, told, how)
    assert faults(world, told, how, page) == []
    assert [t.opens for t in units(page) if t.opens][-1] != "back"
    kept: set[int] = set()
    monkeypatch.setattr(teller, "sound", lambda make, _: make(Amends()))
    for told_unit in units(tell(world, told, how)):
        kept |= set(told_unit.events)
    assert events(page) == kept


def test_a_passage_that_comes_to_nothing_is_not_the_return(monkeypatch: Broken) -> None:
    world, told = fresh("gull_point")
    how = spin(world, order=Order.IN_MEDIAS_RES)
    right = telling.Telling.passage

    def silent(self: telling.Telling, passage: Passage, *rest: object) -> list[list[Told]]:
        found = right(self, passage, *rest)  # type: ignore[arg-type]
        return [] if passage.returning and passage.stage == first else found

    first = next(p.stage for p in arrange.arrange(told, how, _all) if p.returning)
    monkeypatch.setattr(telling.Telling, "passage", silent)
    page = tell(world, told, how)
    assert faults(world, told, how, page) == []
    assert len(page.text()) > 200


def _all(found: tuple[Event, ...], _: str | None) -> tuple[Unit, ...]:
    return tuple(Unit((event,), event.act) for event in found)


# -------------------------------------------------------------------- frames


def test_words_that_are_worn_out_give_way_to_others(monkeypatch: Broken) -> None:
    """Active, passive, then that it went on: as if the page had been counted while it was told."""
    heading = SHED.replace("HEADING", "thanks (two: person)").replace("  say SAY\n", "")
    world = load_text(heading)
    (first,) = plan(world).chronicles
    event = first.events[0]
    again = [replace(event, id=n, act=_act(event.act, n)) for n in range(9)]
    told = replace(first, events=tuple(again), stages=())
    monkeypatch.setattr(Page, "count", lambda *_: 0)
    page = tell(world, told)
    assert faults(world, told, spin(world), page) == []
    assert page.text().startswith("Ann thanked Eve. Eve thanked Bob. Ann was thanked by him.")
    assert page.text().count("It went on like that.") == 1, page.text()


def test_thoughts_in_one_pattern_are_not_told_three_times(monkeypatch: Broken) -> None:
    world, told = fresh("gull_point")
    how = spin(world, focaliser="Ida", distance=Distance.SCENE, dwells=("feelings", "beliefs"))
    monkeypatch.setattr(Page, "count", lambda *_: 0)
    page = tell(world, told, how)
    assert faults(world, told, how, page) == []


# -------------------------------------------------------------------- relations


def test_a_false_connective_is_left_out_and_nothing_else(monkeypatch: Broken) -> None:
    world, told = fresh("gull_point")
    right = Rhetoric.between

    def lying(
        self: Rhetoric, before: Unit, unit: Unit, mind: str | None
    ) -> Iterator[tuple[str, Relation]]:
        one, two = before.events[-1].id, unit.events[0].id
        yield "So", Relation(Kind.CAUSED, two, one, fact=Fact("no_such", ()), value=True)
        yield from right(self, before, unit, mind)

    for distance in Distance:
        how = spin(world, focaliser="nobody", distance=distance)
        with monkeypatch.context() as broken:
            sane = tell(world, told, how)
            broken.setattr(Rhetoric, "between", lying)
            page = tell(world, told, how)
        assert page.text() == sane.text()
        assert faults(world, told, how, page) == []


def test_a_thought_that_nobody_had_is_left_out_and_nothing_else(monkeypatch: Broken) -> None:
    world, told = fresh("gull_point")
    how = spin(world, focaliser="Ida", distance=Distance.SCENE)
    sane = tell(world, told, how)
    right = Inner.of

    def imagined(self: Inner, unit: Unit, mind: str | None) -> tuple[Thought, ...]:
        fact = Fact("no_such", (), ("Ida",))
        relation = Relation(Kind.BELIEVES, unit.events[-1].id, who="Ida", fact=fact, value=True)
        words = Wording((Text("it was all a dream"),), f"dream {unit.minute}")
        key = ("dream", "Ida", str(unit.minute))
        dream = Thought(Sort.BELIEVED, "Ida", relation, (words,), 0.0, key)
        return (*right(self, unit, mind), dream)

    monkeypatch.setattr(Inner, "of", imagined)
    page = tell(world, told, how)
    assert "dream" not in page.text()
    assert events(page) == events(sane)
    assert faults(world, told, how, page) == []


def test_words_for_time_that_are_crowded_are_thinned_out(monkeypatch: Broken) -> None:
    world = load("gull_point")
    told = run(world, seed=3, span="30 days").chronicle
    how = spin(world, focaliser="nobody")
    sane = tell(world, told, how)
    monkeypatch.setattr(Flow, "apart", lambda *_: True)
    page = tell(world, told, how)
    assert faults(world, told, how, page) == []
    assert events(page) == events(sane)


# -------------------------------------------------------------------- words


@pytest.mark.parametrize("say", FAULTS)
def test_faults_of_wording_are_found_on_the_page_too(monkeypatch: Broken, say: str) -> None:
    world = load_text(SHED.replace("HEADING", "thanks (two: person)").replace("SAY", say))
    (told,) = plan(world).chronicles
    asleep(monkeypatch)
    for who in ("Ann", "nobody"):
        how = spin(world, focaliser=who, tense=Tense.PAST)
        page = tell(world, told, how)
        assert faults(world, told, how, page) == []
        assert "thanked" in page.text()


def test_pronouns_that_nobody_could_place_become_names(monkeypatch: Broken) -> None:
    world, told = fresh("gull_point")
    sane = tell(world, told, spin(world, focaliser="nobody"))
    asleep(monkeypatch)

    def careless(self: Mentions, name: str, *_: object) -> bool:
        return not self.bare and name in self.people

    monkeypatch.setattr(Mentions, "_may_be_pronoun", careless)
    how = spin(world, focaliser="nobody")
    page = tell(world, told, how)
    assert faults(world, told, how, page) == []
    assert events(page) == events(sane)


def test_a_fault_of_the_register_leaves_the_plain_one(monkeypatch: Broken) -> None:
    world, told = fresh("gull_point")
    how = spin(world, focaliser="Ida")
    sane = tell(world, told, how)
    right = registers._words

    def slovenly(text: str, *rest: object, **named: object) -> str:
        return right(text, *rest, **named).replace(", ", " ,")  # type: ignore[arg-type]

    monkeypatch.setattr(registers, "_words", slovenly)
    how = replace(how, register=Register.COLLOQUIAL)
    page = tell(world, told, how)
    assert faults(world, told, how, page) == []
    assert events(page) == events(sane)


def test_words_of_passage_with_a_fault_give_way_to_the_tellers() -> None:
    """A verb that stays in the present, and a blank before a stop."""
    text = SHED.replace("HEADING", "thanks (two: person)").replace("  say SAY\n", "")
    text = text.replace("glad and Eve is glad\n", "glad\n  rest: until Eve is glad\n")
    text += """telling T
  from nobody
  open at the rest
  go back to the thanks until the thanks at the rest
    saying "It is a hour earlier ."
""".replace("the thanks", "thanks").replace("the rest", "rest")
    world = load_text(text)
    (told,) = plan(world).chronicles
    page = tell(world, told)
    assert "hour" not in page.text()
    assert faults(world, told, spin(world), page) == []
    assert events(page) == {event.id for event in told.events}


# -------------------------------------------------------------------- the end of the ladder


def test_what_no_remedy_mends_is_left_out_and_the_rest_is_told() -> None:
    """A teller that hears of no amends: the proof alone decides what ships."""
    world, told = fresh("gull_point")
    how = spin(world, focaliser="nobody")
    page = tell(world, told, how)
    bad = units(page)[2]

    def stubborn(_: Amends) -> Discourse:
        return page

    def prove(found: Discourse) -> list[Finding]:
        return [
            Finding(Fault.UNCLEAN, n, t.text, n)
            for n, t in enumerate(units(found))
            if t.tells == bad.tells
        ]

    left = sound(stubborn, prove)
    assert [t.text for t in units(left)] == [t.text for t in units(page) if t.tells != bad.tells]
