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
#: Sound lines; what is changed in them is one word or a few. None plays more than a little.
LINES = (
    "run base --set commit.rearm_A=0.2..0.4 --lever guarantee=0.8@1 --metric occ_2 --json",
    "run freedman --engine mesa --entropy 3 --out run",
    "run person --wars wars.csv --months months.parquet --metric recur_accident",
    "trace freedman -k 3 --set mechanisms.office=false --json",
    "contrast person --lever posture=sticks --against posture=hold --metric T_end_restricted",
    "contrast base --set cost.war_A=0.01 --against-set cost.war_A=0.02 --json",
    "ablate base --metric removed_A",
    "explain menon dickinson --metric recur",
    "threshold person --vary guarantee=0:1 --metric recur --at 0.2 --json",
    "sweep person --vary guarantee=0:1:3 --vary commit.rearm_A=0,0.5,1 --dry-run",
    "sweep base --vary power.drift=0:0.1 --design sobol --points 8 --workers 1 --out sweep",
    "sweep designs/guarantee-rearmament --dry-run --json",
    "sweep --verify sweep",
    "sensitivity person --vary stake.indivisible=0:1 --points 8 --outcome frozen_by_2 --dry-run",
    "solve textbook/fearon-range --json",
    "solve textbook/fearon-lottery --export game.efg --offers 3",
    "check base textbook/rubinstein --unset --json",
    "new war.toml --title War --start 1939-11 --set front.occ0=0",
    "parameters power --json",
    "levers --json",
    "metrics recur",
    "demo --handout sheet.html --json",
)
LONGEST = 10.0
#: What a sound file is for, with the least to be played.
USES = {
    "scenario": "run x.toml -n 2 --months 3 --json",
    "game": "solve x.toml --json",
    "design": "sweep x.toml --dry-run -n 2 --json",
}


class Chance:
    """Numbers from the program's own luck, so that a run can be done again."""

    def __init__(self, entropy: int) -> None:
        self._entropy, self._number = entropy, 0

    def below(self, limit: int) -> int:
        """A whole number in [0, limit)."""
        self._number += 1
        return int(uniforms(self._entropy, self._number, 0, 0)[0] * limit)


def mutated(content: bytes, chance: Chance) -> bytes:
    """A file after one to five changes; every other one changes values only, and stays TOML."""
    text, gentle = bytearray(content), chance.below(2) == 1
    for _ in range(1 + chance.below(5)):
        text = _line_changed(text, chance) if gentle else _bytes_changed(text, chance)
    return bytes(text)


def _line_changed(text: bytearray, chance: Chance) -> bytearray:
    """One key with another value, another key's, or none; or one line less, or twice."""
    lines = text.split(b"\n")
    line, other = chance.below(len(lines)), chance.below(len(lines))
    key, equals, value = lines[line].partition(b"=")
    match chance.below(6):
        case 0 | 1 if equals:
            lines[line] = key + b"= " + ODD[chance.below(len(ODD))].encode()
        case 2 if equals:
            lines[line] = key + b"=" + lines[other].partition(b"=")[2]
        case 3 if equals:
            scale = (b"-", b"1e", b"0.", b"9")[chance.below(4)]
            lines[line] = key + b"= " + scale + value.strip()
        case 4:
            lines.insert(other, lines[line])
        case _:
            del lines[line]
    return bytearray(b"\n".join(lines or [b""]))


def _bytes_changed(text: bytearray, chance: Chance) -> bytearray:
    """A bit, a stretch, or a line, wherever it comes."""
    at = chance.below(len(text) + 1)
    match chance.below(5):
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
        case _:
            text[at : at + 4] = bytes(text[at : at + 4]) * (2 + chance.below(40))
    return text


def changed_line(chance: Chance) -> list[str]:
    """The words of a sound command line after none to three changes."""
    words = LINES[chance.below(len(LINES))].split()
    for _ in range(chance.below(4)):
        at, odd = chance.below(len(words)), ODD[chance.below(len(ODD))]
        match chance.below(7):
            case 0 if at > 0:
                del words[at]
            case 1:
                words.insert(at + 1, WORDS[chance.below(len(WORDS))])
            case 2 if at > 0:
                words[at] = odd
            case 3:
                words.insert(chance.below(len(words)) + 1, words[at])
            case 4 if "=" in words[at]:
                words[at] = words[at].partition("=")[0] + "=" + odd
            case 5:
                words[at] += odd
            case _:
                letter = chance.below(len(words[at]) + 1)
                words[at] = words[at][:letter] + words[at][letter + 1 :]
    return words


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
    sound = [path.read_bytes() for path in seeds()]
    with tempfile.TemporaryDirectory() as top:
        path = Path(top) / "x.toml"
        for number in range(files):
            if time.monotonic() > end:
                break
            content = mutated(sound[chance.below(len(sound))], chance)
            path.write_bytes(content)
            outcome = tried_file(path)
            found.add("file", outcome, number, content)
            use = USES.get(kind_said(content)) if play and outcome == "sound" else None
            if use is not None and found.counts["file sound"] % play == 0:
                found.add("played", tried_command(use.split(), Path(top)), number, content)
        for number in range(commands):
            if time.monotonic() > end:
                break
            # Whatever would play, plays little: what stands last counts.
            words = changed_line(chance)
            if words[0] in ("run", "contrast", "ablate", "explain", "threshold", "sweep"):
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
