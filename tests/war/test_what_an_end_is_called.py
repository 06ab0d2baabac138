"""Which name the books give to an end: a settlement that leaves A no land is a withdrawal."""

from __future__ import annotations

import numpy as np
from worlds import ENTROPY, scenario

from simulator.model.records import END_MODES
from simulator.model.war.abreast import play_wars

#: A war so dear to both, and so hopeless to A, that everybody signs something in the first year.
DEAR = {"cost.war_A": 0.02, "cost.war_D": 0.07, "cost.weak_D": 0.7, "belief.win0_A": 0.05}


def ended(none_kept: float) -> tuple[list[str], list[int]]:
    """How and when twenty such wars ended."""
    world = scenario({**DEAR, "stake.none_kept": none_kept})
    wars = play_wars(world, ENTROPY, range(20), 12)
    modes = [END_MODES[mode] if mode >= 0 else "" for mode in np.asarray(wars.end_mode)]
    return modes, [int(month) for month in wars.end_month]


def test_the_more_land_counts_as_none_the_more_settlements_are_withdrawals() -> None:
    few, months = ended(0.0)
    many, same_months = ended(0.5)
    assert months == same_months
    assert many.count("withdrawal") > few.count("withdrawal")
    # Nothing but what was signed gets another name, and no other name than this.
    changed = {(one, other) for one, other in zip(few, many, strict=True) if one != other}
    assert changed <= {("settlement", "withdrawal"), ("imposed", "withdrawal")}
    assert ("settlement", "withdrawal") in changed
