"""The simulator playing games of private information: screening, its order, rival priors."""

from __future__ import annotations

from functools import partial

from simulator.bargaining.game import TwoTypeCost, TwoTypePower
from simulator.model.records import Trajectory
from simulator.verification.games import collapse, crisis, line, rival_priors
from simulator.verification.published_check import Check, Values, order, sampled
from simulator.verification.worlds import ends_in, forts, fought, mean, share

_P04 = "Powell 2004-type (AJPS 48), own derivation after Hart 1989"


def _rivals(cost: float, wars: int, months: int) -> Values:
    played = forts(rival_priors(cost), wars, months)
    return {
        "E_battles": mean(played, lambda war: war.end_month),
        "pr_negotiated": share(played, lambda war: ends_in(war, "settlement")),
    }


def _beliefs(prior: float) -> Values:
    """A's belief that B is weak once the war is over, and its gap to the truth."""
    rivals = TwoTypePower(0.65, 0.4, prior)
    wars = forts(line(6, 3, 0.5, 0.0, 0.0, information=rivals), 1000, 60, bargaining=False)
    return {
        "mean": mean(wars, _last_belief),
        "calibrated": mean(wars, lambda war: _last_belief(war) - war.at_end["type_weak"]),
    }


def _last_belief(war: Trajectory) -> float:
    return float(war.series["belief_A_weak"][-1])


def _screened(cost_weak: float) -> Values:
    played = forts(collapse(TwoTypeCost(cost_weak, 0.2, 0.8)), 2000, 12)
    first = played[0].talks[0].land
    return {
        "offer_to_B": 1.0 - first,
        "pr_fighting": share(played, fought),
        "battles": mean(played, lambda war: war.end_month),
    }


def _waves(weak: float) -> Values:
    """Chance of any fighting at two priors more: it is not monotone in them."""
    return {
        str(q): share(forts(collapse(TwoTypeCost(2.0, 0.2, q)), 1000, 12), fought)
        for q in (0.2, weak, 0.95)
    }


def _order_of_costs(weak: float) -> Values:
    settled = [
        war
        for war in forts(collapse(TwoTypeCost(2.0, 0.2, weak)), 1000, 20)
        if ends_in(war, "settlement")
    ]
    return _by_type([(war.at_end["type_weak"], war.end_month) for war in settled])


def _order_of_powers(cost: float) -> Values:
    rivals = TwoTypePower(0.65, 0.4, 0.6)
    game = line(4, 2, 0.5, cost, cost, discount=0.995, takes_a_period=True, information=rivals)
    settled = [war for war in forts(game, 60, 30) if ends_in(war, "settlement")]
    return _by_type([(war.at_end["type_weak"], war.end_month) for war in settled])


def _by_type(ends: list[tuple[float, int]]) -> Values:
    weak = [month for kind, month in ends if kind == 1.0]
    tough = [month for kind, month in ends if kind == 0.0]
    if not weak or not tough:
        return {"weak_settles_first": False}
    return {"weak_settles_first": sum(weak) / len(weak) < sum(tough) / len(tough)}


def _last_stage(wars: int, p_tough: float) -> Values:
    games = [crisis(0.5, 0.1, 0.1, information=TwoTypePower(0.7, p_tough, q)) for q in (0.3, 0.5)]
    pooled, screened = (forts(game, wars, 2) for game in games)
    return {
        "offers": [played[0].talks[0].land for played in (pooled, screened)],
        "pr_war": [share(played, fought) for played in (pooled, screened)],
    }


CHECKS: tuple[Check, ...] = (
    sampled(
        "SS04-c0.010.simulator",
        "Smith and Stam 2004-type, own derivation (JCR 48 for the set-up)",
        "N=10, priors Beta(6,4) and Beta(4,6), p=.5, .010 a battle, 1000 wars: length, negotiated",
        {"E_battles": 3.75, "pr_negotiated": 1.0},
        partial(_rivals, 0.010, 1000, 40),
        partial(_rivals, 0.012, 400, 40),
    ),
    sampled(
        "SS04-c0.002.simulator",
        "Smith and Stam 2004-type, own derivation (JCR 48 for the set-up)",
        "the same at .002 a battle, 1000 wars",
        {"E_battles": 24.484784160523056, "pr_negotiated": 0.02583277252746475},
        partial(_rivals, 0.002, 1000, 260),
        partial(_rivals, 0.010, 100, 40),
    ),
    sampled(
        "BAYES.simulator",
        "textbook, Bayes' rule",
        "private strength, bargaining off, N=6, 1000 wars: beliefs at the end average to the "
        "prior of .6, and are right about both types on average",
        {"mean": 0.6, "calibrated": 0.0},
        partial(_beliefs, 0.6),
        partial(_beliefs, 0.4),
    ),
    sampled(
        "P04-ladder.simulator",
        _P04,
        "q=.8, 2000 wars: first offer to B .19577, share with any fighting, battles",
        {"offer_to_B": 0.19576666666666648, "pr_fighting": 0.386, "battles": 0.5489},
        partial(_screened, 2.0),
        partial(_screened, 1.0),
    ),
    sampled(
        "P04-course.simulator",
        _P04,
        "q=.2, .5, .95, 1000 wars each: share with any fighting, not monotone in q",
        {"0.2": 0.0, "0.5": 0.496, "0.95": 0.216},
        partial(_waves, 0.5),
        lambda: {"0.2": 0.0, "0.5": _waves(0.7)["0.7"], "0.95": 0.216},
    ),
    order(
        "P04-order.simulator",
        _P04,
        "private cost, q=.8: among 1000 wars the weak settle before the tough",
        {"weak_settles_first": True},
        partial(_order_of_costs, 0.8),
        partial(_order_of_costs, 0.2),
        "simulator",
    ),
    order(
        "FW02-order.simulator",
        "Filson and Werner 2002-type, own derivation",
        "private strength, N=4: among 60 wars the weak settle before the tough",
        {"weak_settles_first": True},
        partial(_order_of_powers, 0.02),
        partial(_order_of_powers, 0.5),
        "simulator",
    ),
    sampled(
        "FW-screen.simulator",
        "Filson and Werner 2002-type last stage, own derivation",
        "p .7 or .4, costs .1: at q=.3 A asks .5: peace; at .5 it asks .8: war half the time",
        {"offers": [0.5, 0.8], "pr_war": [0.0, 0.5]},
        partial(_last_stage, 1000, 0.4),
        partial(_last_stage, 300, 0.5),
    ),
)
