"""The speaker: facts, beliefs, acts and events in the author's own words, for answers.

Answers stand in the present, as the author's phrases do. People are named; a pronoun is only used
for who was named as the subject of the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from vervain.lang.later import TURNED
from vervain.lang.phrases import Parts, base_forms, negations
from vervain.lang.world import PLACE, Action, Dialect, Fluent, FluentType, Hole, World
from vervain.story.causes import Lack
from vervain.story.chronicle import Act, Chronicle, Claimed, Fact, Plain
from vervain.story.naming import plain_value
from vervain.tell import lexicon
from vervain.tell.counting import count_words
from vervain.tell.refer import OBJECT, POSSESSIVE, REFLEXIVE, SUBJECT, form

MOST_NAMED = 4
"""Names in a row; of more than these the first are named, and the rest counted."""

MOST_LACKS = 3
"""Of what an act lacks, so much is said."""

_PLURAL = {"is": "are", "was": "were", "has": "have", "does": "do"}

_ORDER = {">": "more than", ">=": "at least", "<": "less than", "<=": "at most"}

Said = tuple[Fact, Plain]


class Speaker:
    """Words for one story."""

    def __init__(self, world: World, chronicle: Chronicle) -> None:
        self.world, self.chronicle = world, chronicle
        self._fluents = {f.name: f for f in world.fluents}
        self._actions = {a.name: a for a in world.actions}
        self._phrases = {a.name: a.phrase for a in world.actions}
        self._phrases |= {r.name: r.phrase for r in world.reactions}
        self._pronouns = {e.name: e.pronoun for e in world.entities}
        self._people = set(chronicle.people)
        if world.dialect is Dialect.SABRE:  # where nobody has a pronoun
            self._pronouns |= dict.fromkeys(chronicle.people, "they")

    # ------------------------------------------------------------ people

    def pronoun(self, name: str, case: int = SUBJECT) -> str:
        """She, her, her."""
        return form(self._pronouns.get(name, "it"), case)

    def their(self, name: str) -> str:
        """Her, his, its, their."""
        return self.pronoun(name, POSSESSIVE)

    def them(self, name: str) -> str:
        """Her, him, it, them."""
        return self.pronoun(name, OBJECT)

    def verb(self, name: str, third: str) -> str:
        """The verb after the pronoun of a name: `they believe`, `she believes`."""
        if self._pronouns.get(name) != "they":
            return third
        return _PLURAL.get(third) or base_forms(third)[0]

    # ------------------------------------------------------------ facts

    def clause(self, fact: Fact, value: Plain) -> str:
        """What a fact is, without the minds: `Klaus is holding Caroline`."""
        return self._clause(fact.fluent, list(fact.args), value, plural=False)

    def _clause(self, name: str, args: list[str], value: Plain, *, plural: bool) -> str:
        fluent = self._fluents.get(name)
        if name == PLACE:
            return self._whereabouts(args[0], value, plural=plural)
        if fluent is None:
            return f"{name}({', '.join(args)}) is {_value(value)}"
        if fluent.hidden:
            return _hidden(fluent, args, value)
        parts: Parts = fluent.phrase.parts
        if fluent.type is FluentType.YES_NO:
            if value is None:
                return f"it is unknown whether {_filled(parts, args, plural=plural)}"
            if value is False:
                denied = negations(parts)
                if not denied:
                    return f"it is not so that {_filled(parts, args, plural=plural)}"
                parts = denied[0]
            return _filled(parts, args, plural=plural)
        noun = _filled(parts, args, plural=False)
        if value is None:
            return f"{noun} is unknown"
        return f"{noun} is {_value(value)}"

    def _whereabouts(self, who: str, value: Plain, *, plural: bool) -> str:
        be = "are" if plural else "is"
        if value is None:
            return f"{who} {be} nowhere to be found"
        if value in self._people:
            return f"{value} has {who}"
        return f"{who} {be} at {value}"

    def noun(self, fact: Fact) -> str:
        """A fact as a thing to know: `the quencher`, `where Bess is`, `whether the lamp is lit`."""
        fluent = self._fluents.get(fact.fluent)
        if fact.fluent == PLACE:
            return f"where {fact.args[0]} is"
        if fluent is None:
            return f"{fact.fluent}({', '.join(fact.args)})"
        words = _filled(fluent.phrase.parts, list(fact.args), plural=False)
        return f"whether {words}" if fluent.type is FluentType.YES_NO else words

    def belief(self, fact: Fact, value: Plain, *, right: bool = False) -> str:
        """`Klaus believes that Caroline is in danger`; `knows` if `right`; without minds the
        fact itself."""
        if not fact.minds:
            return self.clause(fact, value)
        inner = Fact(fact.fluent, fact.args, fact.minds[1:])
        who = fact.minds[0]
        if value is None and len(fact.minds) == 1:
            return f"{who} does not know {self.noun(inner)}"
        verb = "knows" if right else "believes"
        return f"{who} {verb} that {self.belief(inner, value)}"

    def knowing(self, who: str, said: Sequence[Said], *, right: bool) -> str:
        """Several beliefs of one, in which they are called by a pronoun."""
        unknown = [(f, v) for f, v in said if v is None]
        known = [(f, v) for f, v in said if v is not None]
        shared = [(f.fluent, f.args[1:], v) for f, v in known]
        known = [
            (f, v) if shared.count((f.fluent, f.args[1:], v)) > 1 else (self._about(who, f), v)
            for f, v in known
        ]
        parts = []
        if known:
            words = lexicon.listing([f"that {clause}" for clause in self.clauses(known)])
            parts.append(f"{who} {'knows' if right else 'believes'} {words}")
        if unknown:
            subject = self.pronoun(who) if known else who
            verb = self.verb(who, "does") if known else "does"
            nouns = lexicon.listing([self.noun(f) for f, _ in unknown], "or")
            parts.append(f"{subject} {verb} not know {nouns}")
        return ", and ".join(parts)

    def _about(self, who: str, fact: Fact) -> Fact:
        """The fact with a pronoun for `who`, where it is the subject, or stands at the end."""
        fluent = self._fluents.get(fact.fluent)
        if fluent is None or self._pronouns.get(who) in (None, "they"):
            return fact
        args = list(fact.args)
        place = fact.fluent == PLACE
        if args and args[0] == who and (place or self._begins_with_hole(fact.fluent)):
            args[0] = self.pronoun(who)
        ends = fluent.type is FluentType.YES_NO and isinstance(fluent.phrase.parts[-1], Hole)
        if len(args) > 1 and ends and args[-1] == who:
            itself = fact.args[0] == who and self._begins_with_hole(fact.fluent)
            args[-1] = self.pronoun(who, REFLEXIVE if itself else OBJECT)
        return Fact(fact.fluent, tuple(args), fact.minds)

    def facts(self, said: Iterable[Said]) -> str:
        """Several facts in one clause; those that differ in one name are said together."""
        return lexicon.listing(self.clauses(said))

    def clauses(self, said: Iterable[Said]) -> list[str]:
        """Clauses: one for several facts that differ in who they are about, or are about one."""
        groups: dict[tuple[str, tuple[str, ...], Plain, type], list[str]] = {}
        for fact, value in said:
            key = (fact.fluent, fact.args[1:], value, type(value))
            names = groups.setdefault(key, [])
            if (fact.args[0] if fact.args else "") not in names:
                names.append(fact.args[0] if fact.args else "")
        told: dict[tuple[str, int], list[str]] = {}
        for number, ((fluent, rest, value, _), names) in enumerate(groups.items()):
            first = self._begins_with_hole(fluent)
            who = self.names(names) if names != [""] else ""
            args = [who, *rest] if who else []
            words = self._clause(fluent, args, value, plural=first and len(names) > 1)
            if who and first and words.startswith(f"{who} "):
                told.setdefault((who, 0), []).append(words.removeprefix(f"{who} "))
            else:
                told[words, number + 1] = []
        return [
            f"{who} {lexicon.listing(said)}" if said else who for (who, _), said in told.items()
        ]

    def toward(self, facts: Sequence[Fact], value: Plain) -> str:
        """One clause for the same of one person toward several: `care of Ann for Tom and Bess is
        3`."""
        first, others = facts[0], [fact.args[1] for fact in facts]
        return self._clause(first.fluent, [first.args[0], self.names(others)], value, plural=False)

    def of_many(self, fact: Fact, value: Plain) -> str:
        """A fact of several, for whom its first name stands: `the townspeople are afraid`."""
        plural = self._begins_with_hole(fact.fluent)
        return self._clause(fact.fluent, list(fact.args), value, plural=plural)

    def _begins_with_hole(self, fluent: str) -> bool:
        known = self._fluents.get(fluent)
        if fluent == PLACE:
            return True
        return known is not None and isinstance(known.phrase.parts[0], Hole)

    def names(self, names: Sequence[str]) -> str:
        """`Joan, Ray and eleven others`."""
        if len(names) <= MOST_NAMED:
            return lexicon.listing(list(names))
        shown = list(names[: MOST_NAMED - 2])
        return lexicon.listing([*shown, f"{lexicon.number_word(len(names) - len(shown))} others"])

    def is_usual(self, fact: Fact, value: Plain) -> bool:
        """What is so of everybody unless the file says otherwise."""
        fluent = self._fluents.get(fact.fluent)
        return fluent is not None and plain_value(fluent.default) == value

    def lack(self, lack: Lack) -> str:
        """What fails, as it is, with what would be needed where that is not just the opposite."""
        fact = lack.fact
        if lack.counted is not None:
            return count_words(self.belief, lack.value, _needed(lack), lack.counted)
        if fact is None:
            return "that can never be"
        if fact.fluent.startswith(TURNED):
            return "there is no such thing to be done any more"
        if fact.minds and lack.op == "==" and lack.other is None and lack.wanted is not None:
            inner = Fact(fact.fluent, fact.args, fact.minds[1:])
            return f"{fact.minds[0]} does not believe that {self.belief(inner, lack.wanted)}"
        actual = self.belief(fact, lack.value)
        if lack.other is not None and fact.fluent == PLACE:
            return f"{actual}, not where {lack.other.args[0]} is"
        if lack.other is not None:
            return f"{actual}, while {self.belief(lack.other, lack.wanted)}"
        if isinstance(lack.value, bool) or lack.op == "!=":
            return actual
        if lack.op == "==":
            at = "at " if fact.fluent == PLACE else ""
            return f"{actual}, not {at}{_value(lack.wanted)}"
        return f"{actual}, not {_ORDER[lack.op]} {_value(lack.wanted)}"

    def lacks(self, lacks: Sequence[Lack]) -> str:
        """Several, as one clause."""
        known = [lack for lack in lacks if lack.fact or lack.counted] or list(lacks)
        if not known:
            return "there is nobody and nothing for its roles"
        clauses = list(dict.fromkeys(self.lack(lack) for lack in known))
        shown = clauses[:MOST_LACKS]
        more = len(clauses) - len(shown)
        return "; ".join(shown) + (f"; and {more} more" if more else "")

    # ------------------------------------------------------------ acts

    def act(self, act: Act) -> str:
        """An act as a clause: `Klaus runs to Caroline`."""
        return self._act(act.name, [self._bound(v) for _, v in act.roles], plural=False)

    def _act(self, name: str, roles: list[str], *, plural: bool) -> str:
        phrase = self._phrases.get(name)
        if phrase is None:
            return f"{name}({', '.join(roles)})"
        return _filled(phrase.parts, roles, plural=plural)

    def _bound(self, value: str | Claimed) -> str:
        if isinstance(value, str):
            return value
        return self.clause(Fact(value.fluent, value.args), value.value)

    def doing(self, act: Act, agent: str) -> str:
        """The act as what the agent can do: `drink from Sheila`; else as a clause after `have`."""
        phrase = self._phrases.get(act.name)
        roles = [self._bound(v) for _, v in act.roles]
        words = [] if phrase is None else list(phrase.parts)
        if len(words) > 1 and isinstance(words[0], Hole) and roles[0] == agent:
            base = lexicon.base_of(str(words[1])) if isinstance(words[1], str) else None
            if base is not None:
                rest = _filled(tuple(words[2:]), roles[1:], plural=False)
                return f"{base} {rest}".strip()
        return f"choose “{self.act(act)}”"

    def schema(self, act: Act) -> Action | None:
        """The action of a world; None for a reaction."""
        return self._actions.get(act.name)

    def event(self, number: int) -> str:
        """`Danny shoots Caroline (19)`."""
        return f"{self.act(self.chronicle.events[number].act)} ({number})"

    def roles(self, number: int) -> tuple[str | Claimed, ...]:
        """Who and what has a part in an event."""
        return tuple(bound for _, bound in self.chronicle.events[number].act.roles)

    def events(self, numbers: Sequence[int]) -> list[str]:
        """Events as clauses, a clause for each of `runs`."""
        return [self._run(run) for run in self.runs(numbers)]

    def runs(self, numbers: Sequence[int]) -> list[list[int]]:
        """Neighbours of the same act in which one role varies, together."""
        found: list[list[int]] = []
        for number in numbers:
            if found and self._alike([*found[-1], number]):
                found[-1].append(number)
            else:
                found.append([number])
        return found

    def _alike(self, run: list[int]) -> bool:
        acts = [self.chronicle.events[n].act for n in run]
        if len({a.name for a in acts}) > 1:
            return False
        return (
            sum(len(set(column)) > 1 for column in zip(*(a.roles for a in acts), strict=True)) < 2
        )

    def _run(self, run: list[int]) -> str:
        return f"{self.acts([self.chronicle.events[n].act for n in run])} ({numbers(run)})"

    def acts(self, acts: Sequence[Act]) -> str:
        """One clause for acts of one sort: `Danny, Joan and ten others shoot Caroline`."""
        if len(acts) == 1:
            return self.act(acts[0])
        columns = [
            list(dict.fromkeys(self._bound(v) for _, v in column))
            for column in zip(*(a.roles for a in acts), strict=True)
        ]
        phrase = self._phrases.get(acts[0].name)
        first = phrase is not None and isinstance(phrase.parts[0], Hole)
        plural = first and bool(columns) and len(columns[0]) > 1
        return self._act(acts[0].name, [self.names(c) for c in columns], plural=plural)

    def reaction(self, act: Act) -> str:
        """A reaction as a clause."""
        return self.act(act)


def numbers(run: Sequence[int]) -> str:
    """`32–43, 54`."""
    parts: list[list[int]] = []
    for number in run:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in parts)


def _needed(lack: Lack) -> str:
    return f"{_ORDER.get(lack.op, '')} {_value(lack.wanted)}".strip()


def _value(value: Plain) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    return "unknown" if value is None else str(value)


def _filled(parts: Parts, args: list[str], *, plural: bool) -> str:
    """The phrase with names in its holes; after several names in the first, a plural verb."""
    left = list(args)
    words = [(left.pop(0) if left else "somebody") if isinstance(p, Hole) else p for p in parts]
    if plural and len(words) > 1 and isinstance(parts[1], str):
        word = parts[1]
        words[1] = _PLURAL.get(word) or (lexicon.base_of(word) or word)
    return " ".join(words)


def _hidden(fluent: Fluent, args: list[str], value: Plain) -> str:
    """A fact of the checker's own: how often somebody has gone against what they hold dear, or has
    done something for it."""
    sort, _, held = fluent.name.partition("_of_")
    done = "done something for" if sort == "service" else "gone against"
    who = args[0] if args else "somebody"
    return f"{who} has {done} {held.replace('_', ' ')} {_value(value)} times"


def purpose_of(text: str, purpose: str) -> str:
    """What an act is for: the author's own words where there are any, else those of the want."""
    if purpose:
        return f"so that {purpose}"
    if held := re.match(r"values (.+?) (?:at|above)\b", text):
        return f"for the sake of {held[1]}"
    if found := re.fullmatch(r"worth (-?).+? when (.+)", text):
        return f"lest {found[2]}" if found[1] else f"so that {found[2]}"
    if found := re.fullmatch(r"worth (-?).+? for each(?: [\d.]+)? of (.+)", text):
        return f"so that {found[2]} is {'less' if found[1] else 'more'}"
    return f"for what is “{text}”"
