"""What a war is at any moment: its agents and the quantities everybody refers to; no clock."""

from __future__ import annotations

import math

import mesa
import numpy as np

from simulator.model.mechanisms import beliefs, collapse
from simulator.model.mechanisms.office import RECKONING
from simulator.model.records import World
from simulator.model.war.audience import Audience
from simulator.model.war.belligerent import Challenger, Defender
from simulator.model.war.desk import new_desk, new_scratch
from simulator.model.war.leader import ChallengerLeader, DefenderLeader
from simulator.model.war.ledger import Ledger
from simulator.model.war.luck import Luck
from simulator.model.war.mediator import Mediator
from simulator.model.war.orders import Orders
from simulator.model.war.patron import Coalition
from simulator.model.war.situation import Assessment, Situation

#: Phases of a war: fought, paused by signature, quiet without one, settled.
WAR, TRUCE, FROZEN, SETTLED = range(4)
_FRONT_STALL = 5e-4  # share a month under which a front counts as still


class State(mesa.Model):  # type: ignore[misc]  # Mesa ships no types
    """A war between a challenger A and a defender D, with their patrons and a mediator.

    Attributes:
        facts: What the leaders calculate with this month.
        view: What they conclude.
        occ: Share of D's territory held by A.
        terms: Land (share of the land at stake) and rung of what was signed last.
    """

    facts: Situation
    view: Assessment

    def __init__(self, world: World) -> None:
        """Set up month 0.

        Args:
            world: A scenario with every range drawn, its levers, its luck.
        """
        super().__init__(rng=int(world.replication) % 2**31)
        self.world = world
        self.values = dict(world.values)
        self.on = world.scenario.switches
        self.luck = Luck(world.entropy, world.replication)
        self.orders = Orders(world.levers)
        self.ledger = Ledger(world.months)
        v = self.values
        self.month = 0
        self.occ = v["front.occ0"]
        self.victory_at = v["front.victory_at"]
        spread = v["power.drift_spread"]
        self.believed_drift = v["power.drift"] / 100.0
        self.true_drift = self.believed_drift + spread / 100.0 * self.luck.normal_of_war("drift")
        self.phase = TRUCE if world.scenario.phase == "truce" else WAR
        self.phase_since = 0
        self.terms: tuple[float, int] = (self.land, 5)
        self.handover: float | None = None
        self.held_immobile = 0
        self.client = False
        self.talks_open = False
        self.talks_forced = 0
        self.moved = self.last_move = self.expected = 0.0
        self.lull = 0
        self.past_intensity: list[float] = []
        self.intensity = 1.0
        self.table_A = self.table_D = False
        self.desk, self.scratch = new_desk(), new_scratch()
        self._people()
        self.belief_at_signing = self.win_A
        self.belief_at_signing_D = self.win_D
        self.force_at_signing = 0.0

    def _people(self) -> None:
        """Create the agents."""
        v, luck = self.values, self.luck
        hawks, inner = v["survival.hawk_weight"], v["survival.bloc_weights"]
        rest = 1.0 - hawks
        weights_A = np.array(
            [0.75 * inner * rest, hawks, 0.25 * inner * rest, (1.0 - inner) * rest]
        )
        weights_D = np.array([0.15, 0.25, 0.15, 0.45])
        self.A = Challenger(self, v)
        self.D = Defender(self, v)
        self.audience_A = Audience(self, 0, v, weights_A, luck)
        self.audience_D = Audience(self, 1, v, weights_D, luck)
        kind = self.orders.state("a_type", 0)
        sincere = luck.of_war("sincere") < v["talks.sincere_A"] if kind < 0.0 else kind == 1.0
        self.leader_A = ChallengerLeader(self, v, self.audience_A, sincere)
        weak = luck.of_war("weak_D") < v["cost.weak_D"]
        self.leader_D = DefenderLeader(self, v, self.audience_D, weak)
        self.keeps_word = luck.of_war("keeps_word") < v["commit.reliab_A"]
        self.coalition = Coalition(self, v)
        self.mediator = Mediator(self, v, luck)
        self.read_home(0)

    @property
    def land(self) -> float:
        """A's share of the land at stake [0 to 1]."""
        return min(1.0, max(0.0, self.occ / self.victory_at))

    @property
    def log_ratio(self) -> float:
        """Log of A's force over D's, 0 at month 0."""
        return self.A.log_force - self.D.log_force

    @property
    def fighting(self) -> bool:
        """Whether the sides are at war, however violently."""
        return self.phase in (WAR, FROZEN)

    @property
    def stillness(self) -> float:
        """1 when the front is still, 0 when it moves fast."""
        return math.exp(-abs(self.moved) / _FRONT_STALL)

    def fall_hazards(self) -> tuple[float, float]:
        """True hazards that A, and that D, gives way under full violence [per month]."""
        v = self.values
        weight = v["collapse.force"]
        strain_A = 3.0 * (self.A.stress - v["econ.stress0"])
        strain_D = 4.0 * (v["coerce.resolve0"] - self.D.resolve)
        fall_A = collapse.hazard(v["collapse.base_A"], weight, -self.log_ratio, strain_A)
        fall_D = collapse.hazard(v["collapse.base_D"], weight, self.log_ratio, strain_D)
        return fall_A, fall_D

    def believed_falls(self) -> tuple[float, float, float, float]:
        """Hazards per month under full violence.

        D's fall and A's own as A believes; A's and D's own as D believes.
        """
        v = self.values
        true_A, true_D = self.fall_hazards()
        if not self.on["optimism"]:
            return true_D, true_A, true_A, true_D
        push = math.exp(v["collapse.force"] * min(1.0, max(-1.0, self.log_ratio)))
        strain_A = math.exp(2.0 * (self.A.stress - v["econ.stress0"]))
        strain_D = math.exp(2.0 * (v["coerce.resolve0"] - self.D.resolve))
        on_D = self.leader_A.race.hazard() * self.leader_A.hope() * push * strain_D
        if self.leader_A.knows:
            on_D = true_D
        on_A = self.leader_D.race.hazard() / push * strain_A
        return (
            on_D,
            v["belief.own_fall_A"] / push * strain_A,
            on_A,
            v["belief.own_fall_D"] * push * strain_D,
        )

    @property
    def win_A(self) -> float:
        """A's leader's belief of victory [0 to 1]."""
        on_D, own, _, _ = self.believed_falls()
        return beliefs.win_belief(on_D, own, self.values["belief.horizon"])

    @property
    def win_D(self) -> float:
        """D's leader's belief that A's effort gives way first [0 to 1]."""
        _, _, on_A, own = self.believed_falls()
        return beliefs.win_belief(on_A, own, self.values["belief.horizon"])

    def read_home(self, month: int) -> None:
        """Let both leaders read their audiences."""
        v = self.values
        locked = v["aims.lockin_A"] * month / 36.0 if self.on["lock_in"] else 0.0
        outside = self.orders.state("regime_threat", max(0, month - 1)) == 1.0
        self.leader_A.face_home(
            self.land,
            self.A.lost,
            self.A.stress,
            self.A.called_up,
            min(1.5, locked),
            self.orders.state("face_saving", max(0, month - 1)),
            outside,
            self.on["freeze"] and self.fighting and self.leader_A.idle < RECKONING,
            self.intensity if self.fighting else 1.0,
            self.win_A,
            self.on["audience"],
        )
        self.leader_D.face_home(self.D.lost, self.D.resolve, self.on["audience"])
