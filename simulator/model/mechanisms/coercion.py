"""Strikes on cities and on the rear, and what they do to resolve.

Source: Pape 1996 (bombing to win seldom does); the sign of the effect on resolve is a parameter.
"""

from __future__ import annotations

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch, event, lever_of_words
from simulator.model.declare import Parameter as P
from simulator.model.fixed_numbers import Level as L

# fmt: off
MECHANISM = Mechanism(
    name="coercion",
    group="front",
    source="Pape 1996",
    bites=Bite("strikes_civ", {"mechanisms.bargaining": False}),
    switch=Switch("strikes", "no strikes on cities or on the rear"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("coerce.bomb_resolve", -1.0, 1.0, 0.0, "resolve per year at the bombing of month 0",
          "effect of bombing on D's resolve; the sign is disputed", "Pape 1996", (-0.05, 0.05)),
        P("coerce.bomb_cost_D", 0.0, 0.01, 0.0003, "stakes per month",
          "what the bombing of month 0 costs D for every unit by which its resolve falls short of coerce.unfelt", "assumed", (0.00015, 0.0006), tier="structural"),
        P("coerce.unfelt", 1.0, 3.0, 1.4, "resolve",
          "resolve, out of reach, at which bombing would cost D nothing", "assumed", (1.2, 1.8), tier="structural"),
        P("coerce.substitute", 0.0, 2.0, 0.3, "share",
          "how far A shifts effort to bombing when the front stalls", "Pape 1996", (0.1, 0.5)),
        P("coerce.deep_rate", 0.0, 3.0, 0.5, "index; 1 = the campaign of autumn 2025",
          "D's deep strikes at month 0", "refinery outages 2024-26", (0.3, 0.7)),
        P("coerce.resolve0", 0.0, 1.0, 0.63, "share",
          "D's willingness to endure at month 0", "KIIS polls 2024-26", (0.58, 0.68)),
        # structural: coefficients that no scenario normally touches
        P("coerce.bombing_floor", 0.0, 1.0, 0.3, "share",
          "of A's strikes on cities that does not depend on its effort at the front", "assumed", (0.1, 0.6), tier="structural"),
        P("coerce.resolve_return", 0.0, 1.0, 0.05, "per month",
          "rate at which D's resolve returns to where its public stands", "KIIS polls 2022-26, after shocks; a judgement", (0.02, 0.1), tier="structural"),
    ),
    levers=(
        lever_of_words("strikes_deep", "x1:1 x2:2", 1, "D's strikes on A's energy and military rear"),
        lever_of_words("air_defence", "low:0 high:1", 0, "D's air defence"),
        lever_of_words("bombing", "x1:1 x2:2", 1, "A's strikes on D's cities"),
        event("weariness_D", -1, 1, "shock to D's resolve: the change (-0.3), or 1 for one of that size"),
    ),
    levels=(
        # name, levers, level, unit, meaning, source
        L("coerce.shock", ("weariness_D",), 0.3, "resolve",
          "a shock of weariness of size 1", "assumed"),
        L("coerce.shock_lasts", ("weariness_D",), 0.7, "share",
          "of a shock of weariness that lasts", "assumed"),
        L("coerce.air_defence", ("air_defence",), 0.4, "share",
          "of strikes on cities that a high air defence stops", "assumed"),
        L("coerce.support", ("strike_support", "pressure"), 0.6, "share",
          "what patrons' support adds to D's deep strikes", "assumed"),
    ),
    states=(
        State("resolve_D", "share", "D's willingness to fight on"),
        State("strikes_civ", "index", "A's strikes on D's cities and utilities", "index"),
        State("strikes_deep", "index", "D's strikes on A's energy and military rear", "index"),
    ),
)
# fmt: on

SHOCK = MECHANISM.level("coerce.shock")
SHOCK_LASTS = MECHANISM.level("coerce.shock_lasts")
AIR_DEFENCE = MECHANISM.level("coerce.air_defence")
SUPPORT = MECHANISM.level("coerce.support")


@compiled
def strikes_on_cities(
    substitute: float, effort_A: float, stillness: float, ordered: float, floor: float
) -> float:
    """A's strikes on D's cities (1 at month 0's front and effort).

    Args:
        substitute: Share of effort that shifts to bombing when the front stalls.
        effort_A: A's effort at the front [0 to 1].
        stillness: 1 when the front is still.
        ordered: What a scenario's lever multiplies bombing by.
        floor: Share that does not depend on effort at the front.
    """
    return ordered * (floor + (1.0 - floor) * effort_A) * (1.0 + substitute * stillness)


@compiled
def resolve_step(
    resolve: float,
    anchor: float,
    bomb_resolve: float,
    strikes: float,
    defence: float,
    returns: float,
) -> float:
    """D's resolve after a month [0 to 1]: it returns slowly to where its public stands.

    Args:
        resolve: Resolve now.
        anchor: Level it returns to.
        bomb_resolve: Effect of a year's bombing at the rate of month 0.
        strikes: Strikes on cities (1 at month 0).
        defence: Share of them that air defence stops.
        returns: Rate at which resolve comes back to its level [per month].
    """
    bombed = bomb_resolve / 12.0 * strikes * (1.0 - defence)
    after = resolve + returns * (anchor - resolve) + bombed
    return min(1.0, max(0.0, after))


@compiled
def deep_strikes(rate: float, ordered: float, support: float, supported: float) -> float:
    """D's strikes on A's rear (1 is the campaign of autumn 2025).

    Args:
        rate: At month 0.
        ordered: What a scenario's lever multiplies them by.
        support: What patrons' support adds.
        supported: 1 where patrons give it.
    """
    return rate * ordered * (1.0 + support * supported)


@compiled
def bombing_cost(
    cost: float, strikes: float, stopped: float, floor: float, unfelt: float, resolve: float
) -> float:
    """What strikes on its cities cost D [stakes per month].

    Args:
        cost: For every unit by which resolve falls short of `unfelt`.
        strikes: Strikes on cities (1 at month 0).
        stopped: Share of them that air defence stops.
        floor: What D must keep; who would lose all by yielding minds bombs less [0 to 1].
        unfelt: Resolve at which they would cost nothing.
        resolve: D's resolve [0 to 1].

    >>> bombing_cost(0.5, 2.0, 0.5, 0.5, 1.5, 0.5)
    0.25
    """
    return cost * strikes * (1.0 - stopped) * (1.0 - floor) * (unfelt - resolve)
