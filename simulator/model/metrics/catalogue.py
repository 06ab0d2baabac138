"""Metrics as people type them: which one a name means, and at which month."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from simulator.errors import BadInput, Mistake
from simulator.model.metrics.rows import (
    EVENTS,
    METRICS,
    PER_WAR,
    STATES,
    SUMMARIES,
    WINDOW,
    Metric,
    bins_of,
    bounds_of,
    is_flag,
    largest_change,
)

#: Months at which states and events are reported without being asked.
MONTHS = (0, 6, 12, 18, 24, 36, 48, 60)

_TYPED = re.compile(r"(?P<name>.+?)(?P<by>_by)?_(?P<month>\d+)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A metric as typed: what it is, and at or by which month (None for a summary)."""

    metric: Metric
    month: int | None


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted of an ensemble by a caller who does not want everything.

    Attributes:
        metrics: Typed names, as after `--metric`.
        curves: State metrics wanted month by month.
    """

    metrics: tuple[str, ...] = ()
    curves: tuple[str, ...] = ()

    def states(self) -> tuple[str, ...]:
        """State metrics that must be followed, in the order of STATES.

        Raises:
            ValueError: A curve is asked for of what is no state.
        """
        if strange := [name for name in self.curves if name not in STATES]:
            raise ValueError(f"{', '.join(strange)}: no state has a curve of that name")
        asked = [find(name) for name in self.metrics]
        named = {one.metric.name for one in asked if one is not None and one.metric.kind == "state"}
        return tuple(name for name in STATES if name in named or name in self.curves)


def find(name: str) -> Asked | None:
    """What a typed name means; None when there is no such metric.

    >>> find("ended_by_12").month
    12
    """
    if name in SUMMARIES:
        return Asked(SUMMARIES[name], None)
    typed = _TYPED.fullmatch(name)
    if typed is None:
        return None
    family = EVENTS if typed["by"] else STATES
    metric = family.get(typed["name"])
    return None if metric is None else Asked(metric, int(typed["month"]))


def default_names(months: int) -> tuple[str, ...]:
    """Names reported without being asked, for a horizon of `months`."""
    at = [month for month in MONTHS if month <= months]
    return (
        *(name for name, metric in SUMMARIES.items() if metric.default),
        *(f"{name}_{month}" for name in STATES for month in at),
        *(f"{name}_by_{month}" for name in EVENTS for month in at),
    )


def check_names(names: Iterable[str], months: int) -> tuple[str, ...]:
    """The names to report: the default ones and those asked for, each once.

    Args:
        names: As typed after `--metric`.
        months: The horizon [months].

    Raises:
        BadInput: A name is no metric, or its month lies beyond the horizon; all are told.
    """
    names = tuple(names)
    mistakes = [mistake for name in names if (mistake := _mistake(name, months))]
    if mistakes:
        raise BadInput(*mistakes)
    return tuple(dict.fromkeys((*default_names(months), *names)))


def _mistake(name: str, months: int) -> Mistake | None:
    asked = find(name)
    if asked is None:
        near = difflib.get_close_matches(name, (*METRICS, *default_names(months)), 1, 0.5)
        hint = f"did you mean {near[0]}? " if near else ""
        remedy = f"{hint}`simulator metrics` lists them"
        return Mistake("--metric", name, "must be a metric", repr(name), remedy)
    if asked.month is not None and asked.month > months:
        rule = f"its month must be within the horizon of {months} months"
        return Mistake("--metric", name, rule, str(asked.month), "raise --months")
    return None


__all__ = [
    "EVENTS",
    "METRICS",
    "MONTHS",
    "PER_WAR",
    "STATES",
    "SUMMARIES",
    "WINDOW",
    "Asked",
    "Metric",
    "Selection",
    "bins_of",
    "bounds_of",
    "check_names",
    "default_names",
    "find",
    "is_flag",
    "largest_change",
]
