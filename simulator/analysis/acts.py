"""What of a treatment can act at all, said before anything is played."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from simulator.analysis.paired_contrast import Arm
from simulator.model.levers import in_force
from simulator.model.reach import cannot_act, holds_anyway
from simulator.model.records import Scenario

#: Told a sentence.
Told: TypeAlias = Callable[[str], object]


def inert_inputs(scenario: Scenario, names: Iterable[str]) -> list[str]:
    """A sentence for each input that no live rule of a scenario reads.

    Args:
        scenario: Its switches count.
        names: Levers and parameter paths.
    """
    return [
        f"{name} cannot act in {scenario.name}: "
        + " and ".join(f"mechanisms.{switch}" for switch in off)
        + (" is off" if len(off) == 1 else " are off")
        for name, off in cannot_act(scenario, names).items()
    ]


def inert_differences(control: Arm, treatment: Arm) -> list[str]:
    """A sentence for each thing in which two arms differ and which cannot act.

    Args:
        control: Without the treatment.
        treatment: With it.
    """
    lines: list[str] = []
    for arm, other in ((treatment, control), (control, treatment)):
        levers = [lever for lever in arm.levers if lever not in other.levers]
        paths = [
            path
            for path, value in arm.scenario.values.items()
            if value != other.scenario.values[path]
        ]
        switched = arm.scenario.switches == other.scenario.switches
        if arm is treatment or switched:
            lines += inert_inputs(arm.scenario, [*(lever.name for lever in levers), *paths])
        held = in_force(arm.scenario.levers, arm.levers)
        lines += [
            f"{lever.name}={lever.value} changes nothing in {arm.scenario.name}: it holds anyway"
            for lever in holds_anyway(held)
            if lever in levers and not any(each.name == lever.name for each in other.levers)
        ]
    return list(dict.fromkeys(lines))


def all_inert(control: Arm, treatment: Arm) -> bool:
    """Whether nothing in which two arms differ can act, so that every effect must be nought."""
    changed = _changes(control, treatment)
    dead = set(cannot_act(treatment.scenario, changed)) & set(cannot_act(control.scenario, changed))
    both = in_force(treatment.scenario.levers, treatment.levers)
    dead |= {lever.name for lever in holds_anyway(both)} - {lever.name for lever in control.levers}
    same = (
        control.scenario.switches == treatment.scenario.switches
        and control.scenario.phase == treatment.scenario.phase
        and control.scenario.levers == treatment.scenario.levers
    )
    return same and set(changed) <= dead


def _changes(control: Arm, treatment: Arm) -> list[str]:
    """Names of the levers and parameters in which two arms differ."""
    mine, theirs = set(treatment.levers), set(control.levers)
    levers = [
        lever.name for lever in (*treatment.levers, *control.levers) if lever in mine ^ theirs
    ]
    values = treatment.scenario.values
    paths = [path for path, value in control.scenario.values.items() if values[path] != value]
    return list(dict.fromkeys([*levers, *paths]))
