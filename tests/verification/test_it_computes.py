"""`verify` computes: one broken line of what it checks, and rows fail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

import simulator.verification.simulator_front as simulator_front
import simulator.verification.solver_crisis as solver_crisis
import simulator.verification.solver_war_game as solver_war_game
from simulator.bargaining import complete, war_game, war_rows
from simulator.bargaining.game import Game
from simulator.bargaining.markov import Rules
from simulator.bargaining.solvers import solve
from simulator.model.records import Floats, World
from simulator.model.war import forts
from simulator.theory import gamblers_ruin
from simulator.verification.all_checks import CHECKS
from simulator.verification.games import crisis
from simulator.verification.published_check import Result, judge
from simulator.verification.worlds import continuous


def rows(*names: str) -> list[Result]:
    return [judge(check) for check in CHECKS if check.id in names]


def test_a_wrong_cost_in_the_solver_fails_the_range(monkeypatch: pytest.MonkeyPatch) -> None:
    right = complete.rules_of

    def wrong(game: Game) -> Rules:
        found = right(game)
        return found._replace(cost=found.cost * 1.01)

    monkeypatch.setattr(complete, "rules_of", wrong)
    failed = {r.check.id for r in rows("F95-range.solver", "F95-tioli.solver") if not r.passed}
    assert failed == {"F95-range.solver", "F95-tioli.solver"}


def test_a_wrong_destruction_in_the_solver_fails_powell(monkeypatch: pytest.MonkeyPatch) -> None:
    right = complete.rules_of

    def wrong(game: Game) -> Rules:
        return right(replace(game, deal=replace(game.deal, war_destroys=0.0)))

    monkeypatch.setattr(complete, "rules_of", wrong)
    assert not any(r.passed for r in rows("P06-threshold.solver", "P06-gradual.solver"))


def test_a_constant_instead_of_the_solver_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    peace = solve(crisis(0.6, 0.1, 0.2))
    monkeypatch.setattr(solver_crisis, "solve", lambda _: peace)
    changed = [c for c in solver_crisis.CHECKS if c.id != "F95-range.solver"]
    assert not any(judge(check).passed for check in changed)


def test_a_wrong_discount_in_the_war_game_fails_the_ruin(monkeypatch: pytest.MonkeyPatch) -> None:
    right = war_game.solve_war

    def wrong(
        game: war_rows.WarGame,
        values_A: Floats,
        values_D: Floats,
        warm: bool,
        room: war_rows.Room,
    ) -> tuple[int, float]:
        dearer = game._replace(discounts=1.01 * game.discounts)
        return right(dearer, values_A, values_D, warm, room)

    monkeypatch.setattr(solver_war_game, "solve_war", wrong)
    assert not any(r.passed for r in rows("GR-6-3-0.50.war-game", "GR-10-5-0.50.war-game"))


def test_a_wrong_chance_in_battle_fails_the_simulated_ruin(monkeypatch: pytest.MonkeyPatch) -> None:
    right = forts.FortWar._chance
    monkeypatch.setattr(forts.FortWar, "_chance", lambda war: right(war) - 0.05)
    assert not any(r.passed for r in rows("GR-10-5-0.55.simulator"))


def test_a_wrong_loss_rate_fails_lanchester(monkeypatch: pytest.MonkeyPatch) -> None:
    # What is compiled cannot be exchanged from here: the war is fed a wrong rate instead.
    def wrong(values: Mapping[str, float], *, off: Iterable[str], months: int) -> World:
        uneven = {**values, "force.size_ratio": 1.001 * values["force.size_ratio"]}
        return continuous(uneven, off=off, months=months)

    monkeypatch.setattr(simulator_front, "continuous", wrong)
    lanchester = [c for c in simulator_front.CHECKS if c.id.startswith("LAN")]
    assert not any(judge(check).passed for check in lanchester)


def test_a_wrong_closed_form_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    right = gamblers_ruin.expected_battles
    monkeypatch.setattr(
        gamblers_ruin, "expected_battles", lambda n, k, p, draw=0.0: right(n, k, p, draw) + 1e-6
    )
    assert not any(r.passed for r in rows("GR-6-3-0.50", "GR-10-5-0.50"))
