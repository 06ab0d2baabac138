"""Strikes on cities and on the rear, and what they do to resolve.

Source: Pape 1996 (bombing to win seldom does); the sign of the effect on resolve is a parameter.
"""

from __future__ import annotations

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch, event, lever_of_words
from simulator.model.declare import Parameter as P

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
        P("coerce.substitute", 0.0, 2.0, 0.3, "share",
          "how far A shifts effort to bombing when the front stalls", "Pape 1996", (0.1, 0.5)),
        P("coerce.deep_rate", 0.0, 3.0, 0.5, "index; 1 = the campaign of autumn 2025",
          "D's deep strikes at month 0", "refinery outages 2024-26", (0.3, 0.7)),
        P("coerce.resolve0", 0.0, 1.0, 0.63, "share",
          "D's willingness to endure at month 0", "KIIS polls 2024-26", (0.58, 0.68)),
    ),
    levers=(
        lever_of_words("strikes_deep", "x1:1 x2:2", 1, "D's strikes on A's energy and military rear"),
        lever_of_words("air_defence", "low:0 high:1", 0, "D's air defence"),
        lever_of_words("bombing", "x1:1 x2:2", 1, "A's strikes on D's cities"),
        event("weariness_D", -1, 1, "shock to D's resolve: the change (-0.3), or 1 for one of that size"),
    ),
    states=(
        State("resolve_D", "share", "D's willingness to fight on"),
        State("strikes_civ", "index", "A's strikes on D's cities and utilities", "index"),
        State("strikes_deep", "index", "D's strikes on A's energy and military rear", "index"),
    ),
)
# fmt: on


@compiled
def strikes_on_cities(
    substitute: float, effort_A: float, stillness: float, ordered: float
) -> float:
    """A's strikes on D's cities (1 at month 0's front and effort).

    Args:
        substitute: Share of effort that shifts to bombing when the front stalls.
        effort_A: A's effort at the front [0 to 1].
        stillness: 1 when the front is still.
        ordered: What a scenario's lever multiplies bombing by.
    """
    return ordered * (0.3 + 0.7 * effort_A) * (1.0 + substitute * stillness)


@compiled
def resolve_step(
    resolve: float, anchor: float, bomb_resolve: float, strikes: float, defence: float
) -> float:
    """D's resolve after a month [0 to 1]: it returns slowly to where its public stands.

    Args:
        resolve: Resolve now.
        anchor: Level it returns to.
        bomb_resolve: Effect of a year's bombing at the rate of month 0.
        strikes: Strikes on cities (1 at month 0).
        defence: Share of them that air defence stops.
    """
    after = resolve + 0.05 * (anchor - resolve) + bomb_resolve / 12.0 * strikes * (1.0 - defence)
    return min(1.0, max(0.0, after))
