"""`simulator threshold`: where an outcome crosses a value as one input moves."""

from __future__ import annotations

import math
import sys
from dataclasses import replace

from rich.table import Table

from simulator.analysis.acts import inert_inputs
from simulator.analysis.crossing import Crossing, Threshold, thresholds
from simulator.errors import BadInput, Mistake, RunFailed
from simulator.files.command_line import together
from simulator.files.vary import WHERE, check_reached, lever_text, parse_vary
from simulator.model.designs import Axis
from simulator.model.metrics.catalogue import Selection, check_names
from simulator.model.metrics.intervals import Pair
from simulator.run.ensemble import compiling_is_due, run_wars, say
from simulator.show.notebook.scenario_in_hand import Scenario, load
from simulator.show.report.console import progress_bar, say_not_pulled, stdout_console
from simulator.show.report.plain import json_text, plain_json

#: Looks along the range when nobody says how many.
_GRID = 9


def asked_axis(vary: list[str], metric: str | None, at: str | None, months: int) -> Axis:
    """The axis that was typed; everything wrong with it, the metric and the value is told at once.

    Args:
        vary: Each `--vary`.
        metric: `--metric`.
        at: `--at`.
        months: The horizon [months].

    Raises:
        BadInput: All mistakes.
    """
    mistakes: list[Mistake] = []
    axes = parse_vary(vary, mistakes)
    check_reached(axes, months, WHERE, "", mistakes)
    if len(vary) != 1:
        remedy = "write it like --vary commit.rearm_A=0:1"
        got = f"{len(vary)} of them"
        mistakes.append(Mistake(WHERE, "", "needs exactly one input", got, remedy))
    for axis in axes:
        if axis.choices:
            rule, remedy = "must be a range LO:HI", f"write it like {axis.name}=0:1"
            mistakes.append(Mistake(WHERE, axis.name, rule, "a list of values", remedy))
    if metric is None:
        remedy = "write it like --metric ended_by_24"
        mistakes.append(Mistake("--metric", "", "must be given", None, remedy))
    try:
        known = at is not None and math.isfinite(float(at))
    except ValueError:
        known = False
    if not known:
        typed = None if at is None else repr(at)
        rule, remedy = "must be a finite number", "write it like --at 0.5"
        mistakes.append(Mistake("--at", "", rule, typed, remedy))

    def tell() -> None:
        if mistakes:
            raise BadInput(*mistakes)

    together(tell, lambda: check_names([metric] if metric else [], months))
    return axes[0]


