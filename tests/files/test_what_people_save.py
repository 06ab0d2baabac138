"""Files as editors, shells and accidents leave them: one line each, at once, exit 2."""

from __future__ import annotations

import copy
import os
import resource
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from told import Command

from simulator.errors import MOST_TOLD, BadInput, Mistake
from simulator.files.design_file import MOST_PLACES, laid_out
from simulator.files.design_model import MOST_AXES
from simulator.files.find import scenario_folder
from simulator.files.read import DEEPEST, LONGEST, read
from simulator.files.tables import write_toml
from simulator.model.designs import Axis, Design
from simulator.model.parameters import PARAMETERS
from simulator.places import data_folder

SEEDS = data_folder("seeds")

#: A sound file of each kind.
SOUND = {
    "scenario": scenario_folder() / "person.toml",
    "game": scenario_folder() / "textbook" / "fearon-range.toml",
    "design": scenario_folder() / "designs" / "office-pain.toml",
    "cards": SEEDS / "menon.toml",
    "record": SEEDS / "record" / "war.toml",
    "wars": SEEDS / "record" / "wars.toml",
}


def saved(folder: Path, kind: str, change: Callable[[bytes], bytes] = bytes) -> Path:
    """A copy of a sound file, and of what lies beside it, changed."""
    shutil.copytree(SOUND[kind].parent, folder / "beside", dirs_exist_ok=True)
    file = folder / "beside" / "mine.toml"
    file.write_bytes(change(SOUND[kind].read_bytes()))
    return file


def told(simulator: Command, path: Path | str) -> str:
    status, out, err = simulator("check", str(path))
    assert (status, out) == (2, ""), err
    assert "fault of this program" not in err
    return err


@pytest.mark.parametrize("kind", SOUND)
def test_a_byte_order_mark_is_skipped(tmp_path: Path, simulator: Command, kind: str) -> None:
    file = saved(tmp_path, kind, lambda content: b"\xef\xbb\xbf" + content)
    status, out, err = simulator("check", str(file))
    assert (status, err) == (0, "")
    assert out.endswith(f"ok ({kind})\n")


def test_a_mark_before_a_table_of_values_is_skipped_too(tmp_path: Path, simulator: Command) -> None:
    file = saved(tmp_path, "record")
    table = file.with_name("months.csv")
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes())
    assert simulator("check", str(file))[0] == 0
    table.write_bytes(table.read_bytes() + "2025-12,\u202e\n".encode())
    assert "U+202E" in told(simulator, file)


@pytest.mark.parametrize("kind", SOUND)
def test_another_encoding_is_named(tmp_path: Path, simulator: Command, kind: str) -> None:
    file = saved(tmp_path, kind, lambda content: content.decode().encode("utf-16"))
    assert "must be UTF-8 text" in told(simulator, file)


@pytest.mark.parametrize("letter", ["\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\u200f", "\u2028"])
@pytest.mark.parametrize("kind", SOUND)
def test_no_control_or_direction_character_gets_in(
    tmp_path: Path, simulator: Command, kind: str, letter: str
) -> None:
    table = tomllib.loads(SOUND[kind].read_text())
    held = table if "title" in table else table["source"]
    held["title"] = f"calm {letter}[31mred"
    escaped = write_toml(table).encode().replace(letter.encode(), b"\\u%04x" % ord(letter))
    err = told(simulator, saved(tmp_path, kind, lambda _: escaped))
    assert f"must have no control or direction characters (got U+{ord(letter):04X})" in err
    assert letter not in err


