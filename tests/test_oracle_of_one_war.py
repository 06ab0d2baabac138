"""The model's books against a war written by somebody who had read only the document.

Deals bind here (`commitment` is off). Peace that can break has its own tests: of its rows in
tests/bargaining/test_peace_rows.py, of its values in tests/war/test_peace_values.py.
"""

from __future__ import annotations

import oracle_of_one_war as one_war
import pytest

from simulator.files.scenario import load_scenario, with_values
from simulator.model.records import Range, Scenario, Trajectory
from simulator.model.tape import CHANNELS, PARAMETER_MONTH, parameter_channel, uniforms
from simulator.run.ensemble import play_one

ENTROPY = 11
MONTHS = 10

#: Nothing at home, and nothing that the oracle cannot write down.
OFF = (
    *("private_information", "signals", "commitment", "indivisibility", "office", "audience"),
    *("turnover", "lock_in", "truce", "freeze", "mediation", "aid", "strikes", "economy"),
    *("attrition", "recruitment"),
)
PLAIN: dict[str, float | bool] = {f"mechanisms.{name}": False for name in OFF} | {
    "stake.value_A": 1.0,
    "stake.land_value_A": 1.0,
    "stake.discount_A": 0.1,
    "demand.floor_D": 0.5,
    "talks.sincere_A": 0.0,
    "belief.lag": 0,
    "belief.bias_A": 0.0,
}
STATUS = {
    "stake.land_value_A": 0.4,
    "stake.spillover": 0.2,
    "hold.cost_A": 0.3,
    "rep.cost_A": 0.2,
    "carrot.value_A": 0.3,
}
ATTRITION = {"mechanisms.attrition": True, "mechanisms.recruitment": True}
MEANS = ATTRITION | {f"mechanisms.{name}": True for name in ("aid", "strikes", "economy")}
RIVALS = {"belief.win0_A": 0.45, "belief.win0_D": 0.48, "belief.learn_front": 0.8}
ONE_BELIEF = {"mechanisms.optimism": False, "mechanisms.learning": False}
SILENT = {"mechanisms.bargaining": False}
#: Outsiders open no talks: a side must come; what it signs is soon handed over.
NO_GUESTS = {
    "talks.open0": 0.0,
    "belief.win0_D": 0.55,
    "belief.learn_front": 1.0,
    "commit.young": 3.0,
}

WORLDS: dict[str, dict[str, float | bool]] = {
    "two forecasts": PLAIN | RIVALS,
    "two forecasts, late and biased": PLAIN | RIVALS | {"belief.lag": 3, "belief.bias_A": 0.3},
    "one forecast": PLAIN | ONE_BELIEF,
    "two forecasts and a ladder": PLAIN | RIVALS | STATUS,
    "collapse soon": PLAIN | SILENT | {"collapse.base_A": 0.03, "collapse.base_D": 0.05},
    "collapse under strain": PLAIN
    | SILENT
    | MEANS
    | {
        "collapse.base_A": 0.02,
        "collapse.base_D": 0.02,
        "econ.stress0": 0.1,
        "econ.bite": 1.0,
        "econ.leak": 0.0,
        "coerce.bomb_resolve": -0.5,
    },
    "a running front": PLAIN | RIVALS | SILENT | {"power.drift": 2.0, "power.noise": 1.0},
    "men and arms": PLAIN | RIVALS | ATTRITION | {"man.replace_A": 0.8, "belief.win0_A": 0.6},
    "everything that is sent": PLAIN | RIVALS | MEANS | {"belief.win0_A": 0.55},
    "a stake that cannot be divided": PLAIN
    | RIVALS
    | STATUS
    | {"mechanisms.indivisibility": True, "stake.indivisible": 0.15},
    "a patron that leaves": PLAIN
    | RIVALS
    | MEANS
    | {"aid.us_hazard": 0.2, "aid.us0": 0.8, "belief.win0_A": 0.55, "power.aid_elast": 0.7},
    "everything and a ladder": PLAIN | RIVALS | MEANS | STATUS | {"belief.win0_A": 0.52},
    "nobody brings them to a table": PLAIN | NO_GUESTS | {"belief.win0_A": 0.6},
    "a table that soon closes": PLAIN
    | MEANS
    | STATUS
    | NO_GUESTS
    | {"belief.win0_A": 0.62, "talks.patience": 1},
    "both are sure": PLAIN | MEANS | STATUS | {"belief.win0_A": 0.9, "belief.win0_D": 0.9},
}


def luck(replication: int) -> one_war.Luck:
    """The tape of one war, by the names of its channels; month -1 is what nature drew before."""

    def drawn(month: int, name: str) -> tuple[float, float]:
        if month < 0:
            return uniforms(ENTROPY, replication, PARAMETER_MONTH, parameter_channel(name))
        return uniforms(ENTROPY, replication, month, CHANNELS[name])

    return drawn


def numbers(scenario: Scenario, replication: int) -> dict[str, float]:
    """Every range of a scenario as one number, by inverse transform from a uniform of its own."""
    found = {}
    for path, value in scenario.values.items():
        if isinstance(value, Range):
            share = luck(replication)(-1, path)[0]
            found[path] = value.low + share * (value.high - value.low)
            if path == "belief.lag":
                found[path] = float(int(found[path] + 0.5))
        else:
            found[path] = value
    return found


def both(
    scenario: Scenario, replication: int, months: int
) -> tuple[Trajectory, one_war.War, one_war.Books]:
    """The same war by the model and by the oracle."""
    on = {name for name, is_on in scenario.switches.items() if is_on}
    war, books = one_war.play(numbers(scenario, replication), on, luck(replication), months)
    return play_one(scenario, ENTROPY, months, (), replication), war, books


@pytest.mark.parametrize("replication", [0, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("world", WORLDS)
def test_the_books_are_those_of_the_oracle(world: str, replication: int) -> None:
    scenario = with_values(load_scenario("base"), WORLDS[world])
    told, war, books = both(scenario, replication, MONTHS)
    assert (told.end_mode, told.winner) == (war.end_mode, war.winner)
    assert told.end_month == (MONTHS + 1 if war.end_month < 0 else war.end_month)
    wrong = {
        name: (month, mine, float(theirs))
        for name, row in books.items()
        for month, (mine, theirs) in enumerate(zip(row, told.series[name], strict=True))
        if not abs(mine - theirs) <= 1e-9
    }
    assert not wrong
    for talk, (month, proposer, land, _, *values, signed) in zip(
        told.talks, war.offers, strict=True
    ):
        assert (talk.month, talk.proposer, talk.accepted) == (month, proposer, signed)
        assert talk.land == pytest.approx(land, abs=1e-9)
        mine = (talk.value_A, talk.refuse_A, talk.value_D, talk.refuse_D)
        assert mine == pytest.approx(tuple(values), abs=1e-9)
