"""The table of lever levels: each is there, and does to a war what it says.

Nobody signs, gives way or loses office in these worlds unless a test says so, so that what a lever
does is seen by itself; the values expected are worked out from the level by hand.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pytest
from worlds import ENTROPY, pull, scenario, war, world

from simulator.compiled import compiled_making
from simulator.model.levers import LEVERS as KINDS
from simulator.model.levers import Lever
from simulator.model.metrics.catalogue import STATES
from simulator.model.parameters import PARAMETERS
from simulator.model.registry import LEVELS
from simulator.model.war.abreast import play_wars
from simulator.model.war.agents import War
from simulator.model.war.record import Record
from simulator.model.war.steps import outside
from simulator.model.war.steps.expect import situation

ALONE = ("bargaining", "collapse", "turnover", "freeze")


def level(name: str) -> float:
    return LEVELS[name].value


def pulled(levers: Sequence[str]) -> list[Lever]:
    """Levers as typed, all in month 0."""
    return [pull(name, word) for name, word in (lever.split("=") for lever in levers)]


def series(
    name: str,
    levers: Sequence[str] = (),
    values: Mapping[str, float] | None = None,
    *,
    months: int = 24,
    off: Sequence[str] = ALONE,
) -> npt.NDArray[np.float64]:
    """A state of war 0, month by month."""
    which = scenario(values, off=off, levers=pulled(levers))
    return war(which, 0, months).series[name]


def test_every_level_belongs_to_levers_and_is_no_parameter() -> None:
    assert not set(LEVELS) & set(PARAMETERS)
    for row in LEVELS.values():
        assert set(row.levers) <= set(KINDS)
        assert row.unit
        assert row.meaning
        assert row.source


STEADY: Mapping[str, float] = {"aid.us0": 0.8, "aid.us_hazard": 0.0, "aid.fatigue": 0.0}


def test_a_surge_is_a_flow_that_aid_comes_to() -> None:
    surge = level("aid.surge")
    for levers in (["aid_us=surge"], ["pressure=1"]):
        us = series("aid_US", levers, STEADY)
        # Deliveries cover a quarter of the way each month (aid.adjust_months = 4).
        assert us[3] == pytest.approx(surge + (0.8 - surge) * 0.75**3)
    assert series("aid_EU", ["aid_eu=surge"], STEADY, months=60)[-1] == pytest.approx(surge)


def test_a_shock_of_fatigue_leaves_a_share() -> None:
    left = level("aid.after_shock")
    assert series("aid_US", ["fatigue=1"], STEADY, months=60)[-1] == pytest.approx(0.8 * left)


def test_inducement_makes_a_cut_likelier_in_proportion() -> None:
    more = 1.0 + level("aid.inducing_cuts")
    wars = range(40)
    leaning = scenario({"aid.us_hazard": 0.02}, off=ALONE, levers=[pull("posture", "carrots")])
    plain = scenario({"aid.us_hazard": 0.02 * more}, off=ALONE)
    row = list(STATES).index("aid_US")
    one, other = (play_wars(each, ENTROPY, wars, 24).series[:, row] for each in (leaning, plain))
    assert np.array_equal(one, other)
    assert len({float(each[-1]) for each in one}) > 1  # some cut and some did not


UNBOMBED: Mapping[str, float] = {"coerce.bomb_resolve": 0.0, "coerce.resolve0": 0.6}


def test_a_shock_of_weariness_falls_at_once_and_lasts_in_part() -> None:
    fall, lasting = level("coerce.shock"), level("coerce.shock_lasts")
    resolve = series("resolve_D", ["weariness_D=1"], UNBOMBED, months=120)
    back = PARAMETERS["coerce.resolve_return"].default
    low, anchor = 0.6 - fall, 0.6 - lasting * fall
    assert resolve[1] == pytest.approx(low + back * (anchor - low))
    assert resolve[-1] == pytest.approx(anchor, abs=0.003)
    # A change that is written itself falls by that.
    resolve = series("resolve_D", ["weariness_D=-0.2"], UNBOMBED)
    low, anchor = 0.4, 0.6 - lasting * 0.2
    assert resolve[1] == pytest.approx(low + back * (anchor - low))


def test_a_high_air_defence_stops_a_share_of_strikes() -> None:
    bombed = {"coerce.bomb_resolve": -0.3}
    start = PARAMETERS["coerce.resolve0"].default
    open_sky = start - series("resolve_D", (), bombed)[1]
    shielded = start - series("resolve_D", ["air_defence=high"], bombed)[1]
    assert shielded == pytest.approx((1.0 - level("coerce.air_defence")) * open_sky)


@compiled_making
def bombing(record: Record) -> float:
    """What strikes on its cities cost D [stakes per month], as its leader reckons."""
    return float(situation(record).burden_D)


def test_air_defence_spares_what_strikes_cost() -> None:
    record = War(world(scenario(), months=2)).record
    bare = bombing(record)
    record.held.air_defence = 1.0
    assert bombing(record) == pytest.approx((1.0 - level("coerce.air_defence")) * bare)
    assert bare > 0.0


def test_support_adds_to_deep_strikes() -> None:
    for lever in ("strike_support=1", "pressure=1"):
        deep = series("strikes_deep", [lever], {"coerce.deep_rate": 0.5})
        assert deep[1] == pytest.approx(0.5 * (1.0 + level("coerce.support")))


def test_a_spectacular_operation_costs_arms() -> None:
    with_it, without = (series("cap_A", levers)[1] for levers in (["d_shock=1"], []))
    elasticity = PARAMETERS["production.arms_share_A"].default
    assert with_it / without == pytest.approx(level("front.shock_arms") ** elasticity)


#: Nothing moves at home, at the front or in the rear but what a lever moves.
STILL = (*ALONE, "audience", "attrition", "battle", "economy", "learning")


def blame(*levers: str) -> float:
    """How far home has let A's leader off in month 2 [share of full blame not reached]."""
    told = {
        "survival.cont_base": 0.0,
        "survival.cont_slope": 1.0,
        "survival.reckoning_delay": 0.0,
        "belief.bias_A": 0.0,
    }
    chance = series("hazard_cont_A", levers, told, off=STILL)[2]
    hazard = -math.log(1.0 - chance) / 12.0
    return 1.0 - hazard / PARAMETERS["survival.blame_hazard"].default


