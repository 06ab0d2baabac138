"""One war: the bargaining range and what was offered, above what moved the two leaders."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from simulator.model.mechanisms.stakes import list_index
from simulator.model.metrics.outcome import Stamp
from simulator.model.records import CAUSES, END_MODES, RUNGS, Talk, Trajectory
from simulator.show.naming import named
from simulator.show.pictures.style import (
    BLACK,
    GREEN,
    GREY,
    ORANGE,
    PALE,
    SIDE,
    Picture,
    apart,
    canvas,
    finished,
    footer,
    heading,
    label_ends,
    look,
    months_axis,
)

Floats = npt.NDArray[np.float64]

#: Words of the model to what a reader is told.
Say = Callable[[str], str]

#: Marker, colour and name of each proposer.
_PROPOSERS = {
    "A": ("^", SIDE["A"], "A offers"),
    "D": ("v", SIDE["D"], "D offers"),
    "mediator": ("s", GREY, "mediator"),
}
_PHASES = {1: "truce", 2: "frozen", 3: "settled"}
_SETTLED = 3

#: Where truces are drawn: they leave the list open, so they have no place on it.
_TRUCES = -0.14

#: The room there is for the key beside the panel's title [width of the panel].
_KEY = 0.8

#: At most this many months with events are told below the picture.
_TOLD = 8


def timeline(war: Trajectory, stamp: Stamp, replication: int) -> Picture:
    """One war month by month.

    Args:
        war: What happened.
        stamp: Where its numbers come from.
        replication: Number of the war.
    """
    months = len(war.series["occ"]) - 1
    title = _title(war, months)
    events = [(month, named(text, stamp.names)) for month, text in _numbered(war)]
    with look():
        figure = canvas(8.6, 10.0)
        heading(figure, title)
        panels = figure.subplots(4, 1, sharex=True, height_ratios=(2.6, 1, 1, 1))
        say = partial(named, names=stamp.names)
        _bargaining(panels[0], war, say)
        _front(panels[1], war)
        panels[1].set_title(say("Territory of D held by A"))
        _beliefs(panels[2], war, say)
        _hazards(panels[3], war)
        panels[3].set_title(say("A's leader: believed risk of losing office within 12 months"))
        _mark_phases(list(panels), war)
        months_axis(panels[3], stamp, months)
        _mark_events(list(panels), events)
        origin = _foot(figure, stamp, replication, events)
        return finished(figure, "timeline", title, say(_alt(title, war)), origin)


def _title(war: Trajectory, months: int) -> str:
    if war.end_mode == 0:
        text = f"War still fought in month {months}"
    else:
        text = f"War first ended in month {war.end_month}: {END_MODES[war.end_mode]}"
    if war.resumed_month >= 0:
        return f"{text}; fighting resumed in month {war.resumed_month} ({CAUSES[war.cause]})"
    fought = war.series["phase"] == 0
    deal = int((fought & (war.series["range_width"] > 0)).sum())
    return f"{text}; a deal existed in {deal} of {int(fought.sum())} months of war"


def _alt(title: str, war: Trajectory) -> str:
    series = war.series
    offers = [talk for talk in war.talks if talk.kind != "none"]
    signed = [talk for talk in offers if talk.accepted]
    return (
        f"{title}. The least A would sign goes from {series['demand_A'][0]:.2f} to "
        f"{series['demand_A'][-1]:.2f} of its list; the most D would sign from "
        f"{1 - series['demand_D'][0]:.2f} to {1 - series['demand_D'][-1]:.2f}. "
        f"{len(offers)} offers were made and {len(signed)} signed. A holds "
        f"{series['occ'][0]:.1%} of D's territory at the start and {series['occ'][-1]:.1%} at the "
        f"end. A's belief in winning goes from {series['belief_A_win'][0]:.0%} to "
        f"{series['belief_A_win'][-1]:.0%}, D's from {series['belief_D_win'][0]:.0%} to "
        f"{series['belief_D_win'][-1]:.0%}."
    )


def _bargaining(axes: Axes, war: Trajectory, say: Say) -> None:
    """Least A would sign, most D would sign, and the offers, on A's list index."""
    least_A, most_D = war.series["demand_A"], 1.0 - war.series["demand_D"]
    month = np.arange(least_A.size)
    _shade(axes, war, least_A, most_D)
    axes.plot(month, least_A, color=SIDE["A"])
    axes.plot(month, most_D, color=SIDE["D"])
    for talk in war.talks:
        _offer(axes, talk)
    axes.set_ylim(-0.24, 1.06)
    axes.set_yticks([_TRUCES, 0, 0.25, 0.5, 0.75, 1])
    ends = say("0: D keeps all"), say("1: A's full list")
    axes.set_yticklabels(["truces", ends[0], "0.25", "0.5", "0.75", ends[1]])
    axes.set_title("Bargaining range", pad=22)
    _key(axes, say)
    label_ends(
        axes,
        [
            (float(least_A[-1]), say("least A\nwould sign"), SIDE["A"]),
            (float(most_D[-1]), say("most D\nwould sign"), SIDE["D"]),
        ],
        gap=0.1,
    )
    _name_gap(axes, war, least_A, most_D)


