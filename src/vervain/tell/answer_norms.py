"""The words of norms: what an act goes against, and what that is to whoever does it."""

from __future__ import annotations

from vervain.story.chronicle import Norm
from vervain.tell.answer import Answer, sentence
from vervain.tell.speaker import Speaker


def norm_words(say: Speaker, agent: str, norm: Norm) -> Answer:
    """As in: it goes against honesty, which Ann holds at 3, and she does it all the same."""
    he = say.pronoun(agent)
    head = f"it goes against {norm.value}, which"
    if not norm.worth:
        return Answer(sentence(f"{head} is nothing to {agent}"))
    held = f"{agent} {say.verb(agent, 'holds')} at {-norm.worth:g}"
    return Answer(sentence(f"{head} {held}, and {he} {say.verb(agent, 'does')} it all the same"))
