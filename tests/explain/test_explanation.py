"""explain on real wars: the parts sum to the difference, ends are ordinary runs, luck is shared."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import t as student
from told import Command
from typer.testing import CliRunner

from simulator.analysis.explain import blocks
from simulator.analysis.explain.explanation import Estimate, Explanation, Part, explain
from simulator.cli import app
from simulator.files.common_date import load_on_common_date
from simulator.files.scenario import with_values
from simulator.model.metrics.catalogue import check_names
from simulator.model.records import Scenario
from simulator.run.ensemble import run_wars, some_wars

N, MONTHS = 6, 24
NAMES = [
    "T_end_restricted",
    "ended_by_24",
    "occ_12",
    "A_accepts_truce",
    "recur",
    "end_mode_entropy",
]


@pytest.fixture(scope="module")
def sides() -> tuple[Scenario, Scenario]:
    """Two worlds that end often enough to have numbers; they differ in three groups."""
    first = load_on_common_date("base")
    second = with_values(
        first, {"stake.indivisible": 0.9, "belief.win0_A": 0.7, "mechanisms.office": False}
    )
    return first, second


@pytest.fixture(scope="module")
def found(sides: tuple[Scenario, Scenario]) -> Explanation:
    return explain(*sides, N, 0, MONTHS, NAMES)


def test_only_groups_that_differ_are_played(found: Explanation) -> None:
    assert found.coalitions == 8
    assert {group for group, departures in found.differs.items() if departures} == {
        "stakes",
        "information",
        "office",
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_parts_sum_to_the_difference(name: str, found: Explanation) -> None:
    account = found.accounts[name]
    assert account.difference.value is not None
    total = math.fsum(part.value.value or 0.0 for part in account.parts.values())
    assert total == pytest.approx(account.difference.value, abs=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_both_ends_are_the_runs_one_would_get_alone(
    name: str, found: Explanation, sides: tuple[Scenario, Scenario]
) -> None:
    names = check_names(NAMES, MONTHS)
    account = found.accounts[name]
    for scenario, end in zip(sides, (account.first, account.second), strict=True):
        outcome = run_wars(scenario, N, 0, MONTHS, metrics=names)
        assert end.value == pytest.approx(outcome.metrics[name].mean, abs=1e-12)


def test_groups_on_which_they_agree_contribute_exactly_nothing(found: Explanation) -> None:
    for account in found.accounts.values():
        assert account.parts["patrons"].value.value == 0.0
        assert account.parts["patrons"].value.ci95 == (0.0, 0.0)


def test_the_other_way_round_only_the_sign_changes(
    found: Explanation, sides: tuple[Scenario, Scenario]
) -> None:
    back = explain(sides[1], sides[0], N, 0, MONTHS, NAMES)
    for name, account in found.accounts.items():
        for group, part in account.parts.items():
            other = back.accounts[name].parts[group].value.value
            assert part.value.value == pytest.approx(-(other or 0.0), abs=1e-12), (name, group)


def test_the_result_does_not_depend_on_workers(
    found: Explanation, sides: tuple[Scenario, Scenario]
) -> None:
    assert explain(*sides, N, 0, MONTHS, NAMES, workers=1) == found


def test_one_theory_against_itself_has_nothing_to_explain(
    sides: tuple[Scenario, Scenario],
) -> None:
    same = explain(sides[0], sides[0], 2, 0, 12, ["T_end_restricted", "recur"])
    assert same.coalitions == 1
    assert same.accounts["T_end_restricted"].difference.value == 0.0
    assert not same.accounts["T_end_restricted"].pairs


@pytest.mark.parametrize("wars", [2, 3, N])
def test_no_interval_leaves_what_is_possible(wars: int, sides: tuple[Scenario, Scenario]) -> None:
    spans = {"T_end_restricted": MONTHS}  # all others are shares
    told = 0
    for name, account in explain(*sides, wars, 0, MONTHS, NAMES).accounts.items():
        span = spans.get(name, 1)
        parts = [each for part in account.parts.values() for each in numbers_of(part)]
        for estimates, low, high in (
            ([account.first, account.second], 0, span),
            ([account.difference, *parts], -span, span),
            (list(account.pairs.values()), -2 * span, 2 * span),
        ):
            for estimate in estimates:
                if estimate.ci95 is not None:
                    told += 1
                    assert low <= estimate.ci95[0] <= estimate.ci95[1] <= high, (name, estimate)
    assert told > 50


def numbers_of(part: Part) -> tuple[Estimate, ...]:
    return part.value, part.alone, part.last


def test_intervals_are_of_the_wars_own_contributions(sides: tuple[Scenario, Scenario]) -> None:
    """With one group that differs, its value is the paired difference itself."""
    wars = 60  # so many that the plain interval lies within the horizon
    first = sides[0]
    second = with_values(first, {"stake.indivisible": 0.9})
    account = explain(first, second, wars, 0, MONTHS, ["T_end_restricted"]).accounts[
        "T_end_restricted"
    ]
    lengths = [
        np.minimum(some_wars(world, 0, range(wars), MONTHS).end_month, MONTHS)
        for world in (first, second)
    ]
    gaps = lengths[1] - lengths[0]
    half = student.ppf(0.975, np.count_nonzero(gaps) - 1) * gaps.std(ddof=1) / math.sqrt(wars)
    value = account.parts["stakes"].value
    assert value.value == pytest.approx(gaps.mean())
    assert value.ci95 == pytest.approx((gaps.mean() - half, gaps.mean() + half))
    assert value == account.parts["stakes"].alone == account.parts["stakes"].last


def test_the_jackknife_of_a_mean_is_its_standard_error() -> None:
    """On a share with one war a block, the jackknife has a closed form."""
    kept = blocks.Blocks(["end_mode_entropy", "talks"], 1, 4, 2)
    shares = [0.2, 0.4, 0.9, 0.5]
    for war, share in enumerate(shares):
        tallied = np.zeros(kept._tallies.shape[2])
        tallied[-2:] = share, 1.0
        tallied[0] = 1.0
        kept.add(war, [tallied])
    ((value, interval),) = kept.estimate("talks", lambda table: table)
    error = np.std(shares, ddof=1) / 2.0
    assert value == pytest.approx(0.5)
    assert interval is not None
    # Student's t with three degrees of freedom at 97.5 per cent.
    assert (interval[1] - interval[0]) / 2 == pytest.approx(3.182446305284263 * error)


def test_the_command_tells_the_same_in_json_and_writes_pictures(tmp_path: Path) -> None:
    words = ["explain", "menon", "person", "-n", "1", "--months", "3", "--metric", "occ_3"]
    result = CliRunner().invoke(app, [*words, "--json", "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["start"] == "2025-10"
    names = ("base", "as-written/menon", "as-written/person", "menon", "person")
    read = {*names, "variants/person-own-numbers"}
    assert set(told["files"]) == {f"scenarios/{name}.toml" for name in read}
    groups = told["metrics"]["occ_3"]["groups"]
    total = math.fsum(group["value"]["value"] for group in groups.values())
    assert total == pytest.approx(told["metrics"]["occ_3"]["difference"]["value"], abs=1e-12)
    assert {path.name for path in tmp_path.iterdir()} == {
        "explanation.json",
        *(f"explanation-occ_3.{ending}" for ending in ("png", "svg", "txt")),
    }


def test_every_mistake_is_told_at_once() -> None:
    words = ["explain", "menon", "person", "-n", "0", "--metric", "occupied", "--entropy", "x"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code != 0
    for option in ("-n", "--metric", "--entropy"):
        assert option in str(result.exception)


OLD_WAR = """
kind = "scenario"
title = "An older war"
start = "1982-07"
neutral = true
front.occ0 = 0.05
stake.indivisible = { low = 0.7, high = 0.95 }
"""


def test_a_war_of_another_date_keeps_its_facts_and_that_is_said(
    tmp_path: Path, simulator: Command
) -> None:
    path = tmp_path / "old.toml"
    path.write_text(OLD_WAR)
    words = ("explain", str(path), "base", "-n", "3", "--months", "12")
    status, out, _ = simulator(*words)
    assert status == 0
    flat = " ".join(out.split())
    assert "of 2025-10 in base: part of the difference is one of facts" in flat
    assert "Facts of 1982-07 in" in flat
    told = json.loads(simulator(*words, "--json")[1])
    assert ["front.occ0", ["0.05", "0.1904 to 0.191"]] in [
        [path, each] for path, each in told["groups"]["front"]["differs"].items()
    ]


@pytest.mark.parametrize("copied", [False, True])
def test_two_that_are_one_have_nothing_to_explain(
    copied: bool, tmp_path: Path, simulator: Command
) -> None:
    other = tmp_path / "other.toml"
    other.write_text('kind = "scenario"\ntitle = "A copy"\nextends = "menon"\n')
    second = str(other) if copied else "menon"
    status, out, err = simulator("explain", "menon", second, "-n", "2")
    assert (status, out) == (2, "")
    assert "menon" in err
    assert "must see something differently" in err


def test_rounding_is_no_contribution(sides: tuple[Scenario, Scenario]) -> None:
    # What cannot matter: A's share of an office that nobody holds dear, and a mechanism unread.
    first = with_values(sides[0], {"mechanisms.office": False, "mechanisms.economy": False})
    second = with_values(first, {"office.value_A": 0.2, "econ.bite": 0.9, "stake.indivisible": 0.9})
    names = ["T_end_restricted", "belief_A_win_12", "econ_A_12", "recur"]
    accounts = explain(first, second, 12, 0, MONTHS, names).accounts
    for name, account in accounts.items():
        for group in ("office", "economy and manpower"):
            part = account.parts[group]
            for each in (part.value, part.alone, part.last):
                assert each.value in (0.0, None), (name, group)
                assert each.ci95 in ((0.0, 0.0), None), (name, group)
