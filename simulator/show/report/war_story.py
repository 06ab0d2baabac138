"""One war told month by month: who offered what, why it was refused, what ended it."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from simulator.model.metrics.outcome import Stamp
from simulator.model.records import CAUSES, END_MODES, EVEN, RUNGS, Talk, Trajectory, amount
from simulator.show.naming import named
from simulator.show.report.ensemble_table import origin

_PHASES = ("war", "truce", "frozen", "settled")


def show_war(war: Trajectory, stamp: Stamp, replication: int, console: Console) -> None:
    """Tell one war month by month: who offered what, both values, why refused, what ended it."""
    console.print(f"[bold]{escape(stamp.title)}[/bold]: war {replication}")
    say = partial(named, names=stamp.names)
    columns = "month", "phase", escape(say("held by A")), "what happened"
    table = Table(*columns, "signing / going on [stakes]")
    for month in _told_months(war):
        _tell(table, war, month, _calendar(stamp.start, month), say)
    console.print(table)
    console.print(escape(say(ending_line(war))), highlight=False)
    console.print(origin(stamp, f"war {replication}"), style="dim", highlight=False)


def _tell(table: Table, war: Trajectory, month: int, date: str, say: Callable[[str], str]) -> None:
    """One month: its talks with their values, then its events."""
    phase = _PHASES[int(war.series["phase"][month])]
    held = f"{war.series['occ'][month]:.2%}"
    talks = [(talk_line(talk), talk_values(talk)) for talk in war.talks if talk.month == month]
    events = [(text, "") for when, text in war.events if when == month]
    for text, values in talks + events or [("", "")]:
        table.add_row(date, phase, held, escape(say(text)), escape(say(values)))
        date = phase = held = ""


def _told_months(war: Trajectory) -> list[int]:
    """Months with something to tell, and the last one."""
    last = len(war.series["occ"]) - 1
    told = {0, last, *(talk.month for talk in war.talks), *(month for month, _ in war.events)}
    return sorted(month for month in told if 0 <= month <= last)


def _calendar(start: str, month: int) -> str:
    """The month's number, and its date where month 0 has one.

    >>> _calendar("2025-10", 4)
    '4 (2026-02)'
    >>> _calendar("0476-09", 0)
    '0 (0476-09)'
    """
    if not start:
        return str(month)
    year, first = (int(part) for part in start.split("-")[:2])
    year, zero_based = divmod(12 * year + first - 1 + month, 12)
    return f"{month} ({year:04d}-{zero_based + 1:02d})"


def talk_line(talk: Talk) -> str:
    """One offer and its answer, in a sentence."""
    terms = f"A holds {talk.land:.0%} of the land at stake, D is {talk.rung.replace('_', ' ')}"
    if talk.kind == "truce":
        terms = "a truce on the line"
    if talk.kind == "none":
        return (
            f"{talk.proposer} makes no offer: the nearest terms are that {terms}; {refusal(talk)}."
        )
    who = {"mediator": "The mediator proposes", "both": "Both want"}.get(
        talk.proposer, f"{talk.proposer} offers"
    )
    return f"{who}: {terms}. " + ("Both sign." if talk.accepted else f"Refused: {refusal(talk)}.")


def talk_values(talk: Talk) -> str:
    """Both values of each leader's choice, in stakes: 1 is all that the war is about to him."""
    pairs = (("A", talk.value_A, talk.refuse_A), ("D", talk.value_D, talk.refuse_D))
    return "\n".join(
        f"{side} {value:.3f} / {refuse:.3f}" if _known(value, refuse) else f"{side} not asked"
        for side, value, refuse in pairs
    )


def refusal(talk: Talk) -> str:
    """Why nothing was signed: who would lose by it and how much, or what stood in the way."""
    pairs = (("A", talk.refuse_A - talk.value_A), ("D", talk.refuse_D - talk.value_D))
    against = [
        f"{side} would lose {amount(loss)} by signing" for side, loss in pairs if loss > EVEN
    ]
    return " and ".join(against) or talk.why or "neither would lose by signing"


def _known(*values: float) -> bool:
    return all(math.isfinite(value) for value in values)


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
