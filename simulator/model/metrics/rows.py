"""Every metric there is: name, unit, meaning, and the bins its quantiles are counted in.

Three kinds: a `state` holds at a month (`occ_24`), an `event` has happened by a month
(`ended_by_12`), a `summary` is one number of a war or of the whole ensemble (`T_end_restricted`).
Mechanisms declare the states; events and summaries are those of any war and stand here.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from simulator.model.declare import Scale, State
from simulator.model.metrics.bins import Bins, whole
from simulator.model.records import CAUSES
from simulator.model.registry import STATES as DECLARED

Kind = Literal["state", "event", "summary"]

#: Months after the first end within which resumed fighting counts in `recur`.
WINDOW = 36

_SCALES: dict[Scale, Bins] = {
    "share": Bins(0.0, 1.0, 400),
    "fine": Bins(0.0, 1.0, 2000),
    "width": Bins(-2.0, 2.0, 1600),
    "move": Bins(-0.02, 0.02, 1600),
    "index": Bins(0.0, 8.0, 1600),
    # One per cent wide, from a millionth to a million.
    "size": Bins(1e-6, 1e6, 2800, log=True),
    "flag": whole(0, 1),
    "phase": whole(0, 3),
    "rung": whole(0, 5),
}
_SHARE = _SCALES["share"]
_FLAG = _SCALES["flag"]

#: Summary to the cause of failure it is the chance of.
RECUR_BY_CAUSE = MappingProxyType(
    {f"recur_{cause.replace(' ', '_')}": cause for cause in CAUSES if cause != "none"}
)
_COUNT = whole(0, 1200)


@dataclass(frozen=True, slots=True)
class Metric:
    """One thing that is measured.

    Attributes:
        name: As in `--metric`, before `_MONTH` or `_by_MONTH`.
        unit: What one of it is.
        meaning: One sentence.
        kind: `state` (NAME_MONTH), `event` (NAME_by_MONTH) or `summary` (NAME).
        bins: Where its quantiles are counted; None when it is no number of a single war.
        default: Whether it is reported without being asked.
    """

    name: str
    unit: str
    meaning: str
    kind: Kind
    bins: Bins | None
    default: bool = True


def _state(state: State) -> Metric:
    return Metric(state.name, state.unit, state.meaning, "state", _SCALES[state.scale])


def _event(name: str, meaning: str) -> Metric:
    return Metric(name, "probability", meaning, "event", _FLAG)


def _summary(
    name: str, unit: str, meaning: str, bins: Bins | None, *, default: bool = False
) -> Metric:
    return Metric(name, unit, meaning, "summary", bins, default)


_ROWS = (
    *(_state(state) for state in DECLARED.values()),
    _event("ended", "large-scale fighting has stopped for a first time"),
    _event("truce", "the first end was a signed cease-fire with politics left open"),
    _event("settlement", "the first end was a signed political settlement"),
    _event("frozen", "the first end was a lull without a signature"),
    _event("withdrawal", "the first end was A leaving, or driven from, nearly all held land"),
    _event("imposed", "the first end was D signing A's terms"),
    _event("conquest", "the first end was conquest"),
    _event("resumed", "fighting has resumed after the first end"),
    _event("removed_A", "A's first leader has lost office"),
    _event("removed_D", "D's first leader has lost office"),
    _event("A_accepts", "A has accepted an offer on the mediator's table"),
    _event("D_accepts", "D has accepted an offer on the mediator's table"),
    _event("restored", "A has held at most 0.01 of D's territory"),
    _summary(
        "T_end_restricted",
        "months",
        "month of the first end, or the horizon if earlier",
        _COUNT,
        default=True,
    ),
    _summary(
        "recur",
        "probability",
        f"fighting resumes within {WINDOW} months of the first end (Kaplan-Meier)",
        None,
        default=True,
    ),
    _summary(
        "A_accepts_truce",
        "share of months",
        "before the first end in which A's leader would take a truce on the line",
        _SHARE,
        default=True,
    ),
    _summary(
        "D_accepts_truce",
        "share of months",
        "before the first end in which D's leader would take a truce on the line",
        _SHARE,
        default=True,
    ),
    _summary(
        "removed_A",
        "probability",
        "A's first leader loses office within the horizon",
        _FLAG,
        default=True,
    ),
    _summary("removed_D", "probability", "D's first leader loses office within the horizon", _FLAG),
    _summary("won_A", "probability", "A is the winner, however it ended", _FLAG),
    _summary("won_D", "probability", "D is the winner, however it ended", _FLAG),
    _summary("talks", "share of months", "before the first end in which talks are open", _SHARE),
    *(
        _summary(
            name,
            "probability",
            f"recur, the first end failing by: {cause} (Aalen-Johansen); all causes sum to recur",
            None,
            default=True,
        )
        for name, cause in RECUR_BY_CAUSE.items()
    ),
    _summary("recur_truce", "probability", "recur, after a truce", None),
    _summary("recur_settlement", "probability", "recur, after a settlement", None),
    _summary("recur_frozen", "probability", "recur, after a freeze", None),
    _summary(
        "end_mode_entropy", "index, 0 to 1", "normalised Shannon entropy of the endings", None
    ),
)

STATES = MappingProxyType({row.name: row for row in _ROWS if row.kind == "state"})
EVENTS = MappingProxyType({row.name: row for row in _ROWS if row.kind == "event"})
SUMMARIES = MappingProxyType({row.name: row for row in _ROWS if row.kind == "summary"})

#: How a metric is typed (`occ_MONTH`, `ended_by_MONTH`, `recur`) to what it is, in order.
METRICS = MappingProxyType(
    {
        **SUMMARIES,
        **{f"{name}_MONTH": metric for name, metric in STATES.items()},
        **{f"{name}_by_MONTH": metric for name, metric in EVENTS.items()},
    }
)

#: Names of the summaries that are a number of one war, in the order of its columns.
PER_WAR = tuple(name for name, metric in SUMMARIES.items() if metric.bins is not None)


def is_flag(metric: Metric) -> bool:
    """Whether a war either has it or has not: 0 or 1."""
    return metric.bins == _FLAG


def bounds_of(metric: Metric, months: int) -> tuple[float | None, float | None]:
    """What no war's number can be below and above; None where nothing is known of that.

    Args:
        metric: The metric.
        months: The horizon [months].
    """
    if metric.name == "T_end_restricted":
        return 0.0, float(months)
    # What only an ensemble has is a probability or an index.
    return (0.0, 1.0) if metric.bins is None else metric.bins.bounds()


def largest_change(metric: Metric, months: int) -> float | None:
    """How much a metric can differ between two wars, either way; None where there is no bound."""
    least, most = bounds_of(metric, months)
    return None if least is None or most is None else most - least


def bins_of(metric: Metric) -> Bins:
    """Where the quantiles of a metric that one war has are counted."""
    assert metric.bins is not None, f"{metric.name} is no number of a war"  # noqa: S101
    return metric.bins
