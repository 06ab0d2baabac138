"""One war of a scene, told month by month in plain sentences."""

from __future__ import annotations

import math
from dataclasses import replace

from simulator.classroom.settings import Played
from simulator.model.records import CAUSES, END_MODES, Trajectory
from simulator.run.ensemble import play_one
from simulator.show.film.film import film_of
from simulator.show.film.player import told_by_month
from simulator.show.marks import failure
from simulator.show.naming import named
from simulator.show.report.war_story import ending_line


def told(asked: Played, entropy: int, months: int, war: int) -> dict[str, object]:
    """What happened in war number `war`, by the reference engine.

    Args:
        asked: The world and its levers.
        entropy: Names the luck.
        months: The horizon [months].
        war: Number of the war, from 0.

    Returns:
        Plain JSON: the names of the sides, its end, when and why fighting resumed, what happened by
        month, and its film.

    Raises:
        RunFailed: It could not be played.
    """
    names = asked.scenario.names
    played = play_one(asked.scenario, entropy, months, asked.levers, war)
    return {
        "war": war,
        "names": {"A": names.A, "D": names.D},
        "ending": named(ending_line(replace(played, resumed_month=-1)), names),
        "resumed": played.resumed_month if played.resumed_month >= 0 else None,
        "cause": CAUSES[played.cause],
        "end_mode": END_MODES[played.end_mode],
        "months": [[month, named(_plain(said), names)] for month, said in told_by_month(played)],
        "columns": [named(words, names) for _, words in COURSE],
        "course": _course(played),
        "film": film_of(played, names),
    }


#: What is told of the course between events: state and the words above its column.
COURSE = (
    ("cap_A", "A's strength"),
    ("cap_D", "D's strength"),
    ("belief_A_win", "A expects to win"),
    ("dissent_A", "open dissent in A"),
)


def _course(war: Trajectory) -> list[list[float | None]]:
    """Month and a few states every half year, and in the last month before the fighting resumed."""
    last = war.resumed_month - 1 if war.resumed_month > 0 else len(war.series["cap_A"]) - 1
    months = sorted({*range(0, last + 1, 6), last})
    return [[month, *(_short(war.series[name][month]) for name, _ in COURSE)] for month in months]


def _short(value: float) -> float | None:
    return round(float(value), 3) if math.isfinite(value) else None


def _plain(sentence: str) -> str:
    """A sentence of the trace in the words of the page: a cause under the name it has there."""
    for cause in CAUSES[1:]:
        sentence = sentence.replace(f"({cause})", f"({failure(cause).label})")
    return sentence
