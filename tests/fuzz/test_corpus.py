"""What has caused faults causes none any more; and a little more of the kind, each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz_changes import Chance, mutated
from fuzzing import CORPUS, fuzz, is_sheet, tried_file

FILES = sorted(CORPUS.rglob("*.toml"))

#: What is sound since its fault was mended.
SOUND = ("mark-before-it", "year-nine-hundred")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_that_caused_a_fault_is_received_in_words(file: Path) -> None:
    expected = "sound" if file.stem in SOUND else "refused"
    assert tried_file(file, is_sheet(file)) == expected


def test_a_little_fuzz(tmp_path: Path) -> None:
    counts = fuzz(files=150, commands=0, seconds=60.0, entropy=3, keep=tmp_path / "kept")
    assert not any("at fault" in what for what in counts), counts
    # Negative control: the files are neither all sound nor all broken.
    assert counts["file refused"] > 10


def test_the_same_entropy_tries_the_same() -> None:
    content = FILES[0].read_bytes()
    assert mutated(content, Chance(5)) == mutated(content, Chance(5))
    assert mutated(content, Chance(5)) != mutated(content, Chance(6))
