"""A belligerent: its men, its arms, its treasury, and what it does to the other's rear."""

from __future__ import annotations

import math

import mesa

from simulator.model.mechanisms import attrition, coercion, economy, production, recruitment
from simulator.model.war.orders import Orders
from simulator.model.war.patron import Coalition


class Belligerent(mesa.Agent):  # type: ignore[misc]  # Mesa ships no types
    """What both sides share: men and arms as indices (1 at month 0), and their trend."""

    def __init__(self, model: mesa.Model, values: dict[str, float], arms_share: float) -> None:
        """Begin at the forces of month 0."""
        super().__init__(model)
        self.values = values
        self.arms_share = arms_share
        self.men = 1.0
        self.arms = 1.0
        self.lost = 0.0
        self.losses = 0.0
        self.changes: list[float] = []
        self.last = 0.0

    @property
    def force(self) -> float:
        """Force that men and arms make (1 at month 0)."""
        return production.force(self.men, self.arms, self.arms_share)

    @property
    def log_force(self) -> float:
        """Log of the force."""
        return math.log(self.force)

    def trend(self) -> float:
        """Growth of the log of force over the last three months of war [per month], within 5 %.

        What a truce adds is no trend of the war that a breach would bring back.
        """
        if not self.changes:
            return 0.0
        grown = 0.0
        for change in self.changes:  # not sum(): later Pythons round it differently
            grown += change
        return min(0.05, max(-0.05, grown / len(self.changes)))

    def remember(self, fighting: bool) -> None:
        """Note this month's force, for the trend."""
        now = self.log_force
        if fighting:
            self.changes = [*self.changes[-2:], now - self.last]
        self.last = now

    def rearm(self, growth: float) -> None:
        """Grow men and arms together during a truce, by a log growth of force."""
        factor = math.exp(growth)
        self.men *= factor
        self.arms *= factor


class Challenger(Belligerent):
    """A: buys men at a rising price, runs a war economy, bombs cities."""

    def __init__(self, model: mesa.Model, values: dict[str, float]) -> None:
        """Begin at month 0."""
        super().__init__(model, values, 0.5)
        self.pool = values["man.pool_A"]
        self.price = 1.0
        self.stress = values["econ.stress0"]
        self.recruits = values["man.replace_A"] * values["force.loss_A"]
        self.strikes = 1.0
        self.called_up = 0.0

    def recruit(self, orders: Orders, now: int, on: bool, fighting: bool, intensity: float) -> None:
        """Buy, hire and, when ordered, call up this month's men (step 3)."""
        v = self.values
        self.called_up *= 0.95
        loss = v["force.loss_A"]
        if not fighting:
            self.recruits = 0.0
            return
        lever = orders.state("replace_A", now)
        if not on:
            self.recruits = self.losses
        else:
            foreign = min(v["man.foreign_A"], v["man.replace_A"]) * loss
            replace = v["man.replace_A"] if lever < 0.0 else (0.4, 1.0)[int(lever)]
            wanted = recruitment.need(intensity)
            intake = max(0.0, replace * loss - foreign) * wanted
            foreign *= wanted
            bought = recruitment.volunteers(intake, self.pool, v["man.pool_A"], self.stress)
            if intake > 0.0:
                self.pool = max(0.0, self.pool - wanted * bought / intake)
            self.price = recruitment.bounty(
                self.price, v["man.bounty_growth"], self.pool, v["man.pool_A"]
            )
            self.recruits = bought + foreign
        self.men += self.recruits

    def call_up(self, order: float) -> None:
        """Compulsory call-up of a sixth of the force: men now, grievance for years."""
        self.men += order / 6.0
        self.called_up += order * self.values["man.coerce_cost"]

    def run_economy(
        self, coalition: Coalition, deep_strikes: float, effort: float, on: bool, strikes_on: bool
    ) -> None:
        """One month of sanctions, overheating, strikes, bounties and adaptation (step 3)."""
        v = self.values
        if not on:
            return
        damage = economy.sanctions_damage(
            v["econ.bite"], v["econ.leak"], coalition.supplier.flow, coalition.sanctions
        )
        struck = 0.08 * v["econ.strike_damage"] * v["econ.oil_share"] * deep_strikes
        self.stress = economy.stress_step(
            self.stress,
            damage,
            0.02 * v["econ.overheat"] * (0.3 + 0.7 * effort),
            struck if strikes_on else 0.0,
            0.004 * max(0.0, self.price - 1.0) * effort,
            v["econ.recovery"],
        )

    def produce(self, coalition: Coalition, intensity: float) -> None:
        """One month of weapon output and wear (step 3)."""
        output = production.output_A(
            self.values["econ.rearm"],
            self.stress,
            self.values["econ.stress0"],
            coalition.supplier.flow,
        )
        self.arms = production.arms_step(self.arms, output, intensity)

    def bomb(self, effort: float, stillness: float, orders: Orders, now: int, on: bool) -> None:
        """Choose this month's strikes on cities (step 3)."""
        ordered = orders.state("bombing", now)
        self.strikes = (
            coercion.strikes_on_cities(self.values["coerce.substitute"], effort, stillness, ordered)
            if on
            else 0.0
        )


class Defender(Belligerent):
    """D: drafts, is supplied, endures, strikes A's rear."""

    def __init__(self, model: mesa.Model, values: dict[str, float]) -> None:
        """Begin at month 0."""
        super().__init__(model, values, values["power.aid_elast"])
        self.resolve = values["coerce.resolve0"]
        self.anchor = self.resolve
        self.deep_strikes = values["coerce.deep_rate"]
        _, rate = attrition.loss_rates(
            values["force.loss_A"], values["force.size_ratio"], values["power.defence_adv"], 1.0
        )
        self.loss_start = rate

    def draft(
        self,
        orders: Orders,
        now: int,
        supply: float,
        on: bool,
        fighting: bool,
        intensity: float,
    ) -> None:
        """Mobilise this month's men (step 3)."""
        if not fighting:
            return
        if not on:
            self.men += self.losses
            return
        draft = (0.6, 1.0, 1.4)[int(orders.state("draft_D", now))]
        called = recruitment.intake_D(self.values["man.mobil_D"], self.loss_start, draft, supply)
        self.men += recruitment.need(intensity) * called

    def receive(self, supply: float, intensity: float) -> None:
        """One month of deliveries, own output and wear (step 3)."""
        self.arms = production.arms_step(self.arms, supply, intensity)

    def strike(self, orders: Orders, now: int, pressure: float, on: bool) -> None:
        """Choose this month's deep strikes (step 3)."""
        support = max(orders.state("strike_support", now), pressure)
        ordered = orders.state("strikes_deep", now)
        rate = self.values["coerce.deep_rate"] * ordered * (1.0 + 0.6 * support)
        self.deep_strikes = rate if on else 0.0

    def endure(self, strikes: float, orders: Orders, now: int) -> None:
        """Let bombing and events move D's resolve (step 3)."""
        shock = orders.event("weariness_D", now)
        if shock is not None:
            # The claims write the change itself (-0.3); a plain 1 means that size.
            fall = 0.3 if shock == 1.0 else abs(shock)
            self.resolve = max(0.0, self.resolve - fall)
            self.anchor = max(0.0, self.anchor - 0.7 * fall)
        defence = 0.4 * orders.state("air_defence", now)
        self.resolve = coercion.resolve_step(
            self.resolve, self.anchor, self.values["coerce.bomb_resolve"], strikes, defence
        )
