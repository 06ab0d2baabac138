"""The site: built without a warning, from nothing but this tree, and asking nobody for anything."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    place = tmp_path_factory.mktemp("site")
    done = subprocess.run(  # noqa: S603  # this Python, on this tree
        [
            *[sys.executable, "-m", "sphinx", "-b", "html", "-q", "-W", "--keep-going"],
            *["-d", str(place / "doctrees"), "docs", str(place / "html")],
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return place / "html"


@pytest.mark.slow
def test_no_page_fetches_anything(site: Path) -> None:
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    assert len(pages) > 20
    for text in pages:
        fetched = re.findall(r"<(?:script|img|iframe|source)[^>]*\ssrc=\"([^\"]+)\"", text)
        fetched += re.findall(r"<link[^>]*rel=\"(?:stylesheet|preload|icon)\"[^>]*>", text)
        assert [each for each in fetched if "//" in each.replace("data:", "")] == []
    styles = [path.read_text(encoding="utf-8") for path in site.rglob("*.css")]
    asked = r"(?:@import\s+|url\()[\"']?(?:https?:)?//"
    assert [found for text in styles for found in re.findall(asked, text)] == []


@pytest.mark.slow
def test_pages_take_what_the_program_says(site: Path) -> None:
    parameters = (site / "reference" / "parameters.html").read_text(encoding="utf-8")
    assert "office.value_A" in parameters
    assert "mechanisms.office" in parameters
    assert "guarantee" in (site / "reference" / "levers.html").read_text(encoding="utf-8")
    assert "occ_MONTH" in (site / "reference" / "metrics.html").read_text(encoding="utf-8")
    commands = (site / "reference" / "commands.html").read_text(encoding="utf-8")
    assert "Usage: simulator run" in commands
    theory = (site / "reference" / "api-theory.html").read_text(encoding="utf-8")
    assert "simulator.theory.fearon1995.bargaining_range" in theory
    assert "<!-- program" not in parameters + commands + theory


@pytest.mark.slow
def test_equations_are_drawn_without_a_script(site: Path) -> None:
    assert "<math" in (site / "theory.html").read_text(encoding="utf-8")
