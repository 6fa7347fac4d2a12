"""What goes wrong in a command becomes a message and an exit code; never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

from vervain.base.diagnostic import Aimless, Rejected, Unreadable
from vervain.ui import output
from vervain.ui.output import Exit

P = ParamSpec("P")


def sources(rejected: Rejected) -> dict[str, str]:
    """The texts that findings point into, as far as they can be read."""
    texts = {}
    for finding in rejected.findings:
        path = Path(finding.span.file)
        if path.is_file() and finding.span.file not in texts:
            texts[finding.span.file] = path.read_text(encoding="utf-8", errors="replace")
    return texts


def guard(function: Callable[P, None]) -> Callable[P, None]:
    """Mistakes found after loading (grounding) are findings, too; what cannot be read is said; an
    interrupt is an exit code."""

    @wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            function(*args, **kwargs)
        except Rejected as rejected:
            output.put_findings(rejected, sources(rejected), as_json=bool(kwargs.get("as_json")))
        except Unreadable as error:
            click.echo(f"vervain: {error}", err=True)
            raise SystemExit(Exit.NO_FILE) from None
        except Aimless as error:
            click.echo(
                f"vervain: {error}; give it an outline, or let it live: vervain run", err=True
            )
            raise SystemExit(Exit.REJECTED) from None
        except MemoryError:
            click.echo("vervain: out of the memory it was given; try --memory", err=True)
            raise SystemExit(Exit.BUDGET) from None
        except OSError as error:
            if error.filename is None:
                raise
            click.echo(f"vervain: {error.filename}: {error.strerror}", err=True)
            raise SystemExit(Exit.NO_FILE) from None
        except KeyboardInterrupt:
            click.echo("vervain: interrupted", err=True)
            raise SystemExit(Exit.INTERRUPTED) from None

    return guarded
