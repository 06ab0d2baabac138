"""Closed forms of commitment problems: shifting power, slices, appeasement, guarantees."""

from __future__ import annotations

from functools import partial

from simulator.theory import (
    fearon1996,
    fearon2004,
    leventoglu_slantchev2007,
    powell2006,
    schwarz_sonin2008,
    walter1997,
)
from simulator.verification.published_check import Check, Values, closed, order, sign

_P06 = "Powell 2006, IO 60"
_F96 = "Fearon 1996, through Powell 2006, pp. 186-187, eq. 3"
_SS = "Schwarz and Sonin 2008-type, own derivation"


def _shift_cases(d: float) -> Values:
    return {
        "gain": [
            powell2006.shift_gain(0.3, 0.3, 0.1, 0.9),
            powell2006.shift_gain(0.3, 0.4, 0.2, 0.95),
        ],
        "war": [
            powell2006.shift_means_war(0.3, 0.3, 0.1, 0.9),
            powell2006.shift_means_war(0.3, 0.4, 0.2, 0.95),
            powell2006.shift_means_war(0.3, 0.4, d, 0.95),
        ],
    }


def _shift_signs(step: float) -> Values:
    """How the critical shift moves; war is the likelier the smaller it is."""
    base = powell2006.critical_shift(0.3, 0.1, 0.9, 0.2)
    return {
        "delta": sign(powell2006.critical_shift(0.3, 0.1, 0.9 + step, 0.2), base),
        "d": sign(powell2006.critical_shift(0.3, 0.1 + step, 0.9, 0.2), base),
        "p": sign(powell2006.critical_shift(0.3 + step, 0.1, 0.9, 0.2), base),
        "alpha": sign(powell2006.critical_shift(0.3, 0.1, 0.9, 0.2 + step), base),
    }


def _paths(total: float) -> Values:
    rapid, gradual = [0.3, 0.3 + total], [0.3 + total * i / 6 for i in range(7)]
    return {
        "rapid": powell2006.path_means_war(rapid, 0.1, 0.9),
        "gradual": powell2006.path_means_war(gradual, 0.1, 0.9),
        "steps": powell2006.fewest_steps_for_peace(0.3, total, 0.1, 0.9),
    }


def _advantage(d: float) -> Values:
    return {"f_crit": powell2006.critical_advantage(d)}


def _factions(r_war: float) -> Values:
    rows = ((0.1, r_war), (0.3, r_war), (0.1, 0.6))
    ranges = [powell2006.faction_range(0.5, d, 0.6, war, 0.2) for d, war in rows]
    fights = [powell2006.faction_fights(0.5, d, 0.6, war, 0.2) for d, war in rows]
    return {"range": [[r.lo, r.hi] for r in ranges], "fights": fights}


def _jump(c_2: float) -> Values:
    return {"J_crit": fearon1996.critical_jump(0.4, 0.5, c_2, 0.9)}


def _slices(slope: float) -> Values:
    held = [0.0]
    for _ in range(400):
        held.append(fearon1996.next_slice(held[-1], 0.2, slope, 0.5, 0.9))
    first, second = held[1] - held[0], held[2] - held[1]
    return {
        "rest": held[-1],
        "ratio": second / first,
        "patient": fearon1996.slice_ratio(0.5, 0.999),
    }


def _slice_signs(step: float) -> Values:
    base = fearon1996.next_slice(0.2, 0.2, 0.5, 0.5, 0.9)
    jump = fearon1996.critical_jump(0.4, 0.5, 0.5, 0.9)
    return {
        "c_2": sign(fearon1996.next_slice(0.2, 0.2, 0.5, 0.5 + step, 0.9), base),
        "patience": sign(fearon1996.next_slice(0.2, 0.2, 0.5, 0.5, 0.9 + step), base),
        "slope_on_rest": sign(
            fearon1996.resting_place(0.2, 0.5 + step, 0.5, 0.9),
            fearon1996.resting_place(0.2, 0.5, 0.5, 0.9),
        ),
        "jump_above": fearon1996.jump_means_war(jump + step, 0.4, 0.5, 0.5, 0.9),
        "jump_below": fearon1996.jump_means_war(jump - step, 0.4, 0.5, 0.5, 0.9),
    }


