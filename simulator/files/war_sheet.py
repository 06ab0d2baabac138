"""A coding sheet of a war, read as far as it says what could be known at the start.

That is `at_start`, and of `opening` the line, the pressure and the aims, which take the place of
theirs. `first_quarter` is not read: of a short war it tells the length. Nor is the outcome, which
`simulator.files.war_ending` reads; an import contract keeps the two apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel

from simulator.errors import BadInput, Mistake
from simulator.files.find import printable, shown
from simulator.files.read import read
from simulator.files.war_facts import Certainty, Facts, Pair, Quantity, Said, Side
from simulator.files.war_sheet_model import (
    LONGEST_ID,
    AtStart,
    DegreeDatum,
    FactsFile,
    PairDatum,
    PressedDatum,
    SideTable,
    checked_sheet,
    first_known,
)

_LEVELS = {
    "high": "high",
    "middling": "middling",
    "medium": "middling",
    "low": "low",
    "poor": "low",
}
_ANSWERS = {"yes": "yes", "partly": "partly", "no": "no", "none": "no"}


def load_facts(path: Path, called: str = "") -> Facts:
    """What a sheet says of the start of its war.

    Args:
        path: The sheet.
        called: How it is called in results; as in messages when empty.

    Raises:
        BadInput: It cannot be read, or every mistake in the parts that are read.
    """
    table, content = read(path)
    where = shown(path)
    sheet = checked_sheet(FactsFile, table, where)
    if sheet.id is None and len(path.stem) > LONGEST_ID:
        rule = f"must be there where the file's own name has more than {LONGEST_ID} letters"
        raise BadInput(Mistake(printable(where), "id", rule, None, "add id and a short name"))
    return _facts(sheet, sheet.id or path.stem, {called or where: content})


def _facts(sheet: FactsFile, name: str, files: Mapping[str, str]) -> Facts:
    start, opening = sheet.at_start, sheet.opening
    a, d = _side(start.A, "A"), _side(start.D, "D")
    if opening.aims_A is not None and opening.aims_A.locked_in is not None:
        a = replace(a, locked_in=_answers(opening.aims_A.locked_in, opening.aims_A.certainty))
    if opening.aims_D is not None and opening.aims_D.locked_in is not None:
        d = replace(d, locked_in=_answers(opening.aims_D.locked_in, opening.aims_D.certainty))
    measures = {
        "cinc": start.power.cinc,
        "military_personnel": start.power.military_personnel,
        "gdp": start.power.gdp or start.power.gdp_maddison,
        "population": start.power.population,
    }
    talks, diplomacy = start.diplomacy.talks_open, start.diplomacy
    return Facts(
        name=name,
        title=sheet.title,
        war=name if start.cow_war is None else str(start.cow_war),
        start="" if start.as_of is None else start.as_of.isoformat()[:7],
        age=start.months_fought_before,
        share=_quantity(opening.share_A) or _quantity(start.stake.share_A),
        power={key: pair for key, each in measures.items() if (pair := _pair(each)) is not None},
        defence=_quantity(start.terrain.defence_advantage),
        expected=_quantity(start.front.expected),
        pace=_quantity(start.front.pace_last_three_months),
        A=a,
        D=d,
        sanctions=_pressed(opening.sanctions) or _pressed(start.pressure.sanctions),
        blockade=_pressed(opening.blockade) or _pressed(start.pressure.blockade),
        talks=_said(talks, _ANSWERS),
        guarantee=_said(diplomacy.guarantee_available, _ANSWERS),
        peacekeepers=_said(diplomacy.peacekeepers_present, _ANSWERS),
        sources=_sources(start),
        files=files,
    )


def _side(table: SideTable, otherwise: str) -> Side:
    regime, risk = table.regime, table.risk_if_loses
    ruler = None if regime is None else first_known(regime.code, _RULERS)
    kind = None if regime is None else first_known(regime.goemans_class, _CLASSES)
    return Side(
        members=table.members or otherwise,
        regime=kind or (None if ruler is None else _RULERS[ruler]),
        ruler=ruler,
        polyarchy=None if regime is None else regime.polyarchy,
        small_loss=None if risk is None else risk.small_loss,
        big_loss=None if risk is None else risk.big_loss,
        locked_in=None
        if table.aims is None or table.aims.locked_in is None
        else _answers(table.aims.locked_in, table.aims.certainty),
        indivisible=_degree(table.indivisible),
        optimism=_said(table.optimism, _LEVELS),
        force=_quantity(table.force),
        men=_made_good(table, "men"),
        weapons=_made_good(table, "weapons"),
        dead_before=_quantity(table.loss_rate_before),
        broken=None if table.broken_agreements is None else table.broken_agreements.count,
        patrons=tuple(
            (each.name or "", str(first_known(each.steady, _STEADY) or "unknown"))
            for each in table.patrons
        ),
    )


#: Kinds of rule to Goemans's class, where the sheet names none.
_RULERS = {
    "democracy": "democracy",
    "mixed": "mixed",
    "personalist": "dictatorship",
    "junta": "dictatorship",
    "party": "dictatorship",
}
_CLASSES = {"democracy": "", "mixed": "", "dictatorship": ""}
_STEADY = {"steady": "", "wavering": "", "unknown": ""}


def _found(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """What the known words of a text mean, each once, in its order."""
    words = (known[word] for word in re.findall(r"\w+", text) if word in known)
    return tuple(dict.fromkeys(words))


def _said(datum: Any, known: Mapping[str, str]) -> Said | None:  # noqa: ANN401  # any datum with a code
    if datum is None or datum.code is None:
        return None
    words = _found(datum.code, known)
    return Said(words, datum.certainty) if words else None


def _answers(text: str, certainty: Certainty) -> Said | None:
    words = _found(text, _ANSWERS)
    return Said(words, certainty) if words else None


def _made_good(table: SideTable, what: Literal["men", "weapons"]) -> Said | None:
    """Men or weapons: "high in men, low in weapons" says both, "high" says it of both."""
    datum = table.replacement
    if datum is None or datum.code is None:
        return None
    own = [part for part in re.split(r"[,;]", datum.code) if re.search(rf"\b{what}\b", part)]
    other = "weapons" if what == "men" else "men"
    whole = [part for part in re.split(r"[,;]", datum.code) if not re.search(rf"\b{other}\b", part)]
    words = _found(" ".join(own or whole), _LEVELS)
    return Said(words, datum.certainty) if words else None


def _pressed(datum: PressedDatum | None) -> tuple[str, str] | None:
    """On A and on D: `yes`, `partly` or `no` each; None where nobody knows.

    "none on A, partly on D" presses D only: a part that denies says nothing of anybody.
    """
    if datum is None or datum.code is None or re.search(r"\bunknown\b", datum.code):
        return None
    found = {"A": "no", "D": "no"}
    for part in re.split(r"[,;]", datum.code):
        if re.search(r"\b(none|no|not)\b", part):
            continue
        for side in found:
            if re.search(rf"\b(on {side}|both)\b", part):
                found[side] = "partly" if re.search(r"\bpartly\b", part) else "yes"
    return found["A"], found["D"]


def _quantity(datum: Any) -> Quantity | None:  # noqa: ANN401  # any datum with a range
    if datum is None:
        return None
    value = datum.value
    if value is None and datum.low is not None and datum.high is not None:
        value = 0.5 * (datum.low + datum.high)
    return None if value is None else Quantity(value, datum.low, datum.high, datum.certainty)


def _degree(datum: DegreeDatum | None) -> Quantity | None:
    if datum is None or datum.degree is None:
        return None
    return Quantity(datum.degree, None, None, datum.certainty)


def _pair(datum: PairDatum | None) -> Pair | None:
    """A pair that has a ratio: both sides, and neither nought."""
    if datum is None or not datum.A or not datum.D:
        return None
    return Pair(datum.A, datum.D, datum.certainty)


def _sources(start: AtStart) -> tuple[str, ...]:
    """Every source of what is read, each once, in the order of the sheet."""
    found: dict[str, None] = {}

    def look(node: object) -> None:
        if isinstance(node, BaseModel):
            source = getattr(node, "source", None)
            if source:
                found[str(source)] = None
            for name in type(node).model_fields:
                look(getattr(node, name))
        elif isinstance(node, list):
            for each in node:
                look(each)

    look(start)
    return tuple(found)
