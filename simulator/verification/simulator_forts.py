"""The simulator playing textbook games: what the papers prove must show in its wars."""

from __future__ import annotations

from functools import partial

from simulator.bargaining.game import Game, UniformCost
from simulator.model.records import Trajectory
from simulator.verification.games import crisis, line, shifting, slantchev
from simulator.verification.published_check import Check, Values, order, sampled
from simulator.verification.worlds import ends_in, forts, fought, mean, share

_F95 = "Fearon 1995, IO 49(3)"
_P06 = "Powell 2006, IO 60"
_FELLER = "Feller, Introduction to Probability, vol. 1, ch. XIV"
#: Months after which next to no war without bargaining is left (four in 100,000).
_LONG = 260


def _peace_at_once(game: Game) -> Values:
    wars = forts(game, 200, 3)
    return {
        "war": share(wars, fought),
        "month": mean(wars, lambda war: war.end_month),
        "share": mean(wars, lambda war: war.at_end["share"]),
    }


def _gamble(high: float, c_a: float = 0.1, p: float = 0.5, wars: int = 2000) -> Values:
    played = forts(crisis(p, c_a, None, information=UniformCost(0.0, high)), wars, 2)
    return {"pr_war": share(played, fought)}


def _neutral(high: float) -> Values:
    return {"pr_war": [_gamble(high, p=p)["pr_war"] for p in (0.1, 0.3, 0.7)]}


def _first_offers(discounts: tuple[float, ...]) -> Values:
    """What is signed at once at every fort of Slantchev's line, A proposing."""
    return {
        str(delta): [forts(slantchev(delta, start=k), 1, 2)[0].at_end["share"] for k in range(1, 6)]
        for delta in discounts
    }


def _coin(share_a: float) -> Values:
    wars = forts(crisis(0.6, 0.1, 0.2, proposer="random", share_a=share_a), 1000, 2)
    return {"x": mean(wars, lambda war: war.at_end["share"]), "war": share(wars, fought)}


def _at_war(game: Game) -> bool:
    return any(fought(war) for war in forts(game, 3, 20))


def _all_or_nothing(levels: tuple[float, ...]) -> Values:
    return {
        "whole": _at_war(crisis(0.5, 0.2, 0.2, levels=(0.0, 1.0))),
        "lottery": _at_war(crisis(0.5, 0.2, 0.2, levels=levels)),
    }


def _preventive(c_b: float) -> Values:
    games = [shifting((0.35, p), 0.0, 0.9, proposer="A", c_b=c_b) for p in (0.3899, 0.3901)]
    return {"war": [_at_war(game) for game in games]}


def _powell(destroyed: float) -> Values:
    games = [shifting((0.3, 0.3 + shift), destroyed, 0.9) for shift in (0.1567, 0.1569)]
    return {"war": [_at_war(game) for game in games]}


def _speed(steps: tuple[int, ...]) -> Values:
    paths = [[0.3 + 0.3 * i / n for i in range(n + 1)] for n in steps]
    return {"war": [_at_war(shifting(path, 0.1, 0.9)) for path in paths]}


def _guarantee(stay: float) -> Values:
    games = [shifting((0.3, 0.6), 0.1, 0.9, stay=held) for held in (0.0, stay)]
    return {"war": [_at_war(game) for game in games]}


def _discounted(mode: str, war: Trajectory) -> float:
    return 0.95**war.end_month * ends_in(war, mode)


def _ruin(length: int, k: int, p: float, wars: int = 1000) -> Values:
    played = forts(line(length, k, p, 0.0, 0.0), wars, _LONG, bargaining=False)
    return {
        "P": share(played, lambda war: ends_in(war, "conquest")),
        "ET": mean(played, lambda war: war.end_month),
        "disc95": [
            mean(played, partial(_discounted, "conquest")),
            mean(played, partial(_discounted, "withdrawal")),
        ],
    }


