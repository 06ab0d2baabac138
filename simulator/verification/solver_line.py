"""The game solver on wars along a line of forts: ruin, ranges, alternating offers."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from simulator.bargaining.game import Front
from simulator.bargaining.solvers import solve
from simulator.verification.games import line, slantchev
from simulator.verification.published_check import Check, Values, solved

_FELLER = "Feller, Introduction to Probability, vol. 1, ch. XIV"
_S03 = "Slantchev 2003, APSR 97(4)"


def _ruin(length: int, k: int, p: float) -> Values:
    patient = solve(line(length, k, p, 0.0, 0.0))
    finish = solve(line(length, k, p, 0.0, 0.0, discount=0.95, takes_a_period=True))
    # A war that both prefer to any deal is fought to its end: fighting pays more than the stake.
    fought = solve(line(length, k, p, -1.0, -1.0))
    return {
        "P": patient.range[0],
        "ET": fought.expected_battles,
        "disc95": [finish.range[0], 1.0 - finish.range[1]],
    }


def _wagner(c: float) -> Values:
    ranges = [solve(line(10, k, 0.5, c, c)).range for k in (1, 3, 5, 7, 9)]
    strong = solve(line(10, 5, 0.6, c, c))
    return {
        "even": [list(each) for each in ranges],
        "strong": list(strong.range),
        "A_asks": solve(line(10, 5, 0.5, c, c)).offer,
    }


def _sanctions(s: float) -> Values:
    asked = [solve(line(10, 5, 0.5, 0.01, 0.01 + more)) for more in (0.0, s)]
    return {"A_asks": [each.offer for each in asked], "war": [each.war for each in asked]}


def _prop_1(discount: float, p: float = 0.5) -> Values:
    rows = solve(slantchev(discount, p)).by_state
    return {
        "x": [row.offer_a for row in rows],
        "y": [None if row.offer_b is None else 1.0 - row.offer_b for row in rows],
        "war": any(row.war for row in rows),
    }


def _finish(b: float) -> Values:
    return {"range": list(solve(slantchev(0.9, b=b)).range)}


def _patient(p: float) -> Values:
    return {"x": solve(slantchev(0.9999, p)).offer}


def _rubinstein(discount: float) -> Values:
    """Battles that move nothing and cost nothing: alternating offers and time."""
    game = line(4, 2, 0.5, 0.0, 0.0, discount=discount, takes_a_period=True, proposer="alternate")
    return {"x": solve(replace(game, front=Front(4, 2, draw=1.0))).offer}


CHECKS: tuple[Check, ...] = (
    solved(
        "GR-10-5-0.50.solver",
        _FELLER,
        "N=10, k=5, p=.5: fighting to the finish without cost, its length, discounted at .95",
        {"P": 0.5, "ET": 25.0, "disc95": [0.19129023037344914, 0.19129023037344914]},
        partial(_ruin, 10, 5, 0.5),
        partial(_ruin, 10, 4, 0.5),
        1e-8,
    ),
    solved(
        "GR-10-5-0.55.solver",
        _FELLER,
        "N=10, k=5, p=.55: the same",
        {
            "P": 0.7317174011812814,
            "ET": 23.171740118128113,
            "disc95": [0.2936354986990448, 0.10766081901186504],
        },
        partial(_ruin, 10, 5, 0.55),
        partial(_ruin, 10, 5, 0.45),
        1e-8,
    ),
    solved(
        "GR-6-3-0.50.solver",
        _FELLER,
        "N=6, k=3, p=.5: the same",
        {"P": 0.5, "ET": 9.0, "disc95": [0.3316731141199226, 0.3316731141199226]},
        partial(_ruin, 6, 3, 0.5),
        partial(_ruin, 8, 4, 0.5),
        1e-8,
    ),
    solved(
        "W00-range.solver",
        "Wagner 2000, AJPS 44, set-up; Wagner-type, own derivation",
        "N=10, costs .01 a battle: ranges at k=1,3,5,7,9 and at p=.6 (capped); A asks .75 at k=5",
        {
            "even": [[0.01, 0.19], [0.09, 0.51], [0.25, 0.75], [0.49, 0.91], [0.81, 0.99]],
            "strong": [0.692, 1.0],
            "A_asks": 0.75,
        },
        partial(_wagner, 0.01),
        partial(_wagner, 0.02),
        5e-4,
    ),
    solved(
        "SANCTIONS-line.solver",
        "own derivation on Wagner's set-up",
        "sanctions of .001 a battle: A asks .775 and not .75; peace either way",
        {"A_asks": [0.75, 0.775], "war": [False, False]},
        partial(_sanctions, 0.001),
        partial(_sanctions, 0.0005),
    ),
    solved(
        "S03-complete-p0.5-d0.90.solver",
        f"{_S03}, Proposition 1, p. 624",
        "N=6, p=.5, delta=.9, flows .3: both proposers' own shares at k=1..5, and no war",
        {
            "x": [
                0.23557534492742052,
                0.378136293752371,
                0.5154140127388535,
                0.6320547890501766,
                0.799838667811433,
            ],
            "y": [
                0.799838667811433,
                0.6320547890501766,
                0.5154140127388536,
                0.378136293752371,
                0.2355753449274205,
            ],
            "war": False,
        },
        partial(_prop_1, 0.9),
        partial(_prop_1, 0.95),
        1e-7,
    ),
    solved(
        "S03-complete-p0.5-d0.99.solver",
        f"{_S03}, Proposition 1, p. 624",
        "N=6, p=.5, delta=.99, flows .3: the same",
        {
            "x": [
                0.17413720625034648,
                0.3378019078460213,
                0.501925261866566,
                0.6623490782821285,
                0.8297880556162196,
            ],
            "y": [
                0.8297880556162195,
                0.6623490782821283,
                0.5019252618665658,
                0.33780190784602104,
                0.17413720625034643,
            ],
            "war": False,
        },
        partial(_prop_1, 0.99),
        partial(_prop_1, 0.99, 0.52),
        1e-7,
    ),
    solved(
        "S03-finish.solver",
        f"{_S03}, pp. 622-623",
        "N=6, p=.5, delta=.9, flows .3: the range in the middle",
        {"range": [0.3929, 0.6071]},
        partial(_finish, 0.3),
        partial(_finish, 0.2),
        1e-4,
    ),
    solved(
        "S03-patient.solver",
        "Slantchev 2003-type limit, own derivation",
        "N=6, k=3, p=.6, delta=.9999: the offer is near the chance of victory (.7714)",
        {"x": 0.7712276725998747},
        partial(_patient, 0.6),
        partial(_patient, 0.59),
        0.0005,
    ),
    solved(
        "RUB-1.solver",
        "Rubinstein 1982",
        "alternating offers, discounts .9 and .9, battles that move nothing",
        {"x": 0.5263157894736842},
        partial(_rubinstein, 0.9),
        partial(_rubinstein, 0.8),
    ),
)
