"""The common look of all pictures, and how one becomes bytes that never change by themselves.

Colours are those of Okabe and Ito 2008, told apart by colour-blind readers.
"""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from simulator.model.metrics.outcome import Stamp
from simulator.show.marks import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PALE,
    PURPLE,
    SIDE,
    SKY,
    VERMILION,
    YELLOW,
)

__all__ = [
    "BLACK",
    "BLUE",
    "GREEN",
    "GREY",
    "ORANGE",
    "PALE",
    "PURPLE",
    "SIDE",
    "SKY",
    "VERMILION",
    "YELLOW",
    "Picture",
    "apart",
    "canvas",
    "finished",
    "footer",
    "heading",
    "label_ends",
    "look",
    "months_axis",
]

_LOOK: dict[Any, Any] = {
    "axes.edgecolor": GREY,
    "axes.labelcolor": BLACK,
    "axes.labelsize": 9,
    "axes.linewidth": 0.8,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 10,
    "figure.dpi": 120,
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "legend.frameon": False,
    "lines.linewidth": 1.6,
    "svg.fonttype": "path",
    # Fixed, so that the same numbers give the same file to the last byte.
    "svg.hashsalt": "war-termination-simulator",
    "text.color": BLACK,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture.

    Attributes:
        name: File name without its ending.
        png: The picture in points.
        svg: The picture in lines.
        alt: What it shows, for those who cannot see it.
    """

    name: str
    png: bytes
    svg: bytes
    alt: str

    def files(self) -> dict[str, bytes]:
        """File name to content: the picture twice, and what it shows in words."""
        return {
            f"{self.name}.png": self.png,
            f"{self.name}.svg": self.svg,
            f"{self.name}.txt": (self.alt + "\n").encode(),
        }


def look() -> AbstractContextManager[None]:
    """The settings under which a picture must be drawn and finished.

    They are laid over the library's own defaults, not over what a file in the current folder or in
    the user's configuration says: the same numbers give the same picture everywhere.
    """
    defaults = {key: mpl.rcParamsDefault[key] for key in mpl.rcParams if _is_look(key)}
    return mpl.rc_context({**defaults, **_LOOK})


def _is_look(key: str) -> bool:
    """Whether a setting changes what is drawn; the rest is about windows and who draws."""
    return key.partition(".")[0] not in ("backend", "backend_fallback", "interactive", "toolbar")


def canvas(width: float, height: float) -> Figure:
    """An empty figure whose parts make room for each other.

    Args:
        width: Inches.
        height: Inches.
    """
    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def heading(figure: Figure, text: str) -> None:
    """Put what the picture shows at its top, in a sentence."""
    wide = int(figure.get_figwidth() * 9.2)
    figure.suptitle(textwrap.fill(text, wide), x=0.01, ha="left", fontsize=12, fontweight="bold")


def footer(figure: Figure, stamp: Stamp, what: str) -> str:
    """Put where the numbers come from at the bottom, and return it.

    Args:
        figure: The picture.
        stamp: Where the numbers come from.
        what: How many wars, or which one.
    """
    treated = [f"{name}={value}" for name, value in (*stamp.levers.items(), *stamp.changes.items())]
    files = ", ".join(f"{name} {digest[:8]}" for name, digest in stamp.files.items())
    parts = [f"{stamp.scenario}: {stamp.title}", *treated, what, f"entropy {stamp.entropy}"]
    parts += [f"engine {stamp.engine}", f"simulator {stamp.version}", files]
    text = "; ".join(part for part in parts if part)
    wide = int(figure.get_figwidth() * 19)
    figure.supxlabel(textwrap.fill(text, wide), x=0.01, ha="left", fontsize=6.5, color=GREY)
    return text


def months_axis(axes: Axes, stamp: Stamp, months: int) -> None:
    """Months along x, named, from 0 to the horizon."""
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if months / step <= 12), 120)
    axes.set_xlim(0, max(months, 1))
    axes.set_xticks(range(0, months + 1, step))
    since = f" after {stamp.start}" if stamp.start else ""
    axes.set_xlabel(f"months{since}")


def apart(places: Sequence[float], gap: float) -> list[float]:
    """Places moved as little as needed to lie at least `gap` apart, in the same order.

    >>> apart([0.5, 0.5], 0.2)
    [0.4, 0.6]
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    # Labels that would touch become one block around their common middle.
    blocks: list[tuple[float, list[int]]] = []
    for index in order:
        middle, members = places[index], [index]
        while blocks:
            before, others = blocks[-1]
            room = gap * (len(others) + len(members)) / 2
            if middle - before >= room - 1e-12:
                break
            blocks.pop()
            total = len(others) + len(members)
            middle = (before * len(others) + middle * len(members)) / total
            members = others + members
        blocks.append((middle, members))
    moved = [0.0] * len(places)
    for middle, members in blocks:
        for rank, index in enumerate(members):
            moved[index] = middle + gap * (rank - (len(members) - 1) / 2)
    return moved


def label_ends(axes: Axes, labels: Sequence[tuple[float, str, str]], *, gap: float = 0.09) -> None:
    """Write names to the right of the axes, each at the height of its line.

    Args:
        axes: Where the lines are; its limits must be final.
        labels: Height [data units], text and colour of each.
        gap: Least distance of two lines of text [share of the axes' height].
    """
    low, high = axes.get_ylim()
    heights = [min(max((value - low) / (high - low), 0.0), 1.0) for value, _, _ in labels]
    places = apart(heights, gap)
    for (_, text, colour), height, place in zip(labels, heights, places, strict=True):
        axes.annotate(
            text,
            xy=(1.0, height),
            xytext=(1.02, place),
            xycoords="axes fraction",
            textcoords="axes fraction",
            color=colour,
            fontsize=8,
            va="center",
            arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.6, "shrinkB": 0},
        )


def finished(figure: Figure, name: str, title: str, alt: str, origin: str) -> Picture:
    """The picture as bytes, with its words inside for those who cannot see it.

    Args:
        figure: The picture.
        name: File name without its ending.
        title: What it shows, in a sentence.
        alt: What it shows, in full.
        origin: Where its numbers come from.
    """
    _settle(figure)
    png, svg = io.BytesIO(), io.BytesIO()
    about = {"Title": title, "Description": alt, "Source": origin}
    figure.savefig(png, format="png", metadata=about)
    figure.savefig(svg, format="svg", metadata={**about, "Date": None})
    return Picture(name, png.getvalue(), _described(svg.getvalue(), title, alt), f"{alt}\n{origin}")


def _settle(figure: Figure) -> None:
    """Lay the figure out once and round the places.

    The solver of the layout walks its constraints in the order of memory addresses, so its results
    differ between runs in their last bits, and with them the names inside an SVG.
    """
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for axes in figure.axes:
        left, bottom, width, height = (round(part, 6) for part in axes.get_position().bounds)
        axes.set_position((left, bottom, width, height))
    for text in figure.texts:
        x, y = text.get_position()
        text.set_position((round(float(x), 6), round(float(y), 6)))


def _described(svg: bytes, title: str, alt: str) -> bytes:
    """The SVG with the title and description that screen readers look for."""
    words = f'<title id="title">{escape(title)}</title>\n<desc id="desc">{escape(alt)}</desc>\n'
    role = ' role="img" aria-labelledby="title desc"'
    text = svg.decode()
    opened = re.search(r"<svg\b[^>]*>", text)
    assert opened is not None, "matplotlib wrote an SVG without an svg element"  # noqa: S101
    at = opened.end()
    return (text[: at - 1] + role + ">\n" + words + text[at:]).encode()
