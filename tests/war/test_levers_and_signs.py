"""Comparative statics on the same luck: what theory signs must come out with its sign.

Each says how many wars and how sure: a paired mean must stand clear of zero by four of its
standard errors unless the sign holds war by war.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from worlds import pull, scenario, war, wars

from simulator.model.levers import Lever
from simulator.model.mechanisms.stakes import list_index
from simulator.model.records import END_MODES, RUNGS, Scenario, Trajectory

MONTHS = 36

#: Nobody signs and nobody gives way, at full effort: what levers do to means shows undisturbed.
UNDISTURBED = ("bargaining", "collapse", "freeze")


def stops(played: Trajectory) -> float:
    """Month of the first end, or one past the horizon."""
    return float(played.end_month)


def differences(
    first: Scenario, second: Scenario, of: Callable[[Trajectory], float], number: int
) -> tuple[float, float]:
    """Mean difference second - first over paired wars, and its standard error."""
    gaps = np.array(
        [
            of(b) - of(a)
            for a, b in zip(wars(first, number, MONTHS), wars(second, number, MONTHS), strict=True)
        ]
    )
    return float(gaps.mean()), float(gaps.std(ddof=1) / math.sqrt(number))


def test_optimism_prolongs() -> None:
    means = []
    for win in (0.05, 0.25, 0.45, 0.65):
        played = wars(scenario({"belief.win0_A": win}), 15, MONTHS)
        means.append(np.mean([stops(each) for each in played]))
    assert all(late >= early - 1.0 for early, late in pairwise(means))
    low, high = scenario({"belief.win0_A": 0.1}), scenario({"belief.win0_A": 0.6})
    mean, error = differences(low, high, stops, 30)
    assert mean > 4.0 * error > 0.0


def test_rival_optimism_is_what_counts() -> None:
    rival = {"belief.win0_A": 0.6, "belief.win0_D": 0.5}
    first, second = scenario(rival, off=["optimism"]), scenario(rival)
    mean, error = differences(first, second, stops, 30)
    assert mean > 4.0 * error > 0.0


def test_divisible_stakes_settle_more() -> None:
    whole = scenario({"stake.indivisible": 0.6})
    parts = scenario({"stake.indivisible": 0.6}, off=["indivisibility"])
    mean, error = differences(whole, parts, lambda w: float(w.end_mode == 2), 40)
    assert mean > 4.0 * error > 0.0


def test_dearer_war_is_shorter() -> None:
    cheap, dear = scenario({"cost.war_A": 0.002}), scenario({"cost.war_A": 0.012})
    mean, error = differences(cheap, dear, stops, 150)
    assert mean < -4.0 * error < 0.0


def broken(played: Trajectory) -> float:
    """Whether the truce that play began in was broken."""
    return float(played.resumed_month >= 0)


def test_a_guarantee_keeps_truces() -> None:
    faithless = {"commit.reliab_A": 0.0, "commit.accident": 0.0, "commit.guarantor_leaves": 0.0}
    alone = scenario(faithless, phase="truce")
    backed = scenario(faithless, phase="truce", levers=[pull("guarantee", "1", 0)])
    mean, error = differences(alone, backed, broken, 40)
    assert mean < min(0.0, -4.0 * error)


def test_rearmament_breaks_truces() -> None:
    calm = {"belief.win0_A": 0.15, "commit.reliab_A": 0.0, "commit.accident": 0.0}
    slow = scenario({**calm, "commit.rearm_A": 0.0}, phase="truce")
    fast = scenario({**calm, "commit.rearm_A": 1.0}, phase="truce")
    mean, error = differences(slow, fast, broken, 200)
    assert mean > 4.0 * error > 0.0


def last(name: str) -> Callable[[Trajectory], float]:
    """The last month of a series."""
    return lambda played: float(played.series[name][-1])


#: Lever, series, sign of what it does to the series' last month, war by war.
SIGNS = (
    ("aid_us", "cut", "aid_US", -1),
    ("aid_us", "surge", "aid_US", 1),
    ("aid_us", "surge", "cap_D", 1),
    ("aid_eu", "cut", "aid_EU", -1),
    ("aid_eu", "cut", "cap_D", -1),
    ("aid_eu", "cut", "occ", 1),
    ("aid_delay", "6", "cap_D", -1),  # what is promised arrives later, so less of it so far
    ("sanctions", "tighten", "econ_A", 1),
    ("sanctions", "relax", "econ_A", -1),
    ("sanctions", "tighten", "sanctions", 1),
    ("strikes_deep", "x2", "econ_A", 1),
    ("strikes_deep", "x2", "strikes_deep", 1),
    ("strike_support", "1", "strikes_deep", 1),
    ("bombing", "x2", "strikes_civ", 1),
    ("draft_D", "fail", "cap_D", -1),
    ("draft_D", "good", "cap_D", 1),
    ("draft_D", "fail", "occ", 1),
    ("replace_A", "collapsed", "cap_A", -1),
    ("replace_A", "collapsed", "occ", -1),
    ("mobilise_A", "1", "cap_A", 1),
    ("posture", "sticks", "belief_A_resP", 1),
    ("posture", "carrots", "belief_A_resP", -1),
    ("weariness_D", "1", "resolve_D", -1),
    ("fatigue", "1", "aid_EU", -1),
    ("regime_threat", "on", "hazard_cont_A", 1),
    ("face_saving", "1", "hazard_stop_A", -1),
    ("pressure", "1", "strikes_deep", 1),
    ("pressure", "1", "econ_A", 1),
)


@pytest.mark.parametrize(("lever", "word", "series", "sign"), SIGNS)
def test_levers_push_where_they_should(lever: str, word: str, series: str, sign: int) -> None:
    values = {"aid.us0": 0.8, "aid.us_hazard": 0.0, "survival.cont_base": 0.0}
    off = [*UNDISTURBED, "turnover"]
    pulled: Lever = pull(lever, word, 1)
    for k in range(4):
        without = war(scenario(values, off=off), k)
        acted = war(scenario(values, off=off, levers=[pulled]), k)
        moved = last(series)(acted) - last(series)(without)
        assert sign * moved > 1e-6, (k, moved)


def test_aid_cut_moves_the_front_only_if_nobody_replaces_it() -> None:
    off = [*UNDISTURBED, "turnover"]
    steady = {"aid.us0": 0.8, "aid.us_hazard": 0.0}
    gained = {}
    for response in (0.0, 1.5):
        values = {**steady, "aid.eu_response": response}
        without = war(scenario(values, off=off), 0, MONTHS)
        acted = war(scenario(values, off=off, levers=[pull("aid_us", "cut", 1)]), 0, MONTHS)
        gained[response] = last("occ")(acted) - last("occ")(without)
    assert gained[0.0] > 1e-4
    assert gained[1.5] < 0.25 * gained[0.0]


def test_quiet_months_teach_a_leader_and_a_bias_slows_him() -> None:
    still = {"power.drift": 0.0, "power.drift_spread": 0.0, "belief.lag": 0.0, "econ.bite": 0.0}
    off = [*UNDISTURBED, "economy", "attrition", "strikes"]
    fair = war(scenario({**still, "belief.bias_A": 0.0}, off=off))
    bayes = war(scenario({**still, "belief.bias_A": 0.0, "belief.learn_front": 1.0}, off=off))
    proud = war(scenario({**still, "belief.bias_A": 0.8}, off=off))
    stubborn = war(scenario({**still, "belief.learn_front": 0.0}, off=off))
    first, final = fair.series["belief_A_win"][[0, -1]]
    assert final < first - 0.02
    assert proud.series["belief_A_win"][-1] > final + 0.02
    assert np.ptp(stubborn.series["belief_A_win"]) < 1e-9
    assert fair.series["belief_A_win_unbiased"][-1] < final - 0.02
    as_bayes = pytest.approx(bayes.series["belief_A_win"])
    assert bayes.series["belief_A_win_unbiased"] == as_bayes
    for one in (fair, proud, stubborn):
        assert one.series["belief_A_win_unbiased"] == as_bayes


def test_he_asks_for_all_of_it_until_an_offer_could_be_worth_a_yes() -> None:
    kinds = set()
    for win in (0.1, 0.7):
        for one in (war(scenario({"belief.win0_A": win}), k, 24) for k in range(12)):
            for talk in one.talks:
                if talk.proposer != "A":
                    continue
                kinds.add(talk.kind)
                offered = list_index(talk.land, RUNGS.index(talk.rung))
                wanted = offered if talk.kind == "settlement" else 1.0
                assert one.series["asked_A"][talk.month] == pytest.approx(wanted)
            if END_MODES[one.end_mode] == "settlement":
                got = list_index(one.talks[-1].land, RUNGS.index(one.talks[-1].rung))
                assert one.series["asked_A"][-1] == pytest.approx(got)
    assert kinds == {"settlement", "none"}
