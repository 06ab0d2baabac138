"""Closed forms of outsiders: mediators, signals, aid and sanctions, imposed and idle truces."""

from __future__ import annotations

from functools import partial

from simulator.theory import (
    fearon1997,
    gamblers_ruin,
    kydd2003,
    rearmament_pause,
    sanctions_on_the_line,
    werner_yuen2005,
)
from simulator.verification.published_check import Check, Values, closed, order, sign

_PAUSE = rearmament_pause.Pause


def _mediator(c_1: float) -> Values:
    return {
        "bias": kydd2003.least_bias(1.0, 0.3, c_1, 1.0),
        "believed": kydd2003.war_risk(1.0, 0.3, c_1, True),
        "none": kydd2003.war_risk(1.0, 0.3, c_1, False),
    }


def _mediator_signs(kappa: float) -> Values:
    base = kydd2003.least_bias(1.0, 0.3, 0.1, 1.0)
    return {
        "kappa": sign(kydd2003.least_bias(1.0, 0.3, 0.1, kappa), base),
        "unbiased_believed": base <= 0.0,
    }


def _sunk(gain: float) -> Values:
    costs = (0.05, 0.1, 0.2, 0.3, 0.35)
    return {"separates": [fearon1997.separates(k, gain, 0.3) for k in costs]}


def _audience_costs(scale: float) -> Values:
    base = fearon1997.war_risk(0.1, 0.2, 1.0, 0.5)
    strong, weak = fearon1997.yield_rate(0.1, 1.0, 1.0), fearon1997.yield_rate(0.2, 1.0, 1.0)
    return {
        "risk_when_scaled": sign(fearon1997.war_risk(1.0, 2.0 * scale, 1.0, 0.5), base),
        "stronger_backs_down_less": sign(strong, weak),
    }


def _sanctions(s: float) -> Values:
    both = sanctions_on_the_line.sanctioned_range(10, 5, 0.5, 0.01, 0.01, s)
    return {
        "range": [both.lo, both.hi],
        "nash": sanctions_on_the_line.nash_terms(10, 5, 0.5, 0.01, 0.01, s),
    }


def _aid(step: float) -> Values:
    win = gamblers_ruin.win_probability
    terms = sanctions_on_the_line.nash_terms
    return {
        "aid_to_A": sign(win(10, 5, 0.5 + step), win(10, 5, 0.5)),
        "sanctions_on_B": sign(
            terms(10, 5, 0.5, 0.01, 0.01, step), terms(10, 5, 0.5, 0.01, 0.01, 0.0)
        ),
    }


def _imposed(force: float) -> Values:
    return {
        "holds": [werner_yuen2005.terms_hold(0.8, 0.5, 0.1, 0.1, f) for f in (force, 0.0)],
        "life": [werner_yuen2005.expected_life(x, 0.5, 0.1, 0.1, 0.05) for x in (0.5, 0.55)],
    }


def _naive(c: float) -> Values:
    pauses = (_PAUSE(0.5, 0.5, 0.03, 12, c, 0.1), _PAUSE(0.5, 0.5, 0.02, 4, c, 0.1))
    return {"tick": [rearmament_pause.naive_break(pause) for pause in pauses]}


def _foresight(delta: float) -> Values:
    rising = _PAUSE(0.5, 0.5, 0.03, 12, 0.1, 0.1)
    short = _PAUSE(0.5, 0.5, 0.02, 4, 0.1, 0.1)
    ends = [rearmament_pause.foresight_break(pause, delta) for pause in (rising, short)]
    return {"tick": [e.tick for e in ends], "side": [e.side for e in ends]}


def _pause_signs(step: float) -> Values:
    """Naive durability; the closed form for foresight is wrong in some cases."""

    def tick(g: float = 0.02, c: float = 0.1) -> int:
        return rearmament_pause.naive_break(_PAUSE(0.5, 0.5, g, 99, c, c)) or 0

    grid = [
        _PAUSE(x / 20, 0.5, g / 100, n, c / 20, c / 20)
        for x in (8, 10, 12)
        for g in (1, 2, 4)
        for n in (4, 12, 24)
        for c in (1, 2, 3)
    ]
    wrong = [
        p
        for p in grid
        if rearmament_pause.one_look_guess(p, 0.98) != rearmament_pause.foresight_break(p, 0.98)
    ]
    return {
        "g": sign(tick(g=0.02 + step), tick()),
        "c": sign(tick(c=0.1 + step), tick()),
        "guess_is_wrong_somewhere": 0 < len(wrong) < len(grid) // 2,
    }


