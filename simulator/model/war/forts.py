"""A textbook game played out: forts instead of a continuous front, a battle a month.

The same tape, the same Mesa, the same Trajectory as any other war, with everything switched off but
offers, answers, battles and learning from both. The sides consult the solver at the position and
the beliefs they have reached, so what a paper proves of the equilibrium must show in frequencies.

Source: Smith and Stam 2004 for the line of forts; the game's own source for the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import mesa

from simulator.bargaining.complete import Equilibrium, equilibrium
from simulator.bargaining.game import (
    Complete,
    Game,
    HeterogeneousPriors,
    TwoTypeCost,
    TwoTypePower,
    UniformCost,
)
from simulator.bargaining.heterogeneous import believer
from simulator.bargaining.heterogeneous import state as rival_priors
from simulator.bargaining.markov import WAR
from simulator.bargaining.solution import StateSolution
from simulator.bargaining.solvers import solve
from simulator.model.records import END_MODES, RUNGS, Talk, Trajectory, World
from simulator.model.war.ledger import Ledger
from simulator.model.war.luck import Luck


@lru_cache(maxsize=4096)
def _plan(game: Game) -> tuple[StateSolution, float]:
    """The solver's advice where a game stands now: its start's row, and the chance of a battle."""
    if isinstance(game.information, HeterogeneousPriors):
        # Only the next answer is asked for, not the length of the war that may follow.
        sides = believer(game.information.prior_a, game), believer(game.information.prior_b, game)
        row = rival_priors(game, sides, game.front.start)
        return row, float(row.war)
    solution = solve(game)
    row = next(r for r in solution.by_state if r.k == game.front.start and r.regime == 0)
    return row, solution.pr_war


@lru_cache(maxsize=256)
def _equilibrium(game: Game) -> Equilibrium:
    return equilibrium(game)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a month's talk: A's share in the offer (None without one), and the answer."""

    share: float | None
    accepted: bool
    game: Game


class Side(mesa.Agent):  # type: ignore[misc]  # Mesa ships no types
    """A belligerent in a textbook game.

    Attributes:
        cost: What war costs it, where that is private [stakes].
        weak: Whether it is the weak type, where there are two.
    """

    def __init__(self, model: mesa.Model, cost: float = 0.0, weak: bool = False) -> None:
        """Create a side with what only it knows."""
        super().__init__(model)
        self.cost = cost
        self.weak = weak


def private_side(model: mesa.Model, game: Game, luck: Luck) -> Side:
    """Draw B's type from the prior that A holds."""
    u = luck.of_war("type_B")
    match game.information:
        case UniformCost(low, high):
            return Side(model, cost=low + u * (high - low))
        case TwoTypeCost(cost_weak, cost_tough, weak):
            return Side(model, cost=cost_weak if u < weak else cost_tough, weak=u < weak)
        case TwoTypePower(_, _, weak):
            return Side(model, weak=u < weak)
        case _:
            return Side(model)


