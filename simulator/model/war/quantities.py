"""The quantities of a war that every step refers to, and the channels of its luck."""

from __future__ import annotations

import math

from simulator.compiled import compiled, compiled_inside
from simulator.model.mechanisms import beliefs, collapse, front, production, signals
from simulator.model.mechanisms.stakes import for_given_up, list_index
from simulator.model.tape import CHANNELS, normal, uniforms
from simulator.model.war.desk import CELLS
from simulator.model.war.record import FROZEN, OF_D, TRUCE, WAR, Floats, Record

FRONT = CHANNELS["front"]
CUT = CHANNELS["cut"]
REMOVAL_A = CHANNELS["removal_A"]
REMOVAL_D = CHANNELS["removal_D"]
COLLAPSE_A = CHANNELS["collapse_A"]
COLLAPSE_D = CHANNELS["collapse_D"]
PROPOSER = CHANNELS["proposer"]
TALKS = CHANNELS["talks"]
ACCIDENT = CHANNELS["accident"]
GUARANTOR = CHANNELS["guarantor"]
SUCCESSOR = CHANNELS["successor"]
STAGE = CHANNELS["stage"]
OCCASION_A = CHANNELS["occasion_A"]
OCCASION_D = CHANNELS["occasion_D"]


@compiled_inside
def uniform(war: Record, month: int, channel: int) -> float:
    """The uniform of a channel in a month [0 to 1)."""
    return float(uniforms(war.s.entropy, war.s.replication, month, channel)[0])


@compiled_inside
def uniform_besides(war: Record, month: int, channel: int) -> float:
    """A second uniform of the channel in the month, independent of the first [0 to 1)."""
    return float(uniforms(war.s.entropy, war.s.replication, month, channel)[1])


@compiled_inside
def office_at_stake(war: Record, side: int) -> float:
    """What the chance of losing office for what is in force is worth to a leader [stakes]."""
    v, s = war.v, war.s
    given = list_index(s.terms_land, s.terms_rung)
    if side == 0:
        shown = (1.0 - given) * (v.survival_judged_in_truce if s.phase == TRUCE else 1.0)
        return float(v.office_value_A * between(shown, war.stop))
    return float(v.office_value_D * for_given_up(s.chance_all, given, v.demand_tolerated_D))


@compiled_inside
def gaussian(war: Record, month: int, channel: int) -> float:
    """The standard normal of a channel in a month."""
    first, second = uniforms(war.s.entropy, war.s.replication, month, channel)
    return normal(first, second)


@compiled_inside
def land(war: Record) -> float:
    """A's share of the land at stake [0 to 1]."""
    return float(min(1.0, max(0.0, war.s.occ / war.s.victory_at)))


@compiled_inside
def holds_a_position(war: Record) -> bool:
    """Whether A holds as much as one position of the front that leaders reckon with."""
    return bool(war.s.occ * CELLS >= war.s.victory_at)


@compiled_inside
def position(war: Record) -> float:
    """Where on the front the war is fought, as a share of the land at stake [0 to 1].

    Who has had no foothold yet stands before the line and cannot be driven from it, so that such a
    war is read at the first position and not at the end at which A has lost.
    """
    return land(war) if war.s.foothold else max(1.0 / CELLS, land(war))


@compiled_inside
def force(side: Record) -> float:
    """Force that men and arms make (1 at month 0)."""
    return production.force(side.men, side.arms, side.arms_share)


@compiled_inside
def log_ratio(war: Record) -> float:
    """Log of A's force over D's, 0 at month 0."""
    return math.log(force(war.a)) - math.log(force(war.d))


@compiled_inside
def fighting(war: Record) -> bool:
    """Whether the sides are at war, however violently."""
    return bool(war.s.phase == WAR or war.s.phase == FROZEN)


@compiled_inside
def stillness(war: Record) -> float:
    """1 when the front is still, 0 when it moves fast."""
    return math.exp(-abs(war.s.moved) / war.v.front_stall)


@compiled_inside
def net_balance(war: Record, drift: float) -> float:
    """Move of the front at full effort of both, were `drift` the net balance [share]."""
    v = war.v
    return front.potential(
        drift,
        v.power_front_rate / 100.0,
        log_ratio(war),
        force(war.a),
        force(war.d),
        v.force_holds_line,
        v.force_breakthrough / 100.0,
    )


