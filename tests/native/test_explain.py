"""Reasons (D10) and explanations (D11), each rule in a world as small as can be."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.native.build import Builder, all_of, if_else, sets, tells
from tests.native.looking_ahead import ENGINES, Bakery, reason, yes
from vervain.model.ground import Ints
from vervain.native.engine import Budget, Engine, Outcome, Reach

Make = Callable[[Builder], Engine]


@pytest.fixture(params=list(ENGINES.values()), ids=list(ENGINES))
def make(request: pytest.FixtureRequest) -> Make:
    return request.param  # type: ignore[no-any-return]


def test_what_helps_at_once_is_its_own_reason(make: Make) -> None:
    w = Builder()
    (ann,) = w.agents("Ann")
    warm = w.yes_no("warm")
    light = w.action("light", warm.eq(False), [sets(warm, True)], [ann])
    wait = w.action("wait", consent=[ann])
    w.utility(ann, yes(warm))
    engine = make(w)
    assert reason(engine, light, ann, steps=1) == (light,)
    assert reason(engine, wait, ann, steps=1) is None
    assert reason(engine, light, ann, steps=0) is None


def test_what_leads_to_it_has_a_reason_if_there_are_steps_enough(make: Make) -> None:
    bakery = Bakery()
    w, bob = bakery.world, bakery.bob
    w.start(bakery.paid, True)
    w.utility(bob, yes(bakery.cake))
    engine = make(w)
    fetch, mix, bake = bakery.steps[1:]
    assert reason(engine, fetch, bob, steps=3) == (fetch, mix, bake)
    assert reason(engine, fetch, bob, steps=2) is None
    assert reason(engine, mix, bob, steps=3) is None  # it is not possible yet


def test_steps_are_shared_with_the_reasons_of_others(make: Make) -> None:
    """Ann pays for the flour, Bob fetches it for the cake: his three steps come after her one."""
    bakery = Bakery()
    w = bakery.world
    w.utility(bakery.ann, yes(bakery.flour))
    w.utility(bakery.bob, yes(bakery.cake))
    engine = make(w)
    pay, fetch = bakery.steps[:2]
    assert reason(engine, pay, bakery.ann, steps=4) == (pay, fetch)
    assert reason(engine, pay, bakery.ann, steps=3) is None


def test_beyond_the_last_mind_one_step_must_do(make: Make) -> None:
    """Depth 2 is Bob in Ann's mind: with belief limit 1 he may only count on one step."""
    bakery = Bakery()
    w = bakery.world
    w.utility(bakery.ann, yes(bakery.flour))
    w.utility(bakery.bob, yes(bakery.cake))
    engine = make(w)
    pay = bakery.steps[0]
    assert reason(engine, pay, bakery.ann, steps=4, depth=1) is None
    nearly = Bakery()
    w = nearly.world
    w.utility(nearly.ann, yes(nearly.flour))
    w.utility(nearly.bob, yes(nearly.flour))
    assert reason(make(w), pay, nearly.ann, steps=4, depth=1) == tuple(nearly.steps[:2])
    assert reason(make(w), pay, nearly.ann, steps=4, depth=0) is None


def test_two_who_consent_have_each_a_reason_of_their_own(make: Make) -> None:
    w = Builder()
    ann, bob = w.agents("Ann", "Bob")
    sold, fed = w.yes_no("sold"), w.yes_no("fed")
    deal = w.action("deal", sold.eq(False), [sets(sold, True)], [ann, bob])
    eat = w.action("eat", sold.eq(True), [sets(fed, True)], [bob])
    w.utility(ann, yes(sold))
    w.utility(bob, yes(fed))
    engine = make(w)
    assert reason(engine, deal, ann, steps=2) == (deal,)
    assert reason(engine, deal, bob, steps=2) == (deal, eat)
    assert reason(engine, deal, bob, steps=1) is None


def test_who_is_only_acted_on_needs_no_reason(make: Make) -> None:
    w = Builder()
    ann, bob = w.agents("Ann", "Bob")
    moved, calm = w.yes_no("moved"), w.yes_no("calm")
    shove = w.action("shove", moved.eq(False), [sets(moved, True)], [bob])
    sigh = w.action("sigh", moved.eq(True), [sets(calm, True)], [ann])
    w.utility(ann, yes(moved) * -1 + yes(calm) * 3)
    w.utility(bob, yes(calm))
    engine = make(w)
    assert reason(engine, shove, bob, steps=2) == (shove, sigh)


