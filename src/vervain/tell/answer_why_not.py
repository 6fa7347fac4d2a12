"""The words of *why not*: what was missing, or what it would have brought and cost."""

from __future__ import annotations

from vervain.story.mend import Mend
from vervain.story.weigh import Shift, Weighed
from vervain.story.why_not import Refusal, Verdict, WhyNot
from vervain.tell.answer import Answer, sentence
from vervain.tell.answer_why import cost_words
from vervain.tell.lexicon import listing
from vervain.tell.speaker import Speaker, purpose_of


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
            head = (
                f"{act}: nothing stood in the way {when}. Nobody has to choose it; it just did not"
            )
        case Verdict.COULD:
            head = (
                f"{act}: it could have happened {when}. Whoever had to agree had a reason; "
                "the story went another way"
            )
            parts = [_willing(say, w) for w in found.willing]
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
        case Verdict.NEVER:
            head = f"{act}: this can never happen in this world, whatever anybody does"
            parts = [_missing(say, found, f"Even {when} it is missing something")]
    if mended is not None and found.verdict not in (Verdict.COULD, Verdict.CHANCE):
        parts += _mends(say, mended)
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


def _mends(say: Speaker, mended: tuple[Mend, ...]) -> list[Answer]:
    if not mended:
        return [Answer("No small change was found that would bring it about.")]
    found = []
    for mend in mended:
        changes = listing([f"“{text}”" for text in mend.changes])
        found.append(Answer(sentence(f"It would take {changes}, from {_from(say, mend.at)} on")))
    return found


def _from(say: Speaker, at: int) -> str:
    if at == 0:
        return "the start"
    return "the end" if at == len(say.chronicle.events) else str(at)
