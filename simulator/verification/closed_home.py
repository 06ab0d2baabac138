"""Closed forms of leaders and publics: gambling, mandates, thresholds, hidden opposition."""

from __future__ import annotations

import math
from functools import partial

from simulator.model.tape import normal, uniforms
from simulator.theory import (
    debs_goemans2010,
    downs_rocke1994,
    goemans2000,
    granovetter1978,
    kuran1991,
    office_step,
)
from simulator.verification.entropy import ENTROPY
from simulator.verification.published_check import Check, Estimate, Values, closed, order, sign

_G00 = "Goemans 2000 (fates); utilities Goemans-type, own derivation"
_G78 = "Granovetter 1978, AJS 83"
_K91 = (
    (0, 20, 20, 30, 40, 50, 60, 70, 80, 100),
    (0, 10, 20, 30, 40, 50, 60, 70, 80, 100),
    (0, 20, 30, 30, 40, 50, 60, 70, 80, 100),
    (0, 10, 30, 30, 40, 50, 60, 70, 80, 100),
)


def _gambles(small_defeat: float) -> Values:
    fates = [goemans2000.Fate(1.0, m, -1.0) for m in (small_defeat, 0.0, -1.0)]
    return {"thr": [goemans2000.gamble_threshold(fate) for fate in fates]}


def _regions(mixed: goemans2000.Fate) -> Values:
    fates = (goemans2000.DICTATORSHIP, goemans2000.DEMOCRACY, mixed)
    dictator, democrat, both = (set(goemans2000.fighting_region(f, 10, 0.5, 0.05)) for f in fates)
    return {"mixed_over_democracy": both > democrat, "democracy_over_dictator": democrat > dictator}


def _office_signs(step: float) -> Values:
    value = downs_rocke1994.gamble_value
    base = value(0.5, 0.02, 3, 6, 0.5)
    return {
        "psi": sign(value(0.5 + step, 0.02, 3, 6, 0.5), base),
        "a": sign(value(0.5, 0.02 + 0.1 * step, 3, 6, 0.5), base),
        "k": sign(value(0.5, 0.02, 3 + int(math.copysign(1, step)), 6, 0.5), base),
        "gambles": [downs_rocke1994.gambles(psi, 0.02, 3, 6, 0.5) for psi in (0.3, 0.4)],
    }


def _concessions(c: float) -> Values:
    return {"most": [debs_goemans2010.most_conceded(0.5, c, b) for b in (0.0, 0.5, 1.0, 3.0)]}


def _mandates(c: float) -> Values:
    leaders = [office_step.Leaders(0.5, c, c, psi, psi, 0.6, 0.6) for psi in (0.19, 0.21)]
    return {
        "psi_crit": office_step.critical_office(c),
        "deal": [office_step.deal_exists(each) for each in leaders],
    }


def _crowds(second: int) -> Values:
    return {
        "uniform": granovetter1978.cascade(range(100)),
        "perturbed": granovetter1978.cascade([0, second, *range(2, 100)]),
    }


def _fold(mean: float) -> Values:
    fold = granovetter1978.normal_fold(mean)
    return {"sd_crit": fold.sd, "eq_below": fold.equilibrium}


def _across_the_fold(sd: float) -> Values:
    sizes = [granovetter1978.normal_equilibrium(25.0, s) for s in (12.22, sd)]
    return {"jumps": [size > 99.0 for size in sizes]}


def _finite_crowds(mean: float) -> Values:
    """Share of random crowds of 100 in which more than half join, by spread."""
    crowds = 600
    found: dict[str, Estimate] = {}
    for place, sd in enumerate((8.0, 12.2, 15.0)):
        many = 0
        for crowd in range(crowds):
            normals = [normal(*uniforms(ENTROPY, crowd, place, i)) for i in range(100)]
            many += granovetter1978.cascade([mean + sd * z for z in normals]) > 50
        share = many / crowds
        found[str(sd)] = Estimate(share, math.sqrt(share * (1.0 - share) / crowds), crowds, True)
    return found