def _appeasement(c: float) -> Values:
    risk = schwarz_sonin2008.credible_risk(5.0, c, 0.9)
    return {
        "flow": schwarz_sonin2008.appeasing_flow(2.0, 0.9),
        "risk": risk,
        "extracted": schwarz_sonin2008.extracted(risk, 5.0, 0.9),
        "certain_war_credible": schwarz_sonin2008.threat_is_credible(1.0, 5.0, c, 0.9),
    }


def _armed_peace(f: float) -> Values:
    n = leventoglu_slantchev2007.battles_until_peace(f, 0.9, 0.1, 0.1)
    return {"n": n, "pie": leventoglu_slantchev2007.pie_left(n, 0.9)}


def _armed_peace_signs(step: float) -> Values:
    def length(f: float = 0.15, theta: float = 0.9, c: float = 0.05) -> int:
        return leventoglu_slantchev2007.battles_until_peace(f, theta, c, c)

    return {
        "f": sign(length(f=0.15 + step), length()),
        "c": sign(length(c=0.05 + 0.5 * step), length()),
        "destruction": sign(length(theta=0.9 - step), length()),
    }


def _autonomy(c_R: float) -> Values:
    cases = ((0.1, 0.05), (0.1, 0.30), (0.3, 0.30))
    return {
        "peace": [fearon2004.peace_value(s, 0.05, 0.95) for _, s in cases],
        "war": [fearon2004.war_value(a, s, 0.05, c_R, 0.95) for a, s in cases],
        "deal": [fearon2004.deal_holds(a, s, 0.05, c_R, 0.95) for a, s in cases],
    }


