"""From the state of a war to what its leaders calculate with."""

from __future__ import annotations

from simulator.model.mechanisms import economy, truce
from simulator.model.mechanisms.office import RECKONING
from simulator.model.war.desk import CELLS
from simulator.model.war.situation import Situation
from simulator.model.war.state import State

REARMING_MONTHS = 24
_BINDING = 1e9  # what a breach costs when deals bind [stakes]


def enforcement(war: State) -> float:
    """How far a breach would be punished this month [0 to 1]."""
    if not war.coalition.guarantor:
        return 0.0
    lever = war.orders.state("guarantee", max(0, war.month - 1))
    return 1.0 - (1.0 - war.values["commit.enforce"]) * (1.0 - lever)


def rearmament(war: State) -> float:
    """A's net gain of log force in a month of truce."""
    return 0.015 * war.values["commit.rearm_A"]


def rearming_left(war: State) -> int:
    """Months for which a truce still lets A gain: two years' worth in all."""
    return (
        REARMING_MONTHS if war.fighting else max(0, REARMING_MONTHS - war.month + war.phase_since)
    )


def situation(war: State) -> Situation:
    """This month as both leaders' calculations read it."""
    v, on = war.values, war.on
    a, d = war.leader_A, war.leader_D
    office = 1.0 if on["office"] else 0.0
    secret = v["cost.spread_D"] if on["private_information"] else 0.0
    own = v["cost.spread_D"] * (1.0 if d.is_weak else -1.0)
    # When A knows D's cost, both "types" are the true one.
    weak_cost = v["cost.war_D"] * (1.0 + (secret if secret else own))
    tough_cost = v["cost.war_D"] * (1.0 - (secret if secret else -own))
    punished = enforcement(war)
    binding = not on["commitment"]
    on_D, own_A, on_A, own_D = war.believed_falls()
    delay = 0.003 * v["talks.delay_gain"] if war.talks_open else 0.0
    client = 2.5 if war.client else 1.0
    pain = economy.pain(v["econ.pain_weight"], war.A.stress, v["econ.still_front"], war.stillness)
    now = max(0, war.month - 1)
    stopped = 0.4 * war.orders.state("air_defence", now)
    bombing = 3e-4 * war.A.strikes * (1.0 - stopped) * (1.0 - d.floor) * (1.4 - war.D.resolve)
    spill = war.orders.state("spillover", now)
    fear = 0.2 * v["commit.fear_A"] if on["commitment"] else 0.0
    return Situation(
        land=war.land,
        # A war resumed would be fought at full effort.
        effort_A=a.effort if war.fighting else 1.0,
        effort_D=d.effort if war.fighting else 1.0,
        force_A=war.A.force,
        force_D=war.D.force,
        log_ratio=war.log_ratio,
        trend_A=war.A.trend(),
        trend_D=war.D.trend(),
        drift=war.believed_drift if on["battle"] else 0.0,
        front_rate=v["power.front_rate"] / 100.0 if on["battle"] else 0.0,
        holds_line=v["force.holds_line"],
        breakthrough=v["force.breakthrough"] / 100.0 if on["battle"] else 0.0,
        defence_adv=v["power.defence_adv"],
        spread=v["power.noise"] / 100.0 if on["battle"] else 0.0,
        cell=war.victory_at / CELLS,
        fall_D_by_A=on_D if on["collapse"] else 0.0,
        fall_A_by_A=own_A if on["collapse"] else 0.0,
        fall_A_by_D=on_A if on["collapse"] else 0.0,
        fall_D_by_D=own_D if on["collapse"] else 0.0,
        fall_force=v["collapse.force"],
        # What peace would bring as well is no part of the price of war.
        removal_A=office * (a.removal - a.background) if on["turnover"] else 0.0,
        removal_D=office * (d.removal - d.background) if on["turnover"] else 0.0,
        stake=a.stake,
        indivisible=a.indivisible if on["indivisibility"] else 0.0,
        land_share=v["stake.land_value_A"],
        floor=d.floor,
        discount_A=v["stake.discount_A"] / 12.0,
        discount_D=v["stake.discount_D"] / 12.0,
        cost_A=v["cost.war_A"],
        cost_D_weak=weak_cost,
        cost_D_tough=tough_cost,
        burden_A=pain - delay,
        burden_D=bombing,
        hold_cost=0.002 * v["hold.cost_A"] * client,
        inducement=0.3 * v["carrot.value_A"],
        reputation=0.2 * v["rep.cost_A"],
        fear=fear,
        lock_in=0.3 * v["aims.lockin_A"] if on["lock_in"] else 0.0,
        spillover=0.2 * v["stake.spillover"] * spill,
        office_A=office * v["office.value_A"],
        office_D=office * v["office.value_D"],
        stop_none=float(a.stop[0]),
        stop_quarter=float(a.stop[1]),
        stop_half=float(a.stop[2]),
        stop_most=float(a.stop[3]),
        stop_all=float(a.stop[4]),
        stop_D=d.chance_all,
        trust=1.0 if binding else truce.trust(v["commit.reliab_A"], punished),
        arms_deter=v["commit.arms_deter"],
        breach_A=_BINDING if binding else v["commit.breach_cost"] * punished,
        breach_D=_BINDING if binding else v["commit.breach_cost"] * punished + 0.1,
        rearm=0.0 if binding else rearmament(war) * min(12, rearming_left(war)),
        proposer_A=v["talks.proposer_A"],
        signing=1.0 if on["bargaining"] else 0.0,
        weak=a.weak if secret else float(d.is_weak),
        is_weak=float(d.is_weak),
        pressed_A=war.mediator.pressed_A,
        pressed_D=war.mediator.pressed_D,
        may_idle=float(on["freeze"]),
        inaction=v["survival.inaction"] if on["freeze"] else 0.0,
        unpaid=1.0 - min(1.0, a.idle / RECKONING),
    )
