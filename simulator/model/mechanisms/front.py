"""How the front moves: drift from the force ratio, each side's effort, and lines that give way.

Source: contest success functions (Hirshleifer 1989; Tullock) for the ratio; Biddle 2004 for the
force below which a line no longer holds; Smith and Stam 2004 and the gambler's ruin as the limit in
which the front is a birth-death chain.
Assumes: drift is linear in the log of the force ratio near parity.
"""

from __future__ import annotations

import math

from simulator.compiled import compiled

_SOFTNESS = 1e-4  # shares per month below which gaining and losing ground blend


@compiled
def potential(
    drift: float,
    front_rate: float,
    log_ratio: float,
    force_A: float,
    force_D: float,
    holds_line: float,
    breakthrough: float,
) -> float:
    """Net move of the front at both sides' full effort [share of D's territory per month].

    Args:
        drift: Net drift at the force ratio of month 0 [share per month].
        front_rate: Move per unit of log force ratio [share per month].
        log_ratio: Log of A's force over D's, 0 at month 0.
        force_A: A's force (1 at month 0).
        force_D: D's force (1 at month 0).
        holds_line: Force below which a line no longer holds.
        breakthrough: Move per unit of missing force [share per month].
    """
    gap_D = max(0.0, holds_line - force_D)
    gap_A = max(0.0, holds_line - force_A)
    return drift + front_rate * log_ratio + breakthrough * (gap_D - gap_A)


@compiled
def advance(net: float, effort_A: float, effort_D: float) -> float:
    """Move of the front at the efforts made [share per month].

    A's effort turns a favourable balance into gains, D's an unfavourable one into losses; at full
    effort on both sides the move is `net` itself.
    """
    root = math.sqrt(net * net + _SOFTNESS * _SOFTNESS)
    gain = 0.5 * (root + net)
    loss = 0.5 * (root - net)
    return effort_A * gain - effort_D * loss


@compiled
def initiative_D(net: float) -> float:
    """Share of the fighting that D's attacks could carry at this balance [0 to 1]."""
    root = math.sqrt(net * net + _SOFTNESS * _SOFTNESS)
    return 0.5 * (root - net) / root


@compiled
def chain_rates(move: float, spread: float, width: float) -> tuple[float, float]:
    """Rates of stepping up and down one cell, matched to drift and variance [per month].

    Args:
        move: Drift [share per month].
        spread: Standard deviation of a month's move [share].
        width: Width of a cell [share].
    """
    diffusion = 0.5 * spread * spread / (width * width)
    up = diffusion + max(move, 0.0) / width
    down = diffusion + max(-move, 0.0) / width
    return up, down
