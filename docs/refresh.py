"""Write anew what the pages show of the program: outputs of commands, the picture, the findings.

    .venv/bin/python docs/refresh.py

The tests compare; this makes them agree again, once somebody has read the new output.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from docs.commands import page as command_line  # noqa: E402
from docs.storyline import draw  # noqa: E402
from tests.docs.pages import DOCS, PAGES, refreshed  # noqa: E402
from vervain import load, plan  # noqa: E402
from vervain.base.codes import page as findings  # noqa: E402


def main() -> None:
    """Refresh every page."""
    (DOCS / "reference" / "diagnostics.md").write_text(findings(), encoding="utf-8")
    (DOCS / "reference" / "command-line.md").write_text(command_line(), encoding="utf-8")
    (story,) = plan(load("always_safe")).chronicles
    (DOCS / "storyline.svg").write_text(draw(story, "alive"), encoding="utf-8")
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            text = refreshed(page)
            os.chdir(ROOT)
        page.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{page.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
