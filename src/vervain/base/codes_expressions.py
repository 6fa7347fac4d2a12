"""Findings about phrases, conditions, effects and values (V3xx)."""

from __future__ import annotations

_ACT = "action (who: person) waits\n  then who is asleep\n"

EXPRESSIONS: dict[str, tuple[str, str, str, str]] = {
    "V301": (
        "No fact of this world",
        "The words are no phrase that has been declared. Declare it as a fact, or use the "
        "words of the one that was meant.",
        "at the start\n  Ida is hungry",
        "fact (who: person) is hungry: yes or no\nat the start\n  Ida is hungry",
    ),
    "V302": (
        "No phrase",
        "A phrase is plain words and typed holes, and has at least one word of its own.",
        "fact (who: person): yes or no",
        "fact (who: person) is hungry: yes or no",
    ),
    "V303": (
        "A misspelt word in a phrase",
        "All words of the phrase but one are there, and that one is nearly right.",
        "at the start\n  Ida lovs Tom",
        "at the start\n  Ida loves Tom",
    ),
    "V304": (
        "Nobody of that name",
        "The name is neither that of an entity nor of a role of this line.",
        "at the start\n  Idda loves Tom",
        "at the start\n  Ida loves Tom",
    ),
    "V305": (
        "The wrong kind in a hole",
        "Every hole of a phrase takes entities of its kind only.",
        "at the start\n  the quay loves Tom",
        "at the start\n  Ida loves Tom",
    ),
    "V306": (
        "A name that is taken",
        "A quantifier cannot use a name that somebody has already in this line or act.",
        _ACT.replace("waits", "waits\n  when for some (who: person): who loves Ida"),
        _ACT.replace("waits", "waits\n  when for some (p: person): p loves Ida"),
    ),
    "V307": (
        "Brackets and colons",
        "Every bracket has a partner on its line, and a quantifier has a colon.",
        _ACT.replace("waits", "waits\n  when for some (p: person) p loves Ida"),
        _ACT.replace("waits", "waits\n  when for some (p: person): p loves Ida"),
    ),
    "V308": (
        "`and` mixed with `or`",
        "Brackets must say what belongs together.",
        _ACT.replace("waits", "waits\n  when the lamp is lit or who is Ida and who is asleep"),
        _ACT.replace("waits", "waits\n  when the lamp is lit or (who is Ida and who is asleep)"),
    ),
    "V309": (
        "Values of different sorts",
        "Numbers are compared with numbers, people with people.",
        _ACT.replace("waits", "waits\n  when debt of who to Ida is Tom"),
        _ACT.replace("waits", "waits\n  when debt of who to Ida is 3"),
    ),
    "V310": (
        "No effect",
        "An effect says what is so afterwards. Where a thing is not says nothing, and places "
        "never change their neighbours.",
        _ACT.replace("who is asleep", "who is not at the quay"),
        _ACT.replace("who is asleep", "who is at the path"),
    ),
    "V311": (
        "A value that the fact cannot have",
        "A fact has values of its type only: of its kind, within its bounds, unknown only if "
        "it says so.",
        "at the start\n  trust of Ida in Tom is 30",
        "at the start\n  trust of Ida in Tom is 3",
    ),
    "V312": (
        "Too much at once",
        "The line is too long, or has too many brackets in brackets, to be understood for certain.",
        "check in some story " + "(" * 120 + "the lamp is lit" + ")" * 120,
        "check in some story the lamp is lit",
    ),
    "V313": (
        "Two phrases for one thing",
        "Two phrases have the same words, and the same entities could fill their holes.",
        "fact (a: skipper) loves (b: person): yes or no, called adores",
        "fact (a: skipper) adores (b: person): yes or no",
    ),
    "V314": (
        "Two short names alike",
        "The functional form of a fact is made of its main words; `called NAME` gives it another.",
        "fact the debt: number",
        "fact the debt: number, called whole_debt",
    ),
}
