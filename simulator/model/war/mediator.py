"""The mediator: whom it presses, what it believes the war is about, what it puts on the table."""

from __future__ import annotations

from dataclasses import dataclass

import mesa

from simulator.model.war.luck import Luck
from simulator.model.war.orders import Orders

NOBODY, PRESS_D, PRESS_A = range(3)
NO_OFFER, LINE, NO_NATO, EXTRA_LAND, FULL_LIST = range(5)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Terms on the mediator's table: a truce on the line, or land and a rung."""

    truce: bool
    land: float
    rung: int


class Mediator(mesa.Agent):  # type: ignore[misc]  # Mesa ships no types
    """A third party that leans on a side when it refuses.

    Attributes:
        pressed_A: What refusing costs A this month [stakes].
        pressed_D: What refusing costs D this month [stakes].
    """

    def __init__(self, model: mesa.Model, values: dict[str, float], luck: Luck) -> None:
        """Draw what the mediator thinks the war is about."""
        super().__init__(model)
        self.misreads = luck.of_war("mediator") < values["talks.mediator_misread"]
        self.pressure = 0.1 * values["talks.pressure"]
        self.pressed_A = 0.0
        self.pressed_D = 0.0

    def lean(self, now: int, orders: Orders, talks_open: bool, sticks: float, on: bool) -> None:
        """Choose whom to press this month.

        One who reads the motive right presses the side that refuses; one who takes the war for a
        quarrel over land presses the side that holds less of it.
        """
        model = orders.state("mediator_model", now)
        misreads = self.misreads if model < 0.0 else model == 1.0
        target = int(orders.state("mediator_target", now))
        self.pressed_A = self.pressed_D = 0.0
        if not on:
            return
        put = orders.event("talks", now) is not None
        if target == PRESS_D or put or (target == NOBODY and misreads and talks_open):
            self.pressed_D = self.pressure
        if target == PRESS_A:
            self.pressed_A = self.pressure
        if not misreads:
            self.pressed_A = max(self.pressed_A, self.pressure * (0.2 + 1.3 * sticks))

    def table(self, now: int, orders: Orders, land: float, on: bool) -> Proposal | None:
        """What lies on the table this month."""
        offer = int(orders.state("offer", now))
        if not on or offer == NO_OFFER:
            return None
        return {
            LINE: Proposal(True, land, 5),
            NO_NATO: Proposal(False, land, 3),
            EXTRA_LAND: Proposal(False, min(1.0, land + 0.12), 4),
            FULL_LIST: Proposal(False, max(land, 0.6), 1),
        }[offer]
