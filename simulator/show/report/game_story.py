"""A solved game in sentences, from the numbers of its table; shares in percent of the stake."""

from __future__ import annotations

from simulator.bargaining.game import Complete, Game, HeterogeneousPriors, TwoSidedUniformCost
from simulator.bargaining.solution import Solution


def story(game: Game, solution: Solution) -> list[str]:
    """What happens, what is offered, which shares suit both, and what the sides have."""
    lines = [verdict(solution)]
    lines += offers(game, solution)
    lines.append(finish(game, solution))
    lines += accepted(game, solution)
    if solution.value_a is not None and solution.value_b is not None:
        before = "At the start" if game.crisis is not None else "Before the first offer"
        values = f"{before} A has {plain(solution.value_a)}, B {plain(solution.value_b)}"
        lost = game.stakes[0] - solution.value_a - solution.value_b
        lines.append(
            f"{values}; {plain(lost)} is lost." if _tell_lost(game, lost) else f"{values}."
        )
    return lines


def _tell_lost(game: Game, lost: float) -> bool:
    offices = any(leader.office for leader in (game.leader_a, game.leader_b))
    known = isinstance(game.information, Complete) and game.outside is None
    return known and not offices and lost > 1e-9


def verdict(solution: Solution) -> str:
    """War or peace, how long, and how it ends."""
    if solution.pr_backs_down is not None:
        return _crisis(solution, solution.pr_backs_down)
    out = solution.pr_walks_out
    if not solution.war:
        if out >= 1.0:
            return "No deal and no war: the side that is asked walks out."
        leaves = f"; talks end without a deal with probability {out:.3g}" if out > 0.0 else ""
        return f"Peace: nobody fights{leaves}."
    battles = solution.expected_battles
    noun = "battle" if battles == 1.0 else "battles"
    length = "without end" if battles is None else f"{plain(battles)} {noun} expected"
    sure = "War" if solution.pr_war >= 1.0 else f"War with probability {solution.pr_war:.3g}"
    leaves = f", a side walks out with probability {out:.3g}" if out > 0.0 else ""
    negotiated = f"a negotiated end with probability {solution.pr_negotiated:.3g}"
    return f"{sure}: {length}, {negotiated}{leaves}."


def _crisis(solution: Solution, backs_down: tuple[float, float]) -> str:
    a, b = backs_down
    if solution.pr_war >= 1.0:
        return "War: neither side would rather back down."
    if 1.0 in (a, b):
        side = "A" if a == 1.0 else "B"
        return f"Peace: {side} backs down in round {solution.horizon:g}, counted from 0."
    return (
        f"War with probability {solution.pr_war:.3g}: A backs down with probability {a:.3g}, "
        f"B with {b:.3g}; at time {solution.horizon:.4g} nobody is left who would."
    )


def offers(game: Game, solution: Solution) -> list[str]:
    """The first offer and the answer to it; nothing where none is made."""
    if solution.offer is None:
        return []
    stake = "the stake" if game.stakes[0] == 1.0 else "what is left of the stake"
    share = f"{percent(solution.offer)} of {stake}"
    if game.offers.proposer == "sealed":
        fails = f"the demands are incompatible with probability {solution.pr_war:.3g}"
        return [f"Demands that are compatible give A {share} on average; {fails}."]
    who = {"A": "A asks", "B": "B leaves A", "alternate": "A asks", "random": "The mean offer is"}
    said = who[game.offers.proposer]
    if isinstance(game.information, TwoSidedUniformCost):
        said = "A's types ask, on average,"
    answer = {
        True: "accepted at once",
        False: "refused",
        None: f"refused with probability {solution.pr_war:.3g}",
    }
    return [f"{said} {share}: {answer[solution.accepted]}."]


def finish(game: Game, solution: Solution) -> str:
    """What a war that nobody ends is worth, and the shares that both prefer to it."""
    a, b = solution.fight_to_finish
    believe = ", by their own beliefs" if isinstance(game.information, HeterogeneousPriors) else ""
    worth = (
        f"Fighting to the finish is worth {percent(a)} of the stake to A and {percent(b)} to B"
        f"{believe}"
    )
    low, high = solution.range
    whole = game.stakes[0]
    if a + b > whole + 1e-12:
        return (
            f"{worth}, together {percent(a + b - whole)} more than there is: no share suits both."
        )
    cut = " (all there is)" if (low, high) == (0.0, 1.0) else ""
    return f"{worth}: any share of A from {percent(low)} to {percent(high)}{cut} is worth more."


def accepted(game: Game, solution: Solution) -> list[str]:
    """The shares that are accepted, since a refusal is followed by further offers."""
    if solution.accepted_range is None:
        return []
    low, high = solution.accepted_range
    every = "" if isinstance(game.information, Complete | HeterogeneousPriors) else "every type of "
    sides = [
        "A accepts no share" if low is None else f"A accepts any share from {percent(low)}",
        f"{every}B accepts none"
        if high is None
        else f"{every}B leaves A any share up to {percent(high)}",
    ]
    both = (
        "" if low is not None and high is not None and low <= high + 1e-12 else ", none suits both"
    )
    what = "" if game.deal.binding else ", as a share of a period's flow"
    return [f"In equilibrium{what}, {sides[0]}, {sides[1]}{both}."]


def plain(value: float) -> str:
    """A number to four decimals as the table has it, without what does not matter at the end.

    >>> plain(0.25), plain(-0.00000001), plain(1234.5)
    ('0.25', '0', '1234.5')
    """
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def percent(share: float) -> str:
    """A share of the stake for reading, never in powers of ten and never a signed zero.

    >>> percent(0.525), percent(-0.0), percent(-0.3), percent(123.456)
    ('52.5%', '0%', '-30%', '12345.6%')
    """
    hundredths = 100.0 * share
    digits = 2 if abs(hundredths) < 100.0 else 1
    text = f"{hundredths:.{digits}f}".rstrip("0").rstrip(".")
    return f"{'0' if text == '-0' else text}%"