CHECKS: tuple[Check, ...] = (
    closed(
        "K03-mediator",
        "Kydd 2003-type (AJPS 47), own derivation",
        "cost U[0,1], r=.3, c_1=.1, kappa=1: believed from bias .48; war .25 against .45 without",
        {"bias": 0.48, "believed": 0.25, "none": 0.45},
        partial(_mediator, 0.1),
        partial(_mediator, 0.2),
    ),
    order(
        "K03-signs",
        "Kydd 2003, AJPS 47 (abstract); Kydd-type, own derivation",
        "the more a mediator hates war the more bias it needs; an unbiased one is not believed",
        {"kappa": 1, "unbiased_believed": False},
        partial(_mediator_signs, 2.0),
        partial(_mediator_signs, 0.5),
    ),
    closed(
        "K03-overlap",
        "Kydd 2003-type, own derivation",
        "equally likely U[0,.4] and U[0,1]: news leaves the risk of war at .4125",
        {"risk": 0.4125},
        lambda: {"risk": kydd2003.overlapping_risk([0.4, 1.0], 0.1)},
        lambda: {"risk": kydd2003.overlapping_risk([0.4, 1.0], 0.2)},
    ),
    order(
        "SIGNAL-sunk",
        "Spence 1973; Fearon 1997",
        "gains .1 (bluffer) and .3 (resolved): costs .1 to .3 separate, .05 and .35 do not",
        {"separates": [False, True, True, True, False]},
        partial(_sunk, 0.1),
        partial(_sunk, 0.25),
    ),
    order(
        "F94-audience",
        "Fearon 1994, APSR 88, pp. 582-586; closed form Fearon-type, own derivation",
        "audience costs tenfold on both sides leave the risk of war; the stronger backs down less",
        {"risk_when_scaled": 0, "stronger_backs_down_less": -1},
        partial(_audience_costs, 1.0),
        partial(_audience_costs, 2.0),
    ),
    closed(
        "SANCTIONS-line",
        "own derivation on Wagner's set-up",
        "N=10, k=5, p=.5, costs .01, sanctions .002 a battle: range [.25,.80], even split .525",
        {"range": [0.25, 0.8], "nash": 0.525},
        partial(_sanctions, 0.002),
        partial(_sanctions, 0.004),
    ),
    order(
        "AID-signs",
        "own derivation",
        "aid moves p and so P_k; sanctions on B move the even split towards A",
        {"aid_to_A": 1, "sanctions_on_B": 1},
        partial(_aid, 0.002),
        partial(_aid, -0.002),
    ),
    closed(
        "WY05-imposed",
        "Werner and Yuen 2005 (IO 59, abstract); rule Werner-Yuen-type, own derivation",
        "x=.8 holds under pressure .25, not after it; off-centre terms live 8 ticks, centred 9",
        {"holds": [True, False], "life": [9.0, 8.0]},
        partial(_imposed, 0.25),
        partial(_imposed, 0.1),
    ),
    order(
        "PAUSE-naive",
        "own derivation",
        "x=p_0=.5, c=.1: growth .03 breaks at tick 4; growth .02 for 4 ticks never does",
        {"tick": [4, None]},
        partial(_naive, 0.1),
        partial(_naive, 0.2),
    ),
    order(
        "PAUSE-foresight",
        "own derivation",
        "delta=.98: the declining side breaks the first pause at once; the second holds",
        {"tick": [0, None], "side": [2, 0]},
        partial(_foresight, 0.98),
        partial(_foresight, 0.1),
    ),
    order(
        "PAUSE-signs",
        "own derivation",
        "durability: growth -, cost +; looking one step ahead is sometimes wrong",
        {"g": -1, "c": 1, "guess_is_wrong_somewhere": True},
        partial(_pause_signs, 0.02),
        partial(_pause_signs, -0.01),
    ),
)
