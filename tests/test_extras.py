"""Without the libraries of the extras: what needs none runs, the rest says what to install."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from simulator.errors import EXTRAS

ROOT = Path(__file__).resolve().parents[1]


def without(libraries: tuple[str, ...], *words: str) -> tuple[int, str, str]:
    """The command line in a process in which these libraries cannot be imported."""
    code = (
        f"import sys\nfor name in {libraries!r}: sys.modules[name] = None\n"
        f"sys.argv = ['simulator', *{words!r}]\nfrom simulator.__main__ import main\nmain()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("run", "base", "-n", "3", "--months", "6"),
        ("contrast", "base", "--lever", "talks=1", "-n", "3", "--months", "6"),
        ("trace", "base", "--months", "6"),
        ("solve", "textbook/fearon-range"),
        ("parameters", "--json"),
        ("demo", "--help"),
    ],
)
def test_what_needs_no_extra_runs_without_any(words: tuple[str, ...]) -> None:
    status, out, err = without(tuple(EXTRAS), *words)
    assert (status, err) == (0, "")
    assert out


@pytest.mark.parametrize(
    ("library", "words", "what"),
    [
        ("matplotlib", ("run", "base", "-n", "3", "--out", "OUT"), "--out"),
        ("matplotlib", ("compare", "--out", "OUT"), "--out"),
        ("pyarrow", ("run", "base", "-n", "3", "--wars", "OUT.csv"), "simulator run"),
        (
            "pyarrow",
            ("sweep", "base", "--vary", "guarantee=0,1", "--out", "OUT"),
            "simulator sweep",
        ),
        ("SALib", ("sensitivity", "base", "--vary", "guarantee=0:1"), "simulator sensitivity"),
        ("cma", ("complete", "person", "--out", "OUT.toml"), "simulator complete"),
        ("uvicorn", ("demo", "--no-browser", "--port", "0"), "simulator demo"),
        ("starlette", ("demo", "--no-browser", "--port", "0"), "simulator demo"),
        (
            "distributed",
            ("sweep", "base", "--vary", "guarantee=0,1", "--out", "OUT", "--dask", "tcp://x:1"),
            "--dask",
        ),
    ],
)
def test_a_missing_library_is_told_in_a_line_before_anything_is_played(
    library: str, words: tuple[str, ...], what: str, tmp_path: Path
) -> None:
    typed = (word.replace("OUT", str(tmp_path / "out")) for word in words)
    status, out, err = without((library,), *typed)
    extra = EXTRAS[library]
    assert (status, out) == (2, "")
    assert err == (
        f"{what}: needs {library}, which is not installed - "
        f"pip install 'war-termination-simulator[{extra}]', or [all] for everything\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_from_python_it_is_a_mistake_like_others() -> None:
    code = (
        "import sys\nfor name in ('xarray', 'matplotlib'): sys.modules[name] = None\n"
        "import simulator as ws\nwars = ws.load('base').run(3, months=6)\n"
        "assert len(wars.table()) and len(wars.wars()) == 3\n"
        "for ask in (wars.to_xarray, wars.plot):\n"
        "    try:\n        ask()\n    except ws.SimulatorError as error:\n        print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    told = done.stdout.splitlines()
    assert [line.split(" - ")[0] for line in told] == [
        "to_xarray: needs xarray, which is not installed",
        "plot: needs matplotlib, which is not installed",
    ]


def test_the_extras_bring_what_they_are_said_to_bring() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]

    def names(rows: list[str]) -> set[str]:
        return {row.split("[")[0].split(">")[0].strip() for row in rows}

    for library, extra in EXTRAS.items():
        assert library in names(extras[extra])
        assert library not in names(project["dependencies"])
    everything = extras["all"][0]
    assert all(extra in everything for extra in set(EXTRAS.values()))
    readme = (ROOT / "README.md").read_text()
    assert "-e '.[all]'" in readme
    assert "-e '.[all]'" in (ROOT / "Makefile").read_text()
