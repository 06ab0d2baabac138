"""What the head of scenarios/sudden-dissent.toml says of its crowd, and of what to try, is so."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from simulator.files.scenario import load_scenario, with_values
from simulator.files.sets import Settable
from simulator.model.draw import draw
from simulator.model.war.play import play

WARS = 100
MONTHS = 60
#: The crowd has tipped when half of it dissents openly.
TIPPED = 0.5

Series = npt.NDArray[np.float64]
Wars = tuple[Series, ...]


@cache
def dissent(*changes: tuple[str, Settable]) -> Wars:
    """Share of A's audience in open dissent, month by month, in each of some wars."""
    scenario = with_values(load_scenario("sudden-dissent"), dict(changes))
    wars = (play(draw(scenario, 1, number, MONTHS)) for number in range(WARS))
    return tuple(war.series["dissent_A"] for war in wars)


def tips(wars: Wars) -> list[tuple[Series, Series]]:
    """Dissent before and from the month in which it passes a half, where it was below at first."""
    months = [int(np.argmax(war > TIPPED)) for war in wars]
    return [(war[:month], war[month:]) for war, month in zip(wars, months, strict=True) if month]


def test_a_crowd_that_was_silent_follows_within_two_months_in_two_wars_of_five() -> None:
    wars = dissent()
    found = tips(wars)
    assert 0.3 < len(found) / WARS < 0.55
    # A few begin so: nobody was silent in them.
    assert sum(war[0] > TIPPED for war in wars) <= 0.05 * WARS
    for before, after in found:
        assert before.max() < 0.25
        assert after[:3].max() > 0.95


def test_where_people_differ_more_it_grows_and_does_not_leap() -> None:
    wars = dissent(("audience.threshold_mean", 1.0), ("audience.threshold_spread", 0.8))
    assert tips(wars) == []
    assert max(np.diff(war).max() for war in wars) < 0.2
    assert np.mean([war.max() - war[0] for war in wars]) > 0.02


def test_propaganda_makes_it_rarer_and_as_sudden() -> None:
    damped = tips(dissent(("info.propaganda_A", 0.6)))
    assert 0 < len(damped) < 0.8 * len(tips(dissent()))
    assert min(after[:3].max() for _, after in damped) > 0.95


def test_one_person_fewer_in_the_chain_stops_some_of_it() -> None:
    assert 0 < len(tips(dissent(("audience.second_mover", 0.3)))) < len(tips(dissent()))


def test_without_its_mechanism_nobody_dissents() -> None:
    assert max(war.max() for war in dissent(("mechanisms.audience", False))) == 0.0
