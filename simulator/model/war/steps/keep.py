"""8: keep or break, once something is signed; why a peace fails."""

from __future__ import annotations

import math

from simulator.bargaining.peace_rows import breach
from simulator.compiled import compiled, compiled_inside
from simulator.model.mechanisms import commitment
from simulator.model.mechanisms.stakes import list_index
from simulator.model.records import CAUSES
from simulator.model.war.desk import CELLS
from simulator.model.war.quantities import (
    ACCIDENT,
    OCCASION_A,
    OCCASION_D,
    believed_falls,
    between,
    fighting,
    log_hazard,
    log_ratio,
    office_at_stake,
    uniform,
    uniform_besides,
)
from simulator.model.war.record import TRUCE, WAR, Floats, Record
from simulator.model.war.steps import log
from simulator.model.war.steps.book import resume
from simulator.model.war.steps.talks import settle_from_truce

_RENEGED = CAUSES.index("rearm and renege")
_SPOILED = CAUSES.index("spoilers at home")
_OPTIMISM = CAUSES.index("new optimism")
_UNGUARDED = CAUSES.index("guarantor left")
_ACCIDENT = CAUSES.index("accident")
_FIRST = CAUSES.index("struck first")
_OFFICE = CAUSES.index("office")
_OCCASION = CAUSES.index("an occasion")


@compiled_inside
def _opposed(war: Record, side: int) -> float:
    """Share of a side's audience that openly opposes what was signed [0 to 1]."""
    given = list_index(war.s.terms_land, war.s.terms_rung)
    return between(1.0 - given if side == 0 else given, war.stop_dissent[side])


@compiled_inside
def _bolder(war: Record, side: int) -> tuple[float, float]:
    """How the believed hazard of the other's fall rose since the signature [log].

    Returns:
        The part that the balance of force brought, and the part that only belief did.
    """
    s = war.s
    on_D, _, on_A, _ = believed_falls(war)
    then, now = (s.fall_D_at_signing, on_D) if side == 0 else (s.fall_A_at_signing, on_A)
    push = war.v.collapse_force * (log_ratio(war) - s.force_at_signing)
    stronger = push if side == 0 else -push
    return max(0.0, stronger), max(0.0, log_hazard(now) - then - stronger)


@compiled_inside
def _why(war: Record, side: int, rate: float, margin: float) -> int:
    """Why a side breaks: one of what raised its hazard, by lot, each by its share in the rise.

    Each cause is judged by how far the hazard would be lower without it; what none of them explains
    was an occasion that came by.

    Args:
        war: The war.
        side: 0 for A, 1 for D.
        rate: How often the side meets an occasion [per month].
        margin: What keeping is worth to it above breaking [stakes].
    """
    v, s, plan = war.v, war.s, war.plan
    worth = v.commit_occasion_worth
    hazard = breach(rate, margin, worth)
    # What the war that a breach brings has gained since the signature.
    gained = plan.war_A - s.war_A_at_signing if side == 0 else plan.war_D - s.war_D_at_signing
    stronger, bolder = _bolder(war, side)
    of_force = stronger / (stronger + bolder) if stronger + bolder > 0.0 else 0.0
    of_belief = 1.0 - of_force if bolder > 0.0 else 0.0
    gained = max(0.0, gained)
    without_arms = hazard - breach(rate, margin + of_force * gained, worth)
    without_hope = hazard - breach(rate, margin + of_belief * gained, worth)
    # A side that will be the weaker once the other has rearmed strikes while it is not.
    later = max(0.0, plan.war_D - plan.later_D) if side == 1 and s.stage == 0 else 0.0
    without_haste = hazard - breach(rate, margin + later, worth)
    lost = max(0.0, s.enforced_at_signing - plan.enforced)
    guarded = rate * (1.0 - s.enforced_at_signing) / max(1e-12, 1.0 - plan.enforced)
    without_guard = hazard - breach(guarded, margin + v.commit_breach_cost * lost, worth)
    without_guard = without_guard if lost > 0.0 else 0.0
    taken = commitment.taken_by_spoilers(
        v.commit_spoilers_scale, v.commit_spoilers, _opposed(war, side)
    )
    without_spoilers = hazard - breach(rate, margin + taken, worth)
    danger = _danger_of_keeping(war, side)
    without_danger = hazard - breach(rate, margin + danger, worth)
    all_told = (
        without_arms
        + without_hope
        + without_haste
        + without_guard
        + without_spoilers
        + without_danger
    )
    channel = OCCASION_A if side == 0 else OCCASION_D
    lot = uniform_besides(war, s.month, channel) * max(hazard, all_told)
    for part, cause in (
        (without_arms, _RENEGED),
        (without_hope, _OPTIMISM),
        (without_haste, _FIRST),
        (without_guard, _UNGUARDED),
        (without_spoilers, _SPOILED),
        (without_danger, _OFFICE),
    ):
        lot -= part
        if lot < 0.0:
            return cause
    return _OCCASION


