"""Stores: what is found in a mind, and when something has changed."""

from __future__ import annotations

from vervain.run.live.stores import Entry, Stores


def test_in_a_mind_within_a_mind_only_facts_of_the_fluent_are_found() -> None:
    stores = Stores({"afraid": False, "told": False})
    stores.put(("Ann", "Bob"), ("afraid", ("Bob",)), Entry(True, 0, "saw"))
    stores.put(("Ann", "Bob"), ("told", ("Bob", "Cid")), Entry(True, 0, "saw"))
    stores.put(("Ann", "Cid"), ("afraid", ("Cid",)), Entry(True, 0, "saw"))
    assert list(stores.found(("Ann", "Bob"), "afraid", (None,))) == [("afraid", ("Bob",))]
    assert list(stores.found_valued(("Ann", "Bob"), "told", True)) == [("told", ("Bob", "Cid"))]


def test_a_stamp_changes_with_its_fluents_and_no_others() -> None:
    stores = Stores({"afraid": False, "told": False})
    before = stores.stamp(["afraid"])
    stores.put((), ("told", ("Bob", "Cid")), Entry(True, 0, ""))
    assert stores.stamp(["afraid"]) == before
    stores.put(("Ann",), ("afraid", ("Bob",)), Entry(True, 0, "saw"))
    assert stores.stamp(["afraid"]) != before
