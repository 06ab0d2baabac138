"""One war, month by month, in plain arithmetic, by somebody who has not read the model's steps.

The values of going on are those of docs/model.md. Where the document is silent (the order of the
month, the state equations, every constant) the lines below were inferred from the books of small
worlds, one parameter moved at a time; they are then held against wars they were not inferred from.

It knows talks, battle, collapse, men and arms, patrons, strikes, the economy, learning and
settlement. It does not know what happens at home (office, audiences), truces, a front that
freezes, hidden costs, signals and mediation: those mechanisms must be off, and A's leader must not
be of the sincere type. `commitment` must be off too: then what is signed binds, and every stage of
a peace is worth what keeping it for ever is worth. Peace that can break has its own tests, of its
rows in tests/bargaining/test_peace_rows.py and of its values in tests/war/test_peace_values.py.
Where the month's game has several solutions it takes the one reached from D's highest value, which
is not always the model's. It takes no month for unsettled.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping

Luck = Callable[[int, str], tuple[float, float]]
Books = dict[str, list[float]]

NEVER, TRUCE, SETTLEMENT, FROZEN, WITHDRAWAL, IMPOSED, CONQUEST = range(7)
#: Absorbed, vassal, neutral and unarmed, neutral and armed, limited alliance, free.
TO_A = (1.0, 0.95, 0.8, 0.6, 0.35, 0.0)
TO_D = (0.0, 0.02, 0.2, 0.72, 0.92, 1.0)
INDEX = (0.6, 0.57, 0.42, 0.27, 0.12, 0.0)
PULL = (0.0, 0.0, 0.3, 0.7, 0.9, 1.0)
SIGNED = (0.0, 0.0, 0.105, 0.345, 0.51, 0.495)
FREE = 5
POSITIONS = 20
CELLS = 128
STEEP = 50.0  # slope of the tabulated frontier beyond its end and behind a point
HARDLY = 1e-9  # what a leader does not tell apart
LAST = (6.0, 6.0, 12.0, math.inf)  # months that each regime lasts
MIDDLE = (3.0, 9.0, 18.0, 42.0)  # months ahead at which its trend is read


class War:
    """The state of one war; every attribute is one number of it."""

    def __init__(self, p: Mapping[str, float], on: set[str], luck: Luck) -> None:
        self.p, self.on, self.luck = p, on, luck
        self.held = p["front.occ0"] / p["front.victory_at"]  # A's share of the land at stake
        self.men_a = self.men_d = self.arms_a = self.supply_d = 1.0
        self.stress, self.resolve = p["econ.stress0"], p["coerce.resolve0"]
        self.floor, self.floor_next = p["demand.floor_D"], p["demand.floor_D"]
        self.pool, self.bounty = 0.0, 1.0
        self.aid = [p["aid.us0"], p["aid.eu0"]]
        self.cut, self.sanctions = False, 1.0
        struck = float("strikes" in on)
        self.strikes_civ, self.strikes_deep = struck, struck * p["coerce.deep_rate"]
        self.pace = self.expected = self.move = 0.0
        self.lost_a = self.lost_d = 0.0
        self.recruits = p["man.replace_A"] * p["force.loss_A"] * float("attrition" in on)
        self.phase, self.status, self.terms = 0, FREE, 0.0
        self.peace, self.young, self.victor = False, True, 0
        self.end_mode, self.end_month, self.winner = NEVER, -1, 0
        self.evidence = [(0.0, 0.0)]
        self.ratios = [0.0]
        self.talks, self.agreed = float("bargaining" in on), 0.0
        self.came, self.fruitless = False, 0
        self.offers: list[tuple[object, ...]] = []
        self.weak = luck(-1, "weak_D")[0] < p["cost.weak_D"]
        spread = luck(-1, "drift")
        self.drift = p["power.drift"] / 100.0
        self.true_drift = self.drift + p["power.drift_spread"] / 100.0 * normal(*spread)

    # ---- what the month does to the means of war -------------------------------------------

    def patrons(self, month: int) -> None:
        p = self.p
        goal = 0.7 if self.phase else 1.0
        self.sanctions += (goal - self.sanctions) / 3.0
        if "aid" not in self.on:
            return
        self.cut = self.cut or self.luck(month, "cut")[0] < p["aid.us_hazard"]
        tired = math.exp(-p["aid.fatigue"] * month)
        us = (min(0.02, p["aid.us0"]) if self.cut else p["aid.us0"]) * tired
        self.aid[0] += 0.25 * (us - self.aid[0])
        gap = p["aid.us0"] - self.aid[0]
        eu = (p["aid.eu0"] + p["aid.eu_response"] * gap) * tired
        self.aid[1] += 0.25 * (eu - self.aid[1])

    def economy(self) -> None:
        p = self.p
        if "strikes" in self.on:
            still = math.exp(-abs(self.pace) / 0.0005)
            # In peace those of the war that a breach would resume: they fall on nobody.
            self.strikes_civ = 1.0 + p["coerce.substitute"] * still
            self.strikes_deep = 0.0 if self.phase else p["coerce.deep_rate"]
            fall = 0.0 if self.phase else self.strikes_civ
            self.resolve += p["coerce.bomb_resolve"] / 12.0 * fall - 0.05 * (
                self.resolve - p["coerce.resolve0"]
            )
        else:
            self.strikes_civ = self.strikes_deep = 0.0
        if "economy" in self.on:
            harm = 0.03 * p["econ.bite"] * (1.0 - p["econ.leak"]) * self.sanctions
            harm += 0.02 * p["econ.overheat"] * (0.3 if self.phase else 1.0)
            strikes = self.strikes_deep if "strikes" in self.on else 0.0
            harm += 0.0 if self.phase else 0.004 * (self.bounty - 1.0)
            harm += 0.08 * p["econ.strike_damage"] * strikes * p["econ.oil_share"]
            self.stress += harm * (1.0 - self.stress) - p["econ.recovery"] * self.stress

    def recruit(self) -> None:
        p = self.p
        if "attrition" not in self.on:
            return
        if self.phase:
            self.recruits = 0.0
            return
        loss_d = p["force.loss_A"] * p["force.size_ratio"] / p["power.defence_adv"]
        if "recruitment" in self.on:
            share = max(0.0, 1.0 - self.pool / p["man.pool_A"])
            willing = math.sqrt(min(1.0, 2.0 * share)) * clip(1.5 - self.stress, 0.0, 1.0)
            hired = max(0.0, p["man.replace_A"] - p["man.foreign_A"])
            self.recruits = p["force.loss_A"] * (
                min(p["man.foreign_A"], p["man.replace_A"]) + hired * willing
            )
            self.pool += willing
            used = min(1.0, self.pool / p["man.pool_A"])
            self.bounty *= 1.0 + p["man.bounty_growth"] * (1.0 + used)
            intake_d = p["man.mobil_D"] * loss_d * (0.5 + 0.5 * self.arrives())
        else:
            self.recruits, intake_d = self.lost_a, self.lost_d
        self.men_a += self.recruits
        self.men_d += intake_d
        output = 1.0 - 0.8 * (1.0 - p["aid.supplier_A"]) * (self.stress - p["econ.stress0"])
        self.arms_a += 0.04 * (p["econ.rearm"] * output - self.arms_a)
        self.supply_d += 0.04 * (self.arrives() - self.supply_d)

    def arrives(self) -> float:
        """Arms that reach D, its own and those sent, over those of month 0."""
        own = self.p["aid.prod_D"]
        sent = self.p["aid.us0"] + self.p["aid.eu0"]
        return (2.0 * own + (1.0 - own) * sum(self.aid)) / (2.0 * own + (1.0 - own) * sent)

    def caps(self) -> tuple[float, float]:
        elastic = self.p["power.aid_elast"]
        return (
            math.sqrt(self.men_a * self.arms_a),
            self.men_d ** (1.0 - elastic) * self.supply_d**elastic,
        )

    def log_ratio(self) -> float:
        a, d = self.caps()
        return math.log(a / d)

    # ---- beliefs ----------------------------------------------------------------------------

    def priors(self) -> tuple[float, float, float, float]:
        """Hazards of D giving way and of A giving way, as A sees them, then as D sees them."""
        p = self.p
        if "optimism" not in self.on:
            a, d = p["collapse.base_A"], p["collapse.base_D"]
            return d, a, d, a
        rest = 1.0 / p["belief.horizon"]
        own_a, own_d = p["belief.own_fall_A"], p["belief.own_fall_D"]
        odds_a = p["belief.win0_A"] / (1.0 - p["belief.win0_A"])
        odds_d = p["belief.win0_D"] / (1.0 - p["belief.win0_D"])
        return odds_a * (own_a + rest), own_a, own_d, odds_d * (own_d + rest)

    def hazards(self, ratio: float, biased: bool = True) -> tuple[float, float, float, float]:
        p = self.p
        d_as_a, a_as_a, d_as_d, a_as_d = self.priors()
        if "learning" in self.on and "optimism" in self.on:
            when = max(0, len(self.evidence) - 1 - int(p["belief.lag"] if biased else 0))
            months, _ = self.evidence[when]
            weight = p["belief.learn_front"] if biased else 1.0
            bias = 1.0 - p["belief.bias_A"] if biased else 1.0
            quiet = weight * bias * months
            d_as_a = d_as_a / (1.0 + d_as_a * quiet)
            d_as_a *= 2.0 * logistic(self.signs(biased, "A", when))
            own = p["belief.learn_front"] if biased else 1.0
            now = self.evidence[-1]
            a_as_d = a_as_d / (1.0 + a_as_d * own * now[0])
            a_as_d *= 2.0 * logistic(-self.signs(biased, "D", len(self.evidence) - 1))
        f = p["collapse.force"]
        strain = math.exp(2.0 * (self.stress - p["econ.stress0"]))
        up, down = math.exp(f * ratio), math.exp(-f * ratio) * strain
        up *= math.exp(-2.0 * (self.resolve - p["coerce.resolve0"]))
        return d_as_a * up, a_as_a * down, d_as_d * up, a_as_d * down

    def signs(self, biased: bool, who: str, when: int) -> float:
        """What moves of the front have added to the log odds, month by month, within +-3."""
        p, total = self.p, 0.0
        weight = p["belief.learn_front"] if biased else 1.0
        for _, surprise in self.evidence[1 : when + 1]:
            adverse = biased and who == "A" and surprise < 0.0
            step = weight * (1.0 - p["belief.bias_A"]) if adverse else weight
            total = clip(total + step * surprise, -3.0, 3.0)
        return total

    def beliefs(self, biased: bool = True) -> tuple[float, float, float]:
        rest = 1.0 / self.p["belief.horizon"]
        d_a, a_a, d_d, a_d = self.hazards(self.log_ratio(), biased)
        return d_a / (d_a + a_a + rest), a_d / (a_d + d_d + rest), 1.0 - d_a / (d_a + rest)

    # ---- the game of the month ---------------------------------------------------------------

    def worth_a(self, land: float, status: int) -> float:
        """What keeping terms for ever is worth to A's leader [stakes]."""
        p = self.p
        share = p["stake.indivisible"] if "indivisibility" in self.on else 0.0
        divisible = p["stake.land_value_A"] * land
        divisible += (1.0 - p["stake.land_value_A"]) * TO_A[status]
        whole = p["stake.value_A"] * (
            (1.0 - share) * divisible + share * (1.0 if status < 2 else 0.0)
        )
        whole -= 0.2 * p["stake.spillover"] * PULL[status]
        whole -= 0.2 * p["rep.cost_A"] * (1.0 - demand(land, status))
        policed = land + (1.0 if status < 2 else 0.0)  # a country besides the land
        return whole - 0.002 * p["hold.cost_A"] * policed * 12.0 / p["stake.discount_A"]

    def worth_d(self, land: float, status: int) -> float:
        return self.status_d(status) * (1.0 - 0.8 * self.floor * land)

    def status_d(self, status: int) -> float:
        """What D's status is worth to its leader: the less, the more D must keep."""
        return max(0.0, 1.0 - (1.0 - TO_D[status]) * max(1.0, 2.0 * self.floor))

    def best_for_a(self, least: float, held: float) -> tuple[float, float, int] | None:
        """The most that A's leader can have when D's gets at least this: value, land, status."""
        best = None
        for status in range(FREE, -1, -1):
            low = held if status < 2 else 0.0  # a client government is handed nothing back
            whole = self.status_d(status)
            if self.worth_d(low, status) < least:
                continue
            weight = whole * 0.8 * self.floor
            most = min(1.0, (whole - least) / weight) if weight > 0.0 else 1.0
            for land in (low, clip(0.6, low, most), most):
                value = self.worth_a(land, status)
                if best is None or value > best[0]:
                    best = (value, land, status)
        return best

    def best_for_d(self, least: float, held: float) -> tuple[float, float, int] | None:
        """The most that D's leader can have when A's gets at least this: value, land, status."""
        best = None
        for status in range(FREE, -1, -1):
            first = held if status < 2 else 0.0
            for low, high in ((first, max(first, 0.6)), (max(first, 0.6), 1.0)):
                at, to = self.worth_a(low, status), self.worth_a(high, status)
                if at >= least:
                    land = low
                elif to >= least:
                    land = low + (high - low) * (least - at) / (to - at)
                else:
                    continue
                value = self.worth_d(land, status)
                if best is None or value > best[0]:
                    best = (value, land, status)
                break
        return best

    def frontiers(self) -> tuple[Frontier, Frontier]:
        """A's best value against D's least, and D's against A's, as the game reads them."""
        rungs: list[list[tuple[float, float]]] = []
        for status in range(FREE + 1):
            least = self.share() if status < 2 else 0.0
            lands = [max(least, i / 10.0) for i in range(11)]
            rungs.append([(self.worth_a(x, status), self.worth_d(x, status)) for x in lands])
        turned = [[(d, a) for a, d in rung] for rung in rungs]
        return Frontier(rungs), Frontier(turned)

    def share(self) -> float:
        return clip(self.held, 0.0, 1.0)

    def cost_a(self) -> float:
        """What a month of war costs A's leader, without holding land [stakes]."""
        p = self.p
        still = math.exp(-abs(self.pace) / 0.0005)
        pain = 0.01 * p["econ.pain_weight"] * self.stress * (1.0 + p["econ.still_front"] * still)
        tables = clip(p["talks.open0"], 0.0, 1.0) if "bargaining" in self.on else 0.0
        return p["cost.war_A"] + pain - 0.003 * p["talks.delay_gain"] * tables

    def solve(self) -> tuple[float, float]:
        """Values of going on to A's and to D's leader, at the line as it is."""
        p, step = self.p, 1.0 / POSITIONS
        rate_a, rate_d = p["stake.discount_A"] / 12.0, p["stake.discount_D"] / 12.0
        talk = p["talks.opportunities"] if "bargaining" in self.on else 0.0
        talk_a, talk_d = talk * p["talks.proposer_A"], talk * (1.0 - p["talks.proposer_A"])
        share = p["stake.indivisible"] if "indivisibility" in self.on else 0.0
        land_value = p["stake.value_A"] * (1.0 - share) * p["stake.land_value_A"]
        recent = self.ratios[-1] - self.ratios[max(0, len(self.ratios) - 4)]
        trend = recent / max(1, min(3, len(self.ratios) - 1))
        noise = p["power.noise"] / 100.0 / p["front.victory_at"] if "battle" in self.on else 0.0
        spread = noise**2 / (2.0 * step**2)
        private = 1.0 + p["cost.spread_D"] * (1.0 if self.weak else -1.0)
        imposed = max(0.6, self.share())
        win, loss = self.worth_a(1.0, 0), self.worth_a(0.0, FREE)
        fall_d, kept_d = self.worth_a(imposed, 1), self.worth_d(imposed, 1)
        to_a, to_d = self.frontiers()
        opening = p["talks.opening_cost"]
        after_f = after_g = [0.0] * (POSITIONS + 1)
        for last, middle in zip(reversed(LAST), reversed(MIDDLE), strict=True):
            ratio = self.log_ratio() + trend * 12.0 * (1.0 - math.exp(-middle / 12.0))
            d_a, a_a, d_d, a_d = (
                self.hazards(ratio) if "collapse" in self.on else (0.0, 0.0, 0.0, 0.0)
            )
            move = (
                self.drift + p["power.front_rate"] / 100.0 * ratio if "battle" in self.on else 0.0
            )
            now = self.drift + p["power.front_rate"] / 100.0 * self.log_ratio()
            now = now if "battle" in self.on else 0.0
            attack = 0.5 * (1.0 - now / math.hypot(now, 0.0001))
            dear = (3.0 + attack * p["power.defence_adv"]) / (3.0 + attack)
            cost_d = p["cost.war_D"] * private * (0.03 + 0.97 * dear)
            cost_d += 0.0003 * (1.0 - self.floor) * self.strikes_civ * (1.4 - self.resolve)
            move /= p["front.victory_at"]
            up, down = spread + max(move, 0.0) / step, spread + max(-move, 0.0) / step
            on_f = rate_a + up + down + d_a + a_a + 1.0 / last
            on_g = rate_d + up + down + d_d + a_d + 1.0 / last
            f = [loss + (win - loss) * k * step for k in range(POSITIONS + 1)]
            g = [self.worth_d(0.0, FREE) for _ in range(POSITIONS)] + [self.worth_d(1.0, 0)]
            worst = 1.0
            while worst > 1e-14:
                worst = 0.0
                for k in (*range(1, POSITIONS), *range(POSITIONS - 1, 0, -1)):
                    hold = (rate_a * land_value - 0.002 * p["hold.cost_A"]) * k * step
                    flow = hold - self.cost_a() + up * f[k + 1] + down * f[k - 1]
                    flow += d_a * fall_d + a_a * loss + after_f[k] / last
                    new_f = flow / on_f
                    offer = to_a.best(g[k]) - opening
                    if offer > new_f:
                        new_f = (flow + talk_a * offer) / (on_f + talk_a)
                    flow = rate_d * (1.0 - 0.8 * self.floor * k * step) - cost_d
                    flow += up * g[k + 1] + down * g[k - 1] + a_d + d_d * kept_d
                    flow += after_g[k] / last
                    new_g = flow / on_g
                    offer = to_d.best(new_f) - opening
                    if offer > new_g:
                        new_g = (flow + talk_d * offer) / (on_g + talk_d)
                    worst = max(worst, abs(new_f - f[k]), abs(new_g - g[k]))
                    f[k], g[k] = new_f, new_g
            after_f, after_g = f, g
        place = clip(self.held, 0.0, 1.0) * POSITIONS
        return between(after_f, place), between(after_g, place)


