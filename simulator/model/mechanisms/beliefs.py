"""What a leader believes of the race, and how months of fighting teach.

Victory is a race with three outcomes: the other side gives way, one's own does, or neither does
within the horizon. A quiet month is evidence (gamma prior over the hazard of an exponential time);
a month's move of the front is evidence between two hypotheses about the net balance.

Source: Powell 2004 for the race; conjugate Bayes (gamma-exponential; two normal means); Wagner 2000
and Smith and Stam 2004 for fighting as learning.
Assumes: three documented departures from Bayes that the authors assert: a weight on evidence, a
lag, and a bias that explains away a share of adverse evidence. With weight 1, lag 0 and bias 0
these functions are martingales under the holder's own predictive law. The model also caps what one
month of the front can teach (`belief.front_month`) and what all months can (`belief.front_most`).

What is true of a war and what is believed of it can be drawn apart (`collapse.base_A` and `base_D`), or
the truth from the distributions that the two leaders believe in (`belief.calibrated`). Rival priors
cannot both be right where each leader thinks that his own side lasts (`belief.own_fall_A`); in such
a war each therefore grants a part of what the other reckons with (`belief.common`).

A fourth departure is the model's own assumption: both leaders see stress and resolve, but hold that
they move the hazards of collapse by `belief.strain`, which is less than they do
(`collapse.strain_A`, `collapse.strain_D`), and nothing ever corrects them. Set equal to those two,
it is gone.
"""

from __future__ import annotations

import math

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch
from simulator.model.declare import Parameter as P

# fmt: off
MECHANISM = Mechanism(
    name="beliefs",
    group="information",
    source="Powell 2004; Wagner 2000; Smith and Stam 2004",
    bites=Bite("belief_A_win", {"mechanisms.bargaining": False}),
    switch=Switch("learning", "beliefs about the fight stay what they were"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("belief.bias_A", 0.0, 0.9, 0.1, "share",
          "A's systematic under-rating of D: share of adverse evidence that is explained away", "overconfidence; Johnson 2004", (0.0, 0.2)),
        P("belief.learn_front", 0.0, 1.0, 0.3, "weight; 1 = Bayes with a prior of one event",
          "update weight on the front: quiet months and moves against the expected path", "Wagner 2000; Powell 2004; Smith and Stam 2004", (0.2, 0.5)),
        P("belief.learn_patron", 0.0, 1.0, 0.3, "weight",
          "update weight on what patrons do", "Fearon 1997, costly signals", (0.1, 0.5)),
        P("belief.lag", 0.0, 24.0, 4.0, "months",
          "months before evidence is acknowledged", "bureaucratic and autocratic reporting lags", (0.0, 8.0), whole=True),
        P("belief.calibrated", 0.0, 1.0, 0.0, "probability",
          "that a war's true hazards of collapse are drawn from what its leaders expect, tilted by the ratio of collapse.base_D to collapse.base_A; else they are those two", "Smith and Stam 2004 (signals of one truth); Reiter and Stam 2002 (capabilities)"),
        P("belief.common", 0.0, 0.95, 0.4, "share",
          "where the truth is drawn from what leaders expect: how far their hopes may rest on one view of the race; 0: each thinks that his own side lasts", "Smith and Stam 2004; size set so that wars end at the ages at which they do on record (COW)", (0.3, 0.5), tier="structural"),
        P("belief.front_month", 0.0, 10.0, 1.0, "log odds",
          "the most that one month's move of the front teaches", "assumed", (0.5, 2.0), tier="structural"),
        P("belief.front_most", 0.0, 20.0, 3.0, "log odds",
          "the most that all moves of the front together teach", "assumed", (2.0, 5.0), tier="structural"),
        P("belief.strain", 0.0, 20.0, 2.0, "log hazard per unit of stress gained or resolve lost",
          "how far both leaders think that strain moves the hazard of collapse: below the true one (collapse.strain_A, collapse.strain_D), a departure from Bayes that nothing corrects", "assumed", (1.0, 4.0), tier="structural"),
        P("belief.force_most", 0.0, 10.0, 1.0, "log force ratio",
          "balance of forces beyond which leaders do not think a collapse any nearer", "assumed", (0.5, 2.0), tier="structural"),
        P("belief.bias_removal", 0.0, 1.0, 0.5, "share of belief.bias_A",
          "how far A's leader's bias also hides from him the danger that the war is to his office", "assumed", (0.0, 1.0), tier="structural"),
    ),
    states=(
        State("belief_A_win_unbiased", "probability", "the same evidence by Bayes' rule"),
        State("belief_A_resD", "probability", "A's leader: D keeps up the fight"),
    ),
)
# fmt: on


@compiled
def prior_hazard(win: float, own_fall: float, horizon: float) -> float:
    """Hazard of the other side's fall that makes the derived belief of victory `win` [per month].

    Args:
        win: Belief of victory [0, 1).
        own_fall: Hazard of one's own fall [per month].
        horizon: Time after which nothing more is expected [months].
    """
    return win / (1.0 - win) * (own_fall + 1.0 / horizon)


@compiled
def shared_view(win: float, other_win: float, common: float) -> float:
    """Share of the danger that the other side sees in one's own that a leader grants [0 to 1].

    Two leaders' chances of victory can rest on one view of the race only as far as they do not add
    up to more than 1; what each grants shrinks with the rest, which is mutual optimism.

    Args:
        win: One leader's belief of victory [0, 1).
        other_win: The other's.
        common: The most that the two hopes are allowed to share [0, 1).

    >>> shared_view(0.2, 0.2, 0.5), shared_view(0.5, 0.5, 0.5)
    (1.0, 0.5)
    """
    both = math.sqrt(win / (1.0 - win) * other_win / (1.0 - other_win))
    return min(1.0, common / both) if both > 0.0 else 1.0


