"""`simulator compare`: the contract's JSON, a report that stands alone, mistakes in one line."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from told import Command

VERDICTS = {*("supported", "too small", "contradicted", "inconclusive", "untestable", "restates")}
AUTHORS = {"strategypage", "freedman", "menon", "person", "dickinson"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("compare")


@pytest.fixture
def found(simulator: Command, folder: Path) -> dict[str, Any]:
    """The JSON of one small comparison, made once."""
    kept = folder / "stdout.json"
    if not kept.exists():
        out_folder = str(folder / "out")
        status, out, err = simulator(
            "compare", "-n", "10", "--quick", "--json", "--out", out_folder
        )
        assert (status, err) == (0, "")
        kept.write_text(out)
    read: dict[str, Any] = json.loads(kept.read_text())
    return read


def test_the_contract(found: dict[str, Any]) -> None:
    ids = [row["id"] for row in found["claims"]]
    assert len(ids) == len(set(ids)) == 112
    for row in found["claims"]:
        assert row["author"] in AUTHORS
        assert row["kind"] in ("prediction", "conditional")
        assert isinstance(row["core"], bool)
        assert row["verdict"] in VERDICTS
        assert {"predicted", "simulated", "ci95", "robust_share", "breaks_without"} <= set(row)
        right = {"supported": True, "too small": True, "contradicted": False}
        assert row["direction"] is right.get(row["verdict"])
        assert row["size"] in (True, False, None)
        if row["verdict"] == "too small":
            assert row["size"] is False
        if row["verdict"] == "supported":
            assert row["size"] is not False
        if row["verdict"] == "untestable":
            assert row["simulated"] is None
            assert row["reason"]
        if row["simulated"] is not None and row["ci95"] is not None:
            assert row["ci95"][0] <= row["simulated"] + 1e-9
    assert set(found["cross"]) == AUTHORS
    for cells in found["cross"].values():
        assert set(cells) == AUTHORS
        for cell in cells.values():
            assert 0 <= cell["supported"] <= cell["direction"] <= cell["of"]
            assert cell["direction"] == cell["supported"] + len(cell["too_small"])
    assert {"version", "entropy", "files", "replications"} <= set(found)
    assert all(re.fullmatch(r"[0-9a-f]{16}", digest) for digest in found["files"].values())


def test_the_file_is_what_is_printed(found: dict[str, Any], folder: Path) -> None:
    assert json.loads((folder / "out" / "compare.json").read_text()) == found


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name in ("src", "href", "xlink:href") and value:
                self.links.append(value)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture
def page(found: dict[str, Any], folder: Path) -> _Page:
    assert found
    reader = _Page()
    reader.feed((folder / "out" / "compare.html").read_text(encoding="utf-8"))
    return reader


def test_the_page_stands_alone(page: _Page) -> None:
    assert not {"script", "link", "iframe", "img"} & set(page.tags)
    assert all(link.startswith("#") for link in page.links)
    known = set(page.ids)
    assert all(link[1:] in known for link in page.links)
    assert page.tags.count("svg") == 8
    titles = [each for each in page.ids if each.endswith("-title")]
    assert len(titles) == len(set(titles)) == 8


def test_the_page_tells_every_claim(page: _Page, found: dict[str, Any]) -> None:
    words = "\n".join(page.words)
    for row in found["claims"]:
        assert row["id"] in words
        assert row["text"] in words
        assert row["choice"] in words
    assert "What does not come out" in words
    assert "@media print" in words


def test_markdown_tells_the_same(found: dict[str, Any], folder: Path) -> None:
    text = (folder / "out" / "compare.md").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert all(f"| {row['id']}" in text for row in found["claims"])
    for picture in re.findall(r"\]\((\S+\.svg)\)", text):
        assert (folder / "out" / picture).is_file()
    rows = [line for line in text.splitlines() if line.startswith("| person.")]
    assert {line.replace("\\|", "").count("|") for line in rows} <= {5, 7}


def test_no_path_and_no_clock_in_the_files(found: dict[str, Any], folder: Path) -> None:
    assert found
    for name in ("compare.html", "compare.md", "compare.json"):
        text = (folder / "out" / name).read_text(encoding="utf-8")
        assert str(folder) not in text
        assert not re.search(r"20\d\d-\d\d-\d\dT\d\d:", text)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["persn"], "AUTHOR: persn: no such author - did you mean person?"),
        (["person", "-n", "0"], "-n: must be a whole number in [1, 1000000]"),
        (["person", "--entropy", "x"], "--entropy: must be a whole number"),
    ],
)
def test_mistakes(simulator: Command, arguments: list[str], line: str) -> None:
    status, out, err = simulator("compare", *arguments)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert line in err


def test_one_authors_table(simulator: Command, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    options = "--quick", "--own-date", "--out", str(folder)
    status, out, _ = simulator("compare", "menon", "-n", "4", *options)
    assert status == 0
    assert "Every theory" not in (folder / "compare.html").read_text(encoding="utf-8")
    assert json.loads((folder / "compare.json").read_text())["cross"] == {}
    assert "menon.c11" in out
    assert "person.c1" not in out
    assert "core predictions:" in out


def test_an_unknown_author_is_told_with_the_numbers(simulator: Command) -> None:
    status, out, err = simulator("compare", "nobody", "no-one", "-n", "0", "--entropy", "x")
    assert (status, out) == (2, "")
    assert [line.partition(": ")[0] for line in err.splitlines()] == [
        *("-n", "--entropy", "AUTHOR", "AUTHOR")
    ]