class Frontier:
    """The most its owner can have at each least value of the other: 129 entries, evenly spaced."""

    def __init__(self, rungs: list[list[tuple[float, float]]]) -> None:
        theirs = [other for rung in rungs for _, other in rung]
        self.low, self.high = min(theirs), max(theirs)
        self.step = (self.high - self.low) / CELLS
        row = [-1e3] * (CELLS + 1)
        for rung in rungs:
            for own, other in rung:
                place = min(CELLS, math.floor((other - self.low) / self.step + 1e-12))
                row[place] = max(row[place], own)
                if place < CELLS:
                    away = self.low + (place + 1) * self.step - other
                    row[place + 1] = max(row[place + 1], own - STEEP * away)
            for (own, other), (own_next, other_next) in itertools.pairwise(rung):
                if other == other_next:
                    continue
                for m in range(CELLS + 1):
                    share = (self.low + m * self.step - other) / (other_next - other)
                    if -1e-12 <= share <= 1.0 + 1e-12:
                        row[m] = max(row[m], own + clip(share, 0.0, 1.0) * (own_next - own))
        for m in range(CELLS - 1, -1, -1):
            row[m] = max(row[m], row[m + 1])
        self.row = row

    def best(self, least: float) -> float:
        if least > self.high:
            return self.row[-1] - STEEP * (least - self.high)
        return between(self.row, (least - self.low) / self.step)