@pytest.mark.parametrize(
    "text", ["50\u202f% – “déjà vu”", "می\u200cخواهم", "tab\there", "soft\u00adly"]
)
def test_letters_of_every_script_do(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.toml"
    file.write_text(f'question = """{text}\n"""', encoding="utf-8")
    assert read(file)[0] == {"question": f"{text}\n"}


def tables_of(node: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every table in a table, lists of tables by their first row."""
    if isinstance(node, dict):
        yield path
        for key, value in node.items():
            yield from tables_of(value, (*path, key))
    elif isinstance(node, list) and node and isinstance(node[0], dict):
        yield from tables_of(node[0], (*path, 0))


def in_any_table() -> list[tuple[str, tuple[Any, ...]]]:
    found = []
    for kind, file in SOUND.items():
        found += [(kind, way) for way in tables_of(tomllib.loads(file.read_text()))]
    return found


@pytest.mark.parametrize(("kind", "way"), in_any_table())
def test_an_unknown_key_is_named_in_any_table_of_any_kind_of_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, way: tuple[Any, ...]
) -> None:
    from simulator.cli.commands.check import _LOADERS

    table = copy.deepcopy(tomllib.loads(SOUND[kind].read_text()))
    node = table
    for step in way:
        node = node[step]
    node["stray"] = 10**6000
    file = saved(tmp_path, kind)
    monkeypatch.setattr("simulator.files.read.tomllib.loads", lambda _: copy.deepcopy(table))
    with pytest.raises(BadInput) as error:
        _LOADERS[kind](str(file))
    lines = [str(mistake) for mistake in error.value.mistakes]
    assert any("stray" in line for line in lines), lines
    assert all(len(line) < 1500 for line in lines)


@pytest.mark.parametrize("kind", ["a pipe", "a socket", "a device", "a folder"])
def test_only_regular_files_are_opened(tmp_path: Path, simulator: Command, kind: str) -> None:
    import socket

    path = tmp_path / "x.toml"
    if kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a socket":
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(path))
    elif kind == "a device":
        path.symlink_to("/dev/zero")
    else:
        path.mkdir()
    rule = "must be a file, not a folder" if kind == "a folder" else f"regular file (got {kind})"
    assert rule in told(simulator, path) or kind == "a folder"
    # And in a folder that is checked as a whole.
    assert "x.toml" in told(simulator, tmp_path)


def test_a_table_beside_a_record_is_no_pipe(tmp_path: Path, simulator: Command) -> None:
    file = saved(tmp_path, "record")
    file.with_name("months.csv").unlink()
    os.mkfifo(file.with_name("months.csv"))
    assert "months.csv: must be a regular file (got a pipe)" in told(simulator, file)


@pytest.mark.parametrize("name", ["bad\udcff.toml", "bell\x07.toml", "turn\u202e.toml"])
def test_a_name_that_cannot_be_printed_is_refused_before_the_play(
    tmp_path: Path, simulator: Command, name: str
) -> None:
    (tmp_path / name).write_bytes(SOUND["scenario"].read_bytes())
    for words in (("run", "-n", "2"), ("trace",), ("check",)):
        status, out, err = simulator(words[0], str(tmp_path / name), *words[1:])
        assert (status, out) == (2, "")
        assert "must have a name that can be printed" in err
        assert not {"\x07", "\u202e", "\udcff"} & set(err)


@pytest.mark.parametrize(
    ("name", "called"),
    [("x.csv", "a table of comma-separated values"), ("x.efg", "a game of Gambit's")],
)
def test_a_file_of_another_kind_is_told_as_that(
    tmp_path: Path, simulator: Command, name: str, called: str
) -> None:
    (tmp_path / name).write_text("EFG 2 R")
    for command in ("check", "solve", "run", "sweep"):
        status, _, err = simulator(command, str(tmp_path / name))
        assert status == 2
        assert f"must be a .toml file (got {called})" in err, command


def limits(number: int, text: Callable[[int], str]) -> tuple[str, str]:
    return text(number), text(number + 1)


@pytest.mark.parametrize(
    ("most", "text", "rule"),
    [
        (DEEPEST, lambda n: "a." * (n - 1) + "b = 1\n", "a key must have at most"),
        (DEEPEST, lambda n: '"a" . ' * (n - 1) + "b = 1\n", "a key must have at most"),
        (DEEPEST, lambda n: "[" + "a." * (n - 1) + "b]\n", "a key must have at most"),
        (DEEPEST, lambda n: "x = {" + "'a'." * (n - 1) + "b = 1}\n", "a key must have at most"),
        (LONGEST, lambda n: "#" * n, "must be at most 400000 bytes long"),
    ],
    ids=["dotted", "quoted", "header", "inline", "length"],
)
def test_a_limit_is_kept_and_one_beyond_is_told(
    tmp_path: Path, most: int, text: Callable[[int], str], rule: str
) -> None:
    file = tmp_path / "x.toml"
    allowed, beyond = limits(most, text)
    file.write_text(allowed)
    read(file)
    file.write_text(beyond)
    with pytest.raises(BadInput, match=rule):
        read(file)


def test_dots_in_text_and_remarks_are_no_keys(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    dots = "a." * 40
    file.write_text(f"# {dots}\na = \"{dots}\"\nb = '{dots}'\nc = '''\n{dots}\n'''\n")
    assert set(read(file)[0]) == {"a", "b", "c"}


def axes(number: int) -> str:
    """A design with so many axes: any parameter will do, once each."""
    head = 'kind = "design"\ntitle = "t"\nscenario = "person"\ndesign = "lhs"\npoints = 4\n'
    ranged = [row for row in PARAMETERS.values() if not row.whole][:number]
    return head + "".join(
        f'[[vary]]\nname = "{row.path}"\nlow = {row.low!r}\nhigh = {row.high!r}\n' for row in ranged
    )


def test_axes_at_their_limit_and_beyond(tmp_path: Path, simulator: Command) -> None:
    file = tmp_path / "x.toml"
    file.write_text(axes(MOST_AXES + 1))
    for words in (("check", str(file)), ("sweep", str(file), "--dry-run")):
        status, _, err = simulator(*words)
        assert status == 2
        assert "vary: must have at most 64 axes (got 65)" in err
    file.write_text(axes(MOST_AXES))
    assert "must have at most" not in simulator("check", str(file))[2]


def test_memory_of_a_design_is_reckoned_before_it_is_asked_for(simulator: Command) -> None:
    names = [row.path for row in PARAMETERS.values() if not row.whole][:9]
    eight = tuple(Axis(name, 0.0, 1.0) for name in names[:8])
    design = Design("person", "sobol", eight, 1_000_000, 2, 0, 6)
    mistakes: list[Mistake] = []
    assert len(eight) * design.points == MOST_PLACES
    laid_out(design, "x.toml", "vary", mistakes)
    assert mistakes == []
    laid_out(replace(design, axes=(*eight, Axis(names[8], 0.0, 1.0))), "x.toml", "vary", mistakes)
    assert "points x axes must be at most 8,000,000" in str(mistakes[0])
    words = ("--vary", "stake.indivisible=0:1:3", "--vary", "office.value_A=0:1:3")
    status, _, err = simulator("sweep", "person", *words, "--design", "lhs", "--points", "5000000")
    assert status == 2
    assert "--points" in err


def test_thousands_of_mistakes_are_counted(tmp_path: Path, simulator: Command) -> None:
    file = tmp_path / "x.toml"
    head = 'kind = "scenario"\ntitle = "keys"\n'
    file.write_text(head + "".join(f"stray{number} = 1\n" for number in range(MOST_TOLD)))
    assert len(told(simulator, file).splitlines()) == MOST_TOLD
    file.write_text(head + "".join(f"stray{number} = 1\n" for number in range(20_000)))
    lines = told(simulator, file).splitlines()
    assert len(lines) == MOST_TOLD + 1
    assert lines[-1] == f"and {20_000 - MOST_TOLD} more mistakes"


HEAVY = {
    "dots": 'kind = "scenario"\n' + "a." * 20_000 + "b = 1\n",
    "keys": 'kind = "scenario"\n' + "".join(f"stray{n} = 1\n" for n in range(25_000)),
    "cards": 'kind = "cards"\n' + "".join(f"stray{n} = 1\n" for n in range(25_000)),
    "tables": 'kind = "game"\n' + "".join(f"[t{n}.a.b]\n" for n in range(25_000)),
    "rows": 'kind = "design"\n' + "[[vary]]\n" * 30_000,
    "hex": 'kind = "cards"\nstray = 0x' + "f" * 300_000,
    "a quote that never ends": 'kind = "game"\ntitle = "' + '\\"' * 150_000,
    "quotes": 'kind = "game"\ntitle = ' + '"""' * 99_999,
    "blanks": 'kind = "game"\ntitle = ' + "a " * 150_000,
    "brackets": 'kind = "wars"\nhazard = ' + "[" * 300 + "]" * 300,
    "ones": 'kind = "game"\n[deal]\nlevels = [' + "1," * 150_000 + "]\n",
}


def checked(file: Path) -> tuple[subprocess.CompletedProcess[str], float]:
    """What `check` says of a file, and the processor time it took [seconds]."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "simulator", "check", str(file)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000,) * 2),
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # A child is born as large as this process is, which others' tests have made what it is.
    born = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert after.ru_maxrss < max(500_000, born + 10_000) or before.ru_maxrss >= after.ru_maxrss
    return done, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("name", HEAVY)
def test_a_small_file_cannot_take_the_machine(tmp_path: Path, name: str) -> None:
    file, sound = tmp_path / "x.toml", tmp_path / "sound.toml"
    file.write_text(HEAVY[name])
    sound.write_text('kind = "scenario"\ntitle = "T"\nneutral = true\n')
    done, used = checked(file)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr) < 60_000
    # Beside a sound file in the same minute: most of both is the start of the program.
    assert used < 4.0 * checked(sound)[1]
