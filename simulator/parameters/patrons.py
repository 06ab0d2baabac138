"""Patrons: aid, fatigue, signals, and coercion from the air."""

from __future__ import annotations

from simulator.parameters.parameter import Parameter as P

# fmt: off  (a registry reads best as one row a line)

_KIEL = "Kiel Ukraine Support Tracker, release 29"

ROWS = (
    P("aid.us0", 0.0, 5.0, 0.3, "2022-24 mean", "flow of patron 1 at month 0", _KIEL, None),
    P("aid.eu0", 0.0, 5.0, 1.3, "2022-24 mean", "flow of patron 2 at month 0", _KIEL, None),
    P("aid.us_hazard", 0.0, 1.0, 0.02, "per month", "hazard that patron 1 cuts its aid", "domestic politics of patrons", (0.01, 0.04)),
    P("aid.eu_response", 0.0, 1.5, 0.5, "share", "share of a cut by patron 1 that patron 2 and D's industry replace", _KIEL, (0.3, 0.7)),
    P("aid.prod_D", 0.0, 1.0, 0.45, "share of needs", "share of D's needs met by its own industry", "official statements 2025: 40 to 60 per cent", (0.4, 0.5)),
    P("aid.supplier_A", 0.0, 1.0, 0.3, "share of A's arms and evasion", "what A's own patron supplies: parts and shells for its arms, and a way around sanctions", "reported deliveries; trade figures", (0.2, 0.4)),
    P("aid.fatigue", 0.0, 0.2, 0.002, "per month", "steady fall of both patrons' aid as they tire", "Kiel totals 2022-25", (0.0, 0.004)),
    P("aid.belief0", -3.0, 3.0, 0.0, "log odds", "A's belief at month 0 that D's patrons stay", "costly signals; Fearon 1997", (-0.5, 0.5)),
    P("carrot.value_A", 0.0, 1.0, 0.3, "index; 1 = 0.3 of the stake", "value to A of relief, normalisation and other inducements that come with a signature", "inducements; Baldwin 1971", (0.1, 0.5)),
    P("carrot.signal", 0.0, 2.0, 0.3, "log odds", "how far a month of inducements lowers A's view of patron resolve", "Fearon 1997; Kydd 2003", (0.0, 0.6)),
    P("stick.signal", 0.0, 2.0, 0.3, "log odds", "how far a month of executed penalties raises A's view of patron resolve", "Fearon 1997", (0.1, 0.6)),
    P("coerce.bomb_resolve", -1.0, 1.0, 0.0, "resolve per year at the bombing of month 0", "effect of bombing on D's resolve; the sign is disputed", "Pape 1996", (-0.05, 0.05)),
    P("coerce.substitute", 0.0, 2.0, 0.3, "share", "how far A shifts effort to bombing when the front stalls", "Pape 1996", (0.1, 0.5)),
    P("coerce.deep_rate", 0.0, 3.0, 0.5, "index; 1 = the campaign of autumn 2025", "D's deep strikes at month 0", "refinery outages 2024-26", (0.3, 0.7)),
    P("coerce.resolve0", 0.0, 1.0, 0.63, "share", "D's willingness to endure at month 0", "KIIS polls 2024-26", (0.58, 0.68)),
)
