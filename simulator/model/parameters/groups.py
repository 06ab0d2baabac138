"""Which of seven groups of assumptions every parameter, mechanism and lever belongs to.

The groups are the questions on which theories of one war disagree. Each path belongs to one, that
of the mechanism that declares it, so that an author's theory falls apart into seven pieces that can
be exchanged with another's.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from simulator.model.declare import Group
from simulator.model.registry import GROUP_OF

#: The groups in the order in which a reader meets them, and what each is about.
GROUPS: Mapping[str, str] = MappingProxyType(
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


def group_of(path: str) -> Group:
    """The group that a path belongs to.

    Args:
        path: A parameter (`stake.value_A`), a mechanism (`mechanisms.office`) or a lever
            (`levers.posture`).

    Raises:
        KeyError: No such parameter, mechanism or lever.

    >>> group_of("power.drift"), group_of("power.aid_elast")
    ('front', 'patrons')
    """
    return GROUP_OF[path]
