"""Where the program begins: Ctrl-C while it is still being imported ends it without a traceback."""

from __future__ import annotations

INTERRUPTED = 130


def main() -> None:
    """The command line."""
    try:
        from vervain.ui.cli import main as command  # noqa: PLC0415

        command()
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
