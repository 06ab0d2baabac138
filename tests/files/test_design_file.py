"""Designs: what may be said in a file or after --vary, and every mistake at once."""

from __future__ import annotations

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies_files import edited, junk, words
from told import Command, told

from simulator.errors import BadInput
from simulator.files.design import Typed, asked
from simulator.files.design_file import load_design
from simulator.files.find import known_names, scenario_folder
from simulator.files.sets import SETTABLE
from simulator.files.tables import write_toml
from simulator.files.vary import parse_vary
from simulator.model.designs import Axis, Design
from simulator.model.levers import LEVERS

DEFAULT = Design("", "grid", (), 0, 200, 0, 60)
DESIGNS = [name for name in known_names() if name.startswith("designs/")]

WRONG = """
kind = "design"
title = "T"
scenario = "persn"
design = "gird"
replications = 0
months = 6.5
metrics = ["occ_24", 3]
colour = "red"

[set]
"stake.indivisible" = 2
"office.value_A" = 1.0

[levers]
posture = "stick"
lunch = 1

[[vary]]
name = "office.value_A"
low = 0.0
high = 1.0

[[vary]]
name = "guarantee"
low = 0.0
values = [1, 2]
n = 1
"""


def typed(*vary: str, **more: str) -> Design:
    return asked(Typed("person", vary, **more), DEFAULT)[0]


def mistakes(*vary: str, **more: str) -> list[str]:
    with pytest.raises(BadInput) as caught:
        typed(*vary, **more)
    return str(caught.value).splitlines()


@pytest.mark.parametrize("name", DESIGNS)
def test_shipped_designs_load(name: str) -> None:
    design = load_design(name)
    assert design.question.endswith("?")
    assert design.points > 1
    assert list(design.files) == [f"scenarios/{name}.toml"]


def test_axes_as_typed() -> None:
    design = typed(
        "stake.indivisible=0:1:3", "posture=carrots,sticks@6", "mechanisms.office=true,false"
    )
    assert [axis.grid() for axis in design.axes] == [
        (0.0, 0.5, 1.0),
        ("carrots", "sticks"),
        (True, False),
    ]
    assert [axis.month for axis in design.axes] == [0, 6, 0]
    assert design.points == 12


def test_whole_numbers_stay_whole() -> None:
    (axis,) = typed("belief.lag=0:12:5").axes
    assert axis.grid() == (0.0, 3.0, 6.0, 9.0, 12.0)
    seen = {axis.at(step / 1000) for step in range(1000)}
    assert seen == {float(value) for value in range(13)}


def test_a_lever_of_words_takes_those_that_look_like_numbers() -> None:
    (axis,) = typed("mediator_model=1,0,drawn").axes
    assert axis.choices == ("1", "0", "drawn")
    (axis,) = typed("guarantee=0,0.5").axes
    assert axis.choices == (0.0, 0.5)


def test_a_logarithmic_axis() -> None:
    axis = Axis("collapse.base_D", 0.001, 0.1, 3, log=True)
    assert axis.grid() == pytest.approx((0.001, 0.01, 0.1))
    assert axis.at(0.5) == pytest.approx(0.01)


@pytest.mark.parametrize(("axes", "points"), [(1, 11), (2, 49), (3, 125), (4, 81)])
def test_a_grid_that_does_not_say_how_fine(axes: int, points: int) -> None:
    names = ("stake.indivisible", "office.value_A", "belief.bias_A", "guarantee")
    assert typed(*(f"{name}=0:0.5" for name in names[:axes])).points == points


def test_lhs_takes_its_points_from_the_option_or_the_axes() -> None:
    assert typed("stake.indivisible=0:1", kind="lhs").points == 64
    assert typed("stake.indivisible=0:1:9", kind="lhs").points == 9
    assert typed("stake.indivisible=0:1:9", kind="lhs", points="5").points == 5


