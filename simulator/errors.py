"""The ways a user can be wrong, each told in one line.

SimulatorError
├── BadInput        a file or an option breaks its rules: every mistake at once, exit status 2
└── RunFailed       the input was right and the run still failed, exit status 1
    └── NotWritten  a file could not be written: a full disk, a folder that has gone
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in something a person wrote.

    Attributes:
        where: The file, or the option (`--set`).
        path: Dotted path of the field; empty when the file as a whole is meant.
        rule: What is allowed, with its unit.
        value: What was found, as text; None when nothing was.
        remedy: What to do about it.
    """

    where: str
    path: str
    rule: str
    value: str | None
    remedy: str

    def __str__(self) -> str:
        """The one line a user reads.

        >>> str(Mistake("x.toml", "cost.a", "must be a number", "'much'", "write a number"))
        "x.toml: cost.a: must be a number (got 'much') - write a number"
        """
        path = f"{self.path}: " if self.path else ""
        got = "" if self.value is None else f" (got {self.value})"
        return f"{self.where}: {path}{self.rule}{got} - {self.remedy}"


class SimulatorError(Exception):
    """Base of everything this program raises on purpose."""


class BadInput(SimulatorError):
    """One or more mistakes in the input; `mistakes` lists them all."""

    def __init__(self, *mistakes: Mistake) -> None:
        self.mistakes = mistakes
        super().__init__("\n".join(str(mistake) for mistake in mistakes))


class RunFailed(SimulatorError):
    """The input was valid and the computation failed (a solver that did not converge, say)."""


class NotWritten(RunFailed):
    """A file could not be written; nothing is left of it."""

    def __init__(self, where: str, why: str) -> None:
        """What happened.

        Args:
            where: The file.
            why: What the system says.
        """
        self.where = where
        self.why = why[:1].lower() + why[1:]
        super().__init__(
            f"{where}: cannot be written ({self.why}) - make room, or name another folder"
        )
