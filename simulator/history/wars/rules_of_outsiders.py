"""Rules of the protocol: patrons, pressure, talks, guarantees and broken promises."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.files.war_facts import Facts
from simulator.history.wars.rule import Band, Bands, Rule, banded
from simulator.model.records import Range

#: What a patron of D sends, by how steady it looked (assumed; 1 is its usual month).
SENDS: Bands = {"steady": (0.8, 1.2), "wavering": (0.2, 0.8), "unknown": (0.0, 1.0)}

#: Hazard that the first patron stops (assumed; unknown is neutral) [per month].
STOPS: Bands = {"steady": (0.002, 0.010), "wavering": (0.02, 0.06), "unknown": (0.01, 0.04)}

#: A's belief at the start that they stay (assumed; unknown is neutral) [log odds].
BELIEVED: Bands = {"steady": (0.5, 2.0), "wavering": (-1.5, 0.0), "unknown": (-0.5, 0.5)}

#: What A's own patrons supply (assumed) [share of A's arms].
SUPPLIES: Bands = {"steady": (0.3, 0.6), "wavering": (0.1, 0.4), "unknown": (0.0, 0.6)}

#: Damage by sanctions, by how far A is under them; yes is neutral (assumed) [index].
BITES: Bands = {"yes": (0.3, 0.7), "partly": (0.1, 0.4), "no": (0.0, 0.1)}

#: The same where A is blockaded, which stops goods from anywhere (assumed) [index].
SHUT: Bands = {"yes": (0.5, 0.9), "partly": (0.3, 0.7)}

#: Chance a month that somebody brings both to a table; partly is neutral (assumed).
TABLE: Bands = {"yes": (0.6, 0.95), "partly": (0.3, 0.7), "no": (0.0, 0.3)}

#: What a guarantee enforces, by whether one is to be had (assumed) [share].
GUARANTEED: Bands = {"yes": (0.5, 0.9), "partly": (0.2, 0.5), "no": (0.0, 0.2)}

#: Incidents that peacekeepers who are there prevent (Fortna 2008; assumed size) [share].
WATCHED: Bands = {"yes": (0.7, 0.95), "partly": (0.6, 0.95)}

#: D's belief that A keeps its word, by accords it broke; one is neutral (assumed) [probability].
TRUSTED: Sequence[Band] = ((0.2, 0.5), (0.05, 0.3), (0.0, 0.15))


def _all(bands: Bands, patrons: Sequence[tuple[str, str]]) -> Range | None:
    """The hull over patrons; None where none is known, which is not that there is none."""
    found = [bands[steady] for _, steady in patrons]
    if not found:
        return None
    return Range(min(low for low, _ in found), max(high for _, high in found))


def bite(facts: Facts) -> Range | None:
    """Of sanctions or of a blockade on A, whichever is more."""
    if facts.blockade is not None and facts.blockade[0] in SHUT:
        return Range(*SHUT[facts.blockade[0]])
    return None if facts.sanctions is None else Range(*BITES[facts.sanctions[0]])


def trusted(facts: Facts) -> Range | None:
    """By accords A has broken, two and more alike."""
    broken = facts.A.broken
    return None if broken is None else Range(*TRUSTED[min(broken, len(TRUSTED) - 1)])


# fmt: off
RULES = (
    Rule("aid.us0", "D.patrons, the first", "steady .8-1.2, wavering .2-.8, unknown 0-1", "assumed; 1 is its usual month", lambda facts: _all(SENDS, facts.D.patrons[:1])),
    Rule("aid.eu0", "D.patrons, the others", "steady .8-1.2, wavering .2-.8, unknown 0-1, hull over them", "assumed; 1 is its usual month", lambda facts: _all(SENDS, facts.D.patrons[1:])),
    Rule("aid.us_hazard", "D.patrons, the first", "steady .002-.01, wavering .02-.06, unknown .01-.04", "assumed; unknown is neutral", lambda facts: _all(STOPS, facts.D.patrons[:1])),
    Rule("aid.belief0", "D.patrons", "steady .5-2, wavering -1.5-0, unknown -.5-.5, hull", "assumed; unknown is neutral", lambda facts: _all(BELIEVED, facts.D.patrons)),
    Rule("aid.supplier_A", "A.patrons", "steady .3-.6, wavering .1-.4, unknown 0-.6, hull", "assumed", lambda facts: _all(SUPPLIES, facts.A.patrons)),
    Rule("econ.bite", "pressure.sanctions, pressure.blockade, on A", "blockade .5-.9 (partly .3-.7); sanctions .3-.7 (partly .1-.4), none 0-.1", "assumed; full sanctions are neutral", bite),
    Rule("talks.open0", "diplomacy.talks_open", "yes .6-.95, partly .3-.7, no 0-.3", "partly is neutral, the rest assumed", lambda facts: banded(facts.talks, TABLE)),
    Rule("commit.enforce", "diplomacy.guarantee_available", "yes .5-.9, partly .2-.5, none 0-.2", "third parties (Walter 1997); sizes assumed", lambda facts: banded(facts.guarantee, GUARANTEED)),
    Rule("commit.monitoring", "diplomacy.peacekeepers_present", "yes .7-.95, partly .6-.95", "peacekeepers (Fortna 2008); sizes assumed", lambda facts: banded(facts.peacekeepers, WATCHED)),
    Rule("commit.reliab_A", "A.broken_agreements.count", "0: .2-.5, 1: .05-.3, more: 0-.15", "reputation from broken accords; one is neutral", trusted),
)
# fmt: on
