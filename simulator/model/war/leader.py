"""The two leaders: what each believes, what each fears at home, and how each learns."""

from __future__ import annotations

import math

import mesa
import numpy as np

from simulator.model.mechanisms import beliefs, collapse, office, signals, succession
from simulator.model.mechanisms.stakes import FREE, list_index
from simulator.model.records import Floats
from simulator.model.war.audience import Audience

_SHORTFALLS = (0.0, 0.25, 0.5, 0.75, 1.0)


class Race:
    """A leader's belief about the other side's fall: a prior and two piles of evidence."""

    def __init__(self, prior: float, weight: float, bias: float, lag: int) -> None:
        """Begin at the prior.

        Args:
            prior: Believed hazard of the other's fall at month 0 [per month].
            weight: Weight on evidence from the fighting.
            bias: Share of adverse evidence explained away.
            lag: Months before evidence is acknowledged.
        """
        self.prior = prior
        self.weight = weight
        self.bias = bias
        self.exposure = 0.0
        self.odds = 0.0
        self.waiting: list[tuple[float, float]] = [(0.0, 0.0)] * lag

    def observe(self, quiet: float, evidence: float) -> None:
        """Book a month: quiet exposure [months] and evidence from the front [log odds]."""
        self.waiting.append((quiet, evidence))
        quiet, evidence = self.waiting.pop(0)
        self.exposure += self.weight * quiet * (1.0 - self.bias)
        moved = self.odds + beliefs.weighed(evidence, self.weight, self.bias)
        self.odds = min(3.0, max(-3.0, moved))

    def hazard(self) -> float:
        """Believed hazard of the other's fall at the balance of month 0 [per month]."""
        return beliefs.posterior_hazard(self.prior, self.exposure) * beliefs.odds_factor(self.odds)


class Leader(mesa.Agent):  # type: ignore[misc]  # Mesa ships no types
    """What both leaders share.

    Attributes:
        background: Hazard of removal that war and peace share, also for what he has owned up to
            [per month].
        removal: Hazard of removal while things go on, as the leader believes it, the background
            included [per month].
        stop: Chance of losing office within 24 months at five shortfalls; shape (5,).
        stop_dissent: Share that would dissent openly at each of them; shape (5,).
        after_stop: Hazard that a stop already made has left [per month].
    """

    def __init__(
        self, model: mesa.Model, values: dict[str, float], audience: Audience, background: float
    ) -> None:
        """Begin in office."""
        super().__init__(model)
        self.background = background
        self.values = values
        self.audience = audience
        self.removal = 0.0
        self.true_removal = 0.0
        self.stop: Floats = np.zeros(5)
        self.stop_dissent: Floats = np.zeros(5)
        self.after_stop = 0.0
        self.effort = 1.0

    def judged(self, chance: float) -> None:
        """Carry the verdict of home on a stop just made: a chance within the reckoning."""
        self.after_stop = office.reckoning(chance)


