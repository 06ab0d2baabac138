"""The last scene's shop: everything on sale does something, and different designs compete."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from simulator.classroom.best_designs import Scored, best_at_each_price, frontier
from simulator.classroom.lesson import Place, the_lesson
from simulator.classroom.scene_tally import Tally
from simulator.classroom.settings import played
from simulator.model.metrics.intervals import paired_shares
from simulator.run.ensemble import some_wars

EIGHTH = the_lesson().scenes[7]
N = 500


@cache
def _tally(settings: tuple[tuple[str, Place], ...], number: int) -> Tally:
    world, tally = played(EIGHTH, dict(settings)), Tally(EIGHTH)
    tally.add(some_wars(world.scenario, 0, range(number), EIGHTH.months, world.levers))
    return tally


def tally_of(settings: Mapping[str, Place], number: int = N) -> Tally:
    return _tally(tuple({**EIGHTH.start(), **settings}.items()), number)


@pytest.mark.parametrize(
    ("dial", "place"),
    [
        (dial.key, choice.key)
        for dial in EIGHTH.dials
        for choice in dial.choices
        if choice.key != dial.start
    ],
)
def test_everything_on_sale_costs_something_and_does_something(dial: str, place: str) -> None:
    """Alone, on the same luck, by more than luck would."""
    found = EIGHTH.dial(dial)
    assert found is not None
    assert found.choice(place).cost > 0
    before, after = tally_of({}).good(N), tally_of({dial: place}).good(N)
    more, fewer = int((after & ~before).sum()), int((before & ~after).sum())
    low, _ = paired_shares(more, fewer, N)
    assert low > 0.0


@pytest.mark.slow
def test_at_least_three_designs_compete_for_the_first_place() -> None:
    """Of those near the best, three differ in more than one thing bought from each other."""
    designs = [Scored(each, EIGHTH.cost(each), tally_of(each, 200)) for each in EIGHTH.tabled()]
    best = max(each.share(200) for each in designs)
    near = [each for each in designs if each.share(200) >= best - 0.06]
    different: list[Scored] = []
    for each in sorted(near, key=lambda each: -each.share(200)):
        if all(
            sum(each.settings[key] != other.settings[key] for key in each.settings) >= 2
            for other in different
        ):
            different.append(each)
    assert len(different) >= 3
    guarantees = {each.settings["guarantee"] for each in different}
    assert len(guarantees) >= 2


def test_the_best_at_each_price_is_beaten_by_nobody_cheaper() -> None:
    places: list[dict[str, Place]] = [
        {},
        {"arms": "yes"},
        {"monitors": "many"},
        {"guarantee": "half"},
        {"guarantee": "late"},
        {"guarantee": "full"},
        {"guarantee": "full", "monitors": "many"},
    ]
    designs = [
        Scored(settings, EIGHTH.cost(settings), tally_of(settings))
        for settings in ({**EIGHTH.start(), **each} for each in places)
    ]
    best = best_at_each_price(designs, N)
    costs = [each.cost for each in best]
    assert costs == sorted(set(costs))
    for each in designs:
        assert any(other.cost <= each.cost and other.share(N) >= each.share(N) for other in best)
    told = frontier(designs, best, N, N)
    assert len(told["designs"]) == len(designs)  # type: ignore[arg-type]
    assert told["best"][-1]["share"] == pytest.approx(  # type: ignore[index]
        max(each.share(N) for each in designs), abs=1e-4
    )


def test_a_prices_sum_is_within_what_the_page_says() -> None:
    assert EIGHTH.budget == 8
    costs = {EIGHTH.cost(each) for each in EIGHTH.tabled()}
    assert max(costs) == EIGHTH.budget
    everything = sum(max(choice.cost for choice in dial.choices) for dial in EIGHTH.dials)
    assert everything > EIGHTH.budget, "nobody can pay for all of it"
