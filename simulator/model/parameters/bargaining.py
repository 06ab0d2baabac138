"""Talking: who proposes, how often, what talk is good for, who mediates."""

from __future__ import annotations

from simulator.model.parameters.parameter import Parameter as P

ROWS = (
    P(
        "talks.proposer_A",
        0.0,
        1.0,
        0.5,
        "probability",
        "chance that A makes the month's offer",
        "Rubinstein 1982; random proposer",
        (0.3, 0.7),
    ),
    P(
        "talks.sincere_A",
        0.0,
        1.0,
        0.1,
        "probability",
        "chance that A's leader is of the type that wants a way out",
        "Min 2020; private information about aims",
        (0.05, 0.3),
    ),
    P(
        "talks.delay_gain",
        0.0,
        1.0,
        0.2,
        "index; 1 = 0.003 stakes per month",
        "benefit to A of a month of open-ended talks",
        "Min 2020, talk as delay",
        (0.0, 0.4),
    ),
    P(
        "talks.open0",
        0.0,
        1.0,
        0.5,
        "probability",
        "chance that talks are open in a month with no lever on them",
        "timeline of talks 2022-26",
        (0.3, 0.7),
    ),
    P(
        "talks.mediator_misread",
        0.0,
        1.0,
        0.5,
        "probability",
        "chance that the mediator aims pressure and offers at the wrong thing",
        "Kydd 2003; Werner and Yuen 2005",
        (0.2, 0.8),
    ),
    P(
        "talks.pressure",
        0.0,
        1.0,
        0.3,
        "index; 1 = 0.1 of the stake",
        "what it costs a side to refuse when the mediator leans on it",
        "Werner and Yuen 2005",
        (0.1, 0.5),
    ),
)
