"""What each mechanism contributes: paired effects of switching it off, longest change first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.analysis.paired_contrast import Effect
from simulator.model.metrics.outcome import Stamp
from simulator.show.pictures.forest import COLOURS, by_size, forest, is_sure, told
from simulator.show.pictures.style import Picture, canvas, finished, footer, heading, look

#: Mechanism to metric to its effect.
Effects = Mapping[str, Mapping[str, Effect]]

_LENGTH = "T_end_restricted"


def ablation(effects: Effects, columns: Sequence[str], stamp: Stamp) -> Picture:
    """Length, chance of having ended, and recurrence, each with one mechanism off.

    Args:
        effects: What switching each mechanism off does.
        columns: Metrics to draw, `T_end_restricted` first.
        stamp: Where the numbers come from.
    """
    order = _order(effects)
    sure = [name for name in order if is_sure(effects[name][_LENGTH])]
    title = "No mechanism changes how long the war lasts by more than luck could explain"
    if sure:
        effect = effects[sure[0]][_LENGTH]
        size, between = effect.effect or 0.0, told(effect, 1.0).partition(" ")[2]
        way = "shorter" if size < 0.0 else "longer"
        title = f"Without {_words(sure[0])} the war is {abs(size):.1f} months {way} {between}"
    return _drawn("ablation", title, effects, columns, order, stamp)


def ablation_endings(effects: Effects, columns: Sequence[str], stamp: Stamp) -> Picture:
    """How the war first ends, with one mechanism off; arguments as `ablation`."""
    sizes = {
        (name, metric): abs(row[metric].effect or 0.0)
        for name, row in effects.items()
        for metric in columns
        if is_sure(row[metric])
    }
    most = max(sizes, key=lambda key: sizes[key], default=None)
    title = "No mechanism changes how the war ends by more than luck could explain"
    if most is not None:
        name, metric = most
        mode, month = metric.rsplit("_by_", 1)
        more = "more" if (effects[name][metric].effect or 0.0) > 0.0 else "less"
        title = (
            f"Without {_words(name)} a first end by {mode} within {month} months is "
            f"{100 * sizes[most]:.0f} percentage points {more} common"
        )
    return _drawn("ablation-endings", title, effects, columns, _order(effects), stamp)


def _order(effects: Effects) -> list[str]:
    return by_size({name: row[_LENGTH] for name, row in effects.items()})


def _words(name: str) -> str:
    return name.replace("_", " ")


def _drawn(
    name: str,
    title: str,
    effects: Effects,
    columns: Sequence[str],
    order: list[str],
    stamp: Stamp,
) -> Picture:
    with look():
        figure = canvas(11.5, 1.8 + 0.26 * len(order))
        heading(figure, title)
        panels = figure.subplots(1, len(columns), squeeze=False, sharey=True)[0]
        for axes, metric in zip(panels, columns, strict=True):
            rows = [(_words(mechanism), effects[mechanism][metric]) for mechanism in order]
            forest(axes, rows, _scale(metric), words=False)
            axes.set_title(_heading(metric), fontsize=9)
            axes.set_xlabel("months" if metric == _LENGTH else "percentage points")
        n = max((effect.n for row in effects.values() for effect in row.values()), default=0)
        what = (
            f"{n} pairs of wars on the same luck, one mechanism off; bars: 95% intervals; {COLOURS}"
        )
        origin = footer(figure, stamp, what)
        return finished(figure, name, title, _alt(title, effects, columns, order), origin)


def _scale(metric: str) -> float:
    return 1.0 if metric == _LENGTH else 100.0


def _heading(metric: str) -> str:
    if metric == _LENGTH:
        return "months to the first end"
    if metric == "recur":
        return "fighting resumes"
    what, month = metric.rsplit("_by_", 1)
    return f"{what} by month {month}"


def _alt(title: str, effects: Effects, columns: Sequence[str], order: list[str]) -> str:
    parts = [
        f"{_heading(metric)}: "
        + "; ".join(
            f"{_words(name)} {told(effects[name][metric], _scale(metric))}"
            for name in order
            if effects[name][metric].effect is not None
        )
        for metric in columns
    ]
    return f"{title}. Changes with one mechanism off and 95% intervals. {'. '.join(parts)}."
