"""Stores: what is found in a mind, and who is told that something has changed."""

from __future__ import annotations

from vervain.run.live.stores import Chain, Entry, Stores
from vervain.run.live.values import Key


def test_in_a_mind_within_a_mind_only_facts_of_the_fluent_are_found() -> None:
    stores = Stores({"afraid": False, "told": False})
    stores.put(("Ann", "Bob"), ("afraid", ("Bob",)), Entry(True, 0, "saw"))
    stores.put(("Ann", "Bob"), ("told", ("Bob", "Cid")), Entry(True, 0, "saw"))
    stores.put(("Ann", "Cid"), ("afraid", ("Cid",)), Entry(True, 0, "saw"))
    assert list(stores.found(("Ann", "Bob"), "afraid", (None,))) == [("afraid", ("Bob",))]
    assert list(stores.found_valued(("Ann", "Bob"), "told", True)) == [("told", ("Bob", "Cid"))]


def test_who_reads_a_fluent_is_told_what_is_written_of_it_and_of_no_other() -> None:
    stores = Stores({"afraid": False, "told": False})
    told: dict[tuple[Chain, Key], None] = {}
    stores.readers["afraid"] = [told]
    stores.put((), ("told", ("Bob", "Cid")), Entry(True, 0, ""))
    assert not told
    stores.put(("Ann",), ("afraid", ("Bob",)), Entry(True, 0, "saw"))
    assert list(told) == [(("Ann",), ("afraid", ("Bob",)))]
