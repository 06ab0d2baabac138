"""The command that plays one war again, as it was: with everything that was set and pulled."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from simulator.errors import BadInput
from simulator.files.find import known_names
from simulator.files.scenario import load_scenario
from simulator.model.levers import Lever
from simulator.model.records import Range, Scenario


def replay_command(
    scenario: Scenario, entropy: int, months: int, levers: tuple[Lever, ...], replication: int
) -> str:
    """`simulator trace …` of one war.

    Args:
        scenario: What was played, with all that was set.
        entropy: Names the luck.
        months: The horizon.
        levers: Pulled beside the scenario's own.
        replication: Number of the war.

    Returns:
        A line for a shell; what cannot be found out any more is left out of it.
    """
    # A scenario that lies elsewhere is known by its file, which is the last of those it was read
    # from or the first, as it extends others.
    known = scenario.name in known_names()
    files = [file for file in scenario.files if file.rpartition("/")[2] == f"{scenario.name}.toml"]
    name = scenario.name if known or not files else files[0]
    words = ["simulator", "trace", name, "-k", str(replication), "--entropy", str(entropy)]
    words += ["--months", str(months)]
    try:
        changed = list(_changes(scenario, load_scenario(name)))
    except BadInput:
        changed = []
    words += [word for text in changed for word in ("--set", text)]
    for lever in levers:
        words += ["--lever", f"{lever.name}={lever.value}@{lever.month}"]
    return shlex.join(words)


def _changes(scenario: Scenario, as_written: Scenario) -> Iterator[str]:
    for path, value in scenario.values.items():
        if value != as_written.values[path]:
            yield f"{path}={_text(value)}"
    for name, on in scenario.switches.items():
        if on != as_written.switches[name]:
            yield f"mechanisms.{name}={str(on).lower()}"
    for path, now, before in (
        ("phase", scenario.phase, as_written.phase),
        ("front.steps", scenario.steps, as_written.steps),
    ):
        if now != before:
            yield f"{path}={now}"


def _text(value: float | Range) -> str:
    """A value as `--set` reads it, to the last digit."""
    if not isinstance(value, Range):
        return repr(value)
    ends = f"low={value.low!r}, high={value.high!r}, distribution='{value.distribution}'"
    return f"{{{ends}}}" if value.mode is None else f"{{{ends}, mode={value.mode!r}}}"
