"""The words of *why not*: what was missing, or what it would have brought and cost."""

from __future__ import annotations

from vervain.story.mend import DONE, Mend
from vervain.story.verdict import Chosen, Odds, Refusal, Verdict, WhyNot
from vervain.story.weigh import Shift, Weighed
from vervain.tell.answer import Answer, sentence
from vervain.tell.answer_chance import draws, share
from vervain.tell.answer_why import cost_words
from vervain.tell.lexicon import listing, number_word
from vervain.tell.speaker import Speaker, purpose_of

MOST_MOMENTS = 4
"""Moments that are named; more of them are counted."""


def why_not_words(
    say: Speaker, found: WhyNot, mended: tuple[Mend, ...] | None = None, *, asked_at: bool = False
) -> Answer:
    """The whole answer. `mended`: the nearest changes, if they were asked for."""
    act, when = say.act(found.act), _when(say, found.at)
    parts: list[Answer] = []
    match found.verdict:
        case Verdict.HAPPENED:
            return Answer(sentence(f"But it did happen: {say.event(found.at)}"), (found.at,))
        case Verdict.CHANCE:
            drawn = found.odds is not None and found.odds.draws
            at = "" if drawn else f" {when}"
            head = f"{act}: it could have happened{at}, and did not: that is left to chance"
            parts = _chance(say, found.odds) if found.odds else []
        case Verdict.OPEN:
            head = (
                f"{act}: it could have happened {when}. Nobody has to choose it; "
                "the story did without it"
            )
        case Verdict.COULD:
            head = f"{act}: it could have happened {when}. Whoever had to agree had a reason"
            head += "" if found.chosen else "; the story went another way"
            parts = [_willing(say, w) for w in found.willing]
            parts += [_chosen(say, found.chosen)] if found.chosen else []
        case Verdict.UNWANTED | Verdict.UNKNOWN:
            who = listing([r.agent for r in found.refusals])
            held = "would not" if found.verdict is Verdict.UNWANTED else "did not know it"
            head = f"{act}: it could have happened {when}, but {who} {held}"
            parts = [_refusal(say, r) for r in found.refusals]
            parts += [_willing(say, w) for w in found.willing]
        case Verdict.IMPOSSIBLE:
            near = f"It was not possible {when}" if asked_at else f"It came nearest {when}"
            head = f"{act}: it never was possible" if not asked_at else act
            parts = [_missing(say, found, near)]
        case Verdict.UNTIMELY:
            head = f"{act}: it comes round only at certain times, and at none of them could it be"
        case Verdict.NEVER:
            head = f"{act}: this can never happen in this world, whatever anybody does"
            parts = [_missing(say, found, f"Even {when} it is missing something")]
    if mended is not None:
        parts += [_let(say, found)] if found.verdict in DONE else _mends(say, mended)
    events = (found.at,) if found.at < len(say.chronicle.events) else ()
    return Answer(sentence(head), events, (), tuple(parts))


def _when(say: Speaker, at: int) -> str:
    if at == len(say.chronicle.events):
        return "at the end"
    return f"when {say.event(at)}"


def _missing(say: Speaker, found: WhyNot, near: str) -> Answer:
    facts = tuple(lack.fact for lack in found.lacks if lack.fact is not None)
    return Answer(sentence(f"{near}: {say.lacks(found.lacks)}"), (), facts)


def _refusal(say: Speaker, refusal: Refusal) -> Answer:
    """Why one of them would not."""
    agent = refusal.agent
    if not refusal.weighed.possible:
        missing = say.lacks(refusal.lacks) if refusal.lacks else "it cannot be done, as things look"
        facts = tuple(lack.fact for lack in refusal.lacks if lack.fact is not None)
        text = f"{agent} does not know that it can be done: {missing}"
        return Answer(sentence(text), (), facts)
    gains = [s for s in refusal.weighed.shifts if s.by > 0]
    costs = [s for s in refusal.weighed.shifts if s.by < 0]
    if not gains and not costs:
        text = f"{agent} has nothing to gain by it, and nothing to lose"
    elif not costs:
        text = f"{agent} would gain by it ({_gains(gains)}), but sees no way from there"
    elif not gains:
        text = f"{agent} has nothing to gain by it, and {_costs(say, agent, costs)}"
    else:
        total = -refusal.weighed.total
        text = f"{agent} would do it {_gains(gains)}; but {_costs(say, agent, costs)}"
        text += f". By {say.their(agent)} own reckoning it leaves {say.them(agent)} {total:g} worse"
    end = "" if refusal.settled else "; further than that was not looked"
    steps = say.world.limits.character
    ahead = f"Nothing that could follow within {steps} steps makes up for it{end}"
    return Answer(sentence(text), (), (), (Answer(sentence(ahead)),))


