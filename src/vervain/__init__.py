"""Vervain: an engine for story worlds in which everybody acts for reasons of their own.

>>> import vervain
>>> world = vervain.load("hello")
>>> story = vervain.plan(world).chronicles[0]
>>> print(vervain.tell(world, story).text())
Ada made for the garden. She waved to Ben.
"""

from __future__ import annotations

from vervain.pipeline import Run, Stories, load, load_text, plan, run, tell

__all__ = ["Run", "Stories", "load", "load_text", "plan", "run", "tell"]
