"""Which group of assumptions separates two authors, for the scene that compares them.

The account is that of `simulator explain`, of one number: the chance that fighting has stopped
within two years, with both authors' theories on the same facts.
"""

from __future__ import annotations

from simulator.analysis.explain.explanation import Explanation, explain
from simulator.files.common_date import load_on_common_date
from simulator.model.parameters.groups import GROUPS

Plain = dict[str, object]

#: The number that is taken apart, and how long is played for it [months].
METRIC, MONTHS = "ended_by_24", 24


def separated(first: str, second: str, wars: int, entropy: int) -> Plain:
    """What exchanging each group of assumptions contributes to the two authors' difference.

    Args:
        first: An author's scenario.
        second: Another's.
        wars: How many wars of each mixture of the two.
        entropy: Names the luck [0, 2**63).

    Returns:
        Plain JSON: both chances, and for each group its Shapley value with its 95 per cent
        interval, largest first; signs are second less first.

    Raises:
        RunFailed: A war could not be played.
    """
    worlds = load_on_common_date(first), load_on_common_date(second)
    return _plain(explain(*worlds, wars, entropy, MONTHS, [METRIC], workers=1))


def _plain(found: Explanation) -> Plain:
    account = found.accounts[METRIC]
    parts = sorted(account.parts.items(), key=lambda part: -abs(part[1].value.value or 0.0))
    rows = [
        {
            "group": group,
            "about": GROUPS[group],
            "value": _short(part.value.value),
            "ci": None if part.value.ci95 is None else [_short(end) for end in part.value.ci95],
            "differ": len(found.differs[group]),
        }
        for group, part in parts
        if found.differs[group]
    ]
    return {
        "n": found.replications,
        "mixtures": found.coalitions,
        "first": _short(account.first.value),
        "second": _short(account.second.value),
        "groups": rows,
    }


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Two authors in the order in which their account is kept."""
    return (one, other) if one < other else (other, one)
