"""How a row is judged: the comparison must be able to fail in every way it is meant to."""

from __future__ import annotations

import math

import pytest

from simulator.errors import RunFailed
from simulator.verification.published_check import (
    Check,
    Estimate,
    ToleranceClass,
    Values,
    compare,
    judge,
    sign,
)


def row(
    expected: Values,
    obtained: Values,
    control: Values,
    tolerance_class: ToleranceClass = "EXACT",
    tolerance: float = 1e-9,
) -> Check:
    return Check(
        "id",
        "source",
        "statement",
        "solver",
        tolerance_class,
        expected,
        lambda: obtained,
        lambda: control,
        tolerance,
    )


def test_a_row_passes_when_the_value_matches_and_the_control_does_not() -> None:
    result = judge(row({"x": 0.5}, {"x": 0.5}, {"x": 0.6}))
    assert (result.passed, result.matches, result.control_fails) == (True, True, True)


def test_a_row_fails_when_its_control_passes() -> None:
    result = judge(row({"x": 0.5}, {"x": 0.5}, {"x": 0.5}))
    assert (result.passed, result.matches) == (False, True)
    assert "control" in result.trouble


@pytest.mark.parametrize(
    ("expected", "obtained"),
    [
        ({"x": 0.5}, {"x": 0.5 + 2e-9}),
        ({"x": 0.5}, {"y": 0.5}),
        ({"x": [0.5]}, {"x": [0.5, 0.5]}),
        ({"x": 0.5}, {"x": math.nan}),
        ({"x": 0.5}, {"x": None}),
        ({"x": True}, {"x": 1}),
        ({"x": True}, {"x": False}),
        ({"x": "x"}, {"x": "y"}),
        ({"x": None}, {"x": 0.0}),
        ({"x": 0.5}, {"x": Estimate(0.6, 0.01, 100)}),
    ],
)
def test_what_differs_does_not_match(expected: Values, obtained: Values) -> None:
    assert not compare(row(expected, obtained, obtained), obtained)[1]


@pytest.mark.parametrize(
    ("expected", "obtained", "tolerance_class"),
    [
        ({"x": 600.0}, {"x": 600.0 + 1e-7}, "EXACT"),
        ({"x": 1, "why": None}, {"x": 1, "why": None}, "SIGN"),
        ({"x": 0.5}, {"x": Estimate(0.52, 0.01, 100)}, "MC"),
        ({"x": {"a": [True, 0.25]}}, {"x": {"a": (True, 0.25)}}, "SOLVER"),
    ],
)
def test_what_agrees_matches(
    expected: Values, obtained: Values, tolerance_class: ToleranceClass
) -> None:
    assert compare(row(expected, obtained, obtained, tolerance_class), obtained)[1]


def test_a_sample_without_spread_must_be_right() -> None:
    always = row({"pr_war": 0.4}, {"pr_war": Estimate(0.0, 0.0, 100)}, {}, "MC")
    assert not judge(always).matches


def test_a_rare_event_may_be_absent_from_a_small_sample() -> None:
    rare = Estimate(0.0, 0.0, 60, is_share=True)
    assert compare(row({"x": 0.026}, {"x": rare}, {}, "MC"), {"x": rare})[1]
    assert not compare(row({"x": 0.4}, {"x": rare}, {}, "MC"), {"x": rare})[1]


def test_a_failing_solver_is_a_failing_row_and_not_a_crash() -> None:
    def broken() -> Values:
        raise RunFailed("no equilibrium")

    check = Check("id", "s", "s", "solver", "SOLVER", {"x": 1.0}, broken, lambda: {"x": 2.0})
    result = judge(check)
    assert (result.passed, result.obtained, result.error) == (False, None, None)
    assert "no equilibrium" in result.trouble


def test_a_control_that_crashes_has_shown_nothing() -> None:
    def broken() -> Values:
        raise ValueError("wrong input")

    check = Check("id", "s", "s", "solver", "SOLVER", {"x": 1.0}, lambda: {"x": 1.0}, broken)
    assert not judge(check).passed


def test_signs() -> None:
    assert [sign(a, b) for a, b in ((1.0, 0.0), (0.0, 1.0), (1.0, 1.0 + 1e-14))] == [1, -1, 0]
