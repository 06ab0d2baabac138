"""The textbook games the solvers are asked about, built from their few numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simulator.bargaining.game import (
    Battle,
    Complete,
    Cost,
    Crisis,
    Deal,
    Front,
    Game,
    HeterogeneousPriors,
    Information,
    Leader,
    Offers,
    Outside,
    Power,
    Proposer,
    TwoSidedUniformCost,
)

_STILL = Power(((1.0,),), ((1.0,),))


def crisis(
    p: float,
    c_a: float,
    c_b: float | None,
    *,
    proposer: Proposer = "A",
    share_a: float = 0.5,
    information: Information | None = None,
    levels: Sequence[float] = (),
    leaders: tuple[Leader, Leader] = (Leader(), Leader()),
    title: str = "crisis",
) -> Game:
    """One offer, one decisive battle, costs paid once (Fearon 1995)."""
    return Game(
        title=title,
        front=Front(2, 1),
        battle=Battle((p,)),
        power=_STILL,
        discount=0.95,
        cost=Cost(c_a, c_b, "per-war"),
        deal=Deal(levels=tuple(levels)),
        offers=Offers(proposer, share_a),
        leader_a=leaders[0],
        leader_b=leaders[1],
        information=information or Complete(),
    )


def shifting(
    path: Sequence[float],
    destroyed: float,
    discount: float,
    *,
    proposer: Proposer = "B",
    share_a: float = 0.5,
    c_b: float = 0.0,
    stay: float = 0.0,
    title: str = "shifting power",
) -> Game:
    """A's chance follows `path` while there is peace; nothing that is signed binds (Powell 2006).

    Args:
        path: A's chance in successive regimes; the last stays.
        destroyed: Part of the stake a war costs its victor.
        discount: Weight of the next period.
        proposer: Who makes the offers.
        share_a: Chance that A does, with random proposers.
        c_b: B's cost of war, paid once [stakes].
        stay: Chance that power does not move on in a peaceful period.
        title: What it is called.
    """
    size = len(path)
    last = size - 1
    peace = [[0.0] * size for _ in range(size)]
    war = [[float(i == j) for j in range(size)] for i in range(size)]
    for i in range(size):
        peace[i][i] += stay
        peace[i][min(i + 1, last)] += 1.0 - stay
    return Game(
        title=title,
        front=Front(2, 1),
        battle=Battle(tuple(path)),
        power=Power(tuple(map(tuple, war)), tuple(map(tuple, peace))),
        discount=discount,
        cost=Cost(0.0, c_b, "per-war"),
        deal=Deal(binding=False, war_destroys=destroyed),
        offers=Offers(proposer, share_a),
    )


def line(
    length: int,
    start: int,
    p: float,
    c_a: float,
    c_b: float,
    *,
    discount: float = 1.0,
    takes_a_period: bool = False,
    flow: bool = False,
    proposer: Proposer = "A",
    information: Information | None = None,
    title: str = "line",
) -> Game:
    """A war along a line of forts, a cost at every battle (Wagner 2000; Slantchev 2003)."""
    return Game(
        title=title,
        front=Front(length, start),
        battle=Battle((p,), takes_a_period),
        power=_STILL,
        discount=discount,
        cost=Cost(c_a, c_b, "flow" if flow else "per-battle"),
        offers=Offers(proposer),
        information=information or Complete(),
    )


def slantchev(discount: float, p: float = 0.5, b: float = 0.3, start: int = 3) -> Game:
    """Alternating offers along six steps, flows `b` while fighting (Slantchev 2003)."""
    return line(
        6,
        start,
        p,
        -b,
        -b,
        discount=discount,
        takes_a_period=True,
        flow=True,
        proposer="alternate",
        title="Slantchev 2003",
    )


def collapse(
    information: Information, *, discount: float = 0.95, chance: float = 0.1, c_a: float = 0.5
) -> Game:
    """A offers, and each battle either side collapses with `chance` (Powell 2004)."""
    return Game(
        title="Powell 2004",
        front=Front(2, 1, draw=1.0 - 2.0 * chance),
        battle=Battle((0.5,), takes_a_period=True),
        power=_STILL,
        discount=discount,
        cost=Cost(c_a, None, "flow"),
        information=information,
    )


def rival_priors(
    cost: float,
    prior_a: tuple[float, float] = (6.0, 4.0),
    prior_b: tuple[float, float] = (4.0, 6.0),
) -> Game:
    """Ten forts, two Beta priors, an even war in truth (Smith and Stam 2004)."""
    return line(
        10,
        5,
        0.5,
        cost,
        cost,
        information=HeterogeneousPriors(prior_a, prior_b, 0.5),
        title="Smith and Stam 2004",
    )


def patience(
    discount_a: float, discount_b: float, outside: tuple[float, float] | None = None
) -> Game:
    """Alternating offers for ever, nothing but time is lost (Rubinstein 1982; outside options)."""
    still = line(2, 1, 0.5, 0.0, 0.0, discount=0.9, takes_a_period=True, proposer="alternate")
    return replace(
        still,
        front=Front(2, 1, 1.0),
        discount_a=discount_a,
        discount_b=discount_b,
        outside=None if outside is None else Outside(*outside),
    )


def surprise(p: float, f: float, cost: float, destroyed: float = 0.0) -> Game:
    """Who strikes first gains `f` (Fearon 1995, Powell 2006)."""
    game = crisis(p, cost, cost)
    return replace(game, battle=Battle((p,), first_strike=f), deal=Deal(war_destroys=destroyed))


def armed_peace(f: float, theta: float, cost: float, battles: int, *, burns: bool) -> Game:
    """Deals that deter or do not, after each number of battles (Leventoglu and Slantchev 2007).

    Args:
        f: What surprise adds to a striker's chance.
        theta: What each battle leaves of the stake.
        cost: Each side's cost of another war [stakes].
        battles: Regimes 0..battles are battles fought so far.
        burns: Whether the next battle destroys its part as well, before it is won.
    """
    size = battles + 1
    still = tuple(tuple(float(i == j) for j in range(size)) for i in range(size))
    onward = tuple(tuple(float(j == min(i + 1, battles)) for j in range(size)) for i in range(size))
    return Game(
        title="Leventoglu and Slantchev 2007",
        front=Front(2, 1),
        battle=Battle((0.5,) * size, first_strike=f),
        power=Power(onward if burns else still, still, tuple(theta**n for n in range(size))),
        discount=0.95,
        cost=Cost(cost, cost, "per-war"),
        deal=Deal(binding=False, expects="peace"),
    )


def doubts(
    p: float, costs_a: tuple[float, float], costs_b: tuple[float, float], proposer: Proposer
) -> Game:
    """One decisive battle, and each side knows its own cost only."""
    known = TwoSidedUniformCost(*costs_a, *costs_b)
    return crisis(p, 0.0, None, proposer=proposer, information=known)


def audiences(
    a: float, b: float, costs_a: tuple[float, float], costs_b: tuple[float, float]
) -> Game:
    """Two audiences, costs of war private, a war that destroys the prize (Fearon 1994)."""
    game = doubts(0.5, costs_a, costs_b, "A")
    return replace(game, deal=Deal(war_destroys=1.0), crisis=Crisis(a, b))
