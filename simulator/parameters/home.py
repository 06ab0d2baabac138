"""The leaders' audiences at home, and what losing office costs."""

from __future__ import annotations

from simulator.parameters.parameter import Parameter as P

# fmt: off  (a registry reads best as one row a line)

_GOEMANS = "Goemans 2000; Debs and Goemans 2010"

ROWS = (
    P("office.value_A", 0.0, 3.0, 0.8, "stakes", "what losing office costs A's leader", "Goemans 2000; Downs and Rocke 1994", (0.5, 1.2)),
    P("office.value_D", 0.0, 3.0, 0.3, "stakes", "what losing office costs D's leader", "Goemans 2000; Downs and Rocke 1994", (0.1, 0.5)),
    P("survival.stop_penalty", 0.0, 1.0, 0.15, "probability within 24 months", "added chance that A's leader loses office if he stops short of his aims, beyond what the audience produces", _GOEMANS, (0.0, 0.3)),
    P("survival.stop_penalty_D", 0.0, 1.0, 0.1, "probability within 24 months", "the same for D's leader when D signs away what it must keep", _GOEMANS, (0.0, 0.2)),
    P("survival.cont_base", 0.0, 0.1, 0.003, "per month", "removal hazard of A's leader while fighting goes on, at month 0", "leaders in war: COW and Archigos merged", (0.001, 0.006)),
    P("survival.cont_slope", 0.0, 3.0, 0.3, "index; 1 = 0.03 per month at full blame", "growth of that hazard with losses, economic stress and the gap between claims and results", _GOEMANS, (0.1, 0.6)),
    P("survival.reckoning_delay", 0.0, 1.0, 0.3, "share", "share of the blame that fighting on postpones to the day of stopping (gambling for resurrection)", "Downs and Rocke 1994; Goemans 2000", (0.1, 0.5)),
    P("survival.successor_dove", 0.0, 1.0, 0.4, "probability", "chance that a successor of A's leader is free of the old aims", "Croco 2011, culpability", (0.2, 0.6)),
    P("survival.bloc_weights", 0.0, 1.0, 0.5, "share", "weight of the inner coalition, against the public, among those who are not hawks", "Bueno de Mesquita et al. 2003", (0.3, 0.7)),
    P("survival.hawk_weight", 0.0, 1.0, 0.25, "share", "weight of the hawks in A's leader's survival", "Bueno de Mesquita et al. 2003; Weeks 2008", (0.1, 0.4)),
    P("audience.size", 0.0, 2000.0, 100.0, "members a side", "how many members each domestic audience has", "Granovetter 1978", None, True),
    P("audience.threshold_mean", 0.0, 2.0, 1.0, "share openly dissenting", "mean of the members' thresholds for open dissent", "Granovetter 1978; Kuran 1989", (0.9, 1.1)),
    P("audience.threshold_spread", 0.0, 2.0, 0.8, "share openly dissenting", "spread of the thresholds (uniform, mean plus or minus it)", "Granovetter 1978; above one half, so that a cascade has no fold unless one is meant", (0.7, 0.85)),
    P("audience.second_mover", 0.0, 1.0, 0.0, "share openly dissenting", "what is added to the threshold of the second most ready member: one person can decide a cascade", "Granovetter 1978, the example of the single changed threshold"),
    P("audience.grievance", 0.0, 3.0, 0.9, "threshold per unit of grievance", "how far a full grievance lowers a member's threshold", "Kuran 1989, 1991", (0.7, 1.1)),
    P("audience.hazard", 0.0, 1.0, 0.08, "per month", "removal hazard when everybody dissents openly; falls with the square of the share", "coup and revolt as threshold processes; of autocrats who lost a war a quarter were out within a year (COW and Archigos merged)", (0.05, 0.12)),
    P("aims.lockin_A", 0.0, 1.0, 0.4, "index; 1 = handing back all the land at stake costs 0.3 stakes, and hawks' grievance doubles in 36 months", "how far A's public commitments (annexations, stated aims) raise what it must have", "Fearon 1994, audience costs", (0.2, 0.6)),
    P("info.propaganda_A", 0.0, 1.0, 0.3, "share", "damping of the public's grievance by propaganda", "Kuran 1991; controlled media", (0.2, 0.6)),
    P("info.gap_growth", 0.0, 1.0, 0.1, "index; 1 = full gap in 24 months", "growth of the gap between official claims and results", "Smith 1998; audience learning", (0.05, 0.2)),
)
