"""Findings about questions to a story (V7xx)."""

from __future__ import annotations

QUESTIONS: dict[str, tuple[str, str, str, str]] = {
    "V701": (
        "Nobody of that name is there to ask about",
        "A question names people, places and things as the world does.",
        'vervain believes gull_point "Idda"',
        'vervain believes gull_point "Ida"',
    ),
    "V702": (
        "This is not one fact, or not one act",
        "A question is about a single fact of the world, with or without a value, or about a "
        "single act, in the author's own words and with names in their holes.",
        'vervain who gull_point "Ida and Tom"',
        'vervain who gull_point "the quencher"',
    ),
    "V703": (
        "The story does not fit the world",
        "A question is answered by doing the acts of the story again. That fails if the world has "
        "been changed since the story was planned, or if the story is another world's.",
        "vervain why changed.world 4 --story old.json",
        "vervain why changed.world 4",
    ),
    "V704": (
        "No such event, fact or feeling",
        "An event is named by its number, as `vervain plan` lists it, or by words of its act: the "
        "first event that has them all is meant. `why` takes a fact, a belief, a bond or a "
        "feeling, too: `Ida believes the quencher is Bess`, `Ida is angry with Tom`, "
        "`Ida's anger`, `what Ida feels toward Tom`, with the name of somebody who is in "
        "the story and of an emotion that `vervain feel` lists.",
        'vervain why gull_point "Tom puts out the light"',
        'vervain why gull_point "Tom quenches the lamp"',
    ),
    "V705": (
        "No such want or rule to take away",
        "A want is named by words of its line or of its `so that`, an act or a reaction by words "
        "of its heading.",
        'vervain what-if gull_point "Tom does not want sausages"',
        'vervain what-if gull_point "Tom does not want he owes nobody"',
    ),
    "V751": (
        "This cannot be varied",
        "An ensemble varies a fact at the start by a list of its values, or whole changes of the "
        "world parted by |, as it is being one of them.",
        'vervain many gull_point --vary "debt of Tom to Ida ="',
        'vervain many gull_point --vary "debt of Tom to Ida = 10, 40"',
    ),
}
