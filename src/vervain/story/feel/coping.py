"""Coping: between stages, what a story so far makes people feel becomes facts that they can want
something about.

`worth 2 times anger of Ida at Tom when Tom has answered to Ida` is worth nothing as long as Ida is
not angry. So the want is there while the feeling is strong; the act done for it rests on the
belief that she is angry, which came with an event, and that with a feeling (`Feelings.stirred`).
"""

from __future__ import annotations

from vervain.story.case import Case
from vervain.story.feel.appraise import appraise
from vervain.story.feel.stirring import FeltFacts, Stir


def coping(case: Case) -> tuple[Stir, ...]:
    """What has to be done now, at the end of a story so far, for its felt facts to be true of it.

    Any runner may ask this between stages or turns, and has to do these acts, in this order, before
    anything else happens; done, it is empty until something has happened.
    """
    felt = FeltFacts(case.names)
    return tuple(felt.due(case, appraise(case))) if felt.facts else ()
