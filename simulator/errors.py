"""The ways a user can be wrong, each told in one line.

SimulatorError
├── BadInput        a file or an option breaks its rules: every mistake at once, exit status 2
└── RunFailed       the input was right and the run still failed, exit status 1
    └── NotWritten  a file could not be written: a full disk, a folder that has gone
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

#: So many mistakes are told one by one, and the rest counted.
MOST_TOLD = 50

#: Kinds of characters that are no text: control, format, line ends, halves of pairs.
_NO_TEXT = ("Cc", "Cf", "Zl", "Zp", "Cs")

#: Of those, the ones that belong to text: line ends, tabs, and what joins or parts letters.
_TEXT = "\n\t\u00ad\u200c\u200d\u2060"


def harmful(text: str) -> str | None:
    r"""The first character that must not reach a terminal or a page; None if there is none.

    Control characters move the cursor and worse; direction characters turn a line round.

    >>> harmful("5 % of the land"), harmful("calm \x1b[31mred")
    (None, '\x1b')
    """
    if text.isascii() and text.isprintable():
        return None
    return next((each for each in text if not _is_text(each)), None)


def harmless(text: str) -> str:
    r"""`text` with a question mark for every such character.

    >>> harmless("a\x07b\u202ec")
    'a?b?c'
    """
    return text if harmful(text) is None else "".join(c if _is_text(c) else "?" for c in text)


def code_point(letter: str) -> str:
    r"""How a character is called that cannot be shown.

    >>> code_point("\x1b")
    'U+001B'
    """
    return f"U+{ord(letter):04X}"


def _is_text(letter: str) -> bool:
    return unicodedata.category(letter) not in _NO_TEXT or letter in _TEXT


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
        line = f"{self.where}: {path}{self.rule}{got} - {self.remedy}"
        return harmless(line.replace("\n", " "))


class SimulatorError(Exception):
    """Base of everything this program raises on purpose."""


class BadInput(SimulatorError):
    """One or more mistakes in the input; `mistakes` lists them all, the text the first of them."""

    def __init__(self, *mistakes: Mistake) -> None:
        self.mistakes = mistakes
        lines = [str(mistake) for mistake in mistakes[:MOST_TOLD]]
        more = len(mistakes) - MOST_TOLD
        if more > 0:
            lines.append(f"and {more} more {'mistake' if more == 1 else 'mistakes'}")
        super().__init__("\n".join(lines))


class RunFailed(SimulatorError):
    """The input was valid and the computation failed (a solver that did not converge, say)."""


#: Library that not everybody has to the extra of this program that brings it.
EXTRAS = {
    "matplotlib": "pictures",
    "pyarrow": "sweep",
    "SALib": "sensitivity",
    "cma": "complete",
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
