"""The search itself, by covariance matrix adaptation; the only module that imports `cma`.

Every parameter that may move has a window of one width, and the search looks for where the windows
should lie. Source: Hansen and Ostermeier 2001; Ros and Hansen 2008 for the diagonal variant, which
few trials are enough for.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from simulator.claims.complete.narrowing import Narrowing, Window, window
from simulator.errors import needed

#: Width of a window while it is looked for [share of the range].
WIDTH = 0.3
#: First spread of the centres [share of a parameter's reach].
_SPREAD = 0.18

#: What a search makes least.
Cost = Callable[[Narrowing], float]


def search(
    start: Narrowing,
    reaches: Mapping[str, Window],
    cost: Cost,
    trials: int,
    entropy: int,
) -> Narrowing:
    """The best windows found.

    Args:
        start: The windows of the parameters that may move, where the search begins.
        reaches: Parameter path to the least and the greatest place of its window.
        cost: Of a narrowing.
        trials: How many may be tried.
        entropy: Names the luck of the search.

    Raises:
        BadInput: The library is not installed.
    """
    with needed("simulator complete"):
        # It takes half a second to load, and nothing else in this program needs it.
        import cma

    paths = list(start)
    first = [_centre(start[path], reaches[path]) for path in paths]
    # Mirrored starts would waste a generation: eight are enough for a diagonal model.
    size = 8 + 2 * int(math.log(len(paths)))
    options = {
        "bounds": [0.0, 1.0],
        "CMA_diagonal": True,
        "popsize": size,
        # Nought would mean the clock.
        "seed": entropy % 2**31 + 1,
        "verbose": -9,
    }
    strategy = cma.CMAEvolutionStrategy(first, _SPREAD, options)
    best, tried = _windows(first, paths, reaches), 1
    least = cost(best)
    while tried + size <= trials and least > 0.0:
        asked: Sequence[Sequence[float]] = strategy.ask()
        here = [_windows(each, paths, reaches) for each in asked]
        costs = [cost(each) for each in here]
        strategy.tell(asked, costs)
        tried += size
        for each, found in zip(here, costs, strict=True):
            if found < least:
                best, least = each, found
    return best


def _centre(place: Window, reach: Window) -> float:
    """Where the search begins for one parameter, as a share of its reach."""
    return (0.5 * (place[0] + place[1]) - reach[0]) / (reach[1] - reach[0])


def _windows(
    centres: Sequence[float], paths: Sequence[str], reaches: Mapping[str, Window]
) -> dict[str, Window]:
    found = {}
    for path, share in zip(paths, centres, strict=True):
        low, high = reaches[path]
        found[path] = window(low + float(share) * (high - low), WIDTH, (low, high))
    return found
