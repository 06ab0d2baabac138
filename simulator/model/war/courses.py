"""What single courses are worth to the leaders: pressing, pressing harder, going quiet.

Source: the first-order condition of effort; Goemans 2000 for what home makes of quiet.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from simulator.compiled import compiled
from simulator.model.mechanisms import attrition, collapse, effort, front, office, stakes
from simulator.model.war.situation import Situation
from simulator.model.war.terms import chance_of_fall

Floats = npt.NDArray[np.float64]


@compiled
def net_balance(s: Situation) -> float:
    """Move of the front at both sides' full effort, as the leaders see the month [share]."""
    return front.potential(
        s.drift, s.front_rate, s.log_ratio, s.force_A, s.force_D, s.holds_line, s.breakthrough
    )


@compiled
def violence_of(s: Situation, effort_A: float, effort_D: float) -> float:
    """Violence of the front at some efforts, as the leaders see the balance [0 to 1]."""
    initiative = front.initiative_D(net_balance(s), s.softness)
    return attrition.intensity(effort_A, effort_D, initiative, s.watched, s.defender_part)


@compiled
def cost_of_war_D(s: Situation, cost: float, violence: float) -> float:
    """What the war as it is now costs D [stakes per month]: being attacked, and attacking.

    Args:
        s: The month.
        cost: What D's defence costs under A's full effort; attacking costs more by the loss ratio.
        violence: As `attrition.intensity` [0 to 1].
    """
    initiative = front.initiative_D(net_balance(s), s.softness)
    _, by_D = attrition.parts(initiative, s.watched, s.defender_part)
    attacking = (s.defence_adv - 1.0) * by_D * s.effort_D
    return cost * (stakes.cost_share(violence, s.watching) + attacking)


@compiled
def efforts(
    s: Situation, value_A: float, value_D: float, slope_A: float, slope_D: float, ends: Floats
) -> tuple[float, float]:
    """How hard each side presses, from the marginal value of pressing (slopes are per cell).

    Pressing wins ground, adds to the hazard that the other gives way and to one's own, and is seen.
    """
    net = net_balance(s)
    gain = front.advance(net, 1.0, 0.0, s.softness)
    loss = -front.advance(net, 0.0, 1.0, s.softness)
    initiative = front.initiative_D(net, s.softness)
    by_A, by_D = attrition.parts(initiative, s.watched, s.defender_part)
    # What violence adds to the hazards of collapse (collapse.under_fire), A's part and D's.
    felt = 1.0 - s.when_quiet
    felt_A, felt_D = felt * by_A, felt * by_D
    shown = 1.0 - stakes.list_index(s.land, stakes.FREE)
    seen = s.office_A * s.inaction * (chance_of_fall(s, shown) - s.stop_none) / office.RECKONING
    seen = seen if s.unpaid > 0.0 else 0.0
    own_A = felt_A * s.fall_A_by_A * (value_A - ends[3])
    own_D = felt_D * s.fall_D_by_D * (value_D - ends[7])
    worth_A = effort.marginal_value(
        gain, max(0.0, slope_A / s.cell), felt_A * s.fall_D_by_A, ends[2], value_A, own_A
    )
    worth_D = effort.marginal_value(
        loss, max(0.0, -slope_D / s.cell), felt_D * s.fall_A_by_D, ends[6], value_D, own_D
    )
    cost_D = s.is_weak * s.cost_D_weak + (1.0 - s.is_weak) * s.cost_D_tough
    price_A = effort.price(s.first_cost, s.cost_A, s.burden_share, s.burden_A)
    price_D = effort.price(s.first_cost, cost_D * s.defence_adv * by_D, 0.0, 0.0)
    return effort.pressing(worth_A + seen, price_A), effort.pressing(worth_D, price_D)


@compiled
def going_quiet(s: Situation, ends: Floats) -> float:
    """What it is worth to A's leader to stop pressing without a signature, for good [stakes].

    The claim stays open (D may still give way, only less likely), sanctions stay, nothing has to be
    handed back, and home judges the inaction it sees: once, like a stop, as far as it has not yet.
    """
    held = stakes.value_A(s.land, stakes.FREE, s.stake, s.indivisible, s.land_share)
    shown = 1.0 - stakes.list_index(s.land, stakes.FREE)
    judged = s.inaction * s.unpaid * max(0.0, chance_of_fall(s, shown) - s.stop_none)
    now = violence_of(s, s.effort_A, s.effort_D)
    quiet = violence_of(s, 0.0, s.effort_D)
    pressed = collapse.under_fire(quiet, s.when_quiet)
    other, own = pressed * s.fall_D_by_A, pressed * s.fall_A_by_A
    removal = s.removal_A * min(1.0, pressed / collapse.under_fire(now, s.when_quiet))
    fighting = s.cost_A * stakes.cost_share(quiet, s.watching)
    flow = s.discount_A * held - fighting - s.quiet_burden * s.burden_A - s.hold_cost * s.land
    total = flow + other * ends[2] + own * ends[3] + removal * (held - s.office_A)
    return float(total / (s.discount_A + other + own + removal) - s.office_A * judged)
