"""What the page is made of: our own files, and a chart library read from an installed package.

The library is uPlot (MIT), carried by the package `youplot`. Only the file that its authors
released is accepted, whatever the package ships; no third-party code is kept in this repository.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from string import Template

from simulator.errors import RunFailed

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
    "story.js",
    "ranges.js",
    "votes.js",
    "authors.js",
    "separation.js",
    "board.js",
    "frontier.js",
    "scene.js",
    "lesson.js",
)

#: File of the carrier to the SHA-256 of the same file in uPlot 1.6.31 as its authors released it.
_UPLOT = {
    "youplot/vendor/uplot.iife.min.js": (
        "2d27e8ad3d228164525ce213f9dc716f39b4e3aee0cc773fb3491c96cf4921a2"
    ),
    "youplot/vendor/uplot.min.css": (
        "df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04"
    ),
}

#: The notice that goes wherever uPlot goes.
NOTICE = """uPlot 1.6.31, https://github.com/leeoniya/uPlot
The MIT License (MIT)
Copyright (c) 2022 Leon Sorokin
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:
The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.
THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."""

_IMPORT = re.compile(r"^import .*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)


@cache
def script() -> str:
    """The page's script: the chart library with its notice, then ours as one module."""
    ours = "\n".join(_plain(written(name)) for name in SCRIPTS)
    return f"/*! {NOTICE} */\n{_carried('youplot/vendor/uplot.iife.min.js')}\n{ours}"


@cache
def style() -> str:
    """The page's style sheet, the chart library's first."""
    return f"{_carried('youplot/vendor/uplot.min.css')}\n{written('page.css')}"


def written(name: str) -> str:
    """One of our own files, as it is."""
    return (_WEB / name).read_text(encoding="utf-8")


def filled(name: str, **parts: str) -> str:
    """One of our own documents with its `$parts` filled in, each of them HTML already.

    Raises:
        KeyError: A part is missing.
    """
    return Template(written(name)).substitute(parts)


def _plain(text: str) -> str:
    """A module without its imports and exports, to stand in one file with the others."""
    return _EXPORT.sub("", _IMPORT.sub("", text))


def _carried(name: str) -> str:
    try:
        listed = files("youplot") or []
    except PackageNotFoundError:
        listed = []
    for file in listed:
        if str(file) == name:
            content = Path(str(file.locate())).read_bytes()
            if hashlib.sha256(content).hexdigest() == _UPLOT[name]:
                return content.decode()
    raise RunFailed(
        f"classroom: the chart library ({name}) is missing or not the released one - "
        "install this program's dependencies again: pip install -c constraints.txt -e ."
    )
