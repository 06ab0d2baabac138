"""Where in a file of cards a rule is broken."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.errors import Mistake
from simulator.files.complaints import text_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule is broken: file and path."""

    file: str
    path: str

    def at(self, step: str) -> Place:
        """A step further in."""
        return Place(self.file, f"{self.path}.{step}" if self.path else step)

    def wrong(self, step: str, rule: str, got: object, remedy: str) -> Mistake:
        """What is wrong there."""
        path = self.at(step).path if step else self.path
        return Mistake(self.file, path, rule, None if got is None else text_of(got), remedy)
