"""The matcher against the definitions, read off by trying every choice of events."""

from __future__ import annotations

from itertools import combinations, permutations

from hypothesis import given
from hypothesis import strategies as st

from tests.sift.test_betrayal import DAY, event
from vervain import pipeline
from vervain.lang.world import World
from vervain.story.chronicle import Cause, Chronicle, Event, Fact
from vervain.story.sift.sift import sift
from vervain.story.sift.trail import Trail

BASE = """
world Guests
person Ann, she
person Ben, he
person Cid, he
fact (who: person) is hurt: yes or no
action (host: person) asks (guest: person) in
  then guest is not hurt
action (guest: person) leaves (host: person)
  then guest is not hurt
action (one: person) strikes (two: person)
  then two is hurt
pattern (one: person) wrongs (two: person)
"""
PEOPLE = ("Ann", "Ben", "Cid")


@st.composite
def chronicles(draw: st.DrawFn) -> Chronicle:
    events: list[Event] = []
    minute = 0
    for number in range(draw(st.integers(2, 9))):
        one, two = draw(st.sampled_from(list(permutations(PEOPLE, 2))))
        verb = draw(st.sampled_from(["asks", "leaves", "strikes"]))
        minute += draw(st.sampled_from([1, DAY, 3 * DAY]))
        made = event(number, f"{one} {verb} {two}", minute)
        behind = draw(st.sets(st.integers(0, max(number - 1, 0)), max_size=2)) if number else set()
        causes = tuple(Cause(b, Fact("x", ()), True) for b in sorted(behind))
        events.append(Event(**{f: getattr(made, f) for f in Event.__slots__} | {"causes": causes}))
    return Chronicle("Guests", "", 0, PEOPLE, 0, (), (), tuple(events))


def is_(event_: Event, name: str, one: str, two: str) -> bool:
    return event_.act.name == name and tuple(v for _, v in event_.act.roles) == (one, two)


CLAUSES = st.fixed_dictionaries(
    {
        "within": st.booleans(),
        "after": st.booleans(),
        "because": st.booleans(),
        "unless": st.booleans(),
        "afterwards": st.booleans(),
        "third": st.booleans(),
    }
)


def pattern(has: dict[str, bool]) -> World:
    lines = ["  first one asks two in", "  then one strikes two"]
    lines += ["  within 3 days"] * has["within"] + ["  after 1 day"] * has["after"]
    lines += ["  because of it"] * has["because"]
    lines += ["  unless two leaves one between"] * has["unless"]
    if has["third"]:
        lines += ["  then two strikes one", "  because of the first step"]
        lines += ["  within 4 days of the first step"] * has["within"]
    lines += ["  unless two asks one in afterwards"] * has["afterwards"]
    return pipeline.load_text(BASE + "\n".join(lines) + "\n", "g.world")


def by_definition(
    story: Chronicle, has: dict[str, bool]
) -> dict[tuple[str, str], set[tuple[int, ...]]]:
    trail = Trail()
    for each in story.events:
        trail.add(each)
    found: dict[tuple[str, str], set[tuple[int, ...]]] = {}
    for one, two in permutations(PEOPLE, 2):
        for chosen in combinations(story.events, 3 if has["third"] else 2):
            a, b = chosen[0], chosen[1]
            between = story.events[a.id + 1 : b.id]
            rest = story.events[chosen[-1].id + 1 :]
            good = is_(a, "asks", one, two) and is_(b, "strikes", one, two)
            good &= not has["within"] or b.minute - a.minute <= 3 * DAY
            good &= not has["after"] or b.minute - a.minute >= DAY
            good &= not has["because"] or trail.caused(a.id, b.id)
            good &= not has["unless"] or not any(is_(e, "leaves", two, one) for e in between)
            if has["third"]:
                c = chosen[2]
                good &= is_(c, "strikes", two, one) and trail.caused(a.id, c.id)
                good &= not has["within"] or c.minute - a.minute <= 4 * DAY
            good &= not has["afterwards"] or not any(is_(e, "asks", two, one) for e in rest)
            if good:
                found.setdefault((one, two), set()).add(tuple(e.id for e in chosen))
    return found


@given(chronicles(), CLAUSES)
def test_the_matcher_finds_what_the_definitions_say(story: Chronicle, has: dict[str, bool]) -> None:
    world = pattern(has)
    wanted = by_definition(story, has)
    found = {tuple(name for _, name in s.match.roles): s.match for s in sift(world, story).found()}
    assert found.keys() == wanted.keys()
    for people, match in found.items():
        ways = wanted[people]  # type: ignore[index]
        end = min(way[-1] for way in ways)
        first = max((way for way in ways if way[-1] == end), key=lambda way: way[::-1])
        assert match.events == first
        assert match.times == len({way[-1] for way in ways})
