"""One war of a scene, told month by month in plain sentences."""

from __future__ import annotations

from simulator.classroom.settings import Played
from simulator.ensemble import play_one
from simulator.records import CAUSES, END_MODES, Trajectory
from simulator.report.war_story import ending_line, talk_line


def told(asked: Played, entropy: int, months: int, war: int) -> dict[str, object]:
    """What happened in war number `war`, by the reference engine.

    Args:
        asked: The world and its levers.
        entropy: Names the luck.
        months: The horizon [months].
        war: Number of the war, from 0.

    Returns:
        Plain JSON: its end, and what happened, by month.

    Raises:
        RunFailed: It could not be played.
    """
    played = play_one(asked.scenario, entropy, months, asked.levers, war)
    return {
        "war": war,
        "ending": ending_line(played),
        "cause": CAUSES[played.cause],
        "end_mode": END_MODES[played.end_mode],
        "months": _months(played),
    }


def _months(war: Trajectory) -> list[list[object]]:
    """Month and sentence of everything that happened, in order."""
    talks = [(talk.month, talk_line(talk)) for talk in war.talks]
    events = sorted([*talks, *war.events], key=lambda each: each[0])
    return [[month, sentence] for month, sentence in events]
