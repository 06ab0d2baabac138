"""All rows of the table, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.errors import BadInput, Mistake
from simulator.verification import (
    closed_attrition,
    closed_commitment,
    closed_crises,
    closed_empty_range,
    closed_home,
    closed_learning,
    closed_line,
    closed_outsiders,
    closed_range,
    closed_screening,
    closed_shares,
    simulator_forts,
    simulator_front,
    simulator_peace,
    simulator_screening,
    solver_commitment,
    solver_contest,
    solver_crisis,
    solver_information,
    solver_line,
    solver_war_game,
)
from simulator.verification.published_check import Check

CHECKS: tuple[Check, ...] = (
    *closed_range.CHECKS,
    *closed_empty_range.CHECKS,
    *closed_shares.CHECKS,
    *closed_commitment.CHECKS,
    *closed_line.CHECKS,
    *closed_attrition.CHECKS,
    *closed_learning.CHECKS,
    *closed_screening.CHECKS,
    *closed_crises.CHECKS,
    *closed_home.CHECKS,
    *closed_outsiders.CHECKS,
    *solver_crisis.CHECKS,
    *solver_contest.CHECKS,
    *solver_commitment.CHECKS,
    *solver_line.CHECKS,
    *solver_information.CHECKS,
    *solver_war_game.CHECKS,
    *simulator_forts.CHECKS,
    *simulator_screening.CHECKS,
    *simulator_front.CHECKS,
    *simulator_peace.CHECKS,
)


def family(id: str) -> str:
    """The result a row belongs to, whatever it is checked on.

    >>> family("F95-range.solver"), family("GR-10-5-0.50.simulator"), family("GR-10-5-0.50")
    ('F95-range', 'GR-10-5-0.50', 'GR-10-5-0.50')
    """
    for ending in (".solver", ".war-game", ".simulator"):
        id = id.removesuffix(ending)
    return id


def chosen(only: Sequence[str]) -> list[Check]:
    """The rows asked for, by id or by the result they belong to; all when none is named.

    Raises:
        BadInput: An id that no row has.
    """
    names = {check.id for check in CHECKS} | {family(check.id) for check in CHECKS}
    wrong = [name for name in only if name not in names]
    if wrong:
        remedy = "take one from the first column of simulator verify"
        raise BadInput(
            *(Mistake("--only", "", "must be the id of a result", repr(n), remedy) for n in wrong)
        )
    return [c for c in CHECKS if not only or c.id in only or family(c.id) in only]
