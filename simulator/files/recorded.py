"""What is recorded of the war and of other wars: read, checked, all mistakes at once.

The files are in `seeds/record/`. They are what forecasts and ensembles are compared with, so the
model must not read them; an import contract holds that.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from pydantic import BaseModel, ValidationError

from simulator.errors import BadInput, Mistake, code_point, harmful
from simulator.files.find import shown
from simulator.files.game_complaints import game_mistakes
from simulator.files.read import content_of, read, text_of_bytes
from simulator.files.record_model import MonthTable, RecordFile, WarsFile
from simulator.model.records import Floats
from simulator.places import data_folder


@dataclass(frozen=True, slots=True)
class WarRecord:
    """One war, month by month, as recorded.

    Attributes:
        title: One line for a reader.
        began: Its first month [months since year 0].
        months: Every month recorded, without a gap [months since year 0].
        fighting: Whether there was large-scale fighting in each.
        held: Share of D's territory that A held at the end of each [0-1].
        territory_km2: The whole of D's territory [km2].
        events: Event to the month in which it first happened; None when it had not by the end.
        files: Content hash of each file read [16 hex digits].
    """

    title: str
    began: int
    months: tuple[int, ...]
    fighting: tuple[bool, ...]
    held: Floats
    territory_km2: float
    events: Mapping[str, int | None]
    files: Mapping[str, str]

    @property
    def through(self) -> int:
        """The last month recorded [months since year 0]."""
        return self.months[-1]


@dataclass(frozen=True, slots=True)
class Hazard:
    """Chance that a war ends in a month, from an age of `low` to one of `high` months."""

    low: float
    high: float
    monthly: float


@dataclass(frozen=True, slots=True)
class Initiator:
    """How initiators fared in wars that lasted from `low` to `high` months."""

    low: float
    high: float
    wins: int
    losses: int
    draws: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Share of ends after which fighting was renewed within five years, in one sample."""

    end: str
    sample: str
    number: int
    five_years: float
    source: str


@dataclass(frozen=True, slots=True)
class WarsRecord:
    """Base rates of wars and of peace.

    Attributes:
        title: One line for a reader.
        source: Where durations, hazards and initiators are from.
        wars: How many wars they are counted over.
        median_months: Their median length [months].
        weibull_shape: Shape of the length's distribution, with its 95 per cent interval; below 1
            the hazard of ending falls.
        hazards: By age, without a gap from 0.
        outlasting: Months to the share of wars that last longer; empty where nobody counted.
        initiators: By length; empty where nobody counted.
        failures: By kind of end and sample; empty where nobody counted.
        files: Content hash of the file [16 hex digits].
    """

    title: str
    source: str
    wars: int
    median_months: float
    weibull_shape: tuple[float, float, float]
    hazards: tuple[Hazard, ...]
    outlasting: Mapping[float, float]
    initiators: tuple[Initiator, ...]
    failures: tuple[Failure, ...]
    files: Mapping[str, str]


def month_number(text: str) -> int:
    """A month, YYYY-MM, as months since year 0.

    >>> month_number("2025-10") - month_number("2024-06")
    16
    """
    year, _, month = text.partition("-")
    return int(year) * 12 + int(month) - 1


def month_text(number: int) -> str:
    """The reverse.

    >>> month_text(month_number("2026-02"))
    '2026-02'
    """
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def load_war_record(path: str | None = None) -> WarRecord:
    """The record of the war, with the monthly figures in the table that it names.

    Args:
        path: The file; `seeds/record/war.toml` when None.

    Raises:
        BadInput: Every mistake in it, or else every mistake in its table.
    """
    place = Path(path) if path is not None else data_folder("seeds") / "record" / "war.toml"
    table, digest = read(place)
    said = _checked(RecordFile, table, shown(place))
    rows, months_digest, where = _rows(place.parent / said.months)
    months = _checked(MonthTable, {"row": rows}, where)
    mistakes = _gaps(months, said, where)
    if mistakes:
        raise BadInput(*mistakes)
    change = month_number(said.deepstate_from)
    numbers = tuple(month_number(row.month) for row in months.row)
    area = [
        row.deepstate_km2 if number >= change else row.liveuamap_km2
        for number, row in zip(numbers, months.row, strict=True)
    ]
    return WarRecord(
        title=said.title,
        began=month_number(said.began),
        months=numbers,
        fighting=tuple(row.fighting == "yes" for row in months.row),
        held=np.array(area, dtype=np.float64) / said.territory_km2,
        territory_km2=said.territory_km2,
        events=MappingProxyType(
            {
                name: month_number(month) if month else None
                for name, month in said.events.model_dump().items()
            }
        ),
        files=MappingProxyType({shown(place): digest, where: months_digest}),
    )


