"""The engines there are: the oracle, and the kernel where it is built."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

from vervain.model.ground import Tables
from vervain.native.engine import Engine
from vervain.native.reference import Reference

Make = Callable[[Tables], Engine]


def _engines() -> dict[str, Make]:
    made: dict[str, Make] = {"reference": Reference}
    with suppress(ImportError):
        made["kernel"] = import_module("vervain.native.kernel").Kernel
    return made


ENGINES = _engines()
