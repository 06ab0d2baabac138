"""Names of metrics, and what a user is told about a wrong one."""

from __future__ import annotations

import pytest
from fake_wars import fake_wars

from simulator.errors import BadInput
from simulator.model.metrics.catalogue import (
    EVENTS,
    METRICS,
    PER_WAR,
    STATES,
    check_names,
    default_names,
    find,
)
from simulator.model.metrics.per_war import event_by_month, war_numbers


def test_every_metric_says_what_it_is() -> None:
    for name, metric in METRICS.items():
        assert metric.unit, name
        assert metric.meaning, name
        assert name.startswith(metric.name)


def test_typed_names() -> None:
    state, event, summary = find("belief_A_win_24"), find("removed_A_by_24"), find("recur")
    assert state is not None
    assert (state.metric.kind, state.month) == ("state", 24)
    assert event is not None
    assert (event.metric.kind, event.month) == ("event", 24)
    assert summary is not None
    assert (summary.metric.kind, summary.month) == ("summary", None)
    both = find("A_accepts_truce"), find("A_accepts_truce_12"), find("A_accepts_by_12")
    assert [asked.metric.kind for asked in both if asked] == ["summary", "state", "event"]
    assert find("occ") is None
    assert find("occ_by_12") is None


def test_default_names_stay_within_the_horizon() -> None:
    names = default_names(20)
    assert "occ_18" in names
    assert "occ_24" not in names
    assert len(names) == len(set(names))
    assert all(find(name) for name in names)


def test_an_unknown_metric_is_told_with_the_nearest_spelling() -> None:
    with pytest.raises(BadInput) as caught:
        check_names(["belif_A_win_12", "occ_90"], 60)
    first, second = str(caught.value).splitlines()
    assert first == (
        "--metric: belif_A_win_12: must be a metric (got 'belif_A_win_12') - "
        "did you mean belief_A_win_12? `simulator metrics` lists them"
    )
    assert second == (
        "--metric: occ_90: its month must be within the horizon of 60 months (got 90) - "
        "raise --months"
    )


def test_every_name_can_be_measured() -> None:
    wars = fake_wars(list(range(5)), 8)
    assert all(wars.state(name).shape == (5, 9) for name in STATES)
    assert all(event_by_month(wars, name).shape == (5, 9) for name in EVENTS)
    assert all(war_numbers(wars, name).shape == (5,) for name in PER_WAR)


def test_share_of_months_before_the_end() -> None:
    wars = fake_wars([0, 1, 2], 4)
    wars.end_mode[:] = [1, 0, 1]
    wars.end_month[:] = [2, 5, 0]
    wars.state("A_accepts_truce")[:] = [1, 0, 0, 0, 1]
    share = war_numbers(wars, "A_accepts_truce")
    assert share[:2].tolist() == [0.5, 0.4]
    assert share[2] != share[2]  # no month came before that end


def test_restored_once_is_restored_for_good() -> None:
    wars = fake_wars([0], 3)
    wars.state("occ")[:] = [0.2, 0.01, 0.02, 0.3]
    assert event_by_month(wars, "restored").tolist() == [[False, True, True, True]]