def between(row: list[float], place: float) -> float:
    """A row of values read at a place between two of them."""
    place = clip(place, 0.0, len(row) - 1.0)
    k = min(len(row) - 2, int(place))
    share = place - k
    return (1.0 - share) * row[k] + share * row[k + 1] if share else row[k]


def demand(land: float, status: int) -> float:
    """Terms on one index: 1 is A's full list."""
    return 0.4 * min(1.0, land / 0.6) + INDEX[status]


def clip(value: float, low: float, high: float) -> float:
    return min(high, max(low, value))


def logistic(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-odds))


def normal(one: float, two: float) -> float:
    return math.sqrt(-2.0 * math.log(1.0 - one)) * math.cos(2.0 * math.pi * two)


def play(p: Mapping[str, float], on: set[str], luck: Luck, months: int) -> tuple[War, Books]:
    """Months 0 to `months` of a war: the war as it stood, and every series known here."""
    war = War(p, on, luck)
    books: Books = {}
    for month in range(months + 1):
        if month:
            means(war, month)
        line = bargain(war, month)
        if month:
            fight(war, month)
        if war.end_month == month:
            line["asked_A"] = war.agreed
        line["cost_A"] = line.pop("spent") + 0.002 * p["hold.cost_A"] * min(1.0, war.held)
        for name, value in {**told(war), **line}.items():
            books.setdefault(name, []).append(value)
    return war, books


