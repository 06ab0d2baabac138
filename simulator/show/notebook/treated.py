"""A scenario and what is changed in it; nothing is ever changed in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import Self, TypeAlias

from simulator.errors import BadInput, Mistake
from simulator.files import command_line as options
from simulator.files.find import printable
from simulator.files.levers import in_order, parse_levers
from simulator.files.scenario import parse_sets, with_values
from simulator.files.sets import Settable
from simulator.model import records
from simulator.model.levers import Lever
from simulator.model.metrics.catalogue import check_names
from simulator.model.metrics.outcome import Stamp
from simulator.run.ensemble import Progress
from simulator.show.report.console import progress_bar
from simulator.show.report.plain import stamp_of

#: One word, or several: `"guarantee=0.8@6"`, `["posture=sticks", "talks=1@3"]`.
Words: TypeAlias = str | Sequence[str]

#: Values by path, or `"PATH=VALUE"` once or several times.
Values: TypeAlias = Mapping[str, Settable] | Words


@dataclass(frozen=True, slots=True, repr=False)
class Treated:
    """One world, and what is changed in it.

    Attributes:
        world: As the file says, with everything that was set.
        changes: What was set: path to value.
        levers: Pulled beside the scenario's own.
    """

    world: records.Scenario
    changes: Mapping[str, Settable] = field(default_factory=lambda: MappingProxyType({}))
    levers: tuple[Lever, ...] = ()

    @property
    def name(self) -> str:
        """As it was loaded."""
        return self.world.name

    @property
    def title(self) -> str:
        """One line for a reader."""
        return self.world.title

    def set(self, values: Values) -> Self:
        """The same world with other values.

        Args:
            values: Parameter path to a number, to `{"low": 0.1, "high": 0.3}`, or
                `mechanisms.NAME` to a bool; or text as after `--set`.

        Raises:
            SimulatorError: Every mistake in them, as `--set` tells it.
        """
        new = dict(values) if isinstance(values, Mapping) else parse_sets(listed(values))
        if not new:
            return self
        changes = MappingProxyType({**self.changes, **new})
        return replace(self, world=with_values(self.world, new), changes=changes)

    def pull(self, *levers: str) -> Self:
        """The same world with levers pulled.

        Args:
            levers: Each `"NAME=VALUE"` or `"NAME=VALUE@MONTH"`; one that was pulled in that month
                before gives way.

        Raises:
            SimulatorError: Every mistake in them, as `--lever` tells it.
        """
        new = parse_levers(levers)
        moved = {(lever.name, lever.month) for lever in new}
        kept = [lever for lever in self.levers if (lever.name, lever.month) not in moved]
        return replace(self, levers=in_order((*kept, *new)))

    def stamp(self, seed: int, engine: str) -> Stamp:
        """Where the numbers of a run come from."""
        return stamp_of(self.world, seed, engine, self.levers, self.changes)

    def check(
        self, n: int, seed: int, months: int, engine: str, metrics: Words, k: int = 0
    ) -> None:
        """Tell everything that is wrong with the numbers and names of a question at once.

        Args:
            n: Number of wars.
            seed: Names the luck.
            months: The horizon [months].
            engine: Which plays.
            metrics: Names asked for.
            k: Number of a war.

        Raises:
            BadInput: All mistakes.
        """
        wholes = [
            (options.REPLICATIONS, str(n)),
            (options.ENTROPY, str(seed)),
            (options.MONTHS, str(months)),
            (options.REPLICATION, str(k)),
        ]
        pulled = [f"{lever.name}={lever.value}@{lever.month}" for lever in self.levers]
        more = partial(_named, listed(metrics))
        options.checked(wholes, levers=pulled, engine=engine, more=more)

    def __repr__(self) -> str:
        told = [f"{name}={value}" for name, value in self.stamp(0, "").changes.items()]
        told += [f"{lever.name}={lever.value}@{lever.month}" for lever in self.levers]
        return f"<{self.name}: {self.title}{'; ' if told else ''}{', '.join(told)}>"


def listed(words: object) -> list[str]:
    """One word or several, as a list of words.

    Raises:
        SimulatorError: It is neither text nor several of them.

    >>> listed("talks=1"), listed(["talks=1", "admit=1"])
    (['talks=1'], ['talks=1', 'admit=1'])
    """
    if isinstance(words, str):
        return [words]
    if isinstance(words, Iterable) and not isinstance(words, Mapping):
        found = list(words)
        if all(isinstance(word, str) for word in found):
            return found
    rule, remedy = "must be text, or a list of texts", 'write it like "guarantee=0.8@6"'
    raise BadInput(Mistake("argument", "", rule, printable(repr(words)), remedy))


def _named(metrics: list[str], numbers: list[int]) -> object:
    return check_names(metrics, numbers[2])


def shown(progress: bool | Progress, label: str) -> AbstractContextManager[Progress | None]:
    """Who is told how far the work is: whoever was named, a bar, or nobody."""
    if not isinstance(progress, bool):
        return nullcontext(progress)
    return progress_bar(label) if progress else nullcontext(None)
