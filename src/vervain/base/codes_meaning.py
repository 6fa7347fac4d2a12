"""Findings about what acts, wants, outlines and tellings mean (V4xx)."""

from __future__ import annotations

_ACT = "action (who: person) waits\n  then who is asleep\n"
_BY_NOBODY = "happening the wind turns\n  then the lamp is not lit\n"
_FROM_IDA = "telling plainly\n  from Ida, first person\n"

MEANING: dict[str, tuple[str, str, str, str]] = {
    "V401": (
        "Not a plain statement",
        "At the start stand names, numbers, yes and no; nothing has to be worked out.",
        "at the start\n  debt of Tom to Ida rises by 3",
        "at the start\n  debt of Tom to Ida is 3",
    ),
    "V402": (
        "Agreement to a happening",
        "A happening is agreed to by nobody: it is the author's, or chance's.",
        _BY_NOBODY + "  agreed by Ida",
        _BY_NOBODY.replace("happening", "action") + "  agreed by Ida",
    ),
    "V403": (
        "An action of nobody",
        "Somebody must have a reason for an action: a role that is a person, or who is named "
        "after `agreed by`.",
        _BY_NOBODY.replace("happening", "action"),
        _BY_NOBODY,
    ),
    "V404": (
        "Nobody who acts against a value",
        "Without anybody who agreed, the line must say whose act it is.",
        _BY_NOBODY + "  against duty",
        _BY_NOBODY + "  against duty by Bess",
    ),
    "V405": (
        "A bond that no act moves",
        "A bond rises and falls by acts: `falls by N when ACT`.",
        "bond regard of (one: person) for (two: person): 0..9\n  falls by 1 when two is asleep",
        _ACT + "bond regard of (one: person) for (two: person): 0..9\n  falls by 1 when two waits",
    ),
    "V406": (
        "A glimpse of nothing",
        "After `glimpsed by` and a list stands a colon, and what they learn.",
        _ACT + "  glimpsed by Tom",
        _ACT + "  glimpsed by Tom: who is asleep",
    ),
    "V407": (
        "`There` is nowhere",
        "`There` is where the first who agreed is, else the first person, else the first place.",
        _BY_NOBODY + "  seen by everyone there",
        _BY_NOBODY + "  seen by everyone at the quay",
    ),
    "V408": (
        "Nobody that could see",
        "An act is seen by roles, names, `everyone`, `everyone there`, `everyone at PLACE`, "
        "`everyone (p: person) where COND`, or `nobody`.",
        _ACT + "  seen by everyone (p: place)",
        _ACT + "  seen by everyone (p: skipper)",
    ),
    "V409": (
        "An act without effects",
        "An act makes something so: `then …`.",
        "action (who: person) waits\n  when who is asleep",
        "action (who: person) waits\n  when who is asleep\n  then who is not asleep",
    ),
    "V410": (
        "No time that something takes",
        "A whole number of minutes, hours, days, weeks, months or years, or `until HH:MM`.",
        _ACT + "  takes a while",
        _ACT + "  takes 2 hours",
    ),
    "V411": (
        "No chance",
        "A chance is two whole numbers: `by chance 1 in 3`.",
        _BY_NOBODY + "  by chance 4 in 3",
        _BY_NOBODY + "  by chance 1 in 3",
    ),
    "V412": (
        "A worth of nothing",
        "`worth N when COND`, `worth N for each (p: person) where COND`, `worth N for each 10 "
        "of NUMBER`.",
        "wants of Ida\n  worth 3",
        "wants of Ida\n  worth 3 when the lamp is lit",
    ),
    "V413": (
        "A value without a weight",
        "`values V at N`, or `values V above all`.",
        _ACT + "  against duty\nwants of Ida\n  values duty",
        _ACT + "  against duty\nwants of Ida\n  values duty at 3",
    ),
    "V414": (
        "A value that nothing is against",
        "No act is for or against the value, but one is about a value of nearly that name.",
        _ACT + "  against duty\nwants of Ida\n  values dutty at 3",
        _ACT + "  against duty\nwants of Ida\n  values duty at 3",
    ),
    "V415": (
        "No stage",
        "A stage of the outline is a name, a colon, and `until` a condition or an act.",
        "outline\n  the dark: when the lamp is not lit",
        "outline\n  the dark: until the lamp is not lit",
    ),
    "V416": (
        "No limit of planning",
        "There are three: `everyone looks N steps ahead`, `everyone thinks N minds deep`, `a "
        "stage takes at most N steps`.",
        "plans\n  everyone looks far ahead",
        "plans\n  everyone looks 3 steps ahead",
    ),
    "V417": (
        "A check of nothing",
        "A check is of every story, or of some story.",
        "check in most stories the lamp is lit",
        "check in some story the lamp is lit",
    ),
    "V418": (
        "No way of telling",
        "`from NAME`, then first, second or third person, present or past tense; titles and the "
        "words of a look back stand in quotes; order, distance and register are one of a few "
        "words each, a telling dwells on what there is, and is at most so many words long; words "
        "of passage are said `first`, `between` or `last`, `when` something holds or `of every` "
        "one for whom it does.",
        "telling plainly\n  from Ida, fourth person",
        _FROM_IDA,
    ),
    "V419": (
        "No such stage",
        "A telling opens at, goes back to, and changes its view at stages of the outline.",
        _FROM_IDA + "  open at the dark",
        "outline\n  the dark: until the lamp is not lit\n" + _FROM_IDA + "  open at the dark",
    ),
    "V422": (
        "Half a million facts",
        "Statements about everyone's beliefs about everyone multiply.",
        "at the start\n  " + "everyone believes " * 12 + "the lamp is lit",
        "at the start\n  everyone believes everyone believes the lamp is lit",
    ),
    "V423": (
        "No time to start",
        "`clock starts day N at HH:MM`.",
        "clock starts at noon",
        "clock starts day 1 at 12:00",
    ),
    "V424": (
        "A curly bracket without a partner",
        "In the words of an act every hole is closed: `{who}`.",
        _ACT + "  say {who wait",
        _ACT + "  say {who} {wait}",
    ),
    "V425": (
        "An unknown hole",
        "A hole is a role, a name, a fact with a value, a claim, or a verb in lower case.",
        _ACT + "  say {woh} {wait}",
        _ACT + "  say {who} {wait}",
    ),
    "V426": (
        "Words without a colon",
        "`say when …` and `say as …` end with a colon before the words.",
        _ACT + "  say as Ida {who} {wait}",
        _ACT + "  say as Ida: {who} {wait}",
    ),
    "V427": (
        "An act of whoever it is",
        "Those who agree are roles or names, so that it can be asked what they want.",
        _ACT + "  agreed by the quencher",
        _ACT.replace("then", "when the quencher is (k: person)\n  then") + "  agreed by k",
    ),
    "V428": (
        "Two roles that are not those of the heading",
        "`even if` names two roles of the heading, which may then be one and the same.",
        _ACT + "  even if who is Tom",
        _ACT.replace("waits", "waits for (two: person)") + "  even if who is two",
    ),
    "V429": (
        "An outline beside the wants of the author",
        "A story follows an outline, or serves the wants of the author; not both.",
        "wants of the author\n  worth 1 when the lamp is lit\n"
        "outline\n  the light: until the lamp is lit",
        "wants of the author\n  worth 1 when the lamp is lit",
    ),
    "V431": (
        "A hole that looks into a mind",
        "In a frame stands what is so. What somebody believes is not given away by a name or a "
        "number; it chooses among frames, `say when COND: …`, in the telling of whoever believes "
        "it and in nobody's.",
        _ACT + "  say {who} {look} for {the quencher in the mind of who}",
        _ACT + "  say when who believes the quencher is who: {who} {wait}",
    ),
    "V440": (
        "No form of a word",
        "A line of the `lexicon` is a word and those of its forms that are not regular: `to` "
        "before a verb, `a` or `an` before a noun.",
        "lexicon\n  word to glim, glam, glum, glims, glimming, glom",
        "lexicon\n  word to glim, glam, glum",
    ),
    "V441": (
        "A word given twice",
        "The forms of a word stand in one line.",
        "lexicon\n  word to glim, glam\n  word to glim, glom",
        "lexicon\n  word to glim, glam",
    ),
    "V442": (
        "Words that cannot stand for others",
        "`instead of` names a verb (with `to`) or a noun (with `a` or `an`), and after a colon "
        "others of its sort that mean the same; `when formal`, `when plain`, `when colloquial` or "
        "`when who feels FEELING` may stand before the colon.",
        "lexicon\n  instead of to walk to: a stroll",
        "lexicon\n  instead of to walk to: to stroll to, to go to",
    ),
    "V443": (
        "A sign or a beat without its words",
        "`shows FEELING`, `feels FEELING` and `beat` have words for the reader. Their roles are "
        "`who` and `whom`; a beat has one more where something is on record that brings it: "
        "`other` when overheard, `what` when holding, `here` when alone.",
        "lexicon\n  beat: {who} {turn} {what} over",
        "lexicon\n  beat when holding: {who} {turn} {what} over",
    ),
    "V445": (
        "A bond that does not say how it fades",
        "A bond fades by a number, each time some time has passed, until it is what it usually is: "
        "`fades by N every TIME`.",
        "bond regard of (one: person) for (two: person): 0..9\n  fades by 1 when two is asleep",
        "bond regard of (one: person) for (two: person): 0..9\n  fades by 1 every 7 days",
    ),
}