def test_nobody_counts_on_others_who_would_not(make: Make) -> None:
    bakery = Bakery()
    w = bakery.world
    w.utility(bakery.ann, yes(bakery.cake))
    assert reason(make(w), bakery.steps[0], bakery.ann, steps=9) is None


def test_nobody_counts_on_chance(make: Make) -> None:
    w = Builder()
    (ann,) = w.agents("Ann")
    wet, dry = w.yes_no("wet"), w.yes_no("dry", True)
    go = w.action("go out", dry.eq(True), [sets(dry, False)], [ann])
    w.action("rain", all_of(wet.eq(False), dry.eq(False)), [sets(wet, True)])
    w.utility(ann, yes(wet))
    assert reason(make(w), go, ann, steps=3) is None


def test_a_happening_helps_whoever_is_asked_about_it(make: Make) -> None:
    """Only later steps need somebody who consents."""
    w = Builder()
    (ann,) = w.agents("Ann")
    wet, grown = w.yes_no("wet"), w.yes_no("grown")
    rain = w.action("rain", wet.eq(False), [sets(wet, True)])
    sow = w.action("sow", wet.eq(True), [sets(grown, True)], [ann])
    w.utility(ann, yes(grown))
    assert reason(make(w), rain, ann, steps=2) == (rain, sow)


def test_wrong_beliefs_are_reasons_and_facts_unknown_are_none(make: Make) -> None:
    w = Builder()
    ann, bob = w.agents("Ann", "Bob")
    full, rich = w.yes_no("full"), w.yes_no("rich")
    w.start(full, True, ann)
    dig = w.action("dig", then=[sets(rich, True, full.eq(True))], consent=[ann])
    dive = w.action("dive", then=[sets(rich, True, full.eq(True))], consent=[bob])
    w.utility(ann, yes(rich))
    w.utility(bob, yes(rich))
    engine = make(w)
    assert reason(engine, dig, ann, steps=1) == (dig,)
    assert reason(engine, dive, bob, steps=1) is None


def test_an_agent_must_believe_it_possible(make: Make) -> None:
    w = Builder()
    (ann,) = w.agents("Ann")
    shut, out = w.yes_no("shut"), w.yes_no("out")
    w.start(shut, True, ann)
    leave = w.action("leave", shut.eq(False), [sets(out, True)], [ann])
    w.utility(ann, yes(out))
    assert reason(make(w), leave, ann, steps=1) is None


def test_reasons_are_asked_in_the_mind_of_the_other_in_the_mind(make: Make) -> None:
    """Ann thinks that Bob thinks that the gift is gold: so she counts on his taking it."""
    w = Builder()
    ann, bob = w.agents("Ann", "Bob")
    gold, shown, taken = w.yes_no("gold"), w.yes_no("shown"), w.yes_no("taken")
    show = w.action("show", shown.eq(False), [sets(shown, True)], [ann])
    take = w.action("take", shown.eq(True), [sets(taken, True)], [bob])
    w.utility(ann, yes(taken))
    w.utility(bob, if_else(all_of(taken.eq(True), gold.eq(True)), 1, 0))
    assert reason(make(w), show, ann, steps=3) is None
    w.start(gold, True, ann, bob)
    assert reason(make(w), show, ann, steps=3) == (show, take)


def test_telling_somebody_is_a_reason_if_it_makes_them_act(make: Make) -> None:
    w = Builder()
    ann, bob = w.agents("Ann", "Bob")
    gold, taken = w.yes_no("gold"), w.yes_no("taken")
    lie = w.action("lie", then=[tells(bob, gold, True)], consent=[ann])
    take = w.action("take", then=[sets(taken, True)], consent=[bob])
    w.utility(ann, yes(taken))
    w.utility(bob, if_else(all_of(taken.eq(True), gold.eq(True)), 1, 0))
    engine = make(w)
    assert reason(engine, take, bob, steps=1) is None
    assert reason(engine, lie, ann, steps=2) == (lie, take)


