"""What was added to the textbook solver, checked by arithmetic that shares nothing with it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from strategies_games import doubly_doubtful_games, further_games, plain_game

from simulator.bargaining.complete import Equilibrium, equilibrium
from simulator.bargaining.game import (
    Battle,
    Cost,
    Crisis,
    Deal,
    Front,
    Game,
    Offers,
    Outside,
    Power,
    TwoSidedUniformCost,
)
from simulator.bargaining.markov import LEAVE, WAR
from simulator.bargaining.sealed import Bidders, sealed
from simulator.bargaining.solvers import solve
from simulator.errors import RunFailed
from simulator.verification.games import audiences, doubts

relaxed = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


class ByHand:
    """The values of every choice in a solved game, from the game itself and the solved values."""

    def __init__(self, game: Game, solved: Equilibrium) -> None:
        self.game, self.solved = game, solved
        self.count = solved.values.shape[1] // (2 if self.doubled() else 1)
        self.left = game.power.stake or (1.0,) * game.regimes

    def doubled(self) -> bool:
        game = self.game
        dear = game.cost.kind == "per-war" and bool(game.cost.a or game.cost.b)
        on = game.front.draw > 0.0 or game.front.length > 2
        return on and (dear or game.battle.first_strike > 0.0)

    def fight(self, k: int, m: int, s: int, side: int, striker: int) -> float:
        game, first = self.game, m < self.count
        win = game.battle.win[s]
        if first:
            win += game.battle.first_strike * (1 if striker == 0 else -1)
        then = (m % self.count + 1) % self.count + (self.count if self.doubled() else 0)
        delta = self.delta(side)
        cost = (game.cost.a, game.cost.b or 0.0)[side]
        cost *= 1.0 - delta if game.cost.kind == "flow" else 1.0
        if game.cost.kind == "per-war" and not first:
            cost = 0.0
        moves = ((1, (1 - game.front.draw) * win), (-1, (1 - game.front.draw) * (1 - win)))
        total = 0.0
        for r, weight in enumerate(game.power.war[s]):
            for step, chance in (*moves, (0, game.front.draw)):
                total += weight * chance * self.at(k + step, then, r, side)
        return (delta if game.battle.takes_a_period else 1.0) * total - cost

    def delta(self, side: int) -> float:
        own = (self.game.discount_a, self.game.discount_b)[side]
        return self.game.discount if own is None else own

    def at(self, k: int, m: int, r: int, side: int) -> float:
        game = self.game
        if k in (0, game.front.length):
            won = (k > 0) == (side == 0)
            office = (game.leader_a, game.leader_b)[side].office
            return (1 - game.deal.war_destroys) * self.left[r] + office if won else 0.0
        return float(self.solved.values[k, m, r, side])

    def deal(self, k: int, m: int, s: int, side: int, share: float) -> float:
        game, own = self.game, share if side == 0 else 1.0 - share
        leader = (game.leader_a, game.leader_b)[side]
        worth = self.left[s] * own
        worth += leader.office if own >= leader.keeps_office_at - 1e-12 else 0.0
        if game.deal.binding:
            return worth
        then = (m % self.count + 1) % self.count
        later = sum(w * self.at(k, then, r, side) for r, w in enumerate(game.power.peace[s]))
        return (1 - self.delta(side)) * worth + self.delta(side) * later

    def refuse(self, k: int, m: int, s: int, side: int) -> tuple[float, bool]:
        fight, out = self.fight(k, m, s, side, side), self.game.outside
        own = -np.inf if out is None else (out.a, out.b)[side]
        return max(fight, own), own > fight + 1e-12 * max(1.0, abs(fight))


def attempt(game: Game) -> Equilibrium:
    try:
        return equilibrium(game)
    except RunFailed:
        assume(False)
        raise


@given(further_games())
@relaxed
def test_nobody_gains_by_another_offer_or_answer(game: Game) -> None:
    solved = attempt(game)
    hand = ByHand(game, solved)
    shares = game.deal.levels or tuple(np.linspace(0.0, 1.0, 41))
    out = (game.outside.a, game.outside.b) if game.outside else (0.0, 0.0)
    for k in range(1, game.front.length):
        for m, chance in enumerate(solved.rules.proposes_a):
            for s in range(game.regimes):
                value = np.zeros(2)
                for proposer, turn in ((0, chance), (1, 1.0 - chance)):
                    kind, share = solved.kinds[k, m, s, proposer], solved.shares[k, m, s, proposer]
                    refuse, leaves = hand.refuse(k, m, s, 1 - proposer)
                    if kind == WAR:
                        got = [hand.fight(k, m, s, side, proposer) for side in (0, 1)]
                    elif kind == LEAVE:
                        assert leaves
                        got = list(out)
                    else:
                        got = [hand.deal(k, m, s, side, float(share)) for side in (0, 1)]
                        assert got[1 - proposer] >= refuse - 1e-8
                    best = hand.fight(k, m, s, proposer, proposer)
                    if leaves:
                        best = max(best, out[proposer])
                    for other in shares:
                        # An offer that is refused by a hair is no better offer.
                        if hand.deal(k, m, s, 1 - proposer, other) >= refuse + 1e-8:
                            best = max(best, hand.deal(k, m, s, proposer, other))
                    assert got[proposer] >= best - 1e-7
                    value += turn * np.array(got)
                assert solved.values[k, m, s] == pytest.approx(value, abs=1e-8)


def test_equal_discounts_by_either_name_are_one_game() -> None:
    game = plain_game(
        (0.4, 0.6),
        Cost(0.02, 0.03, "flow"),
        front=Front(5, 2),
        discount=0.9,
        takes_a_period=True,
        offers=Offers("alternate"),
        deal=Deal(binding=False),
    )
    named = replace(game, discount=0.5, discount_a=0.9, discount_b=0.9)
    assert solve(named) == solve(game)


def test_no_surprise_and_the_whole_stake_are_the_old_game() -> None:
    game = plain_game((0.4,), front=Front(5, 2), cost=Cost(0.02, 0.03, "per-battle"))
    same = replace(game, battle=Battle((0.4,)), power=replace(game.power, stake=(1.0,)))
    assert solve(same) == solve(game)


def test_halving_what_is_left_is_doubling_the_costs() -> None:
    one = ((1.0,),)
    half = plain_game(cost=Cost(0.05, 0.1, "per-war"), power=Power(one, one, (0.5,)))
    whole = plain_game(cost=Cost(0.1, 0.2, "per-war"))
    a, b = solve(half), solve(whole)
    assert (a.offer, *a.range) == pytest.approx((b.offer, *b.range))
    assert a.value_a == pytest.approx((b.value_a or 0.0) / 2)


def test_a_side_walks_out_of_a_war_that_it_would_otherwise_fight() -> None:
    whole = Deal(levels=(0.0, 1.0))
    fights = solve(plain_game((0.5,), Cost(0.1, 0.1, "per-war"), deal=whole))
    game = replace(
        plain_game((0.5,), Cost(0.1, 0.1, "per-war"), deal=whole), outside=Outside(0.45, 0.45)
    )
    leaves = solve(game)
    assert (fights.pr_war, fights.pr_walks_out) == (1.0, 0.0)
    assert (leaves.pr_war, leaves.pr_walks_out, leaves.pr_negotiated) == (0.0, 1.0, 0.0)
    assert (leaves.value_a, leaves.value_b, leaves.offer) == (0.45, 0.45, None)


@given(doubly_doubtful_games())
@relaxed
def test_doubts_on_both_sides_are_lotteries(game: Game) -> None:
    solution = solve(game)
    down = solution.pr_backs_down or (0.0, 0.0)
    assert 0.0 <= solution.pr_war <= 1.0
    assert solution.pr_war + solution.pr_negotiated + sum(down) == pytest.approx(1.0, abs=1e-9)
    assert (solution.value_a or 0.0) + (solution.value_b or 0.0) <= 1.0 + 1e-9


def test_one_offer_under_two_sided_doubt_is_each_types_best_on_a_grid() -> None:
    p, costs_a, costs_b = 0.55, (0.0, 0.35), (0.1, 0.4)
    found = solve(doubts(p, costs_a, costs_b, "A"))
    asks = np.linspace(0.0, 1.0, 4001)
    refused = np.clip((asks - p - costs_b[0]) / (costs_b[1] - costs_b[0]), 0.0, 1.0)
    risks, gains, asked = [], [], []
    for cost in costs_a[0] + (np.arange(400) + 0.5) / 400 * (costs_a[1] - costs_a[0]):
        worth = (1.0 - refused) * asks + refused * (p - cost)
        best = int(np.argmax(worth))
        risks.append(refused[best])
        gains.append(worth[best])
        asked.append(asks[best])
    assert found.pr_war == pytest.approx(np.mean(risks), abs=1e-3)
    assert found.value_a == pytest.approx(np.mean(gains), abs=1e-5)
    assert found.offer == pytest.approx(np.mean(asked), abs=1e-3)


@pytest.mark.parametrize(
    ("least", "most"),
    [((0.0, 1.0), (0.0, 1.0)), ((0.4, 0.5), (0.5, 0.6)), ((0.2, 0.5), (0.45, 0.6)),
     ((0.1, 0.2), (0.5, 0.6)), ((0.3, 0.6), (0.35, 0.8))],
)  # fmt: skip
def test_no_type_gains_by_another_sealed_demand(
    least: tuple[float, float], most: tuple[float, float]
) -> None:
    """All types' strategies on a grid, every demand tried against them."""
    types = Bidders(least, most)
    found = sealed(types)
    size = 1501
    a, b = (low + (np.arange(size) + 0.5) / size * (high - low) for low, high in (least, most))
    ends = types.line_b(most[0]), types.line_a(least[1])
    if most[0] - least[1] >= types.needed:
        asks, leaves = np.full(size, found.share), np.full(size, found.share)
    else:
        asks = np.array([max(types.line_a(each), ends[0]) for each in a.tolist()])
        leaves = np.array([min(types.line_b(each), ends[1]) for each in b.tolist()])
    deal = asks[:, None] <= leaves[None, :] + 1e-12
    price = (asks[:, None] + leaves[None, :]) / 2
    assert found.agreement == pytest.approx(deal.mean(), abs=3e-3)
    assert found.gain_a == pytest.approx((deal * (price - a[:, None])).mean(), abs=1e-3)
    assert found.gain_b == pytest.approx((deal * (b[None, :] - price)).mean(), abs=1e-3)
    tried = np.linspace(
        min(asks.min(), leaves.min()) - 0.05, max(asks.max(), leaves.max()) + 0.05, 400
    )
    for i in range(0, size, 100):
        own = (deal[i] * (price[i] - a[i])).mean()
        other = ((tried[:, None] <= leaves) * ((tried[:, None] + leaves) / 2 - a[i])).mean(axis=1)
        assert own >= other.max() - 2e-4
        own = (deal[:, i] * (b[i] - price[:, i])).mean()
        other = ((asks <= tried[:, None]) * (b[i] - (tried[:, None] + asks) / 2)).mean(axis=1)
        assert own >= other.max() - 2e-4


