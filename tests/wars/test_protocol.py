"""The protocol's rules on values computed by hand, and who is A."""

from __future__ import annotations

import math
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.files.find import shown
from simulator.files.war_facts import Facts, Pair, Quantity, Said
from simulator.files.war_sheet import load_facts
from simulator.history.wars import sheets
from simulator.history.wars.coded_war import coded
from simulator.history.wars.protocol import PROTOCOL
from simulator.history.wars.roles import are_turned, turned
from simulator.history.wars.rule import banded, within
from simulator.model.parameters import PARAMETERS
from simulator.model.records import Range

SHEETS = {path.stem: path for path in sheets.shipped()}


def facts(name: str) -> Facts:
    return load_facts(SHEETS[name])


def values(given: Facts) -> dict[str, float | Range]:
    return dict(coded(given).values)


def ends(value: float | Range) -> tuple[float, float]:
    return (value.low, value.high) if isinstance(value, Range) else (value, value)


def test_six_wars_in_seven_sheets_ship() -> None:
    assert len(SHEETS) == 7
    assert len({facts(name).war for name in SHEETS}) == 6


def test_every_rule_codes_a_parameter_once() -> None:
    paths = [rule.parameter for rule in PROTOCOL]
    assert len(set(paths)) == len(paths)
    assert set(paths) <= set(PARAMETERS)


@pytest.mark.parametrize("name", SHEETS)
def test_coded_values_lie_where_the_registry_allows(name: str) -> None:
    for path, value in values(facts(name)).items():
        low, high = ends(value)
        assert PARAMETERS[path].low <= low <= high <= PARAMETERS[path].high


def test_the_ground_of_korea() -> None:
    """Share .53 to .55; at least .4 of the other .45 must fall: .55 + .4 x .45 = .73."""
    found = values(facts("korea_1951"))
    assert ends(found["front.occ0"]) == (0.53, 0.55)
    assert ends(found["front.victory_at"]) == pytest.approx((0.73, 1.0))
    # Pace -.010 to .005, expected -.004 to .002, and a front that stands, in points.
    assert ends(found["power.drift"]) == pytest.approx((-1.0, 0.5))
    # An eighth and a fourth of 1.5 points; a tenth and all of the fastest pace, 1 point.
    assert ends(found["power.drift_spread"]) == pytest.approx((0.1875, 0.375))
    assert ends(found["power.noise"]) == pytest.approx((0.1, 1.0))
    # Dead .015 to .05 a month, with two to three wounded for each.
    assert ends(found["force.loss_A"]) == pytest.approx((0.045, 0.2))


def test_men_and_capability_of_iran_and_iraq() -> None:
    """Theatre 200 / 130 (medium: times 1.25), under arms 444 / 415 (the same)."""
    found = values(facts("iran_iraq_1980"))
    low, high = 444 / 415 / 1.25, 200 / 130 * 1.25
    assert ends(found["force.size_ratio"]) == pytest.approx((low, high), rel=1e-5)
    # CINC .00588 over .00949: each hazard takes the square root of the ratio.
    times = math.sqrt(0.00588 / 0.00949)
    assert ends(found["collapse.base_D"]) == pytest.approx((5e-4 * times, 0.02 * times), rel=1e-5)
    assert ends(found["collapse.base_A"]) == pytest.approx((5e-4 / times, 0.02 / times), rel=1e-5)
    # A fifth of 12.8 million, 5 to 20 per cent of them, over 5 per cent of 200 thousand a month.
    assert ends(found["man.pool_A"]) == pytest.approx((12.8, 51.2))
    # "high in men, low in weapons", high certainty.
    assert ends(found["man.mobil_D"]) == pytest.approx((1.0, 1.4))
    assert ends(found["aid.prod_D"]) == pytest.approx((0.1, 0.4))


