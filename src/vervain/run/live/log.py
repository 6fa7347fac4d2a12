"""Log: a run is what has happened; from that alone a Life is made again, as of any turn (L12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from vervain.run.live.forgetting import FORGOT
from vervain.run.live.life import Life, Lived
from vervain.run.live.stores import Entry


class Mismatch(Exception):
    """An event of the log changes what is not so in this world."""

    def __init__(self, number: int) -> None:
        super().__init__(f"event {number} changes what is not so then")
        self.number = number


@dataclass(frozen=True, slots=True)
class Log:
    """A run: its seed, from which turn on chance came from another, turns done, events."""

    seed: int
    branches: tuple[tuple[int, int], ...]
    turn: int
    events: tuple[Lived, ...]


def log_of(life: Life) -> Log:
    """All whole turns of a run; what an interrupted turn had begun is left out."""
    events = (e for e in life.events if e.turn < life.turn)
    return Log(life.first_seed, tuple(life.branches), life.turn, tuple(events))


def again(life: Life, log: Log, turn: int | None = None) -> Life:
    """A Life at its start, of the log's world and seed, lives the log, up to a turn; it goes on as
    if it had never stopped.

    Nothing is chosen or drawn anew: what each event changed is written again. `Mismatch` if that
    cannot be.
    """
    turns = log.turn if turn is None else min(turn, log.turn)
    events = (e for e in log.events if e.turn < turns)
    for number, group in groupby(events, key=lambda e: e.turn):
        _up_to(life, number)
        life.begin_turn()
        _redo(life, group)
        life.turn += 1
    _up_to(life, turns)
    for at, seed in log.branches:
        if at < turns or (at == turns == log.turn):
            life.branch(seed, at)
    return life


def _up_to(life: Life, turn: int) -> None:
    """Turns in which nothing happened: the calendar as of the last of them."""
    if life.turn < turn:
        life.turn = turn - 1
        life.begin_turn()
        life.turn = turn


def _redo(life: Life, events: Iterable[Lived]) -> None:
    """What happened in one turn."""
    for lived in events:
        number = len(life.events)
        for change in lived.after.changed:
            if life.stores.value(change.chain, change.key) != change.before:
                raise Mismatch(number)
            if change.how == FORGOT:
                life.stores.drop(change.chain, change.key)
                continue
            entry = Entry(change.after, number, change.how)
            life.stores.put(change.chain, change.key, entry)
        life.note(lived)


__all__ = ["Log", "Mismatch", "again", "log_of"]
