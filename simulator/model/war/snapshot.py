"""A month's state as named numbers: what metrics are made of."""

from __future__ import annotations

from simulator.model.mechanisms.beliefs import win_belief
from simulator.model.mechanisms.office import stopped_within_a_year, within_a_year
from simulator.model.mechanisms.stakes import FREE, STATUS_D, list_index
from simulator.model.war.courses import QUIET
from simulator.model.war.state import SETTLED, State

#: Value to D of freedom to align, to arm and of a guarantee, by rung.
_ALIGN = (0.0, 0.0, 0.2, 0.4, 0.8, 1.0)
_ARM = (0.0, 0.0, 0.0, 1.0, 1.0, 1.0)
_GUARANTEED = (0.0, 0.0, 0.3, 0.5, 0.8, 0.3)


def terms_for_D(land: float, rung: int) -> float:
    """Value to D of an arrangement [0 to 1]: land .4, alignment .3, arms .15, guarantee .15."""
    return 0.4 * (1.0 - land) + 0.3 * _ALIGN[rung] + 0.15 * _ARM[rung] + 0.15 * _GUARANTEED[rung]


def hazards(war: State) -> tuple[float, float]:
    """A's leader's own estimates of losing office within a year: stopping now, going on."""
    chance = war.leader_A.at_shortfall(war.land)
    stop = stopped_within_a_year(chance, war.leader_A.background)
    return stop, within_a_year(war.leader_A.removal)


def at_the_end(war: State) -> dict[str, float]:
    """What gates are read from: beliefs, hazards and the expected drift at an end."""
    stop, on = hazards(war)
    return {
        "belief_A_win": war.win_A,
        "hazard_stop_A": stop,
        "hazard_cont_A": on,
        "drift": war.expected,
        "occ": war.occ,
    }


def numbers(war: State) -> dict[str, float]:
    """Every state metric of the month."""
    view, a, d = war.view, war.leader_A, war.leader_D
    on_D, own_A, on_A, own_D = war.believed_falls()
    horizon = war.values["belief.horizon"]
    stop, going_on = hazards(war)
    bloc = war.audience_A.by_bloc
    land, rung = war.terms if not war.fighting else (war.land, FREE)
    ratio = a.by_bayes.hazard() / max(1e-12, a.race.hazard())
    fighting = war.phase == 0
    return {
        "occ": war.occ,
        "expected_move": war.expected,
        "belief_A_win": war.win_A,
        "belief_A_win_unbiased": win_belief(on_D * ratio, own_A, horizon),
        "belief_D_win": win_belief(on_A, own_D, horizon),
        "belief_A_resD": 1.0 - win_belief(on_D, 0.0, horizon),
        "belief_A_resP": 1.0 - a.hope() / (1.0 + a.hope()),
        "belief_A_weak": a.weak,
        "demand_A": view.demand_A,
        "asked_A": list_index(land, rung) if war.phase == SETTLED else view.asked_A,
        "demand_D": view.demand_D,
        "range_width": view.surplus,
        "terms_D": terms_for_D(land, rung),
        "talks": float(war.talks_open and war.fighting),
        "hazard_stop_A": stop,
        "hazard_cont_A": going_on,
        "support_A": 1.0 - war.audience_A.dissent,
        "support_A_elite": 1.0 - float(bloc[0]),
        "support_A_hawks": 1.0 - float(bloc[1]),
        "support_A_public": 1.0 - float(bloc[3]),
        "dissent_A": war.audience_A.dissent,
        "dissent_D": war.audience_D.dissent,
        "cap_A": war.A.force,
        "cap_D": war.D.force,
        "casualties_A": war.A.losses,
        "casualties_D": war.D.losses,
        "recruits_A": war.A.recruits,
        "bounty_A": war.A.price,
        "econ_A": war.A.stress,
        "resolve_D": war.D.resolve,
        "intensity": war.intensity,
        "strikes_civ": war.A.strikes if war.fighting else 0.0,
        "strikes_deep": war.D.deep_strikes if war.fighting else 0.0,
        "aid_US": war.coalition.us.flow,
        "aid_EU": war.coalition.eu.flow,
        "sanctions": war.coalition.sanctions,
        "effort_A": a.effort,
        "effort_D": d.effort,
        "fighting": float(fighting),
        "A_accepts_truce": float(view.truce_A >= view.going_on_A),
        "D_accepts_truce": float(view.truce_D >= view.going_on_D),
        "A_accepts": float(war.table_A),
        "D_accepts": float(war.table_D),
        "cost_A": war.facts.cost_A * (QUIET + (1.0 - QUIET) * a.effort)
        + war.facts.burden_A
        + war.facts.hold_cost * war.land,
        "status_D": float(STATUS_D[rung]),
        "align_D": float(rung),
        "phase": float(war.phase),
        "solver_residual": view.residual,
    }
