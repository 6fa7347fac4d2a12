"""Two stories side by side, and several changes in one table."""

from __future__ import annotations

from rich.table import Table

from vervain.run.again import Fate
from vervain.story.differ import Difference
from vervain.story.what_if import Otherwise
from vervain.tell.speaker import Speaker
from vervain.ui import output
from vervain.ui.answers import as_data, console


def put_beside(old: Speaker, new: Speaker, found: Difference) -> None:
    """Both stories from where they part, the events of each in their order."""
    table = Table(box=None, pad_edge=False, header_style="dim", title_justify="left")
    table.add_column("as it was", ratio=1)
    table.add_column("as it would be", ratio=1)
    kept = _kept(old, new, found)
    if found.same:
        table.add_row(f"(0–{found.same - 1} as they were)", "")
    lost = [e.id for e in old.chronicle.events[found.same :]]
    fresh = [e.id for e in new.chronicle.events[found.same :]]
    while lost or fresh:
        if lost and fresh and kept.get(lost[0]) == fresh[0]:
            table.add_row(old.event(lost.pop(0)), new.event(fresh.pop(0)))
        elif fresh and (not lost or fresh[0] not in kept.values()):
            table.add_row("", new.event(fresh.pop(0)))
        else:
            table.add_row(old.event(lost.pop(0)), "—")
    console().print(table)


def _kept(old: Speaker, new: Speaker, found: Difference) -> dict[int, int]:
    """For each event of the old story that happens again, its number in the new one."""
    lost, gained = {entry.event for entry in found.lost}, set(found.gained)
    again = [e.id for e in old.chronicle.events if e.id not in lost]
    return dict(zip(again, (e.id for e in new.chronicle.events if e.id not in gained), strict=True))


def put_compared(
    say: Speaker, rows: list[tuple[str, Otherwise, Difference]], *, as_json: bool
) -> None:
    """One line for each change: how much stays, who dies, who lives, how the story ends."""
    if as_json:
        output.put_json(
            {
                "question": "what if",
                "world": say.world.name,
                "found": [{"change": text, **as_data(found)} for text, _, found in rows],
            }
        )
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("what if", "same", "kept", "new", "would die", "would live", "ends with"):
        table.add_column(column)
    for text, new, found in rows:
        kept = sum(b.fate is Fate.KEPT and b.event is not None for b in new.became)
        speaker = Speaker(new.case.world, new.case.chronicle)
        events = new.case.chronicle.events
        table.add_row(
            text,
            str(found.same),
            str(kept),
            str(len(found.gained)),
            say.names([name for name, _ in found.died]),
            say.names([name for name, _ in found.lived]),
            speaker.event(events[-1].id) if events else "",
        )
    console().print(table)
