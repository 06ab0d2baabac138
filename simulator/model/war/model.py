"""One war's clock: time passes here, in one numbered order.

    month 0   5 offers and answers, 10 records: a war that need not be fought is not.
    months    1 shocks and third parties   2 intelligence and propaganda
              3 economy, recruitment, production, aid   4 audience, removal of leaders
              5 offers and answers   6 battle and front   7 attrition
              8 compliance   9 learning   10 records

The order lives here and nowhere else. All luck is read from the tape by (month, channel).
"""

from __future__ import annotations

import math

from simulator.model.mechanisms import attrition, beliefs, front, office
from simulator.model.records import END_MODES, World
from simulator.model.war import negotiation
from simulator.model.war.compliance import comply
from simulator.model.war.outlook import assess
from simulator.model.war.perceive import rearmament, rearming_left, situation
from simulator.model.war.snapshot import numbers
from simulator.model.war.state import TRUCE, State


class War(State):
    """The war and its clock."""

    def __init__(self, world: World) -> None:
        """Set up month 0, and let the sides talk before anything is fought."""
        super().__init__(world)
        self._look_ahead(warm=False)
        if self.phase == TRUCE:
            self.ledger.end(0, END_MODES.index("truce"), 0, False, {})
        self._talk()
        self._record()

    def step(self) -> None:
        """One month."""
        self.month += 1
        self._third_parties()  # 1
        self._intelligence()  # 2
        self._economy()  # 3
        self._home()  # 4
        self._talk()  # 5
        self._battle()  # 6
        self._attrition()  # 7
        comply(self)  # 8
        self._learn()  # 9
        self._record()  # 10

    def _third_parties(self) -> None:
        """1: patrons give or withhold; the mediator leans."""
        now = self.month - 1
        if self.handover is not None:
            # What was signed changes hands in the month after the signature.
            self.occ, self.handover = self.handover, None
        stopped = not self.fighting
        self.coalition.step(self.month, self.orders, self.luck, self.on["aid"], stopped)
        if self.orders.event("talks", now) is not None:
            self.talks_forced = 12
        if self.orders.event("summit", now) is not None:
            self.talks_forced = max(self.talks_forced, 4)
        self.talks_forced = max(0, self.talks_forced - 1)
        inviting = 0.3 * self.coalition.carrots - 0.2 * self.coalition.sticks
        chance = self.values["talks.open0"] + inviting
        self.talks_open = (
            self.luck.uniform(self.month, "talks") < chance or self.talks_forced > 0
        ) and self.on["bargaining"]
        self.mediator.lean(
            now, self.orders, self.talks_open, self.coalition.sticks, self.on["mediation"]
        )

    def _intelligence(self) -> None:
        """2: signals are read, claims and results drift apart, aims follow the front."""
        c = self.coalition
        self.leader_A.read_signals(c.carrots, c.sticks, c.executed, self.on["signals"])
        if self.orders.state("learn_A", self.month - 1) == 1.0:
            self.leader_A.knows = True
        kind = self.orders.state("a_type", self.month - 1)
        if kind >= 0.0 and self.leader_A.sincere != (kind == 1.0):
            self.leader_A.want(kind == 1.0)
        if self.fighting:
            self.leader_A.widen_gap(12.0 * self.moved / 0.02)
            self.leader_D.adapt_aims(self.land, self.values["front.occ0"] / self.victory_at)

    def _economy(self) -> None:
        """3: money, men, arms, strikes."""
        now = self.month - 1
        supply = self.coalition.supply_ratio
        effort = self.leader_A.effort if self.fighting else 0.0
        pressure = self.orders.state("pressure", now)
        strikes_on = self.on["strikes"] and self.fighting
        self.D.strike(self.orders, now, pressure, strikes_on)
        self.A.run_economy(
            self.coalition, self.D.deep_strikes, effort, self.on["economy"], strikes_on
        )
        call_up = self.orders.event("mobilise_A", now)
        if call_up is not None:
            self.A.call_up(call_up)
        if self.on["attrition"]:
            on, level = self.on["recruitment"], self.intensity
            self.A.recruit(self.orders, now, on, self.fighting, level)
            self.D.draft(self.orders, now, supply, on, self.fighting, level)
        if self.on["attrition"] and self.fighting:
            self.A.produce(self.coalition, self.intensity)
            self.D.receive(supply, self.intensity)
        self.A.bomb(effort, self.stillness, self.orders, now, strikes_on)
        self.D.endure(self.A.strikes, self.orders, now)
        if not self.fighting and self.on["commitment"] and rearming_left(self) > 0:
            self.A.rearm(rearmament(self))
        if self.orders.event("d_shock", now) is not None:
            self.A.arms *= 0.97
            self.leader_A.see(0.0, -1.0)
            self.leader_A.gap = min(1.0, self.leader_A.gap + 0.1)
        if self.orders.event("client", now) is not None:
            self.client = True

    def _home(self) -> None:
        """4: the audiences, and who keeps office."""
        if self.orders.event("admit", self.month - 1) is not None:
            self.leader_A.admitted = True
            self.ledger.tell(self.month, "A's leader publicly owns up to failure")
        self.read_home(self.month)
        if not self.on["turnover"]:
            return
        leaders = (self.leader_A, self.leader_D)
        for side, (leader, channel) in enumerate(
            zip(leaders, ("removal_A", "removal_D"), strict=True)
        ):
            hazard = leader.true_removal
            if not self.fighting:
                judged = self.month - self.phase_since <= office.RECKONING
                hazard = leader.background + (leader.after_stop if judged else 0.0)
            swapped = side == 0 and self.orders.event("leader_swap", self.month - 1) is not None
            falls = self.luck.uniform(self.month, channel) < 1.0 - math.exp(-hazard)
            if falls or swapped:
                self._replace(side)

    def _replace(self, side: int) -> None:
        """A leader loses office."""
        if self.ledger.removed[side] < 0:
            self.ledger.removed[side] = self.month
        if side == 0:
            dove = (
                self.luck.uniform(self.month, "successor") < self.values["survival.successor_dove"]
            )
            self.leader_A.succeed(dove)
            kind = "a dove" if dove else "a hawk"
            self.ledger.tell(self.month, f"A's leader loses office; the successor is {kind}")
        else:
            self.leader_D.succeed()
            self.ledger.tell(self.month, "D's leader loses office")

    def _talk(self) -> None:
        """5: expectations are formed, efforts chosen, offers made and answered."""
        self._look_ahead(warm=True)
        if self.fighting:
            target_A = self.view.effort_A if self.on["freeze"] else 1.0
            target_D = self.view.effort_D if self.on["freeze"] else 1.0
            share = 0.35 if self.month else 1.0
            self.leader_A.effort += share * (target_A - self.leader_A.effort)
            self.leader_D.effort += share * (target_D - self.leader_D.effort)
            self.leader_A.idle += 1.0 - self.leader_A.effort
            initiative = front.initiative_D(self._net(self.true_drift))
            self.intensity = attrition.intensity(
                self.leader_A.effort, self.leader_D.effort, initiative
            )
            negotiation.talk(self)
        else:
            self.leader_A.effort = self.leader_D.effort = 0.0
            self.intensity = 0.03

    def _battle(self) -> None:
        """6: the front moves, or a side gives way."""
        v, now = self.values, self.month - 1
        start = self.occ
        shift = self.orders.event("front_shift", now)
        if shift is not None:
            self.occ = min(1.0, max(0.0, self.occ + shift))
        still = self.orders.event("stalemate", now)
        if still is not None:
            self.held_immobile = int(still)
        self.expected = 0.0
        if self.fighting and self.on["battle"]:
            # Nobody foresees that a line will hold: a front held immobile teaches like any other.
            self.expected = self._advance(self.believed_drift)
            surprise = v["power.noise"] / 100.0 * self.luck.normal(self.month, "front")
            move = self._advance(self.true_drift) + surprise * math.sqrt(self.intensity)
            if self.held_immobile == 0:
                self.occ = min(1.0, max(0.0, self.occ + move))
        self.held_immobile = max(0, self.held_immobile - 1)
        self.moved = 0.5 * self.moved + 0.5 * (self.occ - start)
        self.last_move = self.occ - start
        if self.fighting:
            negotiation.decided_in_the_field(self)

    def _net(self, drift: float) -> float:
        """Move of the front at full effort of both, were `drift` the net balance [share]."""
        v = self.values
        return front.potential(
            drift,
            v["power.front_rate"] / 100.0,
            self.log_ratio,
            self.A.force,
            self.D.force,
            v["force.holds_line"],
            v["force.breakthrough"] / 100.0,
        )

    def _advance(self, drift: float) -> float:
        """Move of the front at the efforts made [share]."""
        return front.advance(self._net(drift), self.leader_A.effort, self.leader_D.effort)

    def _attrition(self) -> None:
        """7: exact Lanchester losses."""
        self.A.losses = self.D.losses = 0.0
        if self.on["attrition"] and self.fighting:
            v = self.values
            on_A, on_D = attrition.loss_rates(
                v["force.loss_A"], v["force.size_ratio"], v["power.defence_adv"], self.intensity
            )
            men_A, men_D = attrition.exact_step(self.A.men, self.D.men, on_A, on_D, 1.0)
            self.A.losses, self.D.losses = self.A.men - men_A, self.D.men - men_D
            self.A.lost += self.A.losses
            self.D.lost += self.D.losses
            self.A.men, self.D.men = men_A, men_D
        self.A.remember(self.fighting)
        self.D.remember(self.fighting)

    def _learn(self) -> None:
        """9: months without a decision, and moves against the expected path, teach."""
        if not (self.on["learning"] and self.fighting):
            return
        v = self.values
        evidence = beliefs.front_evidence(
            self.last_move - self.expected,
            0.0,
            v["power.drift_spread"] / 100.0,
            max(1e-6, v["power.noise"] / 100.0 * math.sqrt(self.intensity)),
        )
        # No single month moves the odds by more than a factor of e: reports are never that clear.
        evidence = min(1.0, max(-1.0, evidence))
        self.leader_A.see(self.intensity, evidence)
        self.leader_D.race.observe(self.intensity, -evidence)

    def _record(self) -> None:
        """10: the month is booked."""
        negotiation.watch_for_lull(self)
        self.ledger.write(self.month, numbers(self))

    def _look_ahead(self, warm: bool) -> None:
        self.facts = situation(self)
        self.view = assess(self.facts, self.desk, self.scratch, warm)
