"""Appraise: the feelings of everybody through a story, from each change of what they believe."""

from __future__ import annotations

from dataclasses import replace

from vervain.base.collector import collector_paused
from vervain.native.kernel import Kernel
from vervain.story.case import Case
from vervain.story.feel.arrays import Arrays
from vervain.story.feel.feeling import Feelings
from vervain.story.feel.records import feelings
from vervain.story.feel.reference import Reference
from vervain.story.feel.stirring import stirred


def appraise(case: Case) -> Feelings:
    """All that is felt in one story."""
    found = compiled(case, case.engine) if isinstance(case.engine, Kernel) else by_hand(case)
    return replace(found, stirred=stirred(case, found))


def compiled(case: Case, kernel: Kernel) -> Feelings:
    """By the kernel, but for what felt facts follow from it."""
    with collector_paused():
        arrays = Arrays(case)
        return feelings(case, arrays, kernel.appraise(arrays.asked()))


def by_hand(case: Case) -> Feelings:
    """The same in plain Python."""
    return Reference(case).run()