def run_threshold(
    scenario: str,
    vary: list[str],
    metric: str,
    at: float,
    replications: int,
    entropy: int,
    months: int,
    sets: list[str],
    levers: list[str],
    as_json: bool,
) -> None:
    """Look for every place at which a metric crosses a value, and say where.

    Args:
        scenario: Name in scenarios/, or a path.
        vary: The one input that moves, `NAME=LO:HI[:N]`.
        metric: Its name as typed.
        at: The value that is crossed [units of the metric].
        replications: Wars at each place.
        entropy: Names the luck of all places [0, 2**63).
        months: The horizon [months].
        sets: Each PATH=VALUE, at every place.
        levers: Each NAME=VALUE[@MONTH], at every place.
        as_json: Whether stdout gets one JSON object and nothing else.

    Raises:
        BadInput: Something typed is wrong, or an end of the range is impossible.
        RunFailed: A war could not be played, or no war has the number somewhere.
    """
    axis = asked_axis(vary, metric, str(at), months)
    world = load(scenario).set(sets).pull(*levers)
    # Both ends first: whatever is impossible is told before anything is played.
    together(lambda: _moved(world, axis, 0.0), lambda: _moved(world, axis, 1.0))
    say_not_pulled(world.world, months)
    for line in inert_inputs(world.world, [axis.name]):
        say(line)
    compiling_is_due("ensemble")

    def look(place: float) -> tuple[float, Pair]:
        there = _moved(world, axis, place)
        only = Selection((metric,))
        outcome = run_wars(there.world, replications, entropy, months, there.levers, only=only)
        found = outcome.metrics[metric]
        if found.mean is None or found.ci95 is None:
            raise RunFailed(
                f"{metric}: no war has it at {axis.name}={_value(axis, place):g} - choose a "
                "metric that every war has, or raise -n"
            )
        return found.mean, found.ci95

    grid = axis.number or _GRID
    with progress_bar(f"{scenario}: {axis.name}") as told:
        played = 0

        def looked(place: float) -> tuple[float, Pair]:
            nonlocal played
            played += 1
            if told is not None:
                told(played, max(played, 3 * grid))
            return look(place)

        found = thresholds(looked, at, grid)
    stamp = world.stamp(entropy, "ensemble")
    if as_json:
        head = {
            "scenario": stamp.scenario,
            "title": stamp.title,
            "entropy": entropy,
            "version": stamp.version,
            "files": dict(stamp.files),
            "levers": dict(stamp.levers),
            "set": dict(stamp.changes),
            "replications": replications,
            "months": months,
            "vary": axis.name,
            "low": axis.low,
            "high": axis.high,
            "metric": metric,
            "at": at,
            "crossings": [_crossing_json(axis, each) for each in found.crossings],
            "looks": [
                {"value": _value(axis, place), "mean": mean, "ci95": list(interval)}
                for place, (mean, interval) in found.looks.items()
            ],
        }
        sys.stdout.write(json_text(plain_json(head)))
        return
    _show(found, axis, metric, at, f"{stamp.title}: {metric} as {axis.name} moves")
    stdout_console().print(
        f"{replications} wars at each of {len(found.looks)} places on the same luck; entropy "
        f"{entropy}; simulator {stamp.version}",
        highlight=False,
    )


def _moved(world: Scenario, axis: Axis, place: float) -> Scenario:
    value = _value(axis, place)
    if axis.is_lever:
        return world.pull(f"{axis.name}={lever_text(value)}@{axis.month}")
    return world.set({axis.name: value})


def _value(axis: Axis, place: float) -> float:
    """The input's own value at a share of its range."""
    value = replace(axis, choices=()).at(place)
    assert not isinstance(value, str)  # noqa: S101  # a range
    return float(value)


def _crossing_json(axis: Axis, each: Crossing) -> dict[str, object]:
    return {
        "value": _value(axis, each.place),
        "ci95": [_value(axis, each.low), _value(axis, each.high)],
        "open": [each.open_low, each.open_high],
        "rises": each.rises,
    }


def _show(found: Threshold, axis: Axis, metric: str, at: float, title: str) -> None:
    console = stdout_console()
    table = Table(title=title, title_justify="left")
    for heading in (axis.name, metric, "95% interval"):
        table.add_column(heading, justify="right")
    for place, (mean, (low, high)) in found.looks.items():
        table.add_row(f"{_value(axis, place):.4g}", f"{mean:.4g}", f"{low:.4g} to {high:.4g}")
    console.print(table)
    for each in found.crossings:
        low, high = (_value(axis, place) for place in (each.low, each.high))
        ends = (
            f"{'at most ' if each.open_low else ''}{low:.4g}",
            f"{'at least ' if each.open_high else ''}{high:.4g}",
        )
        console.print(
            f"{metric} {'rises' if each.rises else 'falls'} through {at:g} at "
            f"{axis.name} = {_value(axis, each.place):.4g} ({ends[0]} to {ends[1]})",
            highlight=False,
        )
    if not found.crossings:
        means = [mean for mean, _ in found.looks.values()]
        side = "above" if min(means) >= at else "below"
        console.print(
            f"{metric} stays {side} {at:g} from {axis.name} = {axis.low:g} to {axis.high:g}: "
            f"between {min(means):.4g} and {max(means):.4g}",
            highlight=False,
        )
