"""What is recorded: typed figures that load, hang together, and are refused in plain words."""

from __future__ import annotations

import shutil
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.errors import BadInput
from simulator.files.recorded import (
    load_war_record,
    load_wars_record,
    month_number,
    month_text,
)
from simulator.files.tables import write_toml
from simulator.places import data_folder

FOLDER = data_folder("seeds") / "record"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The folder of the record, to be spoilt."""
    return Path(shutil.copytree(FOLDER, tmp_path / "record"))


def refused(path: Path) -> list[str]:
    with pytest.raises(BadInput) as error:
        load_war_record(str(path))
    return [str(mistake) for mistake in error.value.mistakes]


def test_the_record_of_the_war() -> None:
    record = load_war_record()
    assert month_text(record.began) == "2022-02"
    assert month_text(record.through) == "2026-02"
    assert len(record.months) == len(record.held) == len(record.fighting) == 49
    assert all(record.fighting)
    assert set(record.files) == {"seeds/record/war.toml", "seeds/record/months.csv"}
    # Shares as published: 19.05 % in September, 19.09 % in October 2025, 18.04 % in May 2024.
    for month, share in (("2025-09", 0.1905), ("2025-10", 0.1909), ("2024-05", 0.1804)):
        held = record.held[month_number(month) - record.began]
        assert held == pytest.approx(share, abs=5e-5)


def test_the_survey_changes_where_the_two_agree() -> None:
    record = load_war_record()
    change = month_number("2024-07") - record.began
    assert record.held[change] * record.territory_km2 == pytest.approx(109_489)
    assert record.held[change - 1] * record.territory_km2 == pytest.approx(108_922)
    # No month from 2023 on moves a quarter of a point, the change of survey included.
    assert np.abs(np.diff(record.held[11:])).max() < 0.0025


def test_the_record_of_wars() -> None:
    record = load_wars_record()
    assert record.wars == 95
    assert sum(each.wins + each.losses + each.draws for each in record.initiators) == 87
    assert [each.low for each in record.hazards] == [
        0.0,
        *(each.high for each in record.hazards[:-1]),
    ]


def test_hazards_and_survivors_of_the_wars_agree() -> None:
    """Two counts of the same wars: the product of the hazards is the share that outlasts."""
    record = load_wars_record()
    for months, share in record.outlasting.items():
        alive = 1.0
        for each in record.hazards:
            alive *= (1.0 - each.monthly) ** max(min(each.high, months) - each.low, 0.0)
        # The one counts whole months and the other days: within three of the 95 wars.
        assert alive == pytest.approx(share, abs=3.0 / record.wars), months


@given(year=st.integers(0, 9999), month=st.integers(1, 12))
def test_months_read_back(year: int, month: int) -> None:
    text = f"{year:04d}-{month:02d}"
    assert month_text(month_number(text)) == text


def test_every_mistake_of_the_file_at_once(copy: Path) -> None:
    path = copy / "war.toml"
    text = path.read_text().replace('through = "2026-02"', 'through = "2026-13"')
    text = text.replace("territory_km2 = 603628", "territory_km2 = 0").replace('truce = ""', "")
    path.write_text(text + "\n[weather]\nrain = 1\n")
    told = refused(path)
    assert len(told) == 4
    for part in ("through: must be a month", "territory_km2", "events.truce", "weather: no such"):
        assert any(part in line for line in told), part
    assert all("- " in line for line in told)


def test_every_mistake_of_the_table_at_once(copy: Path) -> None:
    table = copy / "months.csv"
    rows = table.read_text().splitlines()
    del rows[5]
    rows[10] = rows[10].replace(",yes,", ",maybe,")
    rows[20] = rows[20].split(",")[0] + ",yes,much,"
    table.write_text("\n".join(rows) + "\n")
    told = refused(copy / "war.toml")
    assert [line.split(": ")[1] for line in told] == ["row[9].fighting", "row[19].liveuamap_km2"]
    rows[10] = rows[10].replace(",maybe,", ",yes,")
    rows[20] = rows[20].replace("much", "")
    rows.pop()
    table.write_text("\n".join(rows) + "\n")
    told = refused(copy / "war.toml")
    assert "row[4].month: must be 2022-06" in told[0]
    assert "row[19].liveuamap_km2: must be there" in told[1]
    assert "must end with 2026-02" in told[2]


def test_more_land_than_there_is_cannot_be_held(copy: Path) -> None:
    table = copy / "months.csv"
    table.write_text(table.read_text().replace("116586", "700000"))
    assert "at most the territory of 603628 km2 (got 700000)" in refused(copy / "war.toml")[0]


def test_a_table_that_is_not_there(copy: Path) -> None:
    (copy / "months.csv").unlink()
    assert "months.csv: cannot be read: No such file or directory" in refused(copy / "war.toml")[0]


def test_a_remark_in_the_wrong_place_is_the_only_mistake(tmp_path: Path) -> None:
    """Whoever counted lengths alone has written a sound record, and hears of the slip alone."""
    text = (
        'kind = "wars"\ntitle = "Three wars and a remark"\n[durations]\nsource = "invented"\n'
        "wars = 95\nmedian_months = 5.0\nweibull_shape = 0.7\nweibull_shape_ci95 = [0.6, 0.8]\n"
        "[[hazard]]\nlow = 0\nhigh = 12\nmonthly = 0.1\n"
    )
    path = tmp_path / "wars.toml"
    path.write_text(text)
    record = load_wars_record(str(path))
    assert (record.initiators, record.failures, dict(record.outlasting)) == ((), (), {})
    path.write_text(text + 'note = "a remark in the wrong place"\n')
    with pytest.raises(BadInput) as error:
        load_wars_record(str(path))
    (mistake,) = error.value.mistakes
    assert "hazard[0].note: no such key - allowed: low, high, monthly" in str(mistake)


def test_lengths_without_a_decided_war_are_refused(copy: Path) -> None:
    path = copy / "wars.toml"
    row = "\n[[initiator]]\nlow = 900\nhigh = 1000\nwins = 0\nlosses = 0\ndraws = 2\n"
    path.write_text(path.read_text() + row)
    with pytest.raises(BadInput, match="wins and losses must not both be 0"):
        load_wars_record(str(path))


@pytest.mark.parametrize("name", ["war", "wars"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_whatever_is_written_loads_or_is_refused(
    name: str, copy: Path, data: st.DataObject
) -> None:
    """A field replaced by anything TOML can say never ends in another error."""
    table: Any = tomllib.loads((FOLDER / f"{name}.toml").read_text())
    inner = table
    while isinstance(inner, dict | list):
        key = data.draw(st.sampled_from(sorted(inner) if isinstance(inner, dict) else [0]))
        if not isinstance(inner[key], dict | list) or data.draw(st.booleans()):
            inner[key] = data.draw(
                st.one_of(
                    st.integers(-(10**6), 10**6),
                    st.floats(allow_nan=True, allow_infinity=True),
                    st.text(max_size=8),
                    st.booleans(),
                )
            )
            break
        inner = inner[key]
    path = copy / f"{name}.toml"
    try:
        path.write_text(write_toml_of_lists(table))
    except (UnicodeEncodeError, ValueError):
        return
    load = load_war_record if name == "war" else load_wars_record
    with suppress(BadInput):
        load(str(path))


def write_toml_of_lists(table: dict[str, Any]) -> str:
    """`write_toml` for a table whose lists may hold tables."""
    plain = {key: value for key, value in table.items() if not _tables(value)}
    text = write_toml(plain)
    for key, value in table.items():
        if _tables(value):
            text += "".join(f"\n[[{key}]]\n{write_toml(row)}" for row in value)
    return text


def _tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)
