"""Cards with mistakes: one clear line each, all at once; and never anything else."""

from __future__ import annotations

import copy
import tomllib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from told import Command

from simulator.claims.cards.load import cards_of_table, seeds_folder
from simulator.errors import BadInput

HEAD: dict[str, Any] = {
    "kind": "cards",
    "key": "person",
    "name": "Person",
    "scenario": "person",
    "source": dict.fromkeys(
        (
            "author",
            "title",
            "outlet",
            "date",
            "as_of",
            "locators",
            "theory",
            "baseline",
            "caveat",
        ),
        "x",
    ),
}


def wrong(*claims: dict[str, Any], **top: object) -> list[str]:
    """The lines that a file with these claims ends in."""
    plain = {"where": "P1", "text": "t", "kind": "conditional"}
    table = {**HEAD, **top, "claim": [{**plain, **claim} for claim in claims]}
    with pytest.raises(BadInput) as caught:
        cards_of_table(table, "c.toml")
    return str(caught.value).splitlines()


def test_a_lever_comes_while_the_claims_are_played() -> None:
    tests = [{"mean": {"summary": "T_end_restricted"}, "sign": "+"}]
    for month, late in ((59, False), (60, True)):
        arm = {"levers": [f"admit=1@{month}", "no_such=1"]}
        lines = wrong({"id": "person.c1", "treatment": arm, "test": tests})
        assert any("before the horizon of 60 months (got 60)" in line for line in lines) == late


def test_all_mistakes_of_a_file_at_once() -> None:
    lines = wrong(
        {
            "id": "person.c1",
            "treatment": {
                "levers": ["posture=carots", "admit=1@700"],
                "set": {"stake.indivisible": 2.0, "no.such": 1.0},
                "times": {"econ.bit": 2.0},
            },
            "test": [
                {"mean": {"state": "ocupied", "at": 12}, "sign": "+"},
                {"share": [{"event": "ended", "by": 99}], "within": [0.5, 1.5]},
                {"mean": {"summary": "recur"}, "median": {"state": "occ", "at": 1}, "most": 1},
            ],
        },
        {"id": "person.p1", "kind": "prediction", "test": [], "restates": "belief.win0"},
        {"id": "freedman.p1", "kind": "prediction", "untestable": " "},
        scenario="persn",
    )
    starts = [line.split(" (got")[0].split(" - ")[0] for line in lines]
    claim = 'c.toml: claim["person.c1"]'
    late = "month after @ must be a whole number in [0, 600] (months)"
    assert starts == [
        "c.toml: scenario: no such scenario",
        f"{claim}.treatment.levers.posture: must be one of hold, carrots, alternate, sticks",
        f"{claim}.treatment.levers.admit: {late}",
        f"{claim}.treatment.set.no.such: no such path",
        f"{claim}.treatment.set.stake.indivisible: must be in [0, 1] (share of A's utility)",
        f"{claim}.treatment.times: no such parameter",
        f"{claim}.test[0].mean.state: no such metric",
        f"{claim}.test[1].share[0].by: must be a month in [0, 60]",
        f"{claim}.test[1]: must be in [-1, 1]",
        f"{claim}.test[2]: must be exactly one statistic",
        f"{claim}.test[2].mean.summary: no such metric",
        f"{claim}.test[2].median: an effect on a median is not offered",
        'c.toml: claim["person.p1"].test: must be there',
        'c.toml: claim["person.p1"].restates: no such parameter',
        'c.toml: claim["freedman.p1"].id: must begin with person. and name a claim',
        'c.toml: claim["freedman.p1"].untestable: must say why',
    ]


