"""Rules of the protocol: what leaders believe, want, have said, and risk."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.files.war_facts import Certainty, Facts, Side
from simulator.history.wars.rule import Band, Bands, Rule, around, banded, ends_of
from simulator.model.records import Range

#: Chance that A's leader gives himself (assumed; the middle is the registry's neutral range).
WINS_A: Bands = {"high": (0.60, 0.85), "middling": (0.35, 0.65), "low": (0.15, 0.40)}

#: Chance that D's leader gives A's effort of giving way first (likewise).
WINS_D: Bands = {"high": (0.60, 0.85), "middling": (0.30, 0.60), "low": (0.10, 0.35)}

#: Doubt of a degree of indivisibility, which is one coder's judgement [0-1] (assumed).
DEGREE: Mapping[Certainty, float] = {"high": 0.10, "medium": 0.15, "low": 0.25}

#: What D must keep at a degree of 0, and more of it at 1 [demand index]: at the degree of the
#: registry's default, 0.4, it comes to 0.54, beside a default of 0.5.
KEEPS, KEEPS_MORE = 0.3, 0.6

#: What having said so in public adds to it (assumed) [demand index].
SAID_SO: Mapping[str, float] = {"yes": 0.1, "partly": 0.0, "no": -0.1}

#: How far public aims bind A (assumed; the middle is the neutral range) [index].
BINDS: Bands = {"yes": (0.6, 0.9), "partly": (0.2, 0.6), "no": (0.0, 0.2)}

#: How fast D's aims follow the front when they are fixed in public, or are not [share a year].
FOLLOWS: Bands = {"yes": (0.0, 0.2), "partly": (0.0, 0.5), "no": (0.2, 0.6)}

#: Added chance of losing office for stopping short, by risk at a small loss; 1 is the upper half of
#: the neutral range (assumed) [probability within 24 months].
STOPS: dict[int, Band] = {0: (0.0, 0.1), 1: (0.1, 0.3), 2: (0.2, 0.5)}
SIGNS_AWAY: dict[int, Band] = {0: (0.0, 0.05), 1: (0.05, 0.2), 2: (0.15, 0.4)}

#: Added chance of losing office for a defeat, by risk at a large loss; 1 is the neutral range.
DEFEATED: dict[int, Band] = {0: (0.0, 0.15), 1: (0.15, 0.6), 2: (0.4, 0.8)}

#: What losing office costs, by the worst that is risked: exile, prison and death cost about twice
#: what office alone does (Goemans 2000; the size is assumed) [stakes].
OFFICE_A: dict[int, Band] = {0: (0.5, 1.2), 1: (0.5, 1.2), 2: (1.0, 2.0)}
OFFICE_D: dict[int, Band] = {0: (0.1, 0.5), 1: (0.1, 0.5), 2: (0.4, 1.5)}

#: Removal of a leader while war goes on, by class of regime (assumed; democracies change leaders
#: oftener, war or no war: Bueno de Mesquita and Siverson 1995) [per month].
FALLS: Bands = {
    "democracy": (0.003, 0.010),
    "mixed": (0.002, 0.008),
    "dictatorship": (0.0005, 0.003),
}

#: Weight of the inner coalition against the public (Bueno de Mesquita et al. 2003; assumed size).
INNER: Bands = {"democracy": (0.1, 0.4), "mixed": (0.3, 0.7), "dictatorship": (0.6, 0.9)}

#: Weight of hawks: officers who rule lean to war more than civilians do (Weeks 2012; assumed size).
HAWKS: Bands = {
    "democracy": (0.1, 0.3),
    "mixed": (0.1, 0.4),
    "party": (0.1, 0.3),
    "personalist": (0.2, 0.5),
    "junta": (0.3, 0.6),
}

#: Propaganda's damping at full polyarchy is nought to this, and at none of it this and this again.
CONTROLLED = 0.3


def indivisible(facts: Facts) -> Range | None:
    """The coder's degree for A."""
    degree = facts.A.indivisible
    return None if degree is None else Range(*ends_of(degree, DEGREE))


def kept_by_D(facts: Facts) -> Range | None:
    """What D must keep: in line with its own degree, and with what it has said."""
    degree, said = facts.D.indivisible, facts.D.locked_in
    if degree is None:
        return None
    more = 0.0 if said is None else sum(SAID_SO[word] for word in said.words) / len(said.words)
    low, high = (KEEPS + KEEPS_MORE * each + more for each in ends_of(degree, DEGREE))
    return Range(low, high)


