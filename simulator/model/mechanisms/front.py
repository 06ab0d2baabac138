"""How the front moves: drift from the force ratio, each side's effort, and lines that give way.

Source: contest success functions (Hirshleifer 1989; Tullock) for the ratio; Biddle 2004 for the
force below which a line no longer holds; Smith and Stam 2004 and the gambler's ruin as the limit in
which the front is a birth-death chain.
Assumes: drift is linear in the log of the force ratio near parity.
"""

from __future__ import annotations

import math

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch, event
from simulator.model.declare import Parameter as P
from simulator.model.fixed_numbers import Level as L

# fmt: off
MECHANISM = Mechanism(
    name="front",
    group="front",
    source="Hirshleifer 1989; Biddle 2004; Smith and Stam 2004",
    bites=Bite("occ", {"mechanisms.bargaining": False}),
    switch=Switch("battle", "the front does not move"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("front.occ0", 0.0, 1.0, 0.18, "share of D's territory",
          "share held by A at month 0", "DeepState area figures over 603,628 km2"),
        P("front.victory_at", 0.01, 1.0, 0.4, "share of D's territory",
          "share at which D's defence has no depth left", "modelling choice: end of the line"),
        P("power.drift", -100.0, 100.0, 0.05, "percentage points of territory per month",
          "net drift of the front at both sides' full effort and the force ratio of month 0", "DeepState monthly change", (0.03, 0.07)),
        P("power.drift_spread", 0.0, 50.0, 0.03, "percentage points per month",
          "standard deviation, from war to war, of the true drift around power.drift: nobody knows the net balance", "DeepState monthly change 2024-26", (0.01, 0.06)),
        P("power.noise", 0.0, 50.0, 0.06, "percentage points per month",
          "battlefield variance: standard deviation of a month's move", "DeepState monthly change, detrended", (0.03, 0.09)),
        P("power.front_rate", 0.0, 100.0, 0.6, "percentage points per month per unit of log force ratio",
          "land moved as the force ratio moves: how mobile the front is", "contest success; Dupuy 1987", (0.3, 1.0)),
        P("force.holds_line", 0.0, 1.0, 0.6, "share of force at month 0",
          "force below which a line no longer holds and the front runs", "force-to-space thresholds; Biddle 2004", (0.5, 0.7)),
        P("force.breakthrough", 0.0, 50.0, 10.0, "percentage points per month per unit of missing force",
          "how fast the front runs once a line no longer holds", "force-to-space thresholds; Biddle 2004", (5.0, 15.0)),
        # structural: coefficients that no scenario normally touches
        P("front.memory", 0.0, 0.99, 0.5, "share",
          "of last month's smoothed move in this month's", "assumed", (0.3, 0.8), tier="structural"),
        P("front.softness", 1e-06, 0.01, 0.0001, "share per month",
          "net balance below which gaining and losing ground blend", "assumed", (5e-05, 0.0004), tier="structural"),
        P("front.stall", 1e-05, 0.01, 0.0005, "share per month",
          "move below which a front counts as still", "assumed", (0.00025, 0.001), tier="structural"),
    ),
    levers=(
        event("front_shift", -1, 1, "share of D's territory moved by events"),
        event("stalemate", 0, 600, "months in which the front is held immobile"),
        event("d_shock", 0, 1, "one spectacular operation of D"),
    ),
    levels=(
        # name, levers, level, unit, meaning, source
        L("front.shock_arms", ("d_shock",), 0.97, "share",
          "of A's arms that one spectacular operation of D leaves", "losses reported in 2025-06; a judgement"),
        L("front.shock_gap", ("d_shock",), 0.1, "0 to 1",
          "what such an operation adds to the gap between A's claims and results", "assumed"),
    ),
    states=(
        State("occ", "share of D's territory", "held by A", "fine"),
        State("expected_move", "share of D's territory", "A's leader: how far the front moves this month", "move"),
    ),
)
# fmt: on

SHOCK_ARMS = MECHANISM.level("front.shock_arms")
SHOCK_GAP = MECHANISM.level("front.shock_gap")


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
def advance(net: float, effort_A: float, effort_D: float, softness: float) -> float:
    """Move of the front at the efforts made [share per month].

    A's effort turns a favourable balance into gains, D's an unfavourable one into losses; at full
    effort on both sides the move is `net` itself.
    """
    root = math.sqrt(net * net + softness * softness)
    gain = 0.5 * (root + net)
    loss = 0.5 * (root - net)
    return effort_A * gain - effort_D * loss


@compiled
def initiative_D(net: float, softness: float) -> float:
    """Share of the fighting that D's attacks could carry at this balance [0 to 1].

    Args:
        net: Move of the front at full effort of both [share].
        softness: Balance below which gaining and losing ground blend [share].
    """
    root = math.sqrt(net * net + softness * softness)
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


@compiled
def smoothed(before: float, move: float, memory: float) -> float:
    """The front's smoothed move [share per month].

    Args:
        before: Last month's.
        move: This month's move [share].
        memory: Share of last month's that is kept.
    """
    return memory * before + (1.0 - memory) * move
