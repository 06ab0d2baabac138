"""Before month 0: who there is, what they believe, what luck has in store."""

from __future__ import annotations

import numpy as np

from simulator.compiled import compiled_inside, compiled_making
from simulator.model.mechanisms import aid, attrition, beliefs
from simulator.model.mechanisms.audience import (
    MEMBERS,
    WEIGHTS_D,
    sensitivity_of,
    threshold,
    total,
    weight_A,
)
from simulator.model.mechanisms.stakes import FREE
from simulator.model.tape import MEMBER_MONTH, PARAMETER_MONTH, parameter_channel, uniforms
from simulator.model.war.quantities import (
    gaussian,
    holds_a_position,
    land,
    remember_beliefs,
    uniform,
)
from simulator.model.war.record import BIASED, BY_BAYES, OF_D, UNBIASED, Floats, Public, Record
from simulator.model.war.steps.book import CONTINUES
from simulator.model.war.steps.home import read_home, want

_DRIFT = parameter_channel("drift")
_SINCERE = parameter_channel("sincere")
_WEAK_D = parameter_channel("weak_D")
_KEEPS_WORD = parameter_channel("keeps_word")
_MEDIATOR = parameter_channel("mediator")
_CALIBRATED = parameter_channel("calibrated")
_FALL_A = parameter_channel("fall_A")
_FALL_D = parameter_channel("fall_D")

#: Where each bloc but the last ends among the members.
_EDGES = np.cumsum(MEMBERS)[:-1]
_MEMBERS_APART = 100_000  # between the channels of A's members and of D's


@compiled_inside
def _of_war(war: Record, channel: int) -> float:
    """A uniform that belongs to the war as a whole [0 to 1)."""
    return uniform(war, PARAMETER_MONTH, channel)


@compiled_inside
def _bloc(member: int) -> int:
    """Bloc of a member: golden-ratio steps scatter the blocs evenly over the thresholds."""
    place = (0.5 + 0.6180339887498949 * member) % 1.0
    bloc = 0
    for edge in _EDGES:
        bloc += 1 if edge <= place else 0
    return bloc


@compiled_making
def _gather(war: Record, side: int, public: Public, weights: Floats) -> None:
    """Draw the members of a side's audience.

    Args:
        war: The war.
        side: 0 for A, 1 for D.
        public: Filled; zero before.
        weights: Weight of each bloc; shape (4,), summing to 1.
    """
    v, number, starts = war.v, war.s.members, public.starts
    for i in range(number):
        starts[_bloc(i) + 1] += 1
    sizes = np.empty(4)
    for bloc in range(4):
        sizes[bloc] = starts[bloc + 1]
        starts[bloc + 1] += starts[bloc]
        shared = weights[bloc] / max(sizes[bloc], 1.0) if sizes[bloc] > 0.0 else 0.0
        public.weights[bloc] = shared
    added = total(public.weights * sizes)
    for bloc in range(4):
        public.weights[bloc] = public.weights[bloc] / added if number > 0 else 0.0
    told = _MEMBERS_APART * side
    filled = starts[:4].copy()
    for i in range(number):
        bloc = _bloc(i)
        place, rank = filled[bloc], i / max(1, number)
        filled[bloc] += 1
        public.thresholds[place] = threshold(
            v.audience_threshold_mean, v.audience_threshold_spread, rank
        )
        if i == 1:
            public.thresholds[place] += v.audience_second_mover
        draw = uniforms(war.s.entropy, war.s.replication, MEMBER_MONTH, told + i)[0]
        public.sensitivity[place] = sensitivity_of(draw, v.audience_sensitivity_spread)


@compiled_inside
def _begin_race(race: Record, prior: float, weight: float, bias: float, lag: int) -> None:
    """Begin a belief about the other side's fall at its prior."""
    race.prior, race.weight, race.bias, race.lag = prior, weight, bias, lag


@compiled_inside
def _begin_side(side: Record, arms_share: float) -> None:
    """Begin at the forces of month 0."""
    side.men = side.arms = side.effort = 1.0
    side.arms_share = arms_share


@compiled_inside
def _begin_races(war: Record) -> None:
    v, s = war.v, war.s
    s.own_A, s.own_D = v.belief_own_fall_A, v.belief_own_fall_D
    s.calibrated = _of_war(war, _CALIBRATED) < v.belief_calibrated
    if s.calibrated:
        win_A, win_D, horizon = v.belief_win0_A, v.belief_win0_D, v.belief_horizon
        shared = beliefs.shared_view(win_A, win_D, v.belief_common)
        s.own_A = max(s.own_A, beliefs.granted_danger(win_A, win_D, horizon, shared))
        s.own_D = max(s.own_D, beliefs.granted_danger(win_D, win_A, horizon, shared))
    prior = beliefs.prior_hazard(v.belief_win0_A, s.own_A, v.belief_horizon)
    learn = v.belief_learn_front
    _begin_race(war.races[BIASED], prior, learn, v.belief_bias_A, int(v.belief_lag))
    _begin_race(war.races[UNBIASED], prior, learn, 0.0, 0)
    _begin_race(war.races[BY_BAYES], prior, 1.0, 0.0, 0)
    prior = beliefs.prior_hazard(v.belief_win0_D, s.own_D, v.belief_horizon)
    _begin_race(war.races[OF_D], prior, learn, 0.0, 0)
    war.s.race_A = BIASED