def test_an_idle_step_is_no_part_of_a_reason(make: Make) -> None:
    w = Builder()
    (ann,) = w.agents("Ann")
    hummed, warm = w.yes_no("hummed"), w.yes_no("warm")
    hum = w.action("hum", hummed.eq(False), [sets(hummed, True)], [ann])
    light = w.action("light", warm.eq(False), [sets(warm, True)], [ann])
    w.utility(ann, yes(warm))
    engine = make(w)
    assert reason(engine, hum, ann, steps=4) is None
    assert reason(engine, light, ann, steps=4) == (light,)


def test_a_step_that_does_harm_is_not_idle(make: Make) -> None:
    """Equality is literal: without the harm the end would be another, if a better one."""
    w = Builder()
    (ann,) = w.agents("Ann")
    hurt, coins = w.yes_no("hurt"), w.number("coins")
    harm = w.action("harm", all_of(hurt.eq(False), coins.eq(0)), [sets(hurt, True)], [ann])
    earn = w.action("earn", coins.eq(0), [sets(coins, if_else(hurt.eq(True), 2, 3))], [ann])
    w.utility(ann, coins)
    assert reason(make(w), harm, ann, steps=2) == (harm, earn)


def test_things_may_get_worse_first(make: Make) -> None:
    w = Builder()
    (ann,) = w.agents("Ann")
    sown, coins = w.yes_no("sown"), w.number("coins", start=1)
    sow = w.action("sow", sown.eq(False), [sets(sown, True), sets(coins, coins - 1)], [ann])
    reap = w.action("reap", sown.eq(True), [sets(sown, False), sets(coins, coins + 2)], [ann])
    w.utility(ann, coins)
    assert reason(make(w), sow, ann, steps=2) == (sow, reap)


def test_the_end_differs_from_everything_before(make: Make) -> None:
    """Up to 1, down to 0, up to 1 again is no reason for the step after the first."""
    w = Builder()
    (ann,) = w.agents("Ann")
    stage, coins = w.number("stage"), w.number("coins")
    go = w.action("go", stage.eq(0), [sets(stage, 1), sets(coins, -1)], [ann])
    on = w.action("go on", stage.eq(1), [sets(stage, 2), sets(coins, -2)], [ann])
    back = w.action("go back", stage.eq(2), [sets(stage, 3), sets(coins, -1)], [ann])
    w.utility(ann, coins)
    engine = make(w)
    assert reason(engine, go, ann, steps=3) is None
    after_go = engine.successors(_ints(0), _ints(go))
    assert reason(engine, on, ann, steps=3, state=int(after_go[0])) is None
    after_on = engine.successors(after_go, _ints(on))
    assert reason(engine, back, ann, steps=1, state=int(after_on[0])) == (back,)


def test_an_unknown_utility_is_better(make: Make) -> None:
    """A step to, from, or between unknown utilities counts, as in Sabre."""
    w = Builder()
    ann, bob = w.agents("Ann", "Bob")
    coins, debt, seen = w.number("coins", start=1), w.number("debt", start=None), w.yes_no("seen")
    blur = w.action("blur", then=[sets(coins, None)], consent=[ann])
    look = w.action("look", seen.eq(False), [sets(seen, True)], [bob])
    w.utility(ann, coins)
    w.utility(bob, debt)
    engine = make(w)
    assert reason(engine, blur, ann, steps=1) == (blur,)
    assert reason(engine, look, bob, steps=1) == (look,)
    assert reason(engine, look, ann, steps=1) is None


def test_a_spent_budget_is_no_answer(make: Make) -> None:
    bakery = Bakery()
    w = bakery.world
    w.utility(bakery.ann, yes(bakery.flour))
    w.utility(bakery.bob, yes(bakery.cake))
    pay = bakery.steps[0]
    found = make(w).explain(0, pay, bakery.ann, Reach(0, 4, 2), Budget(nodes=0))
    assert found.outcome is Outcome.BUDGET
    assert found.plan == ()


def _ints(*numbers: int) -> Ints:
    return np.array(numbers, dtype=np.int32)
