"""The house rules of CONTRIBUTING.md, kept in the source; each is shown able to fail."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "vervain"
MODULES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))
KERNEL = sorted(path for path in (ROOT / "kernel").rglob("*") if path.suffix in {".cc", ".h"})

FOLDERS = {"base", "lang", "library", "model", "native", "run", "story", "tell", "ui"}
"""What sorts before what is import-linter's part; this is what a folder may be called."""

THIRD_PARTY = {
    "numpy": ("model/", "native/", "run/", "story/", "ui/many/"),
    "click": ("ui/",),
    "distributed": ("ui/many/work.py",),
    "duckdb": ("ui/many/store.py",),
    "rich": ("ui/",),
}
"""Every run-time dependency, and where it may be imported."""

OPENERS = ("disk.py", "ui/")
"""Where files may be opened; the stages between take values and return values."""

OPENING_NAMES = {"open"}
OPENING_METHODS = {
    *("open", "read_text", "read_bytes", "write_text", "write_bytes"),
    *("fromfile", "tofile", "loadtxt", "savetxt", "savez", "memmap"),
    *("NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile", "mkdtemp", "mkstemp"),
}

EMPTY_NAMES = {"utils", "util", "common", "helpers", "helper", "misc"}
MOST_LINES = 400


def imports(tree: ast.AST, package: str) -> Iterator[tuple[int, str]]:
    """(line, full dotted name) of everything that a module of `package` imports, names included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: 1 - node.level or None] if node.level else []
            base = ".".join([*parents, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def package_of(module: str) -> str:
    return ".".join(["vervain", *Path(module).parent.parts])


def kernel_imports(tree: ast.AST, module: str) -> Iterator[str]:
    if module != "native/kernel.py":
        for line, name in imports(tree, package_of(module)):
            if "_kernel" in name.split("."):
                yield f"{line}: only native/kernel.py imports _kernel"


def files_opened(tree: ast.AST, module: str) -> Iterator[str]:
    if module.startswith(OPENERS):
        return
    for line, name in imports(tree, package_of(module)):
        if name.startswith(("importlib.resources", "importlib.metadata", "pkgutil")):
            yield f"{line}: package data is read in disk.py, not through {name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) if name in OPENING_NAMES:
                    yield f"{node.lineno}: {name}() opens a file; only disk.py and ui/ do"
                case ast.Attribute(attr=name) if name in OPENING_METHODS:
                    yield f"{node.lineno}: .{name}() opens a file; only disk.py and ui/ do"


def third_party(tree: ast.AST, module: str) -> Iterator[str]:
    for line, name in imports(tree, package_of(module)):
        top = name.partition(".")[0]
        if top == "vervain" or top in sys.stdlib_module_names:
            continue
        if top not in THIRD_PARTY:
            yield f"{line}: {top} is no dependency (docs/explanation/dependencies.md)"
        elif not module.startswith(THIRD_PARTY[top]):
            yield f"{line}: {top} is for {', '.join(THIRD_PARTY[top])}"


def public_front(tree: ast.AST, module: str) -> Iterator[str]:
    """`vervain` itself offers everything, so importing from it would go round the layers."""
    if "/" in module and not module.startswith("ui/"):
        for line, name in imports(tree, package_of(module)):
            top, _, rest = name.partition(".")
            if top == "vervain" and rest.partition(".")[0] not in FOLDERS | {"disk", "pipeline"}:
                yield f"{line}: import from the folder that defines it, not from vervain"


def named_for_nothing(_tree: ast.AST, module: str) -> Iterator[str]:
    for part in Path(module).with_suffix("").parts:
        if part in EMPTY_NAMES:
            yield f"1: {part} says nothing about what is in it"


Rule = Callable[[ast.AST, str], Iterator[str]]
RULES: tuple[Rule, ...] = (
    kernel_imports,
    files_opened,
    third_party,
    public_front,
    named_for_nothing,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_module_keeps_the_rule(rule: Rule) -> None:
    broken = [
        f"src/vervain/{module}:{finding}"
        for module in MODULES
        for finding in rule(ast.parse((SOURCE / module).read_text(encoding="utf-8")), module)
    ]
    assert not broken, "\n".join(["", *broken])


@pytest.mark.parametrize(
    ("rule", "module", "text"),
    [
        (kernel_imports, "run/plan.py", "from vervain.native import _kernel"),
        (kernel_imports, "native/reference.py", "from vervain.native._kernel import FORMAT"),
        (kernel_imports, "native/reference.py", "from . import _kernel"),
        (kernel_imports, "native/reference.py", "from ._kernel import FORMAT"),
        (kernel_imports, "native/reference.py", "def late():\n    import vervain.native._kernel"),
        (files_opened, "lang/parse.py", "open('a.world')"),
        (files_opened, "run/trace.py", "path.write_text('')"),
        (files_opened, "lang/parse.py", "from importlib.resources import files"),
        (files_opened, "lang/parse.py", "from importlib import resources"),
        (files_opened, "pipeline.py", "open('a.world')"),
        (third_party, "lang/parse.py", "import numpy as np"),
        (third_party, "tell/realise.py", "from numpy.typing import NDArray"),
        (third_party, "pipeline.py", "import click"),
        (third_party, "story/why.py", "from rich.console import Console"),
        (third_party, "ui/cli.py", "import requests"),
        (public_front, "tell/realise.py", "from vervain import load"),
        (public_front, "tell/realise.py", "import vervain"),
        (public_front, "tell/realise.py", "from .. import load"),
        (named_for_nothing, "lang/utils.py", ""),
        (named_for_nothing, "common/span.py", ""),
    ],
)
def test_every_rule_can_fail(rule: Rule, module: str, text: str) -> None:
    assert list(rule(ast.parse(text), module))


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("native/kernel.py", "from vervain.native import _kernel"),
        ("native/kernel.py", "from . import _kernel\nimport numpy as np"),
        ("tell/realise.py", "from vervain import story\nfrom ..story.why import answer"),
        ("disk.py", "from importlib import resources\nopen('a.world')"),
        ("ui/cli.py", "import click\nimport vervain\npath.read_text()"),
    ],
)
def test_no_rule_fails_on_what_is_allowed(module: str, text: str) -> None:
    assert not [finding for rule in RULES for finding in rule(ast.parse(text), module)]


def test_no_source_file_is_too_long() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in (*(SOURCE / module for module in MODULES), *KERNEL)
    }
    assert {path: n for path, n in lengths.items() if n > MOST_LINES} == {}


def lint_imports(source: Path) -> subprocess.CompletedProcess[str]:
    """The contract of pyproject.toml, on the package in `source`.

    -S leaves out the editable install, which would otherwise be found instead.
    """
    site = sysconfig.get_path("purelib")
    program = (
        f"import sys; sys.path[:0] = [{str(source)!r}, {site!r}]; "
        "from importlinter.cli import lint_imports_command; "
        f"sys.argv[1:] = ['--no-cache', '--config', {str(ROOT / 'pyproject.toml')!r}]; "
        "lint_imports_command()"
    )
    return subprocess.run(
        [sys.executable, "-S", "-c", program],
        cwd=source,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_folder_imports_only_what_sorts_before_it() -> None:
    done = lint_imports(ROOT / "src")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "text", "complaint"),
    [
        ("base/planted.py", "import vervain.lang", "vervain.base is not allowed to import"),
        ("lang/planted.py", "from vervain.tell import x", "vervain.lang is not allowed to import"),
        ("native/planted.py", "def f():\n    import vervain.run", "vervain.native is not allowed"),
        ("tell/planted.py", "from ..ui import x", "vervain.tell is not allowed to import"),
        ("planted.py", "", "vervain.planted"),
    ],
)
def test_a_planted_import_is_caught(tmp_path: Path, module: str, text: str, complaint: str) -> None:
    """One import against the order, or one module outside it, in a copy of the package."""
    shutil.copytree(SOURCE, tmp_path / "vervain", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "vervain" / module).write_text(text + "\n", encoding="utf-8")
    done = lint_imports(tmp_path)
    assert done.returncode == 1
    assert complaint in done.stdout


def test_the_folders_are_those_of_the_design() -> None:
    """`ls src/vervain` is a table of contents, in order."""
    assert {path.parent.name for path in SOURCE.glob("*/__init__.py")} == FOLDERS
