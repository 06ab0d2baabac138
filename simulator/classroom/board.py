"""The class board: designs of the last scene, one board for everybody, best first."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.classroom.lesson import Place

#: Designs on the board, and of them those that one person may put there.
MOST_DESIGNS, MOST_OF_ONE = 60, 5

#: Letters of a name.
LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class Design:
    """A ceasefire that somebody built, and how it does.

    Attributes:
        name: Whose it is.
        settings: Where the dials stand.
        cost: Points it takes.
        share: Share of the wars in which it holds.
        ci: Interval of the share.
    """

    name: str
    settings: Mapping[str, Place]
    cost: int
    share: float
    ci: tuple[float, float]


@dataclass(slots=True)
class Board:
    """Designs by what was built: the same design is there once, under its first name."""

    _designs: dict[str, tuple[str, Design]] = field(default_factory=dict)

    def room_for(self, cookie: str) -> bool:
        """Whether this person may put one more there."""
        mine = sum(owner == cookie for owner, _ in self._designs.values())
        return mine < MOST_OF_ONE and len(self._designs) < MOST_DESIGNS

    def put(self, cookie: str, key: str, design: Design) -> None:
        """Put a design there; one that is there already stays as it is."""
        self._designs.setdefault(key, (cookie, design))

    def rows(self) -> list[dict[str, object]]:
        """The designs, best first, as plain JSON."""
        best = sorted((each for _, each in self._designs.values()), key=lambda each: -each.share)
        return [
            {
                "name": each.name,
                "settings": dict(each.settings),
                "cost": each.cost,
                "share": each.share,
                "ci": list(each.ci),
            }
            for each in best
        ]


def name_of(typed: str) -> str:
    r"""A name as it may stand on a wall: one line of printable letters.

    >>> name_of("  Team\u202e one\n ")
    'Team one'
    """
    line = " ".join(typed.split())
    return "".join(each for each in line if unicodedata.category(each)[0] != "C")[:LONGEST_NAME]
