"""Files of what is recorded, as pydantic sees them; a field's description is its rule."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from simulator.files.game_model import Share, Table
from simulator.files.ranges import broken

_Month = Annotated[
    str,
    Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", description="must be a month, YYYY-MM"),
]
_Happened = Annotated[
    str,
    Field(
        pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$",
        description='must be the month it happened, YYYY-MM, or "" if it has not',
    ),
]
_Area = Annotated[float, Field(ge=0.0, le=1e8, description="must be an area in [0, 1e8] (km2)")]
_Line = Annotated[str, Field(min_length=1, max_length=400, description="must be a line of text")]
_Count = Annotated[int, Field(ge=0, le=100_000, description="must be a count")]
_Age = Annotated[float, Field(ge=0.0, le=1200.0, description="must be in [0, 1200] (months)")]


class SourceTable(Table):
    """`[[source]]`."""

    what: Annotated[_Line, Field(description="must say what the figures are")]
    where: Annotated[_Line, Field(description="must say where they are from")]
    doubt: Annotated[_Line, Field(description="must say how sure they are")]


class EventsTable(Table):
    """`[events]`: all the ends a war can have, and both leaders."""

    ended: _Happened
    truce: _Happened
    settlement: _Happened
    frozen: _Happened
    withdrawal: _Happened
    imposed: _Happened
    conquest: _Happened
    removed_A: _Happened
    removed_D: _Happened


class RecordFile(Table):
    """`seeds/record/war.toml`."""

    kind: Annotated[Literal["record"], Field(description='must be "record"')]
    title: _Line
    began: _Month
    through: _Month
    territory_km2: Annotated[float, Field(gt=0.0, le=1e8, description="must be an area (km2)")]
    months: Annotated[
        str,
        Field(pattern=r"^[A-Za-z0-9_.-]+\.csv$", description="must name a .csv file beside it"),
    ]
    deepstate_from: _Month
    events: Annotated[EventsTable, Field(description="must be a table of events")]
    source: Annotated[
        list[SourceTable], Field(min_length=1, description="must be a list of sources")
    ]


class MonthRow(Table):
    """One row of the monthly table."""

    month: _Month
    fighting: Annotated[Literal["yes", "no"], Field(description="must be yes or no")]
    liveuamap_km2: _Area | None
    deepstate_km2: _Area | None


class MonthTable(Table):
    """The monthly table as a whole."""

    row: Annotated[
        list[MonthRow], Field(min_length=1, max_length=1200, description="must have rows")
    ]


class DurationsTable(Table):
    """`[durations]`."""

    source: _Line
    wars: _Count
    median_months: _Age
    weibull_shape: Annotated[float, Field(gt=0.0, le=20.0, description="must be in (0, 20]")]
    weibull_shape_ci95: Annotated[
        list[float], Field(min_length=2, max_length=2, description="must be two ends")
    ]


class AgesTable(Table):
    """A stretch of ages; `high` above `low`."""

    low: _Age
    high: _Age

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low >= self.high:
            raise broken("low must be below high", "swap them")
        return self


class HazardTable(AgesTable):
    """`[[hazard]]`."""

    monthly: Share


class OutlastingTable(Table):
    """`[[outlasting]]`."""

    months: _Age
    share: Share


class InitiatorTable(AgesTable):
    """`[[initiator]]`."""

    wins: _Count
    losses: _Count
    draws: _Count

    @model_validator(mode="after")
    def _decided(self) -> Self:
        if self.wins + self.losses == 0:
            raise broken("wins and losses must not both be 0", "leave the row out")
        return self


class FailureTable(Table):
    """`[[failure]]`."""

    end: Annotated[
        Literal["truce", "settlement", "frozen"],
        Field(description='must be "truce", "settlement" or "frozen"'),
    ]
    sample: _Line
    number: _Count
    five_years: Share
    source: _Line


class WarsFile(Table):
    """`seeds/record/wars.toml`."""

    kind: Annotated[Literal["wars"], Field(description='must be "wars"')]
    title: _Line
    durations: Annotated[DurationsTable, Field(description="must be a table")]
    hazard: Annotated[list[HazardTable], Field(min_length=1, description="must be a list")]
    # Whoever counted how long wars last need not have counted who won them or how peace held.
    outlasting: Annotated[list[OutlastingTable], Field(description="must be a list")] = Field(
        default_factory=list
    )
    initiator: Annotated[list[InitiatorTable], Field(description="must be a list")] = Field(
        default_factory=list
    )
    failure: Annotated[list[FailureTable], Field(description="must be a list")] = Field(
        default_factory=list
    )

    @model_validator(mode="after")
    def _without_gaps(self) -> Self:
        ends = [0.0, *(row.high for row in self.hazard)]
        if [row.low for row in self.hazard] != ends[:-1]:
            raise broken("hazards must follow each other from 0 without a gap", "order them")
        return self