@compiled_inside
def _danger_of_keeping(war: Record, side: int) -> float:
    """What the leader's danger from what was signed has grown by since the signature [stakes]."""
    if not war.on.office:
        return 0.0
    s = war.s
    danger = office_at_stake(war, side)
    then = s.danger_A_at_signing if side == 0 else s.danger_D_at_signing
    return float(max(0.0, danger - then))


@compiled_inside
def _break(
    war: Record, cause: int, by: int, war_worth: float = 0.0, hold: float = 0.0, price: float = 0.0
) -> None:
    """Let fighting resume, as hard as it was.

    Args:
        war: The war.
        cause: Index into CAUSES.
        by: Who breaks what was signed.
        war_worth: What war is worth to whoever chose it [stakes].
        hold: What keeping was worth to him [stakes].
        price: What the breach costs him [stakes].
    """
    s, a, d = war.s, war.a, war.d
    log.happened(war, log.BROKE, by, price, cause, war_worth, hold)
    resume(war, cause)
    s.phase = WAR
    s.phase_since = s.month
    s.victor = 0
    # Who lost everything rises within what he lost: the line is never at its very end.
    cell = s.victory_at / CELLS
    s.occ = min(s.victory_at - cell, max(cell, s.occ))
    a.after_stop = d.after_stop = s.idle = 0.0
    s.intensity = s.heat


@compiled
def comply(war: Record, to_A: Floats, to_D: Floats) -> None:
    """8: let each side keep or break what was signed; an incident can break it too."""
    s, plan = war.s, war.plan
    if fighting(war) or s.month == s.phase_since:
        return
    if not war.on.commitment:
        return
    if uniform(war, s.month, ACCIDENT) < 1.0 - math.exp(-plan.incidents):
        _break(war, _ACCIDENT, log.BOTH)
        return
    if s.phase == TRUCE and settle_from_truce(war, to_A, to_D):
        return
    worth = war.v.commit_occasion_worth
    # Whoever was beaten in the field cannot rise while the peace is young.
    able_A = not s.keeps_word and not (s.victor == -1 and s.stage == 0)
    able_D = not (s.victor == 1 and s.stage == 0)
    margin = plan.keep_A - plan.war_A + plan.price_A
    rate = plan.often_A if able_A else 0.0
    if uniform(war, s.month, OCCASION_A) < 1.0 - math.exp(-breach(rate, margin, worth)):
        _break(war, _why(war, 0, rate, margin), log.A, plan.war_A, plan.keep_A, plan.price_A)
        return
    margin = plan.keep_D - plan.war_D + plan.price_D
    rate = plan.often_D if able_D else 0.0
    if uniform(war, s.month, OCCASION_D) < 1.0 - math.exp(-breach(rate, margin, worth)):
        _break(war, _why(war, 1, rate, margin), log.D, plan.war_D, plan.keep_D, plan.price_D)