def _open_opposition(start: float) -> Values:
    return {"pct": [kuran1991.open_opposition(crowd, start) for crowd in _K91]}


CHECKS: tuple[Check, ...] = (
    closed(
        "GOEMANS",
        _G00,
        "win, small defeat, disaster: (1,.8,-1), (1,0,-1), (1,-1,-1): gamble above .9, .5, 0",
        {"thr": [0.9, 0.5, 0.0]},
        partial(_gambles, 0.8),
        partial(_gambles, 0.6),
    ),
    order(
        "GOEMANS-order",
        _G00,
        "a mixed regime fights wherever a democracy does, and that wherever a dictatorship does",
        {"mixed_over_democracy": True, "democracy_over_dictator": True},
        partial(_regions, goemans2000.MIXED),
        partial(_regions, goemans2000.DICTATORSHIP),
    ),
    order(
        "DR94-signs",
        "Downs and Rocke 1994-type (AJPS 38), from memory, own derivation",
        "gambling for office: psi +, cost -, position +; even odds, 9 battles at .02: psi > .36",
        {"psi": 1, "a": -1, "k": 1, "gambles": [False, True]},
        partial(_office_signs, 0.1),
        partial(_office_signs, -0.1),
    ),
    closed(
        "DG10-concede",
        "Debs and Goemans 2010-type (APSR 104), own derivation",
        "p=.5, c=.2: concedes up to p+c/(1+betaL) at betaL=0, .5, 1, 3",
        {"most": [0.7, 0.6333333, 0.6, 0.55]},
        partial(_concessions, 0.2),
        partial(_concessions, 0.3),
        1e-6,
    ),
    closed(
        "OFFICE-step",
        "own derivation",
        "p=.5, costs .1, mandates .6 and .6: a deal at office .19, none at .21; critical .2",
        {"psi_crit": 0.2, "deal": [True, False]},
        partial(_mandates, 0.1),
        partial(_mandates, 0.2),
    ),
    closed(
        "GRANO",
        _G78,
        "thresholds 0..99: all 100 join; one person's 1 becomes 2: one joins",
        {"uniform": 100, "perturbed": 1},
        partial(_crowds, 2),
        partial(_crowds, 1),
        0.0,
    ),
    closed(
        "GRANO-normal",
        f"{_G78} (his 12.2 and 6)",
        "normal thresholds, mean 25 of 100: spread at the fold, size just below it",
        {"sd_crit": 12.222086826900034, "eq_below": 6.200325151321778},
        partial(_fold, 25.0),
        partial(_fold, 26.0),
        0.0001,
    ),
    order(
        "GRANO-jump",
        _G78,
        "the same: a handful at spread 12.22, nearly all at 12.225",
        {"jumps": [False, True]},
        partial(_across_the_fold, 12.225),
        partial(_across_the_fold, 12.21),
    ),
    Check(
        "GRANO-finite",
        f"{_G78}; frequencies Granovetter-type, own simulation",
        "600 random crowds of 100, mean 25: more than half join at spreads 8, 12.2, 15",
        "closed form",
        "MC",
        {"8.0": 0.0, "12.2": 0.188, "15.0": 0.803},
        partial(_finite_crowds, 25.0),
        partial(_finite_crowds, 20.0),
    ),
    closed(
        "KURAN",
        "Kuran 1991, World Politics 44",
        "two ten-person crowds and each with one threshold lowered to 10: 10, 90, 10, 20 per cent",
        {"pct": [10, 90, 10, 20]},
        partial(_open_opposition, 0.0),
        partial(_open_opposition, 20.0),
        0.0,
    ),
    order(
        "KURAN-equilibria",
        "Kuran 1989, Public Choice 61",
        "the first crowd keeps 10, 90 or 100 per cent once there",
        {"pct": [10.0, 90.0, 100.0]},
        lambda: {"pct": kuran1991.equilibria(_K91[0])},
        lambda: {"pct": kuran1991.equilibria(_K91[1])},
    ),
)