def _willing(say: Speaker, weighed: Weighed) -> Answer:
    gains = [s for s in weighed.shifts if s.by > 0]
    text = f"{weighed.agent} would have had a reason"
    return Answer(sentence(f"{text}, {_gains(gains)}" if gains else f"{text} in what could follow"))


def _gains(gains: list[Shift]) -> str:
    return listing([f"{purpose_of(s.text, s.purpose)} ({s.by:g})" for s in gains])


def _costs(say: Speaker, agent: str, costs: list[Shift]) -> str:
    return listing([cost_words(say, agent, s) for s in costs])


def _moments(moments: tuple[int, ...], last: int) -> str:
    """The moments by the events that they come before."""
    if len(moments) > MOST_MOMENTS:
        return f"{len(moments)} times from {moments[0]} on"
    named = [f"before {k}" for k in moments if k < last]
    return listing([*named, "at the end"] if last in moments else named)


def _chance(say: Speaker, odds: Odds) -> list[Answer]:
    """How likely it was; of a story that was lived, what was drawn each time."""
    return draws(say, odds) if odds.draws else [_odds(odds, len(say.chronicle.events))]


def _odds(odds: Odds, last: int) -> Answer:
    """How likely it was, and to be spared it all along."""
    moments = _moments(odds.moments, last)
    head = Answer(sentence(f"Where it can happen, it does {_times(odds)}"))
    if len(odds.moments) == 1 or odds.hits == odds.of:
        return head
    rest = f"It could have {moments}; {share(odds.spared)} through all of that without it"
    return Answer(head.text, (), (), (Answer(sentence(rest)),))


def _chosen(say: Speaker, chosen: Chosen) -> Answer:
    """What somebody with a reason for it did instead."""
    who, he = chosen.agent, say.pronoun(chosen.agent)
    if chosen.event is None:
        text = (
            f"{who} does nothing at all that time: others, or chance, keep {say.them(who)} from it"
        )
        return Answer(sentence(text))
    events, event = (chosen.event,), say.event(chosen.event)
    if chosen.busy:
        return Answer(sentence(f"But {who} is not done with something else: {event}"), events)
    weighs = say.verb(who, "weighs")
    much = f"it promises {chosen.gain:g}, as much as anything {he} {weighs}"
    if chosen.gain < chosen.best:
        best = f"the best of the {number_word(chosen.weighed)} things {he} {weighs}"
        much = f"it promises {chosen.gain:g}; {best}, {chosen.best:g}"
    part = Answer(sentence(much))
    return Answer(sentence(f"{who} does something else instead: {event}"), events, (), (part,))


def _times(odds: Odds) -> str:
    if odds.hits == odds.of:
        return "every time"
    return f"{odds.hits} time{'' if odds.hits == 1 else 's'} in {odds.of}"


def _let(say: Speaker, found: WhyNot) -> Answer:
    """What to ask in order to see the story in which it does happen."""
    if found.at == len(say.chronicle.events):
        return Answer("Nothing need change for it: the story only ends too soon.")
    asks = f"{say.act(found.act)} at {found.at}"
    return Answer(sentence(f"Nothing need change for it: ask what-if “{asks}” to see what follows"))


def _mends(say: Speaker, mended: tuple[Mend, ...]) -> list[Answer]:
    if not mended:
        return [Answer("No small change was found that would bring it about.")]
    found = []
    for mend in mended:
        changes = listing([f"“{text}”" for text in mend.changes])
        text = f"It would take {changes}, from {_from(say, mend.at)} on"
        luck = f"; and then chance, which has it happen {_times(mend.odds)}" if mend.odds else ""
        found.append(Answer(sentence(text + luck)))
    return found


def _from(say: Speaker, at: int) -> str:
    if at == 0:
        return "the start"
    return "the end" if at == len(say.chronicle.events) else str(at)
