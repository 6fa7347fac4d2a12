"""Commands on files: `format`, `new`, and `completion` for the shell."""

from __future__ import annotations

import shlex
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from vervain import disk, pipeline
from vervain.ui import start
from vervain.ui.guard import guard
from vervain.ui.options import writable
from vervain.ui.output import Exit


def put_file(path: Path, data: bytes) -> None:
    """Write what a command made, whole or not at all, and say so; or say why not, and end."""
    try:
        disk.write_bytes(path, data)
    except OSError as error:
        click.echo(f"vervain: {path} cannot be written: {error.strerror}", err=True)
        raise SystemExit(Exit.NO_FILE) from None
    click.echo(f"{path} written")


@click.command("format")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; fail if something would change."
)
@guard
def format_files(files: tuple[Path, ...], only_check: bool) -> None:
    """Rewrite world files in the one canonical layout; no comment is lost."""
    changed = []
    for path in files:
        try:
            before = disk.read_text(path)
            after = pipeline.format_text(before, str(path), path.parent)
        except ValueError as error:
            click.echo(f"vervain: {error}", err=True)
            raise SystemExit(Exit.NO_FILE) from None
        if before != after:
            changed.append(path)
            if not only_check:
                disk.write_text(path, after)
    for path in changed:
        click.echo(f"{'would change' if only_check else 'formatted'} {path}")
    raise SystemExit(Exit.CHECK_FAILED if only_check and changed else Exit.OK)


@click.command()
@click.argument("name")
@click.option("--force", is_flag=True, help="Overwrite a file that is there.")
@guard
def new(name: str, force: bool) -> None:
    """Begin a world: NAME.world, small, and already a story."""
    if not Path(name).name or name.endswith(("/", ".")):
        raise click.BadParameter("a world has a name, say: my_town", param_hint="NAME")
    path = Path(name if name.endswith(disk.SUFFIX) else name + disk.SUFFIX)
    if path.exists() and not force:
        click.echo(f"vervain: {path} is there already; --force overwrites it", err=True)
        raise SystemExit(Exit.NO_FILE)
    writable(path)
    disk.write_text(path, start.text(path.stem))
    click.echo(f"{path} written; now: vervain tell {shlex.quote(str(path))}")


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what completes commands and world names in your shell.

    For bash: vervain completion bash > ~/.local/share/bash-completion/completions/vervain
    """
    complete = get_completion_class(shell)
    assert complete is not None
    click.echo(
        complete(
            click.get_current_context().find_root().command, {}, "vervain", "_VERVAIN_COMPLETE"
        ).source()
    )
