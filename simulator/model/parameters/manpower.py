"""Men: bought, called up, hired abroad, mobilised."""

from __future__ import annotations

from simulator.model.parameters.parameter import Parameter as P

_KLUGE = "Kluge 2025, sign-on payments and contracts"

ROWS = (
    P(
        "man.replace_A",
        0.0,
        3.0,
        1.0,
        "recruits over losses",
        "A's replacement ratio at month 0",
        "Kluge; Bloomberg; UK casualty estimates",
        (0.9, 1.1),
    ),
    P(
        "man.pool_A",
        0.0,
        600.0,
        60.0,
        "months of the intake of month 0",
        "volunteers A can still buy",
        _KLUGE,
        (36.0, 84.0),
    ),
    P(
        "man.bounty_growth",
        0.0,
        0.2,
        0.02,
        "per month",
        "growth of the price of a recruit at an unchanged pool",
        _KLUGE,
        (0.01, 0.03),
    ),
    P(
        "man.coerce_cost",
        0.0,
        1.0,
        0.3,
        "grievance",
        "what a compulsory call-up adds to the public's grievance",
        "partial mobilisation of September 2022",
        (0.2, 0.5),
    ),
    P(
        "man.foreign_A",
        0.0,
        1.0,
        0.03,
        "share of A's losses",
        "foreign recruits per month, and their ceiling",
        "reported foreign contingents",
        (0.01, 0.06),
    ),
    P(
        "man.mobil_D",
        0.0,
        3.0,
        1.0,
        "intake over losses",
        "D's intake of men and its ceiling",
        "Ukrainian statements: 27,000 to 30,000 a month",
        (0.9, 1.1),
    ),
)
