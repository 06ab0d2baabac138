"""What compiled code calls is compiled once: not for every constant, and not for Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
import pytest
from numba.core import event

from simulator.compiled import compiled, compiled_inside


@compiled
def _scaled(x: float, by: int, negate: bool = False, plus: float = 0.5) -> float:
    return (-x if negate else x) * by + plus


@compiled
def _sum(x: float) -> float:
    return _scaled(x, 2) + _scaled(x, 3, True) + _scaled(x, 4, plus=1.5) + _scaled(x, 5, False, x)


@compiled_inside
def _double(x: float) -> float:
    return 2.0 * x


@compiled
def _quadruple(x: float) -> float:
    return _double(_double(x))


def compiled_by(call: Callable[[float], float], value: float) -> list[tuple[str, float]]:
    """Names of the functions that a call compiles or reads, in order, and what it gives."""
    events: list[Any]
    with event.install_recorder("numba:compile") as recorder:
        given = call(value)
    events = [each for _, each in recorder.buffer if each.is_start]
    return [(each.data["dispatcher"].py_func.__name__, given) for each in events]


def test_constants_and_defaults_share_one_version() -> None:
    # 2 x + 1/2, -3 x + 1/2, 4 x + 3/2, 5 x + x
    found = compiled_by(_sum, 1.0)
    assert {given for _, given in found} == {2.5 - 2.5 + 5.5 + 6.0}
    assert sorted(name for name, _ in found) == ["_scaled", "_sum"]


def test_numba_alone_makes_one_for_each() -> None:
    # Negative control: were it otherwise, nothing of ours would be needed.
    alone = numba.njit(lambda x, by: x * by)
    both = numba.njit(lambda x: alone(x, 2) + alone(x, 3))
    assert both(1.0) == pytest.approx(5.0)
    assert len(alone.signatures) == 2


def test_what_compiled_code_called_can_be_called_from_python_too() -> None:
    assert _sum(2.0) == pytest.approx(4.5 - 5.5 + 9.5 + 12.0)
    assert _scaled(2.0, 3) == pytest.approx(6.5)
    assert _scaled(2.0, 3, plus=0.0) == pytest.approx(6.0)


def test_what_only_compiled_code_calls_is_compiled_once() -> None:
    found = compiled_by(_quadruple, 1.5)
    assert sorted(found) == [("_double", 6.0), ("_quadruple", 6.0)]


def test_no_wrapper_is_made_for_what_only_compiled_code_has_called() -> None:
    @compiled
    def half(x: float) -> float:
        return 0.5 * x

    @compiled
    def quarter(x: float) -> float:
        return half(half(x))

    for_python: Any = half
    assert quarter(8.0) == 2.0
    assert not for_python.signatures
    assert half(8.0) == 4.0
    assert len(for_python.signatures) == 1
