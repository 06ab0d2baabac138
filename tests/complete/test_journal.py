"""A search that is taken up again: from its trials, whole lines only, and no other search's."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.claims.complete.journal import Journal
from simulator.errors import BadInput, NotWritten


def test_it_is_read_back_without_a_torn_line(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "x.trials", "one")
    assert journal.begin(False) == {}
    journal.keep("a", [[1.5, None], [-2.0, 0.5]])
    journal.keep("b", [[0.0, None]])
    with journal.path.open("a") as file:
        file.write('{"trial": "c", "marg')
    kept = {"a": [[1.5, None], [-2.0, 0.5]], "b": [[0.0, None]]}
    assert journal.begin(True) == kept
    journal.keep("c", [[1.0, None]])
    assert journal.begin(True) == kept | {"c": [[1.0, None]]}
    assert journal.begin(False) == {}
    journal.end()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "x\n", '{"search": "other"}\n', "[]\n"])
def test_another_search_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.trials"
    path.write_text(text)
    with pytest.raises(BadInput, match="must be the same search"):
        Journal(path, "one").begin(True)
    assert path.read_text() == text


def test_without_a_file_it_begins_anew(tmp_path: Path) -> None:
    assert Journal(tmp_path / "x.trials", "one").begin(True) == {}


def test_a_disk_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="cannot be written"):
        Journal(tmp_path / "no" / "x.trials", "one").begin(False)
