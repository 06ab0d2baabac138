"""The shape of a scenario file, made from the registry so that it cannot differ from it."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, WithJsonSchema, create_model

from simulator.files.ranges import STRICT, parameter_field
from simulator.model.levers import LEVERS, LeverKind
from simulator.model.parameters import PARAMETERS
from simulator.model.parameters.switches import SWITCHES
from simulator.model.records import STATUS_WORDS

_LINE = Field(min_length=1, max_length=300, pattern=r"^[^\n\r]*\S[^\n\r]*$")
_Line = Annotated[str, _LINE]


_Name = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^\S([^\n\r]*\S)?$")]


class Statuses(BaseModel):
    """How D's possible statuses are called, each in a sentence that begins "D is"."""

    model_config = STRICT

    absorbed: _Name = STATUS_WORDS["absorbed"]
    vassal: _Name = STATUS_WORDS["vassal"]
    neutral_unarmed: _Name = STATUS_WORDS["neutral_unarmed"]
    neutral_armed: _Name = STATUS_WORDS["neutral_armed"]
    nato_limited: _Name = STATUS_WORDS["nato_limited"]
    free: _Name = STATUS_WORDS["free"]


class NamesTable(BaseModel):
    """What tables, stories and pictures call those who take part."""

    model_config = STRICT

    A: Annotated[_Name, Field(description="The side that wants change.")] = "A"
    D: Annotated[_Name, Field(description="The side that defends.")] = "D"
    patron_1: Annotated[_Name, Field(description="D's first patron.")] = "patron 1"
    patron_2: Annotated[_Name, Field(description="All others who arm D.")] = "patron 2"
    statuses: Annotated[Statuses, Field(description="Of D, in a sentence: D is ...")] = Statuses()


class Head(BaseModel):
    """Everything in a scenario file that is not a parameter."""

    model_config = STRICT

    kind: Literal["scenario"]
    title: Annotated[_Line, Field(description="One line for a reader.")]
    question: Annotated[str, Field(max_length=4000, description="What the scenario is for.")] = ""
    extends: Annotated[
        str, Field(min_length=1, description="Scenario, by name or path, that fills the silences.")
    ] = ""
    start: Annotated[
        str,
        Field(pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$", description="Month of its facts, YYYY-MM."),
    ] = ""
    phase: Annotated[
        Literal["war", "truce"], Field(description="Whether play begins in war or in a truce.")
    ] = "war"
    neutral: Annotated[
        bool,
        Field(description="Whether a parameter nobody mentions is drawn from its neutral range."),
    ] = False
    names: Annotated[
        NamesTable, Field(description="Of the sides, of D's patrons and of D's statuses.")
    ] = NamesTable()
    sources: Annotated[list[_Line], Field(description="Where the facts are from.")] = []
    because: Annotated[
        dict[str, _Line], Field(description="Path to why this scenario departs from its base.")
    ] = {}


def group_names() -> dict[str, tuple[str, ...]]:
    """Group of theory to the names of its parameters, as tables of a file."""
    groups: dict[str, tuple[str, ...]] = {}
    for path in PARAMETERS:
        group, _, name = path.partition(".")
        groups[group] = (*groups.get(group, ()), name)
    return groups


def _group_model(group: str, names: tuple[str, ...]) -> type[BaseModel]:
    fields: dict[str, Any] = {
        name: parameter_field(PARAMETERS[f"{group}.{name}"]) for name in names
    }
    if group == "front":
        text = "continuous front, or the forts of a textbook game"
        steps = Annotated[Literal["continuous", "forts"], Field(description=text)]
        fields["steps"] = (steps, "continuous")
    return create_model(f"Group_{group}", __config__=STRICT, **fields)


def _switch_model() -> type[BaseModel]:
    fields: dict[str, Any] = {
        name: (Annotated[bool, Field(description=f"false: {lost}")], True)
        for name, lost in SWITCHES.items()
    }
    return create_model("Mechanisms", __config__=STRICT, **fields)


def _lever_schema(kind: LeverKind) -> dict[str, Any]:
    # A file may write a number bare; a word may carry the month after "@".
    text: dict[str, Any] = {"type": "string"}
    if kind.choices:
        words = "|".join(word for word, _ in kind.choices)
        text["pattern"] = f"^({words})(@[0-9]+)?$"
    one = {"anyOf": [text, {"type": "number"}]}
    return {
        "anyOf": [*one["anyOf"], {"type": "array", "items": one}],
        "description": f"{kind.meaning}: {kind.allowed()}, from a month on with @MONTH",
    }


def _lever_model() -> type[BaseModel]:
    # What is in the values is checked by simulator.files.levers, which the command line shares.
    fields: dict[str, Any] = {
        name: (Annotated[Any, WithJsonSchema(_lever_schema(kind))], None)
        for name, kind in LEVERS.items()
    }
    return create_model("Levers", __config__=STRICT, **fields)


@cache
def scenario_model() -> type[BaseModel]:
    """The model of a scenario file; every field but `kind` and `title` may be absent.

    Defaults are never filled in from here: `model_dump(exclude_unset=True)` keeps what was said.
    """
    fields: dict[str, Any] = {
        group: (_group_model(group, names), None) for group, names in group_names().items()
    }
    fields["mechanisms"] = (_switch_model(), None)
    fields["levers"] = (_lever_model(), None)
    fields["game"] = (dict[str, Any], None)
    return create_model(
        "ScenarioFile",
        __base__=Head,
        __doc__="A world of the war-termination simulator.",
        **fields,
    )
