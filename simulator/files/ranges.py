"""What may stand where a parameter stands: a number, or a range to draw it from."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    create_model,
    model_validator,
)
from pydantic_core import PydanticCustomError

from simulator.model.parameters import Parameter
from simulator.model.records import Range

STRICT = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)

#: The keys of a range table.
RANGE_KEYS = ("low", "high", "distribution", "mode")

#: Tags of the two forms; they show up in pydantic's locations and in no message.
TAGS = ("number", "range")


def broken(rule: str, remedy: str) -> PydanticCustomError:
    """A rule broken that pydantic has no name for; the two texts become the message."""
    return PydanticCustomError("rule", "{rule}", {"rule": rule, "remedy": remedy})


class RangeRules(BaseModel):
    """What every range obeys, whatever its parameter."""

    model_config = STRICT

    low: float
    high: float
    distribution: Literal["uniform", "triangular", "normal", "loguniform"] = "uniform"
    mode: float | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.low >= self.high:
            raise broken("low must be below high", "swap or spread them, or write one number")
        if self.distribution == "loguniform" and self.low <= 0.0:
            raise broken("low must be above 0 with loguniform", "raise low, or use uniform")
        if self.mode is None:
            return self
        if self.distribution not in ("triangular", "normal"):
            raise broken("mode goes with triangular and normal only", "leave mode out")
        if not self.low <= self.mode <= self.high:
            raise broken("mode must lie in [low, high]", "move mode, low or high")
        return self


def _whole(value: float) -> float:
    if not value.is_integer():
        raise broken("must be a whole number", "round it")
    return value


@cache
def _forms(low: float, high: float, whole: bool) -> Any:  # noqa: ANN401  # a type made at run time
    """The type of a parameter with these bounds; made once, as many share theirs."""
    number: Any = Annotated[float, Field(ge=low, le=high, allow_inf_nan=False)]
    if whole:
        number = Annotated[number, AfterValidator(_whole)]
    table = create_model("RangeTable", __base__=RangeRules, low=(number, ...), high=(number, ...))
    return Annotated[
        Annotated[number, Tag(TAGS[0])] | Annotated[table, Tag(TAGS[1])],
        Discriminator(lambda value: TAGS[1] if isinstance(value, dict | BaseModel) else TAGS[0]),
    ]


def parameter_field(row: Parameter) -> tuple[Any, Any]:
    """Type and description of one parameter, for `create_model`."""
    text = f"{row.meaning} [{row.unit}; default {row.default:g}]"
    return Annotated[_forms(row.low, row.high, row.whole), Field(description=text)], row.default


def as_range(value: float | dict[str, Any]) -> float | Range:
    """What a checked value means inside: a number or a frozen range."""
    return Range(**value) if isinstance(value, dict) else value


def as_table(value: float | Range) -> float | dict[str, Any]:
    """The reverse: what a value looks like in a file."""
    if not isinstance(value, Range):
        return value
    table = {"low": value.low, "high": value.high, "distribution": value.distribution}
    return table if value.mode is None else table | {"mode": value.mode}
