"""The solver against published numbers, each with a changed input for which they must not hold.

The numbers are those of the sources, worked out by hand or by a separate program, and typed in.
"""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from scipy.stats import qmc
from strategies_games import plain_game

from simulator.bargaining.game import (
    Cost,
    Deal,
    Front,
    Game,
    HeterogeneousPriors,
    Leader,
    Offers,
    Power,
    TwoTypeCost,
    TwoTypePower,
    UniformCost,
)
from simulator.bargaining.solvers import solve

IDENTITY = ((1.0, 0.0), (0.0, 1.0))
SHIFT = ((0.0, 1.0), (0.0, 1.0))
FREE = Cost(0.0, 0.0, "per-war")


def shifting(
    before: float,
    after: float,
    destroys: float,
    discount: float,
    proposer: str,
    cost_b: float = 0.0,
) -> Game:
    """A's chance moves from `before` to `after` in one peaceful period; deals do not bind."""
    return plain_game(
        (before, after),
        Cost(0.0, cost_b, "per-war"),
        power=Power(IDENTITY, SHIFT),
        discount=discount,
        deal=Deal(False, (), destroys),
        offers=Offers("A" if proposer == "A" else "B"),
    )


def test_fearon_range() -> None:
    # Fearon 1995, IO 49:386-7: p = .6, costs .1 and .2.
    solution = solve(plain_game())
    assert solution.range == pytest.approx((0.5, 0.8), abs=1e-12)
    assert solution.offer == pytest.approx(0.8, abs=1e-12)
    assert (solution.war, solution.accepted, solution.pr_negotiated) == (False, True, 1.0)
    assert solve(plain_game((0.61,))).offer != pytest.approx(0.8, abs=1e-6)


@pytest.mark.parametrize(("chance", "share"), [(1.0, 0.8), (0.0, 0.5), (0.5, 0.65), (0.2, 0.56)])
def test_nash_split_by_who_proposes(chance: float, share: float) -> None:
    # Nash 1950 with war as disagreement: p - cA + chance (cA + cB).
    game = plain_game(offers=Offers("random", chance))
    assert solve(game).offer == pytest.approx(share, abs=1e-12)
    state = solve(game).by_state[0]
    assert (state.offer_a, state.offer_b) == pytest.approx((0.8, 0.5), abs=1e-12)
    dearer = replace(game, cost=Cost(0.1, 0.3, "per-war"))
    # Were the surplus not split by the chance to propose, B's cost would leave this unmoved.
    moved = solve(dearer).offer
    assert moved is not None
    assert moved - share == pytest.approx(0.1 * chance, abs=1e-12)


@pytest.mark.parametrize(
    ("cost_a", "high", "offer", "pr_war", "value"),
    [(0.1, 0.5, 0.7, 0.4, 0.58), (0.1, 0.4, 0.65, 0.375, None), (0.3, 0.2, 0.5, 0.0, 0.5)],
)
def test_fearon_risk_and_return(
    cost_a: float, high: float, offer: float, pr_war: float, value: float | None
) -> None:
    # Fearon 1995, Claim 2, uniform costs from 0.
    game = plain_game((0.5,), Cost(cost_a, None, "per-war"), information=UniformCost(0.0, high))
    solution = solve(game)
    assert solution.offer == pytest.approx(offer, abs=1e-12)
    assert solution.pr_war == pytest.approx(pr_war, abs=1e-12)
    if value is not None:
        assert solution.value_a == pytest.approx(value, abs=1e-12)
    wider = solve(replace(game, information=UniformCost(0.0, high + 0.3)))
    assert wider.pr_war > solution.pr_war


def test_risk_does_not_depend_on_power() -> None:
    # Interior neutrality with uniform costs; not when the offer meets the end of the stake.
    def risk(win: float) -> float:
        known = UniformCost(0.0, 0.5)
        return solve(plain_game((win,), Cost(0.1, None, "per-war"), information=known)).pr_war

    assert [risk(p) for p in (0.1, 0.3, 0.5, 0.7)] == pytest.approx([0.4] * 4, abs=1e-12)
    assert risk(0.95) < 0.39


def test_fearon_preventive_war() -> None:
    # Fearon 1995, IO 49:405-6: war iff .9 p2 - .35 > cB (1-.9)^2, cB = .1 of a period's flow.
    def war(later: float, cost_b: float = 0.01) -> bool:
        return solve(shifting(0.35, later, 0.0, 0.9, "A", cost_b)).war

    assert not war(0.39 - 1e-9)
    assert war(0.39 + 1e-9)
    assert not war(0.39 + 1e-9, 0.02)
    peace = shifting(0.6, 0.65, 0.0, 0.9, "A", 0.05)
    assert not solve(peace).war


