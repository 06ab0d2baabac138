"""Sorted bars with their intervals: what an outcome depends on most."""

from __future__ import annotations

from matplotlib.axes import Axes

from simulator.analysis.sensitivity.study import LUCK, Explained, Screened
from simulator.model.metrics.outcome import Stamp
from simulator.show.pictures.style import (
    BLACK,
    BLUE,
    GREY,
    ORANGE,
    Picture,
    canvas,
    finished,
    footer,
    heading,
    look,
)

#: Bars that a reader will look at.
_MOST = 20


def index_bars(found: Explained, stamp: Stamp) -> Picture:
    """First and total Sobol' indices, the greatest total on top.

    Args:
        found: What a metric depends on.
        stamp: Where the numbers come from.
    """
    names = list(found.factors)[:_MOST]
    top = next((name for name in names if name != LUCK), LUCK)
    best = found.factors[top]
    with look():
        figure = canvas(8.0, 2.0 + 0.36 * len(names))
        low, high = best.total_ci95
        title = (
            f"{found.metric} depends most on {top}: {best.total:.2f} ({low:.2f} to {high:.2f}) "
            "of its variance"
        )
        heading(figure, title)
        axes = figure.subplots()
        for row, name in enumerate(reversed(names)):
            index = found.factors[name]
            colour = GREY if name == LUCK or name not in found.above_noise else BLUE
            axes.barh(row + 0.18, index.total, height=0.34, color=colour, alpha=0.85)
            axes.barh(row - 0.18, index.first, height=0.34, color=ORANGE, alpha=0.85)
            _whisker(axes, row + 0.18, index.total_ci95)
            _whisker(axes, row - 0.18, index.first_ci95)
        _names(axes, names)
        noise = found.factors[LUCK].total
        axes.axvline(noise, color=GREY, linestyle="--", linewidth=1)
        axes.annotate(
            "the luck", (noise, 1.0), xycoords=("data", "axes fraction"), fontsize=8, color=GREY
        )
        axes.set_xlabel(
            "share of the variance: blue in all (grey within the noise), orange on its own"
        )
        sure = "converged" if found.converged else "NOT converged"
        origin = footer(figure, stamp, f"Sobol' indices; bars: 95% bootstrap intervals; {sure}")
        listed = "; ".join(
            f"{name} {found.factors[name].total:.2f} in all, {found.factors[name].first:.2f} alone"
            for name in names
        )
        alt = f"{title}. Sobol' indices of {found.metric}: {listed}. {sure.capitalize()}."
        return finished(figure, f"indices-{found.metric}", title, alt, origin)


def screening_bars(metric: str, found: Screened, stamp: Stamp) -> Picture:
    """Mean absolute elementary effects, the greatest on top.

    Args:
        metric: Its typed name.
        found: A screening.
        stamp: Where the numbers come from.
    """
    effects = found.effects[metric]
    names = list(effects)[:_MOST]
    with look():
        figure = canvas(8.0, 2.0 + 0.28 * len(names))
        title = f"{names[0]} moves {metric} most, of {len(effects) - 1} factors"
        heading(figure, title)
        axes = figure.subplots()
        for row, name in enumerate(reversed(names)):
            colour = GREY if name == LUCK else BLUE
            axes.barh(row, effects[name].mean, height=0.6, color=colour, alpha=0.85)
            _whisker(axes, row, effects[name].mean_ci95)
        _names(axes, names)
        noise = effects[LUCK].mean
        axes.axvline(noise, color=GREY, linestyle="--", linewidth=1)
        axes.set_xlabel(f"mean absolute effect of the whole range on {metric}; dashed: the luck")
        what = f"Morris screening, {found.paths} walks; bars: 95% bootstrap intervals"
        origin = footer(figure, stamp, what)
        listed = "; ".join(f"{name} {effects[name].mean:.3g}" for name in names)
        alt = f"{title}. Elementary effects on {metric}: {listed}; the luck {noise:.3g}."
        return finished(figure, f"screening-{metric}", title, alt, origin)


def _whisker(axes: Axes, row: float, pair: tuple[float, float]) -> None:
    axes.plot(pair, [row, row], color=BLACK, linewidth=1.2, solid_capstyle="butt")


def _names(axes: Axes, names: list[str]) -> None:
    axes.set_yticks(range(len(names)), list(reversed(names)))
    axes.axvline(0.0, color=GREY, linewidth=0.8)
    axes.margins(y=0.02)
