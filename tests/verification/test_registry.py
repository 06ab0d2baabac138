"""The table itself: every row holds, every negative control fails, and nothing is copied."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import simulator
from simulator.verification.all_checks import CHECKS, family
from simulator.verification.published_check import Check, Result, judge, leaves

#: Results that the project promises to reproduce; each must be a row.
PROMISED = [
    "F95-range",
    "F95-tioli",
    "F95-risk-1",
    "F95-risk-2",
    "F95-neutral",
    "F95-first-strike",
    "F95-preventive",
    "F95-indivisible",
    "RUB-1",
    "RUB-2",
    "OUTSIDE",
    "CS83-uniform",
    "F94-audience",
    "F94-known",
    "LS07-battles",
    "NASH-1",
    "P06-threshold",
    "P06-first-strike",
    "P06-jump",
    "GR-10-5-0.50",
    "GR-10-5-0.55",
    "GR-6-3-0.50",
    "GR-var",
    "S03-complete-p0.5-d0.90",
    "S03-complete-p0.5-d0.99",
    "S03-patient",
    "P04-ladder",
    "FW-screen",
    "SS04-c0.002",
    "SS04-c0.010",
    "LAN-square",
    "LAN-linear",
    "WOA",
    "WOA-asym",
    "GRANO",
    "GRANO-normal",
    "KURAN",
    "GOEMANS",
    "POINTS",
]
SIMULATED = [
    "F95-range",
    "F95-risk-1",
    "P06-threshold",
    "P06-gradual",
    "GR-10-5-0.55",
    "SS04-c0.010",
    "LAN-square",
    "GRANO",
    "P04-order",
    "PAUSE-rearm",
]
BY_ID = {check.id: check for check in CHECKS}
ROWS = [
    pytest.param(
        check, id=check.id, marks=[pytest.mark.slow] if check.tolerance_class == "MC" else []
    )
    for check in CHECKS
]


@cache
def result_of(name: str) -> Result:
    return judge(BY_ID[name])


def test_every_promised_result_is_a_row() -> None:
    assert set(PROMISED) <= BY_ID.keys()
    assert {f"{name}.simulator" for name in SIMULATED} <= BY_ID.keys()


def test_ids_are_unique_and_families_known() -> None:
    assert len(BY_ID) == len(CHECKS)
    assert all(check.source and check.statement for check in CHECKS)
    assert {check.kind for check in CHECKS if family(check.id) == "F95-range"} == {
        "closed form",
        "solver",
        "simulator",
    }


@pytest.mark.parametrize("check", ROWS)
def test_every_row_holds(check: Check) -> None:
    result = result_of(check.id)
    assert result.matches, (result.error, result.obtained, result.trouble)


@pytest.mark.parametrize("check", ROWS)
def test_every_negative_control_fails(check: Check) -> None:
    assert result_of(check.id).control_fails, result_of(check.id).trouble


def test_expected_numbers_stand_nowhere_in_what_is_checked() -> None:
    """A number of four digits or more that the model contains could be the answer copied."""
    package = Path(simulator.__file__).parent
    folders = ("bargaining", "war", "mechanisms")
    text = "\n".join(
        re.sub(r'"""(.|\n)*?"""|#.*', "", file.read_text())
        for folder in folders
        for file in (package / folder).glob("*.py")
    )
    found = {number.rstrip("0") for number in re.findall(r"\d*\.\d{3,}", text)}
    answers = {
        f"{leaf:.{digits}f}".lstrip("0").rstrip("0")
        for check in CHECKS
        if check.kind != "closed form"
        for _, leaf in leaves(check.expected)
        if isinstance(leaf, float) and round(leaf, 3) != leaf
        for digits in (4, 5, 6, 7)
    }
    assert not {number.lstrip("0") for number in found} & answers