def means(war: War, month: int) -> None:
    war.peace = war.phase != 0
    if war.peace:
        handed = war.young and war.luck(month, "stage")[0] < 1.0 - math.exp(
            -1.0 / war.p["commit.young"]
        )
        war.young = war.young and not handed
        # Who has won takes what he won at once; what was agreed waits for the young stage's end.
        if handed or (war.victor and month == war.end_month + 1):
            war.held = war.terms
    gained = war.held * war.p["front.victory_at"] / war.p["front.occ0"] - 1.0
    goal = war.p["demand.floor_D"] - 0.5 * gained
    if not war.peace:
        war.floor += war.p["demand.adapt_D"] / 12.0 * (goal - war.floor)
    war.patrons(month)
    war.economy()
    war.recruit()


def open_table(war: War, month: int) -> None:
    """Open talks for the month: by others, or by a side that came and has not yet given up."""
    if month == 0:
        return
    war.fruitless = war.fruitless + 1 if war.came else 0
    war.came = war.came and war.fruitless <= war.p["talks.patience"]
    invited = war.luck(month, "talks")[0] < war.p["talks.open0"]
    war.talks = float("bargaining" in war.on and (invited or war.came))


def bargain(war: War, month: int) -> dict[str, float]:
    p = war.p
    open_table(war, month)
    f, g = war.solve()
    held = war.share()
    a, d = war.best_for_a(g, held), war.best_for_d(f, held)
    gain_a = a[0] - f if a else -math.inf
    gain_d = d[0] - g if d else -math.inf
    if "bargaining" in war.on and war.phase == 0:
        if war.talks:
            by_a = war.luck(month, "proposer")[0] < p["talks.proposer_A"]
            deal = (gain_a if by_a else gain_d) >= -HARDLY
            # Who has nothing to offer is told beside D's best at A's reservation.
            offer = (a if by_a and deal else d) or (0.0, 0.0, FREE)
            _, land, status = offer
            to_a = war.worth_a(land, status)
            to_d = war.worth_d(land, status) if a or d else -1e3
            if not by_a:
                to_a = max(to_a, f)
            elif not deal:
                to_a = f
            proposer = "A" if by_a else "D"
            war.offers.append((month, proposer, land, status, to_a, f, to_d, g, deal))
            if deal:
                mode = IMPOSED if status < 2 else SETTLEMENT
                mode = WITHDRAWAL if land <= 0.025 else mode
                finish(war, month, mode, int(status < 2), land, status)
        elif gain_a > p["talks.opening_cost"] or gain_d > p["talks.opening_cost"]:
            war.came, war.fruitless = True, 0
        if war.phase == 0 and war.worth_a(0.0, FREE) > f:
            finish(war, month, WITHDRAWAL, -1, 0.0, FREE)
    asked = demand(a[1], a[2]) if a and gain_a >= -HARDLY else 1.0
    quiet = 0.9 * (1.0 - 0.03) if war.peace else 0.0  # violence .03 instead of 1
    spent = war.cost_a() - quiet * p["cost.war_A"]
    most = war.worth_d(0.0, FREE)
    if not a:  # no terms are worth the war to D: what is missing counts against the width
        top = war.best_for_a(most, held)
        gain_a = (top[0] if top else math.nan) - (g - most) - f
    return {
        "talks": war.talks * float(war.phase == 0),
        "spent": spent,
        "demand_A": demand(d[1], d[2]) if d else 1.0,
        "asked_A": war.agreed if war.phase else asked,
        "demand_D": 1.0 - demand(a[1], a[2]) if a else 1.0,
        "range_width": gain_a,
    }


