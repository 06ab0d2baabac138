"""Every metric there is: name, unit, meaning, and the bins its quantiles are counted in.

Three kinds: a `state` holds at a month (`occ_24`), an `event` has happened by a month
(`ended_by_12`), a `summary` is one number of a war or of the whole ensemble (`T_end_restricted`).
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from simulator.model.metrics.bins import Bins, whole
from simulator.model.records import CAUSES

Kind = Literal["state", "event", "summary"]

#: Months after the first end within which resumed fighting counts in `recur`.
WINDOW = 36

#: Summary to the cause of failure it is the chance of.
RECUR_BY_CAUSE = MappingProxyType(
    {f"recur_{cause.replace(' ', '_')}": cause for cause in CAUSES if cause != "none"}
)

_SHARE = Bins(0.0, 1.0, 400)
_FINE = Bins(0.0, 1.0, 2000)
_WIDTH = Bins(-2.0, 2.0, 1600)
_MOVE = Bins(-0.02, 0.02, 1600)
_INDEX = Bins(0.0, 8.0, 1600)
#: For quantities of any size: one per cent wide, from a millionth to a million.
_SIZE = Bins(1e-6, 1e6, 2800, log=True)
_FLAG = whole(0, 1)
_PHASE = whole(0, 3)
_RUNG = whole(0, 5)
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


def _state(name: str, unit: str, meaning: str, bins: Bins = _SHARE) -> Metric:
    return Metric(name, unit, meaning, "state", bins)


def _event(name: str, meaning: str) -> Metric:
    return Metric(name, "probability", meaning, "event", _FLAG)


def _summary(
    name: str, unit: str, meaning: str, bins: Bins | None, *, default: bool = False
) -> Metric:
    return Metric(name, unit, meaning, "summary", bins, default)


_ROWS = (
    _state("occ", "share of D's territory", "held by A", _FINE),
    _state("belief_A_win", "probability", "A's leader: reaching his aims by fighting on"),
    _state(
        "belief_A_win_unbiased",
        "probability",
        "the same evidence by Bayes' rule",
    ),
    _state("belief_D_win", "probability", "D's leader: reaching its aims by fighting on"),
    _state("belief_A_resD", "probability", "A's leader: D keeps up the fight"),
    _state("belief_A_resP", "probability", "A's leader: D's patrons keep up their aid"),
    _state("demand_A", "index; 1 = the full list", "least terms A would sign"),
    _state(
        "asked_A",
        "index; 1 = the full list",
        "what A asks, or has got: all unless it can want a yes",
    ),
    _state("demand_D", "index; 1 = all its territory", "least terms D would sign"),
    _state("range_width", "index", "width of the bargaining range; below 0 no deal exists", _WIDTH),
    _state("terms_D", "value to D, 0 to 1", "of the arrangement in force or nearest"),
    _state("talks", "0 or 1", "formal talks are open", _FLAG),
    _state(
        "hazard_stop_A", "probability in 12 months", "A's leader: losing office if he stops", _FINE
    ),
    _state(
        "hazard_cont_A",
        "probability in 12 months",
        "A's leader: losing office if he goes on",
        _FINE,
    ),
    _state("support_A", "share", "support for A's leader, all blocs"),
    _state("support_A_elite", "share", "support for A's leader in the elite"),
    _state("support_A_hawks", "share", "support for A's leader among nationalists"),
    _state("support_A_public", "share", "support for A's leader in the public"),
    _state("cap_A", "index; 1 at month 0", "A's usable military capability", _INDEX),
    _state("cap_D", "index; 1 at month 0", "D's usable military capability", _INDEX),
    _state(
        "casualties_A", "share of its men at month 0", "A's killed and wounded per month", _SIZE
    ),
    _state(
        "casualties_D", "share of its men at month 0", "D's killed and wounded per month", _SIZE
    ),
    _state("recruits_A", "share of its men at month 0", "A's new soldiers per month", _SIZE),
    _state("bounty_A", "index; 1 at month 0", "A's price of a recruit", _SIZE),
    _state("econ_A", "index, 0 to 1", "A's economic and fiscal stress"),
    _state("resolve_D", "share", "D's willingness to fight on"),
    _state("intensity", "index; 1 at month 0", "violence at the front", _INDEX),
    _state("strikes_civ", "index", "A's strikes on D's cities and utilities", _INDEX),
    _state("strikes_deep", "index", "D's strikes on A's energy and military rear", _INDEX),
    _state("aid_US", "2022-24 mean = 1", "military aid of patron 1", _INDEX),
    _state("aid_EU", "2022-24 mean = 1", "military aid of patron 2", _INDEX),
    _state("sanctions", "index", "weight of sanctions on A", _INDEX),
    _state("effort_A", "index", "A's effort at the front", _INDEX),
    _state("effort_D", "index", "D's effort at the front", _INDEX),
    _state("fighting", "0 or 1", "large-scale fighting goes on", _FLAG),
    _state(
        "A_accepts_truce",
        "0 or 1",
        "A's leader would value a truce on the line above refusing",
        _FLAG,
    ),
    _state(
        "D_accepts_truce",
        "0 or 1",
        "D's leader would value a truce on the line above refusing",
        _FLAG,
    ),
    _state("A_accepts", "0 or 1", "A would accept or has accepted the mediator's offer", _FLAG),
    _state("D_accepts", "0 or 1", "D would accept or has accepted the mediator's offer", _FLAG),
    _state("dissent_A", "share", "of A's audience in open dissent"),
    _state("belief_A_weak", "probability", "A's belief that D's private cost is the high one"),
    _state("status_D", "D's utility", "D's political status: 0 absorbed, 1 free"),
    _state("align_D", "rung", "D's political status: 0 absorbed to 5 free", _RUNG),
    _state(
        "expected_move",
        "share of D's territory",
        "A's leader: how far the front moves this month",
        _MOVE,
    ),
    _state("solver_residual", "stakes", "what the month's game was not solved to", _SIZE),
    _state("dissent_D", "share", "of D's audience in open dissent"),
    _state("cost_A", "stakes", "what the month's war and holding cost A's leader", _SIZE),
    _state("phase", "0 war, 1 truce, 2 frozen, 3 settled", "where the war stands", _PHASE),
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


def bins_of(metric: Metric) -> Bins:
    """Where the quantiles of a metric that one war has are counted."""
    assert metric.bins is not None, f"{metric.name} is no number of a war"  # noqa: S101
    return metric.bins
