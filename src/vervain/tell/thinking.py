"""Thinking: a thought in sentences, in the first of its wordings in which the proof finds no fault;
nothing if there is none, or if the reader has been told of it."""

from __future__ import annotations

import random
import re

from vervain.story.feel.feeling import PLEASANT, Emotion
from vervain.tell.amends import Amends
from vervain.tell.choose import TWICE, Page
from vervain.tell.discourse import Told, Unit
from vervain.tell.flow import Flow
from vervain.tell.realise import Scene, realise
from vervain.tell.refer import Mentions
from vervain.tell.spin import Tense
from vervain.tell.thought import Sort, Thought
from vervain.tell.tree import linked
from vervain.tell.worded import faulty

_CONTENT = frozenset(e.value for e in PLEASANT - {Emotion.HOPE})

_BELIEVING = re.compile(r"\b(?:believe|think|thought|doubt|suppose)")


def thought_told(
    unit: Unit,
    mind: str | None,
    tense: Tense,
    mentions: Mentions,
    flow: Flow,
    page: Page,
    chance: random.Random,
    amends: Amends,
) -> tuple[Told, Mentions] | None:
    """The thought of a unit as it is told now, and who has been mentioned then."""
    thought, log = unit.thought, flow.log
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
    for wording in chance.sample(wordings, len(wordings)):
        key = f"{thought.sort.value}: {wording.pattern}"
        given_away = next_is_it and "{deed" in wording.pattern
        worn = page.count(key) >= TWICE or amends.bans(unit.key(mind), key)
        if worn or given_away or (named and "{gain}" in wording.pattern):
            continue
        after = mentions.copy()
        after.bare = unit.key(mind) in amends.named
        said = realise(wording.parts, Scene(dict(wording.roles), {}, tense, after))
        after.bare = False
        told = Told(
            linked(said, wording.links),
            tuple(e.id for e in unit.events),
            None,
            mind,
            tense,
            unit.knows,
            f"{unit.knows}, beside event {unit.events[0].id}",
            thinks=thought.relation,
            reminds=reminds,
            wording=key,
            tells=(unit.key(mind),),
        )
        if not faulty(told, mentions):
            if "{gain}" in wording.pattern:
                log.wants[thought.want] = page.words
            return told, after
    return None


def _is_said(thought: Thought, flow: Flow) -> bool:
    """The author's words have just said what is believed."""
    return thought.sort is Sort.BELIEVED and _BELIEVING.search(flow.said) is not None


def _is_plain(thought: Thought, unit: Unit, flow: Flow) -> bool:
    """It only says that somebody is content with what they have just done."""
    own = thought.sort is Sort.FEELING and thought.who in unit.events[-1].agreed
    return own and thought.key[0] in _CONTENT and "feelings" not in flow.spin.dwells
