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
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from simulator.__main__ import main
from simulator.cli.commands.check import _checked
from simulator.errors import MOST_TOLD, BadInput, harmful
from simulator.files.find import scenario_folder
from simulator.model.tape import uniforms
from simulator.places import data_folder

CORPUS = Path(__file__).parent / "fuzz" / "corpus"

#: What a mutation puts in: the values and marks that formats, shells and people trip over.
ODD = (
    *("nan", "-inf", "1e400", "5e-324", "-0.0", "0x7fffffffffffffffff", "9" * 30, "1_0", "true"),
    *("[]", "{}", "[[1]]", "{a = 1}", '""', '"\\u202e"', '"\\u001b[31m"', "'''", '"""', "\0", "é"),
    *("[[vary]]", "[game]", "extends = 'base'", "kind = 'wars'", "a.b.c.d.e.f.g.h.i.j.k.l.m = 1"),
    *("1979-05-27T07:32:00Z", "low = 1", "low..high", "@6", "=", ":", "..", "/", "-1", "1e308"),
)
WORDS = (
    *("run", "trace", "contrast", "ablate", "solve", "check", "sweep", "sensitivity", "explain"),
    *("parameters", "levers", "metrics", "base", "person", "textbook/fearon-range", "no-such"),
    *("--set", "--lever", "--vary", "--metric", "--months", "-n", "-k", "--entropy", "--json"),
    *("commit.rearm_A=0.2..0.4", "aid.us0=0", "front.occ0=0", "guarantee=0:1:3", "posture=sticks"),
    *("guarantee=0.5@700", "mechanisms.office=maybe", "T_end_restricted", "occ_24", "--verify"),
    *(
        "--resume",
        "--design",
        "lhs",
        "grid",
        "--points",
        "--against",
        "--help",
        "--version",
        "\udcff",
    ),
)
LONGEST = 10.0


class Chance:
    """Numbers from the program's own luck, so that a run can be done again."""

    def __init__(self, entropy: int) -> None:
        self._entropy, self._number = entropy, 0

    def below(self, limit: int) -> int:
        """A whole number in [0, limit)."""
        self._number += 1
        return int(uniforms(self._entropy, self._number, 0, 0)[0] * limit)


def mutated(content: bytes, chance: Chance) -> bytes:
    """A file after one to five changes."""
    text = bytearray(content)
    for _ in range(1 + chance.below(5)):
        at = chance.below(len(text) + 1)
        match chance.below(6):
            case 0 if text:
                text[min(at, len(text) - 1)] ^= 1 << chance.below(8)
            case 1:
                del text[at : at + 1 + chance.below(30)]
            case 2:
                text[at:at] = ODD[chance.below(len(ODD))].encode()
            case 3:
                lines = text.split(b"\n")
                lines.insert(chance.below(len(lines)), lines[chance.below(len(lines))])
                text = bytearray(b"\n".join(lines))
            case 4:
                lines = text.split(b"\n")
                line = chance.below(len(lines))
                key, equals, _ = lines[line].partition(b"=")
                if equals:
                    lines[line] = key + b"= " + ODD[chance.below(len(ODD))].encode()
                text = bytearray(b"\n".join(lines))
            case _:
                text[at : at + 4] = bytes(text[at : at + 4]) * (2 + chance.below(40))
    return bytes(text)


@contextlib.contextmanager
def in_time() -> Iterator[None]:
    """No longer than LONGEST.

    Raises:
        TimeoutError: It took longer.
    """

    def late(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)


def tried_file(path: Path) -> str:
    """How a file was received; anything but `sound` and `refused` is a fault."""
    try:
        with in_time():
            (checked,) = _checked(str(path))
    except Exception as error:  # noqa: BLE001  # that is what is looked for
        return f"{type(error).__name__}: {error}"[:200]
    lines = str(BadInput(*checked.mistakes)).splitlines() if checked.mistakes else []
    if len(lines) > MOST_TOLD + 1 or any(len(line) > 2000 or harmful(line) for line in lines):
        return "told badly"
    return "refused" if lines else "sound"


def tried_command(words: list[str], folder: Path) -> str:
    """How a command line was received; anything but an exit status is a fault."""
    out, err = io.StringIO(), io.StringIO()
    before, sys.argv = sys.argv, ["simulator", *words]
    try:
        with (
            in_time(),
            contextlib.chdir(folder),
            contextlib.suppress(SystemExit),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            main()
    except Exception as error:  # noqa: BLE001  # that is what is looked for
        return f"{type(error).__name__}: {error}"[:200]
    finally:
        sys.argv = before
    told = err.getvalue()
    if "fault of this program" in told or "Traceback" in told:
        return told[:300]
    return "answered"


def seeds() -> list[Path]:
    """Sound files of every kind, and what has caused faults."""
    folders = (scenario_folder(), data_folder("seeds"), CORPUS)
    return sorted(path for folder in folders for path in folder.rglob("*.toml"))


def fuzz(files: int, commands: int, seconds: float, entropy: int, keep: Path) -> Counter[str]:
    """Try so many files and command lines, or as many as the time allows."""
    chance, end, counts = Chance(entropy), time.monotonic() + seconds, Counter[str]()
    sound = [path.read_bytes() for path in seeds()]

    def count(what: str, outcome: str, save: Callable[[Path], object], number: int) -> None:
        fine = outcome in ("sound", "refused", "answered")
        counts[f"{what} {outcome if fine else 'at fault'}"] += 1
        if not fine:
            keep.mkdir(parents=True, exist_ok=True)
            save(keep / f"{what}-{entropy}-{number}")
            sys.stderr.write(f"{what} {number}: {outcome}\n")

    with tempfile.TemporaryDirectory() as top:
        path = Path(top) / "x.toml"
        for number in range(files):
            if time.monotonic() > end:
                break
            content = mutated(sound[chance.below(len(sound))], chance)
            path.write_bytes(content)
            count("file", tried_file(path), lambda to, had=content: to.write_bytes(had), number)  # type: ignore[misc]
        for number in range(commands):
            if time.monotonic() > end:
                break
            words = [WORDS[chance.below(len(WORDS))] for _ in range(1 + chance.below(7))]
            words = [word if chance.below(8) else ODD[chance.below(len(ODD))] for word in words]
            # Whatever would play, plays little.
            words = [
                words[0],
                *words[1:],
                *(("-n", "2", "--months", "3") if chance.below(3) else ()),
            ]
            line = " ".join(words).encode("utf-8", "backslashreplace")
            outcome = tried_command(words, Path(top))
            count("command", outcome, lambda to, had=line: to.write_bytes(had), number)  # type: ignore[misc]
    return counts


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--files", type=int, default=5000)
    ask.add_argument("--commands", type=int, default=300)
    ask.add_argument("--seconds", type=float, default=600.0)
    ask.add_argument("--entropy", type=int, default=1)
    ask.add_argument("--keep", type=Path, default=Path("out/fuzz"))
    given = ask.parse_args()
    found = fuzz(given.files, given.commands, given.seconds, given.entropy, given.keep)
    sys.stdout.write("".join(f"{number} {what}\n" for what, number in sorted(found.items())))
    sys.exit(any("at fault" in what for what in found))