def fight(war: War, month: int) -> None:
    p = war.p
    war.lost_a = war.lost_d = 0.0
    war.expected = 0.0
    if war.phase:
        return
    if "battle" in war.on:
        push = p["power.front_rate"] / 100.0 * war.log_ratio()
        a, d = war.caps()
        push += (
            p["force.breakthrough"]
            / 100.0
            * (max(0.0, p["force.holds_line"] - d) - max(0.0, p["force.holds_line"] - a))
        )
        war.expected = war.drift + push
        noise = p["power.noise"] / 100.0
        war.move = war.true_drift + push + noise * normal(*war.luck(month, "front"))
        war.held = max(0.0, war.held + war.move / p["front.victory_at"])
        surprise = war.move - war.expected
        doubt = p["power.drift_spread"] / 100.0
        odds = 2.0 * doubt * surprise
        surprise = clip(odds / max(noise, 1e-12) ** 2, -1.0, 1.0) if odds else 0.0
        war.pace = 0.5 * war.pace + 0.5 * war.move
    else:
        surprise = 0.0
    if "collapse" in war.on:
        ratio, f = war.log_ratio(), p["collapse.force"]
        weary = 4.0 * (p["coerce.resolve0"] - war.resolve)
        strain = 3.0 * (war.stress - p["econ.stress0"])
        if war.luck(month, "collapse_D")[0] < p["collapse.base_D"] * math.exp(f * ratio + weary):
            finish(war, month, IMPOSED, 1, max(war.held, 0.6), 1)
        elif war.luck(month, "collapse_A")[0] < p["collapse.base_A"] * math.exp(strain - f * ratio):
            finish(war, month, WITHDRAWAL, -1, 0.0, FREE)
    if war.end_month < 0 and war.held >= 1.0:
        finish(war, month, CONQUEST, 1, 1.0, 0)
    elif war.end_month < 0 and war.held <= 0.0:
        finish(war, month, WITHDRAWAL, -1, 0.0, FREE)
    if war.end_month == month:
        return
    if "attrition" in war.on:
        rate_a = p["force.loss_A"]
        rate_d = p["force.loss_A"] * p["force.size_ratio"] / p["power.defence_adv"]
        root = math.sqrt(rate_a * rate_d)
        men_a = war.men_a * math.cosh(root) - rate_a * war.men_d * math.sinh(root) / root
        men_d = war.men_d * math.cosh(root) - rate_d * war.men_a * math.sinh(root) / root
        war.lost_a, war.lost_d = war.men_a - men_a, war.men_d - men_d
        war.men_a, war.men_d = men_a, men_d
    war.evidence.append((war.evidence[-1][0] + 1.0, surprise))
    war.ratios.append(war.log_ratio())