def load_wars_record(path: str | None = None) -> WarsRecord:
    """The base rates of wars.

    Args:
        path: The file; `seeds/record/wars.toml` when None.

    Raises:
        BadInput: Every mistake in it.
    """
    place = Path(path) if path is not None else data_folder("seeds") / "record" / "wars.toml"
    table, digest = read(place)
    said = _checked(WarsFile, table, shown(place))
    low, high = said.durations.weibull_shape_ci95
    return WarsRecord(
        title=said.title,
        source=said.durations.source,
        wars=said.durations.wars,
        median_months=said.durations.median_months,
        weibull_shape=(said.durations.weibull_shape, low, high),
        hazards=tuple(Hazard(**row.model_dump()) for row in said.hazard),
        outlasting=MappingProxyType({row.months: row.share for row in said.outlasting}),
        initiators=tuple(Initiator(**row.model_dump()) for row in said.initiator),
        failures=tuple(Failure(**row.model_dump()) for row in said.failure),
        files=MappingProxyType({shown(place): digest}),
    )


def _checked(model: type[Any], table: Mapping[str, Any], where: str) -> Any:  # noqa: ANN401  # an instance of `model`
    try:
        return model.model_validate(dict(table))
    except ValidationError as error:
        kind: type[BaseModel] = model
        raise BadInput(*game_mistakes(error, where, kind, "")) from error


def _rows(path: Path) -> tuple[list[dict[str, Any]], str, str]:
    """The rows of a table, its hash, and how it is called."""
    where = shown(path)
    content = content_of(path)
    text = text_of_bytes(content, where)
    letter = harmful(text.replace("\r", ""))
    if letter is not None:
        rule, remedy = "must have no control or direction characters", "take it out"
        raise BadInput(Mistake(where, "", rule, code_point(letter), remedy))
    try:
        lines = list(csv.DictReader(io.StringIO(text, newline="")))
    except csv.Error as error:
        rule = "must be a table of comma-separated values in UTF-8"
        raise BadInput(Mistake(where, "", rule, str(error), "check the file")) from error
    rows = [{str(key): _cell(str(key), value) for key, value in line.items()} for line in lines]
    return rows, hashlib.sha256(content).hexdigest()[:16], where


def _cell(column: str, text: str | None) -> str | float | None:
    if column.endswith("_km2"):
        try:
            return float(text) if text else None
        except ValueError:
            return text
    return text


def _gaps(months: MonthTable, said: RecordFile, where: str) -> list[Mistake]:
    """What the rows demand of each other: no gap, and the area of the survey in force."""
    mistakes = []
    expected = month_number(said.began)
    change = month_number(said.deepstate_from)
    for place, row in enumerate(months.row):
        number = month_number(row.month)
        if number != expected:
            rule = f"must be {month_text(expected)}: months follow each other from {said.began}"
            got, remedy = repr(row.month), "put the rows in order, without a gap"
            mistakes.append(Mistake(where, f"row[{place}].month", rule, got, remedy))
        expected = number + 1
        column = "deepstate_km2" if number >= change else "liveuamap_km2"
        area = getattr(row, column)
        rule = f"must be there and at most the territory of {said.territory_km2:g} km2"
        if area is None or area > said.territory_km2:
            held = None if area is None else f"{area:g}"
            at = f"row[{place}].{column}"
            mistakes.append(Mistake(where, at, rule, held, "give the figure of that survey"))
    if expected - 1 != month_number(said.through):
        rule = f"must end with {said.through}, as the record says"
        got = repr(month_text(expected - 1))
        mistakes.append(Mistake(where, "row", rule, got, "add the months, or change `through`"))
    return mistakes
