"""Work: runs done side by side, by processes of this machine or by a Dask cluster.

The same function does a run in both. A run depends on its world and seed alone, never on who does
it or when; so a run that was lost with its worker is simply done again.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from vervain import pipeline
from vervain.lang.calendar import minute_of
from vervain.lang.world import World
from vervain.native.engine import Budget, Outcome
from vervain.run.live.life import Ended
from vervain.ui.many.rows import Kept, Task, kept
from vervain.ui.many.wordings import usual

MOST_TRIES = 3
"""A run whose worker was lost so often is given up, and said to be lost."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What every run has in common: one World for each variant, and where a run stops.

    `span` None: a story is planned, through the outline; else the world is lived for so long, or
    `until` something is so. `nodes` and `megabytes` bound the search, never the clock, so that a
    run is the same wherever it is done. `sifting`: the stories in each run are wanted, too.
    """

    worlds: tuple[World, ...]
    span: str | None = None
    until: str | None = None
    nodes: int = 1_000_000
    megabytes: int = 1024
    sifting: bool = False


def play(setting: Setting, task: Task) -> Kept:
    """Do one run."""
    world = setting.worlds[task.variant]
    return _planned(world, setting, task) if setting.span is None else _lived(world, setting, task)


def _planned(world: World, setting: Setting, task: Task) -> Kept:
    budget = Budget(setting.nodes, NEVER, setting.megabytes, task.seed)
    found = pipeline.plan(world, budget=budget)
    if not found.chronicles:
        return Kept(task, found.outcome.value, ended=False, minutes=None, acts=0)
    chronicle = found.chronicles[0]
    last = chronicle.events[-1] if chronicle.events else None
    minutes = last.minute + last.duration - chronicle.clock if last else 0
    ended = found.outcome is Outcome.FOUND
    return kept(
        world,
        chronicle,
        task,
        found.outcome.value,
        ended=ended,
        minutes=minutes,
        usual=usual(setting.worlds[0]),
        sifting=setting.megabytes if setting.sifting else 0,
    )


def _lived(world: World, setting: Setting, task: Task) -> Kept:
    assert setting.span is not None
    made = pipeline.run(world, seed=task.seed, span=setting.span, until=setting.until)
    ended = made.ended is Ended.UNTIL
    ending = setting.until if ended and setting.until else made.ended.value
    minutes = minute_of(world, made.turns) - world.clock
    return kept(
        world,
        made.chronicle,
        task,
        ending,
        ended=ended,
        minutes=minutes,
        usual=usual(setting.worlds[0]),
        sifting=setting.megabytes if setting.sifting else 0,
    )


NEVER = 1e9
"""Seconds: no limit."""

_setting: Setting | None = None


def _take(setting: Setting) -> None:
    """A worker process begins: the worlds are sent once, Ctrl-C is its parent's business, and it
    ends with its parent, whatever that one dies of."""
    global _setting  # noqa: PLW0603 (what a process is for)
    _setting = setting
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _play(task: Task) -> Kept:
    assert _setting is not None
    return play(_setting, task)


def on_this_machine(setting: Setting, tasks: Sequence[Task], workers: int) -> Iterator[Kept]:
    """Do the tasks in processes of this machine; results come as they are ready."""
    left, tries = deque(tasks), dict[int, int]()
    while left:
        flying: dict[Future[Kept], Task] = {}
        pool = _pool(setting, min(workers, len(left)))
        try:
            while left or flying:
                while left and _has_room(flying, left[0], tries, workers):
                    task = left.popleft()
                    flying[pool.submit(_play, task)] = task
                for future in wait(flying, return_when=FIRST_COMPLETED).done:
                    result = future.result()
                    del flying[future]
                    yield result
        except BrokenProcessPool:
            yield from _again(flying, left, tries)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _has_room(
    flying: Mapping[Future[Kept], Task], task: Task, tries: Mapping[int, int], workers: int
) -> bool:
    """A run whose worker was lost before is done again alone, so that no other is lost with it."""
    if flying and (task.run in tries or any(t.run in tries for t in flying.values())):
        return False
    return len(flying) < 2 * workers


def _pool(setting: Setting, workers: int) -> ProcessPoolExecutor:
    # spawned, not forked: a process must not inherit a database that is open
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, initializer=_take, initargs=(setting,))


def _again(
    flying: dict[Future[Kept], Task], left: deque[Task], tries: dict[int, int]
) -> Iterator[Kept]:
    """A worker was lost: what was being done is done again, unless it was too often."""
    for future, task in flying.items():
        if future.done() and future.exception() is None:
            yield future.result()
            continue
        tries[task.run] = tries.get(task.run, 0) + 1
        if tries[task.run] < MOST_TRIES:
            left.append(task)
        else:
            yield lost(task)


def lost(task: Task) -> Kept:
    """A run that could not be done."""
    return Kept(task, "lost", ended=False, minutes=None, acts=0)


def on_dask(setting: Setting, tasks: Sequence[Task], address: str) -> Iterator[Kept]:
    """Do the tasks on the Dask cluster at this address (which retries what a lost worker had)."""
    import distributed  # noqa: PLC0415 (optional, slow to import)

    dask: Any = distributed  # it has no types
    client: AbstractContextManager[Any] = dask.Client(address, timeout="10s")
    with client as cluster:
        everywhere = cluster.scatter(setting, broadcast=True)
        waiting = iter(tasks)
        ahead = 4 * max(1, len(cluster.scheduler_info()["workers"]))
        doing = dask.as_completed()
        flying: dict[str, Task] = {}

        def submit() -> None:
            for task in waiting:
                future = cluster.submit(play, everywhere, task, pure=False, retries=MOST_TRIES)
                flying[future.key] = task
                doing.add(future)
                if len(flying) >= ahead:
                    return

        submit()
        for future in doing:
            task = flying.pop(future.key)
            yield lost(task) if future.status == "error" else future.result()
            submit()