class ChallengerLeader(Leader):
    """A's leader: optimism, patrons' staying power, blame, aims locked in."""

    def __init__(
        self, model: mesa.Model, values: dict[str, float], audience: Audience, sincere: bool
    ) -> None:
        """Begin with the beliefs of month 0."""
        super().__init__(model, values, audience, values["survival.cont_base"])
        v = values
        prior = beliefs.prior_hazard(
            v["belief.win0_A"], v["belief.own_fall_A"], v["belief.horizon"]
        )
        self.race = Race(prior, v["belief.learn_front"], v["belief.bias_A"], int(v["belief.lag"]))
        self.unbiased = Race(prior, v["belief.learn_front"], 0.0, 0)
        self.by_bayes = Race(prior, 1.0, 0.0, 0)
        self.staying_power = v["aid.belief0"]
        self.penalty = v["survival.stop_penalty"]
        self.want(sincere)
        self.knows = False  # whether he has learned the true chance that D gives way
        self.gap = 0.0
        self.idle = 0.0  # months of war in which he did not press, in full months
        self.blame_left = 1.0
        self.admitted = False
        self.admitted_for = 0  # months of the reckoning for it so far
        self.weak = v["cost.weak_D"]

    def see(self, quiet: float, evidence: float) -> None:
        """Book a month's evidence, as he reads it and as it could be read (step 9)."""
        for race in {id(r): r for r in (self.race, self.unbiased, self.by_bayes)}.values():
            race.observe(quiet, evidence)

    def want(self, sincere: bool) -> None:
        """Take the aims of one type: the one that wants a way out has little of the cause.

        Home judges both types alike.
        """
        self.sincere = sincere
        self.indivisible = self.values["stake.indivisible"] * (0.2 if sincere else 1.0)
        self.stake = self.values["stake.value_A"] * (0.6 if sincere else 1.0)

    def read_signals(self, carrots: float, sticks: float, executed: float, on: bool) -> None:
        """Learn from the patrons' month (step 2)."""
        if not on:
            return
        evidence = signals.signal(
            carrots,
            sticks,
            executed,
            self.values["carrot.signal"],
            self.values["stick.signal"],
        )
        self.staying_power = signals.staying_power_step(
            self.staying_power,
            self.values["aid.belief0"],
            evidence,
            self.values["belief.learn_patron"],
        )

    def hope(self) -> float:
        """Factor on the believed hazard of D's fall from what patrons seem to do."""
        return signals.hope(self.staying_power, self.values["aid.belief0"])

    def widen_gap(self, progress: float) -> None:
        """Let the gap between claims and results grow (step 2)."""
        growth = self.values["info.gap_growth"] / 24.0 * (1.0 - min(1.0, max(0.0, progress)))
        self.gap = min(1.0, self.gap + growth)

    def face_home(
        self,
        land: float,
        lost: float,
        stress: float,
        called_up: float,
        locked: float,
        face_saving: float,
        outside: float,
        idle: bool,
        violence: float,
        win: float,
        on: bool,
    ) -> None:
        """Read the audience: hazard of going on, chances of falling on every kind of stop (step 4).

        Args:
            land: A's share of the land at stake.
            lost: Losses so far over the force of month 0.
            stress: Economic stress [0 to 1].
            called_up: Grievance left from a call-up.
            locked: Growth of what hawks call defeat, from public commitments.
            face_saving: 1 when a presentable compromise exists.
            outside: Whether a threat to the regime is on (the hazard is raised past stopping's).
            idle: Whether not pressing is held against him still.
            violence: Of the war as it is fought: one that kills fewer is blamed less.
            win: The leader's belief of victory, which the hawks share.
            on: Whether the audience mechanism is on.
        """
        v = self.values
        self.background = v["survival.cont_base"]
        if self.admitted and self.admitted_for < office.RECKONING:
            # The price of owning up is due whether he then stops or fights on.
            self.background += office.reckoning(self.penalty)
            self.admitted_for += 1
        blame = self.blame_left * office.blame(lost, stress, self.gap)
        heard = 1.0 - v["info.propaganda_A"]
        self.audience.dissent = 0.0
        if on:
            self.audience.feel(
                np.array(
                    [
                        0.5 * stress + 0.2 * blame,
                        0.3 * (1.0 - win) + 0.5 * self.admitted,
                        0.7 * stress + 0.3 * blame,
                        heard * (0.5 * blame + 0.5 * stress + called_up),
                    ]
                )
            )
        for i, shortfall in enumerate(_SHORTFALLS):
            felt = shortfall * (1.0 - 0.4 * face_saving)
            dissent = 0.0
            if on:
                dissent = self.audience.ask(
                    np.array(
                        [
                            0.3 * felt + 0.25 * stress,
                            felt * (1.0 + locked),
                            0.1 * felt + 0.35 * stress,
                            heard * (0.3 * felt + 0.3 * blame),
                        ]
                    )
                )
            self.stop_dissent[i] = dissent
            self.stop[i] = office.stopping(
                self.penalty * min(1.0, 2.0 * felt) * (0.0 if self.admitted else 1.0),
                dissent,
                v["audience.hazard"],
                blame,
                v["survival.reckoning_delay"] * min(1.0, 2.0 * felt),
            )
        threat = 0.0
        if outside:
            threat = 0.02 - 1.25 * math.log(max(1e-6, 1.0 - self.at_shortfall(land))) / 24.0
        if idle:
            stopped = max(0.0, self.at_shortfall(land) - float(self.stop[0]))
            threat += (1.0 - self.effort) * v["survival.inaction"] * stopped / office.RECKONING
        self.true_removal = office.going_on(
            self.background,
            v["survival.cont_slope"],
            blame * collapse.under_fire(violence),
            v["survival.reckoning_delay"],
            self.audience.dissent,
            v["audience.hazard"],
            threat,
        )
        # A ruler who explains bad news away sees less of what threatens him, too.
        of_war = self.true_removal - self.background
        self.removal = self.background + of_war * (1.0 - 0.5 * v["belief.bias_A"])

    def at_shortfall(self, land: float) -> float:
        """Chance of falling within 24 months of a stop on the line with D free."""
        return float(np.interp(1.0 - list_index(land, FREE), _SHORTFALLS, self.stop))

    def succeed(self, dove: bool) -> None:
        """Hand over to a successor (step 4)."""
        self.penalty = succession.inherited(self.penalty, dove, 0.0, 0.5)
        self.indivisible = succession.inherited(self.indivisible, dove, 0.1, 1.0)
        self.stake = succession.inherited(self.stake, dove, 0.5, 1.0)
        self.blame_left = succession.inherited(self.blame_left, dove, 0.0, 0.5)
        self.admitted, self.admitted_for = False, 0
        self.after_stop = self.idle = 0.0
        if dove:
            # Not his war: he books at once what his predecessor explained away.
            self.race = self.unbiased


