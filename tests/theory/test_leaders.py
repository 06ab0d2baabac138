"""Leaders: thresholds, nested regions, mandates against a search over all deals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.theory import debs_goemans2010, zartman
from simulator.theory import downs_rocke1994 as dr
from simulator.theory import goemans2000 as g
from simulator.theory import office_step as office

small = st.floats(0.01, 0.4)


def test_fates() -> None:
    fates = (g.DICTATORSHIP, g.DEMOCRACY, g.MIXED)
    assert [g.gamble_threshold(f) for f in fates] == pytest.approx([0.9, 0.5, 0.0], abs=1e-9)


@given(st.floats(0.3, 0.7), st.floats(0.005, 0.2))
def test_fighting_regions_are_nested(p: float, a: float) -> None:
    regions = [set(g.fighting_region(f, 10, p, a)) for f in (g.MIXED, g.DEMOCRACY, g.DICTATORSHIP)]
    assert regions[0] >= regions[1] >= regions[2]


def test_regions_differ() -> None:
    mixed, dictator = (g.fighting_region(f, 10, 0.5, 0.05) for f in (g.MIXED, g.DICTATORSHIP))
    assert set(mixed) > set(dictator)


def test_office_at_stake() -> None:
    assert dr.gamble_value(1.0, 0.02, 5, 10, 0.5) == pytest.approx(0.0)
    for p in (0.4, 0.5, 0.6):  # the choice, not the value, rises with k
        choices = [dr.gambles(1.05, 0.02, k, 10, p) for k in range(1, 10)]
        assert choices == sorted(choices)
    assert dr.gamble_value(1.0, 0.02, 2, 10, 0.5) < dr.gamble_value(1.0, 0.02, 1, 10, 0.5)
    sets = [{k for k in range(1, 10) if dr.gambles(w, 0.02, k, 10, 0.5)} for w in (0.5, 1, 1.5)]
    assert sets[0] < sets[1] < sets[2]
    assert dr.gambles(1.1, 0.02, 5, 10, 0.5)
    assert not dr.gambles(1.1, 0.03, 5, 10, 0.5)
    assert not dr.gambles(1.1, 0.02, 5, 10, 0.5, extra=-0.5)


def test_concessions() -> None:
    found = [debs_goemans2010.most_conceded(0.5, 0.2, b) for b in (0, 0.5, 1, 3)]
    assert found == pytest.approx([0.7, 0.6333333, 0.6, 0.55], abs=1e-6)
    assert found == sorted(found, reverse=True)


def _search(s: office.Leaders) -> bool:
    edges = [s.xb_A, 1 - s.xb_B]
    for held_A in (0, 1):
        for held_B in (0, 1):
            edges.append(s.p * (1 + s.psi_A) - s.c_A - s.psi_A * held_A)
            edges.append(1 + s.psi_B * held_B - (1 - s.p) * (1 + s.psi_B) + s.c_B)
    points = [*edges, *np.linspace(0, 1, 41)]
    points += [(a + b) / 2 for a in edges for b in edges]
    for x in points:
        if not 0 <= x <= 1:
            continue
        a = x + s.psi_A * (x >= s.xb_A - 1e-12) - s.p * (1 + s.psi_A) + s.c_A
        b = 1 - x + s.psi_B * (1 - x >= s.xb_B - 1e-12) - (1 - s.p) * (1 + s.psi_B) + s.c_B
        if a >= -1e-9 and b >= -1e-9:
            return True
    return False


@given(
    st.floats(0.1, 0.9), small, small, st.floats(0, 1.5), st.floats(0, 1.5),
    st.floats(0.05, 1), st.floats(0.05, 1),
)  # fmt: skip
def test_mandates_against_a_search(
    p: float, c_A: float, c_B: float, w_A: float, w_B: float, x_A: float, x_B: float
) -> None:
    s = office.Leaders(*(round(v, 4) for v in (p, c_A, c_B, w_A, w_B, x_A, x_B)))
    if s.xb_A + s.xb_B > 1 + 1e-6:
        nudged = [
            office.deal_exists(s._replace(c_A=s.c_A + e, c_B=s.c_B + e)) for e in (-1e-7, 1e-7)
        ]
        if nudged[0] == nudged[1]:  # not on an edge
            assert nudged[0] == _search(s)


def test_critical_office() -> None:
    def deal(psi: float, p: float = 0.5) -> bool:
        return office.deal_exists(office.Leaders(p, 0.1, 0.1, psi, psi, 0.6, 0.6))

    edge = office.critical_office(0.1)
    assert deal(edge - 1e-6)
    assert not deal(edge + 1e-6)
    assert deal(edge + 0.05, p=0.9)  # outside the symmetric case the number is another
    with pytest.raises(ValueError, match="compatible"):
        office.deal_exists(office.Leaders(0.5, 0.1, 0.1, 1, 1, 0.5, 0.5))


def test_ripeness() -> None:
    assert zartman.ripe_date(0.5, 0.1, 0.02) == pytest.approx(7.5)
    assert zartman.ripe_tick(0.5, 0.1, 0.02) == 8
    for tick, deal in ((7, False), (8, True)):
        c = 0.1 + 0.02 * tick
        assert office.deal_exists(office.Leaders(0.5, c, c, 0.5, 0.5, 0.6, 0.6)) is deal
    assert zartman.ripe_date(0.5, 0.1, 0.03) < 7.5
    assert zartman.ripe_date(0.5, 0.15, 0.02) < 7.5
    # pain on one side only moves terms: the sum of costs is what ripens
    assert office.deal_exists(office.Leaders(0.5, 0.1, 0.42, 0.5, 0.5, 0.6, 0.6))
    assert zartman.hurting_stalemate(0.0, 0.0, 0.01, 0.01)
    assert not zartman.hurting_stalemate(0.02, 0.0, 0.01, 0.01)
