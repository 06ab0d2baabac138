"""A leader's office: blame, its postponement, and the hazard of removal.

Source: Goemans 2000; Downs and Rocke 1994 (gambling for resurrection); Debs and Goemans 2010.
Assumes: fighting on postpones a share of the blame; stopping presents it.
"""

from __future__ import annotations

import math

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch, event, lever_of_words
from simulator.model.declare import Parameter as P
from simulator.model.fixed_numbers import Level as L

_GOEMANS = "Goemans 2000; Debs and Goemans 2010"

# fmt: off
MECHANISM = Mechanism(
    name="office",
    group="office",
    source="Goemans 2000; Downs and Rocke 1994; Debs and Goemans 2010",
    bites=Bite("demand_A", {"mechanisms.bargaining": False, "office.value_A": 2.0, "survival.stop_penalty": 0.8}),
    switch=Switch("office", "leaders care for the state's stake only"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("office.value_A", 0.0, 3.0, 0.8, "stakes",
          "what losing office costs A's leader", "Goemans 2000; Downs and Rocke 1994", (0.5, 1.2)),
        P("office.value_D", 0.0, 3.0, 0.3, "stakes",
          "what losing office costs D's leader", "Goemans 2000; Downs and Rocke 1994", (0.1, 0.5)),
        P("survival.stop_penalty", 0.0, 1.0, 0.15, "probability within 24 months",
          "added chance that A's leader loses office if he stops short of his aims, beyond what the audience produces", _GOEMANS, (0.0, 0.3)),
        P("survival.stop_penalty_D", 0.0, 1.0, 0.1, "probability within 24 months",
          "the same for D's leader when D signs away what it must keep", _GOEMANS, (0.0, 0.2)),
        P("survival.judged_in_truce", 0.0, 1.0, 0.7, "share of the shortfall",
          "how much of what was not reached home holds against a leader when a truce leaves the politics open", "assumed", (0.5, 0.9), tier="structural"),
        P("survival.defeat_A", 0.0, 1.0, 0.3, "probability within 24 months",
          "added chance that A's leader loses office for a defeat, beyond that of the worst terms", "assumed", (0.15, 0.6), tier="structural"),
        P("survival.cont_base", 0.0, 0.1, 0.003, "per month",
          "removal hazard of A's leader while fighting goes on, at month 0", "leaders in war: COW and Archigos merged", (0.001, 0.006)),
        P("survival.cont_slope", 0.0, 3.0, 0.3, "index; 1 = 0.03 per month at full blame",
          "growth of that hazard with losses, economic stress and the gap between claims and results", _GOEMANS, (0.1, 0.6)),
        P("survival.reckoning_delay", 0.0, 1.0, 0.3, "share",
          "share of the blame that fighting on postpones to the day of stopping (gambling for resurrection)", "Downs and Rocke 1994; Goemans 2000", (0.1, 0.5)),
        P("survival.inaction", 0.0, 1.0, 0.2, "share",
          "how much of the reckoning that a signed stop brings comes without one, for visibly not pressing", "between a lull that nobody books and one that counts as a stop; no author says", (0.0, 0.4)),
        P("survival.cont_base_D", 0.0, 0.1, 0.001, "per month",
          "hazard at which D's leader loses office for reasons that are not the war's", "assumed", (0.0005, 0.002), tier="structural"),
        P("survival.blame_hazard", 0.0, 1.0, 0.03, "per month",
          "removal hazard that full blame adds while fighting goes on, when survival.cont_slope is 1", "assumed", (0.015, 0.06), tier="structural"),
        P("survival.postponed_hazard", 0.0, 1.0, 0.01, "per month",
          "removal hazard that full blame adds after a stop, were all of it postponed until then", "assumed", (0.005, 0.02), tier="structural"),
        P("survival.blame_losses", 0.0, 5.0, 0.15, "blame per force of month 0 lost",
          "how far losses are held against A's leader", "assumed", (0.075, 0.3), tier="structural"),
        P("survival.blame_stress", 0.0, 5.0, 0.6, "blame per unit of stress",
          "how far economic stress is held against A's leader", "assumed", (0.3, 1.2), tier="structural"),
        P("survival.blame_gap", 0.0, 5.0, 0.8, "blame per unit of the gap",
          "how far the gap between claims and results is held against A's leader", "Smith 1998; magnitude assumed", (0.4, 1.6), tier="structural"),
        P("survival.full_shortfall", 0.01, 1.0, 0.5, "share of A's list",
          "shortfall at which stopping presents the whole penalty and all postponed blame", "assumed", (0.25, 0.75), tier="structural"),
    ),
    levers=(
        lever_of_words("face_saving", "0:0 1:1", 0, "1: an obvious, presentable compromise exists"),
        lever_of_words("regime_threat", "off:0 on:1", 0, "rise in A's leader's hazard of going on, from outside"),
        event("admit", 0, 1, "A's leader publicly owns up to failure"),
    ),
    levels=(
        # name, levers, level, unit, meaning, source
        L("survival.face_saved", ("face_saving",), 0.4, "share of the shortfall",
          "what an obvious, presentable compromise hides of a shortfall (lever face_saving)", "assumed"),
        L("survival.threat", ("regime_threat",), 0.02, "per month",
          "hazard of going on that a threat to the regime from outside brings by itself (lever regime_threat)", "assumed"),
        L("survival.threat_of_stop", ("regime_threat",), 1.25, "share of the hazard of stopping on the line",
          "what such a threat adds in proportion, so that going on is the greater danger", "assumed"),
    ),
    states=(
        State("hazard_stop_A", "probability in 12 months", "A's leader: losing office if he stops", "fine"),
        State("hazard_cont_A", "probability in 12 months", "A's leader: losing office if he goes on", "fine"),
    ),
)
# fmt: on

