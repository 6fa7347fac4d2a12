"""Every file that is read or written: worlds by path or by name, what they include, and results.

A file is read bounded and written whole or not at all; what a world includes comes from the
standard modules, from the world's own folder or from the examples, never from elsewhere.
"""

from __future__ import annotations

import os
import tempfile
from importlib import resources
from pathlib import Path

from vervain.base.diagnostic import Report, Unreadable
from vervain.base.span import Span
from vervain.lang.nearest import did_you_mean, nearest
from vervain.lang.parse import Include, includes

MOST_BYTES = 4_000_000
MOST_FILES = 64
SUFFIX = ".world"
SABRE_SUFFIX = ".txt"


def example_names() -> tuple[str, ...]:
    """The examples that come with Vervain, by name."""
    return tuple(
        sorted(p.name.removesuffix(SUFFIX) for p in _examples() if p.name.endswith(SUFFIX))
    )


def _examples() -> list[Path]:
    for folder in (Path(__file__).parent / "worlds", Path(__file__).parents[2] / "worlds"):
        if folder.is_dir():
            return sorted(folder.iterdir())
    return []


def find(name: str | Path) -> Path:
    """The file of a world: a path, or an example's name. FileNotFoundError says what there is."""
    path = Path(name)
    for candidate in (path, path.with_name(path.name + SUFFIX)) if path.name else ():
        if candidate.is_file():
            return candidate
    for example in _examples():
        if example.name in (str(name), f"{name}{SUFFIX}"):
            return example
    if path.name and path.is_dir():
        raise FileNotFoundError(f"{str(name)!r} is a folder; name a world in it")
    examples = example_names()
    beside = [p.name for p in path.parent.glob(f"*{SUFFIX}")] if path.parent.is_dir() else []
    near = nearest(path.name.removesuffix(SUFFIX), [*examples, *(Path(b).stem for b in beside)])
    if near is None:
        known = f"the examples are {', '.join(examples)}"
    else:
        known = (
            f"did you mean {near if near in examples else str(path.with_name(near + SUFFIX))!r}?"
        )
    raise FileNotFoundError(f"there is no file {str(name)!r}, and no example of that name; {known}")


def read_text(path: Path, most: int = MOST_BYTES) -> str:
    """A file as text; `Unreadable` says in plain words if it is too much, or no text."""
    if path.stat().st_size > most:
        raise Unreadable(f"{path} has more than {most // 1_000_000} MB")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"{path} is not UTF-8 text (line {line}, byte {error.start}); save it as UTF-8"
        ) from None


def unwritable(path: Path) -> str:
    """Why no file can be made there, as far as can be seen beforehand; empty if it can."""
    folder = path.parent
    if not folder.is_dir():
        return f"there is no folder {folder}"
    return "" if os.access(folder, os.W_OK) else f"the folder {folder} may not be written to"


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, path.stat().st_mode if path.exists() else 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def module_names() -> tuple[str, ...]:
    """The standard modules, by name."""
    found = (p.name for p in resources.files("vervain.library").iterdir())
    return tuple(sorted(n.removesuffix(SUFFIX) for n in found if n.endswith(SUFFIX)))


def module_text(name: str) -> str | None:
    """The text of a standard module; None where there is none of that name."""
    module = resources.files("vervain.library").joinpath(name + SUFFIX)
    return module.read_text(encoding="utf-8") if module.is_file() else None


def sources(text: str, file: str, folder: Path | None) -> tuple[tuple[str, str], ...]:
    """The text and all it includes as (name, text), each once, what is included first; Rejected."""
    done: dict[str, tuple[str, str]] = {}
    report = Report()

    def visit(text: str, file: str, key: str) -> None:
        done[key] = (file, "")
        for wanted in includes(text, file):
            if wanted.name not in done and len(done) < MOST_FILES:
                found = _included(wanted, folder, report)
                if found is not None:
                    visit(found, wanted.name, wanted.name)
        done[key] = (file, text)
        done[key] = done.pop(key)

    visit(text, file, file)
    report.settle()
    return tuple(done.values())


def _included(wanted: Include, folder: Path | None, report: Report) -> str | None:
    """The text of an included module, or a finding."""
    if not wanted.quoted:
        found = module_text(wanted.name)
        if found is not None:
            return found
        return _refuse(
            report,
            wanted.span,
            f"there is no standard module called {wanted.name!r}",
            f"the modules are {', '.join(module_names())}; include one of your own in quotes",
        )
    if folder is None or Path(wanted.name).name != wanted.name:
        return _refuse(
            report,
            wanted.span,
            f"{wanted.name!r} is not a file beside this one",
            "include a file of the same folder, or an example, by its bare name",
        )
    beside = folder / wanted.name
    examples = [e for e in _examples() if e.name == wanted.name and not beside.exists()]
    if not examples and not beside.is_file():
        return _refuse(
            report,
            wanted.span,
            f"there is no file {wanted.name!r} beside this one, and no example of that name",
            did_you_mean(
                wanted.name,
                (p.name for p in (*folder.glob(f"*{SUFFIX}"), *_examples())),
                "check the name",
            ),
        )
    try:
        return read_text(examples[0] if examples else beside)
    except (OSError, ValueError) as error:
        return _refuse(
            report, wanted.span, f"{wanted.name!r} cannot be read: {error}", "check the name"
        )


def _refuse(report: Report, span: Span, message: str, hint: str) -> str | None:
    report.add("V110", span, message, hint)
    return None
