"""What a parameter is: one row of the registry."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parameter:
    """One primitive of a world.

    Attributes:
        path: Dotted path, as in a scenario file, `--set` and `--vary`.
        low: Least value allowed.
        high: Greatest value allowed.
        default: Value when no scenario says otherwise.
        unit: What one of it is.
        meaning: One sentence.
        source: The theory or the figures it rests on.
        neutral: The range a scenario draws from when its author is silent; None when fixed.
        whole: Whether only whole numbers make sense.
    """

    path: str
    low: float
    high: float
    default: float
    unit: str
    meaning: str
    source: str
    neutral: tuple[float, float] | None = None
    whole: bool = False
