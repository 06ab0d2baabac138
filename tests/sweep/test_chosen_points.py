"""Points chosen by hand, and as other programs write them."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pandas as pd
import pytest
from told import Command

from simulator.errors import BadInput
from simulator.files.scenario import load_scenario, parse_levers, with_values
from simulator.run.ensemble import run_wars
from simulator.run.sweep.chosen_points import chosen_points

ROWS = pd.DataFrame(
    {
        "stake.indivisible": [0.9, 0.1, 0.5, 0.1],
        "guarantee@3": [0.0, 1.0, 0.25, 1.0],
        "mechanisms.office": [True, False, True, True],
        "posture": ["sticks", "carrots", "hold", "sticks"],
    }
)
BEHAVIOR_SPACE = """"BehaviorSpace results (NetLogo 6.4.0)"
"peace.nlogo"
"a few points"
"11/28/2026 12:00:00:000 +0000"
"min-pxcor","max-pxcor","min-pycor","max-pycor"
"-16","16","-16","16"
"[run number]","stake.indivisible","guarantee@3","mechanisms.office","posture","[step]","turtles"
"1","0.9","0","true","sticks","60","3"
"2","0.1","1","false","carrots","60","4"
"3","0.5","0.25","true","hold","60","5"
"4","0.1","1","true","sticks","60","5"
"""


def write(name: str, folder: Path) -> Path:
    path = folder / name
    if name == "points.parquet":
        ROWS.to_parquet(path)
    elif name == "behavior-space.csv":
        path.write_text(BEHAVIOR_SPACE)
    elif name == "ema.tar.gz":
        with warnings.catch_warnings():  # of what it would use if it were there
            warnings.simplefilter("ignore")
            from ema_workbench import save_results

        experiments = ROWS.assign(scenario=range(4), policy="none", model="war")
        save_results((experiments, {}), path)
    else:
        ROWS.to_csv(path, index=name == "indexed.csv")
    return path


@pytest.mark.parametrize(
    "name", ["points.csv", "indexed.csv", "points.parquet", "behavior-space.csv", "ema.tar.gz"]
)
def test_every_way_of_writing_them_gives_the_same_points(name: str, tmp_path: Path) -> None:
    points = chosen_points(str(write(name, tmp_path)))
    assert [(axis.name, axis.month) for axis in points.axes] == [
        ("stake.indivisible", 0),
        ("guarantee", 3),
        ("mechanisms.office", 0),
        ("posture", 0),
    ]
    rows = [dict(points.settings(point)) for point in range(len(points))]
    expected = ROWS.rename(columns={"guarantee@3": "guarantee"}).to_dict("records")
    assert rows == expected


def test_each_is_played_as_a_run_would_play_it(tmp_path: Path, simulator: Command) -> None:
    table, out = write("points.csv", tmp_path), tmp_path / "out"
    words = (
        "sweep",
        "base",
        "--table",
        str(table),
        "-n",
        "12",
        "--months",
        "18",
        "--out",
        str(out),
    )
    status, said, err = simulator(*words, "--json")
    assert (status, err) == (0, "")
    assert json.loads(said)["points"] == 4
    kept = pd.read_parquet(out / "points").sort_values("point")
    for (_, row), (_, asked) in zip(kept.iterrows(), ROWS.iterrows(), strict=True):
        values = {
            "stake.indivisible": float(asked["stake.indivisible"]),
            "mechanisms.office": bool(asked["mechanisms.office"]),
        }
        levers = parse_levers(
            [f"guarantee={asked['guarantee@3']}@3", f"posture={asked['posture']}"]
        )
        there = with_values(load_scenario("base"), values)
        alone = run_wars(there, 12, 0, 18, levers).metrics["T_end_restricted"]
        assert row["T_end_restricted_mean"] == alone.mean


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("stake.indivisble\n0.1\n", ["stake.indivisble: no such input"]),
        (
            "stake.indivisible,posture\n0.1,sticks\n7,stick\n",
            ["row 2: stake.indivisible: must be in [0, 1]", "row 2: posture: must be one of"],
        ),
        ("stake.indivisible@3\n0.1\n", ["stake.indivisible@3: only a lever has a month"]),
        ("stake.indivisible\n", ["must have a column for each input and 1 to"]),
        ("stake.indivisible,posture\n0.1\n", ["cannot be read"]),
    ],
)
def test_all_mistakes_with_their_rows(text: str, lines: list[str], tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(text)
    with pytest.raises(BadInput) as refused:
        chosen_points(str(path))
    told = str(refused.value).splitlines()
    assert len(told) == len(lines)
    for line, wanted in zip(told, lines, strict=True):
        assert line.startswith(f"{path}: {wanted}"), line


@pytest.mark.parametrize("name", ["none.csv", "x.txt", "broken.parquet", "broken.tar.gz"])
def test_what_is_no_table_is_told_in_a_line(name: str, tmp_path: Path, simulator: Command) -> None:
    path = tmp_path / name
    if not name.startswith("none"):
        path.write_text("neither")
    status, out, err = simulator("sweep", "base", "--table", str(path), "--vary", "guarantee=0,1")
    assert (status, out) == (2, "")
    told = err.splitlines()
    assert len(told) == 3
    assert told[0].startswith(str(path))
    assert told[1].startswith("--table: says all there is to vary")
    assert told[2].startswith("--out: must be given")