def _of(bands: dict[int, Band], risk: int | None) -> Range | None:
    return None if risk is None else Range(*bands[risk])


def _worst(side: Side) -> int | None:
    known = [risk for risk in (side.small_loss, side.big_loss) if risk is not None]
    return max(known) if known else None


def _named(bands: Bands, word: str | None) -> Range | None:
    return None if word is None else Range(*bands[word])


def propaganda(facts: Facts) -> Range | None:
    """The less open the country, the more the public is told."""
    known = facts.A.polyarchy
    return None if known is None else around(CONTROLLED * (1.5 - known), 0.5 * CONTROLLED)


# fmt: off
RULES = (
    Rule("belief.win0_A", "A.optimism", "high .6-.85, middling .35-.65, low .15-.4", "rival optimism (Blainey 1973); middling is neutral, the rest assumed", lambda facts: banded(facts.A.optimism, WINS_A)),
    Rule("belief.win0_D", "D.optimism", "high .6-.85, middling .3-.6, low .1-.35", "rival optimism (Blainey 1973); middling is neutral, the rest assumed", lambda facts: banded(facts.D.optimism, WINS_D)),
    Rule("stake.indivisible", "A.indivisible.degree", "the degree, .1 to .25 either way by certainty", "Fearon 1995", indivisible),
    Rule("demand.floor_D", "D.indivisible.degree, D.aims.locked_in", ".3 + .6 x degree, .1 more if said in public, .1 less if not", "what cannot be divided must be kept (Fearon 1995); sizes assumed", kept_by_D),
    Rule("demand.adapt_D", "D.aims.locked_in", "yes 0-.2, partly 0-.5, no .2-.6", "audience costs (Fearon 1994); sizes assumed", lambda facts: banded(facts.D.locked_in, FOLLOWS)),
    Rule("aims.lockin_A", "A.aims.locked_in", "yes .6-.9, partly .2-.6, no 0-.2", "audience costs (Fearon 1994); partly is neutral", lambda facts: banded(facts.A.locked_in, BINDS)),
    Rule("survival.stop_penalty", "A.risk_if_loses.small_loss", "0: 0-.1, 1: .1-.3, 2: .2-.5", "regime risk (Goemans 2000); sizes assumed", lambda facts: _of(STOPS, facts.A.small_loss)),
    Rule("survival.stop_penalty_D", "D.risk_if_loses.small_loss", "0: 0-.05, 1: .05-.2, 2: .15-.4", "regime risk (Goemans 2000); sizes assumed", lambda facts: _of(SIGNS_AWAY, facts.D.small_loss)),
    Rule("survival.defeat_A", "A.risk_if_loses.big_loss", "0: 0-.15, 1: .15-.6, 2: .4-.8", "regime risk (Goemans 2000); sizes assumed", lambda facts: _of(DEFEATED, facts.A.big_loss)),
    Rule("office.value_A", "A.risk_if_loses, the worse", "0 and 1: .5-1.2, 2: 1-2", "punishment beyond office (Goemans 2000); 0 and 1 are neutral", lambda facts: _of(OFFICE_A, _worst(facts.A))),
    Rule("office.value_D", "D.risk_if_loses, the worse", "0 and 1: .1-.5, 2: .4-1.5", "punishment beyond office (Goemans 2000); 0 and 1 are neutral", lambda facts: _of(OFFICE_D, _worst(facts.D))),
    Rule("survival.cont_base", "A.regime (Goemans's class)", "democracy .003-.01, mixed .002-.008, dictatorship .0005-.003", "tenure by regime (Bueno de Mesquita and Siverson 1995); sizes assumed", lambda facts: _named(FALLS, facts.A.regime)),
    Rule("survival.bloc_weights", "A.regime (Goemans's class)", "democracy .1-.4, mixed .3-.7, dictatorship .6-.9", "size of the winning coalition (Bueno de Mesquita et al. 2003); sizes assumed", lambda facts: _named(INNER, facts.A.regime)),
    Rule("survival.hawk_weight", "A.regime.code", "democracy, party .1-.3, mixed .1-.4, personalist .2-.5, junta .3-.6", "who decides on war in autocracies (Weeks 2012); sizes assumed", lambda facts: _named(HAWKS, facts.A.ruler)),
    Rule("info.propaganda_A", "A.regime.polyarchy", ".3 x (1.5 - polyarchy), .15 either way", "controlled media (V-Dem's index holds freedom of expression); size assumed", propaganda),
)
# fmt: on
