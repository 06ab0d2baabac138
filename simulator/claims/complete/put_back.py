"""Minimal: what can be put back without losing a claim is put back, and what is left is priced."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulator.claims.complete.narrowing import Narrowing, Window, window

#: The claims that come out under a narrowing, by identifier.
Met = Callable[[Narrowing], frozenset[str]]

#: Width to which a window is tried to be opened where it cannot be put back.
_WIDER = 0.6


def minimal(
    narrowing: Narrowing, order: Sequence[str], met: Met, enough: Callable[[], bool]
) -> dict[str, Window]:
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
    narrowing: Narrowing, order: Sequence[str], met: Met
) -> tuple[dict[str, Window], dict[str, tuple[str, ...]]]:
    """What is left when nothing idle is, and path to the claims lost when that one is put back.

    Each is put back alone, twice at the most: once to drop what has become idle, and where
    anything was dropped once more to see what the others now carry.

    Args:
        narrowing: What is assumed.
        order: Its paths, the least important first.
        met: Says what comes out.
    """
    kept = dict(narrowing)
    whole = met(kept)
    lost: dict[str, tuple[str, ...]] = {}
    for _ in range(2):
        before = len(kept)
        for path in [path for path in order if path in kept]:
            fewer = {other: place for other, place in kept.items() if other != path}
            lost[path] = tuple(sorted(whole - met(fewer)))
            if not lost[path]:
                kept = fewer
        if len(kept) == before:
            break
    return kept, {path: lost[path] for path in kept}
