"""A card's numbers and conditions, read off plain wars."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulator.claims.cards.card import Condition, During, Number
from simulator.model.metrics.per_war import Wars, event_months, modes_at, war_numbers
from simulator.model.records import AT_END, END_MODES

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

#: What a war without the asked fall counts as: later than all others [months].
NEVER = np.inf


def number(wanted: Number, wars: Wars) -> Floats:
    """A number of each war; shape (wars,), NaN where a war has none.

    Args:
        wanted: What is asked.
        wars: Some wars.
    """
    value = _plain(wanted, wars) * wanted.times
    return value if wanted.minus is None else value - number(wanted.minus, wars)


def meets(conditions: tuple[Condition, ...], wars: Wars) -> Flags:
    """Whether each war meets all conditions; a war without the number does not. Shape (wars,)."""
    met = np.ones(wars.end_month.shape, dtype=np.bool_)
    for condition in conditions:
        met &= _meets(condition, wars)
    return met


def _meets(condition: Condition, wars: Wars) -> Flags:
    if condition.any is not None:
        either = np.zeros(wars.end_month.shape, dtype=np.bool_)
        for several in condition.any:
            either |= meets(several, wars)
        return either
    value = number(condition, wars)
    bounds = condition.least, condition.most, condition.above, condition.below
    if condition.within is None and all(bound is None for bound in bounds):
        return np.asarray(value > 0.5)
    low, high = condition.within or (None, None)
    known: Flags = ~np.isnan(value)
    return known & _within(value, *bounds) & _within(value, low, high, None, None)


def _within(
    value: Floats,
    least: float | None,
    most: float | None,
    above: float | None,
    below: float | None,
) -> Flags:
    inside = np.ones(value.shape, dtype=np.bool_)
    if least is not None:
        inside &= value >= least
    if most is not None:
        inside &= value <= most
    if above is not None:
        inside &= value > above
    if below is not None:
        inside &= value < below
    return inside


def _plain(wanted: Number, wars: Wars) -> Floats:
    if wanted.event is not None and wanted.by is not None:
        return (event_months(wars, wanted.event) <= wanted.by).astype(np.float64)
    if wanted.ended is not None and wanted.by is not None:
        modes = modes_at(wars, wanted.by)
        return np.isin(modes, [END_MODES.index(word) for word in wanted.ended]).astype(np.float64)
    if wanted.held is not None:
        return wars.at_end[:, AT_END.index(wanted.held)]
    if wanted.fact is not None:
        return _fact(wanted.fact, wars).astype(np.float64)
    if wanted.summary is not None:
        return war_numbers(wars, wanted.summary)
    return _of_state(wanted, wars)


def _fact(name: str, wars: Wars) -> Flags:
    ended = wars.end_month <= wars.months
    if name == "chosen_by_A":
        return wars.chosen_by_A & ended
    return ended & ((wars.removed_A < 0) | (wars.removed_A > wars.end_month))


def _of_state(wanted: Number, wars: Wars) -> Floats:
    values = wars.state(wanted.state or "")
    if wanted.at is not None:
        return _at(values, wars, wanted)
    inside = _window(wanted, wars, values)
    if wanted.take == "mean":
        return _mean(values, inside)
    if wanted.take in ("least", "most"):
        sign = 1.0 if wanted.take == "most" else -1.0
        best = np.where(inside, sign * values, -np.inf).max(axis=1)
        return np.where(inside.any(axis=1), sign * best, np.nan)
    if wanted.take == "slope":
        return _slope(values, inside)
    if wanted.take == "greatest_fall":
        return _greatest_fall(values, inside, wanted.over or 1)
    return _months_to_fall(values, inside, wanted.fall or 0.0)


def _at(values: Floats, wars: Wars, wanted: Number) -> Floats:
    if wanted.at != "end":
        at: Floats = values[:, wanted.at]
        return at
    month = wars.end_month + wanted.later
    known = (wars.end_month <= wars.months) & (month >= 0) & (month <= wars.months)
    rows = np.arange(values.shape[0])
    return np.where(known, values[rows, np.clip(month, 0, wars.months)], np.nan)


def _window(wanted: Number, wars: Wars, values: Floats) -> Flags:
    month = np.arange(wars.months + 1)
    last = wars.end_month if wanted.until == "end" else np.full(wars.end_month.shape, wanted.until)
    # The month of the end itself belongs to the peace.
    inside = (month >= (wanted.since or 0)) & (
        month < last[:, None] if wanted.until == "end" else month <= last[:, None]
    )
    if wanted.during is not None:
        inside = inside & _during(wanted.during, wars)
    return np.asarray(inside & np.isfinite(values))


def _during(during: During, wars: Wars) -> Flags:
    values = wars.state(during.state)
    return _within(values, during.least, during.most, during.above, during.below)


def _mean(values: Floats, inside: Flags) -> Floats:
    count = inside.sum(axis=1)
    total = np.where(inside, values, 0.0).sum(axis=1)
    mean: Floats = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    return mean


def _slope(values: Floats, inside: Flags) -> Floats:
    """Least-squares slope over the months inside [per month]; NaN for fewer than two months."""
    month = np.arange(values.shape[1], dtype=np.float64)
    count = inside.sum(axis=1)
    safe = np.maximum(count, 1)
    mean_t = np.where(inside, month, 0.0).sum(axis=1) / safe
    mean_v = np.where(inside, values, 0.0).sum(axis=1) / safe
    off_t = np.where(inside, month - mean_t[:, None], 0.0)
    off_v = np.where(inside, values - mean_v[:, None], 0.0)
    spread = (off_t**2).sum(axis=1)
    together = (off_t * off_v).sum(axis=1)
    slope: Floats = np.divide(
        together, spread, out=np.full(spread.shape, np.nan), where=spread > 0.0
    )
    return slope


def _greatest_fall(values: Floats, inside: Flags, over: int) -> Floats:
    """Greatest fall from one month to any of the `over` months after it, within the window."""
    best = np.zeros(values.shape[0])
    known = np.where(inside, values, np.nan)
    for gap in range(1, min(over, values.shape[1] - 1) + 1):
        falls = known[:, :-gap] - known[:, gap:]
        best = np.maximum(best, np.where(np.isfinite(falls), falls, 0.0).max(axis=1))
    return np.where(inside.any(axis=1), best, np.nan)


def _months_to_fall(values: Floats, inside: Flags, fall: float) -> Floats:
    """Months from the start of the window until the value first lies `fall` below that start."""
    first = inside.argmax(axis=1)
    start = values[np.arange(values.shape[0]), first]
    under = inside & (values <= start[:, None] - fall)
    months = (under.argmax(axis=1) - first).astype(np.float64)
    return np.where(inside.any(axis=1), np.where(under.any(axis=1), months, NEVER), np.nan)