def finish(war: War, month: int, mode: int, winner: int, land: float, status: int) -> None:
    war.phase, war.end_mode, war.end_month, war.winner = 3, mode, month, winner
    war.terms, war.status, war.victor, war.young = land, status, winner, True
    war.agreed = demand(land, status)


def told(war: War) -> dict[str, float]:
    """What the books say at the end of the month."""
    p = war.p
    a_wins, d_wins, lasts = war.beliefs()
    a, d = war.caps()
    return {
        "occ": war.held * p["front.victory_at"],
        "expected_move": war.expected,
        "belief_A_win": a_wins,
        "belief_A_win_unbiased": war.beliefs(biased=False)[0],
        "belief_D_win": d_wins,
        "belief_A_resD": lasts,
        "cap_A": a,
        "cap_D": d,
        "casualties_A": war.lost_a,
        "casualties_D": war.lost_d,
        "recruits_A": war.recruits,
        "bounty_A": war.bounty,
        "econ_A": war.stress,
        "resolve_D": war.resolve,
        "strikes_civ": 0.0 if war.phase else war.strikes_civ,
        "strikes_deep": 0.0 if war.phase else war.strikes_deep,
        "aid_US": war.aid[0],
        "aid_EU": war.aid[1],
        "sanctions": war.sanctions,
        "status_D": TO_D[war.status],
        "align_D": float(war.status),
        "phase": float(war.phase),
        "fighting": float(war.phase == 0),
        "effort_A": float(war.phase == 0),
        "effort_D": float(war.phase == 0),
        "intensity": 0.03 if war.peace else 1.0,
        "terms_D": 0.4 * (1.0 - (war.terms if war.phase else war.share()))
        + (SIGNED[war.status] if war.phase else 0.495),
    }
