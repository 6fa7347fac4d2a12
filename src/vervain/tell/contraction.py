"""Contractions: what is drawn together in talking (`didn't`, `she'd gone`, `it's`), and taken apart
in formal English; outside quotation marks."""

from __future__ import annotations

import re
from collections.abc import Callable

from vervain.tell.irregular import is_participle
from vervain.tell.readings import unquoted
from vervain.tell.tree import Finite, Form, Mention, Token, Words, worded

_HELPERS = "did does do was were is are has have had could would should might must need"
_NOT = re.compile(rf"\b({'|'.join(_HELPERS.split())}) not\b")
_AFTER = re.compile(r"^ not\b")
_CANNOT = re.compile(r"\bcannot\b")
_CONTRACTED = re.compile(
    r"\b(\w+)n't\b|\b(it|that|there|he|she|what)'s\b(?= (?:a|an|the|no|not)\b)", re.IGNORECASE
)
_WHOLE = {"ca": "cannot", "wo": "will not", "sha": "shall not"}
_SHORT = {
    **{"is": "'s", "are": "'re", "am": "'m", "has": "'s", "have": "'ve", "had": "'d"},
    **{"will": "'ll", "would": "'d"},
}
_SUBJECTS = ("i", "you", "he", "she", "it", "we", "they")
_IT = re.compile(r"(?:^|[\s“\"])(it|that|there|what|who) $", re.IGNORECASE)
_NEXT = re.compile(r"^ (?:(?:still|never|always|now|long|only|just|already|also) )?([a-z]+)")
_STAYS = re.compile(r"^(?: not\b|[.,;:!?]|$| (?:and|or|but)\b)")


def taken_apart(text: str, *, quoted: bool) -> str:
    """`did not` for `didn't`."""
    bare, _ = unquoted(text, quoted)
    return _both(_CONTRACTED, text, bare, _expanded)[0]


def drawn_together(text: str, before: list[Token], *, quoted: bool) -> str:
    """The words of one leaf as one talks; an auxiliary that stands before them is drawn into a
    `not` that follows, or into its pronoun."""
    bare, _ = unquoted(text, quoted)
    last = before[-1] if before else None
    helps = isinstance(last, Finite) and last.text in _HELPERS.split()
    if not quoted and helps and isinstance(last, Finite) and _AFTER.match(bare):
        before[-1] = worded(last, f"{last.text}n't")
        text, bare = text[4:], bare[4:]
    elif not quoted and isinstance(last, Finite):
        _into_pronoun(last, before, bare)
    text, bare = _both(_NOT, text, bare, lambda m: f"{m[1]}n't")
    return _both(_CANNOT, text, bare, lambda _: "can't")[0]


def _into_pronoun(verb: Finite, before: list[Token], after: str) -> None:
    """`she'd gone`, `it's`: a pronoun, or `it`, `that`, `there`, right before an auxiliary."""
    finite, blank, rest = verb.text.partition(" ")
    short = _SHORT.get(finite)
    if short is None or not (blank or _helps(verb.lemma, finite, after)):
        return
    if len(before) > 2 and _is_pronoun(before[-3]) and before[-2].text == " ":
        before[-2:] = [worded(verb, f"{short}{blank}{rest}")]
    elif len(before) > 1 and isinstance(before[-2], Words) and _IT.search(before[-2].text):
        before[-2:] = [
            worded(before[-2], before[-2].text[:-1]),
            worded(verb, f"{short}{blank}{rest}"),
        ]


def _is_pronoun(token: Token) -> bool:
    mine = isinstance(token, Mention) and token.form in (Form.PRONOUN, Form.CHOSEN)
    return mine and token.text.lower() in _SUBJECTS


def _helps(lemma: str, finite: str, after: str) -> bool:
    """The verb is not the last of its clause; `has` and `had` only before a participle."""
    if _STAYS.match(after):
        return False
    if lemma != "have":
        return True
    following = _NEXT.match(after)
    return following is not None and is_participle(following[1])


def _expanded(found: re.Match[str]) -> str:
    if found[2]:
        return f"{found[2]} is"
    whole = _WHOLE.get(found[1].lower(), f"{found[1]} not")
    return whole.capitalize() if found[1][:1].isupper() and found[1].lower() in _WHOLE else whole


def _both(
    pattern: re.Pattern[str], text: str, bare: str, new: Callable[[re.Match[str]], str]
) -> tuple[str, str]:
    """Both texts, with what the second shows outside quotation marks replaced."""
    for found in reversed(list(pattern.finditer(bare))):
        start, end = found.span()
        text = text[:start] + new(found) + text[end:]
        bare = bare[:start] + new(found) + bare[end:]
    return text, bare
