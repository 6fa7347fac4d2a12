"""Findings about declarations: kinds, people, places, things, facts (V2xx)."""

from __future__ import annotations

DECLARATIONS: dict[str, tuple[str, str, str, str]] = {
    "V201": (
        "There is no such kind",
        "A role, a fact or a kind names a kind that is declared nowhere.",
        "fact (who: skiper) is wet: yes or no",
        "fact (who: skipper) is wet: yes or no",
    ),
    "V202": (
        "Declared twice",
        "Two kinds, two entities or two stages have the same name.",
        "person Ida",
        "person Ida the younger",
    ),
    "V203": (
        "A role without a name",
        "A hole in a phrase is one word for the role, a colon and a kind.",
        "fact (: person) is wet: yes or no",
        "fact (who: person) is wet: yes or no",
    ),
    "V204": (
        "Two roles of one name",
        "The roles of a phrase need names of their own.",
        "fact (one: person) envies (one: person): yes or no",
        "fact (one: person) envies (two: person): yes or no",
    ),
    "V205": (
        "A role without a kind",
        "It must be known who or what can fill a role.",
        "fact (who) is wet: yes or no",
        "fact (who: person) is wet: yes or no",
    ),
    "V206": (
        "A fact without a type",
        "After the phrase and a colon stands what the fact can be: `yes or no`, `number`, "
        "bounds such as `0..10`, or a kind.",
        "fact the door is open",
        "fact the door is open: yes or no",
    ),
    "V207": (
        "A kind that is nothing",
        "A kind is a kind of person, place or thing, or of another kind.",
        "kind sailor",
        "kind sailor is a person",
    ),
    "V208": (
        "A kind of itself",
        "Kinds that are kinds of each other would never end.",
        "kind sailor is a sailor",
        "kind sailor is a person",
    ),
    "V209": (
        "No name",
        "A declaration of a person, place or thing begins with its name.",
        "person , she",
        "person Nell, she",
    ),
    "V210": (
        "Nothing that can be said of an entity",
        "After the name come a pronoun, descriptions in quotes, `at PLACE`, `held by PERSON` "
        "and, for places, `next to PLACE`.",
        "person Nell, tall, at the quay",
        'person Nell, "the tall one", at the quay',
    ),
    "V211": (
        "Bounds that run backwards",
        "The lower bound of a number stands first.",
        "fact age of (who: person): 99..18",
        "fact age of (who: person): 18..99",
    ),
    "V212": (
        "Nothing that can be said of a fact",
        "After the type come `or unknown`, `usually V`, `seen by everyone there` (if the fact "
        "has a role), `can be told`, `called NAME`.",
        "fact the door is open: yes or no, mostly yes",
        "fact the door is open: yes or no, usually yes",
    ),
    "V213": (
        "What is usual does not fit",
        "The usual value of a fact must be one that the fact can have.",
        "fact age of (who: person): 18..99, usually 7",
        "fact age of (who: person): 18..99, usually 40",
    ),
    "V214": (
        "No feeling",
        "A fact that is a feeling names one of the twenty-two, or guilt; it is of one person, or "
        "of one toward another; and it is yes or no, or goes from 0 (not felt) to 3 (very "
        "strongly).",
        "fact fury of (one: person) at (two: person): 0..3, felt as angre",
        "fact fury of (one: person) at (two: person): 0..3, felt as anger",
    ),
}
