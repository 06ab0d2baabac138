"""Whether a deal would be kept: who rearms in a pause, who guarantees it, what a breach costs.

Occasions to break what was signed come at a rate and carry a worth of their own, drawn from a heavy
tail; a side breaks when that exceeds its margin, what keeping is worth to it above breaking. So
hazards fall smoothly with the margin, and an equilibrium exists (purification). Peace has three
stages: young (nothing has changed hands), handed over and rearmed, aged.

Source: Fearon 1995, 1996; Powell 2006 (shifting power); Walter 1997 and Fortna 2004 (enforcement
works on occasions, on their price and on incidents); Stedman 1997 (spoilers); Harsanyi 1973
(purification).
"""

from __future__ import annotations

from simulator.compiled import compiled
from simulator.model.declare import Bite, Mechanism, State, Switch, lever_of_number
from simulator.model.declare import Parameter as P

# fmt: off
MECHANISM = Mechanism(
    name="commitment",
    group="commitment",
    source="Fearon 1995; Powell 2006; Walter 1997; Fortna 2004",
    bites=Bite("fighting", {"phase": "truce", "commit.rearm_A": 2.0}),
    switch=Switch("commitment", "deals bind: nobody rearms in a truce or breaks what was signed"),
    parameters=(
        # path, low, high, default, unit, meaning, source, neutral range
        P("commit.reliab_A", 0.0, 1.0, 0.15, "probability",
          "D's belief that A keeps an agreement whatever it gains by breaking it", "Fearon 1995; reputation", (0.05, 0.3)),
        P("commit.rearm_A", 0.0, 4.0, 0.3, "index; 1 = 0.015 of log force ratio per month",
          "A's net gain of force per month of truce", "Powell 2006; Fortna 2004", (0.1, 0.5)),
        P("commit.rearm_scale", 0.0, 0.1, 0.015, "log force ratio per month at index 1",
          "what commit.rearm_A is counted in", "assumed", (0.01, 0.03), tier="structural"),
        P("commit.rearm_months", 0.0, 120.0, 24.0, "months",
          "how long a truce goes on letting A gain force", "assumed", (12.0, 36.0), whole=True, tier="structural"),
        P("commit.enforce", 0.0, 1.0, 0.3, "share",
          "how far guarantees and armed neutrality make a breach costly and unlikely", "Walter 1997; Fortna 2004", (0.1, 0.5)),
        P("commit.arms_deter", 0.0, 1.0, 1.0, "share",
          "how far the arms and allies a status leaves D deter a breach; 0: A's word is all there is", "Powell 2006; Fearon 1995: peace kept by the means to resume war", (0.7, 1.0)),
        P("commit.breach_cost", 0.0, 2.0, 0.3, "stakes",
          "what a breach costs the breaker under a full guarantee", "Walter 1997", (0.2, 0.5)),
        P("commit.fear_A", 0.0, 1.0, 0.2, "index; 1 = 0.2 of the stake",
          "A's belief that rivals exploit a pause", "Powell 2006, on the challenger's side", (0.0, 0.4)),
        P("commit.fear_scale", 0.0, 1.0, 0.2, "stakes at index 1",
          "what commit.fear_A is counted in", "assumed", (0.1, 0.4), tier="structural"),
        P("commit.guarantor_leaves", 0.0, 0.2, 0.004, "per month",
          "hazard that the guarantor of a truce leaves", "domestic politics of patrons", (0.001, 0.01)),
        P("commit.accident", 0.0, 0.2, 0.013, "per month",
          "hazard that an incident breaks a young, unguarded truce without anybody's decision", "ceasefire data: ETH/PRIO; Fortna 2004", (0.006, 0.02)),
        P("commit.spoilers", 0.0, 1.0, 0.1, "index; 1 = 0.5 stakes at full dissent",
          "how much of a side's margin opponents of what was signed take at home", "Stedman 1997, spoilers", (0.0, 0.3)),
        # structural: coefficients that no scenario normally touches
        P("commit.spoilers_scale", 0.0, 2.0, 0.5, "stakes at index 1 and full dissent",
          "what commit.spoilers is counted in", "assumed", (0.2, 1.0), tier="structural"),
        P("commit.settled", 0.0, 1.0, 0.15, "share",
          "of a truce's hazard of incidents that a settlement keeps", "UCDP conflict terminations: .13 against .34 in five years; a judgement", (0.1, 0.3), tier="structural"),
        P("commit.occasions", 0.0, 2.0, 0.25, "per month",
          "how often an occasion to break comes where nothing is enforced", "assumed", (0.15, 0.4), tier="structural"),
        P("commit.occasion_worth", 0.001, 1.0, 0.025, "stakes",
          "scale of what an occasion to break is worth by itself", "assumed", (0.015, 0.04), tier="structural"),
        P("commit.reopening", 0.0, 1.0, 0.2, "stakes",
          "what reopening a war that has stopped costs whoever does it, guarantee or not", "set so that truces, settlements and victories fail as on record (UCDP; Fortna 2004)", (0.12, 0.28), tier="structural"),
        P("commit.reopening_grows", 0.0, 4.0, 0.5, "share a stage",
          "how far each stage that peace passes raises that cost", "Fortna 2004: peace gets firmer with age; size assumed", (0.25, 1.0), tier="structural"),
        P("commit.rises", 0.0, 1.0, 0.012, "share",
          "of the occasions to break that a side without an army can take: beaten in the field, or subordinate", "set so that victories fail as on record: Fortna 2004; Werner and Yuen 2005", (0.005, 0.03), tier="structural"),
        P("commit.monitoring", 0.0, 1.0, 0.8, "share",
          "of the incidents that a full guarantee prevents", "Fortna 2004; size assumed", (0.5, 0.95), tier="structural"),
        P("commit.incidents_fade", 0.0, 1.0, 0.5, "share a stage",
          "what each stage that peace passes leaves of the hazard of incidents", "Fortna 2004; size assumed", (0.35, 0.7), tier="structural"),
        P("commit.young", 1.0, 120.0, 12.0, "months",
          "how long peace is young on average: until land is handed over and who rearms has rearmed", "assumed", (6.0, 18.0), tier="structural"),
        P("commit.ageing", 1.0, 240.0, 24.0, "months",
          "how long it takes after that, on average, until peace is old", "assumed", (12.0, 36.0), tier="structural"),
        P("commit.claim", 0.0, 1.0, 0.08, "stakes",
          "what signing away for good a claim to all that the other side gets costs a side; a truce signs nothing away", "why truces are signed where settlements exist; size assumed", (0.0, 0.16), tier="structural"),
    ),
    states=(
        State("margin_A", "stakes", "in peace: what A gains by keeping, over breaking at its price; 0 in war", "width"),
        State("margin_D", "stakes", "in peace: what D gains by keeping, over breaking at its price; 0 in war", "width"),
    ),
    levers=(
        lever_of_number("guarantee", 0, 1, 0, "outside guarantee or armed neutrality"),
    ),
)
# fmt: on


