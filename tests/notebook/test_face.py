"""What a notebook does: `import simulator`, five lines, and everything that comes back."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from told import Command

import simulator as ws
from simulator.show.notebook.scenario_in_hand import Scenario
from simulator.show.notebook.wars_in_hand import Ensemble, War

mpl.use("agg")
ROOT = Path(__file__).resolve().parents[2]
PROMISED = (
    *("load", "compare", "complete", "solve", "verify", "parameters", "levers", "metrics"),
    *("SimulatorError", "__version__"),
)


@pytest.fixture(scope="module")
def person() -> Scenario:
    return ws.load("person")


@pytest.fixture(scope="module")
def wars(person: Scenario) -> Ensemble:
    def worst(war: War) -> float:
        return float(war.series["casualties_A"].max())

    def length(war: War) -> float:
        return float("nan") if war.T_end is None else war.T_end

    return person.run(40, seed=2, months=24, reporters={"worst": worst, "length": length})


def test_every_name_is_there_and_typed() -> None:
    assert set(PROMISED) <= set(ws.__all__)
    assert set(ws.__all__) <= set(dir(ws))
    stub = ast.parse((ROOT / "simulator" / "__init__.pyi").read_text())
    typed = {
        alias.asname
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert typed | {"__version__"} == set(ws.__all__)
    for name in ws.__all__:
        assert getattr(ws, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'forecast'"):
        getattr(ws, "forecast")  # noqa: B009  # a name that mypy would refuse


def test_the_import_loads_nothing_heavy_and_is_quick() -> None:
    code = (
        "import sys, time\nbegan = time.perf_counter()\nimport simulator\n"
        "took = time.perf_counter() - began\n"
        "heavy = {'numpy', 'numba', 'pandas', 'pyarrow', 'matplotlib', 'mesa', 'typer'}\n"
        "print(took < 0.3, sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.split() == ["True", "[]"]


def test_the_readme_s_first_example_runs() -> None:
    """Fewer wars, and everything else as it stands there."""
    text = (ROOT / "README.md").read_text()
    example = re.search(r"```python\n(.*?)```", text, re.S)
    assert example is not None
    lines = [line for line in example[1].splitlines() if line]
    assert len(lines) == 5
    given: dict[str, object] = {}
    exec(re.sub(r"run\(\d+", "run(8", re.sub(r"n=\d+", "n=8", example[1])), given)  # noqa: S102
    assert isinstance(given["wars"], Ensemble)


def test_a_run_is_that_of_the_command_line(wars: Ensemble, simulator: Command) -> None:
    words = ("run", "person", "-n", "40", "--entropy", "2", "--months", "24", "--json")
    told = json.loads(simulator(*words)[1])
    table = wars.table()
    for name, numbers in told["metrics"].items():
        mean = numbers["mean"]
        assert (mean is None and np.isnan(table.loc[name, "mean"])) or mean == table.loc[
            name, "mean"
        ]
    ends = wars.endings()["share"]
    assert ends.to_dict() == told["end_mode"]
    assert ends.sum() == pytest.approx(1.0)


def test_rows_months_and_reporters(wars: Ensemble) -> None:
    rows, months = wars.wars(), wars.months()
    assert len(rows) == 40
    assert len(months) == 40 * 25
    assert rows["replication"].tolist() == list(range(40))
    worst = months.groupby("replication")["casualties_A"].max()
    np.testing.assert_array_equal(worst.to_numpy(), rows["worst"].to_numpy())
    pd.testing.assert_series_equal(rows["length"], rows["T_end"], check_names=False)
    table = wars.table()
    assert table.loc["worst", "mean"] == pytest.approx(rows["worst"].mean())
    assert table.loc["length", "n"] == rows["T_end"].notna().sum()
    states = months.set_index(["replication", "month"])
    last = states.xs(24, level="month")["occ"]
    assert last.mean() == pytest.approx(table.loc["occ_24", "mean"])


def test_arrays_carry_units_and_the_same_numbers(wars: Ensemble) -> None:
    curves, each = wars.to_xarray(), wars.to_xarray(every_war=True)
    assert dict(each.sizes) == {"replication": 40, "month": 25}
    mean = curves["occ"].sel(statistic="mean").to_numpy()
    np.testing.assert_allclose(each["occ"].mean("replication").to_numpy(), mean, rtol=1e-12)
    assert curves["occ"].attrs["units"] == "share of D's territory"
    assert "entropy 2" in curves.attrs["source"]
    np.testing.assert_allclose(curves["share"].sum("end_mode").to_numpy(), 1.0)


def test_what_a_notebook_shows(wars: Ensemble) -> None:
    html = wars._repr_html_()
    assert html.startswith("<p><b>Person")
    assert "T_end_restricted" in html
    assert "entropy 2" in html
    assert "settlement" in repr(wars)


def test_plots_are_axes_that_show_the_numbers(wars: Ensemble) -> None:
    import matplotlib.pyplot as plt
    from matplotlib.axes import Axes

    axes = wars.plot("occ")
    assert isinstance(axes, Axes)
    line = axes.get_lines()[0]
    np.testing.assert_array_equal(line.get_ydata(), wars.outcome.curves["occ"].q50)
    mine = plt.figure().add_subplot()
    assert wars.plot(ax=mine) is mine
    with pytest.raises(ws.SimulatorError, match="metric: occ_12: must be a state metric"):
        wars.plot("occ_12")
    plt.close("all")


def test_nothing_is_changed_in_place(person: Scenario) -> None:
    other = person.set({"commit.rearm_A": 0.6}).pull("guarantee=0.8@6")
    assert "commit.rearm_A=0.6" in repr(other)
    assert "guarantee=0.8@6" in repr(other)
    assert person.levers == ()
    assert person.world.values["commit.rearm_A"] != 0.6
    again = other.pull("guarantee=0.3@6")
    assert [lever.value for lever in again.levers] == ["0.3"]
    spread = person.set({"commit.rearm_A": {"low": 0.1, "high": 0.2}})
    assert spread.world.values["commit.rearm_A"].high == 0.2  # type: ignore[union-attr]


def test_a_contrast_is_that_of_the_command_line(person: Scenario, simulator: Command) -> None:
    words = ("contrast", "person", "--lever", "guarantee=0.8", "-n", "30", "--json")
    told = json.loads(simulator(*words)[1])["effects"]
    found = person.contrast(lever="guarantee=0.8", n=30)
    table = found.table()
    for name, effect in told.items():
        mine = table.loc[name, "effect"]
        assert mine == effect["effect"] or (effect["effect"] is None and np.isnan(mine))
    low, high = told["recur"]["ci95"]
    assert table.loc["recur", ["low", "high"]].tolist() == [low, high]
    assert len(found.plot(metrics=["recur"]).get_lines()) > 0
    pulled = person.pull("guarantee=0.8").contrast(person, n=30)
    assert pulled.table().equals(table)


def test_one_war(person: Scenario) -> None:
    trace = person.trace(3, seed=2, months=24)
    rows = person.run(4, seed=2, months=24).months()
    mine = rows[rows["replication"] == 3].reset_index(drop=True)
    np.testing.assert_array_equal(trace.table()["occ"].to_numpy(), mine["occ"].to_numpy())
    assert {"value_A", "refuse_A"} <= set(trace.talks().columns)
    assert "war 3" in trace.story()
    assert len(trace.plot(["occ"]).get_lines()) == 1


def test_a_sweep_is_ordinary_runs_and_gives_paired_effects(
    person: Scenario, tmp_path: Path
) -> None:
    swept = person.sweep({"guarantee": [0, 1]}, n=24, months=24, out=str(tmp_path / "s"))
    table = swept.table()
    assert table.reset_index().equals(
        pd.read_parquet(tmp_path / "s" / "points")[[*table.reset_index()]]
    )
    ends = {row["guarantee"]: row["T_end_restricted_mean"] for _, row in table.iterrows()}
    alone = person.pull("guarantee=1").run(24, months=24).table()
    assert ends[1] == alone.loc["T_end_restricted", "mean"]
    at = {row["guarantee"]: point for point, row in table.iterrows()}
    effects = swept.effects("recur", against=at[0])
    pair = person.contrast(lever="guarantee=1", n=24, months=24).table()
    assert effects.loc[at[1], "effect"] == pytest.approx(pair.loc["recur", "effect"])
    assert effects.loc[at[0], "effect"] == 0.0
    assert dict(swept.to_xarray().sizes) == {"guarantee": 2}


def test_a_game_and_the_tables() -> None:
    assert ws.solve("textbook/fearon-range").offer == pytest.approx(0.8)
    assert ws.solve("textbook/fearon-range").table().loc[(1, 0), "war"] == np.False_
    assert {"unit", "meaning", "source"} <= set(ws.parameters().columns)
    assert "guarantee" in ws.levers().index
    assert "recur_guarantor_left" in ws.metrics().index
    checked = ws.verify("F95-range", progress=False)
    assert checked.passed
    assert "F95-range" in checked.table().index[0]


def test_claims_are_those_of_the_command_line() -> None:
    found = ws.compare("menon", n=10, quick=True, own_date=True, progress=False)
    table = found.table()
    assert set(table["author"]) == {"menon"}
    assert set(table["verdict"]) <= {
        *("supported", "too small", "contradicted", "inconclusive", "untestable", "restates")
    }


def test_what_would_have_to_be_true(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_SCREENED", "_TRIED", "_DECIDED"):
        monkeypatch.setattr(f"simulator.claims.complete.stages.{name}", 16)
    found = ws.complete("strategypage", n=10, budget=1, progress=False)
    assert list(found.table().columns)[:3] == ["kind", "prior", "low"]
    assert len(found.claims()) == 10
    assert found.table()["bits"].sum() == pytest.approx(found.found.bits)


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        (lambda: ws.complete("persn", budget=0), "--budget: must be a whole number"),
        (lambda: ws.complete("persn"), "persn: no such author"),
        (lambda: ws.load("persn"), "persn: no such scenario or file"),
        (lambda: ws.load("person").run(0), r"-n: must be a whole number in \[1, 1000000\]"),
        (lambda: ws.load("person").run(5, engine="x"), "--engine: must be ensemble or mesa"),
        (lambda: ws.load("person").run(5, metrics="occc_3"), "--metric: occc_3: must be a metric"),
        (lambda: ws.load("person").set({"x": 1}), "--set: x: no such path"),
        (lambda: ws.load("person").pull("x=1"), "--lever: x: no such lever"),
        (lambda: ws.load("person").pull("talks=1@90").run(5), "--lever: talks: its month must"),
        (lambda: ws.load("person").contrast(n=5), "treatment and control are the same"),
        (lambda: ws.load("person").sweep("guarantee", n=5), "--vary: must be NAME=LO:HI"),
        (lambda: ws.load("person").sweep([], n=5), "--vary: needs at least one axis"),
        (lambda: ws.compare("nobody"), "AUTHOR: nobody: no such author"),
        (lambda: ws.verify("nothing"), "--only: must be the id of a result"),
    ],
)
def test_mistakes_are_the_lines_of_the_command_line(wrong: object, line: str) -> None:
    assert callable(wrong)
    with pytest.raises(ws.SimulatorError, match=line):
        wrong()


def test_who_is_told_how_far_it_is(person: Scenario) -> None:
    heard: list[tuple[int, int]] = []
    person.run(10, months=12, progress=lambda done, of: heard.append((done, of)))
    assert heard[-1] == (10, 10)
