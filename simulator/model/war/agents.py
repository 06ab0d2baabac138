"""One war as Mesa agents: views of the record, which own its reading and telling.

Nothing is decided here. The agents are what a reader of an agent-based model looks for: two
belligerents with their leaders and audiences, D's patrons, a mediator. They show the fields that
the steps write, and each tells the events that befall it.
"""

from __future__ import annotations

from typing import Any

import mesa

from simulator.model.mechanisms.audience import open_dissent
from simulator.model.records import Floats, World
from simulator.model.war.one_war import OneWar
from simulator.model.war.record import Public
from simulator.model.war.steps import log
from simulator.model.war.told import sentence


def _field(name: str, meaning: str) -> Any:  # noqa: ANN401  # a property; its type is the field's
    """A field of the agent's part of the record, read when it is asked for."""
    return property(lambda agent: agent.part[name].item(), doc=meaning)


class _View(mesa.Agent):  # type: ignore[misc]  # Mesa ships no types
    """An agent that shows a part of a war's record."""

    #: Whom the log calls it; None for who is never named there.
    code: int | None = None

    def __init__(self, model: War, part: Any, code: int | None = None) -> None:  # noqa: ANN401
        """Look at a part of the record.

        Args:
            model: The war.
            part: A scalar of the record, which shares its memory.
            code: Whom the log calls it.
        """
        super().__init__(model)
        self.part = part
        self.code = code

    def tell(self) -> list[str]:
        """What befell it this month, a sentence each."""
        return [sentence(note) for note in self.model.notes() if note.by == self.code]


class Belligerent(_View):
    """A side: men, arms and what the war has cost."""

    men = _field("men", "Men under arms [1 in month 0].")
    arms = _field("arms", "Arms [1 in month 0].")
    arms_share = _field("arms_share", "Share of force that arms make.")
    lost = _field("lost", "Men lost so far [force of month 0].")
    losses = _field("losses", "Men lost this month [force of month 0].")

    @property
    def force(self) -> float:
        """Force that men and arms make [1 in month 0]."""
        return float(self.men ** (1.0 - self.arms_share) * self.arms**self.arms_share)


class Leader(_View):
    """A side's leader: how hard he presses and what he risks at home."""

    effort = _field("effort", "How hard the side presses [0 to 1].")
    removal = _field("removal", "Hazard of removal while things go on, as he believes it.")
    true_removal = _field("true_removal", "The same as it is [per month].")
    after_stop = _field("after_stop", "Hazard that a stop already made has left [per month].")


class Audience(_View):
    """A side's public and elite: about a hundred members in blocs; one agent holds them."""

    dissent = _field("dissent", "Share by weight in open dissent [0 to 1].")

    def __init__(self, model: War, part: Any, people: Public, scale: float) -> None:  # noqa: ANN401
        """Look at a side's members.

        Args:
            model: The war.
            part: The side's part of the record.
            people: Its members.
            scale: What a grievance of one weighs against a threshold.
        """
        super().__init__(model, part)
        self.people, self.scale = people, scale

    def ask(self, grievance: Floats) -> float:
        """Who would dissent openly under these grievances [share by weight].

        Args:
            grievance: Of each bloc; shape (4,).
        """
        people = self.people
        return open_dissent(
            people.thresholds,
            people.sensitivity,
            people.starts,
            people.weights,
            grievance,
            self.scale,
        )


class Patrons(_View):
    """Who gives D its aid and holds sanctions on A."""

    us = _field("us", "Aid of the first patron [2022-24 mean].")
    eu = _field("eu", "Aid of the others [2022-24 mean].")
    supply_ratio = _field("supply_ratio", "What supplies D [1 in month 0].")
    sanctions = _field("sanctions", "Sanctions on A [1 in month 0].")
    guarantor = _field("guarantor", "Whether who would punish a breach is still there.")


class Mediator(_View):
    """A third party that leans on a side when it refuses."""

    misreads = _field("misreads", "Whether it takes the war for a quarrel over land.")
    pressed_A = _field("pressed_A", "What refusing costs A this month [stakes].")
    pressed_D = _field("pressed_D", "What refusing costs D this month [stakes].")


class War(OneWar, mesa.Model):  # type: ignore[misc]  # Mesa ships no types
    """A war between a challenger A and a defender D, with their patrons and a mediator."""

    def __init__(self, world: World) -> None:
        """Set up month 0, and let the sides talk before anything is fought.

        Args:
            world: A scenario with every range drawn, its levers, its luck.
        """
        mesa.Model.__init__(self, rng=int(world.replication) % 2**31)
        OneWar.__init__(self, world)
        self._people()

    def _people(self) -> None:
        record = self.record
        self.A = Belligerent(self, record.a, log.A)
        self.D = Belligerent(self, record.d, log.D)
        self.leader_A, self.leader_D = Leader(self, record.a), Leader(self, record.d)
        scale = self.world.values["audience.grievance"]
        sides = (Public(*(array[0, side] for array in self._bench.public)) for side in range(2))
        self.audience_A = Audience(self, record.a, next(sides), scale)
        self.audience_D = Audience(self, record.d, next(sides), scale)
        self.patrons = Patrons(self, record.s)
        self.mediator = Mediator(self, record.s, log.MEDIATOR)
