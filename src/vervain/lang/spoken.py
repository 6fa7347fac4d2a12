"""Spoken: a World with the library's words for what is told beside its acts."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from vervain.lang.check import check
from vervain.lang.parse import parse
from vervain.lang.voice import ENGLISH, Voice
from vervain.lang.world import World


def spoken(world: World, text: str) -> World:
    """The World, with the words of the module `english` (its `text`) behind its own."""
    if any(sign.frame.span.file == ENGLISH for sign in world.voice.signs):
        return world  # it has included them itself
    return replace(world, voice=world.voice.over(_voice(text)))


@lru_cache(maxsize=4)
def _voice(text: str) -> Voice:
    return check((parse(text, ENGLISH),)).voice
