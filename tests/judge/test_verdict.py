"""Verdicts: every side of every bound."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.claims.cards.card import Claim, Condition, Number, Test
from simulator.claims.compare.results import Judged
from simulator.claims.judge.claim import part_of, robust
from simulator.claims.judge.verdict import Verdict, holds, judged, together

AT = Number(state="occ", at=0)
BAND, LEAST, ABOVE = (
    Test(mean=AT, within=(0.2, 0.4)),
    Test(mean=AT, least=0.5),
    Test(mean=AT, above=0),
)
RISES = Test(mean=AT, sign="+", size=0.2)
FALLS = Test(mean=AT, sign="-", size=0.1, relative=True)
ANY_RISE = Test(mean=AT, sign="+")


@pytest.mark.parametrize(
    ("test", "ci95", "control", "verdict"),
    [
        (BAND, (0.25, 0.35), None, "supported"),
        (BAND, (0.2, 0.4), None, "supported"),
        (BAND, (0.1, 0.3), None, "inconclusive"),
        (BAND, (0.1, 0.5), None, "inconclusive"),
        (BAND, (0.0, 0.19), None, "contradicted"),
        (BAND, (0.41, 0.5), None, "contradicted"),
        (LEAST, (0.5, 0.9), None, "supported"),
        (LEAST, (0.3, 0.49), None, "contradicted"),
        (ABOVE, (0.0, 0.2), None, "inconclusive"),
        (ABOVE, (0.001, 0.2), None, "supported"),
        (RISES, (0.01, 0.1), 1.0, "too small"),
        (RISES, (0.1, 0.3), 1.0, "supported"),
        (RISES, (0.01, 0.38), 1.0, "too small"),
        (ANY_RISE, (0.001, 0.003), 1.0, "supported"),
        (RISES, (-0.05, 0.1), 1.0, "contradicted"),
        (RISES, (-0.05, 0.25), 1.0, "inconclusive"),
        (RISES, (-0.5, -0.1), 1.0, "contradicted"),
        (FALLS, (-9.0, -1.0), 50.0, "supported"),
        (FALLS, (-8.0, -1.0), 50.0, "too small"),
        (FALLS, (-4.0, 1.0), 50.0, "contradicted"),
        (FALLS, (-6.0, 1.0), 50.0, "inconclusive"),
        (ANY_RISE, (-0.001, 0.001), 1.0, "inconclusive"),
        (ANY_RISE, (-0.2, 0.0), 1.0, "contradicted"),
    ],
)
def test_verdict(
    test: Test, ci95: tuple[float, float], control: float | None, verdict: Verdict
) -> None:
    assert judged(test, sum(ci95) / 2, ci95, control) == verdict


def test_no_number_is_inconclusive() -> None:
    assert judged(BAND, None, None, None) == "inconclusive"
    assert not holds(BAND, None)


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        (("supported", "supported"), "supported"),
        (("supported", "restates"), "supported"),
        (("supported", "too small"), "too small"),
        (("too small", "inconclusive"), "inconclusive"),
        (("supported", "inconclusive"), "inconclusive"),
        (("inconclusive", "contradicted"), "contradicted"),
        (("restates", "restates"), "restates"),
    ],
)
def test_a_claim_is_its_parts(parts: tuple[Verdict, ...], verdict: Verdict) -> None:
    assert together(parts) == verdict


def test_right_sign_without_the_size_is_told() -> None:
    control = np.stack([np.zeros(200), np.zeros(200), np.ones(200)], axis=1)
    treated = control + np.array([0.1, 0.0, 0.0])
    found = part_of(RISES, [(1.0, treated), (-1.0, control)])
    assert (found.verdict, found.holds, found.size_reached) == ("too small", True, False)
    enough = part_of(RISES, [(1.0, treated + np.array([0.2, 0, 0])), (-1.0, control)])
    assert (enough.verdict, enough.size_reached) == ("supported", True)


def test_a_claim_tells_direction_from_size() -> None:
    control = np.stack([np.zeros(200), np.zeros(200), np.ones(200)], axis=1)
    treated = control + np.array([0.1, 0.0, 0.0])
    arms = [(1.0, treated), (-1.0, control)]
    found = {}
    for name, test in (("small", RISES), ("any", ANY_RISE), ("wrong", FALLS)):
        part = part_of(test, arms)
        each = Judged(Claim("a.c1", "conditional", "P1", "t"), "a", part.verdict, (part,))
        found[name] = (each.verdict, each.direction, each.size)
    assert found == {
        "small": ("too small", True, False),
        "any": ("supported", True, None),
        "wrong": ("contradicted", False, False),
    }
    untold = Judged(Claim("a.p1", "prediction", "P1", "t"), "a", "untestable")
    assert (untold.direction, untold.size) == (None, None)


def test_robust_share_is_that_of_the_thirds_and_names_the_exceptions() -> None:
    value = np.arange(300) % 3
    columns = np.stack([value == 2, np.zeros(300), np.ones(300)], axis=1).astype(float)
    test = Test(share=(Condition(event="ended", by=1),), most=0.5)
    thirds = {"econ.bite": value, "econ.leak": (np.arange(300) // 3) % 3}
    share, exceptions = robust([(test, [(1.0, columns)])], thirds)
    assert share == pytest.approx(5 / 6)
    assert exceptions == ("econ.bite: upper third",)
    rare = Test(share=(Condition(event="ended", by=1),), least=0.5)
    share, exceptions = robust([(rare, [(1.0, columns)])], thirds)
    assert share == pytest.approx(1 / 6)
    assert exceptions == ("econ.bite: upper third",)
