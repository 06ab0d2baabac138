"""Numba's one door: who may make arrays, and who gives them back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from numba.core.errors import TypingError
from numba.core.runtime import _nrt_python  # type: ignore[attr-defined]  # as numba tests itself
from numba.core.runtime.nrt import rtsys

from simulator import compiled as door
from simulator.bargaining.game import Battle, Cost, Front, Game, Power, UniformCost
from simulator.bargaining.skimming import stop_or_fight
from simulator.bargaining.solvers import solve
from simulator.bargaining.war_game import solve_war
from simulator.files.find import known_names
from simulator.files.game_file import load_game
from simulator.files.scenario import load_scenario
from simulator.model.draw import draw
from simulator.model.mechanisms.audience import total
from simulator.model.war.outlook import assess
from simulator.model.war.play import play
from simulator.run.ensemble import run_wars


def last_square(number: int) -> float:
    """The last of some squares, by way of an array."""
    made = np.empty(number)
    for i in range(number):
        made[i] = float(i * i)
    return float(made[number - 1])


@pytest.fixture
def held() -> Iterator[Callable[[], int]]:
    """Counts the arrays that compiled code has made and nobody has let go."""

    def count() -> int:
        told = rtsys.get_allocation_stats()  # type: ignore[no-untyped-call]
        return int(told.mi_alloc - told.mi_free)

    _nrt_python.memsys_enable_stats()
    yield count
    _nrt_python.memsys_disable_stats()


def test_only_a_function_that_says_so_can_make_an_array(
    held: Callable[[], int],
) -> None:
    before = held()
    assert door.compiled_making(last_square)(4) == 9.0
    assert held() == before
    with pytest.raises(TypingError, match="empty"):
        door.compiled(last_square)(4)


def test_nothing_that_the_model_makes_is_kept_for_ever(held: Callable[[], int]) -> None:
    games = [load_game(name) for name in known_names() if name.startswith("textbook/")]
    doubtful = Game(
        title="skimming",
        front=Front(4, 2),
        battle=Battle((0.5,), takes_a_period=True),
        power=Power(((1.0,),), ((1.0,),)),
        discount=0.97,
        cost=Cost(0.02, None, "per-battle"),
        information=UniformCost(0.05, 0.5),
    )
    person = load_scenario("person")
    before = held()
    run_wars(person, 4, 0, 12)
    play(draw(person, 0, 0, 12))
    for game in [*games, doubtful]:
        solve(game)
    assert held() == before


def counts_references(function: object) -> bool:
    options = vars(function)["targetoptions"]
    return bool(options["_nrt"])


def test_what_a_war_calls_every_month_counts_no_references() -> None:
    # An atomic operation for every array a function is given took a third of a war.
    assert not any(counts_references(function) for function in (assess, solve_war, total))
    assert counts_references(stop_or_fight)
