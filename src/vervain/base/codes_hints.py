"""Hints: what can be taken, and is wrong in some telling (see `codes`)."""

from __future__ import annotations

_ACT = "action (who: person) waits\n  then who is asleep\n"

HINTS: dict[str, tuple[str, str, str, str]] = {
    "V801": (
        "A pronoun that stays",
        "A hint of `vervain check`, no mistake. Told in the first person by the one who is meant, "
        "`she` has to be `I`. A pronoun that comes from a role follows.",
        _ACT + "  say {who} {shuts} her eyes",
        _ACT + "  say {who} {shuts} {who's as her} eyes",
    ),
    "V802": (
        "A verb that stays",
        "A hint of `vervain check`, no mistake. A verb that stands in the plain text, or a past "
        "form in braces, does not follow the tense of the telling.",
        _ACT + "  say the door is open",
        _ACT + "  say the door {is} open",
    ),
}
