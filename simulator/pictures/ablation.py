"""What each mechanism contributes to a war's length: paired effects, largest first."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.contrast import Effect
from simulator.metrics.outcome import Stamp
from simulator.pictures.style import (
    BLUE,
    GREY,
    VERMILION,
    Picture,
    canvas,
    finished,
    footer,
    heading,
    look,
)


def ablation(effects: Mapping[str, Effect], stamp: Stamp) -> Picture:
    """Change in the restricted mean length when a mechanism is off, with 95 % intervals.

    Args:
        effects: Mechanism to its effect on `T_end_restricted` [months].
        stamp: Where the numbers come from.
    """
    known = {name: effect for name, effect in effects.items() if effect.effect is not None}
    order = sorted(known, key=lambda name: abs(known[name].effect or 0.0))
    top = order[-1] if order else "nothing"
    with look():
        figure = canvas(9.0, 1.6 + 0.3 * len(order))
        most = known[top].effect if order else 0.0
        title = f"Without {top.replace('_', ' ')} the war is {abs(most or 0.0):.1f} months " + (
            "shorter" if (most or 0.0) < 0.0 else "longer"
        )
        heading(figure, title)
        axes = figure.add_subplot()
        for row, name in enumerate(order):
            effect = known[name].effect or 0.0
            low, high = known[name].ci95 or (effect, effect)
            sure = low > 0.0 or high < 0.0
            colour = (BLUE if effect < 0.0 else VERMILION) if sure else GREY
            axes.plot([low, high], [row, row], color=colour, linewidth=2)
            axes.plot([effect], [row], "o", color=colour, markersize=6)
        axes.axvline(0.0, color=GREY, linewidth=1)
        axes.set_yticks(range(len(order)), [name.replace("_", " ") for name in order])
        axes.set_xlabel("change in mean months to the first end when the mechanism is off")
        n = max((effect.n for effect in known.values()), default=0)
        origin = footer(figure, stamp, f"{n} pairs of wars on the same luck; bars: 95% intervals")
        listed = "; ".join(
            f"{name.replace('_', ' ')} {known[name].effect or 0.0:+.1f}" for name in reversed(order)
        )
        alt = f"Change in mean months to the first end without each mechanism: {listed}."
        return finished(figure, "ablation", title, alt, origin)
