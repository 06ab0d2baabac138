"""Numba's one door: `compiled` turns a pure scalar or array function into machine code.

The compile cache is keyed by a hash of every source file that can be compiled, because numba's own
key sees only the file of the function at hand: a changed callee in another file would go unnoticed
and yesterday's equations would run under today's name.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

import numba

from simulator.places import PACKAGE

P = ParamSpec("P")
R = TypeVar("R")

#: Folders whose files hold compiled functions, and the single modules that do.
SOURCES = ("bargaining", "mechanisms", "metrics", "war")
MODULES = ("tape.py", "compiled.py")


def source_hash() -> str:
    """Hash of all sources that reach machine code [16 hex digits]."""
    digest = hashlib.sha256(numba.__version__.encode())
    files = [PACKAGE / name for name in MODULES]
    for folder in SOURCES:
        files += sorted((PACKAGE / folder).glob("*.py"))
    for file in files:
        if file.is_file():
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def cache_folder() -> Path:
    """Where machine code is kept between runs: beside the package, or in the user's cache."""
    name = f"compiled-{source_hash()}"
    beside = PACKAGE / "__pycache__" / name
    if _writable(beside):
        return beside
    home = Path(os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache")))
    elsewhere = home / "war-termination-simulator" / name
    if _writable(elsewhere):
        return elsewhere
    return Path(tempfile.gettempdir()) / f"war-termination-simulator-{name}"


def is_warm() -> bool:
    """Whether machine code for these sources is already on disk."""
    folder = cache_folder()
    return folder.is_dir() and any(folder.rglob("*.nbi"))


numba.config.CACHE_DIR = str(cache_folder())


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile `function` when it is first called, and keep the machine code on disk.

    No fast-math: floating-point results are those of the source as written, so the reference
    model and any compiled loop agree to the last bit.
    """
    return cast(Callable[P, R], numba.njit(cache=True, error_model="numpy")(function))
