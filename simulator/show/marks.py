"""One colour and one mark for a side, an ending and a cause of failure, wherever they are shown.

Colours are those of Okabe and Ito 2008 and two more, told apart by colour-blind readers; on a dark
ground the darker ones have a lighter form. A mark says the same again for who sees no colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["dot", "up", "down", "right", "square", "diamond", "cross", "hourglass", "bar"]

BLACK, GREY, PALE = "#222222", "#767676", "#E4E4E4"
ORANGE, SKY, GREEN, YELLOW = "#E69F00", "#56B4E9", "#009E73", "#F0E442"
BLUE, VERMILION, PURPLE = "#0072B2", "#D55E00", "#CC79A7"
INDIGO, BROWN = "#332288", "#5C3317"

#: A colour to what takes its place on a dark ground.
ON_DARK = {
    BLACK: "#E8E8E8",
    GREY: "#A8A8A8",
    PALE: "#3A3F46",
    BLUE: "#4878E8",
    INDIGO: "#9A30FF",
    BROWN: "#8C6239",
}

#: One colour for each side.
SIDE = {"A": VERMILION, "D": BLUE}


@dataclass(frozen=True, slots=True)
class Mark:
    """How something is shown.

    Attributes:
        label: Its name for a reader.
        colour: Its colour on a light ground.
        shape: Its mark.
    """

    label: str
    colour: str
    shape: Shape


#: How a war stands: the names of `END_MODES`.
ENDINGS = {
    "ongoing": Mark("still at war", GREY, "cross"),
    "truce": Mark("a truce, politics left open", SKY, "diamond"),
    "settlement": Mark("a signed settlement", GREEN, "dot"),
    "frozen": Mark("gone quiet, nothing signed", BLUE, "square"),
    "withdrawal": Mark("the attacker left or was driven out", ORANGE, "down"),
    "imposed": Mark("terms imposed on the defender", VERMILION, "up"),
    "conquest": Mark("conquest", PURPLE, "square"),
}

#: Why a peace failed: the names of `CAUSES`; the first is that it has not. Of two breaches that
#: rearmament brings, one comes when it is done and one because it is to come.
FAILURES = {
    "none": Mark("still holding", GREEN, "dot"),
    "rearm and renege": Mark("struck once rearmed", VERMILION, "up"),
    "spoilers at home": Mark("opponents at home", ORANGE, "square"),
    "new optimism": Mark("new hope of winning", PURPLE, "down"),
    "guarantor left": Mark("the outside powers left", BLUE, "diamond"),
    "accident": Mark("an incident nobody ordered", SKY, "cross"),
    "struck first": Mark("struck before the other grew", BLACK, "right"),
    "office": Mark("a leader's office in danger", INDIGO, "hourglass"),
    "an occasion": Mark("an occasion that came by", BROWN, "bar"),
}

#: How a pair of students, or a war of the model beside them, came out.
PAIRS = {
    "at once": Mark("peace at once", GREEN, "dot"),
    "later": Mark("peace later", SKY, "hourglass"),
    "broken": Mark("signed, then broken", VERMILION, "up"),
    "missed": Mark("no peace, though a deal existed", GREY, "cross"),
    "none": Mark("no peace: no deal existed", BLACK, "bar"),
}


def failure(cause: str) -> Mark:
    """The mark of a cause; one that the model has and this table lacks goes by its own name."""
    return FAILURES.get(cause, Mark(cause, BLACK, "square"))
