"""Every shipped design has its picture in the docs, made from the design as it is now."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from simulator.files.design_file import load_design
from simulator.files.find import known_names

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
DESIGNS = [name for name in known_names() if name.startswith("designs/")]


@pytest.mark.parametrize("name", DESIGNS)
def test_the_picture_is_that_of_the_design(name: str) -> None:
    stem = name.removeprefix("designs/")
    told = (DOCS / "pictures" / f"{stem}.txt").read_text(encoding="utf-8")
    ((file, digest),) = load_design(name).files.items()
    assert f"{file} {digest[:8]}" in told, "make gallery"
    assert (DOCS / "pictures" / f"{stem}.png").read_bytes().startswith(b"\x89PNG")
    assert load_design(name).title in told


def test_the_docs_show_every_picture_and_no_other() -> None:
    text = (DOCS / "sweeps.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^\]]{20,}\]\(pictures/([a-z-]+)\.png\)", text)
    assert sorted(shown) == sorted(name.removeprefix("designs/") for name in DESIGNS)


def test_the_gallery_plays_every_design() -> None:
    rows = tomllib.loads((DOCS / "gallery.toml").read_text(encoding="utf-8"))["picture"]
    played = [row["command"].removeprefix("simulator sweep ") for row in rows]
    assert sorted(each for each in played if each.startswith("designs/")) == sorted(DESIGNS)
