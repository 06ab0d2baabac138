"""Closed forms of wars that wear out: points, Lanchester's laws, concession."""

from __future__ import annotations

from functools import partial

from simulator.theory import (
    lanchester1916,
    problem_of_points,
    war_of_attrition,
)
from simulator.verification.published_check import Check, Values, closed

_LAN = "Lanchester 1916"


def _points(m_A: int, m_B: int, p: float) -> Values:
    return {
        "P": problem_of_points.disarm_probability(m_A, m_B, p),
        "ET": problem_of_points.expected_battles(m_A, m_B, p),
    }


def _square(x: float, y: float, alpha: float, beta: float) -> Values:
    end = lanchester1916.square_law(x, y, alpha, beta)
    return {"survivors": end.survivors, "time": end.time}


def _square_cases(edge: float) -> Values:
    ends = [
        lanchester1916.square_law(1000, 800, 0.01, edge),
        lanchester1916.square_law(500, 1000, 0.05, 0.01),
    ]
    return {
        "winner": [e.winner for e in ends],
        "survivors": [e.survivors for e in ends],
        "time": [e.time for e in ends],
        "quality_against_two": lanchester1916.quality_to_balance(2.0),
    }


def _kept(exact: bool) -> Values:
    """The invariant after 60 steps, as a share of its first value."""
    x, y = 1000.0, 800.0
    start = lanchester1916.square_invariant(x, y, 0.01, 0.01)
    for _ in range(60):
        if exact:
            x, y = lanchester1916.square_step(x, y, 0.01, 0.01)
        else:
            x, y = x - 0.01 * y, y - 0.01 * x
    return {"kept": lanchester1916.square_invariant(x, y, 0.01, 0.01) / start}


def _concession(c: float) -> Values:
    return {
        "E_T": war_of_attrition.mixed(3.0, 3.0, c, c).expected_time,
        "mean_payoff": war_of_attrition.symmetric_payoff(3.0, 1.5),
        "mean_persist": war_of_attrition.mean_persistence(3.0, c),
    }


def _concession_uneven(V_2: float) -> Values:
    found = war_of_attrition.mixed(4.0, V_2, 1.0, 1.0)
    return {
        "h1": found.h_1,
        "h2": found.h_2,
        "pr1_wins": found.pr_1_wins,
        "E_T": found.expected_time,
    }


def _private_values(first: float) -> Values:
    return {
        "uniform": [war_of_attrition.private_time_uniform(v) for v in (first, 0.6, 0.8)],
        "exponential": war_of_attrition.private_time_exponential(0.8),
        "integral": war_of_attrition.private_time(0.6, lambda _: 1.0, lambda x: x),
    }


CHECKS: tuple[Check, ...] = (
    closed(
        "POINTS",
        "problem of points, textbook",
        "five units each, p=.55: who disarms whom, after how many battles",
        {"P": 0.6214209454492188, "ET": 7.491748518359374},
        partial(_points, 5, 5, 0.55),
        partial(_points, 5, 5, 0.45),
    ),
    closed(
        "POINTS-2",
        "problem of points, textbook",
        "five units each, p=.5",
        {"P": 0.5, "ET": 7.5390625},
        partial(_points, 5, 5, 0.5),
        partial(_points, 5, 5, 0.55),
    ),
    closed(
        "POINTS-3",
        "problem of points, textbook",
        "three units against six, p=.6",
        {"P": 0.315395, "ET": 6.1983},
        partial(_points, 3, 6, 0.6),
        partial(_points, 6, 3, 0.6),
        5e-5,
    ),
    closed(
        "LAN-square",
        _LAN,
        "1000 against 800, both .01: survivors and time",
        {"survivors": 600.0, "time": 109.8612289},
        partial(_square, 1000, 800, 0.01, 0.01),
        partial(_square, 1000, 800, 0.01, 0.005),
        0.0001,
    ),
    closed(
        "LAN-cases",
        _LAN,
        "1000 v 800 half as good: 374.17 left at 98.52; 500 v 1000 five times as good: 223.61 "
        "at 64.56; half the numbers need four times the quality",
        {
            "winner": ["y", "x"],
            "survivors": [374.1657387, 223.6067977],
            "time": [98.52, 64.56],
            "quality_against_two": 4.0,
        },
        partial(_square_cases, 0.02),
        partial(_square_cases, 0.015),
        1e-4,
    ),
    closed(
        "LAN-map",
        f"{_LAN}; exact solution of the linear system",
        "sixty steps of the exact map keep alpha x^2 - beta y^2 (Euler steps do not)",
        {"kept": 1.0},
        partial(_kept, True),
        partial(_kept, False),
        1e-8,
    ),
    closed(
        "LAN-linear",
        f"{_LAN}, linear law",
        "1000 against 800, both .0001: survivors",
        {"survivors": 200.0},
        lambda: {"survivors": lanchester1916.linear_law(1000, 800, 1e-4, 1e-4).survivors},
        lambda: {"survivors": lanchester1916.square_law(1000, 800, 1e-4, 1e-4).survivors},
        1e-6,
    ),
    closed(
        "WOA",
        "Maynard Smith 1974",
        "V=3, c=1.5: expected length, payoff, mean persistence",
        {"E_T": 1.0, "mean_payoff": 0.0, "mean_persist": 2.0},
        partial(_concession, 1.5),
        partial(_concession, 1.0),
    ),
    closed(
        "WOA-asym",
        "textbook, mixed equilibrium with complete information",
        "V=(4,2), c=1: rates of giving in; the side with more to gain wins less often",
        {"h1": 0.5, "h2": 0.25, "pr1_wins": 0.3333333333333333, "E_T": 1.3333333333333333},
        partial(_concession_uneven, 2.0),
        partial(_concession_uneven, 8.0),
    ),
    closed(
        "WOA-private",
        "textbook, symmetric equilibrium with private values",
        "U[0,1]: values .3, .6, .8 hold out .0567, .3163, .8094; exponential .8: .32",
        {"uniform": [0.0567, 0.3163, 0.8094], "exponential": 0.32, "integral": 0.3163},
        partial(_private_values, 0.3),
        partial(_private_values, 0.4),
        5e-5,
    ),
)