def test_a_spectacular_operation_shows_the_gap() -> None:
    of_gap = PARAMETERS["survival.blame_gap"].default
    expected = math.exp(-of_gap * level("front.shock_gap"))
    assert blame("d_shock=1") / blame() == pytest.approx(expected, rel=1e-6)


@compiled_making
def third_parties(record: Record) -> None:
    outside.third_parties(record)


@compiled_making
def table(record: Record) -> tuple[int, bool, float, int]:
    return outside.table(record)


def test_a_mediator_who_knows_the_motive_presses_A_beside_sticks() -> None:
    values = {"talks.pressure": 1.0, "talks.mediator_misread": 0.0}
    record = War(world(scenario(values, levers=[pull("posture", "sticks")]), months=2)).record
    record.held.posture = KINDS["posture"].number("sticks")
    record.held.since_posture = 0.0
    third_parties(record)
    share = PARAMETERS["mediation.presses_A"].default + level("mediation.with_sticks")
    full = PARAMETERS["mediation.full_pressure"].default
    assert record.s.pressed_A == pytest.approx(full * share)


def test_an_offer_of_extra_land_goes_beyond_the_line() -> None:
    record = War(world(scenario(), months=2)).record
    record.s.month = 1
    record.held.offer = KINDS["offer"].number("extra_land")
    now = record.s.occ / record.s.victory_at
    kind, truce, land, rung = table(record)
    assert (kind, truce, rung) == (3, False, 4)
    assert land == pytest.approx(now + level("mediation.extra_land"))


FOR_STOPS: Mapping[str, float] = {
    "survival.cont_base": 0.0,
    "survival.reckoning_delay": 0.0,
    "survival.full_shortfall": 1.0,
    "survival.stop_penalty": 0.8,
}


def stopping(*levers: str) -> float:
    """A's chance of falling within 24 months of a stop in month 1, presented in proportion."""
    chance = series("hazard_stop_A", levers, FOR_STOPS, off=STILL)[1]
    return float(1.0 - (1.0 - chance) ** 2)


def test_a_presentable_compromise_hides_a_share_of_the_shortfall() -> None:
    hidden = 1.0 - level("survival.face_saved")
    assert stopping("face_saving=1") == pytest.approx(hidden * stopping())


def test_a_threat_from_outside_adds_to_the_hazard_of_going_on() -> None:
    def hazard(*levers: str) -> float:
        told = {**FOR_STOPS, "belief.bias_A": 0.0}
        chance = series("hazard_cont_A", levers, told, off=STILL)[1]
        return -math.log(1.0 - chance) / 12.0

    of_stop = -math.log(1.0 - stopping()) / 24.0
    expected = level("survival.threat") + level("survival.threat_of_stop") * of_stop
    assert hazard("regime_threat=on") - hazard() == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(
    ("levers", "expected"),
    [
        (["sanctions=relax"], level("posture.sanctions_relaxed")),
        (["sanctions=tighten"], level("posture.sanctions_tightened")),
        (["posture=sticks"], 1.0 + level("posture.stick_sanctions")),
        (
            ["posture=sticks", "threat_executed=0"],
            1.0 - level("posture.stick_sanctions") * level("posture.hollow_threat"),
        ),
        (["posture=carrots"], 1.0 - level("posture.carrot_relief")),
        (
            ["pressure=1"],
            level("posture.sanctions_tightened") + level("posture.stick_sanctions"),
        ),
    ],
)
def test_sanctions_come_to_what_levers_order(levers: list[str], expected: float) -> None:
    # A third of the way each month (posture.sanctions_months = 3).
    assert series("sanctions", levers, months=60)[-1] == pytest.approx(expected)


