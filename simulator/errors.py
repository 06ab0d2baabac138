"""The ways a user can be wrong, each told in one line.

SimulatorError
├── BadInput        a file or an option breaks its rules: every mistake at once, exit status 2
└── RunFailed       the input was right and the run still failed, exit status 1
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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


#: Library that not everybody has to the extra of this program that brings it.
EXTRAS = {
    "matplotlib": "pictures",
    "pyarrow": "sweep",
    "SALib": "sensitivity",
    "starlette": "classroom",
    "uvicorn": "classroom",
    "limits": "classroom",
    "segno": "classroom",
    "xarray": "notebook",
    "distributed": "cluster",
}


def not_installed(what: str, library: str) -> Mistake:
    """What to install for something that needs a library of an extra.

    >>> str(not_installed("--out", "matplotlib"))
    "--out: needs matplotlib, which is not installed - pip install \
'war-termination-simulator[pictures]', or [all] for everything"
    """
    remedy = f"pip install 'war-termination-simulator[{EXTRAS[library]}]', or [all] for everything"
    return Mistake(what, "", f"needs {library}, which is not installed", None, remedy)


@contextmanager
def needed(what: str) -> Iterator[None]:
    """Tell in a line what to install, where a library is imported that not everybody has.

    Args:
        what: That needs it: a command, an option, a method.

    Raises:
        BadInput: A library of an extra is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library not in EXTRAS:
            raise
        raise BadInput(not_installed(what, library)) from error