@compiled
def often(occasions: float, enforcement: float, reliability: float, exposed: float) -> float:
    """How often a side meets an occasion that nothing keeps it from taking [per month].

    Args:
        occasions: Rate of occasions where nothing is enforced [per month].
        enforcement: How far a breach would be prevented [0 to 1].
        reliability: Chance that the side keeps its word whatever it gains [0 to 1].
        exposed: Chance that nothing the other has would stop it [0 to 1].
    """
    return occasions * (1.0 - enforcement) * (1.0 - reliability) * exposed


@compiled
def breach_price(
    reopening: float, grows: float, stage: int, cost: float, enforcement: float
) -> float:
    """What breaking costs whoever breaks [stakes].

    Args:
        reopening: In a young peace, unguarded [stakes].
        grows: Share by which each stage raises that.
        stage: Of peace: 0 young, 1 handed over and rearmed, 2 aged.
        cost: What a breach costs besides under a full guarantee [stakes].
        enforcement: How far the guarantee is that [0 to 1].
    """
    return reopening * (1.0 + grows * stage) + cost * enforcement


@compiled
def faded(fades: float, stage: int) -> float:
    """What is left of a hazard after stages of peace, each of which leaves a share of it."""
    left = 1.0
    # Multiplied out: a power is rounded one way by Python and another by machine code.
    for _ in range(stage):
        left *= fades
    return left


@compiled
def hazard_of_incidents(
    accident: float, share: float, fades: float, stage: int, monitoring: float, enforcement: float
) -> float:
    """Hazard that an incident breaks what was signed [per month].

    Args:
        accident: In a young, unguarded truce [per month].
        share: Of a truce's hazard (1 in a truce).
        fades: What each stage leaves of it.
        stage: Of peace: 0 young, 1 handed over and rearmed, 2 aged.
        monitoring: Share that a full guarantee prevents.
        enforcement: How far the guarantee is that [0 to 1].
    """
    return accident * share * faded(fades, stage) * (1.0 - monitoring * enforcement)


@compiled
def taken_by_spoilers(scale: float, spoilers: float, opposed: float) -> float:
    """What open opponents of what was signed take of their side's margin [stakes].

    Args:
        scale: At an index of 1 and full dissent [stakes].
        spoilers: Index.
        opposed: Share of the side's audience that opposes it [0 to 1].
    """
    return scale * spoilers * opposed
