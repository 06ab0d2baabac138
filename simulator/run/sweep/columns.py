"""The columns of a sweep: which metrics, and the numbers of one point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from simulator.errors import BadInput
from simulator.model.designs import Axis
from simulator.model.metrics.catalogue import check_names, find
from simulator.model.metrics.outcome import Summary
from simulator.model.metrics.per_war import is_of_one_war
from simulator.model.parameters import PARAMETERS
from simulator.model.records import END_MODES

#: Months by which the end of the fighting is reported, where the horizon reaches them.
_MONTHS = (12, 24, 36)

#: Columns that no metric makes.
POINT, FIRST_WAR, WARS, ERROR = "point", "first_war", "wars", "error"


def sweep_names(metrics: Iterable[str], months: int, where: str = "--metric") -> tuple[str, ...]:
    """The metrics of a sweep: a few that say how wars go, and those asked for.

    Args:
        metrics: As typed after `--metric`.
        months: The horizon [months].
        where: How the place they were typed in is called.

    Raises:
        BadInput: A name is no metric, or its month lies beyond the horizon; all are told.
    """
    typed = tuple(metrics)
    try:
        check_names(typed, months)
    except BadInput as error:
        raise BadInput(*(replace(each, where=where) for each in error.mistakes)) from error
    by = [f"ended_by_{month}" for month in _MONTHS if month < months]
    modes = [f"{mode}_by_{months}" for mode in END_MODES[1:]]
    own = ("T_end_restricted", "recur", "A_accepts_truce", "D_accepts_truce", "removed_A")
    last = (f"ended_by_{months}", *modes, f"occ_{months}", "end_mode_entropy")
    return tuple(dict.fromkeys((*own, *by, *last, *typed)))


def numbers_of(name: str) -> tuple[str, ...]:
    """What is kept of a metric: quantiles only where more than 0 and 1 can occur.

    >>> numbers_of("ended_by_12")
    ('mean', 'se', 'n')
    """
    asked = find(name)
    bins = None if asked is None else asked.metric.bins
    if bins is None or (bins.whole and bins.number == 2):
        return ("mean", "se", "n")
    return ("mean", "se", "q05", "q50", "q95", "n")


def metric_columns(names: Iterable[str]) -> dict[str, type]:
    """Name of each column of these metrics to the kind of number in it."""
    return {
        f"{name}_{part}": int if part == "n" else float
        for name in names
        for part in numbers_of(name)
    }


def paired_names(names: Iterable[str]) -> tuple[str, ...]:
    """The metrics that are a number of one war, which can be paired across points.

    >>> paired_names(["T_end_restricted", "recur"])
    ('T_end_restricted',)
    """
    return tuple(name for name in names if is_of_one_war(name))


def all_columns(
    axes: Iterable[Axis], names: Iterable[str], *, paired: bool = False
) -> dict[str, type]:
    """Name of every column of a sweep, in order, to the kind of value in it.

    Args:
        axes: What varies.
        names: Metrics that are kept.
        paired: Whether the number of every war is kept, too, so that points can be paired.
    """
    names = tuple(names)
    wars = {f"{name}_wars": list for name in paired_names(names)} if paired else {}
    return {
        POINT: int,
        **{axis.name: type(axis.at(0.0)) for axis in axes},
        FIRST_WAR: int,
        WARS: int,
        **metric_columns(names),
        **wars,
        ERROR: str,
    }


def metric_values(
    names: Iterable[str], summaries: Mapping[str, Summary] | None
) -> dict[str, float | int | None]:
    """The columns' values at one point; None throughout for a point that failed."""
    values: dict[str, float | int | None] = {}
    for name in names:
        for part in numbers_of(name):
            values[f"{name}_{part}"] = None if summaries is None else getattr(summaries[name], part)
    return values


def column_labels(
    axes: Iterable[Axis], names: Iterable[str], *, paired: bool = False
) -> dict[str, dict[str, str]]:
    """Unit and meaning of every column, for whoever reads the files without this program."""
    names = tuple(names)
    labels = {POINT: {"unit": "", "meaning": "place in the order of play, from 0"}}
    for axis in axes:
        row = PARAMETERS.get(axis.name)
        unit, meaning = (row.unit, row.meaning) if row else ("", "lever, mechanism or phase")
        labels[axis.name] = {"unit": unit, "meaning": f"varied: {meaning}"}
    labels[FIRST_WAR] = {
        "unit": "",
        "meaning": "number of its first war: points with the same share their luck",
    }
    labels[WARS] = {"unit": "wars", "meaning": "played at the point, all points on the same luck"}
    told = {
        "mean": "mean",
        "se": "standard error of the mean",
        "q05": "5% quantile, to within one bin",
        "q50": "median, to within one bin",
        "q95": "95% quantile, to within one bin",
        "n": "wars that have the number",
    }
    for name in names:
        asked = find(name)
        assert asked is not None, "names were checked"  # noqa: S101
        for part in numbers_of(name):
            unit = "wars" if part == "n" else asked.metric.unit
            labels[f"{name}_{part}"] = {
                "unit": unit,
                "meaning": f"{asked.metric.meaning}: {told[part]}",
            }
    for name in paired_names(names) if paired else ():
        asked = find(name)
        assert asked is not None, "names were checked"  # noqa: S101
        meaning = f"{asked.metric.meaning}: of every war, in their order"
        labels[f"{name}_wars"] = {"unit": asked.metric.unit, "meaning": meaning}
    labels[ERROR] = {"unit": "", "meaning": "why the point could not be played; null if it could"}
    return labels