def test_fearon_indivisible_stake() -> None:
    # Fearon 1995, IO 49:389-90: range .3 to .7, all or nothing.
    game = plain_game((0.5,), Cost(0.2, 0.2, "per-war"), deal=Deal(levels=(0.0, 1.0)))
    solution = solve(game)
    assert (solution.war, solution.pr_war, solution.offer) == (True, 1.0, None)
    for level, peace in ((0.29, False), (0.3, True), (0.7, True), (0.71, False)):
        lottery = replace(game, deal=Deal(levels=(0.0, level, 1.0)))
        assert solve(lottery).war is not peace, level


@pytest.mark.parametrize("discount", [0.5, 0.9, 0.99])
def test_rubinstein(discount: float) -> None:
    # Rubinstein 1982: the first proposer's share is 1 / (1 + discount).
    game = plain_game(
        cost=Cost(0.0, 0.0, "per-battle"),
        front=Front(2, 1, 1.0),
        takes_a_period=True,
        discount=discount,
        offers=Offers("alternate"),
    )
    assert solve(game).offer == pytest.approx(1.0 / (1.0 + discount), abs=1e-12)
    battles = replace(game, front=Front(2, 1, 0.5))
    assert solve(battles).offer != pytest.approx(1.0 / (1.0 + discount), abs=1e-6)


@pytest.mark.parametrize("side", ["A", "B"])
def test_powell_threshold_depends_on_who_gains_later(side: str) -> None:
    # Powell 2006, IO 60:182-3: (1-d)[delta (p + jump) - p] > d, or > d (1 - delta) if A proposes.
    needed = {"B": 0.1, "A": 0.1 * (1 - 0.9)}[side]
    jump = (needed / 0.9 + 0.3) / 0.9 - 0.3
    if side == "B":
        assert jump == pytest.approx(0.1567901, abs=1e-7)
    assert not solve(shifting(0.3, 0.3 + jump - 1e-9, 0.1, 0.9, side)).war
    assert solve(shifting(0.3, 0.3 + jump + 1e-9, 0.1, 0.9, side)).war
    # The other side's offers move the threshold.
    other = "A" if side == "B" else "B"
    assert solve(shifting(0.3, 0.3 + jump - 1e-9, 0.1, 0.9, other)).war is (side == "B")


def test_powell_examples() -> None:
    assert solve(shifting(0.3, 0.6, 0.1, 0.9, "B")).war
    assert solve(shifting(0.3, 0.7, 0.2, 0.95, "B")).war
    assert not solve(shifting(0.3, 0.7, 0.4, 0.95, "B")).war


def test_powell_random_shifts() -> None:
    for u in qmc.Halton(4, scramble=False).random(61)[1:]:
        before = 0.05 + 0.55 * u[0]
        jump, destroys, discount = 0.35 * u[1], 0.02 + 0.48 * u[2], 0.6 + 0.39 * u[3]
        gain = (1 - destroys) * (discount * (before + jump) - before)
        assert solve(shifting(before, before + jump, destroys, discount, "B")).war is bool(
            gain > destroys
        )


def gradual(steps: int, total: float = 0.3) -> Game:
    """A's chance rises from .3 by `total` in so many equal steps."""
    path = tuple(0.3 + total * i / steps for i in range(steps + 1))
    size = steps + 1
    same = tuple(tuple(float(i == j) for j in range(size)) for i in range(size))
    on = tuple(tuple(float(j == min(i + 1, steps)) for j in range(size)) for i in range(size))
    return plain_game(
        path,
        FREE,
        power=Power(same, on),
        discount=0.9,
        deal=Deal(False, (), 0.1),
        offers=Offers("B"),
    )


def test_powell_gradual_shift_is_peaceful() -> None:
    # War at some date iff for some t, m: (1-d)[delta^m p(t+m) - p(t)] > d.
    outcomes = []
    for steps in range(1, 9):
        path = [0.3 + 0.3 * i / steps for i in range(steps + 1)]
        later = [
            0.9 * (0.9**m * path[min(t + m, steps)] - path[t]) > 0.1
            for t in range(steps)
            for m in range(1, steps + 1)
        ]
        assert solve(gradual(steps)).war is any(later), steps
        outcomes.append(any(later))
    assert outcomes[0]
    assert not outcomes[-1]


SLANTCHEV = {
    0.9: (0.2355753449, 0.3781362938, 0.5154140127, 0.6320547891, 0.7998386678),
    0.99: (0.1741372063, 0.3378019078, 0.5019252619, 0.6623490783, 0.8297880556),
}


