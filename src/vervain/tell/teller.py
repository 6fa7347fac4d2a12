"""The teller: Chronicle → Discourse, stage by stage.

spin → select (what the focaliser knows) → arrange (order) → motive (why) → choose (words) → refer
→ realise → proof. What the proof finds is told otherwise (`amends.py`); a fault never ships.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from vervain.base.once import once
from vervain.lang.world import World
from vervain.story.chronicle import Chronicle
from vervain.story.feel.feeling import Feelings
from vervain.story.recalled import Story
from vervain.tell.acquaintance import knowing
from vervain.tell.amends import Amends, sound
from vervain.tell.arrange import arrange, settled
from vervain.tell.beats import Beats
from vervain.tell.bridge import bridge, bridge_key, opens
from vervain.tell.called import Ties
from vervain.tell.choose import Page
from vervain.tell.discourse import Discourse, Key, Passage, Told
from vervain.tell.emotions import Emotions
from vervain.tell.fact_parts import Facts
from vervain.tell.fault import Finding
from vervain.tell.flow import Flow
from vervain.tell.gather import Gathering
from vervain.tell.inner import Inner
from vervain.tell.length import shortened
from vervain.tell.lexicon import lexicon_of
from vervain.tell.minds import Minds
from vervain.tell.nested import Nested
from vervain.tell.nested_words import reading
from vervain.tell.now import Now
from vervain.tell.passing import Passages
from vervain.tell.proof import proof
from vervain.tell.proof_relations import Record
from vervain.tell.reader_log import ReaderLog
from vervain.tell.refer import Mentions
from vervain.tell.register import in_register
from vervain.tell.rhetoric import Rhetoric
from vervain.tell.select import Schemas
from vervain.tell.signs import Signs
from vervain.tell.spin import Order, Register, Spin
from vervain.tell.state import State
from vervain.tell.telling import Telling
from vervain.tell.thesaurus import Memory, Thesaurus
from vervain.tell.weight import weights

_schemas, _facts, _minds, _knowing = once(Schemas.of), once(Facts), once(Minds), once(knowing)
_record = once(Record)
_ties = once(Ties)
_now, _signs = once(Now), once(Signs)


@once
def _thesaurus(world: World, register: Register) -> Thesaurus:
    return Thesaurus(world.voice.synonyms, lexicon_of(world), register)


@once
def _nested(world: World, chronicle: Chronicle, story: Callable[[], Story] | None = None) -> Nested:
    """What people of a story take one another to believe."""
    return Nested(
        _facts(world), chronicle.events, reading(world, chronicle, story), chronicle.start
    )


def tell(
    world: World,
    chronicle: Chronicle,
    spin: Spin,
    feelings: Callable[[], Feelings | None] = lambda: None,
    story: Callable[[], Story] | None = None,
) -> Discourse:
    """Tell a chronicle of this world. The same spin gives the same bytes.

    `feelings` gives what everybody feels in it, if that can be had; it is asked for only where a
    telling may need it; and so is `story`, in which minds in minds are read (None: from the record
    alone).
    """
    schemas, facts, minds = (
        _schemas(world, spin.register),
        _facts(world),
        _minds(chronicle, world),
    )
    felt = Emotions(feelings)
    nested = _nested(world, chronicle, story)
    signs = _signs(world.voice, _now(world, minds), spin.register)
    register = spin.register.value
    inner = Inner(world, facts, minds, spin, felt, nested, signs)
    weigh = lru_cache(maxsize=1)(lambda: weights(chronicle, minds, felt))
    rhetoric = Rhetoric(world, facts, minds, felt, chronicle.events, nested.reads)

    def within(cut: float) -> Discourse:
        return sound(lambda amends: told(cut, amends), prove)

    def told(cut: float, amends: Amends) -> Discourse:
        gathering = Gathering(schemas, spin, inner, weigh, cut, amends.leaks)
        passages = arrange(chronicle, spin, gathering.units, weigh)
        if amends.settles:
            passages = settled(passages, spin.tense, amends.silent)
        flow = Flow(rhetoric, ReaderLog(), spin, denied=amends.denied)
        telling = Telling(
            world,
            schemas,
            State(chronicle),
            spin,
            random.Random(spin.seed),
            Mentions(world, ties=_ties(world, chronicle)),
            flow,
            Page(memory=Memory(spin.seed)),
            felt=felt.holds,
            knows=_knowing(world),
            lexis=_thesaurus(world, spin.register),
            beats=Beats(world.voice.beats, inner, _now(world, minds), chronicle.events, register),
            amends=amends,
            passages=_passages(world, chronicle, spin),
        )
        return in_register(_told(telling, passages), spin.register, amends.bare)

    def prove(page: Discourse) -> list[Finding]:
        record = _record(chronicle, world, felt.found, minds, nested.reads, trusts=True)
        return proof(page, chronicle, spin, Mentions(world).gender, record)

    whole = within(0.0)
    if not spin.most or whole.words() <= spin.most:
        return whole
    return shortened(within, sorted(set(weigh())), spin.most)


def _passages(world: World, chronicle: Chronicle, spin: Spin) -> Passages | None:
    """The author's words of passage, where the telling goes on in time."""
    if not spin.passing or spin.order is Order.BACKWARDS:
        return None
    return Passages(world, chronicle, spin.passing)


def _told(telling: Telling, passages: tuple[Passage, ...]) -> Discourse:
    """The passages told one after the other, with the turns between them."""
    spin, amends = telling.spin, telling.amends
    paragraphs: list[list[Told]] = []
    previous: Passage | None = None
    for passage, after in zip(passages, (*passages[1:], None), strict=False):
        turn = opens(passage, previous)
        if turn == "return" and (previous is None or not previous.look_back):
            turn = ""  # there was nothing to tell of what it would come back from
        telling.turn(passage, turn)
        bare = bool({bridge_key(passage), _first(passage)} & amends.bare)
        words, prefix = bridge(passage, previous, turn, spin, bare=bare)
        crossing = [[telling.bridge(words, passage, turn)]] if words else []
        if previous is None:
            crossing = telling.begins(passage) + crossing
        goes_on = after is not None and not opens(after, passage)
        new = telling.passage(passage, prefix, after.units[0] if after and goes_on else None)
        if not new:
            amends.silent.add((passage.stage, passage.focaliser))
            continue
        new = crossing + new
        if turn:
            new[0][0] = replace(new[0][0], opens=turn)
        paragraphs.extend(new)
        previous = passage
    if previous is None:  # nothing of it is told
        previous = Passage(None, spin.views[0].focaliser, spin.tense, ())
        paragraphs = telling.begins(previous)
    paragraphs += telling.ends(previous)
    return Discourse(spin.title, tuple(tuple(p) for p in paragraphs))


def _first(passage: Passage) -> Key:
    """What a passage begins with."""
    return passage.units[0].key(passage.focaliser)