class DefenderLeader(Leader):
    """D's leader: rival optimism, an audience that judges what is given up."""

    def __init__(
        self, model: mesa.Model, values: dict[str, float], audience: Audience, weak: bool
    ) -> None:
        """Begin with the beliefs of month 0."""
        super().__init__(model, values, audience, office.BACKGROUND_D)
        v = values
        prior = beliefs.prior_hazard(
            v["belief.win0_D"], v["belief.own_fall_D"], v["belief.horizon"]
        )
        self.race = Race(prior, v["belief.learn_front"], 0.0, 0)
        self.floor = v["demand.floor_D"]
        self.is_weak = weak
        self.chance_all = 0.0

    def adapt_aims(self, land: float, land_start: float) -> None:
        """Let D's aims follow the front (step 2)."""
        gained = (land_start - land) / max(0.05, land_start)
        target = min(1.0, max(0.0, self.values["demand.floor_D"] + 0.5 * gained))
        self.floor += self.values["demand.adapt_D"] / 12.0 * (target - self.floor)

    def face_home(self, lost: float, resolve: float, on: bool) -> None:
        """Read the audience: hazard of going on, chance of falling for giving everything up."""
        v = self.values
        weary = 1.0 - resolve
        self.audience.dissent = 0.0
        dissent = 0.0
        if on:
            self.audience.feel(
                np.array([0.3 * weary, 0.1 * weary, 0.4 * weary, 0.6 * weary + 0.05 * lost])
            )
            dissent = self.audience.ask(np.array([0.8, 1.2, 0.4, 0.5 + 0.5 * resolve]))
        self.stop_dissent = np.linspace(0.0, dissent, 5)
        hazard = v["audience.hazard"]
        self.chance_all = office.stopping(v["survival.stop_penalty_D"], dissent, hazard, 0.0, 0.0)
        self.true_removal = office.going_on(
            office.BACKGROUND_D, 0.0, 0.0, 0.0, self.audience.dissent, hazard, 0.0
        )
        self.removal = self.true_removal

    def succeed(self) -> None:
        """Hand over to a successor (step 4)."""
        self.after_stop = 0.0
