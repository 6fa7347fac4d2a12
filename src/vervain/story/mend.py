"""Mend: the fewest changes that would make an act possible, and wanted by all who must agree."""

from __future__ import annotations

import math
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vervain.lang.asking import AskedAct
from vervain.lang.change import Change, Facts, Wants
from vervain.lang.expr import UNKNOWN, Arith, Choice, Compare, Const, EntityRef, Read, Value
from vervain.lang.world import StartFact, Want, World
from vervain.run.again import Fate
from vervain.run.trace import ids
from vervain.story.causes import Lack
from vervain.story.chronicle import Fact, Plain
from vervain.story.naming import full_value
from vervain.story.recalled import Recalled, Story
from vervain.story.verdict import Odds, Refusal, Verdict, WhyNot
from vervain.story.weigh import Shift
from vervain.story.what_if import Otherwise, what_if
from vervain.story.why_not import why_not
from vervain.story.why_not_lived import brought

MOST_TRIALS = 40
"""Stories that are lived again in the search."""
CROWD, CROWD_TRIALS = 100, 3
"""Among so many people each trial takes long; then there are fewer."""
MOST_CHANGES = 4
DONE = (Verdict.COULD, Verdict.CHANCE, Verdict.OPEN, Verdict.HAPPENED)

Words = Callable[[Fact, Plain], str]
"""How a fact is said."""


@dataclass(frozen=True, slots=True)
class Mend:
    """Changes with which the act could happen in that place of the story; `odds` where it is left
    to chance even then."""

    changes: tuple[str, ...]
    at: int
    odds: Odds | None = None


def mends(
    case: Story, asked: AskedAct, found: WhyNot, say: Words, most: int = 2
) -> tuple[Mend, ...]:
    """Up to `most` mends, those with the fewest changes first. Each is tried by living the story
    again: it counts only if everything before happens as it did."""
    queue: deque[tuple[tuple[Change, ...], WhyNot, Story]] = deque([((), found, case)])
    tried, done = 0, list[Mend]()
    seen: set[frozenset[str]] = set()
    trials = MOST_TRIALS if len(case.chronicle.people) <= CROWD else CROWD_TRIALS
    while queue and tried < trials and len(done) < most:
        changes, verdict, there = queue.popleft()
        for fix in _fixes(there, verdict, say):
            together = (*changes, *fix)
            key = frozenset(c.text for c in together)
            if len(together) > MOST_CHANGES or key in seen or tried >= trials:
                continue
            seen.add(key)
            tried += 1
            new = what_if(case, together, {}, found.at, 0)
            state = _state(new, found.at)
            if state is None:
                continue
            now = why_not(new.case, asked, state)
            if now.verdict in DONE:
                done.append(Mend(tuple(c.text for c in together), found.at, now.odds))
                if len(done) >= most:
                    break
            else:
                queue.append((together, now, new.case))
    return tuple(sorted(done, key=lambda m: len(m.changes)))


def _state(new: Otherwise, at: int) -> int | None:
    """The state of the new story where the event `at` was, if all before is as it was."""
    for became in new.became:
        if became.event is not None and became.event >= at:
            return became.step
        if became.fate is not Fate.KEPT:
            return None
    return new.alone


def _fixes(case: Story, found: WhyNot, say: Words) -> Iterator[tuple[Change, ...]]:
    """What could be changed about what stood in the way."""
    if found.verdict in (Verdict.IMPOSSIBLE, Verdict.NEVER):
        facts = [_fact(case.world, lack, say) for lack in found.lacks]
        whole = [f for f in facts if f is not None]
        if whole and len(whole) == len(facts):
            yield tuple({f.text: f for f in whole}.values())
        return
    for refusal in found.refusals[:1]:
        beliefs = [_fact(case.world, lack, say) for lack in refusal.lacks]
        whole = [f for f in beliefs if f is not None]
        if whole:
            yield tuple({f.text: f for f in whole}.values())
        yield from _hearts(case, refusal, found.at, say)
        yield from _reward(case, refusal, found.at, say)


def _fact(world: World, lack: Lack, say: Words) -> Facts | None:
    """The fact (or belief) as it would have to be."""
    if lack.fact is None:
        return None
    wanted = _wanted(world, lack)
    if wanted is None:
        return None
    fact = lack.fact
    shown = wanted.name if isinstance(wanted, EntityRef) else None if wanted is UNKNOWN else wanted
    text = say(fact, shown)
    return Facts(text, (StartFact(fact.fluent, fact.args, wanted, fact.minds),))


