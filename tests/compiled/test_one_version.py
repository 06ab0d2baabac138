"""A function that is called with constants is compiled once, not once for every constant."""

from __future__ import annotations

from typing import Any

import numba
import pytest

from simulator.compiled import compiled, compiled_inside
from simulator.model import tape
from simulator.model.war.quantities import uniform


@compiled_inside
def _scaled(x: float, by: int, negate: bool = False, plus: float = 0.5) -> float:
    return (-x if negate else x) * by + plus


@compiled
def _sum(x: float) -> float:
    return _scaled(x, 2) + _scaled(x, 3, True) + _scaled(x, 4, plus=1.5) + _scaled(x, 5, False, x)


def versions(function: Any) -> int:  # noqa: ANN401  # numba's own
    return len(function.signatures)


def test_constants_and_defaults_share_one_version() -> None:
    # 2 x + 1/2, -3 x + 1/2, 4 x + 3/2, 5 x + x
    assert _sum(1.0) == pytest.approx(2.5 - 2.5 + 5.5 + 6.0)
    assert versions(_scaled) == 1


def test_numba_alone_makes_one_for_each() -> None:
    # Negative control: were it otherwise, nothing of ours would be needed.
    alone = numba.njit(lambda x, by: x * by)
    both = numba.njit(lambda x: alone(x, 2) + alone(x, 3))
    assert both(1.0) == pytest.approx(5.0)
    assert versions(alone) == 2


def test_luck_has_one_version_for_all_channels() -> None:
    @numba.njit
    def drawn(month: int) -> float:
        return tape.uniforms(1, 2, month, 3)[0] + tape.uniforms(1, 2, month, 4)[0]

    before = versions(tape.uniforms)
    drawn(5)
    assert versions(tape.uniforms) <= max(before, 1)
    assert versions(uniform) <= 1
