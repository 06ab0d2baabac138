"""Claim cards as people write them: read, checked, all mistakes at once."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from simulator.claims.cards import card
from simulator.claims.cards.card import Cards
from simulator.claims.cards.rules import broken_rules
from simulator.errors import BadInput, Mistake
from simulator.files.complaints import MOST_WORDED, spelling, text_of
from simulator.files.find import printable, shown
from simulator.files.read import read
from simulator.places import data_folder

_REMEDIES = {
    "missing": "add it",
    "string_type": "write it in quotes",
    "float_type": "write a number without quotes",
    "int_type": "write a whole number without quotes",
    "bool_type": "write true or false, without quotes",
    "tuple_type": "write it in brackets: [ … ]",
    "dict_type": "write it as a table",
    "dataclass_type": "write it as a table",
    "literal_error": "write one of these",
    "finite_number": "write a finite number",
    "too_long": "write two numbers, low and high",
}

_RULES = {
    "missing": "must be there",
    "string_type": "must be text",
    "float_type": "must be a number",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "dict_type": "must be a table",
    "dataclass_type": "must be a table",
    "finite_number": "must be a finite number",
    "too_long": "must not be longer",
}


def seeds_folder() -> Path:
    """Where the cards live."""
    return data_folder("seeds")


def load_all() -> dict[str, Cards]:
    """Every file of seeds/, by scenario.

    Raises:
        BadInput: Every mistake of every file.
    """
    cards: dict[str, Cards] = {}
    mistakes: list[Mistake] = []
    for path in sorted(seeds_folder().glob("*.toml")):
        try:
            loaded = load_cards(path)
        except BadInput as error:
            mistakes += error.mistakes
        else:
            cards[loaded.scenario] = loaded
    if mistakes:
        raise BadInput(*mistakes)
    return cards


def hashes() -> dict[str, str]:
    """Content hash of every file of seeds/, by name [16 hex digits]."""
    return {shown(path): read(path)[1] for path in sorted(seeds_folder().glob("*.toml"))}


def load_cards(path: Path | str) -> Cards:
    """The claims in a file, pre-flighted: every metric, month, lever, parameter and bound.

    Raises:
        BadInput: Every mistake in it.
    """
    path = Path(path)
    table, _ = read(path)
    return cards_of_table(table, shown(path))


def cards_of_table(table: dict[str, Any], where: str) -> Cards:
    """The claims in a file's table; errors as `load_cards`."""
    try:
        # By way of JSON, whose strict reading takes a table for a dataclass and a list for a tuple.
        cards = _reader().validate_json(json.dumps(table, default=str), strict=True)
    except ValidationError as error:
        raise BadInput(*_complaints(error, table, where)) from error
    broken = broken_rules(cards, where)
    if broken:
        raise BadInput(*broken)
    return cards


@cache
def _reader() -> TypeAdapter[Cards]:
    return TypeAdapter(Cards)


def _complaints(error: ValidationError, table: dict[str, Any], where: str) -> list[Mistake]:
    found: dict[str, Mistake] = {}
    details = error.errors(include_url=False)
    for number, each in enumerate(details[MOST_WORDED:]):
        # Nobody will read them: they are counted.
        path = printable(str(each["loc"]), 100)
        found[f"{number} more"] = Mistake(where, path, each["type"], None, "see the first")
    rest = found
    found = {}
    for each in details[:MOST_WORDED]:
        path = _path(each["loc"], table)
        kind, value = each["type"], each["input"]
        got = None if kind == "missing" else _shown(value)
        rule, remedy = _RULES.get(kind, each["msg"]), _REMEDIES.get(kind, "correct it")
        if kind in ("unexpected_keyword_argument", "extra_forbidden"):
            remedy = spelling(str(each["loc"][-1]), _known(each["loc"]))
            rule, got = "no such key", None
        elif kind == "literal_error":
            rule = f"must be {each['ctx']['expected']}"
        found.setdefault(path, Mistake(where, path, rule, got, remedy))
    return [*found.values(), *rest.values()]


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a table"
    return "a list" if isinstance(value, list) else text_of(value)


#: The table that a key stands in, by the last name on its path, to what it may hold.
_TABLES: dict[str, type] = {
    "": card.Cards,
    "source": card.Source,
    "claim": card.Claim,
    "test": card.Test,
    "treatment": card.Arm,
    "control": card.Arm,
    "beside": card.Beside,
    "during": card.During,
    "ratio": card.Ratio,
    "recur": card.Recur,
}


def _known(loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys that go where an unknown one stands."""
    above = [str(step) for step in loc[:-1] if isinstance(step, str) and not _TAG.fullmatch(step)]
    table = _TABLES.get(above[-1] if above else "", card.Condition)
    return tuple(field.name for field in fields(table))


#: What pydantic adds to a path that no writer of a file would know.
_TAG = re.compile(r"(int|float|str|literal\[.*\]|dict\[.*\]|constrained-.*|function-.*)")


def _path(loc: tuple[int | str, ...], table: dict[str, Any]) -> str:
    """A path as a reader of the file would give it: claims by their identifiers."""
    text = ""
    held: Any = table
    for step in loc:
        if isinstance(step, str) and _TAG.fullmatch(step):
            continue
        held = _inside(held, step)
        if isinstance(step, int) and text == "claim" and isinstance(held, dict):
            text += f'["{printable(str(held.get("id", step)))}"]'
        elif isinstance(step, int):
            text += f"[{step}]"
        else:
            text += ("." if text else "") + step
    return printable(text, 120)


def _inside(held: Any, step: int | str) -> Any:  # noqa: ANN401  # whatever the file says
    try:
        return held[step]
    except (KeyError, IndexError, TypeError):
        return None


def check_authors(authors: Sequence[str]) -> None:
    """Refuse authors who have no cards.

    Raises:
        BadInput: Every such name, or every mistake in the cards.
    """
    known = tuple(load_all())
    unknown = [_unknown(author, known) for author in authors if author not in known]
    if unknown:
        raise BadInput(*unknown)


def _unknown(author: str, known: tuple[str, ...]) -> Mistake:
    near = difflib.get_close_matches(author[:200], known, n=1, cutoff=0.5)
    remedy = f"did you mean {near[0]}?" if near else "one of " + ", ".join(known)
    return Mistake("AUTHOR", printable(author), "no such author", None, remedy)
