"""The mechanisms that a scenario can switch off, one at a time, on the same luck."""

from __future__ import annotations

from types import MappingProxyType

#: Name in `[mechanisms]` to what is lost when it is false.
SWITCHES = MappingProxyType(
    {
        "bargaining": "nobody makes an offer: the war is decided in the field",
        "optimism": "both leaders hold the true hazards: no rival forecasts of the fight",
        "private_information": "D's cost of war is known to A",
        "learning": "beliefs about the fight stay what they were",
        "signals": "what patrons do teaches A's leader nothing",
        "commitment": "deals bind: nobody rearms in a truce or breaks what was signed",
        "indivisibility": "the whole stake can be divided",
        "office": "leaders care for the state's stake only",
        "audience": "nobody at home dissents openly",
        "turnover": "leaders stay whatever happens",
        "lock_in": "public commitments do not raise the price of stopping",
        "battle": "the front does not move",
        "attrition": "fighting kills nobody: forces stay what they were",
        "recruitment": "losses are replaced exactly",
        "economy": "A's economy stays what it was",
        "aid": "aid stays what it was",
        "strikes": "no strikes on cities or on the rear",
        "collapse": "neither side gives way at once",
        "truce": "no truce: a deal settles everything or there is none",
        "freeze": "both sides always fight at full effort",
        "mediation": "no mediator",
    }
)
