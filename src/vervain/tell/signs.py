"""Signs: the words for a feeling, as it shows or as it is thought: the author's lines for it, else
the library's; of those that fit the most specific first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from vervain.lang.expr import Var
from vervain.lang.frame import NOBODY, ClaimHole, Frame, FramePart, NounHole
from vervain.lang.voice import ENGLISH, Sign, Voice
from vervain.story.feel.feeling import Feeling
from vervain.story.feel.intensity import DEGREES
from vervain.tell.fact_parts import Given, Parts, given_to
from vervain.tell.now import Now
from vervain.tell.spin import Register
from vervain.tell.thesaurus import spelt
from vervain.tell.thought import Wording


class Signs:
    """The lines of one world for feelings."""

    def __init__(self, voice: Voice, now: Now, register: Register) -> None:
        self._now, self._register = now, register
        self._lines: dict[tuple[str, bool], list[Sign]] = {}
        for sign in voice.signs:
            self._lines.setdefault((sign.emotion, sign.inner), []).append(sign)

    def wordings(
        self,
        feeling: Feeling,
        whom: str | None,
        mind: str | None,
        given: Callable[[], Given],
        *,
        inner: bool,
    ) -> Iterator[Wording]:
        """The ways to put a feeling, told from `mind`; `whom` is whoever it is about, if that is
        somebody."""
        roles = {"who": feeling.who} | ({"whom": whom} if whom is not None else {})
        lines = [
            sign
            for sign in self._lines.get((feeling.emotion.value, inner), ())
            if feeling.intensity >= _least(sign) and self._fits(sign.frame, roles, feeling, mind)
        ]
        own = [sign for sign in lines if not _ours(sign.frame)]
        for sign in own or lines:
            parts = _filled(sign.frame.parts, roles, given)
            if parts is not None:
                pattern, rank = spelt(sign.frame.parts), _rank(sign)
                span = None if _ours(sign.frame) else sign.frame.span
                yield Wording(parts, pattern, roles=dict(roles), frame=span, rank=rank)

    def _fits(
        self, frame: Frame, roles: dict[str, str], feeling: Feeling, mind: str | None
    ) -> bool:
        if frame.register not in ("", self._register.value) or not told_from(frame, roles, mind):
            return False
        if frame.feels is not None or feeling.event is None:
            return frame.feels is None and frame.cond is None
        return _bound(frame, roles) and self._now.is_so(frame.cond, roles, feeling.event)


def _ours(frame: Frame) -> bool:
    return frame.span.file == ENGLISH


def _least(sign: Sign) -> float:
    """What a feeling has to be for this line: one without a degree goes for any that is told."""
    return DEGREES[sign.degree - 1] if sign.degree > 1 else 0.0


def _rank(sign: Sign) -> int:
    """Lower for what is more specific."""
    frame = sign.frame
    marks = (frame.own, frame.cond is not None, bool(frame.register), sign.degree > 1)
    return -sum(marks)


def told_from(frame: Frame, roles: Mapping[str, str], mind: str | None) -> bool:
    """The words are for a telling from this mind."""
    if frame.teller:
        return mind is not None and roles.get(frame.teller) == mind
    if frame.focaliser == NOBODY:
        return mind is None
    return frame.focaliser in (None, mind)


def _bound(frame: Frame, roles: Mapping[str, str]) -> bool:
    """Every role of the words is somebody."""
    holes = (part.term for part in frame.parts if isinstance(part, NounHole))
    return all(term.name in roles for term in holes if isinstance(term, Var))


def _filled(
    parts: tuple[FramePart, ...], roles: Mapping[str, str], given: Callable[[], Given]
) -> Parts | None:
    """The parts with what they ask for beside roles in its words; None if that cannot be had."""
    asked = [part.name for part in parts if isinstance(part, ClaimHole)]
    if not asked:
        return parts
    known = given()
    return given_to(parts, known) if all(name in known for name in asked) else None