@pytest.mark.parametrize("discount", [0.9, 0.99])
def test_slantchev_proposition_1(discount: float) -> None:
    # Slantchev 2003, APSR 97:622-4: N = 6, p = .5, war flows .3 to each.
    game = plain_game(
        (0.5,),
        Cost(-0.3, -0.3, "flow"),
        front=Front(6, 3),
        takes_a_period=True,
        discount=discount,
        offers=Offers("alternate"),
    )
    solution = solve(game)
    offers = [state.offer_a for state in solution.by_state]
    assert offers == pytest.approx(list(SLANTCHEV[discount]), abs=1e-9)
    # The other side's shares are the mirror image.
    mirrored = [1.0 - (state.offer_b or 0.0) for state in solution.by_state]
    assert mirrored == pytest.approx(list(SLANTCHEV[discount])[::-1], abs=1e-9)
    if discount == 0.9:
        assert solution.range == pytest.approx((0.3929, 0.6071), abs=5e-5)
    changed = solve(replace(game, cost=Cost(-0.31, -0.3, "flow")))
    assert changed.offer != pytest.approx(SLANTCHEV[discount][2], abs=1e-4)


def test_slantchev_patience() -> None:
    game = plain_game(
        (0.6,),
        Cost(-0.3, -0.3, "flow"),
        front=Front(6, 3),
        takes_a_period=True,
        discount=0.9999,
        offers=Offers("alternate"),
    )
    assert solve(game).offer == pytest.approx(0.7712276725998747, abs=1e-9)
    assert solve(game).offer == pytest.approx(0.7714285714, abs=5e-4)
    assert solve(replace(game, discount=0.9)).offer != pytest.approx(0.7714, abs=5e-4)


def test_wagner_range_along_the_line() -> None:
    # Wagner 2000 set-up: [P - c T, P + c T], p = .5, c = .01, N = 10.
    expected = {1: (0.01, 0.19), 3: (0.09, 0.51), 5: (0.25, 0.75), 7: (0.49, 0.91), 9: (0.81, 0.99)}
    for k, ends in expected.items():
        game = plain_game((0.5,), Cost(0.01, 0.01, "per-battle"), front=Front(10, k))
        assert solve(game).range == pytest.approx(ends, abs=1e-12)
        assert solve(game).offer == pytest.approx(ends[1], abs=1e-12)
        drawn = replace(game, front=Front(10, k, 0.5))
        assert solve(drawn).range != pytest.approx(ends, abs=1e-3)
    strong = plain_game((0.6,), Cost(0.01, 0.01, "per-battle"), front=Front(10, 5))
    assert solve(strong).range == pytest.approx((0.692, 1.0), abs=5e-4)


@pytest.mark.parametrize(
    ("length", "k", "win", "chance"),
    [(10, 5, 0.5, 0.5), (10, 5, 0.55, 0.7317174011812785), (6, 3, 0.5, 0.5)],
)
def test_gamblers_ruin(length: int, k: int, win: float, chance: float) -> None:
    # Feller; the discounted ones from the generating function.
    free = plain_game((win,), Cost(0.0, 0.0, "per-battle"), front=Front(length, k))
    assert solve(free).range == pytest.approx((chance, chance), abs=1e-12)
    odd = plain_game((win + 0.01,), Cost(0.0, 0.0, "per-battle"), front=Front(length, k))
    assert solve(odd).range[0] != pytest.approx(chance, abs=1e-4)


def test_discounted_ruin() -> None:
    # Feller: E[.95^T; A wins] and E[.95^T; B wins], N = 10, k = 5, p = .55.
    game = plain_game(
        (0.55,),
        Cost(0.0, 0.0, "per-battle"),
        front=Front(10, 5),
        takes_a_period=True,
        discount=0.95,
    )
    low, high = solve(game).range
    assert low == pytest.approx(0.2936354986990448, abs=1e-12)
    assert 1.0 - high == pytest.approx(0.10766081901186504, abs=1e-12)
    assert solve(replace(game, discount=0.94)).range[0] != pytest.approx(low, abs=1e-3)


LADDER = {
    0.3: 0.6458333333,
    0.5: 0.6483333333,
    0.7: 0.6833333333,
    0.9: 0.7569055556,
    0.97: 0.8225324724,
}


def powell_2004(weak: float) -> Game:
    """Discount .95, collapse .1 and .1, flow costs .5 (A), .2 and 2 (B)."""
    return plain_game(
        (0.5,),
        Cost(0.5, None, "flow"),
        front=Front(2, 1, 0.8),
        takes_a_period=True,
        information=TwoTypeCost(2.0, 0.2, weak),
    )


@pytest.mark.parametrize("weak", list(LADDER))
def test_powell_2004_values(weak: float) -> None:
    # Set-up of Powell 2004, ladder of Hart 1989.
    assert solve(powell_2004(weak)).value_a == pytest.approx(LADDER[weak], abs=1e-9)
    dearer = replace(powell_2004(weak), cost=Cost(0.6, None, "flow"))
    if weak > 0.6:
        assert solve(dearer).value_a != pytest.approx(LADDER[weak], abs=1e-4)


