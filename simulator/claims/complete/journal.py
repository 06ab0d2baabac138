"""Trials on disk while a search goes on, a line each: it can be taken up where it stopped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from simulator.claims.complete.trials import Kept
from simulator.errors import BadInput, Mistake, NotWritten


@dataclass(frozen=True, slots=True)
class Journal:
    """Where the trials of one search are kept.

    Attributes:
        path: The file.
        search: Hash of everything that the search depends on.
    """

    path: Path
    search: str

    def begin(self, resume: bool) -> Kept:
        """The trials made before, when the search is taken up again; none otherwise.

        Raises:
            BadInput: The file belongs to another search.
            NotWritten: It cannot be written.
        """
        if resume and self.path.is_file():
            return self._read()
        self._write(json.dumps({"search": self.search}), "w")
        return {}

    def keep(self, key: str, margins: list[list[float | None]]) -> None:
        """Add a trial.

        Raises:
            NotWritten: It cannot be written.
        """
        self._write(json.dumps({"trial": key, "margins": margins}), "a")

    def end(self) -> None:
        """Remove the file: the search is over."""
        self.path.unlink(missing_ok=True)

    def _write(self, line: str, mode: str) -> None:
        try:
            with self.path.open(mode, encoding="utf-8") as file:
                file.write(line + "\n")
        except OSError as error:
            raise NotWritten(self.path.as_posix(), error.strerror or str(error)) from error

    def _read(self) -> Kept:
        found: Kept = {}
        whole = []
        for number, line in enumerate(self.path.read_text(encoding="utf-8").splitlines()):
            try:
                told = json.loads(line)
                if number == 0 and told["search"] != self.search:
                    self._refuse()
                if number > 0:
                    found[told["trial"]] = told["margins"]
            except (ValueError, TypeError, KeyError):
                # The last line may be torn where the machine stopped; no other can be.
                break
            whole.append(line)
        if not whole:
            self._refuse()
        self._write("\n".join(whole), "w")
        return found

    def _refuse(self) -> None:
        rule = "must be the same search as began it"
        remedy = "ask for the same, or leave --resume out to begin anew"
        raise BadInput(Mistake(self.path.as_posix(), "", rule, None, remedy))


def search_hash(told: Mapping[str, object]) -> str:
    """Hash of what a search depends on [16 hex digits]."""
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]
