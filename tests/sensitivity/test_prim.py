"""PRIM against an independent implementation (ema-workbench), and against boxes that are known."""

from __future__ import annotations

import math
import warnings
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.analysis.sensitivity.discovery import boxes
from simulator.analysis.sensitivity.prim import Box, Cases, Limits, quasi_p, step_of, trajectory
from simulator.analysis.sensitivity.words import box_words
from simulator.model.designs import Axis
from simulator.model.tape import uniforms
from simulator.run.sweep.points import sobol


def luck(rows: int, columns: int, seed: int = 0) -> np.ndarray:
    """Independent uniforms; shape (rows, columns)."""
    return np.array(
        [[uniforms(seed, row, 0, column)[0] for column in range(columns)] for row in range(rows)]
    )


def noisy_box(rows: int, columns: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Likely in a corner of the first two columns, unlikely elsewhere."""
    drawn = luck(rows, columns + 1, seed)
    inside = (drawn[:, 0] > 0.55) & (drawn[:, 1] < 0.45)
    return drawn[:, :columns], drawn[:, columns] < np.where(inside, 0.8, 0.1)


def of_ema(inputs: np.ndarray, happened: np.ndarray, names: list[str]) -> Any:  # noqa: ANN401
    """Their box, untyped, with its trajectory."""
    with warnings.catch_warnings():
        # It tells of evaluators that are not installed, and of what pandas will no longer do.
        warnings.simplefilter("ignore")
        from ema_workbench.analysis import prim as other

        frame = pd.DataFrame(inputs, columns=names)
        return other.Prim(frame, happened.astype(int), threshold=0.01).find_box()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("columns", [3, 8])
def test_the_peeling_trajectory_is_that_of_ema_workbench(seed: int, columns: int) -> None:
    inputs, happened = noisy_box(600, columns, seed)
    steps = trajectory(Cases(inputs, happened, (0,) * columns))
    names = [f"x{column}" for column in range(columns)]
    theirs = of_ema(inputs, happened, names)
    path = theirs.peeling_trajectory
    # Their trajectory, too, ends in pasting; peeling is as long as the mass falls.
    falls = int((np.diff(path["mass"]) < 0).sum())
    assert falls == sum(later.mass < earlier.mass for earlier, later in pairwise(steps))
    for number in range(falls + 1):
        row, step = path.iloc[number], steps[number]
        assert step.coverage == pytest.approx(row["coverage"], abs=1e-12)
        assert step.density == pytest.approx(row["density"], abs=1e-12)
        assert step.mass == pytest.approx(row["mass"], abs=1e-12)
        assert len(step.box.restricted) == row["res_dim"]
        limits = theirs.box_lims[number]
        for column, name in enumerate(names):
            low, high = step.box.limits.get(column, Limits())
            if math.isfinite(low):
                assert low == pytest.approx(limits[name].iloc[0], abs=1e-12)
            if math.isfinite(high):
                assert high == pytest.approx(limits[name].iloc[1], abs=1e-12)


def test_quasi_p_values_are_those_of_ema_workbench() -> None:
    inputs, happened = noisy_box(600, 4, 1)
    cases = Cases(inputs, happened, (0,) * 4)
    theirs = of_ema(inputs, happened, list("abcd"))
    compared = 0
    for number, step in enumerate(trajectory(cases)[: len(theirs.qp)]):
        for column, chance in quasi_p(cases, step.box).items():
            sides = [value for value in theirs.qp[number]["abcd"[column]] if value >= 0.0]
            # Theirs frees one side at a time; the two are the same where one side is restricted.
            if len(sides) == 1:
                assert chance == pytest.approx(sides[0], rel=1e-6, abs=1e-12)
                compared += 1
    assert compared > 20


def test_a_box_that_is_there_is_found() -> None:
    inputs = sobol(2048, 5, 0)
    happened = (inputs[:, 0] > 0.6) & (inputs[:, 3] < 0.3)
    best = trajectory(Cases(inputs, happened, (0,) * 5))[-1]
    assert best.density == 1.0
    assert best.coverage > 0.9
    assert best.box.restricted == (0, 3)
    assert best.box.limits[0].low == pytest.approx(0.6, abs=0.02)
    assert best.box.limits[3].high == pytest.approx(0.3, abs=0.02)


def test_choices_are_peeled_value_by_value() -> None:
    drawn = luck(900, 3, 2)
    inputs = np.column_stack([np.floor(drawn[:, 0] * 3), drawn[:, 1]])
    happened = (inputs[:, 0] == 2) & (inputs[:, 1] > 0.5)
    best = trajectory(Cases(inputs, happened, (3, 0)))[-1]
    assert best.box.kept == {0: frozenset({2})}
    assert best.box.limits[1].low == pytest.approx(0.5, abs=0.05)
    assert best.density == 1.0


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10**6), st.integers(0, 3), st.floats(0.02, 0.3))
def test_every_trajectory_keeps_its_word(seed: int, choices: int, share: float) -> None:
    drawn = luck(150, 4, seed)
    inputs = drawn[:, :3].copy()
    if choices:
        inputs[:, 2] = np.floor(inputs[:, 2] * choices)
    happened = drawn[:, 3] < 0.2 + 0.6 * drawn[:, 0]
    cases = Cases(inputs, happened, (0, 0, choices))
    steps = trajectory(cases, peel=share)
    assert steps[0].coverage == steps[0].mass == 1.0
    for earlier, later in pairwise(steps):
        assert later.density > earlier.density
        assert later.mass >= 0.05
    for step in steps:
        inside = step.box.holds(inputs)
        assert step == step_of(cases, step.box)
        assert step.density == pytest.approx(happened[inside].mean())
        assert step.coverage == pytest.approx(happened[inside].sum() / happened.sum())


def axes(number: int) -> tuple[Axis, ...]:
    names = ("stake.indivisible", "office.value_A", "belief.bias_A", "belief.win0_A")
    return tuple(Axis(name, 0.0, 1.0, 2) for name in names[:number])


def test_the_other_half_says_how_good_a_box_is() -> None:
    inputs, happened = noisy_box(4000, 4, 3)
    best = boxes(axes(4), inputs, happened)[0]
    assert best.chosen.box.restricted == (0, 1)
    low, high = best.tested.density_ci95
    assert low < 0.8 < high + 0.05
    assert best.tested.coverage > 0.4
    assert max(best.chance.values()) < 0.05
    words = box_words(best.chosen.box, axes(4))
    assert words.startswith("stake.indivisible > 0.5")
    assert " and office.value_A < 0.4" in words


def test_no_box_where_chance_alone_is_at_work() -> None:
    """Negative control: whatever is found where nothing is to be found does no better untried."""
    worse = 0
    for seed in range(8):
        drawn = luck(2000, 5, 100 + seed)
        happened = drawn[:, 4] < 0.3
        for found in boxes(axes(4), drawn[:, :4], happened):
            low, _ = found.tested.density_ci95
            worse += low > 0.3
    # Each of at most 24 boxes has one chance in forty to look better than it is.
    assert worse <= 3


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_no_box_of_what_always_or_never_happens(share: float) -> None:
    inputs = luck(400, 2, 5)
    assert boxes(axes(2), inputs, np.full(400, share > 0.5)) == ()


def test_words_for_every_kind_of_side() -> None:
    about = (*axes(3), Axis("posture", choices=("hold", "carrots", "sticks")))
    box = Box({0: Limits(0.25), 1: Limits(high=1.5), 2: Limits(0.1, 0.2)}, {3: frozenset({0, 2})})
    assert box_words(box, about) == (
        "stake.indivisible > 0.25 and office.value_A < 1.5 and 0.1 < belief.bias_A < 0.2 "
        "and posture is hold or sticks"
    )
