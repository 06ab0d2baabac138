"""What the tests of the classroom share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import chromium
from playwright.sync_api import Browser
from served import Served, served

from simulator.classroom.export import exported
from simulator.classroom.lesson import the_lesson

#: Wars of an answer in the tests' exported file.
FEW = 20


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def lesson_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exported lesson, of few wars."""
    path = tmp_path_factory.mktemp("lesson") / "lesson.html"
    path.write_text(exported(the_lesson(), FEW, 0), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def live() -> Iterator[Served]:
    """The lesson served, with the real model."""
    with served() as running:
        yield running
