"""Which of seven groups of assumptions every parameter, mechanism and lever belongs to.

The groups are the questions on which theories of one war disagree. Each path belongs to exactly one,
so that an author's theory falls apart into seven pieces that can be exchanged with another's.
A table of parameters goes into one group as a whole; the exceptions are named one by one, each with
the reason beside it.
"""

from __future__ import annotations

from types import MappingProxyType

#: The groups in the order in which a reader meets them, and what each is about.
GROUPS = MappingProxyType(
    {
        "stakes": "what each side wants, what it costs, and what can be divided",
        "information": "what the leaders believe, how they learn, what talk is good for",
        "commitment": "whether a deal would be kept",
        "office": "what ending the war does to the leaders at home",
        "economy and manpower": "who runs out of money, men and arms",
        "patrons": "aid, pressure and offers from outside, and how they are read",
        "front": "the front, the forces, collapse, and the war from the air",
    }
)

_TABLES = {
    "stake": "stakes",
    "cost": "stakes",
    "demand": "stakes",
    "hold": "stakes",
    "rep": "stakes",
    "belief": "information",
    "talks": "information",
    "commit": "commitment",
    "office": "office",
    "survival": "office",
    "audience": "office",
    "aims": "office",
    "info": "office",  # what the public at home is told, not what a leader knows
    "man": "economy and manpower",
    "econ": "economy and manpower",
    "aid": "patrons",
    "carrot": "patrons",
    "stick": "patrons",
    "front": "front",
    "power": "front",
    "force": "front",
    "collapse": "front",
    "coerce": "front",
}

_EXCEPTIONS = {
    "cost.spread_D": "information",  # D's private information
    "cost.weak_D": "information",  # A's prior of it
    "talks.mediator_misread": "patrons",  # an outsider's mistake
    "talks.pressure": "patrons",  # an outsider's weight
    "power.aid_elast": "patrons",  # what aid does to the force it reaches
}

_SWITCHES = {
    "bargaining": "information",
    "optimism": "information",
    "private_information": "information",
    "learning": "information",
    "signals": "patrons",
    "commitment": "commitment",
    "indivisibility": "stakes",
    "office": "office",
    "audience": "office",
    "turnover": "office",
    "lock_in": "office",
    "battle": "front",
    "attrition": "front",
    "recruitment": "economy and manpower",
    "economy": "economy and manpower",
    "aid": "patrons",
    "strikes": "front",
    "collapse": "front",
    "truce": "commitment",
    "freeze": "front",
    "mediation": "patrons",
}

_LEVERS = {
    "posture": "patrons",
    "stick_months": "patrons",
    "aid_us": "patrons",
    "aid_eu": "patrons",
    "aid_delay": "patrons",
    "sanctions": "patrons",
    "relief_timing": "patrons",
    "threat_executed": "patrons",
    "strike_support": "patrons",
    "strikes_deep": "front",
    "air_defence": "front",
    "bombing": "front",
    "mediator_target": "patrons",
    "mediator_model": "patrons",
    "offer": "patrons",
    "guarantee": "commitment",
    "face_saving": "office",
    "draft_D": "economy and manpower",
    "replace_A": "economy and manpower",
    "a_type": "information",
    "learn_A": "information",
    "pressure": "patrons",
    "regime_threat": "office",
    "spillover": "stakes",
    "front_shift": "front",
    "stalemate": "front",
    "talks": "information",
    "summit": "information",
    "admit": "office",
    "stop": "patrons",
    "leader_swap": "office",
    "d_shock": "front",
    "fatigue": "patrons",
    "weariness_D": "front",
    "mobilise_A": "economy and manpower",
    "client": "stakes",
}


def group_of(path: str) -> str:
    """The group that a path belongs to.

    Args:
        path: A parameter (`stake.value_A`), a mechanism (`mechanisms.office`) or a lever
            (`levers.posture`).

    Raises:
        KeyError: No such table, mechanism or lever.

    >>> group_of("power.drift"), group_of("power.aid_elast")
    ('front', 'patrons')
    """
    table, _, name = path.partition(".")
    if table == "mechanisms":
        return _SWITCHES[name]
    if table == "levers":
        return _LEVERS[name]
    return _EXCEPTIONS.get(path) or _TABLES[table]