def test_an_alternating_posture_changes_after_so_many_months() -> None:
    belief = series("belief_A_resP", ["posture=alternate"], months=30)
    each = int(level("posture.alternates"))
    # Inducement lowers A's view of the patrons month by month, pressure raises it.
    rises = np.diff(belief) > 0.0
    assert [bool(rise) for rise in rises] == [bool(m // each % 2) for m in range(30)]


def test_a_threat_that_is_not_carried_out_counts_the_other_way() -> None:
    def news(*levers: str) -> float:
        belief = series("belief_A_resP", ["posture=sticks", *levers], {"aid.belief0": 0.0})[1]
        return math.log(belief / (1.0 - belief))

    hollow = news("threat_executed=0") / news("threat_executed=1")
    assert hollow == pytest.approx(-level("posture.hollow_threat"))


def test_a_call_up_brings_men() -> None:
    off = (*ALONE, "attrition")
    elasticity = 1.0 - PARAMETERS["production.arms_share_A"].default
    men = series("cap_A", ["mobilise_A=1"], off=off)[1] ** (1.0 / elasticity)
    assert men == pytest.approx(1.0 + 1.0 / level("man.call_up_of"))


def test_the_grievance_of_a_call_up_fades() -> None:
    record = War(world(scenario(off=ALONE, levers=[pull("mobilise_A", "1", 0)]), months=12))
    left = []
    for _ in range(12):
        record.step()
        left.append(float(record.record.s.called_up))
    fades = level("man.call_up_fades")
    assert left[0] == pytest.approx(PARAMETERS["man.coerce_cost"].default * fades)
    assert left[-1] / left[0] == pytest.approx(fades**11)


def test_recruits_once_recruiting_has_collapsed() -> None:
    told = {"man.foreign_A": 0.0, "econ.stress0": 0.0, "econ.bite": 0.0}
    collapsed, level_ = (
        series("recruits_A", [f"replace_A={word}"], told)[1] for word in ("collapsed", "level")
    )
    assert collapsed / level_ == pytest.approx(level("man.replace_collapsed"))


def test_the_draft_fails_or_goes_well() -> None:
    def men(word: str) -> float:
        """D's men gained in month 1, before losses: the same in all three."""
        elasticity = 1.0 - PARAMETERS["power.aid_elast"].default
        cap = series("cap_D", [f"draft_D={word}"], STEADY)[1]
        return float(cap ** (1.0 / elasticity))

    usual = men("ok")
    # Recruits are in proportion to the draft, so differences from the usual are to each other
    # as the levels less 1 (losses of a month feel little of who came in it).
    ratio = (men("fail") - usual) / (men("good") - usual)
    expected = (level("man.draft_failed") - 1.0) / (level("man.draft_good") - 1.0)
    assert ratio == pytest.approx(expected, rel=1e-3)
    loss = PARAMETERS["force.loss_A"].default * PARAMETERS["force.size_ratio"].default
    loss /= PARAMETERS["power.defence_adv"].default
    assert men("good") - usual == pytest.approx(loss * (level("man.draft_good") - 1.0), rel=0.05)


@compiled_making
def holding(record: Record) -> float:
    """What holding all the land at stake costs A [stakes per month]."""
    return float(situation(record).hold_cost)


def test_a_client_is_dear_to_keep() -> None:
    record = War(world(scenario(), months=2)).record
    alone = holding(record)
    record.s.client = True
    assert holding(record) == pytest.approx(level("hold.client") * alone)


#: Nobody would ever sign, so talks show as they come.
NEVER: Mapping[str, float] = {
    "cost.war_A": 0.0,
    "cost.war_D": 0.0,
    "belief.win0_A": 0.9,
    "belief.win0_D": 0.9,
    "stake.indivisible": 0.95,
    "survival.stop_penalty": 0.9,
    "demand.floor_D": 0.9,
}


def talked(opened: float, *levers: str, months: int = 24) -> npt.NDArray[np.float64]:
    """Whether talks were open, by war and month; `opened` is the usual chance."""
    which = scenario(
        {**NEVER, "talks.open0": opened}, off=["collapse", "turnover"], levers=pulled(levers)
    )
    played = play_wars(which, ENTROPY, range(20), months).series
    assert np.all(played[:, list(STATES).index("fighting")] == 1.0)
    return played[:, list(STATES).index("talks"), 1:]


@pytest.mark.parametrize(
    ("lever", "name"), [("talks=1", "talks.called_months"), ("summit=1", "talks.summit_months")]
)
def test_whoever_is_called_stays_for_so_many_months(lever: str, name: str) -> None:
    assert np.all(talked(0.0, lever).sum(axis=1) == level(name))


@pytest.mark.parametrize(
    ("word", "added"),
    [("carrots", level("talks.inducing_invites")), ("sticks", -level("talks.pressing_deters"))],
)
def test_a_posture_opens_or_shuts_talks(word: str, added: float) -> None:
    # The same luck: who talks at a chance of .4 beside the posture talks without it at the sum.
    shown = talked(0.4, f"posture={word}", months=3)
    assert np.array_equal(shown, talked(0.4 + added, months=3))
    assert 0.0 < shown.mean() < 1.0
