"""One war taken apart: what each mechanism alone kept it from, read from the log of values.

The war is replayed on the same luck with one mechanism off at a time, and its log says
what signing and what going on was worth to each leader. Nothing is estimated:
with a mechanism off the war either has a deal or has none, and the log says by how much. At month 0
nothing has happened yet: all replays have the same state, and the width of the bargaining range
changes by what the mechanism itself does to the leaders' values.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rich.table import Table

from simulator.analysis.paired_contrast import Arm
from simulator.model.metrics.outcome import Stamp
from simulator.model.records import CAUSES, END_MODES, Talk, Trajectory
from simulator.run.ensemble import Progress, play_one
from simulator.show.naming import named
from simulator.show.report.console import stdout_console

_AS_IT_IS = "(none)"

Part = dict[str, Any]


def take_apart(
    control: Arm,
    arms: dict[str, Arm],
    entropy: int,
    months: int,
    replication: int,
    progress: Progress | None = None,
) -> dict[str, object]:
    """Replay one war without each mechanism.

    Args:
        control: The scenario as it is.
        arms: Mechanism to the scenario without it.
        entropy: Names the luck [0, 2**63).
        months: The horizon [months].
        replication: Number of the war.
        progress: Told after each replay.

    Returns:
        `without`: mechanism (and `(none)`) to its replay; `kept_from_a_deal`: mechanisms without
        any of which the war has a deal that it has not, or has later, as it is;
        `kept_from_lasting`: those without any of which the very same first end holds longer.

    Raises:
        RunFailed: A war could not be played.
    """
    rows: dict[str, Part] = {}
    every = {_AS_IT_IS: control, **arms}
    for name, arm in every.items():
        rows[name] = _part(play_one(arm.scenario, entropy, months, arm.levers, replication))
        if progress is not None:
            progress(len(rows), len(every))
    as_it_is = _month(rows[_AS_IT_IS], months)
    sooner = [name for name in arms if _month(rows[name], months) < as_it_is]
    sooner.sort(key=lambda name: _month(rows[name], months))
    lasting = [name for name in arms if _lasts_longer(rows[name], rows[_AS_IT_IS])]
    return {"without": rows, "kept_from_a_deal": sooner, "kept_from_lasting": lasting}


def _lasts_longer(row: Part, as_it_is: Part) -> bool:
    """Whether the same first end fails later, or not at all."""
    if any(row[key] != as_it_is[key] for key in ("end_mode", "end_month")):
        return False
    failed, before = row["resumed_month"], as_it_is["resumed_month"]
    return before is not None and (failed is None or failed > before)


def _month(row: Part, months: int) -> int:
    """When the first deal was signed; beyond the horizon when none was."""
    deal = row["deal"]
    return months + 1 if deal is None else int(deal["month"])


def _part(war: Trajectory) -> Part:
    """What is told of one replay."""
    signed = [talk for talk in war.talks if talk.accepted]
    width = war.series["range_width"]
    # The range is that of the war: once it has ended there is another game.
    known = (war.series["fighting"] > 0.5) & np.isfinite(width)
    fought = np.where(known, width, -np.inf)[: war.end_month + 1]
    widest = int(np.argmax(fought)) if np.isfinite(fought).any() else None
    return {
        "end_mode": END_MODES[war.end_mode],
        "end_month": war.end_month if war.end_mode else None,
        "resumed_month": war.resumed_month if war.resumed_month >= 0 else None,
        "cause": CAUSES[war.cause] if war.resumed_month >= 0 else None,
        "deal": _deal(signed[0]) if signed else None,
        "nearest": None if signed else _nearest(war),
        "range_at_0": float(width[0]),
        "widest_range": None if widest is None else float(width[widest]),
        "widest_month": widest,
    }


def _deal(talk: Talk) -> Part:
    """An offer, and what each leader gains by signing it."""
    return {
        "month": talk.month,
        "kind": talk.kind,
        "proposer": talk.proposer,
        "land": talk.land,
        "rung": talk.rung,
        "gain_A": talk.value_A - talk.refuse_A,
        "gain_D": talk.value_D - talk.refuse_D,
    }


def _nearest(war: Trajectory) -> Part | None:
    """The offer that came nearest to being signed, by the loss of the side that would lose more."""
    deals = [_deal(talk) for talk in war.talks]
    known = [deal for deal in deals if np.isfinite(deal["gain_A"] + deal["gain_D"])]
    return max(known, key=lambda deal: min(deal["gain_A"], deal["gain_D"]), default=None)


def show_parts(parts: dict[str, Any], stamp: Stamp, replication: int, months: int) -> None:
    """Print the replays, the earliest deal first, and which mechanism stood in its way."""
    rows: dict[str, Part] = parts["without"]
    table = Table(
        title=f"{stamp.title}: war {replication}, one mechanism off at a time", title_justify="left"
    )
    for heading in ("without", "first end", "first deal"):
        table.add_column(heading, no_wrap=True)
    for heading in ("A gains", "D gains", "range at 0", "widest (month)"):
        table.add_column(named(heading, stamp.names), justify="right")
    order = sorted(rows, key=lambda name: (name != _AS_IT_IS, _month(rows[name], months)))
    for name in order:
        table.add_row(name.replace("_", " "), *_cells(rows[name]))
    console = stdout_console()
    console.print(table)
    console.print(_verdict(parts, months))
    console.print(
        f"Gains in stakes; a range below 0 is empty: no deal exists. War {replication}; "
        f"entropy {stamp.entropy}; simulator {stamp.version}",
        style="dim",
    )


def _cells(row: Part) -> list[str]:
    end = "still fighting" if row["end_month"] is None else f"{row['end_mode']} {row['end_month']}"
    end += "" if row["resumed_month"] is None else f", fails {row['resumed_month']}"
    deal, nearest = row["deal"], row["nearest"]
    signed = "none" if deal is None else f"{deal['kind']} {deal['month']}"
    if deal is None and nearest is not None:
        signed = f"none; nearest {nearest['month']}"
    shown = deal or nearest or {"gain_A": None, "gain_D": None}
    widest = row["widest_range"]
    return [
        end,
        signed,
        *("-" if gain is None else f"{gain:+.3f}" for gain in (shown["gain_A"], shown["gain_D"])),
        f"{row['range_at_0']:+.3f}",
        "-" if widest is None else f"{widest:+.3f} ({row['widest_month']})",
    ]


def _verdict(parts: dict[str, Any], months: int) -> str:
    rows, sooner, lasting = (
        parts[key] for key in ("without", "kept_from_a_deal", "kept_from_lasting")
    )
    as_it_is = rows[_AS_IT_IS]
    deal, failed = as_it_is["deal"], as_it_is["resumed_month"]
    now = "has no deal" if deal is None else f"has its first deal in month {deal['month']}"
    told = [f"As it is the war {now}."]
    if as_it_is["end_mode"] == "truce" and as_it_is["end_month"] == 0 and deal is None:
        told = ["Play begins in a truce."]
    elif sooner:
        earlier = "a deal" if deal is None else "an earlier one"
        told.append(f"Each of these alone kept it from {earlier}: {_listed(rows, sooner, months)}.")
    else:
        told.append(
            f"No mechanism alone kept it from {'one' if deal is None else 'an earlier one'}."
        )
    if failed is not None:
        told.append(f"Its first end fails in month {failed} ({as_it_is['cause']}).")
        names = ", ".join(name.replace("_", " ") for name in lasting)
        held = f"It holds longer without any one of these: {names}." if lasting else ""
        told.append(held or "Taking away any one mechanism does not make it hold longer.")
    return " ".join(told)


def _listed(rows: dict[str, Part], names: list[str], months: int) -> str:
    return ", ".join(
        f"{name.replace('_', ' ')} (month {_month(rows[name], months)})" for name in names
    )
