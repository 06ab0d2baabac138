"""What the war of `base` was measured at, and what stands for it where a war is not known.

The defaults and neutral ranges of these parameters rest on records of one war, and hold for that
war only: `base` sets them all. A scenario that does not extend it must set them itself, or say
`neutral = true` and draw them from the ranges here, which lean to no war in particular. The ranges
were written down once, before any result of theirs was seen, and fitted to nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from types import MappingProxyType

from simulator.errors import Mistake
from simulator.files.layer import Layer
from simulator.model.parameters import PARAMETERS
from simulator.model.records import Range

FIGURES: Mapping[str, Range] = MappingProxyType(
    {
        # From a raid over the border to a third of the country.
        "front.occ0": Range(0.02, 0.30),
        # From a defence with one line to one that is beaten only in its last corner.
        "front.victory_at": Range(0.4, 1.0),
        # Either side may be the stronger; a point of territory a month was the pace of autumn 2022.
        "power.drift": Range(-1.0, 1.0),
        "power.drift_spread": Range(0.01, 0.5, "loguniform"),
        # From the still front of 2025 to the open one of 2022.
        "power.noise": Range(0.02, 1.0, "loguniform"),
        # From open country to a fortified belt.
        "power.defence_adv": Range(1.0, 5.0, "loguniform"),
        "power.aid_elast": Range(0.2, 0.8),
        "force.size_ratio": Range(0.4, 2.5, "loguniform"),
        # From outposts that shoot at each other to the worst months of 1916.
        "force.loss_A": Range(0.01, 0.15, "loguniform"),
        # From an army that melts to one that grows.
        "man.replace_A": Range(0.5, 1.5),
        "man.mobil_D": Range(0.5, 1.5),
        # From a year's volunteers to the draft of a nation.
        "man.pool_A": Range(12.0, 240.0, "loguniform"),
        "man.bounty_growth": Range(0.0, 0.04),
        "man.coerce_cost": Range(0.1, 0.6),
        "man.foreign_A": Range(0.0, 0.1),
        "econ.stress0": Range(0.1, 0.6),
        "econ.oil_share": Range(0.0, 0.5),
        "econ.overheat": Range(0.0, 0.6),
        "econ.strike_damage": Range(0.0, 1.0),
        "econ.rearm": Range(0.7, 1.3),
        # From next to no patrons to those of 2022-24.
        "aid.us0": Range(0.0, 1.0),
        "aid.eu0": Range(0.1, 1.5),
        "aid.eu_response": Range(0.0, 1.0),
        "aid.prod_D": Range(0.1, 1.0),
        "aid.supplier_A": Range(0.0, 0.6),
        "aid.fatigue": Range(0.0, 0.01),
        "coerce.deep_rate": Range(0.0, 1.0),
        "coerce.resolve0": Range(0.4, 0.8),
        "belief.win0_D": Range(0.2, 0.7),
        "talks.open0": Range(0.1, 0.9),
    }
)


def borrowed(layers: Sequence[Layer], said: Set[str]) -> list[Mistake]:
    """Figures that a scenario of another war would take from that war in silence.

    Args:
        layers: The files of a chain, the one that extends nothing first.
        said: What any of them sets, by parameter path.
    """
    where = layers[-1].where
    return [
        Mistake(
            where,
            path,
            f"must be set: {PARAMETERS[path].default:g} is a figure of another war, that of `base`",
            None,
            f"set it ({PARAMETERS[path].unit}), or write neutral = true: {_told(wide)}",
        )
        for path, wide in FIGURES.items()
        if path not in said
    ]


def _told(wide: Range) -> str:
    return f"then each war draws it from {wide.low:g} to {wide.high:g}"
