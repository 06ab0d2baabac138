"""A war in which an audience tips: the crowd that was silent, and how often that happens.

Source: Kuran 1991; Granovetter 1978. The scenario says what it assumes.
"""

from __future__ import annotations

import numpy as np

from simulator.classroom.settings import Played
from simulator.classroom.stories import told
from simulator.files.scenario import load_scenario
from simulator.model.metrics.intervals import wilson
from simulator.run.ensemble import some_wars

Plain = dict[str, object]

#: What is played, and for how long [months].
SCENARIO, MONTHS = "sudden-dissent", 36

#: An audience tips where open dissent rises by so much of all people within so many months.
LEAP, WITHIN = 1 / 3, 3


def tipping(wars: int, entropy: int) -> Plain:
    """How often A's audience tips, and the film of a typical such war.

    Args:
        wars: How many are played.
        entropy: Names the luck [0, 2**63).

    Returns:
        Plain JSON. The war told is the one whose audience tips in the middle month of all that do;
        without any it is None.

    Raises:
        RunFailed: A war could not be played.
    """
    scenario = load_scenario(SCENARIO)
    dissent = np.nan_to_num(
        some_wars(scenario, entropy, range(wars), MONTHS, ()).state("dissent_A")
    )
    leaps = dissent[:, WITHIN:] - dissent[:, :-WITHIN] >= LEAP
    tipped = np.flatnonzero(leaps.any(axis=1))
    low, high = wilson(tipped.size, wars)
    found: Plain = {
        "n": wars,
        "count": int(tipped.size),
        "share": round(tipped.size / wars, 4),
        "ci": [round(low, 4), round(high, 4)],
        "story": None,
    }
    if tipped.size:
        months = leaps[tipped].argmax(axis=1)
        war = int(tipped[np.argsort(months, kind="stable")[tipped.size // 2]])
        world = Played(scenario, (), f"simulator run {SCENARIO}")
        found["story"] = told(world, entropy, MONTHS, war)
        found["command"] = f"{world.command} --months {MONTHS} --entropy {entropy}"
    return found