def test_all_mistakes_of_a_command_line_at_once() -> None:
    lines = mistakes(
        "stake.indivisble=0:1",
        "posture=carrots,stick@6",
        "mechanisms.office=1:2",
        "stake.indivisible=0:2",
        "office.value_A=1:0",
        "belief.lag=0:4@3",
        "guarantee=0:1:1",
        "front.occ0=0:0.1:0",
        "aid_us=cut,cut",
        "x",
        kind="gird",
        points="1",
        replications="none",
    )
    assert lines == told(
        """
        --vary: stake.indivisble: no such parameter, mechanism or lever - did you mean
          stake.indivisible?
        --vary: posture: must be one of hold, carrots, alternate, sticks (got 'stick') - did you
          mean sticks?
        --vary: mechanisms.office: takes words, not a range (got 1:2) - list some: true,false
        --vary: stake.indivisible: must be in [0, 1] (share of A's utility) (got 2) - write a
          value in that range
        --vary: office.value_A: low must be below high (got 1 and 0) - swap or spread them
        --vary: belief.lag: only a lever has a month (got 3) - leave the month out
        --vary: guarantee: must have a whole number of values in [2, 1000] - write it like
          stake.indivisible=0:1:5, or posture=carrots,sticks
        --vary: front.occ0: must have a whole number of values in [2, 1000] - write it like
          stake.indivisible=0:1:5, or posture=carrots,sticks
        --vary: aid_us: needs 2 to 1000 different values (got 'cut', 'cut') - list each value once
        --vary: must be NAME=LO:HI or NAME=V1,V2 (got 'x') - write it like
          stake.indivisible=0:1:5, or posture=carrots,sticks
        --design: must be grid or lhs or sobol (got 'gird') - leave it out for grid
        --points: must be a whole number in [2, 1000000] (points of the design) (got '1') - write
          it like --points 64
        -n: must be a whole number in [1, 1000000] (wars) (got 'none') - write it like -n 1000
        """
    )


def test_set_and_varied_at_once() -> None:
    with pytest.raises(BadInput, match="guarantee: must not be set and varied at once"):
        asked(Typed("person", ["guarantee=0:1"], levers=["guarantee=1"]), DEFAULT)


def test_nothing_varies() -> None:
    assert mistakes() == ["--vary: needs at least one axis - add --vary stake.indivisible=0:1:5"]


def test_a_grid_too_large() -> None:
    (line,) = mistakes("stake.indivisible=0:1:1000", "office.value_A=0:1:1000", "guarantee=0:1:9")
    assert "a grid must have at most 1000000 points (got 9000000)" in line


def checked(simulator: Command, file: Path, text: str) -> list[str]:
    """The lines that `check` tells of a file, its name left out."""
    file.write_text(text)
    status, _, err = simulator("check", str(file))
    assert status == (2 if err else 0)
    return [line.removeprefix(f"{file}: ") for line in err.splitlines()]


def test_all_mistakes_of_a_file_at_once(simulator: Command, tmp_path: Path) -> None:
    assert checked(simulator, tmp_path / "wrong.toml", WRONG) == told(
        """
        design: must be 'grid', 'lhs' or 'sobol' (got 'gird') - write a value like that
        replications: must be at least 1 (got 0) - write a value like that
        months: must be a whole number (got 6.5) - write a value like that
        metrics.1: must be text (got 3) - write it in quotes: "…"
        vary.1.n: must be at least 2 (got 1) - write a value like that
        colour: no such key - allowed: kind, title, question, scenario, design, points,
          replications, entropy, months, metrics, show, set, levers, vary
        set.stake.indivisible: must be in [0, 1] (share of A's utility) (got 2) - write a value in
          that range
        levers.lunch: no such lever - see `simulator levers`
        levers.posture: must be one of hold, carrots, alternate, sticks (got 'stick') - did you
          mean sticks?
        persn: no such scenario or file - did you mean person?
        """
    )


