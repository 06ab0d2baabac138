"""An author's theory on the common date: the base's facts, the author's assumptions.

Each author writes at another time, so an author's file puts the facts of that month in place of the
base's and says so under `[because]`. A departure whose reason begins with "Fact" is such a fact;
every other one is theory. Two theories are compared on one set of facts, or the difference between
two months would pass for a difference between two minds.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from simulator.errors import BadInput, Mistake
from simulator.files.levers import in_order
from simulator.files.scenario import load_scenario, with_values
from simulator.files.sets import Settable
from simulator.model.records import Scenario

#: The scenario whose facts, and whose date, are the common ones.
COMMON = "base"

_FACT = "Fact"


def on_common_date(scenario: Scenario, base: Scenario) -> Scenario:
    """`scenario` with every fact of its own date replaced by the base's.

    A lever that changes in a later month is tied to the author's own calendar and is left out.

    Args:
        scenario: An author's world; it stays as it is.
        base: The world whose facts are common.

    Raises:
        BadInput: It is played on forts, begins in another phase than the base, or its theory and
            the common facts make no world together.
    """
    _comparable(scenario, base)
    facts = {path for path, why in scenario.because.items() if why.startswith(_FACT)}
    theory: dict[str, Settable] = {
        path: value
        for path, value in scenario.values.items()
        if path not in facts and value != base.values[path]
    }
    for name, on in scenario.switches.items():
        if f"mechanisms.{name}" not in facts and on != base.switches[name]:
            theory[f"mechanisms.{name}"] = on
    apart = {lever.name for lever in scenario.levers if lever.month > 0}
    apart |= {path.partition(".")[2] for path in facts if path.startswith("levers.")}
    own = [lever for lever in scenario.levers if lever.name not in apart]
    common = [lever for lever in base.levers if lever.name in apart]
    return replace(
        with_values(base, theory),
        name=scenario.name,
        title=f"{scenario.title}, at the common date",
        question=scenario.question,
        levers=in_order((*own, *common)),
        because=MappingProxyType(
            {path: why for path, why in scenario.because.items() if path not in facts}
        ),
        sources=scenario.sources,
        files=MappingProxyType({**base.files, **scenario.files}),
        names=scenario.names,
    )


def load_on_common_date(name_or_path: str) -> Scenario:
    """The scenario in a file, on the common date.

    Args:
        name_or_path: A name in the scenarios folder, or a path.

    Raises:
        BadInput: Every mistake in the file, or it cannot be put on that date.
    """
    return on_common_date(load_scenario(name_or_path), load_scenario(COMMON))


def load_two(first: str, second: str) -> tuple[Scenario, Scenario]:
    """Two scenarios to be compared: on the common date where both depart from its facts.

    A scenario of another war has facts of its own, and stays as it is; so does then the other one.

    Args:
        first: A name in the scenarios folder, or a path.
        second: The other.

    Raises:
        BadInput: Every mistake in the files, the two are one, or they cannot be compared.
    """
    one, other = load_scenario(first), load_scenario(second)
    base = load_scenario(COMMON)
    if all(base.files.keys() <= each.files.keys() for each in (one, other)):
        one, other = on_common_date(one, base), on_common_date(other, base)
    else:
        _comparable(other, one)
    if (one.values, one.switches, one.levers) == (other.values, other.switches, other.levers):
        rule = f"the two must see something differently: both are {one.name}"
        if one.name != other.name:
            rule = f"must see something differently from {one.name}"
        raise BadInput(Mistake(other.name, "", rule, None, "name another scenario"))
    return one, other


def _comparable(scenario: Scenario, base: Scenario) -> None:
    mistakes = []
    if "forts" in (scenario.steps, base.steps):
        rule = f"must have a continuous front to be compared with {base.name}"
        remedy = "name a scenario of the war, not a textbook game"
        mistakes.append(Mistake(scenario.name, "front.steps", rule, scenario.steps, remedy))
    if scenario.phase != base.phase:
        rule = f"must begin as {base.name} does: in {base.phase}"
        remedy = "name a scenario that begins there"
        mistakes.append(Mistake(scenario.name, "phase", rule, scenario.phase, remedy))
    if mistakes:
        raise BadInput(*mistakes)