@pytest.mark.parametrize(
    ("test", "line"),
    [
        ({"mean": {"state": "occ", "at": 1}}, "must be compared with something"),
        ({"mean": {"state": "occ", "at": 1}, "sign": "+", "most": 1.0}, "a sign stands alone"),
        ({"mean": {"state": "occ"}, "sign": "+"}, "must be at, or since and until"),
        ({"mean": {"state": "occ", "at": 1, "by": 3}, "sign": "+"}, "does not go with state"),
        ({"mean": {"event": "ended"}, "sign": "+"}, "must be there"),
        (
            {"mean": {"state": "occ", "since": 9, "until": 3}, "sign": "+"},
            "must not be after until",
        ),
        (
            {
                "mean": {"state": "occ", "since": 0, "until": 3, "take": "greatest_fall"},
                "sign": "+",
            },
            "goes with take = greatest_fall",
        ),
        ({"share": [{"state": "occ", "at": 3}], "sign": "+"}, "must have a bound"),
        (
            {"share": [{"state": "occ", "at": 3, "least": 2, "most": 1}], "sign": "+"},
            "low must not",
        ),
        ({"share": [{"ended": ["ceasefire"], "by": 3}], "sign": "+"}, "no such ending"),
        ({"share": [], "sign": "+"}, "must not be empty"),
        ({"share": [{"any": []}], "sign": "+"}, "must not be empty"),
        ({"recur": {"after": ["truce"], "within": 61}, "sign": "+"}, "must be a month"),
        ({"entropy": 12, "of": "interaction", "sign": "+"}, "an interaction needs beside"),
        ({"entropy": 12, "of": "treatment", "sign": "+"}, "a sign is claimed of an effect"),
        ({"entropy": 12, "sign": "+", "sice": 0.1}, "no such key - did you mean size?"),
        ({"entropy": "12", "sign": "+"}, "must be a whole number (got '12')"),
        ({"entropy": 12, "sign": "up"}, "must be '+' or '-' (got 'up')"),
        ({"mean": {"state": "occ", "at": 1}, "within": [1.0]}, "must"),
        ({"mean": {"state": "occ", "at": 1}, "within": [1.0, 2.0, 3.0]}, "must"),
        ({"mean": {"state": "occ", "at": 1}, "most": float("nan")}, "must"),
    ],
)
def test_one_mistake_is_one_line(test: dict[str, Any], line: str) -> None:
    treatment = {"levers": ["posture=sticks"]}
    lines = wrong({"id": "person.c1", "treatment": treatment, "test": [test]})
    assert len(lines) == 1
    assert line in lines[0]
    assert lines[0].startswith('c.toml: claim["person.c1"].test[0]')


def test_a_conditional_needs_a_difference() -> None:
    (line,) = wrong({"id": "person.c1", "test": [{"entropy": 12, "of": "treatment", "most": 1}]})
    assert "treatment: must differ from the control" in line


def test_a_range_in_an_arm_is_read_as_in_a_scenario() -> None:
    test = [{"entropy": 12, "sign": "+"}]
    good = {"power.drift": {"low": -0.1, "high": 0.1, "distribution": "triangular"}}
    plain = {"id": "person.c1", "kind": "conditional", "where": "P1", "text": "t", "test": test}
    claim = {**plain, "treatment": {"set": good}}
    assert cards_of_table({**HEAD, "claim": [claim]}, "c.toml").claim[0].treatment.set == good
    for bad, rule in (
        ({"low": 0.1, "high": -0.1}, "low must be below high"),
        ({"low": 0.1, "high": 0.2, "surplus": 1.0}, "no such key"),
        ({"low": 0.1}, "must be there"),
        ({"low": 0.1, "high": 0.2, "distribution": "flat"}, "must be 'uniform'"),
    ):
        (line,) = wrong({**plain, "treatment": {"set": {"power.drift": bad}}})
        assert "treatment.set.power.drift" in line
        assert rule in line


def test_check_reads_cards(simulator: Command, tmp_path: Any) -> None:  # noqa: ANN401  # a path
    file = tmp_path / "c.toml"
    file.write_text('kind = "cards"\nkey = "x"\n')
    status, out, err = simulator("check", str(file))
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 4
    assert all(line.startswith(f"{file}: ") for line in err.splitlines())


SHIPPED = tomllib.loads((seeds_folder() / "person.toml").read_text(encoding="utf-8"))
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.text(max_size=8),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
)


def _paths(held: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401  # a table
    here = [path] if path else []
    items = (
        held.items()
        if isinstance(held, dict)
        else enumerate(held)
        if isinstance(held, list)
        else ()
    )
    return here + [found for step, inner in items for found in _paths(inner, (*path, step))]


PATHS = [path for path in _paths(SHIPPED) if path[0] != "source"]


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.sampled_from(PATHS), st.sampled_from(["drop", "put", "add"]), JUNK),
        min_size=1,
        max_size=3,
    )
)
def test_whatever_is_written_is_read_or_told_in_lines(
    changes: list[tuple[tuple[Any, ...], str, Any]],
) -> None:
    table = copy.deepcopy(SHIPPED)
    for path, act, junk in changes:
        held = table
        try:
            for step in path[:-1]:
                held = held[step]
            if act == "drop":
                del held[path[-1]]
            elif act == "put":
                held[path[-1]] = junk
            else:
                held[path[-1]]["surplus"] = junk
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took the place away
    lines: list[str] = []
    try:
        cards_of_table(table, "c.toml")
    except BadInput as error:
        lines = str(error).split("\n")
    for line in lines:
        assert line.startswith("c.toml: ")
        assert " - " in line
        assert len(line) < 700
