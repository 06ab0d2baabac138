"""Outcomes and single wars as plain JSON, and where their numbers come from."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, fields

from simulator import __version__
from simulator.files.tables import names_table
from simulator.model.levers import Lever
from simulator.model.metrics.outcome import Curve, Holding, Outcome, Stamp
from simulator.model.metrics.survival import Band, Survival
from simulator.model.records import CAUSES, END_MODES, RUNGS, Range, Scenario, Trajectory

Json = dict[str, object]


def stamp_of(
    scenario: Scenario,
    entropy: int,
    engine: str,
    levers: tuple[Lever, ...],
    changes: Mapping[str, object],
) -> Stamp:
    """Where the numbers of a run come from."""
    pulled: dict[str, str] = {}
    for lever in levers:
        text = f"{lever.value}@{lever.month}" if lever.month else lever.value
        pulled[lever.name] = f"{pulled[lever.name]}, {text}" if lever.name in pulled else text
    plain = {path: _plain(value) for path, value in changes.items()}
    return Stamp(
        scenario=scenario.name,
        title=scenario.title,
        start=scenario.start,
        entropy=entropy,
        engine=engine,
        version=__version__,
        files=dict(scenario.files),
        levers=pulled,
        changes=plain,
        names=scenario.names,
    )


def _plain(value: object) -> float | str:
    if isinstance(value, Range):
        return f"{value.low:g}..{value.high:g} {value.distribution}"
    return value if isinstance(value, bool | int | float) else str(value)


def outcome_json(outcome: Outcome, stamp: Stamp) -> Json:
    """Everything `run --json` prints; no NaN in it."""
    curves: Json = {"month": list(range(outcome.months + 1))}
    for name, curve in outcome.curves.items():
        curves[name] = _curve(curve)
    curves["p_ended"] = outcome.p_ended.tolist()
    curves["end_mode"] = {name: shares.tolist() for name, shares in outcome.modes.items()}
    return plain_json(
        {
            **head_json(stamp),
            "replications": outcome.replications,
            "months": outcome.months,
            "end_mode": {name: share.share for name, share in outcome.end_mode.items()},
            "end_mode_ci95": {name: share.ci95 for name, share in outcome.end_mode.items()},
            "winner": {name: share.share for name, share in outcome.winners.items()},
            "cause": {name: share.count for name, share in outcome.causes.items()},
            "metrics": {name: asdict(summary) for name, summary in outcome.metrics.items()},
            "curves": curves,
            "endings": _lasting(outcome.endings),
            "holding": {name: _holding(held) for name, held in outcome.holding.items()},
        }
    )


def _holding(held: Holding) -> Json:
    """How long a first end holds, by months since."""
    return {"restricted_mean": held.mean._asdict(), **_lasting(held.lasting)}


def _lasting(lasting: Survival) -> Json:
    """Kaplan-Meier and Aalen-Johansen curves with their intervals."""
    return {
        "number": lasting.number,
        "failed": lasting.failed,
        "month": list(range(lasting.at_risk.size)),
        "at_risk": lasting.at_risk.tolist(),
        "survival": _band(lasting.survival),
        "incidence": {name: _band(band) for name, band in lasting.causes.items()},
    }


def _band(band: Band) -> Json:
    return {
        "value": band.value.tolist(),
        "se": band.se.tolist(),
        "low": band.low.tolist(),
        "high": band.high.tolist(),
    }


def _curve(curve: Curve) -> Json:
    return {
        "q05": curve.q05.tolist(),
        "q50": curve.q50.tolist(),
        "q95": curve.q95.tolist(),
        "mean": curve.mean.tolist(),
    }


def war_json(war: Trajectory, stamp: Stamp, replication: int) -> Json:
    """Everything `trace --json` prints; no NaN in it."""
    series = {name: values.tolist() for name, values in war.series.items()}
    months = len(next(iter(series.values()))) - 1
    return plain_json(
        {
            **head_json(stamp),
            "replication": replication,
            "months": months,
            "end_mode": END_MODES[war.end_mode],
            "end_month": war.end_month if war.end_mode else None,
            "resumed_month": war.resumed_month if war.resumed_month >= 0 else None,
            "cause": CAUSES[war.cause],
            "rung": RUNGS[war.rung],
            "winner": {1: "A", -1: "D"}.get(war.winner, "neither"),
            "chosen_by_A": bool(war.chosen_by_A),
            "removed_A": war.removed_month_A if war.removed_month_A >= 0 else None,
            "removed_D": war.removed_month_D if war.removed_month_D >= 0 else None,
            "at_end": dict(war.at_end),
            "talks": [asdict(talk) for talk in war.talks],
            "events": [{"month": month, "text": text} for month, text in war.events],
            "series": {"month": list(range(months + 1)), **series},
        }
    )


def head_json(stamp: Stamp) -> Json:
    """Where numbers come from, as the first keys of a JSON object."""
    head: Json = {each.name: getattr(stamp, each.name) for each in fields(stamp)}
    head["set"] = head.pop("changes")
    return head | {"names": names_table(stamp.names)}


def plain_json(part: Json) -> Json:
    """The same object with null for every number that is none."""
    return {key: _clean(value) for key, value in part.items()}


def _clean(value: object) -> object:
    if isinstance(value, Mapping):
        return plain_json(dict(value))
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def json_text(part: Json) -> str:
    """One JSON object and a newline."""
    return json.dumps(part, allow_nan=False, ensure_ascii=False) + "\n"
