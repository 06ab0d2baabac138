"""What may be narrowed, how far, and what that gives up."""

from __future__ import annotations

import pytest

from simulator.claims.complete.assumptions import assumptions, facts_of
from simulator.claims.complete.narrowing import bits, by_path, is_outside, narrowed, window
from simulator.files.scenario import load_scenario
from simulator.model.records import Range

WRITTEN = "as-written/freedman"
FREEDMAN = load_scenario(WRITTEN)
KNOWN = by_path(assumptions(FREEDMAN, WRITTEN))


def test_facts_are_never_narrowed() -> None:
    facts = {path for path, why in FREEDMAN.because.items() if why.startswith("Fact")}
    assert "front.occ0" in facts
    assert not facts & set(KNOWN)
    stated = {path for path, each in KNOWN.items() if each.kind == "stated"}
    dated = set(facts_of("base")) - stated
    assert not dated & set(KNOWN)


def test_silent_is_what_no_file_says_and_stated_what_the_author_does() -> None:
    said = facts_of(WRITTEN)
    for path, each in KNOWN.items():
        assert each.prior == FREEDMAN.values[path]
        assert (each.kind == "stated") == (path in FREEDMAN.because), path
        assert each.kind == "stated" or path not in said
    drawn = {path for path, value in FREEDMAN.values.items() if isinstance(value, Range)}
    assert drawn - set(KNOWN) <= set(said)


@pytest.mark.parametrize(
    ("centre", "reach", "right"),
    [
        (0.5, (0.0, 1.0), (0.35, 0.65)),
        (0.0, (0.0, 1.0), (0.0, 0.3)),
        (1.4, (0.0, 1.0), (0.7, 1.0)),
        (1.4, (-1.0, 2.0), (1.25, 1.55)),
        (2.0, (-1.0, 2.0), (1.7, 2.0)),
    ],
)
def test_a_window_lies_within_reach(
    centre: float, reach: tuple[float, float], right: tuple[float, float]
) -> None:
    assert window(centre, 0.3, reach) == right
    assert is_outside(right) == (right[1] > 1.0)


def test_bits_are_those_of_the_share_of_draws_left() -> None:
    assert bits({}) == 0.0
    assert bits({"a": (0.5, 0.75), "b": (0.0, 1.0)}) == 2.0


def test_a_narrowed_world_differs_in_these_ranges_only_and_says_three_digits() -> None:
    path = next(path for path, each in KNOWN.items() if each.kind == "silent")
    world = narrowed(FREEDMAN, KNOWN, {path: (0.1, 0.4)})
    differs = [name for name in world.values if world.values[name] != FREEDMAN.values[name]]
    assert differs == [path]
    prior, found = KNOWN[path].prior, world.values[path]
    assert isinstance(found, Range)
    assert found.low == pytest.approx(prior.low + 0.1 * (prior.high - prior.low), rel=0.01)
    assert found.low == float(f"{found.low:.3g}")
    assert narrowed(FREEDMAN, KNOWN, {}) == FREEDMAN


def test_no_value_leaves_what_the_parameter_allows() -> None:
    for each in KNOWN.values():
        low, high = each.reach
        assert -1.0 <= low <= 0.0
        assert 1.0 <= high <= 2.0
        assert each.least <= each.value(low) <= each.value(high) <= each.most
