"""The feelings of a story, for its telling: found when they are first asked for, since a telling in
the author's own words needs none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from vervain.story.feel.feeling import PLEASANT, Emotion, Feeling, Feelings
from vervain.story.feel.intensity import DEGREES, strength

_LASTING = frozenset({Emotion.LOVE, Emotion.HATE})


class Emotions:
    """Feelings of one story. `find` gives them all, or None where they cannot be had."""

    def __init__(self, find: Callable[[], Feelings | None]) -> None:
        self._find = find
        self._asked = False
        self._found: Feelings | None = None
        self._by_event: dict[int, list[Feeling]] = defaultdict(list)

    def at(self, event: int) -> list[Feeling]:
        """What the event called forth in anybody; not what lasts, as love does."""
        return self._by_event.get(event, []) if self.known else []

    def hurt(self, event: int, who: str) -> list[Feeling]:
        """What somebody felt at it that is not pleasant."""
        return [f for f in self.at(event) if f.who == who and f.emotion not in PLEASANT]

    def holds(
        self, who: str, emotion: str, toward: str | None, event: int, degree: int = 1
    ) -> bool:
        """Somebody feels so at least to this degree (1: clearly), toward another (None: anybody),
        just before an event."""
        found = self._found if self.known else None
        return found is not None and any(
            f.who == who
            and f.emotion == emotion
            and toward in (None, f.toward)
            and strength(found, f, event) >= DEGREES[degree - 1]
            for f in found.feelings
        )

    @property
    def found(self) -> Feelings | None:
        """The feelings, if they have been asked for: a telling that did not ask tells of none."""
        return self._found

    @property
    def known(self) -> bool:
        """Feelings can be had of this story."""
        if not self._asked:
            self._asked, self._found = True, self._find()
            for feeling in self._found.feelings if self._found is not None else ():
                if feeling.event is not None and feeling.emotion not in _LASTING:
                    self._by_event[feeling.event].append(feeling)
        return self._found is not None
