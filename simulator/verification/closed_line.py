"""Closed forms of a war on a line: ruin, ranges along the war, offers between battles."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from simulator.theory import (
    gamblers_ruin,
    slantchev2003,
    wagner2000,
)
from simulator.verification.published_check import Check, Values, closed, order, sign

_FELLER = "Feller, Introduction to Probability, vol. 1, ch. XIV"
_S03 = "Slantchev 2003, APSR 97(4)"


def _ruin(length: int, k: int, p: float) -> Values:
    return {
        "P": gamblers_ruin.win_probability(length, k, p),
        "ET": gamblers_ruin.expected_battles(length, k, p),
        "disc95": list(gamblers_ruin.discounted_ends(length, k, p, 0.95)),
    }


def _tail(length: int) -> Values:
    return {
        "Var": gamblers_ruin.variance_even(length, length // 2),
        "tail_hazard": gamblers_ruin.tail_hazard(length, 0.5),
    }


def _survival(k: int) -> Values:
    alive = [gamblers_ruin.survival(10, k, 0.5, n) for n in range(51)]
    return {
        "median": next((n for n, s in enumerate(alive) if s < 0.5), None),
        "beyond_50": alive[50],
    }


def _ruin_shape(length: int) -> Values:
    return {
        "longest_from": [
            gamblers_ruin.longest_from(length, p) for p in (0.4, 0.45, 0.5, 0.55, 0.6)
        ],
        "draws": gamblers_ruin.expected_battles(10, 5, 0.5, draw=length / 100.0),
    }


def _wagner(c: float) -> Values:
    even = [wagner2000.range_along_the_war(10, k, 0.5, c, c) for k in (1, 3, 5, 7, 9)]
    strong = wagner2000.range_along_the_war(10, 5, 0.6, c, c)
    return {"even": [[r.lo, r.hi] for r in even], "strong": [strong.lo, strong.hi]}


def _prop_1(p: float, delta: float) -> Values:
    found = slantchev2003.complete_information(6, p, delta, 0.3, 0.3)
    return {"x": [float(v) for v in found.x], "y": [float(v) for v in found.y]}


def _finish(b: float) -> Values:
    first, second = slantchev2003.fight_to_finish(6, 0.5, 0.9, b, b)
    return {"range": [float(first[3]), 1.0 - float(second[3])]}


def _prop_1_moves(size: float) -> Values:
    def x(p: float = 0.5, delta: float = 0.9, b_1: float = 0.3, b_2: float = 0.3) -> float:
        return float(slantchev2003.complete_information(6, p, delta, b_1, b_2).x[3])

    return {
        "p": x(p=0.5 + 0.05 * size) - x(),
        "b_1": x(b_1=0.3 + 0.1 * size) - x(),
        "b_2": x(b_2=0.3 + 0.1 * size) - x(),
        "delta": x(delta=0.9 + 0.05 * size) - x(),
    }


def _patient(p: float) -> Values:
    return {
        "x": float(slantchev2003.complete_information(6, p, 0.9999, 0.3, 0.3).x[3]),
        "limit": gamblers_ruin.win_probability(6, 3, p),
    }


def _widening(places: tuple[int, ...]) -> list[int]:
    widths = [wagner2000.range_along_the_war(10, k, 0.5, 0.01, 0.01).width for k in places]
    return [sign(b, a) for a, b in pairwise(widths)]


CHECKS: tuple[Check, ...] = (
    closed(
        "GR-10-5-0.50",
        _FELLER,
        "N=10, k=5, p=.5: victory, length, discounted ends at .95 a battle",
        {"P": 0.5, "ET": 25.0, "disc95": [0.19129023037344914, 0.19129023037344914]},
        partial(_ruin, 10, 5, 0.5),
        partial(_ruin, 10, 4, 0.5),
        1e-8,
    ),
    closed(
        "GR-10-5-0.55",
        _FELLER,
        "N=10, k=5, p=.55: victory, length, discounted ends at .95 a battle",
        {
            "P": 0.7317174011812814,
            "ET": 23.171740118128113,
            "disc95": [0.2936354986990448, 0.10766081901186504],
        },
        partial(_ruin, 10, 5, 0.55),
        partial(_ruin, 10, 5, 0.45),
        1e-8,
    ),
    closed(
        "GR-6-3-0.50",
        _FELLER,
        "N=6, k=3, p=.5: victory, length, discounted ends at .95 a battle",
        {"P": 0.5, "ET": 9.0, "disc95": [0.3316731141199226, 0.3316731141199226]},
        partial(_ruin, 6, 3, 0.5),
        partial(_ruin, 8, 4, 0.5),
        1e-8,
    ),
    closed(
        "GR-var",
        _FELLER,
        "N=10, k=5, p=.5: variance of the length, hazard of its tail",
        {"Var": 400.0, "tail_hazard": 0.04894348370484647},
        partial(_tail, 10),
        partial(_tail, 8),
    ),
    closed(
        "GR-tail",
        f"{_FELLER} (XIV.5)",
        "N=10, k=5, p=.5: median length 19, chance of more than 50 battles",
        {"median": 19, "beyond_50": 0.1052916},
        partial(_survival, 5),
        partial(_survival, 3),
        1e-6,
    ),
    closed(
        "GR-shape",
        f"{_FELLER}; textbook",
        "N=20: the longest war starts off centre unless p=.5; a fifth of draws lengthens by 5/4",
        {"longest_from": [15, 13, 10, 7, 5], "draws": 31.25},
        partial(_ruin_shape, 20),
        partial(_ruin_shape, 18),
    ),
    closed(
        "W00-range",
        "Wagner 2000, AJPS 44, set-up; Wagner-type, own derivation",
        "N=10, costs .01 a battle: [P-cT, P+cT] at k=1,3,5,7,9; p=.6 at k=5",
        {
            "even": [[0.01, 0.19], [0.09, 0.51], [0.25, 0.75], [0.49, 0.91], [0.81, 0.99]],
            "strong": [0.692, 1.075],
        },
        partial(_wagner, 0.01),
        partial(_wagner, 0.02),
        5e-4,
    ),
    closed(
        "S03-complete-p0.5-d0.90",
        f"{_S03}, Proposition 1, p. 624",
        "N=6, p=.5, delta=.9, flows .3: what each proposer keeps at every position",
        {
            "x": [
                0.0,
                0.23557534492742052,
                0.378136293752371,
                0.5154140127388535,
                0.6320547890501766,
                0.799838667811433,
                1.0,
            ],
            "y": [
                1.0,
                0.799838667811433,
                0.6320547890501766,
                0.5154140127388536,
                0.378136293752371,
                0.2355753449274205,
                0.0,
            ],
        },
        partial(_prop_1, 0.5, 0.9),
        partial(_prop_1, 0.5, 0.95),
        1e-7,
    ),
    closed(
        "S03-complete-p0.5-d0.99",
        f"{_S03}, Proposition 1, p. 624",
        "N=6, p=.5, delta=.99, flows .3: what each proposer keeps at every position",
        {
            "x": [
                0.0,
                0.17413720625034648,
                0.3378019078460213,
                0.501925261866566,
                0.6623490782821285,
                0.8297880556162196,
                1.0,
            ],
            "y": [
                1.0,
                0.8297880556162195,
                0.6623490782821283,
                0.5019252618665658,
                0.33780190784602104,
                0.17413720625034643,
                0.0,
            ],
        },
        partial(_prop_1, 0.5, 0.99),
        partial(_prop_1, 0.5, 0.9),
        1e-7,
    ),
    closed(
        "S03-finish",
        f"{_S03}, pp. 622-623",
        "N=6, p=.5, delta=.9, flows .3: fighting to the finish from the middle, for both",
        {"range": [0.3929, 0.6071]},
        partial(_finish, 0.3),
        partial(_finish, 0.2),
        1e-4,
    ),
    closed(
        "S03-moves",
        "Slantchev 2003-type, own derivation",
        "the middle offer moves by: p+.05, b_1+.1, b_2+.1, delta .9 to .95",
        {"p": 0.0689, "b_1": 0.0229, "b_2": -0.0306, "delta": -0.0069},
        partial(_prop_1_moves, 1.0),
        partial(_prop_1_moves, -1.0),
        1e-4,
    ),
    closed(
        "S03-patient",
        "Slantchev 2003-type limit, own derivation",
        "N=6, k=3, p=.6, delta=.9999: the offer is near the chance of victory",
        {"x": 0.7712276725998747, "limit": 0.7714285714285715},
        partial(_patient, 0.6),
        partial(_patient, 0.59),
        0.0005,
    ),
    order(
        "W00-signs",
        "Wagner 2000-type, own derivation",
        "the range is widest in mid-war and vanishes near defeat",
        {"widening": [1, 1, -1, -1]},
        lambda: {"widening": _widening((1, 3, 5, 7, 9))},
        lambda: {"widening": _widening((9, 8, 7, 6, 5))},
    ),
)
