"""Files and command lines made of sound ones and of what has caused faults, tried for a while.

    python tests/fuzzing.py --files 5000 --commands 300 --seconds 600 --entropy 1

Each must end in what was asked for or in lines that name the mistake: no traceback, no long wait.
What fails is written to the folder named by --keep, to be made small and put into the corpus.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import signal
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from fuzz_changes import Chance, changed_line, mutated

from simulator.__main__ import main
from simulator.cli.commands.check import _checked
from simulator.errors import MOST_TOLD, BadInput, Mistake, harmful
from simulator.files.find import scenario_folder
from simulator.history.wars.sheets import load_sheets, shipped
from simulator.places import data_folder

CORPUS = Path(__file__).parent / "fuzz" / "corpus"

#: War sheets say no kind; those that caused faults are kept apart.
SHEETS = "sheets"

#: A file is received in less, a command line answered [seconds of work].
LONGEST_FILE, LONGEST_COMMAND = 2.0, 10.0

#: Waiting is no work, and a machine has others to serve: nothing waits for longer [seconds].
LONGEST_WAIT = 60.0

#: Commands that play wars, as many and as long as they are told.
PLAYING = (
    *("run", "contrast", "ablate", "explain", "threshold", "sweep"),
    *("history", "patterns", "backtest"),
)

#: What a sound file is for, with the least to be played.
USES = {
    "scenario": "run x.toml -n 2 --months 3 --json",
    "game": "solve x.toml --json",
    SHEETS: "history ./x.toml -n 2 --months 3 --json",
    "design": "sweep x.toml --dry-run -n 2 --json",
}


@contextlib.contextmanager
def in_time(work: float) -> Iterator[None]:
    """No longer than that at work, nor LONGEST_WAIT in all.

    Raises:
        TimeoutError: It took longer.
    """

    def late(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    watched = (
        (signal.SIGPROF, signal.ITIMER_PROF, work),
        (signal.SIGALRM, signal.ITIMER_REAL, LONGEST_WAIT),
    )
    before = [signal.signal(number, late) for number, _, _ in watched]
    for _, timer, seconds in watched:
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for (number, timer, _), usual in zip(watched, before, strict=True):
            signal.setitimer(timer, 0.0)
            signal.signal(number, usual)


def tried_file(path: Path, sheet: bool = False) -> str:
    """How a file was received; anything but `sound` and `refused` is a fault.

    Args:
        path: The file.
        sheet: Whether it is read as a war sheet.
    """
    try:
        with in_time(LONGEST_FILE):
            mistakes = _mistakes_of_sheet(path) if sheet else _checked(str(path))[0].mistakes
    except Exception as error:  # noqa: BLE001  # that is what is looked for
        return f"{type(error).__name__}: {error}"[:200]
    lines = str(BadInput(*mistakes)).splitlines() if mistakes else []
    if len(lines) > MOST_TOLD + 1 or any(len(line) > 2000 or harmful(line) for line in lines):
        return "told badly"
    return "refused" if lines else "sound"


def _mistakes_of_sheet(path: Path) -> tuple[Mistake, ...]:
    try:
        load_sheets([str(path)])
    except BadInput as error:
        return error.mistakes
    return ()


def tried_command(words: list[str], folder: Path) -> str:
    """How a command line was received; anything but an exit status is a fault."""
    out, err = io.StringIO(), io.StringIO()
    before, sys.argv = sys.argv, ["simulator", *words]
    status: object = None
    try:
        with (
            in_time(LONGEST_COMMAND),
            contextlib.chdir(folder),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            main()
    except SystemExit as end:
        status = end.code
    except Exception as error:  # noqa: BLE001  # that is what is looked for
        return f"{type(error).__name__}: {error}"[:200]
    finally:
        sys.argv = before
    told = err.getvalue()
    if "fault of this program" in told or "Traceback" in told:
        return told[:300]
    if status not in (0, 1, 2):
        return f"ended in {status}"
    # A bar of progress goes back to the beginning of its line.
    if letter := harmful(out.getvalue() + told.replace("\r", "")):
        return f"{letter!r} was let through"
    return "answered"


def made_ready() -> None:
    """Machine code is made before work is measured: a limit that strikes a compiler crashes it."""
    for line in ("run base -n 2 --months 3 --json", "trace base --months 3 --json"):
        sys.argv = ["simulator", *line.split()]
        with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
            main()


def seeds() -> list[Path]:
    """Sound files of every kind, and what has caused faults."""
    folders = (scenario_folder(), data_folder("seeds"), CORPUS)
    return sorted(path for folder in folders for path in folder.rglob("*.toml")) + shipped()


def is_sheet(path: Path) -> bool:
    """Whether a file is a war sheet."""
    return path.parent.name == SHEETS or path in shipped()


class Counts:
    """What was tried and how it went; what was at fault is told and kept."""

    def __init__(self, entropy: int, keep: Path) -> None:
        self.counts, self._entropy, self._keep = Counter[str](), entropy, keep

    def add(self, what: str, outcome: str, number: int, content: bytes) -> None:
        """One thing tried; any outcome but the three that are allowed is a fault."""
        fine = outcome in ("sound", "refused", "answered")
        self.counts[f"{what} {outcome if fine else 'at fault'}"] += 1
        if not fine:
            self._keep.mkdir(parents=True, exist_ok=True)
            (self._keep / f"{what}-{self._entropy}-{number}").write_bytes(content)
            sys.stderr.write(f"{what} {number}: {outcome}\n")


def fuzz(
    files: int, commands: int, seconds: float, entropy: int, keep: Path, play: int = 0
) -> Counter[str]:
    """Try so many files and command lines, or as many as the time allows.

    Args:
        files: How many changed files are read.
        commands: How many changed command lines are run.
        seconds: No more is begun after so long.
        entropy: Names the changes.
        keep: Folder for what was at fault.
        play: Every so many-th of the files that are still sound is played too; 0 for none.
    """
    chance, end, found = Chance(entropy), time.monotonic() + seconds, Counts(entropy, keep)
    sound = [(path.read_bytes(), is_sheet(path)) for path in seeds()]
    if play or commands:
        made_ready()
    with tempfile.TemporaryDirectory() as top:
        path = Path(top) / "x.toml"
        for number in range(files):
            if time.monotonic() > end:
                break
            begun, sheet = sound[chance.below(len(sound))]
            content = mutated(begun, chance)
            path.write_bytes(content)
            outcome = tried_file(path, sheet)
            found.add("file", outcome, number, content)
            kind = SHEETS if sheet else kind_said(content) if outcome == "sound" else ""
            use = USES.get(kind) if play and outcome == "sound" else None
            if use is not None and found.counts["file sound"] % play == 0:
                found.add("played", tried_command(use.split(), Path(top)), number, content)
        for number in range(commands):
            if time.monotonic() > end:
                break
            # Whatever would play, plays little: what stands last counts.
            words = changed_line(chance)
            if words[0] in PLAYING:
                words += ["-n", "2", "--months", "3"]
            # Without its handout the lesson would be served until somebody stops it.
            if words[0] == "demo":
                words += ["--handout", "sheet.html"]
            line = " ".join(words).encode("utf-8", "backslashreplace")
            found.add("command", tried_command(words, Path(top)), number, line)
    return found.counts


def kind_said(content: bytes) -> str:
    """The kind that a sound file says it is of."""
    return str(tomllib.loads(content.decode("utf-8-sig")).get("kind"))


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--files", type=int, default=5000)
    ask.add_argument("--commands", type=int, default=300)
    ask.add_argument("--seconds", type=float, default=600.0)
    ask.add_argument("--entropy", type=int, default=1)
    ask.add_argument("--play", type=int, default=20, help="every so many-th sound file; 0: none")
    ask.add_argument("--keep", type=Path, default=Path("out/fuzz"))
    given = ask.parse_args()
    found = fuzz(given.files, given.commands, given.seconds, given.entropy, given.keep, given.play)
    sys.stdout.write("".join(f"{number} {what}\n" for what, number in sorted(found.items())))
    sys.exit(any("at fault" in what for what in found))
