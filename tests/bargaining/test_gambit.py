"""Finite games for Gambit: what is written, what cannot be, and whether Gambit finds the same."""

from __future__ import annotations

import importlib.util
import io
from dataclasses import replace
from pathlib import Path

import pytest
from strategies_games import plain_game

from simulator.bargaining.extensive import infinite, tree_of
from simulator.bargaining.game import Cost, Deal, Front, Game, Outside, TwoTypeCost, TwoTypePower
from simulator.bargaining.solvers import solve
from simulator.cli.commands.solve import solve as command
from simulator.errors import BadInput
from simulator.files.gambit import efg
from simulator.files.game_file import load_game

needs_gambit = pytest.mark.skipif(
    importlib.util.find_spec("pygambit") is None,
    reason="pygambit is not installed: pip install '.[gambit]' (compiles for minutes)",
)
#: No type of B is indifferent at any of these.
STEPS = tuple(i / 20 + 0.01 for i in range(20))
TWO_COSTS = plain_game((0.5,), Cost(0.1, None, "per-war"), information=TwoTypeCost(0.4, 0.1, 0.5))
TWO_POWERS = plain_game((0.5,), Cost(0.1, 0.1, "per-war"), information=TwoTypePower(0.7, 0.4, 0.5))
WAY_OUT = replace(
    plain_game((0.5,), Cost(0.1, 0.1, "per-war"), deal=Deal(levels=(0.1, 0.3, 0.5, 0.7, 0.9))),
    outside=Outside(0.2, 0.62),
)


def gambits_values(text: str) -> tuple[float, float]:
    """What the sides get in the limit of Gambit's logit equilibria, a sequential equilibrium."""
    import pygambit

    game = pygambit.read_efg(io.StringIO(text))
    found = pygambit.nash.logit_solve(game).equilibria[0]
    a, b = (float(found.payoff(player)) for player in game.players)
    return a, b


@needs_gambit
@pytest.mark.parametrize(
    "game",
    [
        *(load_game(f"textbook/{name}") for name in ("fearon-lottery", "fearon-indivisible")),
        load_game("textbook/audiences-known"),
        replace(load_game("textbook/fearon-range"), deal=Deal(levels=STEPS)),
        replace(load_game("textbook/fearon-first-strike"), deal=Deal(levels=STEPS)),
        WAY_OUT,
    ],
    ids=lambda game: game.title or "way out",
)
def test_gambit_finds_what_we_find(game: Game) -> None:
    solution = solve(game)
    found = gambits_values(efg(game.title, tree_of(game)))
    assert found == pytest.approx((solution.value_a, solution.value_b), abs=1e-5)


@needs_gambit
@pytest.mark.parametrize("game", [TWO_COSTS, TWO_POWERS], ids=["costs", "powers"])
def test_gambit_screens_as_we_do(game: Game) -> None:
    """On a grid just below the divisible game's offers A gets a grid's step less at most."""
    solution = solve(game)
    found = gambits_values(efg("", tree_of(game, tuple(i / 20 - 0.001 for i in range(1, 21)))))
    assert solution.value_a is not None
    assert solution.value_b is not None
    assert found[0] == pytest.approx(solution.value_a, abs=2e-3)
    assert found[1] == pytest.approx(solution.value_b, abs=2e-3)


@needs_gambit
def test_a_wrong_cost_is_another_game() -> None:
    game = replace(load_game("textbook/fearon-range"), deal=Deal(levels=STEPS))
    wrong = efg("", tree_of(replace(game, cost=Cost(0.1, 0.3, "per-war"))))
    assert gambits_values(wrong) != pytest.approx(
        (solve(game).value_a, solve(game).value_b), abs=1e-2
    )


def test_a_does_not_see_which_b_it_faces() -> None:
    lines = efg("", tree_of(TWO_COSTS, (0.5,))).splitlines()
    assert [line for line in lines if line.startswith('p "" 1 ')] == [
        'p "" 1 1 "A proposes" { "0.5 to A" "fight" } 0'
    ] * 2
    b_knows = {line.split()[3] for line in lines if line.startswith('p "" 2 ')}
    assert b_knows == {"1", "2"}
    assert 'c "" 1 "" { "B is weak" 0.5 "B is tough" 0.5 } 0' in lines


def test_probabilities_add_up_exactly_and_titles_are_quoted() -> None:
    game = plain_game((0.1 + 0.2,), deal=Deal(levels=(0.5,)))
    text = efg('a "b" \\', tree_of(game))
    assert text.startswith('EFG 2 R "a \\"b\\" \\\\" { "A" "B" }')
    assert '"A wins" 0.3 "B wins" 0.7' in text


def test_what_is_not_finite_is_told_all_at_once() -> None:
    game = plain_game(
        (0.5,), Cost(0.1, 0.1, "flow"), front=Front(4, 1, 0.5), deal=Deal(binding=False)
    )
    assert [path for path, *_ in infinite(game, ())] == [
        "front.length",
        "front.draw",
        "deal.binding",
        "deal.levels",
    ]
    assert not infinite(plain_game(), (0.0, 1.0))


def test_the_command_writes_the_file_or_says_why_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "range.efg"
    command("textbook/fearon-range", as_json=True, export=str(target), offers=10)
    assert target.read_text().count('p "" 2') == 11
    assert capsys.readouterr().out.startswith("{")
    with pytest.raises(BadInput) as caught:
        command("textbook/gamblers-ruin", as_json=False, export=str(tmp_path / "x.txt"), offers=0)
    assert [str(m).split(": ")[0] for m in caught.value.mistakes] == [
        "--export",
        "--offers",
        "textbook/gamblers-ruin",
    ]
    with pytest.raises(BadInput, match="is read with --export only"):
        command("textbook/fearon-range", as_json=False, offers=3)
    with pytest.raises(BadInput, match="its folder must be there"):
        command("textbook/fearon-lottery", as_json=True, export=str(target / "under-a-file.efg"))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["range.efg"]
