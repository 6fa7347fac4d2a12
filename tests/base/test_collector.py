"""The collector is paused, and comes back whatever happens."""

from __future__ import annotations

import gc

import pytest

from vervain.base.collector import collector_paused


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
