"""A report as plain blocks, and the two ways to write it down: one HTML file, or Markdown.

The page is whole by itself: no script, no address, its pictures inside it, and it prints.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list without order."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; a cell may begin with a word that the page colours, see `marks`.

    Attributes:
        caption: What it shows.
        headings: One for each column.
        rows: Text of each cell.
        marks: Column whose words name a class of the style sheet; None for none.
    """

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    marks: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: its SVG, and what it shows in words."""

    name: str
    svg: str
    alt: str


Block: TypeAlias = Heading | Paragraph | Items | Grid | Figure

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 Georgia, 'Times New Roman', serif; color: #222; background: #fff;
  max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, table { font-family: 'Helvetica Neue', Arial, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.2; } h2 { margin-top: 3rem; border-top: 2px solid #222;
  padding-top: .5rem; } h3 { margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; font-size: .8rem; margin: 1rem 0 2rem; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th { text-align: left; vertical-align: bottom; border-bottom: 1.5px solid #222; padding: .25rem; }
td { vertical-align: top; border-bottom: 1px solid #ddd; padding: .25rem; }
.scroll { overflow-x: auto; }
.supported { color: #00568a; font-weight: bold; } .too { color: #00568a; }
.contradicted { color: #a84300;
  font-weight: bold; } .inconclusive, .untestable, .restates { color: #555; }
figure { margin: 1rem 0; } figure svg { width: 100%; height: auto; }
@media print { body { font-size: 10pt; max-width: none; margin: 0; } .scroll { overflow: visible; }
  table { font-size: 7.5pt; } tr, figure { break-inside: avoid; } h2 { break-before: page; }
  thead { display: table-header-group; } }
"""


def html(title: str, blocks: Sequence[Block]) -> str:
    """One whole page.

    Args:
        title: Of the page.
        blocks: What is on it.
    """
    body = "\n".join(_html(block) for block in blocks)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _html(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Items(items):
            return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"
        case Grid():
            return _table(block)
        case Figure(name, svg, _):
            # What it shows in words is inside the SVG, where screen readers look for it.
            return f"<figure>{_inlined(svg, name)}</figure>"


def _table(grid: Grid) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in grid.headings)
    rows = []
    for row in grid.rows:
        cells = []
        for column, text in enumerate(row):
            marked = f' class="{escape(text.split()[0])}"' if column == grid.marks and text else ""
            cells.append(f"<td{marked}>{escape(text)}</td>")
        rows.append("<tr>" + "".join(cells) + "</tr>")
    return (
        f'<div class="scroll"><table><caption>{escape(grid.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _inlined(svg: str, name: str) -> str:
    """An SVG whose names are its own, so that several can stand on one page."""
    start = svg.index("<svg")
    text = svg[start:]
    text = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', text)
    text = re.sub(r'href="#([^"]+)"', rf'href="#{name}-\1"', text)
    text = re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", text)
    return text.replace(
        'aria-labelledby="title desc"', f'aria-labelledby="{name}-title {name}-desc"'
    )


def markdown(blocks: Sequence[Block], pictures: Mapping[str, str] | None = None) -> str:
    """The same as Markdown; pictures by the file that holds them, else in words.

    Args:
        blocks: What is in it.
        pictures: Name of a picture to its file.
    """
    return "\n\n".join(_markdown(block, pictures or {}) for block in blocks) + "\n"


def _markdown(block: Block, pictures: Mapping[str, str]) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * level} {_plain(text)}"
        case Paragraph(text):
            return _plain(text)
        case Items(items):
            return "\n".join(f"- {_plain(item)}" for item in items)
        case Grid(caption, headings, rows):
            lines = [headings, ["---"] * len(headings), *rows]
            table = "\n".join(
                "| " + " | ".join(_cell(text) for text in line) + " |" for line in lines
            )
            return f"**{_plain(caption)}**\n\n{table}"
        case Figure(name, _, alt):
            file = pictures.get(name)
            return f"![{_cell(alt)}]({file})" if file else _plain(alt)


def _plain(text: str) -> str:
    return re.sub(r"([*_`\[\]<>])", r"\\\1", text)


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|").replace("\n", " ")
