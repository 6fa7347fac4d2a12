"""Who told whom, and which hop changed what, asked of a run: it may change in one's own mind."""

from __future__ import annotations

from itertools import pairwise

import vervain
from tests.scenarios.test_rumour import RUMOUR, THIEF
from vervain.story.recalled import Recalled
from vervain.story.rumour import word_of
from vervain.story.trail import trail
from vervain.tell.answer_trail import trail_words
from vervain.tell.speaker import Speaker


def test_the_question_and_the_record_agree_hop_by_hop() -> None:
    world, changed = vervain.load_text(RUMOUR), 0
    for seed in range(6):
        story = vervain.run(world, seed=seed, span=80).chronicle
        case, say = Recalled(world, story), Speaker(world, story)
        for person in story.people:
            word = word_of(story, person, THIEF)
            way = trail(case, person, THIEF, len(story.events))
            if word is None or word.held.value is None:
                continue
            assert [h.who for h in word.hops] == [h.person for h in way.hops]
            assert [h.event for h in word.hops] == [h.since for h in way.hops]
            assert [h.changed for h in word.hops] == [h.changed for h in way.hops]
            text = " ".join(trail_words(say, way).lines())
            for hop, _ in pairwise(way.hops):
                if hop.changed:
                    assert f"Here it is changed, in the mind of {hop.person}" in text
                    changed += 1
    assert changed >= 3
