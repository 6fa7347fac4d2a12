"""Sentence trees in words: order, agreement, auxiliaries, case, punctuation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vervain.tell.clause import (
    Ask,
    Clause,
    EachOther,
    Name,
    Nominal,
    Noun,
    Prep,
    Pronoun,
    Quote,
    Relative,
    Sentence,
    Several,
    Sub,
    That,
    Time,
)
from vervain.tell.lexicon import MODALS, Lexicon, listing, number_word
from vervain.tell.morphology import is_plural, possessive

_CASES = {
    "I": ("I", "me", "my", "myself"),
    "you": ("you", "you", "your", "yourself"),
    "he": ("he", "him", "his", "himself"),
    "she": ("she", "her", "her", "herself"),
    "it": ("it", "it", "its", "itself"),
    "we": ("we", "us", "our", "ourselves"),
    "they": ("they", "them", "their", "themselves"),
}
_PLURAL = ("we", "you", "they")
ENGLISH = Lexicon()


@dataclass(frozen=True, slots=True)
class Writer:
    """Puts trees into words, with the words of one world."""

    words: Lexicon = ENGLISH

    # ------------------------------------------------------------ nouns

    def noun(self, noun: Nominal, case: int = 0) -> str:
        """A noun phrase; `case`: 0 subject, 1 object, 2 possessive."""
        if isinstance(noun, Pronoun):
            return _CASES[noun.text][case]
        if isinstance(noun, Several):
            items = [self.noun(item, 1 if case == 1 else 0) for item in noun.items]
            items.sort(key=lambda words: words in ("I", "me"))
            text = listing(items, noun.joiner)
        elif isinstance(noun, Name):
            text = noun.text
        else:
            text = self._common(noun)
        return possessive(text) if case == 2 else text

    def _common(self, noun: Noun) -> str:
        several = noun.plural or (noun.count is not None and noun.count != 1)
        head = self.words.plural(noun.lemma) if several else noun.lemma
        number = [number_word(noun.count)] if noun.count is not None else []
        body = " ".join([*number, *noun.adjectives, head])
        determiner = noun.determiner
        if noun.owner is not None:
            determiner = self.noun(noun.owner, 2)
        elif determiner in ("a", "an"):
            determiner = "" if several or number else self.words.article(body)
        text = f"{determiner} {body}".strip()
        return f"{text} {self._relative(noun.relative)}" if noun.relative else text

    def _relative(self, relative: Relative) -> str:
        clause = relative.clause
        if relative.of_object:
            return f"{relative.word} {self.clause(replace(clause, object=None))}"
        return f"{relative.word} {self._predicate(clause)}"

    def _is_plural(self, noun: Nominal) -> bool:
        if isinstance(noun, Pronoun):
            return noun.text in _PLURAL
        if isinstance(noun, Several):
            return noun.joiner == "and" or self._is_plural(noun.items[-1])
        if isinstance(noun, Name):
            return noun.plural or is_plural(noun.text)
        return noun.plural or (noun.count is not None and noun.count != 1)

    # ------------------------------------------------------------ verbs

    def chain(self, clause: Clause) -> list[str]:
        """The verb with its auxiliaries, the finite one first."""
        verb = clause.verb.split(" ")[0]
        helpers: list[str] = []
        if clause.modal or clause.time is Time.FUTURE:
            helpers.append(clause.modal or "will")
        parts = ["have"] if clause.perfect else []
        parts += ["be"] if clause.progressive else []
        parts += ["be"] if clause.passive else []
        parts.append(verb)
        forms: list[str] = []
        kinds = self._kinds(clause)
        for part, kind in zip(parts, kinds, strict=True):
            if kind == "participle":
                forms.append("been" if part == "be" else self.words.participle(part))
            elif kind == "gerund":
                forms.append("being" if part == "be" else self.words.gerund(part))
            else:
                forms.append(part)
        asks = clause.ask is not None and clause.ask is not Ask.WHO
        plain = not helpers and len(parts) == 1 and verb != "be"
        if plain and (clause.negated or asks):
            return [self._finite("do", clause), verb]
        if helpers:
            return [*helpers, *forms]
        return [self._finite(parts[0], clause), *forms[1:]]

    @staticmethod
    def _kinds(clause: Clause) -> list[str]:
        """The form of each verb of the chain: by what stands before it."""
        kinds = ["base"]
        kinds += ["participle"] if clause.perfect else []
        kinds += ["gerund"] if clause.progressive else []
        kinds += ["participle"] if clause.passive else []
        return kinds

    def _finite(self, verb: str, clause: Clause) -> str:
        several = self._is_plural(clause.subject)
        first = isinstance(clause.subject, Pronoun) and clause.subject.text == "I"
        if clause.ask is Ask.WHO:
            several = first = False
        if verb == "be":
            if clause.time is Time.PAST:
                return "were" if several else "was"
            return "am" if first else "are" if several else "is"
        if clause.time is Time.PAST:
            return self.words.past(verb)
        return verb if several or first or verb in MODALS else self.words.third(verb)

    # ------------------------------------------------------------ clauses

    def _predicate(self, clause: Clause, *, bare: bool = False) -> str:
        """All but the subject; `bare`: without the finite verb, which stands elsewhere."""
        finite, *rest = self.chain(clause)
        verb = [finite] if not bare else []
        if clause.negated and not bare:
            verb = ["cannot"] if finite == "can" else [finite, "not"]
        elif clause.negated:
            verb = ["not"]
        auxiliary = rest or clause.verb == "be"
        middle = [clause.adverb] if clause.adverb else []
        before = [*verb, *middle] if auxiliary else [*middle, *verb]
        particle = clause.verb.split(" ")[1:]
        words = [*before, *rest, *self._objects(clause, particle)]
        return " ".join(w for w in words if w)

    def _objects(self, clause: Clause, particle: list[str]) -> list[str]:
        after: list[str] = []
        target = clause.object
        if isinstance(target, That):
            after = [*particle, f"{target.word} {self.clause(target.clause)}".strip()]
        elif isinstance(target, EachOther):
            after = ["each other", *particle]
        elif target is not None:
            own = target == clause.subject
            text = self._itself(target) if own else self.noun(target, 1)
            short = own or isinstance(target, Pronoun)
            after = [text, *particle] if short else [*particle, text]
        else:
            after = list(particle)
        if clause.to is not None:
            after.append(f"to {self.noun(clause.to, 1)}")
        if clause.complement:
            after.append(clause.complement)
        if clause.by is not None:
            after.append(f"by {self.noun(clause.by, 1)}")
        return [*after, *(self._modifier(m) for m in clause.modifiers)]

    @staticmethod
    def _itself(noun: Nominal) -> str:
        if isinstance(noun, Pronoun):
            return _CASES[noun.text][3]
        if isinstance(noun, Name):
            return _CASES["they" if noun.plural else noun.pronoun][3]
        return _CASES["they" if isinstance(noun, Several) or noun.plural else "it"][3]

    def _modifier(self, modifier: str | Prep | Sub) -> str:
        if isinstance(modifier, str):
            return modifier
        if isinstance(modifier, Prep):
            return f"{modifier.word} {self.noun(modifier.noun, 1)}"
        return f"{modifier.word} {self.clause(modifier.clause)}"

    def clause(self, clause: Clause) -> str:
        """A clause without capital and stop."""
        if clause.ask is None:
            return f"{self.noun(clause.subject)} {self._predicate(clause)}"
        if clause.ask is Ask.WHO:
            return f"who {self._predicate(clause)}"
        finite = self.chain(clause)[0]
        word = f"{clause.ask.value} " if clause.ask is not Ask.YES_NO else ""
        return f"{word}{finite} {self.noun(clause.subject)} {self._predicate(clause, bare=True)}"

    def sentence(self, sentence: Sentence) -> str:
        """A sentence, with its capital and its stop."""
        if isinstance(sentence, Quote):
            return self._quote(sentence)
        if isinstance(sentence, Clause):
            return _closed(self.clause(sentence), "." if sentence.ask is None else "?")
        subject = sentence.clauses[0].subject
        parts = [self.clause(sentence.clauses[0])]
        for clause in sentence.clauses[1:]:
            same = clause.subject == subject
            parts.append(self._predicate(clause) if same else self.clause(clause))
        return _closed(listing(parts, sentence.joiner), ".")

    def _quote(self, quote: Quote) -> str:
        said = self.clause(Clause(quote.speaker, quote.verb, time=quote.time))
        words = quote.words.rstrip()
        if quote.first:
            end = words if words[-1:] in ".!?…" else words + "."
            return f'{said[:1].upper()}{said[1:]}, "{end}"'
        end = words[:-1] + "," if words.endswith(".") else words
        end = end if end[-1:] in ",!?…" else end + ","
        return f'"{end}" {said}.'


def _closed(text: str, stop: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text[-1:] in ".!?…" else stop)
