"""Patrons: who supplies whom, who tires, and the posture they take towards A."""

from __future__ import annotations

import math

import mesa

from simulator.model.mechanisms import aid
from simulator.model.war.luck import Luck
from simulator.model.war.orders import Orders

HOLD, CARROTS, ALTERNATE, STICKS = range(4)
_AS_IS = -1.0
_CUT = 0.02  # what still trickles in after a cut [2022-24 mean]
_SURGE = 1.6


class Patron(mesa.Agent):  # type: ignore[misc]  # Mesa ships no types
    """A supplier of aid; `flow` is its delivery this month [2022-24 mean]."""

    def __init__(self, model: mesa.Model, name: str, start: float, fatigue: float) -> None:
        """Begin at the flow of month 0.

        Args:
            model: The war.
            name: `us`, `eu` or `supplier`.
            start: Flow at month 0 [2022-24 mean].
            fatigue: Steady fall [per month].
        """
        super().__init__(model)
        self.name = name
        self.start = start
        self.flow = start
        self.fatigue = fatigue
        self.has_cut = False
        self.tired = 1.0

    def own_path(self, month: int) -> float:
        """What the patron would give if nobody pulled a lever [2022-24 mean]."""
        left = _CUT if self.has_cut else self.start
        return left * self.tired * math.exp(-self.fatigue * month)

    def deliver(self, lever: float, own: float) -> None:
        """Move this month's flow towards what was ordered, or to the patron's own path."""
        ordered = {0.0: _CUT, 1.0: 1.0, 2.0: _SURGE}
        target = own if lever == _AS_IS else ordered[lever] * self.tired
        self.flow = aid.eased(self.flow, target, 4.0)


class Coalition:
    """D's two patrons and A's one, with the posture and the sanctions they agree on."""

    def __init__(self, model: mesa.Model, values: dict[str, float]) -> None:
        """Create the three patrons at the flows of month 0."""
        self.us = Patron(model, "us", values["aid.us0"], values["aid.fatigue"])
        self.eu = Patron(model, "eu", values["aid.eu0"], values["aid.fatigue"])
        self.supplier = Patron(model, "supplier", values["aid.supplier_A"], 0.0)
        self.values = values
        self.history: list[tuple[float, float]] = [(self.us.flow, self.eu.flow)]
        self.supply_start = aid.supply(self.us.flow, self.eu.flow, values["aid.prod_D"])
        self.supply_ratio = 1.0
        self.guarantor = True
        self.guarantor_left = -999
        self.carrots = 0.0
        self.sticks = 0.0
        self.executed = 1.0
        self.sanctions = 1.0

    def step(self, month: int, orders: Orders, luck: Luck, aid_on: bool, stopped: bool) -> None:
        """One month of aid, posture and sanctions (step 1 of the clock).

        Args:
            month: The month the step leads to.
            orders: The levers.
            luck: The war's luck.
            aid_on: Whether the aid mechanism is on.
            stopped: Whether large-scale fighting has stopped.
        """
        now = month - 1
        pressure = orders.state("pressure", now)
        self._posture(now, orders, pressure)
        self._sanctions(now, orders, pressure, stopped)
        if not self.guarantor:
            pass
        elif luck.uniform(month, "guarantor") < self.values["commit.guarantor_leaves"]:
            self.guarantor, self.guarantor_left = False, month
        if not aid_on:
            return
        if orders.event("fatigue", now) is not None:
            self.us.tired *= 0.5
            self.eu.tired *= 0.5
        # A patron whose own posture is inducement is nearer the door.
        leaning = 1.0 + self.carrots
        if luck.uniform(month, "cut") < self.values["aid.us_hazard"] * leaning:
            self.us.has_cut = True
        lever_us = 2.0 if pressure else orders.state("aid_us", now)
        lever_eu = orders.state("aid_eu", now)
        self.us.deliver(lever_us, self.us.own_path(month))
        wanted = aid.replacement(
            self.us.start, self.us.flow, self.eu.start, self.values["aid.eu_response"]
        )
        tired = self.eu.tired * math.exp(-self.eu.fatigue * month)
        self.eu.deliver(lever_eu, wanted * tired)
        self.history.append((self.us.flow, self.eu.flow))
        slip = int(orders.state("aid_delay", now))
        us, eu = self.history[max(0, len(self.history) - 1 - slip)]
        if 0 <= orders.since("aid_delay", now) < slip:
            # What was due in the first months of a slip arrives when it ends.
            us, eu = 0.0, 0.0
        self.supply_ratio = aid.supply(us, eu, self.values["aid.prod_D"]) / self.supply_start

    def _posture(self, now: int, orders: Orders, pressure: float) -> None:
        posture = int(orders.state("posture", now))
        since = orders.since("posture", now)
        campaign = since < orders.state("stick_months", now)
        self.executed = 1.0 if pressure else orders.state("threat_executed", now)
        self.carrots = 1.0 if posture == CARROTS else 0.0
        self.sticks = 1.0 if (posture == STICKS and campaign) or pressure else 0.0
        if posture == ALTERNATE:
            on_carrots = (max(0, since) // 6) % 2 == 0
            self.carrots, self.sticks = float(on_carrots), float(not on_carrots)
        if orders.event("summit", now) is not None:
            self.carrots = 1.0

    def _sanctions(self, now: int, orders: Orders, pressure: float, stopped: bool) -> None:
        level = (0.5, 1.0, 1.6)[int(orders.state("sanctions", now))]
        if pressure:
            level = 1.6
        level += 0.4 * self.sticks * (1.25 * self.executed - 0.25)
        if orders.state("relief_timing", now) == 0.0:
            level -= 0.2 * self.carrots
        if stopped:
            level *= 0.7
        self.sanctions = aid.eased(self.sanctions, max(0.0, level), 3.0)
