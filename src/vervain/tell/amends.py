"""Amends: what the proof has had against a telling, so that it is told otherwise.

For each fault there is a ladder of remedies, the one that loses least first: a connective is left
out, a name said for a pronoun, an act told in a sentence of its own, in other words, in plainer
ones; at last it is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from copy import copy
from dataclasses import dataclass, field, fields, replace

from vervain.base.span import Span
from vervain.tell.discourse import Discourse, Key, Told
from vervain.tell.fault import Fault, Finding
from vervain.tell.relation import Relation

_READING = (Fault.AMBIGUOUS, Fault.TENSE, Fault.PERSON, Fault.UNCLEAN)


@dataclass(slots=True)
class Amends:
    """What is not to be told again as it was.

    `leaks`: events that a mind does not know; `denied`: relations that are not to be put in words;
    `worn`: wordings that a unit must not have; `named`: units in which names stand for pronouns;
    `alone`: those that share no sentence; `bare`: those without the author's words of passage, and
    in plain register; `dropped`: those that are left out. `settles`: look backs are made to return,
    and what is told to follow the order of events; `silent`: stages (told from whose mind) of which
    there was nothing to tell.
    """

    leaks: set[tuple[str | None, int]] = field(default_factory=set)
    denied: set[Relation] = field(default_factory=set)
    worn: set[tuple[Key, Span | str]] = field(default_factory=set)
    named: set[Key] = field(default_factory=set)
    alone: set[Key] = field(default_factory=set)
    bare: set[Key] = field(default_factory=set)
    dropped: set[Key] = field(default_factory=set)
    settles: bool = False
    silent: set[tuple[str | None, str | None]] = field(default_factory=set)

    def bans(self, key: Key, wording: Span | str) -> bool:
        """The unit is not to have this wording."""
        return bool(self.worn) and (key, wording) in self.worn

    def after(self, page: Discourse, findings: Iterable[Finding]) -> Amends:
        """These, and the next remedy for each unit that has a fault; they are equal if there was
        none left."""
        told = [t for paragraph in page.paragraphs for t in paragraph]
        more = Amends(**{f.name: copy(getattr(self, f.name)) for f in fields(self)})
        for number, found in {f.told: f for f in reversed(list(findings))}.items():
            self._remedy(told[number], found, more)
        return more

    def _remedy(self, told: Told, found: Finding, more: Amends) -> None:
        """One remedy of those that these have not yet, put into `more`."""
        fault, tells = found.fault, set(told.tells)
        leaks = {(told.focaliser, event) for event in found.events}
        if leaks - self.leaks:
            more.leaks |= leaks
        elif fault in (Fault.DANGLING, Fault.ORDER) and not self.settles:
            more.settles = True
        elif found.relation is not None and found.relation not in self.denied:
            more.denied.add(found.relation)
        elif fault in (Fault.LEAK, Fault.DANGLING, Fault.ORDER):
            more.dropped |= tells
        elif fault is Fault.AMBIGUOUS and tells - self.named:
            more.named |= tells
        elif fault in _READING and self._lighter(told, more):
            pass
        elif len(tells) > 1 and tells - self.alone:
            more.alone |= tells
        else:
            worn = {(key, words) for key in tells for words in told.wordings}
            more.worn |= worn
            if worn <= self.worn:
                more.dropped |= tells

    def _lighter(self, told: Told, more: Amends) -> bool:
        """The same act without what the teller has put around it."""
        links = {r for sentence in told.sentences for r in sentence.relations}
        if set(told.tells) - self.bare:
            more.bare |= set(told.tells)
        elif links - self.denied:
            more.denied |= links
        else:
            return False
        return True


def sound(
    told: Callable[[Amends], Discourse], prove: Callable[[Discourse], list[Finding]]
) -> Discourse:
    """What is told without a fault: told again with amends for as long as the proof has something
    against it; what no remedy mends is left out of the page, in the end all of it."""
    amends = Amends()
    page = told(amends)
    found = prove(page)
    while found and (more := amends.after(page, found)) != amends:
        amends = more
        page = told(amends)
        found = prove(page)
    while found:
        page = without(page, {f.told for f in found})
        found = prove(page)
    return page


def without(page: Discourse, gone: Set[int]) -> Discourse:
    """The page without the units of these numbers; how a passage opens stays with what is left of
    it."""
    number, opens = 0, ""
    paragraphs: list[tuple[Told, ...]] = []
    for paragraph in page.paragraphs:
        kept: list[Told] = []
        for told in paragraph:
            opens = told.opens or opens
            if number not in gone:
                kept.append(replace(told, opens=opens))
                opens = ""
            number += 1
        paragraphs += [tuple(kept)] if kept else []
    return Discourse(page.title, tuple(paragraphs))
