"""Offers, answers and endings: every yes compares an offer with the value of refusing (step 5)."""

from __future__ import annotations

import numpy as np

from simulator.bargaining.frontier import best_terms
from simulator.model.mechanisms import collapse
from simulator.model.mechanisms.beliefs import type_posterior
from simulator.model.mechanisms.stakes import FREE, LAST_SUBORDINATE, list_index
from simulator.model.records import END_MODES, RUNGS, Talk
from simulator.model.war.outlook import INDIFFERENT
from simulator.model.war.snapshot import at_the_end
from simulator.model.war.state import FROZEN, SETTLED, TRUCE, WAR, State
from simulator.model.war.terms import JUDGED_IN_TRUCE, POINTS

_LULL = 0.15  # of the mean before it: violence under this share counts as a lull
_LULL_MONTHS = 6


def worth_of(war: State, land: float, rung: int) -> tuple[float, float]:
    """What terms are worth to A's and to D's leader, read off the month's plane [stakes]."""
    axis = np.linspace(0.0, 1.0, POINTS)
    return (
        float(np.interp(land, axis, war.desk.to_A[rung])),
        float(np.interp(land, axis, war.desk.to_D[rung])),
    )


def talk(war: State) -> None:
    """One month of bargaining: the mediator's table, a truce, an offer and its answer."""
    forced = war.orders.event("stop", war.month - 1) if war.month else None
    if forced is not None:
        _forced_stop(war, withdraw=forced == 2.0)
        return
    if not war.on["bargaining"]:
        return
    if _table(war) or _truce(war) or _offer(war):
        return
    view = war.view
    if view.withdraw_A > view.going_on_A and view.withdraw_A > view.truce_A:
        _leave(war)


def _table(war: State) -> bool:
    """Answer what the mediator put on the table; True when both said yes."""
    proposal = war.mediator.table(war.month - 1, war.orders, war.land, war.on["mediation"])
    war.table_A = war.table_D = False
    if proposal is None:
        return False
    view = war.view
    if proposal.truce:
        worth_A, worth_D = view.truce_A, view.truce_D
    else:
        worth_A, worth_D = worth_of(war, proposal.land, proposal.rung)
    war.table_A = worth_A >= view.going_on_A
    war.table_D = worth_D >= view.going_on_D
    kind = "truce" if proposal.truce else "settlement"
    both = war.table_A and war.table_D and (not proposal.truce or war.on["truce"])
    _log(war, kind, "mediator", proposal.land, proposal.rung, worth_A, worth_D, both)
    if both:
        _sign(war, kind, proposal.land, proposal.rung)
    return both


def _truce(war: State) -> bool:
    """Stop on the line when each side values a pause above going on and above better terms."""
    view = war.view
    if not war.on["truce"]:
        return False
    if view.truce_A < view.going_on_A or view.truce_D < view.going_on_D:
        return False
    if view.surplus > 0.0 and (view.gain_A >= view.truce_A or view.ask_D >= view.truce_D):
        return False
    _log(war, "truce", "mediator", war.land, FREE, view.truce_A, view.truce_D, True)
    _sign(war, "truce", war.land, FREE)
    return True


def settle_from_truce(war: State) -> bool:
    """Sign terms that both prefer to the pause, without a war in between; True when signed."""
    if not war.on["bargaining"]:
        return False
    view, desk = war.view, war.desk
    by_A = war.luck.uniform(war.month, "proposer") < war.values["talks.proposer_A"]
    if by_A:
        own, land, rung = best_terms(desk.to_A, desk.to_D, max(view.truce_D, view.going_on_D))
        better = own > max(view.truce_A, view.going_on_A) + INDIFFERENT
    else:
        own, land, rung = best_terms(desk.to_D, desk.to_A, max(view.truce_A, view.going_on_A))
        better = own > max(view.truce_D, view.going_on_D) + INDIFFERENT
    if better:
        worth_A, worth_D = worth_of(war, land, rung)
        _log(war, "settlement", "A" if by_A else "D", land, rung, worth_A, worth_D, True)
        _sign(war, "settlement", land, rung)
    return better


def _offer(war: State) -> bool:
    """One side proposes, the other answers; True when a settlement is signed."""
    by_A = war.luck.uniform(war.month, "proposer") < war.values["talks.proposer_A"]
    return _offer_by_A(war) if by_A else _offer_by_D(war)


def _offer_by_A(war: State) -> bool:
    view = war.view
    worth = view.offer_A
    serious = worth + INDIFFERENT >= view.going_on_A
    if not serious:
        # Nothing D could take is worth as much as going on: A asks for the least it would sign.
        land, rung = view.ask_land, int(view.ask_rung)
        _log(war, "none", "A", land, rung, view.going_on_A, view.ask_D, False)
        return False
    land, rung = view.offer_land, int(view.offer_rung)
    _, worth_D = worth_of(war, land, rung)
    accepted = worth_D + INDIFFERENT >= view.going_on_D
    _log(war, "settlement", "A", land, rung, worth, worth_D, accepted)
    if accepted:
        _sign(war, "settlement", land, rung)
    elif view.offer_screens > 0.5:
        war.leader_A.weak = type_posterior(war.leader_A.weak, 1.0, 0.0)
        war.ledger.tell(war.month, "D refuses what only a weak D would take: A learns D is tough")
    return accepted


def _offer_by_D(war: State) -> bool:
    view = war.view
    serious = view.ask_D + INDIFFERENT >= view.going_on_D
    land, rung = view.ask_land, int(view.ask_rung)
    worth_A, _ = worth_of(war, land, rung)
    kind = "settlement" if serious else "none"
    _log(war, kind, "D", land, rung, max(worth_A, view.going_on_A), view.ask_D, serious)
    if serious:
        _sign(war, "settlement", land, rung)
    return serious


