"""The book: complete, consistent, and every yes worth more than the no."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from worlds import pull, scenario, war, wars, world

from simulator.model.mechanisms.attrition import exact_step
from simulator.model.metrics.catalogue import STATES
from simulator.model.records import END_MODES, RUNGS, Scenario, Trajectory
from simulator.model.war.agents import War

AT_THE_END = {"belief_A_win", "hazard_stop_A", "hazard_cont_A", "drift", "occ"}

MANY: dict[str, Scenario] = {
    "war": scenario(),
    "no truce": scenario(off=["truce"]),
    "pessimists": scenario({"belief.win0_A": 0.1}),
    "mediated": scenario(
        levers=[pull("offer", "loc_plus_no_nato", 1), pull("mediator_target", "D")]
    ),
    "truce": scenario(phase="truce"),
    "pressed": scenario(levers=[pull("pressure", "1", 2), pull("offer", "line_of_contact", 3)]),
}


def every_war() -> list[Trajectory]:
    """A few wars of every kind."""
    return [played for which in MANY.values() for played in wars(which, 4)]


def test_every_state_metric_is_booked_every_month() -> None:
    for played in every_war():
        missing = [state for state in STATES if state not in played.series]
        assert missing == []
        assert {series.shape for series in played.series.values()} == {(25,)}


def test_ends_carry_their_numbers() -> None:
    ended = [p for p in every_war() if p.end_mode and p.at_end]
    assert len(ended) >= 5
    for played in ended:
        assert set(played.at_end) == AT_THE_END
        assert all(np.isfinite(value) for value in played.at_end.values())


def test_every_yes_is_worth_more_than_the_no() -> None:
    seen = 0
    for played in every_war():
        for talk in played.talks:
            if talk.accepted:
                seen += 1
                assert talk.value_A >= talk.refuse_A - 1e-9
                assert talk.value_D >= talk.refuse_D - 1e-9
            assert talk.proposer in ("A", "D", "mediator", "both")
            assert talk.rung in RUNGS
    assert seen >= 5


def test_what_both_would_rather_have_is_signed() -> None:
    # Negative control of the test above: an offer both prefer is never left on the table.
    for played in every_war():
        for talk in played.talks:
            if talk.kind == "settlement" and not talk.accepted:
                gains = (talk.value_A - talk.refuse_A, talk.value_D - talk.refuse_D)
                assert min(gains) < 1e-6


def test_a_settlement_ends_the_war_on_its_terms() -> None:
    settled = [p for p in every_war() if END_MODES[p.end_mode] == "settlement"]
    assert settled
    handed_over = 0
    for played in settled:
        signed = next(t for t in played.talks if t.accepted and t.month == played.end_month)
        assert RUNGS[played.rung] == signed.rung
        if played.resumed_month < 0 and played.end_month < 24:
            depth = float(scenario().values["front.victory_at"])  # type: ignore[arg-type]
            line = played.series["occ"][played.end_month :]
            # Land changes hands once, when the peace is no longer young.
            handed = np.isclose(line, signed.land * depth)
            assert np.all(handed | (line == line[0]))
            assert np.all(np.diff(handed.astype(int)) >= 0)
            handed_over += bool(handed[-1] and not handed[0])
            assert played.series["fighting"][played.end_month :].max() == 0.0
    assert handed_over > 0


def test_men_add_up() -> None:
    model = War(world(scenario(off=["bargaining", "collapse", "freeze"]), months=24))
    for _ in range(24):
        before_A, before_D, lost = model.A.men, model.D.men, model.A.lost
        model.step()
        recruits = float(model.record.s.recruits)
        assert model.A.men == pytest.approx(before_A + recruits - model.A.losses)
        assert model.A.lost == pytest.approx(lost + model.A.losses)
        assert model.D.men > 0.0
        drafted = model.D.men - before_D + model.D.losses
        assert drafted >= 0.0
        # Losses are Lanchester's from the men there were when the month's recruits had come.
        rates = 0.05 * model.intensity, 0.05 * 0.8 / 2.2 * model.intensity
        after = exact_step(before_A + recruits, before_D + drafted, *rates, 1.0)
        assert (model.A.men, model.D.men) == pytest.approx(after)


def test_losses_are_those_of_the_series() -> None:
    played = war(scenario(off=["bargaining", "collapse", "freeze"]))
    model = War(world(scenario(off=["bargaining", "collapse", "freeze"])))
    for _ in range(24):
        model.step()
    assert played.series["casualties_A"].sum() == pytest.approx(model.A.lost)
    assert played.series["casualties_D"].sum() == pytest.approx(model.D.lost)


def test_switches_that_freeze_a_quantity_freeze_it() -> None:
    off = ["bargaining", "collapse", "freeze"]
    for switch, series in (
        ("battle", ("occ",)),
        ("economy", ("econ_A",)),
        ("aid", ("aid_US", "aid_EU")),
        ("attrition", ("cap_A", "cap_D")),
    ):
        played = war(scenario(off=[*off, switch]))
        for name in series:
            assert np.ptp(played.series[name]) == pytest.approx(0.0, abs=1e-12), (switch, name)
        usual = war(scenario(off=off))
        for name in series:
            assert np.ptp(usual.series[name]) > 1e-6, (switch, name)


def test_audience_of_blocs() -> None:
    model = War(world(scenario()))
    audience, people = model.audience_A, model.audience_A.people
    assert people.thresholds.shape == people.sensitivity.shape == (100,)
    sizes = np.diff(people.starts)
    assert sizes == pytest.approx([15, 20, 20, 45], abs=2)
    assert people.starts[0] == 0
    assert people.starts[-1] == 100
    assert people.weights * sizes == pytest.approx([0.28125, 0.25, 0.09375, 0.375])
    # Every bloc reaches over the whole spread of thresholds.
    spread = np.ptp(people.thresholds)
    for first, last in itertools.pairwise(people.starts):
        assert np.ptp(people.thresholds[first:last]) > 0.85 * spread
    assert np.all((people.sensitivity >= 0.5) & (people.sensitivity < 1.5))
    # Asking leaves no trace.
    before = audience.dissent
    assert audience.ask(np.full(4, 5.0)) == pytest.approx(1.0)
    assert audience.dissent == before


def test_leaders_fall_by_the_true_hazard() -> None:
    sure = {"survival.cont_base": 0.1}
    fallen = [p.removed_month_A for p in wars(scenario(sure, off=["bargaining"]), 30, 36)]
    assert sum(month >= 0 for month in fallen) >= 20
    kept = [p.removed_month_A for p in wars(scenario(sure, off=["turnover"]), 10, 36)]
    assert set(kept) == {-1}
