"""A row a war, a row a war and month: what is in them, and that files are whole and the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from fake_wars import fake_war
from told import Command

from simulator.files.scenario import load_scenario
from simulator.model.draw import draw
from simulator.model.metrics.catalogue import STATES
from simulator.model.metrics.per_war import Wars, wars_of
from simulator.model.records import Range
from simulator.run.ensemble import run_wars, some_wars
from simulator.run.rows.row_columns import drawn_parameters, month_columns, war_columns
from simulator.run.rows.table_file import table_file

FIRST = (
    *("scenario", "entropy", "replication", "months", "T_end", "censored", "end_mode"),
    *("chosen_by_A", "winner", "resumed_after", "resume_censored", "resume_cause"),
    *("removed_A_month", "removed_D_month"),
)
N, MONTHS = 70, 24


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from typer.testing import CliRunner

    from simulator.cli import app

    folder = tmp_path_factory.mktemp("rows")
    for ending in ("parquet", "csv"):
        words = ["run", "person", "-n", str(N), "--entropy", "3", "--months", str(MONTHS)]
        files = ["--wars", f"{folder}/wars.{ending}", "--months", f"{folder}/months.{ending}"]
        result = CliRunner().invoke(app, [*words, *files])
        assert result.exit_code == 0, result.output
    return folder


def test_a_row_a_war_says_what_the_war_was(written: Path) -> None:
    table = pd.read_parquet(written / "wars.parquet")
    scenario = load_scenario("person")
    assert tuple(table.columns) == (*FIRST, *drawn_parameters(scenario))
    assert table["replication"].tolist() == list(range(N))
    assert set(table["scenario"]) == {"person"}
    assert set(table["entropy"]) == {3}
    wars = some_wars(scenario, 3, range(N), MONTHS)
    over = wars.end_month <= MONTHS
    assert (table["censored"].to_numpy() == ~over).all()
    assert table["T_end"].isna().to_numpy().tolist() == (~over).tolist()
    assert table["T_end"].dropna().tolist() == wars.end_month[over].tolist()
    for k in (0, 17, N - 1):
        values = draw(scenario, 3, k, MONTHS).values
        for path in drawn_parameters(scenario):
            assert table.loc[k, path] == values[path], path
    assert all(isinstance(scenario.values[path], Range) for path in drawn_parameters(scenario))


def test_rows_agree_with_the_outcome_of_the_run(written: Path) -> None:
    table = pd.read_parquet(written / "wars.parquet")
    outcome = run_wars(load_scenario("person"), N, 3, MONTHS)
    counts = table["end_mode"].value_counts()
    assert {name: int(counts.get(name, 0)) for name in outcome.end_mode} == {
        name: share.count for name, share in outcome.end_mode.items()
    }
    restricted = table["T_end"].fillna(MONTHS).mean()
    assert restricted == pytest.approx(outcome.metrics["T_end_restricted"].mean)
    removed = table["removed_A_month"].notna().mean()
    assert removed == pytest.approx(outcome.metrics["removed_A"].mean)


def test_a_row_a_month_has_every_state(written: Path) -> None:
    table = pd.read_parquet(written / "months.parquet")
    assert list(table.columns[:3]) == ["replication", "month", "phase"]
    assert set(table.columns) == {"replication", "month", *STATES}
    assert len(table) == N * (MONTHS + 1)
    wars = some_wars(load_scenario("person"), 3, range(N), MONTHS)
    for name in ("occ", "belief_A_win", "phase"):
        mine = table[name].to_numpy().reshape(N, MONTHS + 1)
        np.testing.assert_array_equal(mine, wars.state(name))


@pytest.mark.parametrize("name", ["wars", "months"])
def test_csv_says_the_same_to_the_last_digit(written: Path, name: str) -> None:
    text = pd.read_csv(written / f"{name}.csv", float_precision="round_trip")
    table = pd.read_parquet(written / f"{name}.parquet")
    assert list(text.columns) == list(table.columns)
    for column in table.columns:
        mine, theirs = table[column].astype(object), text[column].astype(object)
        known = mine.notna()
        assert (known == theirs.notna()).all(), column
        assert (mine[known] == theirs[known]).all(), column


def test_ends_and_causes_by_hand() -> None:
    wars = wars_of(range(40), [fake_war(k) for k in range(40)], 60)
    columns = war_columns(wars, load_scenario("base"), 0)
    for k in range(40):
        war = fake_war(k)
        ended = war.end_mode > 0 and war.end_month <= 60
        again = ended and 0 <= war.resumed_month <= 60
        assert bool(columns["censored"].values[k]) is not ended
        assert bool(columns["resume_censored"].values[k]) is not again
        known = columns["resumed_after"].known
        assert known is not None
        assert bool(known[k]) is again
        if again:
            assert columns["resumed_after"].values[k] == war.resumed_month - war.end_month
            cause = columns["resume_cause"]
            assert cause.words[int(cause.values[k])] != "none"


def runs(wars: Wars, low: int, high: int) -> Wars:
    """Some of the wars."""
    rows = slice(low, high)
    fields = {name: getattr(wars, name)[rows] for name in Wars.__slots__}
    return Wars(**fields)


def test_chunks_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    wars = some_wars(load_scenario("base"), 0, range(50), 12)
    cuts = {"a": [(0, 50)], "b": [(30, 50), (0, 7), (7, 30)], "c": [(k, k + 1) for k in range(50)]}
    for name, chunks in cuts.items():
        with table_file(str(tmp_path / f"{name}.parquet"), month_columns, {}) as file:
            for low, high in chunks:
                file.add(runs(wars, low, high))
    contents = {(tmp_path / f"{name}.parquet").read_bytes() for name in cuts}
    assert len(contents) == 1


def test_blocks_are_written_as_they_fill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.run.rows.table_file._BLOCK", 100)
    wars = some_wars(load_scenario("base"), 0, range(50), 12)
    with table_file(str(tmp_path / "m.parquet"), month_columns, {"entropy": 0}) as file:
        for k in range(50):
            file.add(runs(wars, k, k + 1))
            # No more waits than a block and the war that overflowed it.
            assert file.waiting < 100
    told = pq.ParquetFile(tmp_path / "m.parquet")
    sizes = [told.metadata.row_group(k).num_rows for k in range(told.num_row_groups)]
    assert sizes == [100] * 6 + [50]
    assert json.loads(told.schema_arrow.metadata[b"simulator"]) == {"entropy": 0}


def test_writing_rows_does_not_load_pandas(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom simulator.cli.commands.run import run\n"
        f"run('base', 3, 0, 6, [], [], 'ensemble', [], True, None, {str(tmp_path / 'w.csv')!r},"
        f" {str(tmp_path / 'm.parquet')!r})\n"
        "sys.stderr.write(str('pandas' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stderr.endswith("False")


def test_a_run_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> None:
        with table_file(str(tmp_path / "w.parquet"), month_columns, {}) as file:
            file.add(some_wars(load_scenario("base"), 0, range(3), 12))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert list(tmp_path.iterdir()) == []


def test_all_mistakes_at_once_and_before_the_war(simulator: Command, tmp_path: Path) -> None:
    words = ("--wars", "x.txt", "--months", f"{tmp_path}/no/m.csv", "--months", "0")
    status, out, err = simulator("run", "base", *words)
    assert (status, out) == (2, "")
    told = err.splitlines()
    assert [line.split(":")[0] for line in told] == ["--months", "--wars", "--months"]
    assert "must end in .parquet or .csv (got 'x.txt')" in told[1]
    assert "its folder must be there" in told[2]
    same = f"{tmp_path}/w.csv"
    assert (
        "another file than that of --wars"
        in simulator("run", "base", "--wars", same, "--months", same)[2]
    )