def test_powell_2004_offers_and_fighting() -> None:
    offers = [0.3541666667, 0.2641666667, 0.1957666667, 0.1437826667, 0.1042748267]
    thresholds = [0.0, 0.4857142857, 0.7706835538, 0.9199693231, 0.9793927612]
    for share, above in zip(offers, thresholds, strict=True):
        offer = solve(powell_2004(above + 1e-6)).offer
        assert offer == pytest.approx(1.0 - share, abs=1e-9)
    # Exact chances; .496, .386 and .216 in the source come from a simulation of 2,000 wars.
    pr_war = {0.2: 0.0, 0.5: 0.5, 0.8: 0.3888888889, 0.95: 0.2180393112}
    simulated = {0.2: 0.0, 0.5: 0.496, 0.8: 0.386, 0.95: 0.216}
    for weak, chance in pr_war.items():
        got = solve(powell_2004(weak)).pr_war
        assert got == pytest.approx(chance, abs=1e-9)
        assert abs(got - simulated[weak]) <= 3 * math.sqrt(0.25 / 2000)


def test_filson_werner_last_stage() -> None:
    # Pool at .5, screen at .8, screen iff weak is likelier than .4.
    def game(weak: float) -> Game:
        known = TwoTypePower(0.7, 0.4, weak)
        return plain_game(cost=Cost(0.1, 0.1, "per-war"), information=known)

    pool, screen = solve(game(0.4 - 1e-6)), solve(game(0.4 + 1e-6))
    assert (pool.offer, pool.pr_war) == pytest.approx((0.5, 0.0), abs=1e-12)
    assert (screen.offer, screen.pr_war) == pytest.approx((0.8, 0.6), abs=1e-5)
    closer = replace(game(0.4 + 1e-6), information=TwoTypePower(0.6, 0.4, 0.4 + 1e-6))
    assert not solve(closer).war


def test_two_cost_types_once() -> None:
    # Screen iff Pr(weak) >= (cA + cL) / (cA + cH) = .4.
    def war(weak: float) -> bool:
        known = TwoTypeCost(0.4, 0.1, weak)
        return solve(plain_game((0.5,), Cost(0.1, None, "per-war"), information=known)).war

    assert not war(0.4 - 1e-9)
    assert war(0.4 + 1e-9)


@pytest.mark.parametrize(
    ("cost", "battles", "negotiated"),
    [(0.002, 24.484784160523056, 0.02583277252746475), (0.01, 3.75, 1.0)],
)
def test_smith_stam(cost: float, battles: float, negotiated: float) -> None:
    # Smith and Stam 2004 type: N = 10, k = 5, Beta(6,4) against Beta(4,6), true chance .5.
    known = HeterogeneousPriors((6.0, 4.0), (4.0, 6.0), 0.5)
    game = plain_game((0.5,), Cost(cost, cost, "per-battle"), front=Front(10, 5), information=known)
    solution = solve(game)
    assert solution.expected_battles == pytest.approx(battles, abs=1e-9)
    assert solution.pr_negotiated == pytest.approx(negotiated, abs=1e-9)
    assert solution.war
    common = solve(replace(game, information=HeterogeneousPriors((6.0, 4.0), (6.0, 4.0), 0.5)))
    assert common.expected_battles == 0.0
    firm = HeterogeneousPriors((12.0, 8.0), (8.0, 12.0), 0.5)
    longer = solve(replace(game, information=firm)).expected_battles
    assert longer is not None
    assert longer > battles


def test_office_and_mandates() -> None:
    # With incompatible mandates a deal exists iff one of three conditions holds (A proposes).
    seen = set()
    for u in qmc.Halton(7, scramble=False).random(301)[1:]:
        p, c_a, c_b = 0.2 + 0.6 * u[0], 0.3 * u[1], 0.3 * u[2]
        office_a, office_b = 1.5 * u[3], 1.5 * u[4]
        keep_a, keep_b = 0.5 + 0.5 * u[5], 0.5 + 0.5 * u[6]
        least = (p - c_a - (1 - p) * office_a, p - c_a + p * office_a)
        most = (p + c_b - (1 - p) * office_b, p + c_b + p * office_b)
        deal = (
            max(keep_a, least[0]) <= most[0]
            or max(0.0, least[1]) <= min(1.0 - keep_b, most[1])
            or max(least[1], 1.0 - keep_b, 0.0) <= min(most[0], keep_a, 1.0)
        )
        both = (Leader(office_a, keep_a), Leader(office_b, keep_b))
        got = solve(plain_game((p,), Cost(c_a, c_b, "per-war"), leaders=both))
        assert got.war is not bool(deal)
        seen.add(got.war)
    assert seen == {True, False}
