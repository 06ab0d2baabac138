"""Golden wars: short ones that reach many rules, kept as a character a state and month.

A difference says in which war, which month and which states a change of the model shows first.
Each character is a digest of a value to seven digits, so the file is small and says nothing by
itself; a change of one needs a line in the changelog. Rewritten by
`pytest tests/golden/test_wars_golden.py --update-golden` only.

The mutation tester (tests/mutations.py) plays these wars as plain Python, hence few and short.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from worlds import of_settings, pull, scenario

from simulator.files.find import known_names
from simulator.files.scenario import load_scenario
from simulator.model.declare import Setting
from simulator.model.draw import draw
from simulator.model.levers import LEVERS, Lever
from simulator.model.metrics.catalogue import STATES
from simulator.model.parameters.switches import SWITCHES
from simulator.model.records import CAUSES, END_MODES, RUNGS, Scenario, Trajectory
from simulator.model.war.abreast import play_wars
from simulator.model.war.play import play

GOLDEN = Path(__file__).with_name("wars.txt")
ENTROPY = 11
CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-"
#: Authors as written: what would have to be true beside it is found anew with every model.
COMPLETE = ("strategypage", "freedman", "menon", "person", "dickinson")
CONTINUOUS = [
    name
    for name in known_names()
    if not name.startswith(("textbook/", "designs/")) and name not in COMPLETE
]

#: Where nobody signs, wars last, and what the levers do is seen.
NOBODY_SIGNS = ("bargaining", "collapse")
#: What ends a war or moves its front at a stroke, which would hide the rest.
STROKES = ("stop", "leader_swap", "d_shock", "client", "front_shift")


def _words(turn: int) -> tuple[Lever, ...]:
    """A word of every other lever, in turn, pulled in months 1 to 4."""
    pulled = []
    for number, (name, kind) in enumerate(LEVERS.items()):
        if name not in STROKES:
            words = [word for word, _ in kind.choices] or ["3" if kind.high > 3 else "0.7"]
            pulled.append(pull(name, words[turn % len(words)], 1 + number % 4))
    return tuple(pulled)


def _cases() -> Iterator[tuple[str, Scenario, int, int]]:
    """Name, scenario, number on its luck and months of every war that is kept; richest first."""
    for turn in range(5):
        levers = _words(turn)
        yield f"words {turn}, talks", scenario(LONG, levers=levers), turn, 8
        yield f"words {turn}", scenario(off=NOBODY_SIGNS, levers=levers), turn, 12
    for name, changed, settings in WORLDS:
        k = 1 if name == "D's leader falls" else 2  # one in which he does
        yield name, of_settings({**changed, **settings}), k, MONTHS.get(name, 8)
    for name in CONTINUOUS:
        yield name, load_scenario(name), 0, 6 if "/" in name.removeprefix("as-written/") else 8
    for off in SWITCHES:
        yield f"without {off}", scenario(LONG, off=[off]), 1, 4


#: A war that both would rather fight on.
LONG: Mapping[str, float] = {"stake.indivisible": 0.6, "belief.win0_A": 0.7}
SILENT: Mapping[str, Setting] = {"mechanisms.bargaining": False}
TRUCE: Mapping[str, Setting] = {"phase": "truce"}
KEPT: Mapping[str, Setting] = {
    **TRUCE,
    "commit.rearm_A": 0.0,
    "commit.breach_cost": 1.0,
    "levers.guarantee": "0.8",
}
#: A truce whose sides would rather settle.
YIELDING: Mapping[str, Setting] = {
    **TRUCE,
    "commit.rearm_A": 0.0,
    "commit.breach_cost": 1.0,
    "stake.indivisible": 0.0,
    "office.value_A": 0.0,
    "office.value_D": 0.0,
    "belief.win0_A": 0.2,
    "cost.war_A": 0.003,
}
OFFERED: Mapping[str, Setting] = {
    "stake.indivisible": 0.3,
    "talks.pressure": 1.0,
    "cost.war_A": 0.01,
}
#: Small worlds, each for rules that few wars reach: name, what they start from, settings.
WORLDS: tuple[tuple[str, Mapping[str, Setting], Mapping[str, Setting]], ...] = (
    ("A gives way", SILENT, {"collapse.base_A": 0.1}),
    ("D gives way", SILENT, {"collapse.base_D": 0.1}),
    ("stop on the line", SILENT, {"levers.stop": "line@2"}),
    ("stop by withdrawal", SILENT, {"levers.stop": "withdraw@2"}),
    ("truce, A rearms", TRUCE, {"commit.rearm_A": 2.0}),
    ("truce, D is armed", TRUCE, {"commit.rearm_A": 0.0, "levers.aid_us": "surge@1"}),
    ("truce kept", KEPT, {}),
    ("truce, incidents", KEPT, {"commit.accident": 0.2}),
    ("truce, spoilers", KEPT, {"commit.spoilers": 1.0, "commit.spoilers_scale": 1.0}),
    ("truce, the guarantor leaves", KEPT, {"commit.guarantor_leaves": 0.2}),
    ("truce, terms of A", YIELDING, {"talks.proposer_A": 1.0}),
    ("truce, terms of D", YIELDING, {"talks.proposer_A": 0.0}),
    ("doves", SILENT, {"survival.cont_base": 0.1, "survival.successor_dove": 1.0}),
    ("hawks", SILENT, {"survival.cont_base": 0.1, "survival.successor_dove": 0.0}),
    ("D's leader falls", SILENT, {"survival.cont_base_D": 0.1, "levers.weariness_D": "1@1"}),
    ("a maximalist from the start", {}, {"levers.a_type": "maximalist@0", "talks.sincere_A": 1.0}),
    ("audiences of two", SILENT, {"audience.size": 2.0}),
    ("swap", SILENT, {"levers.leader_swap": "1@2"}),
    ("front shift", SILENT, {"levers.front_shift": "0.01@1"}),
    ("D's leader shocked", SILENT, {"levers.d_shock": "1@1"}),
    ("client", SILENT, {"levers.client": "1@1"}),
    (
        "line offered",
        OFFERED,
        {"levers.offer": "line_of_contact@1", "levers.mediator_target": "A@1"},
    ),
    ("taken", OFFERED, {"cost.war_D": 0.006, "levers.offer": "line_of_contact@1"}),
    ("line with status offered", OFFERED, {"levers.offer": "loc_plus_no_nato@1"}),
    ("list offered", OFFERED, {"levers.offer": "full_list@1", "levers.mediator_target": "D@1"}),
    ("land offered", OFFERED, {"levers.offer": "extra_land@1", "talks.mediator_misread": 1.0}),
    (
        "A cannot tell who D is",
        {},
        {"stake.indivisible": 0.1, "cost.war_D": 0.02, "cost.spread_D": 1.0},
    ),
    ("dear to A", {}, {"cost.war_A": 0.02, "stake.indivisible": 0.0}),
    ("dear to A, who asks much", LONG, {"cost.war_A": 0.02}),
    ("called to talks", LONG, {"talks.open0": 0.0, "levers.talks": "1@1"}),
    ("called to a summit", LONG, {"talks.open0": 0.0, "levers.summit": "1@1"}),
    ("lull", SILENT, {"cost.war_A": 0.05, "cost.war_D": 0.05, "levers.stalemate": "6@1"}),
    ("D advances", SILENT, {"power.drift": -2.0}),
    ("A is driven out", SILENT, {"power.drift": -5.0, "front.occ0": 0.02, "front.victory_at": 0.3}),
    ("A stands before the line", SILENT, {"power.drift": -2.0, "front.occ0": 0.0}),
    ("A may not go quiet", SILENT, {"mechanisms.freeze": False, "cost.war_A": 0.05}),
    (
        "sticks for three months",
        SILENT,
        {"levers.posture": "sticks@1", "levers.stick_months": "3@0"},
    ),
    ("A advances", SILENT, {"power.drift": 2.0, "front.occ0": 0.3}),
    ("office above all", LONG, {"office.value_A": 2.0, "survival.stop_penalty": 0.8}),
)
MONTHS = {name: 14 for name, start, _ in WORLDS if start in (TRUCE, KEPT)} | {
    "lull": 12,
    "D's leader falls": 14,
    "hawks": 12,
}


def _digest(text: str) -> str:
    return CHARACTERS[zlib.crc32(text.encode()) % 64]


def _value(value: float) -> str:
    return _digest(f"{round(float(value), 10) + 0.0:.7g}")


def written(war: Trajectory) -> list[str]:
    """A war as it is kept: how it ended, then a line a month."""
    at_end = " ".join(f"{name}={value:.5g}" for name, value in war.at_end.items())
    lines = [
        f"{END_MODES[war.end_mode]} in {war.end_month}, resumed {war.resumed_month}"
        f" ({CAUSES[war.cause]}), removed {war.removed_month_A} {war.removed_month_D},"
        f" {RUNGS[war.rung]}, chosen {int(war.chosen_by_A)}, winner {war.winner} {at_end}".rstrip()
    ]
    for month in range(len(war.series["occ"])):
        told = [repr(event) for event in war.events if event[0] == month]
        for talk in war.talks:
            if talk.month == month:
                values = (talk.value_A, talk.refuse_A, talk.value_D, talk.refuse_D, talk.land)
                said = (talk.kind, talk.proposer, talk.rung, talk.accepted, talk.why)
                reasons = (talk.reason_A, talk.reason_D)
                numbers = " ".join(f"{round(value, 10) + 0.0:.6g}" for value in values)
                told.append(f"{said} {reasons} {numbers}")
        shown = "".join(_value(war.series[name][month]) for name in STATES)
        lines.append(f"{month:2d} {shown} {_digest(' '.join(told))}")
    return lines


CASES = {name: (which, k, months) for name, which, k, months in _cases()}


@cache
def kept() -> dict[str, list[str]]:
    """The golden wars by name."""
    found: dict[str, list[str]] = {}
    for block in GOLDEN.read_text(encoding="utf-8").split("\n== ")[1:]:
        name, *lines = block.rstrip("\n").split("\n")
        found[name] = lines
    return found


def differences(right: list[str], found: list[str]) -> str:
    """Which states are others, by the first month in which any is; `told` is what was said."""
    names = (*STATES, "told")
    for one, other in zip(right[1:], found[1:], strict=False):
        if one != other:
            pairs = zip(names, one[3:].replace(" ", ""), other[3:].replace(" ", ""), strict=True)
            moved = [name for name, before, after in pairs if before != after]
            return f"month {other[:2].strip()}: {', '.join(moved)}"
    return f"kept: {right[0]}\nnow:  {found[0]}" if right != found else ""


@pytest.mark.parametrize("name", CASES)
def test_golden_wars(name: str, request: pytest.FixtureRequest) -> None:
    which, k, months = CASES[name]
    found = written(play(draw(which, ENTROPY, k, months)))
    if request.config.getoption("--update-golden"):
        FOUND[name] = found
        return
    assert name in kept(), f"{name}: a new war - pytest {__file__} --update-golden"
    assert not differences(kept()[name], found)


#: What `--update-golden` has played so far.
FOUND: dict[str, list[str]] = {}


def test_nothing_is_kept_that_is_not_played(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        if FOUND.keys() != CASES.keys():
            pytest.skip("some wars were left out, so nothing is written")
        head = f"# States in each line: {' '.join(STATES)}; last what was said.\n"
        blocks = ["\n".join((f"\n== {name}", *lines)) for name, lines in FOUND.items()]
        GOLDEN.write_text(head + "".join(blocks) + "\n", encoding="utf-8")
        return
    assert list(kept()) == list(CASES)


def test_a_difference_names_the_month_and_the_states() -> None:
    # Negative control.
    right = ["continues", " 0 " + "a" * len(STATES) + " x", " 1 " + "b" * len(STATES) + " y"]
    wrong = [*right[:2], " 1 c" + "b" * (len(STATES) - 1) + " z"]
    assert differences(right, wrong) == f"month 1: {next(iter(STATES))}, told"
    assert not differences(right, right)


def test_many_abreast_are_the_same_wars() -> None:
    which, _, months = CASES["as-written/person"]
    wars = play_wars(which, ENTROPY, [0, 1], months)
    alone = play(draw(which, ENTROPY, 0, months))
    for row, name in enumerate(STATES):
        assert np.array_equal(wars.series[0, row], alone.series[name], equal_nan=True), name
    assert (wars.end_mode[0], wars.cause[0]) == (alone.end_mode, alone.cause)
