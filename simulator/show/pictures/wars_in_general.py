"""Four patterns of wars in general, in the model and on record."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator, PercentFormatter

from simulator.files.recorded import WarsRecord
from simulator.history.patterns.four_patterns import SPANS, Patterns
from simulator.history.patterns.measures import Told, Window
from simulator.model.metrics.intervals import wilson
from simulator.model.metrics.outcome import Stamp
from simulator.show.pictures.style import (
    BLACK,
    BLUE,
    GREY,
    SKY,
    VERMILION,
    Picture,
    canvas,
    finished,
    footer,
    heading,
    label_ends,
    look,
)

_TICKS = (1, 3, 6, 12, 24, 48, 96)


def patterns_on_record(found: Patterns, record: WarsRecord, stamp: Stamp) -> Picture:
    """Hazards by age, shapes of the lengths, winners by length, failures of peace.

    Args:
        found: What was measured in the model.
        record: The figures on record.
        stamp: Where the numbers come from.
    """
    title = _title(found)
    with look():
        figure = canvas(11.0, 8.2)
        heading(figure, title)
        (pooled, shapes), (winners, peace) = figure.subplots(2, 2, width_ratios=(1.15, 1.0))
        _pooled(pooled, found)
        _shapes(shapes, found, record)
        _winners(winners, found)
        _peace(peace, found, record)
        what = (
            f"{found.wars} wars in {found.cells} worlds; bars: 95% intervals, in the model over "
            "worlds; validation, not pass or fail"
        )
        origin = footer(figure, stamp, what)
        return finished(figure, "patterns", title, f"{title}. {_alt(found, record)}", origin)


def _title(found: Patterns) -> str:
    (shape, interval), inner = found.shape, found.shape_within[0]
    if shape is None or inner is None or interval is None:
        return "Too few wars to tell whether old wars end less easily than young ones"
    together = (
        f"In the model too old wars end less easily than young ones (shape {shape:.2f})"
        if interval[1] < 1.0
        else "On record old wars end less easily than young ones; in the model all wars together "
        f"do not (shape {shape:.2f})"
    )
    return f"{together}, and those of one world {'less' if inner < 1.0 else 'more'} ({inner:.2f})"


def _pooled(axes: Axes, found: Patterns) -> None:
    known = [age for age in found.ages if age.pooled[0] is not None]
    at = [_middle(age.window) for age in known]
    recorded = [age.recorded for age in known]
    axes.plot(at, recorded, "s--", color=BLACK, markersize=4, linewidth=1.0)
    _with_bars(axes, at, [age.pooled for age in known], BLUE)
    chosen = [age.by_word[0] or 0.0 for age in known]
    axes.plot(at, chosen, color=SKY, linewidth=1.2)
    _ages(axes)
    _up_from_nought(axes, [*recorded, *(age.pooled[0] or 0.0 for age in known)])
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))
    axes.set_title("Chance of ending in a month, all wars")
    label_ends(
        axes,
        [
            (recorded[-1], "95 wars on record", BLACK),
            (known[-1].pooled[0] or 0.0, "model", BLUE),
            (chosen[-1], "of it, not in the field", SKY),
        ],
        gap=0.1,
    )


def _shapes(axes: Axes, found: Patterns, record: WarsRecord) -> None:
    value, low, high = record.weibull_shape
    rows: tuple[tuple[str, Told, str], ...] = (
        (f"{record.wars} wars on record", (value, (low, high)), BLACK),
        ("model, all worlds together", found.shape, BLUE),
        ("model, within one world", found.shape_within, VERMILION),
    )
    axes.axvline(1.0, color=GREY, linewidth=1.0, linestyle="--")
    for row, (label, (at, interval), colour) in enumerate(rows):
        if at is None:
            continue
        if interval is not None:
            axes.plot(interval, [row, row], color=colour, linewidth=1.6)
        axes.plot([at], [row], "s" if row == 0 else "o", color=colour, markersize=6)
        axes.annotate(
            f"{label}: {at:.2f}",
            (at, row),
            xytext=(0, 8),
            textcoords="offset points",
            ha="center",
            fontsize=8,
            color=colour,
        )
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_ylim(2.5, -0.7)
    ends = [1.0, *(each[1] for _, told, _ in rows for each in [told] if each[1] is not None)]
    flat = [end for each in ends for end in (each if isinstance(each, tuple) else (each,))]
    middle, half = 0.5 * (min(flat) + max(flat)), max(0.5 * (max(flat) - min(flat)), 0.4)
    axes.set_xlim(middle - 1.9 * half, middle + 1.9 * half)
    axes.set_xlabel("Weibull shape of the lengths (1: age does not matter)")
    axes.set_title("Does a war get harder to end as it goes on?")


def _winners(axes: Axes, found: Patterns) -> None:
    rows = np.arange(len(found.lengths))
    for length, row in zip(found.lengths, rows, strict=True):
        low, high = length.recorded_ci95
        axes.plot([row - 0.12] * 2, [low, high], color=BLACK, linewidth=1.2)
        axes.plot([row - 0.12], [length.recorded], "s", color=BLACK, markersize=5)
        axes.annotate(
            f"n={length.recorded_wars}",
            (row - 0.12, high),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            fontsize=7,
            color=BLACK,
        )
    _with_bars(axes, list(rows + 0.12), [length.won for length in found.lengths], BLUE, line=False)
    names = [_span(length.window) for length in found.lengths]
    axes.set_xticks(rows, names)
    axes.set_xlim(-0.6, len(names) - 0.4)
    axes.set_ylim(0, 1.02)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))
    axes.set_xlabel("length of the war, months")
    axes.set_title("Decided wars won by the initiator (squares: record)")


def _peace(axes: Axes, found: Patterns, record: WarsRecord) -> None:
    rows: list[tuple[str, float, float, float, str]] = []
    for part in found.peace:
        value, interval = part.failed[SPANS[-1]]
        if value is None:
            continue
        low, high = interval or (value, value)
        rows.append((f"model: {part.kind}", value, max(low, 0.0), min(high, 1.0), BLUE))
    for each in record.failures:
        low, high = wilson(round(each.five_years * each.number), each.number)
        label = f"{each.end}: {each.sample.split(',')[0]}"
        rows.append((f"{label} (n={each.number})", each.five_years, low, high, BLACK))
    for row, (_, value, low, high, colour) in enumerate(rows):
        axes.plot([low, high], [row, row], color=colour, linewidth=1.4)
        axes.plot([value], [row], "o" if colour == BLUE else "s", color=colour, markersize=5)
    axes.set_yticks(range(len(rows)), [label for label, *_ in rows])
    axes.tick_params(axis="y", labelcolor=BLACK, labelsize=7.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(0, 1.02)
    axes.xaxis.set_major_formatter(PercentFormatter(1.0))
    axes.set_title("Fighting again within five years")


def _with_bars(
    axes: Axes, at: Sequence[float], told: Sequence[Told], colour: str, *, line: bool = True
) -> None:
    values = [value if value is not None else np.nan for value, _ in told]
    for x, (_, interval) in zip(at, told, strict=True):
        if interval is not None:
            axes.plot([x, x], [max(interval[0], 0.0), interval[1]], color=colour, linewidth=1.2)
    axes.plot(at, values, "o-" if line else "o", color=colour, markersize=5)


def _up_from_nought(axes: Axes, values: Sequence[float]) -> None:
    """Room for every value; the interval of a number that rests on little may run off."""
    axes.set_ylim(0.0, 1.6 * max(values))


def _middle(window: Window) -> float:
    return float(np.sqrt(max(window[0], 0.5) * window[1]))


def _ages(axes: Axes) -> None:
    axes.set_xscale("log")
    axes.set_xticks(_TICKS, [str(tick) for tick in _TICKS])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xlabel("age of the war, months")


def _span(window: Window) -> str:
    return f"over {window[0]:g}" if window[1] >= 600 else f"{window[0]:g} to {window[1]:g}"


def _alt(found: Patterns, record: WarsRecord) -> str:
    ages = "; ".join(
        f"{_span(age.window)} months {_percent(age.pooled)} (record {age.recorded:.1%})"
        for age in found.ages
    )
    won = "; ".join(
        f"{_span(length.window)} months {_percent(length.won)} (record {length.recorded:.0%} of "
        f"{length.recorded_wars})"
        for length in found.lengths
    )
    peace = "; ".join(f"{part.kind} {_percent(part.failed[SPANS[-1]])}" for part in found.peace)
    onrecord = "; ".join(
        f"{each.end}, {each.sample}, {each.five_years:.0%} of {each.number}"
        for each in record.failures
    )
    shapes = f"together {_short(found.shape)}, within one world {_short(found.shape_within)}"
    return (
        f"Chance of ending in a month by age: {ages}. Weibull shape of the lengths: "
        f"{shapes}, on record {record.weibull_shape[0]}. Initiator's victories among decided wars "
        f"by length: {won}. Fighting again within five years in the model: {peace}; on record: "
        f"{onrecord}."
    )


def _short(told: Told) -> str:
    return "unknown" if told[0] is None else f"{told[0]:.2f}"


def _percent(told: Told) -> str:
    return "unknown" if told[0] is None else f"{told[0]:.1%}"