def test_leaders_of_iran_and_iraq() -> None:
    found = values(facts("iran_iraq_1980"))
    # High optimism at medium certainty: .725 and a half of .125 times 1.25.
    assert ends(found["belief.win0_A"]) == pytest.approx((0.56875, 0.88125))
    # Degree .4, low certainty: .25 either way.
    assert ends(found["stake.indivisible"]) == pytest.approx((0.15, 0.65))
    # D: degree .8 (.15 either way), said in public: .3 + .6 x (.65 to .95) + .1.
    assert ends(found["demand.floor_D"]) == pytest.approx((0.79, 0.97))
    # Risk 0 by a small loss, 2 by a large one.
    assert ends(found["survival.stop_penalty"]) == (0.0, 0.1)
    assert ends(found["survival.defeat_A"]) == (0.4, 0.8)
    assert ends(found["office.value_A"]) == (1.0, 2.0)
    # Polyarchy .049: .3 x 1.451 and .15 either way.
    assert ends(found["info.propaganda_A"]) == pytest.approx((0.2853, 0.5853))


def test_several_levels_are_a_range_and_less_certainty_a_wider_one() -> None:
    bands = {"high": (0.6, 0.8), "low": (0.2, 0.4)}
    both, unsure = (
        banded(Said(("high", "low"), "high"), bands),
        banded(Said(("low",), "low"), bands),
    )
    assert both is not None
    assert unsure is not None
    assert ends(both) == pytest.approx((0.2, 0.8))
    # Half of the width .2, and half of that again.
    assert ends(unsure) == pytest.approx((0.15, 0.45))
    assert banded(None, bands) is None


def test_a_range_is_cut_off_where_its_parameter_ends() -> None:
    assert within("power.drift", Range(0.0, 150.0)) == Range(0.0, 100.0)
    assert within("man.pool_A", Range(700.0, 900.0)) == 600.0


def test_who_holds_all_the_ground_is_attacked() -> None:
    """Argentina holds the islands when play begins, so Britain is A."""
    given = facts("falklands_1982")
    assert are_turned(given)
    seen = turned(given)
    assert seen.A.members == "United Kingdom"
    assert seen.share == Quantity(0.0, None, None, "high")
    # Expected -.5 to 0 for Argentina is 0 to .5 for Britain.
    assert seen.expected == Quantity(0.0, 0.0, 0.5, "medium")
    assert seen.power["cinc"] == Pair(0.0252, 0.00652, "high")
    assert seen.sanctions == ("no", "yes")
    assert turned(seen) == given
    assert not any(are_turned(facts(name)) for name in SHEETS if name != "falklands_1982")


def test_what_no_fact_speaks_to_stays_neutral(tmp_path: Path) -> None:
    """A sheet with nothing but a start is a war in general."""
    bare = tmp_path / "bare.toml"
    bare.write_text("[at_start]\n")
    war = coded(load_facts(bare))
    assert dict(war.values) == {}
    assert war.facts.name == "bare"
    assert war.scenario.values["belief.win0_A"] == Range(0.35, 0.65)
    # The sheet and what it is coded as are two files, and both are known by their contents.
    assert war.scenario.files["bare.toml (coded)"] != war.scenario.files[shown(bare)]


@pytest.mark.parametrize("name", SHEETS)
def test_the_coded_file_says_what_is_played(name: str) -> None:
    war = coded(facts(name))
    said = tomllib.loads(war.text)
    assert said["extends"] == "neutral"
    for path, value in war.values.items():
        group, _, key = path.partition(".")
        low, high = ends(war.scenario.values[path])
        assert (low, high) == pytest.approx(ends(value))
        told = said[group][key]
        assert (told if isinstance(told, int | float) else told["low"]) == pytest.approx(low)


def test_a_wider_power_gap_moves_both_hazards_apart() -> None:
    given = facts("iran_iraq_1980")
    pair = replace(given.power["cinc"], A=100 * given.power["cinc"].A)
    found = values(replace(given, power={**given.power, "cinc": pair}))
    assert ends(found["collapse.base_D"])[0] > ends(found["collapse.base_A"])[0]
