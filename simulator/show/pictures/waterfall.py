"""Waterfall from one theory's number to the other's: what each group of assumptions carries."""

from __future__ import annotations

from matplotlib.axes import Axes

from simulator.analysis.explain.explanation import Account, Estimate
from simulator.model.metrics.catalogue import find
from simulator.model.metrics.outcome import Stamp
from simulator.show.naming import named
from simulator.show.pictures.style import (
    BLACK,
    BLUE,
    GREY,
    PALE,
    VERMILION,
    Picture,
    canvas,
    finished,
    footer,
    heading,
    look,
)


def explanation(
    metric: str, account: Account, names: tuple[str, str], wars: int, stamp: Stamp
) -> Picture:
    """From the first theory's number, group by group, to the second's.

    Args:
        metric: Its name, as typed.
        account: How the difference comes about.
        names: The two theories.
        wars: Wars of each hybrid.
        stamp: Where the numbers come from.
    """
    asked = find(metric)
    about = f"{asked.metric.meaning} [{asked.metric.unit}]" if asked else ""
    about = named(about, stamp.names)
    order = sorted(account.parts, key=lambda group: -abs(account.parts[group].value.value or 0.0))
    title = _title(metric, account, names, order)
    with look():
        figure = canvas(9.5, 5.0)
        heading(figure, title)
        axes = figure.add_subplot()
        at = account.first.value or 0.0
        _end(axes, 0, account.first, 1)
        for row, group in enumerate(order, start=1):
            at = _step(axes, row, at, account.parts[group].value)
        _end(axes, len(order) + 1, account.second, -1)
        labels = [names[0], *order, names[1]]
        axes.set_yticks(range(len(labels)), labels)
        for label in (axes.get_yticklabels()[0], axes.get_yticklabels()[-1]):
            label.set_fontweight("bold")
            label.set_color(BLACK)
        axes.tick_params(axis="y", length=0, labelcolor=BLACK, labelsize=9)
        axes.set_ylim(len(labels) - 0.4, -0.6)
        axes.margins(x=0.22)
        axes.set_xlabel(f"{metric}: {about}")
        what = (
            f"{wars} wars of each hybrid on the same luck; thin lines: 95% intervals, of a group's "
            "own contribution where it stands; grey: it may be nought"
        )
        origin = footer(figure, stamp, what)
        alt = _told(account, order, title)
        return finished(figure, f"explanation-{metric}", title, alt, origin)


def _title(metric: str, account: Account, names: tuple[str, str], order: list[str]) -> str:
    if account.difference.value is None:
        return f"{metric}: one of the two theories has no such number"
    between = f"{metric}: {names[0]} {_short(account.first)}, {names[1]} {_short(account.second)}; "
    sure = [group for group in order if _is_sure(account.parts[group].value)]
    if not sure:
        return between + "no group of assumptions stands out from chance"
    most = account.parts[sure[0]].value
    return between + f"the largest part is {sure[0]} ({_short(most, signed=True)})"


def _end(axes: Axes, row: int, estimate: Estimate, below: int) -> None:
    """A theory's own number, with a line towards the group that comes next."""
    if estimate.value is None:
        return
    axes.plot([estimate.value] * 2, [row, row + below], color=GREY, linewidth=0.7)
    if estimate.ci95 is not None:
        axes.plot(estimate.ci95, [row, row], color=BLACK, linewidth=1.2)
    axes.plot([estimate.value], [row], "D", color=BLACK, markersize=6)
    right = estimate.ci95[1] if estimate.ci95 else estimate.value
    _label(axes, right, row, _short(estimate), BLACK, bold=True)


def _step(axes: Axes, row: int, at: float, part: Estimate) -> float:
    """One group's bar, from where the ones before it ended; where it ends."""
    value = part.value or 0.0
    to = at + value
    if value == 0.0 and part.ci95 == (0.0, 0.0):
        axes.plot([at], [row], "|", color=GREY, markersize=10)
        _label(axes, at, row, "they agree, or it changes nothing", GREY)
        return to
    colour = (VERMILION if value > 0.0 else BLUE) if _is_sure(part) else GREY
    axes.barh(row, value, left=at, height=0.56, color=colour, alpha=0.85, edgecolor=PALE)
    axes.plot([to, to], [row, row + 1], color=GREY, linewidth=0.7)
    right = max(at, to)
    if part.ci95 is not None:
        low, high = (at + end for end in part.ci95)
        axes.plot([low, high], [row, row], color=BLACK, linewidth=1.0)
        right = max(right, high)
        text = f"{_short(part, signed=True)}  ({part.ci95[0]:+.2g} to {part.ci95[1]:+.2g})"
    else:
        text = _short(part, signed=True)
    _label(axes, right, row, text, colour if colour != GREY else BLACK)
    return to


def _label(axes: Axes, x: float, row: float, text: str, colour: str, *, bold: bool = False) -> None:
    axes.annotate(
        text,
        xy=(x, row),
        xytext=(5, 0),
        textcoords="offset points",
        va="center",
        fontsize=8,
        color=colour,
        fontweight="bold" if bold else "normal",
    )


def _is_sure(estimate: Estimate) -> bool:
    return estimate.ci95 is not None and (estimate.ci95[0] > 0.0 or estimate.ci95[1] < 0.0)


def _short(estimate: Estimate, *, signed: bool = False) -> str:
    if estimate.value is None:
        return "-"
    return f"{estimate.value:+.3g}" if signed else f"{estimate.value:.3g}"


def _told(account: Account, order: list[str], title: str) -> str:
    parts = "; ".join(
        f"{group} {_short(account.parts[group].value, signed=True)}" for group in order
    )
    return f"{title}. Contribution of each group of assumptions: {parts}."
