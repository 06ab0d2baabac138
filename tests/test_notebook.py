"""The notebook runs, and says what it said when it was saved.

`--update-golden` saves what it says now.
"""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
PATH = ROOT / "docs" / "first-study.ipynb"


def said(book: nbformat.NotebookNode) -> list[list[str]]:
    """The words of every cell's outputs; of a picture, only that there is one."""
    return [
        [
            "a picture"
            if "image/png" in output.get("data", {})
            else output.get("text") or output["data"]["text/plain"]
            for output in cell.get("outputs", [])
        ]
        for cell in book.cells
    ]


@pytest.mark.slow
# The kernel's libraries warn of their own affairs.
@pytest.mark.filterwarnings("ignore")
def test_the_notebook_says_what_it_said(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The command line, where a test has called it, has told matplotlib to draw files only.
    monkeypatch.delenv("MPLBACKEND", raising=False)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    saved = nbformat.read(PATH, as_version=4)  # type: ignore[no-untyped-call]
    played = nbformat.read(PATH, as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(played, timeout=600, kernel_name="python3", cwd=ROOT).execute()
    for cell in played.cells:
        # Clock times, and what libraries warn of, belong to this machine and not to the page.
        cell["metadata"].pop("execution", None)
        if "outputs" in cell:
            cell["outputs"] = [each for each in cell["outputs"] if each.get("name") != "stderr"]
    if request.config.getoption("--update-golden"):
        nbformat.write(played, PATH)  # type: ignore[no-untyped-call]
        saved = played
    assert said(played) == said(saved), "answers that should change: --update-golden"
    assert any("a picture" in outputs for outputs in said(saved))
