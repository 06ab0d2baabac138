"""What a contrast says of itself, and which of its metrics are worth a first look."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.analysis.paired_contrast import Contrast
from simulator.model.metrics.catalogue import find
from simulator.model.metrics.outcome import Stamp
from simulator.model.metrics.rows import RECUR_BY_CAUSE
from simulator.model.records import END_MODES, Scenario

#: In a war that goes on, what matters first is when and how it ends.
_WAR = (
    "T_end_restricted",
    "ended_by_12",
    "ended_by_24",
    "ended_by_60",
    *(f"{mode}_by_60" for mode in END_MODES[1:]),
    "recur",
)
#: In a truce, whether it holds, and why not.
_TRUCE = ("recur", "resumed_by_12", "resumed_by_36", "resumed_by_60")
_STATES = ("removed_A", "occ_12", "belief_A_win_12", "demand_A_12", "econ_A_12")


def shown_names(
    found: Contrast, scenario: Scenario, asked: Sequence[str], months: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The metrics worth a first look, and those of them that cannot differ.

    Args:
        found: What was found.
        scenario: The control's; in a truce, whether it holds comes first.
        asked: Metrics that were named; just these are then shown.
        months: The horizon [months]; metrics by month 60 are taken at it where it comes first.

    Returns:
        Names to show; and names left out because all wars of both arms have the same number.
    """
    if asked:
        return tuple(dict.fromkeys(asked)), ()
    first, then = (_TRUCE, _WAR) if scenario.phase == "truce" else (_WAR, _TRUCE)
    usual = [_within(name, months) for name in (*first, *RECUR_BY_CAUSE, *then, *_STATES)]
    names = [name for name in dict.fromkeys(usual) if name in found.effects]
    constant = [name for name in names if _is_constant(found, name)]
    return tuple(name for name in names if name not in constant), tuple(constant)


def _within(name: str, months: int) -> str:
    """The same event by the horizon, where month 60 lies beyond it."""
    asked = find(name)
    if asked is None or asked.month != 60 or months >= 60:
        return name
    return f"{name.removesuffix('60')}{months}"


def _is_constant(found: Contrast, name: str) -> bool:
    """Whether every war of both arms has the same number, or none has any."""
    effect = found.effects[name]
    if effect.n == 0:
        return True
    arms = (found.control.metrics[name], found.treatment.metrics[name])
    return effect.nothing and all(arm.se == 0.0 for arm in arms)


def arm_words(stamp: Stamp) -> str:
    """What one arm changed."""
    told = [f"{name}={value}" for name, value in {**stamp.levers, **stamp.changes}.items()]
    return ", ".join(told) or "the scenario as it is"
