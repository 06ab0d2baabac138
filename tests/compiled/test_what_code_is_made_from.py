"""The key of machine code: everything a module reaches, and nothing it does not."""

from __future__ import annotations

import sys
from pathlib import Path

import numba
import pytest

from simulator.compiled import sources


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small program: `top` calls `middle.step`, which reads a constant of `bottom`."""
    here = tmp_path / "simulator"
    (here / "inner").mkdir(parents=True)
    texts = {
        "__init__.py": "",
        "top.py": "from simulator.inner import (\n    middle,\n    other,\n)\n",
        "inner/__init__.py": "",
        "inner/middle.py": "def f():\n    from simulator.bottom import NUMBER\n",
        "inner/other.py": "import simulator.top\n",
        "bottom.py": "NUMBER = 1\n",
        "apart.py": "from simulator import bottom\n",
    }
    for name, text in texts.items():
        (here / name).write_text(text)
    monkeypatch.setattr(sources, "PACKAGE", here)
    forget()
    return here


def forget() -> None:
    sources.imports_of.cache_clear()
    sources._digest.cache_clear()


@pytest.fixture(autouse=True)
def _remember_nothing() -> object:
    yield
    forget()


@pytest.mark.usefixtures("program")
def test_all_that_is_imported_is_reached() -> None:
    inner = {"simulator.inner", "simulator.inner.middle", "simulator.inner.other"}
    assert sources.reached("simulator.top") == {"simulator.top", *inner, "simulator.bottom"}
    assert sources.reached("simulator.bottom") == {"simulator.bottom"}


@pytest.mark.parametrize(("changed", "stale"), [("bottom.py", True), ("apart.py", False)])
def test_a_change_makes_stale_what_reaches_it(program: Path, changed: str, stale: bool) -> None:
    before = sources.source_hash("simulator.top")
    (program / changed).write_text("NUMBER = 2\n")
    forget()
    assert (sources.source_hash("simulator.top") != before) is stale


def test_other_settings_of_numba_make_other_code(monkeypatch: pytest.MonkeyPatch) -> None:
    before = sources.source_hash("simulator.model.tape")
    sources._surroundings.cache_clear()
    monkeypatch.setattr(numba.config, "BOUNDSCHECK", 1)
    assert sources.source_hash("simulator.model.tape") != before
    monkeypatch.undo()
    sources._surroundings.cache_clear()


def test_what_is_imported_at_run_time_was_seen_in_the_text() -> None:
    """Names of this program in a compiled module's globals come from modules that were reached."""
    module = "simulator.model.war.month"
    __import__(module)
    used = {
        getattr(value, "__module__", None) or getattr(value, "__name__", "")
        for value in vars(sys.modules[module]).values()
    }
    ours = {str(name) for name in used if str(name).startswith("simulator.")}
    assert ours
    assert ours <= sources.reached(module)