def _wanted(world: World, lack: Lack) -> Value | None:
    value: Plain = lack.wanted
    if lack.op == "!=":
        if isinstance(lack.value, bool):
            return not lack.value
        fluent = next((f for f in world.fluents if lack.fact and f.name == lack.fact.fluent), None)
        return UNKNOWN if fluent is not None and fluent.or_unknown else None
    if lack.op in (">", "<") and isinstance(value, int | float):
        return value + (1 if lack.op == ">" else -1)
    return full_value(value)


def _hearts(case: Story, refusal: Refusal, at: int, say: Words) -> Iterator[tuple[Change, ...]]:
    """With a value held less dear; without one of the wants that are against it."""
    costs = sorted((s for s in refusal.weighed.shifts if s.by < 0), key=lambda s: s.by)
    for cost in costs:
        index = _index(case.world, refusal.agent, cost)
        if index is None:
            continue
        held = re.match(r"values (.+?) (?:at|above)\b", cost.text)
        if held is None:
            text = f"{refusal.agent} does not want {cost.purpose or cost.text}"
            yield (Wants(text, refusal.agent, (index,), ()),)
            continue
        less = _less(case, refusal, cost, index, at, say, held[1])
        if less is not None:
            yield (less,)
        yield (Wants(f"{refusal.agent} does not value {held[1]}", refusal.agent, (index,), ()),)


def _less(
    case: Story, refusal: Refusal, cost: Shift, index: int, at: int, say: Words, value: str
) -> Change | None:
    """The most that the value may weigh, so that what the act brings outweighs it."""
    agent, want = refusal.agent, case.world.wants[index]
    match want.value:
        case Arith("*", Const(int() | float() as plain), Read() as count):
            weight, fact = -plain, None
        case Arith("*", Const(-1), Arith("*", Read(fluent, args), Read() as count)):
            names = tuple(str(case.evaluator.term(a, {}, at)) for a in args)
            fact = Fact(fluent, names, (agent,))
            held = case.value(fact, at)
            weight = held if isinstance(held, int | float) else 0
        case _:
            return None
    rest = refusal.weighed.total - cost.by
    most = math.ceil(rest * weight / -cost.by) - 1 if weight > 0 else 0
    if most < 1:
        return None
    if fact is not None:
        plainly = Fact(fact.fluent, fact.args)
        return Facts(say(plainly, most), (StartFact(fact.fluent, fact.args, most),))
    line = f"values {value} at {most}"
    new = Want(agent, Arith("*", Const(-most), count), line)
    return Wants(f"{agent} {line}", agent, (index,), (new,))


def _reward(case: Story, refusal: Refusal, at: int, say: Words) -> Iterator[tuple[Change, ...]]:
    """With a want more: what the act brings about is worth to them what makes up for it."""
    agent, worth = refusal.agent, math.floor(-refusal.weighed.total) + 1
    if not refusal.weighed.possible:
        return
    for fact, value in _brought(case, refusal, at):
        read = Read(fact.fluent, tuple(Const(EntityRef(a)) for a in fact.args))
        prize = Choice(((Compare("==", read, Const(full_value(value))), Const(worth)),), Const(0))
        line = f"worth {worth} when {say(fact, value)}"
        yield (Wants(f"{agent} wants {line}", agent, (), (Want(agent, prize, line),)),)
        return


def _brought(
    case: Story, refusal: Refusal, at: int
) -> Iterator[tuple[Fact, bool | int | float | str]]:
    """What the act would bring about, in the mind of who refuses it."""
    if isinstance(case, Recalled):
        for fact, value in brought(case, refusal.agent, refusal.weighed.act, at):
            if value is not None:
                yield fact, value
        return
    mind = int(case.history.nodes((case.agent(refusal.agent),))[at])
    action = case.acts.get(refusal.weighed.act)
    if action is None:
        return
    end = int(case.engine.successors(ids(mind), ids(action))[0])
    before, after = case.engine.values(ids(mind, end)).tolist()
    t = case.ground.tables
    effects = range(int(t.effect_start[action]), int(t.effect_start[action + 1]))
    for fluent in (int(t.effect_fluent[e]) for e in effects):
        value = case.names.value(fluent, after[fluent])
        if before[fluent] != after[fluent] and case.names.shown[fluent] and value is not None:
            yield case.names.fact(fluent), value


def _index(world: World, agent: str, cost: Shift) -> int | None:
    for i, want in enumerate(world.wants):
        mine = want.holder == agent or not isinstance(want.holder, str)
        if mine and (want.text, want.purpose) == (cost.text, cost.purpose):
            return i
    return None
