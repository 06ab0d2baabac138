"""The numbers of a point are those of `run`; the files read back in a line; failures are rows."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from told import Command

from simulator.analysis.paired_contrast import Arm, contrast
from simulator.cli.commands.sweep import DEFAULT
from simulator.files.design import Typed, asked
from simulator.files.scenario import load_scenario, parse_levers, with_values
from simulator.run.ensemble import run_wars, some_wars
from simulator.run.sweep.columns import all_columns, column_labels, numbers_of, sweep_names
from simulator.run.sweep.folder import open_sweep
from simulator.run.sweep.missing_parts import play_missing
from simulator.run.sweep.parquet import note_of
from simulator.run.sweep.plan import plan
from simulator.run.sweep.read_back import seen
from simulator.show.report.whole_files import write_whole

WORDS = (
    *("sweep", "freedman", "--vary", "stake.indivisible=0.2,0.7", "--vary", "aid_us=cut,surge@3"),
    *("--vary", "mechanisms.office=true,false", "-n", "70", "--months", "24", "--entropy", "9"),
    *("--metric", "belief_A_win_7", "--metric", "removed_D"),
)


RSCRIPT = shutil.which("Rscript")
HERE = {**os.environ, "RETICULATE_PYTHON": sys.executable}


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from typer.testing import CliRunner

    from simulator.cli import app

    folder = tmp_path_factory.mktemp("swept") / "out"
    result = CliRunner().invoke(app, [*WORDS, "--out", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


def test_pandas_reads_it_in_a_line(swept: Path) -> None:
    table = pd.read_parquet(swept / "points")
    assert len(table) == 8
    assert table["point"].tolist() == list(range(8))
    assert set(table["aid_us"]) == {"cut", "surge"}
    assert set(table["mechanisms.office"]) == {True, False}
    assert table["error"].isna().all()
    assert (table["wars"] == 70).all()


def test_duckdb_reads_it_in_a_line(swept: Path) -> None:
    query = f"SELECT avg(T_end_restricted_mean) FROM '{swept}/points/*.parquet'"  # noqa: S608
    found = duckdb.sql(query)
    assert found is not None
    (mean,) = found.fetchall()[0]
    assert mean == pytest.approx(pd.read_parquet(swept / "points")["T_end_restricted_mean"].mean())


def r_reads() -> bool:
    """Whether R is here and can call this Python, which takes one that has a shared library."""
    if RSCRIPT is None:
        return False
    able = "requireNamespace('reticulate', quietly = TRUE) && reticulate::py_available(TRUE)"
    asked = [RSCRIPT, "-e", f"quit(status = !({able}))"]
    return subprocess.run(asked, check=False, capture_output=True, env=HERE).returncode == 0  # noqa: S603


def test_r_reads_it_in_a_line(swept: Path) -> None:
    # Asked here and not when tests are collected: starting R takes a second.
    if not r_reads():
        pytest.skip("there is no R here that can call this Python")
    document = Path(__file__).parents[2] / "docs" / "sweeps.md"
    (line,) = [row for row in document.read_text("utf-8").splitlines() if "reticulate::" in row]
    asked = f"points <- {line.replace('out/p/points', str(swept / 'points'))}"
    mean = "format(mean(points$T_end_restricted_mean), digits = 15)"
    told = f"cat(nrow(points), sum(points$wars), {mean})"
    words = [str(RSCRIPT), "-e", f"{asked}; {told}"]
    found = subprocess.run(words, check=True, capture_output=True, text=True, env=HERE)  # noqa: S603
    rows, wars, mean = found.stdout.split()
    assert (int(rows), int(wars)) == (8, 8 * 70)
    table = pd.read_parquet(swept / "points")
    assert float(mean) == pytest.approx(table["T_end_restricted_mean"].mean(), rel=1e-14)


def test_a_point_is_the_run_one_would_get_alone(swept: Path) -> None:
    table = pd.read_parquet(swept / "points")
    for row in (table.iloc[1], table.iloc[6]):
        values = {
            "stake.indivisible": float(row["stake.indivisible"]),
            "mechanisms.office": bool(row["mechanisms.office"]),
        }
        scenario = with_values(load_scenario("freedman"), values)
        levers = parse_levers([f"aid_us={row['aid_us']}@3"])
        alone = run_wars(scenario, 70, 9, 24, levers, metrics=["belief_A_win_7"])
        for name in ("T_end_restricted", "ended_by_12", "belief_A_win_7", "recur", "occ_24"):
            found = alone.metrics[name]
            for part in numbers_of(name):
                value = getattr(found, part)
                if value is None:
                    assert pd.isna(row[f"{name}_{part}"])
                else:
                    assert row[f"{name}_{part}"] == value, (name, part)


def test_every_file_says_where_it_comes_from(swept: Path) -> None:
    manifest = json.loads((swept / "manifest.json").read_text())
    assert manifest["entropy"] == 9
    assert set(manifest["scenario"]["files"]) == {
        "scenarios/freedman.toml",
        "scenarios/as-written/freedman.toml",
        "scenarios/base.toml",
    }
    assert manifest["design"]["axes"][1] == {
        "name": "aid_us",
        "low": 0.0,
        "high": 0.0,
        "number": 5,
        "choices": ["cut", "surge"],
        "month": 3,
        "log": False,
        "whole": False,
    }
    for path in (swept / "points").iterdir():
        note = note_of(path)
        assert note is not None
        assert note["entropy"] == 9
        assert note["version"] == manifest["version"]
        assert note["scenario"]["files"] == manifest["scenario"]["files"]


def test_every_column_is_labelled(swept: Path) -> None:
    labels = json.loads((swept / "manifest.json").read_text())["columns"]
    table = pd.read_parquet(swept / "points")
    assert list(labels) == list(table.columns)
    assert all(label["meaning"] for label in labels.values())


def test_columns_and_labels_agree() -> None:
    design, _ = asked(Typed("person", ["stake.indivisible=0,1"]), DEFAULT)
    names = sweep_names(["occ_7"], 12)
    assert list(all_columns(design.axes, names)) == list(column_labels(design.axes, names))
    assert "occ_7" in names
    assert "ended_by_24" not in names


def test_a_failed_point_is_a_row_with_its_error(tmp_path: Path, simulator: Command) -> None:
    # Where A holds more than it wants, the war would be over before it began.
    words = ("--vary", "front.occ0=0.1,0.4", "--vary", "front.victory_at=0.2,0.9")
    out = str(tmp_path / "f")
    status, _, err = simulator("sweep", "person", *words, "-n", "8", "--months", "6", "--out", out)
    assert status == 0
    assert err.startswith("1 of 4 points could not be played")
    table = pd.read_parquet(tmp_path / "f" / "points")
    (row,) = table[table["error"].notna()].to_dict("records")
    assert (row["front.occ0"], row["front.victory_at"]) == (0.4, 0.2)
    assert "the war would be over before it began" in row["error"]
    assert pd.isna(row["T_end_restricted_mean"])
    assert table["T_end_restricted_mean"].notna().sum() == 3


def test_a_sweep_of_nothing_but_failures_is_a_failure(tmp_path: Path, simulator: Command) -> None:
    words = ("--set", "front.occ0=0.4", "--vary", "front.victory_at=0.2,0.3")
    status, _, err = simulator("sweep", "person", *words, "-n", "2", "--out", str(tmp_path / "f"))
    assert status in (1, 2)
    assert "the war would be over before it began" in err


def test_whatever_a_point_runs_into_is_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    design, scenario = asked(
        Typed("person", ["stake.indivisible=0,0.5,1"], replications="4", months="6"), DEFAULT
    )
    made = plan(design, scenario)

    def breaks(world, *more):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN202
        if world.values["stake.indivisible"] == 0.5:
            raise ZeroDivisionError("by nought\nin two lines")
        return some_wars(world, *more)

    monkeypatch.setattr("simulator.run.sweep.part.some_wars", breaks)
    with open_sweep(tmp_path, made.manifest, made.job.parts, False, write_whole) as folder:
        play_missing(made.job, folder)
        found = seen(folder, design.axes, "T_end_restricted")
    assert found.failed == 1
    assert found.first_error == "by nought; in two lines"
    assert len(found.mean) == 2


def test_want_of_memory_stops_the_sweep_and_leaves_no_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    design, scenario = asked(Typed("person", ["stake.indivisible=0,1"], months="6"), DEFAULT)
    made = plan(design, scenario)

    def breaks(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("simulator.run.sweep.part.some_wars", breaks)
    with (
        open_sweep(tmp_path, made.manifest, made.job.parts, False, write_whole) as folder,
        pytest.raises(MemoryError),
    ):
        play_missing(made.job, folder)
    assert folder.missing() == [0, 1]


def test_a_dry_run_plays_nothing_and_is_about_right(tmp_path: Path, simulator: Command) -> None:
    words = ("sweep", "person", "--vary", "stake.indivisible=0:1:9", "-n", "30", "--months", "12")
    status, out, _ = simulator(*words, "--dry-run", "--json", "--out", str(tmp_path / "d"))
    assert status == 0
    assert not (tmp_path / "d").exists()
    told = json.loads(out)
    assert (told["points"], told["wars"], told["parts"]) == (9, 270, 9)
    assert simulator(*words, "--out", str(tmp_path / "d"))[0] == 0
    size = sum(path.stat().st_size for path in (tmp_path / "d" / "points").iterdir())
    assert told["bytes"] == pytest.approx(size, rel=0.05)
    assert told["seconds"] > 0.0


@pytest.mark.parametrize(
    ("kind", "points", "told"),
    [
        ("sobol", "5", "--points: 5 is no power of 2, so the Sobol' points are not balanced - "),
        ("sobol", "8", ""),
        ("lhs", "5", ""),
    ],
)
def test_sobol_points_that_are_not_balanced_are_played_with_a_warning(
    simulator: Command, kind: str, points: str, told: str
) -> None:
    words = ("sweep", "freedman", "--vary", "guarantee=0:1", "-n", "1", "--months", "2")
    status, out, err = simulator(*words, "--design", kind, "--points", points, "--dry-run")
    assert status == 0
    assert out.startswith(f"{points} points")
    warnings = [line for line in err.splitlines() if "power" in line]
    assert warnings == ([f"{told}write 4 or 8"] if told else [])


def test_forts_are_swept_by_the_reference_engine_or_refused(
    tmp_path: Path, simulator: Command
) -> None:
    status, _, err = simulator(
        "sweep", "textbook/wagner-line", "--vary", "stake.indivisible=0,1", "--out", str(tmp_path)
    )
    assert status == 2
    assert "must be 'scenario'" in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--vary", "stake.indivisible=0:1"), "--out: must be given"),
        (("--vary", "stake.indivisible=0:1", "--workers", "0"), "--workers: must be"),
        (("--vary", "stake.indivisible=0:1", "--metric", "x"), "--metric: x: must be a metric"),
        (("--vary", "stake.indivisible=0:1", "--show", "x"), "--metric: x: must be a metric"),
    ],
)
def test_mistakes_are_told(words: tuple[str, ...], told: str, simulator: Command) -> None:
    more = () if "--out" in told else ("--out", "never-made")
    status, _, err = simulator("sweep", "person", *words, *more)
    assert status == 2
    assert told in err
    assert not Path("never-made").exists()


def test_what_pairs_need_is_kept_and_gives_what_a_contrast_gives(
    tmp_path: Path, simulator: Command
) -> None:
    words = ("sweep", "base", "--vary", "guarantee=0,1", "--vary", "stake.indivisible=0.2,0.8")
    out = tmp_path / "out"
    status, _, err = simulator(
        *words, "-n", "30", "--months", "18", "--paired", "--out", str(out), "--workers", "2"
    )
    assert (status, err) == (0, "")
    points = pd.read_parquet(out / "points").set_index("point")
    effects = pd.read_csv(out / "effects.csv").set_index(["metric", "point"])
    (against,) = effects["against"].unique()
    assert points.loc[against, ["guarantee", "stake.indivisible"]].tolist() == [0.0, 0.2]
    for point, row in points.iterrows():
        wars = np.stack(
            [row["T_end_restricted_wars"], points.loc[against, "T_end_restricted_wars"]]
        )
        assert wars[0].mean() == pytest.approx(row["T_end_restricted_mean"])
        sets = {"stake.indivisible": float(row["stake.indivisible"])}
        levers = parse_levers([f"guarantee={row['guarantee']:g}"])
        treatment = Arm(with_values(load_scenario("base"), sets), levers)
        control = Arm(
            with_values(load_scenario("base"), {"stake.indivisible": 0.2}),
            parse_levers(["guarantee=0"]),
        )
        names = ["T_end_restricted", "ended_by_12", "removed_A"]
        pair = contrast(control, treatment, 30, 0, 18, names).effects
        for name in names:
            mine, theirs = effects.loc[(name, point)], pair[name]
            assert mine["effect"] == pytest.approx(theirs.effect, abs=1e-12), name
            assert theirs.ci95 is not None
            assert (mine["low"], mine["high"]) == pytest.approx(theirs.ci95, abs=1e-12), name
            assert mine["wars"] == theirs.n
    # Without being asked, nothing of the kind is kept.
    plain = tmp_path / "plain"
    simulator(*words, "-n", "3", "--months", "6", "--out", str(plain))
    assert not [name for name in pd.read_parquet(plain / "points") if name.endswith("_wars")]
    assert not (plain / "effects.csv").exists()
