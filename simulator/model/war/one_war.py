"""One war, month by month, with its log: everything that can be told of it.

It needs no agents and so no Mesa, which takes longer to load than a war to play; `agents.War` is
the same war with agents that show the record.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.model.metrics.catalogue import STATES
from simulator.model.records import AT_END, Trajectory, World
from simulator.model.war.abreast import AT_END_FIELDS
from simulator.model.war.desk import Desk, Scratch
from simulator.model.war.inputs import inputs_of_world
from simulator.model.war.month import begin_wars, play_month
from simulator.model.war.record import FROZEN, WAR, new_bench, new_series
from simulator.model.war.situation import Situation
from simulator.model.war.steps.expect import situation
from simulator.model.war.told import Note, is_talk, sentence, talk_of


class OneWar:
    """A war between a challenger A and a defender D, read from its record."""

    def __init__(self, world: World) -> None:
        """Set up month 0, and let the sides talk before anything is fought.

        Args:
            world: A scenario with every range drawn, its levers, its luck.
        """
        self.world = world
        self._inputs = inputs_of_world(world)
        self._bench = new_bench(self._inputs, telling=True)
        self._series = new_series(1, world.months)
        # Views of the record by the array, since a scalar of it is slow to take apart.
        self._own, self._log = self._bench.wars["s"][0], self._bench.wars["log"][0]
        self._noted: list[tuple[int, Note]] = []
        begin_wars(self._bench, self._inputs)
        self._pass(0)

    def step(self) -> None:
        """One month."""
        self._pass(self.month + 1)

    def _pass(self, month: int) -> None:
        play_month(self._bench, self._inputs, month, self._series)
        self._noted += ((month, note) for note in self.notes())

    @property
    def record(self) -> Any:  # noqa: ANN401  # type PLAY, for which Python has no name
        """The war's record, type PLAY."""
        return self._bench.wars[0]

    def notes(self) -> list[Note]:
        """This month's log."""
        number = int(self._own["noted"])
        return [Note(*row) for row in self._log[:number].tolist()]

    @property
    def plan(self) -> Any:  # noqa: ANN401  # a scalar of type PLAN
        """What the leaders concluded this month."""
        return self.record.plan

    @property
    def facts(self) -> Situation:
        """What the leaders would calculate with as things stand."""
        return situation(self.record)

    @property
    def desk(self) -> Desk:
        """The arrays in which they calculate."""
        return Desk(*(array[0] for array in self._bench.desks))

    @property
    def scratch(self) -> Scratch:
        """What a calculation works in."""
        return self._bench.scratch

    @property
    def month(self) -> int:
        """Months since play began."""
        return int(self._own["month"])

    @property
    def occ(self) -> float:
        """Share of D's territory held by A."""
        return float(self.record.s.occ)

    @property
    def intensity(self) -> float:
        """Violence of the month [0 to 1]."""
        return float(self.record.s.intensity)

    @property
    def phase(self) -> int:
        """WAR, TRUCE, FROZEN or SETTLED."""
        return int(self.record.s.phase)

    @property
    def fighting(self) -> bool:
        """Whether the sides are at war, however violently."""
        return self.phase in (WAR, FROZEN)

    def so_far(self) -> Trajectory:
        """The war as it has gone, month by month."""
        s, months = self.record.s, self.world.months
        over = s.ended <= months
        held = [float(s[name]) for name in AT_END_FIELDS] if over else []
        return Trajectory(
            series=dict(zip(STATES, self._series[0], strict=True)),
            end_mode=int(s.end_mode),
            end_month=min(int(s.ended), months + 1),
            resumed_month=int(s.resumed),
            cause=int(s.cause),
            removed_month_A=int(s.removed_A),
            removed_month_D=int(s.removed_D),
            rung=int(s.end_rung),
            chosen_by_A=bool(s.chosen),
            at_end={} if np.isnan(held).all() else dict(zip(AT_END, held, strict=True)),
            talks=tuple(talk_of(note, month) for month, note in self._noted if is_talk(note)),
            events=tuple(
                (month, sentence(note)) for month, note in self._noted if not is_talk(note)
            ),
            winner=int(s.winner),
        )
