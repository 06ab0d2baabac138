"""The game solver on patience, walking out, surprise, a shrinking stake, doubts on both sides."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from simulator.bargaining.game import Crisis
from simulator.bargaining.solvers import solve
from simulator.verification.games import (
    armed_peace,
    audiences,
    crisis,
    doubts,
    patience,
    surprise,
)
from simulator.verification.published_check import Check, Values, order, sign, solved
from simulator.verification.solver_crisis import switch


def _patience(d_a: float, d_b: float) -> Values:
    return {"x": solve(patience(d_a, d_b)).offer}


def _outside(delta: float) -> Values:
    games = [patience(delta, delta, outside) for outside in ((0.4, 0.4), (0.6, 0.2), (0.7, 0.5))]
    none, one, out = (solve(game) for game in games)
    return {"neither_binds": none.offer, "one_binds": one.offer, "walks_out": out.pr_walks_out}


def _first_strikes(later: float) -> Values:
    """Fearon's chances when A strikes and when B does, as their mean and half their gap."""
    pairs = ((0.6, 0.45), (later, 0.45))
    games = [surprise((first + then) / 2, (first - then) / 2, 0.1) for first, then in pairs]
    return {"empty": [solve(game).war for game in games]}


def _advantage(d: float) -> Values:
    return {"f_crit": switch(lambda f: solve(surprise(0.5, f, 0.0, d)).war, 0.0, 0.3)}


def _battles(cost: float) -> Values:
    states = solve(armed_peace(0.15, 0.9, cost, 6, burns=False)).by_state
    return {"n": next(state.regime for state in states if not state.war)}


def _deterred(f: float) -> Values:
    # The last regime of the game has no next battle that burns anything.
    states = solve(armed_peace(f, 0.9, 0.1, 9, burns=True)).by_state[:8]
    return {"peace": [not state.war for state in states]}


def _two_sided(h: float) -> Values:
    games = [doubts(0.5, (0.0, g), (0.0, h), "A") for g in (0.1, 0.2, 0.4)]
    return {"pr_war": [solve(game).pr_war for game in games]}


def _sealed(spread: float) -> Values:
    """Costs that make the values of a war to both sides uniform on [0, 1]."""
    found = solve(doubts(0.5, (-0.5, spread), (-0.5, spread), "sealed"))
    gains = (found.value_a or 0.0) + (found.value_b or 0.0) - sum(found.fight_to_finish)
    return {"trade": 1.0 - found.pr_war, "gains": gains}


def _incompatible(low: float) -> Values:
    games = [doubts(0.5, (low, low + w), (low, low + w), "sealed") for w in (0.1, 0.2)]
    return {"pr_war": [solve(game).pr_war for game in games]}


def _crisis(a: float, b: float) -> Values:
    found = solve(audiences(a, b, (0.0, 1.0), (0.0, 1.0)))
    backs_down = found.pr_backs_down or (0.0, 0.0)
    return {"horizon": found.horizon, "war": found.pr_war, "backs_down": list(backs_down)}


def _audience_signs(strong: float) -> Values:
    """What Fearon proves: who backs down once the crisis is public, and what does not matter."""

    def yields(a: float, b: float, high_b: float) -> tuple[float, float, float]:
        found = solve(audiences(a, b, (0.0, 1.0), (0.0, high_b)))
        down = found.pr_backs_down or (0.0, 0.0)
        end = found.horizon or 0.0
        at_once = [
            max(0.0, 1.0 - own * end / high * (1.0 + other * end))
            for own, other, high in ((a, b, 1.0), (b, a, high_b))
        ]
        return down[0] - at_once[0], down[1] - at_once[1], found.pr_war

    unlike, likely = yields(0.1 * strong, 0.1, 1.0), yields(0.1, 0.1, 2.0)
    return {
        "stronger_backs_down_less": sign(unlike[0], unlike[1]),
        "equal_audiences_unlike_priors": sign(round(likely[0], 9), round(likely[1], 9)),
        "war_when_scaled": sign(
            round(yields(strong, 1.0, 1.0)[2], 9), round(yields(0.2, 0.1, 1.0)[2], 9)
        ),
    }


def _known(audience_b: float) -> Values:
    # Chances of one half, so that a cost of .7 makes war worth -.2.
    games = [
        replace(crisis(0.5, 0.7, c_b), crisis=Crisis(0.1, audience_b, 12)) for c_b in (0.6, 1.1)
    ]
    values = [solve(game).value_a for game in games]
    return {"gets_it": [1 if value == 1.0 else 2 for value in values]}


