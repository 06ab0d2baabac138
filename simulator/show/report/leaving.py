"""What a command leaves in a folder: numbers first, then pictures, and never at the answer's cost.

The answer is printed whatever happens to a file. What could not be written or drawn is told at the
end, a line each, and the command has failed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeAlias

from simulator.errors import RunFailed, SimulatorError
from simulator.show.report.whole_files import open_folder, write_whole

#: Draws something: file name to content.
Draw: TypeAlias = Callable[[], Mapping[str, bytes]]


class Leaving:
    """A folder in the making; without one, nothing is written."""

    def __init__(self, out: str | None) -> None:
        """What is left in `out`; nothing when it is None."""
        self._out = out
        self.failures: list[str] = []

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write some files, each as a whole or not at all."""
        if self._out is None:
            return
        try:
            folder = open_folder(self._out)
            for name, content in files.items():
                write_whole(folder / name, content)
        except SimulatorError as error:
            self.failures.append(str(error))

    def draw(self, *pictures: Draw) -> None:
        """Draw and write pictures; one that fails does not cost the next.

        Args:
            pictures: Called one after the other, and only if there is a folder.
        """
        if self._out is None:
            return
        sys.stdout.flush()
        for draw in pictures:
            try:
                self.write(pictured(self._out, draw))
            except SimulatorError as error:
                self.failures.append(str(error))


@contextmanager
def leaving(out: str | None) -> Iterator[Leaving]:
    """A folder in the making, in a `with` that also prints the answer.

    Args:
        out: As typed after `--out`.

    Raises:
        RunFailed: At the end: everything that could not be written or drawn.
    """
    left = Leaving(out)
    yield left
    if left.failures:
        raise RunFailed("\n".join(dict.fromkeys(left.failures)))


def pictured(out: str, draw: Draw) -> dict[str, bytes]:
    """A picture's files.

    Raises:
        SimulatorError: A library is missing, or a file could not be written.
        RunFailed: It could not be drawn, whatever else the reason.
    """
    try:
        return dict(draw())
    except SimulatorError:
        raise
    except Exception as error:
        told = (str(error).splitlines() or [""])[0][:200]
        raise RunFailed(
            f"{out}: a picture could not be drawn ({type(error).__name__}: {told}) - the numbers "
            "are there; please report this with the command"
        ) from error
