"""Coding sheets of wars as pydantic sees them; a field's description is its rule.

A sheet says much that no rule reads, in words of its coder, so unknown keys are no mistakes here.
What is read must hold what it says: a number in its range, or a code with a word that is known.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from simulator.errors import BadInput, Mistake
from simulator.files.game_complaints import game_mistakes
from simulator.files.ranges import broken

Model = TypeVar("Model", bound=BaseModel)

#: More months than any war of this kind has lasted [months].
LONGEST_WAR = 1200.0

#: More letters than a war needs to be called by; its coded scenario is a file of that name.
LONGEST_ID = 60

_Line = Annotated[str, Field(max_length=1000, description="must be a line of text")]
_Name = Annotated[
    str,
    Field(
        pattern=rf"^[A-Za-z0-9][A-Za-z0-9_-]{{0,{LONGEST_ID - 1}}}$",
        description=f"must be a name of letters, digits, _ and -, at most {LONGEST_ID}",
    ),
]
_Share = Annotated[float, Field(ge=0.0, le=1.0, description="must be in [0, 1] (share)")]
_Move = Annotated[
    float, Field(ge=-100.0, le=100.0, description="must be in [-100, 100] (share a month)")
]
_Losses = Annotated[
    float, Field(ge=0.0, le=1.0, description="must be in [0, 1] (dead a month over force)")
]
_Ratio = Annotated[float, Field(gt=0.0, le=100.0, description="must be in (0, 100] (ratio)")]
_Amount = Annotated[float, Field(ge=0.0, le=1e9, description="must be in [0, 1e9]")]
_Months = Annotated[
    float, Field(ge=0.0, le=LONGEST_WAR, description=f"must be in [0, {LONGEST_WAR:g}] (months)")
]
_Risk = Annotated[
    int, Field(ge=0, le=2, description="must be 0 (stays), 1 (loses office) or 2 (worse than that)")
]


def held(*known: str) -> Any:  # noqa: ANN401  # what pydantic's Field gives
    """The field of a text that holds one of the words that are known, whatever else it says."""
    pattern = r"\b(" + "|".join(known) + r")\b"
    told = f"must hold one of the words {', '.join(known)}"
    return Field(max_length=1000, pattern=pattern, description=told)


_YesNo = Annotated[str, held("yes", "partly", "no", "none", "unknown")]
_Level = Annotated[str, held("high", "middling", "medium", "low", "poor", "unknown")]
_Pressed = Annotated[str, held("none", "no", "on A", "on D", "both", "unknown")]
_Steady = Annotated[str, held("steady", "wavering", "unknown")]
_Regime = Annotated[str, held("democracy", "mixed", "personalist", "junta", "party")]
_Class = Annotated[str, held("democracy", "mixed", "dictatorship")]


class Sheet(BaseModel):
    """A table of a sheet: exact types, no NaN, and any keys beside the known ones."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True, allow_inf_nan=False)


class Datum(Sheet):
    """A table with a certainty; absent, it is taken for the lowest."""

    certainty: Annotated[
        Literal["high", "medium", "low"], Field(description="must be high, medium or low")
    ] = "low"
    source: _Line | None = None


class _Ranged(Datum):
    """A value with the range of its doubt."""

    value: float | None = None
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        given = [each for each in (self.low, self.value, self.high) if each is not None]
        if given != sorted(given):
            told = ", ".join(f"{each:g}" for each in given)
            raise broken(f"low, value and high must be in order, not {told}", "put them in order")
        return self


class ShareDatum(_Ranged):
    """A share of the contested ground, or a degree."""

    value: _Share | None = None
    low: _Share | None = None
    high: _Share | None = None


class MoveDatum(_Ranged):
    """A pace of the front."""

    value: _Move | None = None
    low: _Move | None = None
    high: _Move | None = None


class LossDatum(_Ranged):
    """Dead in a month over the force."""

    value: _Losses | None = None
    low: _Losses | None = None
    high: _Losses | None = None


class RatioDatum(_Ranged):
    """One side's losses over the other's."""

    value: _Ratio | None = None
    low: _Ratio | None = None
    high: _Ratio | None = None


class AmountDatum(_Ranged):
    """Men, in thousands."""

    value: _Amount | None = None
    low: _Amount | None = None
    high: _Amount | None = None


class MonthsDatum(_Ranged):
    """A length of time."""

    value: _Months | None = None
    low: _Months | None = None
    high: _Months | None = None


class PairDatum(Datum):
    """A measure of power of both sides."""

    A: _Amount | None = None
    D: _Amount | None = None


class YesNoDatum(Datum):
    """Yes, partly, no."""

    code: _YesNo | None = None


class LevelDatum(Datum):
    """High, middling, low; several levels in one text are a range."""

    code: _Level | None = None


class PressedDatum(Datum):
    """Sanctions or a blockade, and on whom."""

    code: _Pressed | None = None


class AimsDatum(Datum):
    """`aims`."""

    locked_in: _YesNo | None = None


class DegreeDatum(Datum):
    """`indivisible`."""

    degree: _Share | None = None


class RegimeDatum(Datum):
    """`regime`."""

    code: _Regime | None = None
    goemans_class: _Class | None = None
    polyarchy: _Share | None = None


class RiskDatum(Datum):
    """`risk_if_loses`."""

    small_loss: _Risk | None = None
    big_loss: _Risk | None = None


class CountDatum(Datum):
    """`broken_agreements`."""

    count: Annotated[int, Field(ge=0, le=1000, description="must be a count")] | None = None


class PatronDatum(Datum):
    """`[[at_start.A.patrons]]`."""

    name: _Line | None = None
    steady: _Steady | None = None


