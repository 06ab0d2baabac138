"""Turning pydantic's complaints about a scenario file into lines that say what to do."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from simulator.errors import MOST_TOLD, Mistake
from simulator.files.find import printable
from simulator.files.model import Head, NamesTable, Statuses, group_names
from simulator.files.ranges import RANGE_KEYS, TAGS
from simulator.model.levers import LEVERS
from simulator.model.parameters import PARAMETERS
from simulator.model.parameters.switches import SWITCHES

#: Complaints of one file that are worded: twice what is told, as some are told once for two.
MOST_WORDED = 2 * MOST_TOLD

#: The plain rules: pydantic's name for a mistake to ours and to what to do about it.
PLAIN = {
    "float_type": ("must be a number", "write a number without quotes"),
    "finite_number": ("must be a finite number", "write a finite number"),
    "string_type": ("must be text", 'write it in quotes: "…"'),
    "string_too_short": ("must not be empty", "write something or leave the key out"),
    "string_too_long": ("must be shorter", "shorten it"),
    "string_pattern_mismatch": ("must be one line of text", "write one line"),
    "bool_type": ("must be true or false", "write true or false, without quotes"),
    "list_type": ("must be a list", "write it in brackets: [ … ]"),
    "dict_type": ("must be a table", "write it as a [table]"),
    "model_type": ("must be a table", "write it as a [table]"),
}


def mistakes_of(error: ValidationError, where: str) -> list[Mistake]:
    """Every complaint about one file as a mistake, in pydantic's order.

    Args:
        error: What validation of a scenario file raised.
        where: How the file or the option is called.
    """
    return told(error, lambda detail: _mistake(where, detail), where)


def told(
    error: ValidationError, mistake: Callable[[dict[str, Any]], Mistake], where: str
) -> list[Mistake]:
    """Complaints as mistakes; those that nobody will read are counted, not worded.

    What to write instead is looked up for each, and thousands of look-ups would take minutes.

    Args:
        error: What validation raised.
        mistake: Words one complaint.
        where: How the file is called.
    """
    details = error.errors(include_url=False)
    worded = [mistake(dict(detail)) for detail in details[:MOST_WORDED]]
    rest = details[MOST_WORDED:]
    return worded + [
        Mistake(where, printable(str(detail["loc"]), 100), detail["type"], None, "see the first")
        for detail in rest
    ]


def text_of(value: object) -> str:
    """A value as a person would have written it, short and on one line.

    >>> text_of(True), text_of("a"), text_of(0.5)
    ('true', "'a'", '0.5')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    try:
        return printable(repr(value) if isinstance(value, str) else str(value))
    except (ValueError, RecursionError):  # thousands of digits, or thousands of brackets
        return "too long to show"


def spelling(word: str, known: tuple[str, ...]) -> str:
    """What to do about a word that is not known: the nearest one, or the list.

    >>> spelling("hihg", ("low", "high"))
    'did you mean high?'
    """
    near = difflib.get_close_matches(word[:200], known, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]}?"
    # What lies in a folder is offered to whoever nearly wrote it; all of it would be a page.
    return "allowed: " + ", ".join([each for each in known if "/" not in each])


def unknown_path(path: str) -> str:
    """What to do about a path that is not in the registry: its nearest relative."""
    group, _, name = path.partition(".")
    elsewhere = [known for known in PARAMETERS if known.partition(".")[2] == name]
    near = difflib.get_close_matches(path[:200], PARAMETERS, n=1, cutoff=0.7)
    if near or elsewhere:
        return f"did you mean {(near or elsewhere)[0]}?"
    names = group_names().get(group)
    if names is None:
        return "see `simulator parameters`"
    return f"allowed in [{group}]: " + ", ".join(names)


def _mistake(where: str, detail: dict[str, Any]) -> Mistake:
    loc = [str(step) for step in detail["loc"] if step not in TAGS]
    path = _dotted(loc)
    kind = detail["type"]
    if kind == "missing":
        return Mistake(where, path, "must be there", None, _missing(loc))
    if kind == "extra_forbidden":
        return Mistake(where, path, "no such key", None, _extra(loc))
    rule, remedy = _rule(kind, loc, detail)
    return Mistake(where, path, rule, _found(detail), remedy)


def _dotted(loc: list[str]) -> str:
    if loc[:1] == ["because"] and len(loc) > 1 and "." in loc[1]:
        return f'because."{printable(loc[1])}"'
    return printable(".".join(loc), 100)


def _found(detail: dict[str, Any]) -> str:
    value = detail["input"]
    if isinstance(value, dict) and detail["type"] != "rule":
        return "a table"
    if isinstance(value, dict):
        pairs = (f"{key} = {text_of(held)}" for key, held in value.items() if key in RANGE_KEYS)
        return ", ".join(pairs)
    return "a list" if isinstance(value, list) else text_of(value)


def _rule(kind: str, loc: list[str], detail: dict[str, Any]) -> tuple[str, str]:
    parameter = PARAMETERS.get(".".join(loc[:2]))
    ctx = detail.get("ctx", {})
    if kind == "rule":
        return str(ctx["rule"]), str(ctx["remedy"])
    if kind == "literal_error":
        return f"must be {ctx['expected']}", _literal(loc)
    if loc == ["start"]:
        return "must be a month, YYYY-MM, in quotes", 'write it as "2025-10"'
    if parameter is not None:
        bounds = f"must be in [{parameter.low:g}, {parameter.high:g}] ({parameter.unit})"
        if kind in ("greater_than_equal", "less_than_equal"):
            return bounds, "write a value in that range"
        if kind == "float_type":
            return "must be a number or a range table", f"write a number; it {bounds}"
        if kind == "finite_number":
            return bounds, "write a finite number"
    return PLAIN.get(kind, (detail["msg"], "correct it"))


def _literal(loc: list[str]) -> str:
    if loc == ["kind"]:
        others = "games are for `simulator solve`, designs for `simulator sweep`"
        return f'write kind = "scenario"; {others}'
    return "write one of these"


def _missing(loc: list[str]) -> str:
    if loc == ["kind"]:
        return 'add kind = "scenario" at the top'
    return f"add {loc[-1]} = …"


def _extra(loc: list[str]) -> str:
    if len(loc) == 1:
        top = (*Head.model_fields, *group_names(), "mechanisms", "levers", "game")
        elsewhere = [path for path in PARAMETERS if path.partition(".")[2] == loc[0]]
        near = difflib.get_close_matches(loc[0][:200], top, n=1, cutoff=0.6)
        return f"did you mean {elsewhere[0]}?" if elsewhere and not near else spelling(loc[0], top)
    if loc[0] == "mechanisms":
        return spelling(loc[1], tuple(SWITCHES))
    if loc[0] == "levers":
        return spelling(loc[1], tuple(LEVERS))
    if loc[0] == "names":
        return spelling(loc[-1], tuple((NamesTable if len(loc) == 2 else Statuses).model_fields))
    if len(loc) == 2:
        if loc[0] == "front" and difflib.get_close_matches(loc[1], ["steps"]):
            return "did you mean front.steps?"
        return unknown_path(".".join(loc))
    return spelling(loc[-1], RANGE_KEYS)
