"""What the leaders believe, and how they learn."""

from __future__ import annotations

from simulator.parameters.parameter import Parameter as P

# fmt: off  (a registry reads best as one row a line)

_LEARN = "Wagner 2000; Powell 2004; Smith and Stam 2004"

ROWS = (
    P(
        "belief.win0_A",
        0.0,
        0.98,
        0.5,
        "probability",
        "A's belief at month 0 that it reaches its aims if it fights on; sets the prior over the collapse race",
        "Fearon 1995; Blainey 1973",
        (0.35, 0.65),
    ),
    P(
        "belief.win0_D",
        0.0,
        0.98,
        0.45,
        "probability",
        "D's belief at month 0 that A's effort gives way first",
        "Fearon 1995; Blainey 1973; polls of 2025 in which most Ukrainians expected to prevail with support",
        (0.3, 0.6),
    ),
    P(
        "belief.bias_A",
        0.0,
        0.9,
        0.1,
        "share",
        "A's systematic under-rating of D: share of adverse evidence that is explained away",
        "overconfidence; Johnson 2004",
        (0.0, 0.2),
    ),
    P(
        "belief.learn_front",
        0.0,
        1.0,
        0.3,
        "weight; 1 = Bayes with a prior of one event",
        "update weight on the front: quiet months and moves against the expected path",
        _LEARN,
        (0.2, 0.5),
    ),
    P(
        "belief.learn_patron",
        0.0,
        1.0,
        0.3,
        "weight",
        "update weight on what patrons do",
        "Fearon 1997, costly signals",
        (0.1, 0.5),
    ),
    P(
        "belief.lag",
        0.0,
        24.0,
        4.0,
        "months",
        "months before evidence is acknowledged",
        "bureaucratic and autocratic reporting lags",
        (0.0, 8.0),
        True,
    ),
    P(
        "belief.horizon",
        6.0,
        240.0,
        60.0,
        "months",
        "time after which a leader no longer expects the other side to give way",
        "the race with three outcomes",
        None,
    ),
    P(
        "belief.own_fall_A",
        0.0,
        0.1,
        0.0015,
        "per month",
        "collapse hazard that A's leader sees on his own side at month 0",
        "Powell 2004, per-round collapse",
        (0.001, 0.002),
    ),
    P(
        "belief.own_fall_D",
        0.0,
        0.1,
        0.0015,
        "per month",
        "collapse hazard that D's leader sees on his own side at month 0",
        "Powell 2004, per-round collapse",
        (0.001, 0.002),
    ),
)
