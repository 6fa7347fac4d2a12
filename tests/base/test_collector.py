"""The collector is paused or slowed down, and is as it was whatever happens."""

from __future__ import annotations

import gc

import pytest

from vervain.base.collector import SELDOM, collector_paused, collector_slowed


def test_it_comes_back_after_an_error() -> None:
    with pytest.raises(KeyError), collector_paused():
        {}[gc.isenabled()]
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off() -> None:
    with collector_paused():
        with collector_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_as_quick_as_it_was_after_an_error() -> None:
    was = gc.get_threshold()
    with pytest.raises(KeyError), collector_slowed():
        {}[gc.get_threshold()]
    with collector_slowed():
        assert gc.get_threshold() == SELDOM != was
    assert gc.get_threshold() == was