@pytest.mark.parametrize(("a", "b", "high_b"), [(0.2, 0.1, 1.0), (0.1, 0.1, 3.0), (1.0, 0.3, 0.5)])
def test_in_a_crisis_waiting_is_worth_what_backing_down_is(
    a: float, b: float, high_b: float
) -> None:
    """Each side backs down at the rate that leaves the other's types indifferent, to the end."""
    found = solve(audiences(a, b, (0.0, 1.0), (0.0, high_b)))
    end = found.horizon or 0.0
    times = np.linspace(0.0, end, 2001)
    stay: list[float] = []
    for own, other, high in ((a, b, high_b), (b, a, 1.0)):
        fight = min(1.0, other * end / high)  # the other's types that never back down
        there = fight * (1.0 + own * end) / (1.0 + own * times)
        assert there[0] <= 1.0 + 1e-9
        assert there[-1] == pytest.approx(fight)
        # Backing down at t is worth the prize if the other has gone, else the audience's cost.
        gone = 1.0 - there
        worth = gone[1:] - there[1:] * own * times[1:]
        assert worth == pytest.approx(np.full(worth.size, gone[0]), abs=1e-9)
        stay.append(there[0])
    # The horizon is the first at which one of them cannot have backed down at the start.
    assert max(stay) == pytest.approx(1.0)


def test_known_crises_are_won_by_the_side_committed_first() -> None:
    for audience, winner in ((0.3, "A"), (0.1, "B")):
        game = replace(
            plain_game((0.5,), Cost(0.8, 0.7, "per-war")), crisis=Crisis(audience, 0.1, 20)
        )
        solution = solve(game)
        values = (1.0, 0.0) if winner == "A" else (0.0, 1.0)
        assert (solution.value_a, solution.value_b) == values
        assert solution.pr_backs_down == ((0.0, 1.0) if winner == "A" else (1.0, 0.0))


def test_a_crisis_between_two_who_prefer_war_is_a_war() -> None:
    solution = solve(
        replace(plain_game((0.5,), Cost(0.3, 0.3, "per-war")), crisis=Crisis(0.1, 0.1, 4))
    )
    assert (solution.pr_war, solution.value_a, solution.value_b) == (1.0, 0.2, 0.2)
    both = TwoSidedUniformCost(0.0, 0.3, 0.0, 0.3)
    game = plain_game((0.5,), Cost(0.0, None, "per-war"), information=both)
    hidden = solve(replace(game, crisis=Crisis(0.1, 0.1)))
    assert (hidden.pr_war, hidden.horizon) == (1.0, 0.0)
