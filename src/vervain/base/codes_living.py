"""Findings about how a world runs (V43x)."""

from __future__ import annotations

_ACT = "action (who: person) waits\n  then the lamp is lit\n  agreed by who\n"

LIVING: dict[str, tuple[str, str, str, str]] = {
    "V430": (
        "No length of a turn",
        "A turn is a number of minutes, hours, days, weeks, months or years.",
        "one turn is a moment",
        "one turn is 1 month",
    ),
    "V431": (
        "No temper",
        "Who is prudent does what promises most; who is steady mostly does; who is impulsive often "
        "does something that promises less.",
        "wants of Ida\n  worth 1 when the lamp is lit\n  temper hasty",
        "wants of Ida\n  worth 1 when the lamp is lit\n  temper impulsive",
    ),
    "V432": (
        "Something that does not come round",
        "What comes round is a season, night, or a number of turns, hours, days, weeks, months or "
        "years.",
        _ACT + "  every now and then",
        _ACT + "  every 2 years",
    ),
    "V433": (
        "A lot for nobody",
        "What is drawn by lot is a role of the act.",
        _ACT + "  by lot somebody",
        _ACT + "  by lot who",
    ),
    "V437": (
        "A time that no clock tells",
        "An act can be bound to a time of the calendar (`at night`, `in winter`), and a yes or no "
        "fact can be so for a time (`for 2 turns`, `for 3 days`). For that the world says how long "
        "a turn is.",
        _ACT + "  at noonday",
        "one turn is 1 hour\n" + _ACT + "  at night",
    ),
    "V434": (
        "No crowd",
        "`people` wants a number (at most 20,000) and a kind of person. Each of them gets a name.",
        "people 200 lamps",
        "people 200 skipper",
    ),
    "V435": (
        "What cannot be drawn",
        "At the start a fact about everyone of a kind can be drawn: `10 others`, `3 neighbours`, "
        "`others in groups of 4`, `1900..1990`, `by chance 1 in 3`. It is one plain fact.",
        "at the start\n  Tom loves 2 others",
        "at the start\n  every (p: person) loves 2 others",
    ),
    "V436": (
        "A run that does not say how long it lasts",
        "Below `plans` stands for how long a run lasts (`a run lasts 10 years`), and when it ends "
        "sooner (`a run ends when the lamp is lit`).",
        "plans\n  a run lasts for ever",
        "plans\n  a run lasts 10 years",
    ),
    "V439": (
        "Nothing that can be handed over",
        "Below `hand over to` stands who has whose place in the other world (`Joan is the first "
        "(p: person) where COND`, `the others are every (p: person) where COND`), which fact is "
        "said there in which words (`FACT means WORDS`), what is so there (`there WORDS`), and its "
        "limits (`plans WORDS`).",
        "hand over to hello\n  Joan is whoever comes first",
        "hand over to hello\n  Joan is the first (p: person) where p is not Tom",
    ),
}
