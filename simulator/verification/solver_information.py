"""The game solver on private information along a war: the ladder, power types, rival priors."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from simulator.bargaining.game import TwoTypeCost, TwoTypePower
from simulator.bargaining.solvers import solve
from simulator.verification.games import collapse, line, rival_priors
from simulator.verification.published_check import Check, Values, order, sign, solved
from simulator.verification.solver_crisis import switch

_P04 = "Powell 2004-type (AJPS 48), own derivation after Hart 1989"
_SS = "Smith and Stam 2004-type, own derivation (JCR 48 for the set-up)"


def _ladder(cost_weak: float) -> Values:
    """Offers (B's share) just below each belief at which A adds a round; A's values."""

    def at(q: float) -> float | None:
        return solve(collapse(TwoTypeCost(cost_weak, 0.2, q))).offer

    def beyond(rung: float) -> float:
        return switch(lambda q: (at(q) or 0.0) > 1.0 - rung + 1e-9, 0.01, 0.999)

    rungs = (0.35416666666666663, 0.26416666666666655, 0.19576666666666648, 0.14378266666666642)
    return {
        "offers": [1.0 - (at(q) or 0.0) for q in (0.3, 0.6, 0.85, 0.95, 0.985)],
        "belief_thresholds": [beyond(rung) for rung in rungs],
        "V": {
            str(q): solve(collapse(TwoTypeCost(cost_weak, 0.2, q))).value_a
            for q in (0.3, 0.5, 0.7, 0.9, 0.97)
        },
    }


def _courses(cost_weak: float) -> Values:
    found = [solve(collapse(TwoTypeCost(cost_weak, 0.2, q))) for q in (0.2, 0.5, 0.8, 0.95)]
    return {
        "pr_fighting": [each.pr_war for each in found],
        "shorter": max(each.expected_battles or 0.0 for each in found) < 0.61,
    }


def _frequent_offers(q: float) -> Values:
    first = []
    for step in (1.0, 0.02):
        game = collapse(TwoTypeCost(2.0, 0.2, q), discount=0.95**step, chance=0.1 * step, c_a=0.5)
        first.append(1.0 - (solve(game).offer or 0.0))
    return {"first_offer": first}


def _power_types(costs: tuple[float, float, float]) -> Values:
    found = [
        solve(
            line(
                10,
                5,
                0.5,
                c,
                c,
                discount=0.995,
                takes_a_period=True,
                information=TwoTypePower(0.65, 0.4, 0.6),
            )
        )
        for c in costs
    ]
    lengths = [each.expected_battles or 0.0 for each in found]
    deals = [each.pr_negotiated for each in found]
    return {
        "battles": [sign(b, a) for a, b in pairwise(lengths)],
        "deals": [sign(b, a) for a, b in pairwise(deals)],
        "longest_under": lengths[0] < 25.0,
    }


def _rivals(c: float) -> Values:
    found = solve(rival_priors(c))
    return {"E_battles": found.expected_battles, "pr_negotiated": found.pr_negotiated}


def _rival_start(prior_a: tuple[float, float]) -> Values:
    row = next(r for r in solve(rival_priors(0.01, prior_a)).by_state if r.k == 5)
    free = next(r for r in solve(rival_priors(0.0, prior_a)).by_state if r.k == 5)
    least, most = row.reservation_a or 0.0, 1.0 - (row.reservation_b or 0.0)
    chance_a, chance_b = free.reservation_a or 0.0, 1.0 - (free.reservation_b or 0.0)
    gap = chance_a - chance_b
    return {"P": [chance_a, chance_b], "gap": gap, "cost": gap - (least - most), "fight": row.war}


def _rival_signs(factor: float) -> Values:
    def found(weight: float = 1.0, c: float = 0.01, gap: float = 1.0) -> tuple[float, float]:
        own, other = weight * (5.0 + gap), weight * (5.0 - gap)
        end = solve(rival_priors(c, (own, other), (other, own)))
        return end.expected_battles or 0.0, end.pr_negotiated

    base = found()
    denser = found(weight=factor)
    return {
        "denser": sign(denser[0], base[0]),
        "denser_negotiated": sign(round(denser[1], 9), round(base[1], 9)),
        "cost": sign(found(c=0.01 * factor)[0], base[0]),
        "gap": sign(found(gap=factor)[0], base[0]),
        "common_prior": found(gap=0.0)[0],
    }


CHECKS: tuple[Check, ...] = (
    solved(
        "P04-ladder.solver",
        _P04,
        "delta=.95, collapse .1 and .1, costs .2 or 2, f_S=.5: B's share in A's offer, the beliefs "
        "at which A screens once more, A's values",
        {
            "offers": [
                0.35416666666666663,
                0.26416666666666655,
                0.19576666666666648,
                0.14378266666666642,
                0.1042748266666664,
            ],
            "belief_thresholds": [
                0.4857142857142857,
                0.7706835537344014,
                0.9199693231352014,
                0.9793927611620531,
            ],
            "V": {
                "0.3": 0.6458333333333334,
                "0.5": 0.6483333333333334,
                "0.7": 0.6833333333333333,
                "0.9": 0.7569055555555557,
                "0.97": 0.8225324723196883,
            },
        },
        partial(_ladder, 2.0),
        partial(_ladder, 1.9),
        1e-6,
    ),
    solved(
        "P04-course.solver",
        _P04,
        "the same: chance of any fighting at q=.2, .5, .8, .95 (brute force on a grid: .005)",
        {"pr_fighting": [0.0, 0.496, 0.386, 0.216], "shorter": True},
        partial(_courses, 2.0),
        partial(_courses, 1.0),
        5e-3,
    ),
    solved(
        "P04-coase.solver",
        _P04,
        "q=.8: first offer .1957 with an offer a period, .3534 with fifty: no time to fight",
        {"first_offer": [0.1957, 0.3534]},
        partial(_frequent_offers, 0.8),
        partial(_frequent_offers, 0.95),
        1e-4,
    ),
    order(
        "FW02-signs.solver",
        "Filson and Werner 2002-type, own derivation",
        "N=10, chances .65/.4, q=.6, costs .005, .02, .04: battles fall, deals rise; all shorter "
        "than a fight to the finish",
        {"battles": [-1, -1], "deals": [1, 0], "longest_under": True},
        partial(_power_types, (0.005, 0.02, 0.04)),
        partial(_power_types, (0.04, 0.02, 0.005)),
        "solver",
    ),
    solved(
        "SS04-c0.002.solver",
        _SS,
        "N=10, priors Beta(6,4) and Beta(4,6), p=.5, .002 a battle: length, negotiated share",
        {"E_battles": 24.484784160523056, "pr_negotiated": 0.02583277252746475},
        partial(_rivals, 0.002),
        partial(_rivals, 0.004),
        0.002,
    ),
    solved(
        "SS04-c0.010.solver",
        _SS,
        "the same at .010 a battle",
        {"E_battles": 3.75, "pr_negotiated": 1.0},
        partial(_rivals, 0.010),
        partial(_rivals, 0.005),
        0.002,
    ),
    solved(
        "SS04-start.solver",
        _SS,
        "before the first battle at .010: chances .7205 and .2795, gap .4410 > .3302, so a fight",
        {"P": [0.7205, 0.2795], "gap": 0.4410, "cost": 0.3302, "fight": True},
        partial(_rival_start, (6.0, 4.0)),
        partial(_rival_start, (5.0, 4.0)),
        1e-4,
    ),
    order(
        "SS04-signs.solver",
        _SS,
        "length: density of the priors +, cost -, gap +; negotiated share: density -; a common "
        "prior: no battle",
        {"denser": 1, "denser_negotiated": -1, "cost": -1, "gap": 1, "common_prior": 0.0},
        partial(_rival_signs, 2.0),
        partial(_rival_signs, 0.5),
        "solver",
    ),
)