def test_a_missing_key_hides_no_bad_axis(simulator: Command, tmp_path: Path) -> None:
    text = (
        'kind = "design"\nscenario = "person"\nmonths = 12\nmetrics = ["lunch"]\nshow = "ocr_3"\n'
        '[levers]\naid_us = "cut@12"\n'
        '[[vary]]\nname = "stake.indivisible"\nlow = 0\nhigh = 2\n'
        '[[vary]]\nname = "guarantee"\nlow = 0\nhigh = 1\nmonth = 30\n'
    )
    assert checked(simulator, tmp_path / "wrong.toml", text) == told(
        """
        title: must be there - add title = …
        levers.aid_us: its month must come before the horizon of 12 months (got 12) - pull it
          earlier, or raise the months
        vary.stake.indivisible: must be in [0, 1] (share of A's utility) (got 2) - write a value in
          that range
        vary.guarantee: its month must come before the horizon of 12 months (got 30) - pull it
          earlier, or raise the months
        lunch: must be a metric (got 'lunch') - `simulator metrics` lists them
        ocr_3: must be a metric (got 'ocr_3') - did you mean occ_6? `simulator metrics` lists them
        """
    )


def test_of_a_file_without_its_horizon_no_month_is_told(simulator: Command, tmp_path: Path) -> None:
    text = (
        'kind = "design"\ntitle = "T"\nscenario = "person"\nmonths = "long"\n'
        'metrics = ["occ_99"]\n[levers]\naid_us = "cut@99"\n'
        '[[vary]]\nname = "guarantee"\nlow = 0\nhigh = 1\nmonth = 99\n'
    )
    (line,) = checked(simulator, tmp_path / "wrong.toml", text)
    assert line.startswith("months: ")


@pytest.mark.parametrize(
    "words",
    [("sweep", "--show", "lunch"), ("sensitivity",)],
)
def test_metrics_are_told_with_the_rest(simulator: Command, words: tuple[str, ...]) -> None:
    command, *more = words
    status, _, err = simulator(
        command,
        "person",
        *("--vary", "stake.indivisible=0:2", "-n", "0", "--metric", "lunch2", *more),
        *("--workers", "0"),
    )
    assert status == 2
    wanted = ["lunch2: must be a metric", "stake.indivisible: must be in [0, 1]", "-n", "--workers"]
    assert all(each in err for each in [*wanted, *(f"{name}: " for name in more[1:])])


def test_an_outcome_is_told_with_the_rest_and_by_the_horizon_typed(simulator: Command) -> None:
    words = ("sensitivity", "person", "--vary", "guarantee=0:1", "-n", "0", "--months", "120")
    assert simulator(*words, "--outcome", "frozen_by_100")[2].count("\n") == 1
    _, _, err = simulator(*words, "--outcome", "frozen_by_130", "--metric", "lunch")
    assert [line.partition(": ")[0] for line in err.splitlines()] == [
        *("-n", "--metric", "--outcome")
    ]
    assert "horizon of 120 months" in err


def test_levers_after_a_shorter_horizon_typed_over_a_file() -> None:
    axes, levers = ["posture=carrots,sticks@40"], ["aid_us=cut@24"]
    more = Typed("designs/guarantee-rearmament", axes, months="24", levers=levers)
    with pytest.raises(BadInput) as caught:
        asked(more, DEFAULT)
    assert str(caught.value).splitlines() == told(
        """
        --vary: posture: its month must come before the horizon of 24 months (got 40) - pull it
          earlier, or raise the months
        --lever: aid_us: its month must come before the horizon of 24 months (got 24) - pull it
          earlier, or raise the months
        """
    )


