"""Ceasefires on record beside the class's best: what became of them, and what the model expects.

Facts and coding are those of `simulator history`: the sheet says whether the war came back within
five years; the model plays the war as coded from what was known before.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.history.wars.played import FIVE_YEARS, played
from simulator.history.wars.sheets import load_sheets
from simulator.model.metrics.intervals import wilson

Plain = dict[str, object]

#: Wars are played so long, that most ends are followed for five years [months].
_MONTHS = 2 * FIVE_YEARS


@dataclass(frozen=True, slots=True)
class Recorded:
    """A ceasefire on record.

    Attributes:
        sheet: Name of its war's sheet.
        label: What it is called.
        about: What it rested on and what became of it, in a sentence; from the sheet.
    """

    sheet: str
    label: str
    about: str


RECORDED = (
    Recorded(
        "korea_1951",
        "Korea 1953",
        "An armistice on the line of contact, with an empty belt and an American guarantee.",
    ),
    Recorded(
        "karabakh_1993",
        "Karabakh 1994",
        "A cease-fire without settlement or peacekeepers. It held five years; war came in 2020.",
    ),
    Recorded(
        "karabakh_2020",
        "Karabakh 2020",
        "Russian peacekeepers for five years. The guarantor weakened; it broke after 34 months.",
    ),
    Recorded(
        "iran_iraq_1980",
        "Iran and Iraq 1988",
        "A truce on the line of before, with observers, between exhausted sides.",
    ),
    Recorded(
        "winter_war_1939",
        "Finland 1940",
        "A dictated peace, and unease about its keeping. War came back after 15 months.",
    ),
)

#: What is asked for and cannot be shown.
NOT_CODED = ("Minsk 2014 and 2015", "Dayton 1995")


def on_record(wars: int, entropy: int) -> Plain:
    """The ceasefires on record.

    Args:
        wars: How often each war is played.
        entropy: Names the luck [0, 2**63).

    Returns:
        Plain JSON: for each its words, whether it held five years, and of the model's ends that
        were followed so long the share that still hold, with its interval.

    Raises:
        RunFailed: A war could not be played.
    """
    sheets = load_sheets([each.sheet for each in RECORDED])
    rows: list[Plain] = []
    for each, sheet in zip(RECORDED, sheets, strict=True):
        found = played(sheet.war, wars, entropy, _MONTHS).every
        held = found.followed - found.resumed
        low, high = wilson(held, found.followed)
        rows.append(
            {
                "label": each.label,
                "about": each.about,
                "held": sheet.ending.resumed == "no",
                "n": found.followed,
                "share": round(held / found.followed, 4) if found.followed else None,
                "ci": [round(low, 4), round(high, 4)],
            }
        )
    return {"wars": wars, "rows": rows, "missing": list(NOT_CODED)}