def _log(
    war: State,
    kind: str,
    by: str,
    land: float,
    rung: int,
    worth_A: float,
    worth_D: float,
    yes: bool,
) -> None:
    view = war.view
    war.ledger.talks.append(
        Talk(
            war.month,
            kind,
            by,
            land,
            RUNGS[rung],
            worth_A,
            view.going_on_A,
            worth_D,
            view.going_on_D,
            yes,
        )
    )


def _sign(war: State, kind: str, land: float, rung: int) -> None:
    """Both said yes."""
    imposed = rung <= LAST_SUBORDINATE
    mode = "imposed" if imposed else kind
    if kind == "settlement" and land <= 0.025:
        mode = "withdrawal"
    _stop(war, mode, land, rung, 1 if imposed else 0, chosen=True)
    if kind == "truce":
        war.ledger.tell(war.month, "Both sign a truce on the line")
    else:
        share = 100.0 * land * war.victory_at
        status = RUNGS[rung].replace("_", " ")
        war.ledger.tell(
            war.month, f"Both sign: A keeps {share:.1f} % of the territory, D is {status}"
        )


def _forced_stop(war: State, withdraw: bool) -> None:
    """A stop ordered from outside."""
    if withdraw:
        war.ledger.tell(war.month, "A withdrawal is forced from outside")
        _stop(war, "withdrawal", 0.0, FREE, -1, chosen=False)
        return
    war.ledger.tell(war.month, "A stop on the line is forced from outside")
    _stop(war, "truce", war.land, FREE, 0, chosen=False)


def _leave(war: State) -> None:
    """A withdraws of its own will: going on is worth less than leaving, and nothing else is had."""
    values = f"{war.view.going_on_A:.3f} against {war.view.withdraw_A:.3f}"
    war.ledger.tell(
        war.month, f"A withdraws: going on is worth less to its leader than leaving ({values})"
    )
    _stop(war, "withdrawal", 0.0, FREE, -1, chosen=True)


def _stop(war: State, mode: str, land: float, rung: int, winner: int, chosen: bool) -> None:
    """Large-scale fighting stops by decision."""
    shortfall = (1.0 - list_index(land, rung)) * (JUDGED_IN_TRUCE if mode == "truce" else 1.0)
    chance = float(np.interp(shortfall, np.linspace(0.0, 1.0, 5), war.leader_A.stop))
    war.leader_A.judged(chance)
    war.leader_D.judged(war.leader_D.chance_all * max(0.0, list_index(land, rung) - 0.3) / 0.7)
    war.ledger.end(war.month, END_MODES.index(mode), winner, chosen, at_the_end(war))
    if war.ledger.ended == war.month:
        war.ledger.rung = rung
    war.phase = TRUCE if mode == "truce" else SETTLED
    war.phase_since = war.month
    war.terms = (land, rung)
    war.belief_at_signing = war.win_A
    war.belief_at_signing_D = war.win_D
    war.force_at_signing = war.log_ratio
    if mode != "truce":
        war.handover = land * war.victory_at


def decided_in_the_field(war: State) -> None:
    """A side gives way, or the front reaches an end (step 6)."""
    fall_A, fall_D = war.fall_hazards()
    pressed = collapse.under_fire(war.intensity)
    gives_way_A = war.luck.uniform(war.month, "collapse_A") < pressed * fall_A
    gives_way_D = war.luck.uniform(war.month, "collapse_D") < pressed * fall_D
    if war.on["collapse"] and gives_way_D:
        war.ledger.tell(war.month, "D's defence gives way; D signs A's terms")
        _stop(war, "imposed", max(0.6, war.land), 1, 1, chosen=False)
    elif war.on["collapse"] and gives_way_A:
        war.ledger.tell(war.month, "A's effort gives way; A is driven from what it held")
        _stop(war, "withdrawal", 0.0, FREE, -1, chosen=False)
    elif war.occ >= war.victory_at:
        war.ledger.tell(war.month, "The front reaches the depth of D's defence")
        _stop(war, "conquest", 1.0, 0, 1, chosen=False)
    elif war.occ <= 0.0:
        war.ledger.tell(war.month, "A has been driven from all it held")
        _stop(war, "withdrawal", 0.0, FREE, -1, chosen=False)


def watch_for_lull(war: State) -> None:
    """Tell a frozen war: violence under 15 % of the year before for half a year, unsigned."""
    past = war.past_intensity
    if not war.fighting:
        war.lull = 0
        past.append(war.intensity)
        return
    before = past[max(0, len(past) - war.lull - 12) : len(past) - war.lull]
    violence = 0.0
    for month in before:  # not sum(): later Pythons round it differently
        violence += month
    mean = violence / len(before) if before else 1.0
    quiet = war.intensity < _LULL * mean
    if war.phase == FROZEN:
        if war.intensity > 2.0 * _LULL:
            war.phase = WAR
            war.lull = 0
            war.ledger.resume(war.month, 3)
            war.ledger.tell(war.month, "The lull ends: pressing pays again")
    elif quiet:
        war.lull += 1
        if war.lull >= _LULL_MONTHS:
            war.phase = FROZEN
            start = war.month - _LULL_MONTHS + 1
            war.ledger.end(start, END_MODES.index("frozen"), 0, True, at_the_end(war))
            war.ledger.tell(
                war.month, f"Frozen since month {start}: neither side finds pressing worth it"
            )
    else:
        war.lull = 0
    past.append(war.intensity)
