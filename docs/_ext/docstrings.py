"""Docstrings as this project writes them, for Sphinx.

As in Markdown, a table is drawn with bars and an indented block stands as it is. A note such as
`Source:` or `Assumes:` may go on indented.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_SECTION = re.compile(r"(Args|Attributes|Raises|Returns|Yields):")
_NOTE = re.compile(r"\w+: ")


def rows_of(table: list[str]) -> list[list[str]]:
    """The cells of a Markdown table, without its rule."""
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table]
    return [row for row in cells if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]


def as_list_table(table: list[str]) -> list[str]:
    """A Markdown table as a directive of reStructuredText.

    >>> as_list_table(["| p | chance |", "|---|---|", "| c | cost |"])[4:6]
    ['   * - p', '     - chance']
    """
    lines = [".. list-table::", "   :header-rows: 1", ""]
    for row in rows_of(table):
        lines += [f"   {'*' if n == 0 else ' '} - {cell}" for n, cell in enumerate(row)]
    return ["", *lines, ""]


def with_tables(lines: list[str]) -> list[str]:
    """The lines of a docstring, every Markdown table in it rewritten."""
    out: list[str] = []
    for is_table, group in groupby(lines, lambda line: line.lstrip().startswith("|")):
        found = list(group)
        out += as_list_table(found) if is_table else found
    return out


def with_blocks(lines: list[str]) -> list[str]:
    """The lines of a docstring, indented blocks marked as such and notes in one piece.

    >>> with_blocks(["Values:", "", "    x  one", "", "Source: a", "    b"])
    ['Values:', '', '::', '', '    x  one', '', 'Source: a', 'b']
    """
    out: list[str] = []
    in_section = in_block = in_note = False
    for line in lines:
        if line and not line.startswith(" "):
            in_section = _SECTION.fullmatch(line) is not None
            in_note = _NOTE.match(line) is not None
            in_block = False
        elif line and in_note:
            line = line.strip()
        elif line and not in_section and not in_block and (not out or not out[-1]):
            in_block = True
            out += ["::", ""]
        in_note = in_note and bool(line)
        out.append(line)
    return out


def rewrite(
    _app: Sphinx, _what: str, _name: str, _found: object, _options: object, lines: list[str]
) -> None:
    """Rewrite a docstring in place, as Sphinx wants it."""
    lines[:] = with_tables(with_blocks(lines))


def setup(app: Sphinx) -> dict[str, bool]:
    """Rewrite docstrings before napoleon reads them."""
    app.connect("autodoc-process-docstring", rewrite, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
