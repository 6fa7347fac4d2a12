"""Write docs/explanation/feelings-always-safe.md: what the main characters of the flagship world
feel, each feeling once, at the step where it begins, with what a reader thinks of it.

python docs/feelings.py > docs/explanation/feelings-always-safe.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from vervain import pipeline
from vervain.story.feel.feeling import Feelings
from vervain.story.feel.intensity import Felt
from vervain.tell.answer_feel import Feelingly, Group, grouped
from vervain.tell.speaker import Speaker

PEOPLE = ("Caroline", "Klaus", "Sheila", "Danny", "Caroline's mother")
JUDGED = Path(__file__).with_name("feelings_judged.txt")

HEAD = """# What they feel in Always Safe

Nobody wrote these down: they follow from the wants, values, bonds and beliefs in
`worlds/always_safe.world`, by the rules of [Feelings](feelings.md). Each stands at the step of the
story in which it begins, with how strong it is then, and how it ends; feelings of one sort and for
one reason are one line. Behind each is what a reader thinks of it who knows the story.

This page is written by `docs/feelings.py`; the judgements are in `docs/feelings_judged.txt`. It
was read whole, line by line, on 25 November 2026. What nobody would have agreed with was mended
then, in the rules or in the world, and the page made anew:

- Caroline was ashamed before Klaus of having refused him, and sorry for it: who does nothing but
  rid themselves of what another laid on them has no guilt toward that other, unless they began
  it.
- She was glad for Klaus that his rage was spent, on her hand: nobody is glad for somebody at a
  deed of theirs that hurts oneself.
- Klaus was angry that she telephoned and that she thanked him, and the town was angry with Danny
  for the needle: those wants were written as losses that the next act makes good; they are gains
  now.
- Her mother was sorry that Caroline was not gone before the chairs were set out, of which she
  knows nothing.
- Klaus felt nothing for himself at her yes: it was no want of his. Sheila felt nothing at the
  death of twelve neighbours: she cares for them now, and holds life dear.
- A disappointment named whatever had changed last; it names the hope.
"""


def key(person: str, group: Group) -> str:
    """What a judgement is given for: who feels what, because of which act or belief, for which
    want or value."""
    f = group.first
    act = f.deed.act.name if f.deed else "+".join(sorted({h.fact.fluent for h in f.beliefs}))
    return f"{person} | {f.emotion} | {act} | {f.value or f.purpose or '-'}"


def judgements() -> list[tuple[str, str]]:
    """Patterns of keys (* is anything), each with a judgement; the first that fits counts."""
    lines = JUDGED.read_text("utf-8").splitlines()
    pairs = (line.split(" => ", 1) for line in lines if " => " in line)
    return [(left.strip(), right.strip()) for left, right in pairs]


def judgement(judged: list[tuple[str, str]], wanted: str) -> str | None:
    """What a reader thinks of it."""
    return next((text for pattern, text in judged if fnmatchcase(wanted, pattern)), None)


def page() -> Iterator[str]:
    """The page, line by line."""
    world = pipeline.load("always_safe")
    chronicle = pipeline.plan(world).chronicles[0]
    found = pipeline.feelings(pipeline.case(world, chronicle))
    words, judged = Feelingly(Speaker(world, chronicle), found), judgements()
    yield HEAD
    for person in PEOPLE:
        yield f"## {person}\n"
        start = 0
        for stage, end in chronicle.stages:
            yield from _stage(person, stage, range(start, end), words, found, judged)
            start = end


def _stage(
    person: str,
    stage: str,
    events: range,
    words: Feelingly,
    found: Feelings,
    judged: list[tuple[str, str]],
) -> Iterator[str]:
    new = [f for f in found.feelings if f.who == person and f.event in events]
    if not new:
        return
    yield f"### {stage[0].upper()}{stage[1:]}\n"
    yield "| feeling, and why | a reader's view |\n|---|---|"
    for group in grouped(Felt(f, f.intensity) for f in new):
        answer = words.group(group)
        text = " ".join([answer.text, *(f"*{part.text}*" for part in answer.parts)])
        yield f"| {text} | {judgement(judged, key(person, group)) or 'not read yet'} |"
    yield ""


def keys() -> Iterator[str]:
    """Every key that has no judgement yet."""
    world = pipeline.load("always_safe")
    chronicle = pipeline.plan(world).chronicles[0]
    found = pipeline.feelings(pipeline.case(world, chronicle))
    judged, start, seen = judgements(), 0, set[str]()
    for person in PEOPLE:
        start = 0
        for _, end in chronicle.stages:
            new = [f for f in found.feelings if f.who == person and f.event in range(start, end)]
            for group in grouped(Felt(f, f.intensity) for f in new):
                wanted = key(person, group)
                if judgement(judged, wanted) is None and wanted not in seen:
                    seen.add(wanted)
                    yield wanted
            start = end


if __name__ == "__main__":
    lines = keys() if sys.argv[1:] == ["--unread"] else page()
    sys.stdout.write("\n".join(lines) + "\n")
