"""Turning pydantic's complaints about a game file into lines that say what to do.

The rule is the description of the field that was broken, so that the model says it once.
"""

from __future__ import annotations

import types
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from simulator.errors import Mistake
from simulator.files.complaints import spelling, text_of, told
from simulator.files.find import printable

Loc = tuple[int | str, ...]

_REMEDIES = {
    "float_type": "write a number without quotes",
    "finite_number": "write a finite number",
    "int_type": "write a whole number without quotes",
    "int_parsing_size": "write a smaller number",
    "bool_type": "write true or false without quotes",
    "string_type": "write it in quotes",
    "string_too_long": "shorten it",
    "list_type": "write it in brackets: [ … ]",
    "model_type": "write it as a [table]",
    "literal_error": "write one of these",
    "too_short": "add what is missing",
    "too_long": "shorten the list",
}


def game_mistakes(
    error: ValidationError, where: str, model: type[BaseModel], prefix: str
) -> list[Mistake]:
    """Every complaint as a mistake, in pydantic's order.

    Args:
        error: What validation raised.
        where: How the file is called.
        model: The model that was validated.
        prefix: Dotted path of the table inside the file; empty if it is the file.
    """
    return told(error, lambda detail: _mistake(detail, where, model, prefix), where)


def dotted(loc: Loc, prefix: str = "") -> str:
    """A path as a person reads it.

    >>> dotted(("power", "war", 0, 1))
    'power.war[0][1]'
    """
    text = prefix
    for step in loc:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return printable(text, 100)


def _mistake(detail: dict[str, Any], where: str, model: type[BaseModel], prefix: str) -> Mistake:
    loc: Loc = detail["loc"]
    path, last, kind = dotted(loc, prefix), str(loc[-1]) if loc else "", detail["type"]
    if kind == "extra_forbidden":
        known = _table(model, loc[:-1])
        keys = tuple(known.model_fields) if known is not None else ()
        return Mistake(where, path, "no such key", None, spelling(last, keys))
    if kind == "rule":
        ctx = detail["ctx"]
        return Mistake(where, path, str(ctx["rule"]), None, str(ctx["remedy"]))
    rule = _rule(model, loc) or "must be a table"
    if kind == "missing":
        return Mistake(where, path, f"must be there and {rule}", None, f"add {printable(last)}")
    found = "a table" if isinstance(detail["input"], dict) else text_of(detail["input"])
    return Mistake(where, path, rule, found, _REMEDIES.get(kind, "write a value in that range"))


def _rule(model: type[BaseModel], loc: Loc) -> str:
    """The description of the innermost part of the model that `loc` leads to."""
    inner: Any = model
    rule = ""
    for step in loc:
        inner, rule = _below(inner, step, rule)
    return rule


def _table(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    inner: Any = model
    for step in loc:
        inner, _ = _below(inner, step, "")
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None


def _below(annotation: Any, step: int | str, rule: str) -> tuple[Any, str]:  # noqa: ANN401  # as below
    """What a step on a path leads to: a field of a table, a row of a list, or nothing known."""
    if isinstance(step, int):
        rows = get_args(annotation)
        return _unwrapped(rows[0], rule) if rows else (None, rule)
    field = getattr(annotation, "model_fields", {}).get(step)
    return (None, rule) if field is None else _unwrapped(field.annotation, field.description or "")


def _unwrapped(annotation: Any, rule: str) -> tuple[Any, str]:  # noqa: ANN401 - any annotation
    """An annotation without `Annotated` and `| None`, and the description nearest to it."""
    origin = get_origin(annotation)
    if origin is Annotated:
        first, *extras = get_args(annotation)
        told = [e.description for e in extras if isinstance(e, FieldInfo) and e.description]
        return _unwrapped(first, told[-1] if told else rule)
    if origin in (Union, types.UnionType):
        first = next(part for part in get_args(annotation) if part is not type(None))
        return _unwrapped(first, rule)
    return annotation, rule
