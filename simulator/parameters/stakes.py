"""What is at stake, and what time and fighting cost."""

from __future__ import annotations

from simulator.parameters.parameter import Parameter as P

# fmt: off  (a registry reads best as one row a line)

_FEARON = "Fearon 1995"
_MAGNITUDE = "feasibility study: magnitudes at which war is neither free nor ruinous"

ROWS = (
    P("stake.value_A", 0.1, 3.0, 1.0, "stakes of D", "weight of the political stake in A's utility relative to material cost", "Fearon 1995; resolve as private value of the stake", (0.8, 1.2)),
    P("stake.indivisible", 0.0, 1.0, 0.4, "share of A's utility", "share of the stake that comes only with D's subordination, so that no division of land delivers it", _FEARON, (0.2, 0.6)),
    P("stake.land_value_A", 0.0, 1.0, 0.3, "share of A's divisible utility", "value to A of land as such, the rest being D's political status", _FEARON, (0.1, 0.5)),
    P("stake.spillover", 0.0, 1.0, 0.2, "index; 1 = 0.2 of the stake", "what a free, consolidating D next door costs A's regime once there is peace (preventive motive)", "Powell 2006; Levy 1987", (0.0, 0.4)),
    P("stake.discount_A", 0.0, 1.0, 0.10, "per year", "A's rate of discount", _MAGNITUDE, (0.06, 0.14)),
    P("stake.discount_D", 0.0, 1.0, 0.06, "per year", "D's rate of discount", _MAGNITUDE, (0.04, 0.09)),
    P("cost.war_A", 0.0, 0.2, 0.004, "stakes per month", "what fighting at full effort costs A", _MAGNITUDE, (0.003, 0.006)),
    P("cost.war_D", 0.0, 0.2, 0.0015, "stakes per month", "what fighting at full effort costs D", _MAGNITUDE, (0.001, 0.002)),
    P("cost.spread_D", 0.0, 1.0, 0.2, "share of cost.war_D", "how far D's private cost lies above (weak) or below (tough) its mean; A does not know which", "Fearon 1995, private information about resolve", (0.0, 0.4)),
    P("cost.weak_D", 0.0, 1.0, 0.5, "probability", "share of wars in which D's private cost is the high one, and A's prior of it", "Fearon 1995; Powell 2004", (0.3, 0.7)),
    P("demand.floor_D", 0.0, 1.0, 0.5, "demand index", "what D must keep, as D values it: 0.5 a stop on the line and the freedom to arm, 1 all its territory", "Fearon 1995; survival as a free state", (0.4, 0.6)),
    P("demand.adapt_D", 0.0, 1.0, 0.2, "share per year", "speed at which D's aims follow the front", "endogenous aims; Werner 1998", (0.0, 0.5)),
    P("hold.cost_A", 0.0, 1.0, 0.3, "index; 1 = 0.002 stakes per month for all the land at stake", "cost of holding and policing occupied land", "occupation costs; Edelstein 2004", (0.1, 0.5)),
    P("rep.cost_A", 0.0, 1.0, 0.2, "index; 1 = 0.2 of the stake", "loss of standing with partners if A stops short of its aims", "reputation with third audiences", (0.1, 0.3)),
)
