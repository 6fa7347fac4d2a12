"""Register: the same telling in stiffer English, or as one talks. Quoted speech stays as it is.

What is chosen while a sentence is made (`choose.py`, `aggregate.py`, `reasoned.py`, the lines of
the module `english`) is not here; only what is so of any sentence: its connectives, what is drawn
together, and the `that` which one leaves out in talking.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import replace

from vervain.tell.contraction import drawn_together, taken_apart
from vervain.tell.discourse import Discourse, Key, Told
from vervain.tell.readings import unquoted
from vervain.tell.relation import Kind
from vervain.tell.spin import Register
from vervain.tell.tree import Finite, Link, Sentence, Token, Words, worded

Change = Callable[[str], str]

_LINKS = {
    Register.FORMAL: {
        "so that": "in order that",
        "So": "Accordingly,",
        "But": "Yet",
        "but": "yet",
        "because": "for",
        "to": "in order to",
        "so as not to": "in order not to",
        "Meanwhile,": "In the meantime,",
    },
    Register.COLLOQUIAL: {"although": "though", "so that": "so", "Meanwhile,": "All the while,"},
}
_LATER = re.compile(r"^(.+) later,$")
_WENT_BY = re.compile(r"^ by\b")
_WOULD = re.compile(r"\bwould\b")
_THAT = re.compile(r"^((?: (?:now|then|still))?) that (?=\S|$)")
_SAYING = frozenset({"believe", "think", "know", "suppose", "reckon", "guess", "say"})


def in_register(page: Discourse, register: Register, left: Set[Key] = frozenset()) -> Discourse:
    """The telling in this register, but for the units that are to be left as they are."""
    if register is Register.PLAIN:
        return page
    paragraphs = (
        tuple(t if left & set(t.tells) else _told(t, register) for t in paragraph)
        for paragraph in page.paragraphs
    )
    return replace(page, paragraphs=tuple(paragraphs))


def _told(told: Told, register: Register) -> Told:
    quoted = False
    sentences = []
    for sentence in told.sentences:
        said, quoted = _sentence(sentence, register, quoted=quoted, ours=told.frame is None)
        sentences.append(said)
    return replace(told, sentences=tuple(sentences))


def _sentence(
    sentence: Sentence, register: Register, *, quoted: bool, ours: bool
) -> tuple[Sentence, bool]:
    """`ours`: nobody but the teller has put it into words."""
    tokens: list[Token] = []
    wants = any(isinstance(t, Finite) and t.lemma == "want" for t in sentence.tokens)
    wishes = " wish " in sentence.text
    hoped = False
    for token in _together(sentence.tokens):
        if isinstance(token, Link):
            hoped = token.text.strip() == "so that" and register is Register.FORMAL
            ours = True  # so is what follows a connective of the teller's
            stays = (wants or wishes) and token.text.strip() == "to"
            tokens.append(token if stays else _link(token, register, tokens))
        elif isinstance(token, Words):
            bare, after = unquoted(token.text, quoted)
            text = token.text
            if hoped:  # in order that nobody might look at him
                text, hoped = _each(_WOULD, text, bare, "might"), False
            new = _words(text, register, tokens, quoted=quoted, ours=ours)
            tokens.append(worded(token, new))
            quoted = after
        else:
            tokens.append(token)
    return Sentence(tuple(t for t in tokens if t.text)), quoted


def _together(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """The leaves, with words that follow one another as one."""
    words = ""
    for token in tokens:
        if type(token) is Words and words:
            words += token.text
        elif type(token) is Words:
            words, kept = token.text, token.kept
        else:
            if words:
                yield Words(words, kept)
            words = ""
            yield token
    if words:
        yield Words(words, kept)


def _link(link: Link, register: Register, before: list[Token]) -> Link:
    """A connective, or words for time, in the register."""
    words = link.text.strip()
    other = _LINKS[register].get(words, words)
    later = _LATER.match(words)
    if register is Register.FORMAL and later and _is_time(link):
        other = f"After {later[1][:1].lower()}{later[1][1:]},"
    if other == "for" and before and isinstance(before[-1], Words):
        before[-1] = worded(before[-1], f"{before[-1].text.rstrip()}, ")
    return link._replace(text=link.text.replace(words, other))


def _is_time(link: Link) -> bool:
    return link.relation is not None and link.relation.kind is Kind.TIME


def _words(text: str, register: Register, before: list[Token], *, quoted: bool, ours: bool) -> str:
    """The words of one leaf in the register; what stands before it may change with them."""
    last = before[-1] if before else None
    if register is Register.FORMAL:
        if isinstance(last, Finite) and last.lemma == "go" and _WENT_BY.match(text) and ours:
            before[-1] = Finite("pass", "passes" if last.text == "goes" else "passed", last.tense)
            text = text[3:]
        return taken_apart(text, quoted=quoted)
    if ours and not quoted and isinstance(last, Finite) and last.lemma in _SAYING:
        text = _THAT.sub(r"\1 ", text)
    return drawn_together(text, before, quoted=quoted)


def _each(pattern: re.Pattern[str], text: str, bare: str, new: str) -> str:
    """The first place outside quotation marks, replaced."""
    found = pattern.search(bare)
    return text if found is None else text[: found.start()] + new + text[found.end() :]
