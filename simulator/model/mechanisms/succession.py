"""What changes with a leader: culpability, aims, beliefs.

Source: Croco 2011 (culpable leaders); Goemans 2000.
"""

from __future__ import annotations

from simulator.compiled import compiled


@compiled
def inherited(value: float, dove: bool, left_to_dove: float, left_to_hawk: float) -> float:
    """What a successor keeps of a predecessor's quantity (aims, penalty, blame).

    Args:
        value: The predecessor's.
        dove: Whether the successor is free of the old aims.
        left_to_dove: Share a dove keeps [0 to 1].
        left_to_hawk: Share a hawk keeps [0 to 1].
    """
    return value * (left_to_dove if dove else left_to_hawk)
