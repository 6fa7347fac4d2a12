"""Words for feelings: of the one from whose mind it is told as they think them (free indirect
style), of others as they show.

`{who}` feels, `{whom}` is who did it or whom it is about; `{gain}` is what the want is for, as it
would be; `{lost}` what was wanted; `{deed}` an act that is reckoned with. A wording that asks for
what a feeling has not is passed over.
"""

from __future__ import annotations

from vervain.story.feel.feeling import Emotion

THOUGHT: dict[Emotion, tuple[str, ...]] = {
    Emotion.JOY: ("{gain}, now", "{who} {be} glad of it", "It {is} good, {who} {think}"),
    Emotion.SATISFACTION: (
        "It {is} done, and {gain}",
        "It {has} come out as {who} had hoped",
        "That {is} as it should be",
    ),
    Emotion.RELIEF: ("It {is} all right, then", "That, at least, {is} over"),
    Emotion.HOPE: ("Perhaps {gain}", "With luck {gain}"),
    Emotion.FEAR: ("What if {deed}?", "And if {deed}?"),
    Emotion.DISTRESS: (
        "{who} {have} wanted {lost}",
        "It {is} not how it should be, {who} {think}",
        "It {is} hard to look at it and go on",
    ),
    Emotion.DISAPPOINTMENT: ("Nothing {will} come of it now", "{who} {have} hoped for more"),
    Emotion.FEARS_CONFIRMED: (
        "It {is} what {who} {have} been afraid of",
        "{who} {have} seen it coming",
    ),
    Emotion.ANGER: (
        "{whom} {have} no right to do that",
        "That {is} {whom's} doing, and {who} {will} not forget it",
    ),
    Emotion.REPROACH: ("{whom} {have} no business doing that", "It {is} not right of {whom}"),
    Emotion.GRATITUDE: ("It {is} good of {whom}", "{who} {will} not forget that {whom} {do} that"),
    Emotion.ADMIRATION: ("It {is} well done of {whom}", "One {has} to hand it to {whom}"),
    Emotion.PITY: ("Poor {whom as name}", "{who} {be} sorry for {whom}"),
    Emotion.HAPPY_FOR: ("{who} {be} glad for {whom}",),
    Emotion.RESENTMENT: ("It {is} more than {whom} {deserve}",),
    Emotion.GLOATING: ("It {serves} {whom} right",),
    Emotion.PRIDE: ("{who} {have} done it well", "It {is} well done, {who} {think}"),
    Emotion.GRATIFICATION: ("It {is} {who's} own doing, and it {is} good",),
    Emotion.SHAME: (
        "{who} {be} not proud of it",
        "It {is} nothing that {who} {will} want to be told of",
    ),
    Emotion.REMORSE: ("If only {who} had not done it", "{who} {wish} it undone"),
}
"""What goes through the mind. Love and hate last and are not thought at one event."""

SHOWN: dict[Emotion, tuple[str, ...]] = {
    Emotion.JOY: ("{who} {smile}", "{who's} face {is} all light"),
    Emotion.SATISFACTION: ("{who} {nod}, slowly", "{who} {smile}"),
    Emotion.GRATITUDE: ("{who} {find} no words", "{who} {smile}"),
    Emotion.RELIEF: ("{who} {let} out a long breath",),
    Emotion.HAPPY_FOR: ("{who} {smile}",),
    Emotion.DISTRESS: ("{who's} face {falls}", "{who} {look} away"),
    Emotion.DISAPPOINTMENT: ("{who's} face {falls}",),
    Emotion.FEAR: ("{who} {go} pale", "The colour {goes} out of {who's} face"),
    Emotion.FEARS_CONFIRMED: ("{who} {go} pale", "{who} {close} {who's} eyes"),
    Emotion.ANGER: ("{who} {go} red", "{who's} mouth {goes} thin"),
    Emotion.REPROACH: ("{who} {shake} {who's} head", "{who's} mouth {goes} thin"),
    Emotion.RESENTMENT: ("{who's} mouth {goes} thin",),
    Emotion.PITY: ("{who} {look} at {whom} for a long time",),
    Emotion.SHAME: ("{who} {look} at the floor",),
    Emotion.REMORSE: ("{who} {look} at the floor",),
}
"""What others see of it: never its name."""
