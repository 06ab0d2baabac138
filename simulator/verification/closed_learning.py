"""Closed forms of war as learning: rival priors, signals of strength, bad news, ripeness."""

from __future__ import annotations

from functools import partial

from simulator.theory import (
    slantchev2003,
    smith_stam2004,
    wolford_reiter_carrubba2011,
    zartman,
)
from simulator.verification.published_check import Check, Values, closed, order, sign

_SS = "Smith and Stam 2004-type, own derivation (JCR 48 for the set-up)"
_S03 = "Slantchev 2003, APSR 97(4)"


def _rival_priors(c: float) -> Values:
    found = smith_stam2004.war(10, 5, (6, 4), (4, 6), c, 0.5)
    return {"E_battles": found.expected_battles, "pr_negotiated": found.pr_negotiated}


def _rival_start(k: int) -> Values:
    a = smith_stam2004.expectations(10, k, (6, 4))
    b = smith_stam2004.expectations(10, k, (4, 6))
    cost = 0.01 * (a.battles + b.battles)
    return {"P": [a.win, b.win], "gap": a.win - b.win, "cost": cost, "fight": a.win - b.win > cost}


def _rival_signs(factor: float) -> Values:
    def found(weight: float = 1.0, c: float = 0.01, gap: float = 1.0) -> smith_stam2004.War:
        own, other = weight * (5.0 + gap), weight * (5.0 - gap)
        return smith_stam2004.war(10, 5, (own, other), (other, own), c, 0.5, mass=1e-6)

    base = found()
    return {
        "denser": sign(found(weight=factor).expected_battles, base.expected_battles),
        "denser_negotiated": sign(found(weight=factor).pr_negotiated, base.pr_negotiated),
        "cost": sign(found(c=0.01 * factor).expected_battles, base.expected_battles),
        "gap": sign(found(gap=factor).expected_battles, base.expected_battles),
        "common_prior": found(gap=0.0).expected_battles,
    }


def _three_types(q_s: float) -> Values:
    kinds = ("weak", "moderate", "strong")
    return {
        "order": [slantchev2003.settlement_time(kind) for kind in kinds],
        "E_battles": slantchev2003.expected_war(0.3, q_s),
        "moderate": [
            slantchev2003.after_first_battle(0.3, q_s, 0.5, 0.3, won).moderate
            for won in (True, False)
        ],
    }


def _signals(delta: float) -> Values:
    strong = slantchev2003.strong_type_signals
    return {
        "after_defeat": [strong(6, 2, (0.5, 0.3), d, (0.3, 0.3)) for d in (delta, 0.9)],
    }


def _bad_news(p: float) -> Values:
    bound = wolford_reiter_carrubba2011.largest_tolerable_belief(p, 0.1, 0.4, 0.1, 0.9)
    settles = partial(
        wolford_reiter_carrubba2011.settles, p=0.3, D_l=0.1, D_h=0.4, d=0.1, delta=0.9
    )
    return {"q_crit": bound, "settles": [settles(bound - 0.001), settles(bound + 0.001)]}


def _ripeness(c_0: float) -> Values:
    return {
        "date": zartman.ripe_date(0.5, c_0, 0.02),
        "tick": zartman.ripe_tick(0.5, c_0, 0.02),
        "earlier_with_pain": sign(
            zartman.ripe_date(0.5, c_0, 0.03), zartman.ripe_date(0.5, c_0, 0.02)
        ),
    }


CHECKS: tuple[Check, ...] = (
    closed(
        "SS04-c0.002",
        _SS,
        "N=10, priors Beta(6,4) and Beta(4,6), p=.5, .002 a battle: length, negotiated share",
        {"E_battles": 24.484784160523056, "pr_negotiated": 0.02583277252746475},
        partial(_rival_priors, 0.002),
        partial(_rival_priors, 0.004),
        0.002,
    ),
    closed(
        "SS04-c0.010",
        _SS,
        "the same at .010 a battle",
        {"E_battles": 3.75, "pr_negotiated": 1.0},
        partial(_rival_priors, 0.010),
        partial(_rival_priors, 0.005),
        0.002,
    ),
    closed(
        "SS04-start",
        _SS,
        "before the first battle at .010: chances .7205 and .2795, gap .4410 > .3302, so a fight",
        {"P": [0.7205, 0.2795], "gap": 0.4410, "cost": 0.3302, "fight": True},
        partial(_rival_start, 5),
        partial(_rival_start, 8),
        1e-4,
    ),
    order(
        "SS04-signs",
        _SS,
        "length: density of the priors +, cost -, gap +; negotiated share: density -; a common "
        "prior: no battle",
        {"denser": 1, "denser_negotiated": -1, "cost": -1, "gap": 1, "common_prior": 0.0},
        partial(_rival_signs, 2.0),
        partial(_rival_signs, 0.5),
    ),
    closed(
        "S03-types",
        f"{_S03}, Proposition 2, p. 626, eq. 4",
        "priors .3, .4, .3: weak settles at once, moderate after one battle, strong after two; "
        "E=q_m+2q_s; beliefs by Bayes",
        {"order": [0, 1, 2], "E_battles": 1.0, "moderate": [0.6896552, 0.4878049]},
        partial(_three_types, 0.3),
        partial(_three_types, 0.2),
        1e-6,
    ),
    order(
        "S03-patience",
        "Slantchev 2003-type, own derivation (not the paper's eq. 3)",
        "the strong type signals after a defeat of 1 only if patient (.99, not .9)",
        {"after_defeat": [True, False]},
        partial(_signals, 0.99),
        partial(_signals, 0.5),
    ),
    closed(
        "WRC11-news",
        "Wolford, Reiter and Carrubba 2011-type (JCR 55), own derivation",
        "p=.3, rise .1 or .4, d=.1, delta=.9: news that carries the belief past .1893 restarts war",
        {"q_crit": 0.18930041152263374, "settles": [True, False]},
        partial(_bad_news, 0.3),
        partial(_bad_news, 0.35),
    ),
    closed(
        "Z-ripe",
        "Zartman 1989, 2000-type, own derivation",
        "office .5, cost .1 growing .02 a tick: ripe at 7.5, so tick 8; more pain, sooner",
        {"date": 7.5, "tick": 8, "earlier_with_pain": -1},
        partial(_ripeness, 0.1),
        partial(_ripeness, 0.12),
    ),
)
