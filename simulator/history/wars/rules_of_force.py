"""Rules of the protocol: the ground, the front, the balance of force, men and weapons."""

from __future__ import annotations

import math
from collections.abc import Mapping

from simulator.files.figures import FIGURES
from simulator.files.war_facts import Certainty, Facts, Pair
from simulator.history.wars.rule import TIMES, Band, Rule, banded, ends_of
from simulator.model.records import Range

#: Doubt of a share of ground told without a range [0-1] (assumed).
GROUND: Mapping[Certainty, float] = {"high": 0.01, "medium": 0.03, "low": 0.10}

#: Most that A can hold when play begins: one of the model's twenty positions is left [0-1].
MOST_HELD = 0.95

#: Doubt of a pace told without a range [share of the ground a month] (assumed).
PACE: Mapping[Certainty, float] = {"high": 0.005, "medium": 0.01, "low": 0.03}

#: Hundredths in a share: the registry counts drift in points of territory.
POINTS = 100.0

#: Fastest pace taken to last [points of territory a month] (assumed: in the model a drift does not
#: culminate, so that the pace of a first month, kept up, would decide every war in the second).
MOST_DRIFT = 5.0

#: Noise of a front over the fastest pace that anybody spoke of (assumed: whoever expects a pace has
#: seen months of that order; a tenth is a front that does as it is told, 1 one that does not).
NOISE_OF_PACE: Band = (0.1, 1.0)

#: Standard deviation over the width of a range of expectations: of a range taken for the middle 95
#: per cent a fourth, of one taken for all there is an eighth.
SPREAD_OF_WIDTH: Band = (0.125, 0.25)

#: Killed and wounded for one killed, as in docs/howto/code-a-war.md.
CASUALTIES_OF_DEAD: Band = (3.0, 4.0)

#: Men of military age in a population, and how many of them would go, as in code-a-war.md [share].
OF_AGE = 0.2
WOULD_GO: Band = (0.05, 0.2)

#: Force lost in a month of full effort where nothing is known, as in code-a-war.md [share].
LOST = 0.05

#: Thousands in a million.
THOUSANDS = 1000.0

#: Intake over losses, by power to make good men (assumed; 1 is a force that keeps its size).
MEN = {"high": (1.0, 1.4), "middling": (0.8, 1.1), "low": (0.5, 0.9)}

#: Output and deliveries of arms over losses of them (assumed).
WEAPONS = {"high": (1.0, 1.3), "middling": (0.85, 1.1), "low": (0.7, 0.95)}

#: Share of its arms that a side makes or has (assumed: whoever must be sold them makes few).
OWN_ARMS = {"high": (0.5, 1.0), "middling": (0.3, 0.7), "low": (0.1, 0.4)}


def share_held(facts: Facts) -> Range | None:
    """The line when play begins."""
    if facts.share is None:
        return None
    low, high = ends_of(facts.share, GROUND)
    return Range(min(max(low, 0.0), MOST_HELD), min(high, MOST_HELD))


def depth(facts: Facts) -> Range | None:
    """The same part of what A does not hold as the neutral range is of a whole country."""
    held = share_held(facts)
    if held is None:
        return None
    wide = FIGURES["front.victory_at"]
    return Range(held.high + wide.low * (1.0 - held.high), wide.high)


def expectations(facts: Facts) -> Range | None:
    """Paces that the start spoke for: a front that stands, the last months', what was expected.

    Cut off at MOST_DRIFT.
    """
    known = [ends_of(each, PACE) for each in (facts.pace, facts.expected) if each is not None]
    if not known:
        return None
    low = min(0.0, *(low for low, _ in known))
    high = max(0.0, *(high for _, high in known))
    return Range(max(POINTS * low, -MOST_DRIFT), min(POINTS * high, MOST_DRIFT))


def spread(facts: Facts) -> Range | None:
    """How far apart those who knew most were."""
    paces = expectations(facts)
    if paces is None:
        return None
    low, high = (part * (paces.high - paces.low) for part in SPREAD_OF_WIDTH)
    return Range(low, high)


def noise(facts: Facts) -> Range | None:
    """In proportion to the fastest pace spoken of; a still front keeps the least noise there is."""
    paces = expectations(facts)
    if paces is None:
        return None
    fastest = max(abs(paces.low), abs(paces.high))
    least = FIGURES["power.noise"].low
    low, high = (max(part * fastest, least) for part in NOISE_OF_PACE)
    return Range(low, high, "loguniform" if low < high else "uniform")


def defence(facts: Facts) -> Range | None:
    """The coder's ratio of losses on this ground; the registry's unit is the same."""
    return None if facts.defence is None else Range(*_ratio_ends(facts))


def _ratio_ends(facts: Facts) -> Band:
    known = facts.defence
    if known is None:
        return 1.0, 1.0
    times = TIMES[known.certainty]
    low = known.value / times if known.low is None else known.low
    high = known.value * times if known.high is None else known.high
    return low, high


def men_over_men(facts: Facts) -> Range | None:
    """Men in the theatre and men under arms, A over D; where both are known, both are ends."""
    ends: list[float] = []
    a, d = facts.A.force, facts.D.force
    if a is not None and d is not None and a.value > 0.0 and d.value > 0.0:
        ends += _times(Pair(a.value, d.value, min(a.certainty, d.certainty, key=_sureness)))
    whole = facts.power.get("military_personnel")
    if whole is not None:
        ends += _times(whole)
    return Range(min(ends), max(ends), "loguniform") if ends else None


