"""Finite games as trees: who moves, what each knows, and what each gets.

A battle is a move of chance. What a tree holds is what `solve` solves: one offer and its answer
before one decisive battle, or the rounds of a crisis. A divisible stake has to be cut into levels
first; types of B are drawn by chance, and A does not see which.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from simulator.bargaining.complete import rules_of
from simulator.bargaining.contest import back_down_values
from simulator.bargaining.game import Complete, Crisis, Game, TwoTypeCost, TwoTypePower
from simulator.bargaining.markov import Rules, keeps_office
from simulator.bargaining.markov import chance as chance_of_a

#: Most shares that can be offered in a tree, since solvers of trees slow down beyond.
MOST_OFFERS = 100


@dataclass(frozen=True, slots=True)
class End:
    """A leaf: its name, and what A and B get [stakes]."""

    name: str
    payoffs: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Chance:
    """A move of chance: actions with their probabilities, and what follows each."""

    name: str
    branches: tuple[tuple[str, float, Tree], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A side's move.

    Attributes:
        side: 0 for A, 1 for B.
        knows: What the side knows here; where that is the same, it cannot tell moves apart.
        branches: Actions, and what follows each.
    """

    side: int
    knows: str
    branches: tuple[tuple[str, Tree], ...]


Tree: TypeAlias = End | Chance | Choice


def infinite(game: Game, levels: Sequence[float]) -> list[tuple[str, str, str | None, str]]:
    """Why a game is not a finite tree: path, rule, value, remedy; empty if it is one.

    Args:
        game: The game.
        levels: Shares that can be offered, if not those of the file.
    """
    found: list[tuple[str, str, str | None, str]] = []
    if not isinstance(game.information, Complete | TwoTypeCost | TwoTypePower):
        rule = "must be 'complete', 'two-type-cost' or 'two-type-power' in a finite game"
        found.append(("information.kind", rule, None, "cut the types down to two"))
    if game.front.length > 2:
        rule, value = "must be 2 in a finite game", str(game.front.length)
        found.append(("front.length", rule, value, "let one battle decide"))
    if game.front.draw > 0.0:
        rule = "must be 0 in a finite game"
        found.append(("front.draw", rule, f"{game.front.draw:g}", "let one battle decide"))
    if not game.deal.binding:
        rule = "must be true in a finite game"
        found.append(("deal.binding", rule, "false", "let the deal bind"))
    if game.crisis is None:
        shares = levels or game.deal.levels
        if not shares:
            rule = "must list the shares that can be offered in a finite game"
            found.append(
                ("deal.levels", rule, None, "add levels, or --offers 20 for steps of 1/20")
            )
        if len(shares) > MOST_OFFERS + 1:
            rule = f"must be at most {MOST_OFFERS + 1} shares in a finite game"
            found.append(("deal.levels", rule, f"{len(shares)}", "keep fewer"))
    return found


def tree_of(game: Game, levels: Sequence[float] = ()) -> Tree:
    """The tree of a game that `infinite` finds nothing against.

    Args:
        game: The game.
        levels: Shares that can be offered, if not those of the file.
    """
    if game.crisis is not None:
        return _round(game, game.crisis, 0)
    if levels:
        game = replace(game, deal=replace(game.deal, levels=tuple(sorted(levels))))
    known = game.information
    cost, battle, plain = game.cost, game.battle, Complete()
    match known:
        case TwoTypeCost(weak_cost, tough_cost, weak):
            kinds = [
                replace(game, cost=replace(cost, b=each), information=plain)
                for each in (weak_cost, tough_cost)
            ]
        case TwoTypePower(weak_win, tough_win, weak):
            kinds = [
                replace(game, battle=replace(battle, win=(each,)), information=plain)
                for each in (weak_win, tough_win)
            ]
        case _:
            return _offers(game, "")
    branches = zip(("B is weak", "B is tough"), (weak, 1.0 - weak), kinds, strict=True)
    return Chance(
        "B's type", tuple((name, part, _offers(kind, name)) for name, part, kind in branches)
    )


def _offers(game: Game, kind: str) -> Tree:
    """The offer of whoever proposes, to a B of this kind."""
    sides = {"A": [0], "B": [1], "alternate": [0], "random": [0, 1]}[game.offers.proposer]
    first = [_offer(game, side, kind) for side in sides]
    if len(first) == 1:
        return first[0]
    share = game.offers.share_a
    return Chance(
        "who proposes", (("A proposes", share, first[0]), ("B proposes", 1.0 - share, first[1]))
    )


def _offer(game: Game, proposer: int, kind: str) -> Choice:
    rules = rules_of(game)
    responder = 1 - proposer
    branches: list[tuple[str, Tree]] = []
    for share in game.deal.levels:
        said = f"{share:.6g} to A"
        answers: list[tuple[str, Tree]] = [
            ("accept", End(said, _deal(rules, share))),
            ("fight", _battle(rules, responder)),
        ]
        if game.outside is not None:
            answers.append(("walk out", End("out", (game.outside.a, game.outside.b))))
        # B knows its own kind; A, who answers only when everything is known, has nothing to guess.
        knows = f"{kind}: {said}" if kind else said
        branches.append((said, Choice(responder, knows, tuple(answers))))
    branches.append(("fight", _battle(rules, proposer)))
    return Choice(proposer, f"{'AB'[proposer]} proposes", tuple(branches))


def _deal(rules: Rules, share: float) -> tuple[float, float]:
    worth = [
        float(rules.stake[0] * own + rules.office[side] * keeps_office(own, rules.keeps[side]))
        for side, own in enumerate((share, 1.0 - share))
    ]
    return worth[0], worth[1]


def _battle(rules: Rules, striker: int) -> Tree:
    """One decisive battle, opened by `striker` (0 A, 1 B)."""
    win = float(chance_of_a(rules, 0, 0, striker))
    ends = []
    for name, at in (("A wins", rules.at_length), ("B wins", rules.at_zero)):
        after = rules.after_battle * (rules.war[0] @ at) - rules.cost[0]
        ends.append(End(name, (float(after[0]), float(after[1]))))
    return Chance("battle", (("A wins", win, ends[0]), ("B wins", 1.0 - win, ends[1])))


def _round(game: Game, crisis: Crisis, step: int) -> Choice:
    """What is left of a crisis at its n-th move, A's and B's by turns."""
    rounds = crisis.rounds or 1
    at, side = divmod(step, 2)
    name = f"round {at}, {'AB'[side]}"
    given_up = back_down_values(crisis, side, at)
    branches: list[tuple[str, Tree]] = [("back down", End(f"{'AB'[side]} backs down", given_up))]
    if step + 1 < 2 * rounds:
        branches.append(("escalate", _round(game, crisis, step + 1)))
    branches.append(("attack", _battle(rules_of(game), side)))
    return Choice(side, name, tuple(branches))
