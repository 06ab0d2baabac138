"""The levers as a month sees them: which hold, which happen now."""

from __future__ import annotations

from simulator.model.levers import LEVERS, Lever


class Orders:
    """The run's levers, read month by month.

    A lever pulled at month m acts from the step that leads from m to m + 1.
    """

    def __init__(self, levers: tuple[Lever, ...]) -> None:
        """Sort the levers by name.

        Args:
            levers: In the order of their months; a later pull of a state lever replaces a former.
        """
        self._states: dict[str, list[tuple[int, float]]] = {}
        self._events: dict[int, dict[str, float]] = {}
        for lever in levers:
            if LEVERS[lever.name].event:
                # An event of size nought does not happen.
                if lever.number == 0.0:
                    continue
                self._events.setdefault(lever.month, {})[lever.name] = lever.number
            else:
                self._states.setdefault(lever.name, []).append((lever.month, lever.number))
        self._constant = {name: kind.default for name, kind in LEVERS.items() if not kind.event}

    def state(self, name: str, month: int) -> float:
        """The number behind a state lever in the step that starts at `month`."""
        value = self._constant[name]
        for start, number in self._states.get(name, ()):
            if start <= month:
                value = number
        return value

    def since(self, name: str, month: int) -> int:
        """Months since a state lever was last pulled; -1 when it never was by `month`."""
        starts = [start for start, _ in self._states.get(name, ()) if start <= month]
        return month - max(starts) if starts else -1

    def event(self, name: str, month: int) -> float | None:
        """The number behind an event that happens in the step that starts at `month`."""
        return self._events.get(month, {}).get(name)
