"""Cascades: Granovetter's crowd and Kuran's ten people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from simulator.theory import granovetter1978 as g
from simulator.theory import kuran1991 as k


def test_one_person_makes_the_crowd() -> None:
    assert g.cascade(range(100)) == 100
    assert g.cascade([0, 2, *range(2, 100)]) == 1


@given(st.lists(st.integers(0, 20), min_size=1, max_size=20))
def test_cascade_against_rounds(thresholds: list[int]) -> None:
    joined = 0
    for _ in range(len(thresholds) + 1):
        joined = sum(t <= joined for t in thresholds)
    assert g.cascade(thresholds) == joined


def test_fold() -> None:
    fold = g.normal_fold(25)
    assert fold.sd == pytest.approx(12.222086826900034, abs=1e-4)
    assert fold.equilibrium == pytest.approx(6.200325151321778, abs=1e-4)
    z = (fold.equilibrium - 25) / fold.sd
    assert 100 * norm.cdf(z) == pytest.approx(fold.equilibrium, abs=1e-9)
    assert g.normal_equilibrium(25, fold.sd - 1e-3) < 6.3
    assert g.normal_equilibrium(25, fold.sd + 1e-3) > 99
    assert g.normal_fold(30).sd != pytest.approx(fold.sd, abs=0.5)  # negative control


@pytest.mark.parametrize(
    ("start", "share"),
    [((0, 20, 20), 10), ((0, 10, 20), 90), ((0, 20, 30), 10), ((0, 10, 30), 20)],
)
def test_ten_people(start: tuple[int, ...], share: float) -> None:
    people = [*start, 30, 40, 50, 60, 70, 80, 100]
    assert k.open_opposition(people) == share
    assert share == k.equilibria(people)[0]


@given(st.lists(st.integers(0, 100), min_size=2, max_size=12), st.floats(0, 100))
def test_resting_shares_keep_themselves(people: list[int], start: float) -> None:
    assert k.open_opposition(people, start) in k.equilibria(people)
