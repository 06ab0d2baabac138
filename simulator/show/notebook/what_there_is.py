"""What there is to set, to pull and to measure, as tables."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from simulator.files.units import EXAMPLES
from simulator.model.levers import LEVERS
from simulator.model.metrics.catalogue import METRICS
from simulator.model.parameters import PARAMETERS

if TYPE_CHECKING:
    import pandas as pd


def parameters() -> pd.DataFrame:
    """Every parameter: range, default, unit, meaning, source; by its path."""
    import pandas as pd

    rows = [asdict(row) | {"example": EXAMPLES.get(path, "")} for path, row in PARAMETERS.items()]
    return pd.DataFrame(rows).set_index("path")


def levers() -> pd.DataFrame:
    """Every lever: whether an event, its values and meaning; by its name."""
    import pandas as pd

    rows = [
        {
            "name": kind.name,
            "kind": "event" if kind.event else "state",
            "values": kind.allowed(),
            "meaning": kind.meaning,
        }
        for kind in LEVERS.values()
    ]
    return pd.DataFrame(rows).set_index("name")


def metrics() -> pd.DataFrame:
    """Every metric: unit and meaning; by how it is typed."""
    import pandas as pd

    rows = [
        {"name": name, "unit": metric.unit, "kind": metric.kind, "meaning": metric.meaning}
        for name, metric in METRICS.items()
    ]
    return pd.DataFrame(rows).set_index("name")
