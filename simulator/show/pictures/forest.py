"""Effects with their intervals, one below the other, largest first."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from simulator.analysis.paired_contrast import Effect
from simulator.show.pictures.style import BLACK, BLUE, GREY, PALE, VERMILION

#: Effects on an axis narrower than this are all nought [unit of the effects].
LEAST_WIDTH = 1e-4

#: What the colours say, for the footer.
COLOURS = "blue: less, red: more, grey: the interval holds nought"


def by_size(effects: dict[str, Effect]) -> list[str]:
    """Names of the effects there are, largest first."""
    known = [name for name, effect in effects.items() if effect.effect is not None]
    return sorted(known, key=lambda name: -abs(effects[name].effect or 0.0))


def is_sure(effect: Effect) -> bool:
    """Whether an effect's interval leaves out nought."""
    return effect.ci95 is not None and (effect.ci95[0] > 0.0 or effect.ci95[1] < 0.0)


def told(effect: Effect, scale: float, unit: str = "") -> str:
    """An effect and its interval in words.

    Args:
        effect: What to tell.
        scale: Factor on the numbers: 100 for percentage points.
        unit: Put after the numbers.

    >>> told(Effect(0.5, 0.25, -0.25, (-0.3, -0.2), 2.0, 9), 100.0)
    '-25.0 (-30.0 to -20.0)'
    """
    size = (effect.effect or 0.0) * scale
    low, high = (end * scale for end in effect.ci95 or (size / scale, size / scale))
    form = _form(max(abs(low), abs(high)))
    between = "" if effect.ci95 in (None, (0.0, 0.0)) else f" ({low:{form}} to {high:{form}})"
    if effect.nothing:
        return f"no pair differs{between}"
    return f"{size:{form}}{between} {unit}".rstrip()


def _form(size: float) -> str:
    """Two digits at least of the larger end."""
    places = next((places for places in (1, 2, 3) if size >= 10.0 ** (1 - places)), None)
    return "+.1e" if size < 1e-3 else f"+.{places or 4}f"


def forest(
    axes: Axes, rows: Sequence[tuple[str, Effect | None]], scale: float, *, words: bool
) -> None:
    """Draw effects on one axis, the first at the top.

    An effect whose interval leaves out nought is coloured: blue below it, vermilion above.

    Args:
        axes: Where.
        rows: Label and effect; None leaves its line empty.
        scale: Factor on the numbers.
        words: Whether each is told in words at the right edge.
    """
    axes.axvline(0.0, color=GREY, linewidth=1, zorder=1)
    for row, (_, effect) in enumerate(rows):
        if effect is None or effect.effect is None:
            continue
        size = effect.effect * scale
        low, high = (end * scale for end in effect.ci95 or (effect.effect, effect.effect))
        sure = is_sure(effect)
        colour = (BLUE if size < 0.0 else VERMILION) if sure else GREY
        axes.axhline(row, color=PALE, linewidth=0.6, zorder=0)
        axes.plot([low, high], [row, row], color=colour, linewidth=2, solid_capstyle="butt")
        axes.plot([size], [row], "o", color=colour, markersize=5)
        if words:
            axes.annotate(
                told(effect, scale),
                xy=(1.02, row),
                xycoords=("axes fraction", "data"),
                fontsize=8,
                va="center",
                color=BLACK if sure else GREY,
            )
    axes.set_yticks(range(len(rows)), [label for label, _ in rows])
    axes.set_ylim(max(len(rows), 1) - 0.5, -0.5)
    axes.margins(x=0.06)
    left, right = axes.get_xlim()
    if right - left < LEAST_WIDTH * scale:
        # Nothing differs: an axis of hundredths would make much of nought.
        axes.set_xlim(-0.5 * LEAST_WIDTH * scale, 0.5 * LEAST_WIDTH * scale)
    axes.tick_params(axis="y", length=0)
