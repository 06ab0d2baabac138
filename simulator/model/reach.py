"""Which mechanisms an input needs to reach anything: what cannot act is known before a war.

Measured, not guessed: with any one of the mechanisms named beside it off, an input moved nothing
but the states that only show it, in no war of several worlds; the tests measure it again. An input
that is not named here acts, or may act, whatever is off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from simulator.model.levers import LEVERS, Lever
from simulator.model.records import Scenario

#: Lever or parameter path to the mechanisms without any one of which it reaches nothing.
NEEDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "aid_us": ("aid", "attrition"),
        "aid_eu": ("aid", "attrition"),
        "aid_delay": ("aid", "attrition"),
        "sanctions": ("economy",),
        "relief_timing": ("economy",),
        "strike_support": ("strikes", "economy"),
        "strikes_deep": ("strikes", "economy"),
        "air_defence": ("strikes",),
        "bombing": ("strikes",),
        "mediator_target": ("mediation",),
        "mediator_model": ("mediation",),
        "offer": ("mediation", "bargaining"),
        "guarantee": ("commitment",),
        "draft_D": ("recruitment", "attrition"),
        "replace_A": ("recruitment", "attrition"),
        "learn_A": ("optimism",),
        "stalemate": ("battle",),
        "leader_swap": ("turnover",),
        "fatigue": ("aid", "attrition"),
        "regime_threat": ("turnover",),
        "stake.indivisible": ("indivisibility",),
        "office.value_A": ("office",),
        "office.value_D": ("office",),
        "survival.stop_penalty_D": ("office",),
        "survival.cont_base": ("turnover",),
        "survival.cont_slope": ("turnover",),
        "survival.successor_dove": ("turnover",),
        "survival.inaction": ("freeze",),
        "survival.bloc_weights": ("audience",),
        "survival.hawk_weight": ("audience",),
        "audience.size": ("audience",),
        "audience.threshold_mean": ("audience",),
        "audience.threshold_spread": ("audience",),
        "audience.second_mover": ("audience",),
        "audience.grievance": ("audience",),
        "audience.hazard": ("audience",),
        "info.propaganda_A": ("audience",),
        "aims.lockin_A": ("lock_in",),
        "belief.learn_front": ("learning",),
        "belief.lag": ("learning",),
        "belief.learn_patron": ("signals",),
        "aid.belief0": ("signals",),
        "carrot.signal": ("signals",),
        "stick.signal": ("signals",),
        "power.noise": ("battle",),
        "power.aid_elast": ("attrition",),
        "force.loss_A": ("attrition",),
        "force.size_ratio": ("attrition",),
        "econ.rearm": ("attrition",),
        "collapse.base_A": ("collapse",),
        "collapse.base_D": ("collapse",),
        "man.replace_A": ("recruitment", "attrition"),
        "man.pool_A": ("recruitment", "attrition"),
        "man.bounty_growth": ("recruitment", "attrition"),
        "man.foreign_A": ("recruitment", "attrition"),
        "man.mobil_D": ("recruitment", "attrition"),
        "econ.bite": ("economy",),
        "econ.leak": ("economy",),
        "econ.overheat": ("economy",),
        "econ.recovery": ("economy",),
        "econ.oil_share": ("economy", "strikes"),
        "econ.strike_damage": ("economy", "strikes"),
        "aid.us0": ("aid", "attrition"),
        "aid.eu0": ("aid", "attrition"),
        "aid.us_hazard": ("aid", "attrition"),
        "aid.eu_response": ("aid", "attrition"),
        "aid.prod_D": ("aid", "attrition"),
        "aid.fatigue": ("aid", "attrition"),
        "aid.supplier_A": ("economy",),
        "coerce.bomb_resolve": ("strikes",),
        "coerce.substitute": ("strikes",),
        "coerce.deep_rate": ("strikes", "economy"),
        "commit.reliab_A": ("commitment",),
        "commit.rearm_A": ("commitment",),
        "commit.enforce": ("commitment",),
        "commit.arms_deter": ("commitment",),
        "commit.breach_cost": ("commitment",),
        "commit.fear_A": ("commitment",),
        "commit.guarantor_leaves": ("commitment",),
        "commit.accident": ("commitment",),
        "commit.spoilers": ("commitment", "audience"),
        "talks.proposer_A": ("bargaining",),
        "talks.delay_gain": ("bargaining",),
        "talks.open0": ("bargaining",),
        "talks.mediator_misread": ("mediation",),
        "talks.pressure": ("mediation",),
    }
)

#: Input to the states that only show it, whether anything reads them or not.
SHOWS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "aid_us": ("aid_US", "aid_EU"),
        "aid_eu": ("aid_EU",),
        "aid_delay": ("aid_US", "aid_EU"),
        "sanctions": ("sanctions",),
        "relief_timing": ("sanctions",),
        "strike_support": ("strikes_deep",),
        "strikes_deep": ("strikes_deep",),
        "regime_threat": ("hazard_cont_A",),
        "fatigue": ("aid_US", "aid_EU"),
        "survival.cont_base": ("hazard_cont_A", "hazard_stop_A"),
        "survival.cont_slope": ("hazard_cont_A", "hazard_stop_A"),
        "force.loss_A": ("recruits_A",),
        "man.replace_A": ("recruits_A",),
        "aid.us0": ("aid_US", "aid_EU"),
        "aid.eu0": ("aid_US", "aid_EU"),
        "aid.us_hazard": ("aid_US", "aid_EU"),
        "aid.eu_response": ("aid_US", "aid_EU"),
        "aid.fatigue": ("aid_US", "aid_EU"),
        "coerce.deep_rate": ("strikes_deep",),
        "aid.belief0": ("belief_A_resP",),
    }
)


def cannot_act(scenario: Scenario, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Inputs that reach nothing in a scenario, each with the mechanisms that are off.

    Args:
        scenario: Its switches count.
        names: Levers and parameter paths.
    """
    off = {
        name: tuple(s for s in NEEDS.get(name, ()) if not scenario.switches[s]) for name in names
    }
    return {name: switches for name, switches in off.items() if switches}


def holds_anyway(levers: Iterable[Lever]) -> tuple[Lever, ...]:
    """State levers that say what holds when nobody pulls them, where nothing else was pulled."""
    pulled = tuple(levers)
    moved = {each.name for each in pulled if each.number != LEVERS[each.name].default}
    return tuple(each for each in pulled if not LEVERS[each.name].event and each.name not in moved)