def _sureness(certainty: str) -> int:
    return ("low", "medium", "high").index(certainty)


def _times(pair: Pair) -> list[float]:
    ratio, times = pair.A / pair.D, TIMES[pair.certainty]
    return [ratio / times, ratio * times]


def balance(facts: Facts) -> Pair | None:
    """Capability of both: CINC, or product, or men under arms, whichever is known first."""
    known = (facts.power.get(name) for name in ("cinc", "gdp", "military_personnel"))
    return next((pair for pair in known if pair is not None), None)


#: Chance a month that one side's effort gives way, between sides of equal capability: the range of
#: wars in general, scenarios/neutral.toml.
GIVES_WAY: Band = (0.0005, 0.02)


def fall_of_A(facts: Facts) -> Range | None:
    """The weaker A is, the sooner its effort gives way."""
    return _fall(balance(facts), -1.0)


def fall_of_D(facts: Facts) -> Range | None:
    """The stronger A is, the sooner D's defence gives way."""
    return _fall(balance(facts), 1.0)


def _fall(pair: Pair | None, sign: float) -> Range | None:
    """Hazards whose ratio is the ratio of capabilities: each takes its square root."""
    if pair is None:
        return None
    times = math.sqrt(pair.A / pair.D) ** sign
    return Range(GIVES_WAY[0] * times, GIVES_WAY[1] * times, "loguniform")


def losses(facts: Facts) -> Range | None:
    """Dead of the months before, with the wounded that go with them."""
    dead = facts.A.dead_before
    if dead is None:
        return None
    times = TIMES[dead.certainty]
    low = dead.value / times if dead.low is None else dead.low
    high = dead.value * times if dead.high is None else dead.high
    return Range(low * CASUALTIES_OF_DEAD[0], high * CASUALTIES_OF_DEAD[1])


def men_left(facts: Facts) -> Range | None:
    """Men who would go over men lost in a month."""
    people, whole = facts.power.get("population"), facts.power.get("military_personnel")
    force = facts.A.force.value if facts.A.force is not None else whole.A if whole else None
    if people is None or not force:
        return None
    months = people.A * THOUSANDS * OF_AGE / (LOST * force)
    return Range(months * WOULD_GO[0], months * WOULD_GO[1], "loguniform")


# fmt: off
RULES = (
    Rule("front.occ0", "opening.share_A, else stake.share_A", "the share, with its range", "definition", share_held),
    Rule("front.victory_at", "opening.share_A, else stake.share_A", "held + (1 - held) x 0.4 to 1", "the neutral range of a country's depth, of what A does not hold", depth),
    Rule("power.drift", "front.pace_last_three_months, front.expected", "hull of 0, the pace and what was expected, in points, at most 5 either way", "plans are too hopeful, so a standing front is always an end (Blainey 1973)", expectations),
    Rule("power.drift_spread", "front.pace_last_three_months, front.expected", "an eighth to a fourth of the width of that hull", "two and four standard deviations either side", spread),
    Rule("power.noise", "front.pace_last_three_months, front.expected", "a tenth to all of the fastest pace spoken of", "assumed: months vary by what is thought possible", noise),
    Rule("power.defence_adv", "terrain.defence_advantage", "the ratio, with its range", "definition", defence),
    Rule("force.size_ratio", "A.force / D.force, power.military_personnel", "both ratios are ends", "who is there, and who can be brought (code-a-war.md)", men_over_men),
    Rule("collapse.base_A", "power.cinc (else gdp, military_personnel)", "neutral range x (D / A)^1/2", "odds of giving way first are the ratio of capabilities (Reiter and Stam 2002)", fall_of_A),
    Rule("collapse.base_D", "power.cinc (else gdp, military_personnel)", "neutral range x (A / D)^1/2", "odds of giving way first are the ratio of capabilities (Reiter and Stam 2002)", fall_of_D),
    Rule("force.loss_A", "A.loss_rate_before", "dead x 3 to 4", "two to three wounded for one dead (code-a-war.md)", losses),
    Rule("man.pool_A", "power.population, A.force", "a fifth of the people, 5 to 20 % of them, over 5 % of the force", "code-a-war.md", men_left),
    Rule("man.replace_A", "A.replacement (men)", "high 1-1.4, middling .8-1.1, low .5-.9", "assumed; 1 keeps the force", lambda facts: banded(facts.A.men, MEN)),
    Rule("man.mobil_D", "D.replacement (men)", "high 1-1.4, middling .8-1.1, low .5-.9", "assumed; 1 keeps the force", lambda facts: banded(facts.D.men, MEN)),
    Rule("econ.rearm", "A.replacement (weapons)", "high 1-1.3, middling .85-1.1, low .7-.95", "assumed", lambda facts: banded(facts.A.weapons, WEAPONS)),
    Rule("aid.prod_D", "D.replacement (weapons)", "high .5-1, middling .3-.7, low .1-.4", "assumed: whoever is low must be sold arms", lambda facts: banded(facts.D.weapons, OWN_ARMS)),
)
# fmt: on