CHECKS: tuple[Check, ...] = (
    solved(
        "RUB-2.solver",
        "Rubinstein 1982",
        "alternating offers, discounts .9 and .8, by the solver on a front that never moves",
        {"x": 0.7142857142857143},
        partial(_patience, 0.9, 0.8),
        partial(_patience, 0.8, 0.9),
    ),
    solved(
        "RUB-3.solver",
        "Rubinstein 1982",
        "alternating offers, discounts .5 and .9",
        {"x": 0.181818181818},
        partial(_patience, 0.5, 0.9),
        partial(_patience, 0.9, 0.5),
    ),
    solved(
        "OUTSIDE.solver",
        "Binmore, Shaked and Sutton 1989",
        "delta=.95, outside (.4,.4) does not bind, (.6,.2) does, (.7,.5) ends the talks",
        {"neither_binds": 0.5128205, "one_binds": 0.62, "walks_out": 1.0},
        partial(_outside, 0.95),
        partial(_outside, 0.9),
        1e-6,
    ),
    order(
        "F95-first-strike.solver",
        "Fearon 1995, IO 49(3), p. 403",
        "p_s=.45, costs .1: war at p_f=.70, not at .60",
        {"empty": [False, True]},
        partial(_first_strikes, 0.7),
        partial(_first_strikes, 0.6),
        "solver",
    ),
    solved(
        "P06-first-strike.solver",
        "Powell 2006, IO 60, pp. 184-185",
        "p=.5, d=.2: the offensive advantage above which there is war, by bisection",
        {"f_crit": 0.125},
        partial(_advantage, 0.2),
        partial(_advantage, 0.1),
    ),
    solved(
        "LS07-battles.solver",
        "Leventoglu and Slantchev 2007-type, own derivation",
        "f=.15, costs .1, a tenth burnt by each battle: peace deters after four",
        {"n": 4},
        partial(_battles, 0.1),
        partial(_battles, 0.09),
    ),
    order(
        "LS07-deters.solver",
        "Leventoglu and Slantchev 2007-type, own derivation",
        "f=.25, costs .1, the next battle burns a tenth as well: surprise pays until the sixth",
        {"peace": [False, False, False, False, False, False, True, True]},
        partial(_deterred, 0.25),
        partial(_deterred, 0.2),
        "solver",
    ),
    solved(
        "F95-two-sided.solver",
        "Fearon 1995-type, own derivation from Claim 2",
        "c_B~U[0,.5], c_A~U[0,g], g=.1, .2, .4: the risk of war",
        {"pr_war": [0.45, 0.4, 0.3]},
        partial(_two_sided, 0.5),
        partial(_two_sided, 0.4),
    ),
    solved(
        "CS83-uniform.solver",
        "Chatterjee and Samuelson 1983-type: the linear equilibrium, at second hand",
        "sealed demands, both values of war U[0,1]: chance of a deal 9/32, gains 9/64",
        {"trade": 0.28125, "gains": 0.140625},
        partial(_sealed, 0.5),
        partial(_sealed, 0.4),
    ),
    solved(
        "CS83-war.solver",
        "Chatterjee-Samuelson-type, own derivation",
        "costs U[0,.1] or U[0,.2] on both sides, sealed demands: war in one case of eight",
        {"pr_war": [0.125, 0.125]},
        partial(_incompatible, 0.0),
        partial(_incompatible, 0.05),
    ),
    solved(
        "F94-crisis.solver",
        "Fearon 1994-type, own derivation",
        "audience costs .2 and .1, costs of war U[0,1]: horizon, risk of war, who backs down",
        {"horizon": 3.6602540, "war": 0.2679492, "backs_down": [0.1311392, 0.6009117]},
        partial(_crisis, 0.2, 0.1),
        partial(_crisis, 0.1, 0.2),
        1e-6,
    ),
    order(
        "F94-audience.solver",
        "Fearon 1994, APSR 88(3), pp. 582-586",
        "once public: stronger audience backs down less, equal ones alike, scale is no matter",
        {
            "stronger_backs_down_less": -1,
            "equal_audiences_unlike_priors": 0,
            "war_when_scaled": 0,
        },
        partial(_audience_signs, 2.0),
        partial(_audience_signs, 0.5),
        "solver",
    ),
    order(
        "F94-known.solver",
        "Fearon 1994-type, complete information, own derivation",
        "w_A=-.2, audiences .1, w_B=-.1 or -.6: the side committed first gets the stake at once",
        {"gets_it": [2, 1]},
        partial(_known, 0.1),
        partial(_known, 0.4),
        "solver",
    ),
)
