"""How fighting stops: by decision, in the field, or as a lull that nobody signed."""

from __future__ import annotations

from simulator.compiled import compiled_inside
from simulator.model.mechanisms.stakes import for_given_up, list_index
from simulator.model.records import CAUSES, END_MODES
from simulator.model.war.quantities import between, fighting, remember_beliefs
from simulator.model.war.record import FROZEN, MEMORY, SETTLED, TRUCE, WAR, Record
from simulator.model.war.steps import log
from simulator.model.war.steps.book import end, resume
from simulator.model.war.steps.home import judged

_LULL = 0.15  # of the mean before it: violence under this share counts as a lull
_LULL_MONTHS = 6
_OVER = 2.0  # lulls: violence above which one is over, so that it does not flicker

BY_TRUCE = END_MODES.index("truce")
BY_SETTLEMENT = END_MODES.index("settlement")
BY_FREEZE = END_MODES.index("frozen")
BY_WITHDRAWAL = END_MODES.index("withdrawal")
BY_IMPOSITION = END_MODES.index("imposed")
BY_CONQUEST = END_MODES.index("conquest")
_OPTIMISM = CAUSES.index("new optimism")


@compiled_inside
def stop(
    war: Record, mode: int, place: float, rung: int, winner: int, chosen: bool = False
) -> None:
    """Stop large-scale fighting.

    Args:
        war: The war.
        mode: How; index into END_MODES.
        place: A's share of the land at stake from now on.
        rung: D's status from now on.
        winner: 1 A, -1 D, 0 neither.
        chosen: Whether A's leader decided it.
    """
    s = war.s
    given = list_index(place, rung)
    shown = (1.0 - given) * (war.v.survival_judged_in_truce if mode == BY_TRUCE else 1.0)
    judged(war.a, between(shown, war.stop))
    judged(war.d, for_given_up(s.chance_all, given, war.v.demand_tolerated_D))
    end(war, s.month, mode, winner, chosen)
    if s.ended == s.month:
        s.end_rung = rung
    s.victor = winner
    s.phase = TRUCE if mode == BY_TRUCE else SETTLED
    s.phase_since = s.month
    s.terms_land, s.terms_rung = place, rung
    s.stage = 0
    s.opened = False
    remember_beliefs(war)


@compiled_inside
def _mean_before(war: Record) -> float:
    """Mean intensity of the year before the present lull."""
    last = war.s.month - war.s.lull
    first = max(0, last - 12)
    if last <= first:
        return 1.0
    total = 0.0
    for month in range(first, last):
        total += war.violence[month % MEMORY]
    return float(total / (last - first))


@compiled_inside
def watch_for_lull(war: Record) -> None:
    """Tell a frozen war: violence under 15 % of the year before for half a year, unsigned."""
    s = war.s
    if not fighting(war):
        s.lull = 0
    elif s.phase == FROZEN:
        if s.intensity > _OVER * _LULL:
            s.phase = WAR
            s.lull = 0
            resume(war, _OPTIMISM)
            log.happened(war, log.LULL_ENDED, log.BOTH)
    elif s.intensity < _LULL * _mean_before(war):
        s.lull += 1
        if s.lull >= _LULL_MONTHS:
            s.phase = FROZEN
            start = s.month - _LULL_MONTHS + 1
            end(war, start, BY_FREEZE, 0, True)
            log.happened(war, log.FROZE, log.BOTH, start)
    else:
        s.lull = 0
    war.violence[s.month % MEMORY] = s.intensity
