"""The words of a world: what `morphology` knows of English, and the author's own on top.

Also lists and numbers in words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from vervain.lang.frame import Word
from vervain.lang.world import World
from vervain.tell import morphology
from vervain.tell.irregular import VERBS as IRREGULAR
from vervain.tell.morphology import (
    MODALS,
    article,
    base_of,
    past,
    past_participle,
    present_participle,
    third_singular,
)

__all__ = [
    "IRREGULAR",
    "MODALS",
    "Lexicon",
    "article",
    "base_of",
    "count_word",
    "lexicon_of",
    "listing",
    "number_word",
    "past",
    "past_participle",
    "present_participle",
    "third_singular",
]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Forms of words. `words`: those an author has given, by part of speech and base form."""

    words: dict[tuple[str, str], Word] = field(default_factory=dict)

    def _form(self, speech: str, base: str, index: int) -> str | None:
        word = self.words.get((speech, base))
        return word.forms[index] if word is not None and index < len(word.forms) else None

    def third(self, verb: str) -> str:
        """`put` → `puts`."""
        return self._form("verb", verb, 2) or third_singular(verb)

    def past(self, verb: str) -> str:
        """`take` → `took`."""
        return self._form("verb", verb, 0) or past(verb)

    def participle(self, verb: str) -> str:
        """`take` → `taken`."""
        return self._form("verb", verb, 1) or self._form("verb", verb, 0) or past_participle(verb)

    def gerund(self, verb: str) -> str:
        """`take` → `taking`."""
        return self._form("verb", verb, 3) or present_participle(verb)

    def plural(self, noun: str) -> str:
        """`wolf` → `wolves`."""
        return self._form("noun", noun, 0) or morphology.plural(noun)

    def article(self, phrase: str) -> str:
        """`a` or `an`: an author's `word an herb` decides for its noun."""
        first = phrase.split(" ", maxsplit=1)[0]
        word = self.words.get(("noun", phrase)) or self.words.get(("noun", first))
        return word.article if word is not None and word.article else article(phrase)

    def base_of(self, third: str) -> str | None:
        """The verb of which this is the third person singular, if it looks like one."""
        if ("verb", third) in self.words:
            return None
        for (speech, base), word in self.words.items():
            if speech == "verb" and third in (word.forms[2:3] or (third_singular(base),)):
                return base
        return base_of(third)


@lru_cache(maxsize=64)
def _lexicon(words: tuple[Word, ...]) -> Lexicon:
    return Lexicon({(w.speech, w.base): w for w in words})


def lexicon_of(world: World) -> Lexicon:
    """The lexicon of a world."""
    return _lexicon(world.words)


def listing(items: list[str], joiner: str = "and") -> str:
    """`Ray, Joan and Walt`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joiner} {items[-1]}"


_ONES = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def number_word(n: int) -> str:
    """Numbers below a hundred in words, others in figures."""
    if 0 <= n < 20:
        return _ONES[n]
    if 20 <= n < 100:
        tens = _TENS[n // 10 - 2]
        return tens if n % 10 == 0 else f"{tens}-{_ONES[n % 10]}"
    return str(n)


_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
MOST_ORDINAL = len(_ORDINALS)
"""Further on, places in a row are numbered."""


def ordinal_word(n: int) -> str:
    """`third`, of 1 to `MOST_ORDINAL`."""
    return _ORDINALS[n - 1]


def count_word(n: float) -> str:
    """A count or an amount as it is written in a sentence: `twelve`, `-3`, `2.5`."""
    return number_word(int(n)) if n == int(n) else f"{n:g}"
