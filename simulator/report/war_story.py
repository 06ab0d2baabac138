"""One war told month by month: who offered what, why it was refused, what ended it."""

from __future__ import annotations

import math

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from simulator.metrics.outcome import Stamp
from simulator.records import CAUSES, END_MODES, RUNGS, Talk, Trajectory
from simulator.report.ensemble_table import origin

_PHASES = ("war", "truce", "frozen", "settled")


def show_war(war: Trajectory, stamp: Stamp, replication: int, console: Console) -> None:
    """Tell one war month by month: who offered what, both values, why refused, what ended it."""
    console.print(f"[bold]{escape(stamp.title)}[/bold]: war {replication}")
    table = Table("month", "phase", "held by A", "what happened")
    for month in _told_months(war):
        talks = (talk_line(talk) for talk in war.talks if talk.month == month)
        table.add_row(
            _calendar(stamp.start, month),
            _PHASES[int(war.series["phase"][month])],
            f"{war.series['occ'][month]:.2%}",
            escape("\n".join((*_events(war, month), *talks))),
        )
    console.print(table)
    console.print(escape(ending_line(war)), highlight=False)
    console.print(origin(stamp, f"war {replication}"), style="dim", highlight=False)


def _told_months(war: Trajectory) -> list[int]:
    """Months with something to tell, and the last one."""
    last = len(war.series["occ"]) - 1
    told = {0, last, *(talk.month for talk in war.talks), *(month for month, _ in war.events)}
    return sorted(month for month in told if 0 <= month <= last)


def _events(war: Trajectory, month: int) -> list[str]:
    return [text for when, text in war.events if when == month]


def _calendar(start: str, month: int) -> str:
    """The month's number, and its date where month 0 has one.

    >>> _calendar("2025-10", 4)
    '4 (2026-02)'
    """
    if not start:
        return str(month)
    year, first = (int(part) for part in start.split("-")[:2])
    year, zero_based = divmod(12 * year + first - 1 + month, 12)
    return f"{month} ({year}-{zero_based + 1:02d})"


def talk_line(talk: Talk) -> str:
    """One month's bargaining in a sentence or two, with both values of each leader's choice.

    Values are in stakes: 1 is all that the war is about to that leader.
    """
    values = "; ".join(
        (
            _choice("A", talk.value_A, talk.refuse_A),
            _choice("D", talk.value_D, talk.refuse_D),
        )
    )
    if talk.kind == "none":
        return f"no offer was made ({values})"
    who = "the mediator tables" if talk.proposer == "mediator" else f"{talk.proposer} offers"
    what = "a truce on the line"
    if talk.kind != "truce":
        status = talk.rung.replace("_", " ")
        what = f"a settlement with A holding {talk.land:.0%} of the land at stake and D {status}"
    answer = "both sign" if talk.accepted else _refusal(talk)
    return f"{who} {what}; {answer} ({values})"


def _choice(side: str, value: float, refuse: float) -> str:
    if not (math.isfinite(value) and math.isfinite(refuse)):
        return f"{side} not asked"
    return f"{side}: {value:.3f} signing, {refuse:.3f} going on"


def _refusal(talk: Talk) -> str:
    short = {"A": talk.refuse_A - talk.value_A, "D": talk.refuse_D - talk.value_D}
    against = [f"{side} loses {gap:.3f} by signing" for side, gap in short.items() if gap > 0]
    return "refused: " + " and ".join(against) if against else "not signed"


def ending_line(war: Trajectory) -> str:
    """How the war ended, whether that held, and who lost office."""
    parts = [_end(war)]
    if war.resumed_month >= 0:
        parts.append(f"Fighting resumed in month {war.resumed_month} ({CAUSES[war.cause]}).")
    for side, month in (("A", war.removed_month_A), ("D", war.removed_month_D)):
        if month >= 0:
            parts.append(f"{side}'s first leader lost office in month {month}.")
    return " ".join(parts)


def _end(war: Trajectory) -> str:
    last = len(war.series["occ"]) - 1
    if war.end_mode == 0:
        return f"Still fighting in month {last}."
    how = {
        "truce": "a signed truce with politics left open",
        "settlement": f"a signed settlement; D is {RUNGS[war.rung].replace('_', ' ')}",
        "frozen": "a lull that nobody signed",
        "withdrawal": "A's withdrawal",
        "imposed": "D signing A's terms",
        "conquest": "conquest",
    }[END_MODES[war.end_mode]]
    winner = {1: " A prevailed.", -1: " D prevailed."}.get(war.winner, "")
    return f"The fighting first ended in month {war.end_month}: {how}.{winner}"