def test_what_a_well_formed_file_may_still_say_wrong(simulator: Command, tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    text = WRONG.replace('"gird"', '"grid"').replace("= 0\nmonths = 6.5", "= 5\nmonths = 6")
    text = text.replace(", 3]", "]").replace("n = 1\n", "").replace('colour = "red"\n', "")
    assert checked(simulator, file, text) == told(
        """
        set.stake.indivisible: must be in [0, 1] (share of A's utility) (got 2) - write a value in
          that range
        levers.lunch: no such lever - see `simulator levers`
        levers.posture: must be one of hold, carrots, alternate, sticks (got 'stick') - did you
          mean sticks?
        vary.guarantee: must have either low and high, or values - write low = …, high = …, n = …
        persn: no such scenario or file - did you mean person?
        occ_24: its month must be within the horizon of 6 months (got 24) - raise --months
        """
    )
    text = text.replace('"persn"', '"person"').replace("= 2\n", "= 0.5\n", 1)
    text = text.replace("lunch = 1\n", "").replace('"stick"', '"sticks"')
    text = text.replace("low = 0.0\nvalues = [1, 2]", "values = [0, 2]")
    assert checked(simulator, file, text) == told(
        """
        vary.guarantee: must be a number in [0, 1] (got '2') - write an allowed value
        occ_24: its month must be within the horizon of 6 months (got 24) - raise --months
        """
    )
    text = text.replace('"occ_24"', "")
    text = text.replace("values = [0, 2]", "values = [0, 1]")
    assert checked(simulator, file, text) == told(
        "vary.office.value_A: must not be set and varied at once - leave one of the two out"
    )
    text = text.replace('"office.value_A" = 1.0\n', "")
    assert checked(simulator, file, text) == []


def test_a_file_and_what_is_typed_over_it() -> None:
    more = Typed(
        "designs/guarantee-rearmament",
        ["guarantee=0,1"],
        replications="7",
        levers=["posture=sticks"],
        metrics=["occ_24"],
    )
    design, scenario = asked(more, DEFAULT)
    assert scenario.name == "ceasefire-rearms"
    assert [axis.name for axis in design.axes] == ["guarantee", "commit.rearm_A"]
    assert design.points == 14
    assert design.replications == 7
    assert design.metrics == ("occ_24",)
    assert [lever.name for lever in design.levers] == ["posture"]
    assert design.show == "recur"


def test_a_scenario_beside_the_design(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text((scenario_folder() / "gambling-leader.toml").read_text())
    file = tmp_path / "d.toml"
    file.write_text(
        'kind = "design"\ntitle = "T"\nscenario = "mine.toml"\n'
        '[[vary]]\nname = "office.value_A"\nlow = 0\nhigh = 1\n'
    )
    design, scenario = asked(Typed(str(file)), DEFAULT)
    assert scenario.title == "The leader who dare not stop"
    assert Path(design.scenario) == own


unhurried = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@st.composite
def edited_designs(draw: st.DrawFn) -> str:
    """A shipped design after a few edits anywhere in it."""
    name = draw(st.sampled_from(DESIGNS))
    table = copy.deepcopy(tomllib.loads((scenario_folder() / f"{name}.toml").read_text()))
    axes = table.pop("vary")
    for _ in range(draw(st.integers(0, 3))):
        if table:
            table = edited(draw, table)
    for axis in axes:
        if draw(st.booleans()) and axis:
            edited(draw, axis)
    return write_toml(table) + "".join("\n[[vary]]\n" + write_toml(axis) for axis in axes)


@unhurried
@given(text=edited_designs())
def test_whatever_a_design_says_a_person_gets_lines(folder: Path, text: str) -> None:
    file = folder / "d.toml"
    file.write_text(text)
    try:
        assert isinstance(load_design(str(file)), Design)
    except BadInput as error:
        lines = [str(mistake) for mistake in error.mistakes]
        assert lines
        assert all("\n" not in line and len(line) < 1200 for line in lines)


@unhurried
@given(
    name=st.sampled_from([*SETTABLE, *LEVERS]) | words,
    spec=st.text("0123456789:.,@eE+-abcstru", max_size=20) | junk.map(str),
)
def test_whatever_is_typed_after_vary_a_person_gets_lines(name: str, spec: str) -> None:
    found: list[Any] = []
    axes = parse_vary([f"{name}={spec}"], found)
    assert bool(axes) != bool(found)
    for axis in axes:
        ends = (axis.at(0.0), axis.at(1.0 - 1e-12))
        if not axis.choices:
            assert axis.low <= ends[0] <= ends[1] <= axis.high  # type: ignore[operator]
    assert all("\n" not in str(line) for line in found)
