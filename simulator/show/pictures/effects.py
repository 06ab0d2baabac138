"""What a treatment changes: paired effects with intervals, in a panel a unit, largest first."""

from __future__ import annotations

from simulator.analysis.paired_contrast import Effect
from simulator.model.metrics.catalogue import find
from simulator.model.metrics.outcome import Stamp
from simulator.show.metric_words import in_words
from simulator.show.pictures.forest import COLOURS, by_size, forest, is_sure, told
from simulator.show.pictures.style import Picture, canvas, finished, footer, heading, look


def effects_chart(effects: dict[str, Effect], stamp: Stamp, against: str) -> Picture:
    """Effects of a treatment with 95 per cent intervals.

    Args:
        effects: Metric as typed to its effect.
        stamp: Where the numbers of the treatment come from.
        against: What the control was.
    """
    panels = _panels(effects)
    title = _title(effects, panels, stamp.title)
    lines = sum(len(names) for names in panels.values())
    with look():
        figure = canvas(11.0, 1.7 + 0.27 * lines + 0.55 * len(panels))
        heading(figure, title)
        heights = [max(len(names), 1) for names in panels.values()]
        drawn = figure.subplots(
            max(len(panels), 1), 1, squeeze=False, height_ratios=heights or [1]
        )[:, 0]
        for axes, (unit, names) in zip(drawn, panels.items(), strict=False):
            rows = [(in_words(name), effects[name]) for name in names]
            forest(axes, rows, _scale(unit), words=True)
            axes.set_xlabel(f"change in {unit}", loc="left")
        n = max((effect.n for effect in effects.values()), default=0)
        what = (
            f"against {against}; {n} pairs of wars on the same luck; bars: 95% intervals; {COLOURS}"
        )
        origin = footer(figure, stamp, what)
        listed = [
            f"{in_words(name)} {told(effects[name], _scale(unit), unit)}"
            for unit, names in panels.items()
            for name in names
        ]
        alt = f"{title}. Changes with 95% intervals: {'; '.join(listed)}."
        return finished(figure, "contrast", title, alt, origin)


_POINTS = "percentage points"


def _scale(unit: str) -> float:
    return 100.0 if unit == _POINTS else 1.0


def _unit(name: str) -> str:
    """Unit in which an effect is drawn: probabilities and shares have one in common."""
    asked = find(name)
    unit = "" if asked is None else asked.metric.unit.split(";")[0].split(",")[0]
    shared = unit.startswith(("probability", "share", "0 or 1"))
    return _POINTS if shared else unit


def _panels(effects: dict[str, Effect]) -> dict[str, list[str]]:
    """Metrics by unit, the largest effect first; months and probabilities before the others."""
    panels: dict[str, list[str]] = {"months": [], _POINTS: []}
    for name in by_size(effects):
        panels.setdefault(_unit(name), []).append(name)
    return {unit: names for unit, names in panels.items() if names}


def _title(effects: dict[str, Effect], panels: dict[str, list[str]], war: str) -> str:
    """The change of the war's length if that is sure, else the largest sure one there is."""
    for unit, names in panels.items():
        sure = [name for name in names if is_sure(effects[name])]
        if not sure:
            continue
        effect = effects[sure[0]]
        if sure[0] == "T_end_restricted":
            way = "longer" if (effect.effect or 0.0) > 0.0 else "shorter"
            between = told(effect, 1.0).partition(" ")[2]
            return f"“{war}”: the war is {abs(effect.effect or 0.0):.1f} months {way} {between}"
        return f"“{war}”: most changes: {in_words(sure[0])}, {told(effect, _scale(unit), unit)}"
    if all(effect.nothing for effect in effects.values() if effect.effect is not None):
        return f"“{war}”: the treatment changes none of this in any war"
    return f"“{war}”: nothing here changes by more than luck could explain"