CHECKS: tuple[Check, ...] = (
    sampled(
        "F95-range.simulator",
        f"{_F95}, pp. 386-387",
        "p=.6, costs .1 and .2: peace at once, every time, at A's .80",
        {"war": 0.0, "month": 0.0, "share": 0.8},
        partial(_peace_at_once, crisis(0.6, 0.1, 0.2)),
        partial(_peace_at_once, crisis(0.6, 0.1, 0.2, proposer="B")),
    ),
    sampled(
        "F95-tioli.simulator",
        f"{_F95}, pp. 386-387",
        "the same when B proposes: peace at once at .50",
        {"war": 0.0, "month": 0.0, "share": 0.5},
        partial(_peace_at_once, crisis(0.6, 0.1, 0.2, proposer="B")),
        partial(_peace_at_once, crisis(0.6, 0.1, 0.2)),
    ),
    sampled(
        "F95-risk-1.simulator",
        f"{_F95}, Claim 2, pp. 410-411, uniform cost",
        "p=.5, c_A=.1, c_B~U[0,.5]: share of 2000 crises that end in war",
        {"pr_war": 0.4},
        partial(_gamble, 0.5),
        partial(_gamble, 0.5, 0.2),
    ),
    sampled(
        "F95-risk-2.simulator",
        f"{_F95}, Claim 2, pp. 410-411, uniform cost",
        "p=.5, c_A=.1, c_B~U[0,.4]: share of 2000 crises that end in war",
        {"pr_war": 0.375},
        partial(_gamble, 0.4),
        partial(_gamble, 0.4, 0.2),
    ),
    sampled(
        "F95-neutral.simulator",
        "Fearon 1995; Benson, Meirowitz and Ramsay-type neutrality, own derivation",
        "c_A=.1, c_B~U[0,.5]: the same share of wars at p=.1, .3, .7 (2000 each)",
        {"pr_war": [0.4, 0.4, 0.4]},
        partial(_neutral, 0.5),
        partial(_neutral, 0.8),
    ),
    order(
        "F95-indivisible.simulator",
        f"{_F95}; Powell 2006 on the lottery",
        "all or nothing, p=.5, costs .2: war; an even lottery: peace",
        {"whole": True, "lottery": False},
        partial(_all_or_nothing, (0.0, 0.5, 1.0)),
        partial(_all_or_nothing, (0.0, 0.2, 1.0)),
        "simulator",
    ),
    order(
        "F95-preventive.simulator",
        f"{_F95}, pp. 405-406",
        "p_1=.35, c_B=.1 flows, delta=.9: peace at p_2=.3899, war at .3901",
        {"war": [False, True]},
        partial(_preventive, 0.01),
        partial(_preventive, 0.02),
        "simulator",
    ),
    sampled(
        "NASH-alpha.simulator",
        "Nash 1950; random proposer, textbook",
        "p=.6, costs .1 and .2, A proposes in 80 of 100 cases: mean share signed, no war",
        {"x": 0.74, "war": 0.0},
        partial(_coin, 0.8),
        partial(_coin, 0.5),
    ),
    sampled(
        "S03-complete.simulator",
        "Slantchev 2003, APSR 97(4), Proposition 1, p. 624",
        "N=6, p=.5, flows .3: what is signed at once at k=1..5, delta=.9 and .99",
        {
            "0.9": [0.2355753449, 0.3781362938, 0.5154140127, 0.6320547891, 0.7998386678],
            "0.99": [0.1741372063, 0.3378019078, 0.5019252619, 0.6623490783, 0.8297880556],
        },
        partial(_first_offers, (0.9, 0.99)),
        lambda: {"0.9": _first_offers((0.95,))["0.95"], "0.99": _first_offers((0.9,))["0.9"]},
    ),
    order(
        "P06-threshold.simulator",
        f"{_P06}, p. 183",
        "p=.3, d=.1, delta=.9 (critical shift .15679): peace at .1567, war at .1569",
        {"war": [False, True]},
        partial(_powell, 0.1),
        partial(_powell, 0.15),
        "simulator",
    ),
    order(
        "P06-gradual.simulator",
        "Powell 2006-type, own derivation",
        "p=.3 rising by .3, d=.1, delta=.9: in 1, 2, 3 steps war; in 4, 6, 12 peace",
        {"war": [True, True, True, False, False, False]},
        partial(_speed, (1, 2, 3, 4, 6, 12)),
        partial(_speed, (12, 6, 4, 3, 2, 1)),
        "simulator",
    ),
    order(
        "W97-guarantee.simulator",
        "Walter 1997, IO 51, for the logic; Walter-type, own derivation",
        "the rapid shift is war; a guarantor who makes it rare (.05 a period) removes the war",
        {"war": [True, False]},
        partial(_guarantee, 0.95),
        partial(_guarantee, 0.2),
        "simulator",
    ),
    sampled(
        "GR-10-5-0.50.simulator",
        _FELLER,
        "bargaining off, N=10, k=5, p=.5, 1000 wars: victories, length, discounted ends",
        {"P": 0.5, "ET": 25.0, "disc95": [0.19129023037344914, 0.19129023037344914]},
        partial(_ruin, 10, 5, 0.5),
        partial(_ruin, 10, 3, 0.5, 400),
    ),
    sampled(
        "GR-10-5-0.55.simulator",
        _FELLER,
        "bargaining off, N=10, k=5, p=.55, 1000 wars: the same",
        {
            "P": 0.7317174011812814,
            "ET": 23.171740118128113,
            "disc95": [0.2936354986990448, 0.10766081901186504],
        },
        partial(_ruin, 10, 5, 0.55),
        partial(_ruin, 10, 5, 0.45, 400),
    ),
    sampled(
        "GR-6-3-0.50.simulator",
        _FELLER,
        "bargaining off, N=6, k=3, p=.5, 1000 wars: the same",
        {"P": 0.5, "ET": 9.0, "disc95": [0.3316731141199226, 0.3316731141199226]},
        partial(_ruin, 6, 3, 0.5),
        partial(_ruin, 6, 2, 0.5, 400),
    ),
)
