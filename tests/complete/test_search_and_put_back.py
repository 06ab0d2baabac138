"""The search finds where it is told nothing but costs, and what is idle is put back."""

from __future__ import annotations

from simulator.claims.complete.narrowing import Narrowing
from simulator.claims.complete.put_back import carried, minimal
from simulator.claims.complete.search import search

PATHS = ("a", "b", "c", "d")
START = dict.fromkeys(PATHS, (0.35, 0.65))


def away(narrowing: Narrowing) -> float:
    """Squared distance of the windows' middles from .2, .8, .2, .8."""
    wanted = dict(zip(PATHS, (0.2, 0.8, 0.2, 0.8), strict=True))
    return sum((0.5 * sum(place) - wanted[path]) ** 2 for path, place in narrowing.items())


def test_it_comes_near_and_is_the_same_again() -> None:
    reaches = dict.fromkeys(PATHS, (0.0, 1.0))
    found = search(START, reaches, away, 300, 3)
    assert away(START) > 0.3
    assert away(found) < 0.01
    assert search(START, reaches, away, 300, 3) == found
    assert search(START, reaches, away, 300, 4) != found


def test_without_trials_it_is_where_it_began() -> None:
    assert search(START, dict.fromkeys(PATHS, (0.0, 1.0)), away, 0, 3) == START


def test_it_stops_where_nothing_is_left_to_gain() -> None:
    asked = []

    def free(narrowing: Narrowing) -> float:
        asked.append(narrowing)
        return 0.0

    search(START, dict.fromkeys(PATHS, (0.0, 1.0)), free, 300, 3)
    assert len(asked) == 1


def test_beyond_the_range_only_where_it_is_allowed() -> None:
    def high(narrowing: Narrowing) -> float:
        return -sum(sum(place) for place in narrowing.values()) + 100.0

    inside = search(START, dict.fromkeys(PATHS, (0.0, 1.0)), high, 200, 3)
    assert all(0.0 <= low < top <= 1.0 for low, top in inside.values())
    beyond = search(START, {**dict.fromkeys(PATHS, (0.0, 1.0)), "b": (-1.0, 2.0)}, high, 200, 3)
    assert beyond["b"][1] > 1.0
    assert all(beyond[path][1] <= 1.0 for path in "acd")


NARROWING = {f"p{k}": (0.0, 0.3) for k in range(12)}
PATHS_OF = list(NARROWING)


def met(narrowing: Narrowing) -> frozenset[str]:
    """One claim needs p3, one either p5 or p7, one nothing."""
    found = {"free"}
    if "p3" in narrowing:
        found.add("one")
    if "p5" in narrowing or "p7" in narrowing:
        found.add("other")
    return frozenset(found)


def test_only_what_is_needed_stays_and_as_wide_as_may_be() -> None:
    tried = []

    def counted(narrowing: Narrowing) -> frozenset[str]:
        tried.append(narrowing)
        return met(narrowing)

    least = minimal(NARROWING, list(NARROWING), counted, lambda: False)
    assert set(least) in ({"p3", "p5"}, {"p3", "p7"})
    assert met(least) == met(NARROWING)
    assert all(place == (0.0, 0.6) for place in least.values())
    assert len(tried) < 25
    kept, lost = carried(least, PATHS_OF, met)
    assert kept == least
    assert sorted(lost.values()) == [("one",), ("other",)]


def test_a_window_that_must_be_narrow_stays_so() -> None:
    def strict(narrowing: Narrowing) -> frozenset[str]:
        low, high = narrowing.get("p3", (0.0, 1.0))
        return frozenset({"one"} if high - low < 0.5 else set())

    assert minimal(NARROWING, list(NARROWING), strict, lambda: False) == {"p3": (0.0, 0.3)}


def test_without_wars_left_nothing_is_put_back() -> None:
    assert minimal(NARROWING, list(NARROWING), met, lambda: True) == NARROWING


def test_what_has_become_idle_is_put_back_before_it_is_priced() -> None:
    tried = []

    def counted(narrowing: Narrowing) -> frozenset[str]:
        tried.append(narrowing)
        return met(narrowing)

    kept, lost = carried(NARROWING, PATHS_OF, counted)
    assert kept == {"p3": (0.0, 0.3), "p7": (0.0, 0.3)}
    assert lost == {"p3": ("one",), "p7": ("other",)}
    assert len(tried) == 1 + 12 + 2
