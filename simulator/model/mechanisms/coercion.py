"""Strikes on cities and on the rear, and what they do to resolve.

Source: Pape 1996 (bombing to win seldom does); the sign of the effect on resolve is a parameter.
"""

from __future__ import annotations

from simulator.compiled import compiled


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