@compiled
def granted_danger(win: float, other_win: float, horizon: float, shared: float) -> float:
    """Hazard of one's own fall, where a leader grants a share of what the other reckons with.

    The pair of hazards at which both leaders' derived beliefs of victory are what they say:
    x = a (s y + 1/T) and y = b (s x + 1/T), with a and b the odds; the first leader grants s y.

    Args:
        win: The leader's belief of victory [0, 1).
        other_win: The other's.
        horizon: Time after which nothing more is expected [months].
        shared: What he grants, as `shared_view`.
    """
    odds, other = win / (1.0 - win), other_win / (1.0 - other_win)
    hazard = other * (1.0 + shared * odds) / (horizon * (1.0 - shared * shared * odds * other))
    return shared * hazard


@compiled
def tilt(own: float, other: float) -> float:
    """Factor on a side's true hazard: the odds of falling first are the ratio of the hazards.

    Each takes its square root, so that what leaders say of how near an end is stays as it is.

    Args:
        own: Hazard that the side gives way, by capabilities alone [per month].
        other: The same of the other side; where it is 0 nothing is known of the ratio.

    >>> tilt(0.04, 0.01), tilt(0.01, 0.04), tilt(0.0, 0.01), tilt(0.01, 0.0)
    (2.0, 0.5, 0.0, 1.0)
    """
    return math.sqrt(own / other) if other > 0.0 else 1.0


@compiled
def true_hazard(prior: float, uniform: float) -> float:
    """A hazard from the distribution that a leader believes in: exponential [per month].

    Args:
        prior: Its mean [per month].
        uniform: The luck of the war [0 to 1).

    >>> true_hazard(0.02, 0.0), round(true_hazard(0.02, 0.5), 6)
    (0.0, 0.013863)
    """
    return abs(prior * math.log1p(-uniform))


@compiled
def win_belief(other_fall: float, own_fall: float, horizon: float) -> float:
    """Belief of victory: the chance that the other side falls first, within the horizon."""
    return other_fall / (other_fall + own_fall + 1.0 / horizon)


@compiled
def posterior_hazard(prior: float, exposure: float) -> float:
    """Mean of the hazard after quiet months, under an exponential prior of mean `prior`.

    Args:
        prior: Prior mean [per month].
        exposure: Quiet months, each counted with its weight [months].
    """
    return prior / (1.0 + prior * exposure)


@compiled
def front_evidence(move: float, expected: float, half_gap: float, spread: float) -> float:
    """Log-likelihood ratio of "the balance is better than thought" after a month's move.

    Args:
        move: Move of the front seen [share].
        expected: Expected path this month [share].
        half_gap: Half the distance between the two hypotheses' drifts [share per month].
        spread: Standard deviation of a month's move [share].
    """
    if spread <= 0.0:
        return 0.0
    return 2.0 * half_gap * (move - expected) / (spread * spread)


@compiled
def weighed(evidence: float, weight: float, bias: float) -> float:
    """Evidence as a biased leader books it: adverse evidence loses the share `bias`."""
    return weight * evidence * (1.0 - bias if evidence < 0.0 else 1.0)


@compiled
def within(evidence: float, most: float) -> float:
    """Evidence, or as much of it as counts either way [log odds]."""
    return min(most, max(-most, evidence))


@compiled
def strained(strain: float, stress: float) -> float:
    """Factor on a believed hazard of collapse.

    Args:
        strain: Believed log hazard per unit of stress.
        stress: Stress gained, or resolve lost, since month 0.
    """
    return math.exp(strain * stress)


@compiled
def pushed(force_weight: float, log_ratio: float, most: float) -> float:
    """Factor on the believed hazard that D falls; A's is divided by it.

    Args:
        force_weight: Log hazard per unit of log force ratio.
        log_ratio: Log of A's force over D's, 0 at month 0.
        most: Log force ratio beyond which no more is expected of it.
    """
    return math.exp(force_weight * min(most, max(-most, log_ratio)))


@compiled
def removal_believed(background: float, true: float, bias: float, hidden: float) -> float:
    """Hazard of going on as a biased leader sees it [per month].

    Args:
        background: Part that is not the war's [per month].
        true: The whole as it is [per month].
        bias: Share of adverse evidence that he explains away.
        hidden: Share of that bias which bears on his own office.
    """
    return background + (true - background) * (1.0 - hidden * bias)


@compiled
def odds_factor(log_odds: float) -> float:
    """Twice the probability behind `log_odds`: 1 when even, 0 to 2.

    Under "better than thought" the hazard doubles, under "worse" it vanishes, so the believed
    hazard is the prior's times this factor.
    """
    return 2.0 / (1.0 + math.exp(-min(30.0, max(-30.0, log_odds))))


@compiled
def type_posterior(prior: float, accept_if_weak: float, accept_if_tough: float) -> float:
    """Belief that D is the weak type once an offer was refused (Bayes).

    Args:
        prior: Belief before [0 to 1].
        accept_if_weak: Chance that the weak type would have accepted.
        accept_if_tough: Chance that the tough type would have accepted.
    """
    weak = prior * (1.0 - accept_if_weak)
    total = weak + (1.0 - prior) * (1.0 - accept_if_tough)
    return prior if total <= 0.0 else weak / total