CHECKS: tuple[Check, ...] = (
    closed(
        "P06-threshold",
        f"{_P06}, p. 183",
        "p=.3, d=.1, delta=.9, the declining side makes the offers: the critical shift of power",
        {"D_crit": 0.1567901},
        lambda: {"D_crit": powell2006.critical_shift(0.3, 0.1, 0.9)},
        lambda: {"D_crit": powell2006.critical_shift(0.3, 0.1, 0.9, 1.0)},
        1e-6,
    ),
    closed(
        "P06-threshold-rising",
        "Powell 2006-type, own derivation",
        "the same when the rising side makes all offers: (1-d)[delta(p+D)-p] > d(1-delta)",
        {"D_crit": 0.0456790},
        lambda: {"D_crit": powell2006.critical_shift(0.3, 0.1, 0.9, 1.0)},
        lambda: {"D_crit": powell2006.critical_shift(0.3, 0.1, 0.9)},
        1e-6,
    ),
    closed(
        "P06-shift-cases",
        f"{_P06}, p. 183",
        "gain .2160 > .1: war; .2920 > .2: war; the second with d=.4: peace",
        {"gain": [0.216, 0.292], "war": [True, True, False]},
        partial(_shift_cases, 0.4),
        partial(_shift_cases, 0.2),
    ),
    order(
        "P06-shift-signs",
        f"{_P06}, p. 183; alpha Powell-type, own derivation",
        "the critical shift falls with patience and with the rising side's later share, rises "
        "with p and with what war destroys",
        {"delta": -1, "d": 1, "p": 1, "alpha": -1},
        partial(_shift_signs, 0.02),
        partial(_shift_signs, -0.02),
    ),
    order(
        "P06-gradual",
        "Powell 2006-type, own derivation",
        "p=.3 rising by .3, d=.1, delta=.9: at once war, in six steps peace, from four on",
        {"rapid": True, "gradual": False, "steps": 4},
        partial(_paths, 0.3),
        partial(_paths, 0.1),
    ),
    closed(
        "P06-first-strike",
        f"{_P06}, pp. 184-185",
        "p=.5, d=.2: the offensive advantage above which the range is empty",
        {"f_crit": 0.125},
        partial(_advantage, 0.2),
        partial(_advantage, 0.1),
    ),
    closed(
        "P06-first-strike-2",
        f"{_P06}, pp. 184-185",
        "d=.1: the offensive advantage above which the range is empty",
        {"f_crit": 0.0555556},
        partial(_advantage, 0.1),
        partial(_advantage, 0.2),
        1e-6,
    ),
    closed(
        "P06-factions",
        f"{_P06}, pp. 189-190",
        "p=.5, r=.6, r'=.9, l=.2: empty at d=.1, not at d=.3; r'=r is the unitary state",
        {
            "range": [[0.595, 0.55], [0.4625, 0.65], [0.45, 0.55]],
            "fights": [True, False, False],
        },
        partial(_factions, 0.9),
        partial(_factions, 0.6),
        1e-3,
    ),
    closed(
        "P06-jump",
        f"{_P06}, eq. 3, pp. 186-187",
        "x=.4, p=.5, c_2=.5, delta=.9: the jump of power above which 2 fights",
        {"J_crit": 0.0166667},
        partial(_jump, 0.5),
        partial(_jump, 0.6),
        1e-5,
    ),
    closed(
        "F96-slices",
        f"{_F96}; recursion Fearon 1996-type, own derivation",
        "p(x)=.2+.5x, c_2=.5, delta=.9: slices shrink by Bp'/(1+delta Bp') (to 1 with patience) "
        "and end at x=p(x)+(1-delta)c_2",
        {"rest": 0.5, "ratio": 0.9090909, "patient": 0.9990010},
        partial(_slices, 0.5),
        partial(_slices, 0.4),
        1e-6,
    ),
    order(
        "F96-signs",
        f"{_F96}; Fearon 1996-type, own derivation",
        "slices: c_2 +, patience -, all of them with the slope of p +; a larger jump is war",
        {"c_2": 1, "patience": -1, "slope_on_rest": 1, "jump_above": True, "jump_below": False},
        partial(_slice_signs, 0.01),
        partial(_slice_signs, -0.01),
    ),
    closed(
        "SS08-brinkmanship",
        _SS,
        "W=2: a flow of .2 appeases; L=5, c=2, delta=.9: risk .6825 extracts 4.778; certain war "
        "is no threat",
        {"flow": 0.2, "risk": 0.6825397, "extracted": 4.7777778, "certain_war_credible": False},
        partial(_appeasement, 2.0),
        partial(_appeasement, 0.0),
        1e-6,
    ),
    closed(
        "LS07-battles",
        "Leventoglu and Slantchev 2007-type, own derivation",
        "f=.15, theta=.9, costs .1: peace holds itself after 4 battles, .6561 of the pie left",
        {"n": 4, "pie": 0.6561},
        partial(_armed_peace, 0.15),
        partial(_armed_peace, 0.3),
    ),
    order(
        "LS07-signs",
        "Leventoglu and Slantchev 2007-type, own derivation",
        "length of the war: f +, costs -, speed of destruction -",
        {"f": 1, "c": -1, "destruction": -1},
        partial(_armed_peace_signs, 0.05),
        partial(_armed_peace_signs, -0.05),
    ),
    closed(
        "F04-autonomy",
        "Fearon 2004-type, own derivation",
        "delta=.95, eps_w=.05, c_R=.2: deal (13.45 v 10.78); war (5.10 v 6.51); war (v 13.26)",
        {"peace": [13.45, 5.10, 5.10], "war": [10.78, 6.51, 13.26], "deal": [True, False, False]},
        partial(_autonomy, 0.2),
        partial(_autonomy, 2.0),
        5e-3,
    ),
    closed(
        "W97-guarantee",
        "Walter 1997, IO 51, for the logic; Walter-type, own derivation",
        "p=.3, shift .3, d=.1, delta=.9: a guarantee worth 1.16 one-period flows removes the war",
        {"e_crit": 1.16},
        lambda: {"e_crit": walter1997.guarantee_needed(0.3, 0.3, 0.1, 0.9)},
        lambda: {"e_crit": walter1997.guarantee_needed(0.3, 0.3, 0.2, 0.9)},
    ),
)
