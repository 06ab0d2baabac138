"""What was written into the folder of a sweep: a line for each file, with its SHA-256.

Kept apart from the files, so that whatever happens to one of them shows. The lines are those that
`sha256sum --check parts.sha256` reads. One is added as soon as a file is on the disk; a line that
an interrupt has cut counts for nothing, and its file is played again.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from simulator.errors import NotWritten

LEDGER = "parts.sha256"

_LINE = re.compile(r"([0-9a-f]{64})  ((?:points/)?[\w-][^/]*)")


class Ledger:
    """The SHA-256 of every file that was written, by its name in the folder."""

    def __init__(self, place: Path) -> None:
        """The ledger of a folder, as it stands there; empty where there is none.

        Args:
            place: The folder; what is there under the ledger's name is a regular file.
        """
        self._path = place / LEDGER
        self.sums: dict[str, str] = {}
        text = self._path.read_bytes().decode(errors="replace") if self._path.is_file() else ""
        self._whole = text.endswith("\n")
        for line in text.splitlines():
            if (read := _LINE.fullmatch(line)) is not None:
                self.sums[read[2]] = read[1]

    def add(self, name: str, content: bytes) -> None:
        """Say that a file is there.

        Raises:
            NotWritten: The line could not be added.
        """
        self.sums[name] = sum_of(content)
        # What an interrupt has cut must not swallow the next line.
        start = "" if self._whole or not self._path.exists() else "\n"
        try:
            handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
            with os.fdopen(handle, "wb") as file:
                file.write(f"{start}{self.sums[name]}  {name}\n".encode())
                file.flush()
                os.fsync(handle)
        except OSError as error:
            raise NotWritten(self._path.as_posix(), error.strerror or str(error)) from error
        self._whole = True

    def text(self) -> bytes:
        """All lines, by name: the same whatever order the files were written in."""
        return "".join(f"{self.sums[name]}  {name}\n" for name in sorted(self.sums)).encode()

    def is_settled(self) -> bool:
        """Whether the file says just that."""
        return self._path.is_file() and self._path.read_bytes() == self.text()


def sum_of(content: bytes) -> str:
    """SHA-256 [64 hex digits]."""
    return hashlib.sha256(content).hexdigest()
