"""Minimal: what can be put back without losing a claim is put back, and what is left is priced."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulator.claims.complete.narrowing import Narrowing, window

#: The claims that come out under a narrowing, by identifier.
Met = Callable[[Narrowing], frozenset[str]]

#: Width to which a window is tried to be opened where it cannot be put back.
_WIDER = 0.6


def minimal(
    narrowing: Narrowing, order: Sequence[str], met: Met, enough: Callable[[], bool]
) -> dict[str, tuple[float, float]]:
    """A narrowing no part of which can be put back, as long as the wars last.

    Parameters are put back together, in halves where a half is too much (delta debugging; Zeller
    and Hildebrandt 2002). What must stay is opened to a wider window where that loses nothing.

    Args:
        narrowing: What came out of a search.
        order: Its paths, the least important first.
        met: Says what comes out.
        enough: Whether no more may be tried.
    """
    wanted = met(narrowing)
    kept = dict(narrowing)

    def without(paths: Sequence[str]) -> bool:
        """Put some back if that loses nothing."""
        fewer = {path: place for path, place in kept.items() if path not in paths}
        if enough() or not wanted <= met(fewer):
            return False
        for path in paths:
            del kept[path]
        return True

    def halve(paths: Sequence[str]) -> None:
        if not paths or enough() or without(paths) or len(paths) == 1:
            return
        middle = len(paths) // 2
        halve(paths[:middle])
        halve(paths[middle:])

    halve(list(order))
    for path in [path for path in order if path in kept]:
        low, high = kept[path]
        wide = (min(low, 0.0), max(high, 1.0)) if low < 0.0 or high > 1.0 else (0.0, 1.0)
        opened = window(0.5 * (low + high), _WIDER, wide)
        if opened != kept[path] and not enough() and wanted <= met({**kept, path: opened}):
            kept[path] = opened
    return kept


def carried(
    narrowing: Narrowing, met: Met
) -> tuple[dict[str, tuple[float, float]], dict[str, tuple[str, ...]]]:
    """What is left when nothing idle is, and path to the claims lost when that one is put back.

    Args:
        narrowing: What is assumed.
        met: Says what comes out.
    """
    kept = dict(narrowing)
    whole = met(kept)
    while True:
        lost: dict[str, tuple[str, ...]] = {}
        for path in list(kept):
            fewer = {other: place for other, place in kept.items() if other != path}
            lost[path] = tuple(sorted(whole - met(fewer)))
            if not lost[path]:
                break
        idle = [path for path, claims in lost.items() if not claims]
        if not idle:
            return kept, lost
        del kept[idle[0]]
