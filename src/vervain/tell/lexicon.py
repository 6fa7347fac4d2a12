"""Words: how English verbs and nouns change their form.

Regular rules and a table of what is irregular. An unknown verb is regular, so that a verb an author
invents (`grok`) comes out sensibly (`groks`, `grokked` is a matter of the doubling rule below).
"""

from __future__ import annotations

import re

# base: (past, past participle); one word where both are the same
_IRREGULAR = """
arise arose arisen; awake awoke awoken; be was been; bear bore borne; beat beat beaten; become
became become;
begin began begun; bend bent; bet bet; bid bid; bind bound; bite bit bitten; bleed bled; blow blew
blown;
break broke broken; breed bred; bring brought; build built; burn burned; burst burst; buy bought;
cast cast;
catch caught; choose chose chosen; cleave cleft; cling clung; come came come; cost cost; creep
crept; cut cut;
deal dealt; dig dug; do did done; draw drew drawn; dream dreamed; drink drank drunk; drive drove
driven;
eat ate eaten; fall fell fallen; feed fed; feel felt; fight fought; find found; flee fled; fling
flung;
fly flew flown; forbid forbade forbidden; forget forgot forgotten; forgive forgave forgiven;
forswear forswore forsworn;
freeze froze frozen; get got; give gave given; go went gone; grind ground; grow grew grown; hang
hung; have had;
hear heard; hide hid hidden; hit hit; hold held; hurt hurt; keep kept; kneel knelt; know knew
known; lay laid;
lead led; lean leaned; leap leapt; leave left; lend lent; let let; lie lay lain; light lit; lose
lost; make made;
mean meant; meet met; mistake mistook mistaken; mow mowed mown; overhear overheard; pay paid; prove
proved proven;
put put; quit quit; read read; rend rent; ride rode ridden; ring rang rung; rise rose risen; run
ran run;
saw sawed sawn; say said; see saw seen; seek sought; sell sold; send sent; set set; sew sewed sewn;
shake shook shaken;
shed shed; shine shone; shoot shot; show showed shown; shrink shrank shrunk; shut shut; sing sang
sung; sink sank sunk;
sit sat; slay slew slain; sleep slept; slide slid; sling slung; slink slunk; slit slit; sow sowed
sown; speak spoke spoken;
speed sped; spend spent; spill spilled; spin spun; spit spat; split split; spread spread; spring
sprang sprung;
stand stood; steal stole stolen; stick stuck; sting stung; stink stank stunk; stride strode
stridden; strike struck;
string strung; strive strove striven; swear swore sworn; sweep swept; swell swelled swollen; swim
swam swum;
swing swung; take took taken; teach taught; tear tore torn; tell told; think thought; throw threw
thrown;
thrust thrust; tread trod trodden; undergo underwent undergone; understand understood; undo undid
undone;
upset upset; wake woke woken; wear wore worn; weave wove woven; weep wept; win won; wind wound;
withdraw withdrew withdrawn;
withhold withheld; withstand withstood; wring wrung; write wrote written
"""

IRREGULAR: dict[str, tuple[str, str]] = {}
for _entry in _IRREGULAR.split(";"):
    _words = _entry.split()
    IRREGULAR[_words[0]] = (_words[1], _words[-1])

MODALS = {"can": "could", "may": "might", "will": "would", "shall": "should", "must": "had to"}

# Verbs of more than one syllable whose last consonant is doubled (the stress falls on it).
_DOUBLED = {
    "admit",
    "begin",
    "commit",
    "compel",
    "confer",
    "control",
    "defer",
    "equip",
    "expel",
    "forbid",
    "forget",
    "occur",
    "omit",
    "patrol",
    "permit",
    "prefer",
    "propel",
    "rebel",
    "refer",
    "regret",
    "submit",
    "transfer",
}
_VOWELS = "aeiou"


def _doubles(verb: str) -> bool:
    """Whether the last consonant doubles before -ed and -ing (`stop`, `permit`; not `open`,
    `look`, `fix`)."""
    if verb in _DOUBLED:
        return True
    if len(re.findall(r"[aeiouy]+", verb)) != 1 or verb[-1] in "wxy" + _VOWELS:
        return False
    return (
        len(verb) > 2 and verb[-2] in _VOWELS and (verb[-3] not in _VOWELS or verb[-3:-1] == "ui")
    )


def third_singular(verb: str) -> str:
    """`put` → `puts`; also what makes the plural of a regular noun."""
    if verb in MODALS:
        return verb
    if verb in ("be", "have", "do", "go"):
        return {"be": "is", "have": "has", "do": "does", "go": "goes"}[verb]
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return verb + "es"
    if verb.endswith("o") and len(verb) > 1 and verb[-2] not in _VOWELS:
        return verb + "es"
    if verb.endswith("y") and len(verb) > 1 and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def base_of(third: str) -> str | None:
    """The base form of which `third` is the third person singular, if it looks like one
    (`quenches` → `quench`)."""
    special = {"is": "be", "has": "have", "does": "do", "goes": "go"}
    if third in special:
        return special[third]
    candidates = []
    if third.endswith("ies"):
        candidates.append(third[:-3] + "y")
    if third.endswith(("shes", "ches", "xes", "zes", "sses", "uses", "oes")):
        candidates.append(third[:-2])
    if third.endswith("s") and not third.endswith("ss"):
        candidates.append(third[:-1])
    fit = [c for c in candidates if c and third_singular(c) == third]
    return next((c for c in fit if c in IRREGULAR), fit[0] if fit else None)


def _regular_past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and len(verb) > 1 and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb) else "") + "ed"


def past(verb: str) -> str:
    """`take` → `took` (`be`: `was`; see `inflect` for `were`)."""
    if verb in MODALS:
        return MODALS[verb]
    return IRREGULAR[verb][0] if verb in IRREGULAR else _regular_past(verb)


def past_participle(verb: str) -> str:
    """`take` → `taken`."""
    return IRREGULAR[verb][1] if verb in IRREGULAR else _regular_past(verb)


def present_participle(verb: str) -> str:
    """`take` → `taking`."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _doubles(verb) else "") + "ing"


def article(noun_phrase: str) -> str:
    """`a` or `an`, by how the phrase sounds (`an hour`, `a one-way street`, `an 18-year-old`)."""
    word = noun_phrase.lstrip("\"'“‘").lower()
    if re.match(r"(hour|honest|honou?r|heir)", word) or re.match(r"(8|11(?!\d)|18(?!\d))", word):
        return "an"
    if re.match(r"(uni(?!n|m)|use|usu|eu|one\b|once\b|ouija|u[bt][ei]|uku)", word):
        return "a"
    return "an" if word[:1] in _VOWELS else "a"


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
