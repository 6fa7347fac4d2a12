"""Grouping: finds that differ in one role only are one find, told of several."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vervain.story.sift.matcher import Match

Roles = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Finds of one pattern. `role`: in which they differ (empty: there is one find only); `names`:
    who has it, in order of the finds."""

    matches: tuple[Match, ...]
    role: str = ""
    names: tuple[str, ...] = ()


def grouped(matches: Iterable[Match]) -> list[Group]:
    """Groups in the order of their first finds. Of each pattern those are put together that agree
    in all roles but the one by which there are fewest groups; not the first role, whose verb would
    not agree."""
    by_pattern: dict[str, list[Match]] = {}
    order: dict[int, int] = {}
    for number, match in enumerate(matches):
        by_pattern.setdefault(match.pattern, []).append(match)
        order[id(match)] = number
    found = [group for many in by_pattern.values() for group in _of_one(many)]
    return sorted(found, key=lambda group: order[id(group.matches[0])])


def _of_one(matches: list[Match]) -> list[Group]:
    roles = dict.fromkeys(role for match in matches for role, _ in match.roles[1:])
    best: dict[Roles, list[Match]] = {match.roles: [match] for match in matches}
    chosen = ""
    for role in roles:
        apart: dict[Roles, list[Match]] = {}
        for match in matches:
            rest = tuple((r, name) for r, name in match.roles if r != role)
            apart.setdefault(rest, []).append(match)
        if len(apart) < len(best):
            best, chosen = apart, role
    return [_group(many, chosen) for many in best.values()]


def _group(matches: list[Match], role: str) -> Group:
    if len(matches) == 1:
        return Group((matches[0],))
    return Group(tuple(matches), role, tuple(dict(m.roles).get(role, "") for m in matches))