def _shade(axes: Axes, war: Trajectory, least_A: Floats, most_D: Floats) -> None:
    """Shade the gap by whether terms exist that suit both; not once politics are settled.

    The list index puts land and status on one line, and the two lines may be reached by different
    mixtures of them: they can cross while no single set of terms suits both. So the colour follows
    `range_width`, which is reckoned on the terms themselves.
    """
    fine = np.linspace(0, least_A.size - 1, 8 * (least_A.size - 1) + 1)
    nearest = np.minimum(np.floor(fine + 0.5).astype(int), least_A.size - 1)
    # Up to the month of the signature itself.
    unsettled = war.series["phase"][np.maximum(np.ceil(fine).astype(int) - 1, 0)] < _SETTLED
    deal = war.series["range_width"][nearest] > 0
    low, high = (np.interp(fine, np.arange(line.size), line) for line in (least_A, most_D))
    without = ~deal
    # Neighbours of another colour share their edge, or a white seam would show.
    without[:-1] |= ~deal[1:]
    without[1:] |= ~deal[:-1]
    for where, colour in ((deal, GREEN), (without, ORANGE)):
        shown = (where & unsettled).tolist()
        axes.fill_between(fine, low, high, where=shown, color=colour, alpha=0.3, linewidth=0)


def _offer(axes: Axes, talk: Talk) -> None:
    if talk.kind == "none":
        return
    marker, colour, _ = _PROPOSERS.get(talk.proposer, _PROPOSERS["mediator"])
    height = _TRUCES if talk.kind == "truce" else list_index(talk.land, RUNGS.index(talk.rung))
    axes.plot([talk.month], [height], marker, color=colour, markersize=5, zorder=4, clip_on=False)
    if talk.accepted:
        ring: dict[str, Any] = {
            "markerfacecolor": "none",
            "markeredgecolor": BLACK,
            "markeredgewidth": 1.4,
        }
        axes.plot([talk.month], [height], "o", markersize=12, zorder=5, **ring)


def _key(axes: Axes, say: Say) -> None:
    """What each marker and each shade means, in one line above the panel."""
    ring = {"markerfacecolor": "none", "markeredgecolor": BLACK, "markersize": 8}
    entries: list[tuple[str, dict[str, Any]]] = [
        *(
            (say(name), {"marker": marker, "color": colour, "markersize": 5})
            for marker, colour, name in _PROPOSERS.values()
        ),
        ("signed", {"marker": "o", **ring}),
        ("no deal exists", {"marker": "s", "color": ORANGE, "alpha": 0.4, "markersize": 9}),
        ("a deal exists", {"marker": "s", "color": GREEN, "alpha": 0.4, "markersize": 9}),
    ]
    # Long names leave no room for what they do.
    if _wide(entries) > _KEY:
        entries = [(name.removesuffix(" offers"), marker) for name, marker in entries]
    x = 1.0 - _wide(entries)
    for name, marker in entries:
        _key_entry(axes, x, name, **marker)
        x += _wide([(name, marker)])


def _wide(entries: list[tuple[str, dict[str, Any]]]) -> float:
    """The room that entries of the key take [width of the panel]."""
    return sum(0.042 + 0.0088 * len(name) for name, _ in entries)


def _key_entry(axes: Axes, x: float, name: str, **marker: Any) -> None:  # noqa: ANN401
    axes.plot([x], [1.1], linestyle="none", transform=axes.transAxes, clip_on=False, **marker)
    axes.annotate(name, (x + 0.015, 1.1), xycoords="axes fraction", fontsize=8, va="center")


def _name_gap(axes: Axes, war: Trajectory, least_A: Floats, most_D: Floats) -> None:
    """Say inside each wide enough area whether a deal exists, away from offers if it can be."""
    width = np.abs(most_D - least_A)
    month = np.arange(width.size)
    unsettled = war.series["phase"] < _SETTLED
    deal = war.series["range_width"] > 0
    offers = [talk.month for talk in war.talks if talk.kind not in ("none", "truce")]
    room = 0.11 * width.size
    inside = (month >= room) & (month <= width.size - room)
    lonely = np.array([all(abs(at - offer) > room for offer in offers) for at in month])
    for where, text in ((~deal, "no deal exists"), (deal, "a deal exists")):
        fits = inside & unsettled & where & (width > 0.2)
        fits = fits & lonely if (fits & lonely).any() else fits
        if fits.any():
            at = int(month[fits][np.argmax(width[fits])])
            middle = float((least_A[at] + most_D[at]) / 2)
            box = {"facecolor": "white", "alpha": 0.6, "linewidth": 0, "pad": 1.5}
            axes.text(at, middle, text, ha="center", va="center", bbox=box)


