"""What to say about words that are no fact of the world: the nearest one, or how to declare it."""

from __future__ import annotations

from difflib import SequenceMatcher

from vervain.lang.expr import Param
from vervain.lang.habits import habit
from vervain.lang.phrases import shown
from vervain.lang.reading import Line, Scope
from vervain.lang.world import Hole

LIKE_ENOUGH = 0.62
"""How alike the words of two phrases must be for one to be offered in place of the other."""


def no_such_fact(line: Line, i: int, end: int, scope: Scope) -> tuple[str, str]:
    """(message, hint) for the tokens from `i` up to `end`."""
    parts = _generalised(line, i, end, scope)
    said = line.text(i, end)
    words = [p for p in parts if isinstance(p, str)]
    message = f"`{said}` is no fact of this world"
    meant = habit(said, parts, line.lexicon.kinds)
    if meant is not None:
        return message, f"write: {meant}"
    if len(parts) == 1 and not words:
        return message, f"say what is so of it, say: {said} is …"
    near, best = "", LIKE_ENOUGH
    for phrases in (line.lexicon.facts, line.lexicon.values):
        for entry in phrases.positives:
            others = [p for p in entry.parts if isinstance(p, str)]
            ratio = _likeness([w for w in words if w not in _DENIAL], others)
            if ratio > best:
                near, best = shown(entry.parts), ratio
    if near:
        return message, f"did you mean `{near}`?"
    last = parts[-1]
    if len(parts) > 2 and parts[-2] == "is" and isinstance(last, Hole):
        return message, f"declare it with: fact {_declared(parts[:-2])}: {last.param.kind}"
    return message, f"declare it with: fact {_declared(parts)}: yes or no"


_DENIAL = ("not", "does", "do")


def _likeness(words: list[str], others: list[str]) -> float:
    """Most of the likeness is in the letters, so that one wrong letter does not hide a word."""
    text, other = " ".join(words), " ".join(others)
    matcher = SequenceMatcher(None, text, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() > LIKE_ENOUGH else 0.0


def key_of(line: Line, i: int, end: int, scope: Scope = ()) -> str:
    """The same for the same undeclared fact, whoever it is said of."""
    parts = _generalised(line, i, end, scope)
    key = " ".join(p if isinstance(p, str) else "_" for p in parts if p not in _DENIAL)
    return key.removesuffix(" is _")


def _generalised(line: Line, i: int, end: int, scope: Scope) -> list[str | Hole]:
    """The words with a hole wherever somebody or something is named."""
    parts: list[str | Hole] = []
    while i < end:
        longest = max(line.lexicon.names_at(line.words, i), key=lambda n: n[1], default=None)
        param = line.param(line.words[i], scope)
        if longest is not None and longest[1] <= end:
            kind = line.lexicon.entities[longest[0]].kinds[0]
            parts.append(Hole(Param(_role(parts), kind)))
            i = longest[1]
        elif param is not None:
            parts.append(Hole(Param(_role(parts), param.kind)))
            i += 1
        elif line.tokens[i].kind == "number":
            parts.append(Hole(Param(_role(parts), "number")))
            i += 1
        else:
            parts.append(line.words[i])
            i += 1
    return parts


def _role(parts: list[str | Hole]) -> str:
    return ("who", "other", "third", "fourth")[min(3, sum(isinstance(p, Hole) for p in parts))]


def _declared(parts: list[str | Hole]) -> str:
    """How a fact of these words would be declared: without its denial."""
    return shown(tuple(p for p in parts if p not in _DENIAL))
