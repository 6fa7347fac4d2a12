"""Thinking: a thought in sentences, in the first of its wordings in which the proof finds no fault;
nothing if there is none, or if the reader has been told of it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from vervain.base.span import Span
from vervain.story.feel.feeling import PLEASANT, Emotion
from vervain.tell.amends import Amends
from vervain.tell.choose import Place
from vervain.tell.discourse import Told, Unit
from vervain.tell.fault import TWICE
from vervain.tell.flow import Flow
from vervain.tell.lexicon import lexicon_of
from vervain.tell.realise import Scene, realise
from vervain.tell.refer import Mentions
from vervain.tell.relation import Kind
from vervain.tell.shape import reads_facts
from vervain.tell.spin import Tense
from vervain.tell.thesaurus import Entry
from vervain.tell.thought import Sort, Thought, Wording
from vervain.tell.tree import linked
from vervain.tell.value import Values
from vervain.tell.worded import faulty

_CONTENT = frozenset(e.value for e in PLEASANT - {Emotion.HOPE})

_BELIEVING = re.compile(r"\b(?:believe|think|thought|doubt|suppose)")


def thought_told(
    unit: Unit,
    tense: Tense,
    place: Place,
    mentions: Mentions,
    flow: Flow,
    chance: random.Random,
    amends: Amends,
    facts: Callable[[], Values] = dict,
) -> tuple[Told, Mentions, tuple[Entry, ...]] | None:
    """The thought of a unit as it is told now, who has been mentioned then, and which words stand
    in it of several of one meaning. `facts` gives what is so after it."""
    thought, log, page, mind = unit.thought, flow.log, place.page, place.focaliser
    if thought is None or thought.key in log.felt or not flow.may_think(unit):
        return None
    if thought.relation in amends.denied:
        return None
    if _is_plain(thought, unit, flow) or _is_said(thought, flow):
        return None
    named = log.want(thought.want, page.words) == "known"
    fact, value = thought.relation.fact, thought.relation.value
    known = fact is not None and log.holds(fact, value, before=thought.relation.to)
    reminds = known and bool(thought.known)
    next_is_it = (
        flow.ahead is not None
        and thought.deed is not None
        and flow.ahead.act.name == thought.deed.name
    )
    wordings = thought.known if reminds else thought.wordings
    mixed = chance.sample(wordings, len(wordings))
    mixed.sort(key=lambda w: (w.rank, page.used.get(_key(thought, w), 0)))
    for wording in mixed:
        key = _key(thought, wording)
        given_away = next_is_it and "{deed" in wording.pattern
        worn = page.count(key) >= TWICE or amends.bans(unit.key(mind), key)
        if worn or given_away or (named and "{gain}" in wording.pattern):
            continue
        after = mentions.copy()
        after.bare = unit.key(mind) in amends.named
        roles, event, ours = dict(wording.roles), unit.events[-1].id, wording.frame is None
        parts, chosen = place.varied(wording.parts, roles, event, ours=ours)
        reads = reads_facts(parts, lexicon_of(after.world))
        said = realise(parts, Scene(roles, facts() if reads else {}, tense, after))
        after.bare = False
        told = Told(
            linked(said, wording.links),
            tuple(e.id for e in unit.events),
            wording.frame,
            place.focaliser,
            tense,
            unit.knows,
            f"{unit.knows}, beside event {unit.events[0].id}",
            thinks=thought.relation,
            reminds=reminds,
            wording="" if wording.frame else str(key),
            tells=(unit.key(mind),),
        )
        if not faulty(told, mentions):
            if "{gain}" in wording.pattern:
                log.wants[thought.want] = page.words
            return told, after, chosen
    return None


def _key(thought: Thought, wording: Wording) -> Span | str:
    """What the page remembers of it: of a sign the same, between lines of speech or elsewhere."""
    sort = Sort.SIGN if thought.relation.kind is Kind.SHOWS else thought.sort
    return wording.frame or f"{sort.value}: {wording.pattern}"


def _is_said(thought: Thought, flow: Flow) -> bool:
    """The author's words have just said what is believed."""
    return thought.sort is Sort.BELIEVED and _BELIEVING.search(flow.said) is not None


def _is_plain(thought: Thought, unit: Unit, flow: Flow) -> bool:
    """It only says that somebody is content with what they have just done."""
    own = thought.sort is Sort.FEELING and thought.who in unit.events[-1].agreed
    return own and thought.key[0] in _CONTENT and "feelings" not in flow.spin.dwells
