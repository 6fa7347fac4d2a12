"""Worded: one unit in words, in the first of its wordings in which the proof finds no fault."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vervain.tell.amends import Amends
from vervain.tell.choose import Place, Wording, own, wordings
from vervain.tell.discourse import Told, Unit
from vervain.tell.fault import TWICE
from vervain.tell.flow import Flow
from vervain.tell.plain import WENT_ON, plainer
from vervain.tell.proof import Reader, clean, verbs
from vervain.tell.realise import Scene, realise
from vervain.tell.reasoned import Plain, Try, reasoned
from vervain.tell.refer import Mentions
from vervain.tell.select import Schemas
from vervain.tell.shape import reads_facts
from vervain.tell.spin import NOBODY, Tense
from vervain.tell.value import Bound, Values


def faulty(told: Told, old: Mentions) -> bool:
    """Whether the proof has something against these sentences where these mentions were made."""
    topic = old.topic
    seen = (topic, topic in old.named, old.last, old.older)
    reader = Reader(old.candidate, old.narrators, *seen)
    if any(reader.sentence(s) or clean(s) for s in told.sentences):
        return True
    return bool(verbs(told.sentences, told.tense))


@dataclass(frozen=True, slots=True)
class Attempt:
    """A unit that is to be told: its `place`, the `tense`, who or what fills its `roles`, what is
    so after it (`facts`), who has been mentioned and what the reader knows (`flow`)."""

    unit: Unit
    place: Place
    tense: Tense
    roles: dict[str, Bound]
    schemas: Schemas
    facts: Callable[[], Values]
    mentions: Mentions
    flow: Flow
    random: random.Random
    amends: Amends

    def worded(self) -> tuple[Wording, Try] | None:
        """The first wording in which the proof finds no fault. None: all that could be said of it
        stands on this page already, even that it went on."""
        unit, fresh = self.unit, False
        me = unit.key(self.place.focaliser)
        for wording in wordings(unit, self.place, self.schemas, self.random):
            fresh = True
            if self.amends.bans(me, wording.key):
                continue
            for tried in self._tries(wording):
                if not self._is_said(tried[0]) and not faulty(tried[0], self.mentions):
                    return wording, tried
        phrase = self.schemas.phrase(unit.act)
        key = f"{unit.act.name}, plainer"
        ways = [(key, TWICE, p) for p in plainer(phrase, self.roles, self.tense) if fresh]
        for key, most, parts in (*ways, ("went on", 1, WENT_ON)):
            if self.place.page.count(key) < most and not self.amends.bans(me, key):
                wording = Wording(None, parts, key)
                *_, tried = self._tries(wording, bare=True)
                if not self._is_said(tried[0]) and not faulty(tried[0], self.mentions):
                    return wording, tried
        return None

    def _around(self) -> frozenset[str]:
        """Everybody who is in it."""
        names = (b if isinstance(b, tuple) else (b,) for b in self.roles.values())
        return frozenset(n for several in names for n in several if isinstance(n, str))

    def _is_said(self, told: Told) -> bool:
        """Just this was said last."""
        return told.sentences[-1].text == self.flow.said and self.flow.before is not None

    def _tries(self, wording: Wording, *, bare: bool = False) -> Iterator[Try]:
        """One wording, with the reason for the act where it can be said, and without."""
        unit, frame, parts = self.unit, wording.frame, wording.parts
        mentions = self.mentions.copy()
        asks = reads_facts(parts, self.schemas.words)
        facts = self.facts() if asks else {}
        undone = unit.undone() if asks else {}
        habit = not bare and self.flow.is_habit(unit)
        scene = Scene(self.roles, facts, self.tense, mentions, undone, habit)
        mine = own(wording)
        nobodys = frame is not None and frame.focaliser == NOBODY
        mentions.bare = bare or unit.key(self.place.focaliser) in self.amends.named
        mentions.mind, mentions.around = self.place.focaliser, self._around()
        mentions.introduces = nobodys or not (mine or unit.glimpsed)
        said = realise(parts, scene)
        mentions.bare = mentions.introduces = False
        plain = Told(
            said,
            tuple(e.id for e in unit.events),
            frame.span if frame else None,
            self.place.focaliser,
            self.tense,
            unit.knows,
            _why(unit, own=mine),
            wording="" if frame else str(wording.key),
            tells=(unit.key(self.place.focaliser),),
        )
        if not mine and not bare:
            words = self.place.page.words
            yield from reasoned(Plain(plain, parts, scene, self.mentions, words), unit, self.flow)
        yield plain, mentions, None


def _why(unit: Unit, *, own: bool) -> str:
    """Why a unit is told where it is told."""
    kind = "own words for this telling" if own else "words for anybody"
    many = f"; {len(unit.events)} like acts told as one" if len(unit.events) > 1 else ""
    return f"{unit.knows or 'told'} it, in its place in stage {unit.events[0].stage}; {kind}{many}"
