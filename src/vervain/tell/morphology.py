"""How English words change their form: rules, and tables of what keeps to none.

A word that nobody knows is regular, so that a verb or a creature an author invents comes out
sensibly (`grok`, `grokked`; `a selkie`, `selkies`). Spelling is British (`travelled`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from vervain.tell.irregular import ADJECTIVES, LIE_TO, NOUNS, PLURALS, VERBS

MODALS = {
    "can": "could",
    "may": "might",
    "will": "would",
    "shall": "should",
    "must": "had to",
    "could": "could",
    "might": "might",
    "would": "would",
    "should": "should",
    "ought": "ought",
}
"""Modal verbs: what they are in the past."""

_VOWELS = "aeiou"

# Verbs of more than one syllable whose last consonant is doubled (the stress falls on it).
_DOUBLED = frozenset(
    """abet abhor abut acquit admit allot aver befit befog bedim begin beget beset bestir
    bewig commit compel concur confer control corral debar debug defer demur deter dispel eavesdrop
    embed emit enrol entrap enwrap equip excel expel extol forbid forget format handicap
    hobnob humbug impel incur infer input inter kidnap leapfrog nonplus occur omit outbid
    outfit outrun outwit overlap overrun
    patrol permit prefer program propel rebel rebut recap recur
    refer refit regret remit repel rerun reset sandbag submit transfer transmit trepan unclog
    undercut unman unpin unplug unwrap unzip upset worship zigzag dial fuel duel
    typeset underpin backlog""".split()
)


def _syllables(word: str) -> int:
    word = word.removesuffix("e") if not word.endswith(("le", "ee", "ye")) else word
    return len(re.findall(r"[aeiouy]+", word.replace("qu", "qw")))


@lru_cache(maxsize=4096)
def doubles(word: str) -> bool:
    """Whether the last consonant doubles before -ed, -ing and -er (`stop`, `permit`, `travel`; not
    `open`, `look`, `fix`)."""
    if word in _DOUBLED:
        return True
    if len(word) < 3 or word[-1] in "wxyhc" + _VOWELS or word[-2] not in _VOWELS + "y":
        return False
    before = word[-3]
    short = before not in _VOWELS or word[-3:-1] == "ui" or (before == "u" and word[-4:-3] == "q")
    if word[-1] == "l" and _syllables(word) > 1:
        return short and word != "parallel" and word[-3:-1] != "ui"
    return short and _syllables(word) == 1 and not (word[-3:-1] == "ui" and word[-4:-3] != "q")


# ---------------------------------------------------------------- verbs


def _with_s(word: str) -> str:
    if word.endswith(("s", "sh", "ch", "x", "z")):
        return word + ("zes" if re.search(r"([^aeiou]|qu)[aeiou]z$", word) else "es")
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


@lru_cache(maxsize=4096)
def third_singular(verb: str) -> str:
    """`put` → `puts`."""
    if verb in MODALS:
        return verb
    if verb == LIE_TO:
        return "lies to"
    if verb in ("be", "have", "do", "go"):
        return {"be": "is", "have": "has", "do": "does", "go": "goes"}[verb]
    if verb.endswith("o") and len(verb) > 1 and verb[-2] not in _VOWELS:
        return verb + "es"
    return _with_s(verb)


@lru_cache(maxsize=4096)
def base_of(third: str) -> str | None:
    """The base form of which `third` is the third person singular, if it looks like one
    (`quenches` → `quench`)."""
    special = {"is": "be", "has": "have", "does": "do", "goes": "go"}
    if third in special:
        return special[third]
    if third.endswith(("ss", "us", "is", "as")) or third in VERBS:
        return None
    candidates = []
    if third.endswith("ies"):
        if third in ("dies", "lies", "ties", "vies", "hies", "belies", "unties"):
            return third[:-1]
        candidates += [third[:-3] + "y", third[:-1]]
    if third.endswith("zzes"):
        candidates.append(third[:-3])
    if third.endswith(("shes", "ches", "xes", "zes", "sses", "focuses", "buses", "oes")):
        candidates.append(third[:-2])
    if third.endswith("s"):
        candidates.append(third[:-1])
    fit = [c for c in candidates if c and third_singular(c) == third]
    return next((c for c in fit if c in VERBS), fit[0] if fit else None)


@lru_cache(maxsize=4096)
def regular_past(verb: str) -> str:
    """`walk` → `walked`, `stop` → `stopped`."""
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and len(verb) > 1 and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    if verb.endswith("ic"):
        return verb + "ked"
    return verb + (verb[-1] if doubles(verb) else "") + "ed"


def past(verb: str) -> str:
    """`take` → `took` (`be`: `was`; see `finite` for `were`)."""
    if verb in MODALS:
        return MODALS[verb]
    if verb == LIE_TO:
        return "lied to"
    return VERBS[verb][0] if verb in VERBS else regular_past(verb)


def past_participle(verb: str) -> str:
    """`take` → `taken`."""
    if verb == LIE_TO:
        return "lied to"
    return VERBS[verb][1] if verb in VERBS else regular_past(verb)


@lru_cache(maxsize=4096)
def present_participle(verb: str) -> str:
    """`take` → `taking`."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye", "nge")) and verb != "be":
        return verb[:-1] + "ing"
    if verb.endswith("nge") and verb not in ("singe", "tinge", "swinge", "whinge", "impinge"):
        return verb[:-1] + "ing"
    if verb.endswith("ic"):
        return verb + "king"
    return verb + (verb[-1] if doubles(verb) else "") + "ing"


