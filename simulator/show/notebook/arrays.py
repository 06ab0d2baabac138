"""Outcomes as labelled arrays: xarray's one door."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from simulator.errors import needed
from simulator.model.metrics.catalogue import STATES
from simulator.model.metrics.outcome import Outcome
from simulator.show.notebook.result import Result

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

_QUANTILES = ("mean", "q05", "q50", "q95")


def _labelled(unit: str, meaning: str) -> dict[str, str]:
    return {"units": unit, "long_name": meaning}


def curves_of(result: Result, outcome: Outcome) -> xr.Dataset:
    """State metrics by month and quantile, and the shares of first ends by month."""
    with needed("to_xarray"):
        import xarray as xr

    data = {}
    for name, curve in outcome.curves.items():
        values = np.stack([getattr(curve, part) for part in _QUANTILES])
        state = STATES[name]
        data[name] = (("statistic", "month"), values, _labelled(state.unit, state.meaning))
    shares = np.stack(list(outcome.modes.values()))
    data["share"] = (("end_mode", "month"), shares, _labelled("share of wars", "first end so far"))
    coordinates = {
        "statistic": list(_QUANTILES),
        "month": np.arange(outcome.months + 1),
        "end_mode": list(outcome.modes),
    }
    return xr.Dataset(data, coordinates, _attributes(result))


def every_war_of(result: Result, months: pd.DataFrame) -> xr.Dataset:
    """State metrics by war and month."""
    with needed("to_xarray"):
        import xarray as xr

    span = int(months["month"].max()) + 1
    data = {
        name: (
            ("replication", "month"),
            months[name].to_numpy(dtype=np.float64).reshape(-1, span),
            _labelled(state.unit, state.meaning),
        )
        for name, state in STATES.items()
    }
    numbers = months["replication"].to_numpy()[::span]
    coordinates = {"replication": numbers, "month": np.arange(span)}
    return xr.Dataset(data, coordinates, _attributes(result))


def grid_of(result: Result, axes: list[str], metrics: Sequence[str]) -> xr.Dataset:
    """Numbers over the axes of a grid."""
    with needed("to_xarray"):
        import xarray as xr

    table = result.table().set_index(axes)
    numbers = [f"{name}_{part}" for name in metrics for part in ("mean", "se", "n")]
    made = xr.Dataset.from_dataframe(table[numbers].sort_index())
    return made.assign_attrs(_attributes(result))


def _attributes(result: Result) -> dict[str, str]:
    return {"title": result.title, "source": result.origin}
