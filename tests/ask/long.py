"""A story of two hundred events, and one question of every sort about any story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vervain import pipeline
from vervain.lang.asking import Words
from vervain.lang.change import read_change
from vervain.lang.world import World
from vervain.story.case import Case
from vervain.story.chronicle import Fact
from vervain.story.differ import differ
from vervain.story.graph import graph
from vervain.story.knowing import beliefs, grid, who_knows
from vervain.story.what_if import what_if
from vervain.story.why import why
from vervain.story.why_fact import why_fact
from vervain.story.why_feeling import why_feeling
from vervain.story.why_not import why_not
from vervain.tell.answer_differ import differ_words
from vervain.tell.answer_fact import fact_words
from vervain.tell.answer_knowing import belief_words, known_words
from vervain.tell.answer_why import why_words
from vervain.tell.answer_why_feeling import feeling_words
from vervain.tell.answer_why_not import why_not_words
from vervain.tell.finding_feeling import find_feeling
from vervain.tell.speaker import Speaker
from vervain.ui.draw import svg

WHAT_IF = "what-if"

STAGES = "".join(f"  heap {n}: until the stones of Ada is {10 * n}\n" for n in range(1, 21))
CAIRN = f"""
world The Cairn
place the hill
place the beach
person Ada, she, at the hill
person Ben, he, at the hill
person Cleo, she, at the beach
fact the stones of (who: person): 0..300
action (who: person) lays a stone
  when who is at the hill
  then the stones of who rises by 1
  agreed by who
action (who: person) blesses the cairn
  when the stones of who is at least 300
  then the stones of who is 0
  agreed by who
wants of Ada
  worth 1 for each 1 of the stones of Ada
    so that it can be seen from the sea
wants of Ben
  worth 1 for each 1 of the stones of Ada
plans
  everyone looks 2 steps ahead
  a stage takes at most 12 steps
outline
{STAGES}"""


@dataclass(frozen=True, slots=True)
class About:
    """What the questions about a world are about, in its own words."""

    fact: str
    person: str
    feeling: str
    act: str
    change: str

    def commands(self, event: int) -> dict[str, tuple[str, ...]]:
        """Every question as words of the command line, without the world."""
        return {
            "why": ("why", str(event), "--depth", "100", "--effects"),
            "why of a fact": ("why", self.fact),
            "why of a feeling": ("why", self.feeling),
            "why-not": ("why-not", self.act),
            "who": ("who", self.fact),
            "grid": ("who",),
            "believes": ("believes", self.person),
            WHAT_IF: ("what-if", self.change),
        }


ABOUT = {
    "gull_point": About(
        "the quencher",
        "Ida",
        "what Ida feels",
        "Bess quenches the lamp",
        "Tom values honesty at 5",
    ),
    "always_safe": About(
        "Caroline is in mortal danger",
        "Klaus",
        "what Caroline feels toward Klaus",
        "Caroline drinks from Sheila",
        "Klaus values life at 9",
    ),
    "cairn": About(
        "the stones of Ada",
        "Cleo",
        "what Ada feels",
        "someone blesses the cairn",
        "Ada is at the beach",
    ),
}


def world_of(name: str) -> World:
    """The world of the stones, or an example."""
    return pipeline.load_text(CAIRN) if name == "cairn" else pipeline.load(name)


def questions(case: Case, about: About) -> dict[str, Callable[[], object]]:
    """Every question as a call that gives its answer in words."""
    say, words, end = Speaker(case.world, case.chronicle), Words(case.world), case.last
    asked = words.fact(about.fact)
    fact = Fact(asked.fluent, asked.args, asked.minds)

    def feeling() -> object:
        felt = find_feeling(about.feeling, case.chronicle.people)
        assert felt is not None
        all_felt = pipeline.feelings(case)
        found = why_feeling(case, all_felt, felt.who, felt.emotions, felt.toward)
        return feeling_words(say, all_felt, found, deeper=False, peak=True)

    def otherwise() -> object:
        new = what_if(case, [read_change(words, about.change)], {})
        then = Speaker(new.case.world, new.case.chronicle)
        return differ_words(say, then, new, differ(case, new))

    return {
        "why": lambda: why_words(say, why(case, end - 1, 100, effects=True)),
        "why of a fact": lambda: fact_words(say, why_fact(case, fact, end, 1), otherwise=False),
        "why of a feeling": feeling,
        "why-not": lambda: why_not_words(say, why_not(case, words.act(about.act))),
        "who": lambda: known_words(say, who_knows(case, fact, end)),
        "grid": lambda: grid(case, end),
        "believes": lambda: belief_words(
            say, about.person, None, end, beliefs(case, about.person, end)
        ),
        "draw": lambda: svg(say, graph(case.chronicle, say.runs(list(range(end))))),
        WHAT_IF: otherwise,
    }
