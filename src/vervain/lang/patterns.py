"""Reading patterns and motifs: blocks → `Pattern`, `Motif`, and what acts count as."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from vervain.base.diagnostic import Report
from vervain.base.span import Span
from vervain.lang.context import Context, Tokens, marks_outside, starts
from vervain.lang.effects import EffectRules
from vervain.lang.expr import Param, Term, Var
from vervain.lang.expressions import Expressions
from vervain.lang.filling import Filled
from vervain.lang.lexicon import Phrases
from vervain.lang.marks import PHRASES
from vervain.lang.naming_acts import ANYONE, SOMEONE
from vervain.lang.pattern import Atom, Counted, Motif, Pattern, Sort, Test
from vervain.lang.pattern_lines import Reader, example, steps
from vervain.lang.phrases import Entry, functional_name, read_phrase, shown, text_of
from vervain.lang.reading import Ends, Found, keep
from vervain.lang.syntax import Block, Clause
from vervain.lang.world import Hole, Phrase

COMES_ABOUT = ("it", "comes", "about", "that")


@dataclass(slots=True)
class Sifting:
    """The patterns of one world, as they are read."""

    context: Context
    known: tuple[Motif, ...] = ()
    """Motifs of the world that a text of patterns is read for."""
    phrases: Phrases = field(default_factory=Phrases)
    sorts: dict[str, Sort] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    holes: dict[str, tuple[Param, ...]] = field(default_factory=dict)

    def patterns(self) -> tuple[tuple[Motif, ...], tuple[Pattern, ...], tuple[Counted, ...]]:
        """All of them; what cannot be taken is reported."""
        for motif in self.known:
            self.phrases.add(Entry(motif.phrase.parts, motif.name, tuple(range(len(motif.params)))))
            self.sorts[motif.name], self.spans[motif.name] = Sort.MOTIF, motif.span
        blocks = [b for b in self.context.blocks("motif", "pattern") if self._declare(b)]
        names = {span: name for name, span in self.spans.items()}
        motifs = tuple(
            self._motif(b, names[b.span]) for b in blocks if b.word == "motif" and b.span in names
        )
        patterns = tuple(
            self._pattern(b, names[b.span])
            for b in blocks
            if b.word == "pattern" and b.span in names
        )
        return motifs, patterns, tuple(self._counted())

    # ------------------------------------------------------------ headings

    def _declare(self, block: Block) -> bool:
        """Take in the heading; one of a file that is included gives way."""
        context = self.context
        phrase = read_phrase(block.heading, context.lexicon.kinds, context.report, block.span)
        books = (self.phrases, context.lexicon.acts)
        for phrases in books[:1] if block.span.file.isidentifier() else books:
            rival = phrases.rival(phrase.parts, context.lexicon.kinds)
            if rival is None:
                continue
            before = self.spans.get(rival.name)
            if phrases is self.phrases and before is not None and before.file != block.span.file:
                self.phrases.forget(rival.name)
                del self.spans[rival.name]
                continue
            message = f"`{shown(rival.parts)}` could be taken for this"
            context.add("V450", block.span, message, "choose other words for one of them")
            return False
        name = functional_name(phrase.parts, whole=True)
        while name in self.spans:
            name += "_"
        holes = tuple(part.param for part in phrase.parts if isinstance(part, Hole))
        self.phrases.add(Entry(phrase.parts, name, tuple(range(len(holes)))))
        self.sorts[name] = Sort.MOTIF if block.word == "motif" else Sort.PATTERN
        self.spans[name] = block.span
        self.holes[name] = holes
        return True

    def _pattern(self, block: Block, name: str) -> Pattern:
        params = self.holes[name]
        reader = Reader(self.context, params, self.atom, self.test)
        found, afterwards = steps(reader, block)
        words = text_of(block.heading)
        lines = [c for c in block.clauses if c.word in ("must match", "must not match")]
        examples = tuple(example(reader, line) for line in lines)
        return Pattern(
            name,
            words,
            self._phrase(name),
            reader.params,
            len(params),
            found,
            afterwards,
            examples,
            block.span,
        )

    def _phrase(self, name: str) -> Phrase:
        """The heading."""
        return Phrase(next(e.parts for e in self.phrases.positives if e.name == name))

    # ------------------------------------------------------------ motifs

    def _motif(self, block: Block, name: str) -> Motif:
        """Its ways: a line with `and` belongs to the way above it. In a module of the library a way
        whose words the world has not is left out."""
        params = self.holes[name]
        ways: list[list[Clause]] = []
        for clause in block.clauses:
            if clause.lines[0].tokens[0].text == "and" and ways:
                ways[-1].append(clause)
            else:
                ways.append([clause])
        found = []
        for way in ways:
            tests = self._way(way, params, optional=block.span.file.isidentifier())
            if tests is not None:
                found.append(tests)
        return Motif(
            name, text_of(block.heading), self._phrase(name), params, tuple(found), block.span
        )

    def _way(
        self, way: list[Clause], params: tuple[Param, ...], *, optional: bool
    ) -> tuple[Test, ...] | None:
        context, report = self.context, Report()
        before = context.read
        if optional:
            context.read = Expressions(context.lexicon, report)
        tests = []
        for clause in way:
            if starts(clause.tokens, *COMES_ABOUT):
                atom = self.atom(clause.tokens, params, clause.span)
                tests.append(Test(text_of(clause.tokens), mark=atom))
            else:
                tests.append(self.test(clause.tokens, params, clause.span))
        context.read = before
        return None if report.findings else tuple(tests)

    def _counted(self) -> Iterator[Counted]:
        """`counts as MOTIF` below an act."""
        context = self.context
        for block in context.blocks("action", "happening"):
            lines = [c for c in block.clauses if c.word == "counts as"]
            act = next(
                (e for e in context.lexicon.acts.positives if lines and self._is(e, block)), None
            )
            for line in lines if act is not None else ():
                params = tuple(p.param for p in (act.parts if act else ()) if isinstance(p, Hole))
                atom = self.atom(line.tokens, params, line.span)
                if atom.sort is not Sort.MOTIF or None in atom.args:
                    context.add(
                        "V451",
                        line.span,
                        f"an act cannot count as `{text_of(line.tokens)}`",
                        "name a motif, with the roles of the act in it",
                    )
                elif act is not None:
                    args = tuple(arg for arg in atom.args if arg is not None)
                    yield Counted(act.name, atom.name, args)

    def _is(self, entry: Entry, block: Block) -> bool:
        return shown(entry.parts) == text_of(block.heading)

    # ------------------------------------------------------------ atoms and tests

    def atom(self, tokens: Tokens, params: tuple[Param, ...], where: Span) -> Atom:
        """An act, a motif, a pattern, a mark, or what comes about."""
        text = text_of(tokens)
        if starts(tokens, *COMES_ABOUT):
            cond = self.context.read.condition(tokens[4:], params, where)
            return Atom(Sort.BECOMES, cond=cond, text=text)
        scope = (*params, *SOMEONE)
        books = (self.context.lexicon.acts, self.phrases, PHRASES)
        if where.file.isidentifier():  # the library means its own motifs, whatever acts are called
            books = (self.phrases, self.context.lexicon.acts, PHRASES)
        rule = filling(*books)
        read = self.context.read
        filled = read.attempt(tokens, scope, rule, loose=True)
        if filled is None:
            filled = read.read(tokens, scope, where, "step", rule)
        if filled is None:
            return Atom(Sort.BECOMES, text=text)
        name = filled.entry.name
        sort = self.sorts.get(name, Sort.ACT)
        if filled.entry in PHRASES.positives or not filled.entry.positive:
            sort = Sort.MARK
        args = tuple(_arg(typed.term) for typed in filled.fillers)
        return Atom(sort, name, args, None, filled.entry.positive, text)

    def test(self, tokens: Tokens, params: tuple[Param, ...], where: Span) -> Test:
        """A condition, a mark of the event, or `X wants COND`."""
        read, text = self.context.read, text_of(tokens)
        at = next(marks_outside(tokens, "wants"), 0)
        if at and read.attempt(tokens[:at], params, lambda r: r.value(0, ())) is not None:
            who = read.somebody(tokens[:at], params, where)
            cond = read.condition(tokens[at + 1 :], params, where)
            return Test(text, cond, who.term if who is not None else Var(""))
        if not read.is_condition(tokens, params):
            filled = read.attempt(
                tokens, (*params, *SOMEONE), filling(PHRASES, self.phrases), loose=True
            )
            if filled is not None:
                return Test(text, mark=self.atom(tokens, params, where))
        return Test(text, read.condition(tokens, params, where))


def _arg(term: Term) -> Term | None:
    """A role or a name; `someone` is None."""
    return None if isinstance(term, Var) and term.name in ANYONE else term


def filling(*books: Phrases) -> Callable[[EffectRules], Ends[Filled]]:
    """The rule for any phrase of these, with names or `someone` in its holes."""

    def rule(reader: EffectRules) -> Ends[Filled]:
        ends: Ends[Filled] = {}
        firsts = list(reader.factor(0, ()).values())
        for phrases in books:
            found: list[Found[Filled]] = []
            for entry in reader.beginning(phrases, 0):
                found += reader.fill(entry, 0, ())
            for first in firsts:
                for entry in reader.going_on(phrases, first.end):
                    found += reader.fill(entry, 0, (), first)
            for each in found:
                keep(ends, each)
        return ends

    return rule