class SideTable(Sheet):
    """`[at_start.A]`."""

    members: _Line | None = None
    regime: Annotated[RegimeDatum | None, Field(description="must be a table")] = None
    risk_if_loses: Annotated[RiskDatum | None, Field(description="must be a table")] = None
    aims: Annotated[AimsDatum | None, Field(description="must be a table")] = None
    indivisible: Annotated[DegreeDatum | None, Field(description="must be a table")] = None
    optimism: Annotated[LevelDatum | None, Field(description="must be a table")] = None
    force: Annotated[AmountDatum | None, Field(description="must be a table")] = None
    replacement: Annotated[LevelDatum | None, Field(description="must be a table")] = None
    loss_rate_before: Annotated[LossDatum | None, Field(description="must be a table")] = None
    broken_agreements: Annotated[CountDatum | None, Field(description="must be a table")] = None
    patrons: Annotated[
        list[Annotated[PatronDatum, Field(description="must be a table")]],
        Field(max_length=50, description="must be a list of tables"),
    ] = []


class StakeTable(Sheet):
    """`[at_start.stake]`."""

    share_A: Annotated[ShareDatum | None, Field(description="must be a table")] = None


class PowerTable(Sheet):
    """`[at_start.power]`."""

    population: Annotated[PairDatum | None, Field(description="must be a table")] = None
    cinc: Annotated[PairDatum | None, Field(description="must be a table")] = None
    military_personnel: Annotated[PairDatum | None, Field(description="must be a table")] = None
    gdp: Annotated[PairDatum | None, Field(description="must be a table")] = None
    gdp_maddison: Annotated[PairDatum | None, Field(description="must be a table")] = None


class TerrainTable(Sheet):
    """`[at_start.terrain]`."""

    defence_advantage: Annotated[RatioDatum | None, Field(description="must be a table")] = None


class FrontTable(Sheet):
    """`[at_start.front]`."""

    expected: Annotated[MoveDatum | None, Field(description="must be a table")] = None
    pace_last_three_months: Annotated[MoveDatum | None, Field(description="must be a table")] = None


class PressureTable(Sheet):
    """`[at_start.pressure]`."""

    sanctions: Annotated[PressedDatum | None, Field(description="must be a table")] = None
    blockade: Annotated[PressedDatum | None, Field(description="must be a table")] = None


class DiplomacyTable(Sheet):
    """`[at_start.diplomacy]`."""

    talks_open: Annotated[YesNoDatum | None, Field(description="must be a table")] = None
    guarantee_available: Annotated[YesNoDatum | None, Field(description="must be a table")] = None
    peacekeepers_present: Annotated[YesNoDatum | None, Field(description="must be a table")] = None


class AtStart(Sheet):
    """`[at_start]`."""

    as_of: Annotated[date, Field(description="must be a day, like 1939-12-02")] | None = None
    months_fought_before: _Months = 0.0
    cow_war: (
        Annotated[int, Field(ge=0, le=100_000, description="must be the number of a war")] | None
    ) = None
    stake: Annotated[StakeTable, Field(description="must be a table")] = StakeTable()
    power: Annotated[PowerTable, Field(description="must be a table")] = PowerTable()
    terrain: Annotated[TerrainTable, Field(description="must be a table")] = TerrainTable()
    front: Annotated[FrontTable, Field(description="must be a table")] = FrontTable()
    A: Annotated[SideTable, Field(description="must be a table")] = SideTable()
    D: Annotated[SideTable, Field(description="must be a table")] = SideTable()
    pressure: Annotated[PressureTable, Field(description="must be a table")] = PressureTable()
    diplomacy: Annotated[DiplomacyTable, Field(description="must be a table")] = DiplomacyTable()


class Opening(Sheet):
    """`[opening]`: what of it takes the place of `at_start`; its texts are not read."""

    share_A: Annotated[ShareDatum | None, Field(description="must be a table")] = None
    sanctions: Annotated[PressedDatum | None, Field(description="must be a table")] = None
    blockade: Annotated[PressedDatum | None, Field(description="must be a table")] = None
    aims_A: Annotated[AimsDatum | None, Field(description="must be a table")] = None
    aims_D: Annotated[AimsDatum | None, Field(description="must be a table")] = None


class FactsFile(Sheet):
    """A sheet without what came after."""

    id: _Name | None = None
    title: Annotated[_Line, Field(min_length=1, description="must be a line of text")] = "a war"
    at_start: Annotated[
        AtStart, Field(description="must be a table of what was known at the start")
    ]
    opening: Annotated[Opening, Field(description="must be a table")] = Opening()


def checked_sheet(model: type[Model], table: dict[str, Any], where: str) -> Model:
    """A sheet's table through its model.

    Args:
        model: What of it is read.
        table: As TOML gives it.
        where: How the file is called.

    Raises:
        BadInput: Every mistake, a line each.
    """
    try:
        return model.model_validate(table)
    except ValidationError as error:
        told = game_mistakes(error, where, model, "")
        raise BadInput(*(_with_remedy(mistake) for mistake in told)) from error


def first_known(text: str | None, known: Container[str]) -> str | None:
    """The first word of a text that is known."""
    return next((word for word in re.findall(r"\w+", text or "") if word in known), None)


def _with_remedy(mistake: Mistake) -> Mistake:
    """A code is put right by a word, not by a value."""
    if "one of the words" in mistake.rule and mistake.value is not None:
        return replace(mistake, remedy="write one of them in quotes; more may follow in the text")
    if "must be a name" in mistake.rule and mistake.value is not None:
        return replace(mistake, remedy="write it like winter_war_1939; files are called so")
    if "must be a day" in mistake.rule:
        return replace(mistake, remedy="write it without quotes")
    return mistake
