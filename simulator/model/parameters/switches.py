"""The mechanisms that a scenario can switch off, one at a time, on the same luck.

`SWITCHES` has each name in `[mechanisms]` and what is lost when it is false.
"""

from __future__ import annotations

from simulator.model.registry import SWITCHES

__all__ = ["SWITCHES"]