@compiled_inside
def fall_hazards(war: Record) -> tuple[float, float]:
    """True hazards that A, and that D, gives way under full violence [per month]."""
    v = war.v
    ratio = log_ratio(war)
    strain_A = v.collapse_strain_A * (war.s.stress - v.econ_stress0)
    strain_D = v.collapse_strain_D * (v.coerce_resolve0 - war.s.resolve)
    fall_A = collapse.hazard(war.s.fall_A, v.collapse_force, -ratio, strain_A, v.collapse_most)
    fall_D = collapse.hazard(war.s.fall_D, v.collapse_force, ratio, strain_D, v.collapse_most)
    return fall_A, fall_D


@compiled
def race_hazard(race: Record) -> float:
    """Believed hazard of the other's fall at the balance of month 0 [per month]."""
    return beliefs.posterior_hazard(race.prior, race.exposure) * beliefs.odds_factor(race.odds)


@compiled_inside
def own_hazard(war: Record, granted: float, race: Record) -> float:
    """Hazard of his own side's fall that a leader grants, at the balance of month 0 [per month].

    Where it is part of what he is uncertain of, quiet months teach about it as about the other's.
    """
    return beliefs.posterior_hazard(granted, race.exposure) if war.s.calibrated else granted


@compiled_inside
def hope(war: Record) -> float:
    """Factor on the believed hazard of D's fall from what patrons seem to do."""
    return signals.hope(war.s.staying_power, war.v.aid_belief0)


@compiled_inside
def believed_falls(war: Record) -> tuple[float, float, float, float]:
    """Hazards per month under full violence.

    D's fall and A's own as A believes; A's and D's own as D believes.
    """
    v = war.v
    true_A, true_D = fall_hazards(war)
    if not war.on.optimism:
        return true_D, true_A, true_A, true_D
    push = beliefs.pushed(v.collapse_force, log_ratio(war), v.belief_force_most)
    strain_A = beliefs.strained(v.belief_strain, war.s.stress - v.econ_stress0)
    strain_D = beliefs.strained(v.belief_strain, v.coerce_resolve0 - war.s.resolve)
    on_D = race_hazard(war.races[war.s.race_A]) * hope(war) * push * strain_D
    if war.s.knows:
        on_D = true_D
    on_A = race_hazard(war.races[OF_D]) / push * strain_A
    return (
        on_D,
        own_hazard(war, war.s.own_A, war.races[war.s.race_A]) / push * strain_A,
        on_A,
        own_hazard(war, war.s.own_D, war.races[OF_D]) * push * strain_D,
    )


@compiled_inside
def win_A(war: Record) -> float:
    """A's leader's belief of victory [0 to 1]."""
    on_D, own, _, _ = believed_falls(war)
    return beliefs.win_belief(on_D, own, war.v.belief_horizon)


@compiled_inside
def win_D(war: Record) -> float:
    """D's leader's belief that A's effort gives way first [0 to 1]."""
    _, _, on_A, own = believed_falls(war)
    return beliefs.win_belief(on_A, own, war.v.belief_horizon)


@compiled_inside
def remember_beliefs(war: Record) -> None:
    """Note what each leader believes of the other's fall, and the balance, as peace begins."""
    s = war.s
    on_D, _, on_A, _ = believed_falls(war)
    s.fall_D_at_signing, s.fall_A_at_signing = log_hazard(on_D), log_hazard(on_A)
    s.force_at_signing = log_ratio(war)


@compiled_inside
def log_hazard(hazard: float) -> float:
    """Log of a hazard, bounded where there is none."""
    return math.log(max(1e-12, hazard))


@compiled_inside
def between(x: float, values: Floats) -> float:
    """Linear interpolation on an even axis from 0 to 1, to the bit that of `np.interp`."""
    last = values.shape[0] - 1
    if math.isnan(x):
        return x
    if x <= 0.0:
        return float(values[0])
    if x >= 1.0:
        return float(values[last])
    step = 1.0 / last
    k = min(last - 1, int(x * last))
    # The axis as np.linspace has it: multiples of the step, then exactly 1.
    if x < k * step:
        k -= 1
    elif k + 1 < last and x >= (k + 1) * step:
        k += 1
    start = k * step
    end = 1.0 if k + 1 == last else (k + 1) * step
    slope = (values[k + 1] - values[k]) / (end - start)
    return float(slope * (x - start) + values[k])
