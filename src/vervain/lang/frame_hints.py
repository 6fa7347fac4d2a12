"""Hints on frames: words that hold in one telling and are wrong in another.

None is an error: a frame may be meant for one telling only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vervain.base.diagnostic import Diagnostic
from vervain.lang.expr import Const, EntityRef, Param
from vervain.lang.frame import NOBODY, Frame, NounHole, Text, VerbHole
from vervain.lang.kinds import Kinds
from vervain.lang.voice import WHO, WHOM, is_library
from vervain.lang.world import Action, Reaction, World

PRONOUNS = {
    "she": re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE),
    "he": re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
}
_SPEECH = re.compile('["“][^"”]*["”]?')
_PRESENT = re.compile(
    r"(?<!\bone )(?<!\banyone )(?<!\bnobody )(?<!\bpeople )\b(?:is|are|has|does|says)\b"
)
"""But for what holds of anybody (`as one does`)."""
_PAST = frozenset("was were had did went said came took saw knew thought".split())


def frame_hints(world: World) -> tuple[Diagnostic, ...]:
    """What in the frames of a world would be wrong in another person or tense."""
    kinds = Kinds(world.kinds)
    found: list[Diagnostic] = []
    acts: tuple[Action | Reaction, ...] = (*world.actions, *world.reactions)
    for act in acts:
        for frame in act.frames:
            found.extend(_hints(world, kinds, act.params, frame))
    voice = [sign.frame for sign in world.voice.signs]
    voice += [beat.frame for beat in world.voice.beats]
    for frame in voice:
        if not is_library(frame.span):
            found.extend(_hints(world, kinds, (WHO, WHOM), frame))
    return tuple(dict.fromkeys(found))


def _hints(
    world: World, kinds: Kinds, roles: tuple[Param, ...], frame: Frame
) -> Iterator[Diagnostic]:
    told_by = _tellers(world, kinds, roles, frame)
    for text in _plain(frame):
        for pronoun, words in PRONOUNS.items():
            for word in words.findall(text) if pronoun in told_by else ():
                yield Diagnostic(
                    "V801",
                    frame.span,
                    f"`{word}` stays `{word}` when the one who is meant tells it",
                    f"write it as a role: {{NAME as {word}}} or {{NAME's as {word}}}",
                )
        for verb in _PRESENT.findall(text):
            yield Diagnostic(
                "V802",
                frame.span,
                f"`{verb}` stays in the present when the story is told in the past",
                f"write it in braces: {{{verb}}}",
            )
    for part in frame.parts:
        if isinstance(part, VerbHole) and part.lemma in _PAST:
            yield Diagnostic(
                "V802",
                frame.span,
                f"`{{{part.lemma}}}` is a past form, and the telling chooses the tense",
                "write the verb as it reads in the present",
            )


def _plain(frame: Frame) -> list[str]:
    """The author's words without what is said in quotation marks; holes are left as `_`."""
    whole = "".join(p.text if isinstance(p, Text) else "_" for p in frame.parts)
    return [_SPEECH.sub(" ", whole)]


def _tellers(world: World, kinds: Kinds, roles: tuple[Param, ...], frame: Frame) -> set[str]:
    """The pronouns of those who could tell this themselves and be meant."""
    if frame.focaliser == NOBODY:
        return set()
    if frame.focaliser is not None:
        return {e.pronoun for e in world.entities if e.name == frame.focaliser}
    terms = [p.term for p in frame.parts if isinstance(p, NounHole)]
    values = [t.value for t in terms if isinstance(t, Const)]
    named = {v.name for v in values if isinstance(v, EntityRef)}
    return {
        e.pronoun
        for e in world.entities
        if e.name in named or any(kinds.is_a(k, role.kind) for k in e.kinds for role in roles)
    }