FACE_SAVED = MECHANISM.level("survival.face_saved")
THREAT = MECHANISM.level("survival.threat")
THREAT_OF_STOP = MECHANISM.level("survival.threat_of_stop")

#: How long home holds a stop, or visible inaction, against a leader [months].
RECKONING = 24.0


@compiled
def going_on(
    base: float,
    slope: float,
    blame: float,
    postponed: float,
    dissent: float,
    dissent_hazard: float,
    outside: float,
    blame_hazard: float,
) -> float:
    """Hazard of removal while fighting goes on [per month].

    Args:
        base: Hazard at month 0.
        slope: Index; 1 is `blame_hazard` at full blame.
        blame: Losses, stress and the gap between claims and results [0 to 1].
        postponed: Share of the blame that fighting on postpones.
        dissent: Share openly dissenting.
        dissent_hazard: Hazard when everybody dissents; falls with the square.
        outside: Threat from outside the model [per month].
        blame_hazard: What full blame adds at a slope of 1 [per month].
    """
    of_blame = blame_hazard * slope * blame * (1.0 - postponed)
    return base + of_blame + dissent_hazard * dissent**2 + outside


@compiled
def stopping(
    penalty: float,
    dissent: float,
    dissent_hazard: float,
    blame: float,
    postponed: float,
    postponed_hazard: float,
) -> float:
    """Chance of losing office within 24 months of stopping on given terms [0 to 1].

    Args:
        penalty: Chance beyond what the audience produces, on these terms.
        dissent: Share that would openly dissent on these terms.
        dissent_hazard: Hazard when everybody dissents [per month].
        blame: Blame so far [0 to 1].
        postponed: Share of it postponed until now, presented on these terms.
        postponed_hazard: What full blame, all of it postponed, adds [per month].
    """
    late = postponed_hazard * blame * postponed
    from_audience = math.exp(-RECKONING * (dissent_hazard * dissent**2 + late))
    return 1.0 - (1.0 - penalty) * from_audience


@compiled
def reckoning(chance: float) -> float:
    """Hazard of removal in the months after a stop [per month], for `RECKONING` months.

    Args:
        chance: Chance of losing office within that time [0 to 1].
    """
    return -math.log(max(1e-9, 1.0 - chance)) / RECKONING


@compiled
def stopped_within_a_year(chance: float, background: float) -> float:
    """Chance of removal within 12 months of a stop [0 to 1].

    Args:
        chance: Chance within the reckoning for the stop itself [0 to 1].
        background: Hazard that war and peace share [per month].
    """
    return 1.0 - math.sqrt(max(0.0, 1.0 - chance)) * math.exp(-12.0 * background)


@compiled
def within_a_year(hazard: float) -> float:
    """Chance of removal within 12 months at a constant hazard."""
    return 1.0 - math.exp(-12.0 * hazard)


@compiled
def blame(
    losses: float, stress: float, gap: float, of_losses: float, of_stress: float, of_gap: float
) -> float:
    """Blame for the war so far [0 to 1].

    Args:
        losses: Losses so far over the force of month 0.
        stress: Economic stress [0 to 1].
        gap: Gap between official claims and results [0 to 1].
        of_losses: Weight of the losses.
        of_stress: Weight of the stress.
        of_gap: Weight of the gap.
    """
    return 1.0 - math.exp(-(of_losses * losses + of_stress * stress + of_gap * gap))


@compiled
def felt(shortfall: float, face_saving: float, saved: float) -> float:
    """A shortfall as home feels it [share of A's list].

    Args:
        shortfall: As it is.
        face_saving: 1 when an obvious, presentable compromise exists.
        saved: Share of the shortfall that such a compromise hides.
    """
    return shortfall * (1.0 - saved * face_saving)


@compiled
def presented(shortfall: float, full: float) -> float:
    """Share of penalty and postponed blame that a felt shortfall presents [0 to 1].

    Args:
        shortfall: As felt [share of A's list].
        full: Where all of it is presented.
    """
    return min(1.0, shortfall / full)


@compiled
def threatened(chance: float, threat: float, of_stop: float) -> float:
    """Hazard of going on that a threat from outside brings [per month].

    Args:
        chance: Chance of falling within the reckoning for a stop on the line [0 to 1].
        threat: What it brings by itself [per month].
        of_stop: What it adds in proportion to the hazard of that stop.
    """
    return threat - of_stop * math.log(max(1e-6, 1.0 - chance)) / RECKONING


@compiled
def seen_idle(effort: float, inaction: float, chance: float) -> float:
    """Hazard of removal for visibly not pressing [per month].

    Args:
        effort: How hard the side presses [0 to 1].
        inaction: Share of the reckoning of a signed stop that comes without one.
        chance: Chance of falling within the reckoning for a stop on the line, beyond that of
            stopping with everything [0 to 1].
    """
    return (1.0 - effort) * inaction * chance / RECKONING
