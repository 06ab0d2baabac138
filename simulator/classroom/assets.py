"""What the page is made of: our own files, and a chart library as its authors released it.

The library is uPlot (MIT), in `web/vendor/uPlot` with its licence, version and sums.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

from simulator.show.film import written as film
from simulator.show.film.written import plain

_WEB = Path(__file__).parent / "web"

#: Our scripts, each after those it imports from.
SCRIPTS = (
    "words.js",
    "arithmetic.js",
    "sources.js",
    "address.js",
    "room.js",
    "dials.js",
    "charts.js",
    "bars.js",
    "dots.js",
    "film.js",
    "story.js",
    "ranges.js",
    "votes.js",
    "authors.js",
    "separation.js",
    "board.js",
    "records.js",
    "cascade.js",
    "cures.js",
    "frontier.js",
    "scene.js",
    "pairs.js",
    "pairs_phone.js",
    "pairs_wall.js",
    "route.js",
    "presenter.js",
    "lesson.js",
)

_UPLOT = "vendor/uPlot"

#: What the film of one war brings, which is shown without a lesson too.
_FILMS = ("words.js", "film.js", "ground.css", "film.css")


@cache
def script() -> str:
    """The page's script: the chart library with its licence, then ours as one module."""
    ours = "\n".join(plain(written(name)) for name in SCRIPTS)
    licence = written(f"{_UPLOT}/LICENSE")
    return f"/*! uPlot. {licence} */\n{written(f'{_UPLOT}/uPlot.iife.min.js')}\n{ours}"


@cache
def style() -> str:
    """The page's style sheet, the chart library's first."""
    sheets = (f"{_UPLOT}/uPlot.min.css", "ground.css", "page.css", "pairs.css", "film.css")
    return "\n".join(written(name) for name in sheets)


def written(name: str) -> str:
    """One file of the page, as it is."""
    return film.written(name) if name in _FILMS else (_WEB / name).read_text(encoding="utf-8")


def filled(name: str, **parts: str) -> str:
    """One of our own documents with its `$parts` filled in, each of them HTML already.

    Raises:
        KeyError: A part is missing.
    """
    return Template(written(name)).substitute(parts)
