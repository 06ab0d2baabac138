"""Paired effects: a placebo does nothing, arms are ordinary runs, and mistakes are told at once."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import t as student
from told import Command
from typer.testing import CliRunner

from simulator.analysis.paired_contrast import Arm, contrast
from simulator.cli import app
from simulator.errors import BadInput
from simulator.files.scenario import load_scenario, parse_levers
from simulator.model.metrics.catalogue import check_names
from simulator.model.metrics.intervals import paired_shares
from simulator.model.metrics.rows import RECUR_BY_CAUSE
from simulator.run.ensemble import run_wars, some_wars
from simulator.show.metric_words import in_words

N, MONTHS = 24, 24
NAMES = check_names(["belief_A_win_7"], MONTHS)


def test_a_placebo_has_no_effect_at_all() -> None:
    arm = Arm(load_scenario("freedman"))
    found = contrast(arm, arm, N, 0, MONTHS, NAMES)
    paired = [effect for effect in found.effects.values() if effect.n]
    assert paired
    assert all(effect.effect == 0.0 and effect.nothing for effect in paired)
    # Of a flag that no pair of so few changes, more would change a few; of a mean nothing is known.
    assert found.effects["ended_by_24"].ci95 == paired_shares(0, 0, N)
    assert found.effects["T_end_restricted"].ci95 == (0.0, 0.0)


@pytest.mark.parametrize("number", [2, 10, 100, 1000])
def test_pairs_that_all_agree_leave_as_much_open_as_the_rule_of_three(number: int) -> None:
    low, high = paired_shares(0, 0, number)
    assert low == -high
    # Exact: where that many differ, all pairs of a sample agree once in ten to once in forty.
    assert 0.025 < (1.0 - high) ** number < 0.1


def test_the_table_tells_where_nothing_differs(simulator: Command) -> None:
    words = ("contrast", "base", "--lever", "summit=1@11", "-n", "2", "--months", "12")
    names = ("ended_by_12", "T_end_restricted")
    status, out, _ = simulator(*words, *(f"--metric={name}" for name in names))
    assert status == 0
    flag, mean = (next(line for line in out.splitlines() if name in line) for name in names)
    assert "-0.693 to 0.693" in flag
    assert "no pair differs" in flag
    assert [cell.strip() for cell in mean.split("│")[-3:-1]] == ["-", "no pair differs"]
    assert "up to 100% of all wars could still do otherwise" in " ".join(out.split())
    # With a flag alone there is nothing to explain.
    _, out, _ = simulator(*words, "--metric", "ended_by_12")
    assert "otherwise" not in out


def test_a_lever_whose_mechanism_is_off_cannot_act_and_that_is_said_first(
    simulator: Command,
) -> None:
    words = ("gambling-leader", "--lever", "sanctions=tighten", "-n", "8", "--months", "12")
    line = "sanctions cannot act in gambling-leader: mechanisms.economy is off"
    status, out, err = simulator("contrast", *words)
    assert status == 0
    assert line in err
    assert line in " ".join(out.split())
    # Nought for certain: neither an interval nor a rule of three, which is of what was not seen.
    assert "otherwise" not in out
    assert "no effect of such a treatment is possible here" in " ".join(out.split())
    told = json.loads(simulator("contrast", *words, "--json")[1])
    assert told["cannot_act"] == [line]
    assert simulator("run", *words)[2].strip() == line
    # Where the economy is on, nothing of the kind is said.
    assert "cannot act" not in simulator("contrast", "person", *words[1:])[2]


def test_a_lever_that_says_what_holds_anyway_is_told(simulator: Command) -> None:
    words = ("contrast", "base", "--lever", "aid_us=as_is", "-n", "2", "--months", "12")
    status, out, err = simulator(*words)
    assert status == 0
    assert "aid_us=as_is changes nothing in base: it holds anyway" in err
    assert "otherwise" not in out


@pytest.mark.parametrize("words", [(), ("--lever", "talks=1@3", "--against", "talks=1@3")])
def test_without_a_treatment_there_is_nothing_to_compare(
    words: tuple[str, ...], simulator: Command
) -> None:
    status, out, err = simulator("contrast", "person", *words, "-n", "2")
    assert (status, out) == (2, "")
    assert err.startswith("person: treatment and control are the same - ")


def test_what_the_scenario_is_about_comes_first(simulator: Command) -> None:
    words = ("contrast", "ceasefire-rearms", "--lever", "guarantee=0.5", "-n", "20")
    out = simulator(*words)[1]
    rows = [line.split("│")[1].strip() for line in out.splitlines() if line.startswith("│")]
    assert rows[0] == "recur"
    # In a truce nobody's war ends for a first time: such rows could hold nothing but noughts.
    assert not {"T_end_restricted", "ended_by_12", "truce_by_60"} & set(rows)
    assert "left out, since all wars of both arms agree in them" in out


def test_rounding_is_no_effect(simulator: Command) -> None:
    words = ("contrast", "as-written/dickinson", "--lever", "posture=sticks", "-n", "30")
    told = json.loads(simulator(*words, "--metric", "settlement_by_36", "--json")[1])["effects"]
    effect = told["settlement_by_36"]
    assert effect["effect"] == 0.0
    assert effect["control"] == effect["treatment"] == 1 / 30
    for name, each in told.items():
        gap = each["effect"]
        assert gap is None or gap == 0.0 or abs(gap) > 1e-13, name


def test_causes_of_failure_are_paired_and_sum_to_the_whole() -> None:
    scenario, levers = load_scenario("ceasefire-rearms"), parse_levers(["guarantee=1"])
    names = ["recur", *RECUR_BY_CAUSE]
    found = contrast(Arm(scenario), Arm(scenario, levers), 64, 0, 48, names)
    parts = [found.effects[name] for name in RECUR_BY_CAUSE]
    whole = found.effects["recur"]
    for arm in ("control", "treatment", "effect"):
        assert sum(getattr(part, arm) for part in parts) == pytest.approx(getattr(whole, arm))
    renege = found.effects["recur_rearm_and_renege"]
    assert renege.ci95 is not None
    assert renege.ci95[1] < 0.0
    alone = run_wars(scenario, 64, 0, 48, levers).metrics
    for name in RECUR_BY_CAUSE:
        assert found.effects[name].treatment == pytest.approx(alone[name].mean)


def test_each_arm_is_the_run_one_would_get_alone() -> None:
    scenario, levers = load_scenario("freedman"), parse_levers(["pressure=1"])
    found = contrast(Arm(scenario), Arm(scenario, levers), N, 3, MONTHS, NAMES)
    alone = run_wars(scenario, N, 3, MONTHS, levers, metrics=["belief_A_win_7"])
    for name in ("T_end_restricted", "belief_A_win_7", "ended_by_24"):
        assert found.treatment.metrics[name] == alone.metrics[name]
        assert found.effects[name].treatment == pytest.approx(alone.metrics[name].mean, abs=1e-12)


def test_effect_and_interval_by_hand() -> None:
    scenario, levers = load_scenario("freedman"), parse_levers(["sanctions=tighten@2"])
    found = contrast(Arm(scenario), Arm(scenario, levers), N, 0, MONTHS, NAMES)
    arms = [some_wars(scenario, 0, range(N), MONTHS, pulled) for pulled in ((), levers)]
    gap = arms[1].state("econ_A")[:, 24] - arms[0].state("econ_A")[:, 24]
    # By Student's t, for as many wars as differ.
    half = student.ppf(0.975, np.count_nonzero(gap) - 1) * gap.std(ddof=1) / np.sqrt(N)
    effect = found.effects["econ_A_24"]
    assert effect.effect == pytest.approx(gap.mean(), abs=1e-12)
    assert effect.ci95 == pytest.approx((gap.mean() - half, gap.mean() + half), abs=1e-12)
    assert effect.ci95 is not None
    assert effect.ci95[0] > 0.0
    # Nothing differs before a lever is pulled.
    assert found.effects["econ_A_0"].effect == 0.0


def test_both_engines_say_the_same() -> None:
    scenario, levers = load_scenario("person"), parse_levers(["guarantee=1"])
    arms = Arm(scenario), Arm(scenario, levers)
    fast = contrast(*arms, 6, 0, 12, check_names([], 12), "ensemble")
    slow = contrast(*arms, 6, 0, 12, check_names([], 12), "mesa")
    assert fast.effects == slow.effects


def test_json_has_what_the_contract_says() -> None:
    words = ["contrast", "person", "--lever", "posture=sticks", "--against", "posture=hold"]
    result = CliRunner().invoke(app, [*words, "-n", "6", "--months", "12", "--json"])
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["levers"] == {"posture": "sticks"}
    assert told["against"] == {"posture": "hold"}
    effect = told["effects"]["T_end_restricted"]
    assert set(effect) >= {"control", "treatment", "effect", "ci95"}
    assert len(effect["ci95"]) == 2


def test_the_picture_and_the_numbers_are_written(tmp_path: Path) -> None:
    words = ["contrast", "person", "--lever", "posture=sticks", "-n", "8", "--months", "24"]
    result = CliRunner().invoke(app, [*words, "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    written = {path.name for path in tmp_path.iterdir()}
    assert written == {"contrast.json", "contrast.png", "contrast.svg", "contrast.txt"}
    told = json.loads((tmp_path / "contrast.json").read_text())
    effect = told["effects"]["belief_A_win_12"]
    alt = (tmp_path / "contrast.txt").read_text()
    assert f"{in_words('belief_A_win_12')} {100 * effect['effect']:+.1f}" in alt
    assert "against the scenario as it is; 8 pairs of wars" in alt


def test_a_share_counts_the_pairs_that_differ() -> None:
    scenario, levers = load_scenario("freedman"), parse_levers(["posture=sticks"])
    found = contrast(Arm(scenario), Arm(scenario, levers), N, 0, MONTHS, ["ended_by_24"])
    arms = [some_wars(scenario, 0, range(N), MONTHS, pulled) for pulled in ((), levers)]
    before, after = (arm.end_month <= 24 for arm in arms)
    more, fewer = int((after & ~before).sum()), int((before & ~after).sum())
    effect = found.effects["ended_by_24"]
    assert more + fewer > 0
    assert effect.effect == pytest.approx((more - fewer) / N)
    assert effect.ci95 == paired_shares(more, fewer, N)


def test_recurrence_is_paired_too() -> None:
    scenario, levers = load_scenario("ceasefire-rearms"), parse_levers(["guarantee=1"])
    found = contrast(Arm(scenario), Arm(scenario, levers), 48, 0, 36, ["recur"])
    effect = found.effects["recur"]
    alone = [run_wars(scenario, 48, 0, 36, pulled).metrics["recur"] for pulled in ((), levers)]
    assert (effect.control, effect.treatment) == pytest.approx((alone[0].mean, alone[1].mean))
    assert effect.effect is not None
    assert effect.ci95 is not None
    assert effect.ci95[0] < effect.effect < effect.ci95[1]
    assert effect.smaller is not None
    assert effect.smaller > 1.0


def test_all_mistakes_of_both_arms_at_once() -> None:
    words = ["contrast", "person", "--lever", "x=1", "--against", "y=1", "--against-set", "z=1"]
    with pytest.raises(BadInput) as raised:
        CliRunner().invoke(app, [*words, "-n", "0"], catch_exceptions=False)
    told = str(raised.value)
    wanted = ("-n", "--lever: x: no such lever", "--against: y: no such lever", "--against-set: z")
    assert all(name in told for name in wanted)
