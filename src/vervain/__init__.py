"""Vervain: an engine for story worlds in which everybody acts for reasons of their own.

>>> import vervain
>>> world = vervain.load("hello")
>>> story = vervain.plan(world).chronicles[0]
>>> print(vervain.tell(world, story).text())
Ada made for the garden and waved to Ben.
"""

from __future__ import annotations

import os
import sys

try:
    from vervain.pipeline import Run, Stories, load, load_text, plan, resume, run, tell
except KeyboardInterrupt:
    if os.path.basename(sys.argv[0]) not in ("vervain", "vervain.exe"):
        raise
    raise SystemExit(130) from None  # the program, stopped before it began: see ui/begin.py

__all__ = ["Run", "Stories", "load", "load_text", "plan", "resume", "run", "tell"]