def _front(axes: Axes, war: Trajectory) -> None:
    occ = war.series["occ"]
    axes.plot(occ, color=BLACK)
    middle, half = (occ.min() + occ.max()) / 2, max((occ.max() - occ.min()) * 0.6, 0.01)
    axes.set_ylim(middle - half, middle + half)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0 if half > 0.06 else 1))


def _beliefs(axes: Axes, war: Trajectory, say: Say) -> None:
    lines = {side: war.series[f"belief_{side}_win"] for side in ("A", "D")}
    for side, line in lines.items():
        axes.plot(line, color=SIDE[side])
    axes.set_ylim(0, 1)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))
    axes.set_title("Belief of each leader in winning, if he fights on")
    label_ends(
        axes, [(float(v[-1]), say(f"{k}'s leader"), SIDE[k]) for k, v in lines.items()], gap=0.2
    )


def _hazards(axes: Axes, war: Trajectory) -> None:
    stop, cont = war.series["hazard_stop_A"], war.series["hazard_cont_A"]
    axes.plot(stop, color=GREEN)
    axes.plot(cont, color=BLACK, linestyle=(0, (4, 2)))
    top = float(np.nanmax([stop.max(), cont.max(), 0.05]))
    axes.set_ylim(0, 1.1 * top)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    ends = [(float(stop[-1]), "if he stops", GREEN), (float(cont[-1]), "if he goes on", BLACK)]
    label_ends(axes, ends, gap=0.2)


def _mark_phases(panels: list[Axes], war: Trajectory) -> None:
    """Shade the months without large-scale fighting, and name them in the first panel."""
    phase = war.series["phase"].astype(int)
    edges = [0, *(np.flatnonzero(np.diff(phase)) + 1).tolist(), phase.size - 1]
    named = -float(phase.size)
    for low, high in pairwise(edges):
        name = _PHASES.get(int(phase[low]))
        if name is None or high == low:
            continue
        for axes in panels:
            axes.axvspan(low, high, color=PALE, zorder=-2, linewidth=0)
        # A name that would run into the one before it is left out: the shade stays.
        if (low + high) / 2 - named < 0.09 * phase.size:
            continue
        named = (low + high) / 2
        place = (named, 1.01)
        panels[0].annotate(name, place, xycoords=("data", "axes fraction"), ha="center", fontsize=8)


def _numbered(war: Trajectory) -> list[tuple[int, str]]:
    """The first months with events, each with its sentences joined."""
    told: dict[int, str] = {}
    for month, text in war.events:
        told[month] = f"{told[month]}; {text}" if month in told else text
    return sorted(told.items())


def _mark_events(panels: list[Axes], events: list[tuple[int, str]]) -> None:
    low, high = panels[0].get_xlim()
    places = apart([month for month, _ in events[:_TOLD]], 0.026 * (high - low))
    for number, (place, (month, _)) in enumerate(zip(places, events, strict=False), start=1):
        for axes in panels:
            axes.axvline(month, color=GREY, linewidth=0.6, linestyle=(0, (1, 2)), zorder=-1)
        panels[0].annotate(
            str(number),
            (place, 0.015),
            xycoords=("data", "axes fraction"),
            fontsize=7,
            color=GREY,
            ha="center",
            bbox={"boxstyle": "circle,pad=0.2", "facecolor": "white", "edgecolor": GREY},
        )


def _foot(figure: Figure, stamp: Stamp, replication: int, events: list[tuple[int, str]]) -> str:
    """The events in words, then where the numbers come from."""
    origin = footer(figure, stamp, f"war {replication}")
    lines = [f"{n}  month {month}: {text}" for n, (month, text) in enumerate(events[:_TOLD], 1)]
    if len(events) > _TOLD:
        lines.append(f"and {len(events) - _TOLD} more months with events; see `simulator trace`")
    wide = int(figure.get_figwidth() * 18)
    below = [textwrap.shorten(line, wide, placeholder=" ...") for line in lines]
    label = figure.supxlabel("\n".join([*below, "", *textwrap.wrap(origin, wide)]))
    label.set(x=0.01, ha="left", fontsize=7, color=GREY)
    return origin
