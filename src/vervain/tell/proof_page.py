"""Proof of the page: what no sentence shows by itself: what stands there too often, look backs
without a return, events out of order, words for time that are crowded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from vervain.tell.discourse import Told
from vervain.tell.fault import ONCE, PAGE, TWICE, Fault, Finding
from vervain.tell.relation import TIMES, Kind
from vervain.tell.tree import Link
from vervain.tell.when import APART


def of_page(page: Sequence[Told]) -> Iterator[Finding]:
    """The faults of a whole page; the number of their sentence is left to the caller."""
    every = (_repeated, _dangling, _disordered, _crowded, _unconnected)
    return chain.from_iterable(find(page) for find in every)


def _repeated(page: Sequence[Told]) -> Iterator[Finding]:
    """What stands on one page a third time."""
    at: dict[object, list[int]] = {}
    words = 0
    for number, told in enumerate(page):
        for wording in told.wordings:
            places = at.setdefault(wording, [])
            places.append(words)
            most = 1 if wording in ONCE else TWICE
            if len(places) > most and words - places[-most - 1] < PAGE:
                yield Finding(Fault.REPEATED, 0, str(wording), number)
        words += told.text.count(" ") + 1


def _dangling(page: Sequence[Told]) -> Iterator[Finding]:
    """Look backs that do not come back to where the story was; a return from nowhere."""
    opened: int | None = None
    for number, told in enumerate(page):
        if opened is not None and told.opens in ("back", "on", "earlier"):
            yield Finding(Fault.DANGLING, 0, page[opened].text, opened)
        if told.opens == "return" and opened is None:
            yield Finding(Fault.DANGLING, 0, told.text, number)
        if told.opens:
            opened = number if told.opens == "back" else None
    if opened is not None:
        yield Finding(Fault.DANGLING, 0, page[opened].text, opened)


def _disordered(page: Sequence[Told]) -> Iterator[Finding]:
    """What is told before what it came after, with no word that the telling goes back; and what is
    told again, from the same mind, as if it were new."""
    here, away, known = -1, False, set[tuple[str | None, int]]()
    before = -1
    for number, told in enumerate(page):
        if told.opens == "back":
            here, away, before = before, True, -1
        elif told.opens == "return":
            before, away = here, False
        elif told.opens in ("earlier", "on"):
            before = -1
        if not told.events:
            continue
        first = told.events[0]
        late = away and first > here >= 0
        again = not told.reminds and told.thinks is None and told.knows != "felt"
        again = again and any((told.focaliser, e) in known for e in told.events)
        if first < before or late or again:
            yield Finding(Fault.ORDER, 0, told.text, number)
        before = max(before, first)
        if told.thinks is None and told.knows != "felt":
            known.update((told.focaliser, e) for e in told.events)


def _crowded(page: Sequence[Told]) -> Iterator[Finding]:
    """Words for time that stand nearer to one another than every third sentence."""
    last, sentences = -APART, 0
    for number, told in enumerate(page):
        for sentence in told.sentences:
            for relation in sentence.relations:
                if relation.kind in TIMES:
                    if sentences - last < APART:
                        yield Finding(Fault.CROWDED, 0, sentence.text, number, relation)
                    last = sentences
                    break
            sentences += 1


def _unconnected(page: Sequence[Told]) -> Iterator[Finding]:
    """A connective that opens a sentence and stands for what was not told just before."""
    last: int | None = None
    for number, told in enumerate(page):
        first = told.sentences[0].tokens[0]
        if told.opens:
            last = None
        if isinstance(first, Link) and first.relation is not None:
            r = first.relation
            if r.kind not in (Kind.OFTEN, Kind.BACK) and r.of != last:
                yield Finding(Fault.UNFOUNDED, 0, first.text, number, r)
        is_act = told.thinks is None and bool(told.events) and not _reminds_only(told)
        last = told.events[-1] if is_act else last


def _reminds_only(told: Told) -> bool:
    """It only says that what comes was told before."""
    return bool(told.tells) and told.tells[0][2] == "reminder"
