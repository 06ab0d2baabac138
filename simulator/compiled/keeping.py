"""Machine code on disk: read only if it is whole and from whom it should be, made again if not."""

from __future__ import annotations

import contextlib
import hashlib
import inspect
import os
import pickle
import stat
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

import numba
from numba.core.caching import (
    CompileResultCacheImpl,
    FunctionCache,
    IndexDataCacheFile,
)
from numba.core.runtime.nrt import rtsys

from simulator.compiled.place import Place, places, writing
from simulator.compiled.sources import file_of, source_hash

_LARGEST = 256 * 1024 * 1024  # [bytes] of one file


def folder_of(module: str) -> str:
    """Name of the folder that keeps a module's machine code."""
    return f"compiled-{module.partition('.')[2] or module}-{source_hash(module)}"


def is_warm(part: str, function: str) -> bool:
    """Whether machine code of a function, and so of all it calls, is on disk or not needed.

    Args:
        part: A module or package, without the program's name: `model.war`.
        function: Its name, anywhere in that part.
    """
    if numba.config.DISABLE_JIT:  # type: ignore[attr-defined]  # made when it is imported
        return True
    here = file_of(f"simulator.{part}")
    if here is None:
        return False
    files = here.parent.rglob("*.py") if here.name == "__init__.py" else [here]
    first = here.parent if here.name == "__init__.py" else here
    for file in files:
        below = file.relative_to(first).with_suffix("").parts if file != here else ()
        module = ".".join(("simulator", part, *below))
        if b"compiled import" in file.read_bytes():
            name = folder_of(module)
            for place in places():
                if place.holds(name) and any((place.folder / name).glob(f"*.{function}-*.nbi")):
                    return True
    return False


class _Locator:
    """Where numba is to look for the code of one function."""

    def __init__(self, module: str, line: int) -> None:
        self.name = folder_of(module)
        self._line = line

    @cached_property
    def write_to(self) -> Place | None:
        return writing(self.name)

    def get_cache_path(self) -> str:
        """The folder that is written to, or would be read."""
        place = self.write_to or places()[0]
        return str(place.folder / self.name)

    def get_source_stamp(self) -> str:
        """The folder's name says which sources the code was made from."""
        return self.name

    def get_disambiguator(self) -> str:
        """Tells functions of one name in one file apart."""
        return str(self._line)

    def ensure_cache_path(self) -> None:
        """Nothing to do: the folder was made when it was chosen."""


class _Implementation(CompileResultCacheImpl):
    def __init__(self, function: Callable[..., Any], inside: bool = False) -> None:
        # What the parent does, but for the search for a folder: that is ours.
        self._lineno = function.__code__.co_firstlineno
        self._locator = _Locator(function.__module__, self._lineno)
        name = f"{Path(inspect.getfile(function)).stem}.{function.__qualname__}"
        self._filename_base = self.get_filename_base(name + ".inside" * inside, "")


class _Proved(IndexDataCacheFile):
    """The files of one function in one folder, each behind the SHA-256 of its content."""

    def __init__(self, place: Place, name: str, base: str, stamp: str) -> None:
        super().__init__(str(place.folder / name), base, stamp)
        self._place = place

    def _load_index(self) -> dict[Any, str]:
        try:
            stamp, overloads = pickle.loads(self._content(Path(self._index_path)))  # noqa: S301  # proved
        except (OSError, ValueError):
            return {}
        return dict(overloads) if stamp == self._source_stamp else {}

    def _save_index(self, overloads: dict[Any, str]) -> None:
        self._put(self._index_path, self._dump((self._source_stamp, overloads)))

    def _load_data(self, name: str) -> Any:  # noqa: ANN401  # numba's own
        try:
            return pickle.loads(self._content(Path(self._data_path(name))))  # noqa: S301  # proved
        except (OSError, ValueError):
            return None

    def _save_data(self, name: str, data: Any) -> None:  # noqa: ANN401  # numba's own
        self._put(self._data_path(name), self._dump(data))

    def _content(self, path: Path) -> bytes:
        """What was kept in a file.

        Raises:
            OSError: It is not there.
            ValueError: It is not whole, or may have been written by somebody else.
        """
        # Non-blocking, or a pipe of that name would be waited for.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            found = os.fstat(handle)
            regular = stat.S_ISREG(found.st_mode) and found.st_size <= _LARGEST
            if not (regular and self._place.believes(found)):
                raise ValueError("not to be believed")
            read = file.read()
        digest, content = read[:32], read[32:]
        if hashlib.sha256(content).digest() != digest:
            raise ValueError("damaged")
        return content

    def _put(self, path: str, content: bytes) -> None:
        with self._open_for_write(path) as file:
            file.write(hashlib.sha256(content).digest() + content)

    @contextlib.contextmanager
    def _open_for_write(self, filepath: str) -> Iterator[BinaryIO]:
        half = f"{filepath}.tmp.{os.getpid()}.{os.urandom(4).hex()}"
        # Never writable by others, whatever the user's mask.
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
            Path(half).replace(filepath)
        except BaseException:
            Path(half).unlink(missing_ok=True)
            raise


class KeptCode(FunctionCache):
    """The machine code of one function: looked for in each place, written to the first that can.

    Args:
        function: Whose.
        inside: Whether it is the version that only compiled code calls.
    """

    _impl_class = _Implementation

    def __init__(self, function: Callable[..., Any], *, inside: bool = False) -> None:
        self._name = repr(function)
        self._py_func = function
        self._impl = _Implementation(function, inside)
        self.enable()

    @property
    def cache_path(self) -> str:
        """The folder."""
        return self._impl.locator.get_cache_path()

    @property
    def _cache_file(self) -> _Proved:  # type: ignore[override]  # found when it is first needed
        return self._files(self._impl.locator.write_to or places()[0])

    def _files(self, place: Place) -> _Proved:
        stamp = self._impl.locator.get_source_stamp()
        return _Proved(place, self._impl.locator.name, self._impl.filename_base, stamp)

    def load_overload(self, sig: Any, target_context: Any) -> Any:  # noqa: ANN401  # numba's own
        """The machine code that was kept for arguments of these types; None if there is none.

        Numba would first load everything that it compiles with, half of the time that a short
        command takes; code that was kept needs only the counting of references. Where there is
        none, the compiler loads the rest itself.

        Args:
            sig: Numba's types of the arguments.
            target_context: Of numba's, for this processor.
        """
        rtsys.initialize(target_context)
        return self._load_overload(sig, target_context)

    def _load_overload(self, sig: Any, target_context: Any) -> Any:  # noqa: ANN401  # numba's own
        key = self._index_key(sig, target_context.codegen())
        chosen = self._impl.locator.write_to
        for place in dict.fromkeys((*places(), *(() if chosen is None else (chosen,)))):
            if not place.holds(self._impl.locator.name):
                continue
            data = self._files(place).load(key)
            if data is not None:
                with contextlib.suppress(Exception):  # whatever it is, it is made again
                    return self._impl.rebuild(target_context, data)
        return None

    def _save_overload(self, sig: Any, data: Any) -> None:  # noqa: ANN401  # numba's own
        if self._impl.locator.write_to is None or not self._impl.check_cachable(data):
            return
        with contextlib.suppress(OSError):  # a full disk costs the next run a minute, not this one
            self._cache_file.save(self._index_key(sig, data.codegen), self._impl.reduce(data))
