"""Every theory against every author's claims, and the signs that tell theories apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from simulator.claims.compare.results import Cell, Effect, Experiment
from simulator.model.metrics.outcome import Stamp
from simulator.show.pictures.style import (
    BLACK,
    BLUE,
    GREY,
    PALE,
    SKY,
    VERMILION,
    Picture,
    canvas,
    finished,
    footer,
    heading,
    look,
)

_MARKS = {"+": "▲", "-": "▼", "0": "·"}
_COLOURS = {"+": VERMILION, "-": BLUE, "0": GREY}


def cross_picture(
    cross: Mapping[str, Mapping[str, Cell]], names: Mapping[str, str], stamp: Stamp
) -> Picture:
    """Core claims that come out, as bars: rows are theories, columns whose claims.

    Args:
        cross: Scenario to author to cell.
        names: How each is called.
        stamp: Where the numbers come from.
    """
    own = sum(cells[name].direction for name, cells in cross.items())
    of = sum(cells[name].of for name, cells in cross.items())
    with look():
        figure = canvas(9.0, 4.2)
        title = f"At the common date {own} of {of} core claims come out in their own author's world"
        heading(figure, title)
        axes = figure.add_subplot()
        for row, (scenario, cells) in enumerate(cross.items()):
            for column, (author, cell) in enumerate(cells.items()):
                _cell(axes, column, len(cross) - 1 - row, cell, scenario == author)
        axes.set_xlim(-0.5, len(cross) - 0.5)
        axes.set_ylim(-0.5, len(cross) - 0.5)
        axes.set_xticks(range(len(cross)), [f"{names[name]}'s claims" for name in cross])
        axes.set_yticks(range(len(cross) - 1, -1, -1), [f"{names[n]}'s world" for n in cross])
        axes.xaxis.tick_top()
        axes.tick_params(length=0, labelcolor=BLACK)
        for spine in axes.spines.values():
            spine.set_visible(False)
        origin = footer(
            figure, stamp, "blue: supported, light blue: too small, red: contradicted, pale: open"
        )
        listed = "; ".join(
            f"{names[scenario]}'s world on {names[author]}'s claims: {cell.direction} of {cell.of} "
            f"right in direction, {cell.supported} in size too, "
            f"{len(cell.contradicted)} contradicted"
            for scenario, cells in cross.items()
            for author, cell in cells.items()
        )
        return finished(figure, "cross", title, listed + ".", origin)


def _cell(axes: Axes, column: int, row: int, cell: Cell, own: bool) -> None:
    width, left = 0.84, column - 0.42
    of = max(cell.of, 1)
    shares = (
        (cell.supported / of, BLUE),
        (len(cell.too_small) / of, SKY),
        (len(cell.inconclusive) / of, PALE),
        (len(cell.contradicted) / of, VERMILION),
    )
    for share, colour in shares:
        axes.add_patch(Rectangle((left, row - 0.22), width * share, 0.28, color=colour))
        left += width * share
    axes.text(
        column,
        row + 0.22,
        f"{cell.direction} of {cell.of}",
        ha="center",
        va="center",
        fontsize=9,
        fontweight="bold" if own else "normal",
    )


def signs_picture(
    experiments: Sequence[Experiment], names: Mapping[str, str], stamp: Stamp
) -> Picture:
    """Direction of every effect in every author's world; a dot where the interval covers nought.

    Args:
        experiments: The treatments.
        names: How each author is called.
        stamp: Where the numbers come from.
    """
    measures = list(next(iter(experiments[0].effects.values())))
    apart = sum(_tells_apart(each, measure) for each in experiments for measure in measures)
    every = len(experiments) * len(measures)
    with look():
        figure = canvas(11.0, 1.8 + 0.34 * len(experiments))
        title = f"{apart} of {every} effects have opposite or missing signs in some of the worlds"
        heading(figure, title)
        axes = figure.subplots(1, len(measures), sharey=True)
        for place, measure in enumerate(measures):
            panel = axes[place]
            panel.set_title(measure, fontsize=9)
            for row, each in enumerate(experiments):
                for column, effects in enumerate(each.effects.values()):
                    _mark(panel, column, len(experiments) - 1 - row, effects[measure])
            initials = [names[author][:2] for author in experiments[0].effects]
            panel.set_xticks(range(len(initials)), initials)
            panel.set_xlim(-0.6, len(initials) - 0.4)
            panel.set_ylim(-0.6, len(experiments) - 0.4)
            panel.tick_params(length=0, labelcolor=BLACK)
        axes[0].set_yticks(range(len(experiments) - 1, -1, -1), [each.name for each in experiments])
        called = ", ".join(f"{names[a][:2]} {names[a]}" for a in experiments[0].effects)
        what = f"▲ rises, ▼ falls, · interval covers nought; {called}"
        origin = footer(figure, stamp, what)
        listed = "; ".join(
            f"{each.name}: "
            + ", ".join(
                f"{names[author]} " + " ".join(effect.sign for effect in effects.values())
                for author, effects in each.effects.items()
            )
            for each in experiments
        )
        alt = f"Signs of the effects on {', '.join(measures)}, by author. {listed}."
        return finished(figure, "signs", title, alt, origin)


def _mark(axes: Axes, column: int, row: int, effect: Effect) -> None:
    axes.text(
        column,
        row,
        _MARKS[effect.sign],
        ha="center",
        va="center",
        color=_COLOURS[effect.sign],
        fontsize=10,
    )


def _tells_apart(each: Experiment, measure: str) -> bool:
    return len({effects[measure].sign for effects in each.effects.values()}) > 1