class FortWar(mesa.Model):  # type: ignore[misc]  # Mesa ships no types
    """One play of a textbook game."""

    def __init__(self, world: World) -> None:
        """Set up the start, and let the sides talk before anything is fought.

        Args:
            world: A world whose scenario has `steps = "forts"` and a game.

        Raises:
            ValueError: If the scenario has no game.
        """
        super().__init__(rng=int(world.replication) % 2**31)
        if world.scenario.game is None:
            raise ValueError(f"{world.scenario.name}: forts need a game")
        self.game = world.scenario.game
        self.first = self.game
        self.talking = world.scenario.switches["bargaining"]
        self.luck = Luck(world.entropy, world.replication)
        self.ledger = Ledger(world.months)
        self.month = 0
        self.k = self.game.front.start
        self.regime = 0
        self.phase = 0
        self.price_paid = False
        self.A = Side(self)
        self.B = private_side(self, self.game, self.luck)
        self.over = False
        self._talk()
        self._record()

    def step(self) -> None:
        """One month: the battle that a refusal brought, then offers and answers."""
        self.month += 1
        if not self.over:
            if self.at_peace:
                self._turn(self.first.power.peace)
            else:
                self._battle()
            if not self.over:
                self._talk()
        self._record()

    # 5 offers and answers

    def _talk(self) -> None:
        self.at_peace = False
        answer = self._bargain() if self.talking else Answer(None, False, self.game)
        if not answer.accepted:
            self.game = answer.game
            return
        if self.first.deal.binding:
            self.over = True
            self.ledger.end(
                self.month,
                END_MODES.index("settlement"),
                0,
                True,
                {"share": float(answer.share or 0.0), "type_weak": float(self.B.weak)},
            )
        else:
            self.at_peace = True

    def _bargain(self) -> Answer:
        if isinstance(self.first.information, Complete):
            return self._known()
        return self._learned()

    def _known(self) -> Answer:
        """Complete information: what the equilibrium prescribes here, for whoever proposes."""
        solved = _equilibrium(self.first)
        chance = solved.rules.proposes_a[self.phase]
        by = 0 if self.luck.uniform(self.month, "proposer") < chance else 1
        kind = solved.kinds[self.k, self.phase, self.regime, by]
        share = None if kind == WAR else float(solved.shares[self.k, self.phase, self.regime, by])
        values = [solved.refusal(self.k, self.phase, self.regime, side) for side in range(2)]
        self._log("AD"[by], share, values[0], values[1], kind != WAR)
        return Answer(share, kind != WAR, self.game)

    def _learned(self) -> Answer:
        """Private information: the uninformed side's best offer, and what each type answers."""
        here = replace(self.game, front=replace(self.game.front, start=self.k))
        row, pr_war = _plan(here)
        share = row.offer_a if row.offer_a is not None else row.offer_b
        accepts, after = self._answer(here, pr_war)
        self._log("A", share, row.reservation_a or 0.0, row.reservation_b or 0.0, accepts)
        return Answer(share, accepts, after)

    def _answer(self, game: Game, pr_war: float) -> tuple[bool, Game]:
        """B's answer by its type, and the game as A sees it once B has refused."""
        known = game.information
        match known:
            case UniformCost(low, high):
                # The costly types take the offer: those who refuse are the cheaper ones.
                cut = low + pr_war * (high - low)
                after = UniformCost(low, cut) if low < cut else known
                return self.B.cost >= cut and pr_war < 1.0, replace(game, information=after)
            case TwoTypeCost(_, _, weak) | TwoTypePower(_, _, weak):
                if pr_war <= 0.0:
                    return True, game
                # Only the weak type takes a screening offer, and it may mix.
                mixing = min(1.0, (1.0 - pr_war) / weak) if weak > 0.0 else 0.0
                takes = self.B.weak and self.luck.uniform(self.month, "answer") < mixing
                left = weak * (1.0 - mixing)
                after_weak = left / (left + 1.0 - weak) if left + 1.0 - weak > 0.0 else weak
                return takes, replace(game, information=replace(known, weak=after_weak))
            case _:
                return pr_war <= 0.0, game

    # 6 battle

    def _battle(self) -> None:
        u = self.luck.uniform(self.month, "front")
        chance = self._chance()
        draw = self.first.front.draw
        won = u < (1.0 - draw) * chance
        moved = u < 1.0 - draw
        if moved:
            self.k += 1 if won else -1
            self._learn(won)
        self._pay()
        self._turn(self.first.power.war)
        if self.k == 0:
            self._end("withdrawal", -1)
        elif self.k == self.first.front.length:
            self._end("conquest", 1)

    def _chance(self) -> float:
        """A's true chance in a battle."""
        match self.first.information:
            case TwoTypePower(win_weak, win_tough, _):
                return win_weak if self.B.weak else win_tough
            case HeterogeneousPriors(_, _, true_win):
                return true_win
            case _:
                return self.first.battle.win[self.regime]

    def _learn(self, won: bool) -> None:
        """9: what the battle taught, by Bayes."""
        known = self.game.information
        match known:
            case TwoTypePower(win_weak, win_tough, weak):
                likely = (win_weak, win_tough) if won else (1.0 - win_weak, 1.0 - win_tough)
                total = weak * likely[0] + (1.0 - weak) * likely[1]
                posterior = weak * likely[0] / total if total > 0.0 else weak
                self.game = replace(self.game, information=replace(known, weak=posterior))
            case HeterogeneousPriors((a_A, b_A), (a_B, b_B), _):
                win, loss = float(won), 1.0 - float(won)
                after = replace(
                    known, prior_a=(a_A + win, b_A + loss), prior_b=(a_B + win, b_B + loss)
                )
                self.game = replace(self.game, information=after)
            case _:
                pass

    def _pay(self) -> None:
        """A price paid once is not paid again: what follows is a game without it."""
        if self.first.cost.kind != "per-war" or self.price_paid:
            return
        self.price_paid = True
        if not isinstance(self.first.information, Complete | UniformCost | TwoTypeCost):
            self.game = replace(self.game, cost=replace(self.game.cost, a=0.0, b=0.0))

    def _turn(self, chain: tuple[tuple[float, ...], ...]) -> None:
        """Next proposer, next power regime."""
        if isinstance(self.first.information, Complete):
            rules = _equilibrium(self.first).rules
            after = rules.after_peace if self.at_peace else rules.after_war
            self.phase = int(after[self.phase])
        u = self.luck.uniform(self.month, "observation")
        total = 0.0
        for regime, chance in enumerate(chain[self.regime]):
            total += chance
            if u < total:
                self.regime = regime
                return

    def _end(self, mode: str, winner: int) -> None:
        self.over = True
        facts = {"share": float(winner > 0), "type_weak": float(self.B.weak)}
        self.ledger.end(self.month, END_MODES.index(mode), winner, False, facts)

    # 10 records

    def so_far(self) -> Trajectory:
        """The war as it has gone."""
        return self.ledger.close()

    def _log(
        self, by: str, share: float | None, refuse_A: float, refuse_B: float, accepted: bool
    ) -> None:
        kind = "none" if share is None else "settlement"
        land = 0.0 if share is None else share
        talk = Talk(
            self.month, kind, by, land, RUNGS[-1], land, refuse_A, 1.0 - land, refuse_B, accepted
        )
        self.ledger.talks.append(talk)

    def _record(self) -> None:
        fighting = float(not (self.over or self.at_peace))
        known = self.game.information
        weak = known.weak if isinstance(known, TwoTypeCost | TwoTypePower) else 0.0
        self.ledger.write(
            self.month,
            {
                "occ": self.k / self.first.front.length,
                "fighting": fighting,
                "intensity": fighting,
                "belief_A_weak": weak,
                "phase": 3.0 * (1.0 - fighting),
            },
        )
