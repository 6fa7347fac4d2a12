"""Reference: appraisal in plain Python, as the definitions say it.

The kernel does the same many times faster (`kernel/feel.h`); a test compares the two on random
worlds. For an engine that cannot appraise, this is what does it.
"""

from __future__ import annotations

from vervain.run.parts import Reading
from vervain.story.case import Case
from vervain.story.feel.bonds import Bonds
from vervain.story.feel.book import Book, Draft
from vervain.story.feel.compounds import Done, join
from vervain.story.feel.deeds import Deeds, Known
from vervain.story.feel.desirability import Desires
from vervain.story.feel.feeling import PLEASANT, Deed, Emotion, Ended, Feelings
from vervain.story.feel.fortunes import Fortunes
from vervain.story.feel.inner import Inner, minutes
from vervain.story.feel.intensity import unexpected
from vervain.story.feel.praise import Praise
from vervain.story.feel.prospects import Prospects, Reckoned
from vervain.story.feel.responsibility import Responsibility


class Reference:
    """One appraisal."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.inner = Inner(case)
        self.minutes = minutes(case)
        self.book = Book(self.inner, self.minutes)
        self.deeds = Deeds(self.inner)
        self.theirs = Responsibility(self.inner, self.deeds)
        self.desires = Desires(self.inner, self.book)
        self.bonds = Bonds(self.inner, self.book)
        self.fortunes = Fortunes(self.inner, self.book, self.bonds)
        self.praise = Praise(self.inner, self.book, self.bonds, self.theirs)
        self.prospects = Prospects(self.inner, self.book, self.deeds, self.praise)
        self.reckoned: list[Reckoned] = [{} for _ in self.inner.people]

    def run(self) -> Feelings:
        """All that is felt in the story, but for what felt facts follow from it."""
        self.case.history.preload([node for row in self.inner.nodes for node in row])
        self.prospects.prepare_all()
        self.fortunes.prepare()
        for k in range(self.case.last + 1):
            self.book.pass_to(k)
            if k:
                self.prospects.plan_on(k)
            feeling = [a for a in range(len(self.inner.people)) if self.inner.feels(a, k)]
            for agent in feeling:
                self._state(agent, k)
            self.book.note_moods()
        chronicle = self.case.chronicle
        return Feelings(
            chronicle.world,
            chronicle.fingerprint,
            self.inner.people,
            self.minutes,
            self.book.feelings(),
            self.book.moods(),
        )

    def _state(self, agent: int, k: int) -> None:
        """Everything that one person feels newly, or no longer, in state k."""
        before = self.reckoned[agent]
        if k and self._unmoved(agent, k):
            self._judge(agent, k, [], [])
            return
        found = self.prospects.reckon(agent, k)
        if k:
            self.prospects.settle(agent, k, found)
            credence = {key: p.credence for key, p in before.items()}
            joys = self.desires.appraise(agent, k, credence)
            fellow = self.fortunes.appraise(agent, k)
            self.bonds.part(agent, k)
            self.prospects.expect(agent, k, found)
            self.book.drop_fallen(agent, k)
            self._judge(agent, k, joys, fellow)
        else:
            self.prospects.expect(agent, k, found)
        self.reckoned[agent] = found
        self.bonds.attend(agent, self._news(agent, k), k)

    def _unmoved(self, agent: int, k: int) -> bool:
        """Neither what they believe nor what they plan has changed."""
        nodes = self.inner.nodes[agent]
        return nodes[k - 1] == nodes[k] and agent not in self.prospects.planned

    def _news(self, agent: int, k: int) -> set[str]:
        """Those who did, or underwent, what the agent saw last."""
        known = self.deeds.seen(agent, k) if k else None
        if known is None:
            return set()
        roles = (name for _, name in known.deed.act.roles if isinstance(name, str))
        return {*known.deed.doers, *roles}

    # ------------------------------------------------------------ deeds

    def _judge(self, agent: int, k: int, joys: list[Draft], fellow: list[Draft]) -> None:
        """Judge what was seen and what was found out, and join it with what came of it."""
        judged: dict[Deed, list[Draft]] = {}
        ends: list[tuple[Draft, Known]] = []
        seen = self.deeds.seen(agent, k)
        if seen is not None and seen.deed.doers:
            surprise = unexpected(self._expected(agent, seen))
            judged[seen.deed] = self.praise.by_values(agent, seen, k, surprise)
        new = self._found_out(agent, k, seen)
        for known in new:
            judged.setdefault(known.deed, []).extend(self.praise.by_values(agent, known, k, 1.0))
        for end in (*joys, *fellow, *(self._unexplained(agent, k) if new else ())):
            self._trace_back(agent, end, judged, ends, k)
        done: Done = set()
        for end, known in sorted(ends, key=lambda e: -e[0].intensity):
            fresh = [j for j in judged[known.deed] if j.open]
            join(self.book, end, [*fresh, *self._judged_before(agent, known.deed, k)], k, done)

    def _judged_before(self, agent: int, deed: Deed, k: int) -> list[Draft]:
        """What they have thought of a deed since before they knew what came of it."""
        return [j for j in self.book.judgements(agent, deed) if j.since < k]

    def _trace_back(
        self,
        agent: int,
        end: Draft,
        judged: dict[Deed, list[Draft]],
        ends: list[tuple[Draft, Known]],
        k: int,
    ) -> None:
        """Find the deed behind a joy or sorrow, be it of long ago, and judge it by that."""
        if end.stake is None or end.ended in (Ended.VOID, Ended.PAST, Ended.CHANGED):
            return
        at, nodes = end.since, self.inner.nodes[agent]
        for reading in self.inner.moved(end.stake.term, nodes[at - 1], nodes[at]):
            behind = self.theirs.behind(agent, reading, at)
            again = end if end.open or not behind else self.book.relive(end, k)
            if not behind or again is None:
                continue
            if any(self._grudged(again, known, judged, ends) for known in behind):
                self.book.retract(again)
                return
            size = again.new * (1 if again.emotion in PLEASANT else -1)
            for known in behind:
                fresh = self.praise.by_treatment(agent, known, reading, again, size, k, at)
                judged.setdefault(known.deed, []).extend(fresh)
                ends.append((again, known))
            again.deed = behind[0].deed
            return

    def _grudged(
        self,
        end: Draft,
        known: Known,
        judged: dict[Deed, list[Draft]],
        ends: list[tuple[Draft, Known]],
    ) -> bool:
        """It would be gladness for somebody at their own deed, for which one blames them, or by
        which they hurt oneself."""
        if end.emotion is not Emotion.HAPPY_FOR or end.toward not in known.deed.doers:
            return False
        blamed = any(
            j.emotion is Emotion.REPROACH and j.toward == end.toward
            for j in judged.get(known.deed, ())
        )
        mine = self.inner.people[end.agent] in known.deed.doers
        hurt = any(e.emotion is Emotion.DISTRESS and by.deed == known.deed for e, by in ends)
        return blamed or (hurt and not mine)

    def _found_out(self, agent: int, k: int, seen: Known | None) -> list[Known]:
        """The deeds of others that what the agent has just come to believe gives away."""
        trails = self.theirs.trails[agent]
        trails[:] = [t for t in trails if t.trace is not None and self.inner.holds(t.trace, k)]
        before, after = self.inner.nodes[agent][k - 1], self.inner.nodes[agent][k]
        if before == after:
            return []
        changed, found = self.case.history.changed((agent,), k), []
        for fluent in sorted(changed & self.deeds.telltale):
            known = self.deeds.traced(agent, Reading(fluent), k)
            if known is None or self.inner.people[agent] in known.deed.doers:
                continue
            if seen is None or not (seen.actions & known.actions):
                found.append(known)
        trails += found
        return found

    def _unexplained(self, agent: int, k: int) -> list[Draft]:
        """The joys and sorrows of earlier that nobody is held to yet: those that are felt, and
        those that had faded and are lived through again."""
        simple = self.book.open_of(agent, Emotion.JOY, Emotion.DISTRESS)
        return [
            *(d for d in simple if d.deed is None and d.since < k),
            *(d for d in self.book.faded(agent) if d.deed is None),
        ]

    def _expected(self, agent: int, seen: Known) -> float:
        """How likely the agent held the deed before it was done."""
        (action,) = seen.actions
        ways = [p for p in self.reckoned[agent].values() if p.way[:1] == (action,)]
        return max((p.credence for p in ways), default=0.0)
