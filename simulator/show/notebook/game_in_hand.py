"""A solved game in hand."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from simulator.bargaining.game import Game
from simulator.bargaining.solution import Solution
from simulator.bargaining.solvers import solve as solve_game
from simulator.files.game_file import load_game
from simulator.show.notebook.result import Result

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, repr=False)
class Solved(Result):
    """The equilibrium of a bargaining game.

    Attributes:
        game: What was solved.
        solution: Every number of it; those of the start are to be had here, too.
        path: As typed.
    """

    game: Game
    solution: Solution
    path: str

    @property
    def title(self) -> str:
        """What it is, in a line."""
        return self.game.title or self.path

    @property
    def origin(self) -> str:
        """Where its numbers come from, in a line."""
        return f"game {self.path}"

    @property
    def offer(self) -> float | None:
        """A's share in the first offer [0-1]; None when none is made."""
        return self.solution.offer

    @property
    def accepted(self) -> bool | None:
        """Whether it is accepted; None where that is a matter of chance."""
        return self.solution.accepted

    @property
    def war(self) -> bool:
        """Whether there is a battle with positive probability."""
        return self.solution.war

    @property
    def pr_war(self) -> float:
        """Probability of at least one battle [0-1]."""
        return self.solution.pr_war

    @property
    def range(self) -> tuple[float, float]:
        """A's and B's fight-to-the-finish values, as A's shares."""
        return self.solution.range

    @property
    def value_a(self) -> float | None:
        """A's value before the first offer [stakes]."""
        return self.solution.value_a

    @property
    def value_b(self) -> float | None:
        """B's value before the first offer [stakes]."""
        return self.solution.value_b

    @property
    def expected_battles(self) -> float | None:
        """Expected number of battles; None when infinite."""
        return self.solution.expected_battles

    def table(self) -> pd.DataFrame:
        """A row a position and power regime: offers, values, reservation values, war or peace."""
        import pandas as pd

        rows = [asdict(state) for state in self.solution.by_state]
        return pd.DataFrame(rows).set_index(["k", "regime"])


def solve(game: str) -> Solved:
    """A textbook bargaining game solved.

    Args:
        game: A name in scenarios/ (`"textbook/fearon-range"`), or a path.

    Raises:
        SimulatorError: The file breaks its rules, or no equilibrium was found.
    """
    loaded = load_game(str(game))
    return Solved(loaded, solve_game(loaded), str(game))
