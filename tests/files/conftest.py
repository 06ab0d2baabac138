"""What tests of files share."""

from __future__ import annotations

from pathlib import Path

import pytest
from told import HEAD, Write


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a scenario file into an empty folder of its own, where the test then stands."""
    monkeypatch.chdir(tmp_path)

    def write_file(body: str, name: str = "x.toml", head: str = HEAD) -> str:
        Path(name).write_text(head + body, encoding="utf-8")
        return name

    return write_file