@compiled_inside
def _begin_truth(war: Record) -> None:
    """What is true of both sides' staying power, whatever is believed of it."""
    v, s = war.v, war.s
    s.fall_A, s.fall_D = v.collapse_base_A, v.collapse_base_D
    if s.calibrated:
        expected_A = war.races[OF_D].prior * beliefs.tilt(s.fall_A, s.fall_D)
        expected_D = war.races[BY_BAYES].prior * beliefs.tilt(s.fall_D, s.fall_A)
        s.fall_A = beliefs.true_hazard(expected_A, _of_war(war, _FALL_A))
        s.fall_D = beliefs.true_hazard(expected_D, _of_war(war, _FALL_D))


@compiled_inside
def _begin_outside(war: Record) -> None:
    """Patrons and the mediator at month 0."""
    v, s = war.v, war.s
    s.us, s.eu = v.aid_us0, v.aid_eu0
    s.us_tired = s.eu_tired = 1.0
    war.given[0, 0], war.given[0, 1] = s.us, s.eu
    s.supply_start = aid.supply(s.us, s.eu, v.aid_prod_D)
    s.supply_ratio = s.executed = s.sanctions = 1.0
    s.guarantor = True
    s.guarantor_left = -999
    s.misreads = _of_war(war, _MEDIATOR) < v.talks_mediator_misread
    s.pressure = v.mediation_full_pressure * v.talks_pressure


@compiled_inside
def _begin_sides(war: Record, aid_elasticity: float) -> None:
    """Belligerents at month 0."""
    v, s = war.v, war.s
    _begin_side(war.a, v.production_arms_share_A)
    _begin_side(war.d, aid_elasticity)
    s.pool, s.price, s.stress = v.man_pool_A, 1.0, v.econ_stress0
    s.recruits = v.man_replace_A * v.force_loss_A if war.on.attrition else 0.0
    s.strikes = 1.0 if war.on.strikes else 0.0
    s.resolve = s.anchor = v.coerce_resolve0
    s.deep_strikes = v.coerce_deep_rate if war.on.strikes else 0.0
    _, s.loss_start = attrition.loss_rates(
        v.force_loss_A, v.force_size_ratio, v.power_defence_adv, 1.0
    )


@compiled_making
def _begin_leaders(war: Record, public_A: Public, public_D: Public) -> None:
    """Leaders, beliefs and audiences at month 0."""
    v, s = war.v, war.s
    _begin_races(war)
    _begin_truth(war)
    s.members = int(v.audience_size)
    hawks, inner = v.survival_hawk_weight, v.survival_bloc_weights
    weights = np.empty(4)
    for bloc in range(4):
        weights[bloc] = weight_A(bloc, inner, hawks, v.survival_elite_weight)
    _gather(war, 0, public_A, weights)
    _gather(war, 1, public_D, WEIGHTS_D)
    kind = war.held.a_type
    sincere = _of_war(war, _SINCERE) < v.talks_sincere_A
    want(war, sincere if kind < 0.0 else kind == 1.0)
    s.staying_power, s.penalty = v.aid_belief0, v.survival_stop_penalty
    s.blame_left = 1.0
    s.weak, s.floor = v.cost_weak_D, v.demand_floor_D
    s.is_weak = _of_war(war, _WEAK_D) < v.cost_weak_D
    s.keeps_word = _of_war(war, _KEEPS_WORD) < v.commit_reliab_A


@compiled_inside
def begin(war: Record, public_A: Public, public_D: Public) -> None:
    """Set up month 0 of a record that is zero but for inputs, phase and what names its luck."""
    v, s = war.v, war.s
    s.occ, s.victory_at = v.front_occ0, v.front_victory_at
    s.foothold = holds_a_position(war)
    s.believed_drift = v.power_drift / 100.0
    luck = gaussian(war, PARAMETER_MONTH, _DRIFT)
    s.true_drift = s.believed_drift + v.power_drift_spread / 100.0 * luck
    s.terms_land, s.terms_rung, s.end_rung = land(war), FREE, FREE
    s.intensity = s.heat = 1.0
    s.talks_open = war.on.bargaining
    s.ended, s.resumed, s.removed_A, s.removed_D = CONTINUES, -1, -1, -1
    _begin_sides(war, v.power_aid_elast)
    _begin_leaders(war, public_A, public_D)
    _begin_outside(war)
    read_home(war, public_A, public_D)
    remember_beliefs(war)
