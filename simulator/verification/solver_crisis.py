"""The game solver on crises: the range, the gamble, indivisibility, two types, office."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from simulator.bargaining.game import (
    Game,
    HeterogeneousPriors,
    Leader,
    TwoTypeCost,
    TwoTypePower,
    UniformCost,
)
from simulator.bargaining.solvers import solve
from simulator.verification.entropy import uniform
from simulator.verification.games import crisis, line, shifting
from simulator.verification.published_check import Check, Value, Values, order, sign, solved

_F95 = "Fearon 1995, IO 49(3)"


def switch(at: Callable[[float], bool], low: float, high: float, steps: int = 40) -> float:
    """Where `at` turns from false to true between `low` and `high`, by bisection.

    >>> round(switch(lambda x: x > 0.3, 0.0, 1.0), 9)
    0.3
    """
    if at(low) or not at(high):
        raise ValueError("nothing switches between the ends")
    for _ in range(steps):
        middle = 0.5 * (low + high)
        low, high = (low, middle) if at(middle) else (middle, high)
    return 0.5 * (low + high)


def _ranges(p: float) -> Values:
    found = solve(crisis(p, 0.1, 0.2))
    lo, hi = found.range
    return {"lo": lo, "hi": hi, "width": hi - lo}


def _ultimata(c_b: float) -> Values:
    a, b = (solve(crisis(0.6, 0.1, c_b, proposer=who)) for who in ("A", "B"))
    split = solve(crisis(0.6, 0.1, c_b, proposer="random"))
    return {
        "A_proposes": a.offer,
        "B_proposes": b.offer,
        "nash": split.offer,
        "war": a.war or b.war or split.war,
    }


def _gamble(high: float, c_a: float = 0.1, p: float = 0.5) -> Values:
    found = solve(crisis(p, c_a, None, information=UniformCost(0.0, high)))
    return {"x": found.offer, "pr_war": found.pr_war, "EU_A": found.value_a}


def _gamble_short(high: float) -> Values:
    found = solve(crisis(0.5, 0.1, None, information=UniformCost(0.0, high)))
    return {"x": found.offer, "pr_war": found.pr_war}


def _neutral(high: float) -> Values:
    return {"pr_war": [_gamble(high, p=p)["pr_war"] for p in (0.1, 0.3, 0.5, 0.7)]}


def _gamble_signs(step: float) -> Values:
    def risk(c_a: float = 0.1, low: float = 0.05, high: float = 0.4, p: float = 0.4) -> float:
        return solve(crisis(p, c_a, None, information=UniformCost(low, high))).pr_war

    return {
        "c_A": sign(risk(c_a=0.1 + step), risk()),
        "high": sign(risk(high=0.4 + step), risk()),
        "low": sign(risk(low=0.05 + step), risk()),
        "p": sign(round(risk(p=0.4 + step), 9), round(risk(), 9)),
    }


def _last_stage(p_tough: float) -> Values:
    def game(weak: float) -> Game:
        return crisis(0.5, 0.1, 0.1, information=TwoTypePower(0.7, p_tough, weak))

    return {
        "belief_thr": switch(lambda q: solve(game(q)).war, 0.01, 0.99, 24),
        "pool": solve(game(0.3)).offer,
        "screen": solve(game(0.5)).offer,
    }


def _cost_types(tough: float) -> Values:
    def war(weak: float) -> bool:
        return solve(crisis(0.5, 0.1, None, information=TwoTypeCost(0.4, tough, weak))).war

    return {"belief_thr": switch(war, 0.01, 0.99, 24)}


def _optimism(prior_b: tuple[float, float]) -> Values:
    rivals = HeterogeneousPriors((7.0, 3.0), prior_b, 0.5)
    return {"no_deal": solve(line(2, 1, 0.5, 0.1, 0.1, information=rivals)).war}


def _preventive(p_1: float) -> Values:
    # A cost of .1 one-period flows is .01 of the whole stake at a discount factor of .9.
    def war(p_2: float) -> bool:
        return solve(shifting((p_1, p_2), 0.0, 0.9, proposer="A", c_b=0.01)).war

    return {"p2_crit": switch(war, p_1, 0.6)}


def _indivisible(c: float) -> Values:
    whole = solve(crisis(0.5, c, c, levels=(0.0, 1.0)))
    lottery = [
        solve(crisis(0.5, c, c, levels=(0.0, chance, 1.0))).war
        for chance in (0.29, 0.31, 0.69, 0.71)
    ]
    return {"war": whole.war, "war_with_lottery": lottery}


def _pieces(c: float) -> Values:
    def always(pieces: int) -> bool:
        levels = [i / pieces for i in range(pieces + 1)]
        powers = [i / 40 for i in range(1, 40)]
        return not any(solve(crisis(p, c, c, levels=levels)).war for p in powers)

    return {str(n): always(n) for n in (3, 4, 5, 6)}


def _random_proposers(c_a: float) -> Values:
    games = (crisis(0.6, c_a, 0.2, proposer="random", share_a=a) for a in (0.2, 0.5, 0.8))
    return {"x": [solve(game).offer for game in games]}


def _mandates(c: float) -> Values:
    def war(office: float) -> bool:
        leaders = (Leader(office, 0.6), Leader(office, 0.6))
        return solve(crisis(0.5, c, c, leaders=leaders)).war

    return {"psi_crit": switch(war, 0.01, 1.0), "deal": [not war(0.19), not war(0.21)]}


def _never_war(binding: bool) -> Values:
    """Wars in 25 random games of complete information, three regimes each."""
    wars = 0
    for i in range(25):
        u = [uniform(1000 + i, j) for j in range(6)]
        if binding:
            game = line(4, 2, 0.2 + 0.6 * u[0], 0.05 * u[1], 0.05 * u[2], proposer="random")
        else:
            game = shifting((0.1 + 0.2 * u[3], 0.6 + 0.3 * u[4]), 0.05 + 0.05 * u[5], 0.9)
        wars += solve(game).war
    return {"wars": wars}


_SAFE: dict[str, Value] = {"x": 0.5, "pr_war": 0.0, "EU_A": 0.5}

CHECKS: tuple[Check, ...] = (
    solved(
        "F95-range.solver",
        f"{_F95}, pp. 386-387",
        "p=.6, costs .1 and .2: the solver's range",
        {"lo": 0.5, "hi": 0.8, "width": 0.3},
        partial(_ranges, 0.6),
        partial(_ranges, 0.5),
    ),
    solved(
        "F95-tioli.solver",
        f"{_F95}, pp. 386-387; Nash 1950",
        "the same: offers of A, of B, of either by a coin; no war",
        {"A_proposes": 0.8, "B_proposes": 0.5, "nash": 0.65, "war": False},
        partial(_ultimata, 0.2),
        partial(_ultimata, 0.1),
    ),
    solved(
        "F95-risk-1.solver",
        f"{_F95}, Claim 2, pp. 410-411, uniform cost",
        "p=.5, c_A=.1, c_B~U[0,.5]: demand, risk of war, value",
        {"x": 0.7, "pr_war": 0.4, "EU_A": 0.58},
        partial(_gamble, 0.5),
        partial(_gamble, 0.4),
        1e-6,
    ),
    solved(
        "F95-risk-2.solver",
        f"{_F95}, Claim 2, pp. 410-411, uniform cost",
        "p=.5, c_A=.1, c_B~U[0,.4]: demand and risk of war",
        {"x": 0.65, "pr_war": 0.375},
        partial(_gamble_short, 0.4),
        partial(_gamble_short, 0.5),
        1e-6,
    ),
    solved(
        "F95-risk-safe.solver",
        f"{_F95}, Claim 2, pp. 410-411, uniform cost",
        "p=.5, c_A=.3, c_B~U[0,.2]: no risk is run",
        _SAFE,
        partial(_gamble, 0.2, 0.3),
        partial(_gamble, 0.2, 0.1),
        1e-6,
    ),
    solved(
        "F95-neutral.solver",
        "Fearon 1995; Benson, Meirowitz and Ramsay-type neutrality, own derivation",
        "c_A=.1, c_B~U[0,.5]: the same risk at p=.1, .3, .5, .7",
        {"pr_war": [0.4, 0.4, 0.4, 0.4]},
        partial(_neutral, 0.5),
        partial(_neutral, 0.8),
        1e-6,
    ),
    order(
        "F95-risk-signs.solver",
        f"{_F95}, Claim 2, uniform cost",
        "risk of war: c_A -, h +, l -, p 0",
        {"c_A": -1, "high": 1, "low": -1, "p": 0},
        partial(_gamble_signs, 0.02),
        partial(_gamble_signs, -0.02),
        "solver",
    ),
    solved(
        "FW-screen.solver",
        "Filson and Werner 2002-type last stage, own derivation",
        "p .7 or .4, costs .1: the belief at which A screens, both offers",
        {"belief_thr": 0.4, "pool": 0.5, "screen": 0.8},
        partial(_last_stage, 0.4),
        partial(_last_stage, 0.5),
        1e-5,
    ),
    solved(
        "F95-screen-cost.solver",
        "Fearon 1995-type, own derivation, two types of cost",
        "costs .1 or .4, c_A=.1: the belief at which A screens",
        {"belief_thr": 0.4},
        partial(_cost_types, 0.1),
        partial(_cost_types, 0.2),
        1e-5,
    ),
    order(
        "F95-optimism.solver",
        f"{_F95}, p. 391",
        "Beta priors with means .7 and .4, costs .1: no deal",
        {"no_deal": True},
        partial(_optimism, (4.0, 6.0)),
        partial(_optimism, (6.0, 4.0)),
        "solver",
    ),
    solved(
        "F95-preventive.solver",
        f"{_F95}, pp. 405-406",
        "p_1=.35, c_B=.1 flows, delta=.9, rising A proposes: where war begins, by bisection",
        {"p2_crit": 0.39},
        partial(_preventive, 0.35),
        partial(_preventive, 0.36),
    ),
    order(
        "F95-indivisible.solver",
        f"{_F95}; Powell 2006 on the lottery",
        "all or nothing, p=.5, costs .2: war; lotteries of .31 and .69 make peace, .29, .71 not",
        {"war": True, "war_with_lottery": [True, False, False, True]},
        partial(_indivisible, 0.2),
        partial(_indivisible, 0.25),
        "solver",
    ),
    order(
        "F95-pieces.solver",
        "Fearon 1995-type, own derivation",
        "K+1 equal steps guarantee peace for every p iff 1/K <= c_A+c_B (costs .1: K >= 5)",
        {"3": False, "4": False, "5": True, "6": True},
        partial(_pieces, 0.1),
        partial(_pieces, 0.15),
        "solver",
    ),
    solved(
        "NASH-alpha.solver",
        "Nash 1950; random proposer, textbook",
        "p=.6, costs .1 and .2: mean offer when A proposes with chance .2, .5, .8",
        {"x": [0.56, 0.65, 0.74]},
        partial(_random_proposers, 0.1),
        partial(_random_proposers, 0.2),
    ),
    solved(
        "OFFICE-step.solver",
        "own derivation",
        "p=.5, costs .1, mandates .6 and .6: a deal at office .19, none at .21; critical .2",
        {"psi_crit": 0.2, "deal": [True, False]},
        partial(_mandates, 0.1),
        partial(_mandates, 0.15),
        1e-6,
    ),
    order(
        "F95-no-war.solver",
        "Fearon 1995, complete information; Fearon 1995-type property",
        "25 random binding games with complete information on a line: never war",
        {"wars": 0},
        partial(_never_war, True),
        partial(_never_war, False),
        "solver",
    ),
)
