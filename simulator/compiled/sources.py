"""What machine code is made from: a module, and all it can reach by its imports.

Numba's own key sees only the file of the function at hand: a changed callee, or a changed constant,
in another file would go unnoticed, and yesterday's equations would run under today's name. What a
module can call and read is in its import statements, so that no list has to be kept by hand.
"""

from __future__ import annotations

import hashlib
import re
import sys
from functools import cache
from pathlib import Path

import llvmlite
import numba
import numpy as np

from simulator.places import PACKAGE

#: The settings of numba that make other code of the same source.
_SETTINGS = (
    "BOUNDSCHECK",
    "CPU_FEATURES",
    "CPU_NAME",
    "DEBUGINFO_DEFAULT",
    "ENABLE_AVX",
    "LOOP_VECTORIZE",
    "OPT",
    "SLP_VECTORIZE",
)

_NAME = PACKAGE.name
_FROM = re.compile(rf"^\s*from ({_NAME}[\w.]*) import (\([^)]*\)|[^\n]*)", re.MULTILINE)
_IMPORT = re.compile(rf"^\s*import ({_NAME}[\w.]*)", re.MULTILINE)


def file_of(module: str) -> Path | None:
    """The source of a module of this program; None where there is none of that name.

    >>> file_of("simulator.places").name, file_of("simulator.no_such"), file_of("numpy")
    ('places.py', None, None)
    """
    first, *names = module.split(".")
    if first != _NAME:
        return None
    place = PACKAGE.joinpath(*names)
    for file in (place.with_suffix(".py"), place / "__init__.py"):
        if file.is_file() and (names or file.name == "__init__.py"):
            return file
    return None


@cache
def imports_of(module: str) -> frozenset[str]:
    """The modules of this program that a module imports, anywhere in its file."""
    file = file_of(module)
    text = "" if file is None else file.read_text(encoding="utf-8")
    found = set(_IMPORT.findall(text))
    for package, names in _FROM.findall(text):
        found.add(package)
        # A name may be a module: `from simulator.model.mechanisms import front`.
        found |= {f"{package}.{name}" for name in re.findall(r"\w+", names)}
    return frozenset(name for name in found if file_of(name) is not None)


def reached(module: str) -> frozenset[str]:
    """The module, and all that it imports, and all that those import.

    >>> "simulator.theory.fearon1995" in reached("simulator.model.mechanisms.front")
    False
    """
    seen, waiting = {module}, [module]
    while waiting:
        new = imports_of(waiting.pop()) - seen
        seen |= new
        waiting += new
    return frozenset(seen)


@cache
def _digest(module: str) -> bytes:
    file = file_of(module)
    return b"" if file is None else hashlib.sha256(file.read_bytes()).digest()


@cache
def _surroundings() -> bytes:
    versions = (numba.__version__, llvmlite.__version__, np.__version__, sys.version)
    settings = [repr(getattr(numba.config, name, None)) for name in _SETTINGS]
    return "\n".join((*versions, *settings)).encode()


def source_hash(module: str) -> str:
    """Hash of all that the machine code of a module is made from [16 hex digits]."""
    made = hashlib.sha256(_surroundings())
    for name in sorted(reached(module) | reached(f"{_NAME}.compiled")):
        made.update(name.encode() + b"\0" + _digest(name))
    return made.hexdigest()[:16]
