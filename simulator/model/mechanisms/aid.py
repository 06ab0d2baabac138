"""Patrons' deliveries: cut, fatigue, substitution, delay.

Source: Kiel Ukraine Support Tracker for magnitudes; the substitution of one patron by another is
the parameter that reconciles the aid gap of 2023-24 with the cut of 2025.
"""

from __future__ import annotations

from simulator.compiled import compiled


@compiled
def eased(flow: float, target: float, months: float) -> float:
    """A flow after a month on its way to a target, with a time constant [months]."""
    return flow + (target - flow) / max(1.0, months)


@compiled
def replacement(us_start: float, us_now: float, eu_start: float, response: float) -> float:
    """Target flow of patron 2 [2022-24 mean]: it makes up a share of what patron 1 withdrew."""
    return eu_start + response * max(0.0, us_start - us_now)


@compiled
def supply(us: float, eu: float, own: float) -> float:
    """D's arms supply [2022-24 mean]: own industry's share and two patrons of equal weight."""
    return own + (1.0 - own) * 0.5 * (us + eu)
