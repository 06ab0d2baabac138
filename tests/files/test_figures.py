"""No figure of one war is the silent default of another."""

from __future__ import annotations

import re

import pytest
from told import Write, complaints

from simulator.files.figures import FIGURES
from simulator.files.merge import said_paths
from simulator.files.new_war import FACTS
from simulator.files.scenario import layers_of, load_scenario
from simulator.model.parameters import PARAMETERS
from simulator.model.records import Range

#: Records of the war of `base`, by how sources name them.
_RECORDS = re.compile(
    r"\b202[2-9]|DeepState|Kiel|KIIS|Kluge|CSIS|Oryx|Ukrain|Russia|Bloomberg|reported|refine", re.I
)


def alone(write: Write, text: str) -> str:
    return write(text, head='kind = "scenario"\ntitle = "T"\n')


def test_whatever_rests_on_the_record_of_one_war_is_a_figure_of_it() -> None:
    dated = {
        path
        for path, row in PARAMETERS.items()
        if row.tier == "primitive" and _RECORDS.search(f"{row.source} {row.unit}")
    }
    assert dated <= set(FIGURES)


def test_their_own_war_sets_every_one_of_them() -> None:
    assert set(FIGURES) <= said_paths(layers_of("base")[0])


def test_a_war_of_its_own_must_set_them_one_line_each(write: Write) -> None:
    lines = complaints(alone(write, "[front]\nocc0 = 0.1\n"))
    assert [line.split(": ")[1] for line in lines] == [
        path for path in FIGURES if path != "front.occ0"
    ]
    (drift,) = [line for line in lines if "power.drift:" in line]
    assert drift == (
        "x.toml: power.drift: must be set: 0.05 is a figure of another war, that of `base` - set "
        "it (percentage points of territory per month), or write neutral = true: then each "
        "war draws it from -1 to 1"
    )


def test_setting_them_all_is_enough(write: Write) -> None:
    groups: dict[str, list[str]] = {}
    for path in FIGURES:
        group, _, name = path.partition(".")
        groups.setdefault(group, []).append(f"{name} = {PARAMETERS[path].default}")
    text = "".join(f"[{group}]\n" + "\n".join(lines) + "\n" for group, lines in groups.items())
    assert load_scenario(alone(write, text)).values["power.drift"] == 0.05


@pytest.mark.parametrize("head", ["neutral = true\n", 'extends = "neutral"\n'])
def test_a_neutral_war_draws_them_from_ranges_that_hold_more_than_one_war(
    write: Write, head: str
) -> None:
    base, neutral = load_scenario("base").values, load_scenario(alone(write, head)).values
    for path, wide in FIGURES.items():
        assert neutral[path] == wide
        theirs = base[path]
        low, high = (theirs.low, theirs.high) if isinstance(theirs, Range) else (theirs, theirs)
        assert wide.low <= low <= high <= wide.high, path
        assert wide.high - wide.low > 1.5 * (high - low), path


def test_every_figure_says_how_one_gets_it_and_stays_within_bounds() -> None:
    for path, wide in FIGURES.items():
        assert path in FACTS
        assert PARAMETERS[path].low <= wide.low < wide.high <= PARAMETERS[path].high
