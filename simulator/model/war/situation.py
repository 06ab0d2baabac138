"""What the leaders see in a month, and what they conclude: the input and output of an outlook."""

from __future__ import annotations

from typing import NamedTuple

#: Of an audience, at shortfalls of 0, a quarter, a half, three quarters and 1.
AtFive = tuple[float, float, float, float, float]


class Situation(NamedTuple):
    """A month as both leaders' calculations read it.

    Rates are per month, values in stakes, land as the share of the land at stake (0 to 1).
    """

    land: float
    position: float  # where on the front the war is fought: the land, a cell or more at first
    effort_A: float
    effort_D: float
    force_A: float
    force_D: float
    log_ratio: float
    trend_A: float  # growth of the log of A's force per month
    trend_D: float
    drift: float  # share of D's territory per month, as the leaders believe it
    front_rate: float
    holds_line: float
    breakthrough: float
    defence_adv: float  # attacker's losses over defender's
    spread: float  # standard deviation of a month's move [share]
    cell: float  # width of a cell [share]
    fall_D_by_A: float  # D's fall as A believes it now
    fall_A_by_A: float
    fall_A_by_D: float
    fall_D_by_D: float
    fall_force: float
    removal_A: float
    removal_D: float
    stake: float
    indivisible: float
    land_share: float
    floor: float
    discount_A: float
    discount_D: float
    cost_A: float
    cost_D_weak: float
    cost_D_tough: float
    burden_A: float  # pain, less what talks gain on average
    burden_D: float
    hold_cost: float  # policing all the land at stake [stakes per month]
    inducement: float
    reputation: float
    fear: float
    lock_in: float  # what handing back all the land at stake costs [stakes]
    spillover: float
    office_A: float
    office_D: float
    stop_none: float  # A's chance of losing office within 24 months at a shortfall of 0 ...
    stop_quarter: float
    stop_half: float
    stop_most: float
    stop_all: float  # ... and of 1
    stop_D: float  # the same for D at a full shortfall
    reliability: float  # chance that A keeps an agreement whatever it gains by breaking it
    arms_deter: float  # how far D's arms deter a breach
    occasions: float  # to break what is signed, where nothing is enforced [per month]
    enforcement: float  # how far a breach would be punished [0 to 1]
    occasion_worth: float
    reopening: float  # a war that has stopped: what it costs [stakes]
    breach_cost: float  # what a breach costs besides under a full guarantee [stakes]
    dearer: float  # what each stage of peace adds to it [stakes]
    rises: float  # share of occasions that a side without an army can take
    accident: float  # hazard of one in a young, unguarded truce [per month]
    monitoring: float  # share of them that a full guarantee prevents
    settled: float  # share of it that a settlement keeps
    fades: float  # share of it that each stage keeps
    young: float  # rate at which a young peace is handed over [per month]
    ageing: float  # rate at which peace ages after that [per month]
    claim: float  # what signing away all of a claim costs [stakes]
    spoilers: float  # margin that full dissent at home takes [stakes]
    good_faith: float  # 1 when a side's own option to break counts for nothing when it signs
    truces: float  # 1 when a truce can be signed
    dissent_A: AtFive  # share of A's audience that opposes terms at five shortfalls
    dissent_D: AtFive
    opening_A: float  # what coming to the table costs [stakes]
    opening_D: float
    rearm: float  # A's net gain of log force in a year of truce
    proposer_A: float
    signing: float  # 1 when anything can be signed at all
    weak: float  # A's belief that D's cost is the high one
    is_weak: float  # 1 when it is
    pressed_A: float  # what the mediator makes refusing cost this month [stakes]
    pressed_D: float
    may_idle: float  # 1 when a side can choose not to press
    inaction: float  # share of a stop's penalty that visible inaction earns
    unpaid: float  # share of that still to come
    # Structural numbers, as their mechanisms declare them.
    watching: float  # share of the cost at full effort that a silent line costs
    existential: float
    land_weight: float
    tolerated: float
    judged_in_truce: float
    defeat: float
    in_truce: float  # share of the inducements that a truce brings
    opportunities: float  # talks that can lead to a signature [per month]
    trend_lasts: float  # [months]
    kept_open: float  # least effort at which the front is projected
    first_cost: float
    burden_share: float
    quiet_burden: float
    softness: float  # of the front [share]
    watched: float  # violence of a line that is only watched
    defender_part: float  # of the violence that D can carry
    when_quiet: float  # share of the hazards of collapse that no violence leaves


class Assessment(NamedTuple):
    """What the leaders conclude (all floats; flags are 0 or 1)."""

    going_on_A: float
    going_on_D: float
    going_on_D_other: float  # D's value of going on, were it the other type
    truce_A: float
    truce_D: float
    withdraw_A: float
    gain_A: float  # best for A with D (its true type) just willing
    demand_A: float  # the least A would sign [share of its list]
    asked_A: float  # what it asks
    demand_D: float
    surplus: float  # range_width
    effort_A: float
    effort_D: float
    offer_land: float
    offer_rung: float
    offer_A: float  # what A's best offer is worth to A if taken
    offer_screens: float  # 1 when only the weak type would take it
    ask_land: float
    ask_rung: float
    ask_D: float
    told_D: float  # what D loses when its opening tells A that it is weak [stakes]
    iterations: float
    residual: float
