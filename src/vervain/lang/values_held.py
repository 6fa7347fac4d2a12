"""What people hold dear: hidden numbers that count the acts against and for a value."""

from __future__ import annotations

import re

from vervain.lang.context import Context
from vervain.lang.expr import Param
from vervain.lang.world import Fluent, FluentType, Hole, Phrase


def breaches(context: Context, value: str) -> str:
    """The fluent that counts somebody's acts against the value."""
    return _counter(context, "breaches_of", value)


def service(context: Context, value: str) -> str:
    """The fluent that counts somebody's acts for the value."""
    return _counter(context, "service_of", value)


def counters(context: Context, value: str) -> tuple[str | None, str | None]:
    """The two fluents, if there are acts against the value, or for it."""
    against, for_ = (f"{kind}_{slug(value)}" for kind in ("breaches_of", "service_of"))
    return (
        against if against in context.hidden else None,
        for_ if for_ in context.hidden else None,
    )


def value_of(fluent: Fluent) -> tuple[str, bool] | None:
    """What somebody holds dear, whose acts this fact counts, in words; and whether it counts the
    acts against it. None: it counts no acts."""
    words = [p for p in fluent.phrase.parts if isinstance(p, str)]
    if not fluent.hidden or words[:2] not in (["breaches", "of"], ["service", "of"]):
        return None
    return " ".join(words[2:-1]), words[0] == "breaches"


def held_dear(want: str) -> str:
    """What is held dear by a want that is a value: `honesty`, of `values honesty at 5`."""
    return want.removeprefix("values ").split(" at ", maxsplit=1)[0]


def slug(words: str) -> str:
    """Words as part of a functional name."""
    return re.sub(r"\W+", "_", words).strip("_")


def _counter(context: Context, kind: str, value: str) -> str:
    name = f"{kind}_{slug(value)}"
    if name not in context.hidden:
        who = Param("who", "person")
        words = (
            "breaches" if kind == "breaches_of" else "service",
            "of",
            *value.split(),
            "by",
            Hole(who),
        )
        context.hidden[name] = Fluent(
            name, Phrase(words), (who,), FluentType.NUMBER, low=0, default=0, hidden=True
        )
    return name
