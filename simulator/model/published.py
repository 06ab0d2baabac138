"""The order in which names were published: of listings, of files' columns, of levers in one month.

Columns that have been written and levers that fall in the same month must not change places when a
file of mechanisms is renamed. A new name needs no line here: it comes after these, in the order of
its file and row.
"""

from __future__ import annotations

from collections.abc import Iterable


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: Paths of parameters.
PARAMETERS = _names(
    """
    stake.value_A stake.indivisible stake.land_value_A stake.spillover stake.discount_A
    stake.discount_D cost.war_A cost.war_D cost.spread_D cost.weak_D demand.floor_D
    demand.adapt_D hold.cost_A rep.cost_A office.value_A office.value_D survival.stop_penalty
    survival.stop_penalty_D survival.cont_base survival.cont_slope survival.reckoning_delay
    survival.inaction survival.successor_dove survival.bloc_weights survival.hawk_weight
    audience.size audience.threshold_mean audience.threshold_spread audience.second_mover
    audience.grievance audience.hazard aims.lockin_A info.propaganda_A info.gap_growth
    belief.win0_A belief.win0_D belief.bias_A belief.learn_front belief.learn_patron belief.lag
    belief.horizon belief.own_fall_A belief.own_fall_D front.occ0 front.victory_at power.drift
    power.drift_spread power.noise power.front_rate power.defence_adv power.aid_elast
    force.loss_A force.size_ratio force.holds_line force.breakthrough collapse.base_A
    collapse.base_D collapse.force man.replace_A man.pool_A man.bounty_growth man.coerce_cost
    man.foreign_A man.mobil_D econ.stress0 econ.bite econ.leak econ.oil_share econ.overheat
    econ.recovery econ.strike_damage econ.pain_weight econ.still_front econ.rearm aid.us0
    aid.eu0 aid.us_hazard aid.eu_response aid.prod_D aid.supplier_A aid.fatigue aid.belief0
    carrot.value_A carrot.signal stick.signal coerce.bomb_resolve coerce.substitute
    coerce.deep_rate coerce.resolve0 commit.reliab_A commit.rearm_A commit.enforce
    commit.arms_deter commit.breach_cost commit.fear_A commit.guarantor_leaves commit.accident
    commit.spoilers talks.proposer_A talks.sincere_A talks.delay_gain talks.open0
    talks.mediator_misread talks.pressure
    """
)
#: Levers; within a month they act in this order.
LEVERS = _names(
    """
    posture stick_months aid_us aid_eu aid_delay sanctions relief_timing threat_executed
    strike_support strikes_deep air_defence bombing mediator_target mediator_model offer
    guarantee face_saving draft_D replace_A a_type learn_A pressure regime_threat spillover
    front_shift stalemate talks summit admit stop leader_swap d_shock fatigue weariness_D
    mobilise_A client
    """
)
#: Switches.
SWITCHES = _names(
    """
    bargaining optimism private_information learning signals commitment indivisibility office
    audience turnover lock_in battle attrition recruitment economy aid strikes collapse truce
    freeze mediation
    """
)
#: States: the columns of a war's months.
STATES = _names(
    """
    occ belief_A_win belief_A_win_unbiased belief_D_win belief_A_resD belief_A_resP demand_A
    asked_A demand_D range_width terms_D talks hazard_stop_A hazard_cont_A support_A
    support_A_elite support_A_hawks support_A_public cap_A cap_D casualties_A casualties_D
    recruits_A bounty_A econ_A resolve_D intensity strikes_civ strikes_deep aid_US aid_EU
    sanctions effort_A effort_D fighting A_accepts_truce D_accepts_truce A_accepts D_accepts
    dissent_A belief_A_weak status_D align_D expected_move solver_residual dissent_D cost_A
    phase
    """
)


def as_published(names: Iterable[str], published: tuple[str, ...]) -> list[str]:
    """Names in the order in which they were published; new ones after those, as they come.

    >>> as_published(["new", "b", "a"], ("a", "b"))
    ['a', 'b', 'new']
    """
    place = {name: number for number, name in enumerate(published)}
    return sorted(names, key=lambda name: place.get(name, len(place)))
