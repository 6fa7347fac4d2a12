"""Aggregation: two acts of one person in one sentence, with what they share said once.

`Tom took the way to the path. He went on to the lamp room.` becomes `Tom took the way to the path
and went on to the lamp room.`: the subject is said once, and whatever else comes again is a pronoun
by the ordinary rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vervain.lang.expr import Const, Var
from vervain.lang.frame import ClaimHole, FramePart, NounHole, Text, VerbHole
from vervain.tell.discourse import Told, Unit
from vervain.tell.lexicon import Lexicon
from vervain.tell.refer import Mentions
from vervain.tell.spin import Register
from vervain.tell.tree import SENTENCE_END, Link
from vervain.tell.value import Bound

MOST_WORDS = 20
"""Beyond this a sentence of two acts is hard to read."""
NEAR = 4 * 60
"""Minutes between two acts beyond which they are not told in one breath."""

_JOINER = re.compile(r"\b(?:and|or|but|so that|because|although)\b|[\"“”;:,]")


@dataclass(frozen=True, slots=True)
class Deed:
    """Words for an act, with what their roles are bound to."""

    parts: tuple[FramePart, ...]
    roles: dict[str, Bound]

    @property
    def doer(self) -> str | None:
        """Who acts, where the words begin with them and go on with the verb."""
        first = self.parts[0] if self.parts else None
        if not isinstance(first, NounHole) or first.possessive or not isinstance(first.term, Var):
            return None
        verb = next((p for p in self.parts[1:] if not _blank(p)), None)
        bound = self.roles.get(first.term.name)
        return bound if isinstance(verb, VerbHole) and isinstance(bound, str) else None


@dataclass(frozen=True, slots=True)
class Single:
    """An act told in one plain sentence, to which the next could be joined; `mentions`: who had
    been mentioned before it."""

    unit: Unit
    told: Told
    deed: Deed
    mentions: Mentions


def is_single(told: Told) -> bool:
    """One sentence, without a reason or anything else that the teller has added to it."""
    links = (t for s in told.sentences for t in s.tokens if isinstance(t, Link))
    return len(told.sentences) == 1 and next(links, None) is None


def belong(first: Unit, then: Unit) -> bool:
    """Whether two acts may be told in one breath: the later follows from the earlier and soon, and
    neither is of many."""
    if any(u.reaction or u.glimpsed or u.varying for u in (first, then)):
        return False
    one, other = first.events[-1], then.events[0]
    soon = other.minute - one.minute - one.duration < NEAR
    return soon and any(cause.event == one.id for cause in other.causes)


def joined(
    first: Deed, then: Deed, words: Lexicon, register: Register = Register.PLAIN
) -> Deed | None:
    """Both in one sentence; None where they cannot be, or would be too long. In formal English the
    first is what the doer has done by then; in colloquial English the second comes `and then`."""
    if first.doer is None or first.doer != then.doer:
        return None
    said = [p.text for deed in (first, then) for p in deed.parts if isinstance(p, Text)]
    if any(_JOINER.search(text) or SENTENCE_END.search(text) for text in said):
        return None
    if not all(_plain(p) for deed in (first, then) for p in deed.parts):
        return None
    holes = sum(not isinstance(p, Text) for deed in (first, then) for p in deed.parts)
    if sum(len(text.split()) for text in said) + holes > MOST_WORDS:
        return None
    renamed = {name: f"{name}, too" for name in then.roles}
    roles = first.roles | {renamed[name]: bound for name, bound in then.roles.items()}
    second = tuple(_renamed(part, renamed) for part in then.parts)
    if register is Register.FORMAL and (done := _done(first, words)) is not None:
        return Deed((*done, Text(", "), *second), roles)
    rest = [_based(part, words) if not i else part for i, part in _from_verb(list(second[1:]))]
    joint = " and then " if register is Register.COLLOQUIAL else " and "
    return Deed((*first.parts, Text(joint), *rest), roles)


def _done(deed: Deed, words: Lexicon) -> tuple[FramePart, ...] | None:
    """`having made for {there}`; None where the doer is spoken of once more, or something stands
    between them and the verb."""
    doer, blank, verb, *rest = (*deed.parts, None, None, None)
    if not (isinstance(blank, Text) and isinstance(verb, VerbHole) and _blank(blank)):
        return None
    term = doer.term if isinstance(doer, NounHole) else None
    after = tuple(part for part in rest if part is not None)
    again = any(isinstance(p, NounHole) and (p.term == term or p.form) for p in after)
    if again or any(isinstance(part, VerbHole) for part in after):
        return None
    participle = words.participle(words.base_of(verb.lemma) or verb.lemma)
    return Text(f"having {participle}"), *after


def _from_verb(parts: list[FramePart]) -> Iterator[tuple[int, FramePart]]:
    """The parts from the verb on, counted from it."""
    verb = next(i for i, part in enumerate(parts) if isinstance(part, VerbHole))
    return enumerate(parts[verb:])


def _based(part: FramePart, words: Lexicon) -> FramePart:
    """The verb in its base form, so that it goes with the doer."""
    base = words.base_of(part.lemma) if isinstance(part, VerbHole) else None
    return part if base is None else VerbHole(base)


def _plain(part: FramePart) -> bool:
    """No claim, and no value that has to be read at the time of its act."""
    if isinstance(part, NounHole):
        return isinstance(part.term, Var | Const)
    return not isinstance(part, ClaimHole)


def _renamed(part: FramePart, names: dict[str, str]) -> FramePart:
    if isinstance(part, NounHole) and isinstance(part.term, Var):
        return replace(part, term=Var(names.get(part.term.name, part.term.name)))
    return part


def _blank(part: FramePart) -> bool:
    return isinstance(part, Text) and not part.text.strip()
