"""The shape of a design file, and its complaints as lines that say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError

from simulator.errors import Mistake
from simulator.files.complaints import PLAIN, spelling, text_of, told
from simulator.files.find import printable
from simulator.files.ranges import STRICT

_Line = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\n\r]*\S[^\n\r]*$")]


#: Most axes of a design. Their number is tested after them, so that what is wrong in one is told.
MOST_AXES = 64


class AxisTable(BaseModel):
    """One `[[vary]]`: a range (`low`, `high`) or a list (`values`)."""

    model_config = STRICT

    name: Annotated[_Line, Field(description="Parameter path, mechanisms.NAME, phase, or lever.")]
    low: Annotated[float | None, Field(description="Least value.")] = None
    high: Annotated[float | None, Field(description="Greatest value.")] = None
    n: Annotated[int | None, Field(ge=2, le=1000, description="Values on a grid.")] = None
    values: Annotated[
        list[bool | float | str] | None, Field(max_length=1000, description="The values listed.")
    ] = None
    month: Annotated[int, Field(ge=0, le=600, description="Month of a lever.")] = 0
    log: Annotated[bool, Field(description="Even in the logarithm.")] = False


class DesignFile(BaseModel):
    """A sweep of the war-termination simulator."""

    model_config = STRICT

    kind: Literal["design"]
    title: Annotated[_Line, Field(description="One line for a reader.")]
    question: Annotated[str, Field(max_length=4000, description="What the design is for.")] = ""
    scenario: Annotated[_Line, Field(description="Name in scenarios/, or a path.")]
    design: Annotated[
        Literal["grid", "lhs", "sobol"], Field(description="How the points are laid out.")
    ] = "grid"
    points: Annotated[
        int | None, Field(ge=2, le=1_000_000, description="Points of lhs and sobol.")
    ] = None
    replications: Annotated[int, Field(ge=1, le=1_000_000, description="Wars a point.")] = 200
    entropy: Annotated[int, Field(ge=0, le=2**63 - 1, description="Names the luck.")] = 0
    months: Annotated[int, Field(ge=1, le=600, description="Horizon.")] = 60
    metrics: Annotated[list[_Line], Field(description="Reported beside the default ones.")] = []
    show: Annotated[str, Field(max_length=300, description="Metric of the picture.")] = ""
    set: Annotated[dict[str, Any], Field(description="As --set, at every point.")] = {}
    levers: Annotated[dict[str, Any], Field(description="As in a scenario, at every point.")] = {}
    vary: Annotated[list[AxisTable], Field(min_length=1, description="The axes.")]


def design_mistakes(error: ValidationError, where: str) -> list[Mistake]:
    """Every complaint about a design file as a mistake."""
    # The three forms of one value each complain; one line for it is enough.
    return list(dict.fromkeys(told(error, lambda detail: _mistake(where, detail), where)))


def sound_part(table: Mapping[str, Any], error: ValidationError) -> DesignFile:
    """What can be read of a mistaken file, so that what is wrong in there is told as well.

    Keys that are wrong are left out; what must be there and is not is empty.
    """
    places = [detail["loc"] for detail in error.errors(include_url=False)]
    wrong = {loc[0] for loc in places}
    kept = {key: value for key, value in table.items() if key not in wrong}
    axes = table.get("vary")
    rows = enumerate(axes if isinstance(axes, list) else [])
    bad = {loc[:2] for loc in places}
    sound = [row for number, row in rows if ("vary", number) not in bad]
    kept["vary"] = [AxisTable.model_validate(row) for row in sound]
    # With the longest horizon no month looks wrong only because the horizon is.
    unknown = {"title": "", "scenario": "", "months": 600 if "months" in wrong else 60}
    return DesignFile.model_construct(**{**unknown, **kept})


def _mistake(where: str, detail: dict[str, Any]) -> Mistake:
    loc = [str(step) for step in detail["loc"]]
    listed = loc[2:3] == ["values"]
    path = printable(".".join(loc[:4] if listed else loc), 100)
    kind, ctx = detail["type"], detail.get("ctx", {})
    if kind == "missing":
        remedy = 'add kind = "design" at the top' if loc == ["kind"] else f"add {loc[-1]} = …"
        return Mistake(where, path, "must be there", None, remedy)
    if kind == "extra_forbidden":
        known = AxisTable if loc[0] == "vary" and len(loc) > 2 else DesignFile
        remedy = spelling(loc[-1], tuple(known.model_fields))
        return Mistake(where, path, "no such key", None, remedy)
    if listed and len(loc) > 3:
        rule = "must be a number, a word in quotes, true or false"
        return Mistake(where, path, rule, _found(detail), "write one of these")
    rule, remedy = PLAIN.get(kind, (_rule(kind, ctx, detail["msg"]), "write a value like that"))
    return Mistake(where, path, rule, _found(detail), remedy)


def _rule(kind: str, ctx: dict[str, Any], message: str) -> str:
    if kind == "literal_error":
        return f"must be {ctx['expected']}"
    if kind == "greater_than_equal":
        return f"must be at least {ctx['ge']}"
    if kind == "less_than_equal":
        return f"must be at most {ctx['le']}"
    if kind in ("int_type", "int_from_float"):
        return "must be a whole number"
    return message[:1].lower() + message[1:]


def _found(detail: dict[str, Any]) -> str:
    value = detail["input"]
    if isinstance(value, dict):
        return "a table"
    return f"a list of {len(value)}" if isinstance(value, list) else text_of(value)