# ---------------------------------------------------------------- nouns


_MANLY = ("human", "german", "roman", "talisman", "shaman", "ottoman", "norman", "caiman", "ataman")


@lru_cache(maxsize=4096)
def plural(noun: str) -> str:
    """`lamp` → `lamps`, `wolf` → `wolves`, `mother-in-law` → `mothers-in-law`; of several words the
    last changes, of `man of war` the first."""
    of = re.match(r"(.+?)([ -](?:of|in|at|from|to)[ -].*)$", noun)
    if of:
        return plural(of[1]) + of[2]
    at = max(noun.rfind(" "), -1 if noun in NOUNS else noun.rfind("-")) + 1
    head, word = noun[:at], noun[at:]
    known = NOUNS.get(word) or NOUNS.get(word.lower())
    if known is not None:
        return head + (known if word[:1].islower() else word[0] + known[1:])
    for end in ("wife", "knife", "life", "self", "shelf", "leaf", "loaf", "wolf", "thief", "half"):
        if word.endswith(end):
            return head + word[: -len(end)] + NOUNS[end]
    if word.endswith("man") and not word.lower().endswith(_MANLY):
        return head + word[:-2] + "en"
    if word.endswith(("mouse", "louse", "goose")) and word not in ("mongoose",):
        return head + word[: -len("ouse")] + NOUNS[word[-5:]][1:]
    if word.endswith(("foot", "tooth", "child")):
        end = next(e for e in ("foot", "tooth", "child") if word.endswith(e))
        return head + word[: -len(end)] + NOUNS[end]
    if word[:1].isupper() and word.endswith("y"):
        return noun + "s"  # the two Kitty Marys
    return head + _with_s(word)


@lru_cache(maxsize=4096)
def is_plural(noun_phrase: str) -> bool:
    """Whether a phrase names several (`the twins`, `the people`; not `the boss`)."""
    words = noun_phrase.split()
    if len(words) < 2 or words[0] not in ("the", "these", "those", "all", "both", "some"):
        return False
    of = next((i for i, w in enumerate(words) if i > 1 and w in ("of", "in", "at", "who")), None)
    head = words[: of or len(words)][-1].lower()
    if head in PLURALS:
        return True
    return head.endswith("s") and not head.endswith(("ss", "us", "is", "as")) and head not in NOUNS


def possessive(name: str) -> str:
    """`Ida's`, `James's`, `the twins'`, `the children's`."""
    return name + ("'" if name.endswith("s") and is_plural(name) else "'s")


_SILENT_H = re.compile(r"(hour|honest|honou?r|heir)")
_AS_YOU = re.compile(
    r"(uni(?!n[a-z]|m[a-z]|d[a-z]|gn)|unanim|use|usu|usa|usur|eu|ew|ub[iy]|uk|u[tr][aieo](?!er)|ute|ur[aio](?!l)"
    r"|urol|u\b|one\b|once\b|oneself|ouija|oui)"
)
_NAMED_AS_VOWEL = "AEFHILMNORSX"


def _number_begins_with_vowel(digits: str) -> bool:
    lead = digits.replace(",", "")
    lead = lead[: len(lead) % 3 or 3]
    return lead.startswith("8") or lead in ("11", "18")


@lru_cache(maxsize=4096)
def article(noun_phrase: str) -> str:
    """`a` or `an`, by how the phrase sounds (`an hour`, `a one-way street`, `an 18-year-old`)."""
    phrase = noun_phrase.lstrip("\"'“‘({[")
    number = re.match(r"[\d,]+", phrase)
    if number:
        return "an" if _number_begins_with_vowel(number[0]) else "a"
    letters = re.match(r"([A-Z]{1,3}|[B-DF-HJ-NP-TV-Z]{2,})(?![A-Za-z])", phrase)
    if letters and (len(letters[0]) > 1 or letters[0] == phrase or phrase[1:2] == "-"):
        return "an" if letters[0][0] in _NAMED_AS_VOWEL else "a"
    word = phrase.lower()
    if _SILENT_H.match(word):
        return "an"
    if _AS_YOU.match(word):
        return "a"
    return "an" if word[:1] in _VOWELS else "a"


# ---------------------------------------------------------------- adjectives


def _grades(adjective: str) -> bool:
    """Whether it takes -er and -est."""
    count = _syllables(adjective)
    if count < 2:
        return True
    ends = adjective.endswith(("y", "le", "ow", "er")) and adjective != "proper"
    return count == 2 and (ends or adjective in ("quiet", "stupid", "common"))


def _graded(adjective: str, end: str) -> str:
    if adjective.endswith("e"):
        return adjective + end[1:]
    if adjective.endswith("y") and adjective[-2:-1] not in _VOWELS:
        return adjective[:-1] + "i" + end
    return adjective + (adjective[-1] if doubles(adjective) else "") + end


def comparative(adjective: str) -> str:
    """`big` → `bigger`, `careful` → `more careful`."""
    if adjective in ADJECTIVES:
        return ADJECTIVES[adjective][0]
    return _graded(adjective, "er") if _grades(adjective) else f"more {adjective}"


def superlative(adjective: str) -> str:
    """`big` → `biggest`, `careful` → `most careful`."""
    if adjective in ADJECTIVES:
        return ADJECTIVES[adjective][1]
    return _graded(adjective, "est") if _grades(adjective) else f"most {adjective}"
