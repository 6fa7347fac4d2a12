"""Coverage of frames: which acts have no words of their own, which words were never used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from vervain.base.span import Span
from vervain.lang.fading import Wears
from vervain.lang.frame import NOBODY, Frame
from vervain.lang.world import Action, Reaction, World
from vervain.story.chronicle import Chronicle
from vervain.tell.refer import Mentions
from vervain.tell.spin import Spin, spin
from vervain.tell.teller import tell


@dataclass(frozen=True, slots=True)
class FrameUse:
    """One frame of an act and how often it was told; `label` is what stands after `say`."""

    act: str
    label: str
    span: Span
    used: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """`wordless`: acts without words of their own (reactions are silent on purpose, that a bond
    fades is never told: both are left out);
    `frames`: every frame with its use; `happened`: acts that some story had."""

    stories: int
    tellings: int
    wordless: tuple[str, ...]
    happened: frozenset[str]
    frames: tuple[FrameUse, ...]

    @property
    def unused(self) -> tuple[FrameUse, ...]:
        """Frames that no telling used."""
        return tuple(f for f in self.frames if not f.used)


def spins(world: World, seed: int = 0) -> Iterator[Spin]:
    """The author's tellings, and straight ones from everybody who has frames, and from nobody."""
    for telling in world.tellings:
        yield spin(world, name=telling.name, seed=seed)
    acts: tuple[Action | Reaction, ...] = (*world.actions, *world.reactions)
    frames = [f for act in acts for f in act.frames]
    minds = dict.fromkeys(f.focaliser for f in frames if f.focaliser not in (None, NOBODY))
    if any(f.teller for f in frames):  # anybody may have that role
        minds |= dict.fromkeys(sorted(Mentions(world).people))
    for mind in (*minds, NOBODY):
        yield spin(world, focaliser=mind, straight=True, seed=seed)


def cover(world: World, chronicles: tuple[Chronicle, ...]) -> Coverage:
    """Tell every story in every way and count."""
    used: Counter[Span] = Counter()
    told = 0
    for number, chronicle in enumerate(chronicles):
        for how in spins(world, number):
            told += 1
            for paragraph in tell(world, chronicle, how).paragraphs:
                used.update(unit.frame for unit in paragraph if unit.frame is not None)
    acts: tuple[Action | Reaction, ...] = (*world.actions, *world.reactions)
    frames = tuple(
        FrameUse(_words(act), _label(frame), frame.span, used[frame.span])
        for act in acts
        for frame in act.frames
    )
    told_of = (a for a in world.actions if not isinstance(a.by_itself, Wears))
    wordless = tuple(_words(act) for act in told_of if not act.frames)
    happened = frozenset(event.act.name for c in chronicles for event in c.events)
    names = frozenset(_words(act) for act in world.actions if act.name in happened)
    return Coverage(len(chronicles), told, wordless, names, frames)


def _words(act: Action | Reaction) -> str:
    """The heading of an act, its roles by name."""
    return " ".join(p if isinstance(p, str) else f"({p.param.name})" for p in act.phrase.parts)


def _label(frame: Frame) -> str:
    heads = [f"as {frame.focaliser or frame.teller}"] if frame.own else []
    if frame.glimpsed:
        heads.append("when glimpsed")
    if frame.several:
        heads.append("when several")
    if frame.answering:
        heads.append("when answering")
    if frame.feels is not None:
        heads.append(f"when … feels {frame.feels.emotion}")
    if frame.cond is not None:
        heads.append("when …")
    return " ".join(heads)
