"""What mechanisms declare, gathered: nothing lost, nothing twice, nothing out of its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import published_rows
import pytest

from simulator.model import declare, mechanisms, published
from simulator.model.declare import Bite, Group, Mechanism, Parameter, State, Switch
from simulator.model.levers import LEVERS
from simulator.model.mechanisms import MECHANISMS
from simulator.model.metrics.rows import STATES
from simulator.model.parameters import PARAMETERS
from simulator.model.parameters.groups import GROUPS
from simulator.model.parameters.switches import SWITCHES
from simulator.model.registry import OWN, gathered, kept

#: Every row as users know it.
PUBLISHED: dict[str, list[dict[str, Any]]] = json.loads(published_rows.FILE.read_text("utf-8"))

FILES = sorted(
    file for file in Path(mechanisms.__file__).parent.glob("*.py") if file.name != "__init__.py"
)


def test_the_rows_are_those_published_and_new_ones_come_after_them() -> None:
    for kind, rows in published_rows.rows().items():
        before = PUBLISHED[kind]
        assert rows[: len(before)] == before, f"{kind}: if meant, see tests/published_rows.py"


@pytest.mark.parametrize(
    ("order", "there"),
    [
        (published.PARAMETERS, PARAMETERS),
        (published.LEVERS, LEVERS),
        (published.SWITCHES, SWITCHES),
        (published.STATES, STATES),
    ],
)
def test_every_published_name_still_exists(order: tuple[str, ...], there: dict[str, Any]) -> None:
    assert list(order) == list(there)[: len(order)]


def test_no_two_paths_become_one_field_of_a_record() -> None:
    # The record of a war says `v.cost_war_A` for `cost.war_A`.
    assert len({path.replace(".", "_") for path in PARAMETERS}) == len(PARAMETERS)


def test_every_file_of_the_folder_is_a_mechanism_of_its_name() -> None:
    assert [mechanism.name for mechanism in MECHANISMS] == [file.stem for file in FILES]


def test_the_groups_are_the_questions() -> None:
    assert set(GROUPS) == set(get_args(Group)) == {mechanism.group for mechanism in MECHANISMS}


def test_every_mechanism_but_three_can_be_switched_off() -> None:
    # Arms wear out, patrons hold a posture, leaders look ahead whatever one thinks of theories.
    without = {mechanism.name for mechanism in MECHANISMS if mechanism.switch is None}
    assert without == {"foresight", "posture", "production"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_who_asks_for_a_place_is_compiled_with_it(file: Path) -> None:
    # Machine code holds places as constants; it is made anew when a compiled source changes.
    text = file.read_text(encoding="utf-8")
    assert ".place(" not in text or "import compiled" in text


def mechanism(name: str, **declared: object) -> Mechanism:
    """A mechanism that declares what a test needs."""
    given: dict[str, Any] = {"switch": Switch(name, "nothing"), **declared}
    return Mechanism(name, "front", "a test", Bite("occ", {}), **given)


def row(path: str, /, **changed: object) -> Parameter:
    given: dict[str, Any] = {"path": path, "default": 0.5, "source": "a test", **changed}
    return Parameter(low=0.0, high=1.0, unit="share", meaning="of a test", **given)


def test_two_that_declare_one_name_are_told() -> None:
    both = [mechanism(name, parameters=(row("x.same"),)) for name in ("one", "two")]
    with pytest.raises(ValueError, match=r"x\.same: one and two declare it"):
        gathered(both, lambda each: ((row.path, row) for row in each.parameters), ())


def test_a_new_name_comes_after_the_published_ones_in_the_order_of_files() -> None:
    rows = (row("y.new"), row("x.old"), row("x.new"))
    made = [mechanism("one", parameters=rows[:2]), mechanism("two", parameters=rows[2:])]
    found = gathered(made, lambda each: ((r.path, r) for r in each.parameters), ("x.old",))
    assert list(found) == ["x.old", "y.new", "x.new"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"path": "drift"}, "must be TABLE.NAME"),
        ({"path": "power.drift.A"}, "must be TABLE.NAME"),
        ({"default": 1.5}, "must lie in the range"),
        ({"neutral": (0.5, 1.5)}, "must lie in the range"),
        ({"neutral": (0.6, 0.4)}, "must lie in the range"),
        ({"source": "assumed"}, "a primitive needs a source"),
    ],
)
def test_a_row_that_cannot_be_is_refused(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        row("x.row", **changed)


def test_a_structural_parameter_may_be_assumed() -> None:
    assert row("x.row", source="assumed", tier="structural").tier == "structural"


def test_a_mechanism_without_a_switch_says_what_takes_it_away() -> None:
    with pytest.raises(ValueError, match="what takes it away"):
        mechanism("one", switch=None)
    world = Bite("occ", {"x.row": 1.0}, without={"x.row": 0.0})
    made = Mechanism("one", "front", "a test", world)
    assert made.taken_away() == {"x.row": 0.0}
    assert mechanism("two").taken_away() == {"mechanisms.two": False}


@pytest.fixture
def no_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Places counted from 0, for mechanisms of a test only."""
    monkeypatch.setattr(declare, "_PLACES", {})


@pytest.mark.usefixtures("no_places")
def test_what_a_mechanism_keeps_lies_where_it_was_told() -> None:
    shown = State("weariness_A", "share", "how tired A's public is", start=0.25)
    hidden = State("losses_so_far", "share", "A's losses so far", start=0.0, shown=False)
    recorded = State("occ", "share", "held by A")
    one = mechanism("one", states=(recorded, shown))
    two = mechanism("two", states=(hidden,))
    assert two.place("losses_so_far") == 0
    assert one.place("weariness_A") == 1
    assert two.place("losses_so_far") == 0
    assert kept([one, two]) == (hidden, shown)
    for name in ("occ", "weariness_D"):
        with pytest.raises(KeyError, match=f"one declares no state {name}"):
            one.place(name)


@pytest.mark.usefixtures("no_places")
def test_what_nobody_asked_a_place_for_has_one() -> None:
    states = tuple(State(name, "share", "of a test", start=0.0) for name in ("a", "b"))
    assert kept([mechanism("one", states=states)]) == states


def test_a_remembered_state_needs_a_start() -> None:
    with pytest.raises(ValueError, match="needs a start"):
        State("losses_so_far", "share", "A's losses so far", shown=False)


def test_the_list_for_the_record_has_every_state_that_mechanisms_keep() -> None:
    declared = [state for each in MECHANISMS for state in each.states if state.start is not None]
    assert sorted(OWN, key=str) == sorted(declared, key=str)
    for each in MECHANISMS:
        for state in each.states:
            if state.start is not None:
                assert OWN[each.place(state.name)] is state
