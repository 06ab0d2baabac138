"""The exact lines that a bad scenario file gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from told import Command, Write, complaints, told

from simulator.errors import BadInput
from simulator.files.merge import LEAST_SUPPLY
from simulator.files.scenario import load_scenario, with_values
from simulator.places import data_folder


def test_all_mistakes_of_a_file_at_once(write: Write) -> None:
    file = write(
        """
kind = "scenari"
titel = "T"
start = "2025-13"
phase = "peace"
neutral = 1
sources = "s"
[stake]
indivisible = 1.5
value_A = "1"
spillover = nan
land_value_A = { low = 0.5, high = 0.4 }
indivisble = 0.1
[steak]
[front]
stepz = "forts"
[audience]
size = 2.5
[man]
pool_A = { low = 10, high = 700 }
[econ]
bite = { low = 0.1, hihg = 0.2 }
leak = { low = 0, high = 1, distribution = "loguniform" }
rearm = { low = 0.5, high = 1, distribution = "triangular", mode = 2 }
overheat = { low = 0.5, high = 1, mode = 0.7 }
recovery = { low = 0.1, high = 0.2, distribution = "gamma" }
[mechanisms]
lerning = false
learning = "off"
[levers]
psture = "sticks"
posture = ["stick@6", "hold@-1"]
guarantee = 2
talks = true
aid_us = ["cut@3", "hold@3"]
[because]
"stake.indivisble" = "why"
"levers.postur" = "why"
"stake.indivisible" = 1
""",
        head="",
    )
    assert complaints(file) == told(
        """
        x.toml: kind: must be 'scenario' (got 'scenari') - write kind = "scenario"; games are for
          `simulator solve`, designs for `simulator sweep`
        x.toml: title: must be there - add title = …
        x.toml: start: must be a month, YYYY-MM, in quotes (got '2025-13') - write it as "2025-10"
        x.toml: phase: must be 'war' or 'truce' (got 'peace') - write one of these
        x.toml: neutral: must be true or false (got 1) - write true or false, without quotes
        x.toml: sources: must be a list (got 's') - write it in brackets: [ … ]
        x.toml: because."stake.indivisible": must be text (got 1) - write it in quotes: "…"
        x.toml: stake.value_A: must be a number or a range table (got '1') - write a number; it
          must be in [0.1, 3] (stakes of D)
        x.toml: stake.indivisible: must be in [0, 1] (share of A's utility) (got 1.5) - write a
          value in that range
        x.toml: stake.land_value_A: low must be below high (got low = 0.5, high = 0.4) - swap or
          spread them, or write one number
        x.toml: stake.spillover: must be in [0, 1] (index; 1 = 0.2 of the stake) (got nan) - write
          a finite number
        x.toml: stake.indivisble: no such key - did you mean stake.indivisible?
        x.toml: audience.size: must be a whole number (got 2.5) - round it
        x.toml: front.stepz: no such key - did you mean front.steps?
        x.toml: man.pool_A.high: must be in [0, 600] (months of the intake of month 0) (got 700) -
          write a value in that range
        x.toml: econ.bite.high: must be there - add high = …
        x.toml: econ.bite.hihg: no such key - did you mean high?
        x.toml: econ.leak: low must be above 0 with loguniform (got low = 0, high = 1, distribution
          = 'loguniform') - raise low, or use uniform
        x.toml: econ.overheat: mode goes with triangular and normal only (got low = 0.5, high = 1,
          mode = 0.7) - leave mode out
        x.toml: econ.recovery.distribution: must be 'uniform', 'triangular', 'normal' or
          'loguniform' (got 'gamma') - write one of these
        x.toml: econ.rearm: mode must lie in [low, high] (got low = 0.5, high = 1, distribution =
          'triangular', mode = 2) - move mode, low or high
        x.toml: mechanisms.learning: must be true or false (got 'off') - write true or false,
          without quotes
        x.toml: mechanisms.lerning: no such key - did you mean learning?
        x.toml: levers.psture: no such key - did you mean posture?
        x.toml: titel: no such key - did you mean title?
        x.toml: steak: no such key - did you mean stake?
        x.toml: because."stake.indivisble": must name a parameter, a mechanism or a lever - did you
          mean stake.indivisible?
        x.toml: because."levers.postur": must name a parameter, a mechanism or a lever - did you
          mean posture?
        x.toml: levers.posture: must be one of hold, carrots, alternate, sticks (got 'stick') - did
          you mean sticks?
        x.toml: levers.posture: month after @ must be a whole number in [0, 600] (months) (got
          '-1') - write it like posture=hold@6
        x.toml: levers.guarantee: must be a number in [0, 1] (got '2') - write an allowed value
        x.toml: levers.talks: must be VALUE or VALUE@MONTH in quotes, a number, or a list of them
          (got true) - the value is a number in [0, 1]
        x.toml: levers.aid_us: a lever is pulled once a month (got month 3 twice) - keep one of
          them
        """
    )


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (
            "[front]\nocc0 = 0.5\nvictory_at = 0.4\n",
            (
                "x.toml: front.occ0: must be below front.victory_at: the war would be over "
                "before it began (got 0.5, not below 0.4) - lower front.occ0 or raise "
                "front.victory_at"
            ),
        ),
        (
            "[front]\nocc0 = { low = 0.1, high = 0.5 }\nvictory_at = { low = 0.3, high = 1 }\n",
            (
                "x.toml: front.occ0: must be below front.victory_at: the war would be over "
                "before it began (got 0.5, not below 0.3) - lower front.occ0 or raise "
                "front.victory_at"
            ),
        ),
        (
            '[front]\nsteps = "forts"\n',
            (
                'x.toml: game: front.steps = "forts" needs a [game] table - '
                'add [game], or write front.steps = "continuous"'
            ),
        ),
        (
            'extends = "x"\n',
            (
                "x.toml: extends: a chain of extends must end (got x.toml -> x.toml) - "
                "break the circle"
            ),
        ),
        (
            'extends = "bse"\n',
            "x.toml: extends: no such scenario or file (got 'bse') - did you mean base?",
        ),
        (
            "[man]\nreplace_D = 1\n",
            "x.toml: man.replace_D: no such key - did you mean man.replace_A?",
        ),
        ("indivisible = 1\n", "x.toml: indivisible: no such key - did you mean stake.indivisible?"),
        ("stake = 1\n", "x.toml: stake: must be a table (got 1) - write it as a [table]"),
        (
            "title = \n",
            "x.toml: must be TOML (got Invalid value (at line 4, column 9)) - correct it there",
        ),
    ],
)
def test_one_mistake(write: Write, body: str, line: str) -> None:
    assert complaints(write(body)) == [line]


def test_mistakes_of_the_whole_chain(write: Write) -> None:
    write("[stake]\nindivisible = 2\n", "far.toml")
    leaf = write('extends = "far"\n[stake]\nspillover = 3\n')
    assert complaints(leaf) == told(
        """
        x.toml: stake.spillover: must be in [0, 1] (index; 1 = 0.2 of the stake) (got 3) - write a
          value in that range
        far.toml: stake.indivisible: must be in [0, 1] (share of A's utility) (got 2) - write a
          value in that range
        """
    )


def test_a_circle_of_two(write: Write) -> None:
    write('extends = "x"\n', "y.toml")
    assert complaints(write('extends = "y"\n')) == told(
        """
        y.toml: extends: a chain of extends must end (got x.toml -> y.toml -> x.toml) - break the
          circle
        """
    )


@pytest.mark.parametrize(
    "body",
    [
        "[stake]\nindivisible = 1" + "0" * 5000 + "\n",
        "[stake]\nindivisible = 0x" + "f" * 5000 + "\n",
        "[stake]\nindivisible = " + "[" * 100_000 + "\n",
        "[stake]\nindivisible = " + "{a=" * 500 + "1" + "}" * 500 + "\n",
        "[stake]\nindivisible = 1e999\n",
        "[stake]\nindivisible = 2025-10-01\n",
        'title = "again"\n',
        "\x00",
        '[levers]\nguarantee = "' + "9" * 5000 + '"\n',
    ],
)
def test_monstrous_files_get_short_lines(write: Write, body: str) -> None:
    lines = complaints(write(body))
    assert len(lines) == 1
    assert len(lines[0]) < 300


def test_bytes_that_are_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.toml").write_bytes(b'kind = "\xff"')
    assert complaints("x.toml") == ["x.toml: must be UTF-8 text (got byte 8) - save it as UTF-8"]


def test_names_that_are_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("folder.toml").mkdir()
    assert complaints("bse") == ["bse: no such scenario or file - did you mean base?"]
    assert complaints("folder")[0].startswith("folder: must be a file, not a folder - ")
    for name in ("", "\x00", "x" * 10_000, "../../x", ".", "folder.toml"):
        assert len(complaints(name)) == 1


def test_somebody_arms_the_defender() -> None:
    scenario = load_scenario("freedman")
    rule = r"aid\.us0, aid\.eu0 and aid\.prod_D must be at least 0\.01 together"
    for least in (0.0, 5e-324, 1e-9, 0.00999):
        with pytest.raises(BadInput, match=rule):
            with_values(scenario, {"aid.us0": least, "aid.eu0": 0.0, "aid.prod_D": 0.0})
    with_values(scenario, {"aid.us0": 0.0, "aid.eu0": 0.0, "aid.prod_D": LEAST_SUPPLY})


def test_a_sound_file_of_another_kind_is_one_mistake() -> None:
    assert complaints("textbook/fearon-range") == told(
        """
        scenarios/textbook/fearon-range.toml: kind: must be 'scenario' (got 'game') - a game is
          for `simulator solve`; name a scenario
        """
    )


@pytest.mark.parametrize(
    ("file", "kind", "meant"),
    [
        ("seeds/person.toml", "cards", "a file of claim cards is for `simulator compare`"),
        ("seeds/record/war.toml", "record", "the record of the war is for `simulator backtest`"),
        ("seeds/record/wars.toml", "wars", "the record of other wars is for `simulator patterns`"),
    ],
)
@pytest.mark.parametrize(
    ("command", "wanted"), [("run", "scenario"), ("solve", "game"), ("sweep", "scenario")]
)
def test_cards_and_records_are_one_mistake(
    simulator: Command, command: str, wanted: str, file: str, kind: str, meant: str
) -> None:
    path = str(data_folder("seeds").parent / file)
    more = ("--vary", "guarantee=0:1", "--out", "x") if command == "sweep" else ()
    status, _, err = simulator(command, path, *more)
    assert status == 2
    assert err == (f"{file}: kind: must be '{wanted}' (got '{kind}') - {meant}; name a {wanted}\n")


def test_an_unknown_name_is_shown_every_author() -> None:
    [line] = complaints("nobody-at-all")
    for author in ("dickinson", "freedman", "menon", "person", "strategypage"):
        assert f" {author}" in line
