"""Numba's one door: `compiled` turns a pure scalar or array function into machine code.

The compile cache is keyed by a hash of every source file that can be compiled, because numba's own
key sees only the file of the function at hand: a changed callee in another file would go unnoticed
and yesterday's equations would run under today's name.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import numba

from simulator.places import PACKAGE

P = ParamSpec("P")
R = TypeVar("R")

#: What the compiled code of a part can call, itself included; files without any do not count.
CALLS = {
    "model.tape": ("model/tape.py",),
    "model.mechanisms": ("model/mechanisms",),
    "bargaining": ("bargaining",),
    "model.war": ("model/war", "bargaining", "model/mechanisms", "model/tape.py"),
    "model.metrics": ("model/metrics",),
}
_ALL = ("",)
_DAYS_KEPT = 14


def part_of(module: str) -> str:
    """The part of the program whose compiled code is kept together.

    >>> part_of("simulator.model.war.outlook"), part_of("simulator.bargaining.frontier")
    ('model.war', 'bargaining')
    """
    names = module.split(".")[1:]
    return ".".join(names[:2]) if names[0] == "model" else names[0]


def source_hash(folder: str) -> str:
    """Hash of all sources that the compiled code of `folder` is made from [16 hex digits]."""
    digest = hashlib.sha256(numba.__version__.encode())
    digest.update(Path(__file__).read_bytes())
    for name in CALLS.get(folder, _ALL):
        place = PACKAGE / name
        for file in [place] if place.is_file() else sorted(place.rglob("*.py")):
            text = file.read_bytes()
            if b"import compiled" in text:
                digest.update(file.name.encode())
                digest.update(text)
    return digest.hexdigest()[:16]


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _clear_old(beside: Path) -> None:
    """Remove machine code that no source has asked for in a fortnight."""
    oldest = time.time() - _DAYS_KEPT * 86400.0
    for folder in beside.parent.glob("compiled-*"):
        if folder != beside and folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)


@cache
def cache_folder(folder: str) -> Path:
    """Where machine code is kept between runs: beside the package, or in the user's cache."""
    name = f"compiled-{folder}-{source_hash(folder)}"
    home = Path(os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache")))
    for place in (PACKAGE / "__pycache__", home / "war-termination-simulator"):
        if _writable(place / name):
            _clear_old(place / name)
            return place / name
    return Path(tempfile.gettempdir()) / f"war-termination-simulator-{name}"


def compiles() -> bool:
    """Whether anything is compiled at all: NUMBA_DISABLE_JIT=1 leaves it plain Python."""
    return not numba.config.DISABLE_JIT  # type: ignore[attr-defined]  # set when numba loads


def is_warm(folder: str, function: str) -> bool:
    """Whether machine code of a folder's function, and so of all it calls, is already on disk."""
    return any(cache_folder(folder).rglob(f"*.{function}-*.nbi"))


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile `function` when it is first called, and keep the machine code on disk.

    No fast-math: floating-point results are those of the source as written, so the reference
    model and any compiled loop agree to the last bit. It borrows its caller's arrays and can make
    none, because counting who holds an array costs more than most of what is done with one.
    """
    return _decorated(function)


def compiled_making(function: Callable[P, R]) -> Callable[P, R]:
    """The same for a function that makes arrays, or is given one by a function that does."""
    return _decorated(function, _nrt=True)


def compiled_unlocked(function: Callable[P, R]) -> Callable[P, R]:
    """The same for a function that lets other threads of Python run while it works."""
    return _decorated(function, nogil=True)


def compiled_inside(function: Callable[P, R]) -> Callable[P, R]:
    """The same for a function that only compiled code calls: it is ready sooner."""
    return _decorated(function, no_cpython_wrapper=True)


def compiled_into(function: Callable[P, R]) -> Callable[P, R]:
    """The same for a small function in a hot loop: its code is put into every caller."""
    return _decorated(function, forceinline=True)


def _decorated(function: Callable[P, R], **options: bool) -> Callable[P, R]:
    folder = cache_folder(part_of(function.__module__))
    numba.config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]  # read when decorating
    njit: Any = numba.njit  # its stubs leave out what saves the wrappers nobody calls
    # `_nrt` is numba's counting of references; unset, the first caller would decide.
    options = {"_nrt": False, **options}
    decorate = njit(cache=True, error_model="numpy", no_cfunc_wrapper=True, **options)
    return cast(Callable[P, R], decorate(function))
